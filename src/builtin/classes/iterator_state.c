/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an iterator of a container stands, as copy and pickle keep it: __reduce__ gives what makes such an
 * iterator again and, where items are numbered, its place, which __setstate__ takes; what has no numbers
 * gives a list of the items still to come. An iterator at its end is made again of something empty. */
#include "builtin/classes/iterators.h"
#include "vm/machine.h"

/* ---- iterators with a place, of one sequence */

typedef struct {
    Value *source; /* ABSENT once it has ended */
    size_t *position;
    size_t count; /* of the source as it is now */
} Place;

/* False: it is another kind of iterator. */
static bool find_place(Value self, Place *place) {
    Object *object = object_of(self);
    const Type *type = object->type;
    if (type == &list_iterator_type || type == &list_reverse_iterator_type) {
        ListIterator *iterator = (ListIterator *)object;
        *place = (Place){ &iterator->list, &iterator->position, 0 };
    } else if (type == &tuple_iterator_type) {
        TupleIterator *iterator = (TupleIterator *)object;
        *place = (Place){ &iterator->tuple, &iterator->position, 0 };
    } else if (type == &str_iterator_type || type == &str_ascii_iterator_type) {
        StrIterator *iterator = (StrIterator *)object;
        *place = (Place){ &iterator->str, &iterator->position, 0 };
    } else if (type == &bytes_iterator_type || type == &bytearray_iterator_type) {
        BytesIterator *iterator = (BytesIterator *)object;
        *place = (Place){ &iterator->bytes, &iterator->position, 0 };
    } else {
        return false;
    }
    if (!is_absent(*place->source)) place->count = (size_t)value_type(*place->source)->length(*place->source);
    return true;
}

static Value builtin(Call *call, const char *name) {
    return dict_peek_text(call_machine(call)->builtins, name);
}

Outcome give_reduced_take(Call *call, Value maker, Value argument, Value state) {
    if (is_absent(argument)) {
        release(state);
        return raise_memory(call->task);
    }
    Value parts[] = { retain(maker), tuple_from_take(&argument, 1), state };
    return give(call, tuple_from_take(parts, is_absent(state) ? 2 : 3));
}

/* iter() of something empty */
static Outcome give_ended(Call *call, const Type *type) {
    Value empty;
    if (type == &list_iterator_type || type == &list_reverse_iterator_type)
        empty = list_new(0);
    else if (type == &str_iterator_type || type == &str_ascii_iterator_type)
        empty = str_new("");
    else
        empty = tuple_from(NULL, 0);
    return give_reduced_take(call, builtin(call, "iter"), empty, ABSENT);
}

Outcome place_reduce(Call *call) {
    Value self = call->args[0];
    const Type *type = object_type(self);
    Place place;
    if (!find_place(self, &place)) return give_none(call);
    if (is_absent(*place.source)) return give_ended(call, type);
    bool reverse = type == &list_reverse_iterator_type;
    int64_t position = (int64_t)*place.position - reverse;
    return give_reduced_take(call, builtin(call, reverse ? "reversed" : "iter"), retain(*place.source),
                             small_int(position));
}

bool arg_place(Call *call, int64_t *place) {
    if (!is_int(call->args[1])) {
        raise_error(call->task, TypeError, "an integer is required");
        return false;
    }
    if (int_fits_int64(call->args[1], place)) return true;
    raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    return false;
}

int64_t place_within(int64_t place, int64_t lowest, int64_t highest) {
    return place < lowest ? lowest : place > highest ? highest : place;
}

Outcome place_set_state(Call *call) {
    Value self = call->args[0];
    bool reverse = object_type(self) == &list_reverse_iterator_type;
    int64_t wanted;
    Place place;
    if (!arg_place(call, &wanted)) return RAISED;
    if (!find_place(self, &place) || is_absent(*place.source)) return give_none(call);
    int64_t count = (int64_t)place.count;
    *place.position =
        reverse ? (size_t)(place_within(wanted, -1, count - 1) + 1) : (size_t)place_within(wanted, 0, count);
    return give_none(call);
}

/* ---- ranges */

static Value start_of_walk(Value next, Value step, Value taken) {
    Value way = int_multiply(step, taken);
    Value start = is_absent(way) ? ABSENT : int_subtract(next, way);
    release(way);
    return start;
}

/* The range that was walked from its beginning, and how far. */
static Outcome reduce_range(Call *call, Value next, Value step, Value left, Value count) {
    Value taken = int_subtract(count, left);
    Value start = is_absent(taken) ? ABSENT : start_of_walk(next, step, taken);
    Value way = is_absent(start) ? ABSENT : int_multiply(step, count);
    Value stop = is_absent(way) ? ABSENT : int_add(start, way);
    Value range = is_absent(stop) ? ABSENT : range_new(start, stop, step);
    release(start);
    release(way);
    release(stop);
    return give_reduced_take(call, builtin(call, "iter"), range, taken);
}

Outcome range_place_reduce(Call *call) {
    if (object_type(call->args[0]) == &longrange_iterator_type) {
        const LongRangeIterator *iterator = (LongRangeIterator *)object_of(call->args[0]);
        return reduce_range(call, iterator->next, iterator->step, iterator->left, iterator->count);
    }
    const RangeIterator *iterator = (RangeIterator *)object_of(call->args[0]);
    Value next = int_from_int64(iterator->next), step = int_from_int64(iterator->step);
    Value left = int_from_uint64(iterator->left), count = int_from_uint64(iterator->count);
    Outcome outcome = reduce_range(call, next, step, left, count);
    release(next);
    release(step);
    release(left);
    release(count);
    return outcome;
}

static Outcome set_long_state(Call *call, LongRangeIterator *iterator) {
    Value wanted = call->args[1];
    if (!is_int(wanted))
        return raise_error(call->task, TypeError, "'<' not supported between instances of '%T' and 'int'",
                           wanted);
    Value zero = small_int(0);
    if (int_compare(wanted, zero) < 0) wanted = zero;
    if (int_compare(wanted, iterator->count) > 0) wanted = iterator->count;
    Value taken = int_subtract(iterator->count, iterator->left);
    Value more = int_subtract(wanted, taken), left = int_subtract(iterator->count, wanted);
    Value back = is_absent(more) ? ABSENT : int_negate(more);
    Value next = is_absent(back) ? ABSENT : start_of_walk(iterator->next, iterator->step, back);
    bool fits = !is_absent(next) && !is_absent(left);
    if (fits) {
        replace_take(&iterator->next, retain(next));
        replace_take(&iterator->left, retain(left));
    }
    release(taken);
    release(more);
    release(left);
    release(back);
    release(next);
    return fits ? give_none(call) : raise_memory(call->task);
}

Outcome range_place_set_state(Call *call) {
    if (object_type(call->args[0]) == &longrange_iterator_type)
        return set_long_state(call, (LongRangeIterator *)object_of(call->args[0]));
    RangeIterator *iterator = (RangeIterator *)object_of(call->args[0]);
    int64_t wanted;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &wanted))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C long");
    wanted = place_within(wanted, 0, (int64_t)iterator->count);
    int64_t taken = (int64_t)(iterator->count - iterator->left);
    iterator->next += (wanted - taken) * iterator->step;
    iterator->left = iterator->count - (uint64_t)wanted;
    return give_none(call);
}

/* ---- sets and dicts: what is still to come, as a list, and the iterator stays where it is */

static Value twin_of(Value self) {
    const Type *type = object_type(self);
    if (type == &set_iterator_type) {
        const SetIterator *iterator = (SetIterator *)object_of(self);
        SetIterator *twin = container_new(type, sizeof *twin);
        twin->set = iterator->set ? set_of(retain(object_value(iterator->set))) : NULL;
        twin->position = iterator->position;
        twin->count = iterator->count;
        return object_value(twin);
    }
    const DictIterator *iterator = (DictIterator *)object_of(self);
    DictIterator *twin = container_new(type, sizeof *twin);
    twin->dict = iterator->dict ? dict_of(retain(dict_value(iterator->dict))) : NULL;
    twin->position = iterator->position;
    twin->left = iterator->left;
    twin->count = iterator->count;
    return object_value(twin);
}

Outcome rest_reduce(Call *call) {
    Value twin = twin_of(call->args[0]), list = list_new(0), item;
    while (!is_absent(list) && !is_absent(item = object_type(twin)->next(twin)))
        if (!list_push_take(list_of(list), item)) replace_take(&list, ABSENT);
    const char *problem = iterator_problem(twin);
    if (problem && *problem) {
        raise_error(call->task, RuntimeError, "%s", problem);
        replace_take(&list, ABSENT);
    }
    release(twin);
    if (problem && *problem) return RAISED;
    return give_reduced_take(call, builtin(call, "iter"), list, ABSENT);
}

/* ---- how many are left */

static int64_t left_of_set(Value self) {
    const SetIterator *iterator = (const SetIterator *)object_of(self);
    if (!iterator->set || iterator->count != iterator->set->count) return 0;
    int64_t left = 0;
    for (size_t position = iterator->position; set_next(iterator->set, &position);) left++;
    return left;
}

static int64_t left_of_dict(Value self) {
    const DictIterator *iterator = (const DictIterator *)object_of(self);
    return iterator->dict && iterator->count == iterator->dict->count ? (int64_t)iterator->left : 0;
}

Outcome rest_length_hint(Call *call) {
    Value self = call->args[0];
    const Type *type = object_type(self);
    Place place;
    if (type == &range_iterator_type)
        return give(call, int_from_uint64(((RangeIterator *)object_of(self))->left));
    if (type == &longrange_iterator_type)
        return give(call, retain(((LongRangeIterator *)object_of(self))->left));
    if (!find_place(self, &place))
        return give_int(call, type == &set_iterator_type ? left_of_set(self) : left_of_dict(self));
    size_t position = *place.position;
    if (type == &list_reverse_iterator_type)
        return give_int(call, position <= place.count ? (int64_t)position : 0);
    return give_int(call, position < place.count ? (int64_t)(place.count - position) : 0);
}
