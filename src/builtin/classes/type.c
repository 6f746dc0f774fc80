/* SPDX-License-Identifier: GPL-3.0-or-later */
/* type: what every class is, and what classes show of themselves.
 * See https://docs.python.org/3.11/reference/datamodel.html#metaclasses */
#include "builtin/classes/object.h"
#include "vm/attribute.h"
#include "vm/class_call.h"
#include "vm/class_make.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

static Class *self_class(const Call *call) { return (Class *)object_of(call->args[0]); }

/* ---- making */

static bool check_argument(Call *call, size_t i, TypeId id, const char *type) {
    Value value = tuple_of(call->args[1])->items[i];
    if (has_type(value, id)) return true;
    raise_error(call->task, TypeError, "type.__new__() argument %zu must be %s, not %T", i + 1, type, value);
    return false;
}

static bool check_entries(Call *call, Value bases) {
    Machine *machine = call_machine(call);
    Value name = str_new("__mro_entries__"), interned = str_intern(name);
    bool fine = true;
    for (size_t i = 0; fine && i < tuple_of(bases)->count; i++) {
        Value base = tuple_of(bases)->items[i], found;
        if (has_type(base, TYPE_ID_TYPE)) continue;
        Verdict verdict = attribute_find(machine, base, interned, &found);
        if (verdict == YES) release(found);
        fine = verdict == NO;
    }
    release(name);
    release(interned);
    if (!fine)
        raise_error(call->task, TypeError,
                    "type() doesn't support MRO entry resolution; use types.new_class()");
    return fine;
}

/* The module of who calls is the class's, unless the names tell one. */
static void note_module(Call *call, Dict *names) {
    const Frame *frame = call->task->frame->caller;
    while (frame && !frame->code) frame = frame->caller;
    Value module = frame ? dict_peek_text(frame->globals, "__name__") : ABSENT;
    if (!is_absent(module) && is_absent(dict_peek_text(names, "__module__")))
        dict_define_text_take(names, "__module__", retain(module));
}

/* type(name, bases, dict): as a class statement whose body has left these names. */
static Outcome make_class(Call *call) {
    Machine *machine = call_machine(call);
    const Value *given = tuple_of(call->args[1])->items;
    if (!check_argument(call, 0, TYPE_ID_STR, "str") || !check_argument(call, 1, TYPE_ID_TUPLE, "tuple") ||
        !check_argument(call, 2, TYPE_ID_DICT, "dict") || !check_entries(call, given[1])) {
        return RAISED;
    }
    Class *asked = self_class(call), *winner = class_choose_metaclass(call->task, asked, given[1]);
    if (!winner) return RAISED;
    call->step = 1;
    Value own = class_peek_special(winner, SPECIAL_new);
    if (winner != asked && !is_same(own, class_peek_special(machine->classes[TYPE_ID_TYPE], SPECIAL_new))) {
        Value self = object_value(winner);
        if (has_type(own, TYPE_ID_STATICMETHOD)) own = ((MethodWrapper *)object_of(own))->function;
        Value args = sequence_concat(&self, 1, given, 3, false);
        Outcome outcome = call_spread(call, own, args, call->args[2]);
        release(args);
        return outcome;
    }
    Dict *names = dict_copy(dict_of(given[2]));
    if (!names) return raise_memory(call->task);
    note_module(call, names);
    Value args[] = { object_value(winner), given[0], given[1], dict_value(names), call->args[2] };
    Outcome outcome = call_native(call, operation_make_class, MAKE_OF_STATEMENT, 5, args);
    release(dict_value(names));
    return outcome;
}

static Outcome type_make(Call *call) {
    if (call->step) return DONE;
    size_t given = tuple_of(call->args[1])->count, keywords = dict_of(call->args[2])->count;
    const Class *type = call_machine(call)->classes[TYPE_ID_TYPE];
    bool is_type = self_class(call) == type && is_same(call->callee, type->make); /* else type.__new__ */
    if (given == 3) return make_class(call);
    if (given == 1 && is_type) {
        if (keywords) return raise_error(call->task, TypeError, "type() takes no keyword arguments");
        Value value = tuple_of(call->args[1])->items[0];
        return give(call, retain(object_value(value_class(call_machine(call), value))));
    }
    if (is_type) return raise_error(call->task, TypeError, "type() takes 1 or 3 arguments");
    return raise_error(call->task, TypeError, "type.__new__() takes exactly 3 arguments (%zu given)", given);
}

static Outcome type_init(Call *call) {
    size_t given = tuple_of(call->args[1])->count;
    if (given == 1 && dict_of(call->args[2])->count)
        return raise_error(call->task, TypeError, "type.__init__() takes no keyword arguments");
    if (given == 1 || given == 3) return give_none(call);
    return raise_error(call->task, TypeError, "type.__init__() takes 1 or 3 arguments");
}

/* What calling a class does, past a metaclass's own __call__. */
static Outcome type_call(Call *call) {
    Machine *machine = call_machine(call);
    if (self_class(call) == machine->classes[TYPE_ID_TYPE]) return call_as(call, type_make);
    if (dict_of(call->args[2])->count == 0) replace_take(&call->args[2], ABSENT);
    return call_as(call, class_call);
}

static Outcome type_prepare(Call *call) { return give(call, dict_value(dict_new())); }

/* ---- attributes */

static Outcome type_getattribute(Call *call) {
    if (call->step) return DONE;
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "attribute name must be string, not '%T'", call->args[1]);
    call->step = 1;
    return call_native(call, operation_default_attribute, 0, 2, call->args);
}

static Outcome set_attribute(Call *call, Value value) {
    if (call->step) return give_none(call);
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "attribute name must be string, not '%T'", call->args[1]);
    Value args[] = { value, call->args[0], call->args[1] };
    call->step = 1;
    return call_native(call, operation_set_default, 0, 3, args);
}

static Outcome type_setattr(Call *call) { return set_attribute(call, call->args[2]); }
static Outcome type_delattr(Call *call) {
    if (call->step) return give_none(call);
    call->step = 1;
    return call_native(call, operation_delete_default, 0, 2, call->args);
}

/* Computed anew: a metaclass's mro() asks before there is an order. */
static Outcome type_mro(Call *call) {
    Class *class = self_class(call);
    size_t count;
    Class **order = class_usual_order(class, &count);
    if (!order) return class_raise_order(call->task, class->bases);
    Value list = list_new(count);
    for (size_t i = 0; i < count && !is_absent(list); i++) list_add(list_of(list), object_value(order[i]));
    memory_free(order);
    return give(call, list);
}

static Outcome type_subclasses(Call *call) {
    const Class *class = self_class(call);
    Value list = list_new(class->subclass_count);
    for (size_t i = 0; i < class->subclass_count && !is_absent(list); i++)
        list_add(list_of(list), object_value(class->subclasses[i]));
    return give(call, list);
}

static Outcome type_instancecheck(Call *call) {
    return call->step++ ? DONE
                        : call_native(call, operation_plain_instance_of, 0, 2,
                                      (Value[]){ call->args[1], call->args[0] });
}

static Outcome type_subclasscheck(Call *call) {
    return call->step++ ? DONE
                        : call_native(call, operation_plain_subclass_of, 0, 2,
                                      (Value[]){ call->args[1], call->args[0] });
}

static Outcome type_dir(Call *call) { return give(call, directory_of(call_machine(call), call->args[0])); }

static Outcome type_repr(Call *call) {
    Buffer out = { 0 };
    class_type.repr(&out, call->args[0], 0);
    return give_buffer(call, &out);
}

static Outcome type_name(Call *call) { return give(call, retain(self_class(call)->name)); }
static Outcome type_qualname(Call *call) { return give(call, retain(self_class(call)->qualname)); }
static Outcome type_bases(Call *call) { return give(call, retain(self_class(call)->bases)); }
static Outcome type_order(Call *call) { return give(call, class_mro(self_class(call))); }
static Outcome type_base(Call *call) {
    const Class *base = self_class(call)->base;
    return base ? give(call, retain(object_value(base))) : give_none(call);
}
static Outcome type_dict(Call *call) {
    return give(call, mapping_proxy_new(dict_value(class_dict(self_class(call)))));
}
static Outcome type_module(Call *call) {
    Class *class = self_class(call);
    Value module = class->is_native ? ABSENT : dict_peek_text(class_dict(class), "__module__");
    if (!is_absent(module)) return give(call, retain(module));
    return is_absent(class->module) ? give_text(call, "builtins") : give(call, retain(class->module));
}

/* Of a program's class what its dict has, which may be a descriptor. */
static Outcome type_doc(Call *call) {
    if (call->step) return DONE;
    Class *class = self_class(call);
    Value doc = dict_peek_text(class_dict(class), "__doc__");
    if (class->spec && class->spec->doc) return give_text(call, class->spec->doc);
    if (is_absent(doc)) return give_none(call);
    if (has_type(doc, TYPE_ID_CLASSMETHOD) || has_type(doc, TYPE_ID_STATICMETHOD)) {
        call->step = 1;
        return attribute_get_of(call, doc, NONE, call->args[0]);
    }
    bool asks = is_object(doc) && object_type(doc)->flags & TYPE_HEAP &&
                !is_absent(class_peek_special(value_class(call_machine(call), doc), SPECIAL_get));
    if (!asks) return has_type(doc, TYPE_ID_GETSET_DESCRIPTOR) ? give_none(call) : give(call, retain(doc));
    call->step = 1;
    return call_special(call, doc, SPECIAL_get, 2, (Value[]){ NONE, call->args[0] });
}

static Outcome type_text_signature(Call *call) { return give_none(call); }
static Outcome type_zero(Call *call) { return give_int(call, 0); }
static Outcome type_size(Call *call) { return give_int(call, self_class(call)->native->size); }

/* As inspect and copyreg read them: heap type, base type, immutable, abstract. */
static Outcome type_flags(Call *call) {
    const Class *class = self_class(call);
    int64_t flags = 1 << 12;
    if (!class->is_native) flags |= 1 << 9;
    if (class->is_native) flags |= 1 << 8;
    if (!class->is_native || class->native->flags & TYPE_SUBCLASSABLE) flags |= 1 << 10;
    if (class->is_abstract) flags |= 1 << 20;
    return give_int(call, flags);
}

/* ---- attributes that can be set */

static bool check_mutable(Call *call, const char *name) {
    const Class *class = self_class(call);
    if (class_is_immutable(class))
        raise_error(call->task, TypeError, "cannot set '%s' attribute of immutable type '%s'", name,
                    class->type.name);
    else if (is_absent(call->args[1]))
        raise_error(call->task, TypeError, "cannot delete '%s' attribute of immutable type '%s'", name,
                    class->type.name);
    else
        return true;
    return false;
}

static Outcome check_text(Call *call, const char *name) {
    if (!check_mutable(call, name)) return RAISED;
    if (is_str(call->args[1])) return DONE;
    return raise_error(call->task, TypeError, "can only assign string to %s.%s, not '%T'",
                       self_class(call)->type.name, name, call->args[1]);
}

static Outcome type_set_name(Call *call) {
    if (check_text(call, "__name__") == RAISED) return RAISED;
    for (size_t i = 0; i < str_count(call->args[1]); i++) {
        if (str_peek_at(str_of(call->args[1]), i) == 0)
            return raise_error(call->task, ValueError, "type name must not contain null characters");
    }
    class_set_name(self_class(call), call->args[1]);
    return give_none(call);
}

static Outcome type_set_qualname(Call *call) {
    if (check_text(call, "__qualname__") == RAISED) return RAISED;
    replace_take(&self_class(call)->qualname, retain(call->args[1]));
    return give_none(call);
}

static Outcome set_in_dict(Call *call, const char *name) {
    if (!check_mutable(call, name)) return RAISED;
    dict_define_text_take(class_dict(self_class(call)), name, retain(call->args[1]));
    class_changed(self_class(call));
    return give_none(call);
}

static Outcome type_set_module(Call *call) {
    if (set_in_dict(call, "__module__") == RAISED) return RAISED;
    replace_take(&self_class(call)->module, retain(call->args[1]));
    return DONE;
}

static Outcome type_set_doc(Call *call) { return set_in_dict(call, "__doc__"); }

static Outcome check_new_bases(Call *call) {
    Class *class = self_class(call);
    Value bases = call->args[1];
    if (!check_mutable(call, "__bases__")) return RAISED;
    if (!is_tuple(bases))
        return raise_error(call->task, TypeError, "can only assign tuple to %U.__bases__, not %T",
                           class->name, bases);
    if (tuple_of(bases)->count == 0)
        return raise_error(call->task, TypeError, "can only assign non-empty tuple to %U.__bases__, not ()",
                           class->name);
    for (size_t i = 0; i < tuple_of(bases)->count; i++) {
        Value base = tuple_of(bases)->items[i];
        if (!has_type(base, TYPE_ID_TYPE))
            return raise_error(call->task, TypeError, "%U.__bases__ must be tuple of classes, not '%T'",
                               class->name, base);
        if (class_is_subclass((Class *)object_of(base), class))
            return raise_error(call->task, TypeError, "a __bases__ item causes an inheritance cycle");
    }
    return DONE;
}

static Outcome type_set_bases(Call *call) {
    Class *class = self_class(call);
    Value bases = call->args[1];
    if (check_new_bases(call) == RAISED || !class_check_bases(call->task, bases)) return RAISED;
    const Class *base = class_best_base(bases);
    if (!class_same_layout(base, class->base))
        return raise_error(call->task, TypeError,
                           "__bases__ assignment: '%U' object layout differs from '%U'", base->name,
                           class->base->name);
    if (!class_set_bases(class, bases)) return class_raise_order(call->task, bases);
    return give_none(call);
}

static Outcome raise_lacking(Call *call, const char *name) {
    return raise_error(call->task, AttributeError, "type object '%s' has no attribute '%s'",
                       self_class(call)->type.name, name);
}

/* What is not in the class's own dict is not there: no base's counts. */
static Outcome type_abstract(Call *call) {
    Class *class = self_class(call);
    Value found = class->is_native ? ABSENT : dict_peek_text(class_dict(class), "__abstractmethods__");
    return is_absent(found) ? raise_error(call->task, AttributeError, "__abstractmethods__")
                            : give(call, retain(found));
}

static Outcome remove_own(Call *call, const char *text) {
    Value name = str_new(text);
    bool had = dict_remove_str(class_dict(self_class(call)), name);
    release(name);
    class_changed(self_class(call));
    return had ? give_none(call) : raise_error(call->task, AttributeError, "%s", text);
}

static Outcome type_set_abstract(Call *call) {
    Class *class = self_class(call);
    if (class_is_immutable(class)) return check_mutable(call, "__abstractmethods__"), RAISED;
    if (is_absent(call->args[1])) {
        class->is_abstract = false;
        return remove_own(call, "__abstractmethods__");
    }
    if (call->step == 0) set_in_dict(call, "__abstractmethods__");
    Outcome outcome = arg_truth(call, 1);
    if (outcome == DONE) class->is_abstract = is_same(call->args[1], TRUE);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome type_annotations(Call *call) {
    Class *class = self_class(call);
    if (class->is_native) return raise_lacking(call, "__annotations__");
    Value found = dict_peek_text(class_dict(class), "__annotations__");
    if (is_absent(found)) {
        found = dict_value(dict_new());
        dict_define_text_take(class_dict(class), "__annotations__", found);
        class_changed(class);
    }
    return give(call, retain(found));
}

static Outcome type_set_annotations(Call *call) {
    Class *class = self_class(call);
    if (class_is_immutable(class)) return check_mutable(call, "__annotations__"), RAISED;
    if (!is_absent(call->args[1])) return set_in_dict(call, "__annotations__");
    return remove_own(call, "__annotations__");
}

#define MEMBER(name, function)                                                                               \
    { name, function, .flags = NATIVE_MEMBER }

static const NativeSpec type_methods[] = {
    { "__repr__(self, /)", type_repr, "Return repr(self)." },
    { "__call__(self, /, *args, **kwargs)", type_call, "Call self as a function.", ARGS_OWN },
    { "__getattribute__(self, name, /)", type_getattribute, "Return getattr(self, name)." },
    { "__setattr__(self, name, value, /)", type_setattr, "Implement setattr(self, name, value)." },
    { "__delattr__(self, name, /)", type_delattr, "Implement delattr(self, name)." },
    { "__init__(self, /, *args, **kwargs)", type_init, "Initialize self.", ARGS_OWN },
    TYPE_UNION_ROWS,
    { "mro(self, /)", type_mro, "Return the order in which bases are searched." },
    { "__subclasses__(self, /)", type_subclasses, "The classes that name it among their bases." },
    { "__prepare__(cls, /, *args, **kwargs)", type_prepare, "The namespace of a class statement.", ARGS_OWN,
      NATIVE_CLASSMETHOD },
    { "__instancecheck__(self, instance, /)", type_instancecheck, "Whether it is an instance." },
    { "__subclasscheck__(self, subclass, /)", type_subclasscheck, "Whether it is a subclass." },
    { "__dir__(self, /)", type_dir, "Return the names of its attributes." },
    MEMBER("__basicsize__", type_size),
    MEMBER("__itemsize__", type_zero),
    MEMBER("__flags__", type_flags),
    MEMBER("__weakrefoffset__", type_zero),
    MEMBER("__base__", type_base),
    MEMBER("__dictoffset__", type_zero),
    MEMBER("__mro__", type_order),
    { "__name__", type_name, NULL, .set = type_set_name },
    { "__qualname__", type_qualname, NULL, .set = type_set_qualname },
    { "__bases__", type_bases, NULL, .set = type_set_bases },
    { "__module__", type_module, NULL, .set = type_set_module },
    { "__abstractmethods__", type_abstract, NULL, .set = type_set_abstract },
    { "__dict__", type_dict },
    { "__doc__", type_doc, NULL, .set = type_set_doc },
    { "__text_signature__", type_text_signature },
    { "__annotations__", type_annotations, NULL, .set = type_set_annotations },
    { 0 },
};

const ClassSpec type_class_spec = {
    .type = &class_type,
    .make = { "type(cls, /, *args, **kwargs)", type_make, NULL, ARGS_OWN },
    .methods = type_methods,
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
};
