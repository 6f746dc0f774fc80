/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _abc: what Python's own abc stands on. Each abstract class has an _abc_data in its dict: who is registered,
 * and who has been found to be, or not to be, a subclass. Classes are held weakly: by their address, beside a
 * reference that tells whether the class of that address is still the same.
 * See https://docs.python.org/3.11/library/abc.html */
#include "value/singleton.h"
#include "value/weak.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Dict *registry, *found, *not_found; /* address of a class: a reference to it */
    int64_t version;                    /* of the registrations when not_found was last right */
} AbcData;

static void data_free(Object *object) {
    AbcData *data = (AbcData *)object;
    release(dict_value(data->registry));
    release(dict_value(data->found));
    release(dict_value(data->not_found));
    object_release_memory(object);
}

static const Type data_type = {
    .name = "_abc._abc_data",
    .flags = TYPE_CONTAINER,
    .size = sizeof(AbcData),
    .free = data_free,
};

static const ClassSpec data_class = { .type = &data_type, .module = "_abc", .is_hidden = true };

/* ---- sets of classes */

static HashedKey key_of(Value class) {
    int64_t address = (int64_t)(class.word >> 4);
    return (HashedKey){ small_int(address), address };
}

static bool has(Dict *classes, Value class) {
    if (classes->count == 0) return false;
    Value weak = dict_peek(classes, key_of(class));
    return !is_absent(weak) && is_same(weak_peek_target(weak), class);
}

static bool add(Call *call, Dict *classes, Value class) {
    Value weak = weak_new(&weakref_type, class, ABSENT);
    bool added = dict_set(classes, key_of(class), weak);
    release(weak);
    if (!added) raise_memory(call->task);
    return added;
}

/* Those that live. */
static Value members(Dict *classes) {
    Value list = list_new(classes->count);
    DictEntry *entry;
    for (size_t position = 0; !is_absent(list) && (entry = dict_next(classes, &position));) {
        Value class = weak_peek_target(entry->value);
        if (!is_absent(class)) list_add(list_of(list), class);
    }
    return list;
}

/* ---- the data of a class */

static AbcData *data_of(Call *call) {
    Value class = call->args[0];
    Value text = str_new("_abc_impl"), name = str_intern(text);
    bool is_class = has_type(class, TYPE_ID_TYPE);
    Value data = is_class ? class_find((Class *)object_of(class), name) : ABSENT;
    AbcData *found = has_layout(data, &data_type) ? (AbcData *)object_of(data) : NULL;
    if (!found && is_absent(data))
        attribute_raise_missing(call->task, class, name);
    else if (!found)
        raise_error(call->task, TypeError, "_abc_impl is set to a wrong type");
    release(text);
    release(name);
    return found;
}

static Outcome abc_init(Call *call) {
    if (!has_type(call->args[0], TYPE_ID_TYPE))
        return raise_error(call->task, TypeError, "_abc_init() argument must be a class, not %T",
                           call->args[0]);
    Class *class = (Class *)object_of(call->args[0]);
    if (call->step == 0) {
        call->step = 1;
        return call_helper(call, "_abc_abstracts", 1, call->args);
    }
    if (call->step == 1) {
        call->step = 2;
        Value names = take_result(call), key = str_new("__abstractmethods__"), interned = str_intern(key);
        Outcome outcome =
            call_native(call, operation_set_attribute, 0, 3, (Value[]){ names, call->args[0], interned });
        release(names);
        release(key);
        release(interned);
        return outcome;
    }
    AbcData *data = container_new(&data_type, sizeof *data);
    data->registry = dict_new();
    data->found = dict_new();
    data->not_found = dict_new();
    data->version = call_machine(call)->abc_version;
    dict_define_text_take(class_dict(class), "_abc_impl", object_value(data));
    class_changed(class);
    return give_none(call);
}

/* ---- registering */

enum { REGISTER_START, REGISTER_IS_SUBCLASS, REGISTER_IS_CYCLE };

static Outcome abc_register(Call *call) {
    AbcData *data = data_of(call);
    if (!data) return RAISED;
    Value class = call->args[0], subclass = call->args[1];
    if (call->step == REGISTER_START) {
        if (!has_type(subclass, TYPE_ID_TYPE))
            return raise_error(call->task, TypeError, "Can only register classes");
        call->step = REGISTER_IS_SUBCLASS;
        return call_native(call, operation_subclass_of, 0, 2, (Value[]){ subclass, class });
    }
    if (call->step == REGISTER_IS_SUBCLASS) {
        if (is_same(call->result, TRUE)) return give(call, retain(subclass));
        call->step = REGISTER_IS_CYCLE;
        return call_native(call, operation_subclass_of, 0, 2, (Value[]){ class, subclass });
    }
    if (is_same(call->result, TRUE))
        return raise_error(call->task, RuntimeError, "Refusing to create an inheritance cycle");
    if (!add(call, data->registry, subclass)) return RAISED;
    call_machine(call)->abc_version++;
    return give(call, retain(subclass));
}

/* ---- asking */

static bool knows_not(Call *call, AbcData *data, Value subclass) {
    int64_t version = call_machine(call)->abc_version;
    if (data->version == version) return has(data->not_found, subclass);
    dict_clear_items(data->not_found);
    data->version = version;
    return false;
}

static Outcome ask_subclass(Call *call, Value subclass) {
    return call_method(call, call->args[0], "__subclasscheck__", 1, &subclass);
}

enum { INSTANCE_START, INSTANCE_CLASS, INSTANCE_ASKED, INSTANCE_ASKED_FIRST };

static Outcome check_instance_class(Call *call, AbcData *data, Value class) {
    Value type = object_value(value_class(call_machine(call), call->args[1]));
    if (has_type(class, TYPE_ID_TYPE) && has(data->found, class)) return give_bool(call, true);
    if (is_same(class, type)) {
        if (knows_not(call, data, class)) return give_bool(call, false);
        call->step = INSTANCE_ASKED;
        return ask_subclass(call, class);
    }
    call->step = INSTANCE_ASKED_FIRST;
    return ask_subclass(call, class);
}

static Outcome abc_instancecheck(Call *call) {
    AbcData *data = data_of(call);
    if (!data) return RAISED;
    Machine *machine = call_machine(call);
    Value instance = call->args[1], class = ABSENT, result;
    switch (call->step) {
    case INSTANCE_START:
        if (attribute_find(machine, instance, machine->class_name, &result) == YES) {
            Outcome outcome = check_instance_class(call, data, result);
            release(result);
            return outcome;
        }
        call->step = INSTANCE_CLASS;
        return call_native(call, operation_get_attribute, 0, 2, (Value[]){ instance, machine->class_name });
    case INSTANCE_CLASS: {
        class = take_result(call);
        Outcome outcome = check_instance_class(call, data, class);
        release(class);
        return outcome;
    }
    case INSTANCE_ASKED_FIRST:
        if (value_truth(call->result) == YES) return DONE;
        call->step = INSTANCE_ASKED;
        return ask_subclass(call, object_value(value_class(machine, instance)));
    default: return DONE;
    }
}

static Outcome abc_subclasscheck(Call *call) {
    AbcData *data = data_of(call);
    if (!data) return RAISED;
    Value subclass = call->args[1];
    if (call->step) {
        if (is_none(call->result)) return give_bool(call, true); /* itself registered: not remembered */
        bool is_subclass = is_same(call->result, TRUE);
        if (!add(call, is_subclass ? data->found : data->not_found, subclass)) return RAISED;
        return DONE;
    }
    if (!has_type(subclass, TYPE_ID_TYPE))
        return raise_error(call->task, TypeError, "issubclass() arg 1 must be a class");
    if (has(data->found, subclass)) return give_bool(call, true);
    if (knows_not(call, data, subclass)) return give_bool(call, false);
    call->step = 1;
    Value registered = members(data->registry);
    if (is_absent(registered)) return raise_memory(call->task);
    Outcome outcome =
        call_helper(call, "_abc_is_subclass", 3, (Value[]){ call->args[0], subclass, registered });
    release(registered);
    return outcome;
}

/* ---- the rest */

static Outcome abc_token(Call *call) { return give_int(call, call_machine(call)->abc_version); }

static Outcome abc_reset_registry(Call *call) {
    AbcData *data = data_of(call);
    if (!data) return RAISED;
    dict_clear_items(data->registry);
    return give_none(call);
}

static Outcome abc_reset_caches(Call *call) {
    AbcData *data = data_of(call);
    if (!data) return RAISED;
    dict_clear_items(data->found);
    dict_clear_items(data->not_found);
    return give_none(call);
}

static Value references(Dict *classes) {
    Value set = set_new();
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(classes, &position));) {
        int64_t hash;
        if (value_hash(entry->value, &hash, 0) == YES &&
            !set_add(set_of(set), (HashedKey){ entry->value, hash }))
            break;
    }
    return set;
}

static Outcome abc_dump(Call *call) {
    AbcData *data = data_of(call);
    if (!data) return RAISED;
    Value items[] = { references(data->registry), references(data->found), references(data->not_found),
                      int_from_int64(data->version) };
    Value tuple = tuple_from(items, 4);
    for (size_t i = 0; i < 4; i++) release(items[i]);
    return give(call, tuple);
}

static const NativeSpec abc_functions[] = {
    { "_abc_init(object, /)", abc_init },
    { "_abc_register(cls, subclass, /)", abc_register },
    { "_abc_instancecheck(cls, instance, /)", abc_instancecheck },
    { "_abc_subclasscheck(cls, subclass, /)", abc_subclasscheck },
    { "get_cache_token()", abc_token },
    { "_reset_registry(object, /)", abc_reset_registry },
    { "_reset_caches(object, /)", abc_reset_caches },
    { "_get_dump(object, /)", abc_dump },
    { 0 },
};

static const ClassSpec *const abc_classes[] = { &data_class, NULL };

const ModuleSpec _abc_module = {
    .name = "_abc",
    .doc = "What Python's own abc stands on.",
    .functions = abc_functions,
    .classes = abc_classes,
};
