/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Aligning. What matches at both ends is taken off first; the middle is aligned by the cost of its edits, as
 * long as the table of costs is small, and else replaced. */
#include "document/alignment.h"
#include "base/array.h"
#include "base/memory.h"
#include "document/comparable.h"
#include <string.h>

enum { CELL_LIMIT = 250 * 1000, COST_REPLACE = 1, COST_CHANGE = 2 };

void units_read(Units *units, Span text, unsigned options, bool is_expected) {
    Span rest = text, line;
    for (size_t number = 0; span_next_line(&rest, &line);) {
        Unit unit = { UNIT_LINE, line, number, 1 };
        size_t frames = traceback_begins(line) ? traceback_frames(rest) : 0;
        if (frames) unit.kind = UNIT_TRACEBACK;
        if (is_expected && (options & OPTION_ELLIPSIS) && span_equals(span_trim(line), SPAN("...")))
            unit.kind = UNIT_ANY;
        for (; unit.kind == UNIT_TRACEBACK && frames; frames--, unit.count++) span_next_line(&rest, &line);
        number += unit.count;
        *(Unit *)array_push(&units->items, &units->count, &units->capacity, sizeof unit) = unit;
    }
}

typedef struct {
    const Units *expected, *shown;
    unsigned options;
    const Bindings *bindings;
    Pairs *pairs;
} Aligning;

static bool units_match(const Aligning *aligning, size_t expected, size_t shown) {
    const Unit *left = &aligning->expected->items[expected], *right = &aligning->shown->items[shown];
    if (left->kind != right->kind) return false;
    if (left->kind == UNIT_TRACEBACK) return true;
    Span got = right->text;
    if (!span_trim(got).count) return span_equals(span_trim_end(left->text), SPAN("<BLANKLINE>"));
    return match_line(left->text, got, aligning->options, aligning->bindings);
}

static void add_pair(const Aligning *aligning, ptrdiff_t expected, ptrdiff_t shown, bool is_kept) {
    Pairs *pairs = aligning->pairs;
    *(Pair *)array_push(&pairs->items, &pairs->count, &pairs->capacity, sizeof *pairs->items) =
        (Pair){ expected, shown, is_kept };
}

static void replace_all(const Aligning *aligning, size_t expected, size_t expected_end, size_t shown,
                        size_t shown_end) {
    while (expected < expected_end || shown < shown_end) {
        ptrdiff_t left = expected < expected_end ? (ptrdiff_t)expected++ : -1;
        ptrdiff_t right = shown < shown_end ? (ptrdiff_t)shown++ : -1;
        add_pair(aligning, left, right, false);
    }
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* The cost of aligning what lies behind (i, j) is in row i, column j; tables are filled from the end. */
typedef struct {
    unsigned *costs;
    bool *matches;
    size_t rows, columns, expected, shown; /* where the middle begins */
} Table;

static unsigned cost_of(const Aligning *aligning, const Table *table, size_t i, size_t j) {
    size_t width = table->columns + 1;
    const unsigned *here = table->costs + i * width + j;
    if (i == table->rows) return j == table->columns ? 0 : here[1] + COST_CHANGE;
    const unsigned *below = here + width;
    bool is_any = aligning->expected->items[table->expected + i].kind == UNIT_ANY;
    unsigned cost = *below + (is_any ? 0 : COST_CHANGE);
    if (j == table->columns) return cost;
    if (is_any) return least(cost, here[1]);
    unsigned diagonal = below[1] + (table->matches[i * table->columns + j] ? 0 : COST_REPLACE);
    return least(least(cost, diagonal), here[1] + COST_CHANGE);
}

static void walk(const Aligning *aligning, const Table *table) {
    size_t i = 0, j = 0, width = table->columns + 1;
    while (i < table->rows || j < table->columns) {
        const unsigned *here = table->costs + i * width + j;
        ptrdiff_t left = (ptrdiff_t)(table->expected + i), right = (ptrdiff_t)(table->shown + j);
        bool is_any = i < table->rows && aligning->expected->items[left].kind == UNIT_ANY;
        bool has_both = i < table->rows && j < table->columns;
        if (is_any && j < table->columns && *here == here[1]) {
            j++;
        } else if (is_any) {
            add_pair(aligning, left, -1, true);
            i++;
        } else if (has_both && table->matches[i * table->columns + j] && *here == here[width + 1]) {
            add_pair(aligning, left, right, true);
            i++, j++;
        } else if (has_both && *here == here[width + 1] + COST_REPLACE) {
            add_pair(aligning, left, right, false);
            i++, j++;
        } else if (j < table->columns && *here == here[1] + COST_CHANGE) {
            add_pair(aligning, -1, right, false);
            j++;
        } else {
            add_pair(aligning, left, -1, false);
            i++;
        }
    }
}

static void align_middle(const Aligning *aligning, size_t expected, size_t expected_end, size_t shown,
                         size_t shown_end) {
    Table table = {
        .rows = expected_end - expected, .columns = shown_end - shown, .expected = expected, .shown = shown
    };
    if (table.rows > CELL_LIMIT || table.columns > CELL_LIMIT ||
        (table.rows + 1) * (table.columns + 1) > CELL_LIMIT) {
        replace_all(aligning, expected, expected_end, shown, shown_end);
        return;
    }
    table.costs = memory_get((table.rows + 1) * (table.columns + 1) * sizeof *table.costs);
    table.matches = memory_get(table.rows * table.columns + 1);
    for (size_t i = table.rows + 1; i-- > 0;) {
        for (size_t j = table.columns + 1; j-- > 0;) {
            if (i < table.rows && j < table.columns)
                table.matches[i * table.columns + j] = units_match(aligning, expected + i, shown + j);
            table.costs[i * (table.columns + 1) + j] = cost_of(aligning, &table, i, j);
        }
    }
    walk(aligning, &table);
    memory_free(table.costs);
    memory_free(table.matches);
}

void units_align(Pairs *pairs, const Units *expected, const Units *shown, unsigned options,
                 const Bindings *bindings) {
    Aligning aligning = { expected, shown, options, bindings, pairs };
    size_t start = 0, expected_end = expected->count, shown_end = shown->count;
    for (; start < expected_end && start < shown_end && units_match(&aligning, start, start); start++)
        add_pair(&aligning, (ptrdiff_t)start, (ptrdiff_t)start, true);
    while (expected_end > start && shown_end > start &&
           units_match(&aligning, expected_end - 1, shown_end - 1))
        expected_end--, shown_end--;
    align_middle(&aligning, start, expected_end, start, shown_end);
    for (; expected_end < expected->count; expected_end++, shown_end++)
        add_pair(&aligning, (ptrdiff_t)expected_end, (ptrdiff_t)shown_end, true);
}
