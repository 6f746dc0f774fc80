/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lru_cache() makes of a function. The cache is a dict from keys to results, in the order in which they
 * were last used: a hit takes its entry out and puts it in again, behind all others. A call that lasts keeps
 * its arguments in `keep` and its key in args[1]; once the function has given its result, the key is looked
 * for again, for the function may have called itself, or another task the same. */
#include "builtin/classes/object.h"
#include "modules/_functools/functools.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value attributes;
    Value function, cache, info_class;
    int64_t maxsize; /* -1: no limit */
    int64_t hits, misses;
    bool typed;
    size_t oldest, entry_count; /* below `oldest` all entries are gone, as long as the dict was not rebuilt */
} Lru;

static Lru *lru_of(Value value) { return (Lru *)object_of(value); }

static void visit_(Object *object, VisitFunction *visit, void *context) {
    const Lru *self = (const Lru *)object;
    visit(self->attributes, context);
    visit(self->function, context);
    visit(self->cache, context);
    visit(self->info_class, context);
}

static void clear_(Object *object) {
    Lru *self = (Lru *)object;
    replace_take(&self->attributes, ABSENT);
    replace_take(&self->function, NONE);
    replace_take(&self->cache, dict_value(dict_new()));
    replace_take(&self->info_class, NONE);
}

static const Type lru_type = {
    .name = "functools._lru_cache_wrapper",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE | TYPE_ATTRIBUTES | TYPE_WEAK,
    .size = sizeof(Lru),
    .attributes_offset = offsetof(Lru, attributes),
    .free = container_free,
    .visit = visit_,
    .clear = clear_,
};

static Outcome make(Call *call) {
    if (!value_is_callable(call_machine(call), call->args[1]))
        return raise_error(call->task, TypeError, "the first argument must be callable");
    int64_t maxsize = -1;
    if (!is_none(call->args[2])) {
        Class *class = value_class(call_machine(call), call->args[2]);
        if (!is_int(call->args[2]) && is_absent(class_peek_special(class, SPECIAL_index)))
            return raise_error(call->task, TypeError, "maxsize should be integer or None");
        Outcome outcome = arg_integer(call, 2);
        if (outcome != DONE) return outcome;
        if (!arg_int64(call, 2, &maxsize)) return RAISED;
        if (maxsize < 0) maxsize = 0;
    }
    Outcome outcome = arg_truth(call, 3);
    if (outcome != DONE) return outcome;
    Lru *made = class_allocate((Class *)object_of(call->args[0]));
    made->attributes = ABSENT;
    made->function = retain(call->args[1]);
    made->cache = dict_value(dict_new());
    made->info_class = retain(call->args[4]);
    made->maxsize = maxsize;
    made->typed = is_same(call->args[3], TRUE);
    return give(call, object_value(made));
}

/* ---- keys */

static bool is_key_alone(Value argument) {
    return is_small_int(argument) || (is_object(argument) && (object_type(argument) == &int_type ||
                                                              object_type(argument) == &str_type));
}

/* Of one int or str itself; else a tuple: the arguments, a mark, names and values of the keywords, and the
 * classes of all these when typed. ABSENT: memory refused. */
static Value key_new(Call *call, const Lru *self) {
    const Tuple *arguments = tuple_of(call->args[1]);
    Dict *keywords = dict_of(call->args[2]);
    Machine *machine = call_machine(call);
    if (!self->typed && !keywords->count && arguments->count == 1 && is_key_alone(arguments->items[0]))
        return retain(arguments->items[0]);
    Value list = list_from(arguments->items, arguments->count);
    if (is_absent(list)) return ABSENT;
    bool complete = true;
    size_t position = 0;
    if (keywords->count) complete = list_push(list_of(list), object_value(machine_class(machine, &lru_type)));
    for (const DictEntry *entry; complete && (entry = dict_next(keywords, &position));)
        complete = list_push(list_of(list), entry->key) && list_push(list_of(list), entry->value);
    for (size_t i = 0; self->typed && complete && i < arguments->count; i++)
        complete = list_push(list_of(list), object_value(value_class(machine, arguments->items[i])));
    position = 0;
    for (const DictEntry *entry; self->typed && complete && (entry = dict_next(keywords, &position));)
        complete = list_push(list_of(list), object_value(value_class(machine, entry->value)));
    Value key = complete ? tuple_from(list_of(list)->items, list_of(list)->count) : ABSENT;
    release(list);
    return key;
}

/* ---- the order of use */

static bool use_again(Lru *self, HashedKey key, Value value) {
    Dict *cache = dict_of(self->cache);
    if (self->maxsize < 0) return true;
    retain(key.key);
    retain(value);
    dict_remove(cache, key);
    bool done = dict_set(cache, key, value);
    release(key.key);
    release(value);
    return done;
}

static void drop_oldest(Lru *self) {
    Dict *cache = dict_of(self->cache);
    if (cache->entry_count < self->entry_count) self->oldest = 0;
    self->entry_count = cache->entry_count;
    size_t position = self->oldest;
    const DictEntry *entry = dict_next(cache, &position);
    if (!entry) return;
    self->oldest = position - 1;
    HashedKey key = { retain(entry->key), entry->hash };
    Value value = dict_take(cache, key);
    release(key.key);
    release(value);
}

static bool store(Lru *self, HashedKey key, Value value) {
    Dict *cache = dict_of(self->cache);
    if (self->maxsize > 0 && cache->count >= (size_t)self->maxsize) drop_oldest(self);
    return dict_set(cache, key, value);
}

/* ---- a call */

enum { LRU_FUNCTION = 1, LRU_UNCACHED };
/* call->mark: whether the result is there, in keep, a tuple of one. */
enum { LRU_LOOKS, LRU_STORES };

static Outcome store_result(Call *call, Lru *self) {
    HashedKey key;
    Outcome outcome = arg_key(call, self->cache, 1, &key);
    if (outcome != DONE) return outcome;
    Value result = tuple_of(call->keep)->items[0];
    bool stored = !is_absent(dict_peek(dict_of(self->cache), key)) || store(self, key, result);
    return stored ? give(call, retain(result)) : raise_memory(call->task);
}

static Outcome call_(Call *call) {
    Lru *self = lru_of(call->args[0]);
    HashedKey key;
    if (call->step == LRU_UNCACHED) return DONE;
    if (call->mark == LRU_STORES) return store_result(call, self);
    if (call->step == LRU_FUNCTION) {
        Value result = take_result(call);
        replace_take(&call->keep, tuple_from_take(&result, 1));
        call->mark = LRU_STORES;
        call->step = 0;
        return store_result(call, self);
    }
    if (self->maxsize == 0) {
        self->misses++;
        call->step = LRU_UNCACHED;
        return call_spread(call, self->function, call->args[1], call->args[2]);
    }
    if (is_absent(call->keep)) {
        Value made = key_new(call, self);
        if (is_absent(made)) return raise_memory(call->task);
        call->keep = tuple_pair(call->args[1], call->args[2]);
        replace_take(&call->args[1], made);
    }
    Outcome outcome = arg_key(call, self->cache, 1, &key);
    if (outcome != DONE) return outcome;
    Value found = dict_peek(dict_of(self->cache), key);
    if (!is_absent(found)) {
        self->hits++;
        give(call, retain(found));
        return use_again(self, key, found) ? DONE : raise_memory(call->task);
    }
    self->misses++;
    call->step = LRU_FUNCTION;
    const Tuple *given = tuple_of(call->keep);
    return call_spread(call, self->function, given->items[0], given->items[1]);
}

/* ---- the rest */

static Outcome cache_info(Call *call) {
    const Lru *self = lru_of(call->args[0]);
    if (call->step) return DONE;
    call->step = 1;
    Value numbers[] = { int_from_int64(self->hits), int_from_int64(self->misses),
                        self->maxsize < 0 ? NONE : int_from_int64(self->maxsize),
                        int_from_int64((int64_t)dict_of(self->cache)->count) };
    return call_value(call, self->info_class, 4, numbers);
}

static Outcome cache_clear(Call *call) {
    Lru *self = lru_of(call->args[0]);
    self->hits = self->misses = 0;
    self->oldest = self->entry_count = 0;
    dict_clear_items(dict_of(self->cache));
    return give_none(call);
}

static Outcome get(Call *call) {
    if (is_none(call->args[1])) return give(call, retain(call->args[0]));
    return give(call, method_new(call->args[0], call->args[1]));
}

static Outcome itself(Call *call) { return give(call, retain(call->args[0])); }

static Outcome reduce(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    Value name = str_new("__qualname__"), interned = str_intern(name);
    Outcome outcome = call_native(call, operation_get_attribute, 0, 2, (Value[]){ call->args[0], interned });
    release(name);
    release(interned);
    return outcome;
}

static const NativeSpec methods[] = {
    { "__call__(self, /, *args, **kwargs)", call_, NULL },
    { "cache_info(self, /)", cache_info, NULL },
    { "cache_clear(self, /)", cache_clear, NULL },
    { "__get__(self, instance, owner=None, /)", get, NULL },
    { "__reduce__(self, /)", reduce, NULL },
    { "__copy__(self, /)", itself, NULL },
    { "__deepcopy__(self, memo, /)", itself, NULL },
    { 0 },
};

const ClassSpec lru_class = {
    .type = &lru_type,
    .module = "functools",
    .make = { "_lru_cache_wrapper(cls, user_function, maxsize, typed, cache_info_type)", make, NULL,
              ARGS_KEYWORDS },
    .methods = methods,
};
