/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program of any language, and all that it makes, followed through ptrace(2): which of its threads makes a
 * system call, and what came of it. It gets its signals and stops with its terminal's job as it would alone.
 *
 * In what is started here a seccomp filter (seccomp(2)) stops at the calls that were asked for alone, so that
 * what computes runs at full speed. A filter outlives its tracer, and its calls then fail with ENOSYS: so the
 * program dies with us (PTRACE_O_EXITKILL). What is attached to has no filter, stops at every call, and goes
 * on without us.
 *
 * Linux, x86-64 and arm64. Programs of another machine's form (32 bits) run unseen. */
#pragma once
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    long number;           /* as syscall(2) takes it */
    uint64_t arguments[6]; /* as the kernel gets them */
    uint64_t pc, stack;    /* where the thread stands, and the top of its stack */
    int64_t result;        /* of one that has ended: what the kernel gave, -errno */
    bool is_interrupted;   /* it has ended by a signal, and the kernel makes it again */
} TracedCall;

/* Told while the thread stands still. thread: what `started` gave for it. */
typedef struct {
    /* A thread of a process. parent: the process that made it; 0: it was there, or is the first. */
    void *(*started)(void *context, pid_t id, pid_t process, pid_t parent);
    /* A call begins. False: its end is not wanted. */
    bool (*begins)(void *context, void *thread, const TracedCall *call);
    void (*ends)(void *context, void *thread, const TracedCall *call);
    void (*signalled)(void *context, void *thread, int number); /* a signal is about to be delivered */
    void (*executed)(void *context, void *thread);              /* another image runs in its process */
    void (*ended)(void *context, void *thread);
} TracerEvents;

typedef struct {
    const long *calls;     /* the numbers that matter; -1 ends them */
    bool no_filter;        /* stop at every call, and let the program live when the tracer ends */
    sigset_t signals;      /* that are blocked in what is launched */
    bool pipe_was_ignored; /* and whether it ignores SIGPIPE */
    bool stops_along;      /* when the terminal stops the program (Ctrl-Z), this process stops too */
    const TracerEvents *events;
    void *context;
} TracerPlan; /* borrowed for the tracer's life */

typedef struct Tracer Tracer;

/* Starts a program, found in PATH as execvp(3) does: before its first instruction it is followed. NULL:
 * *error is an errno. */
Tracer *tracer_launch(const TracerPlan *plan, char *const *words, int *error);
/* Follows all threads of a process. */
Tracer *tracer_attach(const TracerPlan *plan, pid_t process, int *error);
/* Waits for events, and tells all that are there. False: nothing is left to follow. A signal with a handler
 * ends the wait. */
bool tracer_wait(Tracer *tracer);
pid_t tracer_first(const Tracer *tracer); /* the process that was launched or attached to */
/* How it ended, as waitpid(2) has it; false: it has not. */
bool tracer_status(const Tracer *tracer, int *status);
void tracer_free(Tracer *tracer); /* what was launched with a filter is killed, all else goes on */

/* What a program's file says of how it can be followed. */
typedef enum {
    TRACEABLE,
    TRACEABLE_OTHER_MACHINE, /* of another machine's form, 32 bits: its calls are not seen */
    TRACEABLE_LEAK_CHECKED,  /* LeakSanitizer is in it, which refuses to work under ptrace */
} Traceable;

/* name: looked for as execvp(3) does. What cannot be read is TRACEABLE. */
Traceable tracer_examine(const char *name);

/* Memory of a process: how many bytes were read, fewer at the end of what is mapped; -errno. */
ssize_t tracer_read(pid_t process, uint64_t address, void *out, size_t count);
