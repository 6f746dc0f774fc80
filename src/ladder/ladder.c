/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model. What is added becomes moments: a call's begin and its end, packets, notes. A flush takes them in
 * their order and tells rows.
 *
 *     add      begins, ends, others: three heaps, so that of one moment a begin comes before a packet,
 *              that before an end
 *     begin    and its end is the next moment of all: ROW_CALL; else ROW_BEGIN
 *     end      ROW_DATA for each piece of what it received, then ROW_RETURN
 *
 * Whether a call is one row depends on what is between its two moments. So a flush stops at a call that
 * ends only behind the flush, unless it waits: that one has two rows anyway. */
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/span.h"
#include "ladder/ladder_parts.h"
#include <string.h>

/* A call of which nothing says that it waited, and that lasted so long, is two rows: a live ladder does
 * not wait for it. */
#define HELD_MOST CLOCK_SECOND
enum { WAITING_LIMIT = 100000 }; /* of a role; who tells that it waits more often lies */

/* ---- the ladder */

Ladder *ladder_new(LadderSink *sink, void *context) {
    Ladder *ladder = memory_get_zeroed(sizeof *ladder);
    ladder->sink = sink;
    ladder->context = context;
    ladder->elsewhere = NO_ROW;
    list_init(&ladder->calls);
    list_init(&ladder->told.list);
    datagrams_init(&ladder->datagrams);
    endpoints_init(&ladder->endpoints);
    return ladder;
}

void ladder_free_call(Ladder *ladder, LadderCall *call) {
    if (call->waits && !call->ended) ladder->waiting[call->role]--;
    if (call->is_listed) table_remove(&ladder->listed, &call->link);
    heap_remove(&ladder->begins, &call->begin);
    heap_remove(&ladder->ends, &call->end);
    link_remove(&call->all);
    memory_free(call->waits);
    memory_free(call->ended);
    memory_free(call->datagram);
    memory_free(call);
}

void ladder_free(Ladder *ladder) {
    if (!ladder) return;
    datagrams_clear(&ladder->datagrams);
    endpoints_clear(&ladder->endpoints); /* and with them what calls hold of their streams */
    while (!list_is_empty(&ladder->calls))
        ladder_free_call(ladder, CONTAINER_OF(ladder->calls.next, LadderCall, all));
    for (HeapEntry *entry; (entry = heap_peek(&ladder->others));) {
        heap_remove(&ladder->others, entry);
        memory_free(CONTAINER_OF(entry, Other, moment));
    }
    heap_clear(&ladder->begins);
    heap_clear(&ladder->others);
    heap_clear(&ladder->ends);
    table_clear(&ladder->listed);
    for (size_t i = 0; i < ladder->role_count; i++) memory_free((char *)ladder->roles[i]);
    memory_free(ladder->roles);
    memory_free(ladder->waiting);
    buffer_clear(&ladder->label);
    buffer_clear(&ladder->detail);
    memory_free(ladder);
}

static char *copy_text(const char *text) {
    size_t count = strlen(text) + 1;
    return memcpy(memory_get(count), text, count);
}

size_t ladder_add_role(Ladder *ladder, const char *name) {
    label_plain(&ladder->label, name, ROW_TEXT);
    const char **role =
        array_push(&ladder->roles, &ladder->role_count, &ladder->role_capacity, sizeof *ladder->roles);
    *role = copy_text(buffer_text(&ladder->label));
    array_push(&ladder->waiting, &ladder->waiting_count, &ladder->waiting_capacity, sizeof *ladder->waiting);
    return ladder->role_count - 1;
}

void ladder_name_role(Ladder *ladder, size_t role, const char *name) {
    label_plain(&ladder->label, name, ROW_TEXT);
    memory_free((char *)ladder->roles[role]);
    ladder->roles[role] = copy_text(buffer_text(&ladder->label));
}

size_t ladder_roles(const Ladder *ladder, const char *const **names) {
    *names = ladder->roles;
    return ladder->role_count;
}

/* ---- calls are added */

static size_t text_count(const char *text) { return strnlen(text, ENTRY_TEXT); }

static const char *keep_text(char **room, const char *text) {
    size_t count = text_count(text);
    char *kept = *room;
    memcpy(kept, text, count);
    kept[count] = '\0';
    *room += count + 1;
    return kept;
}

static Telling *telling_new(const Entry *entry, size_t source) {
    size_t texts = text_count(entry->name) + text_count(entry->shown) + text_count(entry->gave) +
                   text_count(entry->text) + 4;
    Telling *telling = memory_get(sizeof *telling + texts);
    char *room = telling->texts;
    *telling = (Telling){ .source = source,
                          .begun = entry->begun,
                          .ended = entry->ended,
                          .knows_state = entry->has_facts && *kernel_state_name(entry->state),
                          .state = entry->state,
                          .made_state = entry->made_state,
                          .made = entry->made };
    telling->label = (LabelCall){ .task = entry->task,
                                  .moment = entry->moment,
                                  .outcome = entry->outcome,
                                  .fd = entry->fd,
                                  .name = keep_text(&room, entry->name),
                                  .shown = keep_text(&room, entry->shown),
                                  .gave = keep_text(&room, entry->gave) };
    telling->detail = keep_text(&room, entry->text);
    return telling;
}

typedef struct {
    size_t role;
    uint64_t number;
} CallKey;

static bool call_equals(const TableLink *link, const void *key) {
    const LadderCall *call = CONTAINER_OF(link, const LadderCall, link);
    const CallKey *wanted = key;
    return call->role == wanted->role && call->number == wanted->number;
}

static void unlist(Ladder *ladder, LadderCall *call) {
    if (call->is_listed) table_remove(&ladder->listed, &call->link);
    call->is_listed = false;
}

Endpoint *ladder_endpoint(const Ladder *ladder, const LadderCall *call) {
    return endpoints_find(&ladder->endpoints, call->role, call->socket);
}

void ladder_set_waiting(Ladder *ladder, LadderCall *call, bool waits) {
    Endpoint *endpoint = waits == call->is_waiting ? NULL : ladder_endpoint(ladder, call);
    call->is_waiting = waits;
    if (!endpoint) return;
    if (waits) {
        endpoint->stream.waiting++;
        endpoint->stream.waiting_row = call->row;
    } else if (endpoint->stream.waiting) {
        endpoint->stream.waiting--;
    }
}

void ladder_give_up(Ladder *ladder, LadderCall *call) {
    unlist(ladder, call);
    if (!call->has_begun || call->ended) return;
    ladder_set_waiting(ladder, call, false);
    ladder_free_call(ladder, call);
}

/* The call that an entry is about: one that has been told in part, or a new one. */
static LadderCall *call_of(Ladder *ladder, size_t role, const Entry *entry) {
    CallKey key = { role, entry->call };
    uint64_t hash = table_hash(&key, sizeof key);
    TableLink *link =
        entry->moment == JOURNAL_FREED ? NULL : table_find(&ladder->listed, hash, call_equals, &key);
    LadderCall *call = link ? CONTAINER_OF(link, LadderCall, link) : NULL;
    if (call && call->real_begun == entry->real_begun && call->socket == entry->socket &&
        !(entry->moment == JOURNAL_WAITS ? call->waits : call->ended))
        return call;
    if (call) ladder_give_up(ladder, call);
    call = memory_get_zeroed(sizeof *call);
    call->role = role;
    call->number = entry->call;
    call->socket = entry->socket;
    call->real_begun = entry->real_begun;
    call->row = NO_ROW;
    list_append(&ladder->calls, &call->all);
    heap_push(&ladder->begins, &call->begin, entry->real_begun);
    call->is_listed = entry->moment != JOURNAL_FREED;
    if (call->is_listed) table_add(&ladder->listed, &call->link, hash);
    return call;
}

static void add_sent(Ladder *ladder, LadderCall *call, const Entry *entry, Stream *stream) {
    if (entry->direction != ENTRY_DATA_SENT || !entry->count) return;
    if (!stream_send(stream, entry, entry->real_begun, &call->segment)) call->is_unclear = true;
    if (call->has_begun) rows_sent(ladder, call);
}

static void add_data(LadderCall *call, const Entry *entry) {
    call->direction = entry->direction;
    call->offset = entry->offset;
    call->count = entry->count;
    call->data_count = entry->data_count < JOURNAL_DATA ? entry->data_count : JOURNAL_DATA;
    memcpy(call->data, entry->data, call->data_count);
}

/* What the call sent or took; NULL: no datagram. */
static Datagram *datagram_of(const LadderCall *call, const Entry *entry, const Endpoint *endpoint) {
    if (entry->direction == ENTRY_DATA_NONE) return NULL;
    Address here = endpoint->pair.local, there = entry->argument;
    if (!there.port) there = endpoint->pair.peer;
    bool sends = entry->direction == ENTRY_DATA_SENT;
    Datagram *datagram = memory_get_zeroed(sizeof *datagram);
    *datagram = (Datagram){ .from = sends ? here : there,
                            .to = sends ? there : here,
                            .role = call->role,
                            .count = call->count,
                            .data_count = call->data_count };
    memcpy(datagram->data, call->data, call->data_count);
    return datagram;
}

void ladder_add_call(Ladder *ladder, size_t role, const Entry *entry) {
    size_t source = ladder->calls_added++;
    if (role >= ladder->role_count) return;
    if (entry->moment == JOURNAL_WAITS && ladder->waiting[role] >= WAITING_LIMIT) {
        ladder_add_lost(ladder, role, 1, entry->real_begun);
        return;
    }
    Endpoint *endpoint = endpoints_learn(&ladder->endpoints, role, entry);
    LadderCall *call = call_of(ladder, role, entry);
    Telling *telling = telling_new(entry, source);
    if (entry->moment == JOURNAL_WAITS) {
        call->waits = telling;
        call->parked = true;
        if (call->ended) return;
        ladder->waiting[role]++;
        add_data(call, entry);
        return;
    }
    if (call->waits) ladder->waiting[role]--;
    call->ended = telling;
    call->is_close = endpoints_closes(entry);
    if (entry->moment == JOURNAL_ENDED && entry->waited > 0) call->parked = true;
    add_data(call, entry);
    bool is_stream = endpoint && endpoint->protocol == IPPROTO_TCP;
    if (is_stream && entry->moment == JOURNAL_ENDED) add_sent(ladder, call, entry, &endpoint->stream);
    if (endpoint && !is_stream && entry->outcome == JOURNAL_RETURNED && !call->datagram)
        call->datagram = datagram_of(call, entry, endpoint);
    int64_t end = entry->real_ended > entry->real_begun ? entry->real_ended : entry->real_begun;
    heap_push(&ladder->ends, &call->end, end);
}

static void end_call(Ladder *ladder, const LadderCall *call, int64_t at) {
    const LabelCall *label = &call->waits->label;
    Entry entry = { .call = call->number,
                    .moment = JOURNAL_ENDED,
                    .outcome = JOURNAL_INTERRUPTED,
                    .task = label->task,
                    .socket = call->socket,
                    .fd = label->fd,
                    .begun = call->waits->begun,
                    .ended = at,
                    .real_begun = call->real_begun,
                    .real_ended = at,
                    .name = (char *)label->name,
                    .shown = (char *)label->shown,
                    .gave = "ended",
                    .text = "" };
    ladder_add_call(ladder, call->role, &entry);
}

void ladder_end_role(Ladder *ladder, size_t role, int64_t at) {
    for (Link *link = ladder->calls.next; link != &ladder->calls; link = link->next) {
        const LadderCall *call = CONTAINER_OF(link, LadderCall, all);
        if (call->role == role && call->is_listed && call->waits && !call->ended) end_call(ladder, call, at);
    }
    endpoints_end_role(&ladder->endpoints, role, at);
}

/* ---- other things are added */

static Other *add_other(Ladder *ladder, OtherKind kind, int64_t at) {
    Other *other = memory_get_zeroed(sizeof *other);
    other->kind = kind;
    other->source = NO_ROW;
    heap_push(&ladder->others, &other->moment, at);
    return other;
}

void ladder_add_socket(Ladder *ladder, const ChronicleSocket *socket) {
    if (socket->role < ladder->role_count) endpoints_add(&ladder->endpoints, socket);
}

void ladder_add_packet(Ladder *ladder, const Packet *packet) {
    Other *other = add_other(ladder, OTHER_PACKET, packet->at);
    other->packet = *packet;
    other->source = ladder->packets_added++;
}

void ladder_add_lost(Ladder *ladder, size_t role, uint64_t count, int64_t at) {
    if (!count || role >= ladder->role_count) return;
    Other *other = add_other(ladder, OTHER_LOST_CALLS, at);
    other->role = role;
    other->count = count;
}

void ladder_add_lost_packets(Ladder *ladder, uint64_t count, int64_t at) {
    if (count && ladder->role_count) add_other(ladder, OTHER_LOST_PACKETS, at)->count = count;
}

/* ---- moments */

/* The next moment of all, and its heap; NULL: there is none. */
static HeapEntry *peek_next(Ladder *ladder, Heap **heap) {
    Heap *heaps[] = { &ladder->begins, &ladder->others, &ladder->ends };
    HeapEntry *next = NULL;
    for (size_t i = 0; i < sizeof heaps / sizeof *heaps; i++) {
        HeapEntry *entry = heap_peek(heaps[i]);
        if (!entry || (next && next->deadline <= entry->deadline)) continue;
        next = entry;
        *heap = heaps[i];
    }
    return next;
}

/* A call that may turn out to be one row. */
static bool is_short(const LadderCall *call) {
    int64_t lasted;
    if (call->parked || !call->ended) return false;
    return !__builtin_sub_overflow(call->end.deadline, call->begin.deadline, &lasted) && lasted < HELD_MOST;
}

static bool is_before(const HeapEntry *entry, int64_t until) {
    return entry->deadline < until || until == INT64_MAX;
}

/* Whether another moment comes before a call's end. Of calls at one moment, as when a clock stands, none
 * comes between; packets do. */
static bool is_parted(Ladder *ladder, const LadderCall *call) {
    Heap *heap;
    const HeapEntry *next = peek_next(ladder, &heap), *other = heap_peek(&ladder->others);
    return next->deadline < call->end.deadline || (other && other->deadline <= call->end.deadline);
}

void ladder_flush(Ladder *ladder, int64_t until) {
    Heap *heap = NULL;
    for (HeapEntry *next; (next = peek_next(ladder, &heap)) && is_before(next, until);) {
        LadderCall *call = CONTAINER_OF(next, LadderCall, begin);
        bool begins = heap == &ladder->begins;
        if (begins && is_short(call) && !is_before(&call->end, until)) return;
        heap_remove(heap, next);
        if (heap == &ladder->others)
            rows_other(ladder, CONTAINER_OF(next, Other, moment));
        else if (!begins)
            rows_end(ladder, CONTAINER_OF(next, LadderCall, end));
        else if (!is_short(call) || is_parted(ladder, call))
            rows_begin(ladder, call);
        else {
            heap_remove(&ladder->ends, &call->end);
            rows_end(ladder, call);
        }
    }
}
