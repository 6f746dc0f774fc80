/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What patterns ask of a subject: its kind, its keys, its attributes.
 * See https://docs.python.org/3.11/reference/compound_stmts.html#patterns */
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"

PatternKind pattern_kind(Machine *machine, Value subject) {
    uint32_t flags = value_type(subject)->flags;
    if (flags & (TYPE_SEQUENCE | TYPE_MAPPING))
        return flags & TYPE_SEQUENCE ? PATTERN_SEQUENCE : PATTERN_MAPPING;
    if (!(flags & TYPE_HEAP)) return PATTERN_NONE;
    const Class *class = value_class(machine, subject);
    for (size_t i = 0; i < class->mro_count; i++) {
        if (class->mro[i]->pattern_kind) return class->mro[i]->pattern_kind;
    }
    return PATTERN_NONE;
}

/* ---- keys */

enum { FEW_KEYS = 16 }; /* compared with each other; more go through the helper's set */

/* A dict and keys that C alone can look up. HOOK: they are not such. */
static Verdict find_keys(Dict *dict, const Tuple *keys, Value *values) {
    if (dict->hooked || keys->count > FEW_KEYS) return HOOK;
    HashedKey hashed[FEW_KEYS];
    for (size_t i = 0; i < keys->count; i++) {
        hashed[i].key = keys->items[i];
        if (!quick_hash(keys->items[i], &hashed[i].hash)) return HOOK;
        for (size_t j = 0; j < i; j++) {
            bool may_be_equal = hashed[i].hash == hashed[j].hash;
            if (may_be_equal && value_equal(hashed[i].key, hashed[j].key, 0) != NO) return HOOK;
        }
    }
    *values = tuple_new_absent(keys->count);
    if (is_absent(*values)) return UNSUPPORTED;
    for (size_t i = 0; i < keys->count; i++) {
        Value value = dict_peek(dict, hashed[i]);
        if (is_absent(value)) return release(*values), NO;
        tuple_of(*values)->items[i] = retain(value);
    }
    return YES;
}

Outcome operation_match_keys(Call *call) {
    if (call->step) return DONE;
    Value subject = call->args[0], values;
    bool is_plain = is_object(subject) && object_type(subject) == &dict_type;
    Verdict found = is_plain ? find_keys(dict_of(subject), tuple_of(call->args[1]), &values) : HOOK;
    if (found == UNSUPPORTED) return raise_memory(call->task);
    if (found == NO) return give_none(call);
    if (found == YES) return give(call, values);
    call->step = 1;
    return call_helper(call, "_match_keys", 2, call->args);
}

/* ---- classes */

enum { MATCH_INSTANCE = 1, MATCH_NAMES, MATCH_ATTRIBUTE };

/* Of these a single positional pattern matches the object itself. */
static bool matches_itself(const Class *class) {
    switch (class->native->id) {
    case TYPE_ID_BOOL:
    case TYPE_ID_BYTEARRAY:
    case TYPE_ID_BYTES:
    case TYPE_ID_DICT:
    case TYPE_ID_FLOAT:
    case TYPE_ID_FROZENSET:
    case TYPE_ID_INT:
    case TYPE_ID_LIST:
    case TYPE_ID_SET:
    case TYPE_ID_STR:
    case TYPE_ID_TUPLE: return true;
    default: return false;
    }
}

/* AttributeError: there is none, and the exception is gone. */
static bool take_missing(Task *task) {
    Class *error = task->machine->exceptions[AttributeError];
    if (!class_is_subclass(value_class(task->machine, task->exception), error)) return false;
    release(task_take_exception(task));
    return true;
}

static Outcome refuse_count(Call *call, size_t allowed) {
    const Class *class = (const Class *)object_of(call->args[1]);
    Buffer name = { 0 };
    if (class->is_native)
        buffer_append_text(&name, class->native->name);
    else
        str_append_utf8(&name, class->name);
    raise_error(call->task, TypeError, "%s() accepts %zu positional sub-pattern%s (%zu given)",
                buffer_text(&name), allowed, allowed == 1 ? "" : "s", (size_t)call->mark);
    buffer_clear(&name);
    return RAISED;
}

/* The names of the positional patterns stand before the others in args[2] from now on. With one of those that
 * match themselves, what they match is the subject. */
static Outcome join_names(Call *call, Value match_names) {
    size_t positional = (size_t)call->mark;
    if (is_absent(match_names)) {
        bool itself = matches_itself((const Class *)object_of(call->args[1]));
        if (positional > (itself ? 1 : 0)) return refuse_count(call, itself ? 1 : 0);
        return list_push(list_of(call->keep), call->args[0]) ? DONE : raise_memory(call->task);
    }
    if (!is_tuple(match_names)) {
        return raise_error(call->task, TypeError, "%U.__match_args__ must be a tuple (got %T)",
                           ((Class *)object_of(call->args[1]))->name, match_names);
    }
    const Tuple *first = tuple_of(match_names), *behind = tuple_of(call->args[2]);
    if (first->count < positional) return refuse_count(call, first->count);
    Value joined = tuple_new_absent(positional + behind->count);
    if (is_absent(joined)) return raise_memory(call->task);
    for (size_t i = 0; i < positional; i++) tuple_of(joined)->items[i] = retain(first->items[i]);
    for (size_t i = 0; i < behind->count; i++)
        tuple_of(joined)->items[positional + i] = retain(behind->items[i]);
    replace_take(&call->args[2], joined);
    return DONE;
}

/* Whether the i-th name is one, and no pattern before has it. */
static bool check_name(Call *call, const Tuple *names, size_t i) {
    Value name = names->items[i];
    if (!is_str(name)) {
        raise_error(call->task, TypeError, "__match_args__ elements must be strings (got %T)", name);
        return false;
    }
    for (size_t j = 0; j < i; j++) {
        if (value_equal(names->items[j], name, 0) != YES) continue;
        raise_error(call->task, TypeError, "%U() got multiple sub-patterns for attribute %R",
                    ((Class *)object_of(call->args[1]))->name, name);
        return false;
    }
    return true;
}

/* The attributes are gathered in keep, behind the subject itself where mark is 1; those that C finds, at
 * once. */
static Outcome take_attributes(Call *call) {
    List *attributes = list_of(call->keep);
    const Tuple *names = tuple_of(call->args[2]);
    size_t ahead = (size_t)call->mark;
    while (attributes->count < ahead + names->count) {
        size_t i = attributes->count - ahead;
        if (!check_name(call, names, i)) return RAISED;
        Value found;
        if (attribute_find(call_machine(call), call->args[0], names->items[i], &found) != YES) {
            call->step = MATCH_ATTRIBUTE;
            call->catches = true;
            return call_native(call, operation_get_attribute, 0, 2,
                               (Value[]){ call->args[0], names->items[i] });
        }
        if (!list_push_take(attributes, found)) return raise_memory(call->task);
    }
    return give(call, tuple_from(attributes->items, attributes->count));
}

static Outcome is_instance(Call *call) {
    if (!is_same(call->result, TRUE)) return give_none(call);
    replace_take(&call->keep, list_new(tuple_of(call->args[2])->count + (size_t)call->mark));
    if (is_absent(call->keep)) return raise_memory(call->task);
    if (call->mark == 0) return take_attributes(call);
    Value name = str_new("__match_args__"), interned = str_intern(name);
    call->step = MATCH_NAMES;
    call->catches = true;
    Outcome outcome = call_native(call, operation_get_attribute, 0, 2, (Value[]){ call->args[1], interned });
    release(interned);
    release(name);
    return outcome;
}

static Outcome have_names(Call *call) {
    bool has_none = !is_absent(call->task->exception);
    if (has_none && !take_missing(call->task)) return RAISED;
    Outcome outcome = join_names(call, has_none ? ABSENT : call->result);
    if (outcome != DONE) return outcome;
    call->mark = has_none;
    return take_attributes(call);
}

static Outcome have_attribute(Call *call) {
    if (!is_absent(call->task->exception)) return take_missing(call->task) ? give_none(call) : RAISED;
    bool kept = list_push_take(list_of(call->keep), take_result(call));
    return kept ? take_attributes(call) : raise_memory(call->task);
}

Outcome operation_match_class(Call *call) {
    switch (call->step) {
    case MATCH_INSTANCE: return is_instance(call);
    case MATCH_NAMES: return have_names(call);
    case MATCH_ATTRIBUTE: return have_attribute(call);
    default: break;
    }
    if (!has_type(call->args[1], TYPE_ID_TYPE))
        return raise_error(call->task, TypeError, "called match pattern must be a type");
    call->step = MATCH_INSTANCE;
    return call_native(call, operation_instance_of, 0, 2, call->args);
}
