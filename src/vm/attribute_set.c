/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes set and deleted: by a data descriptor of the class, else in the instance's own dict.
 * See https://docs.python.org/3.11/reference/datamodel.html#customizing-attribute-access */
#include "value/weak.h"
#include "vm/attribute.h"
#include "vm/builtin.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"

/* ---- storing */

static bool store_on_class(Class *class, Value name, Value value) {
    if (class_is_immutable(class) || is_dunder(name) || class->head.object.type != &class_type) return false;
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
    if (class->slots_only && class->slot_total == 0) return false;
    if (is_program_function(class_peek_special(class, SPECIAL_setattr))) return false;
    Value found = class_find(class, name);
    if (!is_absent(found) && descriptor_kind(machine, found) == DATA_DESCRIPTOR) {
        Value *place =
            has_type(found, TYPE_ID_MEMBER_DESCRIPTOR) ? member_place(machine, found, object) : NULL;
        if (place) member_set(place, value);
        return place != NULL;
    }
    if (class->slots_only || is_dunder(name)) return false;
    return dict_set_str(attributes_of(object, true), name, value);
}

static Outcome set_member(Call *call, Value found, Value object, Value value) {
    Member *member = (Member *)object_of(found);
    Value *place = member_place(call_machine(call), found, object);
    if (!place)
        return raise_error(call->task, TypeError,
                           "descriptor '%U' for '%U' objects doesn't apply to a '%T' object", member->name,
                           member->of->name, object);
    if (is_absent(value) && !place->word) return raise_error(call->task, AttributeError, "%U", member->name);
    member_set(place, value);
    return give_none(call);
}

static Outcome set_property(Call *call, Value found, Value object, Value value) {
    const Property *property = (Property *)object_of(found);
    Value function = is_absent(value) ? property->delete : property->set;
    Value args[] = { object, value };
    if (!is_none(function)) return call_value(call, function, is_absent(value) ? 1 : 2, args);
    return raise_property(call, property, object, is_absent(value) ? "deleter" : "setter");
}

static Outcome set_computed(Call *call, const Builtin *getset, Value object, Value name, Value value) {
    if (getset->spec->flags & NATIVE_MEMBER && !getset->spec->set)
        return raise_error(call->task, AttributeError, "readonly attribute");
    if (!getset->spec->set) {
        const Class *of = getset->of;
        return raise_error(call->task, AttributeError, "attribute '%U' of '%s' objects is not writable", name,
                           of->spec && of->spec->error_name ? of->spec->error_name : of->native->name);
    }
    return call_native(call, getset->spec->set, 0, 2, (Value[]){ object, value });
}

Outcome attribute_set_through(Call *call, Value found, Value object, Value name, Value value) {
    Class *class = value_class(call_machine(call), found);
    Special special = is_absent(value) ? SPECIAL_delete : SPECIAL_set;
    if (has_type(found, TYPE_ID_GETSET_DESCRIPTOR))
        return set_computed(call, (const Builtin *)object_of(found), object, name, value);
    if (has_type(found, TYPE_ID_MEMBER_DESCRIPTOR)) return set_member(call, found, object, value);
    if (has_type(found, TYPE_ID_PROPERTY) && !is_program_function(class_peek_special(class, special)))
        return set_property(call, found, object, value);
    if (is_absent(class_peek_special(class, special)))
        return raise_error(call->task, AttributeError, is_absent(value) ? "__delete__" : "__set__");
    if (is_absent(value)) return call_special(call, found, SPECIAL_delete, 1, &object);
    return call_special(call, found, SPECIAL_set, 2, (Value[]){ object, value });
}

/* The default of setting (value given) and deleting (value ABSENT), past a program's own hooks. */
static Outcome set_default(Call *call, Value object, Value name, Value value) {
    Machine *machine = call_machine(call);
    if (has_type(object, TYPE_ID_TYPE))
        return attribute_set_on_class(call, (Class *)object_of(object), name, value);
    Class *class = value_class(machine, object);
    Value found = class_find(class, name);
    call->step = 1;
    if (!is_absent(found) && descriptor_kind(machine, found) == DATA_DESCRIPTOR)
        return attribute_set_through(call, found, object, name, value);
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
    if (own && class->slots_only && !is_absent(found))
        return raise_error(call->task, AttributeError, "'%T' object attribute '%U' is read-only", object,
                           name);
    if (own && is_absent(value)) {
        if (dict_remove_str(own, name)) return give_none(call);
        if (!has_type(object, TYPE_ID_MODULE)) return attribute_missing(call, object, name);
        return raise_error(call->task, AttributeError, "'module' object has no attribute '%U'", name);
    }
    if (own && class->slots_only) return attribute_missing(call, object, name);
    if (own) return dict_set_str(own, name, value) ? give_none(call) : raise_memory(call->task);
    bool has_dict = is_object(object) && attributes_slot(object_of(object)) && !class->slots_only;
    if (is_absent(found) || has_dict) return attribute_missing(call, object, name);
    return raise_error(call->task, AttributeError, "'%T' object attribute '%U' is read-only", object, name);
}

static Outcome set_or_delete(Call *call, Value object, Value name, Value value) {
    if (call->step) return give_none(call);
    if (is_weak_proxy(object)) {
        size_t place = is_absent(value) && call->count == 2 ? 0 : 1;
        if (!weak_take_place(call, place)) return RAISED;
        object = call->args[place];
    }
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
