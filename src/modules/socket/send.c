/* SPDX-License-Identifier: GPL-3.0-or-later */
/* send, sendall, sendto.
 *
 * A blocking send on a stream comes back when the system has taken all, or when it takes no more. What has
 * gone of a part is in call->keep, where the journal reads it. */
#include "modules/socket/methods.h"
#include "value/tuple.h"
#include <errno.h>

/* What is to be sent. */
typedef struct {
    const uint8_t *data;
    size_t count;
    int flags;
} Sending;

/* to: NULL, whom it is connected to. */
__attribute__((always_inline)) static inline ssize_t
try_send(Call *call, Socket *self, IoMode mode, const Sending *sending, size_t done, const Address *to) {
    const uint8_t *data = sending->data + done;
    size_t count = sending->count - done;
    ssize_t sent = to ? io_sendto(self->fd, data, count, sending->flags, to, mode)
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
