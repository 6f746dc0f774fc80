/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this process's network namespace has sent and received so far, as the kernel counts it: while the
 * counts stand, no socket changes its state, and none needs to be looked at. Reading them costs a tenth of a
 * dump of the sockets. See proc(5): /proc/net/snmp and sockstat. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { TRAFFIC_TEXT = 16384 };

typedef struct {
    int counters[2],
        sockets[2]; /* descriptors of the files of IPv4 and IPv6; -1: there is none; 0: not opened yet */
    char text[2][TRAFFIC_TEXT]; /* the counts, in turn: as they are, and as they were when they were kept */
    size_t count[2];
    int kept; /* which of them; the other is for reading */
} Traffic;

/* Whether there is a socket of TCP or UDP at all; true where the kernel does not tell. */
bool traffic_has_sockets(Traffic *traffic);
/* Whether the counts are those that were kept last. Reads them. */
bool traffic_stands(Traffic *traffic);
void traffic_keep(Traffic *traffic); /* the counts that were read last */
void traffic_close(Traffic *traffic);
