/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of single opcodes that are too long for the loop. */
#include "vm/quick.h"
#include "vm/operations.h"
#include <string.h>

/* ---- names */

static bool cache_global(GlobalCache *cache, Dict *dict, Value name, bool in_builtins) {
    DictEntry *entry = dict_peek_entry(dict, (HashedKey){ name, str_hash(name) });
    if (!entry) return false;
    cache->entry = (uint32_t)(entry - dict->entries);
    cache->in_builtins = in_builtins;
    return true;
}

Dict *globals_builtins(Machine *machine, Dict *globals) {
    Value given = globals->has_builtins ? dict_peek_text(globals, "__builtins__") : ABSENT;
    if (has_type(given, TYPE_ID_MODULE)) return ((Module *)object_of(given))->dict;
    return is_dict(given) ? dict_of(given) : machine->builtins;
}

void globals_look(Machine *machine, Dict *globals) {
    Value given = dict_peek_text(globals, "__builtins__");
    if (has_type(given, TYPE_ID_MODULE)) given = dict_value(((Module *)object_of(given))->dict);
    bool has_builtins = is_dict(given) && dict_of(given) != machine->builtins, is_asked = false;
    if (globals->head.object.type != &dict_type) {
        Class *class = value_class(machine, dict_value(globals));
        is_asked = has_type(class_peek_special(class, SPECIAL_getitem), TYPE_ID_FUNCTION) ||
                   !is_absent(class_peek_special(class, SPECIAL_missing));
    }
    if (has_builtins || is_asked || globals->has_builtins) dict_mark_globals(globals, has_builtins, is_asked);
}

Value load_global_slowly(Machine *machine, Frame *frame, uint32_t index) {
    GlobalCache *cache = &frame->code->global_caches[index];
    Value name = frame->code->names[index];
    if (frame->globals->is_asked) return ABSENT;
    if (frame->globals->has_builtins) {
        Value found = dict_peek_str(frame->globals, name);
        return is_absent(found) ? dict_peek_str(globals_builtins(machine, frame->globals), name) : found;
    }
    bool own = cache_global(cache, frame->globals, name, false);
    if (!own && !cache_global(cache, machine->builtins, name, true)) return ABSENT;
    cache->globals_version = frame->globals->version;
    cache->builtins_version = machine->builtins->version;
    return (own ? frame->globals : machine->builtins)->entries[cache->entry].value;
}

enum { NAME_SHOWN = 200 }; /* characters of a name that errors show */

void raise_undefined(Task *task, Value name) {
    Value shown = str_count(name) > NAME_SHOWN ? str_slice(name, 0, 1, NAME_SHOWN) : retain(name);
    raise_error(task, NameError, "name '%U' is not defined%s", shown, builtin_lacking(task->machine, name));
    release(shown);
    ExceptionObject *exception = exception_of(task->exception);
    replace_take(&exception->fields[0], retain(name));
    /* Where a suggestion will look for a name like it. */
    if (task->frame && task->frame->code)
        replace_take(&exception->fields[EXCEPTION_FIELDS - 1], retain(dict_value(task->frame->globals)));
}

void raise_unbound(Task *task, const Code *code, uint32_t slot) {
    Value name = code->slot_names[slot];
    if (slot >= code->free_start) {
        raise_error(
            task, NameError,
            "cannot access free variable '%U' where it is not associated with a value in enclosing scope",
            name);
    } else {
        raise_error(task, UnboundLocalError,
                    "cannot access local variable '%U' where it is not associated with a value", name);
    }
    replace_take(&exception_of(task->exception)->fields[0], retain(name));
}

/* ---- slices */

/* Start and stop of a slice without step, small ints or None, clipped to the length. */
static bool clip_quickly(Value first, Value stop, size_t length, int64_t *start, size_t *count) {
    if (!is_small_int(first) && !is_none(first)) return false;
    if (!is_small_int(stop) && !is_none(stop)) return false;
    int64_t size = (int64_t)length;
    int64_t from = is_none(first) ? 0 : small_int_of(first);
    int64_t to = is_none(stop) ? size : small_int_of(stop);
    if (from < 0) from = from + size < 0 ? 0 : from + size;
    if (to < 0) to += size;
    if (from > size) from = size;
    if (to > size) to = size;
    *start = from;
    *count = to > from ? (size_t)(to - from) : 0;
    return true;
}

Value quick_get_range(Value container, Value first, Value stop) {
    if (!is_object(container)) return ABSENT;
    const Type *type = object_type(container);
    int64_t start;
    size_t count;
    if (type == &str_type) {
        if (!clip_quickly(first, stop, str_count(container), &start, &count)) return ABSENT;
        return str_slice(container, start, 1, count);
    }
    if (type != &bytes_type && type != &list_type && type != &tuple_type) return ABSENT;
    if (!clip_quickly(first, stop, (size_t)type->length(container), &start, &count)) return ABSENT;
    if (type == &bytes_type) return bytes_slice(container, start, 1, count);
    return type == &list_type ? list_slice(container, start, 1, count)
                              : tuple_slice(container, start, 1, count);
}

/* ---- functions */

void fill_closure(Frame *frame, const Function *function) {
    const Tuple *cells = tuple_of(function->closure);
    for (size_t i = 0; i < cells->count; i++)
        frame->slots[frame->code->free_start + i] = retain(cells->items[i]);
}

enum { WITH_DEFAULTS = 1, WITH_KEYWORD_DEFAULTS = 2, WITH_ANNOTATIONS = 4, WITH_CLOSURE = 8 };

Value make_function(Frame *frame, uint32_t flags, Value **top) {
    Value code_value = *--*top;
    const Code *code = code_of(code_value);
    Value made = function_new(code_value, frame->globals, code->name, code->qualname);
    Function *function = (Function *)object_of(made);
    if (flags & WITH_CLOSURE) replace_take(&function->closure, *--*top);
    if (flags & WITH_ANNOTATIONS) replace_take(&function->annotations, *--*top);
    if (flags & WITH_KEYWORD_DEFAULTS) replace_take(&function->keyword_defaults, *--*top);
    if (flags & WITH_DEFAULTS) replace_take(&function->defaults, *--*top);
    Value module = dict_peek_text(frame->globals, "__name__");
    if (!is_absent(module)) replace_take(&function->module, retain(module));
    release(code_value);
    return made;
}

/* ---- displays */

Value quick_set(const Value *items, size_t count) {
    Value set = set_new();
    for (size_t i = 0; i < count && !is_absent(set); i++) {
        HashedKey key = { items[i], 0 };
        bool hashed = value_hash(key.key, &key.hash, 0) == YES && !(value_hooks(key.key) & HOOKS_EQUAL);
        if (hashed && set_add(set_of(set), key)) continue;
        release(set);
        return ABSENT;
    }
    return set;
}

Verdict quick_extend(List *list, Value sequence) {
    size_t count;
    const Value *items;
    if (!exact_sequence(sequence, &items, &count)) return HOOK;
    return list_extend(list, items, count) ? YES : NO;
}
