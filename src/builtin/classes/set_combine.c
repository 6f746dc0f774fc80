/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps with one operand, and the loop over operands. */
#include "builtin/classes/set_combine.h"
#include "builtin/classes/container.h"
#include "vm/machine.h"
#include "vm/operations.h"

static bool is_exact_dict(Value value) { return is_object(value) && object_type(value) == &dict_type; }

static HashedKey entry_key(const SetEntry *entry) { return (HashedKey){ entry->key, entry->hash }; }

/* ---- one step with one operand */

static Verdict done_if(Call *call, bool done) { return done ? YES : (raise_memory(call->task), NO); }

bool set_operand_is_hooked(Value other) {
    if (is_set(other)) return set_of(other)->hooked;
    return is_exact_dict(other) && dict_of(other)->hooked;
}

static Verdict unite(Call *call, Value *accumulator, Value other) {
    Set *set = set_of(*accumulator);
    const Value *items;
    size_t count;
    /* what is a copy of self has all that self has */
    if (set->count > 0 && is_same(other, call->args[0])) return YES;
    if (set->count > 0 && (set->hooked || set_operand_is_hooked(other))) {
        size_t more = is_set(other) ? set_of(other)->count : is_exact_dict(other) ? dict_of(other)->count : 0;
        if (more > 0 && !set_reserve(set, more)) return done_if(call, false);
        return HOOK;
    }
    if (is_set(other)) return done_if(call, set_update(set, set_of(other)));
    if (is_exact_dict(other)) return done_if(call, set_update_dict(set, dict_of(other)));
    sequence_peek(other, &items, &count);
    for (size_t i = 0; i < count; i++) {
        HashedKey key;
        Verdict hashed = hash_key(call, items[i], &key);
        if (hashed != YES) return hashed;
        if (set->hooked) return HOOK;
        if (!set_add(set, key)) return raise_memory(call->task), NO;
    }
    return YES;
}

Verdict set_select_items(Call *call, Set *set, Value sequence, Set *result) {
    const Value *items;
    size_t count;
    sequence_peek(sequence, &items, &count);
    for (size_t i = 0; i < count; i++) {
        HashedKey key;
        Verdict hashed = hash_key(call, items[i], &key);
        if (hashed != YES) return hashed;
        if (set_contains(set, key) && !set_add(result, key)) return raise_memory(call->task), NO;
    }
    return YES;
}

static Verdict intersect(Call *call, Value *accumulator, Value other) {
    Set *set = set_of(*accumulator);
    if (set->hooked || set_operand_is_hooked(other)) return HOOK;
    Value result = is_set(other) ? set_intersection(set, set_of(other)) : set_new();
    Verdict verdict = done_if(call, !is_absent(result));
    if (is_exact_dict(other)) {
        size_t position = 0;
        const DictEntry *entry;
        while (verdict == YES && (entry = dict_next(dict_of(other), &position))) {
            HashedKey key = { entry->key, entry->hash };
            if (set_contains(set, key)) verdict = done_if(call, set_add(set_of(result), key));
        }
    } else if (!is_set(other)) {
        verdict = set_select_items(call, set, other, set_of(result));
    }
    if (verdict == YES) replace_take(accumulator, retain(result));
    release(result);
    return verdict;
}

static Verdict subtract(Call *call, Value *accumulator, Value other) {
    Set *set = set_of(*accumulator);
    const Value *items;
    size_t count, position = 0;
    if (set->hooked || set_operand_is_hooked(other)) return HOOK;
    if (is_set(other)) return done_if(call, set_difference_update(set, set_of(other)));
    if (is_exact_dict(other)) {
        const DictEntry *entry;
        while ((entry = dict_next(dict_of(other), &position)))
            set_discard(set, (HashedKey){ entry->key, entry->hash });
        return done_if(call, set_tidy(set));
    }
    sequence_peek(other, &items, &count);
    for (size_t i = 0; i < count; i++) {
        HashedKey key;
        Verdict hashed = hash_key(call, items[i], &key);
        if (hashed != YES) return hashed;
        set_discard(set, key);
    }
    return done_if(call, set_tidy(set));
}

/* The keys of the set that are not in the dict. */
static Value without_keys(Set *set, Dict *dict) {
    Value result = set_new();
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next(set, &position))) {
        if (dict_peek_entry(dict, entry_key(entry)) || set_add(set_of(result), entry_key(entry))) continue;
        release(result);
        return ABSENT;
    }
    return result;
}

/* The first operand of difference() decides whether self is copied, or walked to fill a new set. */
static Verdict subtract_first(Call *call, Value *accumulator, Value other) {
    if (call->mark > 0) return subtract(call, accumulator, other);
    Set *set = set_of(*accumulator);
    bool hooked = set->hooked || set_operand_is_hooked(other);
    Value result;
    if (!hooked && is_set(other))
        result = set_difference(set, set_of(other));
    else if (!hooked && is_exact_dict(other) && set->count >> 2 <= dict_of(other)->count)
        result = without_keys(set, dict_of(other));
    else {
        result = set_copy(set, &set_type);
        if (is_absent(result)) return done_if(call, false);
        replace_take(accumulator, result);
        return hooked ? HOOK : subtract(call, accumulator, other);
    }
    if (is_absent(result)) return done_if(call, false);
    object_of(result)->type = &set_type;
    replace_take(accumulator, result);
    return YES;
}

/* The other operand as a set of its own, so that what it has twice counts once. */
static Verdict toggle(Call *call, Value *accumulator, Value other) {
    Set *set = set_of(*accumulator);
    if (set->hooked || set_operand_is_hooked(other)) return HOOK;
    if (is_set(other)) return done_if(call, set_symmetric_difference_update(set, set_of(other)));
    if (!is_exact_dict(other)) {
        Value keys = set_new();
        Verdict verdict = unite(call, &keys, other);
        if (verdict == YES) verdict = toggle(call, accumulator, keys);
        release(keys);
        return verdict;
    }
    size_t position = 0;
    const DictEntry *entry;
    while ((entry = dict_next(dict_of(other), &position))) {
        HashedKey key = { entry->key, entry->hash };
        if (!set_discard(set, key) && !set_add(set, key)) return done_if(call, false);
    }
    return YES;
}

/* ---- the loop over operands */

const SetOperation set_union_operation = { unite, "_set_unite", false };
const SetOperation set_update_operation = { unite, "_set_unite", true };
const SetOperation set_intersection_operation = { intersect, "_set_intersect", false };
const SetOperation set_difference_operation = { subtract_first, "_set_difference", false };
const SetOperation set_difference_more_operation = { subtract, "_set_subtract", false };
const SetOperation set_subtract_operation = { subtract, "_set_subtract", true };
const SetOperation set_toggle_operation = { toggle, "_set_toggle", false };

/* Iterating it may run the program, which may look at the set that is being changed. */
static bool runs_program(Value other) {
    const Type *type = value_type(other);
    return type->flags & TYPE_HEAP || type->id == TYPE_ID_GENERATOR;
}

static bool is_direct(Value other) {
    const Type *type = value_type(other);
    return is_set(other) || type == &dict_type || type == &list_type || type == &tuple_type;
}

/* Takes `other`. DONE: combined. */
static Outcome combine_take(Call *call, const SetOperation *operation, Value other) {
    Verdict verdict = operation->combine(call, &call->keep, other);
    Outcome outcome = verdict == NO ? RAISED : DONE;
    if (verdict == HOOK) {
        call->step = SET_STEP_HELPED;
        outcome = call_helper(call, operation->helper, 2, (Value[]){ call->keep, other });
    }
    release(other);
    return outcome;
}

Outcome set_combine_all(Call *call, const SetOperation *operation, const Value *others, size_t count) {
    for (;;) {
        Outcome outcome;
        if (call->step == SET_STEP_HELPED) {
            replace_take(&call->keep, take_result(call));
            call->step = 0;
            call->mark++;
        }
        if (call->step == SET_STEP_LISTED) {
            call->step = 0;
            outcome = combine_take(call, operation, take_result(call));
        } else {
            if (call->mark == (int64_t)count) return DONE;
            Value other = others[call->mark];
            if (is_direct(other)) {
                outcome = combine_take(call, operation, retain(other));
            } else if (operation->as_it_goes && runs_program(other)) {
                call->step = SET_STEP_HELPED;
                outcome = call_helper(call, operation->helper, 2, (Value[]){ call->keep, other });
            } else {
                call->step = SET_STEP_LISTED;
                outcome = call_native(call, operation_to_list, 3, 1, &other);
            }
        }
        if (outcome != DONE) return outcome;
        call->mark++;
    }
}
