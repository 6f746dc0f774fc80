/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/_operator/getter.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value keys; /* tuple, at least one */
} Getter;

static const Tuple *keys_of(const Call *call) {
    return tuple_of(((const Getter *)object_of(call->args[0]))->keys);
}

static void visit_(Object *object, VisitFunction *visit, void *context) {
    visit(((Getter *)object)->keys, context);
}

static void clear_(Object *object) { replace_take(&((Getter *)object)->keys, tuple_from(NULL, 0)); }

static void free_(Object *object) {
    release(((Getter *)object)->keys);
    object_release_memory(object);
}

static const Type itemgetter_type = {
    .name = "operator.itemgetter",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Getter),
    .free = free_,
    .visit = visit_,
    .clear = clear_,
    .repr = asks_repr,
};

static Outcome make(Call *call) {
    Value rest = call->args[2];
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "itemgetter expected 1 argument, got 0");
    Value keys = sequence_concat(&call->args[1], 1, tuple_of(rest)->items, tuple_of(rest)->count, false);
    if (is_absent(keys)) return raise_memory(call->task);
    Getter *made = class_allocate((Class *)object_of(call->args[0]));
    made->keys = keys;
    return give(call, object_value(made));
}

/* keep: a list of the items so far. */
static Outcome call_(Call *call) {
    const Tuple *keys = keys_of(call);
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "itemgetter expected 1 argument, got 0");
    if (keys->count == 1) {
        if (call->step) return DONE;
        call->step = 1;
        return call_native(call, operation_get_item, 0, 2, (Value[]){ call->args[1], keys->items[0] });
    }
    if (call->step == 0) {
        call->keep = list_new(keys->count);
        if (is_absent(call->keep)) return raise_memory(call->task);
        call->step = 1;
    } else {
        list_add_take(list_of(call->keep), take_result(call));
    }
    const List *items = list_of(call->keep);
    if (items->count == keys->count) return give(call, tuple_from(items->items, items->count));
    return call_native(call, operation_get_item, 0, 2, (Value[]){ call->args[1], keys->items[items->count] });
}

static Outcome reduce(Call *call) {
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    return give(call, tuple_pair(class, ((const Getter *)object_of(call->args[0]))->keys));
}

static Outcome repr(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    Class *class = value_class(call_machine(call), call->args[0]);
    Value name = class->is_native ? str_new("operator.itemgetter") : retain(class->name);
    Value empty = dict_value(dict_new());
    Outcome outcome = call_helper(
        call, "_repr_partial", 4,
        (Value[]){ call->args[0], name, ((const Getter *)object_of(call->args[0]))->keys, empty });
    release(name);
    release(empty);
    return outcome;
}

static const NativeSpec methods[] = {
    { "__call__(self, obj=..., /)", call_, NULL },
    { "__repr__(self, /)", repr, NULL },
    { "__reduce__(self, /)", reduce, NULL },
    { 0 },
};

const ClassSpec itemgetter_class = {
    .type = &itemgetter_type,
    .module = "operator",
    .make = { "itemgetter(cls, item=..., /, *items)", make },
    .methods = methods,
};
