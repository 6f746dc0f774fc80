/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket object, for the modules that work on one: socket, whose class it is, and _ssl, which speaks
 * TLS over it. See https://docs.python.org/3.11/library/socket.html */
#pragma once
#include "sched/sched.h"
#include "value/weak.h"

#define SEVERAL_TASKS UINT32_MAX

/* settimeout: None waits for ever, 0 never waits. */
enum { TIMEOUT_NONE = -1 };

typedef struct {
    Object object;
    Machine *machine;        /* borrowed: who waits on the descriptor is told of its end */
    uint64_t number;         /* in the journal; 0: made while there was none */
    uint64_t last;           /* the number of its newest record */
    uint64_t sent, received; /* bytes, while there was a journal */
    size_t whole; /* while there was a journal: bytes of the last datagram, also those that did not fit */
    int fd;       /* -1: closed */
    int family, type, protocol;
    double timeout;          /* seconds, or TIMEOUT_NONE */
    bool kernel_nonblocking; /* O_NONBLOCK is set on the description, as a listener's must be */
    bool has_limits;         /* the system may end a wait: SO_RCVTIMEO and SO_SNDTIMEO were set */
    bool is_shared;     /* the description came from elsewhere, and may be non-blocking without our doing */
    bool close_waits;   /* it was closed, and its files are still open */
    uint32_t files;     /* those of makefile() that are open */
    bool is_left;       /* of a closed socket: what calls that waited go on with */
    int left_number;    /* the descriptor that was closed */
    uint32_t waited_by; /* the number of the task that has waited; 0: none, SEVERAL_TASKS */
} Socket;

extern const Type socket_type;
static inline bool is_socket(Value value) { return has_layout(value, &socket_type); }

/* What speaks over a socket begins so: a connection of module _ssl. */
typedef struct {
    Container head;
    Value socket; /* a weak reference to it; ABSENT: it speaks over something else */
} SocketLayer;
extern const Type connection_type;

/* The socket, or the one below it; NULL: it is none, or that is gone. Borrowed. */
static inline Socket *socket_under(Value value) {
    if (is_socket(value)) return (Socket *)object_of(value);
    if (!has_layout(value, &connection_type)) return NULL;
    const SocketLayer *layer = (const SocketLayer *)object_of(value);
    Value target = is_absent(layer->socket) ? ABSENT : weak_peek_target(layer->socket);
    return is_absent(target) ? NULL : (Socket *)object_of(target);
}
