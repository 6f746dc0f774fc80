/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of text, and their store. */
#include "base/span.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include <string.h>

bool span_equals(Span a, Span b) {
    return a.count == b.count && (!a.count || !memcmp(a.bytes, b.bytes, a.count));
}

bool span_starts(Span text, Span start) {
    return text.count >= start.count && (!start.count || !memcmp(text.bytes, start.bytes, start.count));
}

bool span_ends(Span text, Span end) {
    return text.count >= end.count && span_equals(span_from(text, text.count - end.count), end);
}

Span span_from(Span text, size_t at) {
    return (Span){ text.bytes ? text.bytes + at : NULL, text.count - at };
}

Span span_trim_end(Span text) {
    while (text.count && (text.bytes[text.count - 1] == ' ' || text.bytes[text.count - 1] == '\t'))
        text.count--;
    return text;
}

Span span_trim(Span text) {
    while (text.count && (*text.bytes == ' ' || *text.bytes == '\t')) text = span_from(text, 1);
    return span_trim_end(text);
}

size_t span_indent(Span text) {
    size_t indent = 0;
    while (indent < text.count && text.bytes[indent] == ' ') indent++;
    return indent;
}

bool span_next_line(Span *rest, Span *line) {
    if (!rest->count) return false;
    const char *newline = memchr(rest->bytes, '\n', rest->count);
    size_t count = newline ? (size_t)(newline - rest->bytes) : rest->count;
    *line = (Span){ rest->bytes, count };
    *rest = span_from(*rest, newline ? count + 1 : count);
    return true;
}

void span_append_expanded(Buffer *out, Span text) {
    size_t column = 0;
    for (size_t i = 0; i < text.count; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == '\t') {
            buffer_append_repeated(out, ' ', 8 - column % 8);
            column += 8 - column % 8;
            continue;
        }
        buffer_append_byte(out, (char)byte);
        column = byte == '\n' ? 0 : column + ((byte & 0xC0) != 0x80);
    }
}

void span_append_printable(Buffer *out, Span text) {
    const uint8_t *at = (const uint8_t *)text.bytes, *end = at + text.count;
    while (at < end) {
        uint32_t code_point = text_decode(&at, end, false);
        if (code_point == TEXT_INVALID)
            text_append_escape(out, *at++);
        else if (code_point != ' ' && !text_is_printable(code_point))
            text_append_escape(out, code_point);
        else
            buffer_append_code_point(out, code_point);
    }
}

Span span_store(SpanStore *store, Span text) {
    char *block = memory_get(text.count + 1);
    if (text.count) memcpy(block, text.bytes, text.count);
    block[text.count] = '\0';
    *(char **)array_push(&store->blocks, &store->count, &store->capacity, sizeof *store->blocks) = block;
    return (Span){ block, text.count };
}

void span_store_clear(SpanStore *store) {
    for (size_t i = 0; i < store->count; i++) memory_free(store->blocks[i]);
    memory_free(store->blocks);
    *store = (SpanStore){ 0 };
}
