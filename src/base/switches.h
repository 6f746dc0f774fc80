/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Test switches, compiled in with -Dswitches=true and set through the environment variable CAUSETTE_SWITCHES,
 * a comma-separated list: `fail-syscall=N:ERRNO` (the Nth system call of sched/io fails with that number),
 * `fail-memory=N` (the Nth memory_try that may be refused is), `park-always` (every park point parks once,
 * without need), `collect-always` (garbage cycles are looked for at each tick, and ticks are short),
 * `hide-diag` (the kernel refuses sock_diag), `hide-proc` (/proc is hidden). Without the build option each of
 * these is a constant false and costs nothing. With it the rows of classes are checked as they are first
 * looked at (vm/builtin.c), and a process frees at its end what the system would take back anyway.
 *
 * Builds with switches are slow ones, under sanitizers: budgets of time that a person would feel are longer
 * there by the factor switch_patience(), so that a test sees what is said and not how quick the
 * machine was. */
#pragma once
#include <stdbool.h>

#if SWITCHES
void switches_init(void);
int switch_syscall_error(void); /* 0, or the errno that this system call must fail with */
bool switch_memory_fails(void);
bool switch_park_always(void);
bool switch_collects_always(void);
bool switch_hides_diag(void);
bool switch_hides_proc(void);
static inline int switch_patience(void) { return 50; }
static inline bool switch_checks_rows(void) { return true; }
static inline bool switch_frees_at_end(void) { return true; }
#else
static inline void switches_init(void) {}
static inline int switch_syscall_error(void) { return 0; }
static inline bool switch_memory_fails(void) { return false; }
static inline bool switch_park_always(void) { return false; }
static inline bool switch_collects_always(void) { return false; }
static inline bool switch_hides_diag(void) { return false; }
static inline bool switch_hides_proc(void) { return false; }
static inline int switch_patience(void) { return 1; }
static inline bool switch_checks_rows(void) { return false; }
static inline bool switch_frees_at_end(void) { return false; }
#endif
