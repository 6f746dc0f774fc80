/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire: the packets that pass the loopback interface of this process's network namespace. Linux:
 * packet(7), which needs no privilege in a namespace of one's own. Each packet is told once. Another system's
 * capture is another file behind this header. */
#pragma once
#include "base/json.h"

enum { /* RFC 9293, 3.1: the bits of a segment's flags */
       SEGMENT_FIN = 0x01,
       SEGMENT_SYN = 0x02,
       SEGMENT_RST = 0x04,
       SEGMENT_PSH = 0x08,
       SEGMENT_ACK = 0x10,
       SEGMENT_URG = 0x20,
       SEGMENT_ECE = 0x40,
       SEGMENT_CWR = 0x80,
};

typedef struct {
    int64_t at;       /* CLOCK_MONOTONIC, nanoseconds */
    int64_t wall;     /* since 1970, nanoseconds */
    uint8_t protocol; /* IPPROTO_TCP, IPPROTO_UDP, or another one, which has no ports */
    uint8_t flags;    /* SEGMENT_... of TCP */
    uint16_t window;  /* as it stands in the segment, unscaled */
    uint32_t sequence, acknowledgment;
    uint32_t payload; /* bytes behind the last header */
    Address from, to;
} Packet;

typedef struct Wire Wire;

/* From now on. Owned; NULL: errno says why it cannot be watched. The kernel takes some 10 ms for it, in which
 * roles that have been started can get ready. */
Wire *wire_open(void);
void wire_close(Wire *wire); /* NULL is allowed; a pipe that packets are written to is first given the rest */
int wire_fd(const Wire *wire); /* readable while something has not been read; borrowed */
/* All packets are also written to this file, in pcap's format (borrowed; -1: no longer). 0, or -errno of its
 * head. */
int wire_keep(Wire *wire, int fd);
/* Tells all that have passed since, in their order; never waits. What is no IP is left out. 0, or -errno when
 * a packet could not be written to the file: then none is written any more. */
typedef void PacketFunction(void *context, const Packet *packet);
int wire_read(Wire *wire, PacketFunction *tell, void *context);
uint64_t wire_lost(Wire *wire); /* packets that there was no room for, until now */

/* "SYN", "PSH ACK", "ACK"; "UDP", "ICMP", "protocol 47". */
void packet_append_flags(Buffer *out, const Packet *packet);
/* {"at":N,"wall":N,"protocol":"TCP","flags":"PSH
 * ACK","from":"127.0.0.1:45422","to":"127.0.0.1:3000","seq":1,"ack":1,"window":512, "payload":7}; the
 * protocol is "TCP", "UDP" or a number, and flags, seq, ack and window are TCP's. */
void packet_append(Buffer *out, const Packet *packet);
/* Behind the object's opening bracket, up to its closing one. False: refused; see entry_read. */
bool packet_read(JsonReader *reader, Packet *packet);
