/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Iterators that walk one thing: enumerate, reversed, and what iter() makes of a sequence or of
 * a callable. */
#include "builtin/classes/iterators.h"
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "value/memoryview.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

/* All of them: what they walk, and where they are. */
typedef struct {
    Container head;
    Value source; /* ABSENT once it has ended */
    Value other;  /* enumerate: the next number; callable: the sentinel; else ABSENT */
    int64_t index;
    unsigned depth; /* enumerate: of quick iterators below it */
} Walker;

static Walker *walker_of(Value value) { return (Walker *)object_of(value); }

static Value walker_new(const Type *type, Value source, Value other, int64_t index) {
    Walker *walker = container_new(type, sizeof *walker);
    walker->source = retain(source);
    walker->other = retain(other);
    walker->index = index;
    return object_value(walker);
}

static void walker_clear(Object *object) {
    replace_take(&((Walker *)object)->source, ABSENT);
    replace_take(&((Walker *)object)->other, ABSENT);
}

static void walker_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Walker *)object)->source, context);
    visit(((Walker *)object)->other, context);
}

/* In case of a bare ABSENT of a `next`: the reason of the iterator below. */
static const char *walker_problem(Value self) {
    Value source = walker_of(self)->source;
    return is_absent(source) ? NULL : iterator_problem(source);
}

/* A new one of the class in args[0]; `type`: what it is when the class is no program's. */
static Value walker_make(Call *call, const Type *type, Value source, Value other, int64_t index) {
    Class *class = (Class *)object_of(call->args[0]);
    if (class->is_native) return walker_new(type, source, other, index);
    Walker *walker = class_allocate(class);
    walker->source = retain(source);
    walker->other = retain(other);
    walker->index = index;
    return object_value(walker);
}

static Outcome end_walk(Call *call, Walker *walker) {
    replace_take(&walker->source, ABSENT);
    return raise_stop(call->task, NONE);
}

Outcome iterator_self(Call *call) { return give(call, retain(call->args[0])); }

#define WALKER_TYPE(text, own_flags)                                                                         \
    .name = text, .flags = TYPE_CONTAINER | (own_flags), .size = sizeof(Walker), .free = container_free,     \
    .visit = walker_visit, .clear = walker_clear

/* ---- enumerate */

static Value number_and_item_take(Walker *walker, Value item) {
    Value number = walker->other;
    walker->other = int_add(number, small_int(1));
    return tuple_pair_take(number, item);
}

static Value enumerate_quick_next(Value self) {
    Walker *walker = walker_of(self);
    Value item = object_type(walker->source)->next(walker->source);
    return is_absent(item) ? ABSENT : number_and_item_take(walker, item);
}

static const Type enumerate_type = { WALKER_TYPE("enumerate", TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE) };
static const Type enumerate_quick_type = { WALKER_TYPE("enumerate", TYPE_TWIN), .base = &enumerate_type,
                                           .next = enumerate_quick_next, .problem = walker_problem };

static Outcome enumerate_next(Call *call) {
    Walker *walker = walker_of(call->args[0]);
    if (call->step == 0) {
        call->step = 1;
        Outcome outcome = call_next_or_stop(call, walker->source);
        if (outcome != DONE) return outcome;
    }
    return give(call, number_and_item_take(walker, take_result(call)));
}

static Outcome enumerate_make(Call *call) {
    if (is_absent(call->args[1])) {
        return raise_error(call->task, TypeError, "enumerate() missing required argument 'iterable'");
    }
    Outcome outcome;
    if (call->step != 1) {
        outcome = arg_integer(call, 2);
        if (outcome != DONE) return outcome;
        call->step = 1;
        outcome = call_iterate(call, call->args[1]);
        if (outcome != DONE) return outcome;
    }
    unsigned depth = iterates_in_c(call->result) ? iterator_depth(call->result) + 1 : ITERATOR_DEPTH;
    bool quick = depth < ITERATOR_DEPTH;
    Value start = int_plain(call->args[2]);
    Value made = walker_make(call, quick ? &enumerate_quick_type : &enumerate_type, call->result, start, 0);
    walker_of(made)->depth = depth;
    release(start);
    return give(call, made);
}

static Outcome enumerate_reduce(Call *call) {
    const Walker *walker = walker_of(call->args[0]);
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    Value parts[] = { retain(class), tuple_pair(walker->source, walker->other) };
    return give(call, tuple_from_take(parts, 2));
}

static const NativeSpec enumerate_methods[] = {
    CLASS_GETITEM,
    { "__reduce__(self, /)", enumerate_reduce, "What copy and pickle make it of." },
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },
    { "__next__(self, /)", enumerate_next, "Return the next item." },
    { 0 },
};

unsigned iterator_depth(Value iterator) {
    const Type *type = object_type(iterator);
    if (type == &enumerate_quick_type) return walker_of(iterator)->depth;
    return zip_depth(iterator);
}

const ClassSpec enumerate_class_spec = {
    .type = &enumerate_type,
    .make = { "enumerate(cls, iterable=..., start=0)", enumerate_make, NULL, ARGS_OWN },
    .methods = enumerate_methods,
    .doc = "Pairs of a number, counted from start, and an item of the iterable.",
};

/* ---- sequences from the end */

static Value reversed_quick_next(Value self) {
    Walker *walker = walker_of(self);
    size_t index = (size_t)walker->index;
    const uint8_t *data;
    size_t count;
    if (is_absent(walker->source)) return ABSENT;
    if (walker->index-- < 0) {
        /* behind its end */
    } else if (is_str(walker->source)) {
        if (index < str_count(walker->source)) return str_at(walker->source, index);
    } else if (is_tuple(walker->source)) {
        return retain(tuple_of(walker->source)->items[index]);
    } else if (bytes_peek(walker->source, &data, &count) && index < count) {
        return small_int(data[index]);
    }
    replace_take(&walker->source, ABSENT);
    return ABSENT;
}

static const Type reversed_type = { WALKER_TYPE("reversed", TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE) };
static const Type reversed_quick_type = { WALKER_TYPE("reversed", TYPE_TWIN), .base = &reversed_type,
                                          .next = reversed_quick_next };

/* The item at the index was asked for: whether there was none, which ends the walk. */
static bool is_end(Task *task) {
    const Class *class = value_class(task->machine, task->exception);
    return class_is_subclass(class, task->machine->exceptions[IndexError]) ||
           class_is_subclass(class, task->machine->exceptions[StopIteration]);
}

static Outcome walk_by_index(Call *call, int64_t distance) {
    Walker *walker = walker_of(call->args[0]);
    if (call->step == 0) {
        if (is_absent(walker->source) || walker->index < 0) return end_walk(call, walker);
        call->step = 1;
        call->catches = true;
        Value args[] = { walker->source, small_int(walker->index) };
        return call_native(call, operation_get_item, 0, 2, args);
    }
    if (is_absent(call->task->exception)) {
        walker->index += distance;
        return DONE;
    }
    if (!is_end(call->task)) return RAISED;
    release(task_take_exception(call->task));
    return end_walk(call, walker);
}

/* The length of what is walked, asked of it. Uses step 1. */
static Outcome walked_count(Call *call, int64_t *count) {
    if (call->step == 0) {
        call->step = 1;
        return call_native(call, operation_length, 0, 1, &walker_of(call->args[0])->source);
    }
    return int_fits_int64(call->result, count) ? DONE : raise_memory(call->task);
}

static Outcome reversed_next(Call *call) {
    Walker *walker = walker_of(call->args[0]);
    if (object_type(call->args[0]) != &reversed_quick_type) return walk_by_index(call, -1);
    Value item = reversed_quick_next(call->args[0]);
    return is_absent(item) ? end_walk(call, walker) : give(call, item);
}

static Outcome reverse_built_in(Call *call, Value source) {
    switch (value_type_id(source)) {
    case TYPE_ID_LIST: return give(call, list_reverse_iterate(source));
    case TYPE_ID_DICT: return give(call, dict_reverse_iterate(dict_of(source), TYPE_ID_DICT_KEYS));
    case TYPE_ID_DICT_KEYS:
    case TYPE_ID_DICT_VALUES:
    case TYPE_ID_DICT_ITEMS:
        return give(call, dict_reverse_iterate(dict_peek_viewed(source), value_type_id(source)));
    case TYPE_ID_RANGE: return give(call, range_reverse_iterate(range_of(source)));
    case TYPE_ID_STR:
    case TYPE_ID_TUPLE:
    case TYPE_ID_BYTES:
    case TYPE_ID_BYTEARRAY:
        return give(call, walker_make(call, &reversed_quick_type, source, ABSENT,
                                      value_type(source)->length(source) - 1));
    default: return raise_error(call->task, TypeError, "'%T' object is not reversible", source);
    }
}

enum { REVERSED_ASKED = 1, REVERSED_LENGTH = 2 };

static bool is_sequence(Class *class) {
    return class_is_indexed(class) && !is_absent(class_peek_special(class, SPECIAL_len));
}

static Outcome reversed_make(Call *call) {
    Value source = call->args[1];
    Class *class = value_class(call_machine(call), source);
    int64_t count;
    switch (call->step) {
    case REVERSED_ASKED: return DONE;
    case REVERSED_LENGTH:
        if (!int_fits_int64(call->result, &count)) return raise_memory(call->task);
        return give(call, walker_make(call, &reversed_type, source, ABSENT, count - 1));
    }
    Value own = class_peek_special(class, SPECIAL_reversed);
    if (is_none(own)) return raise_error(call->task, TypeError, "'%T' object is not reversible", source);
    if (special_is_programs(call_machine(call), source, SPECIAL_reversed)) {
        call->step = REVERSED_ASKED;
        return call_special(call, source, SPECIAL_reversed, 0, NULL);
    }
    if ((!is_absent(own) || !is_sequence(class)) && !has_type(source, TYPE_ID_MEMORYVIEW))
        return reverse_built_in(call, source);
    call->step = REVERSED_LENGTH;
    return call_native(call, operation_length, 0, 1, &source);
}

static Outcome reversed_reduce(Call *call) {
    const Walker *walker = walker_of(call->args[0]);
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    if (is_absent(walker->source)) return give_reduced_take(call, class, tuple_from(NULL, 0), ABSENT);
    return give_reduced_take(call, class, retain(walker->source), small_int(walker->index));
}

static Outcome walked_length_hint(Call *call) {
    const Walker *walker = walker_of(call->args[0]);
    if (is_absent(walker->source)) return give_int(call, 0);
    int64_t count;
    Outcome outcome = walked_count(call, &count);
    if (outcome != DONE) return outcome;
    int64_t left = has_layout(call->args[0], &reversed_type) ? walker->index + 1 : count - walker->index;
    return give_int(call, left < 0 || left > count ? 0 : left);
}

static Outcome reversed_set_state(Call *call) {
    Walker *walker = walker_of(call->args[0]);
    int64_t wanted, count;
    if (!arg_place(call, &wanted)) return RAISED;
    if (is_absent(walker->source)) return give_none(call);
    Outcome outcome = walked_count(call, &count);
    if (outcome == DONE) walker->index = place_within(wanted, -1, count - 1);
    return outcome == DONE ? give_none(call) : outcome;
}

static const NativeSpec reversed_methods[] = {
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },
    { "__next__(self, /)", reversed_next, "Return the next item." },
    { "__length_hint__(self, /)", walked_length_hint, "How many items are still to come." },
    { "__reduce__(self, /)", reversed_reduce, "What copy and pickle make it of." },
    { "__setstate__(self, state, /)", reversed_set_state, "Go to this place." },
    { 0 },
};

const ClassSpec reversed_class_spec = {
    .type = &reversed_type,
    .make = { "reversed(cls, sequence, /)", reversed_make, NULL, ARGS_UNPACK },
    .methods = reversed_methods,
    .doc = "The items of a sequence, from the last to the first.",
};

/* ---- what iter() makes */

static const Type sequence_iterator_type = { WALKER_TYPE("iterator", 0) };
static const Type callable_iterator_type = { WALKER_TYPE("callable_iterator", 0) };

Outcome sequence_iterator_make(Call *call) {
    return give(call, walker_new(&sequence_iterator_type, call->args[0], ABSENT, 0));
}

static Outcome sequence_iterator_next(Call *call) { return walk_by_index(call, 1); }

Value callable_iterator_new(Value callable, Value sentinel) {
    return walker_new(&callable_iterator_type, callable, sentinel, 0);
}

enum { CALLABLE_CALLED = 1, CALLABLE_COMPARED = 2 };

static Outcome callable_iterator_next(Call *call) {
    Walker *walker = walker_of(call->args[0]);
    if (call->step == 0) {
        if (is_absent(walker->source)) return raise_stop(call->task, NONE);
        call->step = CALLABLE_CALLED;
        return call_value(call, walker->source, 0, NULL);
    }
    if (call->step == CALLABLE_CALLED) {
        if (is_absent(walker->source)) return raise_stop(call->task, NONE);
        call->step = CALLABLE_COMPARED;
        replace_take(&call->keep, take_result(call));
        Outcome outcome = call_equal(call, walker->other, call->keep);
        if (outcome != DONE) return outcome;
    }
    if (is_same(call->result, TRUE)) return end_walk(call, walker);
    return give(call, retain(call->keep));
}

static Outcome give_ended(Call *call) {
    return give_reduced_take(call, dict_peek_text(call_machine(call)->builtins, "iter"), tuple_from(NULL, 0),
                             ABSENT);
}

static Outcome sequence_iterator_reduce(Call *call) {
    const Walker *walker = walker_of(call->args[0]);
    if (is_absent(walker->source)) return give_ended(call);
    return give_reduced_take(call, dict_peek_text(call_machine(call)->builtins, "iter"),
                             retain(walker->source), small_int(walker->index));
}

static Outcome sequence_iterator_set_state(Call *call) {
    Walker *walker = walker_of(call->args[0]);
    int64_t wanted;
    if (!arg_place(call, &wanted)) return RAISED;
    if (!is_absent(walker->source)) walker->index = wanted < 0 ? 0 : wanted;
    return give_none(call);
}

static Outcome sequence_iterator_length_hint(Call *call) {
    Value source = walker_of(call->args[0])->source;
    Class *class = is_absent(source) ? NULL : value_class(call_machine(call), source);
    if (class && is_absent(class_peek_special(class, SPECIAL_len))) return give_not_implemented(call);
    return walked_length_hint(call);
}

static Outcome callable_iterator_reduce(Call *call) {
    const Walker *walker = walker_of(call->args[0]);
    if (is_absent(walker->source)) return give_ended(call);
    Value parts[] = { retain(dict_peek_text(call_machine(call)->builtins, "iter")),
                      tuple_pair(walker->source, walker->other) };
    return give(call, tuple_from_take(parts, 2));
}

static const NativeSpec sequence_iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },
    { "__next__(self, /)", sequence_iterator_next, "Return the next item." },
    { "__length_hint__(self, /)", sequence_iterator_length_hint, "How many items are still to come." },
    { "__reduce__(self, /)", sequence_iterator_reduce, "What copy and pickle make it of." },
    { "__setstate__(self, state, /)", sequence_iterator_set_state, "Go to this place." },
    { 0 },
};
static const NativeSpec callable_iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },
    { "__next__(self, /)", callable_iterator_next, "Return the next item." },
    { "__reduce__(self, /)", callable_iterator_reduce, "What copy and pickle make it of." },
    { 0 },
};

const ClassSpec sequence_iterator_class_spec = { .type = &sequence_iterator_type,
                                                 .is_hidden = true,
                                                 .methods = sequence_iterator_methods };
const ClassSpec callable_iterator_class_spec = { .type = &callable_iterator_type,
                                                 .is_hidden = true,
                                                 .methods = callable_iterator_methods };

/* ---- of text, bytes and their kin: types that are wholly in C */

static const NativeSpec view_iterator_methods[] = ITERATOR_METHODS(container_next);
static const NativeSpec text_iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },
    { "__next__(self, /)", container_next, "Return the next item." },
    { "__length_hint__(self, /)", rest_length_hint, "How many items are still to come." },
    { "__reduce__(self, /)", place_reduce, "What copy and pickle make it of." },
    { "__setstate__(self, state, /)", place_set_state, "Go to this place." },
    { 0 },
};

#define TEXT_ITERATOR(variable)                                                                              \
    { .type = &variable, .is_hidden = true, .methods = text_iterator_methods }
const ClassSpec text_iterator_class_specs[] = {
    TEXT_ITERATOR(str_iterator_type),
    TEXT_ITERATOR(str_ascii_iterator_type),
    TEXT_ITERATOR(bytes_iterator_type),
    TEXT_ITERATOR(bytearray_iterator_type),
    { .type = &memoryview_iterator_type, .is_hidden = true, .methods = view_iterator_methods },
    { 0 },
};
