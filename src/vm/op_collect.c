/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling containers from displays, comprehensions and unpacking. */
#include "base/memory.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/special.h"
#include <string.h>

/* ---- any iterable to a list or tuple */

enum { COLLECT_ITERATOR = 1, COLLECT_ITEM = 2, COLLECT_HINT = 3 };

static Outcome collected(Call *call, bool as_tuple) {
    Value list = call->keep;
    if (!as_tuple) return give(call, retain(list));
    return give(call, tuple_from(list_of(list)->items, list_of(list)->count));
}

/* Takes items in C as long as the iterator allows, and WALK_STEPS at most. YES: its end; NO: `most` are
 * there; HOOK: the machine must ask. */
static Verdict collect_quickly(Call *call, size_t most, bool *refused) {
    List *list = list_of(call->keep);
    Value iterator = call->args[0];
    const Type *type = value_type(iterator);
    if (!type->next) return HOOK;
    size_t stop = most - list->count > WALK_STEPS ? list->count + WALK_STEPS : most;
    while (list->count < stop) {
        Value item = type->next(iterator);
        if (is_absent(item)) return YES;
        if (!list_push_take(list, item)) return *refused = true, YES;
    }
    if (stop == most) return NO;
    call_may_go_on(call, WALK_STEPS);
    return HOOK;
}

bool has_length_hint(Machine *machine, Value iterable) {
    if (!is_object(iterable) || !(object_type(iterable)->flags & TYPE_HEAP)) return false;
    return special_is_programs(machine, iterable, SPECIAL_len) ||
           special_is_programs(machine, iterable, SPECIAL_length_hint);
}

enum { HINT_LENGTH = 1, HINT_ASKED = 2 };

/* Whether the exception that a hint raised is one that means "no hint"; then it is gone. */
static bool take_type_error(Task *task) {
    if (!class_is_subclass(value_class(task->machine, task->exception), task->machine->exceptions[TypeError]))
        return false;
    release(task_take_exception(task));
    return true;
}

/* What a program answers is of no use here, but that it is asked can be seen. */
Outcome operation_length_hint(Call *call) {
    Machine *machine = call_machine(call);
    Value iterable = call->args[0];
    bool raised = !is_absent(call->task->exception);
    if (raised && !take_type_error(call->task)) return RAISED;
    if (call->step == 0 && special_is_programs(machine, iterable, SPECIAL_len)) {
        call->step = HINT_LENGTH;
        call->catches = true;
        return call_native(call, operation_length, 0, 1, &iterable);
    }
    if (call->step == HINT_LENGTH && !raised) return give_none(call);
    if (call->step != HINT_ASKED && special_is_programs(machine, iterable, SPECIAL_length_hint)) {
        call->step = HINT_ASKED;
        call->catches = true;
        return call_special(call, iterable, SPECIAL_length_hint, 0, NULL);
    }
    if (call->step != HINT_ASKED || raised || has_type(call->result, TYPE_ID_NOT_IMPLEMENTED))
        return give_none(call);
    if (!is_int(call->result))
        return raise_error(call->task, TypeError, "__length_hint__ must be an integer, not %T", call->result);
    if (int_sign(call->result) < 0)
        return raise_error(call->task, ValueError, "__length_hint__() should return >= 0");
    return give_none(call);
}

/* So that what cannot be had is refused at once, before it is half made. */
static size_t expected_count(Value value, size_t most) {
    const Type *type = value_type(value);
    int64_t length = type->length && !(type->flags & TYPE_HEAP) ? type->length(value) : 0;
    size_t expected = length > 8 ? (size_t)length : 8;
    return expected < most ? expected : most;
}

/* Steps through: iter(args[0]) kept in args[0], items gathered in keep, up to `most`. DONE: gathered. */
static Outcome collect(Call *call, size_t most, const char *problem) {
    if (call->step == 0) {
        Value value = call->args[0];
        if (!value_is_iterable(call_machine(call), value))
            return raise_error(call->task, TypeError, problem, value);
        replace_take(&call->keep, list_new(expected_count(value, most)));
        if (is_absent(call->keep)) return raise_memory(call->task);
        call->step = COLLECT_ITERATOR;
        return call_native(call, operation_iterate, 0, 1, &value);
    }
    if (call->step == COLLECT_ITERATOR) {
        Value iterable = call->args[0];
        call->args[0] = take_result(call);
        bool asks = most == SIZE_MAX && call->mark % 2 == 0 && has_length_hint(call_machine(call), iterable);
        call->step = asks ? COLLECT_HINT : COLLECT_ITEM;
        if (asks) call_native(call, operation_length_hint, 0, 1, &iterable);
        release(iterable);
        if (asks) return CALLED;
    } else if (call->step == COLLECT_HINT) {
        call->step = COLLECT_ITEM;
    } else if (is_absent(call->result)) {
        return DONE;
    } else if (!list_push_take(list_of(call->keep), take_result(call))) {
        return raise_memory(call->task);
    }
    bool refused = false;
    Verdict state = collect_quickly(call, most, &refused);
    if (refused) return raise_memory(call->task);
    if (state == YES) {
        const char *changed = iterator_problem(call->args[0]);
        if (changed && *changed) return raise_error(call->task, RuntimeError, "%s", changed);
        return changed ? raise_memory(call->task) : DONE;
    }
    if (state == NO || list_of(call->keep)->count >= most) return DONE;
    return call_native(call, operation_next, 0, 1, &call->args[0]);
}

Outcome operation_to_list(Call *call) {
    static const char *const problems[] = { "'%T' object is not iterable",
                                            "cannot unpack non-iterable %T object",
                                            "Value after * must be an iterable, not %T",
                                            "'%T' object is not iterable" };
    Outcome outcome = collect(call, SIZE_MAX, problems[call->mark]);
    return outcome == DONE ? collected(call, false) : outcome;
}

/* "f()" or "C.f()", as errors about a call's arguments name what was called. */
static void call_append_name(Buffer *out, Machine *machine, Value callable) {
    if (has_type(callable, TYPE_ID_METHOD)) callable = ((Method *)object_of(callable))->function;
    if (has_type(callable, TYPE_ID_FUNCTION)) {
        const Function *function = (Function *)object_of(callable);
        if (is_str(function->module)) {
            str_append_utf8(out, function->module);
            buffer_append_byte(out, '.');
        }
        str_append_utf8(out, function->qualname);
    } else if (has_type(callable, TYPE_ID_TYPE)) {
        class_append_name(out, (Class *)object_of(callable));
    } else if (has_type(callable, TYPE_ID_BUILTIN)) {
        builtin_append_name(out, (Builtin *)object_of(callable));
    } else {
        size_t start = out->count;
        if (value_str(out, callable) != YES) {
            buffer_truncate(out, start);
            str_append_utf8(out, value_class(machine, callable)->name);
            buffer_append_text(out, " object");
        }
        return;
    }
    buffer_append_text(out, "()");
}

/* f(*iterable): the error names f. */
Outcome operation_spread_arguments(Call *call) {
    if (call->step || value_is_iterable(call_machine(call), call->args[0])) {
        Outcome outcome = collect(call, SIZE_MAX, NULL);
        return outcome == DONE ? collected(call, false) : outcome;
    }
    Buffer name = { 0 };
    call_append_name(&name, call_machine(call), call->args[1]);
    raise_error(call->task, TypeError, "%s argument after * must be an iterable, not %T", buffer_text(&name),
                call->args[0]);
    buffer_clear(&name);
    return RAISED;
}

/* Takes one item more than wanted at most, as Python does: enough to know that there are too many. */
Outcome operation_unpack(Call *call) {
    size_t wanted = (size_t)call->mark, count;
    const Value *items;
    if (call->step == 0 && exact_sequence(call->args[0], &items, &count)) {
        if (count == wanted) return give(call, retain(call->args[0]));
    } else {
        Outcome outcome = collect(call, wanted + 1, "cannot unpack non-iterable %T object");
        if (outcome != DONE) return outcome;
        count = list_of(call->keep)->count;
        if (count == wanted) return collected(call, true);
    }
    if (count > wanted)
        return raise_error(call->task, ValueError, "too many values to unpack (expected %zu)", wanted);
    return raise_error(call->task, ValueError, "not enough values to unpack (expected %zu, got %zu)", wanted,
                       count);
}

Verdict unpack_star(Task *task, size_t before, size_t after, Value **top) {
    size_t count;
    const Value *items;
    if (!exact_sequence((*top)[-1], &items, &count)) return HOOK;
    if (count < before + after) {
        raise_error(task, ValueError, "not enough values to unpack (expected at least %zu, got %zu)",
                    before + after, count);
        return NO;
    }
    Value middle = list_from(items + before, count - before - after);
    if (is_absent(middle)) return raise_memory(task), NO;
    Value sequence = *--*top;
    for (size_t i = count; i-- > count - after;) *(*top)++ = retain(items[i]);
    *(*top)++ = middle;
    for (size_t i = before; i-- > 0;) *(*top)++ = retain(items[i]);
    release(sequence);
    return YES;
}

/* ---- sets and dicts */

Outcome operation_set_add(Call *call) {
    HashedKey key;
    Outcome outcome = arg_key(call, call->args[1], 0, &key);
    if (outcome != DONE) return outcome;
    return set_add(set_of(call->args[1]), key) ? give_none(call) : raise_memory(call->task);
}

Outcome operation_dict_set(Call *call) {
    HashedKey key;
    Outcome outcome = arg_key(call, call->args[2], 0, &key);
    if (outcome != DONE) return outcome;
    return dict_set(dict_of(call->args[2]), key, call->args[1]) ? give_none(call) : raise_memory(call->task);
}

/* mark counts the items that are already in. */
Outcome operation_build_set(Call *call) {
    if (is_absent(call->keep)) call->keep = set_new();
    while (call->mark < call->count) {
        HashedKey key;
        Outcome outcome = arg_key(call, call->keep, (size_t)call->mark, &key);
        if (outcome != DONE) return outcome;
        if (!set_add(set_of(call->keep), key)) return raise_memory(call->task);
        call->mark++;
    }
    return give(call, retain(call->keep));
}

Outcome operation_build_dict(Call *call) {
    if (is_absent(call->keep)) call->keep = dict_value(dict_new());
    while (call->mark < call->count) {
        HashedKey key;
        Outcome outcome = arg_key(call, call->keep, (size_t)call->mark, &key);
        if (outcome != DONE) return outcome;
        if (!dict_set(dict_of(call->keep), key, call->args[call->mark + 1])) return raise_memory(call->task);
        call->mark += 2;
    }
    return give(call, retain(call->keep));
}

Outcome operation_set_update(Call *call) {
    if (call->step == SPECIAL_STEP_ASKED) return give_none(call);
    if (is_set(call->args[0]) && !set_of(call->args[0])->hooked && !set_of(call->args[1])->hooked)
        return set_update(set_of(call->args[1]), set_of(call->args[0])) ? give_none(call)
                                                                        : raise_memory(call->task);
    if (is_object(call->args[0]) && object_type(call->args[0]) == &dict_type &&
        !set_of(call->args[1])->hooked && !dict_of(call->args[0])->hooked)
        return set_update_dict(set_of(call->args[1]), dict_of(call->args[0])) ? give_none(call)
                                                                              : raise_memory(call->task);
    call->step = SPECIAL_STEP_ASKED;
    return call_helper(call, "_set_update", 2, call->args);
}

/* f(**mapping): keys are names, and none may come twice. */
static Outcome merge_keywords(Call *call, Dict *from, Dict *to) {
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(from, &position));) {
        if (!is_str(entry->key)) return raise_error(call->task, TypeError, "keywords must be strings");
        if (dict_peek_entry(to, (HashedKey){ entry->key, entry->hash })) {
            Buffer name = { 0 };
            call_append_name(&name, call_machine(call), call->args[2]);
            Outcome outcome =
                raise_error(call->task, TypeError, "%s got multiple values for keyword argument '%U'",
                            buffer_text(&name), entry->key);
            buffer_clear(&name);
            return outcome;
        }
        if (!dict_set(to, (HashedKey){ entry->key, entry->hash }, entry->value))
            return raise_memory(call->task);
    }
    return give_none(call);
}

Outcome operation_dict_update(Call *call) {
    Value from = call->args[0], to = call->args[1];
    if (call->step == 2) return give_none(call);
    if (call->step == 1) {
        replace_take(&call->args[0], take_result(call));
        from = call->args[0];
    }
    if (is_dict(from) && call->mark == 1) return merge_keywords(call, dict_of(from), dict_of(to));
    if (is_dict(from) && !dict_of(from)->hooked && !dict_of(to)->hooked)
        return dict_update(dict_of(to), dict_of(from)) ? give_none(call) : raise_memory(call->task);
    Class *class = value_class(call_machine(call), from);
    Value keys = ABSENT, name = str_new("keys");
    if (!is_dict(from)) keys = class_find(class, name);
    release(name);
    if (!is_dict(from) && is_absent(keys)) {
        if (call->mark == 0) return raise_error(call->task, TypeError, "'%T' object is not a mapping", from);
        Buffer text = { 0 };
        call_append_name(&text, call_machine(call), call->args[2]);
        Outcome outcome = raise_error(call->task, TypeError, "%s argument after ** must be a mapping, not %T",
                                      buffer_text(&text), from);
        buffer_clear(&text);
        return outcome;
    }
    if (call->mark == 1) {
        call->step = 1;
        return call_helper(call, "_to_dict", 1, &from);
    }
    call->step = 2;
    return call_helper(call, "_dict_update", 2, call->args);
}
