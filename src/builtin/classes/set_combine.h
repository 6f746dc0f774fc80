/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations of several sets.
 *
 * Each is a loop over the other operands that changes an accumulator, kept in call->keep: a plain set also
 * where a frozenset is to come out, so that a helper may add to it. What is no set and no dict is made a
 * list first. An operand with keys of which the program decides what they equal goes to a helper in the
 * notation. */
#pragma once
#include "vm/native.h"

/* One step with one operand: a set, a dict, a list or a tuple. YES: done; NO: raised; HOOK: a helper must
 * do it, and may do again what is done. */
typedef Verdict SetCombine(Call *call, Value *accumulator, Value other);

/* What an operation is made of. The helper gets accumulator and operand, and gives the new accumulator. */
typedef struct {
    SetCombine *combine;
    const char *helper;
    bool as_it_goes; /* it changes self while it iterates the operand, which a program may see */
} SetOperation;

extern const SetOperation set_union_operation, set_update_operation, set_intersection_operation,
    set_difference_operation, set_difference_more_operation, set_subtract_operation, set_toggle_operation;

/* Values of call->step. */
enum { SET_STEP_LISTED = 1, SET_STEP_HELPED };

/* keep: the accumulator; mark: how many operands are done. DONE: all are. */
Outcome set_combine_all(Call *call, const SetOperation *operation, const Value *others, size_t count);
/* Whether the program decides what its keys equal. */
bool set_operand_is_hooked(Value other);
/* Those of the items that the set has, in the items' order. */
Verdict set_select_items(Call *call, Set *set, Value sequence, Set *result);
