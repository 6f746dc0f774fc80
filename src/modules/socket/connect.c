/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From an address to a connection: bind, listen, accept; connect; shutdown. */
#include "modules/socket/methods.h"
#include "value/tuple.h"
#include <errno.h>

/* ---- the server's side */

Outcome socket_bind(Call *call) {
    Socket *self = socket_of_self(call);
    Address address;
    Outcome outcome = arg_address(call, 1, self->family, "bind", &address);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_bind(self->fd, &address);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

Outcome socket_listen(Call *call) {
    Socket *self = socket_of_self(call);
    int backlog;
    Outcome outcome = arg_index_int(call, 1, &backlog);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_listen(self->fd, backlog < 0 ? 0 : backlog);
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static int try_accept(Call *call, Socket *self, Address *from) {
    if (socket_mode(call, self) == IO_TRY && !self->kernel_nonblocking && !io_is_nonblocking(self->fd)) {
        /* accept has no MSG_DONTWAIT: a listener is the one socket whose description is made non-blocking. */
        int problem = io_set_blocking(self->fd, false);
        if (problem) return problem;
        self->kernel_nonblocking = true;
    }
    int fd = io_accept(self->fd, from);
    if (fd == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return fd;
}

Outcome socket_accept(Call *call) {
    Socket *self = socket_of_self(call);
    Address from;
    if (socket_check_open(call, self) != DONE) return RAISED;
    /* Without a timeout it tries: that nothing can be received tells nothing of what can be accepted. */
    if (call->woken_late || (self->timeout > 0 && socket_waits_first(call, self, WAIT_READ, IO_TRY, 0)))
        return socket_wait(call, self, WAIT_READ);
    int fd = try_accept(call, self, &from);
    if (fd == -EAGAIN) return socket_wait(call, self, WAIT_READ);
    if (fd < 0) return socket_fail(call, fd);
    Value connection = socket_new(call_machine(call), NULL, fd, self->family, self->type, self->protocol);
    ((Socket *)object_of(connection))->has_limits = self->has_limits; /* which Linux hands on */
    return give(call, tuple_pair_take(connection, address_value(&from)));
}

/* ---- the client's side */

enum { CONNECTING = 0x20 };

/* Starts the connection; -EINPROGRESS: it goes on in the kernel. While it does, the description is
 * non-blocking. */
static int start_connecting(Call *call, Socket *self, const Address *to) {
    bool plain = socket_mode(call, self) == IO_WAIT;
    if (!plain && !self->kernel_nonblocking) io_set_blocking(self->fd, false);
    int problem = io_connect(self->fd, to);
    if (!plain && !self->kernel_nonblocking) io_set_blocking(self->fd, true);
    return problem;
}

/* After a connect that went on in the kernel Linux answers the next one with 0, once; after one that
 * blocked, with EISCONN. The program has made one that blocks, so that once is taken here. */
static void settle_connection(Socket *self) {
    Address peer;
    if (io_peer_name(self->fd, &peer) == 0) io_connect(self->fd, &peer);
}

/* After a plain connect that failed the kernel lets the next one try; after a late failure only when told
 * (connect(2)). */
static void reset_connection(Socket *self) {
    Address none = { .family = AF_UNSPEC };
    io_connect(self->fd, &none);
}

/* The end of the connecting: 0 or a positive errno in *problem. */
static Outcome connect_result(Call *call, Socket *self, const char *function, int *problem) {
    if (call->step == CONNECTING) {
        if (socket_check_open(call, self) != DONE) return RAISED;
        if (call->woken_late) return *problem = self->timeout < 0 ? EINPROGRESS : -1, DONE;
        if (!io_is_ready(self->fd, true))
            return socket_park(call, self, WAIT_WRITE, call->mark); /* a signal */
        *problem = io_error(self->fd);
        if (!self->kernel_nonblocking) *problem ? reset_connection(self) : settle_connection(self);
        return DONE;
    }
    Address to;
    Outcome outcome = arg_address(call, 1, self->family, function, &to);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    *problem = -start_connecting(call, self, &to);
    if (*problem != EINPROGRESS || self->timeout == 0) return DONE;
    if (socket_mode(call, self) == IO_WAIT && io_is_nonblocking(self->fd)) return DONE; /* not by a signal */
    call->step = CONNECTING;
    call->mark = socket_deadline(call, self, WAIT_WRITE);
    return socket_park(call, self, WAIT_WRITE, call->mark);
}

Outcome socket_connect(Call *call) {
    int problem;
    Outcome outcome = connect_result(call, socket_of_self(call), "connect", &problem);
    if (outcome != DONE) return outcome;
    if (problem < 0) return raise_error(call->task, TimeoutError, "timed out");
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

/* An error of the system, not of the arguments. */
static bool raised_os_error(Call *call) {
    return exception_kind(value_class(call_machine(call), call->task->exception)) == OSError;
}

Outcome socket_connect_ex(Call *call) {
    int problem;
    Outcome outcome = connect_result(call, socket_of_self(call), "connect_ex", &problem);
    if (outcome == RAISED && socket_of_self(call)->fd < 0 && raised_os_error(call)) {
        release(task_take_exception(call->task));
        return give_int(call, EBADF);
    }
    if (outcome != DONE) return outcome;
    return give_int(call, problem < 0 ? EAGAIN : problem);
}

Outcome socket_shutdown(Call *call) {
    Socket *self = socket_of_self(call);
    int how;
    Outcome outcome = arg_index_int(call, 1, &how);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_shutdown(self->fd, how);
    if (!problem)
        sched_wake(sched_of(call), self->fd); /* a send that waits in a full Unix socket gets no event */
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}
