/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the processes of some process groups work or sleep, read from /proc: for roles that are programs of
 * any kind. All threads of all of them count. See proc(5): stat, schedstat. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef enum {
    ACTIVITY_UNKNOWN,
    ACTIVITY_RUNS,
    ACTIVITY_WAITS_FOR_DISK,
    ACTIVITY_SLEEPS,
    ACTIVITY_IN_CALL
} ActivityDoing;

typedef struct {
    bool is_there;   /* there is a process that has not ended */
    bool is_working; /* a thread runs, or waits for a disk */
    /* a thread sleeps on the clock, or waits for others until a moment: it may do something by itself. Not
     * one that has come back to the same wait */
    bool is_timed, is_timed_soon; /* soon: within the `longest` of the memory */
    /* how often their threads have run so far, and how many there are: another number, and something
     * happened */
    uint64_t slices;
    size_t members; /* processes, with those that have ended and that nobody has waited for yet */
    /* the system call in which the first thread of the last group's leader sleeps, and its first argument;
     * -1: not known */
    long call, argument;
    pid_t pid; /* a process of theirs that waits for no child, and what it does */
    ActivityDoing doing;
    long own_call, own_argument;
} Activity;

/* What threads were seen waiting in, from look to look: one that waits again and again for a moment in the
 * same place (a loop over epoll_wait with a timeout) has nothing else to do. Zero it, set `longest`. */
typedef struct {
    pid_t id;
    long call;
    uint64_t stack, pc; /* where it stands */
    uint64_t slices;    /* how often it had run then */
    bool is_repeated;
} ActivityThread;

typedef struct {
    int64_t longest;       /* nanoseconds: who settles waits for no longer sleep */
    ActivityThread *items; /* owned: memory.h */
    size_t count, capacity;
} ActivityMemory;

/* False: /proc tells nothing. memory: NULL: nothing is known of timed waits, and none counts. */
bool activity_read(const pid_t *groups, size_t count, ActivityMemory *memory, Activity *out);
/* Until all of them have waited for others, or have gone, at two looks in a row with nothing happened in
 * between, or until this moment (clock_now): false then. */
bool activity_settle(const pid_t *groups, size_t count, ActivityMemory *memory, int64_t until, Activity *out);
/* Adds the process groups that have come out of these: of children of their processes, and of orphans that
 * came to this process and have `mark` (NAME=VALUE) in the environment that they were started with. */
void activity_find_groups(pid_t **groups, size_t *count, size_t *capacity, const char *mark);
/* A call in which one waits for others, as it is known: "accept", "recv"; NULL: another one. *may_return: it
 * may come back by itself. */
const char *activity_call_name(long call, bool *may_return);
pid_t activity_parent(pid_t pid); /* 0: not known, or gone */
pid_t activity_group(pid_t pid);  /* its process group; 0: not known, or gone */
