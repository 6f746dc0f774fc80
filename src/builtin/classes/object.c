/* SPDX-License-Identifier: GPL-3.0-or-later */
/* object and type: what every class inherits, and what every class is. The behaviour stands in vm/; here are
 * the methods by which a program reaches it, mostly through super(). */
#include "builtin/classes/object.h"
#include "base/hash.h"
#include "value/alias.h"
#include "value/singleton.h"
#include "value/union.h"
#include "vm/attribute.h"
#include "vm/class_call.h"
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
    if (is_programs(class_peek_special(class, SPECIAL_new))) return give_none(call);
    return raise_error(call->task, TypeError, "%U() takes no arguments", class->name);
}

static Outcome object_init_subclass(Call *call) {
    Value class = call->args[0];
    size_t given = tuple_of(call->args[1])->count;
    if (dict_of(call->args[2])->count) {
        return raise_error(call->task, TypeError, "%U.__init_subclass__() takes no keyword arguments",
                           ((const Class *)object_of(class))->name);
    }
    if (given == 0) return give_none(call);
    return raise_error(call->task, TypeError, "%U.__init_subclass__() takes no arguments (%zu given)",
                       ((const Class *)object_of(class))->name, given);
}

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

static const NativeSpec object_methods[] = {
    { "__init__(self, /, *args, **kwargs)", object_init, "Initialize self.", ARGS_OWN },
    { "__init_subclass__(cls, /, *args, **kwargs)", object_init_subclass, NULL, ARGS_OWN,
      NATIVE_CLASSMETHOD },
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

/* ---- type */

static bool check_argument(Call *call, size_t i, TypeId id, const char *type) {
    Value value = tuple_of(call->args[1])->items[i];
    if (has_type(value, id)) return true;
    raise_error(call->task, TypeError, "type.__new__() argument %zu must be %s, not %T", i + 1, type, value);
    return false;
}

/* type(name, bases, dict): as a class statement whose body has left these names. */
static Outcome make_class(Call *call) {
    const Value *given = tuple_of(call->args[1])->items;
    if (!check_argument(call, 0, TYPE_ID_STR, "str") || !check_argument(call, 1, TYPE_ID_TUPLE, "tuple") ||
        !check_argument(call, 2, TYPE_ID_DICT, "dict")) {
        return RAISED;
    }
    for (size_t i = 0; i < tuple_of(given[1])->count; i++) {
        if (has_type(tuple_of(given[1])->items[i], TYPE_ID_TYPE)) continue;
        return raise_error(
            call->task, TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of "
            "the metaclasses of all its bases");
    }
    Dict *names = dict_copy(dict_of(given[2]));
    if (!names) return raise_memory(call->task);
    const Frame *frame = call->task->frame->caller;
    Value module = frame && frame->code ? dict_peek_text(frame->globals, "__name__") : ABSENT;
    bool is_named = !is_absent(dict_peek_text(names, "__module__"));
    if (!is_absent(module) && !is_named) dict_define_text_take(names, "__module__", retain(module));
    call->step = 1;
    Value args[] = { dict_value(names), given[0], given[1], call->args[2] };
    Outcome outcome = call_native(call, operation_build_class, 0, 4, args);
    release(dict_value(names));
    return outcome;
}

static Outcome type_make(Call *call) {
    if (call->step) return DONE;
    const Tuple *given = tuple_of(call->args[1]);
    if (given->count == 1 && dict_of(call->args[2])->count == 0) {
        return give(call, retain(object_value(value_class(call_machine(call), given->items[0]))));
    }
    if (given->count != 3) return raise_error(call->task, TypeError, "type() takes 1 or 3 arguments");
    return make_class(call);
}

/* ---- int | str */

/* None stands for its class. ABSENT: not for a union. */
static Value union_part(Machine *machine, Value value) {
    if (is_none(value)) return object_value(machine->classes[TYPE_ID_NONE]);
    bool fits =
        has_type(value, TYPE_ID_TYPE) || has_type(value, TYPE_ID_UNION) || has_type(value, TYPE_ID_ALIAS);
    return fits ? value : ABSENT;
}

static Outcome unite(Call *call, Value a, Value b) {
    Machine *machine = call_machine(call);
    a = union_part(machine, a);
    b = union_part(machine, b);
    if (is_absent(a) || is_absent(b)) return give(call, not_implemented_value());
    return give(call, union_new(a, b));
}

static Outcome type_or(Call *call) { return unite(call, call->args[0], call->args[1]); }
static Outcome type_ror(Call *call) { return unite(call, call->args[1], call->args[0]); }
static Outcome union_args(Call *call) { return give(call, retain(union_peek_classes(call->args[0]))); }

#define UNION_ROWS                                                                                           \
    { "__or__(self, value, /)", type_or, "Return self|value." }, {                                           \
        "__ror__(self, value, /)", type_ror, "Return value|self."                                            \
    }

static const NativeSpec union_methods[] = { UNION_ROWS, { "__args__", union_args }, { 0 } };

const ClassSpec union_class_spec = {
    .type = &union_type, .is_hidden = true, .module = "types", .methods = union_methods
};

/* ---- list[int] */

Outcome class_getitem(Call *call) { return give(call, alias_new(call->args[0], call->args[1])); }

static Outcome alias_call(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, alias_of(call->args[0])->origin, call->args[1], call->args[2]);
}

static Outcome alias_get_item(Call *call) {
    Outcome outcome = arg_repr(call, 0);
    return outcome == DONE ? raise_error(call->task, TypeError, "%U is not a generic class", call->args[0])
                           : outcome;
}

static Outcome alias_origin(Call *call) { return give(call, retain(alias_of(call->args[0])->origin)); }
static Outcome alias_args(Call *call) { return give(call, retain(alias_of(call->args[0])->arguments)); }
static Outcome alias_parameters(Call *call) { return give(call, tuple_from(NULL, 0)); }

static const NativeSpec alias_methods[] = {
    UNION_ROWS,
    { "__call__(self, /, *args, **kwargs)", alias_call, "Call the class." },
    { "__getitem__(self, key, /)", alias_get_item, "An alias takes no further arguments." },
    { "__origin__", alias_origin },
    { "__args__", alias_args },
    { "__parameters__", alias_parameters },
    { 0 }
};

const ClassSpec alias_class_spec = {
    .type = &alias_type, .is_hidden = true, .module = "types", .methods = alias_methods
};

static Outcome type_mro(Call *call) {
    if (!has_type(call->args[0], TYPE_ID_TYPE)) {
        return raise_error(call->task, TypeError, "unbound method type.mro() needs an argument");
    }
    const Class *class = (const Class *)object_of(call->args[0]);
    Value list = list_new(class->mro_count);
    for (size_t i = 0; i < class->mro_count && !is_absent(list); i++)
        list_add(list_of(list), object_value(class->mro[i]));
    return give(call, list);
}

static Outcome type_call(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, call->args[0], call->args[1], call->args[2]);
}

static const NativeSpec type_methods[] = {
    { "mro(self, /)", type_mro, "Return the order in which bases are searched." },
    { "__call__(self, /, *args, **kwargs)", type_call, "Call self as a function.", ARGS_OWN },
    UNION_ROWS,
    { 0 },
};

const ClassSpec type_class_spec = {
    .type = &class_type,
    .make = { "type(cls, /, *args, **kwargs)", type_make, NULL, ARGS_OWN },
    .methods = type_methods,
    .doc = "type(object) -> the object's type",
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
