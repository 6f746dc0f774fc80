/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _signal: timers of the kernel's that end in a signal. See setitimer(2). */
#include "base/clock.h"
#include "modules/_signal/signal.h"
#include "vm/builtin.h"
#include "vm/raise.h"
#include <errno.h>
#include <math.h>
#include <sys/time.h>
#include <unistd.h>

enum { MICROSECONDS = 1000000 };

const ExceptionSpec itimer_error = { "signal", "itimer_error", OSError, NULL };

static Outcome raise_itimer(Call *call, int number) {
    Value pair[] = { small_int(number), errno_text(number) };
    Value arguments = tuple_from_take(pair, 2);
    Value exception = exception_new(module_exception(call_machine(call), &itimer_error), arguments);
    exception_fill(exception);
    release(arguments);
    Outcome outcome = raise_value(call->task, exception);
    release(exception);
    return outcome;
}

static Value seconds_of(struct timeval time) {
    return float_new((double)time.tv_sec + (double)time.tv_usec * 1e-6);
}

static Outcome give_timer(Call *call, const struct itimerval *timer) {
    return give(call, tuple_pair_take(seconds_of(timer->it_value), seconds_of(timer->it_interval)));
}

/* DONE: the seconds, rounded up. */
static Outcome arg_time(Call *call, size_t i, struct timeval *time) {
    double seconds;
    if (!is_float(call->args[i]) && !is_int(call->args[i])) {
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
    }
    if (number_to_double(call->args[i], &seconds) != YES || !(fabs(seconds) < 9223372036.0)) {
        if (isnan(seconds)) return raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
        return raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
    }
    double whole = floor(seconds), part = ceil((seconds - whole) * MICROSECONDS);
    if (part >= MICROSECONDS) whole++, part -= MICROSECONDS;
    *time = (struct timeval){ (time_t)whole, (suseconds_t)part };
    return DONE;
}

static Outcome signal_setitimer(Call *call) {
    int which;
    struct itimerval timer, before;
    if (!arg_int(call, 0, &which)) return RAISED;
    Outcome outcome = arg_time(call, 1, &timer.it_value);
    timer.it_interval = (struct timeval){ 0 };
    if (outcome == DONE && !is_absent(call->args[2])) outcome = arg_time(call, 2, &timer.it_interval);
    if (outcome != DONE) return outcome;
    if (setitimer(which, &timer, &before) < 0) return raise_itimer(call, errno);
    return give_timer(call, &before);
}

static Outcome signal_getitimer(Call *call) {
    int which;
    struct itimerval timer;
    if (!arg_int(call, 0, &which)) return RAISED;
    return getitimer(which, &timer) < 0 ? raise_itimer(call, errno) : give_timer(call, &timer);
}

static Outcome signal_alarm(Call *call) {
    int seconds;
    return arg_int(call, 0, &seconds) ? give_int(call, alarm((unsigned)seconds)) : RAISED;
}

const NativeSpec signal_timers[] = {
    { "setitimer(which, seconds, interval=..., /)", signal_setitimer, NULL, ARGS_UNPACK },
    { "getitimer(which, /)", signal_getitimer, NULL },
    { "alarm(seconds, /)", signal_alarm, NULL },
    { 0 },
};
