/* SPDX-License-Identifier: GPL-3.0-or-later */
/* partial: a function with some of its arguments given. */
#include "builtin/classes/object.h"
#include "modules/_functools/functools.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value attributes;
    Value function, arguments, keywords; /* a callable, a tuple, a dict */
} Partial;

static Partial *self_of(Value value) { return (Partial *)object_of(value); }

static void visit_(Object *object, VisitFunction *visit, void *context) {
    const Partial *self = (const Partial *)object;
    visit(self->attributes, context);
    visit(self->function, context);
    visit(self->arguments, context);
    visit(self->keywords, context);
}

static void clear_(Object *object) {
    Partial *self = (Partial *)object;
    replace_take(&self->attributes, ABSENT);
    replace_take(&self->function, NONE);
    replace_take(&self->arguments, ABSENT);
    replace_take(&self->keywords, ABSENT);
}

static const Type partial_type = {
    .name = "functools.partial",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE | TYPE_ATTRIBUTES | TYPE_WEAK,
    .size = sizeof(Partial),
    .attributes_offset = offsetof(Partial, attributes),
    .free = container_free,
    .visit = visit_,
    .clear = clear_,
    .repr = asks_repr,
};

/* The keywords of both, the second's winning; owned, a new dict. ABSENT: memory refused. */
static Value merged(Value first, Value second) {
    Dict *both = dict_copy(dict_of(first));
    if (!both || dict_update(both, dict_of(second))) return both ? dict_value(both) : ABSENT;
    release(dict_value(both));
    return ABSENT;
}

static Value joined(Value first, const Value *items, size_t count) {
    return sequence_concat(tuple_of(first)->items, tuple_of(first)->count, items, count, false);
}

static Outcome make(Call *call) {
    const Tuple *given = tuple_of(call->args[1]);
    if (!given->count)
        return raise_error(call->task, TypeError, "type 'partial' takes at least one argument");
    Value function = given->items[0];
    if (!value_is_callable(call_machine(call), function))
        return raise_error(call->task, TypeError, "the first argument must be callable");
    Partial *made = class_allocate((Class *)object_of(call->args[0]));
    made->attributes = made->arguments = made->keywords = ABSENT;
    /* One over another that has nothing of its own is one over that one's function. */
    const Partial *inner = has_layout(function, &partial_type) ? self_of(function) : NULL;
    bool flattens = inner && is_absent(inner->attributes);
    Value empty = tuple_from(NULL, 0);
    made->function = retain(flattens ? inner->function : function);
    made->arguments = joined(flattens ? inner->arguments : empty, given->items + 1, given->count - 1);
    made->keywords = flattens ? merged(inner->keywords, call->args[2]) : merged(call->args[2], call->args[2]);
    release(empty);
    bool complete = !is_absent(made->arguments) && !is_absent(made->keywords);
    if (complete) return give(call, object_value(made));
    release(object_value(made));
    return raise_memory(call->task);
}

static Outcome call_(Call *call) {
    const Partial *self = self_of(call->args[0]);
    if (call->step) return DONE;
    call->step = 1;
    Value arguments = joined(self->arguments, tuple_of(call->args[1])->items, tuple_of(call->args[1])->count);
    Value keywords = merged(self->keywords, call->args[2]);
    Outcome outcome = RAISED;
    if (is_absent(arguments) || is_absent(keywords))
        raise_memory(call->task);
    else
        outcome = call_spread(call, self->function, arguments, keywords);
    release(arguments);
    release(keywords);
    return outcome;
}

static Outcome get_function(Call *call) { return give(call, retain(self_of(call->args[0])->function)); }
static Outcome get_arguments(Call *call) { return give(call, retain(self_of(call->args[0])->arguments)); }
static Outcome get_keywords(Call *call) { return give(call, retain(self_of(call->args[0])->keywords)); }

static Outcome read_only(Call *call) { return raise_error(call->task, AttributeError, "readonly attribute"); }

static Outcome repr(Call *call) {
    const Partial *self = self_of(call->args[0]);
    if (call->step) return DONE;
    call->step = 1;
    Class *class = value_class(call_machine(call), call->args[0]);
    Value name = class->is_native ? str_new("functools.partial") : retain(class->name);
    Value parts = sequence_concat(&self->function, 1, tuple_of(self->arguments)->items,
                                  tuple_of(self->arguments)->count, false);
    Outcome outcome =
        call_helper(call, "_repr_partial", 4, (Value[]){ call->args[0], name, parts, self->keywords });
    release(name);
    release(parts);
    return outcome;
}

static Outcome reduce(Call *call) {
    Value self = call->args[0];
    const Partial *partial = self_of(self);
    Value state[] = { retain(partial->function), retain(partial->arguments), retain(partial->keywords),
                      not_none(partial->attributes) };
    Value parts[] = { retain(object_value(value_class(call_machine(call), self))),
                      tuple_from(&partial->function, 1), tuple_from_take(state, 4) };
    return give(call, tuple_from_take(parts, 3));
}

static Outcome set_state(Call *call) {
    Partial *self = self_of(call->args[0]);
    const Tuple *state = is_tuple(call->args[1]) ? tuple_of(call->args[1]) : NULL;
    bool fits = state && state->count == 4 && value_is_callable(call_machine(call), state->items[0]) &&
                is_tuple(state->items[1]) && (is_none(state->items[2]) || is_dict(state->items[2]));
    if (!fits) return raise_error(call->task, TypeError, "invalid partial state");
    Value arguments = state->items[1];
    bool is_plain = is_object(arguments) && object_type(arguments) == &tuple_type;
    arguments =
        is_plain ? retain(arguments) : tuple_from(tuple_of(arguments)->items, tuple_of(arguments)->count);
    Value given = state->items[2];
    bool is_own = is_object(given) && object_type(given) == &dict_type;
    Dict *keywords = is_own           ? dict_of(retain(given))
                     : is_none(given) ? dict_new()
                                      : dict_copy(dict_of(given));
    replace_take(&self->function, retain(state->items[0]));
    replace_take(&self->arguments, arguments);
    replace_take(&self->keywords, dict_value(keywords));
    replace_take(&self->attributes, is_none(state->items[3]) ? ABSENT : retain(state->items[3]));
    return give_none(call);
}

static const NativeSpec methods[] = {
    { "__call__(self, /, *args, **kwargs)", call_, NULL },
    { "func", get_function, NULL, .set = read_only },
    { "args", get_arguments, NULL, .set = read_only },
    { "keywords", get_keywords, NULL, .set = read_only },
    { "__repr__(self, /)", repr, NULL },
    { "__reduce__(self, /)", reduce, NULL },
    { "__setstate__(self, state, /)", set_state, NULL },
    CLASS_GETITEM,
    { 0 },
};

const ClassSpec partial_class = {
    .type = &partial_type,
    .module = "functools",
    .make = { "partial(cls, /, *args, **kwargs)", make },
    .methods = methods,
};
