/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a document. */
#include "document/written.h"
#include "base/text.h"
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

/* How much of rest, which begins with digits, is the address in a repr, `<object at 0x7f3a...>`: it is another one in each process. */
static size_t address_length(const Buffer *out, Span rest) {
    size_t count = 0;
    if (!span_ends((Span){ out->bytes, out->count }, SPAN(" at 0x"))) return 0;
    while (count < rest.count && is_hex(rest.bytes[count])) count++;
    return count < rest.count && rest.bytes[count] == '>' ? count : 0;
}

/* How many bytes cannot stand in a document: zero bytes. */
static size_t unwritable_length(Span rest) {
    size_t count = 0;
    while (count < rest.count && !rest.bytes[count]) count++;
    return count;
}

void written_append_shown(Buffer *out, Span line) {
    if (!span_trim(line).count) {
        buffer_append_text(out, "<BLANKLINE>");
        return;
    }
    while (line.count) {
        size_t address = address_length(out, line), unwritable = unwritable_length(line), taken = 1;
        if (address) {
            buffer_append_text(out, "<hex>");
            taken = address;
        } else if (unwritable) {
            buffer_append_text(out, "<...>");
            taken = unwritable;
        } else {
            buffer_append_byte(out, *line.bytes);
        }
        line = span_from(line, taken);
    }
}
