/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of a ladder's rows. Calls are told as Python writes them, whatever the language of the person:
 * tests compare them. Each function empties *out first, and leaves one line of printable UTF-8 there,
 * ROW_TEXT columns wide at most. */
#pragma once
#include "journal/entry.h"
#include "kernel/wire.h"
#include "ladder/row.h"

/* What a label needs to know of a call. Borrowed, whatever the writer says. */
typedef struct {
    uint32_t task;
    JournalMoment moment;
    JournalOutcome outcome;
    int32_t fd;
    const char *name, *shown, *gave;
} LabelCall;

void label_begin(Buffer *out, const LabelCall *call);  /* "[2] recv(7)" */
void label_call(Buffer *out, const LabelCall *call);   /* "send(b'Bonjour') = 7" */
void label_return(Buffer *out, const LabelCall *call); /* "connect(...) = ECONNREFUSED" */
/* The bytes of an arrow, of which `kept` are in *data. */
void label_data(Buffer *out, const uint8_t *data, size_t kept, uint64_t count);
void label_packet(Buffer *out, const Packet *packet); /* "PSH ACK, 7 bytes" */
void label_packet_detail(Buffer *out, const Packet *packet);
void label_later(Buffer *out, int64_t nanoseconds);           /* "1 h later" */
void label_lost(Buffer *out, uint64_t count, bool are_calls); /* else packets */
/* Any text as one printable line of at most so many columns. */
void label_plain(Buffer *out, const char *text, size_t columns);

/* As much of a printable text as fits into `columns`, ended by `ellipsis` ("": none) when it is cut. */
void label_append_cut(Buffer *out, const char *text, size_t count, size_t columns, const char *ellipsis);
