/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernel's view of one's own descriptors: TCP_INFO (tcp(7)) and the queues. One system call each, no
 * lookup. */
#include "kernel/parts.h"
#include "sched/io.h"
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

void kernel_set_tcp(KernelTcp *out, const struct tcp_info *info) {
    *out = (KernelTcp){
        .known = true,
        .rtt_us = info->tcpi_rtt,
        .unsent = info->tcpi_notsent_bytes,
        .retransmitted = info->tcpi_total_retrans,
        .peer_window = info->tcpi_snd_wnd,
        .data_segments_out = info->tcpi_data_segs_out,
        .data_segments_in = info->tcpi_data_segs_in,
        .bytes_sent = info->tcpi_bytes_sent - info->tcpi_bytes_retrans,
        .bytes_acked = info->tcpi_bytes_acked,
        .bytes_received = info->tcpi_bytes_received,
    };
}

/* SIOCINQ knows that a FIN is no byte; SIOCOUTQ counts it as one, as the dump does. Neither is for
 * listeners. */
static void read_queues(int fd, KernelSocket *out) {
    int bytes;
    out->receive_queue = ioctl(fd, SIOCINQ, &bytes) == 0 && bytes > 0 ? (uint32_t)bytes : 0;
    out->send_queue = ioctl(fd, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? (uint32_t)bytes : 0;
}

bool kernel_read_tcp(int fd, KernelSocket *out) {
    struct tcp_info info;
    socklen_t size = sizeof info;
    memset(&info, 0, sizeof info);
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return false;
    out->state = kernel_state_from_linux(info.tcpi_state);
    out->accept_queue = out->backlog = -1;
    out->receive_queue = out->send_queue = 0;
    out->retransmissions = info.tcpi_retransmits;
    if (out->state == KERNEL_LISTEN) {
        /* For a listener two counters of segments carry the queue of accept() and its length. */
        kernel_set_queues(out, info.tcpi_unacked, info.tcpi_sacked);
        out->tcp = (KernelTcp){ 0 };
        return true;
    }
    kernel_set_tcp(&out->tcp, &info);
    read_queues(fd, out);
    return true;
}

static int read_option(int fd, int option) {
    int number = 0;
    socklen_t size = sizeof number;
    return getsockopt(fd, SOL_SOCKET, option, &number, &size) == 0 ? number : 0;
}

static void forget_nameless(Address *address) {
    if (address->family == AF_UNIX && !address->path_count) *address = (Address){ 0 };
}

bool kernel_read_socket(int fd, KernelSocket *out) {
    KernelSocket read = { .accept_queue = -1, .backlog = -1, .timer_ms = -1 };
    struct stat status;
    if (io_local_name(fd, &read.local) != 0) return false;
    read.family = read.local.family;
    read.type = read_option(fd, SO_TYPE);
    bool is_connected = io_peer_name(fd, &read.peer) == 0;
    forget_nameless(&read.local);
    forget_nameless(&read.peer);
    if (fstat(fd, &status) == 0) {
        read.inode = status.st_ino;
        read.uid = status.st_uid;
        read.uid_known = true;
    }
    if (!kernel_read_tcp(fd, &read)) {
        bool listens = read_option(fd, SO_ACCEPTCONN);
        read.state = listens ? KERNEL_LISTEN : is_connected ? KERNEL_ESTABLISHED : KERNEL_CLOSED;
        if (!listens) read_queues(fd, &read);
    } else if (read.state == KERNEL_CLOSED && read.local.port != 0)
        read.state = KERNEL_BOUND;
    *out = read;
    return true;
}
