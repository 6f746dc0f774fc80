/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stops of traced threads, and going on from each. A thread that does not stand still is never touched.
 */
#include "kernel/tracer.h"
#include "base/memory.h"
#include "kernel/tracer_parts.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the kernel gives for a call that a signal has interrupted, and which it makes again when the handler
 * is through: of the kernel's own numbers, not seen by programs. */
enum { RESTART_FIRST = 512, RESTART_LAST = 516 };

/* ---- threads */

static TracerThread **bucket_of(Tracer *tracer, pid_t id) {
    TracerThread **place = &tracer->buckets[(size_t)id % TRACER_BUCKETS];
    while (*place && (*place)->id != id) place = &(*place)->next;
    return place;
}

TracerThread *tracer_find(Tracer *tracer, pid_t id) { return *bucket_of(tracer, id); }

TracerThread *tracer_start(Tracer *tracer, pid_t id, pid_t process, pid_t parent) {
    TracerThread *thread = memory_get_zeroed(sizeof *thread);
    thread->id = id;
    thread->process = process;
    *bucket_of(tracer, id) = thread;
    tracer->thread_count++;
    thread->data = tracer->plan->events->started(tracer->plan->context, id, process, parent);
    return thread;
}

static void forget(Tracer *tracer, pid_t id) {
    TracerThread **place = bucket_of(tracer, id), *thread = *place;
    if (!thread) return;
    *place = thread->next;
    tracer->thread_count--;
    tracer->plan->events->ended(tracer->plan->context, thread->data);
    memory_free(thread);
}

/* ---- going on */

static void go_on(const Tracer *tracer, TracerThread *thread, int number) {
    bool to_call = thread->wants_end || !tracer->has_filter;
    ptrace(to_call ? PTRACE_SYSCALL : PTRACE_CONT, thread->id, NULL, (void *)(intptr_t)number);
}

/* ---- calls */

static bool is_wanted(const Tracer *tracer, long number) {
    for (const long *call = tracer->plan->calls; *call >= 0; call++) {
        if (*call == number) return true;
    }
    return false;
}

static void begin_call(Tracer *tracer, TracerThread *thread, const struct __ptrace_syscall_info *info,
                       uint64_t number, const void *arguments) {
    TracedCall *call = &thread->call;
    *call =
        (TracedCall){ .number = (long)number, .pc = info->instruction_pointer, .stack = info->stack_pointer };
    memcpy(call->arguments, arguments, sizeof call->arguments);
    thread->wants_end = (tracer->has_filter || is_wanted(tracer, call->number)) &&
                        tracer->plan->events->begins(tracer->plan->context, thread->data, call);
}

static void end_call(Tracer *tracer, TracerThread *thread, int64_t result) {
    bool is_told = thread->wants_end;
    thread->wants_end = false;
    thread->call.result = result;
    thread->call.is_interrupted = result <= -RESTART_FIRST && result >= -RESTART_LAST;
    if (is_told) tracer->plan->events->ends(tracer->plan->context, thread->data, &thread->call);
}

static void call_stop(Tracer *tracer, TracerThread *thread) {
    struct __ptrace_syscall_info info = { 0 };
    if (ptrace(PTRACE_GET_SYSCALL_INFO, thread->id, sizeof info, &info) <= 0) return;
    switch (info.op) {
    case PTRACE_SYSCALL_INFO_ENTRY: begin_call(tracer, thread, &info, info.entry.nr, info.entry.args); break;
    case PTRACE_SYSCALL_INFO_SECCOMP:
        begin_call(tracer, thread, &info, info.seccomp.nr, info.seccomp.args);
        break;
    case PTRACE_SYSCALL_INFO_EXIT: end_call(tracer, thread, info.exit.rval); break;
    default: break;
    }
}

/* ---- events */

/* Tgid or PPid of /proc/PID/status; 0: not known. */
static pid_t status_number(pid_t id, const char *name) {
    char path[64], text[256];
    long number = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)id);
    FILE *file = fopen(path, "re");
    size_t length = strlen(name);
    while (file && fgets(text, sizeof text, file)) {
        if (strncmp(text, name, length)) continue;
        number = strtol(text + length, NULL, 10);
        break;
    }
    if (file) fclose(file);
    return (pid_t)number;
}

/* It is there, and nobody has told of it. */
static TracerThread *meet(Tracer *tracer, pid_t id) {
    pid_t process = status_number(id, "Tgid:"), parent = status_number(id, "PPid:");
    return tracer_start(tracer, id, process ? process : id, parent);
}

/* A thread or a process was made by this one. The new one may have told its first stop before. */
static void made(Tracer *tracer, const TracerThread *thread) {
    unsigned long id = 0;
    if (ptrace(PTRACE_GETEVENTMSG, thread->id, NULL, &id) < 0 || tracer_find(tracer, (pid_t)id)) return;
    meet(tracer, (pid_t)id);
}

/* Another thread than the first may have called it: the kernel gives that one the process's number, and the
 * others are gone. */
static void executed(Tracer *tracer, TracerThread *thread) {
    for (size_t i = 0; i < TRACER_BUCKETS; i++) {
        for (TracerThread *other = tracer->buckets[i], *next; other; other = next) {
            next = other->next;
            if (other->process == thread->process && other != thread) forget(tracer, other->id);
        }
    }
    thread->wants_end = false;
    tracer->plan->events->executed(tracer->plan->context, thread->data);
}

static bool stops(int number) {
    return number == SIGSTOP || number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
}

/* The whole process stands still, by a signal, until SIGCONT: so do we, when it is what the terminal's
 * job is. */
static void group_stop(const Tracer *tracer, const TracerThread *thread, int number) {
    ptrace(PTRACE_LISTEN, thread->id, NULL, NULL);
    if (thread->id == tracer->first && tracer->plan->stops_along && number != SIGSTOP) raise(SIGSTOP);
}

static void event_stop(Tracer *tracer, TracerThread *thread, int event, int number) {
    switch (event) {
    case PTRACE_EVENT_SECCOMP: call_stop(tracer, thread); break;
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE: made(tracer, thread); break;
    case PTRACE_EVENT_EXEC: executed(tracer, thread); break;
    case PTRACE_EVENT_STOP:
        if (stops(number)) {
            group_stop(tracer, thread, number);
            return;
        }
        break;
    default: break;
    }
    go_on(tracer, thread, 0);
}

static void stopped(Tracer *tracer, TracerThread *thread, int status) {
    int number = WSTOPSIG(status), event = status >> 16;
    if (event) {
        event_stop(tracer, thread, event, number);
    } else if (number == (SIGTRAP | 0x80)) {
        call_stop(tracer, thread);
        go_on(tracer, thread, 0);
    } else {
        tracer->plan->events->signalled(tracer->plan->context, thread->data, number);
        go_on(tracer, thread, number);
    }
}

static void told(Tracer *tracer, pid_t id, int status) {
    TracerThread *thread = tracer_find(tracer, id);
    if (!WIFSTOPPED(status)) {
        forget(tracer, id);
        if (id != tracer->first) return;
        tracer->has_ended = true;
        tracer->status = status;
        return;
    }
    /* The first stop of one whose maker has not told of it yet. */
    if (!thread) thread = meet(tracer, id);
    stopped(tracer, thread, status);
}

bool tracer_wait(Tracer *tracer) {
    int status;
    pid_t id = waitpid(-1, &status, __WALL);
    if (id > 0) told(tracer, id, status);
    bool is_left = !(id < 0 && errno == ECHILD); /* else somebody else has taken them */
    return is_left && tracer->thread_count > 0;
}

pid_t tracer_first(const Tracer *tracer) { return tracer->first; }

bool tracer_status(const Tracer *tracer, int *status) {
    *status = tracer->status;
    return tracer->has_ended;
}

void tracer_free(Tracer *tracer) {
    for (size_t i = 0; i < TRACER_BUCKETS; i++) {
        for (TracerThread *thread = tracer->buckets[i], *next; thread; thread = next) {
            next = thread->next;
            memory_free(thread);
        }
    }
    memory_free(tracer);
}

ssize_t tracer_read(pid_t process, uint64_t address, void *out, size_t count) {
    struct iovec here = { out, count }, there = { (void *)(uintptr_t)address, count };
    ssize_t read = process_vm_readv(process, &here, 1, &there, 1, 0);
    return read < 0 ? -errno : read;
}
