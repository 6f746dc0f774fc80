/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One iterator after another, or its items again: accumulate, chain, cycle, pairwise, zip_longest. */
#include "modules/itertools/stage.h"
#include "value/number.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- accumulate: held is the total, other what it begins with */

static const Type accumulate_type = { STAGE_TYPE("accumulate") };

static Outcome accumulate_make(Call *call) {
    Outcome outcome = stage_iterate(call, 1);
    if (outcome != DONE) return outcome;
    Stage *made = stage_new(call, NULL);
    made->source = take_result(call);
    made->function = retain(call->args[2]);
    if (!is_none(call->args[3])) made->other = retain(call->args[3]);
    return give(call, object_value(made));
}

enum { TOTAL_ITEM = 1, TOTAL_SUM };

static Outcome accumulate_next(Call *call) {
    Stage *self = self_stage(call);
    if (call->step == 0) {
        if (!is_absent(self->other)) {
            replace_take(&self->held, self->other);
            self->other = ABSENT;
            return give(call, retain(self->held));
        }
        call->step = TOTAL_ITEM;
        Outcome outcome = call_next_or_stop(call, self->source);
        if (outcome != DONE) return outcome;
    }
    if (call->step == TOTAL_ITEM && !is_absent(self->held)) {
        call->step = TOTAL_SUM;
        Value pair[] = { retain(self->held), take_result(call) };
        Outcome outcome = is_none(self->function) ? call_native(call, operation_binary, OPERATOR_ADD, 2, pair)
                                                  : call_value(call, self->function, 2, pair);
        release(pair[0]);
        release(pair[1]);
        return outcome;
    }
    replace_take(&self->held, retain(call->result));
    return DONE;
}

/* A total that is None is no state to set: islice(accumulate(chain((None,), rest), function), 1, None) then.
 */
static Outcome reduce_none(Call *call) {
    const Stage *self = self_stage(call);
    Machine *machine = call_machine(call);
    switch (call->step++) {
    case 0: {
        Value none = NONE, total = tuple_from(&none, 1);
        Value chain = object_value(machine_class(machine, chain_class.type));
        Outcome outcome = call_value(call, chain, 2, (Value[]){ total, self->source });
        release(total);
        return outcome;
    }
    case 1: {
        Value accumulate = object_value(machine_class(machine, accumulate_class.type));
        return call_value(call, accumulate, 2, (Value[]){ call->result, self->function });
    }
    default: {
        Value arguments[] = { take_result(call), small_int(1), NONE };
        Value islice = retain(object_value(machine_class(machine, islice_class.type)));
        Value parts[] = { islice, tuple_from_take(arguments, 3) };
        return give(call, tuple_from_take(parts, 2));
    }
    }
}

static Outcome accumulate_reduce(Call *call) {
    const Stage *self = self_stage(call);
    if (is_none(self->held) && is_absent(self->other)) return reduce_none(call);
    if (!is_absent(self->other)) {
        Value total = tuple_from(&self->other, 1), rest = retain(self->source);
        Value chain = object_value(machine_class(call_machine(call), chain_class.type));
        if (call->step) {
            release(total);
            release(rest);
            Value args[] = { take_result(call), retain(self->function) };
            return stage_reduced_take(call, args, 2, NONE);
        }
        call->step = 1;
        Outcome outcome = call_value(call, chain, 2, (Value[]){ total, rest });
        release(total);
        release(rest);
        return outcome;
    }
    Value args[] = { retain(self->source), retain(self->function) };
    return stage_reduced_take(call, args, 2, is_absent(self->held) ? NONE : retain(self->held));
}

static Outcome accumulate_set_state(Call *call) {
    bool is_fresh = is_none(call->args[1]);
    replace_take(&self_stage(call)->held, is_fresh ? ABSENT : retain(call->args[1]));
    return give_none(call);
}

/* ---- chain: source gives the iterables, held is the iterator of the one that is walked */

static const Type chain_type = { STAGE_TYPE("chain") };

static Outcome chain_make(Call *call) {
    Outcome outcome = stage_iterate(call, 1);
    if (outcome != DONE) return outcome;
    Stage *made = stage_new(call, NULL);
    made->source = take_result(call);
    return give(call, object_value(made));
}

enum { CHAIN_ITERABLE = 1, CHAIN_ITERATOR, CHAIN_ITEM };

static Outcome chain_next(Call *call) {
    Stage *self = self_stage(call);
    Outcome outcome = DONE;
    for (;;) {
        switch (call->step) {
        case 0:
            if (is_absent(self->source)) return raise_stop(call->task, NONE);
            call->step = is_absent(self->held) ? CHAIN_ITERABLE : CHAIN_ITEM;
            outcome = call_next(call, is_absent(self->held) ? self->source : self->held);
            if (outcome != DONE) return outcome;
            break;
        case CHAIN_ITERABLE: {
            if (is_absent(call->result)) return stage_end(call);
            Value iterable = take_result(call);
            call->step = CHAIN_ITERATOR;
            outcome = call_iterate(call, iterable);
            release(iterable);
            if (outcome != DONE) return outcome;
            break;
        }
        case CHAIN_ITERATOR:
            replace_take(&self->held, take_result(call));
            call->step = 0;
            break;
        default:
            if (!is_absent(call->result)) return DONE;
            replace_take(&self->held, ABSENT);
            call->step = 0;
        }
    }
}

static Outcome chain_reduce(Call *call) {
    const Stage *self = self_stage(call);
    if (is_absent(self->source)) return stage_reduced_take(call, NULL, 0, ABSENT);
    Value state[] = { self->source, self->held };
    return stage_reduced_take(call, NULL, 0, tuple_from(state, is_absent(self->held) ? 1 : 2));
}

static Outcome chain_set_state(Call *call) {
    Stage *self = self_stage(call);
    Value state = call->args[1];
    if (!is_tuple(state)) return raise_error(call->task, TypeError, "state is not a tuple");
    const Tuple *parts = tuple_of(state);
    if (parts->count < 1 || parts->count > 2)
        return raise_error(call->task, TypeError, "function missing required argument (pos %zu)",
                           parts->count + 1);
    for (size_t i = 0; i < parts->count; i++) {
        Class *class = value_class(call_machine(call), parts->items[i]);
        const Type *type = value_type(parts->items[i]);
        bool steps = type->next || type->id == TYPE_ID_GENERATOR ||
                     !is_absent(class_peek_special(class, SPECIAL_next));
        if (!steps) return raise_error(call->task, TypeError, "Arguments must be iterators.");
    }
    replace_take(&self->source, retain(parts->items[0]));
    replace_take(&self->held, parts->count > 1 ? retain(parts->items[1]) : ABSENT);
    return give_none(call);
}

/* ---- cycle: held is the list of what came, number the next of it; step: it is whole already */

static const Type cycle_type = { STAGE_TYPE("cycle") };

static Outcome cycle_make(Call *call) {
    Outcome outcome = stage_iterate(call, 1);
    if (outcome != DONE) return outcome;
    Stage *made = stage_new(call, NULL);
    made->source = take_result(call);
    made->held = list_new(0);
    return give(call, object_value(made));
}

static Outcome cycle_next(Call *call) {
    Stage *self = self_stage(call);
    if (!is_absent(self->source)) {
        if (call->step == 0) {
            call->step = 1;
            Outcome outcome = call_next(call, self->source);
            if (outcome != DONE) return outcome;
        }
        if (!is_absent(call->result) && self->step) return DONE;
        if (!is_absent(call->result))
            return list_push(list_of(self->held), call->result) ? DONE : raise_memory(call->task);
        replace_take(&self->source, ABSENT);
    }
    const List *items = list_of(self->held);
    if (!items->count) return raise_stop(call->task, NONE);
    if ((size_t)self->number >= items->count) self->number = 0;
    return give(call, retain(items->items[self->number++]));
}

enum { CYCLE_ITERATED = 1, CYCLE_PLACED };

/* Behind the first round: an iterator over what is kept, put to its place. */
static Outcome cycle_reduce(Call *call) {
    const Stage *self = self_stage(call);
    if (!is_absent(self->source)) {
        Value source = retain(self->source), state[] = { self->held, bool_value(self->step != 0) };
        return stage_reduced_take(call, &source, 1, tuple_from(state, 2));
    }
    if (call->step == 0) {
        call->step = CYCLE_ITERATED;
        Outcome outcome = call_iterate(call, self->held);
        if (outcome != DONE) return outcome;
    }
    int64_t place = (size_t)self->number < list_of(self->held)->count ? self->number : 0;
    if (call->step == CYCLE_ITERATED) {
        replace_take(&call->keep, take_result(call));
        call->step = CYCLE_PLACED;
        if (place) return call_method(call, call->keep, "__setstate__", 1, (Value[]){ small_int(place) });
    }
    Value source = retain(call->keep), state[] = { self->held, TRUE };
    return stage_reduced_take(call, &source, 1, tuple_from(state, 2));
}

static Outcome cycle_set_state(Call *call) {
    Stage *self = self_stage(call);
    Value state = call->args[1];
    if (!is_tuple(state)) return raise_error(call->task, TypeError, "state is not a tuple");
    const Tuple *parts = tuple_of(state);
    if (parts->count != 2)
        return raise_error(call->task, TypeError, "function takes exactly 2 arguments (%zu given)",
                           parts->count);
    if (!is_list(parts->items[0]))
        return raise_error(call->task, TypeError, "argument 1 must be list, not %T", parts->items[0]);
    if (!is_int(parts->items[1]))
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer",
                           parts->items[1]);
    replace_take(&self->held, retain(parts->items[0]));
    self->step = !int_is_zero(parts->items[1]);
    self->number = 0;
    return give_none(call);
}

/* ---- pairwise: held is the item before */

static const Type pairwise_type = { STAGE_TYPE("pairwise") };

enum { PAIR_FIRST = 1, PAIR_SECOND };

static Outcome pairwise_next(Call *call) {
    Stage *self = self_stage(call);
    if (call->step == 0) {
        if (is_absent(self->source)) return raise_stop(call->task, NONE);
        call->step = is_absent(self->held) ? PAIR_FIRST : PAIR_SECOND;
        Outcome outcome = call_next(call, self->source);
        if (outcome != DONE) return outcome;
    }
    if (call->step == PAIR_FIRST && !is_absent(call->result)) {
        replace_take(&self->held, take_result(call));
        call->step = PAIR_SECOND;
        Outcome outcome = call_next(call, self->source);
        if (outcome != DONE) return outcome;
    }
    if (is_absent(call->result)) {
        replace_take(&self->held, ABSENT);
        return stage_end(call);
    }
    Value first = self->held;
    self->held = retain(call->result);
    return give(call, tuple_pair_take(first, take_result(call)));
}

/* ---- zip_longest: source is a list of iterators, None where one has ended; other fills */

static const Type zip_longest_type = { STAGE_TYPE("zip_longest") };

enum { LONGEST_ITERATOR = 1, LONGEST_ITEM };

static Outcome zip_longest_make(Call *call) {
    const Tuple *given = tuple_of(call->args[1]);
    Dict *keywords = dict_of(call->args[2]);
    if (keywords->count != !is_absent(dict_peek_text(keywords, "fillvalue")))
        return raise_error(call->task, TypeError, "zip_longest() got an unexpected keyword argument");
    if (is_absent(call->keep)) call->keep = list_new(given->count);
    if (is_absent(call->keep)) return raise_memory(call->task);
    for (;; call->step = LONGEST_ITERATOR) {
        if (call->step == LONGEST_ITERATOR) list_add_take(list_of(call->keep), take_result(call));
        size_t i = list_of(call->keep)->count;
        if (i == given->count) break;
        call->step = LONGEST_ITERATOR;
        Outcome outcome = call_iterate(call, given->items[i]);
        if (outcome != DONE) return outcome;
    }
    Stage *made = stage_new(call, NULL);
    made->source = retain(call->keep);
    Value fill = dict_peek_text(dict_of(call->args[2]), "fillvalue");
    made->other = is_absent(fill) ? NONE : retain(fill);
    made->number = (int64_t)given->count;
    return give(call, object_value(made));
}

static Outcome zip_longest_next(Call *call) {
    Stage *self = self_stage(call);
    const List *iterators = list_of(self->source);
    if (!iterators->count || !self->number) return raise_stop(call->task, NONE);
    if (is_absent(call->keep)) call->keep = list_new(iterators->count);
    if (is_absent(call->keep)) return raise_memory(call->task);
    List *items = list_of(call->keep);
    for (; call->step == LONGEST_ITEM || items->count < iterators->count; call->step = 0) {
        size_t i = items->count;
        if (call->step != LONGEST_ITEM) {
            if (is_none(iterators->items[i])) {
                list_add(items, self->other);
                continue;
            }
            call->step = LONGEST_ITEM;
            Outcome outcome = call_next(call, iterators->items[i]);
            if (outcome != DONE) return outcome;
        }
        if (is_absent(call->result)) {
            if (--self->number == 0) return raise_stop(call->task, NONE);
            replace_take(&iterators->items[i], NONE);
            list_add(items, self->other);
        } else {
            list_add_take(items, take_result(call));
        }
    }
    return give(call, tuple_from(items->items, items->count));
}

static Outcome zip_longest_reduce(Call *call) {
    const Stage *self = self_stage(call);
    const List *iterators = list_of(self->source);
    Value empty = tuple_from(NULL, 0), sources = tuple_from(iterators->items, iterators->count);
    if (is_absent(sources)) return raise_memory(call->task);
    for (size_t i = 0; i < iterators->count; i++) {
        if (is_none(iterators->items[i])) replace_take(&tuple_of(sources)->items[i], retain(empty));
    }
    release(empty);
    Value class = retain(object_value(value_class(call_machine(call), call->args[0])));
    Value parts[] = { class, sources, retain(self->other) };
    return give(call, tuple_from_take(parts, 3));
}

static Outcome zip_longest_set_state(Call *call) {
    replace_take(&self_stage(call)->other, retain(call->args[1]));
    return give_none(call);
}

/* ---- the classes */

static const NativeSpec accumulate_methods[] = {
    STAGE_METHODS(accumulate_next),
    { "__reduce__(self, /)", accumulate_reduce, NULL },
    { "__setstate__(self, state, /)", accumulate_set_state, NULL },
    { 0 },
};
static const NativeSpec chain_methods[] = {
    STAGE_METHODS(chain_next),
    { "from_iterable(cls, iterable, /)", chain_make, "The items of the iterables that an iterable gives.",
      .flags = NATIVE_CLASSMETHOD },
    { "__reduce__(self, /)", chain_reduce, NULL },
    { "__setstate__(self, state, /)", chain_set_state, NULL },
    CLASS_GETITEM,
    { 0 },
};
static const NativeSpec cycle_methods[] = {
    STAGE_METHODS(cycle_next),
    { "__reduce__(self, /)", cycle_reduce, NULL },
    { "__setstate__(self, state, /)", cycle_set_state, NULL },
    { 0 },
};
static const NativeSpec pairwise_methods[] = { STAGE_METHODS(pairwise_next), { 0 } };
static const NativeSpec zip_longest_methods[] = {
    STAGE_METHODS(zip_longest_next),
    { "__reduce__(self, /)", zip_longest_reduce, NULL },
    { "__setstate__(self, state, /)", zip_longest_set_state, NULL },
    { 0 },
};

#define CHAIN_CLASS(name, signature, make_function, make_style, text)                                        \
    const ClassSpec name##_class = { .type = &name##_type,                                                   \
                                     .module = "itertools",                                                  \
                                     .make = { signature, make_function, NULL, make_style },                 \
                                     .methods = name##_methods,                                              \
                                     .doc = text }
CHAIN_CLASS(accumulate, "accumulate(cls, iterable, func=None, *, initial=None)", accumulate_make,
            ARGS_KEYWORDS, "The sums of the items so far, or what func makes of the last one and an item.");
CHAIN_CLASS(chain, "chain(cls, /, *iterables)", chain_make, ARGS_UNPACK,
            "The items of one iterable after the other.");
CHAIN_CLASS(cycle, "cycle(cls, iterable, /)", cycle_make, ARGS_UNPACK,
            "The items of an iterable, again and again.");
CHAIN_CLASS(pairwise, "pairwise(cls, iterable, /)", chain_make, ARGS_UNPACK,
            "Each item together with the one that follows it.");
CHAIN_CLASS(zip_longest, "zip_longest(cls, /, *iterables, **kwargs)", zip_longest_make, ARGS_UNPACK,
            "As zip(), until the longest iterable ends: fillvalue stands for what is missing.");
