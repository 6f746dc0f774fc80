/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the processes of some process groups work or sleep, read from /proc: for roles that are programs of
 * any kind. All threads of all of them count. See proc(5): stat, schedstat. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    bool is_there;   /* there is a process that has not ended */
    bool is_working; /* a thread runs, or waits for a disk */
    /* how often their threads have run so far, and how many there are: another number, and something
     * happened */
    uint64_t slices;
    size_t members; /* processes, with those that have ended and that nobody has waited for yet */
    /* the system call in which the first thread of the last group's leader sleeps, and its first argument;
     * -1: not known */
    long call, argument;
} Activity;

/* False: /proc tells nothing. */
bool activity_read(const pid_t *groups, size_t count, Activity *out);
/* Until all of them have slept, or have gone, at two looks in a row with nothing happened in between, or
 * until this moment (clock_now): false then. */
bool activity_settle(const pid_t *groups, size_t count, int64_t until, Activity *out);
pid_t activity_parent(pid_t pid); /* 0: not known, or gone */
pid_t activity_group(pid_t pid);  /* its process group; 0: not known, or gone */
