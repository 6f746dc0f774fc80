/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set and frozenset: open addressing that probes, grows and orders exactly as CPython 3.11 does, because the order
 * of a set is visible in its repr. Keys and `hooked` are as in dict.h. */
#pragma once
#include "value/dict.h"

typedef struct {
    Value key; /* ABSENT: free, or deleted when hash is -1 */
    int64_t hash;
} SetEntry;

typedef struct {
    Container head;
    size_t count; /* live */
    size_t fill;  /* live and deleted */
    size_t mask;  /* table size - 1 */
    SetEntry *table;
    int64_t hash; /* of a frozenset; -1: not computed */
    bool hooked;
    uint64_t version;
} Set;

extern const Type set_type, frozenset_type, set_iterator_type;

bool is_set(Value value); /* set or frozenset, or a subclass's instance */
static inline Set *set_of(Value value) { return (Set *)object_of(value); }
Value set_new(void);
Value frozenset_new(void);
Value set_copy(Set *set, const Type *as);
bool set_contains(Set *set, HashedKey key);
bool set_add(Set *set, HashedKey key); /* false: memory refused */
bool set_discard(Set *set, HashedKey key); /* true when it was there */
void set_clear_items(Set *set);
SetEntry *set_next(Set *set, size_t *position); /* position starts at 0; NULL at the end */
SetEntry *set_next_candidate(Set *set, int64_t hash, size_t *cursor);
/* Operations between sets of keys without hooks; results of `as`. NULL type: as a. */
Value set_union(Set *a, Set *b);
Value set_intersection(Set *a, Set *b);
Value set_difference(Set *a, Set *b);
Value set_symmetric_difference(Set *a, Set *b);
bool set_is_subset(Set *a, Set *b);
bool set_update(Set *set, Set *from);
