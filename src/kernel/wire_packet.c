/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire on Linux: a packet socket with a ring of frames that the kernel fills and this process reads
 * (packet(7), PACKET_RX_RING). Straight from the kernel and without libpcap: nothing to load at start-up,
 * nothing to be found missing, and the static binary has it too, for little more than a hundred lines.
 *
 * The loopback interface shows each packet twice, as it leaves and as it arrives. The leaving one is told:
 * the kernel stamps it within the call that sends it, while the arriving one may wait for another thread of
 * the kernel until that call has returned. A filter in the kernel drops the other, so that it takes no room
 * in the ring. */
#include "base/clock.h"
#include "base/memory.h"
#include "kernel/wire.h"
#include "kernel/wire_clock.h"
#include "kernel/wire_parse.h"
#include "kernel/wire_pcap.h"
#include "sched/descriptor.h"
#include "sched/io.h"
#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* A frame: struct tpacket2_hdr, struct sockaddr_ll, room up to an alignment, then the packet's
 * first bytes. */
enum { FRAME = 2048, FRAMES = 8192, FEWEST_FRAMES = 128, BLOCK = 65536 /* a multiple of any page's size */ };
enum { FIRST_LOOKS = 32, LOOKS = 4 };

struct Wire {
    int fd;
    uint32_t interface; /* its number */
    uint8_t *ring;
    size_t frame_count, next;
    uint64_t lost;
    WireClock clock;
    WirePcap pcap;
};

/* ---- opening */

/* 0, or -errno. */
static int drop_arriving(int fd) {
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(SKF_AD_OFF + SKF_AD_PKTTYPE)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PACKET_OUTGOING, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, UINT32_MAX), /* all of it */
        BPF_STMT(BPF_RET | BPF_K, 0),
    };
    struct sock_fprog program = { sizeof code / sizeof *code, code };
    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) < 0 ? -errno : 0;
}

/* As many frames as there is memory for. */
static int make_ring(Wire *wire) {
    int version = TPACKET_V2, status = -ENOMEM;
    if (setsockopt(wire->fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) < 0) return -errno;
    for (unsigned frames = FRAMES; status == -ENOMEM && frames >= FEWEST_FRAMES; frames /= 2) {
        struct tpacket_req ring = { .tp_block_size = BLOCK,
                                    .tp_block_nr = frames / (BLOCK / FRAME),
                                    .tp_frame_size = FRAME,
                                    .tp_frame_nr = frames };
        status = setsockopt(wire->fd, SOL_PACKET, PACKET_RX_RING, &ring, sizeof ring) < 0 ? -errno : 0;
        wire->frame_count = frames;
    }
    if (status < 0) return status;
    void *map = mmap(NULL, wire->frame_count * FRAME, PROT_READ | PROT_WRITE, MAP_SHARED, wire->fd, 0);
    if (map == MAP_FAILED) return -errno;
    madvise(map, wire->frame_count * FRAME, MADV_DONTFORK);
    wire->ring = map;
    return 0;
}

/* Packets come from here on. */
static int start(Wire *wire) {
    struct sockaddr_ll address = { .sll_family = AF_PACKET,
                                   .sll_protocol = htons(ETH_P_ALL),
                                   .sll_ifindex = (int)wire->interface };
    return bind(wire->fd, (struct sockaddr *)&address, sizeof address) < 0 ? -errno : 0;
}

Wire *wire_open(void) {
    Wire *wire = memory_get_zeroed(sizeof *wire);
    wire->pcap.fd = -1;
    wire->interface = if_nametoindex("lo");
    wire->fd = wire->interface ? descriptor_raise(socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0)) : -1;
    int status = wire->fd < 0 ? -errno : drop_arriving(wire->fd);
    if (status == 0) status = make_ring(wire);
    wire_clock_look(&wire->clock, FIRST_LOOKS);
    if (status == 0) status = start(wire);
    if (status == 0) return wire;
    wire_close(wire);
    errno = -status;
    return NULL;
}

/* ---- closing */

/* Sends both fd and the other end through the one end. */
static void send_away(const int ends[2], int fd) {
    int fds[2] = { fd, ends[1] };
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(sizeof fds)];
    } control = { .head = { CMSG_LEN(sizeof fds), SOL_SOCKET, SCM_RIGHTS } };
    struct iovec byte = { "", 1 };
    struct msghdr message = {
        .msg_iov = &byte, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
    };
    memcpy(CMSG_DATA(&control.head), fds, sizeof fds);
    sendmsg(ends[0], &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/* A packet socket with a ring closes only after two grace periods of the kernel, 20 ms or more. So this
 * process does not wait for its end: it sends the descriptor to a Unix socket that is on its way in the same
 * message, and closes all. Then nobody can ever receive it, and the kernel's collector of such messages
 * closes it (unix(7), SCM_RIGHTS): since Linux 6.9 in a thread of its own, before within one of these calls
 * to close, which then takes as long as if nothing had been sent. */
static void close_behind(int fd) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
        send_away(ends, fd);
        close(fd);
        close(ends[1]);
        close(ends[0]);
    } else
        close(fd);
}

void wire_close(Wire *wire) {
    if (!wire) return;
    wire_pcap_end(&wire->pcap);
    if (wire->ring) munmap(wire->ring, wire->frame_count * FRAME);
    if (wire->fd >= 0) close_behind(wire->fd);
    memory_free(wire);
}

/* ---- reading */

int wire_fd(const Wire *wire) { return wire->fd; }

int wire_keep(Wire *wire, int fd) {
    int status = wire_pcap_end(&wire->pcap);
    return fd < 0 ? status : wire_pcap_begin(&wire->pcap, fd, FRAME);
}

/* NULL: the kernel has not filled it. */
static struct tpacket2_hdr *next_frame(Wire *wire) {
    struct tpacket2_hdr *head = (void *)(wire->ring + wire->next * FRAME);
    uint32_t status = __atomic_load_n(&head->tp_status, __ATOMIC_ACQUIRE);
    return status & TP_STATUS_USER ? head : NULL;
}

static void give_back(Wire *wire, struct tpacket2_hdr *head) {
    __atomic_store_n(&head->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
    wire->next = (wire->next + 1) % wire->frame_count;
}

static void tell_frame(Wire *wire, const struct tpacket2_hdr *head, PacketFunction *tell, void *context) {
    Packet packet;
    size_t begin = head->tp_mac < FRAME ? head->tp_mac : FRAME;
    size_t count = head->tp_snaplen < FRAME - begin ? head->tp_snaplen : FRAME - begin;
    const uint8_t *bytes = (const uint8_t *)head + begin;
    int64_t wall = (int64_t)head->tp_sec * CLOCK_SECOND + head->tp_nsec;
    wire_pcap_add(&wire->pcap, wall, bytes, count, head->tp_len);
    if (!wire_parse(bytes, count, head->tp_len, wire->interface, &packet)) return;
    packet.wall = wall;
    packet.at = wire_clock_at(&wire->clock, wall);
    tell(context, &packet);
}

/* No more than a whole ring at once: what comes in meanwhile could keep it busy for ever. */
int wire_read(Wire *wire, PacketFunction *tell, void *context) {
    struct tpacket2_hdr *head = next_frame(wire);
    if (!head) io_error(wire->fd); /* that the interface was down makes it readable until asked for */
    wire_clock_look(&wire->clock, LOOKS);
    for (size_t i = 0; i < wire->frame_count && (head = next_frame(wire)); i++) {
        tell_frame(wire, head, tell, context);
        give_back(wire, head);
    }
    return wire_pcap_flush(&wire->pcap);
}

uint64_t wire_lost(Wire *wire) {
    struct tpacket_stats recent = { 0 };
    socklen_t size = sizeof recent;
    getsockopt(wire->fd, SOL_PACKET, PACKET_STATISTICS, &recent, &size); /* which sets them to 0 */
    wire->lost += recent.tp_drops;
    return wire->lost;
}
