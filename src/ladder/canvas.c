/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of cells. */
#include "ladder/canvas.h"
#include "base/memory.h"
#include "base/text.h"
#include <string.h>

static void empty(Canvas *canvas) {
    buffer_truncate(&canvas->glyphs, 0);
    buffer_append_byte(&canvas->glyphs, ' ');
    for (size_t i = 0; i < canvas->columns; i++) canvas->cells[i] = (CanvasCell){ .count = 1 };
}

void canvas_resize(Canvas *canvas, size_t columns) {
    memory_free(canvas->cells);
    canvas->cells = memory_get(columns * sizeof(CanvasCell));
    canvas->columns = columns;
    empty(canvas);
}

void canvas_clear(Canvas *canvas) {
    memory_free(canvas->cells);
    buffer_clear(&canvas->glyphs);
    *canvas = (Canvas){ 0 };
}

size_t canvas_put(Canvas *canvas, size_t column, Span text, size_t most, Weight weight) {
    const uint8_t *at = (const uint8_t *)text.bytes, *end = at + text.count;
    size_t room = column < canvas->columns ? canvas->columns - column : 0, used = 0;
    if (most < room) room = most;
    CanvasCell *cell = NULL;
    while (at < end) {
        const uint8_t *start = at;
        uint32_t code_point = text_decode(&at, end, false);
        size_t width = code_point == TEXT_INVALID ? 0 : (size_t)text_width(code_point);
        if (code_point == TEXT_INVALID || used + width > room) break;
        if (width) {
            cell = &canvas->cells[column + used];
            *cell = (CanvasCell){ .start = canvas->glyphs.count, .weight = weight };
            if (width == 2) cell[1] = (CanvasCell){ .weight = weight };
        } else if (!cell) {
            continue;
        }
        buffer_append(&canvas->glyphs, start, (size_t)(at - start));
        cell->count += (size_t)(at - start);
        used += width;
    }
    return used;
}

static bool is_blank(const Canvas *canvas, const CanvasCell *cell) {
    return cell->count == 1 && canvas->glyphs.bytes[cell->start] == ' ';
}

void canvas_write(Canvas *canvas, Buffer *out, bool has_color) {
    static const char *const begins[] = { "\033[0m", "\033[2m", "\033[1m" };
    size_t count = canvas->columns;
    while (count && is_blank(canvas, &canvas->cells[count - 1])) count--;
    Weight weight = WEIGHT_PLAIN;
    for (size_t i = 0; i < count; i++) {
        const CanvasCell *cell = &canvas->cells[i];
        if (has_color && cell->weight != weight) {
            if (weight != WEIGHT_PLAIN && cell->weight != WEIGHT_PLAIN)
                buffer_append_text(out, begins[WEIGHT_PLAIN]);
            buffer_append_text(out, begins[cell->weight]);
            weight = cell->weight;
        }
        buffer_append(out, canvas->glyphs.bytes + cell->start, cell->count);
    }
    if (weight != WEIGHT_PLAIN) buffer_append_text(out, begins[WEIGHT_PLAIN]);
    buffer_append_byte(out, '\n');
    empty(canvas);
}
