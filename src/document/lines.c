/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting a document into lines. */
#include "document/lines.h"
#include "base/array.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include <string.h>

static const size_t NOT_EXPANDED = SIZE_MAX;

static int line_of(Span bytes, size_t at) {
    int line = 1;
    for (size_t i = 0; i < at; i++)
        if (bytes.bytes[i] == '\n' ||
            (bytes.bytes[i] == '\r' && !(i + 1 < bytes.count && bytes.bytes[i + 1] == '\n')))
            line++;
    return line;
}

static bool check_bytes(Span bytes, Problems *problems) {
    if (bytes.count > DOCUMENT_LIMIT) {
        problems_add(problems, 1, _("the document is larger than %d MiB; split it"),
                     DOCUMENT_LIMIT / 1024 / 1024);
        return false;
    }
    if (span_starts(bytes, SPAN("\xFF\xFE")) || span_starts(bytes, SPAN("\xFE\xFF"))) {
        problems_add(problems, 1, _("the document is UTF-16; store it as UTF-8"));
        return false;
    }
    const char *zero = bytes.count ? memchr(bytes.bytes, '\0', bytes.count) : NULL;
    if (zero) {
        problems_add(problems, line_of(bytes, (size_t)(zero - bytes.bytes)),
                     _("a zero byte: this is a binary file, not a document"));
        return false;
    }
    const uint8_t *start = (const uint8_t *)bytes.bytes, *at = start, *end = start + bytes.count;
    while (at < end) {
        if (text_decode(&at, end, false) != TEXT_INVALID) continue;
        problems_add(problems, line_of(bytes, (size_t)(at - start)),
                     _("byte 0x%02x is not UTF-8; store the document as UTF-8"), *at);
        return false;
    }
    return true;
}

static void add_line(Lines *lines, size_t start, size_t end, size_t next) {
    Line *line = array_push(&lines->items, &lines->count, &lines->capacity, sizeof *line);
    *line = (Line){ start, end, next, { lines->bytes.bytes + start, end - start }, 0, NOT_EXPANDED };
    if (!memchr(line->text.bytes, '\t', line->text.count)) return;
    line->expanded_at = lines->expanded.count;
    span_append_expanded(&lines->expanded, line->text);
    line->text.count = lines->expanded.count - line->expanded_at;
}

bool lines_read(Lines *lines, Span bytes, Problems *problems) {
    *lines = (Lines){ .bytes = bytes };
    if (!check_bytes(bytes, problems)) return false;
    size_t at = span_starts(bytes, SPAN("\xEF\xBB\xBF")) ? 3 : 0;
    while (at < bytes.count) {
        size_t start = at;
        while (at < bytes.count && bytes.bytes[at] != '\n' && bytes.bytes[at] != '\r') at++;
        size_t end = at;
        if (at + 1 < bytes.count && bytes.bytes[at] == '\r' && bytes.bytes[at + 1] == '\n') at++;
        if (at < bytes.count) at++;
        add_line(lines, start, end, at);
    }
    if (lines->expanded.failed) {
        problems_add(problems, 1, _("not enough memory to read the document"));
        lines_clear(lines);
        return false;
    }
    for (size_t i = 0; i < lines->count; i++) {
        Line *line = &lines->items[i];
        if (line->expanded_at != NOT_EXPANDED) line->text.bytes = lines->expanded.bytes + line->expanded_at;
        line->indent = span_indent(line->text);
    }
    return true;
}

void lines_clear(Lines *lines) {
    memory_free(lines->items);
    buffer_clear(&lines->expanded);
    *lines = (Lines){ 0 };
}
