/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the model share: ladder.c takes what is added and finds the next moment, rows.c tells
 * its rows. */
#pragma once
#include "base/heap.h"
#include "ladder/datagrams.h"
#include "ladder/endpoints.h"
#include "ladder/label.h"
#include "ladder/ladder.h"
#include "ladder/table.h"

/* What one entry said, with its texts behind it. */
typedef struct {
    size_t source;
    int64_t begun, ended; /* by the program's clock */
    bool knows_state;
    KernelState state, made_state;
    uint64_t made;
    LabelCall label;
    const char *detail;
    char texts[];
} Telling;

typedef struct {
    TableLink link; /* by role and number, until it is drawn or another one has the number */
    bool is_listed;
    Link all;
    HeapEntry begin, end;
    size_t role;
    uint64_t number, socket;
    int64_t real_begun;
    bool parked;
    bool has_begun; /* its BEGIN is drawn */
    bool is_close;
    size_t row;             /* of its BEGIN or CALL; NO_ROW */
    Telling *waits, *ended; /* owned; NULL: not told */
    /* of what it moved: */
    EntryData direction;
    uint64_t offset, count;
    bool is_unclear;    /* it sent what cannot be joined */
    bool is_waiting;    /* it is counted as its stream's waiting send */
    Segment *segment;   /* until it is drawn */
    Datagram *datagram; /* that it sent or took; owned, until it is drawn; NULL: none */
    size_t data_count;
    uint8_t data[JOURNAL_DATA];
} LadderCall;

typedef enum { OTHER_PACKET, OTHER_LOST_CALLS, OTHER_LOST_PACKETS } OtherKind;

/* What is drawn at one moment. */
typedef struct {
    HeapEntry moment;
    OtherKind kind;
    size_t source, role;
    uint64_t count;
    Packet packet;
} Other;

struct Ladder {
    LadderSink *sink;
    void *context;
    const char **roles; /* owned, and each of them */
    size_t role_count, role_capacity;
    size_t *waiting; /* by role: calls of which only the wait is told */
    size_t waiting_count, waiting_capacity;
    size_t elsewhere; /* its column; NO_ROW: not needed yet */
    Heap begins, others, ends;
    Table listed; /* calls */
    Link calls;   /* all */
    Endpoints endpoints;
    Datagrams datagrams;
    ToldSegments told;
    size_t calls_added, packets_added;
    size_t row_count;
    bool has_clock;      /* a row was made by the programs' clock: */
    int64_t first, last; /* of its rows */
    Buffer label, detail;
};

/* As ladder_add_lost, of packets: "12 packets were not told". */
void ladder_add_lost_packets(Ladder *ladder, uint64_t count, int64_t at);

/* ---- of calls: ladder.c */

/* Its socket; NULL: not known. */
Endpoint *ladder_endpoint(const Ladder *ladder, const LadderCall *call);
/* Its socket's stream counts the sends that wait. */
void ladder_set_waiting(Ladder *ladder, LadderCall *call, bool waits);
/* Its end will never be told: another call has its number, which happens when a process takes a role's
 * place. */
void ladder_give_up(Ladder *ladder, LadderCall *call);
void ladder_free_call(Ladder *ladder, LadderCall *call);

/* ---- a moment becomes rows: rows.c */

void rows_begin(Ladder *ladder, LadderCall *call);
void rows_end(Ladder *ladder, LadderCall *call); /* frees it */
void rows_other(Ladder *ladder, Other *other);   /* frees it */
/* What it sent can be received from its begin on. */
void rows_sent(Ladder *ladder, LadderCall *call);
