/* SPDX-License-Identifier: GPL-3.0-or-later */
/* + and * of lists, tuples, text and bytes as special methods, for who calls them by name:
 * super().__add__(x). The operators themselves are done in vm/op_arith.c, which passes these by: in CPython
 * too a sequence comes last, after the other operand's
 * __radd__. */
#include "builtin/classes/container.h"
#include "vm/machine.h"
#include "vm/operations.h"

static Outcome text_add(Call *call) {
    Value self = call->args[0], other = call->args[1];
    const uint8_t *data;
    size_t count;
    if (is_str(self)) {
        if (is_str(other)) return give(call, str_concat(self, other));
        return raise_error(call->task, TypeError, "can only concatenate str (not \"%T\") to str", other);
    }
    if (bytes_peek(other, &data, &count)) return give(call, bytes_concat(self, other));
    return raise_error(call->task, TypeError, "can't concat %T to %T", other, self);
}

static bool is_text(Value value) { return is_str(value) || is_bytes(value) || is_bytearray(value); }

Outcome sequence_add(Call *call) {
    const Value *items, *more;
    size_t count, more_count;
    if (is_text(call->args[0])) return text_add(call);
    bool as_list = is_list(call->args[0]);
    if (as_list ? !is_list(call->args[1]) : !is_tuple(call->args[1])) {
        const char *name = as_list ? "list" : "tuple";
        return raise_error(call->task, TypeError, "can only concatenate %s (not \"%T\") to %s", name,
                           call->args[1], name);
    }
    sequence_peek(call->args[0], &items, &count);
    sequence_peek(call->args[1], &more, &more_count);
    return give(call, sequence_concat(items, count, more, more_count, as_list));
}

/* args[1] as a number of times: DONE, with less than 0 as 0. */
static Outcome times_ready(Call *call, size_t *times) {
    int64_t number;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    bool negative = int_sign(call->args[1]) < 0;
    if (!negative && !int_fits_int64(call->args[1], &number))
        return raise_error(call->task, OverflowError, "cannot fit '%T' into an index-sized integer",
                           call->args[1]);
    *times = negative ? 0 : (size_t)number;
    return DONE;
}

static Outcome text_mul(Call *call, size_t times) {
    Value self = call->args[0];
    size_t count = (size_t)object_type(self)->length(self);
    if (!times || count <= (size_t)INT64_MAX / times)
        return give(call, is_str(self) ? str_repeat(self, times) : bytes_repeat(self, times));
    if (is_bytearray(self)) return raise_memory(call->task);
    return raise_error(call->task, OverflowError,
                       is_str(self) ? "repeated string is too long" : "repeated bytes are too long");
}

Outcome sequence_mul(Call *call) {
    const Value *items;
    size_t count, times;
    Outcome outcome = times_ready(call, &times);
    if (outcome != DONE) return outcome;
    if (is_text(call->args[0])) return text_mul(call, times);
    sequence_peek(call->args[0], &items, &count);
    return give(call, sequence_repeat(items, count, times, is_list(call->args[0])));
}

Outcome list_iadd(Call *call) {
    Outcome outcome = extend_list(call, call->args[0], 1);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

Outcome list_imul(Call *call) {
    size_t times;
    Outcome outcome = times_ready(call, &times);
    if (outcome != DONE) return outcome;
    if (!list_repeat_in_place(list_of(call->args[0]), times)) return raise_memory(call->task);
    return give(call, retain(call->args[0]));
}

Outcome bytearray_iadd(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, "_extend_in_place", 2, call->args);
}

Outcome bytearray_imul(Call *call) {
    size_t times;
    if (call->step == 1) {
        call->step = 2;
        Value all = slice_new(NONE, NONE, NONE), args[] = { call->keep, call->args[0], all };
        Outcome outcome = call_helper(call, "_set_bytearray_slice", 3, args);
        release(all);
        return outcome;
    }
    if (call->step == 2) return give(call, retain(call->args[0]));
    Outcome outcome = times_ready(call, &times);
    if (outcome == DONE) outcome = text_mul(call, times);
    if (outcome != DONE) return outcome;
    call->keep = take_result(call);
    call->step = 1;
    return bytearray_imul(call);
}
