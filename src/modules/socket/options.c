/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a socket is asked for and told: its names, the system's options, how long it waits. */
#include "base/clock.h"
#include "modules/socket/methods.h"
#include "value/tuple.h"
#include <math.h>

/* ---- names */

static Outcome give_name(Call *call, int (*ask)(int fd, Address *out)) {
    const Socket *self = socket_of_self(call);
    Address address;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = ask(self->fd, &address);
    return problem ? raise_errno(call->task, -problem) : give(call, address_value(&address));
}

Outcome socket_getsockname(Call *call) { return give_name(call, io_local_name); }
Outcome socket_getpeername(Call *call) { return give_name(call, io_peer_name); }

/* ---- options */

/* What setsockopt is to hand to the system: an int, bytes, or None with a length. */
typedef struct {
    const void *data;
    size_t count;
    int number;
} OptionValue;

enum { STEP_OPTION = 0xe030 };

/* What args[i] is as a number: an int, or what its __index__ answers, in call->keep; NONE: it is none.
 * CPython tries what else it could be then, and forgets what __index__ raised. */
static Outcome option_number(Call *call, size_t i) {
    Value value = call->args[i];
    if (!is_absent(call->keep)) return DONE;
    if (call->step == STEP_OPTION) {
        call->step = 0;
        if (is_absent(call->result)) release(task_take_exception(call->task));
        call->keep = is_absent(call->result) || !is_int(call->result) ? NONE : take_result(call);
        return DONE;
    }
    bool asks = !is_int(value) &&
                !is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_index));
    if (!asks) return call->keep = is_int(value) ? retain(value) : NONE, DONE;
    call->step = STEP_OPTION;
    call->catches = true;
    return call_special(call, value, SPECIAL_index, 0, NULL);
}

/* None and a length. */
static Outcome arg_option_length(Call *call, OptionValue *out) {
    Outcome outcome = is_none(call->args[3]) ? option_number(call, 4) : DONE;
    if (outcome != DONE) return outcome;
    out->data = NULL;
    out->count = is_int(call->keep) ? address_low_bits(call->keep) : 0;
    if (is_int(call->keep)) return DONE;
    return raise_error(call->task, TypeError, "setsockopt() takes exactly 3 arguments (4 given)");
}

static Outcome arg_option_value(Call *call, OptionValue *out) {
    const uint8_t *bytes;
    int64_t wide;
    if (!is_absent(call->args[4])) return arg_option_length(call, out);
    Outcome outcome = option_number(call, 3);
    if (outcome != DONE) return outcome;
    if (is_int(call->keep) && int_fits_int64(call->keep, &wide) && wide == (int)wide) {
        out->number = (int)wide;
        out->data = &out->number;
        out->count = sizeof out->number;
        return DONE;
    }
    if (!bytes_peek(call->args[3], &bytes, &out->count))
        return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", call->args[3]);
    out->data = bytes;
    return DONE;
}

/* setsockopt(level, option, int | bytes | None[, length]) */
Outcome socket_setsockopt(Call *call) {
    Socket *self = socket_of_self(call);
    int level, option;
    OptionValue value;
    size_t given = tuple_of(call->args[5])->count;
    for (size_t i = 1; i <= 4; i++) given += !is_absent(call->args[i]);
    if (given < 3 || given > 4)
        return raise_error(call->task, TypeError, "setsockopt() takes exactly 3 arguments (%zu given)",
                           given);
    Outcome outcome = arg_index_int(call, 1, &level);
    if (outcome == DONE) outcome = arg_index_int(call, 2, &option);
    if (outcome == DONE) outcome = arg_option_value(call, &value);
    if (outcome != DONE) return outcome;
    if (socket_check_open(call, self) != DONE) return RAISED;
    int problem = io_set_option(self->fd, level, option, value.data, (socklen_t)value.count);
    if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO || option == SO_RCVLOWAT))
        self->has_limits = true;
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

Outcome socket_getsockopt(Call *call) {
    const Socket *self = socket_of_self(call);
    int level, option, size, number = 0;
    uint8_t block[1024];
    Outcome outcome = arg_index_int(call, 1, &level);
    if (outcome == DONE) outcome = arg_index_int(call, 2, &option);
    if (outcome == DONE) outcome = arg_index_int(call, 3, &size);
    if (outcome != DONE) return outcome;
    if (size < 0 || size > (int)sizeof block)
        return raise_error(call->task, OSError, "getsockopt buflen out of range");
    if (socket_check_open(call, self) != DONE) return RAISED;
    socklen_t length = size ? (socklen_t)size : sizeof number;
    int problem = io_get_option(self->fd, level, option, size ? (void *)block : &number, &length);
    if (problem) return raise_errno(call->task, -problem);
    return size ? give(call, bytes_new(block, length)) : give_int(call, number);
}

/* ---- how it waits */

/* As CPython keeps it: whole nanoseconds, not less than was given, in 64 bits. */
static bool read_seconds(Call *call, double given, double *seconds) {
    double nanoseconds = ceil(given * CLOCK_SECOND);
    if (isnan(given))
        raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
    else if (!(nanoseconds >= -0x1p63 && nanoseconds < 0x1p63))
        raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
    else if (given < 0)
        raise_error(call->task, ValueError, "Timeout value out of range");
    else
        return *seconds = nanoseconds / CLOCK_SECOND + 0.0, true; /* nor less than nothing: -0.0 */
    return false;
}

Outcome arg_timeout(Call *call, size_t i, double *seconds) {
    *seconds = TIMEOUT_NONE;
    if (is_none(call->args[i])) return DONE;
    if (is_float(call->args[i])) return read_seconds(call, float_of(call->args[i]), seconds) ? DONE : RAISED;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    double given;
    if (number_to_double(call->args[i], &given) != YES) given = int_sign(call->args[i]) * (double)INFINITY;
    return read_seconds(call, given, seconds) ? DONE : RAISED;
}

/* Python makes the description non-blocking when a timeout is set; so do we, because a child or a
 * duplicate sees it. */
static Outcome follow_timeout(Call *call, Socket *self) {
    if (socket_check_open(call, self) != DONE) return RAISED;
    bool nonblocking = self->timeout >= 0;
    int problem = io_set_blocking(self->fd, !nonblocking);
    if (problem) return raise_errno(call->task, -problem);
    self->kernel_nonblocking = nonblocking;
    return give_none(call);
}

Outcome socket_settimeout(Call *call) {
    Socket *self = socket_of_self(call);
    double seconds;
    Outcome outcome = arg_timeout(call, 1, &seconds);
    if (outcome != DONE) return outcome;
    self->timeout = seconds;
    return follow_timeout(call, self);
}

Outcome socket_setblocking(Call *call) {
    Socket *self = socket_of_self(call);
    int64_t flag;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &flag)) return RAISED;
    self->timeout = flag ? TIMEOUT_NONE : 0;
    return follow_timeout(call, self);
}

Outcome socket_gettimeout(Call *call) {
    double timeout = socket_of_self(call)->timeout;
    return timeout < 0 ? give_none(call) : give(call, float_new(timeout));
}

Outcome socket_getblocking(Call *call) { return give_bool(call, socket_of_self(call)->timeout != 0); }
