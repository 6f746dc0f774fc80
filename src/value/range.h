/* SPDX-License-Identifier: GPL-3.0-or-later */
/* range: start, stop and step of any size, its length computed once; and slice. */
#pragma once
#include "value/object.h"

typedef struct {
    Object object;
    Value start, stop, step; /* ints; step not 0 */
    Value length;            /* int */
} Range;

typedef struct {
    Container head;
    Value start, stop, step;
} Slice;

/* A range whose numbers all fit 63 bits is iterated with these words. */
typedef struct {
    Object object;
    int64_t next, step;
    uint64_t left, count; /* of numbers still to come, and in all */
} RangeIterator;

typedef struct {
    Object object;
    Value next, step, left, count; /* ints, owned */
} LongRangeIterator;

extern const Type range_type, range_iterator_type, longrange_iterator_type, slice_type;

bool is_slice(Value value);
static inline Range *range_of(Value value) { return (Range *)object_of(value); }
static inline Slice *slice_of(Value value) { return (Slice *)object_of(value); }

Value range_new(Value start, Value stop, Value step); /* ints, step not 0 */
Value range_at(const Range *range, Value index);      /* index in range, counted from 0 */
/* indices as slice_indices gives them */
Value range_slice(const Range *range, Value start, Value stop, Value step);
Value range_reverse_iterate(const Range *range);
/* Where an int stands in the range, or would stand if it were there. */
bool range_contains(const Range *range, Value number);
Value range_index(const Range *range, Value number); /* number must be in the range */
Value slice_new(Value start, Value stop, Value step);

/* Clips a slice to a sequence of `length`: *start is the first index, *count how many, *step the distance.
 * NO: an operand is not an int or None; UNSUPPORTED: step is 0; HOOK: an operand has __index__. */
Verdict slice_clip(const Slice *slice, size_t length, int64_t *start, int64_t *step, size_t *count);
/* The same for a length of any size, and the stop: slice.indices. Owned ints on YES; ABSENT among them: no
 * memory. */
Verdict slice_indices(const Slice *slice, Value length, Value indices[3]);
