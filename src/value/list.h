/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list: a growable array of values. Booleans as results: false when memory refused. */
#pragma once
#include "value/object.h"

typedef struct {
    Container head;
    Value *items; /* owned */
    size_t count, capacity;
} List;

typedef struct {
    Container head;
    Value list;      /* ABSENT once it has ended: what is appended later is not seen */
    size_t position; /* of the next item; of a reverse iterator: that and one more */
} ListIterator;

extern const Type list_type;
extern const Type list_iterator_type;
extern const Type list_reverse_iterator_type;

bool is_list(Value value); /* list or an instance of a subclass */
static inline List *list_of(Value value) { return (List *)object_of(value); }
Value list_new(size_t capacity);                   /* empty; ABSENT: memory refused */
Value list_from(const Value *items, size_t count); /* retains */
Value list_from_take(Value *items, size_t count);  /* takes the references, not the array */
/* room for so many beyond those it has; false: memory refused */
CHECKED bool list_reserve(List *list, size_t more);
CHECKED bool list_push(List *list, Value item);
CHECKED bool list_push_take(List *list, Value item);
/* To a list of causette's own, of a few items: memory does not refuse, be it past the budget. */
void list_add(List *list, Value item);
void list_add_take(List *list, Value item);
/* All objects that wait for their finalizers, in their order; ABSENT: none does. */
Value list_of_finalizers(void);
void list_prepend(List *list, Value item);
CHECKED bool list_insert(List *list, size_t index, Value item);
CHECKED bool list_extend(List *list, const Value *items, size_t count); /* `items` may be the list's own */
void list_delete(List *list, size_t start, size_t count);
/* Replaces count items at start by others: the one primitive behind slices. `items` may be the list's own. */
CHECKED bool list_splice(List *list, size_t start, size_t count, const Value *items, size_t item_count);
/* Slices, clipped by the caller (range.h). */
Value list_slice(Value list, int64_t start, int64_t step, size_t count);
void list_delete_slice(List *list, int64_t start, int64_t step, size_t count);
/* count items */
void list_set_slice(List *list, int64_t start, int64_t step, size_t count, const Value *items);
void list_clear_items(List *list);
void list_reverse_items(List *list);
CHECKED bool list_repeat_in_place(List *list, size_t times);
Value list_reverse_iterate(Value list);
