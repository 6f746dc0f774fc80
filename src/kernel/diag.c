/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sockets by sock_diag(7). A question is one small netlink message; the answer comes in datagrams of up to
 * 32 KiB, each full of messages, each message a fixed part and attributes. All of it is ready when the
 * question has been sent, so nothing waits.
 *
 * A dump of TCP walks the whole table of connections, most of it empty, once for each address family asked
 * for. The old form of the question (TCPDIAG_GETSOCK) answers for both families in one walk, so it is
 * tried first; a table of a quarter million buckets takes 0.3 to 0.6 ms to walk. Ports are compared in the
 * kernel (all but those of BOUND sockets), and LISTEN alone walks the small table of listeners only. */
#include "base/clock.h"
#include "base/memory.h"
#include "kernel/parts.h"
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#include <string.h>
#include <unistd.h>

enum { ANSWER_SIZE = 65536 };
enum { WITH_TCP_INFO = 1 << (INET_DIAG_INFO - 1) | 1 << (INET_DIAG_SKMEMINFO - 1) };
enum { UNIX_SHOWN = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN | UDIAG_SHOW_UID };

/* Reading. Nothing is aligned for sure, so structs are copied out; of a short one the rest is zero. */

static void copy_part(void *out, size_t size, const uint8_t *bytes, size_t count) {
    memset(out, 0, size);
    memcpy(out, bytes, count < size ? count : size);
}

static KernelTimer timer_from_linux(unsigned number) {
    static const KernelTimer timers[] = { KERNEL_TIMER_NONE, KERNEL_TIMER_RETRANSMIT, KERNEL_TIMER_KEEPALIVE,
                                          KERNEL_TIMER_TIME_WAIT, KERNEL_TIMER_WINDOW };
    return number < sizeof timers / sizeof *timers ? timers[number] : KERNEL_TIMER_NONE;
}

static void set_inet(KernelSocket *socket, const struct inet_diag_msg *message) {
    const struct inet_diag_sockid *id = &message->id;
    socket->family = message->idiag_family;
    socket->type = SOCK_STREAM;
    socket->state = kernel_state_from_linux(message->idiag_state);
    if (socket->state == KERNEL_CLOSED && id->idiag_sport) socket->state = KERNEL_BOUND;
    socket->local = address_from_ip(socket->family, id->idiag_src, ntohs(id->idiag_sport), id->idiag_if);
    if (id->idiag_dport)
        socket->peer = address_from_ip(socket->family, id->idiag_dst, ntohs(id->idiag_dport), id->idiag_if);
    kernel_set_queues(socket, message->idiag_rqueue, message->idiag_wqueue);
    socket->inode = message->idiag_inode;
    socket->uid = message->idiag_uid;
    socket->uid_known = message->idiag_inode != 0; /* without an inode the kernel fills in 0, which is root */
    socket->timer = timer_from_linux(message->idiag_timer);
    if (socket->timer != KERNEL_TIMER_NONE) socket->timer_ms = message->idiag_expires;
    socket->retransmissions = message->idiag_retrans;
}

static void set_shutdown(KernelSocket *socket, uint8_t bits) {
    socket->shut_receive = bits & 1;
    socket->shut_send = bits & 2;
}

/* As the kernel decides whether a send on a stream has room: a third of what is queued must be free. */
static void set_room(KernelTcp *tcp, const uint32_t memory[SK_MEMINFO_VARS]) {
    uint32_t queued = memory[SK_MEMINFO_WMEM_QUEUED], most = memory[SK_MEMINFO_SNDBUF];
    tcp->is_full = most < queued || most - queued < queued / 2;
}

static void read_inet_attribute(KernelSocket *socket, unsigned type, const uint8_t *bytes, size_t count) {
    struct tcp_info info;
    uint32_t memory[SK_MEMINFO_VARS];
    if (type == INET_DIAG_INFO) {
        bool is_full = socket->tcp.is_full; /* which may have come before */
        copy_part(&info, sizeof info, bytes, count);
        kernel_set_tcp(&socket->tcp, &info);
        socket->tcp.is_full = is_full;
    } else if (type == INET_DIAG_SKMEMINFO) {
        copy_part(memory, sizeof memory, bytes, count);
        set_room(&socket->tcp, memory);
    } else if (type == INET_DIAG_SHUTDOWN && count >= 1)
        set_shutdown(socket, bytes[0]);
    else if (type == INET_DIAG_SKV6ONLY && count >= 1)
        socket->only_v6 = bytes[0] != 0;
}

static void read_unix_name(KernelSocket *socket, const uint8_t *bytes, size_t count) {
    if (count > 0 && bytes[0] != 0) count = strnlen((const char *)bytes, count);
    if (count > 0) socket->local = address_from_path(bytes, count);
}

static void read_unix_attribute(KernelSocket *socket, unsigned type, const uint8_t *bytes, size_t count) {
    struct unix_diag_rqlen queues;
    uint32_t word;
    copy_part(&word, sizeof word, bytes, count);
    switch (type) {
    case UNIX_DIAG_NAME: read_unix_name(socket, bytes, count); break;
    case UNIX_DIAG_PEER: socket->peer_inode = word; break;
    case UNIX_DIAG_RQLEN:
        copy_part(&queues, sizeof queues, bytes, count);
        kernel_set_queues(socket, queues.udiag_rqueue, queues.udiag_wqueue);
        break;
    case UNIX_DIAG_SHUTDOWN:
        if (count >= 1) set_shutdown(socket, bytes[0]);
        break;
    case UNIX_DIAG_UID:
        socket->uid_known = count >= sizeof word;
        socket->uid = word;
        break;
    }
}

typedef void ReadAttribute(KernelSocket *socket, unsigned type, const uint8_t *bytes, size_t count);

static void read_attributes(KernelSocket *socket, const uint8_t *bytes, size_t count,
                            ReadAttribute *read_one) {
    while (count >= sizeof(struct rtattr)) {
        struct rtattr head;
        memcpy(&head, bytes, sizeof head);
        if (head.rta_len < sizeof head || head.rta_len > count) return;
        read_one(socket, head.rta_type, bytes + sizeof head, head.rta_len - sizeof head);
        size_t step = RTA_ALIGN(head.rta_len);
        if (step > count) return;
        bytes += step;
        count -= step;
    }
}

static void read_inet(const uint8_t *bytes, size_t count, const KernelQuery *query, KernelSockets *out) {
    struct inet_diag_msg message;
    if (count < sizeof message) {
        out->complete = false;
        return;
    }
    memcpy(&message, bytes, sizeof message);
    KernelSocket *socket = kernel_new_socket(query, out);
    if (!socket) return;
    set_inet(socket, &message);
    read_attributes(socket, bytes + sizeof message, count - sizeof message, read_inet_attribute);
    kernel_keep_socket(query, out);
}

static void read_unix(const uint8_t *bytes, size_t count, const KernelQuery *query, KernelSockets *out) {
    struct unix_diag_msg message;
    if (count < sizeof message) {
        out->complete = false;
        return;
    }
    memcpy(&message, bytes, sizeof message);
    if (message.udiag_type != SOCK_STREAM) return;
    KernelSocket *socket = kernel_new_socket(query, out);
    if (!socket) return;
    socket->family = AF_UNIX;
    socket->type = SOCK_STREAM;
    socket->state = kernel_state_from_linux(message.udiag_state);
    socket->inode = message.udiag_ino;
    read_attributes(socket, bytes + sizeof message, count - sizeof message, read_unix_attribute);
    kernel_keep_socket(query, out);
}

static void read_socket(const uint8_t *bytes, size_t count, const KernelQuery *query, KernelSockets *out) {
    int family = count > 0 ? bytes[0] : AF_UNSPEC; /* the first byte of both kinds of message */
    if (family == AF_INET || family == AF_INET6)
        read_inet(bytes, count, query, out);
    else if (family == AF_UNIX)
        read_unix(bytes, count, query, out);
    else
        out->complete = false;
}

/* What the end of a dump and an error message carry: 0, or -errno. */
static int read_status(const uint8_t *bytes, size_t count) {
    int32_t status;
    copy_part(&status, sizeof status, bytes, count);
    return status < 0 && status > -4096 ? status : 0;
}

int kernel_diag_parse(const void *bytes, size_t count, uint32_t sequence, const KernelQuery *query,
                      KernelSockets *out) {
    const uint8_t *at = bytes;
    while (count >= sizeof(struct nlmsghdr)) {
        struct nlmsghdr head;
        memcpy(&head, at, sizeof head);
        if (head.nlmsg_len < sizeof head || head.nlmsg_len > count) return -EBADMSG;
        const uint8_t *body = at + sizeof head;
        size_t body_count = head.nlmsg_len - sizeof head;
        bool is_ours = head.nlmsg_seq == sequence;
        if (is_ours && (head.nlmsg_type == NLMSG_DONE || head.nlmsg_type == NLMSG_ERROR))
            return read_status(body, body_count);
        if (is_ours && (head.nlmsg_type == SOCK_DIAG_BY_FAMILY || head.nlmsg_type == TCPDIAG_GETSOCK))
            read_socket(body, body_count, query, out);
        size_t step = NLMSG_ALIGN((size_t)head.nlmsg_len);
        if (step >= count) return 1;
        at += step;
        count -= step;
    }
    return count == 0 ? 1 : -EBADMSG;
}

/* Asking. */

int kernel_open_diag(void) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    return fd < 0 ? -errno : fd;
}

/* A number of its own for each question, so that on a descriptor that lives on an old answer is not taken for
 * a new one. */
static uint32_t new_sequence(void) { return (uint32_t)clock_now(); }

typedef struct {
    struct nlmsghdr head;
    uint8_t body[128];
} Question;

/* Reads all answers to a question. When the list is full the rest is left unread, or read and dropped on a
 * descriptor that lives on: a dump that is not read to its end keeps it busy. */
static int read_answers(int fd, bool lives_on, const Question *question, const KernelQuery *query,
                        KernelSockets *out) {
    bool all = question->head.nlmsg_flags & NLM_F_DUMP;
    char *answer = memory_try(ANSWER_SIZE);
    int status = answer ? 1 : -ENOMEM;
    while (status == 1) {
        ssize_t got = recv(fd, answer, ANSWER_SIZE, MSG_DONTWAIT | MSG_TRUNC);
        if (got < 0)
            status = -errno;
        else if (got == 0 || got > ANSWER_SIZE)
            status = -EBADMSG;
        else
            status = kernel_diag_parse(answer, (size_t)got, question->head.nlmsg_seq, query, out);
        bool is_enough = !all ? out->count > 0 : !lives_on && !out->complete;
        if (status == 1 && is_enough) status = 0;
    }
    memory_free(answer);
    return status;
}

/* `all`: a dump of many datagrams, else one answer. */
static int ask(const Kernel *kernel, unsigned type, bool all, const void *body, size_t size,
               const KernelQuery *query, KernelSockets *out) {
    Question question = { .head = { .nlmsg_len = (uint32_t)(sizeof question.head + size),
                                    .nlmsg_type = (uint16_t)type,
                                    .nlmsg_flags =
                                        (uint16_t)(all ? NLM_F_REQUEST | NLM_F_DUMP : NLM_F_REQUEST),
                                    .nlmsg_seq = new_sequence() } };
    memcpy(question.body, body, size);
    int fd = kernel->diag_fd ? kernel->diag_fd : kernel_open_diag();
    if (fd < 0) return fd;
    int status = send(fd, &question, question.head.nlmsg_len, MSG_DONTWAIT) < 0 ? -errno : 0;
    if (status == 0) status = read_answers(fd, fd == kernel->diag_fd, &question, query, out);
    if (fd != kernel->diag_fd) close(fd);
    return status;
}

/* The query's states in the kernel's bits; a SYN-RECEIVED is also a handshake without a socket, its number
 * 12. */
static uint32_t linux_states(uint32_t states) {
    if (states == 0) return UINT32_MAX;
    uint32_t bits = states & 0xfff;
    if (states & KERNEL_STATE_BIT(KERNEL_SYN_RECEIVED)) bits |= 1u << 12;
    if (states & KERNEL_STATE_BIT(KERNEL_BOUND)) bits |= 1u << 13;
    return bits;
}

static int ask_family(const Kernel *kernel, int family, int protocol, const KernelQuery *query,
                      const struct inet_diag_sockid *id, KernelSockets *out) {
    struct inet_diag_req_v2 question = { .sdiag_family = (uint8_t)family,
                                         .sdiag_protocol = (uint8_t)protocol,
                                         .idiag_ext = query->details ? WITH_TCP_INFO : 0,
                                         .idiag_states = linux_states(query->states),
                                         .id = *id };
    return ask(kernel, SOCK_DIAG_BY_FAMILY, true, &question, sizeof question, query, out);
}

static int ask_both(const Kernel *kernel, int protocol, const KernelQuery *query,
                    const struct inet_diag_sockid *id, KernelSockets *out) {
    int status = ask_family(kernel, AF_INET, protocol, query, id, out);
    if (status < 0) return status;
    status = ask_family(kernel, AF_INET6, protocol, query, id, out);
    return status == -ENOENT || status == -EAFNOSUPPORT ? 0 : status; /* a kernel without IPv6 */
}

int kernel_diag_list_tcp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    struct inet_diag_sockid id = { .idiag_sport = htons(query->local_port),
                                   .idiag_dport = htons(query->peer_port) };
    struct inet_diag_req both = { .idiag_family = AF_INET,
                                  .idiag_ext = query->details ? WITH_TCP_INFO : 0,
                                  .idiag_states = linux_states(query->states),
                                  .id = id };
    size_t before = out->count;
    if (ask(kernel, TCPDIAG_GETSOCK, true, &both, sizeof both, query, out) >= 0) return 0;
    out->count = before;
    out->complete = true;
    return ask_both(kernel, IPPROTO_TCP, query, &id, out);
}

int kernel_diag_list_udp(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    struct inet_diag_sockid id = { 0 };
    size_t first = out->count;
    int status = ask_both(kernel, IPPROTO_UDP, query, &id, out);
    for (size_t i = first; i < out->count; i++) out->items[i].type = SOCK_DGRAM;
    return status;
}

int kernel_diag_list_unix(const Kernel *kernel, const KernelQuery *query, KernelSockets *out) {
    struct unix_diag_req question = { .sdiag_family = AF_UNIX,
                                      .udiag_states = linux_states(query->states),
                                      .udiag_show = UNIX_SHOWN };
    return ask(kernel, SOCK_DIAG_BY_FAMILY, true, &question, sizeof question, query, out);
}

static const KernelQuery one_socket = { .details = true, .limit = 1 };

/* IPv4 in IPv6 is looked for as IPv4: the kernel keeps such a connection where IPv4 is kept. */
static int set_id_address(const Address *address, uint32_t words[4]) {
    uint8_t ip[16];
    bool is_four = address_is_four(address);
    address_mapped(address, ip);
    memset(words, 0, 16);
    memcpy(words, ip + (is_four ? 12 : 0), is_four ? 4 : 16);
    return is_four ? AF_INET : AF_INET6;
}

int kernel_diag_find_tcp(const Kernel *kernel, const Address *local, const Address *peer,
                         KernelSockets *out) {
    struct inet_diag_req_v2 question = { .sdiag_protocol = IPPROTO_TCP,
                                         .idiag_ext = WITH_TCP_INFO,
                                         .idiag_states = UINT32_MAX };
    struct inet_diag_sockid *id = &question.id;
    int family = set_id_address(local, id->idiag_src);
    if (family != set_id_address(peer, id->idiag_dst)) return -ENOENT;
    question.sdiag_family = (uint8_t)family;
    id->idiag_sport = htons(local->port);
    id->idiag_dport = htons(peer->port);
    id->idiag_cookie[0] = id->idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (family == AF_INET6) id->idiag_if = local->scope;
    return ask(kernel, SOCK_DIAG_BY_FAMILY, false, &question, sizeof question, &one_socket, out);
}

int kernel_diag_find_unix(const Kernel *kernel, uint64_t inode, KernelSockets *out) {
    struct unix_diag_req question = { .sdiag_family = AF_UNIX,
                                      .udiag_states = UINT32_MAX,
                                      .udiag_ino = (uint32_t)inode,
                                      .udiag_show = UNIX_SHOWN,
                                      .udiag_cookie = { ~0u, ~0u } };
    return ask(kernel, SOCK_DIAG_BY_FAMILY, false, &question, sizeof question, &one_socket, out);
}
