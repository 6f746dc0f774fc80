/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recvmsg and recvmsg_into, and ancillary data: what comes and goes beside the bytes, as descriptors do. See
 * recvmsg(2), cmsg(3), unix(7) and https://docs.python.org/3.11/library/socket.html#socket.socket.recvmsg */
#include "base/memory.h"
#include "modules/socket/methods.h"
#include "value/list.h"
#include "vm/special.h"
#include <limits.h>
#include <string.h>

/* ---- arguments */

static Outcome raise_iterable(Call *call, size_t i) {
    return raise_error(call->task, TypeError, "%.*s() argument %zu must be an iterable",
                       (int)strcspn(call->spec->signature, "("), call->spec->signature, i);
}

/* args[i] becomes a list or a tuple. */
static Outcome arg_iterable(Call *call, size_t i, const Value **items, size_t *count) {
    if (!value_is_iterable(call_machine(call), call->args[i])) return raise_iterable(call, i);
    Outcome outcome = arg_items(call, i);
    if (outcome == DONE) sequence_peek(call->args[i], items, count);
    return outcome;
}

Outcome arg_buffers(Call *call, size_t i, Buffer *joined) {
    const Value *items;
    size_t count, size;
    Outcome outcome = arg_iterable(call, i, &items, &count);
    for (size_t k = 0; outcome == DONE && k < count; k++) {
        const uint8_t *data;
        if (bytes_peek(items[k], &data, &size))
            buffer_append(joined, data, size);
        else
            outcome =
                raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", items[k]);
    }
    return outcome == DONE && joined->failed ? raise_memory(call->task) : outcome;
}

static bool read_number(Call *call, Value value, int *number) {
    int64_t wide;
    if (!is_int(value)) {
        raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", value);
        return false;
    }
    if (!int_fits_int64(value, &wide) || wide < INT_MIN || wide > INT_MAX) {
        raise_error(call->task, OverflowError, "Python int too large to convert to C int");
        return false;
    }
    *number = (int)wide;
    return true;
}

static void append_control(Buffer *control, int level, int type, const uint8_t *data, size_t count) {
    size_t room = CMSG_SPACE(count);
    char *place = buffer_reserve(control, room);
    if (!place) return;
    struct cmsghdr head = { .cmsg_len = CMSG_LEN(count), .cmsg_level = level, .cmsg_type = type };
    memset(place, 0, room);
    memcpy(place, &head, sizeof head);
    if (count) memcpy(place + CMSG_LEN(0), data, count);
    control->count += room;
}

/* One item: (level, type, data). */
static Outcome read_control(Call *call, Value item, Buffer *control) {
    static const char *const what = "[sendmsg() ancillary data items]() argument must be";
    const Value *parts;
    const uint8_t *data;
    size_t count, size;
    int level, type;
    if (!sequence_peek(item, &parts, &count))
        return raise_error(call->task, TypeError, "%s 3-item sequence, not %T", what, item);
    if (count != 3)
        return raise_error(call->task, TypeError, "%s sequence of length 3, not %zu", what, count);
    if (!read_number(call, parts[0], &level) || !read_number(call, parts[1], &type)) return RAISED;
    if (!bytes_peek(parts[2], &data, &size))
        return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", parts[2]);
    append_control(control, level, type, data, size);
    return control->failed ? raise_memory(call->task) : DONE;
}

Outcome arg_control(Call *call, size_t i, Buffer *control) {
    const Value *items;
    size_t count;
    Outcome outcome = arg_iterable(call, i, &items, &count);
    for (size_t k = 0; outcome == DONE && k < count; k++) outcome = read_control(call, items[k], control);
    return outcome;
}

/* ---- what came */

/* A list of (level, type, data); owned. What was cut off in the middle has what there is of its data. */
static Value control_list(struct msghdr *message) {
    Value list = list_new(1);
    if (!message->msg_controllen) return list;
    const uint8_t *end = (const uint8_t *)message->msg_control + message->msg_controllen;
    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        const uint8_t *data = CMSG_DATA(head);
        size_t count = head->cmsg_len < CMSG_LEN(0) ? 0 : head->cmsg_len - CMSG_LEN(0);
        size_t room = data < end ? (size_t)(end - data) : 0;
        Value items[] = { small_int(head->cmsg_level), small_int(head->cmsg_type),
                          bytes_new(data, count < room ? count : room) };
        list_add_take(list_of(list), tuple_from_take(items, 3));
    }
    return list;
}

/* The result of both calls; takes `first`. */
static Outcome give_message_take(Call *call, Value first, struct msghdr *message, const Address *from) {
    Value items[] = { first, control_list(message), small_int(message->msg_flags), address_value(from) };
    return give(call, tuple_from_take(items, 4));
}

/* One try; -EAGAIN: to be parked. message->msg_control is malloc's, of args[2] bytes. */
static Outcome receive(Call *call, struct msghdr *message, Address *from, size_t *count) {
    Socket *self = socket_of_self(call);
    size_t room = 0;
    int flags;
    Outcome outcome = arg_index_size(call, 2, &room);
    if (outcome == DONE) outcome = arg_index_int(call, 3, &flags);
    if (outcome != DONE) return outcome;
    if ((int64_t)room < 0 || room > INT_MAX)
        return raise_error(call->task, ValueError, "invalid ancillary data buffer length");
    if (flags & MSG_WAITALL && self->type == SOCK_STREAM && self->timeout < 0)
        return raise_error(call->task, NotImplementedError,
                           "recvmsg() with MSG_WAITALL is not supported (Python has it)");
    if (socket_check_open(call, self) != DONE) return RAISED;
    IoMode mode = socket_mode(call, self);
    outcome = socket_before_try(call, self, WAIT_READ, mode, flags);
    if (outcome != DONE) return outcome;
    message->msg_control = room ? memory_try(room) : NULL;
    message->msg_controllen = room;
    if (room && !message->msg_control) return raise_memory(call->task);
    ssize_t got = io_recvmsg(self->fd, message, flags, from, mode);
    if (got == -EAGAIN) sched_is_not_ready(sched_of(call), self->fd, WAIT_READ);
    if (got == -EAGAIN) return socket_wait_with(call, self, WAIT_READ, flags);
    if (got < 0) return socket_fail(call, got);
    *count = self->whole = (size_t)got;
    return DONE;
}

Outcome socket_recvmsg(Call *call) {
    size_t size, count;
    uint8_t *data;
    Address from = { 0 };
    Outcome outcome = arg_index_size(call, 1, &size);
    if (outcome != DONE) return outcome;
    if ((int64_t)size < 0) return raise_error(call->task, ValueError, "negative buffer size in recvmsg()");
    Value bytes = bytes_new_uninitialised(size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    struct iovec part = { data, size };
    struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
    outcome = receive(call, &message, &from, &count);
    if (outcome == DONE) {
        if (count < size) bytes = bytes_shrink_take(bytes, count);
        outcome = give_message_take(call, bytes, &message, &from);
    } else {
        release(bytes);
    }
    memory_free(message.msg_control);
    return outcome;
}

Outcome socket_recvmsg_into(Call *call) {
    const Value *items;
    size_t parts, count;
    Address from = { 0 };
    Outcome outcome = arg_iterable(call, 1, &items, &parts);
    if (outcome != DONE) return outcome;
    if (parts > IOV_MAX) return raise_errno(call->task, EMSGSIZE);
    struct iovec vector[parts ? parts : 1];
    for (size_t i = 0; i < parts; i++) {
        uint8_t *data;
        if (!bytes_peek_writable(items[i], &data, &vector[i].iov_len))
            return raise_error(call->task, TypeError,
                               "recvmsg_into() argument 1 must be an iterable of single-segment "
                               "read-write buffers");
        vector[i].iov_base = data;
    }
    struct msghdr message = { .msg_iov = vector, .msg_iovlen = parts };
    outcome = receive(call, &message, &from, &count);
    if (outcome == DONE) outcome = give_message_take(call, int_from_int64((int64_t)count), &message, &from);
    memory_free(message.msg_control);
    return outcome;
}

/* ---- CMSG_LEN and CMSG_SPACE */

static Outcome give_control_size(Call *call, size_t head, bool is_space) {
    size_t length;
    Outcome outcome = arg_index_size(call, 0, &length);
    if (outcome != DONE) return outcome;
    size_t whole = is_space ? CMSG_SPACE(length) : CMSG_LEN(length);
    if ((int64_t)length < 0 || length > INT_MAX - head)
        return raise_error(call->task, OverflowError, "%s argument out of range",
                           is_space ? "CMSG_SPACE()" : "CMSG_LEN()");
    return give_int(call, (int64_t)whole);
}

Outcome socket_cmsg_len(Call *call) { return give_control_size(call, CMSG_LEN(0), false); }
Outcome socket_cmsg_space(Call *call) { return give_control_size(call, CMSG_SPACE(1), true); }
