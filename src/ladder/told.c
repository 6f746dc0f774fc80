/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the stream of one shell. Keys that are not known are skipped, so that a later version can tell
 * more. */
#include "ladder/told.h"
#include "base/fields.h"
#include "shell/offer.h"
#include "shell/save.h"
#include <string.h>

enum { TURN_LIMIT = 200000 };

void told_init(Told *told, const ShellsSink *sink, pid_t pid, int64_t asked_at) {
    *told = (Told){ .sink = sink, .pid = pid, .asked_at = asked_at };
}

void told_clear(Told *told) { buffer_clear(&told->text); }

/* A time of its clock as one of ours, which lies before now. */
static int64_t our_time(const Told *told, int64_t time) {
    int64_t ours;
    if (time < 0 || __builtin_add_overflow(time, told->offset, &ours) || ours > told->now) return told->now;
    return ours < 0 ? 0 : ours;
}

/* ---- lines */

static bool read_number(JsonReader *reader, uint64_t *number) {
    if (json_next(reader) != JSON_NUMBER || reader->number < 0) return false;
    *number = (uint64_t)reader->number;
    return true;
}

static void tell_prompt(const Told *told, const Buffer *prompt) {
    told->sink->prompt(told->sink->context, told->shell, prompt->bytes ? prompt->bytes : "", prompt->count);
}

typedef struct {
    int64_t now;
    Buffer prompt;
} Hello;

static const FieldTable hello_table = { .fields = (const Field[]){
                                            { "now", FIELD_INT64, offsetof(Hello, now), true, NULL },
                                            { "prompt", FIELD_BYTES, offsetof(Hello, prompt), false, NULL },
                                            { 0 },
                                        } };

/* The clock of a machine is one; where it lies outside of the time between our question and now, it is
 * another's. */
static bool read_hello(Told *told, JsonReader *reader) {
    Hello hello = { 0 };
    uint64_t found;
    bool is_first = !told->is_greeted && json_next(reader) == JSON_NUMBER && reader->number == 1;
    if (!is_first || !fields_read(reader, &hello_table, &hello, &found)) return false;
    if (hello.now >= 0) {
        told->is_greeted = true;
        if (hello.now < told->asked_at || hello.now > told->now) told->offset = told->asked_at - hello.now;
        told->sink->joined(told->sink->context, told->shell, told->pid);
        tell_prompt(told, &hello.prompt);
    }
    fields_clear(&hello_table, &hello);
    return told->is_greeted;
}

static bool read_prompt(Told *told, JsonReader *reader) {
    if (json_next(reader) != JSON_STRING) return false;
    tell_prompt(told, &reader->string);
    return true;
}

static bool read_entry(Told *told, JsonReader *reader) {
    Entry entry;
    if (json_next(reader) != JSON_OBJECT) return false;
    if (!entry_read(reader, &entry)) {
        if (!reader->failed) told->sink->lost(told->sink->context, told->shell, 1);
        return !reader->failed;
    }
    entry.real_begun = our_time(told, entry.real_begun);
    entry.real_ended = entry.moment == JOURNAL_WAITS ? entry.real_ended : our_time(told, entry.real_ended);
    entry.begun = our_time(told, entry.begun);
    entry.ended = entry.moment == JOURNAL_WAITS ? entry.ended : our_time(told, entry.ended);
    told->sink->entry(told->sink->context, told->shell, &entry);
    entry_clear(&entry);
    return true;
}

static bool read_lost(Told *told, JsonReader *reader) {
    uint64_t count;
    if (!read_number(reader, &count)) return false;
    told->sink->lost(told->sink->context, told->shell, count);
    return true;
}

static bool takes_text(Told *told, size_t count) {
    told->text_total += count;
    return told->text_total <= 4ull * SAVE_LIMIT; /* a turn may be told again */
}

/* The first piece of a long turn may end within its first line. */
static bool is_in_first_line(const Buffer *text, uint64_t at) {
    const char *newline = memchr(text->bytes, '\n', text->count);
    return at <= (newline ? (size_t)(newline - text->bytes) : text->count);
}

/* A turn, or what one has shown since. */
typedef struct {
    uint64_t number, at, prompt, lines;
    Buffer text;
} TurnForm;

static const FieldTable turn_table = { .fields = (const Field[]){
                                           { "number", FIELD_COUNT, offsetof(TurnForm, number), true, NULL },
                                           { "at", FIELD_COUNT, offsetof(TurnForm, at), false, NULL },
                                           { "prompt", FIELD_COUNT, offsetof(TurnForm, prompt), false, NULL },
                                           { "lines", FIELD_COUNT, offsetof(TurnForm, lines), false, NULL },
                                           { "text", FIELD_BYTES, offsetof(TurnForm, text), false, NULL },
                                           { 0 },
                                       } };

static bool tell_turn(Told *told, const TurnForm *form) {
    const Buffer *text = &form->text;
    if (form->number > told->turns || form->number >= TURN_LIMIT || !form->lines || !text->count ||
        !is_in_first_line(text, form->prompt) || form->lines > SAVE_LIMIT || !takes_text(told, text->count))
        return false;
    ToldTurn turn = { .number = form->number,
                      .at = our_time(told, (int64_t)form->at),
                      .prompt = (size_t)form->prompt,
                      .lines = (size_t)form->lines,
                      .text = text->bytes,
                      .count = text->count };
    if (turn.number == told->turns) told->turns++;
    told->sink->turn(told->sink->context, told->shell, &turn);
    return true;
}

static bool tell_shown(Told *told, const TurnForm *form) {
    const Buffer *text = &form->text;
    if (form->number >= told->turns || !takes_text(told, text->count)) return false;
    if (text->count)
        told->sink->shown(told->sink->context, told->shell, form->number, text->bytes, text->count);
    return true;
}

static bool read_turn(Told *told, JsonReader *reader, bool is_new) {
    TurnForm form = { 0 };
    uint64_t found;
    if (json_next(reader) != JSON_OBJECT || !fields_read(reader, &turn_table, &form, &found)) return false;
    bool is_fine = is_new ? tell_turn(told, &form) : tell_shown(told, &form);
    fields_clear(&turn_table, &form);
    return is_fine;
}

static bool read_done(Told *told, JsonReader *reader) {
    uint64_t number;
    if (!read_number(reader, &number) || number >= told->turns) return false;
    told->sink->done(told->sink->context, told->shell, number);
    return true;
}

static bool read_key(Told *told, JsonReader *reader) {
    if (json_is(reader, "hello")) return read_hello(told, reader);
    if (!told->is_greeted) return false;
    if (json_is(reader, "entry")) return read_entry(told, reader);
    if (json_is(reader, "prompt")) return read_prompt(told, reader);
    if (json_is(reader, "lost")) return read_lost(told, reader);
    if (json_is(reader, "turn")) return read_turn(told, reader, true);
    if (json_is(reader, "shown")) return read_turn(told, reader, false);
    if (json_is(reader, "done")) return read_done(told, reader);
    if (json_is(reader, "cut")) told->sink->cut(told->sink->context, told->shell);
    if (json_is(reader, "live")) told->is_live = true;
    if (json_is(reader, "bye")) told->has_ended = true;
    return json_skip(reader);
}

static bool read_line(Told *told, const char *line, size_t count) {
    JsonReader reader = { .text = line, .count = count };
    bool is_fine = json_next(&reader) == JSON_OBJECT && json_next(&reader) == JSON_STRING && reader.is_key &&
                   read_key(told, &reader) && !reader.failed;
    buffer_clear(&reader.string);
    return is_fine;
}

bool told_read(Told *told, int64_t now) {
    Buffer *text = &told->text;
    size_t at = 0;
    told->now = now;
    bool is_fine = true;
    for (const char *newline; is_fine && (newline = memchr(text->bytes + at, '\n', text->count - at));) {
        size_t count = (size_t)(newline - text->bytes) - at;
        is_fine = count <= OFFER_LINE && read_line(told, text->bytes + at, count);
        at += count + 1;
    }
    memmove(text->bytes, text->bytes + at, text->count - at);
    buffer_truncate(text, text->count - at);
    return is_fine && text->count <= OFFER_LINE;
}
