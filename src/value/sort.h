/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting: stable, by `<` alone, in the order of comparisons that CPython 3.11's list.sort has. That order
 * shows: it decides which two items an error names, and how far a list is sorted when one is raised. */
#pragma once
#include "value/object.h"

/* key: what is compared. The array holds borrowed references and is permuted in place. */
typedef struct {
    Value key, value;
} SortItem;

/* YES: sorted. NO: memory refused. HOOK: a program's __lt__ decides, so the caller starts anew with that.
 * UNSUPPORTED: pair[0] < pair[1] is a TypeError. The items are all there in any case, as far as they came. */
Verdict sort_items(SortItem *items, size_t count, Value pair[2]);
