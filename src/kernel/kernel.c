/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the same on every system: names of states, addresses, lists of sockets; and the choice between
 * the ways to ask, best first. */
#include "kernel/kernel.h"
#include "base/memory.h"
#include "base/switches.h"
#include "base/text.h"
#include "kernel/parts.h"
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

enum { DEFAULT_LIMIT = 65536 };

void kernel_init(Kernel *kernel) {
    *kernel = (Kernel){ .proc = "/proc" };
    if (switch_hides_diag()) kernel->no_diag = true;
    if (switch_hides_proc()) {
        kernel->no_tables = true;
        kernel->proc = "/dev/null";
    }
}

static const char *const state_names[] = {
    [KERNEL_STATE_UNKNOWN] = "",        [KERNEL_ESTABLISHED] = "ESTABLISHED",
    [KERNEL_SYN_SENT] = "SYN-SENT",     [KERNEL_SYN_RECEIVED] = "SYN-RECEIVED",
    [KERNEL_FIN_WAIT_1] = "FIN-WAIT-1", [KERNEL_FIN_WAIT_2] = "FIN-WAIT-2",
    [KERNEL_TIME_WAIT] = "TIME-WAIT",   [KERNEL_CLOSED] = "CLOSED",
    [KERNEL_CLOSE_WAIT] = "CLOSE-WAIT", [KERNEL_LAST_ACK] = "LAST-ACK",
    [KERNEL_LISTEN] = "LISTEN",         [KERNEL_CLOSING] = "CLOSING",
    [KERNEL_BOUND] = "BOUND",
};

const char *kernel_state_name(KernelState state) {
    return (size_t)state < sizeof state_names / sizeof *state_names ? state_names[state] : "";
}

KernelState kernel_state_from_linux(unsigned number) {
    /* 1 to 11 are numbered as ours; 12 is a handshake that has no socket yet, 13 a socket with a port
     * only. */
    if (number >= 1 && number <= 11) return (KernelState)number;
    return number == 12 ? KERNEL_SYN_RECEIVED : number == 13 ? KERNEL_BOUND : KERNEL_STATE_UNKNOWN;
}

static bool end_has_come(KernelState state) {
    return state == KERNEL_CLOSE_WAIT || state == KERNEL_LAST_ACK || state == KERNEL_CLOSING;
}

void kernel_set_queues(KernelSocket *socket, uint32_t receive, uint32_t send) {
    if (socket->state == KERNEL_LISTEN) {
        socket->accept_queue = (int32_t)receive;
        socket->backlog = (int32_t)send;
        return;
    }
    /* The FIN stands last in the queue: while it is unread it counts as one byte, and so does the SYN. */
    socket->receive_queue = receive - (receive > 0 && end_has_come(socket->state));
    socket->send_queue = send - (send > 0 && socket->state == KERNEL_SYN_SENT);
}

KernelSocket *kernel_new_socket(const KernelQuery *query, KernelSockets *out) {
    size_t limit = query->limit ? query->limit : DEFAULT_LIMIT;
    if (out->count >= limit ||
        !memory_grow(&out->items, &out->capacity, out->count + 1, sizeof *out->items)) {
        out->complete = false;
        return NULL;
    }
    KernelSocket *socket = &out->items[out->count];
    memset(socket, 0, sizeof *socket);
    socket->accept_queue = socket->backlog = -1;
    socket->timer_ms = -1;
    return socket;
}

static bool is_asked(const KernelQuery *query, const KernelSocket *socket) {
    if (query->states && !(query->states & KERNEL_STATE_BIT(socket->state))) return false;
    if (socket->family == AF_UNIX) return true;
    if (query->local_port && query->local_port != socket->local.port) return false;
    return !query->peer_port || query->peer_port == socket->peer.port;
}

void kernel_keep_socket(const KernelQuery *query, KernelSockets *out) {
    if (is_asked(query, &out->items[out->count])) out->count++;
}

void kernel_clear_sockets(KernelSockets *sockets) {
    memory_free(sockets->items);
    *sockets = (KernelSockets){ 0 };
}

typedef int ListByDiag(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);
typedef bool ListByTable(const Kernel *kernel, const KernelQuery *query, KernelSockets *out);

static void list_kind(const Kernel *kernel, const KernelQuery *query, ListByDiag *by_diag,
                      ListByTable *by_table, KernelSockets *out) {
    size_t before = out->count;
    bool complete = out->complete;
    if (!kernel->no_diag && by_diag(kernel, query, out) >= 0) return;
    out->count = before;
    out->complete = complete;
    KernelSource source = !kernel->no_tables && by_table(kernel, query, out) ? KERNEL_TABLES : KERNEL_NOTHING;
    if (source == KERNEL_NOTHING) out->complete = false;
    if (out->source > source) out->source = source;
}

bool kernel_list_sockets(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    out->count = 0;
    out->complete = true;
    out->source = KERNEL_DIAG;
    if (query->tcp) list_kind(kernel, query, kernel_diag_list_tcp, kernel_table_list_tcp, out);
    if (query->udp) list_kind(kernel, query, kernel_diag_list_udp, kernel_table_list_udp, out);
    if (query->unix_stream) list_kind(kernel, query, kernel_diag_list_unix, kernel_table_list_unix, out);
    return out->source != KERNEL_NOTHING || out->count > 0;
}

bool kernel_list_port(const Kernel *kernel, uint16_t port, size_t limit, KernelSockets *out) {
    KernelQuery query = { .tcp = true, .local_port = port, .limit = limit };
    query.states = KERNEL_STATE_BIT(KERNEL_LISTEN);
    bool is_known = kernel_list_sockets(kernel, &query, out);
    if (!is_known || out->count > 0) return is_known;
    query.states = ~query.states;
    return kernel_list_sockets(kernel, &query, out);
}

static bool is_other_end(const KernelSocket *socket, const KernelSocket *other) {
    if (socket->family == AF_UNIX) return other->family == AF_UNIX && other->inode == socket->peer_inode;
    return address_equals(&socket->local, &other->peer) && address_equals(&socket->peer, &other->local);
}

/* With only the tables of /proc/net to ask, all that have the right port are read. */
static void find_in_tables(const Kernel *kernel, const KernelSocket *socket, KernelSockets *out) {
    KernelQuery query = { .tcp = socket->family != AF_UNIX,
                          .unix_stream = socket->family == AF_UNIX,
                          .local_port = socket->peer.port,
                          .peer_port = socket->local.port };
    kernel_list_sockets(&(Kernel){ .proc = kernel->proc, .no_diag = true, .no_tables = kernel->no_tables },
                        &query, out);
}

/* 0, or -errno when the question was refused; -ENOENT is an answer. */
static int find_by_diag(const Kernel *kernel, const KernelSocket *socket, KernelSockets *found) {
    if (kernel->no_diag) return -EPERM;
    if (socket->family != AF_UNIX) return kernel_diag_find_tcp(kernel, &socket->peer, &socket->local, found);
    return kernel_diag_find_unix(kernel, socket->peer_inode, found);
}

/* getpeername(2) does not name the inode of a Unix socket's other end, but the socket's own entry does. */
static uint64_t find_peer_inode(const Kernel *kernel, const KernelSocket *socket) {
    KernelSockets self = { 0 };
    uint64_t inode = socket->peer_inode;
    if (inode == 0 && !kernel->no_diag && kernel_diag_find_unix(kernel, socket->inode, &self) >= 0 &&
        self.count == 1)
        inode = self.items[0].peer_inode;
    kernel_clear_sockets(&self);
    return inode;
}

bool kernel_find_other_end(const Kernel *kernel, const KernelSocket *socket, KernelSocket *out) {
    KernelSocket from = *socket;
    KernelSockets found = { 0 };
    if (from.family == AF_UNIX) from.peer_inode = find_peer_inode(kernel, socket);
    if (from.family == AF_UNIX ? from.peer_inode == 0 : from.peer.port == 0) return false;
    int error = find_by_diag(kernel, &from, &found);
    if (error < 0 && error != -ENOENT) find_in_tables(kernel, &from, &found);
    bool is_found = false;
    for (size_t i = 0; i < found.count && !is_found; i++) {
        is_found = is_other_end(&from, &found.items[i]);
        if (is_found) *out = found.items[i];
    }
    kernel_clear_sockets(&found);
    return is_found;
}

void kernel_safe_text(char *out, size_t size, const char *bytes, size_t count) {
    const uint8_t *from = (const uint8_t *)bytes, *end = from + count;
    size_t used = 0;
    while (from < end && used + 5 <= size) {
        uint32_t code_point = text_decode(&from, end, false);
        if (code_point == TEXT_INVALID) from++;
        bool is_shown = code_point != TEXT_INVALID && text_is_printable(code_point);
        used += text_encode(is_shown ? code_point : '?', out + used);
    }
    if (size > 0) out[used] = 0;
}

size_t kernel_own_addresses(Address *out, size_t limit) {
    struct ifaddrs *list;
    size_t count = 0;
    if (getifaddrs(&list) != 0) return 0;
    for (struct ifaddrs *at = list; at && count < limit; at = at->ifa_next) {
        if (!at->ifa_addr || !(at->ifa_flags & IFF_UP)) continue;
        out[count] = address_from_sockaddr((const void *)at->ifa_addr, sizeof *at->ifa_addr);
        count += address_is_ip(&out[count]);
    }
    freeifaddrs(list);
    return count;
}
