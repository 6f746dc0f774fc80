/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Iterators of a deque, from either end. */
#include "builtin/classes/container.h"
#include "builtin/classes/iterators.h"
#include "modules/_collections/deque.h"
#include "vm/class_call.h"
#include "vm/machine.h"

typedef struct {
    Container head;
    Value deque;
    size_t left;
    uint64_t state; /* the deque's when the walk began */
} DequeIterator;

static DequeIterator *walk_of(Value value) { return (DequeIterator *)object_of(value); }

static void walk_clear(Object *object) { replace_take(&((DequeIterator *)object)->deque, ABSENT); }

static void walk_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((DequeIterator *)object)->deque, context);
}

static Value step(Value self, bool reversed) {
    DequeIterator *walk = walk_of(self);
    if (is_absent(walk->deque)) return ABSENT;
    const Deque *deque = deque_of(walk->deque);
    if (walk->state != deque->state) {
        walk->left = 0;
        return ABSENT;
    }
    if (!walk->left) return ABSENT;
    size_t left = walk->left--;
    return retain(*deque_slot(deque, reversed ? left - 1 : deque->count - left));
}

static Value walk_next_right(Value self) { return step(self, false); }
static Value walk_next_left(Value self) { return step(self, true); }

static const char *walk_problem(Value self) {
    const DequeIterator *walk = walk_of(self);
    bool changed = !is_absent(walk->deque) && walk->state != deque_of(walk->deque)->state;
    return changed ? "deque mutated during iteration" : NULL;
}

#define WALK_TYPE(text, function)                                                                            \
    .name = text, .flags = TYPE_CONTAINER, .size = sizeof(DequeIterator), .free = container_free,            \
    .visit = walk_visit, .clear = walk_clear, .iterate = retain, .next = function, .problem = walk_problem

static const Type walk_type = { WALK_TYPE("_collections._deque_iterator", walk_next_right) };
static const Type reverse_walk_type = { WALK_TYPE("_collections._deque_reverse_iterator", walk_next_left) };

static Value walk_new(const Type *type, Value value) {
    DequeIterator *walk = container_new(type, sizeof *walk);
    walk->deque = retain(value);
    walk->left = deque_of(value)->count;
    walk->state = deque_of(value)->state;
    return object_value(walk);
}

Value deque_iterate(Value deque) { return walk_new(&walk_type, deque); }
Outcome deque_reversed(Call *call) { return give(call, walk_new(&reverse_walk_type, call->args[0])); }

static Outcome walk_make(Call *call) {
    const Type *type = ((Class *)object_of(call->args[0]))->native;
    Outcome outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!has_layout(call->args[1], &deque_type))
        return raise_error(call->task, TypeError, "argument 1 must be collections.deque, not %T",
                           call->args[1]);
    int64_t taken;
    if (!arg_int64(call, 2, &taken)) return RAISED;
    Value made = walk_new(type, call->args[1]);
    for (; taken > 0 && walk_of(made)->left; taken--) walk_of(made)->left--;
    return give(call, made);
}

static Outcome walk_reduce(Call *call) {
    const DequeIterator *walk = walk_of(call->args[0]);
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    int64_t taken = (int64_t)(deque_of(walk->deque)->count - walk->left);
    Value arguments = tuple_pair(walk->deque, small_int(taken));
    Value reduced = is_absent(arguments) ? ABSENT : tuple_pair(class, arguments);
    release(arguments);
    return give(call, reduced);
}

static Outcome walk_length_hint(Call *call) { return give_int(call, (int64_t)walk_of(call->args[0])->left); }

static const NativeSpec walk_methods[] = {
    { "__iter__(self, /)", iterator_self, NULL },
    { "__next__(self, /)", container_next, NULL },
    { "__length_hint__(self, /)", walk_length_hint, NULL },
    { "__reduce__(self, /)", walk_reduce, NULL },
    { 0 },
};

const ClassSpec deque_iterator_class = {
    .type = &walk_type,
    .module = "_collections",
    .make = { "_deque_iterator(cls, deque, index=0, /)", walk_make },
    .methods = walk_methods,
};
const ClassSpec deque_reverse_iterator_class = {
    .type = &reverse_walk_type,
    .module = "_collections",
    .make = { "_deque_reverse_iterator(cls, deque, index=0, /)", walk_make },
    .methods = walk_methods,
};
