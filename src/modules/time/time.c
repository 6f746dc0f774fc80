/* SPDX-License-Identifier: GPL-3.0-or-later */
/* time: clocks and sleep. Every one reads the scheduler's clock, so that time has one source.
 * See https://docs.python.org/3.11/library/time.html */
#include "base/clock.h"
#include "builtin/classes/object.h"
#include "modules/time/calendar.h"
#include "sched/sched.h"
#include "vm/builtin.h"
#include "vm/operations.h"
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <time.h>

static double seconds(int64_t nanoseconds) { return (double)nanoseconds / CLOCK_SECOND; }
static Outcome give_float(Call *call, double number) { return give(call, float_new(number)); }

static Outcome time_time(Call *call) { return give_float(call, seconds(sched_wall_clock(sched_of(call)))); }
static Outcome time_time_ns(Call *call) { return give_int(call, sched_wall_clock(sched_of(call))); }
static Outcome time_monotonic(Call *call) { return give_float(call, seconds(sched_now(sched_of(call)))); }
static Outcome time_monotonic_ns(Call *call) { return give_int(call, sched_now(sched_of(call))); }

static Outcome time_process_time(Call *call) { return give_float(call, seconds(clock_work())); }
static Outcome time_process_time_ns(Call *call) { return give_int(call, clock_work()); }

enum { SLEEP_PARKED = 1 };

/* mark: the deadline, for a signal may have woken it */
static Outcome time_sleep(Call *call) {
    if (call->step == SLEEP_PARKED) return call->woken_late ? give_none(call) : sched_sleep(call, call->mark);
    Value given = call->args[0];
    double duration;
    if (!is_float(given) && !is_int(given)) {
        Outcome outcome = arg_integer(call, 0);
        if (outcome != DONE) return outcome;
    }
    if (number_to_double(call->args[0], &duration) != YES)
        return raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (isnan(duration)) return raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
    if (fabs(duration) > 9223372036.0)
        return raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (duration < 0) return raise_error(call->task, ValueError, "sleep length must be non-negative");
    call->step = SLEEP_PARKED;
    call->mark = sched_after(sched_of(call), duration);
    return sched_sleep(call, call->mark);
}

static const NativeSpec time_functions[] = {
    { "time()", time_time, "Seconds since 1970, as a float." },
    { "time_ns()", time_time_ns, "Nanoseconds since 1970." },
    { "monotonic()", time_monotonic, "Seconds of a clock that never goes back." },
    { "monotonic_ns()", time_monotonic_ns, "Nanoseconds of a clock that never goes back." },
    { "perf_counter()", time_monotonic, "Seconds of the clock that measures best." },
    { "perf_counter_ns()", time_monotonic_ns, "Nanoseconds of the clock that measures best." },
    { "process_time()", time_process_time, "Seconds of processor time this process has used." },
    { "process_time_ns()", time_process_time_ns, "Nanoseconds of processor time this process has used." },
    { "sleep(seconds, /)", time_sleep, "Park this task for so many seconds; the others go on.",
      .flags = NATIVE_OBSERVED },
    { 0 },
};

static Outcome time_clock(Call *call, bool is_nanoseconds) {
    int clock;
    if (!arg_int(call, 0, &clock)) return RAISED;
    if (clock == CLOCK_MONOTONIC) return is_nanoseconds ? time_monotonic_ns(call) : time_monotonic(call);
    if (clock == CLOCK_REALTIME) return is_nanoseconds ? time_time_ns(call) : time_time(call);
    if (clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID)
        return is_nanoseconds ? time_process_time_ns(call) : time_process_time(call);
    if (clock >= 0)
        return raise_error(call->task, NotImplementedError, "this clock is in Python, not in causette");
    int64_t nanoseconds = clock_of(clock); /* of pthread_getcpuclockid */
    if (nanoseconds < 0) return raise_errno(call->task, errno);
    return is_nanoseconds ? give_int(call, nanoseconds) : give_float(call, seconds(nanoseconds));
}

static Outcome time_clock_getres(Call *call) {
    int clock;
    struct timespec resolution;
    if (!arg_int(call, 0, &clock)) return RAISED;
    if (clock_getres(clock, &resolution)) return raise_errno(call->task, errno);
    return give_float(call, seconds(resolution.tv_sec * CLOCK_SECOND + resolution.tv_nsec));
}

/* All threads of a program are tasks of the one that the system knows. */
static Outcome time_pthread_getcpuclockid(Call *call) {
    int64_t thread;
    clockid_t clock;
    if (!arg_int64(call, 0, &thread)) return RAISED;
    int problem = pthread_getcpuclockid(pthread_self(), &clock);
    return problem ? raise_errno(call->task, problem) : give_int(call, clock);
}

static Outcome time_clock_gettime(Call *call) { return time_clock(call, false); }
static Outcome time_clock_gettime_ns(Call *call) { return time_clock(call, true); }

static Outcome time_get_clock_info(Call *call) {
    static const struct {
        const char *name, *implementation;
        bool goes_back;
    } clocks[] = {
        { "time", "clock_gettime(CLOCK_REALTIME)", true },
        { "monotonic", "clock_gettime(CLOCK_MONOTONIC)", false },
        { "perf_counter", "clock_gettime(CLOCK_MONOTONIC)", false },
        { "process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", false },
        { "thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", false },
    };
    Value name;
    if (!arg_str(call, 0, &name)) return RAISED;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        if (!str_is(name, clocks[i].name)) continue;
        Value info = namespace_new(call_machine(call));
        Dict *dict = attributes_of(info, true);
        dict_define_text_take(dict, "implementation", str_new(clocks[i].implementation));
        dict_define_text_take(dict, "monotonic", bool_value(!clocks[i].goes_back));
        dict_define_text_take(dict, "adjustable", bool_value(clocks[i].goes_back));
        dict_define_text_take(dict, "resolution", float_new(1.0 / CLOCK_SECOND));
        return give(call, info);
    }
    return raise_error(call->task, ValueError, "unknown clock");
}

static const NativeSpec clock_functions[] = {
    { "get_clock_info(name, /)", time_get_clock_info, "What a clock is made of, and how exact it is.",
      ARGS_UNPACK },
    { "thread_time()", time_process_time, "Seconds of processor time this thread has used." },
    { "thread_time_ns()", time_process_time_ns, "Nanoseconds of processor time this thread has used." },
    { "clock_gettime(clk_id, /)", time_clock_gettime, "Seconds of a clock of the system." },
    { "clock_gettime_ns(clk_id, /)", time_clock_gettime_ns, "Nanoseconds of a clock of the system." },
    { "clock_getres(clk_id, /)", time_clock_getres, "The finest step of a clock of the system, in seconds." },
    { "pthread_getcpuclockid(thread_id, /)", time_pthread_getcpuclockid,
      "The clock of a thread's processor time." },
    { 0 },
};

static const IntSpec clocks[] = {
    INT_SPEC(CLOCK_REALTIME),
    INT_SPEC(CLOCK_MONOTONIC),
    INT_SPEC(CLOCK_PROCESS_CPUTIME_ID),
    INT_SPEC(CLOCK_THREAD_CPUTIME_ID),
    { 0 },
};

static bool time_init(Machine *machine, Module *module) {
    module_add_functions(module, clock_functions);
    module_add_functions(module, calendar_functions);
    calendar_define(machine, module);
    return true;
}

const ModuleSpec time_module = {
    .name = "time",
    .doc = "Clocks, and sleep.",
    .functions = time_functions,
    .ints = clocks,
    .init = time_init,
};
