/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ladder as lines of text. Each role has a column of the same width:
 *
 *     " │ listen(0)         LISTEN │ ...": a lifeline, what its role does and, at the right, TCP's state
 *
 * Lifelines stand at their places in every line: what is too long for its column goes on below, an arrow that
 * passes a role leaves its lifeline whole. Where there is no room for columns, each row is a sentence. */
#include "base/text.h"
#include "base/array.h"
#include "base/memory.h"
#include "base/span.h"
#include "ladder/canvas.h"
#include "ladder/format.h"
#include "ladder/label.h"
#include <string.h>

enum {
    COLUMNS_LEAST = 20,
    COLUMNS_MOST = 4096,
    MARGIN = 1,
    STEP_LEAST = 18, /* from one lifeline to the next */
    STEP_MOST = 76,
    LINES_MOST = 3,  /* of one label */
    HANGING = 4,     /* blanks before what goes on below */
    NAME_MOST = 24,  /* in sentences */
    NAMES_AGAIN = 40 /* lines, after which the names are repeated at the bottom */
};

/* The signs of a style. */
typedef struct {
    const char *line, *bar, *dot, *ellipsis;
    const char *packet, *packet_left, *packet_right, *packet_turn;
    const char *data, *data_left, *data_right, *data_turn;
    const char *to;
} Signs;

static const Signs unicode_signs = { "│", "┃", "·", "…", "┄", "◀", "▶", "╮", "━", "◀", "▶", "┓", " → " };
static const Signs ascii_signs = { "|", "#", ".", "...", "-", "<", ">", ".", "=", "<", ">", ".", " -> " };

typedef struct {
    char *name;   /* owned, in the signs of the style */
    size_t waits; /* its calls that wait now */
} TextRole;

struct TextLadder {
    TextStyle style;
    const Signs *signs;
    TextRole *roles;
    size_t count, capacity;
    bool is_list;
    size_t step;
    Canvas canvas;
    Buffer label, line;
};

/* ---- layout */

static void lay_out(TextLadder *text) {
    size_t columns = text->style.columns, count = text->count ? text->count : 1;
    text->step = (columns - MARGIN) / count;
    if (text->step > STEP_MOST) text->step = STEP_MOST;
    text->is_list = text->step < STEP_LEAST;
}

static size_t lifeline_of(const TextLadder *text, size_t role) { return MARGIN + role * text->step; }
static size_t room_of(const TextLadder *text) { return text->step - 3; } /* a blank at each end */

void text_ladder_resize(TextLadder *text, size_t columns) {
    if (columns < COLUMNS_LEAST) columns = COLUMNS_LEAST;
    text->style.columns = columns < COLUMNS_MOST ? columns : COLUMNS_MOST;
    canvas_resize(&text->canvas, text->style.columns);
    lay_out(text);
}

TextLadder *text_ladder_new(const TextStyle *style) {
    TextLadder *text = memory_get_zeroed(sizeof *text);
    text->style = *style;
    text->signs = style->ascii ? &ascii_signs : &unicode_signs;
    text_ladder_resize(text, style->columns);
    return text;
}

void text_ladder_free(TextLadder *text) {
    if (!text) return;
    for (size_t i = 0; i < text->count; i++) memory_free(text->roles[i].name);
    memory_free(text->roles);
    canvas_clear(&text->canvas);
    buffer_clear(&text->label);
    buffer_clear(&text->line);
    memory_free(text);
}

/* ---- texts */

/* A label in the signs of the style. */
static void append_styled(const TextLadder *text, Buffer *out, const char *label) {
    const uint8_t *at = (const uint8_t *)label, *end = at + strlen(label);
    while (at < end) {
        const uint8_t *start = at;
        uint32_t code_point = text_decode(&at, end, false);
        if (code_point == TEXT_INVALID)
            at++;
        else if (!text->style.ascii || code_point < 0x80)
            buffer_append(out, start, (size_t)(at - start));
        else if (code_point == 0x2026)
            buffer_append_text(out, text->signs->ellipsis);
        else
            text_append_escape(out, code_point);
    }
}

static Span span_of(const Buffer *buffer) { return (Span){ buffer->bytes, buffer->count }; }
static size_t columns_of(Span text) { return text_columns(text.bytes, text.count); }

/* How many bytes of it fit. */
static size_t fitting(Span text, size_t columns) {
    const uint8_t *start = (const uint8_t *)text.bytes, *at = start, *end = start + text.count, *fits = at;
    for (size_t used = 0; at < end; fits = at) {
        uint32_t code_point = text_decode(&at, end, false);
        used += code_point == TEXT_INVALID ? 1 : (size_t)text_width(code_point);
        if (code_point == TEXT_INVALID) at++;
        if (used > columns) break;
    }
    return (size_t)(fits - start);
}

/* Takes off *rest what goes on one line: up to a blank or behind a bracket, unless that is near its start, or
 * all that fits. */
static Span take_line(Span *rest, size_t columns) {
    size_t count = columns_of(*rest) <= columns ? rest->count : fitting(*rest, columns), at = count;
    if (count < rest->count) {
        while (at > count / 3 && rest->bytes[at] != ' ' && rest->bytes[at - 1] != '(') at--;
        if (at > count / 3) count = at;
        if (!count) count = rest->count; /* cannot happen: there is room for any character */
    }
    Span line = { rest->bytes, count };
    *rest = span_from(*rest, count);
    while (rest->count && *rest->bytes == ' ') *rest = span_from(*rest, 1);
    return line;
}

/* One line of a text that is told in LINES_MOST lines, as it is to be shown. False: there was no more. */
static bool next_line(TextLadder *text, Span *rest, size_t number, size_t columns) {
    if (!rest->count || number == LINES_MOST) return false;
    buffer_truncate(&text->line, 0);
    if (number + 1 == LINES_MOST) {
        label_append_cut(&text->line, rest->bytes, rest->count, columns, text->signs->ellipsis);
        return true;
    }
    Span line = take_line(rest, columns);
    buffer_append(&text->line, line.bytes, line.count);
    return true;
}

/* ---- lines with columns */

static void put(TextLadder *text, size_t column, const char *sign, Weight weight) {
    canvas_put(&text->canvas, column, (Span){ sign, strlen(sign) }, 2, weight);
}

static void put_lifeline(TextLadder *text, size_t role) {
    bool waits = text->roles[role].waits;
    put(text, lifeline_of(text, role), waits ? text->signs->bar : text->signs->line,
        waits ? WEIGHT_BOLD : WEIGHT_PLAIN);
}

static void write_line(TextLadder *text, Buffer *out) {
    for (size_t i = 0; i < text->count; i++) put_lifeline(text, i);
    canvas_write(&text->canvas, out, text->style.has_color);
}

static void put_state(TextLadder *text, size_t role, Span state) {
    size_t room = room_of(text), count = columns_of(state);
    size_t skipped = count < room ? room - count : 0;
    canvas_put(&text->canvas, lifeline_of(text, role) + 2 + skipped, state, room, WEIGHT_PLAIN);
}

/* What a role does, and its state behind it or below. */
static void write_label(TextLadder *text, Buffer *out, size_t role, Span label, Span state) {
    size_t start = lifeline_of(text, role) + 2, room = room_of(text), indent = 0, used = 0;
    for (size_t number = 0; next_line(text, &label, number, room - indent); number++) {
        if (number) write_line(text, out);
        used = indent +
               canvas_put(&text->canvas, start + indent, span_of(&text->line), room - indent, WEIGHT_PLAIN);
        indent = HANGING;
    }
    if (state.count && used + 2 + columns_of(state) > room) write_line(text, out);
    put_state(text, role, state);
    write_line(text, out);
}

typedef struct {
    const char *line, *left, *right, *turn;
    Weight weight;
} ArrowSigns;

static ArrowSigns arrow_signs(const TextLadder *text, RowKind kind) {
    const Signs *signs = text->signs;
    if (kind == ROW_DATA)
        return (ArrowSigns){ signs->data, signs->data_left, signs->data_right, signs->data_turn,
                             WEIGHT_BOLD };
    return (ArrowSigns){ signs->packet, signs->packet_left, signs->packet_right, signs->packet_turn,
                         WEIGHT_DIM };
}

static void put_dashes(TextLadder *text, size_t from, size_t to, const ArrowSigns *signs) {
    for (size_t column = from; column <= to; column++) put(text, column, signs->line, signs->weight);
}

/* A label in the middle of so many columns, a blank on each side of it. */
static void put_middle(TextLadder *text, size_t start, size_t room, Span label, Weight weight) {
    buffer_truncate(&text->line, 0);
    buffer_append_byte(&text->line, ' ');
    label_append_cut(&text->line, label.bytes, label.count, room - 2, text->signs->ellipsis);
    buffer_append_byte(&text->line, ' ');
    Span shown = span_of(&text->line);
    canvas_put(&text->canvas, start + (room - columns_of(shown)) / 2, shown, room, weight);
}

/* From a role to itself: it turns back within the column. */
static void write_turn(TextLadder *text, Buffer *out, const Row *row, Span label) {
    ArrowSigns signs = arrow_signs(text, row->kind);
    size_t start = lifeline_of(text, row->role) + 2, room = room_of(text), count = columns_of(label) + 6;
    if (count < room) room = count;
    put_dashes(text, start, start + room - 1, &signs);
    put(text, start, signs.left, signs.weight);
    put(text, start + room - 1, signs.turn, signs.weight);
    put_middle(text, start + 2, room - 4, label, signs.weight);
    write_line(text, out);
}

/* Its label stands in the middle one of the columns that it passes, or the next one towards its sender. */
static void write_arrow(TextLadder *text, Buffer *out, const Row *row, Span label) {
    bool is_right = row->other > row->role;
    size_t left = is_right ? row->role : row->other, right = is_right ? row->other : row->role;
    size_t start = lifeline_of(text, left) + 2, end = lifeline_of(text, right) - 2;
    size_t middle = is_right ? (left + right - 1) / 2 : (left + right) / 2;
    ArrowSigns signs = arrow_signs(text, row->kind);
    put_dashes(text, start, end, &signs);
    put(text, is_right ? end : start, is_right ? signs.right : signs.left, signs.weight);
    put_middle(text, lifeline_of(text, middle) + 3, room_of(text) - 2, label, signs.weight);
    write_line(text, out);
}

/* Dots from side to side. */
static void write_time(TextLadder *text, Buffer *out, Span label) {
    for (size_t i = 0; i < text->count; i++) {
        size_t start = lifeline_of(text, i) + 2;
        for (size_t j = 0; j < room_of(text); j += 2) put(text, start + j, text->signs->dot, WEIGHT_PLAIN);
    }
    if (text->count) put_middle(text, lifeline_of(text, 0) + 2, room_of(text), label, WEIGHT_PLAIN);
    write_line(text, out);
}

/* ---- sentences */

static void append_name(const TextLadder *text, Buffer *out, size_t role) {
    const char *name = text->roles[role].name;
    label_append_cut(out, name, strlen(name), NAME_MOST, text->signs->ellipsis);
}

static void write_sentence(TextLadder *text, Buffer *out, const Row *row, Span label, Span state) {
    Buffer sentence = { 0 };
    if (row->kind != ROW_TIME) append_name(text, &sentence, row->role);
    if (row->kind == ROW_DATA || row->kind == ROW_PACKET) {
        buffer_append_text(&sentence, text->signs->to);
        append_name(text, &sentence, row->other);
    }
    if (row->kind != ROW_TIME) buffer_append_text(&sentence, "  ");
    buffer_append(&sentence, label.bytes, label.count);
    if (row->kind == ROW_BEGIN && row->blocks) buffer_append_text(&sentence, " waits");
    if (state.count) buffer_append_text(&sentence, "  ");
    buffer_append(&sentence, state.bytes, state.count);
    Span rest = span_of(&sentence);
    size_t indent = 0;
    Weight weight = row->kind == ROW_PACKET ? WEIGHT_DIM : row->kind == ROW_DATA ? WEIGHT_BOLD : WEIGHT_PLAIN;
    for (size_t number = 0; next_line(text, &rest, number, text->style.columns - indent); number++) {
        canvas_put(&text->canvas, indent, span_of(&text->line), SIZE_MAX, weight);
        canvas_write(&text->canvas, out, text->style.has_color);
        indent = HANGING;
    }
    buffer_clear(&sentence);
}

/* ---- the ladder */

static void write_names(TextLadder *text, Buffer *out) {
    if (text->is_list || !text->count) return;
    for (size_t i = 0; i < text->count; i++) {
        const char *name = text->roles[i].name;
        buffer_truncate(&text->line, 0);
        label_append_cut(&text->line, name, strlen(name), text->step - 1, text->signs->ellipsis);
        canvas_put(&text->canvas, lifeline_of(text, i), span_of(&text->line), text->step - 1, WEIGHT_PLAIN);
    }
    canvas_write(&text->canvas, out, text->style.has_color);
}

static char *styled_name(TextLadder *text, const char *name) {
    buffer_truncate(&text->label, 0);
    append_styled(text, &text->label, name);
    size_t count = text->label.count + 1;
    return memcpy(memory_get(count), buffer_text(&text->label), count);
}

void text_ladder_head(TextLadder *text, Buffer *out, const char *const *roles, size_t count) {
    while (text->count > count) memory_free(text->roles[--text->count].name);
    while (text->count < count) array_push(&text->roles, &text->count, &text->capacity, sizeof *text->roles);
    for (size_t i = 0; i < count; i++) {
        memory_free(text->roles[i].name);
        text->roles[i].name = styled_name(text, roles[i]);
    }
    lay_out(text);
    write_names(text, out);
}

/* A bar is beside its BEGIN already, and no longer beside its RETURN. */
static void follow_waits(TextLadder *text, const Row *row) {
    TextRole *role = &text->roles[row->role];
    if (row->kind == ROW_BEGIN && row->blocks) role->waits++;
    if (row->kind == ROW_RETURN && row->blocks && role->waits) role->waits--;
}

static void write_row(TextLadder *text, Buffer *out, const Row *row, Span label, Span state) {
    bool is_arrow = row->kind == ROW_DATA || row->kind == ROW_PACKET;
    if (text->is_list)
        write_sentence(text, out, row, label, state);
    else if (row->kind == ROW_TIME)
        write_time(text, out, label);
    else if (!is_arrow)
        write_label(text, out, row->role, label, state);
    else if (row->role == row->other)
        write_turn(text, out, row, label);
    else
        write_arrow(text, out, row, label);
}

void text_ladder_row(TextLadder *text, Buffer *out, const Row *row) {
    bool is_arrow = row->kind == ROW_DATA || row->kind == ROW_PACKET;
    if (row->role >= text->count || (is_arrow && row->other >= text->count)) return;
    follow_waits(text, row);
    buffer_truncate(&text->label, 0);
    if (row->kind == ROW_LOST) buffer_append_byte(&text->label, '(');
    append_styled(text, &text->label, row->text);
    if (row->kind == ROW_LOST) buffer_append_byte(&text->label, ')');
    write_row(text, out, row, span_of(&text->label), (Span){ row->state, strlen(row->state) });
}

static size_t count_lines(const char *bytes, size_t count) {
    size_t lines = 0;
    for (size_t i = 0; i < count; i++) lines += bytes[i] == '\n';
    return lines;
}

void text_append(Buffer *out, const Picture *picture, const TextStyle *style) {
    TextLadder *text = text_ladder_new(style);
    size_t start = out->count;
    text_ladder_head(text, out, picture->roles, picture->role_count);
    for (size_t i = 0; i < picture->count; i++) text_ladder_row(text, out, &picture->rows[i]);
    if (count_lines(buffer_text(out) + start, out->count - start) > NAMES_AGAIN) write_names(text, out);
    text_ladder_free(text);
}
