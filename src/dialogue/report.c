/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports. A difference shows the expected lines and the shown ones, the first character that differs marked below its line. */
#include "dialogue/report.h"
#include "base/language.h"
#include <string.h>

enum { LINES_SHOWN = 40 }; /* of each side: a report is to be read */

static Span span_of(const Buffer *buffer) { return (Span){ buffer->bytes ? buffer->bytes : "", buffer->count }; }

static void append_line(Buffer *out, const char *mark, Span line) {
    buffer_append_text(out, mark);
    span_append_printable(out, line);
    buffer_append_byte(out, '\n');
}

/* The caret stands below column `column` of a line that begins with a mark. */
static void append_caret(Buffer *out, const char *mark, Span line, size_t column) {
    Buffer before = { 0 };
    if (column > line.count) column = line.count;
    span_append_printable(&before, (Span){ line.bytes, column });
    size_t cells = strlen(mark);
    for (size_t i = 0; i < before.count; i++) cells += (before.bytes[i] & 0xc0) != 0x80;
    buffer_append_repeated(out, ' ', cells);
    buffer_append_text(out, "^\n");
    buffer_clear(&before);
}

/* The lines of one side; the caret below the one that differs first. */
static void append_side(Buffer *out, const char *mark, Span text, size_t at_line, size_t column) {
    size_t number = 0, left_out = 0;
    for (Span line; span_next_line(&text, &line); number++) {
        bool is_near = number < LINES_SHOWN || (number + 3 > at_line && number < at_line + 3);
        if (!is_near) {
            left_out++;
            continue;
        }
        append_line(out, mark, line);
        if (number == at_line) append_caret(out, mark, line, column);
    }
    if (left_out) buffer_append_format(out, _("%s(%zu more lines)\n"), mark, left_out);
}

static void append_difference(Buffer *out, const Turn *turn, const PlayedTurn *played) {
    const Comparison *difference = &played->difference;
    bool is_compared = played->verdict == TURN_DIFFERENT;
    size_t nowhere = (size_t)-1;
    if (turn->expected.count)
        append_side(out, "    - ", turn->expected, nowhere, 0);
    else if (is_compared)
        buffer_append_text(out, _("    nothing was expected\n"));
    if (played->shown.count)
        append_side(out, "    + ", span_of(&played->shown), is_compared ? difference->shown_line : nowhere, difference->shown_column);
    else if (is_compared)
        buffer_append_text(out, _("    nothing was shown\n"));
    if (played->is_cut) buffer_append_text(out, _("    it showed more than is kept\n"));
}

static const char *const verdicts[] = {
    [TURN_NOT_PLAYED] = N_("was not played"),
    [TURN_SAME] = N_("as written"),
    [TURN_DIFFERENT] = N_("shows something else"),
    [TURN_PROMPT] = N_("does not show this prompt"),
    [TURN_PENDING] = N_("still waits"),
    [TURN_NOT_BLOCKED] = N_("does not block"),
    [TURN_EXIT] = N_("ends with another exit status"),
    [TURN_LOST] = N_("is gone"),
    [TURN_TIMEOUT] = N_("has used up its time"),
};

static void append_typed(Buffer *out, const char *mark, const Turn *turn) {
    Span rest = turn->source, line;
    bool first = true;
    buffer_append_text(out, mark);
    span_append_printable(out, span_trim_end(turn->prompt));
    for (; span_next_line(&rest, &line); first = false) {
        buffer_append_text(out, first ? " " : mark);
        if (!first) buffer_append_text(out, "... ");
        span_append_printable(out, line);
        buffer_append_byte(out, '\n');
    }
    if (first) buffer_append_byte(out, '\n');
}

static void append_indented(Buffer *out, const Buffer *lines) {
    Span rest = span_of(lines);
    for (Span line; span_next_line(&rest, &line);) append_line(out, "    ", line);
}

static void append_turn(Buffer *out, const char *path, const Dialogue *dialogue, const Turn *turn, const PlayedTurn *played) {
    buffer_append_format(out, "%s:%d: ", path, turn->line);
    span_append_printable(out, dialogue->roles[turn->role].name);
    buffer_append_format(out, " %s\n", _(verdicts[played->verdict]));
    append_typed(out, "    ", turn);
    append_difference(out, turn, played);
    append_indented(out, &played->where);
    append_indented(out, &played->others);
}

void report_append(Buffer *out, const char *path, const Document *document, const Dialogue *dialogue, const Played *played) {
    size_t not_played = 0;
    for (size_t i = 0; i < played->count; i++) {
        const Turn *turn = &document->turns[dialogue->first_turn + i];
        if (played->turns[i].verdict > TURN_SAME) append_turn(out, path, dialogue, turn, &played->turns[i]);
        not_played += played->turns[i].verdict == TURN_NOT_PLAYED && !(turn->options & OPTION_SKIP);
    }
    if (played->problem.count) buffer_append_format(out, "%s:%d: %.*s\n", path, dialogue->line, (int)played->problem.count, played->problem.bytes);
    if (not_played)
        buffer_append_format(out, _n("%s: %zu turn was not played any more\n", "%s: %zu turns were not played any more\n", not_played), path, not_played);
}

void report_append_problems(Buffer *out, const char *path, const Problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        buffer_append_format(out, "%s:%d: %.*s\n", path, problems->items[i].line, (int)problems->items[i].text.count, problems->items[i].text.bytes);
    if (problems->left_out) buffer_append_format(out, _("%s: %zu more problems\n"), path, problems->left_out);
}

void report_append_turn(Buffer *out, const Turn *turn, const PlayedTurn *played) {
    append_typed(out, "", turn);
    Span rest = span_of(&played->shown);
    for (Span line; span_next_line(&rest, &line);) append_line(out, "", line);
}
