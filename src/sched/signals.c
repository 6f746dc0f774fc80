/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sched/signals.h"
#include "sched/sched.h"
#include <errno.h>
#include <signal.h>
#include <unistd.h>

volatile bool signals_pending;
static volatile sig_atomic_t come[SIGNAL_END];
static volatile sig_atomic_t wakeup_fd = -1, wakeup_error;
static volatile bool wakeup_tells_full;
static uint64_t caught; /* those with a handler of ours, as signals_take has them */

static void write_number(int number) {
    unsigned char byte = (unsigned char)number;
    if (wakeup_fd < 0 || write((int)wakeup_fd, &byte, 1) >= 0) return;
    if (errno != EAGAIN || wakeup_tells_full) wakeup_error = errno;
}

static void on_signal(int number) {
    int saved = errno;
    come[number] = 1;
    signals_pending = true;
    interrupt_look_around();
    write_number(number);
    sched_note_signal();
    errno = saved;
}

static void on_interrupt(int number) {
    int saved = errno;
    interrupt_set();
    write_number(number);
    sched_note_signal();
    errno = saved;
}

int signals_set(int number, SignalAction action) {
    static void (*const handlers[])(int) = {
        [SIGNAL_DEFAULT] = SIG_DFL,
        [SIGNAL_IGNORED] = SIG_IGN,
        [SIGNAL_CAUGHT] = on_signal,
        [SIGNAL_INTERRUPTS] = on_interrupt,
    };
    /* without SA_RESTART: a blocking call must return */
    struct sigaction wanted = { .sa_handler = handlers[action] };
    sigemptyset(&wanted.sa_mask);
    if (sigaction(number, &wanted, NULL) < 0) return -errno;
    uint64_t bit = UINT64_C(1) << (number - 1);
    caught = action == SIGNAL_CAUGHT || action == SIGNAL_INTERRUPTS ? caught | bit : caught & ~bit;
    return 0;
}

uint64_t signals_caught(void) { return caught; }

SignalAction signals_get(int number) {
    struct sigaction is;
    if (sigaction(number, NULL, &is) < 0) return SIGNAL_FOREIGN;
    if (is.sa_flags & SA_SIGINFO) return SIGNAL_FOREIGN;
    return is.sa_handler == SIG_DFL        ? SIGNAL_DEFAULT
           : is.sa_handler == SIG_IGN      ? SIGNAL_IGNORED
           : is.sa_handler == on_signal    ? SIGNAL_CAUGHT
           : is.sa_handler == on_interrupt ? SIGNAL_INTERRUPTS
                                           : SIGNAL_FOREIGN;
}

/* The flag goes first: what comes meanwhile sets it again. */
uint64_t signals_take(void) {
    uint64_t signals = 0;
    signals_pending = false;
    for (int number = 1; number < SIGNAL_END; number++) {
        if (!come[number]) continue;
        come[number] = 0;
        signals |= UINT64_C(1) << (number - 1);
    }
    return signals;
}

void signals_put_back(uint64_t signals) {
    if (!signals) return;
    for (int number = 1; number < SIGNAL_END; number++) {
        if (signals & UINT64_C(1) << (number - 1)) come[number] = 1;
    }
    signals_pending = true;
    interrupt_look_around();
}

int signals_write_to(int fd, bool tells_full) {
    int before = (int)wakeup_fd;
    wakeup_tells_full = tells_full;
    wakeup_fd = fd;
    return before;
}

int signals_take_write_error(void) {
    int error = (int)wakeup_error;
    wakeup_error = 0;
    return error;
}
