/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zip, map and filter: lazy, over any number of iterators. A step that has to wait keeps the items it already
 * has in call->keep and the number of the iterator whose turn it is in call->mark. */
#include "builtin/classes/iterators.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value function;  /* map, filter; ABSENT: zip */
    Value iterators; /* tuple */
    bool strict;
    unsigned depth; /* zip: of quick iterators below it */
} Lazy;

static Lazy *lazy_of(Value value) { return (Lazy *)object_of(value); }

/* Of the class in args[0]; `type`: what it is when the class is no program's. */
static Value lazy_new(Call *call, const Type *type, Value function, Value iterators, bool strict) {
    Class *class = (Class *)object_of(call->args[0]);
    Lazy *lazy = class->is_native ? container_new(type, sizeof *lazy) : class_allocate(class);
    lazy->function = retain(function);
    lazy->iterators = retain(iterators);
    lazy->strict = strict;
    return object_value(lazy);
}

static void lazy_clear(Object *object) {
    replace_take(&((Lazy *)object)->function, ABSENT);
    replace_take(&((Lazy *)object)->iterators, tuple_from(NULL, 0));
}

static void lazy_free(Object *object) {
    release(((Lazy *)object)->function);
    release(((Lazy *)object)->iterators);
    object_release_memory(object);
}

static void lazy_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Lazy *)object)->function, context);
    visit(((Lazy *)object)->iterators, context);
}

#define LAZY_TYPE(text, own_flags)                                                                           \
    .name = text, .flags = TYPE_CONTAINER | (own_flags), .size = sizeof(Lazy), .free = lazy_free,            \
    .visit = lazy_visit, .clear = lazy_clear

static const Type map_type = { LAZY_TYPE("map", TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE) };
static const Type filter_type = { LAZY_TYPE("filter", TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE) };
static const Type zip_type = { LAZY_TYPE("zip", TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE) };

/* ---- making: an iterator of each iterable, in order */

enum { MAKE_START, MAKE_ITERATOR = 1 };

/* Gathers iter() of every item of the tuple in args[1], from `first` on, into keep, a list. */
static Outcome gather_iterators(Call *call, int64_t first) {
    const Tuple *iterables = tuple_of(call->args[1]);
    if (call->step == MAKE_START) {
        replace_take(&call->keep, list_new(iterables->count));
        if (is_absent(call->keep)) return raise_memory(call->task);
        call->step = MAKE_ITERATOR;
        call->mark = first;
    } else if (!list_push_take(list_of(call->keep), take_result(call))) {
        return raise_memory(call->task);
    }
    for (; (size_t)call->mark < iterables->count;) {
        Outcome outcome = call_iterate(call, iterables->items[call->mark++]);
        if (outcome != DONE) return outcome;
        if (!list_push_take(list_of(call->keep), take_result(call))) return raise_memory(call->task);
    }
    return DONE;
}

static Outcome give_lazy(Call *call, const Type *type, Value function, bool strict) {
    Value iterators = tuple_from(list_of(call->keep)->items, list_of(call->keep)->count);
    if (is_absent(iterators)) return raise_memory(call->task);
    Value made = lazy_new(call, type, function, iterators, strict);
    release(iterators);
    return give(call, made);
}

/* ---- one round: an item of each iterator */

typedef enum { ROUND_FULL, ROUND_ENDED, ROUND_LATER } Round;

enum { ROUND_START, ROUND_ITEM = 1, ROUND_ANSWER = 2, ROUND_STRICT = 3 };

/* FULL: keep is a list of the items; ENDED, only when strict: iterator number mark has no more; LATER:
 * *outcome is to be returned. */
static Round gather_round(Call *call, const Lazy *lazy, Outcome *outcome) {
    const Tuple *iterators = tuple_of(lazy->iterators);
    *outcome = DONE;
    bool arrived = call->step == ROUND_ITEM;
    if (!arrived) {
        replace_take(&call->keep, list_new(iterators->count));
        call->step = ROUND_ITEM;
        call->mark = 0;
    }
    while ((size_t)call->mark < iterators->count) {
        Value iterator = iterators->items[call->mark];
        if (!arrived) *outcome = lazy->strict ? call_next(call, iterator) : call_next_or_stop(call, iterator);
        if (*outcome != DONE) return ROUND_LATER;
        arrived = false;
        if (is_absent(call->result)) return ROUND_ENDED;
        if (!list_push_take(list_of(call->keep), take_result(call)))
            return *outcome = raise_memory(call->task), ROUND_LATER;
        call->mark++;
    }
    return ROUND_FULL;
}

/* ---- map */

/* The usual case, without a list of items. */
static Outcome map_next_of_one(Call *call, const Lazy *lazy) {
    if (call->step == ROUND_START) {
        call->step = ROUND_ITEM;
        Outcome outcome = call_next_or_stop(call, tuple_of(lazy->iterators)->items[0]);
        if (outcome != DONE) return outcome;
    }
    call->step = ROUND_ANSWER;
    return call_value(call, lazy->function, 1, &call->result);
}

static Outcome map_next(Call *call) {
    Lazy *lazy = lazy_of(call->args[0]);
    if (call->step == ROUND_ANSWER) return DONE;
    if (tuple_of(lazy->iterators)->count == 1) return map_next_of_one(call, lazy);
    if (tuple_of(lazy->iterators)->count == 0) return raise_stop(call->task, NONE);
    Outcome outcome;
    Round round = gather_round(call, lazy, &outcome);
    if (round == ROUND_LATER) return outcome;
    call->step = ROUND_ANSWER;
    const List *items = list_of(call->keep);
    if (items->count <= CALL_REQUEST_MAX) return call_value(call, lazy->function, items->count, items->items);
    return call_spread(call, lazy->function, call->keep, ABSENT);
}

static Outcome map_make(Call *call) {
    const Tuple *given = tuple_of(call->args[1]);
    if (given->count < 2)
        return raise_error(call->task, TypeError, "map() must have at least two arguments.");
    Outcome outcome = gather_iterators(call, 1);
    return outcome == DONE ? give_lazy(call, &map_type, given->items[0], false) : outcome;
}

/* ---- filter */

enum { FILTER_NEXT = 0, FILTER_ITEM, FILTER_ANSWER, FILTER_TRUTH };

/* DONE: call->result tells whether the item in keep passes. */
static Outcome judge_item(Call *call, const Lazy *lazy) {
    bool plain = is_none(lazy->function);
    if (call->step == FILTER_ITEM && !plain) {
        call->step = FILTER_ANSWER;
        return call_value(call, lazy->function, 1, &call->keep);
    }
    if (call->step == FILTER_TRUTH) return DONE;
    Value judged = retain(plain ? call->keep : call->result);
    Verdict truth = value_truth(judged);
    call->step = FILTER_TRUTH;
    Outcome outcome =
        truth == HOOK ? call_native(call, operation_truth, 0, 1, &judged) : give_bool(call, truth == YES);
    release(judged);
    return outcome;
}

static Outcome filter_next(Call *call) {
    Lazy *lazy = lazy_of(call->args[0]);
    for (;;) {
        if (call->step == FILTER_NEXT) {
            call->step = FILTER_ITEM;
            Outcome outcome = call_next_or_stop(call, tuple_of(lazy->iterators)->items[0]);
            if (outcome != DONE) return outcome;
        }
        if (call->step == FILTER_ITEM) {
            replace_take(&call->keep, take_result(call));
        }
        Outcome outcome = judge_item(call, lazy);
        if (outcome != DONE) return outcome;
        if (is_same(call->result, TRUE)) return give(call, retain(call->keep));
        call->step = FILTER_NEXT;
    }
}

static Outcome filter_make(Call *call) {
    if (call->step == MAKE_START) {
        call->step = MAKE_ITERATOR;
        Outcome outcome = call_iterate(call, call->args[2]);
        if (outcome != DONE) return outcome;
    }
    Value iterators = tuple_from(&call->result, 1);
    if (is_absent(iterators)) return raise_memory(call->task);
    Value made = lazy_new(call, &filter_type, call->args[1], iterators, false);
    release(iterators);
    return give(call, made);
}

/* ---- zip */

static Value zip_quick_next(Value self) {
    Lazy *lazy = lazy_of(self);
    const Tuple *iterators = tuple_of(lazy->iterators);
    if (iterators->count == 0) return ABSENT;
    Value items = tuple_new_absent(iterators->count);
    for (size_t i = 0; i < iterators->count && !is_absent(items); i++) {
        Value item = object_type(iterators->items[i])->next(iterators->items[i]);
        if (is_absent(item))
            replace_take(&items, ABSENT);
        else
            tuple_of(items)->items[i] = item;
    }
    return items;
}

static const char *zip_problem(Value self) {
    const Tuple *iterators = tuple_of(lazy_of(self)->iterators);
    for (size_t i = 0; i < iterators->count; i++) {
        const char *problem = iterator_problem(iterators->items[i]);
        if (problem) return problem;
    }
    return NULL;
}

static const Type zip_quick_type = { LAZY_TYPE("zip", TYPE_TWIN), .base = &zip_type, .next = zip_quick_next,
                                     .problem = zip_problem };

static Outcome raise_lengths(Call *call, size_t which, const char *how) {
    if (which == 1) return raise_error(call->task, ValueError, "zip() argument 2 is %s than argument 1", how);
    return raise_error(call->task, ValueError, "zip() argument %zu is %s than arguments 1-%zu", which + 1,
                       how, which);
}

/* The first iterator has ended: with strict, none of the others may have an item. mark: the one that is
 * asked. */
static Outcome check_others_ended(Call *call, const Lazy *lazy) {
    const Tuple *iterators = tuple_of(lazy->iterators);
    if (call->step != ROUND_STRICT) {
        call->step = ROUND_STRICT;
        call->mark = 0;
    } else if (!is_absent(call->result)) {
        return raise_lengths(call, (size_t)call->mark, "longer");
    }
    while ((size_t)++call->mark < iterators->count) {
        Outcome outcome = call_next(call, iterators->items[call->mark]);
        if (outcome != DONE) return outcome;
        if (!is_absent(call->result)) return raise_lengths(call, (size_t)call->mark, "longer");
    }
    return raise_stop(call->task, NONE);
}

static Outcome zip_next(Call *call) {
    Lazy *lazy = lazy_of(call->args[0]);
    if (call->step == ROUND_STRICT) return check_others_ended(call, lazy);
    if (tuple_of(lazy->iterators)->count == 0) return raise_stop(call->task, NONE);
    Outcome outcome;
    Round round = gather_round(call, lazy, &outcome);
    if (round == ROUND_LATER) return outcome;
    const List *items = list_of(call->keep);
    if (round == ROUND_FULL) return give(call, tuple_from(items->items, items->count));
    if (call->mark == 0) return check_others_ended(call, lazy);
    return raise_lengths(call, (size_t)call->mark, "shorter");
}

unsigned zip_depth(Value iterator) { return has_layout(iterator, &zip_type) ? lazy_of(iterator)->depth : 0; }

/* Of a zip over these: ITERATOR_DEPTH when it cannot be quick. */
static unsigned depth_over(const List *iterators) {
    unsigned deepest = 0;
    for (size_t i = 0; i < iterators->count; i++) {
        if (!iterates_in_c(iterators->items[i])) return ITERATOR_DEPTH;
        unsigned depth = iterator_depth(iterators->items[i]) + 1;
        if (depth > deepest) deepest = depth;
    }
    return deepest;
}

static Outcome zip_make(Call *call) {
    Outcome outcome = DONE;
    if (call->step != MAKE_ITERATOR) outcome = arg_truth(call, 2);
    if (outcome != DONE) return outcome;
    outcome = gather_iterators(call, 0);
    if (outcome != DONE) return outcome;
    bool strict = is_same(call->args[2], TRUE);
    unsigned depth = strict ? ITERATOR_DEPTH : depth_over(list_of(call->keep));
    bool quick = depth < ITERATOR_DEPTH;
    outcome = give_lazy(call, quick ? &zip_quick_type : &zip_type, ABSENT, strict);
    if (outcome == DONE) lazy_of(call->result)->depth = depth;
    return outcome;
}

/* ---- copies and pickles */

static Outcome lazy_reduce(Call *call) {
    const Lazy *lazy = lazy_of(call->args[0]);
    const Tuple *iterators = tuple_of(lazy->iterators);
    size_t first = is_absent(lazy->function) ? 0 : 1;
    Value arguments = sequence_concat(&lazy->function, first, iterators->items, iterators->count, false);
    if (is_absent(arguments)) return raise_memory(call->task);
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    Value parts[] = { retain(class), arguments, TRUE };
    return give(call, tuple_from_take(parts, lazy->strict ? 3 : 2));
}

/* Whether it is strict, which a quick one does not ask. */
static Outcome zip_set_state(Call *call) {
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    Object *object = object_of(call->args[0]);
    ((Lazy *)object)->strict = is_same(call->args[1], TRUE);
    if (((Lazy *)object)->strict && object->type == &zip_quick_type) object->type = &zip_type;
    return give_none(call);
}

/* ---- the classes */

#define LAZY_METHODS(next_function)                                                                          \
    { "__iter__(self, /)", iterator_self, "Return the iterator itself." },                                   \
        { "__next__(self, /)", next_function, "Return the next item." }, {                                   \
        "__reduce__(self, /)", lazy_reduce, "What copy and pickle make it of."                               \
    }

static const NativeSpec map_methods[] = { LAZY_METHODS(map_next), { 0 } };
static const NativeSpec filter_methods[] = { LAZY_METHODS(filter_next), { 0 } };
static const NativeSpec zip_methods[] = {
    LAZY_METHODS(zip_next),
    { "__setstate__(self, state, /)", zip_set_state, "Set whether it is strict." },
    { 0 },
};

const ClassSpec map_class_spec = {
    .type = &map_type,
    .make = { "map(cls, /, *args)", map_make, NULL, ARGS_UNPACK },
    .methods = map_methods,
    .doc = "What function gives for the items of one or several iterables.",
};

const ClassSpec filter_class_spec = {
    .type = &filter_type,
    .make = { "filter(cls, function, iterable, /)", filter_make, NULL, ARGS_UNPACK },
    .methods = filter_methods,
    .doc = "The items for which function gives true; with None, those that are true.",
};

const ClassSpec zip_class_spec = {
    .type = &zip_type,
    .make = { "zip(cls, *iterables, strict=False)", zip_make, NULL, ARGS_UNPACK },
    .methods = zip_methods,
    .doc = "Tuples of the first items of all iterables, then of the second ones, and so on.",
};
