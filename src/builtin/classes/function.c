/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What functions, bound methods, natives, generators, cells and modules show of themselves.
 * See https://docs.python.org/3.11/reference/datamodel.html#callable-types */
#include "builtin/classes/object.h"
#include "lang/code.h"
#include "vm/class_call.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include <string.h>

/* "__call__(self, /, *args, **kwargs)" of everything that can be called. */
static Outcome call_self(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, call->args[0], call->args[1], call->args[2]);
}

#define CALL_ROW                                                                                             \
    { "__call__(self, /, *args, **kwargs)", call_self, "Call self as a function.", ARGS_OWN }

/* A getter of one Value of a struct; ABSENT shows as None. */
#define GETTER(name, Struct, field)                                                                          \
    static Outcome name(Call *call) {                                                                        \
        return give(call, not_none(((Struct *)object_of(call->args[0]))->field));                            \
    }

/* ---- functions */

GETTER(function_name, Function, name)
GETTER(function_qualname, Function, qualname)
GETTER(function_defaults, Function, defaults)
GETTER(function_keyword_defaults, Function, keyword_defaults)
GETTER(function_code, Function, code)
GETTER(function_closure, Function, closure)
GETTER(function_module, Function, module)

static Function *function_of(const Call *call) { return (Function *)object_of(call->args[0]); }

static Outcome function_doc(Call *call) {
    const Function *function = function_of(call);
    Value doc = is_absent(function->doc) ? code_peek_doc(code_of(function->code)) : function->doc;
    return give(call, not_none(doc));
}

static Outcome function_globals(Call *call) {
    return give(call, retain(dict_value(function_of(call)->globals)));
}

static Outcome function_annotations(Call *call) {
    Function *function = function_of(call);
    if (is_absent(function->annotations)) function->annotations = dict_value(dict_new());
    return give(call, retain(function->annotations));
}

static size_t free_count(Value code) { return code_of(code)->slot_count - code_of(code)->free_start; }

/* Frames that run the former code go on with it. */
static Outcome function_set_code(Call *call) {
    Function *function = function_of(call);
    Value code = call->args[1];
    if (!has_type(code, TYPE_ID_CODE))
        return raise_error(call->task, TypeError, "__code__ must be set to a code object");
    size_t has = is_absent(function->closure) ? 0 : tuple_of(function->closure)->count;
    if (has != free_count(code))
        return raise_error(call->task, ValueError, "%U() requires a code object with %zu free vars, not %zu",
                           function->name, has, free_count(code));
    if (is_absent(function->former)) function->former = list_new(1);
    if (is_absent(function->former) || !list_push(list_of(function->former), function->code))
        return raise_memory(call->task);
    replace_take(&function->code, retain(code));
    return give_none(call);
}

static Outcome set_text(Call *call, Value *slot, const char *name) {
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "%s must be set to a string object", name);
    replace_take(slot, retain(call->args[1]));
    return give_none(call);
}

static Outcome function_set_name(Call *call) { return set_text(call, &function_of(call)->name, "__name__"); }
static Outcome function_set_qualname(Call *call) {
    return set_text(call, &function_of(call)->qualname, "__qualname__");
}

static Outcome function_set_doc(Call *call) {
    replace_take(&function_of(call)->doc, not_none(call->args[1]));
    return give_none(call);
}

static Outcome function_set_module(Call *call) {
    replace_take(&function_of(call)->module, retain(call->args[1]));
    return give_none(call);
}

static Outcome set_of_type(Call *call, Value *slot, TypeId id, const char *problem) {
    Value value = call->args[1];
    bool gone = is_absent(value) || is_none(value);
    if (!gone && !has_type(value, id)) return raise_error(call->task, TypeError, "%s", problem);
    replace_take(slot, gone ? ABSENT : retain(value));
    return give_none(call);
}

static Outcome function_set_defaults(Call *call) {
    return set_of_type(call, &function_of(call)->defaults, TYPE_ID_TUPLE,
                       "__defaults__ must be set to a tuple object");
}

static Outcome function_set_keyword_defaults(Call *call) {
    return set_of_type(call, &function_of(call)->keyword_defaults, TYPE_ID_DICT,
                       "__kwdefaults__ must be set to a dict object");
}

static Outcome function_set_annotations(Call *call) {
    return set_of_type(call, &function_of(call)->annotations, TYPE_ID_DICT,
                       "__annotations__ must be set to a dict object");
}

static Outcome function_get(Call *call) {
    Value object = call->args[1];
    return give(call, is_none(object) ? retain(call->args[0]) : method_new(call->args[0], object));
}

static const NativeSpec function_methods[] = {
    CALL_ROW,
    { "__get__(self, instance, owner=None, /)", function_get, "Return a method bound to instance." },
    { "__name__", function_name, NULL, .set = function_set_name },
    { "__qualname__", function_qualname, NULL, .set = function_set_qualname },
    { "__doc__", function_doc, NULL, .set = function_set_doc },
    { "__module__", function_module, NULL, .set = function_set_module },
    { "__defaults__", function_defaults, NULL, .set = function_set_defaults },
    { "__kwdefaults__", function_keyword_defaults, NULL, .set = function_set_keyword_defaults },
    { "__annotations__", function_annotations, NULL, .set = function_set_annotations },
    { "__code__", function_code, NULL, .set = function_set_code },
    { "__builtins__", function_builtins, .flags = NATIVE_MEMBER },
    { "__globals__", function_globals, .flags = NATIVE_MEMBER },
    { "__closure__", function_closure, .flags = NATIVE_MEMBER },
    { 0 },
};

const ClassSpec function_class_spec = {
    .type = &function_type,
    .is_hidden = true,
    .make = { "function(cls, code, globals, name=None, argdefs=None, closure=None)", function_make },
    .methods = function_methods
};

/* ---- bound methods: what they do not have themselves, their function has */

GETTER(method_function, Method, function)
GETTER(method_self, Method, self)

/* An attribute of the function behind, by the name of this row of the table. */
static Outcome method_forward(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    Value name = str_new(call->spec->signature), interned = str_intern(name);
    Value args[] = { ((Method *)object_of(call->args[0]))->function, interned };
    Outcome outcome = call_native(call, operation_get_attribute, 0, 2, args);
    release(name);
    release(interned);
    return outcome;
}

static const NativeSpec method_methods[] = {
    CALL_ROW,
    { "__func__", method_function, .flags = NATIVE_MEMBER },
    { "__self__", method_self, .flags = NATIVE_MEMBER },
    { "__name__", method_forward },
    { "__qualname__", method_forward },
    { "__doc__", method_forward },
    { "__module__", method_forward },
    { "__code__", method_forward },
    { "__defaults__", method_forward },
    { 0 },
};

static Outcome method_make(Call *call) {
    Value function = call->args[1], self = call->args[2];
    bool calls = has_type(function, TYPE_ID_FUNCTION) || has_type(function, TYPE_ID_BUILTIN) ||
                 has_type(function, TYPE_ID_TYPE) || has_type(function, TYPE_ID_METHOD) ||
                 !is_absent(class_peek_special(value_class(call_machine(call), function), SPECIAL_call));
    if (!calls) return raise_error(call->task, TypeError, "first argument must be callable");
    if (is_none(self)) return raise_error(call->task, TypeError, "instance must not be None");
    return give(call, method_new(function, self));
}

const ClassSpec method_class_spec = { .type = &method_type,
                                      .is_hidden = true,
                                      .make = { "method(cls, function, instance, /)", method_make, NULL,
                                                ARGS_UNPACK },
                                      .methods = method_methods };

/* ---- natives */

static const Builtin *builtin_of(const Call *call) { return (const Builtin *)object_of(call->args[0]); }

static Outcome builtin_name(Call *call) {
    return give(call, retain(builtin_signature(builtin_of(call))->name));
}

static Outcome builtin_qualname(Call *call) {
    const Builtin *builtin = builtin_of(call);
    Value name = builtin_signature(builtin)->name;
    if (!builtin->of) return give(call, retain(name));
    Buffer out = { 0 };
    str_append_utf8(&out, builtin->of->qualname);
    buffer_append_byte(&out, '.');
    str_append_utf8(&out, name);
    return give_buffer(call, &out);
}

static Outcome builtin_doc(Call *call) {
    const char *doc = builtin_of(call)->spec->doc;
    return doc ? give_text(call, doc) : give_none(call);
}

/* A function's self is its module. */
static Outcome builtin_self(Call *call) {
    const Builtin *builtin = builtin_of(call);
    if (!is_absent(builtin->self) || !is_str(builtin->module)) return give(call, not_none(builtin->self));
    return give(call, not_none(dict_peek_str(call_machine(call)->modules, builtin->module)));
}

static Outcome builtin_module(Call *call) {
    const Builtin *builtin = builtin_of(call);
    if (builtin->of && !is_absent(builtin->self)) return give_none(call);
    return is_absent(builtin->module) ? give_text(call, "builtins") : give(call, retain(builtin->module));
}

static Outcome builtin_text_signature(Call *call) {
    const char *signature = builtin_of(call)->spec->signature;
    return give_text(call, signature + strcspn(signature, "("));
}

static Outcome builtin_class(Call *call) {
    const Class *of = builtin_of(call)->of;
    return of ? give(call, retain(object_value(of))) : give_none(call);
}

static Outcome builtin_get(Call *call) {
    Value object = call->args[1];
    return give(call, is_none(object) ? retain(call->args[0]) : builtin_bind(call->args[0], object));
}

/* getattr() of its class. */
static Outcome descriptor_reduce(Call *call) {
    const Builtin *builtin = builtin_of(call);
    Value getattr = dict_peek_text(call_machine(call)->builtins, "getattr");
    if (!builtin->of || is_absent(getattr))
        return raise_error(call->task, TypeError, "cannot pickle '%T' object", call->args[0]);
    Value of[] = { object_value(builtin->of), builtin_signature(builtin)->name };
    Value items[] = { getattr, tuple_from(of, 2) }, reduced = tuple_from(items, 2);
    release(items[1]);
    return give(call, reduced);
}

static const NativeSpec builtin_methods[] = {
    CALL_ROW,
    { "__name__", builtin_name },
    { "__qualname__", builtin_qualname },
    { "__doc__", builtin_doc },
    { "__self__", builtin_self },
    { "__module__", builtin_module },
    { "__text_signature__", builtin_text_signature },
    { 0 },
};

static const NativeSpec descriptor_methods[] = {
    CALL_ROW,
    { "__get__(self, instance, owner=None, /)", builtin_get },
    { "__name__", builtin_name },
    { "__qualname__", builtin_qualname },
    { "__doc__", builtin_doc },
    { "__objclass__", builtin_class },
    { "__text_signature__", builtin_text_signature },
    { "__reduce__(self, /)", descriptor_reduce, "Helper for pickle." },
    { 0 },
};

static Outcome getset_get(Call *call) {
    if (call->step) return DONE;
    Value object = call->args[1];
    if (is_none(object)) return give(call, retain(call->args[0]));
    call->step = 1;
    return attribute_get_of(call, call->args[0], object, call->args[2]);
}

static Outcome getset_store(Call *call, Value value) {
    if (call->step) return give_none(call);
    call->step = 1;
    Value name = builtin_signature(builtin_of(call))->name;
    return attribute_set_through(call, call->args[0], call->args[1], name, value);
}

static Outcome getset_set(Call *call) { return getset_store(call, call->args[2]); }
static Outcome getset_delete(Call *call) { return getset_store(call, ABSENT); }

static const NativeSpec getset_methods[] = {
    { "__get__(self, instance, owner=None, /)", getset_get, "Return an attribute of instance." },
    { "__set__(self, instance, value, /)", getset_set, "Set an attribute of instance to value." },
    { "__delete__(self, instance, /)", getset_delete, "Delete an attribute of instance." },
    { "__name__", builtin_name },
    { "__qualname__", builtin_qualname },
    { "__doc__", builtin_doc },
    { "__objclass__", builtin_class },
    { 0 },
};

const ClassSpec builtin_class_spec = { .type = &builtin_type, .is_hidden = true, .methods = builtin_methods };
const ClassSpec method_wrapper_class_spec = { .type = &method_wrapper_type,
                                              .is_hidden = true,
                                              .methods = builtin_methods };
const ClassSpec method_descriptor_class_spec = { .type = &method_descriptor_type,
                                                 .is_hidden = true,
                                                 .methods = descriptor_methods };
const ClassSpec wrapper_descriptor_class_spec = { .type = &wrapper_descriptor_type,
                                                  .is_hidden = true,
                                                  .methods = descriptor_methods };
const ClassSpec getset_descriptor_class_spec = { .type = &getset_descriptor_type,
                                                 .is_hidden = true,
                                                 .methods = getset_methods };

/* ---- cells, modules */

static Outcome cell_contents(Call *call) {
    Value content = ((Cell *)object_of(call->args[0]))->content;
    if (is_absent(content)) return raise_error(call->task, ValueError, "Cell is empty");
    return give(call, retain(content));
}

static Outcome cell_set_contents(Call *call) {
    replace_take(&((Cell *)object_of(call->args[0]))->content, retain(call->args[1]));
    return give_none(call);
}

static const NativeSpec cell_methods[] = { { "cell_contents", cell_contents, NULL, .set = cell_set_contents },
                                           { 0 } };

static void name_module(Module *module, Value name, Value doc) {
    replace_take(&module->name, retain(name));
    dict_define_text_take(module->dict, "__name__", retain(name));
    dict_define_text_take(module->dict, "__doc__", retain(doc));
}

/* A program's class may take other arguments, and name it in its own __init__. */
static Outcome module_make(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Value name = call->args[1];
    bool is_named = !is_absent(name) && is_str(name);
    if (class->is_native && is_absent(name))
        return raise_error(call->task, TypeError, "module() missing required argument 'name' (pos 1)");
    if (class->is_native && !is_named)
        return raise_error(call->task, TypeError, "module() argument 'name' must be str, not %T", name);
    const Tuple *more = tuple_of(call->args[3]);
    if (class->is_native && more->count)
        return raise_error(call->task, TypeError, "module() takes at most 2 arguments (%zu given)",
                           more->count + 2);
    Module *module = class_allocate(class);
    module->name = retain(call_machine(call)->empty_str);
    module->dict = dict_new();
    module->loading = ABSENT;
    if (is_named) name_module(module, name, call->args[2]);
    return give(call, object_value(module));
}

static Outcome module_begin(Call *call) {
    Module *module = (Module *)object_of(call->args[0]);
    Value name = call->args[1];
    if (!is_str(name))
        return raise_error(call->task, TypeError, "module() argument 'name' must be str, not %T", name);
    name_module(module, name, call->args[2]);
    return give_none(call);
}

static const NativeSpec module_methods[] = {
    { "__init__(self, name, doc=None)", module_begin, "Gives it its name and doc." },
    { 0 },
};

static Outcome cell_make(Call *call) { return give(call, cell_new(call->args[1])); }

const ClassSpec cell_class_spec = { .type = &cell_type,
                                    .is_hidden = true,
                                    .make = { "cell(cls, contents=..., /)", cell_make, NULL, ARGS_UNPACK },
                                    .methods = cell_methods };
const ClassSpec module_class_spec = { .type = &module_type,
                                      .is_hidden = true,
                                      .make = { "module(cls, name=..., doc=None, *args, **kwargs)",
                                                module_make },
                                      .methods = module_methods };
