/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The turns as they are told, and the file. Whether the document says what was meant is asked of the reader
 * that `causette check` has. */
#include "ladder/record.h"
#include "base/array.h"
#include "base/language.h"
#include "base/memory.h"
#include "ladder/record_parts.h"
#include "sched/whole_file.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

Record *record_new(const char *path) {
    Record *record = memory_get_zeroed(sizeof *record);
    record->path = path;
    record->format = document_format(path);
    return record;
}

void record_free(Record *record) {
    if (!record) return;
    for (size_t i = 0; i < record->count; i++) {
        RecordShell *shell = &record->shells[i];
        for (size_t k = 0; k < shell->count; k++) buffer_clear(&shell->turns[k].text);
        memory_free(shell->turns);
        buffer_clear(&shell->prompt);
    }
    memory_free(record->shells);
    memory_free(record->written);
    buffer_clear(&record->text);
    memory_free(record);
}

int record_try(const Record *record) { return -whole_file_try(record->path, WHOLE_FILE_NEW); }

/* ---- what is told */

void record_add_shell(Record *record) {
    RecordShell *shell = array_push(&record->shells, &record->count, &record->capacity, sizeof *shell);
    shell->first_call = INT64_MAX;
}

void record_note_prompt(Record *record, size_t shell, const char *text, size_t count) {
    Buffer *prompt = &record->shells[shell].prompt;
    buffer_truncate(prompt, 0);
    buffer_append(prompt, text, count);
    record->has_news = true;
}

void record_note_entry(Record *record, size_t index, const Entry *entry) {
    RecordShell *shell = &record->shells[index];
    if (entry->real_begun < shell->first_call) shell->first_call = entry->real_begun;
    if (entry->task == 0) shell->waits = entry->moment == JOURNAL_WAITS;
    port_set_add(&record->ends, entry->local.port);
    port_set_add(&record->ends, entry->peer.port);
    bool asks_any = !strcmp(entry->name, "bind") && entry->argument.family && !entry->argument.port;
    if (asks_any) port_set_add(&record->any, entry->local.port);
}

void record_note_lost(Record *record, size_t shell) { record->shells[shell].first_call = 0; }

void record_note_turn(Record *record, size_t index, const ToldTurn *told) {
    RecordShell *shell = &record->shells[index];
    RecordTurn *turn;
    if (told->number < shell->count) {
        turn = &shell->turns[told->number];
        buffer_truncate(&turn->text, 0);
    } else {
        turn = array_push(&shell->turns, &shell->count, &shell->capacity, sizeof *turn);
    }
    buffer_append(&turn->text, told->text, told->count);
    turn->at = told->at;
    turn->prompt = told->prompt;
    turn->lines = told->lines;
    turn->is_done = false;
    record->has_news = true;
}

void record_note_shown(Record *record, size_t shell, uint64_t number, const char *text, size_t count) {
    buffer_append(&record->shells[shell].turns[number].text, text, count);
    record->has_news = true;
}

void record_note_done(Record *record, size_t shell, uint64_t number) {
    record->shells[shell].turns[number].is_done = true;
    record->has_news = true;
}

void record_note_cut(Record *record, size_t shell) { record->shells[shell].is_cut = true; }

/* exit() itself is a turn. */
void record_note_end(Record *record, size_t index, int64_t at) {
    RecordShell *shell = &record->shells[index];
    if (!shell->count) return;
    Span typed = record_turn_typed(&shell->turns[shell->count - 1]);
    if (memmem(typed.bytes, typed.count, "exit", 4) || memmem(typed.bytes, typed.count, "quit", 4)) return;
    shell->ended_at = at;
    record->has_news = true;
}

/* ---- the file */

bool record_has_news(const Record *record) { return record->has_news; }

size_t record_turns(const Record *record) {
    size_t count = 0;
    for (size_t i = 0; i < record->count; i++) count += record->shells[i].count;
    return count;
}

int record_write(Record *record, bool is_last) {
    record->has_news = false;
    if (!record_turns(record)) return 0;
    record_make(record, is_last);
    if (record->text.failed) return ENOMEM;
    int problem = -whole_file_write(record->path, record->text.bytes, record->text.count,
                                    record->is_written ? WHOLE_FILE_REPLACE_PRIVATE : WHOLE_FILE_NEW_PRIVATE);
    if (!problem) record->is_written = true;
    return problem;
}

/* ---- doubts */

static void append_sentence(Buffer *out, const char *sentence) {
    buffer_append_text(out, sentence);
    buffer_append_byte(out, '\n');
}

/* The first line that is read as something else than what it is; 0: all are as they were meant. */
static int find_misread(const Record *record, const Document *document) {
    for (size_t i = 0; i < record->written_count; i++) {
        const WrittenTurn *written = &record->written[i];
        int end = written->line + (int)(written->lines + written->expected_lines);
        if (i >= document->turn_count) return written->line;
        const Turn *turn = &document->turns[i];
        if (turn->line != written->line) return turn->line < written->line ? turn->line : written->line;
        if (turn->source_lines != written->lines) return written->line;
        if (turn->expected_lines == written->expected_lines) continue;
        return i + 1 < document->turn_count && document->turns[i + 1].line < end ? document->turns[i + 1].line
                                                                                 : written->line;
    }
    if (document->turn_count <= record->written_count) return 0;
    return document->turns[record->written_count].line;
}

/* Whether two shells are read as one, or one as two. */
static bool are_roles_mixed(const Record *record, const Document *document) {
    size_t *role = memory_get_zeroed((record->count + 1) * sizeof *role); /* of each shell, from 1 */
    size_t shell[ROLE_LIMIT] = { 0 };                                     /* of each role, from 1 */
    bool is_mixed = false;
    for (size_t i = 0; i < record->written_count && !is_mixed; i++) {
        size_t own = record->written[i].shell, read = document->turns[i].role;
        if (!role[own] && !shell[read]) {
            role[own] = read + 1;
            shell[read] = own + 1;
        }
        is_mixed = role[own] != read + 1 || shell[read] != own + 1;
    }
    memory_free(role);
    return is_mixed;
}

static void doubt_reading(Buffer *out, const Record *record) {
    Document *document = document_read(record->text.bytes, record->text.count, record->format);
    int misread = find_misread(record, document);
    if (document->problems.count) {
        const Problem *problem = &document->problems.items[0];
        buffer_append_format(out, _("Line %d cannot stand in a dialogue: %.*s.\n"), problem->line,
                             (int)problem->text.count, problem->text.bytes);
    } else if (misread) {
        buffer_append_format(
            out, _("Line %d looks like a prompt or like markup: played, it would be read as such.\n"),
            misread);
    } else if (are_roles_mixed(record, document)) {
        append_sentence(out, _("A prompt was computed: played, its role would not be known by it."));
    }
    document_free(document);
}

void record_append_doubts(Buffer *out, Record *record) {
    if (!record->written_count) return;
    doubt_reading(out, record);
    if (record->has_given_up)
        append_sentence(out, _("A call still waited: in the document, a ^C gives it up."));
    if (record->typed_any)
        buffer_append_format(
            out, _("Port %u was chosen by the kernel, then typed: played, it would be another one.\n"),
            record->typed_any);
    bool is_cut = false;
    for (size_t i = 0; i < record->count; i++) is_cut |= record->shells[i].is_cut;
    if (is_cut) append_sentence(out, _("The session had grown too long: its end is missing."));
}
