/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both ends of a connection stand in the dump, one with the addresses of the other swapped. */
#include "dialogue/quiet.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void quiet_init(Quiet *quiet) {
    *quiet = (Quiet){ 0 };
    kernel_init(&quiet->kernel);
}

void quiet_clear(Quiet *quiet) { kernel_clear_sockets(&quiet->sockets); }

/* ---- whose it is */

static bool process_has(pid_t pid, uint64_t inode) {
    char path[64], target[64], wanted[64];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    snprintf(wanted, sizeof wanted, "socket:[%llu]", (unsigned long long)inode);
    DIR *folder = opendir(path);
    bool found = false;
    for (struct dirent *entry; folder && !found && (entry = readdir(folder));) {
        ssize_t count = readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1);
        if (count <= 0) continue;
        target[count] = '\0';
        found = strcmp(target, wanted) == 0;
    }
    if (folder) closedir(folder);
    return found;
}

static bool is_ours(const Quiet *quiet, const KernelSocket *socket) {
    if (!quiet->pids) return true;
    for (size_t i = 0; i < quiet->pid_count && socket->inode; i++) {
        if (process_has(quiet->pids[i], socket->inode)) return true;
    }
    return false;
}

/* ---- connections */

static const KernelSocket *other_end(const Quiet *quiet, const KernelSocket *socket) {
    for (size_t i = 0; i < quiet->sockets.count; i++) {
        const KernelSocket *other = &quiet->sockets.items[i];
        if (kernel_same_address(&socket->local, &other->peer) && kernel_same_address(&socket->peer, &other->local))
            return other;
    }
    return NULL;
}

static const KernelSocket *listener_for(const Quiet *quiet, const KernelSocket *socket) {
    for (size_t i = 0; i < quiet->sockets.count; i++) {
        const KernelSocket *other = &quiet->sockets.items[i];
        if (other->state == KERNEL_LISTEN && kernel_port(&other->local) == kernel_port(&socket->peer)) return other;
    }
    return NULL;
}

/* A connection that asks: its answer comes at once, or never while the queue is full. */
static bool asks_in_vain(const Quiet *quiet, const KernelSocket *socket) {
    const KernelSocket *listener = listener_for(quiet, socket);
    return !listener || listener->accept_queue < 0 || listener->accept_queue > listener->backlog;
}

static bool has_sent_fin(KernelState state) {
    return state == KERNEL_FIN_WAIT_1 || state == KERNEL_FIN_WAIT_2 || state == KERNEL_CLOSING || state == KERNEL_LAST_ACK ||
           state == KERNEL_TIME_WAIT;
}

static bool has_seen_fin(KernelState state) {
    return state == KERNEL_CLOSE_WAIT || state == KERNEL_LAST_ACK || state == KERNEL_CLOSING || state == KERNEL_TIME_WAIT ||
           state == KERNEL_CLOSED;
}

static bool is_moving(const Quiet *quiet, const KernelSocket *socket) {
    if (socket->state == KERNEL_SYN_SENT || socket->state == KERNEL_SYN_RECEIVED) return !asks_in_vain(quiet, socket);
    const KernelSocket *other = other_end(quiet, socket);
    if (!other) return false; /* elsewhere, or gone: nobody waits for it here */
    if (!socket->tcp.known || !other->tcp.known) return false;
    bool is_shut = socket->tcp.peer_window == 0;
    if (socket->tcp.unsent > 0 && !is_shut) return true;
    if (socket->tcp.bytes_sent > other->tcp.bytes_received && !is_shut) return true;
    return has_sent_fin(socket->state) && !socket->tcp.unsent && !has_seen_fin(other->state);
}

bool quiet_is_reached(Quiet *quiet) {
    KernelQuery query = { .tcp = true, .details = true };
    if (!kernel_list_sockets(&quiet->kernel, &query, &quiet->sockets)) return true;
    for (size_t i = 0; i < quiet->sockets.count; i++) {
        const KernelSocket *socket = &quiet->sockets.items[i];
        bool is_connection = socket->state != KERNEL_LISTEN && socket->state != KERNEL_CLOSED && socket->state != KERNEL_BOUND &&
                             socket->state != KERNEL_TIME_WAIT;
        if (is_connection && is_moving(quiet, socket) && is_ours(quiet, socket)) return false;
    }
    return true;
}
