/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods of a socket, as the table of its class has them, and what they share. */
#pragma once
#include "modules/socket/journal.h"
#include <errno.h>

static inline Socket *socket_of_self(const Call *call) { return (Socket *)object_of(call->args[0]); }

/* ---- trying and waiting */

/* DONE, or OSError 9. */
Outcome socket_check_left(Call *call, const Socket *self); /* of one that is_left */
static inline Outcome socket_check_open(Call *call, const Socket *self) {
    if (__builtin_expect(self->fd >= 0 && !self->is_left, 1)) return DONE;
    return self->fd < 0 ? raise_errno(call->task, EBADF) : socket_check_left(call, self);
}

/* How the next try is to be made: a task that waits alone makes the plain blocking call, as nothing else
 * could run. */
static inline IoMode socket_mode(const Call *call, const Socket *self) {
    return self->timeout < 0 && !self->kernel_nonblocking && sched_is_lone(call) ? IO_WAIT : IO_TRY;
}

/* MSG_DONTWAIT: this call does not wait, nor does one that asks for errors. With a timeout CPython waits
 * all the same, before it tries. */
static inline bool socket_may_wait(const Socket *self, int flags) {
    return !(flags & (MSG_DONTWAIT | MSG_ERRQUEUE)) || self->timeout >= 0;
}

/* Whether a call is to wait before it tries. With a timeout CPython asks first whether the socket is
 * ready, so a try that would fail at once, as of a listener, waits in vain. Without one the descriptor has
 * said that a try would be in vain, and no event came since; what is not of the stream may be there all
 * the same. */
static inline bool socket_waits_first(const Call *call, const Socket *self, WaitKind kind, IoMode mode,
                                      int flags) {
    if (self->timeout >= 0)
        return self->timeout > 0 && (self->is_left || !io_is_ready(self->fd, kind == WAIT_WRITE));
    return mode == IO_TRY && !(flags & (MSG_DONTWAIT | MSG_ERRQUEUE | MSG_OOB)) &&
           !sched_may_be_ready(sched_of(call), self->fd, kind);
}

/* A call that would block: raises BlockingIOError, parks, or raises TimeoutError when the deadline of the
 * first try has come. call->mark holds that deadline. */
Outcome socket_wait(Call *call, Socket *self, WaitKind kind);
/* The same; MSG_DONTWAIT among the flags means not to wait. */
Outcome socket_wait_with(Call *call, Socket *self, WaitKind kind, int flags);
/* What stands in the way of a try: DONE, nothing. */
__attribute__((always_inline)) static inline Outcome
socket_before_try(Call *call, Socket *self, WaitKind kind, IoMode mode, int flags) {
    bool waits = call->woken_late || socket_waits_first(call, self, kind, mode, flags);
    return waits ? socket_wait_with(call, self, kind, flags) : DONE;
}
/* When a wait that begins now must end; SCHED_NEVER. */
int64_t socket_limited_deadline(const Call *call, const Socket *self, WaitKind kind);
static inline int64_t socket_deadline(const Call *call, const Socket *self, WaitKind kind) {
    if (self->timeout < 0 && !self->has_limits) return SCHED_NEVER;
    return socket_limited_deadline(call, self, kind);
}

/* All waits go through here. */
static inline Outcome socket_park(Call *call, Socket *self, WaitKind kind, int64_t deadline) {
    uint32_t number = call->task->number;
    if (self->waited_by != number) self->waited_by = self->waited_by ? SEVERAL_TASKS : number;
    return sched_park(call, self->fd, kind, deadline);
}

/* Raises what a try answered that is neither a count nor -EAGAIN; a Ctrl-C that is pending comes then. */
Outcome socket_fail(Call *call, ssize_t problem);

/* ---- natives */

/* receive.c */
Native socket_recv, socket_recv_into, socket_recvfrom, socket_recvfrom_into;
/* message.c */
Native socket_recvmsg, socket_recvmsg_into, socket_cmsg_len, socket_cmsg_space;
/* The items of args[i] as control messages (cmsg(3)), appended. */
Outcome arg_control(Call *call, size_t i, Buffer *control);
/* The buffers of args[i], which become a list or tuple. */
Outcome arg_buffers(Call *call, size_t i, Buffer *joined);
/* send.c */
Native socket_send, socket_sendall, socket_sendto, socket_sendmsg;
/* connect.c */
Native socket_bind, socket_listen, socket_accept, socket_connect, socket_connect_ex, socket_shutdown;
/* options.c */
Native socket_getsockname, socket_getpeername, socket_getsockopt, socket_setsockopt;
Native socket_settimeout, socket_gettimeout, socket_setblocking, socket_getblocking;
