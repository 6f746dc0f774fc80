/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining sends with receives. Segments never overlap and are read in their order, so each is looked
 * at once. */
#include "ladder/streams.h"
#include "base/memory.h"
#include <string.h>

enum { TOLD_LIMIT = 65536 };

void stream_init(Stream *stream) {
    *stream = (Stream){ .waiting_row = SIZE_MAX };
    list_init(&stream->segments);
}

static void segment_free(Segment *segment) {
    link_remove(&segment->link);
    link_remove(&segment->told);
    if (segment->counted) segment->counted->count--;
    if (segment->holder) *segment->holder = NULL;
    memory_free(segment);
}

void stream_clear(Stream *stream) {
    for (Link *link; (link = list_pop(&stream->segments));) segment_free(CONTAINER_OF(link, Segment, link));
    if (stream->reader) stream->reader->writer = NULL;
    if (stream->writer) stream->writer->reader = NULL;
}

bool stream_join(Stream *reader, Stream *writer) {
    if (reader->writer || writer->reader) return reader->writer == writer;
    reader->writer = writer;
    writer->reader = reader;
    return true;
}

/* ---- sending */

bool stream_send(Stream *stream, const Entry *entry, int64_t begun, Segment **holder) {
    uint64_t end;
    if (__builtin_add_overflow(entry->offset, entry->count, &end) || entry->offset < stream->sent)
        stream->is_unclear = true;
    if (stream->is_unclear) return false;
    Segment *segment = memory_get_zeroed(sizeof *segment);
    segment->offset = entry->offset;
    segment->end = stream->sent = end;
    segment->begun = begun;
    segment->row = SIZE_MAX;
    size_t kept = entry->data_count < JOURNAL_DATA ? entry->data_count : JOURNAL_DATA;
    segment->data_count = kept < entry->count ? kept : (size_t)entry->count;
    memcpy(segment->data, entry->data, segment->data_count);
    list_append(&stream->segments, &segment->link);
    segment->holder = holder;
    *holder = segment;
    return true;
}

void stream_tell(Stream *stream, Segment *segment, size_t row, ToldSegments *told) {
    *segment->holder = NULL;
    segment->holder = NULL;
    segment->row = row;
    segment->counted = told;
    stream->drawn = segment->end;
    list_append(&told->list, &segment->told);
    if (++told->count > TOLD_LIMIT) segment_free(CONTAINER_OF(told->list.next, Segment, told));
}

void stream_tell_unclear(Stream *stream) { stream->drawn_is_unclear = true; }

/* ---- receiving */

/* The bytes from `offset` on that are kept of some that begin at `start`; how many in *count. */
static const uint8_t *kept_at(const uint8_t *data, size_t data_count, uint64_t start, uint64_t offset,
                              size_t *count) {
    uint64_t skipped = offset - start;
    *count = offset >= start && skipped < data_count ? data_count - (size_t)skipped : 0;
    return *count ? data + skipped : data;
}

static size_t least(uint64_t a, uint64_t b) { return (size_t)(a < b ? a : b); }

/* False: what was sent there are other bytes than what was received. */
static bool cut_piece(const Taking *taking, const Segment *segment, Piece *piece) {
    size_t of_taking, of_segment;
    const uint8_t *taken =
        kept_at(taking->data, taking->data_count, taking->offset, piece->offset, &of_taking);
    const uint8_t *sent =
        kept_at(segment->data, segment->data_count, segment->offset, piece->offset, &of_segment);
    of_taking = least(of_taking, piece->count);
    of_segment = least(of_segment, piece->count);
    bool is_taken = of_taking >= of_segment;
    piece->data = is_taken ? taken : sent;
    piece->data_count = is_taken ? of_taking : of_segment;
    size_t both = is_taken ? of_segment : of_taking;
    return !both || !memcmp(taken, sent, both);
}

/* A send that still waits has given the bytes behind all that is known, when it is the only one. */
static void take_from_waiting(const Stream *writer, const Taking *taking, uint64_t offset,
                              PieceFunction *tell, void *context) {
    if (writer->waiting != 1 || writer->drawn_is_unclear || offset < writer->drawn) return;
    Piece piece = { .row = writer->waiting_row,
                    .offset = offset,
                    .count = taking->offset + taking->count - offset };
    size_t kept;
    piece.data = kept_at(taking->data, taking->data_count, taking->offset, offset, &kept);
    piece.data_count = least(kept, piece.count);
    tell(context, &piece);
}

static void take(Stream *stream, const Taking *taking, PieceFunction *tell, void *context) {
    uint64_t next = taking->offset, end = taking->offset + taking->count;
    Stream *writer = stream->writer;
    while (next < end && !list_is_empty(&writer->segments)) {
        Segment *segment = CONTAINER_OF(writer->segments.next, Segment, link);
        if (segment->begun > taking->at || segment->row == SIZE_MAX || segment->offset >= end) break;
        if (segment->end > next) {
            Piece piece = { .row = segment->row, .offset = segment->offset > next ? segment->offset : next };
            piece.count = (segment->end < end ? segment->end : end) - piece.offset;
            if (!cut_piece(taking, segment, &piece)) {
                stream->read_is_unclear = true;
                return;
            }
            tell(context, &piece);
            next = piece.offset + piece.count;
        }
        if (segment->end > end) return;
        segment_free(segment);
    }
    if (next < end) take_from_waiting(writer, taking, next, tell, context);
}

void stream_receive(Stream *stream, const Taking *taking, PieceFunction *tell, void *context) {
    uint64_t end;
    if (stream->read_is_unclear || !taking->count) return;
    if (taking->offset < stream->read || __builtin_add_overflow(taking->offset, taking->count, &end)) {
        stream->read_is_unclear = true;
        return;
    }
    stream->read = end;
    if (stream->writer) take(stream, taking, tell, context);
}
