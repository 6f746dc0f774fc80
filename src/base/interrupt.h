/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C as work below the machine sees it.
 *
 * A handler of SIGINT sets the flag. The machine looks at it between instructions; work that goes on in C for
 * long (a parse, arithmetic, a walk through nested lists) asks interrupt_stops_work() now and then, and if so
 * stops as if memory had been refused: nothing is half done, and the same answer goes up the same way.
 * raise_memory() then raises KeyboardInterrupt instead. Only work of the task that gets interrupts stops; the
 * scheduler says when that one runs. */
#pragma once
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

extern volatile sig_atomic_t interrupt_flag; /* set by interrupt_set, read through the functions below */
extern bool interrupt_is_heard;

void interrupt_set(void); /* from a handler, too */
bool interrupt_take(void);
/* What the machine counts down until it looks around, and what it asks behind each call: interrupt_set makes
 * it 0 and sets that, for one instruction may be long work. NULL: nothing. What is being written at that
 * moment may win: then the count is run down as ever. */
void interrupt_hurry(int32_t *ticks, bool *behind_calls);
void interrupt_look_around(void); /* the same alone, from a handler, too */
static inline bool interrupt_is_pending(void) { return interrupt_flag; }
static inline bool interrupt_stops_work(void) { return interrupt_flag && interrupt_is_heard; }
/* Whether what runs from now on is interrupted by Ctrl-C; true at first. Gives what was. */
static inline bool interrupt_hear(bool heard) {
    bool was = interrupt_is_heard;
    interrupt_is_heard = heard;
    return was;
}
