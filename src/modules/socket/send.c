/* SPDX-License-Identifier: GPL-3.0-or-later */
/* send, sendall, sendto. */
#include "modules/socket/methods.h"
#include "value/tuple.h"
#include <errno.h>

static ssize_t try_send(Call *call, Socket *self, const void *data, size_t count, int flags, IoMode mode) {
    ssize_t sent = io_send(self->fd, data, count, flags, mode);
    if (sent == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_WRITE);
    return sent;
}

Outcome socket_send(Call *call) {
    Socket *self = socket_of_self(call);
    const uint8_t *data;
    size_t count;
    int flags;
    if (!arg_bytes(call, 1, &data, &count) || !arg_int(call, 2, &flags)) return RAISED;
    if (socket_check_open(call, self) != DONE) return RAISED;
    IoMode mode = socket_mode(call, self);
    if (call->woken_late || socket_tries_in_vain(call, self, WAIT_WRITE, mode, flags))
        return socket_wait_with(call, self, WAIT_WRITE, flags);
    ssize_t sent = try_send(call, self, data, count, flags, mode);
    if (sent == -EAGAIN) return socket_wait_with(call, self, WAIT_WRITE, flags);
    return sent < 0 ? socket_fail(call, sent) : give_int(call, sent);
}

/* keep: how many bytes are sent, which the journal reads. One deadline holds for all of them. */
Outcome socket_sendall(Call *call) {
    Socket *self = socket_of_self(call);
    const uint8_t *data;
    size_t count;
    int flags;
    if (!arg_bytes(call, 1, &data, &count) || !arg_int(call, 2, &flags)) return RAISED;
    size_t done = is_absent(call->keep) ? 0 : (size_t)small_int_of(call->keep);
    if (done > count) done = count; /* a bytearray that shrank meanwhile */
    if (call->woken_late) return socket_wait_with(call, self, WAIT_WRITE, flags);
    do {
        if (socket_check_open(call, self) != DONE) return RAISED;
        ssize_t sent = try_send(call, self, data + done, count - done, flags, socket_mode(call, self));
        if (sent == -EAGAIN) return socket_wait_with(call, self, WAIT_WRITE, flags);
        if (sent < 0) return socket_fail(call, sent);
        done += (size_t)sent;
        call->keep = small_int((int64_t)done);
    } while (done < count);
    return give_none(call);
}

/* sendto(data, address) or sendto(data, flags, address) */
Outcome socket_sendto(Call *call) {
    Socket *self = socket_of_self(call);
    const uint8_t *data;
    size_t count, address_at = is_absent(call->args[3]) ? 2 : 3;
    int flags = 0;
    Address to;
    size_t given = tuple_of(call->args[4])->count;
    for (size_t i = 1; i <= 3; i++) given += !is_absent(call->args[i]);
    if (given < 2 || given > 3)
        return raise_error(call->task, TypeError, "sendto() takes 2 or 3 arguments (%zu given)", given);
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (address_at == 3 && !arg_int(call, 2, &flags)) return RAISED;
    Outcome outcome = arg_address(call, address_at, self->family, "sendto", &to);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    if (call->woken_late) return socket_wait_with(call, self, WAIT_WRITE, flags);
    ssize_t sent = io_sendto(self->fd, data, count, flags, &to, socket_mode(call, self));
    if (sent != -EAGAIN) return sent < 0 ? socket_fail(call, sent) : give_int(call, sent);
    sched_is_not_ready(sched_of(call), self->fd, WAIT_WRITE);
    return socket_wait_with(call, self, WAIT_WRITE, flags);
}
