/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class deque. */
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "modules/_collections/deque.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

static Deque *self_deque(const Call *call) { return deque_of(call->args[0]); }

static Outcome none_or_memory(Call *call, bool done) {
    return done ? give_none(call) : raise_memory(call->task);
}

/* ---- many items at once */

enum { FILL_ITERATE = 1, FILL_NEXT, FILL_ITEM };

/* Pushes the items of args[i], which becomes its iterator. DONE: all are in. */
static Outcome fill(Call *call, Deque *deque, size_t i, bool left) {
    if (call->step == 0) {
        if (is_same(call->args[i], object_value(deque))) {
            replace_take(&call->args[i], deque_list(deque));
            if (is_absent(call->args[i])) return raise_memory(call->task);
        }
        call->step = FILL_ITERATE;
        Outcome outcome = call_iterate(call, call->args[i]);
        if (outcome != DONE) return outcome;
    }
    if (call->step == FILL_ITERATE) {
        replace_take(&call->args[i], take_result(call));
        call->step = FILL_NEXT;
    }
    for (;;) {
        if (call->step == FILL_ITEM) {
            if (is_absent(call->result)) return DONE;
            bool pushed = left ? deque_push_left(deque, call->result) : deque_push(deque, call->result);
            if (!pushed) return raise_memory(call->task);
        }
        call->step = FILL_ITEM;
        Outcome outcome = call_next(call, call->args[i]);
        if (outcome != DONE) return outcome;
    }
}

static Outcome extend(Call *call) {
    Outcome outcome = fill(call, self_deque(call), 1, false);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome extendleft(Call *call) {
    Outcome outcome = fill(call, self_deque(call), 1, true);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome iadd(Call *call) {
    Outcome outcome = fill(call, self_deque(call), 1, false);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

/* ---- making */

static bool read_maxlen(Call *call, Value given, int64_t *maxlen) {
    *maxlen = -1;
    if (is_absent(given) || is_none(given)) return true;
    if (!is_int(given)) return raise_error(call->task, TypeError, "an integer is required"), false;
    if (!int_fits_int64(given, maxlen))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t"), false;
    if (*maxlen < 0) return raise_error(call->task, ValueError, "maxlen must be non-negative"), false;
    return true;
}

static Outcome begin(Call *call, Deque *deque) {
    int64_t maxlen;
    if (call->step == 0) {
        if (!read_maxlen(call, call->args[2], &maxlen)) return RAISED;
        deque->maxlen = maxlen;
        if (deque->count) deque_drop_items(deque);
    }
    return is_absent(call->args[1]) ? DONE : fill(call, deque, 1, false);
}

static Outcome deque_make(Call *call) {
    if (is_absent(call->keep)) {
        Deque *deque = class_allocate((Class *)object_of(call->args[0]));
        deque->maxlen = -1;
        call->keep = object_value(deque);
    }
    Outcome outcome = begin(call, deque_of(call->keep));
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome init(Call *call) {
    Outcome outcome = begin(call, self_deque(call));
    return outcome == DONE ? give_none(call) : outcome;
}

static Value maxlen_value(const Deque *deque) {
    return deque->maxlen < 0 ? NONE : int_from_int64(deque->maxlen);
}

enum { COPY_ASKED = 0x10 };

/* Of the same class: a program's is called, as it would be by who has a deque in hand. DONE: the copy is the
 * result. */
static Outcome copy_of(Call *call) {
    const Deque *deque = self_deque(call);
    if (call->step == COPY_ASKED) {
        if (has_layout(call->result, &deque_type)) return DONE;
        return raise_error(call->task, TypeError, "%T() must return a deque, not %T", call->args[0],
                           call->result);
    }
    if (deque->head.object.type == &deque_type) {
        Deque *copy = container_new(&deque_type, sizeof *copy);
        copy->maxlen = deque->maxlen;
        bool complete = true;
        for (size_t i = 0; complete && i < deque->count; i++)
            complete = deque_push(copy, *deque_slot(deque, i));
        if (complete) return give(call, object_value(copy));
        release(object_value(copy));
        return raise_memory(call->task);
    }
    call->step = COPY_ASKED;
    Value args[] = { call->args[0], maxlen_value(deque) };
    return call_value(call, object_value(value_class(call_machine(call), call->args[0])),
                      deque->maxlen < 0 ? 1 : 2, args);
}

static Outcome add(Call *call) {
    if (!has_layout(call->args[1], &deque_type))
        return raise_error(call->task, TypeError, "can only concatenate deque (not \"%T\") to deque",
                           call->args[1]);
    Outcome outcome = copy_of(call);
    if (outcome != DONE) return outcome;
    Deque *sum = deque_of(call->result);
    const Deque *other = deque_of(call->args[1]);
    bool complete = true;
    for (size_t i = 0, count = other->count; complete && i < count; i++)
        complete = deque_push(sum, *deque_slot(other, i));
    return complete ? DONE : raise_memory(call->task);
}

/* ---- repetition */

static Outcome times_ready(Call *call, int64_t *times) {
    Class *class = value_class(call_machine(call), call->args[1]);
    if (!is_int(call->args[1]) && is_absent(class_peek_special(class, SPECIAL_index)))
        return raise_error(call->task, TypeError, "can't multiply sequence by non-int of type '%T'",
                           call->args[1]);
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], times))
        return raise_error(call->task, OverflowError, "cannot fit 'int' into an index-sized integer");
    return DONE;
}

static bool repeat(Deque *deque, int64_t times) {
    size_t count = deque->count;
    if (times <= 0) deque_drop_items(deque);
    if (times <= 1 || !count) return true;
    if ((uint64_t)times > SIZE_MAX / sizeof(Value) / count) return false;
    size_t rounds = (size_t)times;
    if (deque->maxlen >= 0) {
        size_t needed = (size_t)deque->maxlen / count + 2;
        if (rounds > needed) {
            /* what comes out is the same turn of the items, however often they went round */
            rounds = needed;
        }
    } else if (!deque_reserve(deque, count * rounds)) {
        return false;
    }
    Value items = deque_list(deque);
    bool complete = !is_absent(items);
    for (size_t round = 1; complete && round < rounds; round++) {
        for (size_t i = 0; complete && i < count; i++) complete = deque_push(deque, list_of(items)->items[i]);
    }
    release(items);
    return complete;
}

static Outcome imul(Call *call) {
    int64_t times;
    Outcome outcome = times_ready(call, &times);
    if (outcome != DONE) return outcome;
    return repeat(self_deque(call), times) ? give(call, retain(call->args[0])) : raise_memory(call->task);
}

static Outcome mul(Call *call) {
    int64_t times;
    Outcome outcome = call->step == COPY_ASKED ? DONE : times_ready(call, &times);
    if (outcome != DONE) return outcome;
    int_fits_int64(call->args[1], &times);
    outcome = copy_of(call);
    if (outcome != DONE) return outcome;
    return repeat(deque_of(call->result), times) ? DONE : raise_memory(call->task);
}

/* ---- ends */

static Outcome append(Call *call) {
    return none_or_memory(call, deque_push(self_deque(call), call->args[1]));
}

static Outcome appendleft(Call *call) {
    return none_or_memory(call, deque_push_left(self_deque(call), call->args[1]));
}

static Outcome pop(Call *call) {
    if (!self_deque(call)->count) return raise_error(call->task, IndexError, "pop from an empty deque");
    return give(call, deque_pop_take(self_deque(call)));
}

static Outcome popleft(Call *call) {
    if (!self_deque(call)->count) return raise_error(call->task, IndexError, "pop from an empty deque");
    return give(call, deque_pop_left_take(self_deque(call)));
}

static Outcome clear(Call *call) {
    deque_drop_items(self_deque(call));
    return give_none(call);
}

static Outcome rotate(Call *call) {
    int64_t steps;
    size_t extra = tuple_of(call->args[2])->count;
    if (extra)
        return raise_error(call->task, TypeError, "deque.rotate expected at most 1 argument, got %zu",
                           extra + 1);
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &steps)) return RAISED;
    deque_rotate(self_deque(call), steps);
    return give_none(call);
}

static Outcome reverse(Call *call) {
    const Deque *deque = self_deque(call);
    for (size_t i = 0, j = deque->count; i + 1 < j; i++) {
        Value *a = deque_slot(deque, i), *b = deque_slot(deque, --j), held = *a;
        *a = *b;
        *b = held;
    }
    return give_none(call);
}

/* ---- places */

static Outcome place(Call *call, size_t *index) {
    const Deque *deque = self_deque(call);
    int64_t number;
    Class *class = value_class(call_machine(call), call->args[1]);
    if (!is_int(call->args[1]) && is_absent(class_peek_special(class, SPECIAL_index)))
        return raise_error(call->task, TypeError, "sequence index must be integer, not '%T'", call->args[1]);
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, IndexError, "cannot fit 'int' into an index-sized integer");
    if (number < 0) number += (int64_t)deque->count;
    if (number < 0 || number >= (int64_t)deque->count)
        return raise_error(call->task, IndexError, "deque index out of range");
    *index = (size_t)number;
    return DONE;
}

static Outcome get_item(Call *call) {
    size_t index;
    Outcome outcome = place(call, &index);
    return outcome == DONE ? give(call, retain(*deque_slot(self_deque(call), index))) : outcome;
}

static Outcome set_item(Call *call) {
    size_t index;
    Outcome outcome = place(call, &index);
    if (outcome != DONE) return outcome;
    replace_take(deque_slot(self_deque(call), index), retain(call->args[2]));
    return give_none(call);
}

static Outcome delete_item(Call *call) {
    size_t index;
    Outcome outcome = place(call, &index);
    if (outcome != DONE) return outcome;
    Deque *deque = self_deque(call);
    deque_rotate(deque, -(int64_t)index);
    Value item = deque_pop_left_take(deque);
    deque_rotate(deque, (int64_t)index);
    release(item);
    return give_none(call);
}

static Outcome insert(Call *call) {
    int64_t index;
    Deque *deque = self_deque(call);
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &index)) return RAISED;
    int64_t count = (int64_t)deque->count;
    if (count == deque->maxlen)
        return raise_error(call->task, IndexError, "deque already at its maximum size");
    if (index < 0) index = index < -count ? 0 : index + count;
    if (index > count) index = count;
    deque_rotate(deque, -index);
    bool complete = index == count ? deque_push(deque, call->args[2]) : deque_push_left(deque, call->args[2]);
    if (index < count) deque_rotate(deque, index);
    return none_or_memory(call, complete);
}

/* ---- the rest */

static Outcome maxlen_get(Call *call) { return give(call, maxlen_value(self_deque(call))); }

static Outcome reduce(Call *call) {
    Value self = call->args[0], class = object_value(value_class(call_machine(call), self));
    const Deque *deque = self_deque(call);
    if (call->step == 0) {
        call->step = 1;
        return call_method(call, self, "__getstate__", 0, NULL);
    }
    Value arguments =
        deque->maxlen < 0 ? tuple_from(NULL, 0) : tuple_pair_take(tuple_from(NULL, 0), maxlen_value(deque));
    Value parts[] = { retain(class), arguments, take_result(call), deque_iterate(self) };
    return give(call, tuple_from_take(parts, 4));
}

static Outcome repr(Call *call) {
    const Deque *deque = self_deque(call);
    if (call->step == 1) return DONE;
    Value list = deque_list(deque), name = value_class(call_machine(call), call->args[0])->name;
    if (is_absent(list)) return raise_memory(call->task);
    Value end = maxlen_value(deque);
    call->step = 1;
    Value args[] = { call->args[0], name, list, end };
    Outcome outcome = call_helper(call, "_repr_deque", 4, args);
    release(list);
    release(end);
    return outcome;
}

static Outcome sizeof_(Call *call) {
    return give_int(call, (int64_t)(sizeof(Deque) + self_deque(call)->capacity * sizeof(Value)));
}

static const NativeSpec deque_methods[] = {
    CLASS_GETITEM,
    { "__init__(self, iterable=..., maxlen=None)", init, NULL },
    { "append(self, item, /)", append, NULL },
    { "appendleft(self, item, /)", appendleft, NULL },
    { "clear(self, /)", clear, NULL },
    { "copy(self, /)", copy_of, NULL },
    { "__copy__(self, /)", copy_of, NULL },
    { "count(self, value, /)", deque_count, NULL },
    { "extend(self, iterable, /)", extend, NULL },
    { "extendleft(self, iterable, /)", extendleft, NULL },
    { "index(self, value, start=..., stop=..., /)", deque_index, NULL },
    { "insert(self, index, value, /)", insert, NULL },
    { "maxlen", maxlen_get, NULL },
    { "pop(self, /)", pop, NULL },
    { "popleft(self, /)", popleft, NULL },
    { "remove(self, value, /)", deque_remove, NULL },
    { "reverse(self, /)", reverse, NULL },
    { "rotate(self, n=1, /, *extra)", rotate, NULL },
    { "__add__(self, value, /)", add, NULL },
    { "__iadd__(self, value, /)", iadd, NULL },
    { "__mul__(self, value, /)", mul, NULL },
    { "__rmul__(self, value, /)", mul, NULL },
    { "__imul__(self, value, /)", imul, NULL },
    { "__contains__(self, key, /)", deque_contains, NULL },
    { "__getitem__(self, key, /)", get_item, NULL },
    { "__setitem__(self, key, value, /)", set_item, NULL },
    { "__delitem__(self, key, /)", delete_item, NULL },
    { "__reversed__(self, /)", deque_reversed, NULL },
    { "__reduce__(self, /)", reduce, NULL },
    { "__sizeof__(self, /)", sizeof_, NULL },
    { "__repr__(self, /)", repr, NULL },
    { "__lt__(self, value, /)", deque_lt, NULL },
    { "__le__(self, value, /)", deque_le, NULL },
    { "__eq__(self, value, /)", deque_eq, NULL },
    { "__ne__(self, value, /)", deque_ne, NULL },
    { "__gt__(self, value, /)", deque_gt, NULL },
    { "__ge__(self, value, /)", deque_ge, NULL },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    { 0 },
};

const ClassSpec deque_class = {
    .type = &deque_type,
    .module = "collections",
    .make = { "deque(cls, iterable=..., maxlen=None)", deque_make },
    .methods = deque_methods,
};
