/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a document. */
#include "document/written.h"
#include "base/text.h"
#include "document/placeholder.h"
#include "document/prompt.h"
#include <string.h>

void written_append_typed(Buffer *out, Span prompt, Span line, bool begins) {
    if (!begins) prompt = line.count ? SPAN("... ") : SPAN("...");
    buffer_append(out, prompt.bytes, prompt.count);
    buffer_append(out, line.bytes, line.count);
    buffer_append_byte(out, '\n');
}

bool written_takes_mark(Span line) {
    return !span_ends(line, SPAN("\\")) && !(line.count && memmem(line.bytes, line.count, "\"\"\"", 3));
}

bool written_is_misread(const Dialogue *dialogue, Span line, bool is_first) {
    Span content = span_from(line, span_indent(line));
    return prompt_find(dialogue, content).kind != PROMPT_NONE ||
           (is_first && span_starts(content, SPAN("...")));
}

/* ---- shown */

static bool is_hex(char byte) {
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f');
}

/* How much of rest, which begins with digits, is the address in a repr, `<object at 0x7f3a...>`: it is
 * another one in each process. */
static size_t address_length(const Buffer *out, Span rest) {
    size_t count = 0;
    if (!span_ends((Span){ out->bytes, out->count }, SPAN(" at 0x"))) return 0;
    while (count < rest.count && is_hex(rest.bytes[count])) count++;
    return count < rest.count && rest.bytes[count] == '>' ? count : 0;
}

/* Controls that a terminal or an editor obeys, those of the order of letters among them (Unicode, UAX #9). */
static bool is_control(uint32_t code_point) {
    return (code_point < 0x20 && code_point != '\t') || (code_point >= 0x7f && code_point < 0xa0) ||
           code_point == 0x61c || code_point == 0x200e || code_point == 0x200f ||
           (code_point >= 0x202a && code_point <= 0x202e) || (code_point >= 0x2066 && code_point <= 0x2069);
}

/* Whether text begins with what a document reads as something else. keeps: placeholders are meant. */
static bool begins_sign(Span text, bool keeps) {
    Placeholder ignored;
    PlaceholderRead read = placeholder_read(text, &ignored);
    return read == PLACEHOLDER_BROKEN || (!keeps && read == PLACEHOLDER_FOUND);
}

/* How many bytes at the start of rest cannot stand in a document: controls, what is not UTF-8, and signs. */
static size_t unwritable_length(Span rest, bool keeps) {
    if (begins_sign(rest, keeps)) return 1;
    const uint8_t *start = (const uint8_t *)rest.bytes, *at = start, *end = start + rest.count;
    while (at < end) {
        const uint8_t *next = at;
        uint32_t code_point = *at < 0x80 ? *next++ : text_decode(&next, end, false);
        if (code_point != TEXT_INVALID && !is_control(code_point)) break;
        at = code_point == TEXT_INVALID ? at + 1 : next;
    }
    return (size_t)(at - start);
}

/* Of the character that rest begins with. */
static size_t character_length(Span rest) {
    const uint8_t *at = (const uint8_t *)rest.bytes;
    text_decode(&at, at + rest.count, false);
    return (size_t)(at - (const uint8_t *)rest.bytes);
}

static void append_shown(Buffer *out, Span line, bool keeps) {
    if (!span_trim(line).count) {
        buffer_append_text(out, "<BLANKLINE>");
        return;
    }
    while (line.count) {
        size_t address = address_length(out, line), unwritable = unwritable_length(line, keeps);
        size_t taken = address ? address : unwritable ? unwritable : character_length(line);
        if (address)
            buffer_append_text(out, "<hex>");
        else if (unwritable)
            buffer_append_text(out, "<...>");
        else
            buffer_append(out, line.bytes, taken);
        line = span_from(line, taken);
    }
}

void written_append_again(Buffer *out, Span line) { append_shown(out, line, true); }

void written_append_shown(Buffer *out, Span line) {
    if (span_equals(span_trim(line), SPAN("<BLANKLINE>"))) {
        buffer_append_text(out, "<...>");
        line = span_from(line, span_indent(line) + 1);
    }
    append_shown(out, line, false);
}
