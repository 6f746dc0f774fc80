/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the methods of str and bytes ask of their arguments, with CPython's texts. */
#include "builtin/classes/text.h"

static bool has_special(Call *call, Value value, Special special) {
    return !is_absent(class_peek_special(value_class(call_machine(call), value), special));
}

/* A bound counted from the end when negative; an int beyond 64 bits is as good as the end it points to. */
static size_t place_in(Value bound, size_t count) {
    int64_t number;
    if (!int_fits_int64(bound, &number)) return int_sign(bound) < 0 ? 0 : SIZE_MAX;
    if (number >= 0) return (size_t)number;
    number += (int64_t)count;
    return number < 0 ? 0 : (size_t)number;
}

static Outcome arg_bound(Call *call, size_t i, size_t count, size_t *place) {
    if (!arg_is_given(call, i)) return DONE;
    if (!is_int(call->args[i])) {
        if (!has_special(call, call->args[i], SPECIAL_index)) {
            return raise_error(call->task, TypeError,
                               "slice indices must be integers or None or have an __index__ method");
        }
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
    }
    *place = place_in(call->args[i], count);
    return DONE;
}

Outcome arg_range(Call *call, size_t i, size_t count, size_t *start, size_t *end) {
    *start = 0;
    *end = count;
    if (!arg_is_given(call, i) && !arg_is_given(call, i + 1)) return DONE;
    Outcome outcome = arg_bound(call, i, count, start);
    if (outcome == DONE) outcome = arg_bound(call, i + 1, count, end);
    if (*end > count) *end = count;
    return outcome;
}

Outcome arg_count(Call *call, size_t i, int64_t *number) {
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    if (int_fits_int64(call->args[i], number)) return DONE;
    return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
}

Outcome arg_c_int(Call *call, size_t i, int *number) {
    int64_t wide = INT64_MAX;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[i], &wide) || wide != (int)wide) {
        return raise_error(call->task, OverflowError, "Python int too large to convert to C int");
    }
    *number = (int)wide;
    return DONE;
}

bool arg_is_iterable(Call *call, size_t i) {
    Value value = call->args[i];
    if (is_object(value) && object_type(value)->iterate) return true;
    return has_special(call, value, SPECIAL_iter) || has_special(call, value, SPECIAL_getitem);
}

bool push_result(Value list, Value item) {
    if (is_absent(item)) return false;
    return list_push_take(list_of(list), item);
}

Outcome give_list(Call *call, Value list, bool complete) {
    if (complete) return give(call, list);
    release(list);
    return raise_memory(call->task);
}
