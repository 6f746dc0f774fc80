/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a terminal, in which things are put at their columns and then written. A wide character takes
 * two columns; one of no width stays with the one before it. */
#pragma once
#include "base/span.h"

typedef enum { WEIGHT_PLAIN, WEIGHT_DIM, WEIGHT_BOLD } Weight;

typedef struct {
    size_t start, count; /* its bytes in glyphs; of the second column of a wide character none */
    Weight weight;
} CanvasCell;

typedef struct {
    CanvasCell *cells; /* owned */
    size_t columns;
    Buffer glyphs;
} Canvas;

void canvas_resize(Canvas *canvas, size_t columns); /* zero it before its first use; empty afterwards */
/* A printable text from that column on, at most so many columns of it; answers how many it took. */
size_t canvas_put(Canvas *canvas, size_t column, Span text, size_t most, Weight weight);
/* The line, without the blanks at its end, and a newline; the canvas is then empty. */
void canvas_write(Canvas *canvas, Buffer *out, bool has_color);
void canvas_clear(Canvas *canvas);
