/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions to be called when the program ends, the last one first.
 * See https://docs.python.org/3.11/library/atexit.html */
#include "builtin/classes/object.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* A list of tuples (function, arguments, keywords), None where one was taken away; NULL: the program has
 * deleted it. */
static List *functions_of(Call *call) {
    Value module = dict_peek_text(call_machine(call)->modules, "atexit");
    if (!has_type(module, TYPE_ID_MODULE)) return NULL;
    Value list = dict_peek_text(((Module *)object_of(module))->dict, "_functions");
    return is_list(list) ? list_of(list) : NULL;
}

/* "register(func, /, *args, **kwargs)" */
static Outcome atexit_register(Call *call) {
    List *functions = functions_of(call);
    if (!value_is_callable(call_machine(call), call->args[0]))
        return raise_error(call->task, TypeError, "the first argument must be callable");
    Value entry = tuple_from(call->args, 3);
    if (is_absent(entry) || (functions && !list_push_take(functions, entry))) return raise_memory(call->task);
    if (!functions) release(entry);
    return give(call, retain(call->args[0]));
}

/* mark: how many entries have been compared. */
static Outcome atexit_unregister(Call *call) {
    List *functions = functions_of(call);
    for (;; call->mark++, call->step = 0) {
        if (!functions || (size_t)call->mark >= functions->count) return give_none(call);
        Value entry = functions->items[call->mark];
        if (is_none(entry)) continue;
        if (call->step == 0) {
            call->step = 1;
            Outcome outcome = call_equal(call, tuple_of(entry)->items[0], call->args[0]);
            if (outcome != DONE) return outcome;
        }
        if (is_same(call->result, TRUE)) replace_take(&functions->items[call->mark], NONE);
    }
}

static Outcome atexit_clear(Call *call) {
    List *functions = functions_of(call);
    if (functions) list_clear_items(functions);
    return give_none(call);
}

static Outcome atexit_count(Call *call) {
    const List *functions = functions_of(call);
    return give_int(call, functions ? (int64_t)functions->count : 0);
}

enum { BEGIN, CALLED_BACK, REPORTED };

/* mark: how many are still to be called; what is registered meanwhile comes too late. keep: the function. */
static Outcome atexit_run(Call *call) {
    List *functions = functions_of(call);
    Value failure = task_take_exception(call->task);
    if (call->step == BEGIN) call->mark = functions ? (int64_t)functions->count : 0;
    call->catches = true;
    if (call->step == CALLED_BACK && !is_absent(failure)) {
        call->step = REPORTED;
        Value items[] = { failure, call->keep, str_new("Exception ignored in atexit callback") };
        Outcome outcome = call_native(call, call_machine(call)->hooks.unraisable, 0, 3, items);
        release(failure);
        release(items[2]);
        return outcome;
    }
    release(failure);
    call->step = CALLED_BACK;
    while (functions && call->mark > 0) {
        size_t last = (size_t)--call->mark;
        if (last >= functions->count || is_none(functions->items[last])) continue;
        Value entry = functions->items[last];
        functions->items[last] = NONE;
        const Value *items = tuple_of(entry)->items;
        replace_take(&call->keep, retain(items[0]));
        Outcome outcome = call_spread(call, items[0], items[1], items[2]);
        release(entry);
        return outcome;
    }
    return atexit_clear(call);
}

static const NativeSpec functions[] = {
    { "register(func, /, *args, **kwargs)", atexit_register,
      "Have a function called with these arguments when the program ends.", ARGS_PARSE },
    { "unregister(func, /)", atexit_unregister, "Forget a function, however often it was registered." },
    { "_clear()", atexit_clear, "Forget all of them." },
    { "_ncallbacks()", atexit_count, "How many there are." },
    { "_run_exitfuncs()", atexit_run, "Call them now, the last one first, and forget them." },
    { 0 },
};

static bool atexit_init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "_functions", list_new(0));
    return true;
}

const ModuleSpec atexit_module = {
    .name = "atexit",
    .doc = "Functions to be called when the program ends, the last one first.",
    .functions = functions,
    .init = atexit_init,
};
