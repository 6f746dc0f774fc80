/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams: which bytes of a send a recv took.
 *
 *     sent   |---- send 1 ----|-------- send 2 --------|-- send 3 --|
 *     read   |-------- recv 1 --------|-- recv 2 --|                    recv 1: two pieces
 *
 * Each socket has the segments that it sent, in the order of their offsets, and how far it has read. A reader
 * and a writer find each other once, and stay together. Where the bytes that both journals kept differ, or
 * offsets overlap (two tasks that send at once), the two counts are not about the same bytes: from there on
 * nothing is joined. */
#pragma once
#include "base/list.h"
#include "journal/entry.h"

/* Segments whose sends are drawn, the oldest first: past a limit the oldest are forgotten. One for all
 * streams. */
typedef struct {
    Link list;
    size_t count;
} ToldSegments;

typedef struct Segment {
    Link link; /* of its stream's segments */
    Link told;
    ToldSegments *counted;   /* NULL until it is told; */
    struct Segment **holder; /* until then, the sender's pointer to it */
    uint64_t offset, end;
    int64_t begun; /* CLOCK_MONOTONIC */
    size_t row;    /* of the send, once that is drawn */
    size_t data_count;
    uint8_t data[JOURNAL_DATA];
} Segment;

/* The two directions of one socket. */
typedef struct Stream {
    struct Stream *reader, *writer;    /* of what it sends, of what it reads; NULL: not known yet */
    Link segments;                     /* that it sent and that are not wholly read */
    uint64_t sent;                     /* the end of the last one that was added, */
    uint64_t drawn;                    /* and of the last one whose send is drawn */
    bool is_unclear, drawn_is_unclear; /* what it sends from `sent`, or `drawn`, on cannot be joined */
    size_t waiting, waiting_row;       /* how many of its sends wait now, and the row of the last one */
    bool read_is_unclear;
    uint64_t read; /* how far */
} Stream;

/* What a recv took. */
typedef struct {
    uint64_t offset, count;
    int64_t at; /* when it had it: a send that began later has no part in it */
    const uint8_t *data;
    size_t data_count;
} Taking;

/* One piece of it, of one send. */
typedef struct {
    size_t row; /* of the send */
    uint64_t offset, count;
    const uint8_t *data; /* borrowed */
    size_t data_count;   /* how many of the bytes are kept there */
} Piece;

typedef void PieceFunction(void *context, const Piece *piece);

void stream_init(Stream *stream);
void stream_clear(Stream *stream);
bool stream_join(Stream *reader, Stream *writer); /* false: one of them has another already */
/* A send, added in the order of its socket; false: it cannot be joined. *holder (NULL before) is set until it
 * is told, or gone. */
bool stream_send(Stream *stream, const Entry *entry, int64_t begun, Segment **holder);
/* A send is drawn in this row: one that can be joined, one that cannot. */
void stream_tell(Stream *stream, Segment *segment, size_t row, ToldSegments *told);
void stream_tell_unclear(Stream *stream);
void stream_receive(Stream *stream, const Taking *taking, PieceFunction *tell, void *context);
