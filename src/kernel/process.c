/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What /proc tells of processes (proc(5)). A process may end between any two reads; then less is known. */
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "kernel/parts.h"
#include "sched/io.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512, PROCESSES = 1 << 17, PASSWORDS = 1 << 20 };

static ssize_t read_path(const char *path, char *out, size_t size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return -errno;
    ssize_t got = io_read(fd, out, size - 1);
    close(fd);
    out[got > 0 ? got : 0] = 0;
    return got;
}

ssize_t kernel_read_file(const Kernel *kernel, char *out, size_t size, const char *format, ...) {
    char path[PATH_SIZE];
    va_list arguments;
    out[0] = 0;
    int used = snprintf(path, sizeof path, "%s/", kernel->proc);
    if (used < 0 || used >= (int)sizeof path) return -ENAMETOOLONG;
    va_start(arguments, format);
    int more = vsnprintf(path + used, sizeof path - (size_t)used, format, arguments);
    va_end(arguments);
    if (more < 0 || used + more >= (int)sizeof path) return -ENAMETOOLONG;
    return read_path(path, out, size);
}

/* -1: not known */
static long kernel_read_number(const Kernel *kernel, const char *path) {
    char text[32], *end;
    if (kernel_read_file(kernel, text, sizeof text, "%s", path) <= 0) return -1;
    long number = strtol(text, &end, 10);
    return end == text || number < 0 ? -1 : number;
}

int kernel_first_unprivileged_port(const Kernel *kernel) {
    return (int)kernel_read_number(kernel, "sys/net/ipv4/ip_unprivileged_port_start");
}

/* Devices that are terminals: the kernel's list of allocated devices, majors 4 and 136 to 143. */
static void set_terminal(KernelProcess *out, unsigned device) {
    unsigned major = device >> 8 & 0xfff, minor = (device & 0xff) | (device >> 12 & 0xfff00);
    if (major >= 136 && major <= 143)
        snprintf(out->terminal, sizeof out->terminal, "pts/%u", (major - 136) * 256 + minor);
    else if (major == 4)
        snprintf(out->terminal, sizeof out->terminal, minor < 64 ? "tty%u" : "ttyS%u",
                 minor < 64 ? minor : minor - 64);
}

/* "PID (COMMAND) STATE PARENT GROUP SESSION TERMINAL ..."; the command may contain anything, parentheses
 * too. */
bool kernel_parse_stat(const char *text, KernelProcess *out) {
    const char *open = strchr(text, '('), *close = strrchr(text, ')');
    if (!open || !close || close < open) return false;
    int parent, group, session, device;
    char state;
    if (sscanf(close + 1, " %c %d %d %d %d", &state, &parent, &group, &session, &device) != 5) return false;
    kernel_safe_text(out->command, sizeof out->command, open + 1, (size_t)(close - open - 1));
    out->state = state == 't' ? 'T' : state; /* 't': suspended by a debugger */
    set_terminal(out, (unsigned)device);
    return true;
}

bool kernel_read_process(const Kernel *kernel, pid_t pid, KernelProcess *out) {
    char text[1024];
    struct stat status;
    *out = (KernelProcess){ .pid = pid, .fd = -1, .own = pid == getpid() };
    snprintf(text, sizeof text, "%s/%d", kernel->proc, (int)pid);
    if (stat(text, &status) != 0) return false;
    out->uid = status.st_uid;
    out->uid_known = true;
    kernel_user_name(out->uid, out->user, sizeof out->user);
    if (kernel_read_file(kernel, text, sizeof text, "%d/stat", (int)pid) > 0) kernel_parse_stat(text, out);
    return true;
}

/* "NAME:PASSWORD:UID:...": the name when the line is of that user. */
static bool take_user(char *line, uid_t uid, char *out, size_t size) {
    char *end, *name = strsep(&line, ":");
    if (!line || !strsep(&line, ":") || !line) return false;
    unsigned long number = strtoul(line, &end, 10);
    if (end == line || *end != ':' || number != uid) return false;
    kernel_safe_text(out, size, name, strlen(name));
    return true;
}

/* Not by getpwuid(3): its sources may ask the network and wait. */
bool kernel_user_name(uid_t uid, char *out, size_t size) {
    char line[1024];
    size_t total = 0;
    bool found = false;
    if (size > 0) out[0] = 0;
    FILE *file = fopen("/etc/passwd", "re");
    if (!file) return false;
    while (!found && total < PASSWORDS && fgets(line, sizeof line, file)) {
        total += strlen(line);
        found = take_user(line, uid, out, size);
    }
    fclose(file);
    return found;
}

pid_t *kernel_process_ids(const Kernel *kernel, size_t *count) {
    pid_t *ids = NULL;
    size_t capacity = 0;
    *count = 0;
    DIR *folder = opendir(kernel->proc);
    if (!folder) return NULL;
    for (struct dirent *entry; *count < PROCESSES && (entry = readdir(folder));) {
        char *end;
        long id = strtol(entry->d_name, &end, 10);
        if (end == entry->d_name || *end || id <= 0) continue;
        pid_t *place = array_try_push(&ids, count, &capacity, sizeof *ids);
        if (!place) break;
        *place = (pid_t)id;
    }
    closedir(folder);
    return ids;
}
