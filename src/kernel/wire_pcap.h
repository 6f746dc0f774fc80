/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packets into a file that tcpdump and Wireshark read: pcap's format (draft-ietf-opsawg-pcap), times in
 * nanoseconds, in the machine's byte order. Nothing waits for a pipe that is full: what it does not take is
 * kept, up to a limit. */
#pragma once
#include "base/buffer.h"

enum { WIRE_PCAP_MAGIC = 0xa1b23c4d, WIRE_PCAP_ETHERNET = 1, WIRE_PCAP_LIMIT = 64 << 20 /* bytes kept */ };

typedef struct {
    int fd; /* borrowed; -1: nothing is written */
    bool is_file;
    Buffer kept;
} WirePcap;

/* Writes the head. `most`: bytes of a packet. 0, or -errno: nothing will be written. */
int wire_pcap_begin(WirePcap *pcap, int fd, uint32_t most);
/* A packet of `length` bytes, the first `count` of which are here. Costs one test while nothing
 * is written. */
void wire_pcap_add(WirePcap *pcap, int64_t wall, const void *bytes, size_t count, size_t length);
/* Writes what was added. 0, or -errno: nothing is written any more. */
int wire_pcap_flush(WirePcap *pcap);
/* Writes what is kept, now waiting for who reads it, and lets go of the file. */
int wire_pcap_end(WirePcap *pcap);
