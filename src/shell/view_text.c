/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widths, breaking, tables. */
#include "shell/view_text.h"
#include "base/array.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* cells */
static int view_width(const char *text) { return (int)text_columns(text, strlen(text)); }

void view_append_safe(Buffer *out, const char *text, size_t count, int most) {
    Buffer safe = { 0 };
    const uint8_t *at = (const uint8_t *)text, *end = at + count;
    int used = 0;
    size_t whole = 0; /* bytes of it that leave room for the dots */
    while (at < end) {
        size_t before = safe.count;
        uint32_t character = text_decode(&at, end, false);
        if (character == TEXT_INVALID)
            buffer_append_format(&safe, "\\x%02x", *at++);
        else if (text_is_printable(character))
            buffer_append_code_point(&safe, character);
        else
            text_append_escape(&safe, character);
        used += (int)text_columns(safe.bytes + before, safe.count - before);
        if (used <= most - 3) whole = safe.count;
        if (most && used > most) break;
    }
    bool cut = most && used > most;
    buffer_append(out, safe.bytes, cut ? whole : safe.count);
    if (cut) buffer_append_text(out, "...");
    buffer_clear(&safe);
}

/* ---- breaking */

/* How many bytes of the line fit, not in the middle of a word that would fit on a line of its own. */
static size_t fitting(const char *text, size_t count, int columns) {
    const uint8_t *start = (const uint8_t *)text, *at = start, *end = start + count;
    size_t blank = 0;
    for (int used = 0; at < end;) {
        const uint8_t *before = at;
        uint32_t character = text_decode(&at, end, true);
        if (character == TEXT_INVALID) at++;
        used += (int)text_columns((const char *)before, (size_t)(at - before));
        if (character == ' ') blank = (size_t)(before - start);
        if (used > columns) {
            if (character == ' ') return (size_t)(before - start);
            return blank ? blank : before > start ? (size_t)(before - start) : (size_t)(at - start);
        }
    }
    return count;
}

static void append_line(Buffer *out, const char *text, size_t count, int indent) {
    if (count) buffer_append_repeated(out, ' ', (size_t)indent);
    buffer_append(out, text, count);
    buffer_append_byte(out, '\n');
}

void view_append_hanging(Buffer *out, const char *text, int columns, int indent) {
    size_t count = strcspn(text, "\n"), part = fitting(text, count, columns - 1);
    append_line(out, text, part, 0);
    text += part;
    if (part < count)
        text += strspn(text, " ");
    else if (*text)
        text++;
    view_append_wrapped(out, text, columns, indent);
}

void view_append_wrapped(Buffer *out, const char *text, int columns, int indent) {
    int room = columns - indent - 1 < 12 ? 12 : columns - indent - 1;
    while (*text) {
        size_t length = strcspn(text, "\n");
        size_t part = *text == ' ' ? length : fitting(text, length, room);
        append_line(out, text, part, indent);
        text += part;
        if (part < length)
            text += strspn(text, " ");
        else if (*text == '\n')
            text++;
    }
}

/* ---- tables */

ViewRow *view_table_add(ViewTable *table) {
    return array_push(&table->rows, &table->count, &table->capacity, sizeof *table->rows);
}

void view_table_clear(ViewTable *table) {
    for (size_t i = 0; i < table->count; i++) {
        for (int column = 0; column < VIEW_COLUMNS; column++) memory_free(table->rows[i].cells[column]);
        memory_free(table->rows[i].below);
    }
    memory_free(table->rows);
    *table = (ViewTable){ .columns = table->columns };
}

typedef struct {
    int widths[VIEW_COLUMNS]; /* 0: left out */
    bool is_too_wide[VIEW_COLUMNS];
    int count;
} Layout;

static int total(const Layout *layout) {
    int used = 0;
    for (int i = 0; i < layout->count; i++) used += layout->widths[i] ? layout->widths[i] + 2 : 0;
    return used - 2;
}

static Layout lay_out(const ViewTable *table, int columns) {
    Layout layout = { 0 };
    for (; table->columns[layout.count].title; layout.count++) {
        int *width = &layout.widths[layout.count];
        for (size_t i = 0; i < table->count; i++) {
            const char *cell = table->rows[i].cells[layout.count];
            if (cell && view_width(cell) > *width) *width = view_width(cell);
        }
        int title = view_width(table->columns[layout.count].title);
        if (*width && *width < title) *width = title;
    }
    while (total(&layout) > columns - 1) {
        int worst = -1;
        for (int i = 0; i < layout.count; i++) {
            if (layout.widths[i] && table->columns[i].rank &&
                (worst < 0 || table->columns[i].rank > table->columns[worst].rank))
                worst = i;
        }
        if (worst < 0) break;
        layout.widths[worst] = 0;
        layout.is_too_wide[worst] = true;
    }
    return layout;
}

/* One line, cut at the terminal's width when even the most important columns are too much. */
static void append_cells(Buffer *out, const ViewTable *table, const Layout *layout, char *const *cells,
                         int columns) {
    Buffer line = { 0 };
    bool is_first = true;
    for (int i = 0; i < layout->count; i++) {
        if (!layout->widths[i]) continue;
        const char *cell = cells ? cells[i] : table->columns[i].title;
        if (!cell) cell = "";
        size_t space = (size_t)(layout->widths[i] - view_width(cell));
        if (!is_first) buffer_append_text(&line, "  ");
        is_first = false;
        if (table->columns[i].right) buffer_append_repeated(&line, ' ', space);
        buffer_append_text(&line, cell);
        if (!table->columns[i].right) buffer_append_repeated(&line, ' ', space);
    }
    while (line.count && line.bytes[line.count - 1] == ' ') buffer_truncate(&line, line.count - 1);
    view_append_safe(out, line.bytes ? line.bytes : "", line.count, columns - 1);
    buffer_append_byte(out, '\n');
    buffer_clear(&line);
}

static void append_left_out(Buffer *out, const ViewTable *table, const Layout *layout, int columns) {
    Buffer names = { 0 }, sentence = { 0 };
    for (int i = 0; i < layout->count; i++) {
        if (!layout->is_too_wide[i]) continue;
        if (names.count) buffer_append_text(&names, ", ");
        buffer_append_text(&names, table->columns[i].title);
    }
    if (names.count) {
        buffer_append_format(&sentence, _("Left out, for want of width: %s."), buffer_text(&names));
        view_append_wrapped(out, buffer_text(&sentence), columns, 0);
    }
    buffer_clear(&names);
    buffer_clear(&sentence);
}

void view_append_table(Buffer *out, const ViewTable *table, int columns) {
    Layout layout = lay_out(table, columns);
    append_cells(out, table, &layout, NULL, columns);
    for (size_t i = 0; i < table->count; i++) {
        append_cells(out, table, &layout, table->rows[i].cells, columns);
        if (table->rows[i].below) view_append_wrapped(out, table->rows[i].below, columns, 4);
    }
    append_left_out(out, table, &layout, columns);
}
