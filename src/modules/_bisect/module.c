/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _bisect: where an item belongs in a sorted sequence. See
 * https://docs.python.org/3.11/library/bisect.html */
#include "vm/machine.h"
#include "vm/operations.h"

/* a, x, lo, hi, key; lo and hi are those that the search has come to. */
enum { SEQUENCE, WANTED, LOW, HIGH, KEY };
enum { BEGIN, WAIT_WANTED_KEY, WAIT_LENGTH, WAIT_ITEM, WAIT_KEY, WAIT_COMPARISON, WAIT_TRUTH, WAIT_INSERT };

static Outcome bounds_ready(Call *call) {
    int64_t low, high;
    if (!arg_int64(call, LOW, &low)) return RAISED;
    if (low < 0) return raise_error(call->task, ValueError, "lo must be non-negative");
    if (is_none(call->args[HIGH])) {
        call->step = WAIT_LENGTH;
        return call_native(call, operation_length, 0, 1, &call->args[SEQUENCE]);
    }
    return arg_int64(call, HIGH, &high) ? DONE : RAISED;
}

/* What args[LOW] and args[HIGH] hold, as they stand for 64 bits. */
static Outcome integers_ready(Call *call) {
    Outcome outcome = arg_integer(call, LOW);
    if (outcome == DONE && !is_none(call->args[HIGH])) outcome = arg_integer(call, HIGH);
    return outcome;
}

/* args[LOW] or args[HIGH], which fit 64 bits by now. */
static int64_t bound(const Call *call, size_t i) {
    int64_t number = 0;
    int_fits_int64(call->args[i], &number);
    return number;
}

static int64_t middle(const Call *call) {
    return (int64_t)(((uint64_t)bound(call, LOW) + (uint64_t)bound(call, HIGH)) / 2);
}

static void take_side(Call *call, bool is_less, bool is_right) {
    int64_t at = middle(call);
    if (is_less == is_right)
        replace_take(&call->args[HIGH], int_from_int64(at));
    else
        replace_take(&call->args[LOW], int_from_int64(at + 1));
}

/* Whether x < item (right) or item < x (left), where C can tell at once. */
static bool compare_in_c(Call *call, Value item, bool is_right, bool *is_less) {
    int order = 0;
    Verdict verdict = is_right ? value_order(call->args[WANTED], item, &order, 0)
                               : value_order(item, call->args[WANTED], &order, 0);
    *is_less = verdict == YES && order < 0;
    return verdict == YES || verdict == NO;
}

static Outcome ask_comparison(Call *call, Value item, bool is_right) {
    Value pair[] = { is_right ? call->args[WANTED] : item, is_right ? item : call->args[WANTED] };
    call->step = WAIT_COMPARISON;
    return call_native(call, operation_compare, COMPARE_LESS, 2, pair);
}

/* The item in the middle has come: DONE when the side is known. */
static Outcome look_at(Call *call, Value item, bool is_right) {
    bool is_less;
    if (!is_none(call->args[KEY]) && call->step != WAIT_KEY) {
        call->step = WAIT_KEY;
        return call_value(call, call->args[KEY], 1, &item);
    }
    if (!compare_in_c(call, item, is_right, &is_less)) return ask_comparison(call, item, is_right);
    take_side(call, is_less, is_right);
    return DONE;
}

static Outcome take_comparison(Call *call, bool is_right) {
    if (call->step == WAIT_COMPARISON && !is_bool(call->result)) {
        Value answer = take_result(call);
        call->step = WAIT_TRUTH;
        Outcome outcome = call_native(call, operation_truth, 0, 1, &answer);
        release(answer);
        return outcome;
    }
    take_side(call, is_same(call->result, TRUE), is_right);
    return DONE;
}

/* What was asked for has come. */
static Outcome go_on(Call *call, bool is_right) {
    switch (call->step) {
    case WAIT_ITEM:
    case WAIT_KEY: {
        Value item = take_result(call);
        Outcome outcome = look_at(call, item, is_right);
        release(item);
        return outcome;
    }
    case WAIT_COMPARISON:
    case WAIT_TRUTH: return take_comparison(call, is_right);
    case WAIT_LENGTH: replace_take(&call->args[HIGH], take_result(call)); return DONE;
    default: return DONE;
    }
}

/* DONE: args[LOW] is the place. */
static Outcome search(Call *call, bool is_right) {
    Outcome outcome = call->step < WAIT_LENGTH || call->step >= 0xf000 ? integers_ready(call) : DONE;
    if (outcome == DONE && (call->step < WAIT_LENGTH || call->step >= 0xf000)) outcome = bounds_ready(call);
    if (outcome == DONE) outcome = go_on(call, is_right);
    while (outcome == DONE) {
        if (bound(call, LOW) >= bound(call, HIGH)) return DONE;
        int64_t at = middle(call);
        Value sequence = call->args[SEQUENCE];
        if (is_object(sequence) && object_type(sequence) == &list_type &&
            (size_t)at < list_of(sequence)->count) {
            Value item = retain(list_of(sequence)->items[at]);
            call->step = WAIT_ITEM;
            outcome = look_at(call, item, is_right);
            release(item);
        } else {
            call->step = WAIT_ITEM;
            Value index = int_from_int64(at);
            outcome = call_native(call, operation_get_item, 0, 2, (Value[]){ sequence, index });
            release(index);
        }
    }
    return outcome;
}

static Outcome bisect(Call *call, bool is_right) {
    Outcome outcome = search(call, is_right);
    return outcome == DONE ? give(call, retain(call->args[LOW])) : outcome;
}

static Outcome bisect_left(Call *call) { return bisect(call, false); }
static Outcome bisect_right(Call *call) { return bisect(call, true); }

/* keep: the item itself, where args[WANTED] has become its key. */
static Outcome insort(Call *call, bool is_right) {
    if (call->step == WAIT_INSERT) return give_none(call);
    if (is_absent(call->keep)) {
        call->keep = retain(call->args[WANTED]);
        if (!is_none(call->args[KEY])) {
            call->step = WAIT_WANTED_KEY;
            return call_value(call, call->args[KEY], 1, &call->args[WANTED]);
        }
    }
    if (call->step == WAIT_WANTED_KEY) {
        replace_take(&call->args[WANTED], take_result(call));
        call->step = BEGIN;
    }
    Outcome outcome = search(call, is_right);
    if (outcome != DONE) return outcome;
    Value sequence = call->args[SEQUENCE];
    if (is_object(sequence) && object_type(sequence) == &list_type) {
        List *list = list_of(sequence);
        size_t at = (size_t)bound(call, LOW);
        if (!list_insert(list, at < list->count ? at : list->count, call->keep))
            return raise_memory(call->task);
        return give_none(call);
    }
    call->step = WAIT_INSERT;
    return call_method(call, sequence, "insert", 2, (Value[]){ call->args[LOW], call->keep });
}

static Outcome insort_left(Call *call) { return insort(call, false); }
static Outcome insort_right(Call *call) { return insort(call, true); }

static const NativeSpec functions[] = {
    { "bisect_right(a, x, lo=0, hi=None, *, key=None)", bisect_right, NULL },
    { "bisect_left(a, x, lo=0, hi=None, *, key=None)", bisect_left, NULL },
    { "insort_right(a, x, lo=0, hi=None, *, key=None)", insort_right, NULL },
    { "insort_left(a, x, lo=0, hi=None, *, key=None)", insort_left, NULL },
    { 0 },
};

const ModuleSpec _bisect_module = { .name = "_bisect", .functions = functions };
