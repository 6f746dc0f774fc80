/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes of classes: what the metaclass has as data descriptors, what the class and its bases have, what
 * else the metaclass has. See https://docs.python.org/3.11/howto/descriptor.html#invocation-from-a-class */
#include "value/weak.h"
#include "vm/attribute.h"
#include "vm/builtin.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"

static Value own_module(Class *class, Value name) {
    Value module = class->is_native ? ABSENT : dict_peek_str(class_dict(class), name);
    if (!is_absent(module)) return retain(module);
    return is_absent(class->module) ? str_new("builtins") : retain(class->module);
}

/* The commonest of what type computes, without a call. */
static Value own_attribute(Class *class, Value name) {
    if (str_is(name, "__name__")) return retain(class->name);
    if (str_is(name, "__qualname__")) return retain(class->qualname);
    if (str_is(name, "__bases__")) return retain(class->bases);
    if (str_is(name, "__dict__")) return mapping_proxy_new(dict_value(class_dict(class)));
    if (str_is(name, "__mro__")) return class_mro(class);
    if (str_is(name, "__module__")) return own_module(class, name);
    return ABSENT;
}

/* Whether type or object itself computes it, and no metaclass of the program. */
static bool is_of_type(Machine *machine, Value found) {
    if (!has_type(found, TYPE_ID_GETSET_DESCRIPTOR)) return false;
    const Class *of = ((const Builtin *)object_of(found))->of;
    return of == machine->classes[TYPE_ID_TYPE] || of == machine->classes[TYPE_ID_OBJECT];
}

static Verdict find_through_metaclass(Machine *machine, Class *class, Value name, Value found,
                                      Value *result) {
    if (!is_of_type(machine, found)) return HOOK;
    *result = str_is(name, "__class__") ? retain(object_value(value_class(machine, object_value(class))))
                                        : own_attribute(class, name);
    return is_absent(*result) ? HOOK : YES;
}

Verdict attribute_find_on_class(Machine *machine, Class *class, Value name, Value *result, Way *way) {
    Value object = object_value(class), on_metaclass = ABSENT;
    Class *metaclass = value_class(machine, object);
    if (!metaclass->is_native || is_dunder(name)) on_metaclass = class_find(metaclass, name);
    Descriptor kind = is_absent(on_metaclass) ? PLAIN : descriptor_kind(machine, on_metaclass);
    *way = (Way){ on_metaclass, object, metaclass };
    if (kind == DATA_DESCRIPTOR) return find_through_metaclass(machine, class, name, on_metaclass, result);
    Value found = class_find(class, name);
    if (!is_absent(found)) {
        bool is_method = has_type(found, TYPE_ID_CLASSMETHOD), own_get = has_own_get(machine, found);
        Value inner = is_method ? ((MethodWrapper *)object_of(found))->function : ABSENT;
        if (own_get || has_type(inner, TYPE_ID_PROPERTY) || has_own_get(machine, inner)) {
            *way = (Way){ found, ABSENT, class };
            return HOOK;
        }
        bool binds = is_method || has_type(found, TYPE_ID_STATICMETHOD);
        *result = binds ? attribute_bind(found, object, class) : retain(found);
        return YES;
    }
    if (is_absent(on_metaclass)) on_metaclass = class_find(metaclass, name);
    if (is_absent(on_metaclass)) return NO;
    kind = descriptor_kind(machine, on_metaclass);
    way->found = on_metaclass;
    if (kind == DATA_DESCRIPTOR || kind == CALLS_GET) return HOOK;
    *result = kind == BINDS ? attribute_bind(on_metaclass, object, metaclass) : retain(on_metaclass);
    return YES;
}

bool weak_take_place(Call *call, size_t i) {
    Value target = weak_peek_target(call->args[i]);
    if (is_absent(target)) {
        raise_error(call->task, ReferenceError, "weakly-referenced object no longer exists");
        return false;
    }
    replace_take(&call->args[i], retain(target));
    return true;
}

Outcome attribute_set_on_class(Call *call, Class *class, Value name, Value value) {
    Machine *machine = call_machine(call);
    Value object = object_value(class), found = class_find(value_class(machine, object), name);
    if (class_is_immutable(class)) {
        return raise_error(call->task, TypeError, "cannot set '%U' attribute of immutable type '%s'", name,
                           class->type.name);
    }
    if (descriptor_kind(machine, found) == DATA_DESCRIPTOR) {
        call->step = 1;
        return attribute_set_through(call, found, object, name, value);
    }
    if (!is_absent(value)) {
        if (!dict_set_str(class_dict(class), name, value)) return raise_memory(call->task);
    } else if (!dict_remove_str(class_dict(class), name)) {
        return attribute_missing(call, object, name);
    }
    class_name_changed(class, name);
    return give_none(call);
}
