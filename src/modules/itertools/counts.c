/* SPDX-License-Identifier: GPL-3.0-or-later */
/* count, repeat and islice. */
#include "modules/itertools/stage.h"
#include "value/number.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- count: held is the next number, other the step */

static Value count_quick_next(Value self) {
    Stage *stage = stage_of(self);
    Value number = stage->held;
    stage->held = int_add(number, stage->other);
    return number;
}

static const Type count_type = { STAGE_TYPE("count"), .repr = asks_repr };
static const Type count_quick_type = { QUICK_STAGE_TYPE("count", count_type, count_quick_next),
                                       .repr = asks_repr };

static bool is_plain_int(Value value) {
    return is_small_int(value) || (is_object(value) && object_type(value) == &int_type);
}

static bool is_any_number(Machine *machine, Value value) {
    static const Special numbers[] = { SPECIAL_index, SPECIAL_int, SPECIAL_float, SPECIAL_complex };
    if (is_int(value) || is_float(value)) return true;
    Class *class = value_class(machine, value);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!is_absent(class_peek_special(class, numbers[i]))) return true;
    }
    return false;
}

static Outcome count_make(Call *call) {
    Machine *machine = call_machine(call);
    Value start = call->args[1], step = call->args[2];
    if (!is_any_number(machine, start) || !is_any_number(machine, step))
        return raise_error(call->task, TypeError, "a number is required");
    bool quick = is_plain_int(start) && is_plain_int(step);
    Stage *made = stage_new(call, quick ? &count_quick_type : &count_type);
    made->held = retain(start);
    made->other = retain(step);
    return give(call, object_value(made));
}

static Outcome count_next(Call *call) {
    Stage *self = self_stage(call);
    if (object_type(call->args[0]) == &count_quick_type) return give(call, count_quick_next(call->args[0]));
    if (call->step == 0) {
        call->step = 1;
        call->keep = retain(self->held);
        return call_native(call, operation_binary, OPERATOR_ADD, 2, (Value[]){ self->held, self->other });
    }
    replace_take(&self->held, take_result(call));
    return give(call, retain(call->keep));
}

/* "name(a, b)" of the list [a, b], whose repr comes as call->result. */
static Outcome give_as_call(Call *call, const char *name) {
    Buffer out = { 0 }, scratch = { 0 };
    size_t count;
    const char *text = str_peek_utf8(call->result, &scratch, &count);
    buffer_append_format(&out, "%s(%.*s)", name, (int)count - 2, text + 1);
    buffer_clear(&scratch);
    return give_buffer(call, &out);
}

static Outcome repr_of(Call *call, const char *name, Value first, Value second) {
    if (call->step) return give_as_call(call, name);
    call->step = 1;
    Value parts[] = { first, second }, list = list_from(parts, is_absent(second) ? 1 : 2);
    if (is_absent(list)) return raise_memory(call->task);
    Outcome outcome = call_native(call, operation_repr, 0, 1, &list);
    release(list);
    return outcome;
}

static bool steps_by_one(const Stage *self) { return is_same(self->other, small_int(1)); }

static Outcome count_repr(Call *call) {
    const Stage *self = self_stage(call);
    Value class = value_class(call_machine(call), call->args[0])->name;
    Buffer scratch = { 0 };
    const char *name = str_peek_utf8(class, &scratch, NULL);
    Outcome outcome = repr_of(call, name, self->held, steps_by_one(self) ? ABSENT : self->other);
    buffer_clear(&scratch);
    return outcome;
}

static Outcome count_reduce(Call *call) {
    const Stage *self = self_stage(call);
    Value args[] = { retain(self->held), ABSENT };
    if (steps_by_one(self)) return stage_reduced_take(call, args, 1, ABSENT);
    args[1] = retain(self->other);
    return stage_reduced_take(call, args, 2, ABSENT);
}

/* ---- repeat: held, number times; below 0: for ever */

static Value repeat_quick_next(Value self) {
    Stage *stage = stage_of(self);
    if (!stage->number) return ABSENT;
    if (stage->number > 0) stage->number--;
    return retain(stage->held);
}

static const Type repeat_type = { STAGE_TYPE("repeat"), .repr = asks_repr };
static const Type repeat_quick_type = { QUICK_STAGE_TYPE("repeat", repeat_type, repeat_quick_next),
                                        .repr = asks_repr };

static Outcome repeat_make(Call *call) {
    int64_t times = -1;
    if (!is_absent(call->args[2])) {
        Outcome outcome = arg_integer(call, 2);
        if (outcome != DONE) return outcome;
        if (!int_fits_int64(call->args[2], &times))
            return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
        if (times < 0) times = 0;
    }
    Stage *made = stage_new(call, &repeat_quick_type);
    made->held = retain(call->args[1]);
    made->number = times;
    return give(call, object_value(made));
}

static Outcome repeat_next(Call *call) {
    Value item = repeat_quick_next(call->args[0]);
    return is_absent(item) ? raise_stop(call->task, NONE) : give(call, item);
}

static Outcome repeat_repr(Call *call) {
    const Stage *self = self_stage(call);
    Value class = value_class(call_machine(call), call->args[0])->name;
    Value times = self->number < 0 ? ABSENT : int_from_int64(self->number);
    Buffer scratch = { 0 };
    Outcome outcome = repr_of(call, str_peek_utf8(class, &scratch, NULL), self->held, times);
    buffer_clear(&scratch);
    release(times);
    return outcome;
}

static Outcome repeat_length_hint(Call *call) {
    int64_t number = self_stage(call)->number;
    return number < 0 ? raise_error(call->task, TypeError, "len() of unsized object")
                      : give_int(call, number);
}

static Outcome repeat_reduce(Call *call) {
    const Stage *self = self_stage(call);
    Value args[] = { retain(self->held), ABSENT };
    if (self->number < 0) return stage_reduced_take(call, args, 1, ABSENT);
    args[1] = int_from_int64(self->number);
    return stage_reduced_take(call, args, 2, ABSENT);
}

/* ---- islice: number have been taken, held is which one comes next; stop is -1 for none */

static const Type islice_type = { STAGE_TYPE("islice") };

/* None or an integer from `least` on. */
static Outcome bound(Call *call, size_t i, int64_t least, int64_t none, const char *problem,
                     int64_t *number) {
    *number = none;
    if (is_absent(call->args[i]) || is_none(call->args[i])) return DONE;
    Class *class = value_class(call_machine(call), call->args[i]);
    bool is_index = is_int(call->args[i]) || !is_absent(class_peek_special(class, SPECIAL_index));
    Outcome outcome = is_index ? arg_integer(call, i) : DONE;
    if (outcome != DONE) return outcome;
    if (!is_index || !int_fits_int64(call->args[i], number) || *number < least)
        return raise_error(call->task, ValueError, "%s", problem);
    return DONE;
}

static const char stop_problem[] =
    "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
static const char indices_problem[] =
    "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";

static Outcome stop_bound(Call *call, size_t i, int64_t *stop) {
    Outcome outcome = bound(call, i, INT64_MIN, -1, stop_problem, stop);
    if (outcome != DONE || is_absent(call->args[i]) || is_none(call->args[i]) || *stop >= 0) return outcome;
    return raise_error(call->task, ValueError, "%s", *stop == -1 ? stop_problem : indices_problem);
}

static Outcome read_bounds(Call *call, int64_t *start, int64_t *stop, int64_t *step) {
    bool one = is_absent(call->args[3]);
    *start = 0;
    *step = 1;
    Outcome outcome;
    if (one) return stop_bound(call, 2, stop);
    outcome = bound(call, 2, 0, 0, indices_problem, start);
    if (outcome == DONE) outcome = stop_bound(call, 3, stop);
    if (outcome == DONE)
        outcome = bound(call, 4, 1, 1, "Step for islice() must be a positive integer or None.", step);
    return outcome;
}

static Outcome islice_make(Call *call) {
    int64_t start, stop, step;
    Outcome outcome = DONE;
    if (call->step != STAGE_ITERATED) outcome = read_bounds(call, &start, &stop, &step);
    if (outcome == DONE) outcome = stage_iterate(call, 1);
    if (outcome != DONE) return outcome;
    call->step = 0;
    read_bounds(call, &start, &stop, &step); /* ints by now */
    Stage *made = stage_new(call, NULL);
    made->source = take_result(call);
    made->held = int_from_int64(start);
    made->stop = stop;
    made->step = step;
    return give(call, object_value(made));
}

static Outcome islice_next(Call *call) {
    Stage *self = self_stage(call);
    if (is_absent(self->source)) return raise_stop(call->task, NONE);
    int64_t wanted;
    int_fits_int64(self->held, &wanted);
    for (;; call->step = 0) {
        if (call->step == 0) {
            if (self->number >= wanted && self->stop >= 0 && self->number >= self->stop)
                return stage_end(call);
            call->step = 1;
            Outcome outcome = call_next(call, self->source);
            if (outcome != DONE) return outcome;
        }
        if (is_absent(call->result)) return stage_end(call);
        if (self->number++ >= wanted) break;
    }
    bool beyond = self->step > INT64_MAX - wanted || (self->stop >= 0 && wanted + self->step > self->stop);
    replace_take(&self->held, int_from_int64(beyond ? self->stop : wanted + self->step));
    return DONE;
}

static Outcome islice_reduce(Call *call) {
    const Stage *self = self_stage(call);
    if (is_absent(self->source)) {
        Value empty = list_new(0);
        Value args[] = { object_type(empty)->iterate(empty), small_int(0) };
        release(empty);
        return stage_reduced_take(call, args, 2, small_int(0));
    }
    Value args[] = { retain(self->source), retain(self->held),
                     self->stop < 0 ? NONE : int_from_int64(self->stop), int_from_int64(self->step) };
    return stage_reduced_take(call, args, 4, int_from_int64(self->number));
}

static Outcome islice_set_state(Call *call) {
    if (!arg_int64(call, 1, &self_stage(call)->number)) return RAISED;
    return give_none(call);
}

/* ---- the classes */

static const NativeSpec count_methods[] = {
    STAGE_METHODS(count_next),
    { "__repr__(self, /)", count_repr, NULL },
    { "__reduce__(self, /)", count_reduce, NULL },
    { 0 },
};
static const NativeSpec repeat_methods[] = {
    STAGE_METHODS(repeat_next),
    { "__repr__(self, /)", repeat_repr, NULL },
    { "__length_hint__(self, /)", repeat_length_hint, NULL },
    { "__reduce__(self, /)", repeat_reduce, NULL },
    { 0 },
};
static const NativeSpec islice_methods[] = {
    STAGE_METHODS(islice_next),
    { "__reduce__(self, /)", islice_reduce, NULL },
    { "__setstate__(self, state, /)", islice_set_state, NULL },
    { 0 },
};

const ClassSpec count_class = {
    .type = &count_type,
    .module = "itertools",
    .make = { "count(cls, start=0, step=1)", count_make, NULL, ARGS_KEYWORDS },
    .methods = count_methods,
    .doc = "Numbers from start on, each by step more than the one before.",
};
const ClassSpec repeat_class = {
    .type = &repeat_type,
    .module = "itertools",
    .make = { "repeat(cls, object, times=...)", repeat_make, NULL, ARGS_KEYWORDS },
    .methods = repeat_methods,
    .doc = "The object, times over; without times, for ever.",
};
const ClassSpec islice_class = {
    .type = &islice_type,
    .module = "itertools",
    .make = { "islice(cls, iterable, start, stop=..., step=..., /)", islice_make, NULL, ARGS_UNPACK },
    .methods = islice_methods,
    .doc = "The items that a slice with these bounds has.",
};
