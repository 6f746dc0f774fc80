/* SPDX-License-Identifier: GPL-3.0-or-later */
/* send, sendall, sendto, sendmsg.
 *
 * A blocking send on a stream comes back when the system has taken all, or when it takes no more. What has
 * gone of a part is in call->keep, where the journal reads it. */
#include "modules/socket/methods.h"
#include "value/tuple.h"
#include <errno.h>
#include <limits.h>

/* What is to be sent. */
typedef struct {
    const uint8_t *data;
    size_t count;
    int flags;
    Buffer control; /* goes with the first bytes; of sendmsg alone */
} Sending;

static ssize_t try_message(const Socket *self, IoMode mode, const Sending *sending, const Address *to) {
    struct iovec part = { (void *)(uintptr_t)sending->data, sending->count };
    struct msghdr message = { .msg_iov = &part,
                              .msg_iovlen = 1,
                              .msg_control = sending->control.bytes,
                              .msg_controllen = sending->control.count };
    return io_sendmsg(self->fd, &message, sending->flags, to, mode);
}

/* to: NULL, whom it is connected to. */
__attribute__((always_inline)) static inline ssize_t
try_send(Call *call, Socket *self, IoMode mode, const Sending *sending, size_t done, const Address *to) {
    const uint8_t *data = sending->data + done;
    size_t count = sending->count - done;
    ssize_t sent = sending->control.count && !done ? try_message(self, mode, sending, to)
                   : to ? io_sendto(self->fd, data, count, sending->flags, to, mode)
                        : io_send(self->fd, data, count, sending->flags, mode);
    if (sent == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_WRITE);
    return sent;
}

static size_t count_gone(const Call *call, size_t count) {
    size_t done = is_absent(call->keep) ? 0 : (size_t)small_int_of(call->keep);
    return done < count ? done : count; /* a bytearray that shrank meanwhile */
}

static bool takes_all(const Socket *self, const Sending *sending) {
    return self->timeout < 0 && self->type == SOCK_STREAM && !(sending->flags & MSG_DONTWAIT);
}

/* The rest, after a first try that took a part. As the system's: an error that comes behind some bytes is
 * left to the next call. */
static Outcome send_rest(Call *call, Socket *self, const Sending *sending, const Address *to) {
    size_t done = count_gone(call, sending->count);
    bool ends = call->woken_late || !takes_all(self, sending);
    ssize_t sent = 0;
    while (!ends && done < sending->count && !io_has_error(self->fd)) {
        sent = try_send(call, self, socket_mode(call, self), sending, done, to);
        if (sent < 0) break;
        done += (size_t)sent;
        call->keep = small_int((int64_t)done);
    }
    if (sent == -EAGAIN) return socket_wait_with(call, self, WAIT_WRITE, sending->flags);
    return give_int(call, (int64_t)done);
}

__attribute__((always_inline)) static inline Outcome send_once(Call *call, Socket *self,
                                                               const Sending *sending, const Address *to) {
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (!is_absent(call->keep)) return send_rest(call, self, sending, to);
    IoMode mode = socket_mode(call, self);
    if (call->woken_late || socket_waits_first(call, self, WAIT_WRITE, mode, sending->flags))
        return socket_wait_with(call, self, WAIT_WRITE, sending->flags);
    ssize_t sent = try_send(call, self, mode, sending, 0, to);
    if (sent == -EAGAIN) return socket_wait_with(call, self, WAIT_WRITE, sending->flags);
    if (sent < 0) return socket_fail(call, sent);
    if ((size_t)sent == sending->count || mode == IO_WAIT) return give_int(call, sent);
    call->keep = small_int(sent);
    return send_rest(call, self, sending, to);
}

/* (data, flags). Where a program's __index__ ran, the call was made again, and the data looked at anew. */
static inline Outcome arg_sending(Call *call, Sending *sending) {
    if (!arg_bytes(call, 1, &sending->data, &sending->count)) return RAISED;
    return arg_index_int(call, 2, &sending->flags);
}

Outcome socket_send(Call *call) {
    Sending sending = { 0 };
    Outcome outcome = arg_sending(call, &sending);
    return outcome == DONE ? send_once(call, socket_of_self(call), &sending, NULL) : outcome;
}

/* One deadline holds for all of the bytes. */
Outcome socket_sendall(Call *call) {
    Socket *self = socket_of_self(call);
    Sending sending = { 0 };
    Outcome outcome = arg_sending(call, &sending);
    if (outcome != DONE) return outcome;
    size_t done = count_gone(call, sending.count);
    do {
        if (socket_check_open(call, self) != DONE) return RAISED;
        if (call->woken_late ||
            (self->timeout > 0 && socket_waits_first(call, self, WAIT_WRITE, IO_TRY, sending.flags)))
            return socket_wait_with(call, self, WAIT_WRITE, sending.flags);
        ssize_t sent = try_send(call, self, socket_mode(call, self), &sending, done, NULL);
        if (sent == -EAGAIN) return socket_wait_with(call, self, WAIT_WRITE, sending.flags);
        if (sent < 0) return socket_fail(call, sent);
        done += (size_t)sent;
        call->keep = small_int((int64_t)done);
    } while (done < sending.count);
    return give_none(call);
}

/* sendto(data, address) or sendto(data, flags, address) */
Outcome socket_sendto(Call *call) {
    Socket *self = socket_of_self(call);
    size_t address_at = is_absent(call->args[3]) ? 2 : 3;
    Address to;
    Sending sending = { 0 };
    size_t given = tuple_of(call->args[4])->count;
    for (size_t i = 1; i <= 3; i++) given += !is_absent(call->args[i]);
    if (given < 2 || given > 3)
        return raise_error(call->task, TypeError, "sendto() takes 2 or 3 arguments (%zu given)", given);
    if (!arg_bytes(call, 1, &sending.data, &sending.count)) return RAISED;
    Outcome outcome = address_at == 3 ? arg_index_int(call, 2, &sending.flags) : DONE;
    if (outcome != DONE) return outcome;
    outcome = arg_address(call, address_at, self->family, "sendto", &to);
    return outcome == DONE ? send_once(call, self, &sending, &to) : outcome;
}

/* As the system refuses them, though here they are one. */
static bool has_too_many(Value buffers) {
    const Value *items;
    size_t count;
    return sequence_peek(buffers, &items, &count) && count > IOV_MAX;
}

/* sendmsg(buffers, ancdata, flags, address): the buffers go as one. */
Outcome socket_sendmsg(Call *call) {
    Socket *self = socket_of_self(call);
    Buffer joined = { 0 };
    Sending sending = { 0 };
    Address to = { 0 };
    bool has_address = arg_is_given(call, 4) && !is_none(call->args[4]);
    Outcome outcome = arg_buffers(call, 1, &joined);
    if (outcome == DONE && !is_absent(call->args[2])) outcome = arg_control(call, 2, &sending.control);
    if (outcome == DONE) outcome = arg_index_int(call, 3, &sending.flags);
    if (outcome == DONE && has_address) outcome = arg_address(call, 4, self->family, "sendmsg", &to);
    if (outcome == DONE && has_too_many(call->args[1])) outcome = raise_errno(call->task, EMSGSIZE);
    sending.data = (const uint8_t *)(joined.count ? joined.bytes : "");
    sending.count = joined.count;
    if (outcome == DONE) outcome = send_once(call, self, &sending, has_address ? &to : NULL);
    buffer_clear(&joined);
    buffer_clear(&sending.control);
    return outcome;
}
