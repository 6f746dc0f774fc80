/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class tuple. Instances of a program's subclass are copies of a plain one. */
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "vm/machine.h"

static Outcome give_of_class(Call *call, Value plain) {
    Class *class = (Class *)object_of(call->args[0]);
    if (class->is_native || is_absent(plain)) return give(call, plain);
    Value instance = class_copy_trailing(&class->type, plain);
    release(plain);
    return give(call, instance);
}

static Outcome make_tuple(Call *call) {
    Value iterable = call->args[1];
    if (is_absent(call->keep)) {
        if (is_absent(iterable)) return give_of_class(call, tuple_from(NULL, 0));
        if (is_object(iterable) && object_type(iterable) == &tuple_type)
            return give_of_class(call, retain(iterable));
        call->keep = list_new(0);
    }
    Outcome outcome = extend_list(call, call->keep, 1);
    if (outcome != DONE) return outcome;
    return give_of_class(call, tuple_from(list_of(call->keep)->items, list_of(call->keep)->count));
}

static Outcome tuple_index_method(Call *call) {
    size_t start, stop;
    bool found;
    Outcome outcome = index_bounds(call, &start, &stop);
    if (outcome != DONE) return outcome;
    if (call->step == 0) call->mark = (int64_t)start;
    outcome = find_item(call, stop, &found);
    if (outcome != DONE) return outcome;
    if (found) return give_int(call, call->mark);
    return raise_error(call->task, ValueError, "tuple.index(x): x not in tuple");
}

static const NativeSpec tuple_methods[] = {
    CLASS_GETITEM,
    { "count(self, value, /)", sequence_count, "How many items equal value." },
    { "index(self, value, start=..., stop=..., /)", tuple_index_method,
      "Where value stands first; ValueError if it does not." },
    { "__getitem__(self, key, /)", container_get_item, "Return self[key].", .style = ARGS_WRAPPER },
    { "__hash__(self, /)", container_hash, "Return hash(self)." },
    SEQUENCE_OPERATORS,
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_CONTAINS,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec tuple_class_spec = {
    .type = &tuple_type,
    .make = { "tuple(cls, iterable=..., /)", make_tuple, "A tuple of the items of an iterable." },
    .methods = tuple_methods,
    .doc = "A sequence of items that cannot be changed.",
};
