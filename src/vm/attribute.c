/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes: which object a name leads to, in Python's order: a data descriptor of the class, the instance's
 * own dict, any other attribute of the class, __getattr__. What needs a call (a property, a computed
 * attribute of a built-in, a program's __getattr__) answers HOOK, and operation_get_attribute makes the call.
 * See https://docs.python.org/3.11/howto/descriptor.html#technical-tutorial */
#include "vm/attribute.h"
#include "value/alias.h"
#include "vm/builtin.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"

Dict *attributes_of(Value object, bool create) {
    if (!is_object(object)) return NULL;
    const Type *type = object_type(object);
    if (type->id == TYPE_ID_MODULE) return ((Module *)object_of(object))->dict;
    Value *slot = attributes_slot(object_of(object));
    if (!slot) return NULL;
    if (is_absent(*slot)) {
        if (!create) return NULL;
        *slot = dict_value(dict_new());
    }
    return dict_of(*slot);
}

/* How an attribute found on a class behaves when taken through an instance. */
typedef enum { PLAIN, BINDS, DATA_DESCRIPTOR, CALLS_GET } Descriptor;

static bool is_program_function(Value value) { return has_type(value, TYPE_ID_FUNCTION); }

/* Whether its class must be asked. */
static bool may_be_descriptor(Value value) {
    if (!is_object(value)) return false;
    const Type *type = object_type(value);
    return type->flags & TYPE_HEAP || type->id == TYPE_ID_OTHER;
}

static Descriptor descriptor_kind(Machine *machine, Value found) {
    if (!is_object(found)) return PLAIN;
    switch (object_type(found)->id) {
    case TYPE_ID_FUNCTION:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_CLASSMETHOD:
    case TYPE_ID_STATICMETHOD: return BINDS;
    case TYPE_ID_PROPERTY:
    case TYPE_ID_GETSET_DESCRIPTOR: return DATA_DESCRIPTOR;
    default: break;
    }
    if (!may_be_descriptor(found)) return PLAIN;
    Class *class = value_class(machine, found);
    if (!is_absent(class_peek_special(class, SPECIAL_set))) return DATA_DESCRIPTOR;
    return is_absent(class_peek_special(class, SPECIAL_get)) ? PLAIN : CALLS_GET;
}

/* Of a program's class or a module's, which __get__ answers for, also when it is taken through the class. */
static bool has_own_get(Machine *machine, Value found) {
    return may_be_descriptor(found) &&
           !is_absent(class_peek_special(value_class(machine, found), SPECIAL_get));
}

/* The bound form of what BINDS; owned. */
static Value bind(Value found, Value self, Class *class) {
    switch (object_type(found)->id) {
    case TYPE_ID_FUNCTION: return method_new(found, self);
    case TYPE_ID_METHOD_DESCRIPTOR: return builtin_bind(found, self);
    case TYPE_ID_STATICMETHOD: return retain(((MethodWrapper *)object_of(found))->function);
    default: {
        Value function = ((MethodWrapper *)object_of(found))->function;
        if (has_type(function, TYPE_ID_METHOD_DESCRIPTOR)) return builtin_bind(function, object_value(class));
        return method_new(function, object_value(class));
    }
    }
}

static bool is_dunder(Value name) {
    const Str *str = str_of(name);
    return str->count > 4 && str->width == 1 && str->data[0].byte == '_' && str->data[1].byte == '_';
}

/* Attributes that are not in any dict. */
static Value common_attribute(Machine *machine, Value object, Value name) {
    if (str_is(name, "__class__")) return retain(object_value(value_class(machine, object)));
    if (str_is(name, "__dict__") && !has_type(object, TYPE_ID_TYPE)) {
        if (value_class(machine, object)->slots_only) return ABSENT;
        Dict *dict = attributes_of(object, true);
        return dict ? retain(dict_value(dict)) : ABSENT;
    }
    return ABSENT;
}

static Value class_own_attribute(Class *class, Value name) {
    if (str_is(name, "__name__")) return retain(class->name);
    if (str_is(name, "__qualname__")) return retain(class->qualname);
    if (str_is(name, "__bases__")) return retain(class->bases);
    if (str_is(name, "__base__")) return class->base ? retain(object_value(class->base)) : NONE;
    if (str_is(name, "__dict__")) return mapping_proxy_new(dict_value(class_dict(class)));
    if (str_is(name, "__mro__")) {
        Value mro = tuple_new_absent(class->mro_count);
        for (size_t i = 0; i < class->mro_count; i++)
            tuple_of(mro)->items[i] = retain(object_value(class->mro[i]));
        return mro;
    }
    if (str_is(name, "__module__")) {
        Value module = dict_peek_str(class_dict(class), name);
        if (!is_absent(module)) return retain(module);
        return is_absent(class->module) ? str_new("builtins") : retain(class->module);
    }
    if (str_is(name, "__doc__")) {
        Value doc = dict_peek_str(class_dict(class), name);
        return is_absent(doc) ? NONE : retain(doc);
    }
    return ABSENT;
}

/* An attribute of a class taken through the class itself. */
static Verdict find_on_class(Machine *machine, Class *class, Value name, Value *result) {
    Value object = object_value(class);
    if (is_dunder(name)) {
        *result = class_own_attribute(class, name);
        if (!is_absent(*result)) return YES;
    }
    Value found = class_find(class, name);
    if (!is_absent(found)) {
        if (has_type(found, TYPE_ID_CLASSMETHOD) || has_type(found, TYPE_ID_STATICMETHOD))
            *result = bind(found, object, class);
        else if (has_own_get(machine, found))
            return HOOK;
        else
            *result = retain(found);
        return YES;
    }
    found = class_find(machine->classes[TYPE_ID_TYPE], name);
    if (is_absent(found)) {
        *result = common_attribute(machine, object, name);
        return is_absent(*result) ? NO : YES;
    }
    Descriptor kind = descriptor_kind(machine, found);
    if (kind == DATA_DESCRIPTOR) return HOOK;
    *result = kind == BINDS ? bind(found, object, machine->classes[TYPE_ID_TYPE]) : retain(found);
    return YES;
}

/* super(): along the mro of the instance's class, behind the class that asks. */
static Value attribute_find_after(const Super *super, Value name) {
    const Class *of = super->of;
    size_t i = 0;
    while (i < of->mro_count && of->mro[i] != super->after) i++;
    for (i++; i < of->mro_count; i++) {
        Value found = dict_peek_str(class_dict(of->mro[i]), name);
        if (!is_absent(found)) return found;
    }
    return ABSENT;
}

static Verdict find_on_super(Machine *machine, const Super *super, Value name, Value *result) {
    if (str_is(name, "__class__"))
        return *result = retain(object_value(machine->classes[TYPE_ID_SUPER])), YES;
    Value found = attribute_find_after(super, name);
    if (is_absent(found)) return NO;
    Descriptor kind = descriptor_kind(machine, found);
    if (kind == DATA_DESCRIPTOR || kind == CALLS_GET) return HOOK;
    bool through_class = is_same(super->self, object_value(super->of));
    if (kind == PLAIN ||
        (through_class && !has_type(found, TYPE_ID_CLASSMETHOD) && !has_type(found, TYPE_ID_STATICMETHOD)))
        *result = retain(found);
    else
        *result = bind(found, super->self, super->of);
    return YES;
}

Verdict attribute_find(Machine *machine, Value object, Value name, Value *result) {
    *result = ABSENT;
    Class *class;
    if (is_object(object)) {
        switch (object_type(object)->id) {
        case TYPE_ID_MODULE: {
            Value value = dict_peek_str(((Module *)object_of(object))->dict, name);
            if (!is_absent(value)) return *result = retain(value), YES;
            break;
        }
        case TYPE_ID_TYPE: return find_on_class(machine, (Class *)object_of(object), name, result);
        case TYPE_ID_SUPER: return find_on_super(machine, (Super *)object_of(object), name, result);
        case TYPE_ID_ALIAS:
            if (alias_has_own(name)) break;
            return attribute_find(machine, alias_of(object)->origin, name, result);
        default: break;
        }
    }
    class = value_class(machine, object);
    if (!class->is_native && is_program_function(class_peek_special(class, SPECIAL_getattribute)))
        return HOOK;
    Value found = class_find(class, name);
    Descriptor kind = is_absent(found) ? PLAIN : descriptor_kind(machine, found);
    if (kind == DATA_DESCRIPTOR) return HOOK;
    Dict *own = attributes_of(object, false);
    Value value = own ? dict_peek_str(own, name) : ABSENT;
    if (!is_absent(value)) return *result = retain(value), YES;
    if (!is_absent(found)) {
        if (kind == CALLS_GET) return HOOK;
        *result = kind == BINDS ? bind(found, object, class) : retain(found);
        return YES;
    }
    if (is_dunder(name)) {
        *result = common_attribute(machine, object, name);
        if (!is_absent(*result)) return YES;
    }
    if (has_type(object, TYPE_ID_METHOD))
        return attribute_find(machine, ((Method *)object_of(object))->function, name, result);
    return !class->is_native && !is_absent(class_peek_special(class, SPECIAL_getattr)) ? HOOK : NO;
}

Verdict attribute_find_method(Machine *machine, Value object, Value name, Value *function, Value *self) {
    *self = ABSENT;
    if (value_type(object)->flags & TYPE_OWN_LOOKUP) return attribute_find(machine, object, name, function);
    Class *class = value_class(machine, object);
    Value found = class_find(class, name);
    if (!has_type(found, TYPE_ID_FUNCTION) && !has_type(found, TYPE_ID_METHOD_DESCRIPTOR))
        return attribute_find(machine, object, name, function);
    Dict *own = attributes_of(object, false);
    if (own && own->count && !is_absent(dict_peek_str(own, name)))
        return attribute_find(machine, object, name, function);
    if (!class->is_native && is_program_function(class_peek_special(class, SPECIAL_getattribute)))
        return HOOK;
    *function = retain(found);
    *self = retain(object);
    return YES;
}

void attribute_raise_missing(Task *task, Value object, Value name) {
    if (has_type(object, TYPE_ID_MODULE)) {
        const Module *module = (Module *)object_of(object);
        const char *text =
            module->initializing
                ? "partially initialized module '%U' has no attribute '%U' (most likely due to a "
                  "circular import)"
                : "module '%U' has no attribute '%U'";
        raise_error(task, AttributeError, text, module->name, name);
    } else if (has_type(object, TYPE_ID_TYPE)) {
        raise_error(task, AttributeError, "type object '%s' has no attribute '%U'",
                    ((Class *)object_of(object))->type.name, name);
    } else if (has_type(object, TYPE_ID_SUPER)) {
        raise_error(task, AttributeError, "'super' object has no attribute '%U'", name);
    } else {
        raise_error(task, AttributeError, "'%T' object has no attribute '%U'", object, name);
    }
    ExceptionObject *exception = exception_of(task->exception);
    replace_take(&exception->fields[0], retain(name));
    replace_take(&exception->fields[1], retain(object));
}

/* ---- storing */

static bool store_on_class(Class *class, Value name, Value value) {
    if (class->is_native || is_dunder(name)) return false;
    if (!dict_set_str(class_dict(class), name, value)) return false;
    class_name_changed(class, name);
    return true;
}

bool store_attribute(Machine *machine, Value object, Value name, Value value) {
    if (!is_object(object)) return false;
    TypeId id = object_type(object)->id;
    if (id == TYPE_ID_MODULE) {
        Module *module = (Module *)object_of(object);
        return !module->spec && dict_set_str(module->dict, name, value);
    }
    if (id == TYPE_ID_TYPE) return store_on_class((Class *)object_of(object), name, value);
    if (id != TYPE_ID_INSTANCE) return false;
    Class *class = value_class(machine, object);
    if (class->slots_only) return false;
    if (!is_absent(class_peek_special(class, SPECIAL_setattr))) {
        if (is_program_function(class_peek_special(class, SPECIAL_setattr))) return false;
    }
    Value found = class_find(class, name);
    if (!is_absent(found) && descriptor_kind(machine, found) == DATA_DESCRIPTOR) return false;
    if (is_dunder(name)) return false;
    return dict_set_str(attributes_of(object, true), name, value);
}

/* ---- the operations: what needs a call, and the errors */

static Outcome missing(Call *call, Value object, Value name) {
    attribute_raise_missing(call->task, object, name);
    return RAISED;
}

static Outcome get_through(Call *call, Value found, Value object, Class *class) {
    if (has_type(found, TYPE_ID_GETSET_DESCRIPTOR)) {
        call_value(call, found, 1, &object);
        call->request_kind = REQUEST_COMPUTE;
        return CALLED;
    }
    if (has_type(found, TYPE_ID_PROPERTY)) {
        Value get = ((Property *)object_of(found))->get;
        if (!is_none(get)) return call_value(call, get, 1, &object);
        raise_error(call->task, AttributeError, "property %R of %R object has no getter", call->args[1],
                    class->qualname);
        return RAISED;
    }
    bool through_class = is_same(object, object_value(class));
    Value args[] = { through_class ? NONE : object, object_value(class) };
    return call_special(call, found, SPECIAL_get, 2, args);
}

/* What a bound method has not itself, its function has. */
static bool is_of_function(Machine *machine, Value name) {
    return is_absent(class_find(machine->classes[TYPE_ID_METHOD], name)) && !str_is(name, "__class__");
}

enum { ATTRIBUTE_FOUND = 1, ATTRIBUTE_ASKED = 2, ATTRIBUTE_FALLBACK = 3 };

/* After a first way failed with AttributeError, __getattr__ is asked. */
static Outcome get_fallback(Call *call, Class *class, Value object, Value name) {
    Value hook = class_peek_special(class, SPECIAL_getattr);
    if (is_absent(hook) || class->is_native)
        return is_absent(call->task->exception) ? missing(call, object, name) : RAISED;
    release(task_take_exception(call->task));
    call->step = ATTRIBUTE_FALLBACK;
    call->catches = false;
    return call_special(call, object, SPECIAL_getattr, 1, &name);
}

Outcome operation_get_attribute(Call *call) {
    Machine *machine = call_machine(call);
    Value object = call->args[0], name = call->args[1], result;
    if (has_type(object, TYPE_ID_ALIAS) && !alias_has_own(name)) object = alias_of(object)->origin;
    if (has_type(object, TYPE_ID_METHOD) && is_of_function(machine, name))
        object = ((Method *)object_of(object))->function;
    Class *class = has_type(object, TYPE_ID_TYPE) ? (Class *)object_of(object) : value_class(machine, object);
    if (call->step == ATTRIBUTE_FALLBACK) return DONE;
    if (call->step != 0) {
        if (is_absent(call->task->exception)) return DONE;
        Class *attribute_error = machine->exceptions[AttributeError];
        if (!class_is_subclass(value_class(machine, call->task->exception), attribute_error)) return RAISED;
        return get_fallback(call, class, object, name);
    }
    switch (attribute_find(machine, object, name, &result)) {
    case YES: return give(call, result);
    case NO: return missing(call, object, name);
    default: break;
    }
    call->step = ATTRIBUTE_ASKED;
    if (has_type(object, TYPE_ID_SUPER)) {
        const Super *super = (Super *)object_of(object);
        return get_through(call, attribute_find_after(super, name), super->self, super->of);
    }
    call->catches = !is_absent(class_peek_special(class, SPECIAL_getattr)) && !class->is_native;
    if (!has_type(object, TYPE_ID_TYPE) &&
        is_program_function(class_peek_special(class, SPECIAL_getattribute)))
        return call_special(call, object, SPECIAL_getattribute, 1, &name);
    Value found = class_find(class, name);
    if (is_absent(found) && has_type(object, TYPE_ID_TYPE))
        found = class_find(machine->classes[TYPE_ID_TYPE], name);
    if (is_absent(found)) return get_fallback(call, class, object, name);
    return get_through(call, found, object, class);
}

/* object.__getattribute__: the default lookup, past a program's own __getattribute__. */
Outcome operation_default_attribute(Call *call) {
    Machine *machine = call_machine(call);
    Value object = call->args[0], name = call->args[1];
    if (call->step) return DONE;
    Class *class = value_class(machine, object);
    Value found = class_find(class, name);
    Descriptor kind = is_absent(found) ? PLAIN : descriptor_kind(machine, found);
    call->step = 1;
    if (kind == DATA_DESCRIPTOR) return get_through(call, found, object, class);
    Dict *own = attributes_of(object, false);
    Value value = own ? dict_peek_str(own, name) : ABSENT;
    if (!is_absent(value)) return give(call, retain(value));
    if (kind == CALLS_GET) return get_through(call, found, object, class);
    if (!is_absent(found)) return give(call, kind == BINDS ? bind(found, object, class) : retain(found));
    value = common_attribute(machine, object, name);
    return is_absent(value) ? missing(call, object, name) : give(call, value);
}

static Outcome set_on_class(Call *call, Class *class, Value name, Value value) {
    if (class->is_native) {
        return raise_error(call->task, TypeError, "cannot set '%U' attribute of immutable type '%s'", name,
                           class->type.name);
    }
    if (is_absent(value)) {
        if (!dict_remove_str(class_dict(class), name)) {
            attribute_raise_missing(call->task, object_value(class), name);
            return RAISED;
        }
    } else {
        if (str_is(name, "__module__") && is_str(value)) replace_take(&class->module, retain(value));
        if (str_is(name, "__name__") && is_str(value))
            class_set_name(class, value);
        else if (str_is(name, "__qualname__") && is_str(value))
            replace_take(&class->qualname, retain(value));
        else if (!dict_set_str(class_dict(class), name, value))
            return raise_memory(call->task);
        if (str_is(name, "__module__")) replace_take(&class->module, retain(value));
    }
    class_changed(class);
    return give_none(call);
}

static Outcome set_through(Call *call, Value found, Value object, Value name, Value value) {
    Machine *machine = call_machine(call);
    if (has_type(found, TYPE_ID_GETSET_DESCRIPTOR)) {
        const Builtin *getset = (Builtin *)object_of(found);
        if (!getset->spec->set) {
            return raise_error(call->task, AttributeError, "attribute '%U' of '%T' objects is not writable",
                               name, object);
        }
        Value args[] = { object, value };
        return call_native(call, getset->spec->set, 0, 2, args);
    }
    if (has_type(found, TYPE_ID_PROPERTY)) {
        const Property *property = (Property *)object_of(found);
        Value function = is_absent(value) ? property->delete : property->set;
        Value args[] = { object, value };
        if (!is_none(function)) return call_value(call, function, is_absent(value) ? 1 : 2, args);
        return raise_error(call->task, AttributeError, "property %R of %R object has no %s", name,
                           value_class(machine, object)->qualname, is_absent(value) ? "deleter" : "setter");
    }
    Value args[] = { object, value };
    if (is_absent(value)) return call_special(call, found, SPECIAL_delete, 1, args);
    return call_special(call, found, SPECIAL_set, 2, args);
}

/* Whether __slots__ of the class or of one it inherits from names it. */
static bool slot_allows(const Class *class, Value name) {
    for (size_t i = 0; i < class->mro_count; i++) {
        Value slots = dict_peek_text(class_dict(class->mro[i]), "__slots__");
        const Value *items = &slots;
        size_t count = is_absent(slots) ? 0 : 1;
        if (!is_str(slots)) sequence_peek(slots, &items, &count);
        for (size_t j = 0; j < count; j++) {
            if (is_str(items[j]) && str_equal(items[j], name)) return true;
        }
    }
    return false;
}

/* The default of setting (value given) and deleting (value ABSENT), past a program's own hooks. */
static Outcome set_default(Call *call, Value object, Value name, Value value) {
    Machine *machine = call_machine(call);
    if (has_type(object, TYPE_ID_TYPE)) return set_on_class(call, (Class *)object_of(object), name, value);
    Class *class = value_class(machine, object);
    Value found = class_find(class, name);
    call->step = 1;
    if (!is_absent(found) && descriptor_kind(machine, found) == DATA_DESCRIPTOR)
        return set_through(call, found, object, name, value);
    if (str_is(name, "__class__")) {
        return raise_error(call->task, TypeError, "assignment to __class__ is not in causette's notation");
    }
    if (!is_absent(value) && module_is_unheeded(object, name))
        return raise_error(call->task, AttributeError, "%U.%U is not in causette's notation",
                           ((const Module *)object_of(object))->name, name);
    Dict *own = attributes_of(object, !is_absent(value));
    if (str_is(name, "__dict__") && own && is_dict(value)) {
        const Type *type = object_type(object);
        Value *slot = attributes_slot(object_of(object));
        if (type->id != TYPE_ID_MODULE) replace_take(slot, retain(value));
        return give_none(call);
    }
    if (own && is_absent(value)) {
        if (dict_remove_str(own, name)) return give_none(call);
        if (!has_type(object, TYPE_ID_MODULE)) return missing(call, object, name);
        return raise_error(call->task, AttributeError, "'module' object has no attribute '%U'", name);
    }
    if (own && class->slots_only && !slot_allows(class, name)) return missing(call, object, name);
    if (own) return dict_set_str(own, name, value) ? give_none(call) : raise_memory(call->task);
    bool has_dict = is_object(object) && attributes_slot(object_of(object)) && !class->slots_only;
    if (is_absent(found) || has_dict) return missing(call, object, name);
    return raise_error(call->task, AttributeError, "'%T' object attribute '%U' is read-only", object, name);
}

static Outcome set_or_delete(Call *call, Value object, Value name, Value value) {
    if (call->step) return give_none(call);
    Class *class = value_class(call_machine(call), object);
    Special special = is_absent(value) ? SPECIAL_delattr : SPECIAL_setattr;
    Value hook = class_peek_special(class, special);
    if (is_program_function(hook)) {
        Value args[] = { name, value };
        call->step = 1;
        return call_special(call, object, special, is_absent(value) ? 1 : 2, args);
    }
    return set_default(call, object, name, value);
}

Outcome operation_set_attribute(Call *call) {
    return set_or_delete(call, call->args[1], call->args[2], call->args[0]);
}
Outcome operation_delete_attribute(Call *call) {
    return set_or_delete(call, call->args[0], call->args[1], ABSENT);
}

Outcome operation_set_default(Call *call) {
    return call->step ? give_none(call) : set_default(call, call->args[1], call->args[2], call->args[0]);
}
Outcome operation_delete_default(Call *call) {
    return call->step ? give_none(call) : set_default(call, call->args[0], call->args[1], ABSENT);
}
