/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Python's own module collections has in C. */
#include "builtin/classes/object.h"
#include "modules/_collections/defaultdict.h"
#include "modules/_collections/deque.h"
#include "vm/machine.h"

/* ---- a field of a named tuple: a descriptor that gives the item at its index */

typedef struct {
    Container head;
    int64_t index;
    Value doc;
} Field;

static Field *field_of(Value value) { return (Field *)object_of(value); }

static void field_clear(Object *object) { replace_take(&((Field *)object)->doc, ABSENT); }

static void field_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Field *)object)->doc, context);
}

static const Type field_type = {
    .name = "_collections._tuplegetter",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Field),
    .repr = asks_repr,
    .free = container_free,
    .visit = field_visit,
    .clear = field_clear,
};

static Outcome field_make(Call *call) {
    int64_t index;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &index)) return RAISED;
    Field *field = container_new(&field_type, sizeof *field);
    field->index = index;
    field->doc = retain(call->args[2]);
    return give(call, object_value(field));
}

static Outcome field_get(Call *call) {
    const Field *field = field_of(call->args[0]);
    Value object = call->args[1];
    if (is_none(object)) return give(call, retain(call->args[0]));
    if (!is_tuple(object))
        return raise_error(call->task, TypeError,
                           "descriptor for index '%lld' for tuple subclasses doesn't apply to '%T' object",
                           (long long)field->index, object);
    const Tuple *tuple = tuple_of(object);
    if (field->index < 0 || (uint64_t)field->index >= tuple->count)
        return raise_error(call->task, IndexError, "tuple index out of range");
    return give(call, retain(tuple->items[field->index]));
}

static Outcome field_set(Call *call) {
    bool deletes = call->count == 2;
    return raise_error(call->task, AttributeError,
                       deletes ? "can't delete attribute" : "can't set attribute");
}

static Outcome field_doc(Call *call) { return give(call, retain(field_of(call->args[0])->doc)); }

static Outcome field_set_doc(Call *call) {
    replace_take(&field_of(call->args[0])->doc, not_none(call->args[1]));
    return give_none(call);
}

static Outcome field_reduce(Call *call) {
    const Field *field = field_of(call->args[0]);
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    Value arguments = tuple_pair_take(int_from_int64(field->index), retain(field->doc));
    return give(call, tuple_pair_take(retain(class), arguments));
}

static Outcome field_repr(Call *call) {
    const Field *field = field_of(call->args[0]);
    if (call->step) return DONE;
    call->step = 1;
    Value parts = tuple_pair_take(int_from_int64(field->index), retain(field->doc));
    Value name = str_new("_tuplegetter"), empty = dict_value(dict_new());
    Outcome outcome = call_helper(call, "_repr_partial", 4, (Value[]){ call->args[0], name, parts, empty });
    release(parts);
    release(name);
    release(empty);
    return outcome;
}

static const NativeSpec field_methods[] = {
    { "__get__(self, instance=None, owner=None, /)", field_get, NULL },
    { "__set__(self, instance, value, /)", field_set, NULL },
    { "__delete__(self, instance, /)", field_set, NULL },
    { "__reduce__(self, /)", field_reduce, NULL },
    { "__repr__(self, /)", field_repr, NULL },
    { "__doc__", field_doc, NULL, .set = field_set_doc },
    { 0 },
};

static const ClassSpec field_class = {
    .type = &field_type,
    .module = "collections",
    .make = { "_tuplegetter(cls, index, doc, /)", field_make },
    .methods = field_methods,
};

static const ClassSpec *const classes[] = {
    &deque_class,       &deque_iterator_class, &deque_reverse_iterator_class,
    &defaultdict_class, &field_class,          NULL,
};

const ModuleSpec _collections_module = {
    .name = "_collections",
    .classes = classes,
};
