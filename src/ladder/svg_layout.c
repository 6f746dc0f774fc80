/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout: bars to lanes, rows to heights, labels to gaps. */
#include "ladder/svg_layout.h"
#include "base/memory.h"
#include <assert.h>

enum {
    GAP_LEAST = 140,
    SIDE = 14,       /* left free at the sides of a label in its gap */
    NAME_CELLS = 28, /* of a role's name that are shown */
    NAME_SPACE = 16, /* at the sides of a name in its box */
    HEAD_SPACE = 20, /* between boxes; above and below the rows */
    FEET_FROM = 640, /* rows that are taller have the names below them too */
    TITLE_HEIGHT = 40,
    WIDTH_LEAST = 360,
    TITLE_WIDTH = 760, /* a longer title does not make the picture wider */
};

/* A cell is 0.61 em: a little more than in the usual monospaced fonts (0.60 of them). */
int svg_width(size_t cells, int size) { return (int)((cells * (size_t)size * 61 + 99) / 100); }

size_t svg_cells(int width, int size) {
    int cells = width > 0 ? width * 100 / (size * 61) : 0;
    return cells > 1 ? (size_t)cells : 1;
}

/* Cells of a label that widen its gap: fewer with many columns, so that the picture stays within bounds. */
static size_t label_limit(size_t columns) { return columns <= 4 ? 64 : columns <= 8 ? 48 : 32; }

static bool is_arrow(const Row *row) { return row->kind == ROW_DATA || row->kind == ROW_PACKET; }

static int svg_row_height(const Row *row) {
    bool is_loop = is_arrow(row) && row->role == row->other;
    switch (row->kind) {
    case ROW_DATA: return is_loop ? 36 : 34;
    case ROW_PACKET: return is_loop ? 30 : 25;
    case ROW_TIME: return 44;
    case ROW_LOST: return 34;
    default: return 24;
    }
}

/* From a row's upper edge to its y. */
static int row_anchor(const Row *row) {
    int height = svg_row_height(row);
    if (!is_arrow(row) || row->role == row->other) return height / 2;
    return row->kind == ROW_DATA ? height - 11 : height - 7;
}

/* ---- lanes */

typedef struct {
    size_t bars[LANE_LIMIT]; /* how many calls wait in it: at most one, but in the last */
    size_t first;            /* the row where the last lane's bar began */
    int count;               /* lanes that were ever needed */
} Lanes;

static void open_bar(Lanes *lanes, SvgPlace *place, size_t row) {
    int lane = 0;
    while (lane < LANE_LIMIT - 1 && lanes->bars[lane]) lane++;
    bool is_shared = lanes->bars[lane]++ > 0;
    if (lane >= lanes->count) lanes->count = lane + 1;
    if (lane == LANE_LIMIT - 1 && !is_shared) lanes->first = row;
    place->lane = lane;
    place->end =
        is_shared ? row : NO_ROW; /* a bar that ends where it begins is none: another one's shows it */
}

static void close_bar(Lanes *lanes, SvgPlace *places, size_t begin, size_t row) {
    int lane = places[begin].lane;
    if (!lanes->bars[lane]) return;
    places[row].lane = lane;
    if (--lanes->bars[lane]) return;
    places[lane == LANE_LIMIT - 1 ? lanes->first : begin].end = row;
    places[row].end = row;
}

static bool ends_bar(const Picture *picture, const SvgPlace *places, size_t row) {
    size_t begin = picture->rows[row].origin;
    return picture->rows[row].kind == ROW_RETURN && begin < row && places[begin].lane >= 0 &&
           picture->rows[begin].role == picture->rows[row].role && picture->rows[begin].kind == ROW_BEGIN;
}

static void assign_lanes(SvgLayout *layout, const Picture *picture) {
    Lanes *lanes = memory_get_zeroed((picture->role_count + 1) * sizeof *lanes);
    for (size_t i = 0; i < picture->count; i++) {
        const Row *row = &picture->rows[i];
        SvgPlace *place = &layout->places[i];
        *place = (SvgPlace){ .lane = -1, .end = NO_ROW };
        if (row->kind == ROW_BEGIN && row->blocks)
            open_bar(&lanes[row->role], place, i);
        else if (ends_bar(picture, layout->places, i))
            close_bar(&lanes[row->role], layout->places, row->origin, i);
    }
    for (size_t i = 0; i < picture->role_count; i++)
        layout->columns[i].right = BAR_WIDTH / 2 + (lanes[i].count > 1 ? (lanes[i].count - 1) * LANE : 0);
    memory_free(lanes);
}

/* ---- gaps */

static void widen(int *gap, int width) {
    if (*gap < width) *gap = width;
}

/* The column that a row's label is at the right of. Of time, it is the middle one: its label stands on no bar
 * either. */
static size_t label_column(const Picture *picture, const Row *row) {
    if (row->kind == ROW_TIME) return (picture->role_count - 1) / 2;
    return is_arrow(row) && row->other < row->role ? row->role - 1 : row->role;
}

static int size_of_label(const Row *row) { return row->kind == ROW_PACKET ? SMALL_SIZE : LABEL_SIZE; }

/* What a label needs between two lifelines, beside the bars. */
static int label_need(const Row *row, size_t limit) {
    int width = svg_width(xml_label(row->text, limit).cells, size_of_label(row));
    if (is_arrow(row)) return width + SIDE + (row->role == row->other ? LABEL_SPACE + LOOP : SIDE);
    return width + LABEL_SPACE + SIDE + (row->failed || row->kind == ROW_LOST ? CROSS : 0);
}

static int state_need(const Row *row) {
    return svg_width(xml_label(row->state, STATE_CELLS).cells, SMALL_SIZE) + 2 * SIDE + LABEL_SPACE;
}

/* gaps[0] is at the left of the first column, gaps[i + 1] at the right of column i. */
static void measure_gaps(SvgLayout *layout, const Picture *picture, int *gaps) {
    size_t limit = label_limit(picture->role_count);
    for (size_t i = 0; i < picture->role_count; i++) {
        layout->columns[i].head =
            svg_width(xml_label(picture->roles[i], NAME_CELLS).cells, NAME_SIZE) + 2 * NAME_SPACE;
        widen(&layout->columns[i].head, 72);
        widen(&gaps[i], layout->columns[i].head / 2);
        widen(&gaps[i + 1], layout->columns[i].head / 2);
        if (i) widen(&gaps[i], (layout->columns[i - 1].head + layout->columns[i].head) / 2 + HEAD_SPACE);
        if (i) widen(&gaps[i], GAP_LEAST);
    }
    for (size_t i = 0; i < picture->count; i++) {
        const Row *row = &picture->rows[i];
        assert(row->kind == ROW_TIME || row->role < picture->role_count);
        assert(!is_arrow(row) || row->other < picture->role_count);
        size_t column = label_column(picture, row);
        if (column >= picture->role_count) continue;
        widen(&gaps[column + 1], layout->columns[column].right + label_need(row, limit));
        if (*row->state)
            widen(&gaps[row->role], state_need(row) + (row->role ? layout->columns[row->role - 1].right : 0));
    }
}

static void place_columns(SvgLayout *layout, const Picture *picture) {
    int *gaps = memory_get_zeroed((picture->role_count + 1) * sizeof *gaps);
    measure_gaps(layout, picture, gaps);
    int x = SVG_MARGIN + (picture->role_count ? gaps[0] : 0);
    for (size_t i = 0; i < picture->role_count; i++) {
        SvgColumn *column = &layout->columns[i];
        column->x = x;
        column->right += x;
        x += gaps[i + 1];
        column->gap_end = x - SIDE;
    }
    layout->width = x + SVG_MARGIN;
    memory_free(gaps);
}

/* ---- rows */

static int text_width_of(const char *text, int size) {
    return svg_width(xml_label(text, 4 * ROW_TEXT).cells, size);
}

static void place_rows(SvgLayout *layout, const Picture *picture) {
    bool has_title = picture->title && *picture->title;
    if (has_title) {
        int width = text_width_of(picture->title, TITLE_SIZE) + 2 * SVG_MARGIN;
        widen(&layout->width, width < TITLE_WIDTH ? width : TITLE_WIDTH);
        layout->title_y = SVG_MARGIN + TITLE_SIZE;
    }
    widen(&layout->width, WIDTH_LEAST);
    layout->head_y = SVG_MARGIN + (has_title ? TITLE_HEIGHT : 0);
    layout->line_top = layout->head_y + (picture->role_count ? HEAD_HEIGHT : 0);
    int y = layout->line_top + HEAD_SPACE;
    for (size_t i = 0; i < picture->count; i++) {
        layout->places[i].y = y + row_anchor(&picture->rows[i]);
        y += svg_row_height(&picture->rows[i]);
    }
    layout->line_end = y + HEAD_SPACE;
    layout->height = layout->line_end + SVG_MARGIN;
    if (picture->role_count && y - layout->line_top > FEET_FROM) {
        layout->foot_y = layout->line_end;
        layout->height += HEAD_HEIGHT;
    }
}

SvgRoom svg_layout_room(const SvgLayout *layout, const Picture *picture, const Row *row) {
    if (!picture->role_count) return (SvgRoom){ SVG_MARGIN, layout->width - SVG_MARGIN };
    const SvgColumn *column = &layout->columns[label_column(picture, row)];
    int from = column->right + LABEL_SPACE;
    if (is_arrow(row)) from += row->role == row->other ? LOOP : SIDE - LABEL_SPACE;
    return (SvgRoom){ from, column->gap_end };
}

void svg_layout_make(SvgLayout *layout, const Picture *picture) {
    layout->columns = memory_get_zeroed((picture->role_count + 1) * sizeof *layout->columns);
    layout->places = memory_get_zeroed((picture->count + 1) * sizeof *layout->places);
    assign_lanes(layout, picture);
    place_columns(layout, picture);
    place_rows(layout, picture);
}

void svg_layout_clear(SvgLayout *layout) {
    memory_free(layout->columns);
    memory_free(layout->places);
}
