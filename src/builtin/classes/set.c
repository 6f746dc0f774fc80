/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes set and frozenset: their methods. */
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "builtin/classes/set_combine.h"
#include "vm/machine.h"
#include "vm/operations.h"

static Set *self_set(const Call *call) { return set_of(call->args[0]); }

/* ---- results */

/* The accumulator as a result: of the kind that self is, and not self. */
static Outcome give_accumulator(Call *call) {
    const Type *type = is_frozenset(call->args[0]) ? &frozenset_type : &set_type;
    if (is_same(call->keep, call->args[0])) return give(call, set_copy(self_set(call), type));
    object_of(call->keep)->type = type; /* nobody else has seen it yet */
    return give(call, retain(call->keep));
}

static Outcome combine_operands(Call *call, const SetOperation *operation) {
    const Tuple *others = tuple_of(call->args[1]);
    return set_combine_all(call, operation, others->items, others->count);
}

/* Sets keep at the first call. False: memory refused. */
static bool begin_with(Call *call, bool copy) {
    if (is_absent(call->keep))
        call->keep = copy ? set_copy(self_set(call), &set_type) : retain(call->args[0]);
    return !is_absent(call->keep);
}

static Outcome combine_new(Call *call, const SetOperation *operation, bool copy) {
    if (!begin_with(call, copy)) return raise_memory(call->task);
    Outcome outcome = combine_operands(call, operation);
    return outcome == DONE ? give_accumulator(call) : outcome;
}

static Outcome set_union_method(Call *call) { return combine_new(call, &set_union_operation, true); }
static Outcome set_intersection_method(Call *call) {
    return combine_new(call, &set_intersection_operation, false);
}

static Outcome set_difference_method(Call *call) {
    const Tuple *others = tuple_of(call->args[1]);
    begin_with(call, false);
    if (call->mark == 0 && others->count > 0) {
        Outcome outcome = set_combine_all(call, &set_difference_operation, others->items, 1);
        if (outcome != DONE) return outcome;
    }
    Outcome outcome = combine_operands(call, &set_difference_more_operation);
    return outcome == DONE ? give_accumulator(call) : outcome;
}

static Outcome combine_in_place(Call *call, const SetOperation *operation) {
    begin_with(call, false);
    Outcome outcome = combine_operands(call, operation);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome set_update_method(Call *call) { return combine_in_place(call, &set_update_operation); }
static Outcome set_difference_update_method(Call *call) {
    return combine_in_place(call, &set_subtract_operation);
}

static Outcome swap_with_accumulator(Call *call) {
    if (!is_same(call->keep, call->args[0])) set_swap_items(self_set(call), set_of(call->keep));
    return DONE;
}

static Outcome set_intersection_update_method(Call *call) {
    begin_with(call, false);
    Outcome outcome = combine_operands(call, &set_intersection_operation);
    if (outcome == DONE) outcome = swap_with_accumulator(call);
    return outcome == DONE ? give_none(call) : outcome;
}

/* The operand is copied, and self's keys toggled in the copy. */
static Outcome symmetric_difference(Call *call) {
    enum { COPIED = 1 };
    Value operands[] = { call->args[1], call->args[0] };
    if (is_absent(call->keep)) call->keep = set_new();
    if (call->mark < COPIED) {
        Outcome outcome = set_combine_all(call, &set_union_operation, operands, 1);
        if (outcome != DONE) return outcome;
    }
    Outcome outcome = set_combine_all(call, &set_toggle_operation, operands, 2);
    return outcome == DONE ? give_accumulator(call) : outcome;
}

static Outcome set_symmetric_difference_update_method(Call *call) {
    begin_with(call, false);
    Outcome outcome = set_combine_all(call, &set_toggle_operation, &call->args[1], 1);
    return outcome == DONE ? give_none(call) : outcome;
}

/* ---- operators: with sets only */

static bool are_sets(const Call *call) { return is_set(call->args[0]) && is_set(call->args[1]); }

static void swap_operands(Call *call) {
    Value held = call->args[0];
    call->args[0] = call->args[1];
    call->args[1] = held;
}

static Outcome operate(Call *call, const SetOperation *operation, bool copy, bool reflected) {
    if (!are_sets(call)) return give_not_implemented(call);
    if (reflected && is_absent(call->keep)) swap_operands(call);
    if (!begin_with(call, copy)) return raise_memory(call->task);
    Outcome outcome = set_combine_all(call, operation, &call->args[1], 1);
    return outcome == DONE ? give_accumulator(call) : outcome;
}

static Outcome set_or(Call *call) { return operate(call, &set_union_operation, true, false); }
static Outcome set_ror(Call *call) { return operate(call, &set_union_operation, true, true); }
static Outcome set_and(Call *call) { return operate(call, &set_intersection_operation, false, false); }
static Outcome set_rand(Call *call) { return operate(call, &set_intersection_operation, false, true); }
static Outcome set_sub(Call *call) { return operate(call, &set_difference_operation, false, false); }
static Outcome set_rsub(Call *call) { return operate(call, &set_difference_operation, false, true); }

static Outcome set_xor(Call *call) {
    return are_sets(call) ? symmetric_difference(call) : give_not_implemented(call);
}

static Outcome set_rxor(Call *call) {
    if (!are_sets(call)) return give_not_implemented(call);
    if (is_absent(call->keep)) swap_operands(call);
    return symmetric_difference(call);
}

static Outcome operate_in_place(Call *call, const SetOperation *operation) {
    if (!are_sets(call)) return give_not_implemented(call);
    begin_with(call, false);
    Outcome outcome = set_combine_all(call, operation, &call->args[1], 1);
    if (outcome == DONE && operation == &set_intersection_operation) outcome = swap_with_accumulator(call);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

static Outcome set_ior(Call *call) { return operate_in_place(call, &set_update_operation); }
static Outcome set_iand(Call *call) { return operate_in_place(call, &set_intersection_operation); }
static Outcome set_isub(Call *call) { return operate_in_place(call, &set_subtract_operation); }
static Outcome set_ixor(Call *call) { return operate_in_place(call, &set_toggle_operation); }

/* ---- questions */

/* YES, NO; HOOK: a helper; UNSUPPORTED: raised */
typedef Verdict Question(Call *call, Set *set, Value other);

/* Whether all of the items are in the set (`want`), or none is. */
static Verdict all_items(Call *call, Set *set, Value sequence, bool want) {
    const Value *items;
    size_t count;
    sequence_peek(sequence, &items, &count);
    for (size_t i = 0; i < count; i++) {
        HashedKey key;
        Verdict hashed = hash_key(call, items[i], &key);
        if (hashed != YES) return hashed == NO ? UNSUPPORTED : HOOK;
        if (set_contains(set, key) != want) return NO;
    }
    return YES;
}

static Verdict is_subset(Call *call, Set *set, Value other) {
    if (is_set(other)) return set_is_subset(set, set_of(other)) ? YES : NO;
    Value common = set_new();
    Verdict verdict = set_select_items(call, set, other, set_of(common));
    if (verdict == YES && set_of(common)->count != set->count)
        verdict = NO;
    else if (verdict == NO)
        verdict = UNSUPPORTED;
    release(common);
    return verdict;
}

static Verdict is_superset(Call *call, Set *set, Value other) {
    if (is_set(other)) return set_is_subset(set_of(other), set) ? YES : NO;
    return all_items(call, set, other, true);
}

static Verdict is_disjoint(Call *call, Set *set, Value other) {
    if (is_set(other)) return set_is_disjoint(set, set_of(other)) ? YES : NO;
    return all_items(call, set, other, false);
}

static Outcome answer(Call *call, Question *question, const char *helper) {
    if (call->step == SET_STEP_HELPED) return DONE;
    Value other = call->args[1];
    if (!is_set(other)) {
        Outcome outcome = arg_items(call, 1);
        if (outcome != DONE) return outcome;
        other = call->args[1];
    }
    Verdict verdict =
        self_set(call)->hooked || set_operand_is_hooked(other) ? HOOK : question(call, self_set(call), other);
    if (verdict == UNSUPPORTED) return RAISED;
    if (verdict != HOOK) return give_bool(call, verdict == YES);
    call->step = SET_STEP_HELPED;
    return call_helper(call, helper, 2, (Value[]){ call->args[0], other });
}

static Outcome set_issubset_method(Call *call) { return answer(call, is_subset, "_set_issubset"); }
static Outcome set_issuperset_method(Call *call) { return answer(call, is_superset, "_set_issuperset"); }
static Outcome set_isdisjoint_method(Call *call) { return answer(call, is_disjoint, "_set_isdisjoint"); }

/* ---- single keys */

static Outcome set_add_method(Call *call) {
    HashedKey key;
    Outcome outcome = arg_key(call, call->args[0], 1, &key);
    if (outcome != DONE) return outcome;
    return set_add(self_set(call), key) ? give_none(call) : raise_memory(call->task);
}

/* As arg_key; a set is looked for as the frozenset of its keys, and stays itself in call->keep. */
static Outcome key_to_find(Call *call, HashedKey *key) {
    if (is_absent(call->keep)) {
        call->keep = retain(call->args[1]);
        if (has_type(call->keep, TYPE_ID_SET)) {
            Value frozen = set_copy(set_of(call->keep), &frozenset_type);
            if (is_absent(frozen)) return raise_memory(call->task);
            replace_take(&call->args[1], frozen);
        }
    }
    return arg_key(call, call->args[0], 1, key);
}

static Outcome set_contains_method(Call *call) {
    HashedKey key;
    Outcome outcome = key_to_find(call, &key);
    return outcome == DONE ? give_bool(call, set_contains(self_set(call), key)) : outcome;
}

static Outcome set_discard_method(Call *call) {
    HashedKey key;
    Outcome outcome = key_to_find(call, &key);
    if (outcome != DONE) return outcome;
    set_discard(self_set(call), key);
    return give_none(call);
}

static Outcome set_remove_method(Call *call) {
    HashedKey key;
    Outcome outcome = key_to_find(call, &key);
    if (outcome != DONE) return outcome;
    return set_discard(self_set(call), key) ? give_none(call) : raise_key(call->task, call->keep);
}

static Outcome set_pop_method(Call *call) {
    Value key = set_pop(self_set(call));
    return is_absent(key) ? raise_error(call->task, KeyError, "pop from an empty set") : give(call, key);
}

/* ---- the whole */

static Outcome set_clear_method(Call *call) {
    set_clear_items(self_set(call));
    return give_none(call);
}

static Outcome set_copy_method(Call *call) {
    if (object_type(call->args[0]) == &frozenset_type) return give(call, retain(call->args[0]));
    return give(call, set_copy(self_set(call), NULL));
}

/* keep: a plain set that is filled first; its table then becomes the new object's. */
static Outcome make_set(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    bool given = !is_absent(call->args[1]);
    if (given && class->is_native && class->native == &frozenset_type && is_object(call->args[1]) &&
        object_type(call->args[1]) == &frozenset_type)
        return give(call, retain(call->args[1]));
    if (is_absent(call->keep)) call->keep = set_new();
    Outcome outcome = set_combine_all(call, &set_union_operation, &call->args[1], given ? 1 : 0);
    if (outcome != DONE) return outcome;
    Value made = container_make(call);
    if (is_absent(made)) return raise_memory(call->task);
    set_init(set_of(made));
    set_swap_items(set_of(made), set_of(call->keep));
    return give(call, made);
}

static Outcome set_init_method(Call *call) {
    if (is_absent(call->keep)) {
        if (check_no_keywords(call, "set", dict_of(call->args[3])) != DONE) return RAISED;
        if (check_one_argument(call, value_class(call_machine(call), call->args[0])->name, 2) != DONE)
            return RAISED;
        set_clear_items(self_set(call));
    }
    begin_with(call, false);
    Outcome outcome =
        set_combine_all(call, &set_update_operation, &call->args[1], is_absent(call->args[1]) ? 0 : 1);
    return outcome == DONE ? give_none(call) : outcome;
}

/* ---- the tables */

#define SHARED_METHODS                                                                                       \
    { "copy(self, /)", set_copy_method, "A set of the same items." },                                        \
        { "difference(self, *others)", set_difference_method, "The items that are in none of the others." }, \
        { "intersection(self, *others)", set_intersection_method,                                            \
          "The items that are in all of the others." },                                                      \
        { "isdisjoint(self, other, /)", set_isdisjoint_method, "Whether no item is in both." },              \
        { "issubset(self, other, /)", set_issubset_method, "Whether every item is in the other." },          \
        { "issuperset(self, other, /)", set_issuperset_method,                                               \
          "Whether every item of the other is in the set." },                                                \
        { "symmetric_difference(self, other, /)", symmetric_difference,                                      \
          "The items that are in one of both." },                                                            \
        { "union(self, *others)", set_union_method, "The items of the set and of all others." },             \
        { "__contains__(self, key, /)", set_contains_method, "Return key in self." },                        \
        { "__and__(self, value, /)", set_and, "Return self&value." },                                        \
        { "__rand__(self, value, /)", set_rand, "Return value&self." },                                      \
        { "__or__(self, value, /)", set_or, "Return self|value." },                                          \
        { "__ror__(self, value, /)", set_ror, "Return value|self." },                                        \
        { "__sub__(self, value, /)", set_sub, "Return self-value." },                                        \
        { "__rsub__(self, value, /)", set_rsub, "Return value-self." },                                      \
        { "__xor__(self, value, /)", set_xor, "Return self^value." }, {                                      \
        "__rxor__(self, value, /)", set_rxor, "Return value^self."                                           \
    }

static const NativeSpec set_methods[] = {
    CLASS_GETITEM,
    SHARED_METHODS,
    { "add(self, element, /)", set_add_method, "Add an item." },
    { "clear(self, /)", set_clear_method, "Remove all items." },
    { "difference_update(self, *others)", set_difference_update_method, "Remove the items of all others." },
    { "discard(self, element, /)", set_discard_method, "Remove an item if it is there." },
    { "intersection_update(self, *others)", set_intersection_update_method,
      "Keep the items that are in all of the others." },
    { "pop(self, /)", set_pop_method, "Remove and return some item; KeyError if there is none." },
    { "remove(self, element, /)", set_remove_method, "Remove an item; KeyError if it is not there." },
    { "symmetric_difference_update(self, other, /)", set_symmetric_difference_update_method,
      "Keep the items that are in one of both." },
    { "update(self, *others)", set_update_method, "Add the items of all others." },
    { "__init__(self, iterable=..., /, *extra, **kwargs)", set_init_method,
      "Begin anew with the items of an iterable.", .style = ARGS_OWN },
    { "__iand__(self, value, /)", set_iand, "Return self&=value." },
    { "__ior__(self, value, /)", set_ior, "Return self|=value." },
    { "__isub__(self, value, /)", set_isub, "Return self-=value." },
    { "__ixor__(self, value, /)", set_ixor, "Return self^=value." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

static const NativeSpec frozenset_methods[] = {
    CLASS_GETITEM,
    SHARED_METHODS,
    { "__hash__(self, /)", container_hash, "Return hash(self)." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec set_class_spec = {
    .type = &set_type,
    .make = { "set(cls, iterable=..., /)", make_set, "A set of the items of an iterable." },
    .methods = set_methods,
    .doc = "Different items without an order of their own.",
};

const ClassSpec frozenset_class_spec = {
    .type = &frozenset_type,
    .make = { "frozenset(cls, iterable=..., /)", make_set, "A set that cannot be changed." },
    .methods = frozenset_methods,
    .doc = "Different items, which cannot be changed.",
};
