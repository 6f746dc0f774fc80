/* SPDX-License-Identifier: GPL-3.0-or-later */
/* range: four ints, computed with in 64 bits where all is small, else as ints of any size. */
#include "value/range.h"
#include "value/int.h"
#include "value/tuple.h"

static bool is_range(Value value) { return has_type(value, TYPE_ID_RANGE); }

/* ---- arithmetic that releases its operands: for chains of it */

static Value add_take(Value a, Value b) {
    Value sum = is_absent(a) || is_absent(b) ? ABSENT : int_add(a, b);
    release(a);
    release(b);
    return sum;
}

static Value multiplied(Value a, Value b) {
    return is_absent(a) || is_absent(b) ? ABSENT : int_multiply(a, b);
}

/* start + index * step */
static Value point(Value start, Value index, Value step) {
    if (is_small_int(start) && is_small_int(index) && is_small_int(step)) {
        int64_t distance, sum;
        if (!__builtin_mul_overflow(small_int_of(index), small_int_of(step), &distance) &&
            !__builtin_add_overflow(small_int_of(start), distance, &sum))
            return int_from_int64(sum);
    }
    return add_take(retain(start), multiplied(index, step));
}

/* How many numbers: (stop - start - 1) / step + 1 upwards, mirrored downwards. */
static Value count_numbers(Value start, Value stop, Value step) {
    bool up = int_sign(step) > 0;
    Value low = up ? start : stop, high = up ? stop : start;
    if (int_compare(low, high) >= 0) return small_int(0);
    if (is_small_int(low) && is_small_int(high) && is_small_int(step)) {
        uint64_t distance = (uint64_t)small_int_of(high) - (uint64_t)small_int_of(low) - 1;
        uint64_t by = (uint64_t)(up ? small_int_of(step) : -small_int_of(step));
        return int_from_uint64(distance / by + 1);
    }
    Value distance = int_subtract(high, low), by = int_absolute(step);
    Value last = add_take(distance, small_int(-1));
    Value steps = is_absent(last) || is_absent(by) ? ABSENT : int_floor_divide(last, by);
    release(last);
    release(by);
    return add_take(steps, small_int(1));
}

static Value canonical(Value number) {
    return is_bool(number) ? small_int(is_same(number, TRUE)) : retain(number);
}

Value range_new(Value start, Value stop, Value step) {
    Value length = count_numbers(start, stop, step);
    if (is_absent(length)) return ABSENT;
    Range *range = object_new(&range_type, sizeof *range);
    range->start = canonical(start);
    range->stop = canonical(stop);
    range->step = canonical(step);
    range->length = length;
    return object_value(range);
}

Value range_at(const Range *range, Value index) { return point(range->start, index, range->step); }

Value range_slice(const Range *range, Value start, Value stop, Value step) {
    Value by = multiplied(range->step, step);
    Value from = point(range->start, start, range->step), to = point(range->start, stop, range->step);
    Value result = is_absent(by) || is_absent(from) || is_absent(to) ? ABSENT : range_new(from, to, by);
    release(by);
    release(from);
    release(to);
    return result;
}

bool range_contains(const Range *range, Value number) {
    bool up = int_sign(range->step) > 0;
    if (up ? int_compare(number, range->start) < 0 || int_compare(number, range->stop) >= 0
           : int_compare(number, range->start) > 0 || int_compare(number, range->stop) <= 0)
        return false;
    Value distance = int_subtract(number, range->start);
    Value rest = is_absent(distance) ? ABSENT : int_modulo(distance, range->step);
    bool there = !is_absent(rest) && int_is_zero(rest);
    release(distance);
    release(rest);
    return there;
}

Value range_index(const Range *range, Value number) {
    Value distance = int_subtract(number, range->start);
    Value index = is_absent(distance) ? ABSENT : int_floor_divide(distance, range->step);
    release(distance);
    return index;
}

/* ---- iterators */

static Value iterate_from(Value start, Value step, Value length) {
    Value end = point(start, length, step);
    if (is_absent(end)) return ABSENT;
    if (is_small_int(start) && is_small_int(step) && is_small_int(length) && is_small_int(end)) {
        RangeIterator *iterator = object_new(&range_iterator_type, sizeof *iterator);
        iterator->next = small_int_of(start);
        iterator->step = small_int_of(step);
        iterator->left = iterator->count = (uint64_t)small_int_of(length);
        return object_value(iterator);
    }
    release(end);
    LongRangeIterator *iterator = object_new(&longrange_iterator_type, sizeof *iterator);
    iterator->next = retain(start);
    iterator->step = retain(step);
    iterator->left = retain(length);
    iterator->count = retain(length);
    return object_value(iterator);
}

static Value range_iterate(Value self) {
    const Range *range = range_of(self);
    return iterate_from(range->start, range->step, range->length);
}

Value range_reverse_iterate(const Range *range) {
    Value last_index = int_subtract(range->length, small_int(1));
    Value last = is_absent(last_index) ? ABSENT : range_at(range, last_index), back = int_negate(range->step);
    Value iterator = is_absent(last) || is_absent(back) ? ABSENT : iterate_from(last, back, range->length);
    release(last_index);
    release(last);
    release(back);
    return iterator;
}

static Value range_iterator_next(Value self) {
    RangeIterator *iterator = (RangeIterator *)object_of(self);
    if (iterator->left == 0) return ABSENT;
    iterator->left--;
    int64_t number = iterator->next;
    iterator->next += iterator->step;
    return small_int(number);
}

static Value longrange_iterator_next(Value self) {
    LongRangeIterator *iterator = (LongRangeIterator *)object_of(self);
    if (int_is_zero(iterator->left)) return ABSENT;
    Value next = int_add(iterator->next, iterator->step), left = int_subtract(iterator->left, small_int(1));
    if (is_absent(next) || is_absent(left)) {
        release(next);
        release(left);
        return ABSENT;
    }
    Value number = iterator->next;
    iterator->next = next;
    replace_take(&iterator->left, left);
    return number;
}

/* It ended though numbers are left: only for want of memory. */
static const char *longrange_iterator_problem(Value self) {
    return int_is_zero(((LongRangeIterator *)object_of(self))->left) ? NULL : "";
}

static void longrange_iterator_free(Object *object) {
    LongRangeIterator *iterator = (LongRangeIterator *)object;
    release(iterator->next);
    release(iterator->step);
    release(iterator->left);
    release(iterator->count);
    object_release_memory(object);
}

/* ---- the types */

static void range_free(Object *object) {
    Range *range = (Range *)object;
    release(range->start);
    release(range->stop);
    release(range->step);
    release(range->length);
    object_release_memory(object);
}

static Verdict range_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Range *range = range_of(self);
    buffer_append_text(out, "range(");
    int_format(out, range->start, 10);
    buffer_append_text(out, ", ");
    int_format(out, range->stop, 10);
    if (!is_same(range->step, small_int(1))) {
        buffer_append_text(out, ", ");
        int_format(out, range->step, 10);
    }
    buffer_append_byte(out, ')');
    return YES;
}

/* Ranges are equal when they give the same numbers: where there is no second number, the step does
 * not count. */
static void range_essence(const Range *range, Value essence[3]) {
    bool any = !int_is_zero(range->length), more = any && !is_same(range->length, small_int(1));
    essence[0] = range->length;
    essence[1] = any ? range->start : NONE;
    essence[2] = more ? range->step : NONE;
}

static Verdict range_equal(Value a, Value b, int depth) {
    if (!is_range(a) || !is_range(b)) return UNSUPPORTED;
    Value one[3], other[3];
    range_essence(range_of(a), one);
    range_essence(range_of(b), other);
    for (size_t i = 0; i < 3; i++) {
        Verdict verdict = value_same_or_equal(one[i], other[i], depth + 1);
        if (verdict != YES) return verdict;
    }
    return YES;
}

static Verdict range_hash(Value self, int64_t *hash, int depth) {
    Value essence[3];
    range_essence(range_of(self), essence);
    Value tuple = tuple_from(essence, 3);
    Verdict verdict = is_absent(tuple) ? HOOK : value_hash(tuple, hash, depth);
    release(tuple);
    return verdict;
}

static Verdict range_truth(Value self) { return int_is_zero(range_of(self)->length) ? NO : YES; }

/* Too long for len(): -1, an OverflowError. */
static int64_t range_length(Value self) {
    int64_t length;
    return int_fits_int64(range_of(self)->length, &length) ? length : -1;
}

static Value iterate_self(Value self) { return retain(self); }

const Type range_type = {
    .name = "range",
    .id = TYPE_ID_RANGE,
    .flags = TYPE_SEQUENCE,
    .size = sizeof(Range),
    .free = range_free,
    .repr = range_repr,
    .hash = range_hash,
    .equal = range_equal,
    .truth = range_truth,
    .length = range_length,
    .iterate = range_iterate,
};

const Type range_iterator_type = {
    .name = "range_iterator",
    .size = sizeof(RangeIterator),
    .iterate = iterate_self,
    .next = range_iterator_next,
};

const Type longrange_iterator_type = {
    .name = "longrange_iterator",
    .size = sizeof(LongRangeIterator),
    .free = longrange_iterator_free,
    .iterate = iterate_self,
    .next = longrange_iterator_next,
    .problem = longrange_iterator_problem,
};
