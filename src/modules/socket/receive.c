/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recv, recv_into, recvfrom. */
#include "base/retry.h"
#include "modules/socket/methods.h"
#include "value/tuple.h"
#include <errno.h>

/* A bytes object of CPython has a head of 33 bytes: larger ones are refused by name before memory is asked for. */
#define BYTES_MOST ((size_t)INT64_MAX - 33)

/* So much is received through a block on the stack, as few know how much will come; what is shorter or
 * longer is read straight into its result. */
enum { BLOCK_LEAST = 256, BLOCK_MOST = 64 * 1024 };

static ssize_t try_recv(Call *call, Socket *self, void *buffer, size_t size, int flags, IoMode mode) {
    ssize_t got = io_recv(self->fd, buffer, size, flags, mode);
    bool drained = got == -EAGAIN || (got > 0 && (size_t)got < size && self->type == SOCK_STREAM && !flags);
    if (drained) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return got;
}

static Outcome recv_through_block(Call *call, Socket *self, size_t size, int flags, IoMode mode) {
    uint8_t block[BLOCK_MOST];
    ssize_t got = try_recv(call, self, block, size, flags, mode);
    if (got == -EAGAIN) return socket_wait_with(call, self, WAIT_READ, flags);
    return got < 0 ? socket_fail(call, got) : give(call, bytes_new(block, (size_t)got));
}

/* ---- MSG_WAITALL: the kernel gathers while it waits, but a try gives only what is there. So what came is
 * kept, and the call waits for the rest. A timeout makes a socket one that only tries, as in CPython. */

enum { GATHERS = 2 }; /* a step: mark says how many bytes are here */

static bool is_gathering(const Call *call, const Socket *self, int flags) {
    return call->step == GATHERS || ((flags & (MSG_WAITALL | MSG_PEEK | MSG_DONTWAIT)) == MSG_WAITALL &&
                                     self->type == SOCK_STREAM && self->timeout < 0);
}

/* How many bytes there are when no more will come; -EAGAIN: the call is to be parked. An error that comes
 * behind some bytes is left to the next call. */
static ssize_t gather(Call *call, Socket *self, uint8_t *data, size_t size, int flags) {
    size_t count = call->step == GATHERS ? (size_t)call->mark : 0;
    if (count > size) count = size; /* a bytearray that shrank meanwhile */
    ssize_t got = 0;
    while (count < size && !(count && (sched_interrupt_is_pending() || io_has_only_an_error(self->fd)))) {
        got = io_recv(self->fd, data + count, size - count, flags, socket_mode(call, self));
        if (got <= 0) break;
        count += (size_t)got;
    }
    call->step = GATHERS;
    call->mark = (int64_t)count;
    if (got == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return got == -EAGAIN || retry_is_told(got) || !count ? got : (ssize_t)count;
}

static Outcome recv_all(Call *call, Socket *self, size_t size, int flags) {
    uint8_t *data;
    if (is_absent(call->keep)) {
        call->keep = bytes_new_uninitialised(size, &data);
        if (is_absent(call->keep)) return raise_memory(call->task);
    }
    data = ((Bytes *)object_of(call->keep))->data;
    ssize_t got = gather(call, self, data, size, flags);
    if (got == -EAGAIN) return sched_park(call, self->fd, WAIT_READ, SCHED_NEVER);
    if (got < 0) return socket_fail(call, got);
    Value bytes = call->keep;
    call->keep = ABSENT;
    return give(call, (size_t)got == size ? bytes : bytes_shrink_take(bytes, (size_t)got));
}

static Outcome recv_all_into(Call *call, Socket *self, uint8_t *data, size_t size, int flags) {
    ssize_t got = gather(call, self, data, size, flags);
    if (got == -EAGAIN) return sched_park(call, self->fd, WAIT_READ, SCHED_NEVER);
    return got < 0 ? socket_fail(call, got) : give_int(call, got);
}

Outcome socket_recv(Call *call) {
    Socket *self = socket_of_self(call);
    size_t size;
    int flags;
    if (!arg_size(call, 1, &size) || !arg_int(call, 2, &flags)) return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffersize in recv");
    if (size > BYTES_MOST) return raise_error(call->task, OverflowError, "byte string is too large");
    if (size == 0) return give(call, bytes_new(NULL, 0)); /* as in CPython: the system is not asked */
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (is_gathering(call, self, flags)) return recv_all(call, self, size, flags);
    IoMode mode = socket_mode(call, self);
    if (call->woken_late || socket_tries_in_vain(call, self, WAIT_READ, mode, flags))
        return socket_wait_with(call, self, WAIT_READ, flags);
    if (size > BLOCK_LEAST && size <= BLOCK_MOST) return recv_through_block(call, self, size, flags, mode);
    uint8_t *data;
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = try_recv(call, self, data, size, flags, mode);
    if (got >= 0) return give(call, (size_t)got == size ? bytes : bytes_shrink_take(bytes, (size_t)got));
    release(bytes);
    return got == -EAGAIN ? socket_wait_with(call, self, WAIT_READ, flags) : socket_fail(call, got);
}

/* A writable buffer of the program; while the call is parked it may be resized, so it is looked at anew
 * each time. */
static bool arg_writable(Call *call, size_t i, uint8_t **data, size_t *count) {
    if (bytes_peek_writable(call->args[i], data, count)) return true;
    raise_error(call->task, TypeError,
                is_none(call->args[i])
                    ? "recv_into() argument 1 must be read-write bytes-like object, not None"
                    : "recv_into() argument 1 must be read-write bytes-like object, not %T",
                call->args[i]);
    return false;
}

Outcome socket_recv_into(Call *call) {
    Socket *self = socket_of_self(call);
    uint8_t *data;
    size_t room, size;
    int flags;
    if (!arg_writable(call, 1, &data, &room) || !arg_size(call, 2, &size) || !arg_int(call, 3, &flags))
        return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffersize in recv_into");
    if (size == 0) size = room;
    if (size > room) return raise_error(call->task, ValueError, "buffer too small for requested bytes");
    if (size == 0) return give_int(call, 0);
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (is_gathering(call, self, flags)) return recv_all_into(call, self, data, size, flags);
    IoMode mode = socket_mode(call, self);
    if (call->woken_late || socket_tries_in_vain(call, self, WAIT_READ, mode, flags))
        return socket_wait_with(call, self, WAIT_READ, flags);
    ssize_t got = try_recv(call, self, data, size, flags, mode);
    if (got == -EAGAIN) return socket_wait_with(call, self, WAIT_READ, flags);
    return got < 0 ? socket_fail(call, got) : give_int(call, got);
}

Outcome socket_recvfrom(Call *call) {
    Socket *self = socket_of_self(call);
    size_t size;
    int flags;
    if (!arg_size(call, 1, &size) || !arg_int(call, 2, &flags)) return RAISED;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffersize in recvfrom");
    if (size > BYTES_MOST) return raise_error(call->task, OverflowError, "byte string is too large");
    if (socket_check_open(call, self) != DONE) return RAISED;
    IoMode mode = socket_mode(call, self);
    if (call->woken_late || socket_tries_in_vain(call, self, WAIT_READ, mode, flags))
        return socket_wait_with(call, self, WAIT_READ, flags);
    uint8_t *data;
    Address from;
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    ssize_t got = io_recvfrom(self->fd, data, size, flags, &from, mode);
    if (got < 0) {
        release(bytes);
        if (got != -EAGAIN) return socket_fail(call, got);
        sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
        return socket_wait_with(call, self, WAIT_READ, flags);
    }
    return give(call, tuple_pair_take(bytes_shrink_take(bytes, (size_t)got), address_value(&from)));
}
