/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports: what happened, as a sentence that begins with FILE:LINE, then the turn, then what the roles were
 * doing. */
#include "dialogue/report/report.h"
#include "base/language.h"
#include "dialogue/report/difference.h"

enum { TYPED_SHOWN = 20 }; /* lines */

static Span span_of(const Buffer *buffer) {
    return (Span){ buffer->bytes ? buffer->bytes : "", buffer->count };
}

static const char *const verdicts[] = {
    [TURN_NOT_PLAYED] = N_("%s was not played"),
    [TURN_SAME] = N_("%s goes as written"),
    [TURN_DIFFERENT] = N_("%s shows something else"),
    [TURN_PROMPT] = N_("%s does not show this prompt"),
    [TURN_PENDING] = N_("%s still waits"),
    [TURN_NOT_BLOCKED] = N_("%s does not block"),
    [TURN_EXIT] = N_("%s does not end with this exit status"),
    [TURN_LOST] = N_("%s is gone"),
    [TURN_TIMEOUT] = N_("%s has used up its time"),
    [TURN_NOT_READY] = N_("%s is not ready"),
    [TURN_INCOMPLETE] = N_("%s waits for the rest of this statement"),
};

static void append_expanded(Buffer *out, Span line) {
    Buffer expanded = { 0 };
    span_append_expanded(&expanded, line);
    difference_append_line(out, span_of(&expanded), 0);
    buffer_clear(&expanded);
}

static void append_typed(Buffer *out, const char *indent, const Turn *turn, size_t most) {
    Span rest = turn->source, line;
    size_t count = 0;
    buffer_append_text(out, indent);
    span_append_printable(out, span_trim_end(turn->prompt));
    for (; count < most && span_next_line(&rest, &line); count++) {
        if (count) buffer_append_format(out, "%s...", indent);
        if (line.count) buffer_append_byte(out, ' ');
        append_expanded(out, line);
        buffer_append_byte(out, '\n');
    }
    if (!count) buffer_append_byte(out, '\n');
    size_t more = turn->source_lines > count ? turn->source_lines - count : 0;
    if (more)
        buffer_append_format(out, _n("%s(%zu more line)\n", "%s(%zu more lines)\n", more), indent, more);
}

static void append_indented(Buffer *out, const Buffer *lines) {
    Span rest = span_of(lines);
    for (Span line; span_next_line(&rest, &line);) {
        buffer_append_text(out, "    ");
        difference_append_line(out, line, 0);
        buffer_append_byte(out, '\n');
    }
}

void report_append_verdict(Buffer *out, const Dialogue *dialogue, const Turn *turn,
                           const PlayedTurn *played) {
    Buffer role = { 0 };
    span_append_printable(&role, dialogue->roles[turn->role].name);
    buffer_append_format(out, _(verdicts[played->verdict]), buffer_text(&role));
    buffer_clear(&role);
}

/* A terminal without a name that waits: the turn below that is typed at it too; NULL: there is none. Where
 * each of two terminals shows a bare prompt, the second was meant for another one. */
static const Turn *next_of_nameless(const Document *document, const Turn *turn) {
    const Dialogue *dialogue = &document->dialogues[turn->dialogue];
    const Turn *end = document->turns + dialogue->first_turn + dialogue->turn_count;
    if (dialogue->roles[turn->role].is_named) return NULL;
    for (const Turn *next = turn + 1; next < end; next++)
        if (next->role == turn->role) return next;
    return NULL;
}

/* What to do about it, where that is known. */
static void append_advice(Buffer *out, const Report *report, const Turn *turn, const PlayedTurn *played) {
    const Turn *next = played->verdict == TURN_PENDING ? next_of_nameless(report->document, turn) : NULL;
    if (next)
        buffer_append_format(out,
                             _("    line %d has the same prompt, so it is the same role: if it is another "
                               "terminal, name it, as in "
                               "'(client) >>> '\n"),
                             next->line);
    if (played->needs_shell)
        buffer_append_text(out, _("    it may need a turn at a shell's prompt, which was not run\n"));
    if (played->verdict == TURN_INCOMPLETE)
        buffer_append_text(
            out, _("    the statement is not complete: lines that go on with it begin with '... '\n"));
}

void report_append_details(Buffer *out, const Report *report, const Turn *turn, const PlayedTurn *played) {
    append_typed(out, "    ", turn, TYPED_SHOWN);
    if (played->verdict == TURN_DIFFERENT || played->shown.count)
        difference_append(out, turn, played, report->bindings, report->has_color);
    if (played->verdict == TURN_EXIT && played->status >= 0)
        buffer_append_format(out, _("    exit status %d, and %d was expected\n"), played->status,
                             turn->marks.exit);
    else if (played->verdict == TURN_EXIT)
        buffer_append_format(out, _("    exit status %d was expected\n"), turn->marks.exit);
    else if (turn->kind == TURN_SHELL && played->status > 0)
        buffer_append_format(out, _("    exit status %d\n"), played->status);
    append_advice(out, report, turn, played);
    append_indented(out, &played->where);
    append_indented(out, &played->others);
}

static void append_turn(Buffer *out, const Report *report, const Dialogue *dialogue, const Turn *turn,
                        const PlayedTurn *played) {
    if (report->has_color) buffer_append_text(out, "\x1b[1m");
    buffer_append_format(out, "%s:%d: ", report->path, turn->line);
    report_append_verdict(out, dialogue, turn, played);
    buffer_append_text(out, report->has_color ? "\x1b[0m\n" : "\n");
    report_append_details(out, report, turn, played);
}

void report_append(Buffer *out, const Report *report, const Dialogue *dialogue, const Played *played) {
    size_t not_played = 0;
    for (size_t i = 0; i < played->count; i++) {
        const Turn *turn = &report->document->turns[dialogue->first_turn + i];
        if (played->turns[i].verdict > TURN_SAME) append_turn(out, report, dialogue, turn, &played->turns[i]);
        not_played += played->turns[i].verdict == TURN_NOT_PLAYED && !(turn->options & OPTION_SKIP);
    }
    if (played->problem.count)
        buffer_append_format(out, "%s:%d: %.*s\n", report->path, dialogue->line, (int)played->problem.count,
                             played->problem.bytes);
    if (not_played)
        buffer_append_format(out,
                             _n("%s: %zu turn was not played any more\n",
                                "%s: %zu turns were not played any more\n", not_played),
                             report->path, not_played);
}

void report_append_problems(Buffer *out, const char *path, const Problems *problems) {
    for (size_t i = 0; i < problems->count; i++)
        buffer_append_format(out, "%s:%d: %.*s\n", path, problems->items[i].line,
                             (int)problems->items[i].text.count, problems->items[i].text.bytes);
    size_t more = problems->left_out;
    if (more)
        buffer_append_format(out, _n("%s: %zu more problem\n", "%s: %zu more problems\n", more), path, more);
}

void report_append_turn(Buffer *out, const Turn *turn, const PlayedTurn *played) {
    append_typed(out, "", turn, turn->source_lines);
    Span rest = span_of(&played->shown);
    for (Span line; span_next_line(&rest, &line);) {
        difference_append_line(out, line, 0);
        buffer_append_byte(out, '\n');
    }
}
