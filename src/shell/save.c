/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record of the session, as the document's lines. It is made a document line by line as it comes, so
 * that saving is writing. */
#include "shell/save.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "builtin/classes/file.h"
#include "document/prompt.h"
#include "document/written.h"
#include "journal/journal.h"
#include "sched/whole_file.h"
#include <errno.h>
#include <string.h>

typedef struct {
    size_t start; /* in text */
    size_t prompt, lines;
    int64_t at;
    uint64_t version;
    bool runs, is_done;
} KeptTurn;

static struct {
    Program *program;
    Buffer text;
    KeptTurn *turns;
    size_t turn_count, turn_capacity;
    uint64_t version; /* the newest */
    SaveListener *listener;
    size_t line_start; /* of what is shown now */
    size_t told;       /* so much of text may have been told */
    size_t mark;       /* where the mark of this statement ends; 0: it has none */
    bool shows;        /* the last line came from the program */
    bool is_first;     /* line that is shown behind what was typed */
    size_t misread;    /* lines shown that a document takes for typed ones */
    bool is_cut;
    size_t written;
    int paused;
} session; /* part of the line editor's static state: one terminal a process */

static void tell(void) {
    if (session.listener) session.listener();
}

static KeptTurn *peek_last(void) {
    return session.turn_count ? &session.turns[session.turn_count - 1] : NULL;
}

static void append(const char *bytes, size_t count) {
    if (session.text.count + count > SAVE_LIMIT) session.is_cut = true;
    if (!session.is_cut) buffer_append(&session.text, bytes, count);
}

/* What was shown of this line is something else in a document. */
static void put_line(const char *line, size_t count) {
    if (session.line_start < session.told) peek_last()->version = ++session.version;
    buffer_truncate(&session.text, session.line_start);
    append(line, count);
}

/* The line that is shown now, as the document has it. */
static Span shown_line(void) {
    return (Span){ session.text.bytes + session.line_start, session.text.count - session.line_start };
}

static void end_line(void) {
    Span line = shown_line();
    Buffer written = { 0 };
    session.misread += written_is_misread(&(Dialogue){ 0 }, line, session.is_first);
    written_append_shown(&written, line);
    if (!written.failed && !session.is_cut && !span_equals((Span){ written.bytes, written.count }, line))
        put_line(written.bytes, written.count);
    buffer_clear(&written);
    append("\n", 1);
    session.line_start = session.text.count;
    session.is_first = false;
}

static void on_output(void *context, const char *bytes, size_t count) {
    (void)context;
    if (session.paused) return;
    session.written += count;
    if (!session.turn_count) return;
    session.shows = true;
    session.told = session.text.count;
    while (count && !session.is_cut) {
        const char *newline = memchr(bytes, '\n', count);
        size_t length = newline ? (size_t)(newline - bytes) : count;
        append(bytes, length);
        if (newline) end_line();
        bytes += length + (newline != NULL);
        count -= length + (newline != NULL);
    }
    tell();
}

/* One that a statement has set is known from there on; one that was computed could not be read back. */
static bool is_role_prompt(const char *prompt) {
    return prompt_is_notation((Span){ prompt, strlen(prompt) }) ||
           (*prompt && session.text.count &&
            memmem(session.text.bytes, session.text.count, prompt, strlen(prompt)));
}

/* False: there is no memory left for it, and what follows is left out. */
static bool begin_turn(size_t prompt) {
    KeptTurn *turn = session.is_cut ? NULL
                                    : array_try_push(&session.turns, &session.turn_count,
                                                     &session.turn_capacity, sizeof *turn);
    if (!turn) return !(session.is_cut = true);
    *turn = (KeptTurn){ .start = session.text.count, .prompt = prompt, .version = ++session.version };
    session.mark = 0;
    return true;
}

void save_note_line(const char *prompt, const char *line, size_t count, bool begins) {
    if (begins && !count) return; /* an empty line is no turn */
    if (session.text.count > session.line_start) end_line();
    if (!is_role_prompt(prompt)) prompt = ">>> ";
    if (begins && !begin_turn(strlen(prompt))) return;
    if (!session.is_cut) peek_last()->lines++;
    Buffer typed = { 0 };
    written_append_typed(&typed, (Span){ prompt, strlen(prompt) }, (Span){ line, count }, begins);
    append(typed.bytes, typed.count);
    buffer_clear(&typed);
    session.line_start = session.text.count;
    session.shows = false;
    session.is_first = true;
}

void save_note_run(void) {
    KeptTurn *turn = peek_last();
    if (!turn || turn->runs) return;
    turn->runs = true;
    turn->at = clock_now();
    tell();
}

void save_note_done(void) {
    KeptTurn *turn = peek_last();
    if (!turn || !turn->runs || turn->is_done) return;
    turn->is_done = true;
    tell();
}

static void insert(size_t at, const Buffer *text) {
    size_t rest = session.text.count - at;
    if (session.is_cut || !buffer_reserve(&session.text, text->count)) return;
    char *place = session.text.bytes + at;
    memmove(place + text->count, place, rest);
    memcpy(place, text->bytes, text->count);
    session.text.count += text->count;
    session.line_start += text->count;
    session.mark = at + text->count;
    peek_last()->version = ++session.version;
    tell();
}

void save_note_input(const char *prompt, const char *line, size_t count) {
    if (session.paused || !session.turn_count || session.is_cut) return;
    on_output(NULL, prompt, strlen(prompt));
    size_t start = peek_last()->start;
    char *typed = session.text.bytes + start;
    char *newline = memchr(typed, '\n', session.text.count - start);
    if (!newline || !written_takes_mark((Span){ typed, (size_t)(newline - typed) })) return;
    size_t at = session.mark ? session.mark : (size_t)(newline - session.text.bytes);
    Buffer mark = { 0 };
    if (!session.mark) buffer_append_text(&mark, "  # causette:");
    marks_append_input(&mark, (Span){ line, count });
    insert(at, &mark);
    buffer_clear(&mark);
}

void save_note_interrupt(void) {
    if (session.paused || session.text.count != session.line_start) return;
    append("^C", 2);
    tell();
}

void save_drop_statement(void) {
    const KeptTurn *turn = peek_last();
    if (session.shows || !turn || turn->runs) return;
    buffer_truncate(&session.text, turn->start);
    session.line_start = session.text.count;
    session.turn_count--;
}

/* ---- the turns */

size_t save_turns(void) {
    const KeptTurn *last = peek_last();
    return session.turn_count - (last && !last->runs);
}

SaveTurn save_peek_turn(size_t number) {
    const KeptTurn *turn = &session.turns[number];
    bool is_last = number + 1 == session.turn_count;
    size_t end = is_last ? session.text.count : turn[1].start;
    return (SaveTurn){ .text = session.text.bytes + turn->start,
                       .count = end - turn->start,
                       .prompt = turn->prompt,
                       .lines = turn->lines,
                       .at = turn->at,
                       .version = turn->version,
                       .is_done = turn->is_done || !is_last };
}

void save_listen(SaveListener *listener) { session.listener = listener; }

void save_pause(void) { session.paused++; }
void save_resume(void) { session.paused--; }
size_t save_written(void) { return session.written; }
size_t save_misread(void) { return session.misread; }
bool save_is_cut(void) { return session.is_cut; }

void save_open(Program *program) {
    session.program = program;
    file_set_tap(program->machine, on_output, NULL);
}

void save_close(void) {
    if (!session.program) return;
    file_set_tap(session.program->machine, NULL, NULL);
    buffer_clear(&session.text);
    memory_free(session.turns);
    memset(&session, 0, sizeof session);
}

int save_write(const char *path, bool may_replace, size_t *turns) {
    Buffer whole = { 0 };
    *turns = session.turn_count;
    bool is_open = session.text.count > session.line_start;
    if (is_open) {
        buffer_append(&whole, session.text.bytes, session.line_start);
        written_append_shown(&whole, shown_line());
        buffer_append_byte(&whole, '\n');
    }
    const Buffer *text = is_open ? &whole : &session.text;
    int problem = whole.failed
                      ? ENOMEM
                      : -whole_file_write(path, text->bytes, text->count,
                                          may_replace ? WHOLE_FILE_REPLACE_PRIVATE : WHOLE_FILE_NEW_PRIVATE);
    buffer_clear(&whole);
    return problem;
}
