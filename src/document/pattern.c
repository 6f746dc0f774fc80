/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting an expected text into parts. */
#include "document/pattern.h"
#include "base/array.h"
#include "base/memory.h"
#include "document/mark.h"

static void add_part(Pattern *pattern, Part part) {
    *(Part *)array_push(&pattern->items, &pattern->count, &pattern->capacity, sizeof part) = part;
}

static void add_text(Pattern *pattern, Span text) {
    if (text.count) add_part(pattern, (Part){ .kind = PART_TEXT, .text = text });
}

/* The part that is no plain text and begins here. */
static bool part_at(Span text, unsigned options, Part *part) {
    Placeholder placeholder;
    if (!(options & OPTION_DONT_ACCEPT_PLACEHOLDER) &&
        placeholder_read(text, &placeholder) == PLACEHOLDER_FOUND) {
        PartKind kind = placeholder.kind == PLACEHOLDER_ANY ? PART_ANY_OF_LINE : PART_PLACEHOLDER;
        *part = (Part){ kind, placeholder.kind, placeholder.name, placeholder.all };
        return true;
    }
    if (!(options & OPTION_ELLIPSIS) || !span_starts(text, SPAN("..."))) return false;
    *part = (Part){ .kind = PART_ANY, .text = { text.bytes, 3 } };
    return true;
}

void pattern_read(Pattern *pattern, Span text, unsigned options) {
    size_t start = 0, at = 0;
    if (!text.count) return;
    while (at < text.count) {
        Part part;
        if ((text.bytes[at] != '<' && text.bytes[at] != '.') ||
            !part_at(span_from(text, at), options, &part)) {
            at++;
            continue;
        }
        add_text(pattern, (Span){ text.bytes + start, at - start });
        add_part(pattern, part);
        start = at += part.text.count;
    }
    add_text(pattern, (Span){ text.bytes + start, text.count - start });
}

void pattern_clear(Pattern *pattern) {
    memory_free(pattern->items);
    *pattern = (Pattern){ 0 };
}
