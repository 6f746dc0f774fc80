/* SPDX-License-Identifier: GPL-3.0-or-later */
/* faulthandler: where the program was, when it dies of a signal, at a signal, or after a time. The time is
 * the kernel's, and its signal is SIGRTMAX. See https://docs.python.org/3.11/library/faulthandler.html */
#include "base/clock.h"
#include "modules/faulthandler/dump.h"
#include "sched/signals.h"
#include "vm/builtin.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const struct {
    int number;
    const char *name;
} faults[] = { { SIGBUS, "Bus error" },
               { SIGILL, "Illegal instruction" },
               { SIGFPE, "Floating point exception" },
               { SIGABRT, "Aborted" },
               { SIGSEGV, "Segmentation fault" } };
enum { FAULTS = sizeof faults / sizeof *faults };

/* What a handler needs of one signal. */
typedef struct {
    bool is_set, all, chains;
    int fd;
    struct sigaction before;
} Watched;

static struct {
    const Machine *machine;
    Watched faults[FAULTS];
    Watched registered[SIGNAL_END];
    struct {
        bool is_set, exits;
        int fd;
        timer_t timer;
        char head[64];
    } later;
} state;

static void dump_some(int fd, bool all) {
    if (all)
        dump_tasks(fd, state.machine, state.machine->running);
    else
        dump_running(fd, state.machine);
}

/* ---- handlers */

static void on_fault(int number) {
    int saved = errno;
    size_t i = 0;
    while (i < FAULTS - 1 && faults[i].number != number) i++;
    Watched *fault = &state.faults[i];
    if (!fault->is_set) return;
    fault->is_set = false;
    sigaction(number, &fault->before, NULL);
    dump_text(fault->fd, "Fatal Python error: ");
    dump_text(fault->fd, faults[i].name);
    dump_text(fault->fd, "\n\n");
    dump_some(fault->fd, fault->all);
    errno = saved;
    raise(number);
}

static void on_registered(int number) {
    int saved = errno;
    Watched *watched = &state.registered[number];
    dump_some(watched->fd, watched->all);
    errno = saved;
    if (!watched->chains || watched->before.sa_handler == SIG_IGN) return;
    struct sigaction ours;
    sigaction(number, &watched->before, &ours);
    raise(number);
    sigset_t one, mask;
    sigemptyset(&one);
    sigaddset(&one, number);
    sigprocmask(SIG_UNBLOCK, &one, &mask); /* it comes now */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(number, &ours, NULL);
    errno = saved;
}

static void on_later(int number) {
    int saved = errno;
    (void)number;
    if (!state.later.is_set) return;
    dump_text(state.later.fd, state.later.head);
    dump_tasks(state.later.fd, state.machine, NULL);
    if (state.later.exits) _exit(1);
    errno = saved;
}

static int watch(int number, void (*handler)(int), int flags, struct sigaction *before) {
    struct sigaction action = { .sa_handler = handler, .sa_flags = flags };
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, before);
}

/* ---- files: ABSENT and None are sys.stderr. keep is the file whose flush() is asked for. */

enum { FILE_ASKED = 0x60, FILE_FLUSHED };

static Outcome arg_file(Call *call, size_t i, int *fd) {
    Value file = call->args[i];
    if (!arg_is_given(call, i)) {
        Module *sys = machine_peek_sys(call_machine(call));
        file = sys ? dict_peek_text(sys->dict, "stderr") : ABSENT;
        if (is_absent(file)) return raise_error(call->task, RuntimeError, "unable to get sys.stderr");
        if (is_none(file)) return raise_error(call->task, RuntimeError, "sys.stderr is None");
        replace_take(&call->args[i], retain(file));
    }
    if (is_int(file)) {
        if (!arg_int(call, i, fd)) return RAISED;
        return *fd >= 0 ? DONE : raise_error(call->task, ValueError, "file is not a valid file descripter");
    }
    if (call->step == FILE_FLUSHED) {
        if (is_absent(call->result)) release(task_take_exception(call->task));
        *fd = (int)call->mark;
        return DONE;
    }
    if (call->step != FILE_ASKED) {
        call->step = FILE_ASKED;
        return call_method(call, file, "fileno", 0, NULL);
    }
    if (!is_small_int(call->result) || small_int_of(call->result) < 0)
        return raise_error(call->task, RuntimeError, "file.fileno() is not a valid file descriptor");
    call->mark = small_int_of(call->result);
    call->step = FILE_FLUSHED;
    call->catches = true;
    return call_method(call, file, "flush", 0, NULL);
}

/* DONE: *flag is the truth of the argument. */
static Outcome arg_flag(Call *call, size_t i, bool *flag) {
    *flag = is_same(call->args[i], TRUE);
    if (*flag || is_same(call->args[i], FALSE)) return DONE;
    Outcome outcome = arg_truth(call, i);
    *flag = outcome == DONE && is_same(call->args[i], TRUE);
    return outcome;
}

/* ---- functions */

static Outcome fault_dump_traceback(Call *call) {
    int fd;
    bool all;
    Outcome outcome = arg_flag(call, 1, &all);
    if (outcome == DONE) outcome = arg_file(call, 0, &fd);
    if (outcome != DONE) return outcome;
    state.machine = call_machine(call);
    dump_some(fd, all);
    return give_none(call);
}

static Outcome fault_enable(Call *call) {
    int fd;
    bool all;
    Outcome outcome = arg_flag(call, 1, &all);
    if (outcome == DONE) outcome = arg_file(call, 0, &fd);
    if (outcome != DONE) return outcome;
    state.machine = call_machine(call);
    for (size_t i = 0; i < FAULTS; i++) {
        Watched *fault = &state.faults[i];
        fault->fd = fd;
        fault->all = all;
        if (fault->is_set) continue;
        if (watch(faults[i].number, on_fault, SA_NODEFER, &fault->before) < 0)
            return raise_errno(call->task, errno);
        fault->is_set = true;
    }
    return give_none(call);
}

static Outcome fault_is_enabled(Call *call) { return give_bool(call, state.faults[0].is_set); }

static Outcome fault_disable(Call *call) {
    bool was = state.faults[0].is_set;
    for (size_t i = 0; i < FAULTS; i++) {
        if (state.faults[i].is_set) sigaction(faults[i].number, &state.faults[i].before, NULL);
        state.faults[i].is_set = false;
    }
    return give_bool(call, was);
}

static bool arg_number(Call *call, int *number) {
    if (!arg_int(call, 0, number)) return false;
    for (size_t i = 0; i < FAULTS; i++) {
        if (faults[i].number != *number) continue;
        raise_error(call->task, RuntimeError, "signal %i cannot be registered, use enable() instead",
                    *number);
        return false;
    }
    if (*number >= 1 && *number < SIGNAL_END) return true;
    raise_error(call->task, ValueError, "signal number out of range");
    return false;
}

static Outcome fault_register(Call *call) {
    int number, fd;
    bool all, chains;
    if (!arg_number(call, &number)) return RAISED;
    Outcome outcome = arg_flag(call, 2, &all);
    if (outcome == DONE) outcome = arg_flag(call, 3, &chains);
    if (outcome == DONE) outcome = arg_file(call, 1, &fd);
    if (outcome != DONE) return outcome;
    Watched *watched = &state.registered[number];
    struct sigaction before;
    if (watch(number, on_registered, SA_RESTART | (chains ? SA_NODEFER : 0), &before) < 0)
        return raise_errno(call->task, errno);
    if (!watched->is_set) watched->before = before;
    *watched = (Watched){ true, all, chains, fd, watched->before };
    state.machine = call_machine(call);
    return give_none(call);
}

static Outcome fault_unregister(Call *call) {
    int number;
    if (!arg_number(call, &number)) return RAISED;
    Watched *watched = &state.registered[number];
    if (!watched->is_set) return give_bool(call, false);
    sigaction(number, &watched->before, NULL);
    watched->is_set = false;
    return give_bool(call, true);
}

static void cancel_later(void) {
    if (state.later.is_set) timer_delete(state.later.timer);
    state.later.is_set = false;
}

static Outcome fault_cancel_later(Call *call) {
    cancel_later();
    return give_none(call);
}

static void write_head(double seconds) {
    long whole = (long)seconds, micro = lround((seconds - (double)whole) * 1e6);
    int count = snprintf(state.later.head, sizeof state.later.head, "Timeout (%ld:%02ld:%02ld", whole / 3600,
                         whole / 60 % 60, whole % 60);
    if (micro) count += snprintf(state.later.head + count, sizeof state.later.head - count, ".%06ld", micro);
    snprintf(state.later.head + count, sizeof state.later.head - count, ")!\n");
}

static Outcome begin_later(Call *call, double seconds, bool repeats, bool exits, int fd) {
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMAX };
    struct itimerspec times = { 0 };
    times.it_value.tv_sec = (time_t)seconds;
    times.it_value.tv_nsec = (long)((seconds - floor(seconds)) * CLOCK_SECOND);
    if (repeats) times.it_interval = times.it_value;
    cancel_later();
    if (watch(SIGRTMAX, on_later, SA_RESTART, NULL) < 0 ||
        timer_create(CLOCK_MONOTONIC, &event, &state.later.timer) < 0)
        return raise_errno(call->task, errno);
    state.machine = call_machine(call);
    state.later.fd = fd;
    state.later.exits = exits;
    state.later.is_set = true;
    write_head(seconds);
    timer_settime(state.later.timer, 0, &times, NULL);
    return give_none(call);
}

static Outcome fault_later(Call *call) {
    int fd;
    bool repeats, exits;
    double seconds;
    if (!arg_double(call, 0, &seconds)) return RAISED;
    if (!(seconds >= 1e-6)) return raise_error(call->task, ValueError, "timeout must be greater than 0");
    if (seconds > 9223372036.0) return raise_error(call->task, OverflowError, "timeout value is too large");
    Outcome outcome = arg_flag(call, 1, &repeats);
    if (outcome == DONE) outcome = arg_flag(call, 3, &exits);
    if (outcome == DONE) outcome = arg_file(call, 2, &fd);
    return outcome == DONE ? begin_later(call, seconds, repeats, exits, fd) : outcome;
}

/* ---- dying, for tests */

static Outcome die_of(int number) {
    raise(number);
    abort();
}

static Outcome fault_sigsegv(Call *call) {
    (void)call;
    return die_of(SIGSEGV);
}

static Outcome fault_sigfpe(Call *call) {
    (void)call;
    return die_of(SIGFPE);
}

static Outcome fault_sigabrt(Call *call) {
    (void)call;
    return die_of(SIGABRT);
}

static const NativeSpec fault_functions[] = {
    { "enable(file=None, all_threads=True)", fault_enable,
      "Say where the program was when a fault ends it." },
    { "disable()", fault_disable, "Say so no more; whether it was to be said." },
    { "is_enabled()", fault_is_enabled, "Whether faults are told of." },
    { "dump_traceback(file=None, all_threads=True)", fault_dump_traceback, "Write where the program is." },
    { "dump_traceback_later(timeout, repeat=False, file=None, exit=False)", fault_later,
      "Write it after a time." },
    { "cancel_dump_traceback_later()", fault_cancel_later, "Write it no more." },
    { "register(signum, file=None, all_threads=True, chain=False)", fault_register,
      "Write where the program is whenever a signal comes." },
    { "unregister(signum, /)", fault_unregister, "Write it no more; whether it was to be written." },
    { "_sigsegv(release_gil=False, /)", fault_sigsegv, NULL },
    { "_sigfpe()", fault_sigfpe, NULL },
    { "_sigabrt()", fault_sigabrt, NULL },
    { 0 },
};

const ModuleSpec faulthandler_module = {
    .name = "faulthandler",
    .doc = "Where the program was when it died, or is after a time.",
    .functions = fault_functions,
};
