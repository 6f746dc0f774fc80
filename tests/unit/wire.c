/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Behind kernel/wire.h: frames of each kind, then cut at every length and changed at random; the difference
 * of the clocks; files in pcap's format, into pipes that are full and devices that refuse. Nothing here needs
 * a network. */
#include "kernel/wire_clock.h"
#include "kernel/wire_parse.h"
#include "kernel/wire_pcap.h"
#include "unit.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
    uint8_t bytes[512];
    size_t count;
} Made;

static void put(Made *frame, size_t count, uint64_t number) { /* in the network's order */
    for (size_t i = count; i-- > 0;) frame->bytes[frame->count++] = (uint8_t)(number >> (8 * i));
}

static void put_text(Made *frame, const char *text) {
    memcpy(frame->bytes + frame->count, text, strlen(text));
    frame->count += strlen(text);
}

static void put_ethernet(Made *frame, unsigned kind) {
    put(frame, 6, 0);
    put(frame, 6, 0);
    put(frame, 2, kind);
}

static void put_ipv4(Made *frame, size_t options, unsigned protocol, unsigned total, unsigned fragment) {
    put_ethernet(frame, 0x0800);
    put(frame, 2, (4 << 12) | (5 + options / 4) << 8);
    put(frame, 2, total);
    put(frame, 4, 0x12340000 | fragment);
    put(frame, 2, 64 << 8 | protocol);
    put(frame, 2, 0);
    put(frame, 4, 0x7f000001);
    put(frame, 4, 0x7f000002);
    for (size_t i = 0; i < options; i++) put(frame, 1, 1);
}

static void put_ipv6(Made *frame, unsigned next, unsigned payload) {
    put_ethernet(frame, 0x86dd);
    put(frame, 4, 6u << 28);
    put(frame, 2, payload);
    put(frame, 2, next << 8 | 64);
    put(frame, 8, 0xfe80ull << 48);
    put(frame, 8, 1);
    put(frame, 8, 0);
    put(frame, 8, 1);
}

static void put_tcp(Made *frame, size_t options, unsigned flags) {
    put(frame, 2, 40000);
    put(frame, 2, 3000);
    put(frame, 4, 0xfffffff0);
    put(frame, 4, 0x01020304);
    put(frame, 2, (5 + options / 4) << 12 | flags);
    put(frame, 2, 512);
    put(frame, 4, 0);
    for (size_t i = 0; i < options; i++) put(frame, 1, 1);
}

static void put_udp(Made *frame, unsigned count) {
    put(frame, 2, 5353);
    put(frame, 2, 53);
    put(frame, 4, (uint64_t)count << 16);
}

static bool parse(const Made *frame, Packet *packet) {
    return wire_parse(frame->bytes, frame->count, frame->count, 9, packet);
}

static Made tcp_frame(void) {
    Made frame = { .count = 0 };
    put_ipv4(&frame, 8, IPPROTO_TCP, 28 + 32 + 5, 0x4000);
    put_tcp(&frame, 12, SEGMENT_PSH | SEGMENT_ACK | 0xc0);
    put_text(&frame, "hello");
    return frame;
}

static Made udp_frame(void) {
    Made frame = { .count = 0 };
    put_ipv4(&frame, 0, IPPROTO_UDP, 20 + 8 + 3, 0);
    put_udp(&frame, 11);
    put_text(&frame, "abcpadding");
    return frame;
}

/* Hop by hop, destination options, routing, authentication, a first fragment, TCP. */
static Made extended_frame(void) {
    Made frame = { .count = 0 };
    put_ipv6(&frame, IPPROTO_HOPOPTS, 8 + 16 + 8 + 12 + 8 + 20 + 2);
    put(&frame, 8, (uint64_t)IPPROTO_DSTOPTS << 56);
    put(&frame, 8, (uint64_t)IPPROTO_ROUTING << 56 | 1ull << 48);
    put(&frame, 8, 0);
    put(&frame, 8, (uint64_t)IPPROTO_AH << 56);
    put(&frame, 4, (uint64_t)IPPROTO_FRAGMENT << 24 | 1 << 16);
    put(&frame, 8, 0);
    put(&frame, 8, (uint64_t)IPPROTO_TCP << 56 | 1ull << 32);
    put_tcp(&frame, 0, SEGMENT_SYN);
    put_text(&frame, "ab");
    return frame;
}

static Made icmp_frame(void) {
    Made frame = { .count = 0 };
    put_ipv4(&frame, 0, IPPROTO_ICMP, 20 + 8, 0);
    put(&frame, 8, 8ull << 56);
    return frame;
}

static void test_tcp(void) {
    Made frame = tcp_frame();
    Packet packet;
    char text[INET6_ADDRSTRLEN];
    if (!CHECK(parse(&frame, &packet))) return;
    CHECK_INT(packet.protocol, IPPROTO_TCP);
    CHECK_INT(packet.flags, SEGMENT_PSH | SEGMENT_ACK); /* ECN's bits are not told */
    CHECK_INT(packet.window, 512);
    CHECK_INT(packet.sequence, 0xfffffff0);
    CHECK_INT(packet.acknowledgment, 0x01020304);
    CHECK_INT(packet.payload, 5);
    CHECK_INT(packet.from.port, 40000);
    CHECK_INT(packet.to.port, 3000);
    CHECK_INT(packet.from.family, AF_INET);
    CHECK_INT(packet.from.scope, 0);
    CHECK_TEXT(inet_ntop(AF_INET, packet.from.ip, text, sizeof text), "127.0.0.1");
    CHECK_TEXT(inet_ntop(AF_INET, packet.to.ip, text, sizeof text), "127.0.0.2");
}

static void test_udp_and_icmp(void) {
    Made frame = udp_frame();
    Packet packet;
    CHECK(parse(&frame, &packet));
    CHECK_INT(packet.protocol, IPPROTO_UDP);
    CHECK_INT(packet.from.port, 5353);
    CHECK_INT(packet.to.port, 53);
    CHECK_INT(packet.payload, 3); /* what follows IP's length is padding */
    CHECK_INT(packet.flags, 0);
    frame = icmp_frame();
    CHECK(parse(&frame, &packet));
    CHECK_INT(packet.protocol, IPPROTO_ICMP);
    CHECK_INT(packet.payload, 8);
    CHECK_INT(packet.from.port, 0);
}

static void test_extensions(void) {
    Made frame = extended_frame();
    Packet packet;
    char text[INET6_ADDRSTRLEN];
    CHECK(parse(&frame, &packet));
    CHECK_INT(packet.protocol, IPPROTO_TCP);
    CHECK_INT(packet.flags, SEGMENT_SYN);
    CHECK_INT(packet.payload, 2);
    CHECK_INT(packet.to.port, 3000);
    CHECK_INT(packet.from.family, AF_INET6);
    CHECK_INT(packet.from.scope, 9);
    CHECK_INT(packet.to.scope, 0);
    CHECK_TEXT(inet_ntop(AF_INET6, packet.from.ip, text, sizeof text), "fe80::1");
    CHECK_TEXT(inet_ntop(AF_INET6, packet.to.ip, text, sizeof text), "::1");
    frame = (Made){ .count = 0 };
    put_ipv6(&frame, IPPROTO_NONE, 0);
    CHECK(parse(&frame, &packet));
    CHECK(packet.protocol == IPPROTO_NONE && packet.payload == 0);
    frame = (Made){ .count = 0 };
    put_ipv6(&frame, IPPROTO_ICMPV6, 8);
    put(&frame, 8, 128ull << 56);
    CHECK(parse(&frame, &packet));
    CHECK(packet.protocol == IPPROTO_ICMPV6 && packet.payload == 8 && packet.from.port == 0);
    frame = (Made){ .count = 0 };
    put_ipv6(&frame, IPPROTO_ESP, 8);
    put(&frame, 8, 0);
    CHECK(parse(&frame, &packet));
    CHECK(packet.protocol == IPPROTO_ESP && packet.payload == 8);
}

static void test_fragments(void) {
    Made frame = { .count = 0 };
    Packet packet;
    put_ipv4(&frame, 0, IPPROTO_UDP, 20 + 16, 0x2000); /* the first, more follow */
    put_udp(&frame, 4008);
    put(&frame, 8, 0);
    CHECK(parse(&frame, &packet));
    CHECK(packet.from.port == 5353 && packet.payload == 8);
    frame = (Made){ .count = 0 };
    put_ipv4(&frame, 0, IPPROTO_UDP, 20 + 16, 0x2001);
    put_udp(&frame, 4008);
    put(&frame, 8, 0);
    CHECK(parse(&frame, &packet));
    CHECK(packet.protocol == IPPROTO_UDP && packet.from.port == 0 && packet.to.port == 0);
    CHECK_INT(packet.payload, 16);
    frame = (Made){ .count = 0 };
    put_ipv6(&frame, IPPROTO_FRAGMENT, 8 + 20);
    put(&frame, 8, (uint64_t)IPPROTO_TCP << 56 | 8ull << 32);
    put_tcp(&frame, 0, SEGMENT_SYN);
    CHECK(parse(&frame, &packet));
    CHECK(packet.protocol == IPPROTO_TCP && packet.from.port == 0 && packet.flags == 0);
    CHECK_INT(packet.payload, 20);
}

/* More than the frame's beginning was not kept, and of a big one IP's own length is 0. */
static void test_lengths(void) {
    Made frame = { .count = 0 };
    Packet packet;
    put_ipv4(&frame, 0, IPPROTO_TCP, 65535, 0);
    put_tcp(&frame, 0, SEGMENT_ACK);
    CHECK(wire_parse(frame.bytes, frame.count, 14 + 65535, 0, &packet));
    CHECK_INT(packet.payload, 65535 - 40);
    CHECK(wire_parse(frame.bytes, frame.count, 14 + 1000, 0, &packet)); /* IP says more than there was */
    CHECK_INT(packet.payload, 1000 - 40);
    frame = (Made){ .count = 0 };
    put_ipv4(&frame, 0, IPPROTO_TCP, 0, 0);
    put_tcp(&frame, 0, SEGMENT_ACK);
    CHECK(wire_parse(frame.bytes, frame.count, 14 + 40 + 190000, 0, &packet));
    CHECK_INT(packet.payload, 190000);
    frame = (Made){ .count = 0 };
    put_ipv6(&frame, IPPROTO_HOPOPTS, 0);
    put(&frame, 8, (uint64_t)IPPROTO_TCP << 56 | 0xc2ull << 40 | 4ull << 32 | (8 + 20 + 190000));
    put_tcp(&frame, 0, SEGMENT_ACK);
    CHECK(wire_parse(frame.bytes, frame.count, 14 + 40 + 8 + 20 + 190000, 0, &packet));
    CHECK_INT(packet.payload, 190000);
    CHECK_INT(packet.to.port, 3000);
}

static void test_wrong(void) {
    Made frame = tcp_frame();
    Packet packet;
    frame.bytes[14 + 28 + 12] = 4 << 4; /* a TCP header shorter than one */
    CHECK(parse(&frame, &packet) && packet.from.port == 0 && packet.flags == 0 && packet.payload == 37);
    frame.bytes[14 + 28 + 12] = 15 << 4; /* longer than the segment */
    CHECK(parse(&frame, &packet) && packet.from.port == 0 && packet.payload == 37);
    frame.bytes[14] = 0x44; /* an IP header shorter than one */
    CHECK(!parse(&frame, &packet));
    frame.bytes[14] = 0x65; /* another version than Ethernet says */
    CHECK(!parse(&frame, &packet));
    frame = tcp_frame();
    frame.bytes[16] = 0, frame.bytes[17] = 27; /* the whole is shorter than its header */
    CHECK(!parse(&frame, &packet));
    frame = (Made){ .count = 0 };
    put_ethernet(&frame, 0x0806);
    put(&frame, 8, 0);
    CHECK(!parse(&frame, &packet));
    CHECK(!wire_parse(NULL, 0, 0, 0, &packet));
}

/* What was read can never be more than what there was. */
static bool is_sane(const Packet *packet, size_t length) {
    bool has_ports = packet->protocol == IPPROTO_TCP || packet->protocol == IPPROTO_UDP;
    return packet->payload <= length && packet->from.family == packet->to.family &&
           (packet->from.family == AF_INET || packet->from.family == AF_INET6) &&
           (has_ports || (!packet->from.port && !packet->to.port)) &&
           (packet->protocol == IPPROTO_TCP || !packet->flags);
}

/* In memory of its very size, so that a sanitizer sees a step too far. */
static void parse_exactly(const uint8_t *bytes, size_t count, size_t length) {
    uint8_t *copy = malloc(count ? count : 1);
    Packet packet;
    memcpy(copy, bytes, count);
    if (wire_parse(copy, count, length, 9, &packet)) CHECK(is_sane(&packet, length));
    free(copy);
}

static uint32_t random_state = 20240229;

static uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    return random_state ^= random_state << 5;
}

static void test_anything(void) {
    Made frames[] = { tcp_frame(), udp_frame(), extended_frame(), icmp_frame() };
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        for (size_t count = 0; count <= frames[i].count; count++) {
            parse_exactly(frames[i].bytes, count, count);
            parse_exactly(frames[i].bytes, count, frames[i].count);
            parse_exactly(frames[i].bytes, count, 1 << 20);
        }
        for (int round = 0; round < 20000; round++) {
            Made frame = frames[i];
            for (uint32_t flips = 1 + next_random() % 4; flips > 0; flips--)
                frame.bytes[next_random() % frame.count] = (uint8_t)next_random();
            parse_exactly(frame.bytes, frame.count, frame.count + next_random() % 3 * 1000);
        }
    }
    for (int round = 0; round < 20000; round++) {
        Made frame = { .count = next_random() % 200 };
        for (size_t i = 0; i < frame.count; i++) frame.bytes[i] = (uint8_t)next_random();
        if (frame.count > 14) memcpy(frame.bytes + 12, round % 2 ? "\x08\0E" : "\x86\xdd`", 3);
        parse_exactly(frame.bytes, frame.count, frame.count);
    }
}

/* ---- the clocks */

enum { LEAD = 1000000 };

static void test_clock(void) {
    WireClock clock = { 0 };
    wire_clock_take(&clock, 100, 160 + LEAD, 200); /* the lead is LEAD - 40 to LEAD + 60 */
    CHECK_INT(wire_clock_at(&clock, LEAD + 500), 500 - 10);
    wire_clock_take(&clock, 300, 310 + LEAD, 350); /* LEAD - 40 to LEAD + 10 */
    wire_clock_take(&clock, 400, 460 + LEAD, 470); /* LEAD - 10 to LEAD + 60 */
    CHECK(clock.low == LEAD - 10 && clock.high == LEAD + 10 && !clock.is_set);
    CHECK_INT(wire_clock_at(&clock, LEAD + 500), 500);
    wire_clock_take(&clock, 500, 500 + LEAD - 13, 502); /* a hair outside: rounding */
    CHECK(!clock.is_set && clock.low == LEAD - 15 && clock.high == LEAD - 13);
    WireClock real = { 0 };
    wire_clock_look(&real, 8);
    CHECK(real.is_known && real.low <= real.high && real.ceiling >= real.looked_at);
}

/* Between looks at 1 ms and at 9 ms the wall clock is set by `step`, at 5 ms: packets at 4 and 6 ms. */
static void check_step(int64_t step) {
    WireClock clock = { 0 };
    wire_clock_take(&clock, 1000000, 1000000 + LEAD, 1000000);
    wire_clock_take(&clock, 9000000, 9000000 + LEAD + step, 9000000);
    CHECK(clock.is_set);
    CHECK_INT(wire_clock_at(&clock, 4000000 + LEAD), 4000000);
    CHECK_INT(wire_clock_at(&clock, 6000000 + LEAD + step), 6000000);
    CHECK_INT(wire_clock_at(&clock, 7000000 + LEAD + step), 7000000);
    CHECK_INT(wire_clock_at(&clock, 9500000 + LEAD + step), 9500000); /* came in after the look */
    wire_clock_take(&clock, 10000000, 10000000 + LEAD + step, 10000000);
    CHECK(!clock.is_set);
}

static void test_steps(void) {
    check_step(3600000000000);
    check_step(-3600000000000);
    check_step(-3000000);
    check_step(5000000);
    WireClock clock = { 0 };
    wire_clock_take(&clock, 1000000, 1000000 + LEAD, 1000000);
    wire_clock_take(&clock, 9000000, 9000000 + LEAD + 50000000, 9000000);
    CHECK_INT(wire_clock_at(&clock, 4000000 + LEAD - 70000000), 1000000); /* set twice: still not before */
}

/* ---- files */

typedef struct {
    uint32_t magic;
    uint16_t major, minor;
    uint32_t zone, precision, most, link_type;
} FileHead;

static void test_file(void) {
    int fd = memfd_create("pcap", MFD_CLOEXEC);
    WirePcap pcap = { .fd = -1 };
    wire_pcap_add(&pcap, 1, "x", 1, 1); /* nothing is written */
    CHECK_INT(wire_pcap_flush(&pcap), 0);
    CHECK_INT(wire_pcap_end(&pcap), 0);
    CHECK_INT(wire_pcap_begin(&pcap, fd, 2048), 0);
    wire_pcap_add(&pcap, 1700000000123456789, "abc", 3, 70000);
    CHECK_INT(lseek(fd, 0, SEEK_CUR), 24); /* the head at once */
    CHECK_INT(wire_pcap_flush(&pcap), 0);
    wire_pcap_add(&pcap, 1700000001000000001, "de", 2, 2);
    CHECK_INT(wire_pcap_end(&pcap), 0);
    CHECK_INT(pcap.fd, -1);
    FileHead head;
    uint32_t record[4];
    char bytes[4] = "";
    CHECK_INT(lseek(fd, 0, SEEK_END), 24 + 16 + 3 + 16 + 2);
    CHECK_INT(pread(fd, &head, sizeof head, 0), 24);
    CHECK(head.magic == 0xa1b23c4d && head.major == 2 && head.minor == 4 && head.link_type == 1);
    CHECK(head.zone == 0 && head.precision == 0 && head.most == 2048);
    CHECK_INT(pread(fd, record, sizeof record, 24), 16);
    CHECK(record[0] == 1700000000 && record[1] == 123456789 && record[2] == 3 && record[3] == 70000);
    CHECK_INT(pread(fd, bytes, 3, 40), 3);
    CHECK_TEXT(bytes, "abc");
    CHECK_INT(pread(fd, record, sizeof record, 43), 16);
    CHECK(record[0] == 1700000001 && record[1] == 1 && record[2] == 2 && record[3] == 2);
    close(fd);
}

static void test_refused(void) {
    int full = open("/dev/full", O_WRONLY | O_CLOEXEC), fds[2];
    WirePcap pcap = { .fd = -1 };
    if (full >= 0) {
        CHECK_INT(wire_pcap_begin(&pcap, full, 2048), -ENOSPC);
        CHECK(pcap.fd == -1 && pcap.kept.count == 0);
        wire_pcap_add(&pcap, 1, "x", 1, 1);
        CHECK_INT(wire_pcap_flush(&pcap), 0); /* told once */
        close(full);
    }
    CHECK(pipe2(fds, O_CLOEXEC) == 0);
    CHECK_INT(wire_pcap_begin(&pcap, fds[1], 2048), 0);
    close(fds[0]);
    wire_pcap_add(&pcap, 1, "x", 1, 1);
    CHECK_INT(wire_pcap_flush(&pcap), -EPIPE);
    CHECK_INT(wire_pcap_flush(&pcap), 0);
    CHECK_INT(wire_pcap_end(&pcap), 0);
    close(fds[1]);
}

/* Reads all that is there, counting it. */
static size_t drain(int fd) {
    static char bytes[65536];
    size_t total = 0;
    for (ssize_t got; (got = read(fd, bytes, sizeof bytes)) > 0;) total += (size_t)got;
    return total;
}

static void test_full_pipe(void) {
    enum { RECORDS = 300, SIZE = 1000 };
    static char bytes[SIZE];
    int fds[2];
    WirePcap pcap = { .fd = -1 };
    CHECK(pipe2(fds, O_CLOEXEC) == 0 && fcntl(fds[0], F_SETFL, O_NONBLOCK) == 0);
    CHECK_INT(wire_pcap_begin(&pcap, fds[1], 2048), 0);
    for (int i = 0; i < RECORDS; i++) wire_pcap_add(&pcap, i, bytes, SIZE, SIZE);
    CHECK_INT(wire_pcap_flush(&pcap), 0); /* does not wait */
    CHECK(pcap.kept.count > 0);
    size_t total = 0;
    for (int i = 0; i < 1000 && pcap.kept.count; i++) {
        total += drain(fds[0]);
        CHECK_INT(wire_pcap_flush(&pcap), 0);
    }
    total += drain(fds[0]);
    CHECK_INT(total, 24 + RECORDS * (16 + SIZE));
    CHECK_INT(fcntl(fds[1], F_GETFL) & O_NONBLOCK, 0);
    for (int i = 0; i < WIRE_PCAP_LIMIT / SIZE + 100; i++) wire_pcap_add(&pcap, i, bytes, SIZE, SIZE);
    CHECK_INT(wire_pcap_flush(&pcap), -ENOBUFS); /* nobody reads */
    CHECK_INT(pcap.fd, -1);
    close(fds[0]), close(fds[1]);
}

int main(void) {
    signal(SIGPIPE, SIG_IGN);
    test_tcp();
    test_udp_and_icmp();
    test_extensions();
    test_fragments();
    test_lengths();
    test_wrong();
    test_anything();
    test_clock();
    test_steps();
    test_file();
    test_refused();
    test_full_pipe();
    return unit_end();
}
