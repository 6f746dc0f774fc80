/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A merge sort of natural runs, as Tim Peters describes it in CPython's Objects/listsort.txt, with the merge
 * order of Munro and Wild's powersort.
 *
 * Runs that are there already, rising or strictly falling, are found from left to right; a short one is
 * filled up by binary insertion. A merge first skips what is in place at both ends, then takes items one by
 * one, and, once one run wins again and again, looks for where that ends by steps that double ("galloping").
 * Every comparison may fail; a merge then puts back what it holds aside, so that no item is lost. */
#include "value/sort.h"
#include "base/memory.h"
#include "value/str.h"
#include <string.h>

enum { RUNS_MAX = 85, MIN_GALLOP = 7, SHORT_SORT = 64 };

typedef struct {
    SortItem *start;
    size_t count;
    int power; /* of the border to the next run: where powersort puts it in the tree of merges */
} Run;

typedef struct {
    SortItem *items;
    size_t count;
    Run runs[RUNS_MAX];
    size_t run_count;
    size_t min_gallop; /* wins in a row before a merge gallops; lower after it paid */
    SortItem *aside;   /* the shorter run, while two are merged */
    size_t aside_capacity;
    Verdict verdict;
    Value *pair;
} Sort;

typedef enum { FALSE_LESS, TRUE_LESS, FAILED } Less;

static Less less_generally(Sort *sort, Value a, Value b) {
    int order;
    Verdict verdict = value_order(a, b, &order, 0);
    if (verdict == YES) return order < 0 ? TRUE_LESS : FALSE_LESS;
    if (verdict == NO) return FALSE_LESS;
    sort->verdict = verdict;
    sort->pair[0] = a;
    sort->pair[1] = b;
    return FAILED;
}

static inline bool is_exact_str(Value value) { return is_object(value) && object_type(value) == &str_type; }

static inline Less less(Sort *sort, Value a, Value b) {
    if (is_small_int(a) && is_small_int(b))
        return (intptr_t)a.word < (intptr_t)b.word ? TRUE_LESS : FALSE_LESS;
    if (is_exact_str(a) && is_exact_str(b)) return str_compare(a, b) < 0 ? TRUE_LESS : FALSE_LESS;
    return less_generally(sort, a, b);
}

static void reverse(SortItem *items, size_t count) {
    for (size_t i = 0, j = count; i + 1 < j; i++) {
        SortItem item = items[--j];
        items[j] = items[i];
        items[i] = item;
    }
}

/* ---- runs */

/* How many items from the start rise, or fall strictly (*falls); 0: failed. */
static size_t count_run(Sort *sort, const SortItem *items, size_t count, bool *falls) {
    *falls = false;
    if (count < 2) return count;
    Less first = less(sort, items[1].key, items[0].key);
    *falls = first == TRUE_LESS;
    size_t n = 2;
    for (Less step = first; step != FAILED && n < count; n++) {
        step = less(sort, items[n].key, items[n - 1].key);
        if (step == FAILED) return 0;
        if (step != first) break;
    }
    return first == FAILED ? 0 : n;
}

/* Sorts items of which the first `sorted` already are. */
static bool insert_rest(Sort *sort, SortItem *items, size_t count, size_t sorted) {
    for (size_t n = sorted; n < count; n++) {
        SortItem item = items[n];
        size_t low = 0, high = n;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            Less before = less(sort, item.key, items[middle].key);
            if (before == FAILED) return false;
            if (before == TRUE_LESS)
                high = middle;
            else
                low = middle + 1;
        }
        memmove(items + low + 1, items + low, (n - low) * sizeof item);
        items[low] = item;
    }
    return true;
}

/* A length from 32 to 64 of which the count is a power of two times, or just below that. */
static size_t least_run(size_t count) {
    size_t odd = 0;
    for (; count >= SHORT_SORT; count >>= 1) odd |= count & 1;
    return count + odd;
}

/* ---- galloping */

/* Where `key` belongs among sorted items, searched from `hint` on in steps that double. When `after` it goes
 * behind items equal to it, else before them. *place: 0 to count. */
typedef struct {
    Sort *sort;
    Value key;
    const SortItem *items;
    bool after;
} Gallop;

/* Whether the key belongs behind item i. */
static Less goes_behind(const Gallop *gallop, size_t i) {
    if (!gallop->after) return less(gallop->sort, gallop->items[i].key, gallop->key);
    Less before = less(gallop->sort, gallop->key, gallop->items[i].key);
    return before == FAILED ? FAILED : before == TRUE_LESS ? FALSE_LESS : TRUE_LESS;
}

static bool gallop(Sort *sort, Value key, const SortItem *items, size_t count, size_t hint, bool after,
                   size_t *place) {
    Gallop search = { sort, key, items, after };
    Less right = goes_behind(&search, hint);
    if (right == FAILED) return false;
    size_t most = right == TRUE_LESS ? count - hint : hint + 1, last = 0, offset = 1;
    while (offset < most) {
        Less behind = goes_behind(&search, right == TRUE_LESS ? hint + offset : hint - offset);
        if (behind == FAILED) return false;
        if (behind != right) break;
        last = offset;
        offset = offset * 2 + 1;
    }
    if (offset > most) offset = most;
    size_t low = right == TRUE_LESS ? hint + last + 1 : hint + 1 - offset;
    size_t high = right == TRUE_LESS ? hint + offset : hint - last;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        Less behind = goes_behind(&search, middle);
        if (behind == FAILED) return false;
        if (behind == TRUE_LESS)
            low = middle + 1;
        else
            high = middle;
    }
    *place = high;
    return true;
}

/* ---- merging */

/* Two neighbouring runs, one of which lies aside, and the gap between them in which the merged run grows.
 * Going upwards `a` is the one aside and the gap ends where b's rest begins; downwards it is
 * `b`, mirrored. */
typedef struct {
    Sort *sort;
    SortItem *a, *b, *to; /* the next of each; downwards: the last */
    size_t a_count, b_count;
} Merge;

typedef enum { MERGE_ON, MERGE_ENDED, MERGE_FAILED } MergeState;

static void take_a_up(Merge *merge, size_t count) {
    memcpy(merge->to, merge->a, count * sizeof *merge->to);
    merge->to += count;
    merge->a += count;
    merge->a_count -= count;
}

static void take_b_up(Merge *merge, size_t count) {
    memmove(merge->to, merge->b, count * sizeof *merge->to);
    merge->to += count;
    merge->b += count;
    merge->b_count -= count;
}

static void take_a_down(Merge *merge, size_t count) {
    merge->to -= count;
    merge->a -= count;
    memmove(merge->to + 1, merge->a + 1, count * sizeof *merge->to);
    merge->a_count -= count;
}

static void take_b_down(Merge *merge, size_t count) {
    merge->to -= count;
    merge->b -= count;
    memcpy(merge->to + 1, merge->b + 1, count * sizeof *merge->to);
    merge->b_count -= count;
}

/* One of `a`'s items is left, and it is the greatest; or b is spent. */
static bool ended_up(const Merge *merge) { return merge->b_count == 0 || merge->a_count <= 1; }

static bool ended_down(const Merge *merge) { return merge->a_count == 0 || merge->b_count <= 1; }

static MergeState one_by_one_up(Merge *merge) {
    Sort *sort = merge->sort;
    for (size_t a_wins = 0, b_wins = 0; a_wins < sort->min_gallop && b_wins < sort->min_gallop;) {
        Less b_first = less(sort, merge->b->key, merge->a->key);
        if (b_first == FAILED) return MERGE_FAILED;
        if (b_first == TRUE_LESS)
            take_b_up(merge, 1), b_wins++, a_wins = 0;
        else
            take_a_up(merge, 1), a_wins++, b_wins = 0;
        if (ended_up(merge)) return MERGE_ENDED;
    }
    return MERGE_ON;
}

static MergeState one_by_one_down(Merge *merge) {
    Sort *sort = merge->sort;
    for (size_t a_wins = 0, b_wins = 0; a_wins < sort->min_gallop && b_wins < sort->min_gallop;) {
        Less b_first = less(sort, merge->b->key, merge->a->key);
        if (b_first == FAILED) return MERGE_FAILED;
        if (b_first == TRUE_LESS)
            take_a_down(merge, 1), a_wins++, b_wins = 0;
        else
            take_b_down(merge, 1), b_wins++, a_wins = 0;
        if (ended_down(merge)) return MERGE_ENDED;
    }
    return MERGE_ON;
}

static MergeState gallop_up(Merge *merge) {
    Sort *sort = merge->sort;
    size_t from_a, from_b;
    sort->min_gallop++;
    do {
        sort->min_gallop -= sort->min_gallop > 1;
        if (!gallop(sort, merge->b->key, merge->a, merge->a_count, 0, true, &from_a)) return MERGE_FAILED;
        take_a_up(merge, from_a);
        if (merge->a_count <= 1) return MERGE_ENDED;
        take_b_up(merge, 1);
        if (merge->b_count == 0) return MERGE_ENDED;
        if (!gallop(sort, merge->a->key, merge->b, merge->b_count, 0, false, &from_b)) return MERGE_FAILED;
        take_b_up(merge, from_b);
        if (merge->b_count == 0) return MERGE_ENDED;
        take_a_up(merge, 1);
        if (merge->a_count <= 1) return MERGE_ENDED;
    } while (from_a >= MIN_GALLOP || from_b >= MIN_GALLOP);
    sort->min_gallop++;
    return MERGE_ON;
}

static MergeState gallop_down(Merge *merge) {
    Sort *sort = merge->sort;
    size_t from_a, from_b, kept;
    sort->min_gallop++;
    do {
        sort->min_gallop -= sort->min_gallop > 1;
        SortItem *a_base = merge->a + 1 - merge->a_count;
        if (!gallop(sort, merge->b->key, a_base, merge->a_count, merge->a_count - 1, true, &kept))
            return MERGE_FAILED;
        from_a = merge->a_count - kept;
        take_a_down(merge, from_a);
        if (merge->a_count == 0) return MERGE_ENDED;
        take_b_down(merge, 1);
        if (merge->b_count <= 1) return MERGE_ENDED;
        SortItem *b_base = merge->b + 1 - merge->b_count;
        if (!gallop(sort, merge->a->key, b_base, merge->b_count, merge->b_count - 1, false, &kept))
            return MERGE_FAILED;
        from_b = merge->b_count - kept;
        take_b_down(merge, from_b);
        if (merge->b_count <= 1) return MERGE_ENDED;
        take_a_down(merge, 1);
        if (merge->a_count == 0) return MERGE_ENDED;
    } while (from_a >= MIN_GALLOP || from_b >= MIN_GALLOP);
    sort->min_gallop++;
    return MERGE_ON;
}

static bool hold_aside(Sort *sort, const SortItem *items, size_t count) {
    if (!memory_grow(&sort->aside, &sort->aside_capacity, count, sizeof *items))
        return sort->verdict = NO, false;
    memcpy(sort->aside, items, count * sizeof *items);
    return true;
}

/* a is the shorter one. Its first item is greater than b's first, its last the greatest of all. */
static bool merge_up(Sort *sort, SortItem *a, size_t a_count, SortItem *b, size_t b_count) {
    if (!hold_aside(sort, a, a_count)) return false;
    Merge merge = { sort, sort->aside, b, a, a_count, b_count };
    MergeState state = MERGE_ON;
    take_b_up(&merge, 1);
    if (ended_up(&merge)) state = MERGE_ENDED;
    while (state == MERGE_ON) {
        state = one_by_one_up(&merge);
        if (state == MERGE_ON) state = gallop_up(&merge);
    }
    if (state == MERGE_ENDED) take_b_up(&merge, merge.b_count);
    take_a_up(&merge, merge.a_count);
    return state == MERGE_ENDED;
}

static bool merge_down(Sort *sort, SortItem *a, size_t a_count, SortItem *b, size_t b_count) {
    if (!hold_aside(sort, b, b_count)) return false;
    Merge merge = { sort, a + a_count - 1, sort->aside + b_count - 1, b + b_count - 1, a_count, b_count };
    MergeState state = MERGE_ON;
    take_a_down(&merge, 1);
    if (ended_down(&merge)) state = MERGE_ENDED;
    while (state == MERGE_ON) {
        state = one_by_one_down(&merge);
        if (state == MERGE_ON) state = gallop_down(&merge);
    }
    if (state == MERGE_ENDED) take_a_down(&merge, merge.a_count);
    take_b_down(&merge, merge.b_count);
    return state == MERGE_ENDED;
}

/* Merges runs i and i + 1, among the last three. */
static bool merge_at(Sort *sort, size_t i) {
    Run *run = &sort->runs[i];
    SortItem *a = run[0].start, *b = run[1].start;
    size_t a_count = run[0].count, b_count = run[1].count, skipped;
    run[0].count += b_count;
    if (i + 3 == sort->run_count) run[1] = run[2];
    sort->run_count--;
    if (!gallop(sort, b->key, a, a_count, 0, true, &skipped)) return false;
    a += skipped;
    a_count -= skipped;
    if (a_count == 0) return true;
    if (!gallop(sort, a[a_count - 1].key, b, b_count, b_count - 1, false, &b_count)) return false;
    if (b_count == 0) return true;
    return a_count <= b_count ? merge_up(sort, a, a_count, b, b_count)
                              : merge_down(sort, a, a_count, b, b_count);
}

/* The depth at which a perfectly balanced tree of merges over all items would part these two runs: the number
 * of binary places after which the middles of both, as parts of the whole, first differ. */
static int border_power(const Sort *sort, const Run *left, size_t right_count) {
    size_t a = 2 * (size_t)(left->start - sort->items) + left->count, b = a + left->count + right_count;
    for (int power = 1;; power++, a *= 2, b *= 2) {
        if (a >= sort->count)
            a -= sort->count, b -= sort->count;
        else if (b >= sort->count)
            return power;
    }
}

static bool push_run(Sort *sort, SortItem *start, size_t count) {
    if (sort->run_count > 0) {
        int power = border_power(sort, &sort->runs[sort->run_count - 1], count);
        while (sort->run_count > 1 && sort->runs[sort->run_count - 2].power > power) {
            if (!merge_at(sort, sort->run_count - 2)) return false;
        }
        sort->runs[sort->run_count - 1].power = power;
    }
    sort->runs[sort->run_count++] = (Run){ start, count, 0 };
    return true;
}

static bool merge_all(Sort *sort) {
    while (sort->run_count > 1) {
        size_t i = sort->run_count - 2;
        if (i > 0 && sort->runs[i - 1].count < sort->runs[i + 1].count) i--;
        if (!merge_at(sort, i)) return false;
    }
    return true;
}

static bool sort_runs(Sort *sort) {
    size_t least = least_run(sort->count), left = sort->count;
    for (SortItem *start = sort->items; left > 0;) {
        bool falls;
        size_t count = count_run(sort, start, left, &falls);
        if (count == 0) return false;
        if (falls) reverse(start, count);
        if (count < least) {
            size_t wanted = left < least ? left : least;
            if (!insert_rest(sort, start, wanted, count)) return false;
            count = wanted;
        }
        if (!push_run(sort, start, count)) return false;
        start += count;
        left -= count;
    }
    return merge_all(sort);
}

Verdict sort_items(SortItem *items, size_t count, Value pair[2]) {
    Sort sort = { .items = items, .count = count, .min_gallop = MIN_GALLOP, .verdict = YES, .pair = pair };
    if (count > 1) sort_runs(&sort);
    memory_free(sort.aside);
    return sort.verdict;
}
