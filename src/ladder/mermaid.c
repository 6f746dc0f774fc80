/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ladder in Mermaid's notation of sequence diagrams, for pages that draw it themselves. Mermaid refuses
 * texts of more than 50,000 characters unless the page sets its maxTextSize, so this is for ladders that a
 * reader takes in.
 *
 * Calls are notes at the right of their lifelines: a message to oneself is a loop of twice the height, and
 * would look like data.
 *
 * What Mermaid makes of texts (version 11): a statement ends at a line's end, at ';' and at '#', unless that
 * begins an entity code,
 * "#59;", which stands for the character of that number everywhere, and is put in only when all is drawn.
 * Before the notation is read at all, "%%{...}%%" is taken for a directive, "%%" may begin a comment,
 * "$$...$$" becomes a formula, and a line with "style" and later on ':' and '#' loses its last ';'. "wrap:"
 * at a text's beginning is an option, "@{" begins a participant's, <...> is HTML, and the word "end" can end
 * a block. So letters, digits and a few signs stand as they are, and all else is a code. */
#include "base/memory.h"
#include "base/text.h"
#include "ladder/format.h"
#include <string.h>
#include <strings.h>

enum { ACTIVE_LIMIT = 6 }; /* bars of a participant side by side; more calls that wait share the last */

static bool is_letter(uint32_t code_point) { return (code_point | 0x20) - 'a' < 26; }

static bool is_plain(uint32_t code_point) {
    if (code_point >= 0x80)
        return text_is_printable(code_point) && code_point != 0xfb02 &&
               code_point != 0xb6; /* its own marks */
    return is_letter(code_point) || code_point - '0' < 10 ||
           (code_point && strchr(" ()[]=.,'+*/_-!?", (int)code_point));
}

static bool is_word_byte(char byte) { return is_letter((unsigned char)byte) || byte == '_'; }

static bool is_end_word(const char *text, const char *place) {
    return strncasecmp(place, "end", 3) == 0 && (place == text || !is_word_byte(place[-1])) &&
           !is_word_byte(place[3]);
}

static void append_code(Buffer *out, uint32_t code_point) { buffer_append_format(out, "#%u;", code_point); }

static void append_escaped(Buffer *out, const char *text) {
    const uint8_t *next = (const uint8_t *)text, *end = next + strlen(text);
    if (next == end) append_code(out, 0xa0); /* no text at all is no statement */
    while (next < end) {
        const char *place = (const char *)next;
        uint32_t code_point = text_decode(&next, end, false);
        if (code_point == TEXT_INVALID) {
            next++;
            code_point = 0xfffd;
        }
        if (code_point < 0x20 || code_point == 0x7f)
            buffer_append_byte(out, ' ');
        else if (is_plain(code_point) && !is_end_word(text, place))
            buffer_append_code_point(out, code_point);
        else
            append_code(out, code_point);
    }
}

static void append_note(Buffer *out, const Row *row, const char *mark) {
    buffer_append_format(out, "    Note right of A%zu: %s", row->role, mark);
    append_escaped(out, row->text);
    if (*row->state) {
        buffer_append_text(out, "<br/>");
        append_escaped(out, row->state);
    }
    buffer_append_byte(out, '\n');
}

static void append_arrow(Buffer *out, const Row *row, const char *arrow) {
    buffer_append_format(out, "    A%zu%sA%zu: ", row->role, arrow, row->other);
    append_escaped(out, row->text);
    buffer_append_byte(out, '\n');
}

static void append_activation(Buffer *out, const char *word, size_t role) {
    buffer_append_format(out, "    %s A%zu\n", word, role);
}

static void append_over_all(Buffer *out, const Picture *picture, const Row *row) {
    buffer_append_text(out, "    Note over A0");
    if (picture->role_count > 1) buffer_append_format(out, ",A%zu", picture->role_count - 1);
    buffer_append_text(out, ": ");
    append_escaped(out, row->text);
    buffer_append_byte(out, '\n');
}

static bool ends_wait(const Picture *picture, size_t number) {
    const Row *row = &picture->rows[number];
    return row->kind == ROW_RETURN && row->origin < number && picture->rows[row->origin].kind == ROW_BEGIN &&
           picture->rows[row->origin].blocks && picture->rows[row->origin].role == row->role;
}

static void append_row(Buffer *out, const Picture *picture, size_t number, size_t *waiting) {
    const Row *row = &picture->rows[number];
    switch (row->kind) {
    case ROW_CALL:
    case ROW_BEGIN:
    case ROW_RETURN:
        append_note(out, row, row->failed ? "✗ " : "");
        /* To end a bar where there is none is an error of the notation. */
        if (row->kind == ROW_BEGIN && row->blocks && waiting[row->role]++ < ACTIVE_LIMIT)
            append_activation(out, "activate", row->role);
        else if (ends_wait(picture, number) && waiting[row->role] && --waiting[row->role] < ACTIVE_LIMIT)
            append_activation(out, "deactivate", row->role);
        break;
    case ROW_DATA: append_arrow(out, row, "->>"); break;
    case ROW_PACKET: append_arrow(out, row, "-->>"); break;
    case ROW_TIME:
        if (picture->role_count) append_over_all(out, picture, row);
        break;
    case ROW_LOST: append_note(out, row, "⚠ "); break;
    }
}

void mermaid_append(Buffer *out, const Picture *picture) {
    size_t *waiting = memory_get_zeroed((picture->role_count + 1) * sizeof *waiting);
    buffer_append_text(out, "sequenceDiagram\n");
    if (picture->title && *picture->title) {
        buffer_append_text(out, "    title ");
        append_escaped(out, picture->title);
        buffer_append_byte(out, '\n');
    }
    for (size_t i = 0; i < picture->role_count; i++) {
        buffer_append_format(out, "    participant A%zu as ", i);
        append_escaped(out, picture->roles[i]);
        buffer_append_byte(out, '\n');
    }
    for (size_t i = 0; i < picture->count; i++) append_row(out, picture, i, waiting);
    for (size_t i = 0; i < picture->role_count; i++) {
        size_t open = waiting[i] < ACTIVE_LIMIT ? waiting[i] : ACTIVE_LIMIT;
        while (open--) append_activation(out, "deactivate", i);
    }
    memory_free(waiting);
}
