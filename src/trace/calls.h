/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system calls that are traced, and how each is read: one row a call. */
#pragma once
#include "journal/journal.h"
#include <stdint.h>

/* What stands where among the arguments, and what a result means. */
typedef enum {
    TRACED_OTHER,   /* its name, its descriptor and its numbers say all */
    TRACED_MAKES,   /* the result is a socket's descriptor: socket, accept */
    TRACED_PAIR,    /* two of them, written where argument 3 points */
    TRACED_ADDRESS, /* argument 1 is an address, of argument 2 bytes: bind, connect */
    TRACED_BUFFER,  /* argument 1 is memory, of argument 2 bytes: send, recv, read, write */
    TRACED_VECTOR,  /* argument 1 is an array of iovec, of argument 2 items */
    TRACED_MESSAGE, /* argument 1 is a msghdr */
    TRACED_COUNT,   /* the bytes are not in the program's memory: sendfile, splice */
    TRACED_OPTION,  /* argument 3 points to the option's value */
    TRACED_CLOSE,
    TRACED_COPY,         /* the result is another descriptor of the same: dup */
    TRACED_CONTROL,      /* fcntl, ioctl: may copy, or change whether it blocks */
    TRACED_WAIT,         /* about several descriptors: poll, select, epoll_wait */
    TRACED_RANGE,        /* close_range: the table is read anew */
    TRACED_AGAIN,        /* restart_syscall: the call before goes on */
    TRACED_HANDLER_ENDS, /* sigreturn: what a signal has interrupted may go on */
    TRACED_UNSEEN,       /* io_uring: what it does cannot be seen */
} TracedKind;

typedef struct TracedSpec {
    long number;     /* as syscall(2) takes it */
    NativeSpec call; /* its name, and the observer's bits */
    TracedKind kind;
    int8_t descriptor; /* the argument that is the socket; -1: none */
    /* arguments that are shown as numbers, in their order, up to a negative one */
    int8_t numbers[JOURNAL_NUMBERS + 1];
    int8_t address; /* argument that points to an address, its length behind it; -1 */
    int8_t timeout; /* which of `numbers` is a time in milliseconds; -1 */
    /* the call that explanations know, in whose place it stands: "recv" of read; NULL: itself */
    const NativeSpec *meant;
} TracedSpec;

extern const TracedSpec traced_calls[];     /* up to one whose number is -1 */
const TracedSpec *traced_find(long number); /* NULL */
/* Of a sendto or recvfrom without an address: send, recv. */
extern const NativeSpec traced_send, traced_recv;
