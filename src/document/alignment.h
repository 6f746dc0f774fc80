/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which expected lines stand for which shown ones: the alignment that keeps most of what is written. A
 * traceback's header and frames are one unit, and so is a line `...`, which stands for any number of
 * lines. */
#pragma once
#include "document/match.h"

typedef enum { UNIT_LINE, UNIT_TRACEBACK, UNIT_ANY } UnitKind;

typedef struct {
    UnitKind kind;
    Span text;           /* its first line */
    size_t first, count; /* its lines */
} Unit;

typedef struct {
    Unit *items;
    size_t count, capacity;
} Units;

typedef struct {
    ptrdiff_t expected, shown; /* units; -1: none, so the shown one is new, or the expected one goes */
    bool is_kept;              /* the expected one stays as it is */
} Pair;

typedef struct {
    Pair *items;
    size_t count, capacity;
} Pairs;

void units_read(Units *units, Span text, unsigned options, bool is_expected);
void units_align(Pairs *pairs, const Units *expected, const Units *shown, unsigned options,
                 const Bindings *bindings);
