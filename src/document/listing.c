/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `check --list`: a document as it was read, a line of it a line here. */
#include "document/document.h"

static void append_lines(Buffer *out, Span text, const char *sign, int line) {
    for (Span one; span_next_line(&text, &one); line++)
        buffer_append_format(out, "%5d  %s%s%.*s\n", line, sign, one.count ? " " : "", (int)one.count,
                             one.bytes);
}

static void append_turn(Buffer *out, const Dialogue *dialogue, const Turn *turn) {
    const Role *role = &dialogue->roles[turn->role];
    buffer_append_format(out, "%5d %.*s:", turn->line, (int)role->name.count, role->name.bytes);
    if (turn->is_hidden) buffer_append_text(out, " hidden");
    if (turn->kind == TURN_SHELL) buffer_append_text(out, " shell");
    if (!turn->source.count) buffer_append_text(out, " shows its prompt");
    options_append(out, turn->options & ~turn->marks.set, '+');
    marks_append(out, &turn->marks);
    if (turn->interrupts) buffer_append_text(out, " interrupted");
    if (turn->naming == NAMES_LITERAL)
        buffer_append_format(out, " sets '%.*s'", (int)turn->naming_prompt.count, turn->naming_prompt.bytes);
    if (turn->naming == NAMES_COMPUTED) buffer_append_text(out, " sets a prompt");
    buffer_append_byte(out, '\n');
    append_lines(out, turn->source, "<", turn->line);
    append_lines(out, turn->expected, ">", turn->expected_line);
}

static void append_document(Buffer *out, const Document *document) {
    for (size_t i = 0; i < document->count; i++) {
        const Dialogue *dialogue = &document->dialogues[i];
        buffer_append_format(out, "dialogue %zu:", i + 1);
        settings_append(out, &dialogue->settings);
        buffer_append_byte(out, '\n');
        for (size_t k = 0; k < dialogue->count; k++) {
            const Role *role = &dialogue->roles[k];
            buffer_append_format(out, "%5d role %.*s: %s, begins with '%.*s', %zu turn%s\n", role->line,
                                 (int)role->name.count, role->name.bytes,
                                 role->kind == TURN_SHELL ? "shell" : "notation", (int)role->prompt.count,
                                 role->prompt.bytes, role->turns, role->turns == 1 ? "" : "s");
        }
        for (size_t k = 0; k < dialogue->turn_count; k++)
            append_turn(out, dialogue, &document->turns[dialogue->first_turn + k]);
    }
}

void document_append_list(Buffer *out, const Document *document) {
    Buffer raw = { 0 };
    append_document(&raw, document);
    Span rest = { raw.bytes, raw.count };
    for (Span line; span_next_line(&rest, &line);) {
        span_append_printable(out, line);
        buffer_append_byte(out, '\n');
    }
    buffer_clear(&raw);
}
