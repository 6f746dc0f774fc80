/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tuple: an immutable array of values behind its header. The empty tuple is shared. */
#pragma once
#include "value/object.h"

typedef struct {
    Container head;
    size_t count;
    Value items[];
} Tuple;

typedef struct {
    Container head;
    Value tuple; /* ABSENT once it has ended */
    size_t position;
} TupleIterator;

extern const Type tuple_type;
extern const Type tuple_iterator_type;

bool is_tuple(Value value);
static inline Tuple *tuple_of(Value value) { return (Tuple *)object_of(value); }
Value tuple_from(const Value *items, size_t count); /* retains; ABSENT: memory refused */
/* takes the references; releases them when refused */
Value tuple_from_take(const Value *items, size_t count);
Value tuple_new_absent(size_t count); /* all ABSENT, to be filled by the caller before anyone sees it */
Value tuple_pair(Value first, Value second); /* retains */
Value tuple_pair_take(Value first, Value second);
Value tuple_slice(Value tuple, int64_t start, int64_t step, size_t count);

/* What list and tuple share. Items of a list or a tuple, borrowed; false when it is neither. */
bool sequence_peek(Value value, const Value **items, size_t *count);
Value sequence_concat(const Value *a, size_t a_count, const Value *b, size_t b_count, bool as_list);
Value sequence_repeat(const Value *items, size_t count, size_t times, bool as_list);
/* "1, 2": without brackets */
Verdict sequence_repr(Buffer *out, const Value *items, size_t count, int depth);
/* The first item that is the value or equals it, from `from` on. YES and *index, NO, or HOOK: *index is the
 * item that the program's own __eq__ decides. */
Verdict sequence_find(const Value *items, size_t count, Value value, size_t from, size_t *index);
/* Type.equal and Type.order of both. */
Verdict sequence_equal(Value a, Value b, int depth);
Verdict sequence_order(Value a, Value b, int *order, int depth);
/* After value_hash said NO: the part of a tuple that cannot be hashed, or the value itself; borrowed. */
Value sequence_unhashable_part(Value value);
/* After value_order said UNSUPPORTED: goes down to the innermost pair that has no order, which the error
 * names. */
void sequence_unordered_pair(Value *a, Value *b);
