/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Datagrams on their way: which one a call took. UDP keeps each whole, and on one machine in their order;
 * where a receiver has no room some are lost. So of those that went the same way the first one that fits is
 * taken. */
#pragma once
#include "base/list.h"
#include "journal/journal.h"
#include "ladder/endpoints.h"

typedef struct {
    Address from, to; /* an address may be any */
    size_t role, row; /* of its send */
    uint64_t count;
    size_t data_count; /* how many of the bytes are kept */
    uint8_t data[JOURNAL_DATA];
} Datagram;

typedef struct {
    Table ways; /* by the two ports */
    Link all;   /* the oldest first: past a limit they are forgotten */
    size_t count;
} Datagrams;

void datagrams_init(Datagrams *datagrams);
void datagrams_clear(Datagrams *datagrams);
void datagrams_send(Datagrams *datagrams, const Datagram *datagram); /* copied */
/* taken: what was received, from whom and where, its role and row being filled in here. False: nobody is
 * known to have sent it. */
bool datagrams_receive(Datagrams *datagrams, Datagram *taken);
