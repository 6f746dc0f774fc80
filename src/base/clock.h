/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clocks and durations, in nanoseconds. What a program is told as the time is sched_now and sched_wall_clock,
 * which a dialogue may set; these here always go on. */
#pragma once
#include "base/buffer.h"

#define CLOCK_SECOND INT64_C(1000000000)
#define CLOCK_MILLISECOND INT64_C(1000000)

int64_t
clock_now(void); /* CLOCK_MONOTONIC, the same for all processes of a machine: it orders what they did */
int64_t clock_wall(void); /* CLOCK_REALTIME: since 1970 */
/* CLOCK_PROCESS_CPUTIME_ID, for bounds of searches: they compute and wait for nobody, so what others do with
 * the processor is not counted, and a busy machine finds as much as an idle one. */
int64_t clock_work(void);
int64_t clock_of(int id);          /* any clock of the system; -1: there is none of that id, errno says why */
int clock_poll_time(int64_t left); /* as poll(2) takes it: milliseconds, rounded up; what is over is 0 */

void clock_append_duration(Buffer *out, int64_t nanoseconds); /* "340 µs", "12 ms", "1.203 s", "2 min 5 s" */
void clock_append_ago(Buffer *out, int64_t nanoseconds); /* the same in sentences: whole seconds, "1 s" */
