/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for a terminal's width: lines broken between words, tables that lose their least important columns
 * where it is narrow. Widths are cells. What goes in must be safe for a terminal; view_append_safe makes it
 * so. */
#pragma once
#include "base/buffer.h"

/* Each line of text, broken between words and begun with `indent` spaces. A line that begins with a space is
 * an example: it is never broken. */
void view_append_wrapped(Buffer *out, const char *text, int columns, int indent);
void view_append_hanging(Buffer *out, const char *text, int columns, int indent); /* but the first one */
/* UTF-8 that can be printed stays; everything else is escaped. At most `most` cells, then "..."; 0: all. */
void view_append_safe(Buffer *out, const char *text, size_t count, int most);

enum { VIEW_COLUMNS = 12 };

typedef struct {
    const char *title;
    int rank; /* the highest is left out first; 0: never */
    bool right;
} ViewColumn;

typedef struct {
    char *cells[VIEW_COLUMNS]; /* owned; NULL: empty */
    char *below;               /* owned; sentences that stand under this row; NULL: none */
} ViewRow;

typedef struct {
    const ViewColumn *columns; /* up to {0} */
    ViewRow *rows;
    size_t count, capacity;
} ViewTable;

ViewRow *view_table_add(ViewTable *table); /* borrowed until the next one */
/* Columns without any content are left out, as are those that do not fit, which is said below the table. */
void view_append_table(Buffer *out, const ViewTable *table, int columns);
void view_table_clear(ViewTable *table);
