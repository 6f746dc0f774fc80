/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the iterators of this module share: an object over other iterators, whose __next__ is a native that
 * may wait. What needs no machine for a step has, besides, a twin Type with a `next` in C (count, repeat and
 * the combinations); over other iterators there is none, so that no depth of nesting is a recursion of C.
 * See https://docs.python.org/3.11/library/itertools.html */
#pragma once
#include "builtin/classes/iterators.h"
#include "builtin/classes/object.h"
#include "vm/native.h"

typedef struct {
    Container head;
    Value source;       /* the iterator below; ABSENT: it has ended */
    Value function;     /* what it was given to call, or ABSENT */
    Value held, other;  /* by the class */
    int64_t number;     /* by the class */
    int64_t stop, step; /* islice */
} Stage;

static inline Stage *stage_of(Value value) { return (Stage *)object_of(value); }
static inline Stage *self_stage(const Call *call) { return stage_of(call->args[0]); }

void stage_visit(Object *object, VisitFunction *visit, void *context);
void stage_clear(Object *object);

#define STAGE_TYPE(text)                                                                                     \
    .name = "itertools." text, .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,                \
    .size = sizeof(Stage), .free = container_free, .visit = stage_visit, .clear = stage_clear

/* A twin of `type` whose steps are in C. */
#define QUICK_STAGE_TYPE(text, type, function)                                                               \
    .name = "itertools." text, .flags = TYPE_CONTAINER | TYPE_TWIN, .base = &(type), .size = sizeof(Stage),  \
    .free = container_free, .visit = stage_visit, .clear = stage_clear, .iterate = retain, .next = function

/* A new one of the class in args[0], all parts ABSENT; `quick`: what it is when the class is no program's. */
Stage *stage_new(Call *call, const Type *quick);

enum { STAGE_ITERATED = 1 };
/* For a make: iter(args[i]). DONE: the iterator is call->result. Uses step STAGE_ITERATED. */
Outcome stage_iterate(Call *call, size_t i);
Outcome stage_end(Call *call); /* no more from here: raises StopIteration */

/* What __reduce__ gives: the class, a tuple of these, and a state unless it is ABSENT. Takes them all. */
Outcome stage_reduced_take(Call *call, const Value *args, size_t count, Value state);

/* What call->result is good for. DONE: it has become True or False. Uses this step to wait. */
Outcome stage_truth(Call *call, uint32_t step);
#define STAGE_METHODS(next_function)                                                                         \
    { "__iter__(self, /)", iterator_self, NULL }, { "__next__(self, /)", next_function, NULL }

extern const ClassSpec accumulate_class, chain_class, compress_class, cycle_class, dropwhile_class,
    takewhile_class, filterfalse_class, starmap_class, pairwise_class, count_class, repeat_class,
    islice_class, zip_longest_class, groupby_class, grouper_class, tee_class, tee_node_class, product_class,
    combinations_class, combinations_with_replacement_class, permutations_class;
Native function_tee;
