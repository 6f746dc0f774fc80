/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What compares items of a deque: the machine may run the program's __eq__, which may change the deque. */
#include "builtin/classes/container.h"
#include "lang/opcodes.h"
#include "modules/_collections/deque.h"
#include "vm/operations.h"

enum { FIND_COMPARED = 1 };
enum { KEPT_STATE, KEPT_COUNT };

/* What outlives a comparison: a list of small ints, by the names above. */
static Value *kept(Call *call) {
    if (is_absent(call->keep)) {
        call->keep = list_new(2);
        list_add_take(list_of(call->keep), small_int(0));
        list_add_take(list_of(call->keep), small_int(0));
    }
    return list_of(call->keep)->items;
}

static Outcome raise_not_in(Call *call) {
    Outcome outcome = arg_repr(call, 1);
    if (outcome != DONE) return outcome;
    return raise_error(call->task, ValueError, "%U is not in deque", call->args[1]);
}

/* Looks for args[1] from call->mark on, below `stop`. DONE: *found, at call->mark. */
static Outcome find(Call *call, size_t stop, ExceptionKind problem, bool *found) {
    const Deque *deque = deque_of(call->args[0]);
    *found = false;
    if (call->step == FIND_COMPARED) {
        call->step = 0;
        *found = is_same(call->result, TRUE);
        if ((int64_t)deque->state != small_int_of(kept(call)[KEPT_STATE])) {
            return raise_error(call->task, problem, "deque mutated during iteration");
        }
        if (*found) return DONE;
        call->mark++;
    }
    for (; (size_t)call->mark < deque->count && (size_t)call->mark < stop; call->mark++) {
        Value item = *deque_slot(deque, (size_t)call->mark);
        Verdict equal = value_same_or_equal(item, call->args[1], 0);
        *found = equal == YES;
        if (*found) return DONE;
        if (equal == NO) continue;
        call->step = FIND_COMPARED;
        kept(call)[KEPT_STATE] = small_int((int64_t)deque->state);
        return call_helper(call, "_equal", 2, (Value[]){ item, call->args[1] });
    }
    return DONE;
}

Outcome deque_contains(Call *call) {
    bool found;
    Outcome outcome = find(call, SIZE_MAX, RuntimeError, &found);
    return outcome == DONE ? give_bool(call, found) : outcome;
}

Outcome deque_remove(Call *call) {
    bool found;
    if (call->mark == -1) return raise_not_in(call);
    Outcome outcome = find(call, SIZE_MAX, IndexError, &found);
    if (outcome != DONE) return outcome;
    if (!found) {
        call->mark = -1;
        return raise_not_in(call);
    }
    Deque *deque = deque_of(call->args[0]);
    deque_rotate(deque, -call->mark);
    Value item = deque_pop_left_take(deque);
    deque_rotate(deque, call->mark);
    release(item);
    return give_none(call);
}

Outcome deque_count(Call *call) {
    int64_t count = small_int_of(kept(call)[KEPT_COUNT]);
    bool found = true;
    while (found) {
        kept(call)[KEPT_COUNT] = small_int(count);
        Outcome outcome = find(call, SIZE_MAX, RuntimeError, &found);
        if (outcome != DONE) return outcome;
        count += found;
        call->mark += found;
    }
    return give_int(call, count);
}

Outcome deque_index(Call *call) {
    size_t start, stop;
    bool found = false;
    Outcome outcome;
    if (call->mark >= 0) {
        outcome = index_bounds(call, &start, &stop);
        if (outcome != DONE) return outcome;
        if (call->step == 0) call->mark = (int64_t)start;
        outcome = find(call, stop, RuntimeError, &found);
        if (outcome != DONE) return outcome;
        if (found) return give_int(call, call->mark);
        call->mark = -1;
    }
    return raise_not_in(call);
}

/* ---- comparisons: as of lists of the same items */

static Outcome compare(Call *call, Comparison comparison) {
    if (call->step == 1) return DONE;
    if (!has_layout(call->args[0], &deque_type) || !has_layout(call->args[1], &deque_type))
        return give_not_implemented(call);
    const Deque *a = deque_of(call->args[0]), *b = deque_of(call->args[1]);
    if (comparison == COMPARE_EQUAL && a->count != b->count) return give_bool(call, false);
    if (comparison == COMPARE_NOT_EQUAL && a->count != b->count) return give_bool(call, true);
    Value lists[] = { deque_list(a), deque_list(b) };
    Outcome outcome = RAISED;
    if (is_absent(lists[0]) || is_absent(lists[1])) {
        raise_memory(call->task);
    } else {
        call->step = 1;
        outcome = call_native(call, operation_compare, comparison, 2, lists);
    }
    release(lists[0]);
    release(lists[1]);
    return outcome;
}

Outcome deque_lt(Call *call) { return compare(call, COMPARE_LESS); }
Outcome deque_le(Call *call) { return compare(call, COMPARE_LESS_EQUAL); }
Outcome deque_eq(Call *call) { return compare(call, COMPARE_EQUAL); }
Outcome deque_ne(Call *call) { return compare(call, COMPARE_NOT_EQUAL); }
Outcome deque_gt(Call *call) { return compare(call, COMPARE_GREATER); }
Outcome deque_ge(Call *call) { return compare(call, COMPARE_GREATER_EQUAL); }
