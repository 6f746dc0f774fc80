/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a paste, and which of them comes next. */
#include "shell/paste.h"
#include <string.h>

typedef struct {
    const char *bytes;
    size_t count;
    bool has_newline;
} Line;

static bool next_line(const char **at, const char *end, Line *line) {
    if (*at >= end) return false;
    const char *start = *at, *stop = start;
    while (stop < end && *stop != '\n' && *stop != '\r') stop++;
    line->bytes = start;
    line->count = (size_t)(stop - start);
    line->has_newline = stop < end;
    if (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n') stop++;
    *at = stop < end ? stop + 1 : stop;
    return true;
}

static size_t indent_of(const char *line, size_t count) {
    size_t indent = 0;
    while (indent < count && (line[indent] == ' ' || line[indent] == '\t')) indent++;
    return indent;
}

/* "(name)" before the arrows: letters, digits and whatever is no bracket. */
static size_t name_length(const char *line, size_t count) {
    if (count == 0 || line[0] != '(') return 0;
    const char *close = memchr(line, ')', count);
    if (!close || close + 1 >= line + count || close[1] != ' ') return 0;
    return (size_t)(close - line) + 2;
}

/* The prompt at the start of a line: its length, or 0. *primary: it begins a statement. */
static size_t prompt_length(const char *line, size_t count, bool *primary) {
    size_t indent = indent_of(line, count), at = indent + name_length(line + indent, count - indent);
    static const char *const marks[] = { ">>>", "..." };
    for (int i = 0; i < 2; i++) {
        if (count - at < 3 || memcmp(line + at, marks[i], 3) != 0) continue;
        if (count - at > 3 && line[at + 3] != ' ') continue;
        *primary = i == 0;
        return count - at > 3 ? at + 4 : at + 3;
    }
    return 0;
}

/* Words that go on a compound statement at the same indentation. */
static bool goes_on(const char *line, size_t count) {
    static const char *const words[] = { "else", "elif", "except", "finally" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (count > length && !memcmp(line, words[i], length) && strchr(" :(\t", line[length])) return true;
    }
    return false;
}

/* ---- the next line */

static bool peek_line(const Paste *paste, Line *line, size_t *next) {
    const char *at = paste->text.bytes + paste->position;
    if (paste->position >= paste->text.count) return false;
    next_line(&at, paste->text.bytes + paste->text.count, line);
    *next = (size_t)(at - paste->text.bytes);
    return true;
}

static bool is_blank(const Line *line) { return indent_of(line->bytes, line->count) == line->count; }

static PasteNext give_line(Buffer *out, const Line *line, size_t from) {
    buffer_append(out, line->bytes + from, line->count - from);
    return line->has_newline ? PASTE_LINE : PASTE_REST;
}

/* Copied from behind the first prompt: what stands before the next prompt was the output. No such thing when
 * a text of three quotes begins in between, which may hold prompts itself. */
static bool is_output_before_prompt(const Paste *paste) {
    const char *at = paste->text.bytes + paste->position, *end = paste->text.bytes + paste->text.count;
    bool primary;
    for (Line line; next_line(&at, end, &line);) {
        if (prompt_length(line.bytes, line.count, &primary) && primary) return true;
        if (memmem(line.bytes, line.count, "\"\"\"", 3) || memmem(line.bytes, line.count, "'''", 3))
            return false;
    }
    return false;
}

static PasteNext next_of_transcript(Paste *paste, StatementState state, Buffer *out) {
    Line line;
    bool primary;
    for (size_t next; peek_line(paste, &line, &next); paste->position = next) {
        size_t length = prompt_length(line.bytes, line.count, &primary);
        if (!length) continue;
        if (primary && state == IN_BLOCK) return PASTE_LINE; /* its "... " was not copied */
        paste->position = next;
        return give_line(out, &line, length);
    }
    return PASTE_NOTHING;
}

/* Whether the block goes on at its next line that is no comment. */
static bool goes_on_behind_comments(const Paste *paste) {
    const char *at = paste->text.bytes + paste->position, *end = paste->text.bytes + paste->text.count;
    for (Line line; next_line(&at, end, &line);) {
        size_t indent = indent_of(line.bytes, line.count);
        if (indent == line.count || line.bytes[indent] == '#') continue;
        return indent > 0 || goes_on(line.bytes, line.count);
    }
    return false;
}

bool paste_block_may_end_behind(const char *line) {
    if (*line == ' ' || *line == '\t') return true;
    if (*line == '@') return false;
    size_t count = strcspn(line, "#");
    while (count && strchr(" \t", line[count - 1])) count--;
    return count && line[count - 1] != ':';
}

static PasteNext next_in_block(Paste *paste, bool may_end, Buffer *out) {
    Line line;
    size_t next;
    bool was_blank = false;
    for (; peek_line(paste, &line, &next) && line.has_newline && is_blank(&line); paste->position = next)
        was_blank = true;
    if (!peek_line(paste, &line, &next)) return was_blank ? PASTE_LINE : PASTE_NOTHING;
    if (may_end && !is_blank(&line) && !goes_on_behind_comments(paste)) return PASTE_LINE;
    paste->position = next;
    return give_line(out, &line, 0);
}

static PasteNext next_statement(Paste *paste, Buffer *out) {
    Line line;
    size_t next;
    while (peek_line(paste, &line, &next) && line.has_newline && is_blank(&line)) paste->position = next;
    if (!peek_line(paste, &line, &next)) return PASTE_NOTHING;
    paste->position = next;
    paste->statements++;
    return give_line(out, &line, 0);
}

/* A prompt where Python could have none. */
static bool begins_transcript(const Paste *paste, StatementState state) {
    Line line;
    size_t next;
    bool primary;
    if (state == AT_STATEMENT && paste->statements == 1 && is_output_before_prompt(paste)) return true;
    if (!peek_line(paste, &line, &next) || !prompt_length(line.bytes, line.count, &primary)) return false;
    return primary || (state == IN_BLOCK && line.bytes[0] == '.');
}

PasteNext paste_next(Paste *paste, StatementState state, bool may_end, Buffer *out) {
    Line line;
    size_t next;
    if (paste->position >= paste->text.count) return PASTE_NOTHING;
    if (paste->is_insertion) {
        paste->is_insertion = false;
        peek_line(paste, &line, &next);
        paste->position = next;
        return give_line(out, &line, 0);
    }
    if (!paste->is_transcript && state != IN_BRACKET) paste->is_transcript = begins_transcript(paste, state);
    if (paste->is_transcript) return next_of_transcript(paste, state, out);
    switch (state) {
    case AT_STATEMENT: return next_statement(paste, out);
    case IN_BLOCK: return next_in_block(paste, may_end, out);
    case IN_BRACKET: break;
    }
    peek_line(paste, &line, &next);
    paste->position = next;
    return give_line(out, &line, 0);
}

void paste_begin(Paste *paste, const char *bytes, size_t count, bool is_insertion) {
    if (paste->position >= paste->text.count) paste_drop(paste);
    buffer_append(&paste->text, bytes, count);
    paste->is_insertion = is_insertion;
}

void paste_drop(Paste *paste) {
    buffer_clear(&paste->text);
    *paste = (Paste){ 0 };
}
