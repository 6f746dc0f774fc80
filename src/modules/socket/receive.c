/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recv, recv_into, recvfrom, recvfrom_into. */
#include "base/retry.h"
#include "modules/socket/methods.h"
#include "sched/signals.h"
#include "value/tuple.h"
#include <string.h>

/* So much is received through a block on the stack, as few know how much will come; what is shorter or
 * longer is read straight into its result. */
enum { BLOCK_LEAST = 256, BLOCK_MOST = 64 * 1024 };
/* CPython's, whose objects have 33 bytes around them. */
#define LARGEST_BYTES ((size_t)INT64_MAX - 33)

/* What does not fit of a datagram is lost. With a journal its whole length is asked for, so that this can be
 * told; the program sees nothing of it. */
static int with_length(const Call *call, const Socket *self, int flags) {
    return self->type == SOCK_DGRAM && call_machine(call)->journal ? flags | MSG_TRUNC : flags;
}

static ssize_t note_length(Socket *self, ssize_t got, size_t size, int flags) {
    self->whole = got > 0 ? (size_t)got : 0;
    return got > 0 && (size_t)got > size && !(flags & MSG_TRUNC) ? (ssize_t)size : got;
}

static ssize_t try_message(Call *call, Socket *self, void *buffer, size_t size, int flags, Address *from) {
    IoMode mode = socket_mode(call, self);
    int asked = with_length(call, self, flags);
    ssize_t got = from ? io_recvfrom(self->fd, buffer, size, asked, from, mode)
                       : io_recv(self->fd, buffer, size, asked, mode);
    return note_length(self, got, size, flags);
}

/* from: who sent it; NULL: nobody asks. */
__attribute__((always_inline)) static inline ssize_t
try_in_mode(Call *call, Socket *self, IoMode mode, void *buffer, size_t size, int flags, Address *from) {
    bool is_stream = self->type == SOCK_STREAM;
    ssize_t got = __builtin_expect(is_stream && !from, 1)
                      ? io_recv(self->fd, buffer, size, flags, mode)
                      : try_message(call, self, buffer, size, flags, from);
    bool is_drained = got > 0 ? (size_t)got < size && is_stream && !flags : got == -EAGAIN;
    if (is_drained) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    return got;
}

static ssize_t try_recv(Call *call, Socket *self, void *buffer, size_t size, int flags, Address *from) {
    return try_in_mode(call, self, socket_mode(call, self), buffer, size, flags, from);
}

static Outcome after_try(Call *call, Socket *self, ssize_t problem, int flags) {
    return problem == -EAGAIN ? socket_wait_with(call, self, WAIT_READ, flags) : socket_fail(call, problem);
}

/* ---- MSG_WAITALL and SO_RCVLOWAT: the kernel gathers while it waits, but a try gives only what is there.
 * So what came is kept, and the call waits for the rest. A timeout makes a socket one that only tries, as
 * in CPython. */

enum {
    GATHERS = 0x30
}; /* a step; mark is the deadline; keep has the bytes of the result, if there are any, and their count */

/* The least count of bytes that ends the call; 0: the first try does. */
static size_t least_count(const Socket *self, size_t size, int flags) {
    if (self->type != SOCK_STREAM || self->timeout >= 0 || flags & (MSG_PEEK | MSG_DONTWAIT | MSG_OOB))
        return 0;
    if (flags & MSG_WAITALL) return size;
    int least = 0;
    socklen_t length = sizeof least;
    if (!self->has_limits || io_get_option(self->fd, SOL_SOCKET, SO_RCVLOWAT, &least, &length) < 0 ||
        least <= 1)
        return 0;
    return (size_t)least < size ? (size_t)least : size;
}

static Value *count_of(Call *call) {
    return is_small_int(call->keep) ? &call->keep : &tuple_of(call->keep)->items[1];
}

/* How many bytes there are when no more will come; -EAGAIN: the call is to be parked. An error that comes
 * behind some bytes is left to the next call. */
static ssize_t gather(Call *call, Socket *self, uint8_t *data, size_t size, int flags, Address *from) {
    size_t count = (size_t)small_int_of(*count_of(call)), least = least_count(self, size, flags);
    if (count > size) count = size; /* a bytearray that shrank meanwhile */
    ssize_t got = 0;
    while (count < least && !call->woken_late &&
           !(count && (signals_are_due() || io_has_only_an_error(self->fd)))) {
        got = try_recv(call, self, data + count, size - count, flags, from);
        if (got <= 0) break;
        count += (size_t)got;
    }
    *count_of(call) = small_int((int64_t)count);
    if (call->woken_late) return count ? (ssize_t)count : -EWOULDBLOCK;
    return got == -EAGAIN || retry_is_told(got) || !count ? got : (ssize_t)count;
}

/* DONE: *count bytes are there. keep is set. */
static Outcome gather_all(Call *call, Socket *self, uint8_t *data, size_t size, int flags, Address *from,
                          size_t *count) {
    if (call->step != GATHERS) {
        call->step = GATHERS;
        call->mark = socket_deadline(call, self, WAIT_READ);
    }
    ssize_t got = gather(call, self, data, size, flags, from);
    if (got == -EAGAIN && !call->woken_late) return socket_park(call, self, WAIT_READ, call->mark);
    if (got < 0) return socket_fail(call, got);
    *count = (size_t)got;
    return DONE;
}

/* DONE: bytes, owned. */
static Outcome gather_bytes(Call *call, Socket *self, size_t size, int flags, Address *from, Value *bytes) {
    uint8_t *data;
    size_t count = 0;
    if (is_absent(call->keep)) {
        *bytes = bytes_new_uninitialised(size, &data);
        if (is_absent(*bytes)) return raise_memory(call->task);
        call->keep = tuple_pair_take(*bytes, small_int(0));
    }
    *bytes = tuple_of(call->keep)->items[0];
    data = ((Bytes *)object_of(*bytes))->data;
    Outcome outcome = gather_all(call, self, data, size, flags, from, &count);
    if (outcome != DONE) return outcome;
    tuple_of(call->keep)->items[0] = NONE;
    if (count < size) *bytes = bytes_shrink_take(*bytes, count);
    return DONE;
}

static inline bool is_gathering(const Call *call, const Socket *self, size_t size, int flags) {
    if (__builtin_expect(!(flags & MSG_WAITALL) && !self->has_limits, 1)) return false;
    return call->step == GATHERS || least_count(self, size, flags);
}

/* ---- into bytes */

/* (bufsize, flags): converted in their order, then looked at. */
__attribute__((always_inline)) static inline Outcome arg_amount(Call *call, size_t *size, int *flags,
                                                                const char *function) {
    Outcome outcome = arg_index_size(call, 1, size);
    if (outcome == DONE) outcome = arg_index_int(call, 2, flags);
    if (outcome != DONE || *size <= LARGEST_BYTES) return outcome;
    if ((int64_t)*size < 0) return raise_error(call->task, ValueError, "negative buffersize in %s", function);
    return raise_error(call->task, OverflowError, "byte string is too large");
}

static Outcome recv_through_block(Call *call, Socket *self, size_t size, int flags) {
    uint8_t block[BLOCK_MOST];
    ssize_t got = try_recv(call, self, block, size, flags, NULL);
    if (got < 0) return after_try(call, self, got, flags);
    return give(call, bytes_new(block, (size_t)got < size ? (size_t)got : size)); /* MSG_TRUNC tells more */
}

/* A try that may find nothing there makes no bytes before it has some. */
__attribute__((always_inline)) static inline Outcome try_small(Call *call, Socket *self, size_t size,
                                                               int flags, Address *from, Value *bytes) {
    uint8_t small[BLOCK_LEAST];
    ssize_t got = try_in_mode(call, self, IO_TRY, small, size, flags, from);
    if (got < 0) return after_try(call, self, got, flags);
    *bytes = bytes_new(small, (size_t)got < size ? (size_t)got : size); /* MSG_TRUNC tells more */
    return is_absent(*bytes) ? raise_memory(call->task) : DONE;
}

/* DONE: bytes, owned. */
__attribute__((always_inline)) static inline Outcome receive_bytes(Call *call, Socket *self, size_t size,
                                                                   int flags, Address *from, Value *bytes) {
    uint8_t *data;
    IoMode mode = socket_mode(call, self);
    Outcome outcome = socket_before_try(call, self, WAIT_READ, mode, flags);
    if (outcome != DONE) return outcome;
    if (mode == IO_TRY && size <= BLOCK_LEAST) return try_small(call, self, size, flags, from, bytes);
    *bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(*bytes)) return raise_memory(call->task);
    ssize_t got = try_in_mode(call, self, mode, data, size, flags, from);
    if (got >= 0) {
        if ((size_t)got < size) *bytes = bytes_shrink_take(*bytes, (size_t)got);
        return DONE;
    }
    release(*bytes);
    return after_try(call, self, got, flags);
}

Outcome socket_recv(Call *call) {
    Socket *self = socket_of_self(call);
    size_t size;
    int flags;
    Value bytes;
    Outcome outcome = arg_amount(call, &size, &flags, "recv");
    if (outcome != DONE) return outcome;
    if (size == 0) return give(call, bytes_new(NULL, 0)); /* as in CPython: the system is not asked */
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (is_gathering(call, self, size, flags)) {
        outcome = gather_bytes(call, self, size, flags, NULL, &bytes);
    } else if (size > BLOCK_LEAST && size <= BLOCK_MOST) {
        outcome = socket_before_try(call, self, WAIT_READ, socket_mode(call, self), flags);
        return outcome == DONE ? recv_through_block(call, self, size, flags) : outcome;
    } else {
        outcome = receive_bytes(call, self, size, flags, NULL, &bytes);
    }
    return outcome == DONE ? give(call, bytes) : outcome;
}

Outcome socket_recvfrom(Call *call) {
    Socket *self = socket_of_self(call);
    size_t size;
    int flags;
    Value bytes;
    Address from = { 0 };
    Outcome outcome = arg_amount(call, &size, &flags, "recvfrom");
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    outcome = is_gathering(call, self, size, flags) ? gather_bytes(call, self, size, flags, &from, &bytes)
                                                    : receive_bytes(call, self, size, flags, &from, &bytes);
    return outcome == DONE ? give(call, tuple_pair_take(bytes, address_value(&from))) : outcome;
}

/* ---- into a buffer */

/* The native's own name, as its errors say it. */
static int name_length(const Call *call) { return (int)strcspn(call->spec->signature, "("); }

/* A writable buffer of the program; while the call is parked it may be resized, so it is looked at anew each
 * time. */
static bool arg_writable(Call *call, size_t i, uint8_t **data, size_t *count) {
    if (bytes_peek_writable(call->args[i], data, count)) return true;
    const char *name = call->spec->signature;
    if (is_none(call->args[i]))
        raise_error(call->task, TypeError, "%.*s() argument 1 must be read-write bytes-like object, not None",
                    name_length(call), name);
    else
        raise_error(call->task, TypeError, "%.*s() argument 1 must be read-write bytes-like object, not %T",
                    name_length(call), name, call->args[i]);
    return false;
}

/* As "i" is read where there are keywords too: through a C long. */
static Outcome arg_flags(Call *call, size_t i, int *flags) {
    int64_t wide;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, i, &wide)) return RAISED;
    *flags = (int)wide;
    if (wide == *flags) return DONE;
    return raise_error(call->task, OverflowError, "signed integer is %s",
                       wide > 0 ? "greater than maximum" : "less than minimum");
}

/* (buffer, nbytes, flags) */
static Outcome arg_target(Call *call, const char *too_small, uint8_t **data, size_t *size, int *flags) {
    size_t room;
    if (!arg_writable(call, 1, data, &room)) return RAISED;
    Outcome outcome = arg_index_size(call, 2, size);
    if (outcome == DONE) outcome = arg_flags(call, 3, flags);
    if (outcome != DONE) return outcome;
    if ((int64_t)*size < 0)
        return raise_error(call->task, ValueError, "negative buffersize in %.*s", name_length(call),
                           call->spec->signature);
    if (*size == 0) *size = room;
    if (*size <= room) return DONE;
    return raise_error(call->task, ValueError, "%s", too_small);
}

static Outcome gather_into(Call *call, Socket *self, uint8_t *data, size_t size, int flags) {
    size_t count = 0;
    if (is_absent(call->keep)) call->keep = small_int(0);
    Outcome outcome = gather_all(call, self, data, size, flags, NULL, &count);
    return outcome == DONE ? give_int(call, (int64_t)count) : outcome;
}

Outcome socket_recv_into(Call *call) {
    Socket *self = socket_of_self(call);
    uint8_t *data;
    size_t size;
    int flags;
    Outcome outcome = arg_target(call, "buffer too small for requested bytes", &data, &size, &flags);
    if (outcome != DONE) return outcome;
    if (size == 0) return give_int(call, 0);
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (is_gathering(call, self, size, flags)) return gather_into(call, self, data, size, flags);
    outcome = socket_before_try(call, self, WAIT_READ, socket_mode(call, self), flags);
    if (outcome != DONE) return outcome;
    ssize_t got = try_recv(call, self, data, size, flags, NULL);
    return got < 0 ? after_try(call, self, got, flags) : give_int(call, got);
}

Outcome socket_recvfrom_into(Call *call) {
    Socket *self = socket_of_self(call);
    uint8_t *data;
    size_t size;
    int flags;
    Address from = { 0 };
    Outcome outcome =
        arg_target(call, "nbytes is greater than the length of the buffer", &data, &size, &flags);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    outcome = socket_before_try(call, self, WAIT_READ, socket_mode(call, self), flags);
    if (outcome != DONE) return outcome;
    ssize_t got = try_recv(call, self, data, size, flags, &from);
    if (got < 0) return after_try(call, self, got, flags);
    return give(call, tuple_pair_take(small_int(got), address_value(&from)));
}
