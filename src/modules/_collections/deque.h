/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deque: a ring of values, quick at both ends. What changes its length changes `state` too, so that who walks
 * it sees that. See https://docs.python.org/3.11/library/collections.html#collections.deque */
#pragma once
#include "vm/native.h"

typedef struct {
    Container head;
    Value *items;    /* owned: a ring of `capacity`, a power of 2 or 0 */
    size_t capacity; /* slots */
    size_t first;    /* the slot of the leftmost item */
    size_t count;
    int64_t maxlen; /* -1: none */
    uint64_t state;
} Deque;

extern const Type deque_type;
extern const ClassSpec deque_class, deque_iterator_class, deque_reverse_iterator_class;

static inline Deque *deque_of(Value value) { return (Deque *)object_of(value); }
static inline Value *deque_slot(const Deque *deque, size_t index) {
    return &deque->items[(deque->first + index) & (deque->capacity - 1)];
}

/* A push beyond maxlen drops an item of the other end. False: memory refused. */
CHECKED bool deque_push(Deque *deque, Value item);
CHECKED bool deque_push_left(Deque *deque, Value item);
Value deque_pop_take(Deque *deque); /* owned; there must be one */
Value deque_pop_left_take(Deque *deque);
CHECKED bool deque_reserve(Deque *deque, size_t count); /* room for so many in all */
void deque_rotate(Deque *deque, int64_t steps);         /* to the right */
void deque_drop_items(Deque *deque);
Value deque_list(const Deque *deque); /* a new list of the items; ABSENT: memory refused */

/* ---- walks */
Value deque_iterate(Value deque);
Native deque_reversed;

/* ---- methods that compare items (deque_find.c) */
Native deque_contains, deque_count, deque_index, deque_remove;
Native deque_lt, deque_le, deque_eq, deque_ne, deque_gt, deque_ge;
