/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where everything of a picture stands, in pixels. Each row has a height of its own and nothing shares it, so
 * labels can only meet within a row; and each label has the gap between two lifelines to itself, so what is
 * computed are the gaps:
 *
 *        [ server ]                          [ client ]   heads
 *             |                                   |
 *     LISTEN  o listen()                          o connect()  a call: its state | its lifeline | its label
 *             []--accept()                        |            a bar, from x - BAR / 2; others at its right
 *             []            b'hello'              |
 *             []<-------------------------------- o            an arrow: its label in the gap at its tail
 *             |<-- gap ->|
 *
 * A gap is as wide as its widest label, up to a limit; labels beyond it are cut. */
#pragma once
#include "ladder/row.h"
#include "ladder/xml.h"

enum {
    TITLE_SIZE = 17, /* of fonts */
    NAME_SIZE = 14,
    LABEL_SIZE = 13,
    SMALL_SIZE = 11, /* packets, states */

    SVG_MARGIN = 24,
    HEAD_HEIGHT = 34,
    BAR_WIDTH = 8,
    LANE = 11,        /* from a bar to the next one at its right */
    LANE_LIMIT = 6,   /* more calls that wait at once share the last lane's bar */
    LABEL_SPACE = 12, /* between a lifeline with its bars and a label */
    CROSS = 16,       /* what a failed call's label is moved by its cross */
    STATE_CELLS = 24, /* of a state that are shown */
    LOOP = 34,        /* width of an arrow from a column to itself */
};

typedef struct {
    int x;       /* of the lifeline */
    int right;   /* where its bars end */
    int gap_end; /* where labels at its right must end */
    int head;    /* width of its box */
} SvgColumn;

typedef struct {
    int y;    /* the middle of a call's line; of an arrow, its shaft */
    int lane; /* of a call that waits, both at its ROW_BEGIN and its ROW_RETURN; -1: none */
    /* ROW_BEGIN: the row that ends the bar which begins here, NO_ROW where none does; its own number where it
     * shares one that is there. ROW_RETURN: its own number, where it ends the bar. */
    size_t end;
} SvgPlace;

typedef struct {
    int width, height;
    int title_y;            /* its baseline; 0: there is none */
    int head_y, foot_y;     /* upper edges of the boxes; foot_y 0: there are no feet */
    int line_top, line_end; /* of the lifelines */
    SvgColumn *columns;
    SvgPlace *places; /* one a row */
} SvgLayout;

void svg_layout_make(SvgLayout *layout, const Picture *picture); /* of a zeroed one */
void svg_layout_clear(SvgLayout *layout);

/* What a row's label may take of its gap. */
typedef struct {
    int from, to;
} SvgRoom;

SvgRoom svg_layout_room(const SvgLayout *layout, const Picture *picture, const Row *row);
int svg_width(size_t cells, int size); /* pixels that so many cells of this font take */
size_t svg_cells(int width, int size); /* cells of this font that fit, 1 at least */
