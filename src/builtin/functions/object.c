/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins that ask something of any object: its length, text, hash, attributes, class. Most of them are the
 * machine's operations under their name in the notation. See
 * https://docs.python.org/3.11/library/functions.html */
#include "builtin/classes/object.h"
#include "builtin/functions/builtins.h"
#include "vm/attribute.h"
#include "vm/operations.h"
#include "vm/special.h"

/* A builtin whose arguments are an operation's operands. */
static Outcome as_operation(Call *call, Native *operation, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    return call_native(call, operation, 0, count, args);
}

static Outcome builtin_repr(Call *call) { return call_as(call, operation_repr); }
static Outcome builtin_ascii(Call *call) { return call_as(call, operation_ascii); }
static Outcome builtin_hash(Call *call) { return call_as(call, operation_hash); }

static Outcome builtin_len(Call *call) {
    const Type *type = value_type(call->args[0]);
    if (type->length && !(type->flags & TYPE_HEAP)) {
        int64_t length = type->length(call->args[0]);
        if (length >= 0) return give_int(call, length);
    }
    return call_as(call, operation_length);
}

static Outcome builtin_id(Call *call) { return give(call, int_from_uint64(call->args[0].word)); }

static Outcome builtin_callable(Call *call) {
    return give_bool(call, value_is_callable(call_machine(call), call->args[0]));
}

static Outcome builtin_format(Call *call) {
    Value spec;
    if (!arg_str(call, 1, &spec)) return RAISED;
    return as_operation(call, operation_format, 2, call->args);
}

/* ---- classes */

static Outcome builtin_isinstance(Call *call) { return call_as(call, operation_instance_of); }

static Outcome builtin_issubclass(Call *call) { return call_as(call, operation_subclass_of); }

/* ---- attributes */

/* Names are compared by identity first: args[i] becomes the shared str of its text. */
static bool intern_name(Call *call, size_t i) {
    if (!is_str(call->args[i])) {
        raise_error(call->task, TypeError, "attribute name must be string, not '%T'", call->args[i]);
        return false;
    }
    replace_take(&call->args[i], str_intern(call->args[i]));
    return true;
}

enum { ATTRIBUTE_ASKED = 1 };

/* After an operation that raised: whether it was for the lack of the attribute; then nothing is pending any
 * more. */
static bool take_missing(Call *call) {
    Task *task = call->task;
    Class *class = value_class(task->machine, task->exception);
    if (!class_is_subclass(class, task->machine->exceptions[AttributeError])) return false;
    release(task_take_exception(task));
    return true;
}

static Outcome builtin_getattr(Call *call) {
    Value fallback = call->args[2], result;
    if (call->step == ATTRIBUTE_ASKED) {
        if (is_absent(call->task->exception)) return DONE;
        return take_missing(call) ? give(call, retain(fallback)) : RAISED;
    }
    if (!intern_name(call, 1)) return RAISED;
    Verdict found = attribute_find(call_machine(call), call->args[0], call->args[1], &result);
    if (found == YES) return give(call, result);
    if (found == NO && !is_absent(fallback)) return give(call, retain(fallback));
    call->step = ATTRIBUTE_ASKED;
    call->catches = !is_absent(fallback);
    return call_native(call, operation_get_attribute, 0, 2, call->args);
}

static Outcome builtin_hasattr(Call *call) {
    Value result;
    if (call->step == ATTRIBUTE_ASKED) {
        if (is_absent(call->task->exception)) return give_bool(call, true);
        return take_missing(call) ? give_bool(call, false) : RAISED;
    }
    if (!intern_name(call, 1)) return RAISED;
    Verdict found = attribute_find(call_machine(call), call->args[0], call->args[1], &result);
    if (found == YES) release(result);
    if (found != HOOK) return give_bool(call, found == YES);
    call->step = ATTRIBUTE_ASKED;
    call->catches = true;
    return call_native(call, operation_get_attribute, 0, 2, call->args);
}

static Outcome builtin_setattr(Call *call) {
    if (!call->step && !intern_name(call, 1)) return RAISED;
    Value operands[] = { call->args[2], call->args[0], call->args[1] };
    Outcome outcome = as_operation(call, operation_set_attribute, 3, operands);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome builtin_delattr(Call *call) {
    if (!call->step && !intern_name(call, 1)) return RAISED;
    Outcome outcome = as_operation(call, operation_delete_attribute, 2, call->args);
    return outcome == DONE ? give_none(call) : outcome;
}

/* ---- what an object has */

static Value names_of(Dict *dict) {
    Value list = list_new(dict->count);
    DictEntry *entry;
    for (size_t position = 0; !is_absent(list) && (entry = dict_next(dict, &position));) {
        if (!list_push(list_of(list), entry->key)) replace_take(&list, ABSENT);
    }
    return list;
}

enum { DIR_ASKED = 1, DIR_LISTED = 2, DIR_SORTED = 3 };

/* Sorted by list.sort, since a program's __dir__ may give anything. */
static Outcome sort_names(Call *call) {
    call->step = DIR_SORTED;
    replace_take(&call->keep, take_result(call));
    return call_method(call, call->keep, "sort", 0, NULL);
}

static Outcome builtin_dir(Call *call) {
    Machine *machine = call_machine(call);
    switch (call->step) {
    case DIR_ASKED: call->step = DIR_LISTED; return call_native(call, operation_to_list, 0, 1, &call->result);
    case DIR_LISTED: return sort_names(call);
    case DIR_SORTED: return give(call, retain(call->keep));
    }
    if (is_absent(call->args[0])) {
        Value locals = caller_locals(call);
        if (!is_dict(locals)) {
            call->step = DIR_ASKED;
            Outcome outcome = call_method(call, locals, "keys", 0, NULL);
            release(locals);
            return outcome;
        }
        replace_take(&call->result, names_of(dict_of(locals)));
        release(locals);
        return is_absent(call->result) ? raise_memory(call->task) : sort_names(call);
    }
    Class *class = value_class(machine, call->args[0]);
    Value own = class_peek_special(class, SPECIAL_dir),
          of_module = module_peek_hook(call->args[0], "__dir__");
    if (!is_absent(of_module)) {
        call->step = DIR_ASKED;
        return call_value(call, of_module, 0, NULL);
    }
    bool is_asked = has_type(call->args[0], TYPE_ID_ALIAS) || has_type(own, TYPE_ID_FUNCTION);
    if (!is_asked) return give(call, directory_of(machine, call->args[0]));
    call->step = DIR_ASKED;
    return call_special(call, call->args[0], SPECIAL_dir, 0, NULL);
}

static Outcome builtin_vars(Call *call) {
    if (call->step) {
        if (is_absent(call->task->exception)) return DONE;
        if (!take_missing(call)) return RAISED;
        return raise_error(call->task, TypeError, "vars() argument must have __dict__ attribute");
    }
    if (is_absent(call->args[0])) return give(call, caller_locals(call));
    call->step = 1;
    call->catches = true;
    Value name = str_new("__dict__"), args[] = { call->args[0], str_intern(name) };
    Outcome outcome = call_native(call, operation_get_attribute, 0, 2, args);
    release(name);
    release(args[1]);
    return outcome;
}

const NativeSpec object_builtins[] = {
    { "ascii(obj, /)", builtin_ascii, "repr() with every character beyond ASCII escaped." },
    { "callable(obj, /)", builtin_callable, "Whether the object can be called." },
    { "delattr(obj, name, /)", builtin_delattr, "Delete the attribute of that name." },
    { "dir(object=..., /)", builtin_dir,
      "The names of an object's attributes; without argument, those in scope.", ARGS_UNPACK },
    { "format(value, format_spec='', /)", builtin_format,
      "The value as text, as the format specification says." },
    { "getattr(object, name, default=..., /)", builtin_getattr,
      "The attribute of that name, or default if it has none.", ARGS_UNPACK },
    { "hasattr(obj, name, /)", builtin_hasattr, "Whether the object has an attribute of that name." },
    { "hash(obj, /)", builtin_hash, "The number by which sets and dicts find the object." },
    { "id(obj, /)", builtin_id, "A number that no other object has while this one lives." },
    { "isinstance(obj, class_or_tuple, /)", builtin_isinstance,
      "Whether the object is of that class, or of one of those." },
    { "issubclass(class_, class_or_tuple, /)", builtin_issubclass,
      "Whether the class inherits from that one, or from one of those." },
    { "len(obj, /)", builtin_len, "How many items a container has." },
    { "repr(obj, /)", builtin_repr, "The object as text, as one would write it in a program." },
    { "setattr(obj, name, value, /)", builtin_setattr, "Set the attribute of that name." },
    { "vars(object=..., /)", builtin_vars, "An object's dict of attributes; without argument, locals().",
      ARGS_UNPACK },
    { 0 },
};
