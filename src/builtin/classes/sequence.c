/* SPDX-License-Identifier: GPL-3.0-or-later */
/* + and * of list and tuple as special methods, for who calls them by name: super().__add__(x). The operators themselves
 * are done in vm/op_arith.c, which passes these by: in CPython too a sequence comes last, after the other operand's
 * __radd__. */
#include "builtin/classes/container.h"
#include "vm/machine.h"

Outcome sequence_add(Call *call) {
    const Value *items, *more;
    size_t count, more_count;
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

Outcome sequence_mul(Call *call) {
    const Value *items;
    size_t count, times;
    Outcome outcome = times_ready(call, &times);
    if (outcome != DONE) return outcome;
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
