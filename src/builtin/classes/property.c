/* SPDX-License-Identifier: GPL-3.0-or-later */
/* property. What errors call it is what its class told it (__set_name__), and its docstring may be its
 * getter's. See https://docs.python.org/3.11/library/functions.html#property */
#include "builtin/classes/descriptor.h"
#include "builtin/classes/object.h"
#include "lang/code.h"
#include "vm/attribute.h"
#include "vm/machine.h"
#include "vm/operations.h"

static Property *property_of(const Call *call) { return (Property *)object_of(call->args[0]); }

static bool is_exact(Value property) { return object_type(property) == &property_type; }

/* ---- making one: args[1] to args[4] are what the constructor is given */

enum { GET = 1, SET, DELETE, DOC };

enum { FILL_BEGIN, FILL_ASKED };

/* The docstring of a function's code is not looked for before somebody asks: ABSENT. Others are asked now,
 * and a subclass's instance has it as an attribute of its own. */
static Outcome fill(Call *call, Value made) {
    Property *property = (Property *)object_of(made);
    Value *args = call->args;
    if (call->step == FILL_ASKED) {
        if (is_exact(made)) replace_take(&property->doc, take_result(call));
        return DONE;
    }
    replace_take(&property->get, retain(args[GET]));
    replace_take(&property->set, retain(args[SET]));
    replace_take(&property->delete, retain(args[DELETE]));
    replace_take(&property->doc, retain(args[DOC]));
    replace_take(&property->name, ABSENT);
    property->has_getters_doc = is_none(args[DOC]) && !is_none(args[GET]);
    if (!property->has_getters_doc) return DONE;
    if (is_exact(made) && has_type(args[GET], TYPE_ID_FUNCTION)) {
        replace_take(&property->doc, retain(((Function *)object_of(args[GET]))->doc));
        return DONE;
    }
    call->step = FILL_ASKED;
    return call_helper(call, "_property_doc", 3, (Value[]){ made, args[GET], bool_value(is_exact(made)) });
}

static Outcome property_make(Call *call) {
    if (call->step == FILL_BEGIN) {
        const Class *of = (const Class *)object_of(call->args[0]);
        call->keep = property_new(of->is_native ? &property_type : &of->type);
    }
    Outcome outcome = fill(call, call->keep);
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome property_init(Call *call) {
    Outcome outcome = fill(call, call->args[0]);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome property_set_name(Call *call) {
    const Tuple *given = tuple_of(call->args[1]);
    if (given->count != 2)
        return raise_error(call->task, TypeError,
                           "__set_name__() takes 2 positional arguments but %zu were given", given->count);
    replace_take(&property_of(call)->name, retain(given->items[1]));
    return give_none(call);
}

/* ---- a copy with another function */

enum { COPY_MADE = 1 };

/* A subclass is called, as its constructor may do more. */
static Outcome copy_with(Call *call, int place) {
    const Property *old = property_of(call);
    if (call->step == COPY_MADE) {
        if (has_type(call->result, TYPE_ID_PROPERTY))
            replace_take(&((Property *)object_of(call->result))->name, retain(old->name));
        return DONE;
    }
    Value parts[] = { old->get, old->set, old->delete, NONE };
    if (!is_none(call->args[1])) parts[place - GET] = call->args[1];
    bool asks_getter = old->has_getters_doc && !is_none(parts[0]);
    if (!asks_getter && !is_absent(old->doc)) parts[DOC - GET] = old->doc;
    call->step = COPY_MADE;
    Class *class = value_class(call_machine(call), call->args[0]);
    return call_value(call, object_value(class), 4, parts);
}

static Outcome property_getter(Call *call) { return copy_with(call, GET); }
static Outcome property_setter(Call *call) { return copy_with(call, SET); }
static Outcome property_deleter(Call *call) { return copy_with(call, DELETE); }

/* ---- what it shows */

static Outcome property_fget(Call *call) { return give(call, retain(property_of(call)->get)); }
static Outcome property_fset(Call *call) { return give(call, retain(property_of(call)->set)); }
static Outcome property_fdel(Call *call) { return give(call, retain(property_of(call)->delete)); }

static Outcome property_doc(Call *call) {
    const Property *property = property_of(call);
    if (!is_absent(property->doc)) return give(call, retain(property->doc));
    Value get = property->get;
    Value code = has_type(get, TYPE_ID_FUNCTION) ? ((Function *)object_of(get))->code : ABSENT;
    return give(call, is_absent(code) ? NONE : not_none(code_peek_doc(code_of(code))));
}

static Outcome property_set_doc(Call *call) {
    replace_take(&property_of(call)->doc, not_none(call->args[1]));
    return give_none(call);
}

static Outcome property_abstract(Call *call) {
    const Property *property = property_of(call);
    return give_abstract(call, 3, (Value[]){ property->get, property->set, property->delete });
}

static const NativeSpec property_methods[] = {
    { "__init__(self, fget=None, fset=None, fdel=None, doc=None)", property_init, NULL, ARGS_OWN },
    { "__set_name__(self, /, *args)", property_set_name, "Tell it what it is called in its class." },
    { "__isabstractmethod__", property_abstract },
    GET_ROW,
    SET_ROWS,
    { "getter(self, function, /)", property_getter, "A copy of the property with another getter." },
    { "setter(self, function, /)", property_setter, "A copy of the property with another setter." },
    { "deleter(self, function, /)", property_deleter, "A copy of the property with another deleter." },
    { "fget", property_fget, .flags = NATIVE_MEMBER },
    { "fset", property_fset, .flags = NATIVE_MEMBER },
    { "fdel", property_fdel, .flags = NATIVE_MEMBER },
    { "__doc__", property_doc, NULL, .set = property_set_doc },
    { 0 },
};

const ClassSpec property_class_spec = {
    .type = &property_type,
    .make = { "property(cls, fget=None, fset=None, fdel=None, doc=None)", property_make },
    .methods = property_methods,
    .doc = "An attribute that functions compute, store and delete.",
};
