/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trace/processes.h"
#include "base/memory.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DESCRIPTORS = 1 << 20 }; /* of a process that are looked at */

/* ---- sockets */

TracedSocket *traced_socket(const TracedProcess *process, int64_t fd) {
    return fd >= 0 && (size_t)fd < process->count ? process->sockets[fd] : NULL;
}

static void drop(TracedSocket *socket) {
    if (socket && --socket->holders == 0) memory_free(socket);
}

void traced_socket_set(TracedProcess *process, int fd, TracedSocket *socket) {
    if (fd < 0 || fd >= DESCRIPTORS) return;
    if ((size_t)fd >= process->count) {
        if (!socket) return;
        size_t count = (size_t)fd + 1;
        if (!memory_grow(&process->sockets, &process->capacity, count, sizeof *process->sockets)) return;
        memset(process->sockets + process->count, 0, (count - process->count) * sizeof *process->sockets);
        process->count = count;
    }
    if (socket) socket->holders++;
    if (fd < TRACED_GONE && !socket && process->sockets[fd]) process->gone[fd / 64] |= UINT64_C(1) << fd % 64;
    drop(process->sockets[fd]);
    process->sockets[fd] = socket;
}

bool traced_socket_is_gone(TracedProcess *process, int64_t fd) {
    if (fd < 0 || fd >= TRACED_GONE || traced_socket(process, fd)) return false;
    uint64_t bit = UINT64_C(1) << fd % 64;
    if (!(process->gone[fd / 64] & bit)) return false;
    char path[64], text[8];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)process->id, (int)fd);
    if (readlink(path, text, sizeof text) < 0 && errno == ENOENT) return true;
    process->gone[fd / 64] &= ~bit; /* a file has it now */
    return false;
}

int traced_socket_borrow(const TracedProcess *process, int fd) {
    return process->pidfd < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, process->pidfd, fd, 0);
}

/* What a socket is that somebody else made. */
static void ask(const TracedProcess *process, int fd, TracedSocket *socket) {
    int own = traced_socket_borrow(process, fd), flags;
    if (own < 0) return;
    struct sockaddr_storage address;
    socklen_t length = sizeof socket->type;
    getsockopt(own, SOL_SOCKET, SO_TYPE, &socket->type, &length);
    flags = fcntl(own, F_GETFL);
    socket->is_non_blocking = flags > 0 && flags & O_NONBLOCK;
    length = sizeof address;
    if (getsockname(own, (struct sockaddr *)&address, &length) == 0)
        socket->local = address_from_sockaddr(&address, length);
    length = sizeof address;
    if (getpeername(own, (struct sockaddr *)&address, &length) == 0)
        socket->peer = address_from_sockaddr(&address, length);
    close(own);
}

TracedSocket *traced_socket_add(TracedProcesses *processes, TracedProcess *process, int fd) {
    TracedSocket *socket = memory_get_zeroed(sizeof *socket);
    socket->number = processes->number(processes->context);
    ask(process, fd, socket);
    traced_socket_set(process, fd, socket);
    if (!socket->holders) {
        memory_free(socket);
        return NULL;
    }
    return socket;
}

/* ---- what /proc shows */

/* The inode of a descriptor that is a socket; 0: it is none. */
static uint64_t inode_of(pid_t id, int fd) {
    char path[64], text[64] = { 0 };
    uint64_t inode = 0;
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)id, fd);
    if (readlink(path, text, sizeof text - 1) > 0) sscanf(text, "socket:[%" SCNu64, &inode);
    return inode;
}

/* One that another process has been seen with. */
static TracedSocket *find_inode(const TracedProcesses *processes, uint64_t inode) {
    for (const TracedProcess *process = processes->first; process; process = process->next) {
        for (size_t i = 0; i < process->count; i++) {
            if (process->sockets[i] && process->sockets[i]->inode == inode) return process->sockets[i];
        }
    }
    return NULL;
}

static void look_at(TracedProcesses *processes, TracedProcess *process, int fd, uint64_t inode) {
    TracedSocket *known = traced_socket(process, fd);
    if (!inode) {
        traced_socket_set(process, fd, NULL);
    } else if (!known || (known->inode && known->inode != inode)) {
        TracedSocket *other = find_inode(processes, inode);
        if (other)
            traced_socket_set(process, fd, other);
        else if ((known = traced_socket_add(processes, process, fd)))
            known->inode = inode;
    } else {
        known->inode = inode;
    }
}

void traced_process_look(TracedProcesses *processes, TracedProcess *process) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)process->id);
    DIR *folder = opendir(path);
    if (!folder) return;
    bool *seen = process->count ? memory_get_zeroed(process->count) : NULL;
    size_t count = process->count;
    for (struct dirent *entry; (entry = readdir(folder));) {
        int fd = (int)strtol(entry->d_name, NULL, 10);
        if (entry->d_name[0] == '.') continue;
        if ((size_t)fd < count) seen[fd] = true;
        look_at(processes, process, fd, inode_of(process->id, fd));
    }
    closedir(folder);
    for (size_t fd = 0; fd < count; fd++) {
        if (!seen[fd]) traced_socket_set(process, (int)fd, NULL);
    }
    memory_free(seen);
}

/* ---- processes */

TracedProcess *traced_process(TracedProcesses *processes, pid_t id) {
    TracedProcess *process = processes->first;
    while (process && process->id != id) process = process->next;
    return process;
}

TracedProcess *traced_process_add(TracedProcesses *processes, pid_t id, pid_t parent) {
    TracedProcess *process = memory_get_zeroed(sizeof *process);
    process->id = id;
    process->pidfd = (int)syscall(SYS_pidfd_open, id, 0);
    const TracedProcess *from = parent ? traced_process(processes, parent) : NULL;
    for (size_t fd = 0; from && fd < from->count; fd++) {
        if (from->sockets[fd]) traced_socket_set(process, (int)fd, from->sockets[fd]);
    }
    process->next = processes->first;
    processes->first = process;
    if (!from) traced_process_look(processes, process);
    return process;
}

static void free_process(TracedProcess *process) {
    for (size_t fd = 0; fd < process->count; fd++) drop(process->sockets[fd]);
    if (process->pidfd >= 0) close(process->pidfd);
    memory_free(process->sockets);
    memory_free(process);
}

void traced_process_remove(TracedProcesses *processes, pid_t id) {
    for (TracedProcess **place = &processes->first; *place; place = &(*place)->next) {
        TracedProcess *process = *place;
        if (process->id != id) continue;
        *place = process->next;
        free_process(process);
        return;
    }
}

void traced_processes_clear(TracedProcesses *processes) {
    while (processes->first) traced_process_remove(processes, processes->first->id);
}
