/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The longest common run of lines by the usual table, over what is left when the same lines at both ends are
 * taken off. Past CELL_LIMIT the middle is replaced as a whole, which is right and only longer. */
#include "dialogue/report/unified.h"
#include "base/array.h"
#include "base/memory.h"

enum { CONTEXT = 3, CELL_LIMIT = 4000000 };

typedef struct {
    Span *items; /* each with its line end, if it has one */
    size_t count, capacity;
} Texts;

typedef struct {
    char sign;
    size_t old, new; /* lines of each before this one */
    Span text;
} Edit;

typedef struct {
    Edit *items;
    size_t count, capacity;
    size_t old, new;
} Edits;

static void split(Texts *texts, Span text) {
    while (text.count) {
        Span line, rest = text;
        span_next_line(&rest, &line);
        size_t count = text.count - rest.count;
        *(Span *)array_push(&texts->items, &texts->count, &texts->capacity, sizeof line) =
            (Span){ text.bytes, count };
        text = rest;
    }
}

static void add(Edits *edits, char sign, Span text) {
    Edit *edit = array_push(&edits->items, &edits->count, &edits->capacity, sizeof *edit);
    *edit = (Edit){ sign, edits->old, edits->new, text };
    edits->old += sign != '+';
    edits->new += sign != '-';
}

static void add_middle(Edits *edits, const Span *old, size_t rows, const Span *new, size_t columns) {
    size_t i = 0, j = 0, width = columns + 1;
    bool is_small = rows < CELL_LIMIT && columns < CELL_LIMIT && (rows + 1) * width <= CELL_LIMIT;
    unsigned *common = is_small ? memory_get_zeroed((rows + 1) * width * sizeof *common) : NULL;
    for (size_t r = rows; common && r-- > 0;) {
        for (size_t c = columns; c-- > 0;) {
            unsigned down = common[(r + 1) * width + c], right = common[r * width + c + 1];
            unsigned most = down > right ? down : right, both = common[(r + 1) * width + c + 1] + 1;
            common[r * width + c] = span_equals(old[r], new[c]) ? both : most;
        }
    }
    while (i < rows || j < columns) {
        if (common && i < rows && j < columns && span_equals(old[i], new[j]))
            add(edits, ' ', old[i++]), j++;
        else if (i < rows &&
                 (!common || j == columns || common[(i + 1) * width + j] >= common[i * width + j + 1]))
            add(edits, '-', old[i++]);
        else
            add(edits, '+', new[j++]);
    }
    memory_free(common);
}

static void compare(Edits *edits, const Texts *old, const Texts *new) {
    size_t start = 0, old_end = old->count, new_end = new->count;
    while (start < old_end && start < new_end && span_equals(old->items[start], new->items[start]))
        add(edits, ' ', old->items[start++]);
    while (old_end > start && new_end > start &&
           span_equals(old->items[old_end - 1], new->items[new_end - 1]))
        old_end--, new_end--;
    add_middle(edits, old->items + start, old_end - start, new->items + start, new_end - start);
    for (; old_end < old->count; old_end++) add(edits, ' ', old->items[old_end]);
}

static void append_line(Buffer *out, const Edit *edit, bool has_color) {
    bool is_colored = has_color && edit->sign != ' ';
    bool ends = edit->text.count && edit->text.bytes[edit->text.count - 1] == '\n';
    if (is_colored) buffer_append_text(out, edit->sign == '-' ? "\x1b[31m" : "\x1b[32m");
    buffer_append_byte(out, edit->sign);
    buffer_append(out, edit->text.bytes, edit->text.count - ends);
    if (is_colored) buffer_append_text(out, "\x1b[0m");
    buffer_append_text(out, ends ? "\n" : "\n\\ No newline at end of file\n");
}

static void append_range(Buffer *out, char sign, size_t first, size_t count) {
    buffer_append_format(out, " %c%zu", sign, count ? first + 1 : first);
    if (count != 1) buffer_append_format(out, ",%zu", count);
}

static void append_hunk(Buffer *out, const Edits *edits, size_t from, size_t to, bool has_color) {
    size_t old = 0, new = 0;
    for (size_t i = from; i < to; i++) {
        old += edits->items[i].sign != '+';
        new += edits->items[i].sign != '-';
    }
    buffer_append_text(out, "@@");
    append_range(out, '-', edits->items[from].old, old);
    append_range(out, '+', edits->items[from].new, new);
    buffer_append_text(out, " @@\n");
    for (size_t i = from; i < to; i++) append_line(out, &edits->items[i], has_color);
}

/* Where the hunk that has the change at `at` ends: behind its last change and the lines around it. */
static size_t find_end(const Edits *edits, size_t at) {
    size_t last = at;
    for (size_t i = at; i < edits->count && i <= last + 2 * CONTEXT + 1; i++) {
        if (edits->items[i].sign != ' ') last = i;
    }
    return last + CONTEXT + 1 < edits->count ? last + CONTEXT + 1 : edits->count;
}

void unified_append(Buffer *out, const char *name, Span old, Span new, bool has_color) {
    Texts before = { 0 }, after = { 0 };
    Edits edits = { 0 };
    split(&before, old);
    split(&after, new);
    compare(&edits, &before, &after);
    buffer_append_format(out, "--- %s\n+++ %s\n", name, name);
    for (size_t i = 0; i < edits.count; i++) {
        if (edits.items[i].sign == ' ') continue;
        size_t end = find_end(&edits, i);
        append_hunk(out, &edits, i < CONTEXT ? 0 : i - CONTEXT, end, has_color);
        i = end;
    }
    memory_free(before.items);
    memory_free(after.items);
    memory_free(edits.items);
}
