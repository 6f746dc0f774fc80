/* SPDX-License-Identifier: GPL-3.0-or-later */
/* defaultdict: a dict that asks its factory for what it lacks. */
#include "modules/_collections/defaultdict.h"
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Dict dict;
    Value factory; /* None: there is none */
} DefaultDict;

static DefaultDict *self_of(Value value) { return (DefaultDict *)object_of(value); }

static void free_(Object *object) {
    replace_take(&((DefaultDict *)object)->factory, ABSENT);
    dict_type.free(object);
}

static void visit_(Object *object, VisitFunction *visit, void *context) {
    visit(((DefaultDict *)object)->factory, context);
    dict_visit(object, visit, context);
}

static void clear_(Object *object) {
    replace_take(&((DefaultDict *)object)->factory, NONE);
    dict_clear(object);
}

static const Type defaultdict_type = {
    .name = "collections.defaultdict",
    .id = TYPE_ID_DICT,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_VARIANT | TYPE_MAPPING,
    .size = sizeof(DefaultDict),
    .base = &dict_type,
    .free = free_,
    .visit = visit_,
    .clear = clear_,
    .repr = asks_repr,
    .equal = dict_equal,
    .truth = dict_truth,
    .length = dict_length,
    .iterate = dict_iterate,
};

/* ---- making: the first argument is the factory, the rest is dict's */

static bool is_callable(Machine *machine, Value value) {
    TypeId id = value_type_id(value);
    return id == TYPE_ID_FUNCTION || id == TYPE_ID_BUILTIN || id == TYPE_ID_METHOD || id == TYPE_ID_TYPE ||
           id == TYPE_ID_METHOD_DESCRIPTOR ||
           !is_absent(class_peek_special(value_class(machine, value), SPECIAL_call));
}

enum { INIT_ASKED = 1 };

/* self, the arguments as a tuple, the keywords as a dict. DONE: it is filled. */
static Outcome fill(Call *call, Value self, Value arguments, Value keywords) {
    Machine *machine = call_machine(call);
    if (call->step == INIT_ASKED) return DONE;
    const Tuple *given = tuple_of(arguments);
    Value factory = given->count ? given->items[0] : NONE;
    if (!is_none(factory) && !is_callable(machine, factory))
        return raise_error(call->task, TypeError, "first argument must be callable or None");
    replace_take(&self_of(self)->factory, retain(factory));
    Value rest = sequence_concat(&self, 1, given->items + 1, given->count ? given->count - 1 : 0, false);
    if (is_absent(rest)) return raise_memory(call->task);
    call->step = INIT_ASKED;
    Value dict_init = class_peek_special(machine->classes[TYPE_ID_DICT], SPECIAL_init);
    Outcome outcome = call_spread(call, dict_init, rest, keywords);
    release(rest);
    return outcome;
}

static Outcome make(Call *call) {
    if (is_absent(call->keep)) {
        DefaultDict *made = class_allocate((Class *)object_of(call->args[0]));
        dict_init(&made->dict);
        made->factory = NONE;
        call->keep = object_value(made);
    }
    Outcome outcome = fill(call, call->keep, call->args[1], call->args[2]);
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome init(Call *call) {
    Outcome outcome = fill(call, call->args[0], call->args[1], call->args[2]);
    return outcome == DONE ? give_none(call) : outcome;
}

/* ---- what it is for */

enum { MISSING_MADE = 1, MISSING_SET };

static Outcome missing(Call *call) {
    Value factory = self_of(call->args[0])->factory;
    switch (call->step) {
    case 0:
        if (is_none(factory)) return raise_key(call->task, call->args[1]);
        call->step = MISSING_MADE;
        return call_value(call, factory, 0, NULL);
    case MISSING_MADE:
        replace_take(&call->keep, take_result(call));
        call->step = MISSING_SET;
        return call_native(call, operation_set_item, 0, 3,
                           (Value[]){ call->keep, call->args[0], call->args[1] });
    default: return give(call, retain(call->keep));
    }
}

static Outcome factory_get(Call *call) { return give(call, retain(self_of(call->args[0])->factory)); }

static Outcome factory_set(Call *call) {
    Value given = call->args[1];
    replace_take(&self_of(call->args[0])->factory, is_absent(given) ? NONE : retain(given));
    return give_none(call);
}

/* ---- copies */

static Outcome ask_class(Call *call, Value self, Value source) {
    call->step = 1;
    return call_value(call, object_value(value_class(call_machine(call), self)), 2,
                      (Value[]){ self_of(self)->factory, source });
}

static Outcome copy(Call *call) { return call->step ? DONE : ask_class(call, call->args[0], call->args[0]); }

enum { UNITED = 2 };

static Outcome unite(Call *call, Value first, Value second) {
    if (!is_dict(first) || !is_dict(second)) return give_not_implemented(call);
    if (call->step == 0) return ask_class(call, call->args[0], first);
    if (call->step == UNITED) return give(call, retain(call->keep));
    replace_take(&call->keep, take_result(call));
    call->step = UNITED;
    return call_method(call, call->keep, "update", 1, &second);
}

static Outcome or_(Call *call) { return unite(call, call->args[0], call->args[1]); }
static Outcome ror(Call *call) { return unite(call, call->args[1], call->args[0]); }

static Outcome reduce(Call *call) {
    Value self = call->args[0], factory = self_of(self)->factory;
    switch (call->step) {
    case 0: call->step = 1; return call_method(call, self, "items", 0, NULL);
    case 1:
        replace_take(&call->keep, take_result(call));
        call->step = 2;
        Outcome outcome = call_iterate(call, call->keep);
        if (outcome != DONE) return outcome;
    }
    Value parts[] = { retain(object_value(value_class(call_machine(call), self))),
                      tuple_from(&factory, is_none(factory) ? 0 : 1), NONE, NONE, take_result(call) };
    return give(call, tuple_from_take(parts, 5));
}

/* ---- printing */

static Outcome repr(Call *call) {
    if (call->step == 1) return DONE;
    call->step = 1;
    return call_helper(call, "_repr_defaultdict", 2,
                       (Value[]){ call->args[0], self_of(call->args[0])->factory });
}

static const NativeSpec methods[] = {
    { "__init__(self, /, *args, **kwargs)", init, NULL },
    { "__missing__(self, key, /)", missing, NULL },
    { "__copy__(self, /)", copy, NULL },
    { "__or__(self, value, /)", or_, NULL },
    { "__ror__(self, value, /)", ror, NULL },
    { "__reduce__(self, /)", reduce, NULL },
    { "__repr__(self, /)", repr, NULL },
    { "copy(self, /)", copy, NULL },
    { "default_factory", factory_get, NULL, .set = factory_set },
    CLASS_GETITEM,
    { 0 },
};

const ClassSpec defaultdict_class = {
    .type = &defaultdict_type,
    .module = "collections",
    .make = { "defaultdict(cls, /, *args, **kwargs)", make },
    .methods = methods,
};
