/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins that walk an iterable. Lists and tuples of built-in values are walked here; the rest goes to
 * helpers in the notation (prelude.py), from the start, since nothing has been changed by then. */
#include "builtin/classes/iterators.h"
#include "builtin/functions/builtins.h"
#include "vm/generator.h"
#include "vm/operations.h"

static bool peek_exact(Value value, const Value **items, size_t *count) {
    return is_object(value) && !(object_type(value)->flags & TYPE_HEAP) && sequence_peek(value, items, count);
}

/* ---- iter, next */

static Outcome builtin_iter(Call *call) {
    if (call->step) return DONE;
    if (!is_absent(call->args[1])) {
        if (!value_is_callable(call_machine(call), call->args[0])) {
            return raise_error(call->task, TypeError, "iter(v, w): v must be callable");
        }
        return give(call, callable_iterator_new(call->args[0], call->args[1]));
    }
    call->step = 1;
    return call_iterate(call, call->args[0]);
}

enum { NEXT_IN_C = 1, NEXT_ASKED = 2, NEXT_RESUMED = 3 };

static Outcome next_ended(Call *call) {
    if (is_absent(call->args[1])) return raise_stop(call->task, NONE);
    return give(call, retain(call->args[1]));
}

/* A generator is resumed without a call of its __next__. */
static Outcome next_of_generator(Call *call, Generator *generator) {
    if (call->step == 0) {
        if (generator->finished) return next_ended(call);
        call->step = NEXT_RESUMED;
        return call_generator(call, generator, NONE);
    }
    if (!call->generator_returned) return DONE;
    Value value = take_result(call);
    Outcome outcome = is_absent(call->args[1]) ? raise_stop(call->task, value) : next_ended(call);
    release(value);
    return outcome;
}

/* A StopIteration that a program's __next__ raised is passed on as it is: it may carry a value. */
static Outcome builtin_next(Call *call) {
    Task *task = call->task;
    Value iterator = call->args[0];
    if (call->step == NEXT_ASKED) {
        if (is_absent(task->exception)) return DONE;
        Class *stop = task->machine->exceptions[StopIteration];
        if (!class_is_subclass(value_class(task->machine, task->exception), stop)) return RAISED;
        release(task_take_exception(task));
        return next_ended(call);
    }
    if (call->step == NEXT_IN_C) return is_absent(call->result) ? next_ended(call) : DONE;
    const Type *type = value_type(iterator);
    if (type->id == TYPE_ID_GENERATOR) return next_of_generator(call, generator_of(iterator));
    if (type->next && !(type->flags & TYPE_HEAP)) {
        call->step = NEXT_IN_C; /* where the machine looks around first, the item comes by a call */
        Outcome outcome = call_next(call, iterator);
        return outcome == DONE && is_absent(call->result) ? next_ended(call) : outcome;
    }
    if (is_absent(class_peek_special(value_class(task->machine, iterator), SPECIAL_next))) {
        return raise_error(task, TypeError, "'%T' object is not an iterator", iterator);
    }
    call->step = NEXT_ASKED;
    call->catches = !is_absent(call->args[1]);
    return call_special(call, iterator, SPECIAL_next, 0, NULL);
}

/* ---- any, all */

static Outcome find_truth(Call *call, Verdict wanted, const char *helper) {
    if (call->step) return DONE;
    const Value *items;
    size_t count;
    if (peek_exact(call->args[0], &items, &count)) {
        Verdict truth = wanted == YES ? NO : YES;
        for (size_t i = 0; i < count && truth != wanted && truth != HOOK; i++) truth = value_truth(items[i]);
        if (truth != HOOK) return give_bool(call, truth == YES);
    }
    call->step = 1;
    return call_helper(call, helper, 1, call->args);
}

static Outcome builtin_any(Call *call) { return find_truth(call, YES, "_any"); }
static Outcome builtin_all(Call *call) { return find_truth(call, NO, "_all"); }

/* ---- min, max */

/* The extreme of values that C can order; ABSENT when it cannot, or there are none. Borrowed. */
static Value find_extreme(const Value *items, size_t count, bool greater) {
    if (count == 0) return ABSENT;
    Value best = items[0];
    for (size_t i = 1; i < count; i++) {
        int order = 0;
        Verdict verdict = value_order(items[i], best, &order, 0);
        if (verdict != YES && verdict != NO) return ABSENT;
        if (verdict == YES && (greater ? order > 0 : order < 0)) best = items[i];
    }
    return best;
}

enum { EXTREME_FIRST, EXTREME_REST, EXTREME_KEY, EXTREME_DEFAULT };

/* The one iterable, or a tuple of all arguments; owned. */
static Value extreme_iterable(const Call *call) {
    const Tuple *rest = tuple_of(call->args[EXTREME_REST]);
    if (rest->count == 0) return retain(call->args[EXTREME_FIRST]);
    return sequence_concat(&call->args[EXTREME_FIRST], 1, rest->items, rest->count, false);
}

static Outcome ask_helper(Call *call, Value iterable, bool greater) {
    Value fallback = call->args[EXTREME_DEFAULT];
    if (is_absent(fallback)) fallback = dict_peek_text(call_machine(call)->prelude, "_missing");
    call->step = 1;
    return call_helper(call, "_extreme", 4,
                       (Value[]){ iterable, call->args[EXTREME_KEY], bool_value(greater), fallback });
}

static Outcome extreme(Call *call, bool greater) {
    if (call->step) return DONE;
    bool several = tuple_of(call->args[EXTREME_REST])->count > 0;
    if (several && !is_absent(call->args[EXTREME_DEFAULT])) {
        return raise_error(call->task, TypeError,
                           "Cannot specify a default for %s() with multiple positional arguments",
                           greater ? "max" : "min");
    }
    Value iterable = extreme_iterable(call), best = ABSENT;
    if (is_absent(iterable)) return raise_memory(call->task);
    const Value *items;
    size_t count;
    if (is_none(call->args[EXTREME_KEY]) && peek_exact(iterable, &items, &count)) {
        best = retain(find_extreme(items, count, greater));
    }
    Outcome outcome = is_absent(best) ? ask_helper(call, iterable, greater) : give(call, best);
    release(iterable);
    return outcome;
}

static Outcome builtin_min(Call *call) { return extreme(call, false); }
static Outcome builtin_max(Call *call) { return extreme(call, true); }

const NativeSpec iterate_builtins[] = {
    { "all(iterable, /)", builtin_all, "Whether no item is false." },
    { "any(iterable, /)", builtin_any, "Whether some item is true." },
    { "iter(object, sentinel=..., /)", builtin_iter,
      "An iterator over the object; or one that calls it until it gives the sentinel.", ARGS_UNPACK },
    { "max(first, /, *rest, key=None, default=...)", builtin_max,
      "The greatest item of an iterable, or of several arguments.", ARGS_UNPACK },
    { "min(first, /, *rest, key=None, default=...)", builtin_min,
      "The least item of an iterable, or of several arguments.", ARGS_UNPACK },
    { "next(iterator, default=..., /)", builtin_next, "The next item; at the end default, or StopIteration.",
      ARGS_UNPACK },
    { 0 },
};
