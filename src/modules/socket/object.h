/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket object, addresses, and what the files of module socket share.
 * See https://docs.python.org/3.11/library/socket.html, socket(7), ip(7), ipv6(7), unix(7). */
#pragma once
#include "sched/io.h"
#include "sched/resolver.h"
#include "sched/sched.h"
#include "value/tuple.h"
#include <sys/socket.h>

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

Value socket_new(Machine *machine, Class *class, int fd, int family, int type, int protocol); /* owns fd */

/* ---- addresses */

/* The address in args[i] for a socket of this family. A name is resolved first, which may park: what is
 * not DONE is returned at once, and when called again args[i] holds numbers only. `function` is named in
 * errors. */
Outcome arg_address(Call *call, size_t i, int family, const char *function, Address *address);
/* All behind the host in the tuple args[i] becomes ints, which may ask the program: as arg_integer. */
Outcome address_item_integers(Call *call, size_t i);
uint32_t address_low_bits(Value number); /* an int as C's unsigned int, with all above it cut off */
/* Flow and scope of such a tuple; false: raised. */
bool address_read_six(Call *call, const Tuple *given, const char *function, Address *address);
Value address_value(const Address *address); /* as getsockname gives it; owned */

/* ---- timeouts */

/* args[i] is the number of a descriptor: what does not fit an int is cut off, as CPython does it. */
Outcome arg_descriptor(Call *call, size_t i, int *fd);
/* args[i] is None, a float or what has __index__: as arg_integer. */
Outcome arg_timeout(Call *call, size_t i, double *seconds);
double socket_default_timeout(Machine *machine); /* setdefaulttimeout */

extern const ClassSpec socket_class;

/* <AddressFamily.AF_INET: 2> and the like; a number without a name is a plain int. Owned. */
typedef enum {
    SOCKET_ENUM_FAMILY,
    SOCKET_ENUM_KIND,
    SOCKET_ENUM_MESSAGE,
    SOCKET_ENUM_ADDRESS_INFO,
    SOCKET_ENUM_COUNT
} SocketEnum;
Value socket_enum_value(Machine *machine, SocketEnum kind, int number);
void socket_add_enums(Machine *machine, Module *module);
extern const IntSpec socket_ints[], socket_ints_of_families[];
