/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prelude: helpers in the notation by which C reaches a program's own methods. Its text is compiled when
 * the first helper is asked for; programs whose values are all built-in never pay for it. */
#include "builtin/functions/prelude.h"
#include "builtin/classes/exceptions.h"
#include "builtin/classes/iterators.h"
#include "builtin/embedded.h"
#include "builtin/functions/unraisable.h"
#include "vm/quick.h"
#include <string.h>

/* ---- what helpers ask of C */

/* "_kind(x)": the name of the native layout, which a program's subclass shares with its base. */
static Outcome prelude_kind(Call *call) {
    const Type *type = value_type(call->args[0]);
    while ((type->flags & (TYPE_HEAP | TYPE_VARIANT)) && type->base) type = type->base;
    return give_text(call, has_type(call->args[0], TYPE_ID_EXCEPTION) ? "BaseException" : type->name);
}

static bool push_entry(List *list, TypeId id, const DictEntry *entry) {
    switch (id) {
    case TYPE_ID_DICT_KEYS: return list_push(list, entry->key);
    case TYPE_ID_DICT_VALUES: return list_push(list, entry->value);
    default: return list_push_take(list, tuple_pair(entry->key, entry->value));
    }
}

static bool push_items(List *list, Value value) {
    const Value *items;
    size_t count, position = 0;
    if (sequence_peek(value, &items, &count)) return list_extend(list, items, count);
    if (is_set(value)) {
        for (SetEntry *entry; (entry = set_next(set_of(value), &position));) {
            if (!list_push(list, entry->key)) return false;
        }
        return true;
    }
    TypeId id = value_type_id(value);
    Dict *dict = is_dict(value) ? dict_of(value) : dict_peek_viewed(value);
    for (DictEntry *entry; (entry = dict_next(dict, &position));) {
        if (!push_entry(list, id, entry)) return false;
    }
    return true;
}

/* "_items(x)": a list of what a container holds, whatever methods its class has. */
static Outcome prelude_items(Call *call) {
    Value list = list_new(0), given = call->args[0];
    const Value *items;
    size_t count;
    bool is_one = is_dict(given) || is_set(given) || is_dict_view(given) ||
                  has_type(given, TYPE_ID_DICT_VALUES) || sequence_peek(given, &items, &count);
    if (!is_one) return raise_error(call->task, SystemError, "no container: %T", given);
    if (!is_absent(list) && !push_items(list_of(list), given)) replace_take(&list, ABSENT);
    return give(call, list);
}

/* "_candidates(container, hash)": its keys of this hash. */
static Outcome prelude_candidates(Call *call) {
    Value container = call->args[0], list = list_new(0);
    int64_t hash;
    if (!arg_int64(call, 1, &hash)) return RAISED;
    size_t cursor = 0;
    if (is_dict(container)) {
        for (DictEntry *entry; (entry = dict_next_candidate(dict_of(container), hash, &cursor));) {
            if (!list_push(list_of(list), entry->key)) return raise_memory(call->task);
        }
    } else {
        for (SetEntry *entry; (entry = set_next_candidate(set_of(container), hash, &cursor));) {
            if (!list_push(list_of(list), entry->key)) return raise_memory(call->task);
        }
    }
    return give(call, list);
}

static Outcome prelude_version(Call *call) {
    Value container = call->args[0];
    return give_int(call,
                    (int64_t)(is_dict(container) ? dict_of(container)->version : set_of(container)->version));
}

static Outcome prelude_task(Call *call) { return give_int(call, (int64_t)(intptr_t)call->task); }

static Outcome prelude_index(Call *call) {
    Outcome outcome = arg_integer(call, 0);
    return outcome == DONE ? give(call, int_plain(call->args[0])) : outcome;
}

/* "_splice_bytearray(array, start, stop, data)" */
static Outcome prelude_splice(Call *call) {
    ByteArray *array = (ByteArray *)object_of(call->args[0]);
    const uint8_t *data;
    size_t start, stop, count;
    if (!arg_size(call, 1, &start) || !arg_size(call, 2, &stop) || !arg_bytes(call, 3, &data, &count))
        return RAISED;
    size_t old = array->count, tail = old - stop, grown = start + count + tail;
    if (grown != old && array->exports) {
        return raise_error(call->task, BufferError, "Existing exports of data: object cannot be re-sized");
    }
    if (grown > old && !bytearray_resize(array, grown)) return raise_memory(call->task);
    memmove(array->data + start + count, array->data + stop, tail);
    memcpy(array->data + start, data, count);
    if (grown < old && !bytearray_resize(array, grown)) return raise_memory(call->task);
    return give_none(call);
}

/* "_is_caught(error, types)": as an except clause with these types finds. */
static Outcome prelude_is_caught(Call *call) {
    Verdict verdict = match_exception(call->task, call->args[0], call->args[1]);
    return verdict > YES ? RAISED : give_bool(call, verdict == YES);
}

/* "_take_origin(part, group)": a part of a group was raised where the group was. */
static Outcome prelude_take_origin(Call *call) {
    ExceptionObject *part = exception_of(call->args[0]);
    const ExceptionObject *group = exception_of(call->args[1]);
    replace_take(&part->traceback, retain(group->traceback));
    replace_take(&part->context, retain(group->context));
    replace_take(&part->cause, retain(group->cause));
    part->suppress_context = true;
    return give_none(call);
}

/* "_has_origin(x, group)": whether x is a group that was raised where this one was. */
static Outcome prelude_has_origin(Call *call) {
    const ExceptionObject *part = exception_of(call->args[0]), *group = exception_of(call->args[1]);
    ExceptionKind kind = exception_kind(value_class(call_machine(call), call->args[0]));
    bool is_group = kind == BaseExceptionGroup || kind == ExceptionGroup;
    return give_bool(call, is_group && is_same(part->traceback, group->traceback) &&
                               is_same(part->context, group->context) && is_same(part->cause, group->cause));
}

/* ---- loading */

/* What the helper of min() and max() takes for "no default was given". */
static const Type missing_type = { .name = "missing", .size = sizeof(Object) };

/* Runs the prelude's body, then calls the helper that is named first with the other arguments. */
static Outcome prelude_helper(Call *call) {
    Machine *machine = call_machine(call);
    if (call->step == 0) {
        PackEntry prelude = embedded_prelude();
        Value code = embedded_code(call->task, &prelude);
        if (is_absent(code)) return RAISED;
        call->step = 1;
        Outcome outcome = call_code(call, code, machine->prelude, NULL);
        release(code);
        return outcome;
    }
    if (call->step == 2) return DONE;
    call->step = 2;
    Value helper = dict_peek_str(machine->prelude, call->args[0]);
    assert(!is_absent(helper));
    return call_value(call, helper, call->count - 1, call->args + 1);
}

static const NativeSpec natives[] = {
    { "_kind(x, /)", prelude_kind },
    { "_items(x, /)", prelude_items },
    { "_candidates(container, hash, /)", prelude_candidates },
    { "_version(container, /)", prelude_version },
    { "_task()", prelude_task },
    { "_index(x, /)", prelude_index },
    { "_splice_bytearray(array, start, stop, data, /)", prelude_splice },
    { "_sequence_iterator(x, /)", sequence_iterator_make },
    { "_is_caught(error, types, /)", prelude_is_caught },
    { "_take_origin(part, group, /)", prelude_take_origin },
    { "_has_origin(x, group, /)", prelude_has_origin },
    { 0 },
};

void prelude_install(Machine *machine) {
    machine->prelude = dict_new();
    machine->hooks.helper = prelude_helper;
    machine->hooks.unraisable = unraisable_report;
    for (const NativeSpec *spec = natives; spec->signature; spec++) {
        char name[32];
        size_t count = strcspn(spec->signature, "(");
        memcpy(name, spec->signature, count);
        name[count] = 0;
        dict_define_text_take(machine->prelude, name, builtin_new(spec, ABSENT, ABSENT));
    }
    dict_define_text_take(machine->prelude, "_printing", set_new());
    dict_define_text_take(machine->prelude, "_missing",
                          object_value(object_new(&missing_type, sizeof(Object))));
    dict_define_text_take(machine->prelude, "__name__", str_new("builtins"));
}
