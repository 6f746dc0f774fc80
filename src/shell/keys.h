/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed: the bytes of standard input in a queue, from which readline is given whole keys.
 *
 * Standard input is never made non-blocking (others share its open file description), so it is read when it
 * has something, and what is there is taken at once. A key that comes in pieces (an escape sequence, a
 * character of several bytes) waits in the queue for its rest, for a short time. */
#pragma once
#include "sched/sched.h"
#include <stdio.h>

void keys_open(const Sched *sched); /* whose clock tells how long a key has waited */
void keys_close(void);
/* The terminal gives single keys from now on. What was typed while it gave lines waits in it. */
void keys_are_single(void);
void keys_read(void); /* waits when nothing is there */
size_t keys_count(void);
const char *keys_peek(void);
void keys_take(size_t count);
void keys_drop(void);
bool keys_have_ended(void); /* no more will come; some may still be in the queue */
size_t keys_first(void);    /* bytes of the first key; 0: not all of it is there yet */
/* Nanoseconds that the rest of a key may still take; 0: it will not come, and what is there counts as
 * it is. */
int64_t keys_time_for_rest(void);
void keys_press(int byte); /* comes before the queue, as if it had been typed */

/* readline's hooks */
int keys_get(FILE *unused);
int keys_are_available(void);
