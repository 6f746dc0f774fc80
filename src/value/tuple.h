/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tuple: an immutable array of values behind its header. The empty tuple is shared. */
#pragma once
#include "value/object.h"

typedef struct {
    Container head;
    size_t count;
    Value items[];
} Tuple;

extern const Type tuple_type;
extern const Type tuple_iterator_type;

bool is_tuple(Value value);
static inline Tuple *tuple_of(Value value) { return (Tuple *)object_of(value); }
Value tuple_from(const Value *items, size_t count);      /* retains; ABSENT: memory refused */
Value tuple_from_take(const Value *items, size_t count); /* takes the references; releases them when refused */
Value tuple_new_absent(size_t count); /* all ABSENT, to be filled by the caller before anyone sees it */
Value tuple_pair(Value first, Value second); /* retains */
Value tuple_slice(Value tuple, int64_t start, int64_t step, size_t count);
/* Items of a list or a tuple, borrowed; false when it is neither. */
bool sequence_peek(Value value, const Value **items, size_t *count);
Value sequence_concat(const Value *a, size_t a_count, const Value *b, size_t b_count, bool as_list);
