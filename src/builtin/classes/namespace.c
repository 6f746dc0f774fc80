/* SPDX-License-Identifier: GPL-3.0-or-later */
/* types.SimpleNamespace: attributes, and a repr that shows them.
 * See https://docs.python.org/3.11/library/types.html#types.SimpleNamespace */
#include "builtin/classes/object.h"
#include "lang/opcodes.h"
#include "value/singleton.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value attributes; /* a Dict, or ABSENT until the first is set */
} Namespace;

static void namespace_clear(Object *object) { replace_take(&((Namespace *)object)->attributes, ABSENT); }

static void namespace_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Namespace *)object)->attributes, context);
}

static const Type namespace_type = {
    .name = "types.SimpleNamespace",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_ATTRIBUTES,
    .size = sizeof(Namespace),
    .attributes_offset = offsetof(Namespace, attributes),
    .free = container_free,
    .visit = namespace_visit,
    .clear = namespace_clear,
    .repr = asks_repr,
    .equal = asks_equal,
    .order = asks_order,
};

/* The keywords become attributes. False: raised. */
static bool fill(Call *call, Value self) {
    if (tuple_of(call->args[1])->count) {
        raise_error(call->task, TypeError, "no positional arguments expected");
        return false;
    }
    Dict *own = attributes_of(self, true), *keywords = dict_of(call->args[2]);
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(keywords, &position));) {
        if (!dict_set_str(own, entry->key, entry->value)) return raise_memory(call->task), false;
    }
    return true;
}

static Outcome namespace_make(Call *call) {
    Value made = object_value(class_allocate((Class *)object_of(call->args[0])));
    if (fill(call, made)) return give(call, made);
    release(made);
    return RAISED;
}

static Outcome namespace_init(Call *call) { return fill(call, call->args[0]) ? give_none(call) : RAISED; }

static Outcome namespace_repr(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, "_repr_namespace", 1, call->args);
}

static Outcome namespace_compare(Call *call, int64_t comparison) {
    if (call->step) return DONE;
    if (!has_layout(call->args[1], &namespace_type)) return give(call, not_implemented_value());
    Value operands[] = { dict_value(attributes_of(call->args[0], true)),
                         dict_value(attributes_of(call->args[1], true)) };
    call->step = 1;
    return call_native(call, operation_compare, comparison, 2, operands);
}

static Outcome namespace_eq(Call *call) { return namespace_compare(call, COMPARE_EQUAL); }
static Outcome namespace_ne(Call *call) { return namespace_compare(call, COMPARE_NOT_EQUAL); }

static Outcome namespace_reduce(Call *call) {
    Value none = tuple_from(NULL, 0), dict = dict_value(attributes_of(call->args[0], true));
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    Value reduced = tuple_from((Value[]){ class, none, dict }, 3);
    release(none);
    return give(call, reduced);
}

static const NativeSpec namespace_methods[] = {
    { "__init__(self, /, *args, **kwargs)", namespace_init, "Initialize self.", ARGS_OWN },
    { "__repr__(self, /)", namespace_repr, "Return repr(self)." },
    { "__eq__(self, value, /)", namespace_eq, "Return self==value." },
    { "__ne__(self, value, /)", namespace_ne, "Return self!=value." },
    { "__reduce__(self, /)", namespace_reduce, "Helper for pickle." },
    { 0 },
};

static const ClassSpec namespace_class = {
    .type = &namespace_type,
    .is_hidden = true,
    .module = "types",
    .make = { "SimpleNamespace(cls, /, *args, **kwargs)", namespace_make, NULL, ARGS_OWN },
    .methods = namespace_methods,
};

Value namespace_new(Machine *machine) {
    if (!machine_class(machine, &namespace_type)) machine_add_class(machine, &namespace_class);
    return object_value(class_allocate(machine_class(machine, &namespace_type)));
}
