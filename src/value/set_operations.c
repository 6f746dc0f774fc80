/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations of two sets, and what sets and the views of a dict have in common.
 *
 * The result of an operation is printed in the order of its table, which depends on what was copied, what was
 * walked and when the table grew. So each function here says in its code which operand comes first: as in
 * CPython. */
#include "value/set.h"
#include "value/tuple.h"

static HashedKey key_of(const SetEntry *entry) { return (HashedKey){ entry->key, entry->hash }; }

static Value new_like(const Set *set) {
    return is_frozenset(object_value(set)) ? frozenset_new() : set_new();
}

/* Gives the result, or drops it when memory refused. */
static Value finished(Value result, bool done) {
    if (done) return result;
    release(result);
    return ABSENT;
}

/* Adds to `result` those keys of `walked` that `other` has, or those that it has not. */
static bool add_where(Set *result, Set *walked, Set *other, bool present) {
    size_t position = 0;
    const SetEntry *entry;
    result->hooked |= walked->hooked;
    while ((entry = set_next(walked, &position))) {
        if (set_contains(other, key_of(entry)) == present && !set_add(result, key_of(entry))) return false;
    }
    return true;
}

Value set_intersection(Set *a, Set *b) {
    if (a == b) return set_copy(a, NULL);
    Value result = new_like(a);
    bool swap = b->count > a->count; /* the smaller is walked */
    return finished(result, add_where(set_of(result), swap ? a : b, swap ? b : a, true));
}

Value set_difference(Set *a, Set *b) {
    if (a->count >> 2 > b->count) {
        Value result = set_copy(a, NULL);
        return is_absent(result) ? ABSENT : finished(result, set_difference_update(set_of(result), b));
    }
    Value result = new_like(a);
    return finished(result, add_where(set_of(result), a, b, false));
}

static bool discard_all(Set *set, Set *from) {
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next(from, &position))) set_discard(set, key_of(entry));
    return set_tidy(set);
}

bool set_difference_update(Set *set, Set *with) {
    if (set == with) {
        set_clear_items(set);
        return true;
    }
    if (with->count >> 3 <= set->count) return discard_all(set, with);
    Value common = set_intersection(set, with);
    if (is_absent(common)) return false;
    bool done = discard_all(set, set_of(common));
    release(common);
    return done;
}

bool set_symmetric_difference_update(Set *set, Set *with) {
    if (set == with) {
        set_clear_items(set);
        return true;
    }
    size_t position = 0;
    const SetEntry *entry;
    set->hooked |= with->hooked;
    while ((entry = set_next(with, &position))) {
        if (!set_discard(set, key_of(entry)) && !set_add(set, key_of(entry))) return false;
    }
    return true;
}

bool set_is_subset(Set *a, Set *b) {
    if (a->count > b->count) return false;
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next(a, &position))) {
        if (!set_contains(b, key_of(entry))) return false;
    }
    return true;
}

bool set_is_disjoint(Set *a, Set *b) {
    if (a == b) return a->count == 0;
    Set *walked = b->count > a->count ? a : b, *other = walked == a ? b : a;
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next(walked, &position))) {
        if (set_contains(other, key_of(entry))) return false;
    }
    return true;
}

/* ---- sets and views */

bool is_setlike(Value value) { return is_set(value) || is_dict_view(value); }

static size_t setlike_count(Value value) {
    return is_set(value) ? set_of(value)->count : dict_peek_viewed(value)->count;
}

static bool is_hooked(Value value) {
    return is_set(value) ? set_of(value)->hooked : dict_peek_viewed(value)->hooked;
}

/* The next item, owned, with its hash when it is at hand, else -1; ABSENT at the end. */
static Value setlike_next(Value value, size_t *position, int64_t *hash) {
    if (is_set(value)) {
        const SetEntry *entry = set_next(set_of(value), position);
        if (!entry) return ABSENT;
        *hash = entry->hash;
        return retain(entry->key);
    }
    const DictEntry *entry = dict_next(dict_peek_viewed(value), position);
    if (!entry) return ABSENT;
    bool items = has_type(value, TYPE_ID_DICT_ITEMS);
    *hash = items ? -1 : entry->hash;
    return items ? tuple_pair(entry->key, entry->value) : retain(entry->key);
}

Verdict dict_items_contain(Dict *dict, Value item, int depth) {
    HashedKey key;
    if (!is_tuple(item) || tuple_of(item)->count != 2) return NO;
    key.key = tuple_of(item)->items[0];
    if (value_hash(key.key, &key.hash, depth) != YES) return HOOK;
    if (dict->hooked) return HOOK;
    Value value = dict_peek(dict, key);
    return is_absent(value) ? NO : value_same_or_equal(value, tuple_of(item)->items[1], depth + 1);
}

static Verdict setlike_contains(Value value, Value item, int64_t hash, int depth) {
    if (has_type(value, TYPE_ID_DICT_ITEMS)) return dict_items_contain(dict_peek_viewed(value), item, depth);
    if (hash == -1 && value_hash(item, &hash, depth) != YES) return HOOK;
    HashedKey key = { item, hash };
    bool found = is_set(value) ? set_contains(set_of(value), key)
                               : dict_peek_entry(dict_peek_viewed(value), key) != NULL;
    return found ? YES : NO;
}

Verdict setlike_is_subset(Value a, Value b, int depth) {
    if (!is_setlike(a) || !is_setlike(b)) return UNSUPPORTED;
    if (setlike_count(a) > setlike_count(b)) return NO;
    if (is_hooked(a) || is_hooked(b)) return HOOK;
    Verdict verdict = YES;
    size_t position = 0;
    int64_t hash;
    Value item;
    while (verdict == YES && !is_absent(item = setlike_next(a, &position, &hash))) {
        verdict = setlike_contains(b, item, hash, depth);
        release(item);
    }
    return verdict;
}

Verdict setlike_equal(Value a, Value b, int depth) {
    if (!is_setlike(a) || !is_setlike(b)) return UNSUPPORTED;
    return setlike_count(a) == setlike_count(b) ? setlike_is_subset(a, b, depth) : NO;
}

Verdict setlike_order(Value a, Value b, int *order, int depth) {
    if (!is_setlike(a) || !is_setlike(b)) return UNSUPPORTED;
    bool a_is_smaller = setlike_count(a) <= setlike_count(b);
    Verdict inside = a_is_smaller ? setlike_is_subset(a, b, depth) : setlike_is_subset(b, a, depth);
    bool alike = setlike_count(a) == setlike_count(b);
    *order = alike ? 0 : a_is_smaller ? -1 : 1;
    return inside;
}
