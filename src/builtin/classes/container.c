/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Special methods that the containers share. The machine's own operations come here only for a program's
 * subclass (super().__len__()) and for who calls them by name, so they look at the native layout alone. */
#include "builtin/classes/container.h"
#include "builtin/classes/iterators.h"
#include "lang/opcodes.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

/* ---- parts */

Value container_make(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    const Type *type = class->is_native ? class->native : &class->type;
    Object *object = container_try_new(type, type->size);
    if (!object) return ABSENT;
    if (type->attributes_offset) *attributes_slot(object) = ABSENT;
    return object_value(object);
}

/* Raises the error behind a value_hash that answered NO. */
static Outcome raise_unhashable(Call *call, Value key) {
    return raise_error(call->task, TypeError, "unhashable type: '%T'", sequence_unhashable_part(key));
}

Verdict hash_key(Call *call, Value value, HashedKey *key) {
    key->key = value;
    Verdict verdict = value_hash(value, &key->hash, 0);
    if (verdict == NO) raise_unhashable(call, value);
    return verdict;
}

bool walk_begin(Walk *walk, Value iterable) {
    const Type *type = value_type(iterable);
    *walk = (Walk){ .iterator = ABSENT };
    if (type->flags & TYPE_HEAP) return false;
    if (type->id == TYPE_ID_TUPLE) return sequence_peek(iterable, &walk->items, &walk->count);
    if (!type->iterate && !type->next) return false;
    walk->iterator = type->iterate ? type->iterate(iterable) : retain(iterable);
    return true;
}

Value walk_next(Walk *walk) {
    if (walk->items) return walk->index < walk->count ? retain(walk->items[walk->index++]) : ABSENT;
    return is_absent(walk->iterator) ? ABSENT : object_type(walk->iterator)->next(walk->iterator);
}

Outcome walk_end(Walk *walk, Call *call) {
    const char *problem = is_absent(walk->iterator) ? NULL : iterator_problem(walk->iterator);
    Outcome outcome = DONE;
    if (problem)
        outcome = *problem ? raise_error(call->task, RuntimeError, "%s", problem) : raise_memory(call->task);
    release(walk->iterator);
    return outcome;
}

Outcome check_one_argument(Call *call, Value name, size_t extra_at) {
    size_t extra = tuple_of(call->args[extra_at])->count;
    if (extra == 0) return DONE;
    return raise_error(call->task, TypeError, "%U expected at most 1 argument, got %zu", name, extra + 1);
}

Outcome check_no_keywords(Call *call, const char *name, const Dict *keywords) {
    if (keywords->count == 0) return DONE;
    return raise_error(call->task, TypeError, "%s() takes no keyword arguments", name);
}

/* ---- special methods */

Outcome container_length(Call *call) {
    int64_t length = object_type(call->args[0])->length(call->args[0]);
    if (length < 0)
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    return give_int(call, length);
}

Outcome container_iterate(Call *call) {
    return give(call, object_type(call->args[0])->iterate(call->args[0]));
}

Outcome container_next(Call *call) {
    Value item = object_type(call->args[0])->next(call->args[0]);
    if (!is_absent(item)) return give(call, item);
    const char *problem = iterator_problem(call->args[0]);
    if (!problem) return raise_stop(call->task, NONE);
    return *problem ? raise_error(call->task, RuntimeError, "%s", problem) : raise_memory(call->task);
}

Outcome container_repr(Call *call) {
    if (call->step == 1) return DONE;
    Buffer out = { 0 };
    if (object_type(call->args[0])->repr(&out, call->args[0], 0) == YES) return give_buffer(call, &out);
    buffer_clear(&out);
    call->step = 1;
    return call_helper(call, "_repr", 1, call->args);
}

Outcome container_hash(Call *call) {
    int64_t hash;
    if (call->step == 1) return DONE;
    switch (object_type(call->args[0])->hash(call->args[0], &hash, 0)) {
    case YES: return give_int(call, hash);
    case NO: return raise_unhashable(call, call->args[0]);
    default: call->step = 1; return call_helper(call, "_hash", 1, call->args);
    }
}

/* Operations of the machine ask a program's class for its own method only at step 0. */
enum { NATIVE_LAYOUT = 1 };

static void swap_args(Call *call, size_t i, size_t j) {
    Value held = call->args[i];
    call->args[i] = call->args[j];
    call->args[j] = held;
}

Outcome container_get_item(Call *call) {
    if (call->step == 0) call->step = NATIVE_LAYOUT;
    return operation_get_item(call);
}

/* The operation wants value, object, key. */
Outcome container_set_item(Call *call) {
    if (call->step == 0) {
        call->step = NATIVE_LAYOUT;
        swap_args(call, 1, 2);
        swap_args(call, 0, 1);
    }
    return operation_set_item(call);
}

Outcome container_delete_item(Call *call) {
    if (call->step == 0) call->step = NATIVE_LAYOUT;
    return operation_delete_item(call);
}

Outcome container_contains(Call *call) {
    const Value *items;
    size_t count, index;
    if (call->step == 1) return DONE;
    if (!sequence_peek(call->args[0], &items, &count)) { /* bytes and text: the operator has it all */
        call->step = 1;
        return call_native(call, operation_contains, 0, 2, (Value[]){ call->args[1], call->args[0] });
    }
    Verdict found = sequence_find(items, count, call->args[1], 0, &index);
    if (found <= YES) return give_bool(call, found == YES);
    call->step = 1;
    return call_helper(call, "_contains", 2, (Value[]){ call->args[1], call->args[0] });
}

/* ---- comparisons */

static bool order_fits(Comparison comparison, int order) {
    switch (comparison) {
    case COMPARE_LESS: return order < 0;
    case COMPARE_LESS_EQUAL: return order <= 0;
    case COMPARE_GREATER: return order > 0;
    default: return order >= 0;
    }
}

/* YES and NO are the answer; UNSUPPORTED: NotImplemented. */
static Verdict compare_layouts(Comparison comparison, Value a, Value b) {
    const Type *type = object_type(a);
    int order;
    if (is_set(a) && !is_set(b)) return UNSUPPORTED; /* only a view compares itself with a set */
    if (comparison == COMPARE_EQUAL || comparison == COMPARE_NOT_EQUAL) {
        Verdict equal = type->equal ? type->equal(a, b, 0) : UNSUPPORTED;
        if (equal > YES) return equal;
        return (equal == YES) == (comparison == COMPARE_EQUAL) ? YES : NO;
    }
    Verdict ordered = type->order ? type->order(a, b, &order, 0) : UNSUPPORTED;
    if (ordered != YES) return ordered;
    return order_fits(comparison, order) ? YES : NO;
}

static Outcome compare(Call *call, Comparison comparison, const char *text) {
    Value a = call->args[0], b = call->args[1];
    if (call->step == 1) return DONE;
    Verdict verdict = compare_layouts(comparison, a, b);
    if (verdict <= YES) return give_bool(call, verdict == YES);
    if (verdict == UNSUPPORTED) {
        Value outer = a;
        sequence_unordered_pair(&a, &b);
        if (is_same(a, outer)) return give_not_implemented(call);
        return raise_error(call->task, TypeError, "'%s' not supported between instances of '%T' and '%T'",
                           text, a, b);
    }
    call->step = 1;
    return call_helper(call, "_compare", 3, (Value[]){ a, b, small_int(comparison) });
}

Outcome container_lt(Call *call) { return compare(call, COMPARE_LESS, "<"); }
Outcome container_le(Call *call) { return compare(call, COMPARE_LESS_EQUAL, "<="); }
Outcome container_eq(Call *call) { return compare(call, COMPARE_EQUAL, "=="); }
Outcome container_ne(Call *call) { return compare(call, COMPARE_NOT_EQUAL, "!="); }
Outcome container_gt(Call *call) { return compare(call, COMPARE_GREATER, ">"); }
Outcome container_ge(Call *call) { return compare(call, COMPARE_GREATER_EQUAL, ">="); }

/* ---- iterators */

#define WALKS                                                                                                \
    { "__iter__(self, /)", container_iterate, "Implement iter(self)." },                                     \
        { "__next__(self, /)", container_next, "Implement next(self)." }, {                                  \
        "__length_hint__(self, /)", rest_length_hint, "How many items are still to come."                    \
    }

static const NativeSpec sequence_walk_methods[] = {
    WALKS,
    { "__reduce__(self, /)", place_reduce, "What copy and pickle make it of." },
    { "__setstate__(self, state, /)", place_set_state, "Go to this place." },
    { 0 },
};
static const NativeSpec range_walk_methods[] = {
    WALKS,
    { "__reduce__(self, /)", range_place_reduce, "What copy and pickle make it of." },
    { "__setstate__(self, state, /)", range_place_set_state, "Go to this place." },
    { 0 },
};
static const NativeSpec unordered_walk_methods[] = {
    WALKS,
    { "__reduce__(self, /)", rest_reduce, "What copy and pickle make it of." },
    { 0 },
};

#define ITERATOR_SPEC(variable, table)                                                                       \
    { .type = &variable, .is_hidden = true, .methods = table }
const ClassSpec iterator_class_specs[] = {
    ITERATOR_SPEC(list_iterator_type, sequence_walk_methods),
    ITERATOR_SPEC(list_reverse_iterator_type, sequence_walk_methods),
    ITERATOR_SPEC(tuple_iterator_type, sequence_walk_methods),
    ITERATOR_SPEC(range_iterator_type, range_walk_methods),
    ITERATOR_SPEC(longrange_iterator_type, range_walk_methods),
    ITERATOR_SPEC(set_iterator_type, unordered_walk_methods),
    ITERATOR_SPEC(dict_key_iterator_type, unordered_walk_methods),
    ITERATOR_SPEC(dict_value_iterator_type, unordered_walk_methods),
    ITERATOR_SPEC(dict_item_iterator_type, unordered_walk_methods),
    ITERATOR_SPEC(dict_reverse_key_iterator_type, unordered_walk_methods),
    ITERATOR_SPEC(dict_reverse_value_iterator_type, unordered_walk_methods),
    ITERATOR_SPEC(dict_reverse_item_iterator_type, unordered_walk_methods),
    { 0 },
};
