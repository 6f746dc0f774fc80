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

static bool arg_option_value(Call *call, OptionValue *out) {
    Value value = call->args[3];
    const uint8_t *bytes;
    int64_t wide;
    if (!is_absent(call->args[4])) {
        out->data = NULL;
        out->count = is_int(call->args[4]) ? address_low_bits(call->args[4]) : 0;
        if (is_none(value) && is_int(call->args[4])) return true;
        raise_error(call->task, TypeError, "setsockopt() takes exactly 3 arguments (4 given)");
        return false;
    }
    if (is_int(value) && int_fits_int64(value, &wide) && wide == (int)wide) {
        out->number = (int)wide;
        out->data = &out->number;
        out->count = sizeof out->number;
        return true;
    }
    if (!bytes_peek(value, &bytes, &out->count)) {
        raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", value);
        return false;
    }
    out->data = bytes;
    return true;
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
    if (!arg_int(call, 1, &level) || !arg_int(call, 2, &option) || !arg_option_value(call, &value))
        return RAISED;
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
    if (!arg_int(call, 1, &level) || !arg_int(call, 2, &option) || !arg_int(call, 3, &size)) return RAISED;
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
    if (!arg_int64(call, 1, &flag)) return RAISED;
    self->timeout = flag ? TIMEOUT_NONE : 0;
    return follow_timeout(call, self);
}

Outcome socket_gettimeout(Call *call) {
    double timeout = socket_of_self(call)->timeout;
    return timeout < 0 ? give_none(call) : give(call, float_new(timeout));
}

Outcome socket_getblocking(Call *call) { return give_bool(call, socket_of_self(call)->timeout != 0); }
