/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moments of the model as rows. */
#include "base/clock.h"
#include "base/memory.h"
#include "ladder/ladder_parts.h"

/* Nanoseconds since the first row, by the programs' clock, which may be set back. */
static int64_t since_first(Ladder *ladder, int64_t at) {
    if (!ladder->has_clock) {
        ladder->has_clock = true;
        ladder->first = at;
    }
    int64_t since;
    if (__builtin_sub_overflow(at, ladder->first, &since)) since = at > ladder->first ? INT64_MAX : 0;
    return since > ladder->last ? since : ladder->last;
}

static void tell(Ladder *ladder, Row *row) {
    row->number = ladder->row_count++;
    if (!row->state) row->state = "";
    if (!row->detail) row->detail = "";
    ladder->sink(ladder->context, row);
}

/* The clock goes on to that moment; a row tells of it where a person would notice. */
static int64_t go_on(Ladder *ladder, int64_t at) {
    int64_t since = since_first(ladder, at), step = since - ladder->last;
    ladder->last = since;
    if (step < CLOCK_SECOND) return since;
    label_later(&ladder->label, step);
    tell(ladder, &(Row){ .kind = ROW_TIME,
                         .origin = NO_ROW,
                         .source = NO_ROW,
                         .at = since,
                         .text = buffer_text(&ladder->label) });
    return since;
}

static const char *news_of(Endpoint *endpoint, KernelState state) {
    if (!endpoint || state == endpoint->state) return "";
    endpoint->state = state;
    return kernel_state_name(state);
}

/* The state that the call left its socket in, or the connection that it made, when that is news. */
static const char *news_of_call(Ladder *ladder, const LadderCall *call, Endpoint *endpoint) {
    const Telling *telling = call->ended;
    if (telling->made_state && telling->made)
        return news_of(endpoints_get(&ladder->endpoints, call->role, telling->made), telling->made_state);
    return telling->knows_state ? news_of(endpoint, telling->state) : "";
}

static size_t tell_call(Ladder *ladder, RowKind kind, const LadderCall *call, const Telling *telling,
                        const char *state) {
    Row row = { .kind = kind,
                .role = call->role,
                .other = call->role,
                .origin = kind == ROW_RETURN ? call->row : NO_ROW,
                .blocks = call->parked,
                .failed = kind != ROW_BEGIN && telling->label.outcome != JOURNAL_RETURNED,
                .at = ladder->last,
                .source = telling->source,
                .state = state };
    if (kind == ROW_BEGIN)
        label_begin(&ladder->label, &telling->label);
    else if (kind == ROW_CALL)
        label_call(&ladder->label, &telling->label);
    else
        label_return(&ladder->label, &telling->label);
    label_plain(&ladder->detail, telling->detail, ENTRY_TEXT);
    row.text = buffer_text(&ladder->label);
    row.detail = buffer_text(&ladder->detail);
    tell(ladder, &row);
    return row.number;
}

typedef struct {
    Ladder *ladder;
    const LadderCall *call;
    size_t from; /* the writer's role */
} Arrows;

static void tell_piece(void *context, const Piece *piece) {
    Arrows *arrows = context;
    Ladder *ladder = arrows->ladder;
    label_data(&ladder->label, piece->data, piece->data_count, piece->count);
    tell(ladder, &(Row){ .kind = ROW_DATA,
                         .role = arrows->from,
                         .other = arrows->call->role,
                         .origin = piece->row,
                         .at = ladder->last,
                         .source = arrows->call->ended->source,
                         .bytes = piece->count,
                         .offset = piece->offset,
                         .text = buffer_text(&ladder->label) });
}

/* A datagram is on its way from its send's row on. */
static void tell_datagram_sent(Ladder *ladder, LadderCall *call) {
    Datagram *datagram = call->direction == ENTRY_DATA_SENT ? call->datagram : NULL;
    if (!datagram) return;
    datagram->row = call->row;
    datagrams_send(&ladder->datagrams, datagram);
    memory_free(datagram);
    call->datagram = NULL;
}

static void tell_datagram_received(Ladder *ladder, const LadderCall *call) {
    Datagram *datagram = call->direction == ENTRY_DATA_RECEIVED ? call->datagram : NULL;
    if (!datagram || !datagrams_receive(&ladder->datagrams, datagram)) return;
    Arrows arrows = { ladder, call, datagram->role };
    tell_piece(&arrows, &(Piece){ .row = datagram->row,
                                  .count = datagram->count,
                                  .data = datagram->data,
                                  .data_count = datagram->data_count });
}

static void tell_received(Ladder *ladder, const LadderCall *call, Endpoint *endpoint) {
    tell_datagram_received(ladder, call);
    if (!endpoint || endpoint->protocol != IPPROTO_TCP || call->direction != ENTRY_DATA_RECEIVED ||
        !call->count)
        return;
    Stream *stream = &endpoint->stream;
    int64_t at = call->end.deadline;
    Endpoint *writer = stream->writer ? CONTAINER_OF(stream->writer, Endpoint, stream)
                                      : endpoints_writer(&ladder->endpoints, endpoint, at);
    if (writer && !stream_join(stream, &writer->stream)) writer = NULL;
    Arrows arrows = { ladder, call, writer ? writer->role : 0 };
    Taking taking = { .offset = call->offset,
                      .count = call->count,
                      .at = at,
                      .data = call->data,
                      .data_count = call->data_count < call->count ? call->data_count : (size_t)call->count };
    stream_receive(stream, &taking, tell_piece, &arrows);
}

/* ---- moments */

void rows_sent(Ladder *ladder, LadderCall *call) {
    Endpoint *endpoint = call->segment ? ladder_endpoint(ladder, call) : NULL;
    if (endpoint) stream_tell(&endpoint->stream, call->segment, call->row, &ladder->told);
}

void rows_begin(Ladder *ladder, LadderCall *call) {
    const Telling *telling = call->waits ? call->waits : call->ended;
    go_on(ladder, telling->begun);
    call->row = tell_call(ladder, ROW_BEGIN, call, telling, "");
    call->has_begun = true;
    rows_sent(ladder, call);
    tell_datagram_sent(ladder, call);
    if (call->parked && call->direction == ENTRY_DATA_SENT) ladder_set_waiting(ladder, call, true);
    if (!call->is_listed && !call->ended) ladder_give_up(ladder, call);
}

void rows_end(Ladder *ladder, LadderCall *call) {
    Endpoint *endpoint = ladder_endpoint(ladder, call);
    go_on(ladder, call->ended->ended);
    tell_received(ladder, call, endpoint);
    const char *state = news_of_call(ladder, call, endpoint);
    endpoint = ladder_endpoint(ladder, call); /* one that it made may have taken its place */
    size_t row = tell_call(ladder, call->has_begun ? ROW_RETURN : ROW_CALL, call, call->ended, state);
    if (!call->has_begun) {
        call->row = row;
        rows_sent(ladder, call);
    }
    tell_datagram_sent(ladder, call);
    ladder_set_waiting(ladder, call, false);
    if (endpoint && call->is_unclear) stream_tell_unclear(&endpoint->stream);
    if (endpoint && call->is_close) endpoints_close(&ladder->endpoints, endpoint);
    ladder_free_call(ladder, call);
}

static size_t column_of(Ladder *ladder, const Endpoint *endpoint) {
    if (endpoint) return endpoint->role;
    if (ladder->elsewhere == NO_ROW) ladder->elsewhere = ladder_add_role(ladder, "elsewhere");
    return ladder->elsewhere;
}

/* What strangers tell each other is not of this ladder. */
static void draw_packet(Ladder *ladder, const Other *other) {
    const Packet *packet = &other->packet;
    const Endpoint *sender = endpoints_sender(&ladder->endpoints, packet);
    const Endpoint *receiver = endpoints_receiver(&ladder->endpoints, packet);
    if (!sender && !receiver) return;
    Row row = { .kind = ROW_PACKET,
                .role = column_of(ladder, sender),
                .other = column_of(ladder, receiver),
                .origin = NO_ROW,
                .at = ladder->last,
                .source = other->source,
                .bytes = packet->payload };
    label_packet(&ladder->label, packet);
    label_packet_detail(&ladder->detail, packet);
    row.text = buffer_text(&ladder->label);
    row.detail = buffer_text(&ladder->detail);
    tell(ladder, &row);
}

void rows_other(Ladder *ladder, Other *other) {
    if (other->kind == OTHER_PACKET) {
        draw_packet(ladder, other);
    } else {
        label_lost(&ladder->label, other->count, other->kind == OTHER_LOST_CALLS);
        tell(ladder, &(Row){ .kind = ROW_LOST,
                             .role = other->role,
                             .other = other->role,
                             .origin = NO_ROW,
                             .source = NO_ROW,
                             .at = ladder->last,
                             .text = buffer_text(&ladder->label) });
    }
    memory_free(other);
}
