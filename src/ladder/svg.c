/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ladder as SVG: one file, no scripts, nothing from elsewhere; light, dark and printed in black and white.
 *
 * The parts in the order in which they are painted: lifelines, interruptions of time, heads, then a group for
 * each row in its order, which is also the order in which the text is selected and read. A bar is painted
 * with the row where it begins, so that all that happens meanwhile lies above it. Ten thousand calls are 5 MB
 * at most: class names have a letter, coordinates are whole pixels, and all that rows have in common is in
 * the style. */
#include "base/language.h"
#include "base/memory.h"
#include "ladder/format.h"
#include "ladder/svg_layout.h"
#include "ladder/svg_style.h"
#include <string.h>

enum {
    MANY_ROWS = 10000,  /* from here on packets tell no details, and other rows shorter ones */
    DETAIL_CELLS = 120, /* of those */
    NAMED_ROLES = 20,   /* in the description */
    TIP = 8,            /* an arrow's head: its length, and half its width */
    TIP_HALF = 4,
    BASELINE = 4, /* from the middle of a line of text down to its baseline */
};

typedef struct {
    Buffer *out;
    const Picture *picture;
    SvgLayout layout;
    unsigned *open; /* of each column: a bit for each lane with a bar */
} Painter;

/* ---- texts */

static void append_count(Buffer *out, const char *sentence, size_t count) {
    buffer_append_byte(out, ' ');
    buffer_append_format(out, sentence, count);
}

/* What readers of the picture hear instead of it. */
static void append_description(Buffer *out, const Picture *picture) {
    size_t calls = 0, waits = 0, failures = 0, data = 0, packets = 0;
    for (size_t i = 0; i < picture->count; i++) {
        const Row *row = &picture->rows[i];
        calls += row->kind == ROW_CALL || row->kind == ROW_BEGIN;
        waits += row->kind == ROW_BEGIN && row->blocks;
        failures += row->failed;
        data += row->kind == ROW_DATA;
        packets += row->kind == ROW_PACKET;
    }
    buffer_append_format(out, _n("%zu role", "%zu roles", picture->role_count), picture->role_count);
    for (size_t i = 0; i < picture->role_count && i < NAMED_ROLES; i++) {
        buffer_append_text(out, i ? ", " : ": ");
        xml_append(out, picture->roles[i]);
    }
    buffer_append_text(out, picture->role_count > NAMED_ROLES ? ", …." : ".");
    append_count(out, _n("%zu call.", "%zu calls.", calls), calls);
    if (waits) append_count(out, _n("%zu waits for somebody.", "%zu wait for somebody.", waits), waits);
    if (failures) append_count(out, _n("%zu fails.", "%zu fail.", failures), failures);
    if (data) append_count(out, _n("Bytes arrive %zu time.", "Bytes arrive %zu times.", data), data);
    if (packets) append_count(out, _n("%zu packet.", "%zu packets.", packets), packets);
}

/* Of everything that is shown: several pictures in one page must not share the ids of their titles. */
static uint32_t fingerprint(const Picture *picture) {
    uint32_t hash = 2166136261; /* FNV-1a */
    for (size_t i = 0; i < picture->role_count + picture->count; i++) {
        const char *text =
            i < picture->role_count ? picture->roles[i] : picture->rows[i - picture->role_count].text;
        for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 16777619;
        hash = (hash ^ '\n') * 16777619;
    }
    return hash;
}

/* One label; whether x is its left edge, its middle or its right edge is told by the style. Where a font may
 * draw another width than the layout's, the width is told. */
static void append_text(Buffer *out, const char *attributes, int x, int y, const XmlLabel *label, int size) {
    buffer_append_format(out, "<text%s x=\"%d\" y=\"%d\"", attributes, x, y);
    if (label->is_uneven && label->cells)
        buffer_append_format(out, " textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\"",
                             svg_width(label->cells, size) - 1);
    buffer_append_byte(out, '>');
    xml_append_label(out, label);
    buffer_append_text(out, "</text>");
}

/* What is shown on hover: the whole record, and the whole text where it had to be cut. */
static void append_detail(Painter *painter, const Row *row, bool is_cut) {
    bool is_many = painter->picture->count > MANY_ROWS;
    const char *detail = row->detail;
    if (is_many && row->kind == ROW_PACKET) detail = "";
    bool tells_text = is_cut && !strstr(detail, row->text);
    if (!*detail && !tells_text) return;
    buffer_append_text(painter->out, "<title>");
    if (tells_text) xml_append(painter->out, row->text);
    if (tells_text && *detail) buffer_append_byte(painter->out, '\n');
    XmlLabel label = xml_label(detail, is_many ? DETAIL_CELLS : SIZE_MAX);
    xml_append_label(painter->out, &label);
    buffer_append_text(painter->out, "</title>");
}

/* ---- what stands still */

static void append_head(Painter *painter, size_t role, int y) {
    Buffer *out = painter->out;
    const SvgColumn *column = &painter->layout.columns[role];
    XmlLabel name = xml_label(painter->picture->roles[role], svg_cells(column->head, NAME_SIZE));
    buffer_append_text(out, "<g class=\"h\">");
    if (name.is_cut) {
        buffer_append_text(out, "<title>");
        xml_append(out, painter->picture->roles[role]);
        buffer_append_text(out, "</title>");
    }
    buffer_append_format(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\"/>",
                         column->x - column->head / 2, y, column->head, HEAD_HEIGHT);
    append_text(out, "", column->x, y + HEAD_HEIGHT / 2 + 5, &name, NAME_SIZE);
    buffer_append_text(out, "</g>\n");
}

static void append_lifelines(Painter *painter) {
    Buffer *out = painter->out;
    const SvgLayout *layout = &painter->layout;
    if (!painter->picture->role_count) return;
    buffer_append_text(out, "<path class=\"l\" d=\"");
    for (size_t i = 0; i < painter->picture->role_count; i++)
        buffer_append_format(out, "M%d %dV%d", layout->columns[i].x, layout->line_top, layout->line_end);
    buffer_append_text(out, "\"/>\n");
}

/* Time that passes interrupts the lifelines, not the bars: calls wait through it. */
static void append_interruptions(Painter *painter) {
    Buffer *out = painter->out;
    const SvgLayout *layout = &painter->layout;
    size_t start = out->count;
    for (size_t i = 0; i < painter->picture->count; i++) {
        if (painter->picture->rows[i].kind != ROW_TIME) continue;
        buffer_append_text(out, out->count == start ? "<path class=\"g\" d=\"" : "");
        buffer_append_format(out, "M0 %dH%dv24H0z", layout->places[i].y - 12, layout->width);
    }
    if (out->count > start) buffer_append_text(out, "\"/>\n");
}

static void append_frame(Painter *painter) {
    Buffer *out = painter->out;
    const Picture *picture = painter->picture;
    const SvgLayout *layout = &painter->layout;
    uint32_t id = fingerprint(picture);
    bool has_title = layout->title_y > 0;
    buffer_append_format(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ladder\" width=\"%d\" height=\"%d\" "
        "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"t%08x d%08x\" xml:space=\"preserve\">\n"
        "<title id=\"t%08x\">",
        layout->width, layout->height, layout->width, layout->height, id, id, id);
    xml_append(out, has_title ? picture->title : _("Sequence diagram"));
    buffer_append_format(out, "</title>\n<desc id=\"d%08x\">", id);
    append_description(out, picture);
    buffer_append_format(out, "</desc>\n<style>%s</style>\n", svg_style);
    buffer_append_format(out, "<path class=\"g\" d=\"M0 0H%dV%dH0z\"/>\n", layout->width, layout->height);
    if (has_title) {
        XmlLabel title = xml_label(picture->title, svg_cells(layout->width - 2 * SVG_MARGIN, TITLE_SIZE));
        append_text(out, " class=\"n\"", SVG_MARGIN, layout->title_y, &title, TITLE_SIZE);
        buffer_append_byte(out, '\n');
    }
    append_lifelines(painter);
    append_interruptions(painter);
    for (size_t i = 0; i < picture->role_count; i++) append_head(painter, i, layout->head_y);
}

/* ---- rows */

static void open_row(Painter *painter, const Row *row, bool is_cut) {
    static const char letters[] = {
        [ROW_CALL] = 'c',   [ROW_BEGIN] = 'b', [ROW_RETURN] = 'r', [ROW_DATA] = 'd',
        [ROW_PACKET] = 'p', [ROW_TIME] = 't',  [ROW_LOST] = 'm'
    };
    buffer_append_format(painter->out, "<g class=\"%c%s\">", letters[row->kind], row->failed ? " x" : "");
    append_detail(painter, row, is_cut);
}

/* Where a column's bars of this moment end. */
static int right_edge(const Painter *painter, size_t column) {
    unsigned open = painter->open[column];
    int x = painter->layout.columns[column].x;
    for (int lane = LANE_LIMIT - 1; lane >= 0; lane--)
        if (open >> lane & 1) return x + lane * LANE + BAR_WIDTH / 2;
    return x;
}

static int left_edge(const Painter *painter, size_t column) {
    return painter->layout.columns[column].x - (painter->open[column] & 1 ? BAR_WIDTH / 2 : 0);
}

/* From its call's line to the line of its return; open below where it never returns. */
static void append_bar(Painter *painter, const SvgPlace *place, size_t role) {
    const SvgLayout *layout = &painter->layout;
    int x = layout->columns[role].x + place->lane * LANE - BAR_WIDTH / 2, top = place->y - 7;
    if (place->end == NO_ROW)
        buffer_append_format(painter->out, "<path class=\"w\" d=\"M%d %dV%dh%dV%d\"/>", x, layout->line_end,
                             top, BAR_WIDTH, layout->line_end);
    else
        buffer_append_format(painter->out, "<path class=\"w\" d=\"M%d %dh%dV%dh-%dz\"/>", x, top, BAR_WIDTH,
                             layout->places[place->end].y + 7, BAR_WIDTH);
}

static void append_state(Painter *painter, const Row *row, int y) {
    XmlLabel state = xml_label(row->state, STATE_CELLS);
    int width = svg_width(state.cells, SMALL_SIZE) + 10,
        right = painter->layout.columns[row->role].x - LABEL_SPACE;
    buffer_append_format(painter->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" rx=\"8\"/>",
                         right - width, y - 8, width);
    append_text(painter->out, " class=\"s\"", right - 5, y + 4, &state, SMALL_SIZE);
}

/* On the lifeline: a bar; a ring where a call goes on without waiting; else a dot, which lies in the bar that
 * its call shares. */
static void append_mark(Painter *painter, const Row *row, size_t number) {
    const SvgPlace *place = &painter->layout.places[number];
    unsigned *open = &painter->open[row->role], bit = place->lane >= 0 ? 1u << place->lane : 0;
    int x = painter->layout.columns[row->role].x + (place->lane > 0 ? place->lane * LANE : 0);
    if (row->kind == ROW_BEGIN && bit && place->end != number) {
        append_bar(painter, place, row->role);
        *open |= bit;
    } else if (row->kind == ROW_RETURN && bit && place->end == number)
        *open &= ~bit;
    else if (row->kind == ROW_BEGIN && !bit)
        buffer_append_format(painter->out, "<circle cx=\"%d\" cy=\"%d\" r=\"3\"/>", x, place->y);
    else
        buffer_append_format(painter->out, "<path d=\"M%d %dh0\"/>", x, place->y);
}

/* A call, or one of its two ends. */
static void append_call(Painter *painter, const Row *row, size_t number) {
    SvgRoom room = svg_layout_room(&painter->layout, painter->picture, row);
    int y = painter->layout.places[number].y;
    if (row->failed) room.from += CROSS;
    XmlLabel label = xml_label(row->text, svg_cells(room.to - room.from, LABEL_SIZE));
    open_row(painter, row, label.is_cut);
    append_mark(painter, row, number);
    if (row->failed)
        buffer_append_format(painter->out, "<path class=\"f\" d=\"M%d %dl8 8m0-8l-8 8\"/>", room.from - CROSS,
                             y - 4);
    append_text(painter->out, "", room.from, y + BASELINE, &label, LABEL_SIZE);
    if (*row->state) append_state(painter, row, y);
    buffer_append_text(painter->out, "</g>\n");
}

/* An arrow: its shaft and its head are one path, which is stroked and filled. */
static void append_arrow(Painter *painter, const Row *row, size_t number) {
    Buffer *out = painter->out;
    int y = painter->layout.places[number].y, size = row->kind == ROW_DATA ? LABEL_SIZE : SMALL_SIZE;
    SvgRoom room = svg_layout_room(&painter->layout, painter->picture, row);
    XmlLabel label = xml_label(row->text, svg_cells(room.to - room.from, size));
    open_row(painter, row, label.is_cut);
    if (row->role == row->other) {
        int x = right_edge(painter, row->role) + 2;
        buffer_append_format(out, "<path class=\"u\" d=\"M%d %dH%dv14H%d\"/><path d=\"M%d %dl%d %dv-%dz\"/>",
                             x, y - 7, room.from - 8, x + TIP, x, y + 7, TIP, TIP_HALF, 2 * TIP_HALF);
        append_text(out, " class=\"o\"", room.from, y + BASELINE, &label, size);
    } else {
        bool is_rightward = row->role < row->other;
        int from = is_rightward ? right_edge(painter, row->role) : left_edge(painter, row->role);
        int to = is_rightward ? left_edge(painter, row->other) - 1 : right_edge(painter, row->other) + 1;
        int tip = is_rightward ? TIP : -TIP;
        buffer_append_format(out, "<path d=\"M%d %dH%dm0-%dl%d %dl%d %dz\"/>", from, y, to - tip, TIP_HALF,
                             tip, TIP_HALF, -tip, TIP_HALF);
        append_text(out, "", (room.from + room.to) / 2, y - (row->kind == ROW_DATA ? 7 : 5), &label, size);
    }
    buffer_append_text(out, "</g>\n");
}

static void append_time(Painter *painter, const Row *row, size_t number) {
    int y = painter->layout.places[number].y;
    SvgRoom room = svg_layout_room(&painter->layout, painter->picture, row);
    XmlLabel label = xml_label(row->text, svg_cells(room.to - room.from, LABEL_SIZE));
    int middle = (room.from + room.to) / 2, half = svg_width(label.cells, LABEL_SIZE) / 2 + SVG_MARGIN / 2;
    open_row(painter, row, label.is_cut);
    buffer_append_format(painter->out, "<path d=\"M%d %dH%dM%d %dH%d\"/>", SVG_MARGIN, y, middle - half,
                         middle + half, y, painter->layout.width - SVG_MARGIN);
    append_text(painter->out, "", middle, y + BASELINE, &label, LABEL_SIZE);
    buffer_append_text(painter->out, "</g>\n");
}

/* Something is missing: a torn place of the lifeline, and a frame of dashes. */
static void append_lost(Painter *painter, const Row *row, size_t number) {
    int x = painter->layout.columns[row->role].x, y = painter->layout.places[number].y;
    SvgRoom room = svg_layout_room(&painter->layout, painter->picture, row);
    XmlLabel label = xml_label(row->text, svg_cells(room.to - room.from - CROSS, LABEL_SIZE));
    open_row(painter, row, label.is_cut);
    buffer_append_format(
        painter->out,
        "<path d=\"M%d %dl14 4l-14 4l14 4\"/><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"22\" rx=\"3\"/>",
        x - 7, y - 6, room.from, y - 11, svg_width(label.cells, LABEL_SIZE) + CROSS);
    append_text(painter->out, "", room.from + CROSS / 2, y + BASELINE, &label, LABEL_SIZE);
    buffer_append_text(painter->out, "</g>\n");
}

static void append_row(Painter *painter, const Row *row, size_t number) {
    switch (row->kind) {
    case ROW_CALL:
    case ROW_BEGIN:
    case ROW_RETURN: append_call(painter, row, number); break;
    case ROW_DATA:
    case ROW_PACKET: append_arrow(painter, row, number); break;
    case ROW_TIME: append_time(painter, row, number); break;
    case ROW_LOST: append_lost(painter, row, number); break;
    }
}

void svg_append(Buffer *out, const Picture *picture) {
    Painter painter = { .out = out, .picture = picture };
    svg_layout_make(&painter.layout, picture);
    painter.open = memory_get_zeroed((picture->role_count + 1) * sizeof *painter.open);
    append_frame(&painter);
    for (size_t i = 0; i < picture->count; i++) append_row(&painter, &picture->rows[i], i);
    for (size_t i = 0; painter.layout.foot_y && i < picture->role_count; i++)
        append_head(&painter, i, painter.layout.foot_y);
    buffer_append_text(out, "</svg>\n");
    memory_free(painter.open);
    svg_layout_clear(&painter.layout);
}
