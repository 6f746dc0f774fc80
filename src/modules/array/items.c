/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items and slices of an array, and its operators. */
#include "modules/array/array.h"
#include "vm/machine.h"
#include "vm/special.h"
#include <string.h>

/* ---- places */

static bool has_index(Call *call, Value value) {
    return is_int(value) ||
           !is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_index));
}

/* args[1] as a place. */
static Outcome place(Call *call, const char *problem, size_t *index) {
    int64_t number, count = (int64_t)self_array(call)->count;
    if (!has_index(call, call->args[1]))
        return raise_error(call->task, TypeError, "array indices must be integers");
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    count = (int64_t)self_array(call)->count;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, IndexError, "cannot fit 'int' into an index-sized integer");
    if (number < 0) number += count;
    if (number < 0 || number >= count) return raise_error(call->task, IndexError, "%s", problem);
    *index = (size_t)number;
    return DONE;
}

typedef struct {
    int64_t start, step;
    size_t count;
} Cut;

static Outcome cut_ready(Call *call, Cut *cut) {
    if (call->step == SPECIAL_STEP_SLICE) {
        replace_take(&call->args[1], take_result(call));
        call->step = 0;
    }
    switch (
        slice_clip(slice_of(call->args[1]), self_array(call)->count, &cut->start, &cut->step, &cut->count)) {
    case YES: return DONE;
    case HOOK: call->step = SPECIAL_STEP_SLICE; return call_helper(call, "_slice_of_ints", 1, &call->args[1]);
    case UNSUPPORTED: return raise_error(call->task, ValueError, "slice step cannot be zero");
    default:
        return raise_error(call->task, TypeError,
                           "slice indices must be integers or None or have an __index__ method");
    }
}

/* ---- reading */

static Value copy_cut(const Array *array, const Cut *cut) {
    Value copy = array_new(array->kind, cut->count);
    if (is_absent(copy)) return copy;
    size_t size = array->kind->size;
    for (size_t i = 0; cut->step != 1 && i < cut->count; i++)
        memcpy(array_at(array_of(copy), i), array_at(array, (size_t)(cut->start + (int64_t)i * cut->step)),
               size);
    if (cut->step == 1 && cut->count)
        memcpy(array_of(copy)->data, array_at(array, (size_t)cut->start), cut->count * size);
    return copy;
}

Outcome array_get_item(Call *call) {
    const Array *array = self_array(call);
    if (is_slice(call->args[1])) {
        Cut cut;
        Outcome outcome = cut_ready(call, &cut);
        return outcome == DONE ? give(call, copy_cut(array, &cut)) : outcome;
    }
    size_t index;
    Outcome outcome = place(call, "array index out of range", &index);
    if (outcome != DONE) return outcome;
    if (!array_check_item(call->task, array, index)) return RAISED;
    return give(call, item_get(array->kind, array_at(array, index)));
}

/* ---- writing */

/* What is assigned to a slice: `more` items at `data`, a copy where they are the array's own. */
static Outcome replace(Call *call, const Cut *cut, const uint8_t *data, size_t more) {
    Array *array = self_array(call);
    size_t at = (size_t)cut->start, size = array->kind->size;
    bool done = more > cut->count ? array_open(call->task, array, at + cut->count, more - cut->count)
                                  : array_close(call->task, array, at + more, cut->count - more);
    if (!done) return RAISED;
    if (more) memcpy(array_at(array, at), data, more * size);
    return give_none(call);
}

static Outcome spread(Call *call, const Cut *cut, const uint8_t *data, size_t more) {
    Array *array = self_array(call);
    size_t size = array->kind->size;
    if (more != cut->count)
        return raise_error(call->task, ValueError,
                           "attempt to assign array of size %zu to extended slice of size %zu", more,
                           cut->count);
    for (size_t i = 0; i < more; i++)
        memcpy(array_at(array, (size_t)(cut->start + (int64_t)i * cut->step)), data + i * size, size);
    return give_none(call);
}

static Outcome delete_cut(Call *call, Cut cut) {
    Array *array = self_array(call);
    if (cut.step < 0) {
        cut.start += (int64_t)(cut.count - (cut.count > 0)) * cut.step;
        cut.step = -cut.step;
    }
    if (cut.step == 1 || cut.count <= 1)
        return array_close(call->task, array, (size_t)cut.start, cut.count) ? give_none(call) : RAISED;
    if (array->exports)
        return raise_error(call->task, BufferError, "cannot resize an array that is exporting buffers");
    size_t size = array->kind->size, to = (size_t)cut.start;
    for (size_t i = 0; i < cut.count; i++) {
        size_t from = (size_t)cut.start + i * (size_t)cut.step + 1;
        size_t kept = i + 1 < cut.count ? (size_t)cut.step - 1 : array->count - from;
        memmove(array_at(array, to), array_at(array, from), kept * size);
        to += kept;
    }
    return array_close(call->task, array, to, cut.count) ? give_none(call) : RAISED;
}

static Outcome set_slice(Call *call) {
    Value from = call->args[2];
    Cut cut;
    if (!is_array(from))
        return raise_error(call->task, TypeError, "can only assign array (not \"%T\") to array slice", from);
    Outcome outcome = cut_ready(call, &cut);
    if (outcome != DONE) return outcome;
    const Array *array = self_array(call), *source = array_of(from);
    if (source->kind != array->kind)
        return raise_error(call->task, TypeError, "bad argument type for built-in operation");
    if (cut.step != 1 && !source->count) return delete_cut(call, cut); /* unlike a list's */
    Value copy = ABSENT;
    if (source == array) {
        copy = copy_cut(source, &(Cut){ 0, 1, source->count });
        if (is_absent(copy)) return raise_memory(call->task);
        source = array_of(copy);
    }
    outcome = cut.step == 1 ? replace(call, &cut, source->data, source->count)
                            : spread(call, &cut, source->data, source->count);
    release(copy);
    return outcome;
}

Outcome array_set_item(Call *call) {
    if (is_slice(call->args[1])) return set_slice(call);
    Array *array = self_array(call);
    bool is_item_asked = call->step == ITEM_ASKED_INDEX || call->step == ITEM_ASKED_FLOAT;
    size_t index;
    Outcome outcome = is_item_asked ? DONE : place(call, "array assignment index out of range", &index);
    if (outcome == DONE) outcome = item_ready(call, array->kind, &call->args[2]);
    uint8_t bytes[8];
    if (outcome != DONE) return outcome;
    if (!item_put(call->task, array->kind, call->args[2], bytes)) return RAISED;
    outcome = place(call, "array assignment index out of range", &index);
    if (outcome != DONE) return outcome;
    memcpy(array_at(array, index), bytes, array->kind->size);
    return give_none(call);
}

static Outcome delete_slice(Call *call) {
    Cut cut;
    Outcome outcome = cut_ready(call, &cut);
    return outcome == DONE ? delete_cut(call, cut) : outcome;
}

Outcome array_delete_item(Call *call) {
    if (is_slice(call->args[1])) return delete_slice(call);
    size_t index;
    Outcome outcome = place(call, "array assignment index out of range", &index);
    if (outcome != DONE) return outcome;
    return array_close(call->task, self_array(call), index, 1) ? give_none(call) : RAISED;
}

/* ---- operators */

static Outcome check_kind(Call *call, const char *problem) {
    if (array_of(call->args[1])->kind == self_array(call)->kind) return DONE;
    return raise_error(call->task, TypeError, "%s", problem);
}

Outcome array_add(Call *call) {
    const Array *array = self_array(call);
    if (!is_array(call->args[1]))
        return raise_error(call->task, TypeError, "can only append array (not \"%T\") to array",
                           call->args[1]);
    Outcome outcome = check_kind(call, "bad argument type for built-in operation");
    if (outcome != DONE) return outcome;
    const Array *more = array_of(call->args[1]);
    Value sum = array_new(array->kind, array->count + more->count);
    if (is_absent(sum)) return raise_memory(call->task);
    if (array->count) memcpy(array_of(sum)->data, array->data, array->count * array->kind->size);
    if (more->count)
        memcpy(array_at(array_of(sum), array->count), more->data, more->count * array->kind->size);
    return give(call, sum);
}

static Outcome append_array(Call *call) {
    Array *array = self_array(call);
    const Array *more = array_of(call->args[1]);
    size_t at = array->count, count = more->count;
    Outcome outcome = check_kind(call, "can only extend with array of same kind");
    if (outcome != DONE) return outcome;
    if (!array_open(call->task, array, at, count)) return RAISED;
    if (count) memcpy(array_at(array, at), more->data, count * array->kind->size);
    return DONE;
}

Outcome array_extend_in_place(Call *call) {
    if (!is_array(call->args[1]))
        return raise_error(call->task, TypeError, "can only extend array with array (not \"%T\")",
                           call->args[1]);
    Outcome outcome = append_array(call);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

Outcome array_extend(Call *call) {
    Outcome outcome = call->step == 0 && is_array(call->args[1])
                          ? append_array(call)
                          : array_fill(call, self_array(call), &call->args[1], &call->keep);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome times_ready(Call *call, size_t *times) {
    if (!has_index(call, call->args[1]))
        return raise_error(call->task, TypeError, "can't multiply sequence by non-int of type '%T'",
                           call->args[1]);
    Outcome outcome = arg_integer(call, 1);
    int64_t number;
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, OverflowError, "cannot fit '%T' into an index-sized integer",
                           call->args[1]);
    *times = number < 0 ? 0 : (size_t)number;
    return DONE;
}

/* What stands at the beginning, so many times in all. */
static void repeat(Array *array, size_t count, size_t times) {
    size_t bytes = count * array->kind->size, all = bytes * times;
    for (size_t done = bytes; done && done < all; done *= 2)
        memcpy(array->data + done, array->data, done < all - done ? done : all - done);
}

Outcome array_multiply(Call *call) {
    const Array *array = self_array(call);
    size_t times, count;
    Outcome outcome = times_ready(call, &times);
    if (outcome != DONE) return outcome;
    if (__builtin_mul_overflow(array->count, times, &count)) return raise_memory(call->task);
    Value product = array_new(array->kind, count);
    if (is_absent(product)) return raise_memory(call->task);
    if (count) memcpy(array_of(product)->data, array->data, array->count * array->kind->size);
    if (count) repeat(array_of(product), array->count, times);
    return give(call, product);
}

Outcome array_multiply_in_place(Call *call) {
    Array *array = self_array(call);
    size_t times, more, count = array->count;
    Outcome outcome = times_ready(call, &times);
    if (outcome != DONE) return outcome;
    if (!count || times == 1) return give(call, retain(call->args[0]));
    if (times && __builtin_mul_overflow(count, times - 1, &more)) return raise_memory(call->task);
    bool done = times ? array_open(call->task, array, count, more) : array_close(call->task, array, 0, count);
    if (!done) return RAISED;
    repeat(array, count, times);
    return give(call, retain(call->args[0]));
}
