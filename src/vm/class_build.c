/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class statement: finds the metaclass, runs the body over a namespace, and has the metaclass make the
 * class of what the body has defined.
 * See https://docs.python.org/3.11/reference/datamodel.html#customizing-class-creation */
#include "vm/class_make.h"
#include "vm/machine.h"
#include "vm/operations.h"

enum { BUILD_BODY, BUILD_NAME, BUILD_BASES, BUILD_KEYWORDS };
enum { STEP_RESOLVED = 1, STEP_PREPARED, STEP_BODY_DONE, STEP_NAMED, STEP_MADE };

/* The name `metaclass` is not for it; the dict is the statement's own. */
static Value take_metaclass(Value keywords) {
    Value found = is_absent(keywords) ? ABSENT : retain(dict_peek_text(dict_of(keywords), "metaclass"));
    if (is_absent(found)) return ABSENT;
    Value name = str_new("metaclass");
    dict_remove_str(dict_of(keywords), name);
    release(name);
    return found;
}

static bool all_classes(Value bases) {
    for (size_t i = 0; i < tuple_of(bases)->count; i++) {
        if (!has_type(tuple_of(bases)->items[i], TYPE_ID_TYPE)) return false;
    }
    return true;
}

/* Which of the metaclasses is to make it: owned; ABSENT: raised. */
static Value choose_metaclass(Call *call, Value bases) {
    Machine *machine = call_machine(call);
    Value given = take_metaclass(call->args[BUILD_KEYWORDS]);
    if (is_absent(given)) {
        const Tuple *tuple = tuple_of(bases);
        Class *of = tuple->count ? value_class(machine, tuple->items[0]) : machine->classes[TYPE_ID_TYPE];
        given = retain(object_value(of));
    }
    if (!has_type(given, TYPE_ID_TYPE)) return given;
    Class *winner = class_choose_metaclass(call->task, (Class *)object_of(given), bases);
    Value chosen = winner ? retain(object_value(winner)) : ABSENT;
    release(given);
    return chosen;
}

/* type's own __prepare__ gives an empty dict. */
static bool prepares_plainly(Machine *machine, Value metaclass) {
    Value type = object_value(machine->classes[TYPE_ID_TYPE]);
    if (is_same(metaclass, type)) return true;
    if (!has_type(metaclass, TYPE_ID_TYPE)) return false;
    Class *class = (Class *)object_of(metaclass);
    Value name = str_new("__prepare__"), interned = str_intern(name);
    bool same = is_same(class_find(class, interned), class_find((Class *)object_of(type), interned)) &&
                value_class(machine, metaclass)->is_native;
    release(name);
    release(interned);
    return same;
}

/* The body runs next, over these names. The metaclass stays in keep, the bases as written in `result`'s
 * place are args[BUILD_BASES]. */
static Outcome run_body(Call *call, Value names) {
    Value held = tuple_from((Value[]){ call->keep, names }, 2);
    if (is_absent(held)) return raise_memory(call->task);
    replace_take(&call->keep, held);
    call->step = STEP_BODY_DONE;
    return call_body(call, call->args[BUILD_BODY], (Dict *)object_of(names));
}

static Outcome prepare(Call *call, Value bases) {
    Machine *machine = call_machine(call);
    Value metaclass = choose_metaclass(call, bases);
    if (is_absent(metaclass)) return RAISED;
    replace_take(&call->keep, metaclass);
    if (!prepares_plainly(machine, metaclass)) {
        Value keywords = is_absent(call->args[BUILD_KEYWORDS]) ? NONE : call->args[BUILD_KEYWORDS];
        call->step = STEP_PREPARED;
        return call_helper(call, "_prepare_class", 4,
                           (Value[]){ metaclass, call->args[BUILD_NAME], bases, keywords });
    }
    Value names = dict_value(dict_new());
    Outcome outcome = run_body(call, names);
    release(names);
    return outcome;
}

/* args[BUILD_BASES]: a tuple. What stands there and is no class may name others by its __mro_entries__; the
 * bases as they were written are kept in args[BUILD_BODY] from the body's end on. */
static Outcome begin(Call *call) {
    if (is_list(call->args[BUILD_BASES])) {
        const List *list = list_of(call->args[BUILD_BASES]);
        Value tuple = tuple_from(list->items, list->count);
        if (is_absent(tuple)) return raise_memory(call->task);
        replace_take(&call->args[BUILD_BASES], tuple);
    }
    if (all_classes(call->args[BUILD_BASES])) return prepare(call, call->args[BUILD_BASES]);
    call->step = STEP_RESOLVED;
    return call_helper(call, "_resolve_bases", 1, &call->args[BUILD_BASES]);
}

/* Where bases were replaced, args[BUILD_BASES] is a pair of the new ones and the old ones. */
static Outcome resolved(Call *call) {
    Value pair = take_result(call);
    replace_take(&call->args[BUILD_BASES], pair);
    return prepare(call, tuple_of(pair)->items[0]);
}

static bool is_resolved(Value bases) {
    return tuple_of(bases)->count == 2 && is_tuple(tuple_of(bases)->items[0]);
}

static Outcome ask_metaclass(Call *call) {
    const Tuple *held = tuple_of(call->keep);
    Value bases = call->args[BUILD_BASES];
    if (is_resolved(bases)) bases = tuple_of(bases)->items[0];
    Value args[] = { held->items[0], call->args[BUILD_NAME], bases, held->items[1],
                     call->args[BUILD_KEYWORDS] };
    call->step = STEP_MADE;
    if (is_same(args[0], object_value(call_machine(call)->classes[TYPE_ID_TYPE])))
        return call_native(call, operation_make_class, MAKE_OF_STATEMENT, 5, args);
    Value tuple = tuple_from(args + 1, 3);
    if (is_absent(tuple)) return raise_memory(call->task);
    Outcome outcome = call_spread(call, args[0], tuple, args[4]);
    release(tuple);
    return outcome;
}

/* The body has run, and left its cell of __class__ as its result, or None. */
static Outcome body_done(Call *call) {
    replace_take(&call->args[BUILD_BODY], take_result(call));
    if (!is_resolved(call->args[BUILD_BASES])) return ask_metaclass(call);
    Value names = tuple_of(call->keep)->items[1], key = str_new("__orig_bases__");
    call->step = STEP_NAMED;
    Outcome outcome = call_native(call, operation_set_item, 0, 3,
                                  (Value[]){ tuple_of(call->args[BUILD_BASES])->items[1], names, key });
    release(key);
    return outcome;
}

static Outcome made(Call *call) {
    Value cell = call->args[BUILD_BODY];
    if (!has_type(cell, TYPE_ID_CELL) || !has_type(call->result, TYPE_ID_TYPE)) return DONE;
    Value content = ((Cell *)object_of(cell))->content;
    if (is_same(content, call->result)) return DONE;
    if (is_absent(content))
        return raise_error(call->task, RuntimeError,
                           "__class__ not set defining %R as %R. Was __classcell__ propagated to "
                           "type.__new__?",
                           call->args[BUILD_NAME], call->result);
    return raise_error(call->task, TypeError, "__class__ set to %R defining %R as %R", content,
                       call->args[BUILD_NAME], call->result);
}

Outcome operation_build_class(Call *call) {
    switch (call->step) {
    case 0: return begin(call);
    case STEP_RESOLVED: return resolved(call);
    case STEP_PREPARED: {
        Value names = take_result(call);
        Outcome outcome = run_body(call, names);
        release(names);
        return outcome;
    }
    case STEP_BODY_DONE: return body_done(call);
    case STEP_NAMED: return ask_metaclass(call);
    default: return made(call);
    }
}
