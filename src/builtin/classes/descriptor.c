/* SPDX-License-Identifier: GPL-3.0-or-later */
/* classmethod, staticmethod, super, and the read-only view of a class's dict.
 * See https://docs.python.org/3.11/howto/descriptor.html */
#include "builtin/classes/descriptor.h"
#include "builtin/classes/object.h"
#include "lang/code.h"
#include "vm/attribute.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/signature.h"
#include <string.h>

/* ---- what all of them have: __get__, __set__ and __delete__ do what taking and setting the attribute does
 */

Outcome descriptor_get(Call *call) {
    if (call->step) return DONE;
    Value object = call->args[1], owner = call->args[2];
    if (is_none(object) && is_none(owner)) {
        if (has_type(call->args[0], TYPE_ID_PROPERTY)) return give(call, retain(call->args[0]));
        return raise_error(call->task, TypeError, "__get__(None, None) is invalid");
    }
    bool is_wrapper =
        has_type(call->args[0], TYPE_ID_CLASSMETHOD) || has_type(call->args[0], TYPE_ID_STATICMETHOD);
    if (is_none(object) && !is_wrapper) return give(call, retain(call->args[0]));
    call->step = 1;
    return attribute_get_of(call, call->args[0], object, owner);
}

/* The name that errors tell. */
static Value descriptor_name(Value descriptor) {
    if (has_type(descriptor, TYPE_ID_MEMBER_DESCRIPTOR)) return ((Member *)object_of(descriptor))->name;
    if (has_type(descriptor, TYPE_ID_GETSET_DESCRIPTOR))
        return builtin_signature((const Builtin *)object_of(descriptor))->name;
    return ABSENT;
}

static Outcome store(Call *call, Value value) {
    if (call->step) return give_none(call);
    call->step = 1;
    Value name = descriptor_name(call->args[0]), held = is_absent(name) ? str_new("") : retain(name);
    Outcome outcome = attribute_set_through(call, call->args[0], call->args[1], held, value);
    release(held);
    return outcome;
}

Outcome descriptor_set(Call *call) { return store(call, call->args[2]); }
Outcome descriptor_delete(Call *call) { return store(call, ABSENT); }

/* ---- slots */

static Outcome member_name(Call *call) {
    return give(call, retain(((Member *)object_of(call->args[0]))->name));
}

static Outcome member_class(Call *call) {
    return give(call, retain(object_value(((Member *)object_of(call->args[0]))->of)));
}

static Outcome member_qualname(Call *call) {
    const Member *member = (Member *)object_of(call->args[0]);
    Buffer out = { 0 };
    str_append_utf8(&out, member->of->qualname);
    buffer_append_byte(&out, '.');
    str_append_utf8(&out, member->name);
    return give_buffer(call, &out);
}

/* Those of a table in C are of another layout, and answer with their row. */
static Outcome member_text(Call *call) {
    if (has_type(call->args[0], TYPE_ID_MEMBER_DESCRIPTOR)) return give_none(call);
    const char *doc = ((const Builtin *)object_of(call->args[0]))->spec->doc;
    return doc ? give_text(call, doc) : give_none(call);
}

#define OF_EITHER(function, field)                                                                           \
    static Outcome function##_of(Call *call) {                                                               \
        if (has_type(call->args[0], TYPE_ID_MEMBER_DESCRIPTOR)) return function(call);                       \
        const Builtin *builtin = (const Builtin *)object_of(call->args[0]);                                  \
        return give(call, retain(field));                                                                    \
    }
OF_EITHER(member_name, builtin_signature(builtin)->name)
OF_EITHER(member_qualname, builtin_signature(builtin)->name)
OF_EITHER(member_class, object_value(builtin->of))

static const NativeSpec member_methods[] = {
    GET_ROW,
    SET_ROWS,
    { "__name__", member_name_of, .flags = NATIVE_MEMBER },
    { "__qualname__", member_qualname_of },
    { "__objclass__", member_class_of, .flags = NATIVE_MEMBER },
    { "__doc__", member_text },
    { 0 },
};

const ClassSpec member_class_spec = { .type = &member_type, .is_hidden = true, .methods = member_methods };

/* What instances of the class that is made are. */
static const Type *made_type(Value class, const Type *native) {
    const Class *of = (const Class *)object_of(class);
    return of->is_native ? native : &of->type;
}

/* Whether the function says so of itself; HOOK: that has to be asked. */
static Verdict is_abstract(Call *call, Value function) {
    Value name = str_new("__isabstractmethod__"), interned = str_intern(name), found;
    Verdict verdict = attribute_find(call_machine(call), function, interned, &found);
    if (verdict == YES) {
        verdict = is_bool(found) ? (is_same(found, TRUE) ? YES : NO) : HOOK;
        release(found);
    }
    release(name);
    release(interned);
    return verdict;
}

Outcome give_abstract(Call *call, size_t count, const Value *functions) {
    if (call->step) return DONE;
    Verdict verdict = NO;
    for (size_t i = 0; i < count && verdict == NO; i++) verdict = is_abstract(call, functions[i]);
    if (verdict != HOOK) return give_bool(call, verdict == YES);
    Value asked = tuple_from(functions, count);
    call->step = 1;
    Outcome outcome = call_helper(call, "_any_abstract", 1, &asked);
    release(asked);
    return outcome;
}

/* ---- classmethod, staticmethod */

static void copy_attribute(Dict *attributes, const char *name, Value value) {
    if (!is_absent(value)) dict_define_text_take(attributes, name, retain(value));
}

/* It has attributes of its own, which begin as those of the function: step 1 is behind the helper's call, for
 * what is no function of the notation. */
static Outcome wrap(Call *call, Value wrapper, Value wrapped) {
    if (!has_type(wrapped, TYPE_ID_FUNCTION)) {
        call->step = 1;
        return call_helper(call, "_wrap", 2, (Value[]){ wrapper, wrapped });
    }
    Function *function = (Function *)object_of(wrapped);
    Dict *attributes = attributes_of(wrapper, true);
    if (is_absent(function->annotations)) function->annotations = dict_value(dict_new());
    Value doc = is_absent(function->doc) ? code_peek_doc(code_of(function->code)) : function->doc;
    copy_attribute(attributes, "__module__", function->module);
    copy_attribute(attributes, "__name__", function->name);
    copy_attribute(attributes, "__qualname__", function->qualname);
    copy_attribute(attributes, "__doc__", is_absent(doc) ? NONE : doc);
    copy_attribute(attributes, "__annotations__", function->annotations);
    return DONE;
}

/* Only a subclass whose __init__ will give the function may be made without. */
static Outcome make_wrapper(Call *call, const Type *type) {
    if (call->step) return give(call, retain(call->keep));
    const Tuple *given = tuple_of(call->args[1]);
    if (given->count != 1 && (given->count || ((const Class *)object_of(call->args[0]))->is_native))
        return raise_error(call->task, TypeError, "%s expected 1 argument, got %zu", type->name,
                           given->count);
    call->keep = method_wrapper_new(made_type(call->args[0], type), given->count ? given->items[0] : NONE);
    Outcome outcome = given->count ? wrap(call, call->keep, given->items[0]) : DONE;
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome classmethod_make(Call *call) { return make_wrapper(call, &classmethod_type); }
static Outcome staticmethod_make(Call *call) { return make_wrapper(call, &staticmethod_type); }

static Outcome wrapper_function(Call *call) {
    return give(call, retain(((MethodWrapper *)object_of(call->args[0]))->function));
}

static Outcome staticmethod_call(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_spread(call, ((MethodWrapper *)object_of(call->args[0]))->function, call->args[1],
                       call->args[2]);
}

static Outcome wrapper_init(Call *call) {
    if (call->step) return give_none(call);
    replace_take(&((MethodWrapper *)object_of(call->args[0]))->function, retain(call->args[1]));
    Outcome outcome = wrap(call, call->args[0], call->args[1]);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome wrapper_abstract(Call *call) {
    return give_abstract(call, 1, &((MethodWrapper *)object_of(call->args[0]))->function);
}

#define WRAPPER_ROWS                                                                                         \
    GET_ROW, { "__init__(self, function, /)", wrapper_init, NULL, ARGS_UNPACK },                             \
        { "__isabstractmethod__", wrapper_abstract },                                                        \
        { "__func__", wrapper_function, .flags = NATIVE_MEMBER },                                            \
        { "__wrapped__", wrapper_function, .flags = NATIVE_MEMBER }, { 0 },

static const NativeSpec classmethod_methods[] = { WRAPPER_ROWS };
static const NativeSpec staticmethod_methods[] = {
    { "__call__(self, /, *args, **kwargs)", staticmethod_call, NULL, ARGS_OWN }, WRAPPER_ROWS
};

const ClassSpec classmethod_class_spec = {
    .type = &classmethod_type,
    .make = { "classmethod(cls, /, *args)", classmethod_make, NULL, ARGS_UNPACK },
    .methods = classmethod_methods,
    .doc = "A method that gets the class instead of the instance.",
};
const ClassSpec staticmethod_class_spec = {
    .type = &staticmethod_type,
    .make = { "staticmethod(cls, /, *args)", staticmethod_make, NULL, ARGS_UNPACK },
    .methods = staticmethod_methods,
    .doc = "A function in a class that gets neither class nor instance.",
};

/* ---- super */

static Value content_of(Value slot) {
    return has_type(slot, TYPE_ID_CELL) ? ((Cell *)object_of(slot))->content : slot;
}

/* super() without arguments: the class whose body defines the calling method, and that method's first
 * argument. */
static bool super_from_frame(Call *call, Value *class, Value *self) {
    const Frame *frame = call->task->frame->caller;
    const Code *code = frame ? frame->code : NULL;
    const char *problem = NULL;
    *class = *self = ABSENT;
    if (!code || code->positional_count == 0) {
        problem = "super(): no arguments";
    } else {
        *self = content_of(frame->slots[0]);
        if (is_absent(*self)) problem = "super(): arg[0] deleted";
        uint32_t slot = code->free_start;
        while (slot < code->slot_count && !str_is(code->slot_names[slot], "__class__")) slot++;
        bool found = slot < code->slot_count;
        if (!problem && !found) problem = "super(): __class__ cell not found";
        if (found) *class = content_of(frame->slots[slot]);
        if (!problem && is_absent(*class)) problem = "super(): empty __class__ cell";
    }
    if (problem) raise_error(call->task, RuntimeError, "%s", problem);
    return !problem;
}

static Outcome super_make(Call *call) {
    const Tuple *given = tuple_of(call->args[1]);
    Machine *machine = call_machine(call);
    if (given->count > 2) {
        return raise_error(call->task, TypeError, "super() expected at most 2 arguments, got %zu",
                           given->count);
    }
    Value after = ABSENT, self = ABSENT;
    if (given->count == 0 && !super_from_frame(call, &after, &self)) return RAISED;
    if (given->count >= 1) after = given->items[0];
    if (!has_type(after, TYPE_ID_TYPE)) {
        return raise_error(call->task, TypeError, "super() argument 1 must be a type, not %T", after);
    }
    if (given->count == 1) {
        return raise_error(call->task, TypeError, "super() with one argument is not in causette's notation");
    }
    if (given->count == 2) self = given->items[1];
    Class *class = (Class *)object_of(after);
    if (has_type(self, TYPE_ID_TYPE) && class_is_subclass((Class *)object_of(self), class)) {
        return give(call, super_new(class, (Class *)object_of(self), self));
    }
    Class *of = value_class(machine, self);
    if (class_is_subclass(of, class)) return give(call, super_new(class, of, self));
    return raise_error(call->task, TypeError, "super(type, obj): obj must be an instance or subtype of type");
}

const ClassSpec super_class_spec = {
    .type = &super_type,
    .make = { "super(cls, /, *args)", super_make, NULL, ARGS_UNPACK },
    .doc = "What the next classes in the order of lookup have.",
};

/* ---- mappingproxy */

/* The dict's method of this row's name, with the proxy's dict as self. */
static Outcome proxy_forward(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    Value dict = mapping_proxy_peek(call->args[0]);
    const Tuple *rest = tuple_of(call->args[1]);
    char name[32];
    size_t length = strcspn(call->spec->signature, "(");
    memcpy(name, call->spec->signature, length);
    name[length] = 0;
    Value text = str_from_ascii(name, length), interned = str_intern(text);
    Value method = class_find(call_machine(call)->classes[TYPE_ID_DICT], interned);
    Value arguments = sequence_concat(&dict, 1, rest->items, rest->count, false);
    Outcome outcome = call_spread(call, method, arguments, ABSENT);
    release(text);
    release(interned);
    release(arguments);
    return outcome;
}

#define PROXY_ROW(name)                                                                                      \
    { name "(self, /, *args)", proxy_forward, NULL, ARGS_UNPACK }

static const NativeSpec mapping_proxy_methods[] = {
    CLASS_GETITEM,
    PROXY_ROW("get"),
    PROXY_ROW("keys"),
    PROXY_ROW("values"),
    PROXY_ROW("items"),
    PROXY_ROW("copy"),
    PROXY_ROW("__getitem__"),
    PROXY_ROW("__len__"),
    PROXY_ROW("__iter__"),
    PROXY_ROW("__contains__"),
    PROXY_ROW("__reversed__"),
    PROXY_ROW("__or__"),
    PROXY_ROW("__ror__"),
    { 0 },
};

static Outcome mapping_proxy_make(Call *call) {
    Value mapping = call->args[1];
    if (is_dict(mapping)) return give(call, mapping_proxy_new(mapping));
    Class *class = value_class(call_machine(call), mapping);
    bool is_none_of_it =
        is_list(mapping) || is_tuple(mapping) || is_absent(class_peek_special(class, SPECIAL_getitem));
    if (is_none_of_it)
        return raise_error(call->task, TypeError, "mappingproxy() argument must be a mapping, not %T",
                           mapping);
    return raise_error(call->task, NotImplementedError,
                       "mappingproxy of what is no dict is in Python, not in causette");
}

const ClassSpec mapping_proxy_class_spec = { .type = &mapping_proxy_type,
                                             .is_hidden = true,
                                             .make = { "mappingproxy(cls, mapping)", mapping_proxy_make },
                                             .methods = mapping_proxy_methods };
