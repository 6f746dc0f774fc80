/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The run loop, the watched descriptors, the deadlines. */
#include "sched/sched.h"
#include "base/clock.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "sched/descriptor.h"
#include "sched/poller.h"
#include "sched/signals.h"
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256 };

/* What is known of one descriptor number. */
typedef struct {
    WaitList waiters[2]; /* by WaitKind */
    bool not_ready[2];   /* a try has said so, and no event came since */
    bool watched;
    bool is_file;  /* epoll refuses it: always ready */
    bool is_level; /* as it is watched */
    bool has_end;  /* the peer's end or an error has come: a read never waits again */
    SchedCallback *callback;
    void *context;
} Watch;

struct Sched {
    Machine *machine;
    Poller *poller;  /* in use from the first wait on */
    Poller *spare;   /* until then: made while there are descriptors left */
    Watch **watches; /* by descriptor */
    size_t watch_count;
    bool lone_forbidden; /* counts as one of machine->other_waits, as each callback does */
    Task *interrupted;   /* who gets KeyboardInterrupt */
    const Task *heir;    /* the one task of a forked process, when it was not the main one; NULL: none */
    const Task *awaited; /* by sched_run_until, borrowed; NULL: nobody */
    bool clock_stands;   /* at these times */
    int64_t now, wall;
    uint64_t tasks_run;
    SchedIdle *idle;
    void *idle_context;
    void *resolver;
    void (*free_resolver)(void *resolver);
};

/* Written by the handler, so that a signal that comes just before the wait ends it. */
static volatile sig_atomic_t interrupt_fd = -1;

void sched_note_signal(void) {
    int saved = errno;
    uint64_t one = 1;
    if (interrupt_fd >= 0 && write((int)interrupt_fd, &one, sizeof one) < 0) errno = saved;
    errno = saved;
}

void sched_catch_interrupts(void) { signals_set(SIGINT, SIGNAL_INTERRUPTS); }

bool sched_take_interrupt(void) { return interrupt_take(); }

bool sched_interrupt_is_pending(void) { return interrupt_is_pending(); }

void sched_set_interrupted(Sched *sched, Task *task) { sched->interrupted = task; }

static void deliver_signals(Sched *sched) {
    Task *task = sched->interrupted;
    if (!task || task->state == TASK_ENDED) return;
    if (interrupt_is_pending()) {
        interrupt_take();
        task_interrupt(task);
    }
    if (signals_are_pending()) task_signal(task);
}

Outcome sched_go_on(Call *call) {
    task_park(call->task, NULL, SCHED_NEVER);
    task_wake(call->task);
    return PARKED;
}

bool sched_hears_signals(Call *call) {
    deliver_signals(sched_of(call));
    return call->task->interrupted || call->task->signalled;
}

/* ---- clocks */

int64_t sched_now(const Sched *sched) { return sched->clock_stands ? sched->now : clock_now(); }

int64_t sched_wall_clock(const Sched *sched) { return sched->clock_stands ? sched->wall : clock_wall(); }

void sched_set_clock(Sched *sched, int64_t now, int64_t wall) {
    sched->clock_stands = true;
    sched->now = now;
    sched->wall = wall;
}

uint64_t sched_tasks_run(const Sched *sched) { return sched->tasks_run; }

int64_t sched_next_deadline(const Sched *sched) {
    const HeapEntry *entry = heap_peek(&sched->machine->deadlines);
    return entry ? entry->deadline : SCHED_NEVER;
}

void sched_on_idle(Sched *sched, SchedIdle *function, void *context) {
    sched->idle = function;
    sched->idle_context = context;
}

bool sched_is_paced(const Sched *sched) { return sched->idle != NULL; }

int64_t sched_after(const Sched *sched, double seconds) {
    double nanoseconds = ceil(seconds * CLOCK_SECOND); /* never early */
    if (!(nanoseconds < 9e18)) return SCHED_NEVER;
    int64_t now = sched_now(sched), deadline;
    if (__builtin_add_overflow(now, (int64_t)nanoseconds, &deadline)) return SCHED_NEVER;
    return deadline;
}

/* ---- descriptors */

static Watch *find_watch(const Sched *sched, int fd) {
    return (size_t)fd < sched->watch_count ? sched->watches[fd] : NULL; /* a negative one is out of range */
}

static Watch *get_watch(Sched *sched, int fd) {
    if ((size_t)fd >= sched->watch_count) {
        size_t count = sched->watch_count ? sched->watch_count : 16;
        while (count <= (size_t)fd) count *= 2;
        Watch **watches = memory_get_zeroed(count * sizeof *watches);
        if (sched->watch_count) memcpy(watches, sched->watches, sched->watch_count * sizeof *watches);
        memory_free(sched->watches);
        sched->watches = watches;
        sched->watch_count = count;
    }
    if (!sched->watches[fd]) {
        Watch *watch = memory_get_zeroed(sizeof(Watch));
        wait_list_init(&watch->waiters[WAIT_READ]);
        wait_list_init(&watch->waiters[WAIT_WRITE]);
        sched->watches[fd] = watch;
    }
    return sched->watches[fd];
}

static void open_interrupt(void) {
    if (interrupt_fd < 0) interrupt_fd = descriptor_raise(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
}

static Poller *get_poller(Sched *sched) {
    if (sched->poller) return sched->poller;
    sched->poller = sched->spare ? sched->spare : poller_new();
    sched->spare = NULL;
    if (!sched->poller) return NULL;
    open_interrupt();
    if (interrupt_fd >= 0) poller_watch(sched->poller, (int)interrupt_fd, true);
    sched_note_signal(); /* for a signal that came before there was anything to write to */
    return sched->poller;
}

/* 0, or -errno. */
static int begin_watching(Sched *sched, int fd, Watch *watch, bool level) {
    if (watch->watched || watch->is_file) return 0;
    if (!get_poller(sched)) return -errno;
    int problem = poller_watch(sched->poller, fd, level);
    if (problem == -EPERM) {
        watch->is_file = true;
        return 0;
    }
    watch->watched = problem == 0;
    watch->is_level = level;
    return problem;
}

bool sched_may_be_ready(Sched *sched, int fd, WaitKind kind) {
    const Watch *watch = find_watch(sched, fd);
    return !watch || !watch->watched || !watch->not_ready[kind];
}

void sched_is_not_ready(Sched *sched, int fd, WaitKind kind) {
    Watch *watch = find_watch(sched, fd);
    if (watch && watch->watched && !(kind == WAIT_READ && watch->has_end)) watch->not_ready[kind] = true;
}

static void wake_both(Watch *watch) {
    watch->not_ready[WAIT_READ] = watch->not_ready[WAIT_WRITE] = false;
    wait_list_wake_all(&watch->waiters[WAIT_READ]);
    wait_list_wake_all(&watch->waiters[WAIT_WRITE]);
}

void sched_forget(Sched *sched, int fd) {
    Watch *watch = find_watch(sched, fd);
    if (!watch) return;
    if (watch->watched) poller_forget(sched->poller, fd);
    if (watch->callback) sched->machine->other_waits--;
    wake_both(watch);
    memory_free(watch);
    sched->watches[fd] = NULL;
}

void sched_wake(Sched *sched, int fd) {
    Watch *watch = find_watch(sched, fd);
    if (watch) wake_both(watch);
}

void sched_move(Sched *sched, int from, int to) {
    Watch *watch = find_watch(sched, from);
    if (!watch) return;
    get_watch(sched, to); /* room for it */
    memory_free(sched->watches[to]);
    sched->watches[to] = watch;
    sched->watches[from] = NULL;
    if (!watch->watched) return;
    poller_forget(sched->poller, from);
    watch->watched = false;
    if (begin_watching(sched, to, watch, false) != 0)
        wake_both(watch); /* else it reports what is there already */
}

static void call_back(Sched *sched, int fd, SchedCallback *function, void *context, bool level) {
    Watch *watch = get_watch(sched, fd);
    if (!watch->callback) sched->machine->other_waits++;
    watch->callback = function;
    watch->context = context;
    begin_watching(sched, fd, watch, level);
}

void sched_call_back(Sched *sched, int fd, SchedCallback *function, void *context) {
    if (function)
        call_back(sched, fd, function, context, true);
    else
        sched_forget(sched, fd);
}

void sched_call_back_edges(Sched *sched, int fd, SchedCallback *function, void *context) {
    call_back(sched, fd, function, context, false);
}

Outcome sched_park(Call *call, int fd, WaitKind kind, int64_t deadline) {
    Sched *sched = sched_of(call);
    Watch *watch = get_watch(sched, fd);
    int problem = begin_watching(sched, fd, watch, false);
    if (problem) return raise_errno(call->task, -problem);
    /* Registered just now: what came before is reported as an edge too, so nothing is missed. */
    if (watch->is_file) return sched_go_on(call);
    watch->not_ready[kind] = true;
    return task_park(call->task, &watch->waiters[kind], deadline);
}

Outcome sched_park_any(Call *call, const struct pollfd *fds, Waiter *waiters, size_t count,
                       int64_t deadline) {
    static const short events[] = { [WAIT_READ] = POLLIN | POLLPRI, [WAIT_WRITE] = POLLOUT };
    Sched *sched = sched_of(call);
    for (size_t i = 0; i < count; i++) {
        if (fds[i].fd < 0) continue;
        int problem = begin_watching(sched, fds[i].fd, get_watch(sched, fds[i].fd), false);
        if (problem) return raise_errno(call->task, -problem);
    }
    task_park(call->task, NULL, deadline);
    for (size_t i = 0; i < count; i++) {
        Watch *watch = find_watch(sched, fds[i].fd);
        for (int kind = WAIT_READ; watch && kind <= WAIT_WRITE; kind++) {
            if (!(fds[i].events & events[kind])) continue;
            watch->not_ready[kind] = true;
            wait_list_add(&watch->waiters[kind], waiters++, call->task);
        }
    }
    return PARKED;
}

bool sched_is_parked_on(Sched *sched, const Task *task, int fd) {
    const Watch *watch = find_watch(sched, fd);
    for (int kind = WAIT_READ; watch && kind <= WAIT_WRITE; kind++) {
        const Link *end = &watch->waiters[kind].waiters;
        for (const Link *link = end->next; link != end; link = link->next) {
            if (CONTAINER_OF(link, Waiter, link)->task == task) return true;
        }
    }
    return false;
}

Outcome sched_sleep(Call *call, int64_t deadline) { return task_park(call->task, NULL, deadline); }

/* ---- the loop */

static void wake_expired(Sched *sched) {
    Heap *deadlines = &sched->machine->deadlines;
    HeapEntry *entry = heap_peek(deadlines);
    if (!entry) return;
    int64_t now = sched_now(sched);
    for (; entry && entry->deadline <= now; entry = heap_peek(deadlines)) {
        Task *task = CONTAINER_OF(entry, Task, deadline);
        task_wake(task);
        task->timed_out = true;
    }
}

static void handle_event(Sched *sched, const PollerEvent *event) {
    Watch *watch = find_watch(sched, event->fd);
    if (event->fd == interrupt_fd) {
        uint64_t count;
        if (read(event->fd, &count, sizeof count) < 0) return; /* drained; the flag tells what happened */
    }
    if (!watch) return;
    if (watch->callback) {
        watch->callback(watch->context, event->fd, event->readable, event->writable);
        return;
    }
    if (event->ended) watch->has_end = true; /* one edge tells of the last bytes and of the end behind them */
    if (event->readable) {
        watch->not_ready[WAIT_READ] = false;
        wait_list_wake_all(&watch->waiters[WAIT_READ]);
    }
    if (event->writable) {
        watch->not_ready[WAIT_WRITE] = false;
        wait_list_wake_all(&watch->waiters[WAIT_WRITE]);
    }
}

/* Whether anything came. */
static bool poll_kernel(Sched *sched, int64_t timeout) {
    PollerEvent events[EVENTS];
    if (!get_poller(sched)) return false;
    int count = poller_wait(sched->poller, timeout, events, EVENTS);
    for (int i = 0; i < count; i++) handle_event(sched, &events[i]);
    return count > 0;
}

static void wait_for_kernel(Sched *sched, int64_t timeout) {
    if (!sched->idle || timeout == 0)
        poll_kernel(sched, timeout);
    else if (!poll_kernel(sched, 0))
        sched->idle(sched->idle_context);
}

/* How long the kernel may be waited for: not at all while a task is ready, else until the
 * nearest deadline. */
static int64_t time_to_wait(const Sched *sched, int64_t timeout) {
    if (!list_is_empty(&sched->machine->ready)) return 0;
    const HeapEntry *entry = heap_peek(&sched->machine->deadlines);
    if (!entry) return timeout;
    int64_t rest = entry->deadline - sched_now(sched);
    if (rest < 0) rest = 0;
    return timeout < 0 || rest < timeout ? rest : timeout;
}

static void end_task(Task *task) {
    Machine *machine = task->machine;
    const Sched *sched = machine->sched;
    if (task == sched->heir) _exit(EXIT_SUCCESS); /* as a process does whose last thread has ended */
    wait_list_wake_all(&task->joiners);
    link_remove(&task->all_link);
    machine->task_count--;
    if (machine->running == task) machine->running = NULL;
    task_release(task);
}

/* Whoever runs next may never end. */
static bool is_over(const Sched *sched) { return sched->awaited && sched->awaited->state == TASK_ENDED; }

static bool run_ready(Sched *sched) {
    Machine *machine = sched->machine;
    if (list_is_empty(&machine->ready)) return false;
    /* what becomes ready meanwhile runs after the kernel was asked */
    const Link *last = machine->ready.previous;
    for (bool more = true; more && !list_is_empty(&machine->ready) && !is_over(sched);) {
        Link *link = list_pop(&machine->ready);
        more = link != last;
        Task *task = CONTAINER_OF(link, Task, link);
        task_retain(task);
        sched->tasks_run++;
        interrupt_hear(task == sched->interrupted);
        if (machine_run(machine, task) == RUN_ENDED) end_task(task);
        task_release(task);
    }
    interrupt_hear(true);
    machine->running = NULL;
    return true;
}

bool sched_run_once(Sched *sched, int64_t timeout) {
    deliver_signals(sched);
    wake_expired(sched);
    bool ran = run_ready(sched);
    const Machine *machine = sched->machine;
    bool nothing_to_ask = !sched->poller && list_is_empty(&machine->ready) == false;
    if (nothing_to_ask) return ran;
    int64_t wait = ran ? 0 : time_to_wait(sched, timeout);
    if (!ran || sched->poller) wait_for_kernel(sched, wait);
    return ran;
}

void sched_run_until(Sched *sched, Task *task) {
    const Task *before = sched->awaited;
    sched->awaited = task;
    while (task->state != TASK_ENDED) sched_run_once(sched, -1);
    sched->awaited = before;
}

/* At a task's tick: others may have become ready. */
static void on_tick(Machine *machine) {
    Sched *sched = machine->sched;
    deliver_signals(sched);
    wake_expired(sched);
    if (sched->poller) poll_kernel(sched, 0);
}

void sched_allow_lone(Sched *sched, bool allowed) {
    if (sched->lone_forbidden == allowed) sched->machine->other_waits += allowed ? -1 : 1;
    sched->lone_forbidden = !allowed;
}

Sched *sched_new(Machine *machine) {
    Sched *sched = memory_get_zeroed(sizeof(Sched));
    sched->machine = machine;
    sched->spare = poller_new();
    open_interrupt();
    machine->sched = sched;
    interrupt_hurry(&machine->ticks, &object_has_finalizers);
    machine->hooks.tick = on_tick;
    return sched;
}

void *sched_peek_resolver(const Sched *sched) { return sched->resolver; }

void sched_set_resolver(Sched *sched, void *resolver, void (*free)(void *resolver)) {
    sched->resolver = resolver;
    sched->free_resolver = free;
}

/* ---- fork */

/* The frames of the others stay as they are, as in python3: what they hold is closed when the process ends.
 */
static void leave_others(Machine *machine, const Task *survivor) {
    for (Link *link = machine->tasks.next; link != &machine->tasks; link = link->next) {
        Task *task = CONTAINER_OF(link, Task, all_link);
        if (task == survivor) continue;
        task_wake(task);
        link_remove(&task->link);
        task->state = TASK_PARKED;
    }
    machine->task_count = 1;
}

/* What the parent's poller watches, a poller of the child's own does. Connections that are nobody's in the
 * program are the parent's alone. */
static void watch_again(Sched *sched) {
    for (size_t fd = 0; fd < sched->watch_count; fd++) {
        Watch *watch = sched->watches[fd];
        if (!watch || !watch->watched || fd == (size_t)interrupt_fd) continue;
        watch->watched = watch->not_ready[WAIT_READ] = watch->not_ready[WAIT_WRITE] = false;
        if (!watch->callback || watch->is_level) begin_watching(sched, (int)fd, watch, watch->is_level);
    }
}

void sched_begin_child(Sched *sched, Task *survivor) {
    Machine *machine = sched->machine;
    if (sched->resolver) sched->free_resolver(sched->resolver);
    sched->resolver = NULL;
    if (survivor != machine->main) sched->heir = machine->main = survivor;
    if (survivor != sched->interrupted) sched->interrupted = survivor;
    leave_others(machine, survivor);
    signals_take();
    if (interrupt_fd >= 0) close((int)interrupt_fd);
    interrupt_fd = -1;
    if (sched->spare) poller_free(sched->spare);
    if (sched->poller) poller_free(sched->poller);
    sched->poller = NULL;
    sched->spare = poller_new();
    open_interrupt();
    watch_again(sched);
}

void sched_free(Sched *sched) {
    if (sched->resolver) sched->free_resolver(sched->resolver);
    for (size_t i = 0; i < sched->watch_count; i++) memory_free(sched->watches[i]);
    memory_free(sched->watches);
    interrupt_hurry(NULL, NULL);
    if (sched->poller) poller_free(sched->poller);
    if (sched->spare) poller_free(sched->spare);
    memory_free(sched);
}
