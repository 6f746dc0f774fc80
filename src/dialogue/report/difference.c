/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines are aligned as --update aligns them, so what is reported is what would be written. */
#include "dialogue/report/difference.h"
#include "base/array.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/alignment.h"
#include <string.h>

/* A report is to be read. */
enum { LINES_READ = 1000, CHANGES_SHOWN = 20, CONTEXT = 2, WIDTH = 240, BEFORE = 60, NO_COLUMN = -1 };

typedef struct {
    char sign; /* ' ', '-' or '+' */
    Span text;
    ptrdiff_t column; /* to be marked, or NO_COLUMN */
    bool is_near;
} Row;

typedef struct {
    Row *items;
    size_t count, capacity;
} Rows;

typedef struct {
    Span *items;
    size_t count, capacity;
    size_t left_out; /* bytes behind the last one */
} Texts;

static void split(Texts *texts, Span text) {
    Span line;
    while (texts->count < LINES_READ && span_next_line(&text, &line))
        *(Span *)array_push(&texts->items, &texts->count, &texts->capacity, sizeof line) = line;
    texts->left_out = text.count;
}

static void add_unit(Rows *rows, char sign, const Texts *texts, const Unit *unit, size_t marked,
                     size_t column) {
    size_t count =
        sign == ' ' && unit->kind == UNIT_TRACEBACK ? 1 : unit->count; /* frames are not compared */
    for (size_t i = unit->first; i < unit->first + count && i < texts->count; i++) {
        Row *row = array_push(&rows->items, &rows->count, &rows->capacity, sizeof *row);
        *row = (Row){ sign, texts->items[i], sign != ' ' && i == marked ? (ptrdiff_t)column : NO_COLUMN,
                      sign != ' ' };
    }
}

static Span joined(const Texts *texts, Span text) {
    return texts->left_out ? (Span){ text.bytes, text.count - texts->left_out } : text;
}

/* A terminal's ^C is nothing that a role shows. */
static Span without_interrupt(const Turn *turn) {
    Span text = turn->expected;
    if (!turn->interrupts) return text;
    text = span_from(text, 2);
    return span_starts(text, SPAN("\n")) ? span_from(text, 1) : text;
}

typedef struct {
    size_t line, column;
} Place;

/* A place of what is expected, where the ^C is not counted. */
static Place behind_interrupt(const Turn *turn, size_t line, size_t column) {
    bool has_own_line = turn->interrupts && span_starts(turn->expected, SPAN("^C\n"));
    if (has_own_line) return (Place){ line ? line - 1 : 0, column };
    return (Place){ line, turn->interrupts && !line ? (column < 2 ? 0 : column - 2) : column };
}

/* The rows of the two texts. */
static void align(Rows *rows, const Texts *expected, Span expected_text, const Texts *shown, Span shown_text,
                  const Turn *turn, const PlayedTurn *played, const Bindings *bindings) {
    Units left = { 0 }, right = { 0 };
    Pairs pairs = { 0 };
    const MatchResult *at = &played->difference;
    Place expected_at = behind_interrupt(turn, at->expected_line, at->expected_column);
    units_read(&left, joined(expected, expected_text), turn->options, true);
    units_read(&right, joined(shown, shown_text), turn->options, false);
    units_align(&pairs, &left, &right, turn->options, bindings);
    bool is_mark_shown = false;
    for (size_t i = 0; i < pairs.count; i++) {
        const Pair *pair = &pairs.items[i];
        const Unit *one = pair->expected >= 0 ? &left.items[pair->expected] : NULL;
        const Unit *other = pair->shown >= 0 ? &right.items[pair->shown] : NULL;
        if (pair->is_kept && one) {
            add_unit(rows, ' ', expected, one, 0, 0);
            continue;
        }
        if (one) add_unit(rows, '-', expected, one, expected_at.line, expected_at.column);
        if (other) add_unit(rows, '+', shown, other, at->shown_line, at->shown_column);
    }
    /* The mark stands at what was shown; where that is missing, at what was expected. */
    for (size_t i = 0; i < rows->count; i++)
        is_mark_shown = is_mark_shown || (rows->items[i].sign == '+' && rows->items[i].column >= 0);
    for (size_t i = 0; i < rows->count; i++) {
        if (is_mark_shown && rows->items[i].sign == '-') rows->items[i].column = NO_COLUMN;
    }
    memory_free(left.items);
    memory_free(right.items);
    memory_free(pairs.items);
}

static void mark_near(Rows *rows) {
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i].sign == ' ') continue;
        size_t from = i < CONTEXT ? 0 : i - CONTEXT;
        for (size_t k = from; k <= i + CONTEXT && k < rows->count; k++) rows->items[k].is_near = true;
    }
}

static size_t cells_of(Span text) {
    size_t cells = 0;
    const uint8_t *at = (const uint8_t *)text.bytes, *end = at + text.count;
    while (at < end) {
        uint32_t code_point = text_decode(&at, end, false);
        if (code_point == TEXT_INVALID)
            at++;
        else
            cells += (size_t)text_width(code_point);
    }
    return cells;
}

/* Not within a character. */
static size_t back_to_start(Span line, size_t at) {
    while (at > 0 && at < line.count && ((unsigned char)line.bytes[at] & 0xc0) == 0x80) at--;
    return at;
}

/* doubles: backslashes. */
static void append_printable(Buffer *out, Span text, bool doubles) {
    for (const char *found; doubles && text.count && (found = memchr(text.bytes, '\\', text.count));) {
        size_t count = (size_t)(found - text.bytes) + 1;
        span_append_printable(out, (Span){ text.bytes, count });
        buffer_append_byte(out, '\\');
        text = span_from(text, count);
    }
    span_append_printable(out, text);
}

static size_t append_line(Buffer *out, Span line, size_t column, bool doubles) {
    if (column > line.count) column = line.count;
    size_t from = line.count > WIDTH && column > BEFORE ? back_to_start(line, column - BEFORE) : 0;
    size_t to = line.count - from > WIDTH ? back_to_start(line, from + WIDTH) : line.count;
    size_t start = out->count;
    if (from) buffer_append_text(out, "[...]");
    append_printable(out, (Span){ line.bytes + from, column - from }, doubles);
    size_t cells = out->failed ? 0 : cells_of((Span){ out->bytes + start, out->count - start });
    append_printable(out, (Span){ line.bytes + column, to - column }, doubles);
    if (to < line.count) buffer_append_text(out, "[...]");
    return cells;
}

size_t difference_append_line(Buffer *out, Span line, size_t column) {
    return append_line(out, line, column, false);
}

/* Whether a row that differs holds what cannot be shown as it is. */
static bool needs_escapes(const Rows *rows) {
    bool is_escaped = false;
    for (size_t i = 0; i < rows->count && !is_escaped; i++) {
        Buffer printable = { 0 };
        span_append_printable(&printable, rows->items[i].text);
        is_escaped = rows->items[i].sign != ' ' && printable.count != rows->items[i].text.count;
        buffer_clear(&printable);
    }
    return is_escaped;
}

static void append_row(Buffer *out, const Row *row, bool has_color, bool doubles) {
    static const char mark[] = "    ? ";
    bool is_colored = has_color && row->sign != ' ';
    if (is_colored) buffer_append_text(out, row->sign == '-' ? "\x1b[31m" : "\x1b[32m");
    buffer_append_text(out, "    ");
    buffer_append_byte(out, row->sign);
    buffer_append_byte(out, ' ');
    size_t cells = append_line(out, row->text, row->column < 0 ? 0 : (size_t)row->column, doubles);
    while (out->count && out->bytes[out->count - 1] == ' ' && !row->text.count) out->count--;
    if (is_colored) buffer_append_text(out, "\x1b[0m");
    buffer_append_byte(out, '\n');
    if (row->column < 0) return;
    buffer_append_repeated(out, ' ', sizeof mark - 1 + cells);
    buffer_append_text(out, "^\n");
}

static void append_rows(Buffer *out, Rows *rows, bool has_color) {
    size_t hidden = 0, changes = 0;
    mark_near(rows);
    for (size_t i = 0; i < rows->count; i++) changes += rows->items[i].sign != ' ';
    if (!changes) return;
    changes = 0;
    bool doubles = needs_escapes(rows);
    for (size_t i = 0; i < rows->count; i++) {
        const Row *row = &rows->items[i];
        changes += row->sign != ' ';
        bool is_shown = row->is_near && (changes <= CHANGES_SHOWN || row->column >= 0);
        if (is_shown && hidden)
            buffer_append_format(out, _n("      (%zu more line)\n", "      (%zu more lines)\n", hidden),
                                 hidden);
        hidden = is_shown ? 0 : hidden + 1;
        if (is_shown) append_row(out, row, has_color, doubles);
    }
    if (hidden)
        buffer_append_format(out, _n("      (%zu more line)\n", "      (%zu more lines)\n", hidden), hidden);
}

void difference_append(Buffer *out, const Turn *turn, const PlayedTurn *played, const Bindings *bindings,
                       bool has_color) {
    Rows rows = { 0 };
    Texts expected = { 0 }, shown = { 0 };
    Buffer expanded = { 0 };
    span_append_expanded(&expanded,
                         (Span){ played->shown.bytes ? played->shown.bytes : "", played->shown.count });
    Span shown_text = { expanded.bytes ? expanded.bytes : "", expanded.count };
    Span expected_text = without_interrupt(turn);
    split(&expected, expected_text);
    split(&shown, shown_text);
    if (turn->interrupts)
        *(Row *)array_push(&rows.items, &rows.count, &rows.capacity, sizeof(Row)) =
            (Row){ ' ', SPAN("^C"), NO_COLUMN, false };
    align(&rows, &expected, expected_text, &shown, shown_text, turn, played, bindings);
    if (!turn->expected.count && played->shown.count)
        buffer_append_text(out, _("    nothing was expected\n"));
    append_rows(out, &rows, has_color);
    if (!played->shown.count && turn->expected.count) buffer_append_text(out, _("    nothing was shown\n"));
    if (shown.left_out)
        buffer_append_format(out, _n("    and %zu byte more\n", "    and %zu bytes more\n", shown.left_out),
                             shown.left_out);
    if (played->is_cut) buffer_append_text(out, _("    it showed more than is kept\n"));
    if (played->difference.is_too_costly)
        buffer_append_text(out, _("    there are too many ways to match, so this was given up\n"));
    memory_free(rows.items);
    memory_free(expected.items);
    memory_free(shown.items);
    buffer_clear(&expanded);
}
