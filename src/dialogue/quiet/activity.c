/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that was woken is runnable from that moment on, so a look behind what another role has done sees
 * it at work, or sees that it has run. One look may miss a process that began while it was taken, and find
 * the one that began it ended: the next look finds one more. */
#include "dialogue/quiet/activity.h"
#include "base/clock.h"
#include "dialogue/actor/actor.h"
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
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

/* A thread may sleep because its program is still being loaded, or a page of it: then it waits for nobody.
 * Such a sleep is in no system call (-1), or in execve. */
static bool is_being_loaded(const char *process, const char *thread) {
    char path[80], text[256];
    snprintf(path, sizeof path, "/proc/%.20s/task/%.20s/syscall", process, thread);
    if (!read_text(path, text, sizeof text)) return false;
    long call = strtol(text, NULL, 10);
    return !strncmp(text, "running", 7) || call == -1 || call == SYS_execve || call == SYS_execveat;
}

static void add_thread(const char *process, const char *thread, Activity *out) {
    char path[80], text[1024], state;
    pid_t parent, group;
    unsigned long long run, waited, slices;
    snprintf(path, sizeof path, "/proc/%.20s/task/%.20s/stat", process, thread);
    if (!read_text(path, text, sizeof text) || !parse_stat(text, &state, &parent, &group)) return;
    if (state == 'Z' || state == 'X') return;
    out->is_there = true;
    if (state == 'R' || state == 'D' || is_being_loaded(process, thread)) out->is_working = true;
    snprintf(path, sizeof path, "/proc/%.20s/task/%.20s/schedstat", process, thread);
    if (read_text(path, text, sizeof text) && sscanf(text, "%llu %llu %llu", &run, &waited, &slices) == 3)
        out->slices += slices + ((uint64_t)1 << 40);
}

static void add_process(const char *process, Activity *out) {
    char path[40];
    snprintf(path, sizeof path, "/proc/%.20s/task", process);
    DIR *threads = opendir(path);
    for (struct dirent *entry; threads && (entry = readdir(threads));) {
        if (entry->d_name[0] != '.') add_thread(process, entry->d_name, out);
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

bool activity_read(const pid_t *groups, size_t count, Activity *out) {
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
            add_process(entry->d_name, out);
        }
    }
    closedir(processes);
    if (out->is_there && count) read_call(groups[count - 1], out);
    return true;
}

static bool is_at_rest(const Activity *before, const Activity *now) {
    return !before->is_working && !now->is_working && now->slices == before->slices &&
           now->members == before->members;
}

bool activity_settle(const pid_t *groups, size_t count, int64_t until, Activity *out) {
    Activity before;
    for (bool first = true; activity_read(groups, count, out); first = false) {
        if (!first && is_at_rest(&before, out)) return true;
        if (out->is_there && clock_now() > until) return false;
        before = *out;
        if (out->is_there) /* the two looks stand apart: a process on its way to its end has gone */
            poll(NULL, 0, out->is_working ? 1 : 3);
    }
    return true;
}
