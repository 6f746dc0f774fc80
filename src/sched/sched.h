/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scheduler: which task runs, and what the others wait for.
 *
 * Tasks that are ready run in turn, each until it parks or has used its ticks; then the kernel is asked. A
 * native that would block parks its task on a descriptor, a deadline, or both. A descriptor remembers whether
 * it may be ready: an EAGAIN or a short read clears that, an event sets it, and while it is clear nobody
 * tries in vain.
 *
 *     ssize_t got = io_recv(fd, ...);
 *     if (got == -EAGAIN) return sched_park(call, fd, WAIT_READ, deadline);      // called again afterwards
 *
 * One clock, sched_now(), serves every deadline and every clock of the notation. */
#pragma once
#include "vm/machine.h"
#include <poll.h>

typedef struct Sched Sched;
typedef enum { WAIT_READ, WAIT_WRITE } WaitKind;

#define SCHED_NEVER INT64_MAX

Sched *sched_new(Machine *machine); /* sets machine->sched and the machine's tick; NULL: errno is set */
void sched_free(Sched *sched);
static inline Sched *sched_of(const Call *call) { return call->task->machine->sched; }

/* Runs tasks until `task` has ended. */
void sched_run_until(Sched *sched, Task *task);
/* Runs what is ready and what the kernel has for at most `timeout` nanoseconds of waiting (negative: until
 * something happens); returns whether any task ran. For the shell's own loop. */
bool sched_run_once(Sched *sched, int64_t timeout);

int64_t sched_now(const Sched *sched);                   /* monotonic, nanoseconds */
int64_t sched_wall_clock(const Sched *sched);            /* since 1970, nanoseconds */
int64_t sched_after(const Sched *sched, double seconds); /* a deadline; SCHED_NEVER when it is out of range */

/* From now on both clocks stand still at these times, until set again: virtual time. */
void sched_set_clock(Sched *sched, int64_t now, int64_t wall);
uint64_t sched_tasks_run(const Sched *sched);    /* how often a task has run so far */
int64_t sched_next_deadline(const Sched *sched); /* SCHED_NEVER: no task has one */
/* Called instead of waiting for the kernel, when no task is ready and the kernel has nothing at this moment;
 * once it returns both are looked at again. For who paces this process from outside. */
typedef void SchedIdle(void *context);
void sched_on_idle(Sched *sched, SchedIdle *function, void *context);

/* Parks the call's task until fd may be ready or the deadline comes (call->woken_late tells). */
Outcome sched_park(Call *call, int fd, WaitKind kind, int64_t deadline);
/* The same for any of several, as poll(2) takes them. `waiters` has room for two each and lives until the
 * call comes back. */
Outcome sched_park_any(Call *call, const struct pollfd *fds, Waiter *waiters, size_t count, int64_t deadline);
Outcome sched_sleep(Call *call, int64_t deadline); /* no descriptor */
/* Whether the task is parked on this descriptor, among others perhaps. */
bool sched_is_parked_on(Sched *sched, const Task *task, int fd);
bool sched_may_be_ready(Sched *sched, int fd, WaitKind kind);
void sched_is_not_ready(Sched *sched, int fd, WaitKind kind); /* after EAGAIN or a short read of a stream */
void sched_forget(Sched *sched, int fd); /* before close(fd): its waiters wake, and find it closed */
void sched_wake(Sched *sched, int fd);   /* its waiters try again: for what the kernel tells nobody */
/* Who waits on the one waits on the other, a duplicate of it, from now on. */
void sched_move(Sched *sched, int from, int to);

/* A lone task with no deadline and nothing else to wait for may make the plain blocking call. */
static inline bool sched_is_lone(const Call *call) {
    const Machine *machine = call->task->machine;
    return machine->task_count == 1 && machine->other_waits == 0;
}
/* false in the shell, where the prompt's line must appear */
void sched_allow_lone(Sched *sched, bool allowed);

/* In a child of fork(2), which has this one task: everything that was shared with the parent's scheduler is
 * made anew, all other tasks are left where they stood. */
void sched_begin_child(Sched *sched, Task *survivor);
/* Whether somebody paces this process from outside: then it may not be two. */
bool sched_is_paced(const Sched *sched);

/* A callback on a descriptor for those that are no tasks: the line editor, c-ares. NULL function: no more.
 * Level-triggered. */
typedef void SchedCallback(void *context, int fd, bool readable, bool writable);
void sched_call_back(Sched *sched, int fd, SchedCallback *function, void *context);
/* The same for a descriptor that is also written to: edge-triggered, and writable is told too. */
void sched_call_back_edges(Sched *sched, int fd, SchedCallback *function, void *context);

/* Ctrl-C: SIGINT sets a flag; the scheduler raises KeyboardInterrupt in the main task, or in the one given
 * here. */
void sched_catch_interrupts(void);
void sched_note_signal(void); /* from a handler: the wait for events ends, as for SIGINT */
bool sched_take_interrupt(void);
bool sched_interrupt_is_pending(void);
/* NULL: nobody; interrupts stay pending for sched_take_interrupt */
void sched_set_interrupted(Sched *sched, Task *task);
/* Whether signals have come that this task is to hear before it goes on: then the native answers
 * sched_go_on(), and is called again behind their handlers. */
bool sched_hears_signals(Call *call);
/* To be called again at once, when everyone else has run, and signals were heard: for what io.h says that a
 * signal interrupted (retry_is_told). */
Outcome sched_go_on(Call *call);

/* The resolver's channel, made at its first use and freed with the scheduler. */
void *sched_peek_resolver(const Sched *sched);
void sched_set_resolver(Sched *sched, void *resolver, void (*free)(void *resolver));
