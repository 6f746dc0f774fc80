/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slice: three values that mean something once a length is known. */
#include "value/int.h"
#include "value/range.h"
#include "value/tuple.h"

bool is_slice(Value value) { return has_type(value, TYPE_ID_SLICE); }

Value slice_new(Value start, Value stop, Value step) {
    Slice *slice = container_new(&slice_type, sizeof *slice);
    slice->start = retain(start);
    slice->stop = retain(stop);
    slice->step = retain(step);
    return object_value(slice);
}

/* An operand as 64 bits, beyond which it is the nearest end. None: `otherwise`. */
static Verdict clipped(Value operand, int64_t otherwise, int64_t *number) {
    *number = otherwise;
    if (is_none(operand)) return YES;
    if (is_small_int(operand)) {
        *number = small_int_of(operand);
        return YES;
    }
    if (!is_int(operand)) return is_object(operand) && object_type(operand)->flags & TYPE_HEAP ? HOOK : NO;
    if (!int_fits_int64(operand, number)) *number = int_sign(operand) < 0 ? INT64_MIN : INT64_MAX;
    return YES;
}

/* An index counted from the end when negative, kept within low and high. */
static int64_t bounded(int64_t index, int64_t length, int64_t low, int64_t high) {
    if (index < 0) index = index < -length ? low : index + length;
    return index < low ? low : index > high ? high : index;
}

Verdict slice_clip(const Slice *slice, size_t size, int64_t *start, int64_t *step, size_t *count) {
    int64_t stop, length = (int64_t)size;
    Verdict verdict = clipped(slice->step, 1, step);
    if (verdict != YES) return verdict;
    if (*step == 0) return UNSUPPORTED;
    if (*step == INT64_MIN) *step = -INT64_MAX;
    bool up = *step > 0;
    verdict = clipped(slice->start, up ? 0 : INT64_MAX, start);
    if (verdict != YES) return verdict;
    verdict = clipped(slice->stop, up ? INT64_MAX : INT64_MIN, &stop);
    if (verdict != YES) return verdict;
    int64_t low = up ? 0 : -1, high = up ? length : length - 1;
    *start = bounded(*start, length, low, high);
    stop = bounded(stop, length, low, high);
    int64_t distance = up ? stop - *start : *start - stop, by = up ? *step : -*step;
    *count = distance > 0 ? (size_t)((distance - 1) / by) + 1 : 0;
    return YES;
}

static Verdict integer_or_none(Value operand) {
    if (is_none(operand) || is_int(operand)) return YES;
    return is_object(operand) && object_type(operand)->flags & TYPE_HEAP ? HOOK : NO;
}

/* As `bounded`, for ints of any size; owned. */
static Value bounded_int(Value index, Value length, Value low, Value high) {
    Value moved = int_sign(index) < 0 ? int_add(index, length) : retain(index);
    if (is_absent(moved)) return ABSENT;
    Value kept = int_compare(moved, low) < 0 ? low : int_compare(moved, high) > 0 ? high : moved;
    retain(kept);
    release(moved);
    return kept;
}

Verdict slice_indices(const Slice *slice, Value length, Value indices[3]) {
    Value operands[] = { slice->step, slice->start, slice->stop };
    for (size_t i = 0; i < 3; i++) {
        Verdict verdict = integer_or_none(operands[i]);
        if (verdict != YES) return verdict;
        if (i == 0 && !is_none(slice->step) && int_is_zero(slice->step)) return UNSUPPORTED;
    }
    Value step = is_none(slice->step) ? small_int(1) : slice->step;
    bool up = int_sign(step) > 0;
    Value high = up ? retain(length) : int_subtract(length, small_int(1)), low = small_int(up ? 0 : -1);
    indices[0] = indices[1] = ABSENT;
    indices[2] = is_bool(step) ? small_int(1) : retain(step);
    if (is_absent(high)) return YES;
    indices[0] =
        is_none(slice->start) ? retain(up ? low : high) : bounded_int(slice->start, length, low, high);
    indices[1] = is_none(slice->stop) ? retain(up ? high : low) : bounded_int(slice->stop, length, low, high);
    release(high);
    return YES;
}

static void slice_clear(Object *object) {
    Slice *slice = (Slice *)object;
    replace_take(&slice->start, ABSENT);
    replace_take(&slice->stop, ABSENT);
    replace_take(&slice->step, ABSENT);
}

static void slice_visit(Object *object, VisitFunction *visit, void *context) {
    Slice *slice = (Slice *)object;
    visit(slice->start, context);
    visit(slice->stop, context);
    visit(slice->step, context);
}

static Verdict slice_repr(Buffer *out, Value self, int depth) {
    Value parts[] = { slice_of(self)->start, slice_of(self)->stop, slice_of(self)->step };
    buffer_append_text(out, "slice(");
    Verdict verdict = sequence_repr(out, parts, 3, depth);
    buffer_append_byte(out, ')');
    return verdict;
}

/* Slices compare as the tuples of their parts. */
static Verdict compare(Value a, Value b, int *order, int depth) {
    if (!is_slice(a) || !is_slice(b)) return UNSUPPORTED;
    const Slice *one = slice_of(a), *other = slice_of(b);
    Value parts[] = { one->start, one->stop, one->step },
          others[] = { other->start, other->stop, other->step };
    Value tuple = tuple_from(parts, 3), other_tuple = tuple_from(others, 3);
    Verdict verdict = HOOK;
    if (!is_absent(tuple) && !is_absent(other_tuple)) {
        verdict = order ? sequence_order(tuple, other_tuple, order, depth)
                        : sequence_equal(tuple, other_tuple, depth);
    }
    release(tuple);
    release(other_tuple);
    return verdict;
}

static Verdict slice_equal(Value a, Value b, int depth) { return compare(a, b, NULL, depth); }

static Verdict slice_order(Value a, Value b, int *order, int depth) { return compare(a, b, order, depth); }

const Type slice_type = {
    .name = "slice",
    .id = TYPE_ID_SLICE,
    .flags = TYPE_CONTAINER,
    .size = sizeof(Slice),
    .free = container_free,
    .visit = slice_visit,
    .clear = slice_clear,
    .repr = slice_repr,
    .equal = slice_equal,
    .order = slice_order,
};
