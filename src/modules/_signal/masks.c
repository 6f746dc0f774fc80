/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _signal: sets of signals: which are blocked, which have come, and waiting for one. All tasks are one thread
 * of the system's and have one mask. A task that waits parks on a signalfd(2). */
#include "base/clock.h"
#include "base/retry.h"
#include "builtin/classes/struct_sequence.h"
#include "modules/_signal/signal.h"
#include "sched/descriptor.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "sched/signals.h"
#include "vm/builtin.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- sets */

/* DONE: the iterable's signals. Those that the system's library keeps for itself are left out. */
static Outcome arg_set(Call *call, size_t i, sigset_t *set) {
    const Value *items;
    size_t count;
    Outcome outcome = arg_items(call, i);
    if (outcome != DONE) return outcome;
    sequence_peek(call->args[i], &items, &count);
    sigemptyset(set);
    for (size_t at = 0; at < count; at++) {
        int64_t number = -1;
        if (!is_int(items[at]))
            return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer",
                               items[at]);
        if (!int_fits_int64(items[at], &number)) number = -1;
        if (number < 1 || number >= SIGNAL_END)
            return raise_error(call->task, ValueError, "signal number %lld out of range [1; %d]",
                               (long long)number, SIGNAL_END - 1);
        sigaddset(set, (int)number);
    }
    return DONE;
}

static Value set_value(const sigset_t *signals) {
    Value set = set_new();
    for (int number = 1; number < SIGNAL_END; number++) {
        HashedKey key = { small_int(number), number };
        if (sigismember(signals, number) == 1 && !set_add(set_of(set), key)) return release(set), ABSENT;
    }
    return set;
}

static Outcome signal_valid_signals(Call *call) {
    sigset_t all;
    sigfillset(&all);
    return give(call, set_value(&all));
}

static Outcome signal_sigpending(Call *call) {
    sigset_t pending;
    return sigpending(&pending) < 0 ? raise_errno(call->task, errno) : give(call, set_value(&pending));
}

static Outcome signal_pthread_sigmask(Call *call) {
    int how;
    sigset_t wanted, before;
    if (signal_is_heard(call)) return give_heard(call, ABSENT);
    if (!arg_int(call, 0, &how)) return RAISED;
    Outcome outcome = arg_set(call, 1, &wanted);
    if (outcome != DONE) return outcome;
    int problem = pthread_sigmask(how, &wanted, &before);
    return problem ? raise_errno(call->task, problem) : give_heard(call, set_value(&before));
}

/* ---- sending */

/* Whatever task it is for, the system's thread is the same. */
static Outcome signal_pthread_kill(Call *call) {
    int64_t thread;
    int number;
    if (signal_is_heard(call)) return give_heard(call, ABSENT);
    if (!arg_int64(call, 0, &thread) || !arg_int(call, 1, &number)) return RAISED;
    if (syscall(SYS_tgkill, getpid(), gettid(), number) < 0) return raise_errno(call->task, errno);
    return give_heard(call, NONE);
}

static Outcome signal_pidfd_send_signal(Call *call) {
    int fd, number, flags;
    if (!arg_int(call, 0, &fd) || !arg_int(call, 1, &number) || !arg_int(call, 3, &flags)) return RAISED;
    if (!is_none(call->args[2])) return raise_error(call->task, TypeError, "siginfo must be None");
    if (syscall(SYS_pidfd_send_signal, fd, number, NULL, flags) < 0) return raise_errno(call->task, errno);
    return give_none(call);
}

/* ---- waiting: keep is a Wait, mark the deadline */

/* What a call waits with. Signals that were let in are kept out while it waits, so that they stay for it. */
typedef struct {
    Object object;
    Sched *sched;
    int fd; /* of signalfd(2) */
    sigset_t awaited, mask_before;
} Wait;

static void wait_free(Object *object) {
    Wait *wait = (Wait *)object;
    sched_forget(wait->sched, wait->fd);
    io_close(wait->fd);
    pthread_sigmask(SIG_SETMASK, &wait->mask_before, NULL);
    object_release_memory(object);
}

static const Type wait_type = { .name = "_signal.Wait", .size = sizeof(Wait), .free = wait_free };

static Outcome begin_wait(Call *call) {
    sigset_t awaited;
    Outcome outcome = arg_set(call, 0, &awaited);
    if (outcome != DONE) return outcome;
    int fd = descriptor_raise(signalfd(-1, &awaited, SFD_CLOEXEC | SFD_NONBLOCK));
    if (fd < 0) return raise_errno(call->task, errno);
    Wait *wait = object_new(&wait_type, sizeof *wait);
    wait->sched = sched_of(call);
    wait->fd = fd;
    wait->awaited = awaited;
    pthread_sigmask(SIG_BLOCK, &awaited, &wait->mask_before);
    call->keep = object_value(wait);
    return DONE;
}

/* DONE: one has come, or time is over and *number is 0. */
static Outcome await_signal(Call *call, siginfo_t *found, int *number) {
    if (is_absent(call->keep)) {
        Outcome outcome = begin_wait(call);
        if (outcome != DONE) return outcome;
    }
    const Wait *wait = (Wait *)object_of(call->keep);
    const struct timespec at_once = { 0, 0 };
    *number = sigtimedwait(&wait->awaited, found, &at_once);
    if (*number > 0) return DONE;
    *number = 0;
    if (call->woken_late || call->mark <= sched_now(sched_of(call))) return DONE;
    return sched_park(call, wait->fd, WAIT_READ, call->mark);
}

static Outcome signal_sigwait(Call *call) {
    siginfo_t found;
    int number;
    call->mark = SCHED_NEVER;
    Outcome outcome = await_signal(call, &found, &number);
    return outcome == DONE ? give_int(call, number) : outcome;
}

static const NativeSpec info_fields[] = {
    STRUCT_FIELD("si_signo", 0), STRUCT_FIELD("si_code", 1),
    STRUCT_FIELD("si_errno", 2), STRUCT_FIELD("si_pid", 3),
    STRUCT_FIELD("si_uid", 4),   STRUCT_FIELD("si_status", 5),
    STRUCT_FIELD("si_band", 6),  { 0 },
};

static const StructSequenceSpec info_spec = { "signal", "struct_siginfo", info_fields };

static Outcome give_info(Call *call, const siginfo_t *info) {
    Value items[] = {
        small_int(info->si_signo),     small_int(info->si_code), small_int(info->si_errno),
        small_int(info->si_pid),       small_int(info->si_uid),  small_int(info->si_status),
        int_from_int64(info->si_band),
    };
    return give(call, struct_sequence_new_take(call_machine(call), &info_spec, items, 7));
}

static Outcome signal_sigwaitinfo(Call *call) {
    siginfo_t found;
    int number;
    call->mark = SCHED_NEVER;
    Outcome outcome = await_signal(call, &found, &number);
    return outcome == DONE ? give_info(call, &found) : outcome;
}

static Outcome begin_timeout(Call *call) {
    double seconds;
    if (!is_float(call->args[1]) && !is_int(call->args[1])) {
        Outcome outcome = arg_integer(call, 1);
        if (outcome != DONE) return outcome;
    }
    if (number_to_double(call->args[1], &seconds) != YES || fabs(seconds) > (double)INT64_MAX / CLOCK_SECOND)
        return raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
    if (isnan(seconds)) return raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
    if (seconds < 0) return raise_error(call->task, ValueError, "timeout must be non-negative");
    call->mark = sched_after(sched_of(call), seconds);
    return DONE;
}

static Outcome signal_sigtimedwait(Call *call) {
    siginfo_t found;
    int number;
    if (is_absent(call->keep)) {
        Outcome outcome = begin_timeout(call);
        if (outcome != DONE) return outcome;
    }
    Outcome outcome = await_signal(call, &found, &number);
    if (outcome != DONE) return outcome;
    return number ? give_info(call, &found) : give_none(call);
}

void signal_define_masks(Machine *machine, Module *module) {
    struct_sequence_define(machine, module, "struct_siginfo", &info_spec);
}

const NativeSpec signal_masks[] = {
    { "valid_signals()", signal_valid_signals, NULL },
    { "sigpending()", signal_sigpending, NULL },
    { "pthread_sigmask(how, mask, /)", signal_pthread_sigmask, NULL, ARGS_UNPACK },
    { "pthread_kill(thread_id, signalnum, /)", signal_pthread_kill, NULL, ARGS_UNPACK },
    { "pidfd_send_signal(pidfd, signalnum, siginfo=None, flags=0, /)", signal_pidfd_send_signal, NULL,
      ARGS_UNPACK },
    { "sigwait(sigset, /)", signal_sigwait, NULL, .flags = NATIVE_OBSERVED },
    { "sigwaitinfo(sigset, /)", signal_sigwaitinfo, NULL, .flags = NATIVE_OBSERVED },
    { "sigtimedwait(sigset, timeout, /)", signal_sigtimedwait, NULL, ARGS_UNPACK, NATIVE_OBSERVED },
    { 0 },
};
