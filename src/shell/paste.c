/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pasted blocks. A prompt ends a block with an empty line; in a document or an editor a block ends by dedenting, and may
 * hold blank lines: this file turns one into the other. */
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

size_t paste_prompt_length(const char *line, size_t count, bool *primary) {
    size_t indent = indent_of(line, count), at = indent + name_length(line + indent, count - indent);
    static const char *const marks[] = {">>>", "..."};
    for (int i = 0; i < 2; i++) {
        if (count - at < 3 || memcmp(line + at, marks[i], 3) != 0) continue;
        if (count - at > 3 && line[at + 3] != ' ') continue;
        *primary = i == 0;
        return count - at > 3 ? at + 4 : at + 3;
    }
    return 0;
}

static bool has_prompts(const char *text, size_t count) {
    const char *at = text, *end = text + count;
    bool primary;
    for (Line line; next_line(&at, end, &line);) {
        if (indent_of(line.bytes, line.count) == line.count) continue;
        return paste_prompt_length(line.bytes, line.count, &primary) > 0;
    }
    return false;
}

/* Words that go on a compound statement at the same indentation. */
static bool goes_on(const char *line, size_t count) {
    static const char *const words[] = {"else", "elif", "except", "finally"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (count > length && !memcmp(line, words[i], length) && strchr(" :(\t", line[length])) return true;
    }
    return false;
}

static void put(Buffer *lines, const char *bytes, size_t count, bool has_newline) {
    buffer_append(lines, bytes, count);
    if (has_newline) buffer_append_byte(lines, '\n');
}

static void rewrite_transcript(const char *text, size_t count, Buffer *lines) {
    const char *at = text, *end = text + count;
    bool in_block = false, primary;
    for (Line line; next_line(&at, end, &line);) {
        size_t length = paste_prompt_length(line.bytes, line.count, &primary);
        if (!length) continue;
        if (primary && in_block) put(lines, "", 0, true);
        put(lines, line.bytes + length, line.count - length, line.has_newline);
        in_block = !primary && length < line.count;
    }
}

/* Whether the text is inside a string of three quotes after this line. */
static void follow_quotes(const Line *line, char *open) {
    for (size_t i = 0; i + 2 < line->count; i++) {
        char quote = line->bytes[i];
        if (quote == '#' && !*open) return;
        if ((quote != '"' && quote != '\'') || line->bytes[i + 1] != quote || line->bytes[i + 2] != quote) continue;
        if (!*open) *open = quote;
        else if (*open == quote) *open = 0;
        i += 2;
    }
}

static void rewrite_code(const char *text, size_t count, bool continues, Buffer *lines) {
    const char *at = text, *end = text + count;
    bool in_block = continues;
    size_t blank = 0;
    char open = 0; /* the quote of a string of several lines */
    for (Line line; next_line(&at, end, &line);) {
        bool inside = open != 0;
        follow_quotes(&line, &open);
        if (inside) {
            put(lines, line.bytes, line.count, line.has_newline);
            continue;
        }
        size_t indent = indent_of(line.bytes, line.count);
        if (indent == line.count && line.has_newline) {
            blank++;
            continue;
        }
        bool ends_block = in_block && indent == 0 && !goes_on(line.bytes, line.count) && line.count;
        if (ends_block) put(lines, "", 0, true);
        if (!in_block || ends_block) in_block = false;
        blank = 0;
        put(lines, line.bytes, line.count, line.has_newline);
        if (indent > 0) in_block = true;
    }
    if (blank && in_block) put(lines, "", 0, true);
}

void paste_rewrite(const char *text, size_t count, bool continues, Buffer *lines) {
    if (has_prompts(text, count)) rewrite_transcript(text, count, lines);
    else rewrite_code(text, count, continues, lines);
}
