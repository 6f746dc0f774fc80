/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set and frozenset: open addressing that probes, grows and orders exactly as CPython 3.11 does, because the
 * order of a set is visible in its repr. Keys and `hooked` are as in dict.h. */
#pragma once
#include "value/dict.h"

typedef struct {
    Value key; /* ABSENT: free, or deleted when hash is -1 */
    int64_t hash;
} SetEntry;

typedef struct {
    Container head;
    size_t count;    /* live */
    size_t fill;     /* live and deleted */
    size_t mask;     /* table size - 1 */
    SetEntry *table; /* NULL while nothing was ever stored: stands for SET_SIZE_MIN free entries */
    int64_t hash;    /* of a frozenset; -1: not computed */
    size_t finger;   /* where set_pop looks next */
    bool hooked;
    uint64_t version;
} Set;

typedef struct {
    Container head;
    Set *set; /* owned; NULL once it has ended */
    size_t position;
    size_t count; /* the set's when it began; SIZE_MAX: it has changed */
    const char *problem;
} SetIterator;

extern const Type set_type, frozenset_type, set_iterator_type;

bool is_set(Value value); /* set or frozenset, or a subclass's instance */
bool is_frozenset(Value value);
static inline Set *set_of(Value value) { return (Set *)object_of(value); }
Value set_new(void);
Value frozenset_new(void);
void set_init(Set *set); /* a new object of a subclass, zeroed behind its header */
/* NULL type, here and below: set or frozenset, as `set` is; ABSENT: no memory */
Value set_copy(Set *set, const Type *as);
bool set_contains(Set *set, HashedKey key);
CHECKED bool set_add(Set *set, HashedKey key); /* false: memory refused */
/* grows at once, as CPython does before it takes in so many; false: refused */
CHECKED bool set_reserve(Set *set, size_t more);
bool set_discard(Set *set, HashedKey key); /* true when it was there */
Value set_pop(Set *set);                   /* owned; ABSENT when the set is empty */
void set_clear_items(Set *set);
SetEntry *set_next(Set *set, size_t *position); /* position starts at 0; NULL at the end */
SetEntry *set_next_candidate(Set *set, int64_t hash, size_t *cursor);

/* Operations between sets of keys without hooks. The results' order is CPython's: which operand is copied and
 * which is walked is part of the contract. Changing functions answer false when memory refused. */
Value set_intersection(Set *a, Set *b);
Value set_difference(Set *a, Set *b);
bool set_is_subset(Set *a, Set *b);
bool set_is_disjoint(Set *a, Set *b);
CHECKED bool set_update(Set *set, Set *from);
CHECKED bool set_update_dict(Set *set, Dict *from); /* with its keys */
bool set_difference_update(Set *set, Set *with);
CHECKED bool set_symmetric_difference_update(Set *set, Set *with);
bool set_tidy(Set *set); /* the end of a difference_update: rebuilds when many entries are deleted ones */
void set_swap_items(Set *a, Set *b);

/* set, frozenset, dict_keys or dict_items: Type.equal and Type.order of them all. The order is inclusion:
 * where neither has the other, there is none. */
bool is_setlike(Value value);
Verdict setlike_equal(Value a, Value b, int depth);
Verdict setlike_order(Value a, Value b, int *order, int depth);
/* YES, NO, HOOK, or UNSUPPORTED: not both of them are setlike. */
Verdict setlike_is_subset(Value a, Value b, int depth);
