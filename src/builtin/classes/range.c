/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes range and slice. */
#include "builtin/classes/container.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- range */

static Outcome make_range(Call *call) {
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "range expected at least 1 argument, got 0");
    for (size_t i = 1; i < 4 && !is_absent(call->args[i]); i++) {
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
    }
    Value start = call->args[1], stop = call->args[2], step = arg_or(call, 3, small_int(1));
    if (is_absent(stop)) return give(call, range_new(small_int(0), start, step));
    if (int_is_zero(step)) return raise_error(call->task, ValueError, "range() arg 3 must not be zero");
    return give(call, range_new(start, stop, step));
}

/* Numbers are found by arithmetic; anything else is compared with each in turn, by a helper. */
static bool is_plain_int(Value value) { return is_int(value) && !(value_hooks(value) & HOOKS_EQUAL); }

static Outcome range_contains_method(Call *call) {
    if (call->step == 1) return DONE;
    if (is_plain_int(call->args[1]))
        return give_bool(call, range_contains(range_of(call->args[0]), call->args[1]));
    call->step = 1;
    return call_helper(call, "_contains", 2, (Value[]){ call->args[1], call->args[0] });
}

static Outcome range_count_method(Call *call) {
    if (call->step == 1) return DONE;
    if (is_plain_int(call->args[1]))
        return give_int(call, range_contains(range_of(call->args[0]), call->args[1]));
    call->step = 1;
    return call_helper(call, "_range_count", 2, call->args);
}

enum { INDEX_HELPED = 1, INDEX_MISSING };

static Outcome range_index_method(Call *call) {
    Outcome outcome;
    const Range *range = range_of(call->args[0]);
    bool plain = is_plain_int(call->args[1]);
    if (call->mark != INDEX_MISSING) {
        if (call->step == INDEX_HELPED) return DONE;
        if (plain && range_contains(range, call->args[1]))
            return give(call, range_index(range, call->args[1]));
        if (!plain) {
            call->step = INDEX_HELPED;
            return call_helper(call, "_range_index", 2, call->args);
        }
        call->mark = INDEX_MISSING;
    }
    outcome = arg_repr(call, 1);
    return outcome == DONE ? raise_error(call->task, ValueError, "%U is not in range", call->args[1])
                           : outcome;
}

static Outcome range_reversed_method(Call *call) {
    return give(call, range_reverse_iterate(range_of(call->args[0])));
}

static Outcome refuse_assignment(Call *call) {
    return raise_error(call->task, AttributeError, "readonly attribute");
}

static Outcome range_start(Call *call) { return give(call, retain(range_of(call->args[0])->start)); }
static Outcome range_stop(Call *call) { return give(call, retain(range_of(call->args[0])->stop)); }
static Outcome range_step(Call *call) { return give(call, retain(range_of(call->args[0])->step)); }

static const NativeSpec range_methods[] = {
    { "count(self, value, /)", range_count_method, "How many numbers of the range equal value." },
    { "index(self, value, /)", range_index_method, "Where value stands; ValueError if it does not." },
    { "start", range_start, "The first number, unless the range is empty.", .set = refuse_assignment },
    { "stop", range_stop, "The number at or before which the range ends.", .set = refuse_assignment },
    { "step", range_step, "The distance from one number to the next.", .set = refuse_assignment },
    { "__contains__(self, key, /)", range_contains_method, "Return key in self.", .style = ARGS_WRAPPER },
    { "__getitem__(self, key, /)", container_get_item, "Return self[key].", .style = ARGS_WRAPPER },
    { "__hash__(self, /)", container_hash, "Return hash(self)." },
    { "__reversed__(self, /)", range_reversed_method, "An iterator from the last number to the first." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec range_class_spec = {
    .type = &range_type,
    .make = { "range(cls, start=..., stop=..., step=..., /)", make_range,
              "range(stop), range(start, stop) or range(start, stop, step)." },
    .methods = range_methods,
    .doc = "Numbers at equal distances, computed when they are needed.",
};

/* ---- slice */

static Outcome make_slice(Call *call) {
    Value start = call->args[1], stop = call->args[2], step = arg_or(call, 3, NONE);
    if (is_absent(stop)) return give(call, slice_new(NONE, start, NONE));
    return give(call, slice_new(start, stop, step));
}

/* A bound that was taken as it is may be True: the result is plain numbers. */
static Outcome give_indices(Call *call, Value parts[3]) {
    for (int i = 0; i < 3; i++) {
        if (is_bool(parts[i])) replace_take(&parts[i], small_int(is_same(parts[i], TRUE)));
        if (!is_absent(parts[i])) continue;
        for (int j = 0; j < 3; j++) release(parts[j]);
        return raise_memory(call->task);
    }
    return give(call, tuple_from_take(parts, 3));
}

enum { INDICES_OF_INTS = 1 };

static Outcome slice_indices_method(Call *call) {
    if (call->step == INDICES_OF_INTS) {
        replace_take(&call->args[0], take_result(call));
        call->step = 0;
    }
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (int_sign(call->args[1]) < 0)
        return raise_error(call->task, ValueError, "length should not be negative");
    Value parts[3];
    switch (slice_indices(slice_of(call->args[0]), call->args[1], parts)) {
    case YES: return give_indices(call, parts);
    case UNSUPPORTED: return raise_error(call->task, ValueError, "slice step cannot be zero");
    case NO:
        return raise_error(call->task, TypeError,
                           "slice indices must be integers or None or have an __index__ method");
    default: call->step = INDICES_OF_INTS; return call_helper(call, "_slice_of_ints", 1, call->args);
    }
}

static Outcome slice_start(Call *call) { return give(call, retain(slice_of(call->args[0])->start)); }
static Outcome slice_stop(Call *call) { return give(call, retain(slice_of(call->args[0])->stop)); }
static Outcome slice_step(Call *call) { return give(call, retain(slice_of(call->args[0])->step)); }

static const NativeSpec slice_methods[] = {
    { "indices(self, len, /)", slice_indices_method, "start, stop and step for a sequence of len items." },
    { "start", slice_start, "Where it begins, or None.", .set = refuse_assignment },
    { "stop", slice_stop, "Where it ends, or None.", .set = refuse_assignment },
    { "step", slice_step, "The distance from one index to the next, or None.", .set = refuse_assignment },
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec slice_class_spec = {
    .type = &slice_type,
    .make = { "slice(cls, start, stop=..., step=..., /)", make_slice,
              "slice(stop) or slice(start, stop[, step])." },
    .methods = slice_methods,
    .doc = "What stands between brackets with colons.",
};
