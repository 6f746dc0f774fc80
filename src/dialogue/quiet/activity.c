/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that was woken is runnable from that moment on, so a look behind what another role has done sees
 * it at work, or sees that it has run. One look may miss a process that began while it was taken, and find
 * the one that began it ended: the next look finds one more. */
#include "dialogue/quiet/activity.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "dialogue/actor/actor.h"
#include "kernel/tracer.h"
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static bool read_text(const char *path, char *text, size_t size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = fd < 0 ? -1 : read(fd, text, size - 1);
    if (fd >= 0) close(fd);
    text[count > 0 ? count : 0] = '\0';
    return count > 0;
}

/* The state, the parent and the process group of a stat line: the name before them may hold anything, so its
 * last parenthesis counts. */
static bool parse_stat(const char *text, char *state, pid_t *parent, pid_t *group) {
    const char *behind = strrchr(text, ')');
    return behind && sscanf(behind + 1, " %c %d %d", state, parent, group) == 3;
}

static bool read_stat(pid_t pid, pid_t *parent, pid_t *group) {
    char path[40], text[1024], state;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    return read_text(path, text, sizeof text) && parse_stat(text, &state, parent, group);
}

pid_t activity_parent(pid_t pid) {
    pid_t parent, group;
    return read_stat(pid, &parent, &group) ? parent : 0;
}

pid_t activity_group(pid_t pid) {
    pid_t parent, group;
    return read_stat(pid, &parent, &group) ? group : 0;
}

/* What /proc/PID/task/TID/syscall says: "7 0x.. (six arguments) 0xSTACK 0xPC", "-1 0xSTACK 0xPC" or
 * "running". */
typedef struct {
    bool is_known, runs;
    long call;
    uint64_t arguments[6], stack, pc;
} Waited;

static Waited read_waited(const char *process, const char *thread) {
    char path[80], text[256];
    Waited waited = { .call = -1 };
    snprintf(path, sizeof path, "/proc/%.20s/task/%.20s/syscall", process, thread);
    if (!read_text(path, text, sizeof text)) return waited;
    uint64_t *a = waited.arguments;
    waited.is_known = true;
    waited.runs = !strncmp(text, "running", 7);
    sscanf(text,
           "%ld %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64,
           &waited.call, &a[0], &a[1], &a[2], &a[3], &a[4], &a[5], &waited.stack, &waited.pc);
    return waited;
}

/* A thread may sleep because its program is still being loaded, or a page of it: then it waits for nobody.
 * Such a sleep is in no system call (-1), or in execve. */
static bool is_being_loaded(const Waited *waited) {
    return waited->is_known &&
           (waited->runs || waited->call == -1 || waited->call == SYS_execve || waited->call == SYS_execveat);
}

/* Newer architectures have only the newer calls. */
#ifndef SYS_poll
#define SYS_poll (-2)
#define SYS_select (-2)
#define SYS_epoll_wait (-2)
#endif

/* A time in memory of the program: of two words, whose second has so many units in a second. */
static int64_t read_time(pid_t pid, uint64_t address, int64_t units) {
    int64_t words[2];
    if (!address) return INT64_MAX;
    if (tracer_read(pid, address, words, sizeof words) < (ssize_t)sizeof words) return CLOCK_SECOND;
    if (words[0] > INT64_MAX / CLOCK_SECOND / 2) return INT64_MAX;
    return words[0] * CLOCK_SECOND + words[1] * (CLOCK_SECOND / units);
}

static int64_t from_now(int64_t moment, bool is_real) {
    return moment == INT64_MAX ? moment : moment - (is_real ? clock_wall() : clock_now());
}

static int64_t milliseconds(uint64_t argument) {
    return (int32_t)argument < 0 ? INT64_MAX : (int32_t)argument * CLOCK_MILLISECOND;
}

/* How long the wait lasts at most, in nanoseconds; INT64_MAX: until others come. */
static int64_t wait_length(pid_t pid, const Waited *waited) {
    enum { BITSET = 9, OPERATIONS = 0x7f, REAL = 256 }; /* futex(2) */
    const uint64_t *a = waited->arguments;
    int64_t time;
    switch (waited->call) {
    case SYS_nanosleep: return read_time(pid, a[0], CLOCK_SECOND);
    case SYS_clock_nanosleep:
        time = read_time(pid, a[2], CLOCK_SECOND);
        return a[1] & TIMER_ABSTIME ? from_now(time, a[0] == CLOCK_REALTIME) : time;
    case SYS_epoll_wait:
    case SYS_epoll_pwait: return milliseconds(a[3]);
    case SYS_poll: return milliseconds(a[2]);
    case SYS_ppoll:
    case SYS_rt_sigtimedwait: return read_time(pid, a[2], CLOCK_SECOND);
    case SYS_epoll_pwait2: return read_time(pid, a[3], CLOCK_SECOND);
    case SYS_futex:
        time = read_time(pid, a[3], CLOCK_SECOND);
        return (a[1] & OPERATIONS) == BITSET ? from_now(time, a[1] & REAL) : time;
    case SYS_select: return read_time(pid, a[4], CLOCK_SECOND / 1000);
    case SYS_pselect6: return read_time(pid, a[4], CLOCK_SECOND);
    default: return INT64_MAX;
    }
}

static bool is_asleep(const Waited *waited) {
    return waited->call == SYS_nanosleep || waited->call == SYS_clock_nanosleep;
}

static ActivityThread *recall(ActivityMemory *memory, pid_t id) {
    for (size_t i = 0; i < memory->count; i++) {
        if (memory->items[i].id == id) return &memory->items[i];
    }
    ActivityThread *thread = array_push(&memory->items, &memory->count, &memory->capacity, sizeof *thread);
    thread->id = id;
    return thread;
}

/* Whether this finite wait is a new one: the thread has not run through the same one before. A sleep always
 * is. */
static bool is_new_wait(ActivityMemory *memory, pid_t id, const Waited *waited, uint64_t slices) {
    ActivityThread *known = recall(memory, id);
    bool is_same = known->call == waited->call && known->stack == waited->stack && known->pc == waited->pc;
    bool is_repeated = is_same && (known->is_repeated || known->slices != slices);
    *known = (ActivityThread){ id, waited->call, waited->stack, waited->pc, slices, is_repeated };
    return !is_repeated;
}

/* Of the first thread of a process; a shell that waits for its child says nothing. */
static void note_doing(const char *process, const char *thread, char state, const Waited *waited,
                       Activity *out) {
    bool waits_for_child = waited->call == SYS_wait4 || waited->call == SYS_waitid;
    if (strcmp(process, thread) != 0 || (out->doing == ACTIVITY_RUNS) || waits_for_child) return;
    out->pid = (pid_t)atoi(process);
    out->own_call = waited->call;
    out->own_argument = (long)waited->arguments[0];
    out->doing = state == 'R' || waited->runs ? ACTIVITY_RUNS
                 : state == 'D'               ? ACTIVITY_WAITS_FOR_DISK
                 : is_asleep(waited)          ? ACTIVITY_SLEEPS
                 : waited->call >= 0          ? ACTIVITY_IN_CALL
                                              : ACTIVITY_UNKNOWN;
}

const char *activity_call_name(long call, bool *may_return) {
    static const struct {
        long number;
        const char *name;
        bool may_return;
    } calls[] = { { SYS_accept, "accept" },
                  { SYS_accept4, "accept" },
                  { SYS_recvfrom, "recv" },
                  { SYS_recvmsg, "recvmsg" },
                  { SYS_sendto, "send" },
                  { SYS_sendmsg, "sendmsg" },
                  { SYS_connect, "connect" },
                  { SYS_read, "read" },
                  { SYS_write, "write" },
                  { SYS_poll, "poll", true },
                  { SYS_ppoll, "poll", true },
                  { SYS_select, "select", true },
                  { SYS_pselect6, "select", true },
                  { SYS_epoll_wait, "epoll_wait", true },
                  { SYS_epoll_pwait, "epoll_wait", true },
                  { SYS_futex, "a lock", true },
                  { SYS_nanosleep, "sleep", true },
                  { SYS_clock_nanosleep, "sleep", true } };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (calls[i].number != call) continue;
        *may_return = calls[i].may_return;
        return calls[i].name;
    }
    return NULL;
}

static uint64_t read_slices(const char *process, const char *thread) {
    char path[80], text[256];
    unsigned long long run, waited, slices;
    snprintf(path, sizeof path, "/proc/%.20s/task/%.20s/schedstat", process, thread);
    bool is_read =
        read_text(path, text, sizeof text) && sscanf(text, "%llu %llu %llu", &run, &waited, &slices) == 3;
    return is_read ? slices + ((uint64_t)1 << 40) : 0;
}

static void add_thread(const char *process, const char *thread, ActivityMemory *memory, Activity *out) {
    char path[80], text[1024], state;
    pid_t parent, group;
    snprintf(path, sizeof path, "/proc/%.20s/task/%.20s/stat", process, thread);
    if (!read_text(path, text, sizeof text) || !parse_stat(text, &state, &parent, &group)) return;
    if (state == 'Z' || state == 'X') return;
    Waited waited = read_waited(process, thread);
    uint64_t slices = read_slices(process, thread);
    out->is_there = true;
    if (state == 'R' || state == 'D' || is_being_loaded(&waited)) out->is_working = true;
    int64_t length = memory ? wait_length((pid_t)atoi(thread), &waited) : INT64_MAX;
    if (length != INT64_MAX && is_new_wait(memory, (pid_t)atoi(thread), &waited, slices)) {
        out->is_timed = true;
        if (length <= memory->longest) out->is_timed_soon = true;
    }
    out->slices += slices;
    note_doing(process, thread, state, &waited, out);
}

static void add_process(const char *process, ActivityMemory *memory, Activity *out) {
    char path[40];
    snprintf(path, sizeof path, "/proc/%.20s/task", process);
    DIR *threads = opendir(path);
    for (struct dirent *entry; threads && (entry = readdir(threads));) {
        if (entry->d_name[0] != '.') add_thread(process, entry->d_name, memory, out);
    }
    if (threads) closedir(threads);
}

static void read_call(pid_t pid, Activity *out) {
    char path[40], text[256];
    out->call = out->argument = -1;
    snprintf(path, sizeof path, "/proc/%d/syscall", (int)pid);
    if (read_text(path, text, sizeof text))
        sscanf(text, "%ld %lx", &out->call, (unsigned long *)&out->argument);
}

static bool is_one_of(pid_t group, const pid_t *groups, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (groups[i] == group) return true;
    }
    return false;
}

bool activity_read(const pid_t *groups, size_t count, ActivityMemory *memory, Activity *out) {
    *out = (Activity){ .call = -1, .argument = -1 };
    DIR *processes = opendir("/proc");
    if (!processes) return false;
    for (struct dirent *entry; (entry = readdir(processes));) {
        char path[40], text[1024], state;
        pid_t parent, its;
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
        snprintf(path, sizeof path, "/proc/%.20s/stat", entry->d_name);
        if (read_text(path, text, sizeof text) && parse_stat(text, &state, &parent, &its) &&
            is_one_of(its, groups, count)) {
            out->members++;
            add_process(entry->d_name, memory, out);
        }
    }
    closedir(processes);
    if (out->is_there && count) read_call(groups[count - 1], out);
    return true;
}

static bool has_mark(pid_t pid, const char *mark) {
    enum { ENVIRONMENT = 1 << 17 };
    char path[40];
    snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
    char *text = memory_get(ENVIRONMENT);
    bool found = false;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = fd < 0 ? -1 : read(fd, text, ENVIRONMENT);
    if (fd >= 0) close(fd);
    for (ssize_t at = 0; at < count && !found; at += (ssize_t)strnlen(text + at, (size_t)(count - at)) + 1)
        found = !strncmp(text + at, mark, (size_t)(count - at));
    memory_free(text);
    return found;
}

void activity_find_groups(pid_t **groups, size_t *count, size_t *capacity, const char *mark) {
    DIR *processes = opendir("/proc");
    for (struct dirent *entry; processes && (entry = readdir(processes));) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10), parent, group, its;
        if (pid <= 0 || !read_stat(pid, &parent, &group) || is_one_of(group, *groups, *count)) continue;
        bool is_child = read_stat(parent, &(pid_t){ 0 }, &its) && is_one_of(its, *groups, *count);
        if (is_child || (parent == getpid() && has_mark(pid, mark)))
            *(pid_t *)array_push(groups, count, capacity, sizeof **groups) = group;
    }
    if (processes) closedir(processes);
}

static bool is_at_rest(const Activity *before, const Activity *now) {
    return !before->is_working && !now->is_working && !now->is_timed_soon && now->slices == before->slices &&
           now->members == before->members;
}

bool activity_settle(const pid_t *groups, size_t count, ActivityMemory *memory, int64_t until,
                     Activity *out) {
    Activity before;
    for (bool first = true; activity_read(groups, count, memory, out); first = false) {
        if (!first && is_at_rest(&before, out)) return true;
        if (out->is_there && clock_now() > until) return false;
        before = *out;
        if (out->is_there) /* the two looks stand apart: a process on its way to its end has gone */
            poll(NULL, 0, out->is_working ? 1 : 3);
    }
    return true;
}
