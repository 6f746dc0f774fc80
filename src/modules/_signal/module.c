/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _signal: what Python's own module signal stands on. Handlers run in the main task, between two
 * instructions; a call that it waits in is interrupted, and goes on behind them unless one of them raises.
 * See https://docs.python.org/3.11/library/signal.html */
#include "builtin/classes/file.h"
#include "modules/_signal/signal.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "sched/signals.h"
#include "vm/builtin.h"
#include "vm/frame_object.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>

/* machine->signal_handlers has a handler for each signal: 0, 1 (SIG_DFL, SIG_IGN), something to be called, or
 * None for what is not the program's. In front of them stands default_int_handler. */
enum { DEFAULT_INT_HANDLER = 0 };

static Value *handlers_of(const Machine *machine) { return list_of(machine->signal_handlers)->items; }

/* ---- running them */

static Outcome call_handler(Call *call, int number) {
    Value handler = handlers_of(call_machine(call))[number];
    if (!value_is_callable(call_machine(call), handler)) return DONE; /* it was taken away meanwhile */
    Frame *frame = frame_find_visible(call->task->frame);
    Value args[] = { small_int(number), frame ? frame_object_of(frame) : NONE };
    Outcome outcome = call_value(call, handler, 2, args);
    release(args[1]);
    return outcome;
}

static void tell_write_error(Call *call) {
    int error = signals_take_write_error();
    if (!error) return;
    raise_errno(call->task, error);
    Value exception = task_take_exception(call->task);
    Buffer text = { 0 };
    buffer_append_text(&text, "Exception ignored when trying to write to the signal wakeup fd:\n");
    str_append_utf8(&text, value_class(call_machine(call), exception)->name);
    buffer_append_format(&text, ": [Errno %d] %s\n", error, strerror(error));
    release(exception);
    file_write_error(call_machine(call), text.bytes, text.count);
    buffer_clear(&text);
}

/* machine->hooks.signals: one after the other. mark: those that are left. When one raises, the others are for
 * later. */
static Outcome handle_signals(Call *call) {
    if (call->step == 0) {
        call->mark = (int64_t)signals_take();
        tell_write_error(call);
    }
    if (call->step == 1 && is_absent(call->result)) {
        signals_put_back((uint64_t)call->mark);
        return RAISED;
    }
    call->step = 1;
    call->catches = true;
    for (int number = 1; number < SIGNAL_END; number++) {
        int64_t bit = (int64_t)(UINT64_C(1) << (number - 1));
        if (!(call->mark & bit)) continue;
        call->mark &= ~bit;
        Outcome outcome = call_handler(call, number);
        if (outcome != DONE) return outcome;
    }
    return give_none(call);
}

enum { HEARD = 0x50 };

bool signal_is_heard(const Call *call) { return call->step == HEARD; }

Outcome give_heard(Call *call, Value result) {
    if (call->step == HEARD) {
        Value kept = call->keep;
        call->keep = ABSENT;
        return give(call, kept);
    }
    if (!sched_hears_signals(call)) return give(call, result);
    replace_take(&call->keep, result);
    call->step = HEARD;
    return sched_go_on(call);
}

/* ---- setting them */

static bool arg_signal(Call *call, size_t i, int *number) {
    if (!arg_int(call, i, number)) return false;
    if (*number >= 1 && *number < SIGNAL_END) return true;
    raise_error(call->task, ValueError, "signal number out of range");
    return false;
}

/* DONE: what is to become of the signal when it comes. */
static Outcome arg_action(Call *call, size_t i, int number, SignalAction *action) {
    Value handler = call->args[i];
    const Value *handlers = handlers_of(call_machine(call));
    if (value_is_callable(call_machine(call), handler)) {
        bool interrupts = number == SIGINT && is_same(handler, handlers[DEFAULT_INT_HANDLER]);
        *action = interrupts ? SIGNAL_INTERRUPTS : SIGNAL_CAUGHT;
        return DONE;
    }
    bool is_known = is_small_int(handler) && (small_int_of(handler) == 0 || small_int_of(handler) == 1);
    *action = is_known && small_int_of(handler) ? SIGNAL_IGNORED : SIGNAL_DEFAULT;
    if (is_known) return DONE;
    return raise_error(call->task, TypeError,
                       "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object");
}

/* Signals that have come are handled first, by the handlers that were there when they came. */
static Outcome signal_signal(Call *call) {
    int number;
    SignalAction action;
    if (call->task->is_thread)
        return raise_error(call->task, ValueError,
                           "signal only works in main thread of the main interpreter");
    if (!arg_signal(call, 0, &number)) return RAISED;
    if (arg_action(call, 1, number, &action) != DONE) return RAISED;
    if (sched_hears_signals(call)) return sched_go_on(call);
    int problem = signals_set(number, action);
    if (problem) return raise_errno(call->task, -problem);
    Value *place = &handlers_of(call_machine(call))[number], before = *place;
    *place = retain(call->args[1]);
    return give(call, before);
}

static Outcome signal_getsignal(Call *call) {
    int number;
    if (!arg_signal(call, 0, &number)) return RAISED;
    return give(call, retain(handlers_of(call_machine(call))[number]));
}

static Outcome signal_default_int_handler(Call *call) {
    return raise_error(call->task, KeyboardInterrupt, NULL);
}

/* ---- sending and waiting */

static Outcome signal_raise_signal(Call *call) {
    int number;
    if (signal_is_heard(call)) return give_heard(call, ABSENT);
    if (!arg_int(call, 0, &number)) return RAISED;
    return raise(number) ? raise_errno(call->task, errno) : give_heard(call, NONE);
}

enum { PAUSED = 1 };

static Outcome signal_pause(Call *call) {
    if (call->step == PAUSED) return give_none(call);
    call->step = PAUSED;
    return sched_sleep(call, SCHED_NEVER);
}

/* ---- what else there is of them */

static Outcome raise_blocking(Call *call, int fd) {
    return raise_error(call->task, ValueError, "the fd %i must be in non-blocking mode", fd);
}

static Outcome signal_set_wakeup_fd(Call *call) {
    int fd;
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int(call, 0, &fd)) return RAISED;
    if (call->task->is_thread)
        return raise_error(call->task, ValueError,
                           "set_wakeup_fd only works in main thread of the main interpreter");
    struct stat status;
    if (fd != -1 && fstat(fd, &status) < 0) return raise_errno(call->task, errno);
    if (fd != -1 && !io_is_nonblocking(fd)) return raise_blocking(call, fd);
    return give_int(call, signals_write_to(fd, is_same(call->args[1], TRUE)));
}

static Outcome signal_siginterrupt(Call *call) {
    int number, flag;
    struct sigaction action;
    if (!arg_signal(call, 0, &number) || !arg_int(call, 1, &flag)) return RAISED;
    if (sigaction(number, NULL, &action) < 0) return raise_errno(call->task, errno);
    action.sa_flags = flag ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
    return sigaction(number, &action, NULL) < 0 ? raise_errno(call->task, errno) : give_none(call);
}

static Outcome signal_strsignal(Call *call) {
    int number;
    if (!arg_signal(call, 0, &number)) return RAISED;
    if (number >= SIGRTMIN) {
        Buffer text = { 0 };
        buffer_append_format(&text, "Real-time signal %d", number - SIGRTMIN);
        return give_buffer(call, &text);
    }
    const char *description = sigdescr_np(number);
    return description ? give_text(call, description) : give_none(call);
}

static const NativeSpec signal_functions[] = {
    { "signal(signalnum, handler, /)", signal_signal, NULL, ARGS_UNPACK },
    { "getsignal(signalnum, /)", signal_getsignal, NULL },
    { "default_int_handler(signalnum, frame, /)", signal_default_int_handler, NULL, ARGS_UNPACK },
    { "raise_signal(signalnum, /)", signal_raise_signal, NULL },
    { "pause()", signal_pause, NULL, .flags = NATIVE_OBSERVED },
    { "set_wakeup_fd(fd, *, warn_on_full_buffer=True)", signal_set_wakeup_fd, NULL },
    { "siginterrupt(signalnum, flag, /)", signal_siginterrupt, NULL, ARGS_UNPACK },
    { "strsignal(signalnum, /)", signal_strsignal, NULL },
    { 0 },
};

static const IntSpec signal_ints[] = {
    INT_SPEC(SIGHUP),
    INT_SPEC(SIGINT),
    INT_SPEC(SIGQUIT),
    INT_SPEC(SIGILL),
    INT_SPEC(SIGTRAP),
    INT_SPEC(SIGIOT),
    INT_SPEC(SIGABRT),
    INT_SPEC(SIGBUS),
    INT_SPEC(SIGFPE),
    INT_SPEC(SIGKILL),
    INT_SPEC(SIGUSR1),
    INT_SPEC(SIGSEGV),
    INT_SPEC(SIGUSR2),
    INT_SPEC(SIGPIPE),
    INT_SPEC(SIGALRM),
    INT_SPEC(SIGTERM),
    INT_SPEC(SIGCHLD),
    INT_SPEC(SIGCLD),
    INT_SPEC(SIGCONT),
    INT_SPEC(SIGSTOP),
    INT_SPEC(SIGTSTP),
    INT_SPEC(SIGTTIN),
    INT_SPEC(SIGTTOU),
    INT_SPEC(SIGURG),
    INT_SPEC(SIGXCPU),
    INT_SPEC(SIGXFSZ),
    INT_SPEC(SIGPROF),
    INT_SPEC(SIGIO),
    INT_SPEC(SIGPOLL),
    INT_SPEC(SIGPWR),
    INT_SPEC(SIGSYS),
    INT_SPEC(SIG_BLOCK),
    { "SIGVTALRM", SIGVTALRM },
    INT_SPEC(SIGWINCH),
    INT_SPEC(SIGSTKFLT),
    INT_SPEC(SIG_UNBLOCK),
    INT_SPEC(SIG_SETMASK),
    { "ITIMER_REAL", ITIMER_REAL },
    { "ITIMER_VIRTUAL", ITIMER_VIRTUAL },
    { "ITIMER_PROF", ITIMER_PROF },
    { "SIG_DFL", 0 },
    { "SIG_IGN", 1 },
    { "NSIG", SIGNAL_END },
    { 0 },
};

static Value handler_now(const Module *module, int number) {
    switch (signals_get(number)) {
    case SIGNAL_DEFAULT: return small_int(0);
    case SIGNAL_IGNORED: return small_int(1);
    case SIGNAL_INTERRUPTS: return retain(dict_peek_text(module->dict, "default_int_handler"));
    default: return NONE;
    }
}

static bool signal_init(Machine *machine, Module *module) {
    module_add_functions(module, signal_masks);
    module_add_functions(module, signal_timers);
    signal_define_masks(machine, module);
    dict_define_text_take(module->dict, "SIGRTMIN", small_int(SIGRTMIN));
    dict_define_text_take(module->dict, "SIGRTMAX", small_int(SIGRTMAX));
    dict_define_text_take(module->dict, "ItimerError",
                          retain(object_value(module_exception(machine, &itimer_error))));
    if (!is_absent(machine->signal_handlers)) return true;
    machine->signal_handlers = list_new(SIGNAL_END);
    List *handlers = list_of(machine->signal_handlers);
    list_add(handlers, dict_peek_text(module->dict, "default_int_handler"));
    for (int number = 1; number < SIGNAL_END; number++) list_add_take(handlers, handler_now(module, number));
    machine->hooks.signals = handle_signals;
    return true;
}

const ModuleSpec _signal_module = {
    .name = "_signal",
    .doc = NULL,
    .functions = signal_functions,
    .ints = signal_ints,
    .init = signal_init,
};
