/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals that the program catches. A handler of the kernel's only notes the number and ends what waits; the
 * scheduler then has the main task run the program's own handler between two instructions. See signal(7),
 * signal-safety(7), and https://docs.python.org/3.11/library/signal.html */
#pragma once
#include "base/interrupt.h"
#include <stdbool.h>

#define SIGNAL_END 65 /* one behind the highest signal */

typedef enum {
    SIGNAL_DEFAULT,
    SIGNAL_IGNORED,
    SIGNAL_CAUGHT,     /* noted, for signals_take */
    SIGNAL_INTERRUPTS, /* the same as Ctrl-C: base/interrupt.h */
    SIGNAL_FOREIGN,    /* somebody else's */
} SignalAction;

int signals_set(int number, SignalAction action); /* 0, or -errno */
SignalAction signals_get(int number);

uint64_t signals_caught(void); /* as signals_take has them */

extern volatile bool signals_pending; /* read through the functions below */
static inline bool signals_are_pending(void) { return signals_pending; }
/* Whether anybody waits to hear of a signal, Ctrl-C included: a call that it interrupted is not made again
 * first. */
static inline bool signals_are_due(void) { return signals_pending || interrupt_is_pending(); }
/* Those that have come and were not taken: signal n is bit n - 1. */
uint64_t signals_take(void);
void signals_put_back(uint64_t signals);

/* The number of each signal that comes is written to fd as one byte; -1: nothing is. Gives what it was.
 * tells_full: that there was no room counts as an error. */
int signals_write_to(int fd, bool tells_full);
/* The error of such a write since this was last asked; 0: none. */
int signals_take_write_error(void);
