/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries as JSON. A record is first made an entry whose texts stand in one buffer, so that there is one
 * writer for both. What holds nothing is not written. */
#include "journal/entry.h"
#include "base/fields.h"
#include "base/memory.h"
#include "base/text.h"
#include "journal/journal_text.h"
#include <string.h>

#define MEMBER(NAME) offsetof(Entry, NAME)

static const char *const moments[] = {
    [JOURNAL_WAITS] = "waits", [JOURNAL_ENDED] = "ended", [JOURNAL_FREED] = "freed", NULL
};
static const char *const outcomes[] = {
    [JOURNAL_RETURNED] = "returned",       [JOURNAL_FAILED] = "failed", [JOURNAL_TIMED_OUT] = "timed out",
    [JOURNAL_INTERRUPTED] = "interrupted", [JOURNAL_RAISED] = "raised", NULL
};

/* ---- records */

typedef enum { NAME, SHOWN, GAVE, TEXT, TEXTS } TextPart;

static void append_part(Buffer *out, const JournalRecord *record, TextPart part) {
    Buffer scratch = { 0 };
    switch (part) {
    case NAME: buffer_append_text(out, journal_call_name(record, &scratch)); break;
    case SHOWN: journal_append_call(out, record); break;
    case GAVE: journal_append_gave(out, record); break;
    default: journal_append_text(out, record);
    }
    buffer_clear(&scratch);
}

static void set_texts(Entry *entry, const JournalRecord *record, Buffer *texts) {
    char **members[TEXTS] = { &entry->name, &entry->shown, &entry->gave, &entry->text };
    size_t starts[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
        starts[i] = texts->count;
        append_part(texts, record, (TextPart)i);
        size_t count = texts->count - starts[i];
        if (count) buffer_truncate(texts, starts[i] + text_cut(texts->bytes + starts[i], count, ENTRY_TEXT));
        buffer_append_byte(texts, 0);
    }
    for (int i = 0; i < TEXTS && !texts->failed; i++) *members[i] = texts->bytes + starts[i];
}

/* result: how many bytes the call has moved, also one that waits or failed. */
static void set_data(Entry *entry, const JournalRecord *record) {
    uint32_t flags = record->spec ? record->spec->flags : 0;
    bool sends = flags & JOURNAL_SENDS, receives = flags & JOURNAL_RECEIVES && !journal_is_peek(record);
    if (!sends && !receives) return;
    uint64_t total = sends ? record->sent : record->received, moved = (uint64_t)record->result;
    if (record->result < 0 || moved > total) moved = 0;
    entry->direction = sends ? ENTRY_DATA_SENT : ENTRY_DATA_RECEIVED;
    entry->offset = total - moved;
    if (record->moment != JOURNAL_ENDED) return;
    entry->count = moved;
    entry->data_count = moved < JOURNAL_DATA ? (size_t)moved : JOURNAL_DATA;
    if (entry->data_count > record->data_count) entry->data_count = (size_t)record->data_count;
    memcpy(entry->data, record->data, entry->data_count);
}

void entry_append(Buffer *out, const JournalRecord *record) {
    Buffer texts = { 0 };
    Entry entry = { .call = record->call,
                    .moment = record->moment,
                    .outcome = record->outcome,
                    .task = record->task,
                    .socket = record->socket,
                    .made = record->made,
                    .fd = record->fd,
                    .made_fd = record->made ? record->made_fd : -1,
                    .made_state = record->made_state,
                    .begun = record->begun,
                    .ended = record->ended,
                    .waited = record->waited,
                    .real_begun = record->real_begun,
                    .real_ended = record->real_ended,
                    .has_facts = record->has_facts && record->moment == JOURNAL_ENDED };
    if (entry.has_facts) {
        entry.state = record->state;
        entry.receive_queue = record->receive_queue;
        entry.send_queue = record->send_queue;
    }
    if (address_is_bound(&record->local)) entry.local = record->local;
    if (address_is_bound(&record->peer)) entry.peer = record->peer;
    entry.argument = record->argument;
    set_data(&entry, record);
    set_texts(&entry, record, &texts);
    if (texts.failed)
        out->failed = true;
    else
        entry_append_again(out, &entry);
    buffer_clear(&texts);
}

/* ---- writing */

static void append_text(Buffer *out, const char *key, const char *text) {
    if (*text) json_text_member(out, key, text);
}

static void append_address(Buffer *out, const char *key, const Address *address) {
    if (address->family) json_address_member(out, key, address);
}

static void append_facts(Buffer *out, const Entry *entry) {
    append_text(out, "made_state", kernel_state_name(entry->made_state));
    if (!entry->has_facts) return;
    json_text_member(out, "state", kernel_state_name(entry->state));
    if (entry->receive_queue) json_int_member(out, "receive_queue", entry->receive_queue);
    if (entry->send_queue) json_int_member(out, "send_queue", entry->send_queue);
}

static void append_data(Buffer *out, const Entry *entry) {
    if (entry->direction == ENTRY_DATA_NONE) return;
    json_int_member(out, entry->direction == ENTRY_DATA_SENT ? "sent" : "received",
                    (int64_t)(entry->offset + entry->count));
    json_int_member(out, "count", (int64_t)entry->count);
    if (!entry->data_count) return;
    json_key(out, "data");
    json_bytes(out, entry->data, entry->data_count);
}

void entry_append_again(Buffer *out, const Entry *entry) {
    bool has_ended = entry->moment != JOURNAL_WAITS;
    json_open(out, '{');
    json_int_member(out, "call", (int64_t)entry->call);
    json_text_member(out, "moment", moments[entry->moment]);
    json_text_member(out, "name", entry->name);
    json_int_member(out, "task", entry->task);
    if (entry->socket) json_int_member(out, "socket", (int64_t)entry->socket);
    if (entry->fd >= 0) json_int_member(out, "fd", entry->fd);
    if (entry->made) json_int_member(out, "made", (int64_t)entry->made);
    if (entry->made_fd >= 0) json_int_member(out, "made_fd", entry->made_fd);
    json_int_member(out, "begun", entry->begun);
    if (has_ended) json_int_member(out, "ended", entry->ended);
    json_int_member(out, "real_begun", entry->real_begun);
    if (has_ended) json_int_member(out, "real_ended", entry->real_ended);
    if (entry->waited) json_int_member(out, "waited", entry->waited);
    append_address(out, "local", &entry->local);
    append_address(out, "peer", &entry->peer);
    append_address(out, "argument", &entry->argument);
    append_text(out, "shown", entry->shown);
    if (entry->moment == JOURNAL_ENDED) json_text_member(out, "outcome", outcomes[entry->outcome]);
    append_text(out, "gave", entry->gave);
    append_facts(out, entry);
    append_data(out, entry);
    append_text(out, "text", entry->text);
    json_close(out, '}');
}

/* ---- reading */

/* "sent" and "received" are all that the socket has moved that way: offset holds it until all is read. */
static bool take_total(Entry *entry, EntryData direction, const JsonReader *reader, JsonToken token) {
    if (token != JSON_NUMBER || reader->number < 0) return false;
    entry->direction = direction;
    entry->offset = (uint64_t)reader->number;
    return true;
}

static bool take_data(Entry *entry, const JsonReader *reader, JsonToken token) {
    if (token != JSON_STRING) return false;
    entry->data_count = reader->string.count < JOURNAL_DATA ? reader->string.count : JOURNAL_DATA;
    if (entry->data_count) memcpy(entry->data, reader->string.bytes, entry->data_count);
    return true;
}

static bool take_state(KernelState *out, const JsonReader *reader, JsonToken token) {
    if (token != JSON_STRING) return false;
    for (KernelState state = KERNEL_STATE_UNKNOWN; state <= KERNEL_BOUND; state++) {
        if (!json_is(reader, kernel_state_name(state))) continue;
        *out = state;
        return true;
    }
    return false;
}

static bool take_facts(Entry *entry, const JsonReader *reader, JsonToken token) {
    bool taken = take_state(&entry->state, reader, token);
    entry->has_facts = entry->has_facts || taken;
    return taken;
}

static bool read_other(void *object, const char *key, JsonReader *reader, JsonToken token) {
    Entry *entry = object;
    bool taken = !strcmp(key, "sent")       ? take_total(entry, ENTRY_DATA_SENT, reader, token)
                 : !strcmp(key, "received") ? take_total(entry, ENTRY_DATA_RECEIVED, reader, token)
                 : !strcmp(key, "data")     ? take_data(entry, reader, token)
                 : !strcmp(key, "state")    ? take_facts(entry, reader, token)
                                            : take_state(&entry->made_state, reader, token);
    return fields_skip_rest(reader, token) && taken;
}

enum { ENDED, REAL_ENDED, OUTCOME }; /* places in the table: what a call that has ended must tell */

static const Field fields[] = {
    [ENDED] = { "ended", FIELD_INT64, MEMBER(ended), false, NULL },
    [REAL_ENDED] = { "real_ended", FIELD_INT64, MEMBER(real_ended), false, NULL },
    [OUTCOME] = { "outcome", FIELD_NAME, MEMBER(outcome), false, outcomes },
    { "call", FIELD_COUNT, MEMBER(call), true, NULL },
    { "moment", FIELD_NAME, MEMBER(moment), true, moments },
    { "name", FIELD_TEXT, MEMBER(name), true, NULL },
    { "task", FIELD_UINT32, MEMBER(task), false, NULL },
    { "socket", FIELD_COUNT, MEMBER(socket), false, NULL },
    { "fd", FIELD_DESCRIPTOR, MEMBER(fd), false, NULL },
    { "made", FIELD_COUNT, MEMBER(made), false, NULL },
    { "made_fd", FIELD_DESCRIPTOR, MEMBER(made_fd), false, NULL },
    { "begun", FIELD_INT64, MEMBER(begun), true, NULL },
    { "real_begun", FIELD_INT64, MEMBER(real_begun), true, NULL },
    { "waited", FIELD_INT64, MEMBER(waited), false, NULL },
    { "local", FIELD_ADDRESS, MEMBER(local), false, NULL },
    { "peer", FIELD_ADDRESS, MEMBER(peer), false, NULL },
    { "argument", FIELD_ADDRESS, MEMBER(argument), false, NULL },
    { "shown", FIELD_TEXT, MEMBER(shown), false, NULL },
    { "gave", FIELD_TEXT, MEMBER(gave), false, NULL },
    { "text", FIELD_TEXT, MEMBER(text), false, NULL },
    { "state", FIELD_OTHER, MEMBER(state), false, NULL },
    { "made_state", FIELD_OTHER, MEMBER(made_state), false, NULL },
    { "receive_queue", FIELD_UINT32, MEMBER(receive_queue), false, NULL },
    { "send_queue", FIELD_UINT32, MEMBER(send_queue), false, NULL },
    { "sent", FIELD_OTHER, MEMBER(offset), false, NULL },
    { "received", FIELD_OTHER, MEMBER(offset), false, NULL },
    { "count", FIELD_COUNT, MEMBER(count), false, NULL },
    { "data", FIELD_OTHER, MEMBER(data), false, NULL },
    { 0 },
};
static const FieldTable table = { fields, ENTRY_TEXT, read_other };

/* Nothing ends before it began. */
static void settle_times(Entry *entry) {
    if (entry->moment == JOURNAL_WAITS) {
        entry->ended = entry->real_ended = 0;
        return;
    }
    if (entry->ended < entry->begun) entry->ended = entry->begun;
    if (entry->real_ended < entry->real_begun) entry->real_ended = entry->real_begun;
}

static bool settle_data(Entry *entry) {
    if (entry->direction == ENTRY_DATA_NONE || entry->moment != JOURNAL_ENDED) entry->count = 0;
    if (entry->count > entry->offset) return false;
    entry->offset -= entry->count;
    if (entry->data_count > entry->count) entry->data_count = (size_t)entry->count;
    return true;
}

/* What the members say together. */
static bool settle(Entry *entry, uint64_t found) {
    const uint64_t end = UINT64_C(1) << ENDED | UINT64_C(1) << REAL_ENDED | UINT64_C(1) << OUTCOME;
    if (!*entry->name || (entry->moment == JOURNAL_ENDED && (found & end) != end)) return false;
    if (entry->moment != JOURNAL_ENDED) entry->outcome = JOURNAL_RETURNED;
    if (!entry->has_facts) entry->receive_queue = entry->send_queue = 0;
    if (entry->waited < 0) entry->waited = 0;
    settle_times(entry);
    return settle_data(entry);
}

bool entry_read(JsonReader *reader, Entry *entry) {
    uint64_t found;
    *entry = (Entry){ .fd = -1, .made_fd = -1 };
    bool taken = fields_read(reader, &table, entry, &found) && settle(entry, found);
    if (!taken) entry_clear(entry);
    return taken;
}

void entry_clear(Entry *entry) {
    fields_clear(&table, entry);
    *entry = (Entry){ 0 };
}
