/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparison and membership. == and != never fail; the others raise TypeError when neither side knows the
 * other. See https://docs.python.org/3.11/reference/datamodel.html#object.__lt__ */
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/special.h"

typedef struct {
    const char *text;
    Special special, reflected;
} ComparisonRow;

static const ComparisonRow comparison_rows[] = {
    [COMPARE_LESS] = { "<", SPECIAL_lt, SPECIAL_gt },
    [COMPARE_LESS_EQUAL] = { "<=", SPECIAL_le, SPECIAL_ge },
    [COMPARE_EQUAL] = { "==", SPECIAL_eq, SPECIAL_eq },
    [COMPARE_NOT_EQUAL] = { "!=", SPECIAL_ne, SPECIAL_ne },
    [COMPARE_GREATER] = { ">", SPECIAL_gt, SPECIAL_lt },
    [COMPARE_GREATER_EQUAL] = { ">=", SPECIAL_ge, SPECIAL_le },
};

static bool order_holds(uint32_t comparison, int order) {
    switch (comparison) {
    case COMPARE_LESS: return order < 0;
    case COMPARE_LESS_EQUAL: return order <= 0;
    case COMPARE_GREATER: return order > 0;
    default: return order >= 0;
    }
}

/* Sets are ordered by inclusion. */
static Verdict compare_sets(uint32_t comparison, Value a, Value b) {
    bool forward = comparison == COMPARE_LESS || comparison == COMPARE_LESS_EQUAL;
    Verdict inside = forward ? setlike_is_subset(a, b, 0) : setlike_is_subset(b, a, 0);
    if (inside != YES || comparison == COMPARE_LESS_EQUAL || comparison == COMPARE_GREATER_EQUAL)
        return inside;
    Verdict equal = setlike_equal(a, b, 0);
    return equal == HOOK ? HOOK : equal == YES ? NO : YES;
}

static bool is_plain_str(Value value) { return is_object(value) && object_type(value) == &str_type; }

Verdict quick_compare_general(uint32_t comparison, Value a, Value b) {
    if (is_plain_float(a) && is_plain_float(b)) return float_compare(comparison, float_of(a), float_of(b));
    if (comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL) {
        if (is_plain_str(a) && is_plain_str(b))
            return str_equal(a, b) == (comparison == COMPARE_EQUAL) ? YES : NO;
        Verdict equal = value_equal(a, b, 0);
        if (equal > YES) return equal;
        return (equal == YES) == (comparison == COMPARE_EQUAL) ? YES : NO;
    }
    int order;
    Verdict ordered = value_order(a, b, &order, 0);
    if (ordered == UNSUPPORTED) return compare_sets(comparison, a, b);
    if (ordered != YES) return ordered;
    return order_holds(comparison, order) ? YES : NO;
}

/* An instance of a subclass is asked first, also when it is on the right: true, and the three
 * are exchanged. */
static bool exchange_for_subclass(Machine *machine, Value *a, Value *b, uint32_t *comparison) {
    static const uint32_t mirrored[] = {
        [COMPARE_LESS] = COMPARE_GREATER, [COMPARE_LESS_EQUAL] = COMPARE_GREATER_EQUAL,
        [COMPARE_EQUAL] = COMPARE_EQUAL,  [COMPARE_NOT_EQUAL] = COMPARE_NOT_EQUAL,
        [COMPARE_GREATER] = COMPARE_LESS, [COMPARE_GREATER_EQUAL] = COMPARE_LESS_EQUAL,
    };
    Class *first = value_class(machine, *a), *second = value_class(machine, *b);
    if (first == second || !class_is_subclass(second, first)) return false;
    Value held = *a;
    *a = *b;
    *b = held;
    *comparison = mirrored[*comparison];
    return true;
}

static Outcome raise_unordered(Call *call, uint32_t comparison) {
    Value a = call->args[0], b = call->args[1];
    uint32_t asked = comparison;
    exchange_for_subclass(call_machine(call), &a, &b, &asked);
    Value outer = a;
    sequence_unordered_pair(&a, &b);
    if (is_same(a, outer))
        a = call->args[0], b = call->args[1];
    else
        comparison = asked;
    return raise_error(call->task, TypeError, "'%s' not supported between instances of '%T' and '%T'",
                       comparison_rows[comparison].text, a, b);
}

/* != without __ne__ is the opposite of __eq__. */
static Outcome ask_compare(Call *call, Value self, Value other, Special special, uint32_t next) {
    Machine *machine = call_machine(call);
    call->step = next;
    call->mark &= 0xff;
    if (special_is_programs(machine, self, special)) return call_special(call, self, special, 1, &other);
    if (special != SPECIAL_ne || !special_is_programs(machine, self, SPECIAL_eq)) return DONE;
    call->mark |= 0x100;
    return call_special(call, self, SPECIAL_eq, 1, &other);
}

enum { COMPARE_FIRST, COMPARE_SECOND, COMPARE_BUILT_IN };

/* Both sides have a method of the program's for this comparison, so that neither is left to the
 * built-in one. */
static bool both_answered(Machine *machine, Value a, Value b, uint32_t comparison) {
    const ComparisonRow *row = &comparison_rows[comparison == COMPARE_NOT_EQUAL ? COMPARE_EQUAL : comparison];
    return special_is_programs(machine, a, row->special) && special_is_programs(machine, b, row->reflected);
}

/* Numbers and text, of which one at least has no method of the program's for this comparison. */
static bool is_scalar(Value value) {
    switch (value_type_id(value)) {
    case TYPE_ID_INT:
    case TYPE_ID_BOOL:
    case TYPE_ID_FLOAT:
    case TYPE_ID_COMPLEX:
    case TYPE_ID_STR:
    case TYPE_ID_BYTES:
    case TYPE_ID_BYTEARRAY: return true;
    default: return false;
    }
}

static Outcome compare_scalars(Call *call, uint32_t comparison) {
    Value a = call->args[0], b = call->args[1];
    const Type *type = value_type(a);
    if (comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL)
        return give_bool(call, (type->equal(a, b, 0) == YES) == (comparison == COMPARE_EQUAL));
    int order;
    Verdict ordered = type->order ? type->order(a, b, &order, 0) : UNSUPPORTED;
    if (ordered == UNSUPPORTED) return raise_unordered(call, comparison);
    return give_bool(call, ordered == YES && order_holds(comparison, order));
}

/* Containers whose items the program compares are compared by a helper in the notation. */
static Outcome compare_built_in(Call *call, uint32_t comparison) {
    Value a = call->args[0], b = call->args[1];
    Machine *machine = call_machine(call);
    bool simple = special_is_programs(machine, a, comparison_rows[comparison].special) ||
                  special_is_programs(machine, b, comparison_rows[comparison].reflected) ||
                  special_is_programs(machine, a, SPECIAL_eq) || special_is_programs(machine, b, SPECIAL_eq);
    Verdict verdict = simple ? HOOK : quick_compare_general(comparison, a, b);
    if (verdict == UNSUPPORTED) return raise_unordered(call, comparison);
    if (verdict != HOOK) return give_bool(call, verdict == YES);
    bool scalars = is_scalar(a) && is_scalar(b);
    if (scalars && !both_answered(machine, a, b, comparison)) return compare_scalars(call, comparison);
    TypeId id = value_type_id(a);
    bool containers = !scalars && id != TYPE_ID_INSTANCE && id != TYPE_ID_OTHER &&
                      (id == value_type_id(b) || (is_setlike(a) && is_setlike(b)));
    if (containers) {
        exchange_for_subclass(machine, &a, &b, &comparison);
        Value args[] = { a, b, small_int(comparison) };
        call->step = SPECIAL_STEP_ASKED;
        return call_helper(call, "_compare", 3, args);
    }
    if (comparison == COMPARE_EQUAL) return give_bool(call, is_same(a, b));
    if (comparison == COMPARE_NOT_EQUAL) return give_bool(call, !is_same(a, b));
    return raise_unordered(call, comparison);
}

Outcome operation_compare(Call *call) {
    uint32_t comparison = call->mark & 0xff;
    const ComparisonRow *row = &comparison_rows[comparison];
    Value a = call->args[0], b = call->args[1];
    Machine *machine = call_machine(call);
    if (call->step == SPECIAL_STEP_ASKED) return DONE;
    if (call->step && !is_absent(call->result) && !has_type(call->result, TYPE_ID_NOT_IMPLEMENTED)) {
        if (!(call->mark & 0x100)) return DONE;
        Verdict truth = value_truth(call->result);
        if (truth <= YES) return give_bool(call, truth == NO);
        call->step = SPECIAL_STEP_ASKED;
        return call_helper(call, "_not", 1, &call->result);
    }
    Class *first = value_class(machine, a), *second = value_class(machine, b);
    bool swapped = first != second && class_is_subclass(second, first) &&
                   special_is_programs(machine, b, row->reflected);
    while (call->step < COMPARE_BUILT_IN) {
        bool forward = (call->step == COMPARE_FIRST) != swapped;
        replace_take(&call->result, ABSENT);
        Outcome outcome = forward ? ask_compare(call, a, b, row->special, call->step + 1)
                                  : ask_compare(call, b, a, row->reflected, call->step + 1);
        if (outcome != DONE) return outcome;
    }
    replace_take(&call->result, ABSENT);
    return compare_built_in(call, comparison);
}

/* ---- membership */

static Verdict dict_holds(Dict *dict, Value item) {
    HashedKey key = { item, 0 };
    if (dict->hooked || !quick_hash(item, &key.hash)) return HOOK;
    return dict_peek_entry(dict, key) ? YES : NO;
}

Verdict quick_contains(Value item, Value container) {
    if (!is_object(container) || (object_type(container)->flags & TYPE_HEAP)) return HOOK;
    HashedKey key = { item, 0 };
    const Value *items;
    size_t count, index;
    switch (object_type(container)->id) {
    case TYPE_ID_STR:
        if (!is_str(item)) return HOOK;
        return str_find(container, item, 0, str_count(container)) >= 0 ? YES : NO;
    case TYPE_ID_LIST:
    case TYPE_ID_TUPLE:
        sequence_peek(container, &items, &count);
        return sequence_find(items, count, item, 0, &index);
    case TYPE_ID_DICT: return dict_holds(dict_of(container), item);
    case TYPE_ID_DICT_KEYS: return dict_holds(dict_peek_viewed(container), item);
    case TYPE_ID_SET:
    case TYPE_ID_FROZENSET:
        if (set_of(container)->hooked || !quick_hash(item, &key.hash)) return HOOK;
        return set_contains(set_of(container), key) ? YES : NO;
    case TYPE_ID_RANGE: return is_int(item) ? (range_contains(range_of(container), item) ? YES : NO) : HOOK;
    default: return HOOK;
    }
}

static Outcome contains_bytes(Call *call, Value item, Value container, bool negate) {
    const uint8_t *data, *part;
    size_t count, part_count;
    int64_t byte;
    bytes_peek(container, &data, &count);
    if (bytes_peek(item, &part, &part_count)) {
        return give_bool(call, (bytes_find(data, count, part, part_count) >= 0) != negate);
    }
    if (!is_int(item)) {
        Class *class = value_class(call_machine(call), item);
        if (is_absent(class_peek_special(class, SPECIAL_index)))
            return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", item);
        Outcome outcome = arg_integer(call, 0);
        if (outcome != DONE) return outcome;
        item = call->args[0];
    }
    if (!int_fits_int64(item, &byte) || byte < 0 || byte > 255)
        return raise_error(call->task, ValueError, "byte must be in range(0, 256)");
    uint8_t one = (uint8_t)byte;
    return give_bool(call, (bytes_find(data, count, &one, 1) >= 0) != negate);
}

static Outcome contains_key(Call *call, Value container, bool negate) {
    HashedKey key;
    bool is_a_set = is_set(container);
    if (is_a_set && value_type_id(call->args[0]) == TYPE_ID_SET && call->step == 0) {
        /* as Python: a set is looked for as a frozenset */
        Value frozen = set_copy(set_of(call->args[0]), &frozenset_type);
        if (is_absent(frozen)) return raise_memory(call->task);
        replace_take(&call->args[0], frozen);
    }
    Value table =
        has_type(container, TYPE_ID_DICT_KEYS) ? dict_value(dict_peek_viewed(container)) : container;
    Outcome outcome = arg_key(call, table, 0, &key);
    if (outcome != DONE) return outcome;
    bool found = is_a_set ? set_contains(set_of(table), key) : dict_peek_entry(dict_of(table), key) != NULL;
    return give_bool(call, found != negate);
}

static Outcome truth_of_answer(Call *call, bool negate) {
    if (call->step == SPECIAL_STEP_ASKED) {
        call->step = SPECIAL_STEP_ASKED + 0x10;
        return call_native(call, operation_truth, 0, 1, &call->result);
    }
    return give_bool(call, is_same(call->result, TRUE) != negate);
}

Outcome operation_contains(Call *call) {
    Value item = call->args[0], container = call->args[1];
    bool negate = call->mark == 1;
    Machine *machine = call_machine(call);
    if (call->step == SPECIAL_STEP_ASKED || call->step == SPECIAL_STEP_ASKED + 0x10)
        return truth_of_answer(call, negate);
    if (call->step == 0 && special_is_programs(machine, container, SPECIAL_contains)) {
        call->step = SPECIAL_STEP_ASKED;
        return call_special(call, container, SPECIAL_contains, 1, &item);
    }
    TypeId id = value_type_id(container);
    Verdict verdict = call->step ? HOOK : quick_contains(item, container);
    if (verdict <= YES) return give_bool(call, (verdict == YES) != negate);
    switch (id) {
    case TYPE_ID_STR:
        if (is_str(item))
            return give_bool(call, (str_find(container, item, 0, str_count(container)) >= 0) != negate);
        return raise_error(call->task, TypeError, "'in <string>' requires string as left operand, not %T",
                           item);
    case TYPE_ID_BYTES:
    case TYPE_ID_BYTEARRAY: return contains_bytes(call, item, container, negate);
    case TYPE_ID_DICT:
    case TYPE_ID_DICT_KEYS:
    case TYPE_ID_SET:
    case TYPE_ID_FROZENSET: return contains_key(call, container, negate);
    default: break;
    }
    Class *class = value_class(machine, container);
    call->step = SPECIAL_STEP_ASKED;
    if (!is_absent(class_peek_special(class, SPECIAL_contains)))
        return call_special(call, container, SPECIAL_contains, 1, &item);
    bool iterable =
        (is_object(container) && (object_type(container)->iterate || object_type(container)->next)) ||
        !is_absent(class_peek_special(class, SPECIAL_iter)) ||
        !is_absent(class_peek_special(class, SPECIAL_getitem)) || id == TYPE_ID_GENERATOR;
    if (is_none(class_peek_special(class, SPECIAL_iter))) iterable = false;
    if (!iterable)
        return raise_error(call->task, TypeError, "argument of type '%T' is not iterable", container);
    return call_helper(call, "_contains", 2, call->args);
}
