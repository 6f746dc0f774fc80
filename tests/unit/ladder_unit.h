/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries and packets by hand, and a ladder that keeps its rows, for tests of the ladder. Texts of entries
 * are borrowed. */
#ifndef TESTS_LADDER_UNIT_H
#define TESTS_LADDER_UNIT_H

#include "base/array.h"
#include "base/memory.h"
#include "base/span.h"
#include "base/text.h"
#include "ladder/format.h"
#include "ladder/ladder.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

enum { MICROSECOND = 1000 };

/* ---- rows that are kept */

typedef struct {
    Ladder *ladder;
    Row *rows;
    size_t count, capacity;
    SpanStore texts;
} Kept;

static const char *keep_text(Kept *kept, const char *text) {
    return span_store(&kept->texts, (Span){ text, strlen(text) }).bytes;
}

static void keep_row(void *context, const Row *row) {
    Kept *kept = context;
    Row *copy = array_push(&kept->rows, &kept->count, &kept->capacity, sizeof *copy);
    *copy = *row;
    copy->text = keep_text(kept, row->text);
    copy->state = keep_text(kept, row->state);
    copy->detail = keep_text(kept, row->detail);
}

static inline void kept_open(Kept *kept, const char *const *roles, size_t count) {
    *kept = (Kept){ 0 };
    kept->ladder = ladder_new(keep_row, kept);
    for (size_t i = 0; i < count; i++) ladder_add_role(kept->ladder, roles[i]);
}

static inline void kept_close(Kept *kept) {
    ladder_free(kept->ladder);
    memory_free(kept->rows);
    span_store_clear(&kept->texts);
    *kept = (Kept){ 0 };
}

static inline Picture kept_picture(const Kept *kept) {
    Picture picture = { .title = "", .rows = kept->rows, .count = kept->count };
    picture.role_count = ladder_roles(kept->ladder, &picture.roles);
    return picture;
}

/* A row as a line: "server: accept() = fd 4 [LISTEN]"; BEGIN ends in "...", or in "... waits"; "client =>
 * server 0+7: b'Bonjour'", "client -> server: SYN", "-- 1 h later", "server? 12 calls were not told". */
static inline void append_row(Buffer *out, const Kept *kept, const Row *row) {
    const char *const *names;
    ladder_roles(kept->ladder, &names);
    if (row->kind == ROW_TIME)
        buffer_append_text(out, "--");
    else
        buffer_append_text(out, names[row->role]);
    if (row->kind == ROW_DATA || row->kind == ROW_PACKET)
        buffer_append_format(out, " %s %s", row->kind == ROW_DATA ? "=>" : "->", names[row->other]);
    if (row->kind == ROW_DATA)
        buffer_append_format(out, " %llu+%llu", (unsigned long long)row->offset,
                             (unsigned long long)row->bytes);
    if (row->kind != ROW_TIME) buffer_append_byte(out, row->kind == ROW_LOST ? '?' : ':');
    buffer_append_format(out, " %s", row->text);
    if (row->kind == ROW_BEGIN) buffer_append_text(out, row->blocks ? "... waits" : "...");
    if (*row->state) buffer_append_format(out, " [%s]", row->state);
    if (row->failed) buffer_append_text(out, " failed");
    buffer_append_byte(out, '\n');
}

#define CHECK_ROWS(kept, wanted)                                                                             \
    do {                                                                                                     \
        Buffer shown = { 0 };                                                                                \
        for (size_t n = 0; n < (kept)->count; n++) append_row(&shown, kept, &(kept)->rows[n]);               \
        CHECK_TEXT(buffer_text(&shown), wanted);                                                             \
        buffer_clear(&shown);                                                                                \
    } while (0)

/* ---- entries */

/* A call that came back at once: it begins then, and lasts a microsecond. */
static inline Entry entry_of(uint64_t call, int64_t at, uint64_t socket, const char *shown,
                             const char *gave) {
    static char names[64][16];
    static size_t used;
    int64_t end = at > INT64_MAX - MICROSECOND ? INT64_MAX : at + MICROSECOND;
    char *name = names[used++ % 64];
    snprintf(name, sizeof names[0], "%.*s", (int)strcspn(shown, "("), shown);
    return (Entry){ .call = call,
                    .moment = JOURNAL_ENDED,
                    .socket = socket,
                    .fd = socket ? (int32_t)socket + 2 : -1,
                    .made_fd = -1,
                    .begun = at,
                    .ended = end,
                    .real_begun = at,
                    .real_ended = end,
                    .name = name,
                    .shown = (char *)shown,
                    .gave = (char *)gave,
                    .text = (char *)shown };
}

/* None of what is no address. */
static inline Address address_of(const char *text) {
    Address address;
    address_read(&address, text, strlen(text));
    return address;
}

static inline Entry at_addresses(Entry entry, const char *local, const char *peer) {
    entry.local = address_of(local);
    entry.peer = address_of(peer);
    return entry;
}

static inline Entry with_state(Entry entry, KernelState state) {
    entry.has_facts = true;
    entry.state = state;
    return entry;
}

static inline Entry moving(Entry entry, EntryData direction, uint64_t offset, const char *data) {
    entry.direction = direction;
    entry.offset = offset;
    entry.count = strlen(data);
    entry.data_count = entry.count < JOURNAL_DATA ? (size_t)entry.count : JOURNAL_DATA;
    memcpy(entry.data, data, entry.data_count);
    return entry;
}

static inline Entry ending(Entry entry, int64_t at) {
    entry.ended = entry.real_ended = at;
    return entry;
}

/* The first half of a call that waits, and the second. */
static inline Entry waiting(Entry entry) {
    entry.moment = JOURNAL_WAITS;
    entry.ended = entry.real_ended = 0;
    entry.gave = (char *)"";
    return entry;
}

static inline Entry waited(Entry entry, int64_t until) {
    entry.waited = until - entry.real_begun;
    return ending(entry, until);
}

static inline void add(Kept *kept, size_t role, Entry entry) { ladder_add_call(kept->ladder, role, &entry); }

static inline void add_waited(Kept *kept, size_t role, Entry entry, int64_t until) {
    Entry first = waiting(entry);
    first.count = first.data_count = 0;
    first.has_facts = false;
    add(kept, role, first);
    add(kept, role, waited(entry, until));
}

/* Calls that move bytes. */
static inline void sends(Kept *kept, size_t role, uint64_t call, int64_t at, uint64_t socket,
                         const char *local, const char *peer, uint64_t offset, const char *data) {
    add(kept, role,
        moving(at_addresses(entry_of(call, at, socket, "send()", ""), local, peer), ENTRY_DATA_SENT, offset,
               data));
}

static inline void receives(Kept *kept, size_t role, uint64_t call, int64_t at, uint64_t socket,
                            const char *local, const char *peer, uint64_t offset, const char *data) {
    add(kept, role,
        moving(at_addresses(entry_of(call, at, socket, "recv()", ""), local, peer), ENTRY_DATA_RECEIVED,
               offset, data));
}

/* ---- packets */

static inline void add_packet(Kept *kept, int64_t at, const char *from, const char *to, uint8_t flags,
                              uint32_t payload) {
    Packet packet = { .at = at,
                      .protocol = flags ? IPPROTO_TCP : IPPROTO_UDP,
                      .flags = flags,
                      .payload = payload,
                      .from = address_of(from),
                      .to = address_of(to) };
    ladder_add_packet(kept->ladder, &packet);
}

/* ---- the dialogue of the first page, with its packets; calls 1 and up of each role, a millisecond apart */

#define SERVER "127.0.0.1:3000"
#define CLIENT "127.0.0.1:45422"
#define AT(milliseconds) ((int64_t)(milliseconds)*1000 * MICROSECOND)

static inline void add_greeting(Kept *kept, size_t server, size_t client, bool has_packets) {
    add(kept, server, entry_of(1, AT(1), 1, "socket(AF_INET, SOCK_STREAM)", "fd 3"));
    add(kept, server,
        with_state(at_addresses(entry_of(2, AT(2), 1, "bind(127.0.0.1:3000)", ""), SERVER, ""),
                   KERNEL_BOUND));
    add(kept, server,
        with_state(at_addresses(entry_of(3, AT(3), 1, "listen(0)", ""), SERVER, ""), KERNEL_LISTEN));
    Entry accept =
        with_state(at_addresses(entry_of(4, AT(4), 1, "accept()", "fd 4"), SERVER, ""), KERNEL_LISTEN);
    add_waited(kept, server, accept, AT(6) + 50 * MICROSECOND);
    add(kept, client, entry_of(1, AT(5), 1, "socket(AF_INET, SOCK_STREAM)", "fd 3"));
    add(kept, client,
        ending(with_state(at_addresses(entry_of(2, AT(6), 1, "connect(127.0.0.1:3000)", ""), CLIENT, SERVER),
                          KERNEL_ESTABLISHED),
               AT(6) + 40 * MICROSECOND));
    add(kept, client,
        ending(moving(at_addresses(entry_of(3, AT(7), 1, "send(b'Bonjour')", "7"), CLIENT, SERVER),
                      ENTRY_DATA_SENT, 0, "Bonjour"),
               AT(7) + 40 * MICROSECOND));
    add(kept, server,
        moving(at_addresses(entry_of(5, AT(8), 2, "recv(7)", "b'Bonjour'"), SERVER, CLIENT),
               ENTRY_DATA_RECEIVED, 0, "Bonjour"));
    add(kept, client,
        with_state(at_addresses(entry_of(4, AT(9), 1, "close()", ""), CLIENT, SERVER), KERNEL_FIN_WAIT_1));
    if (!has_packets) return;
    add_packet(kept, AT(6) + 10 * MICROSECOND, CLIENT, SERVER, SEGMENT_SYN, 0);
    add_packet(kept, AT(6) + 20 * MICROSECOND, SERVER, CLIENT, SEGMENT_SYN | SEGMENT_ACK, 0);
    add_packet(kept, AT(6) + 30 * MICROSECOND, CLIENT, SERVER, SEGMENT_ACK, 0);
    add_packet(kept, AT(7) + 10 * MICROSECOND, CLIENT, SERVER, SEGMENT_PSH | SEGMENT_ACK, 7);
    add_packet(kept, AT(7) + 20 * MICROSECOND, SERVER, CLIENT, SEGMENT_ACK, 0);
    add_packet(kept, AT(9) + 1 * MICROSECOND, CLIENT, SERVER, SEGMENT_FIN | SEGMENT_ACK, 0);
    add_packet(kept, AT(9) + 10 * MICROSECOND, SERVER, CLIENT, SEGMENT_ACK, 0);
}

#endif
