/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both ends of a connection stand in the dump, one with the addresses of the other swapped. */
#include "dialogue/quiet/quiet.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONELY_LOOKS = 50 };

void quiet_init(Quiet *quiet, bool is_alone) {
    *quiet = (Quiet){ .is_alone = is_alone };
    kernel_init(&quiet->kernel);
}

void quiet_clear(Quiet *quiet) {
    kernel_clear_sockets(&quiet->sockets);
    traffic_close(&quiet->traffic);
    if (quiet->kernel.diag_fd > 0) close(quiet->kernel.diag_fd);
}

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
    if (quiet->is_alone) return true;
    for (size_t i = 0; i < quiet->pid_count && socket->inode; i++) {
        if (process_has(quiet->pids[i], socket->inode)) return true;
    }
    return false;
}

/* ---- connections */

static const KernelSocket *other_end(const Quiet *quiet, const KernelSocket *socket) {
    for (size_t i = 0; i < quiet->sockets.count; i++) {
        const KernelSocket *other = &quiet->sockets.items[i];
        if (address_equals(&socket->local, &other->peer) && address_equals(&socket->peer, &other->local))
            return other;
    }
    return NULL;
}

static const KernelSocket *listener_on(const Quiet *quiet, uint16_t port) {
    for (size_t i = 0; i < quiet->sockets.count; i++) {
        const KernelSocket *other = &quiet->sockets.items[i];
        if (other->state == KERNEL_LISTEN && other->local.port == port) return other;
    }
    return NULL;
}

/* A handshake: its next step comes at once, or never while the listener's queue is full. */
static bool is_shaking_hands(const Quiet *quiet, const KernelSocket *socket) {
    const Address *listening = socket->state == KERNEL_SYN_SENT ? &socket->peer : &socket->local;
    const KernelSocket *listener = listener_on(quiet, listening->port);
    return listener && listener->accept_queue >= 0 && listener->accept_queue <= listener->backlog;
}

static bool has_sent_fin(KernelState state) {
    return state == KERNEL_FIN_WAIT_1 || state == KERNEL_FIN_WAIT_2 || state == KERNEL_CLOSING ||
           state == KERNEL_LAST_ACK || state == KERNEL_TIME_WAIT;
}

static bool has_seen_fin(KernelState state) {
    return state == KERNEL_CLOSE_WAIT || state == KERNEL_LAST_ACK || state == KERNEL_CLOSING ||
           state == KERNEL_TIME_WAIT || state == KERNEL_CLOSED;
}

/* Where nobody is elsewhere, the other end has gone: a reset is on its way, or this end has outlived the
 * other's last state. */
static bool is_lonely(const Quiet *quiet, const KernelSocket *socket) {
    return quiet->is_alone && (socket->state == KERNEL_ESTABLISHED || socket->state == KERNEL_CLOSE_WAIT) &&
           !other_end(quiet, socket);
}

static bool is_moving(const Quiet *quiet, const KernelSocket *socket) {
    if (socket->state == KERNEL_SYN_SENT || socket->state == KERNEL_SYN_RECEIVED)
        return is_shaking_hands(quiet, socket);
    const KernelSocket *other = other_end(quiet, socket);
    if (!other) return false;
    if (!socket->tcp.known || !other->tcp.known) return false;
    bool is_shut = socket->tcp.peer_window == 0;
    if (socket->tcp.unsent > 0 && !is_shut) return true;
    if (socket->tcp.bytes_sent > other->tcp.bytes_received && !is_shut) return true;
    /* An acknowledgment that is delayed will make room for who waits to send. */
    if (socket->tcp.is_full && socket->send_queue > 0 && !is_shut) return true;
    return has_sent_fin(socket->state) && !socket->tcp.unsent && !has_seen_fin(other->state);
}

/* A lonely end is given some looks to learn of it; if it stays, it is at rest. */
static bool are_lonely_at_rest(Quiet *quiet) {
    if (quiet->lonely < quiet->accepted) quiet->accepted = quiet->lonely;
    if (quiet->lonely > quiet->accepted && ++quiet->lonely_looks < LONELY_LOOKS) return false;
    quiet->lonely_looks = 0;
    quiet->accepted = quiet->lonely;
    return true;
}

static bool look(Quiet *quiet) {
    enum {
        AT_REST = KERNEL_STATE_BIT(KERNEL_CLOSED) | KERNEL_STATE_BIT(KERNEL_BOUND) |
                  KERNEL_STATE_BIT(KERNEL_STATE_UNKNOWN)
    };
    KernelQuery query = { .tcp = true, .details = true, .states = ~(uint32_t)AT_REST };
    if (!quiet->kernel.diag_fd && !quiet->kernel.no_diag) {
        int fd = kernel_open_diag();
        quiet->kernel.diag_fd = fd > 0 ? fd : 0;
    }
    if (!kernel_list_sockets(&quiet->kernel, &query, &quiet->sockets)) return true;
    quiet->lonely = 0;
    quiet->has_unacknowledged = false;
    for (size_t i = 0; i < quiet->sockets.count; i++) {
        const KernelSocket *socket = &quiet->sockets.items[i];
        if (socket->state == KERNEL_LISTEN || socket->state == KERNEL_TIME_WAIT) continue;
        quiet->lonely += is_lonely(quiet, socket);
        quiet->has_unacknowledged = quiet->has_unacknowledged || socket->send_queue > 0;
        if (is_moving(quiet, socket) && is_ours(quiet, socket)) return false;
    }
    return are_lonely_at_rest(quiet);
}

bool quiet_listens(Quiet *quiet, uint16_t port) {
    enum { TAKES = KERNEL_STATE_BIT(KERNEL_LISTEN) | KERNEL_STATE_BIT(KERNEL_BOUND) };
    KernelQuery streams = { .tcp = true, .states = KERNEL_STATE_BIT(KERNEL_LISTEN), .local_port = port };
    KernelQuery datagrams = { .udp = true, .states = TAKES, .local_port = port };
    KernelSockets found = { 0 };
    bool listens = kernel_list_sockets(&quiet->kernel, &streams, &found) && found.count;
    listens = listens || (kernel_list_sockets(&quiet->kernel, &datagrams, &found) && found.count);
    kernel_clear_sockets(&found);
    return listens;
}

bool quiet_is_reached(Quiet *quiet) {
    if (!quiet->is_alone) return look(quiet);
    if (!traffic_has_sockets(&quiet->traffic)) return true;
    /* Behind bytes whose acknowledgment is delayed a socket keeps more to itself (RFC 9293, 3.7.4): no count
     * tells of them. */
    if (traffic_stands(&quiet->traffic) && !quiet->has_unacknowledged) return true;
    if (!look(quiet)) return false;
    traffic_keep(&quiet->traffic);
    return true;
}
