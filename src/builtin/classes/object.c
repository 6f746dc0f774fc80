/* SPDX-License-Identifier: GPL-3.0-or-later */
/* object: what every class inherits. The behaviour stands in vm/; here are
 * the methods by which a program reaches it, mostly through super(). */
#include "builtin/classes/object.h"
#include "base/hash.h"
#include "value/singleton.h"
#include "vm/attribute.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <stdlib.h>

Value not_none(Value value) { return is_absent(value) ? NONE : retain(value); }

/* A plain object() has no attributes, unlike an instance of any class of a program. */
static const Type object_type_spec = {
    .name = "object", .id = TYPE_ID_OBJECT, .flags = TYPE_SUBCLASSABLE, .size = sizeof(Object)
};

/* ---- making */

static bool is_programs(Value method) {
    return has_type(method, TYPE_ID_FUNCTION) || has_type(method, TYPE_ID_STATICMETHOD);
}

/* Arguments are for a __new__ or __init__ of the program; without the other one they are too many. */
static Outcome object_make(Call *call) {
    if (!has_type(call->args[0], TYPE_ID_TYPE)) {
        return raise_error(call->task, TypeError, "object.__new__(X): X is not a type object (%T)",
                           call->args[0]);
    }
    Class *class = (Class *)object_of(call->args[0]);
    bool excess = tuple_of(call->args[1])->count || dict_of(call->args[2])->count;
    if (excess && is_programs(class_peek_special(class, SPECIAL_new)))
        return raise_error(call->task, TypeError,
                           "object.__new__() takes exactly one argument (the type to instantiate)");
    if (excess && !is_programs(class_peek_special(class, SPECIAL_init)))
        return raise_error(call->task, TypeError, "%U() takes no arguments", class->name);
    if (class->is_abstract) {
        Value names = dict_peek_text(class_dict(class), "__abstractmethods__");
        return call_helper(call, "_raise_abstract", 2, (Value[]){ class->name, names });
    }
    if (class->native->id == TYPE_ID_OBJECT)
        return give(call, object_value(object_new(class->native, sizeof(Object))));
    if (class->native == &instance_type) return give(call, instance_new(class));
    return raise_error(call->task, TypeError, "object.__new__(%U) is not safe, use %s.__new__()", class->name,
                       class->native->name);
}

static Outcome object_init(Call *call) {
    Class *class = value_class(call_machine(call), call->args[0]);
    if (tuple_of(call->args[1])->count == 0 && dict_of(call->args[2])->count == 0) return give_none(call);
    if (is_programs(class_peek_special(class, SPECIAL_init))) {
        return raise_error(call->task, TypeError,
                           "object.__init__() takes exactly one argument (the instance to initialize)");
    }
    bool makes_itself = class->native != &instance_type && class->native->id != TYPE_ID_OBJECT;
    if (makes_itself || is_programs(class_peek_special(class, SPECIAL_new))) return give_none(call);
    return raise_error(call->task, TypeError, "%U() takes no arguments", class->name);
}

static Outcome object_init_subclass(Call *call) {
    Value class = call->args[0];
    size_t given = tuple_of(call->args[1])->count;
    if (dict_of(call->args[2])->count) {
        return raise_error(call->task, TypeError, "%U.__init_subclass__() takes no keyword arguments",
                           ((const Class *)object_of(class))->qualname);
    }
    if (given == 0) return give_none(call);
    return raise_error(call->task, TypeError, "%U.__init_subclass__() takes no arguments (%zu given)",
                       ((const Class *)object_of(class))->qualname, given);
}

/* Abstract classes override it. */
static Outcome object_subclasshook(Call *call) { return give(call, not_implemented_value()); }

/* ---- text, hash, comparison */

static Outcome object_repr(Call *call) {
    const Class *class = value_class(call_machine(call), call->args[0]);
    Buffer out = { 0 };
    buffer_append_byte(&out, '<');
    if (is_str(class->module) && !str_is(class->module, "builtins")) {
        str_append_utf8(&out, class->module);
        buffer_append_byte(&out, '.');
    }
    str_append_utf8(&out, class->qualname);
    buffer_append_format(&out, " object at 0x%lx>", (unsigned long)call->args[0].word);
    return give_buffer(call, &out);
}

/* A native that leaves everything to an operation over its arguments. */
static Outcome delegate(Call *call, Native *operation, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    return call_native(call, operation, 0, count, args);
}

static Outcome object_str(Call *call) { return delegate(call, operation_repr, 1, call->args); }

static Outcome object_format(Call *call) {
    if (!is_str(call->args[1])) {
        return raise_error(call->task, TypeError, "__format__() argument must be str, not %T", call->args[1]);
    }
    if (str_count(call->args[1]) == 0) return delegate(call, operation_str, 1, call->args);
    return raise_error(call->task, TypeError, "unsupported format string passed to %T.__format__",
                       call->args[0]);
}

static Outcome object_hash(Call *call) {
    return give_int(call, hash_pointer((const void *)call->args[0].word));
}

static Outcome object_eq(Call *call) {
    return give(call, is_same(call->args[0], call->args[1]) ? TRUE : not_implemented_value());
}

static Outcome object_ne(Call *call) {
    if (call->step == 0) {
        call->step = 1;
        return call_special(call, call->args[0], SPECIAL_eq, 1, &call->args[1]);
    }
    if (has_type(call->result, TYPE_ID_NOT_IMPLEMENTED)) return DONE;
    Verdict truth = value_truth(call->result);
    if (truth != HOOK) return give_bool(call, truth == NO);
    return call_helper(call, "_not", 1, &call->result);
}

static Outcome object_unordered(Call *call) { return give(call, not_implemented_value()); }

/* ---- attributes */

static bool check_name(Call *call) {
    if (is_str(call->args[1])) return true;
    raise_error(call->task, TypeError, "attribute name must be string, not '%T'", call->args[1]);
    return false;
}

static Outcome object_getattribute(Call *call) {
    return check_name(call) ? delegate(call, operation_default_attribute, 2, call->args) : RAISED;
}

static Outcome object_setattr(Call *call) {
    if (!check_name(call)) return RAISED;
    return delegate(call, operation_set_default, 3, (Value[]){ call->args[2], call->args[0], call->args[1] });
}

static Outcome object_delattr(Call *call) {
    return check_name(call) ? delegate(call, operation_delete_default, 2, call->args) : RAISED;
}

static bool add_names(Dict *names, Dict *from) {
    DictEntry *entry;
    for (size_t position = 0; from && (entry = dict_next(from, &position));) {
        if (is_str(entry->key) && !dict_set_str(names, entry->key, NONE)) return false;
    }
    return true;
}

static int compare_names(const void *a, const void *b) {
    return str_compare(*(const Value *)a, *(const Value *)b);
}

static Value sorted_keys(Dict *names) {
    Value list = list_new(names->count);
    DictEntry *entry;
    for (size_t position = 0; !is_absent(list) && (entry = dict_next(names, &position));) {
        if (!list_push(list_of(list), entry->key)) replace_take(&list, ABSENT);
    }
    if (!is_absent(list) && list_of(list)->count) {
        qsort(list_of(list)->items, list_of(list)->count, sizeof(Value), compare_names);
    }
    return list;
}

Value directory_of(Machine *machine, Value object) {
    Dict *names = dict_new();
    bool is_class = has_type(object, TYPE_ID_TYPE);
    bool added = is_class || add_names(names, attributes_of(object, false));
    const Class *class = is_class ? (const Class *)object_of(object) : value_class(machine, object);
    bool is_module = has_type(object, TYPE_ID_MODULE);
    for (size_t i = 0; i < class->mro_count && !is_module; i++)
        added = added && add_names(names, class_dict(class->mro[i]));
    if (!is_module) dict_define_text_take(names, "__class__", NONE);
    Value list = added ? sorted_keys(names) : ABSENT;
    release(dict_value(names));
    return list;
}

static Outcome object_dir(Call *call) { return give(call, directory_of(call_machine(call), call->args[0])); }

/* ---- for copy and pickle, in the notation: copyreg is Python's own */

static Outcome help(Call *call, const char *helper, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, helper, count, args);
}

static Outcome object_reduce(Call *call) {
    return help(call, "_reduce", 2, (Value[]){ call->args[0], small_int(0) });
}

static Outcome object_reduce_ex(Call *call) {
    int protocol;
    if (!call->step && !arg_int(call, 1, &protocol)) return RAISED;
    return help(call, "_reduce_ex", 2, call->args);
}

static Outcome object_getstate(Call *call) { return help(call, "_getstate", 1, call->args); }
static Outcome object_sizeof(Call *call) { return give_int(call, value_type(call->args[0])->size); }

static Outcome object_class(Call *call) {
    return give(call, retain(object_value(value_class(call_machine(call), call->args[0]))));
}

/* Whether the machine lets an object change its class: those of programs, and modules. */
static bool may_change(const Class *class) {
    return !class->is_native || class->native->id == TYPE_ID_MODULE;
}

static Outcome object_set_class(Call *call) {
    Value value = call->args[1];
    if (is_absent(value)) return raise_error(call->task, TypeError, "can't delete __class__ attribute");
    if (!has_type(value, TYPE_ID_TYPE))
        return raise_error(call->task, TypeError, "__class__ must be set to a class, not '%T' object", value);
    Class *old = value_class(call_machine(call), call->args[0]), *new = (Class *)object_of(value);
    if (!may_change(old) || !may_change(new))
        return raise_error(call->task, TypeError,
                           "__class__ assignment only supported for mutable types or ModuleType subclasses");
    if (!class_same_layout(old, new))
        return raise_error(call->task, TypeError,
                           "__class__ assignment: '%s' object layout differs from '%s'", new->type.name,
                           old->type.name);
    class_change(object_of(call->args[0]), new);
    return give_none(call);
}

static const NativeSpec object_methods[] = {
    { "__init__(self, /, *args, **kwargs)", object_init, "Initialize self.", ARGS_OWN },
    { "__init_subclass__(cls, /, *args, **kwargs)", object_init_subclass, NULL, ARGS_OWN,
      NATIVE_CLASSMETHOD },
    { "__subclasshook__(cls, object, /)", object_subclasshook, NULL, ARGS_OWN, NATIVE_CLASSMETHOD },
    { "__repr__(self, /)", object_repr, "Return repr(self)." },
    { "__str__(self, /)", object_str, "Return str(self)." },
    { "__format__(self, format_spec, /)", object_format, "Return str(self) if format_spec is empty." },
    { "__hash__(self, /)", object_hash, "Return hash(self)." },
    { "__eq__(self, value, /)", object_eq, "Return self==value." },
    { "__ne__(self, value, /)", object_ne, "Return self!=value." },
    { "__lt__(self, value, /)", object_unordered, "Return self<value." },
    { "__le__(self, value, /)", object_unordered, "Return self<=value." },
    { "__gt__(self, value, /)", object_unordered, "Return self>value." },
    { "__ge__(self, value, /)", object_unordered, "Return self>=value." },
    { "__getattribute__(self, name, /)", object_getattribute, "Return getattr(self, name)." },
    { "__setattr__(self, name, value, /)", object_setattr, "Implement setattr(self, name, value)." },
    { "__delattr__(self, name, /)", object_delattr, "Implement delattr(self, name)." },
    { "__dir__(self, /)", object_dir, "Return the names of its attributes." },
    { "__reduce__(self, /)", object_reduce, "Helper for pickle." },
    { "__reduce_ex__(self, protocol, /)", object_reduce_ex, "Helper for pickle." },
    { "__getstate__(self, /)", object_getstate, "Helper for pickle." },
    { "__sizeof__(self, /)", object_sizeof, "Size of object in memory, in bytes." },
    { "__class__", object_class, NULL, .set = object_set_class },
    { 0 },
};

const ClassSpec object_class_spec = {
    .type = &object_type_spec,
    .make = { "object(cls, /, *args, **kwargs)", object_make, NULL, ARGS_OWN },
    .methods = object_methods,
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new "
           "featureless\n"
           "instance that has no instance attributes and cannot be given any.\n",
};

/* ---- constants */

/* Their classes can be called and give the one value there is. */
static bool check_no_arguments(Call *call, const char *name) {
    if (tuple_of(call->args[1])->count == 0 && dict_of(call->args[2])->count == 0) return true;
    raise_error(call->task, TypeError, "%s takes no arguments", name);
    return false;
}

static Outcome none_make(Call *call) {
    return check_no_arguments(call, "NoneType") ? give_none(call) : RAISED;
}

static Outcome ellipsis_make(Call *call) {
    return check_no_arguments(call, "EllipsisType") ? give(call, ellipsis_value()) : RAISED;
}

static Outcome not_implemented_make(Call *call) {
    return check_no_arguments(call, "NotImplementedType") ? give(call, not_implemented_value()) : RAISED;
}

#define CONSTANT_MAKE(name, make)                                                                            \
    { name "(cls, /, *args, **kwargs)", make, NULL, ARGS_OWN }

const ClassSpec none_class_spec = { .type = &none_type,
                                    .is_hidden = true,
                                    .make = CONSTANT_MAKE("NoneType", none_make) };
const ClassSpec ellipsis_class_spec = { .type = &ellipsis_type,
                                        .is_hidden = true,
                                        .make = CONSTANT_MAKE("ellipsis", ellipsis_make) };
const ClassSpec not_implemented_class_spec = {
    .type = &not_implemented_type,
    .is_hidden = true,
    .make = CONSTANT_MAKE("NotImplementedType", not_implemented_make),
};
