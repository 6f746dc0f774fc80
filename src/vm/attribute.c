/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes: which object a name leads to, in Python's order: a data descriptor of the class, the instance's
 * own dict, any other attribute of the class, __getattr__. What needs a call (a property, a computed
 * attribute of a built-in, a program's __getattr__) answers HOOK, and operation_get_attribute makes the call.
 * See https://docs.python.org/3.11/howto/descriptor.html#technical-tutorial */
#include "vm/attribute.h"
#include "value/alias.h"
#include "value/weak.h"
#include "vm/builtin.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/signature.h"

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

/* Whether its class must be asked. */
static bool may_be_descriptor(Value value) {
    if (!is_object(value)) return false;
    const Type *type = object_type(value);
    return type->flags & TYPE_HEAP || type->id == TYPE_ID_OTHER;
}

Descriptor descriptor_kind(Machine *machine, Value found) {
    if (!is_object(found)) return PLAIN;
    switch (object_type(found)->id) {
    case TYPE_ID_FUNCTION:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_CLASSMETHOD:
    case TYPE_ID_STATICMETHOD: return BINDS;
    case TYPE_ID_PROPERTY:
    case TYPE_ID_MEMBER_DESCRIPTOR:
    case TYPE_ID_GETSET_DESCRIPTOR: return DATA_DESCRIPTOR;
    default: break;
    }
    if (!may_be_descriptor(found)) return PLAIN;
    Class *class = value_class(machine, found);
    if (!is_absent(class_peek_special(class, SPECIAL_set))) return DATA_DESCRIPTOR;
    if (!is_absent(class_peek_special(class, SPECIAL_delete))) return DATA_DESCRIPTOR;
    return is_absent(class_peek_special(class, SPECIAL_get)) ? PLAIN : CALLS_GET;
}

bool has_own_get(Machine *machine, Value found) {
    return may_be_descriptor(found) &&
           !is_absent(class_peek_special(value_class(machine, found), SPECIAL_get));
}

Value attribute_bind(Value found, Value self, Class *class) {
    switch (object_type(found)->id) {
    case TYPE_ID_FUNCTION: return method_new(found, self);
    case TYPE_ID_METHOD_DESCRIPTOR: return builtin_bind(found, self);
    case TYPE_ID_STATICMETHOD: return retain(((MethodWrapper *)object_of(found))->function);
    default: {
        Value function = ((MethodWrapper *)object_of(found))->function;
        while (has_type(function, TYPE_ID_CLASSMETHOD)) /* one within another binds the class, too */
            function = ((MethodWrapper *)object_of(function))->function;
        if (has_type(function, TYPE_ID_METHOD_DESCRIPTOR)) return builtin_bind(function, object_value(class));
        if (has_type(function, TYPE_ID_STATICMETHOD))
            return retain(((MethodWrapper *)object_of(function))->function);
        return method_new(function, object_value(class));
    }
    }
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

/* What a class method wraps may itself have to be asked: a property, a descriptor of the program's. */
static bool wraps_descriptor(Machine *machine, Value found) {
    if (!has_type(found, TYPE_ID_CLASSMETHOD)) return false;
    Value function = ((MethodWrapper *)object_of(found))->function;
    return has_type(function, TYPE_ID_PROPERTY) || has_own_get(machine, function);
}

static Verdict find_of_target(Machine *machine, Value proxy, Value name, Value *result) {
    return attribute_find(machine, weak_peek_target(proxy), name, result);
}

static Verdict find_on_super(Machine *machine, const Super *super, Value name, Value *result, Way *way) {
    if (str_is(name, "__class__"))
        return *result = retain(object_value(machine->classes[TYPE_ID_SUPER])), YES;
    Value found = attribute_find_after(super, name);
    if (is_absent(found)) {
        found = class_find(machine->classes[TYPE_ID_SUPER], name);
        if (is_absent(found) || descriptor_kind(machine, found) != DATA_DESCRIPTOR) return NO;
        *way = (Way){ found, object_value(super), machine->classes[TYPE_ID_SUPER] };
        return HOOK;
    }
    Descriptor kind = descriptor_kind(machine, found);
    bool through_class = is_same(super->self, object_value(super->of));
    bool is_wrapped = has_type(found, TYPE_ID_CLASSMETHOD) || has_type(found, TYPE_ID_STATICMETHOD);
    if (kind == CALLS_GET || (kind == DATA_DESCRIPTOR && !through_class) ||
        wraps_descriptor(machine, found)) {
        *way = (Way){ found, through_class ? ABSENT : super->self, super->of };
        return HOOK;
    }
    bool as_it_is = kind == PLAIN || kind == DATA_DESCRIPTOR || (through_class && !is_wrapped);
    *result = as_it_is ? retain(found) : attribute_bind(found, super->self, super->of);
    return YES;
}

/* A data descriptor that C answers at once: a slot, the class, the dict. */
static Verdict get_at_once(Machine *machine, Value found, Value object, Value name, Value *result) {
    if (has_type(found, TYPE_ID_MEMBER_DESCRIPTOR)) {
        const Value *place = member_place(machine, found, object);
        if (!place) return HOOK;
        return place->word ? (*result = retain(*place), YES) : NO;
    }
    if (!has_type(found, TYPE_ID_GETSET_DESCRIPTOR) || !is_dunder(name)) return HOOK;
    const Builtin *getset = (const Builtin *)object_of(found);
    if (getset->of != machine->classes[TYPE_ID_OBJECT] && getset->of->is_native) return HOOK;
    *result = common_attribute(machine, object, name);
    return is_absent(*result) ? HOOK : YES;
}

/* Past the program's own __getattribute__ and __getattr__; HOOK: *way tells the call. */
static Verdict find_default(Machine *machine, Value object, Value name, Value *result, Way *way);

static Verdict find_on_instance(Machine *machine, Value object, Value name, Value *result, Way *way) {
    Class *class = value_class(machine, object);
    Value found = class_find(class, name);
    Descriptor kind = is_absent(found) ? PLAIN : descriptor_kind(machine, found);
    *way = (Way){ found, object, class };
    if (kind == DATA_DESCRIPTOR) return get_at_once(machine, found, object, name, result);
    Dict *own = attributes_of(object, false);
    Value value = own ? dict_peek_str(own, name) : ABSENT;
    if (!is_absent(value)) return *result = retain(value), YES;
    if (!is_absent(found)) {
        if (kind == CALLS_GET || wraps_descriptor(machine, found)) return HOOK;
        *result = kind == BINDS ? attribute_bind(found, object, class) : retain(found);
        return YES;
    }
    if (is_dunder(name)) {
        *result = common_attribute(machine, object, name);
        if (!is_absent(*result)) return YES;
    }
    if (has_type(object, TYPE_ID_METHOD))
        return find_default(machine, ((Method *)object_of(object))->function, name, result, way);
    return NO;
}

static Verdict find_default(Machine *machine, Value object, Value name, Value *result, Way *way) {
    *result = ABSENT;
    if (!is_object(object)) return find_on_instance(machine, object, name, result, way);
    switch (object_type(object)->id) {
    case TYPE_ID_MODULE: {
        Value value = dict_peek_str(((Module *)object_of(object))->dict, name);
        if (!is_absent(value) && !(object_type(object)->flags & TYPE_HEAP))
            return *result = retain(value), YES;
        break;
    }
    case TYPE_ID_TYPE: return attribute_find_on_class(machine, (Class *)object_of(object), name, result, way);
    case TYPE_ID_SUPER: return find_on_super(machine, (Super *)object_of(object), name, result, way);
    case TYPE_ID_OTHER:
        if (!is_weak_proxy(object)) break;
        return is_absent(weak_peek_target(object)) ? HOOK : find_of_target(machine, object, name, result);
    case TYPE_ID_ALIAS:
        if (alias_has_own(name)) break;
        return find_default(machine, alias_of(object)->origin, name, result, way);
    case TYPE_ID_UNION: /* its class's, which instances of others do not see */
        if (str_is(name, "__module__")) return *result = str_new("types"), YES;
        break;
    default: break;
    }
    return find_on_instance(machine, object, name, result, way);
}

Value module_peek_hook(Value module, const char *name) {
    return has_type(module, TYPE_ID_MODULE) ? dict_peek_text(((Module *)object_of(module))->dict, name)
                                            : ABSENT;
}

/* Attributes that are made when first asked for: where a module comes from, and most of sys. */
static bool is_place(Value object, Value name) {
    if (!has_type(object, TYPE_ID_MODULE)) return false;
    return str_is(((const Module *)object_of(object))->name, "sys") || str_is(name, "__spec__") ||
           str_is(name, "__loader__") || str_is(name, "__cached__");
}

/* Whether the program's __getattribute__ or __getattr__ decides about attributes of this class's instances.
 */
static bool asks_getattribute(Class *class) {
    return !class->is_native && is_program_function(class_peek_special(class, SPECIAL_getattribute));
}

Verdict attribute_find(Machine *machine, Value object, Value name, Value *result) {
    Way way;
    *result = ABSENT;
    Class *class = value_class(machine, object);
    if (asks_getattribute(class)) return HOOK;
    Verdict verdict = find_default(machine, object, name, result, &way);
    if (verdict == NO && (!is_absent(module_peek_hook(object, "__getattr__")) || is_place(object, name)))
        return HOOK;
    if (verdict != NO || class->is_native) return verdict;
    return is_absent(class_peek_special(class, SPECIAL_getattr)) ? NO : HOOK;
}

Verdict attribute_find_method(Machine *machine, Value object, Value name, Value *function, Value *self) {
    *self = ABSENT;
    if (is_object(object) && object_type(object) == &module_type) {
        *function = retain(dict_peek_str(((Module *)object_of(object))->dict, name));
        if (!is_absent(*function)) return YES;
    }
    const Type *type = value_type(object);
    if (type->flags & TYPE_OWN_LOOKUP) return attribute_find(machine, object, name, function);
    Class *class = type->flags & TYPE_HEAP ? class_of_heap_type(type) : value_class(machine, object);
    Value found = class_find(class, name);
    if (!has_type(found, TYPE_ID_FUNCTION) && !has_type(found, TYPE_ID_METHOD_DESCRIPTOR))
        return attribute_find(machine, object, name, function);
    const Value *slot = is_object(object) ? attributes_slot(object_of(object)) : NULL;
    if (slot && !is_absent(*slot) && !is_absent(dict_peek_str(dict_of(*slot), name)))
        return attribute_find(machine, object, name, function);
    if (asks_getattribute(class)) return HOOK;
    *function = retain(found);
    *self = retain(object);
    return YES;
}

/* ---- the operations: what needs a call, and the errors */

Outcome attribute_missing(Call *call, Value object, Value name) {
    attribute_raise_missing(call->task, object, name);
    return RAISED;
}

static Outcome get_member(Call *call, Way way, Value name) {
    const Member *member = (const Member *)object_of(way.found);
    Class *class = value_class(call_machine(call), way.instance);
    if (class_is_subclass(class, member->of)) return attribute_missing(call, way.instance, name);
    return raise_error(call->task, TypeError,
                       "descriptor '%U' for '%U' objects doesn't apply to a '%T' object", member->name,
                       member->of->name, way.instance);
}

Outcome raise_property(Call *call, const Property *property, Value object, const char *lacks) {
    Value of = value_class(call_machine(call), object)->qualname;
    if (is_absent(property->name))
        return raise_error(call->task, AttributeError, "property of %R object has no %s", of, lacks);
    return raise_error(call->task, AttributeError, "property %R of %R object has no %s", property->name, of,
                       lacks);
}

/* A property of a program's class that has the method itself. */
static bool overrides(Call *call, Value property, Special special) {
    return is_program_function(class_peek_special(value_class(call_machine(call), property), special));
}

/* What the instance has itself, or the descriptor as it is. */
static Outcome give_plain(Call *call, Way way, Value name) {
    Dict *own = is_absent(way.instance) || is_absent(name) ? NULL : attributes_of(way.instance, false);
    Value value = own ? dict_peek_str(own, name) : ABSENT;
    return give(call, retain(is_absent(value) ? way.found : value));
}

static Outcome get_through(Call *call, Way way, Value name) {
    Value found = way.found;
    if (has_type(found, TYPE_ID_CLASSMETHOD)) {
        found = ((MethodWrapper *)object_of(found))->function;
        way.instance = object_value(way.owner);
        if (!has_type(found, TYPE_ID_PROPERTY)) {
            Value args[] = { way.instance, way.instance };
            return call_special(call, found, SPECIAL_get, 2, args);
        }
    }
    if (has_type(found, TYPE_ID_GETSET_DESCRIPTOR)) {
        call_value(call, found, 1, &way.instance);
        call->request_kind = REQUEST_COMPUTE;
        return CALLED;
    }
    if (has_type(found, TYPE_ID_MEMBER_DESCRIPTOR)) return get_member(call, way, name);
    if (has_type(found, TYPE_ID_PROPERTY) && !overrides(call, found, SPECIAL_get)) {
        Value get = ((Property *)object_of(found))->get;
        if (!is_none(get)) return call_value(call, get, 1, &way.instance);
        return raise_property(call, (const Property *)object_of(found), way.instance, "getter");
    }
    if (is_absent(class_peek_special(value_class(call_machine(call), found), SPECIAL_get)))
        return give_plain(call, way, name); /* it has a __set__ alone */
    Value args[] = { is_absent(way.instance) ? NONE : way.instance, object_value(way.owner) };
    return call_special(call, found, SPECIAL_get, 2, args);
}

static Value name_of_descriptor(Value descriptor) {
    if (has_type(descriptor, TYPE_ID_MEMBER_DESCRIPTOR)) return ((Member *)object_of(descriptor))->name;
    bool is_builtin = has_type(descriptor, TYPE_ID_GETSET_DESCRIPTOR);
    return is_builtin ? builtin_signature((const Builtin *)object_of(descriptor))->name : ABSENT;
}

Outcome attribute_get_of(Call *call, Value descriptor, Value object, Value owner) {
    Machine *machine = call_machine(call);
    Class *class = is_none(owner) || !has_type(owner, TYPE_ID_TYPE) ? value_class(machine, object)
                                                                    : (Class *)object_of(owner);
    if (has_type(descriptor, TYPE_ID_MEMBER_DESCRIPTOR)) {
        const Value *place = member_place(machine, descriptor, object);
        if (place && place->word) return give(call, retain(*place));
    }
    Way way = { descriptor, object, class };
    if (has_type(descriptor, TYPE_ID_STATICMETHOD) ||
        (has_type(descriptor, TYPE_ID_CLASSMETHOD) && !wraps_descriptor(machine, descriptor)))
        return give(call, attribute_bind(descriptor, object, class));
    return get_through(call, way, name_of_descriptor(descriptor));
}

enum { ATTRIBUTE_ASKED = 1, ATTRIBUTE_FALLBACK = 2 };

/* Who lacks the attribute: what an alias or a bound method stands for. */
static Value lacking(Machine *machine, Value object, Value name) {
    if (has_type(object, TYPE_ID_ALIAS) && !alias_has_own(name)) return alias_of(object)->origin;
    if (has_type(object, TYPE_ID_METHOD) && is_absent(class_find(machine->classes[TYPE_ID_METHOD], name)))
        return ((Method *)object_of(object))->function;
    return object;
}

/* What `x.method()` loads of a class without hooks of its own: there python3 leaves errors as they are. */
static bool is_plain_method(Call *call, Value object) {
    if (call->mark != ATTRIBUTE_OF_CALL || value_type(object)->flags & TYPE_OWN_LOOKUP) return false;
    Class *class = value_class(call_machine(call), object);
    return !asks_getattribute(class) && is_absent(class_peek_special(class, SPECIAL_getattr));
}

/* An AttributeError that does not say about what it is says so from here on: suggestions are made of that. */
static Outcome raised_about(Call *call, Value object, Value name) {
    ExceptionObject *error = exception_of(call->task->exception);
    const Class *class = value_class(call_machine(call), call->task->exception);
    bool is_unset = class_is_subclass(class, call_machine(call)->exceptions[AttributeError]) &&
                    is_absent(error->fields[0]) && is_absent(error->fields[1]);
    if (is_unset && !is_plain_method(call, object)) {
        error->fields[0] = retain(name);
        error->fields[1] = retain(object);
    }
    return RAISED;
}

/* After a first way failed with AttributeError, __getattr__ is asked. */
static Outcome get_fallback(Call *call, Class *class, Value object, Value name) {
    Value hook = class_peek_special(class, SPECIAL_getattr),
          of_module = module_peek_hook(object, "__getattr__");
    bool is_late = is_place(object, name);
    if ((is_late || !is_absent(of_module)) && is_absent(call->task->exception)) {
        call->step = ATTRIBUTE_FALLBACK;
        call->catches = false;
        if (is_late) return call_helper(call, "_module_place", 2, call->args);
        return call_value(call, of_module, 1, &name);
    }
    if (is_absent(hook) || class->is_native)
        return is_absent(call->task->exception)
                   ? attribute_missing(call, lacking(call_machine(call), object, name), name)
                   : raised_about(call, object, name);
    release(task_take_exception(call->task));
    call->step = ATTRIBUTE_FALLBACK;
    call->catches = true;
    return call_special(call, object, SPECIAL_getattr, 1, &name);
}

Outcome operation_get_attribute(Call *call) {
    Machine *machine = call_machine(call);
    Value object = call->args[0], name = call->args[1], result;
    if (is_weak_proxy(object)) {
        if (!weak_take_place(call, 0)) return RAISED;
        object = call->args[0];
    }
    Class *class = value_class(machine, object);
    Way way;
    if (call->step == ATTRIBUTE_FALLBACK)
        return is_absent(call->task->exception) ? DONE : raised_about(call, object, name);
    if (call->step != 0) {
        if (is_absent(call->task->exception)) return DONE;
        Class *attribute_error = machine->exceptions[AttributeError];
        if (!class_is_subclass(value_class(machine, call->task->exception), attribute_error)) return RAISED;
        return get_fallback(call, class, object, name);
    }
    call->step = ATTRIBUTE_ASKED;
    call->catches = true;
    if (asks_getattribute(class)) return call_special(call, object, SPECIAL_getattribute, 1, &name);
    switch (find_default(machine, object, name, &result, &way)) {
    case YES: return give(call, result);
    case NO: return get_fallback(call, class, object, name);
    default: {
        Outcome outcome = get_through(call, way, name);
        return outcome == RAISED && call->catches ? operation_get_attribute(call) : outcome;
    }
    }
}

/* object.__getattribute__: the default lookup, past a program's own __getattribute__. */
Outcome operation_default_attribute(Call *call) {
    Way way;
    Value object = call->args[0], name = call->args[1], result;
    if (call->step) return DONE;
    call->step = 1;
    switch (find_default(call_machine(call), object, name, &result, &way)) {
    case YES: return give(call, result);
    case NO: return attribute_missing(call, object, name);
    default: return get_through(call, way, name);
    }
}
