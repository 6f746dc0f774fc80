/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class list. What compares items may run the program, which may change the list meanwhile: positions are
 * checked again after every comparison. */
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "builtin/classes/sort.h"
#include "value/sort.h"
#include "vm/machine.h"
#include "vm/operations.h"

static List *self_list(const Call *call) { return list_of(call->args[0]); }

static Outcome done_or_memory(Call *call, bool done) {
    return done ? give_none(call) : raise_memory(call->task);
}

/* ---- what list and tuple share */

enum { EXTEND_ITERATE = 1, EXTEND_HINT, EXTEND_NEXT, EXTEND_ITEM };

/* Room for what a built-in iterable is known to give, so that what cannot be had is refused at once. */
static Outcome reserve_for(Call *call, List *list, Value iterable) {
    const Type *type = value_type(iterable);
    int64_t expected = type->length ? type->length(iterable) : 0;
    if (type == &range_iterator_type) expected = (int64_t)((RangeIterator *)object_of(iterable))->left;
    if (type == &longrange_iterator_type) {
        if (!int_fits_int64(((LongRangeIterator *)object_of(iterable))->left, &expected)) expected = -1;
    }
    if (expected < 0)
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    return list_reserve(list, (size_t)expected) ? DONE : raise_memory(call->task);
}

static Outcome walk_later(Call *call, size_t i, const Walk *walk) {
    replace_take(&call->args[i], walk->iterator);
    call->step = EXTEND_ITEM;
    call_may_go_on(call, WALK_STEPS);
    return call_native(call, operation_next, 0, 1, &call->args[i]);
}

/* As far as WALK_STEPS go; then the iterator stands in the iterable's place. */
static Outcome extend_quickly(Call *call, List *list, size_t i, bool *walked) {
    const Value *items;
    Value iterable = call->args[i];
    size_t count;
    Walk walk;
    bool exact = is_same(iterable, object_value(list)) || !(value_type(iterable)->flags & TYPE_HEAP);
    *walked = true;
    if (exact && sequence_peek(iterable, &items, &count)) {
        return list_extend(list, items, count) ? DONE : raise_memory(call->task);
    }
    *walked = walk_begin(&walk, iterable);
    if (!*walked) return DONE;
    if (reserve_for(call, list, iterable) != DONE) return release(walk.iterator), RAISED;
    Value item = ABSENT;
    bool pushed = true;
    size_t left = WALK_STEPS;
    while (pushed && left-- && !is_absent(item = walk_next(&walk))) pushed = list_push_take(list, item);
    if (pushed && !is_absent(item)) return walk_later(call, i, &walk);
    Outcome outcome = walk_end(&walk, call);
    return pushed ? outcome : raise_memory(call->task);
}

Outcome extend_list(Call *call, Value target, size_t i) {
    Outcome outcome = DONE;
    if (call->step == 0) {
        bool walked;
        outcome = extend_quickly(call, list_of(target), i, &walked);
        if (walked || outcome != DONE) return outcome;
        call->step = EXTEND_ITERATE;
        outcome = call_iterate(call, call->args[i]);
        if (outcome != DONE) return outcome;
    }
    if (call->step == EXTEND_ITERATE) {
        Value iterable = call->args[i];
        call->args[i] = take_result(call);
        bool asks = has_length_hint(call_machine(call), iterable);
        call->step = asks ? EXTEND_HINT : EXTEND_NEXT;
        if (asks) call_native(call, operation_length_hint, 0, 1, &iterable);
        release(iterable);
        if (asks) return CALLED;
    }
    if (call->step == EXTEND_HINT) call->step = EXTEND_NEXT;
    for (;;) {
        if (call->step == EXTEND_ITEM) {
            if (is_absent(call->result)) return DONE;
            if (!list_push_take(list_of(target), take_result(call))) return raise_memory(call->task);
        }
        call->step = EXTEND_ITEM;
        outcome = call_next(call, call->args[i]);
        if (outcome != DONE) return outcome;
    }
}

enum { FIND_COMPARED = 1 };

Outcome find_item(Call *call, size_t stop, bool *found) {
    const Value *items;
    size_t count, index;
    *found = false;
    if (call->step == FIND_COMPARED) {
        call->step = 0;
        if (is_same(call->result, TRUE)) return *found = true, DONE;
        call->mark++;
    }
    sequence_peek(call->args[0], &items, &count);
    if (stop < count) count = stop;
    Verdict verdict = sequence_find(items, count, call->args[1], (size_t)call->mark, &index);
    if (verdict == NO) return DONE;
    call->mark = (int64_t)index;
    *found = verdict == YES;
    if (*found) return DONE;
    call->step = FIND_COMPARED;
    return call_helper(call, "_equal", 2, (Value[]){ items[index], call->args[1] });
}

/* A bound as slices take it: None is not one. */
static Outcome bound(Call *call, size_t i, size_t count, size_t *position) {
    int64_t number;
    if (!is_int(call->args[i])) {
        Class *class = value_class(call_machine(call), call->args[i]);
        if (is_absent(class_peek_special(class, SPECIAL_index))) {
            return raise_error(call->task, TypeError,
                               "slice indices must be integers or have an __index__ method");
        }
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
    }
    if (!int_fits_int64(call->args[i], &number)) number = int_sign(call->args[i]) < 0 ? INT64_MIN : INT64_MAX;
    if (number < 0) number = number < -(int64_t)count ? 0 : number + (int64_t)count;
    *position = (size_t)number;
    return DONE;
}

Outcome index_bounds(Call *call, size_t *start, size_t *stop) {
    size_t count = (size_t)object_type(call->args[0])->length(call->args[0]);
    Outcome outcome = DONE;
    *start = 0;
    *stop = SIZE_MAX;
    if (!is_absent(call->args[2])) outcome = bound(call, 2, count, start);
    if (outcome == DONE && !is_absent(call->args[3])) outcome = bound(call, 3, count, stop);
    return outcome;
}

/* ---- changes */

static Outcome make_list(Call *call) {
    if (is_absent(call->keep)) {
        call->keep = container_make(call);
        if (is_absent(call->keep)) return raise_memory(call->task);
    }
    Outcome outcome = is_absent(call->args[1]) ? DONE : extend_list(call, call->keep, 1);
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome list_init_method(Call *call) {
    if (call->step == 0) {
        Class *class = value_class(call_machine(call), call->args[0]);
        bool has_new = !has_type(class_peek_special(class, SPECIAL_new), TYPE_ID_BUILTIN);
        if (!has_new && check_no_keywords(call, "list", dict_of(call->args[3])) != DONE) return RAISED;
        if (check_one_argument(call, call_machine(call)->classes[TYPE_ID_LIST]->name, 2) != DONE)
            return RAISED;
        list_clear_items(self_list(call));
    }
    Outcome outcome = is_absent(call->args[1]) ? DONE : extend_list(call, call->args[0], 1);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome list_append_method(Call *call) {
    return done_or_memory(call, list_push(self_list(call), call->args[1]));
}

static Outcome list_extend_method(Call *call) {
    Outcome outcome = extend_list(call, call->args[0], 1);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome list_insert_method(Call *call) {
    size_t size;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_size(call, 1, &size)) return RAISED;
    int64_t index = (int64_t)size, count = (int64_t)self_list(call)->count;
    if (index < 0) index = index < -count ? 0 : index + count;
    if (index > count) index = count;
    return done_or_memory(call, list_insert(self_list(call), (size_t)index, call->args[2]));
}

static Outcome list_pop_method(Call *call) {
    size_t size;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_size(call, 1, &size)) return RAISED;
    List *list = self_list(call);
    int64_t index = (int64_t)size, count = (int64_t)list->count;
    if (count == 0) return raise_error(call->task, IndexError, "pop from empty list");
    if (index < 0) index += count;
    if (index < 0 || index >= count) return raise_error(call->task, IndexError, "pop index out of range");
    Value item = retain(list->items[index]);
    list_delete(list, (size_t)index, 1);
    return give(call, item);
}

static Outcome list_remove_method(Call *call) {
    bool found;
    Outcome outcome = find_item(call, SIZE_MAX, &found);
    if (outcome != DONE) return outcome;
    if (!found) return raise_error(call->task, ValueError, "list.remove(x): x not in list");
    if ((size_t)call->mark < self_list(call)->count) list_delete(self_list(call), (size_t)call->mark, 1);
    return give_none(call);
}

static Outcome list_clear_method(Call *call) {
    list_clear_items(self_list(call));
    return give_none(call);
}

static Outcome list_reverse_method(Call *call) {
    list_reverse_items(self_list(call));
    return give_none(call);
}

/* ---- questions */

static Outcome list_copy_method(Call *call) {
    return give(call, list_from(self_list(call)->items, self_list(call)->count));
}

enum { INDEX_NOT_FOUND = -1 };

static Outcome list_index_method(Call *call) {
    size_t start, stop;
    bool found = false;
    Outcome outcome = DONE;
    if (call->mark != INDEX_NOT_FOUND) {
        outcome = index_bounds(call, &start, &stop);
        if (outcome != DONE) return outcome;
        if (call->step == 0) call->mark = (int64_t)start;
        outcome = find_item(call, stop, &found);
        if (outcome != DONE) return outcome;
        if (found) return give_int(call, call->mark);
        call->mark = INDEX_NOT_FOUND;
    }
    outcome = arg_repr(call, 1);
    return outcome == DONE ? raise_error(call->task, ValueError, "%U is not in list", call->args[1])
                           : outcome;
}

/* keep counts; mark walks. */
Outcome sequence_count(Call *call) {
    int64_t count = is_absent(call->keep) ? 0 : small_int_of(call->keep);
    bool found = true;
    while (found) {
        call->keep = small_int(count);
        Outcome outcome = find_item(call, SIZE_MAX, &found);
        if (outcome != DONE) return outcome;
        count += found;
        call->mark += found;
    }
    return give_int(call, count);
}

static Outcome list_reversed_method(Call *call) { return give(call, list_reverse_iterate(call->args[0])); }

static const NativeSpec list_methods[] = {
    CLASS_GETITEM,
    { "append(self, object, /)", list_append_method, "Append object to the end of the list." },
    { "clear(self, /)", list_clear_method, "Remove all items from the list." },
    { "copy(self, /)", list_copy_method, "A new list of the same items." },
    { "count(self, value, /)", sequence_count, "How many items equal value." },
    { "extend(self, iterable, /)", list_extend_method, "Append the items of an iterable." },
    { "index(self, value, start=..., stop=..., /)", list_index_method,
      "Where value stands first; ValueError if it does not." },
    { "insert(self, index, object, /)", list_insert_method, "Insert object before index." },
    { "pop(self, index=-1, /)", list_pop_method,
      "Remove and return the item at index, by default the last." },
    { "remove(self, value, /)", list_remove_method,
      "Remove the first item that equals value; ValueError if none does." },
    { "reverse(self, /)", list_reverse_method, "Reverse the order of the items in place." },
    { "sort(self, *, key=None, reverse=False)", list_sort_method,
      "Sort the list in place, by key(item) if key is given. Equal items keep their order." },
    { "__init__(self, iterable=..., /, *extra, **kwargs)", list_init_method,
      "Begin anew with the items of an iterable.", .style = ARGS_OWN },
    { "__getitem__(self, key, /)", container_get_item, "Return self[key]." },
    { "__setitem__(self, key, value, /)", container_set_item, "Set self[key] to value." },
    { "__delitem__(self, key, /)", container_delete_item, "Delete self[key]." },
    { "__reversed__(self, /)", list_reversed_method, "An iterator from the last item to the first." },
    SEQUENCE_OPERATORS,
    { "__iadd__(self, value, /)", list_iadd, "Implement self+=value." },
    { "__imul__(self, value, /)", list_imul, "Implement self*=value." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_CONTAINS,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec list_class_spec = {
    .type = &list_type,
    .make = { "list(cls, iterable=..., /)", make_list, "A list of the items of an iterable." },
    .methods = list_methods,
    .doc = "A sequence of items that can be changed.",
};
