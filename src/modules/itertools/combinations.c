/* SPDX-License-Identifier: GPL-3.0-or-later */
/* product, combinations, combinations_with_replacement, permutations: tuples of items of a pool, by indices
 * that count up. They read all before the first step, so every step is in C. */
#include "modules/itertools/stage.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value pools;     /* tuple: the pool; of product, a tuple of one for each place */
    size_t *indices; /* owned: which item stands at each place */
    size_t *cycles;  /* owned, of permutations: how far each place is */
    size_t indices_count, places;
    size_t wanted; /* places, also where there are fewer items, and none of them is ever given */
    bool started, ended, is_product;
} Combination;

static Combination *combination_of(Value value) { return (Combination *)object_of(value); }

static void combination_clear(Object *object) {
    Combination *self = (Combination *)object;
    replace_take(&self->pools, tuple_from(NULL, 0));
    self->ended = true;
}

static void combination_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Combination *)object)->pools, context);
}

static void combination_free(Object *object) {
    Combination *self = (Combination *)object;
    release(self->pools);
    memory_free(self->indices);
    memory_free(self->cycles);
    object_release_memory(object);
}

/* ---- counting up: false: all have been */

static bool step_product(Combination *self) {
    const Tuple *pools = tuple_of(self->pools);
    for (size_t i = self->places; i--;) {
        if (++self->indices[i] < tuple_of(pools->items[i])->count) return true;
        self->indices[i] = 0;
    }
    return false;
}

static bool step_combinations(Combination *self) {
    size_t count = tuple_of(self->pools)->count, i = self->places;
    while (i && self->indices[i - 1] == i - 1 + count - self->places) i--;
    if (!i) return false;
    self->indices[i - 1]++;
    for (; i < self->places; i++) self->indices[i] = self->indices[i - 1] + 1;
    return true;
}

static bool step_with_replacement(Combination *self) {
    size_t count = tuple_of(self->pools)->count, i = self->places;
    while (i && self->indices[i - 1] == count - 1) i--;
    if (!i) return false;
    size_t index = self->indices[i - 1] + 1;
    for (i--; i < self->places; i++) self->indices[i] = index;
    return true;
}

static bool step_permutations(Combination *self) {
    size_t count = self->indices_count;
    for (size_t i = self->places; i--;) {
        size_t held = self->indices[i];
        if (--self->cycles[i]) {
            size_t j = count - self->cycles[i];
            self->indices[i] = self->indices[j];
            self->indices[j] = held;
            return true;
        }
        for (size_t j = i; j + 1 < count; j++) self->indices[j] = self->indices[j + 1];
        self->indices[count - 1] = held;
        self->cycles[i] = count - i;
    }
    return false;
}

static Value give_next(Value value, bool (*step)(Combination *), bool is_product) {
    Combination *self = combination_of(value);
    if (!self->ended && self->started) self->ended = !step(self);
    self->started |= !self->ended || is_product;
    if (self->ended) return ABSENT;
    const Tuple *pools = tuple_of(self->pools);
    Value tuple = tuple_new_absent(self->places);
    for (size_t i = 0; i < self->places && !is_absent(tuple); i++) {
        const Tuple *pool = is_product ? tuple_of(pools->items[i]) : pools;
        tuple_of(tuple)->items[i] = retain(pool->items[self->indices[i]]);
    }
    return tuple;
}

static Value product_next(Value self) { return give_next(self, step_product, true); }
static Value combinations_next(Value self) { return give_next(self, step_combinations, false); }
static Value with_replacement_next(Value self) { return give_next(self, step_with_replacement, false); }
static Value permutations_next(Value self) { return give_next(self, step_permutations, false); }

/* A `next` gave ABSENT before the end: memory was refused. */
static const char *problem(Value self) { return combination_of(self)->ended ? NULL : ""; }

#define COMBINATION_TYPES(variable, text, function)                                                          \
    static const Type variable##_type = { .name = "itertools." text,                                         \
                                          .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,     \
                                          .size = sizeof(Combination),                                       \
                                          .free = combination_free,                                          \
                                          .visit = combination_visit,                                        \
                                          .clear = combination_clear };                                      \
    static const Type variable##_quick_type = { .name = "itertools." text,                                   \
                                                .flags = TYPE_CONTAINER | TYPE_TWIN,                         \
                                                .base = &variable##_type,                                    \
                                                .size = sizeof(Combination),                                 \
                                                .free = combination_free,                                    \
                                                .visit = combination_visit,                                  \
                                                .clear = combination_clear,                                  \
                                                .iterate = retain,                                           \
                                                .next = function,                                            \
                                                .problem = problem };                                        \
    static Outcome variable##_step(Call *call) {                                                             \
        Value item = function(call->args[0]);                                                                \
        if (!is_absent(item)) return give(call, item);                                                       \
        return problem(call->args[0]) ? raise_memory(call->task) : raise_stop(call->task, NONE);             \
    }
COMBINATION_TYPES(product, "product", product_next)
COMBINATION_TYPES(combinations, "combinations", combinations_next)
COMBINATION_TYPES(with_replacement, "combinations_with_replacement", with_replacement_next)
COMBINATION_TYPES(permutations, "permutations", permutations_next)

/* ---- making */

static Combination *combination_new(Call *call, const Type *quick, size_t indices, size_t places) {
    Class *class = (Class *)object_of(call->args[0]);
    size_t *array = memory_try_array(indices ? indices : 1, sizeof *array);
    if (!array) return raise_memory(call->task), NULL;
    for (size_t i = 0; i < indices; i++) array[i] = 0;
    Combination *made = class->is_native ? container_new(quick, sizeof *made) : class_allocate(class);
    made->pools = tuple_from(NULL, 0);
    made->indices = array;
    made->cycles = NULL;
    made->indices_count = indices;
    made->places = made->wanted = places;
    return made;
}

static Outcome pool_ready(Call *call, size_t i) {
    Outcome outcome = arg_items(call, i);
    if (outcome != DONE) return outcome;
    if (is_object(call->args[i]) && object_type(call->args[i]) == &tuple_type) return DONE;
    const Value *items;
    size_t count;
    sequence_peek(call->args[i], &items, &count);
    Value tuple = tuple_from(items, count);
    if (is_absent(tuple)) return raise_memory(call->task);
    replace_take(&call->args[i], tuple);
    return DONE;
}

static Outcome places_ready(Call *call, int64_t *places) {
    Outcome outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[2], places))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    if (*places < 0) return raise_error(call->task, ValueError, "r must be non-negative");
    return DONE;
}

static Outcome combinations_make(Call *call) {
    int64_t places;
    Outcome outcome = places_ready(call, &places);
    if (outcome == DONE) outcome = pool_ready(call, 1);
    if (outcome != DONE) return outcome;
    Combination *made = combination_new(call, &combinations_quick_type, (size_t)places, (size_t)places);
    if (!made) return RAISED;
    replace_take(&made->pools, retain(call->args[1]));
    for (size_t i = 0; i < made->places; i++) made->indices[i] = i;
    made->ended = made->places > tuple_of(made->pools)->count;
    return give(call, object_value(made));
}

static Outcome with_replacement_make(Call *call) {
    int64_t places;
    Outcome outcome = places_ready(call, &places);
    if (outcome == DONE) outcome = pool_ready(call, 1);
    if (outcome != DONE) return outcome;
    Combination *made = combination_new(call, &with_replacement_quick_type, (size_t)places, (size_t)places);
    if (!made) return RAISED;
    replace_take(&made->pools, retain(call->args[1]));
    made->ended = places && !tuple_of(made->pools)->count;
    return give(call, object_value(made));
}

static Outcome permutations_make(Call *call) {
    int64_t places = 0;
    Outcome outcome = DONE;
    bool whole = is_none(call->args[2]);
    if (!whole && !is_int(call->args[2])) return raise_error(call->task, TypeError, "Expected int as r");
    if (!whole) outcome = places_ready(call, &places);
    if (outcome == DONE) outcome = pool_ready(call, 1);
    if (outcome != DONE) return outcome;
    size_t count = tuple_of(call->args[1])->count;
    if (whole) places = (int64_t)count;
    bool none = (size_t)places > count;
    Combination *made = combination_new(call, &permutations_quick_type, count, none ? 0 : (size_t)places);
    if (!made) return RAISED;
    replace_take(&made->pools, retain(call->args[1]));
    made->cycles = memory_try_array(made->places ? made->places : 1, sizeof *made->cycles);
    if (!made->cycles) return release(object_value(made)), raise_memory(call->task);
    for (size_t i = 0; i < count; i++) made->indices[i] = i;
    for (size_t i = 0; i < made->places; i++) made->cycles[i] = count - i;
    made->ended = none;
    made->wanted = (size_t)places;
    return give(call, object_value(made));
}

enum { POOL_COME = 1 };

/* Into keep: a list of the pools, each a tuple. */
static Outcome read_pools(Call *call) {
    const Tuple *given = tuple_of(call->args[1]);
    if (is_absent(call->keep)) call->keep = list_new(given->count);
    if (is_absent(call->keep)) return raise_memory(call->task);
    for (;; call->step = POOL_COME) {
        List *pools = list_of(call->keep);
        if (call->step == POOL_COME) {
            Value tuple = tuple_from(list_of(call->result)->items, list_of(call->result)->count);
            if (is_absent(tuple) || !list_push_take(pools, tuple)) return raise_memory(call->task);
        }
        if (pools->count == given->count) return DONE;
        call->step = POOL_COME;
        return call_native(call, operation_to_list, 0, 1, &given->items[pools->count]);
    }
}

static Outcome product_make(Call *call) {
    int64_t repeat;
    Outcome outcome = call->step == POOL_COME ? DONE : arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 2, &repeat)) return RAISED;
    if (repeat < 0) return raise_error(call->task, ValueError, "repeat argument cannot be negative");
    outcome = repeat ? read_pools(call) : DONE;
    if (outcome != DONE) return outcome;
    size_t given = repeat ? list_of(call->keep)->count : 0;
    if (given && (size_t)repeat > SIZE_MAX / sizeof(size_t) / given)
        return raise_error(call->task, OverflowError, "repeat argument too large");
    Value pools = repeat ? sequence_repeat(list_of(call->keep)->items, given, (size_t)repeat, false)
                         : tuple_from(NULL, 0);
    if (is_absent(pools)) return raise_memory(call->task);
    size_t places = given * (size_t)repeat;
    Combination *made = combination_new(call, &product_quick_type, places, places);
    if (!made) return release(pools), RAISED;
    replace_take(&made->pools, pools);
    made->is_product = true;
    for (size_t i = 0; i < places; i++) made->ended |= !tuple_of(tuple_of(pools)->items[i])->count;
    return give(call, object_value(made));
}

/* ---- copies and pickles: the indices, once it has begun */

static Value numbers(const size_t *array, size_t count) {
    Value tuple = tuple_new_absent(count);
    for (size_t i = 0; i < count && !is_absent(tuple); i++)
        tuple_of(tuple)->items[i] = int_from_uint64(array[i]);
    return tuple;
}

static Outcome product_reduce(Call *call) {
    const Combination *self = combination_of(call->args[0]);
    const Tuple *pools = tuple_of(self->pools);
    if (self->ended && self->started) {
        Value empty = tuple_from(NULL, 0);
        return stage_reduced_take(call, &empty, 1, ABSENT);
    }
    Value class = retain(object_value(value_class(call_machine(call), call->args[0])));
    Value parts[] = { class, tuple_from(pools->items, pools->count),
                      self->started ? numbers(self->indices, self->places) : NONE };
    return give(call, tuple_from_take(parts, self->started ? 3 : 2));
}

/* An ended one is made again of an empty pool. */
static Outcome combination_reduce(Call *call) {
    const Combination *self = combination_of(call->args[0]);
    bool is_ended = self->ended && self->started;
    Value args[] = { is_ended ? tuple_from(NULL, 0) : retain(self->pools), int_from_uint64(self->wanted) };
    if (!self->started || is_ended) return stage_reduced_take(call, args, 2, ABSENT);
    Value indices = numbers(self->indices, self->indices_count);
    if (!self->cycles) return stage_reduced_take(call, args, 2, indices);
    Value state[] = { indices, numbers(self->cycles, self->places) };
    return stage_reduced_take(call, args, 2, tuple_from_take(state, 2));
}

/* A tuple of so many ints, each brought within its limits by `limit`. */
static bool take_numbers(Call *call, Value given, size_t count, size_t *array,
                         int64_t (*limit)(const Combination *, size_t, int64_t)) {
    const Combination *self = combination_of(call->args[0]);
    const Tuple *tuple = is_tuple(given) ? tuple_of(given) : NULL;
    if (!tuple || tuple->count != count)
        return raise_error(call->task, ValueError, "invalid arguments"), false;
    for (size_t i = 0; i < count; i++) {
        int64_t number;
        if (!is_int(tuple->items[i]))
            return raise_error(call->task, TypeError, "an integer is required"), false;
        if (!int_fits_int64(tuple->items[i], &number))
            return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t"),
                   false;
        array[i] = (size_t)limit(self, i, number);
    }
    return true;
}

static int64_t within_pool(const Combination *self, size_t i, int64_t number) {
    const Tuple *pool = tuple_of(self->is_product ? tuple_of(self->pools)->items[i] : self->pools);
    return place_within(number, 0, (int64_t)pool->count - 1);
}

static int64_t within_ascent(const Combination *self, size_t i, int64_t number) {
    return place_within(number, 0, (int64_t)(tuple_of(self->pools)->count - self->places + i));
}

static int64_t within_cycle(const Combination *self, size_t i, int64_t number) {
    return place_within(number, 1, (int64_t)(self->indices_count - i));
}

static Outcome take_state(Call *call, int64_t (*limit)(const Combination *, size_t, int64_t)) {
    Combination *self = combination_of(call->args[0]);
    if (self->ended) return give_none(call);
    if (!take_numbers(call, call->args[1], self->places, self->indices, limit)) return RAISED;
    self->started = true;
    return give_none(call);
}

static Outcome product_set_state(Call *call) { return take_state(call, within_pool); }
static Outcome with_replacement_set_state(Call *call) { return take_state(call, within_pool); }
static Outcome combinations_set_state(Call *call) { return take_state(call, within_ascent); }

static Outcome permutations_set_state(Call *call) {
    Combination *self = combination_of(call->args[0]);
    Value state = call->args[1];
    if (!is_tuple(state)) return raise_error(call->task, TypeError, "state is not a tuple");
    const Tuple *parts = tuple_of(state);
    if (parts->count != 2)
        return raise_error(call->task, TypeError, "function takes exactly 2 arguments (%zu given)",
                           parts->count);
    if (self->ended) return give_none(call);
    if (!take_numbers(call, parts->items[0], self->indices_count, self->indices, within_pool) ||
        !take_numbers(call, parts->items[1], self->places, self->cycles, within_cycle))
        return RAISED;
    self->started = true;
    return give_none(call);
}

/* ---- the classes */

#define COMBINATION_CLASS(name, variable, signature, reduce, text)                                           \
    static const NativeSpec variable##_methods[] = {                                                         \
        STAGE_METHODS(variable##_step),                                                                      \
        { "__reduce__(self, /)", reduce, NULL },                                                             \
        { "__setstate__(self, state, /)", variable##_set_state, NULL },                                      \
        { 0 },                                                                                               \
    };                                                                                                       \
    const ClassSpec name##_class = { .type = &variable##_type,                                               \
                                     .module = "itertools",                                                  \
                                     .make = { signature, variable##_make, NULL, ARGS_KEYWORDS },            \
                                     .methods = variable##_methods,                                          \
                                     .doc = text }
COMBINATION_CLASS(product, product, "product(cls, /, *iterables, repeat=1)", product_reduce,
                  "Every choice of an item of each iterable, as nested loops give them.");
COMBINATION_CLASS(combinations, combinations, "combinations(cls, iterable, r)", combination_reduce,
                  "Every choice of r items, in their order.");
COMBINATION_CLASS(combinations_with_replacement, with_replacement,
                  "combinations_with_replacement(cls, iterable, r)", combination_reduce,
                  "Every choice of r items, in their order, each as often as one likes.");
COMBINATION_CLASS(permutations, permutations, "permutations(cls, iterable, r=None)", combination_reduce,
                  "Every choice of r items in every order.");
