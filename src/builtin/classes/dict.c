/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class dict. Keys go through arg_key; what takes many keys at once does them in C while none has hooks,
 * and hands over to a helper otherwise. */
#include "builtin/classes/container.h"
#include "builtin/classes/object.h"
#include "vm/machine.h"
#include "vm/operations.h"

static Dict *self_dict(const Call *call) { return dict_of(call->args[0]); }

/* ---- single keys */

static Outcome dict_get_method(Call *call) {
    HashedKey key;
    Outcome outcome = arg_key(call, call->args[0], 1, &key);
    if (outcome != DONE) return outcome;
    Value value = dict_peek(self_dict(call), key);
    return give(call, retain(is_absent(value) ? call->args[2] : value));
}

static Outcome dict_setdefault_method(Call *call) {
    HashedKey key;
    Outcome outcome = arg_key(call, call->args[0], 1, &key);
    if (outcome != DONE) return outcome;
    Value value = dict_peek(self_dict(call), key);
    if (!is_absent(value)) return give(call, retain(value));
    if (!dict_set(self_dict(call), key, call->args[2])) return raise_memory(call->task);
    return give(call, retain(call->args[2]));
}

static Outcome dict_pop_method(Call *call) {
    HashedKey key;
    if (self_dict(call)->count == 0) { /* not even hashed, as in CPython */
        if (is_absent(call->args[2])) return raise_key(call->task, call->args[1]);
        return give(call, retain(call->args[2]));
    }
    Outcome outcome = arg_key(call, call->args[0], 1, &key);
    if (outcome != DONE) return outcome;
    Value value = dict_take(self_dict(call), key);
    if (!is_absent(value)) return give(call, value);
    if (is_absent(call->args[2])) return raise_key(call->task, call->args[1]);
    return give(call, retain(call->args[2]));
}

static Outcome dict_popitem_method(Call *call) {
    DictEntry entry;
    if (!dict_take_last(self_dict(call), &entry))
        return raise_error(call->task, KeyError, "popitem(): dictionary is empty");
    return give(call, tuple_pair_take(entry.key, entry.value));
}

static Outcome dict_contains_method(Call *call) {
    HashedKey key;
    Outcome outcome = arg_key(call, call->args[0], 1, &key);
    return outcome == DONE ? give_bool(call, dict_peek_entry(self_dict(call), key) != NULL) : outcome;
}

/* ---- many keys */

static Outcome raise_pair(Call *call, size_t index, size_t length) {
    return raise_error(call->task, ValueError,
                       "dictionary update sequence element #%zu has length %zu; 2 is required", index,
                       length);
}

/* One pair of a sequence of pairs, a list or a tuple without hooks. False: raised. */
static bool set_pair(Call *call, Dict *target, Value item, size_t index) {
    const Value *pair;
    size_t count;
    HashedKey key;
    sequence_peek(item, &pair, &count);
    if (count != 2) return raise_pair(call, index, count), false;
    if (hash_key(call, pair[0], &key) != YES) return false;
    return dict_set(target, key, pair[1]) || (raise_memory(call->task), false);
}

/* Whether all of it can be done in C: lists and tuples of pairs without hooks. */
static bool is_plain_pairs(Value pairs, const Dict *target) {
    const Value *items, *pair;
    size_t count, pair_count;
    int64_t hash;
    if (target->hooked || !sequence_peek(pairs, &items, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!is_object(items[i]) || object_type(items[i])->flags & TYPE_HEAP) return false;
        if (!sequence_peek(items[i], &pair, &pair_count)) return false;
        if (pair_count > 0 && value_hash(pair[0], &hash, 0) == HOOK) return false;
    }
    return true;
}

static Outcome update_from_sequence(Call *call, Value target, Value pairs) {
    const Value *items;
    size_t count;
    if (!is_plain_pairs(pairs, dict_of(target)))
        return call_helper(call, "_dict_update_pairs", 3, (Value[]){ pairs, target, small_int(0) });
    sequence_peek(pairs, &items, &count);
    for (size_t i = 0; i < count; i++) {
        if (!set_pair(call, dict_of(target), items[i], i)) return RAISED;
    }
    return DONE;
}

/* Built-in, iterable in C, and no mapping. */
static bool is_plain_iterable(Value source) {
    const Type *type = value_type(source);
    if (type->flags & TYPE_HEAP) return false;
    if (type->next || is_set(source) || is_dict_view(source)) return true;
    return type->id == TYPE_ID_LIST || type->id == TYPE_ID_TUPLE;
}

enum { UPDATE_SOURCE_DONE = 1, UPDATE_KEYWORDS_DONE, UPDATE_GATHERED };

/* DONE, RAISED, or CALLED: then the helper does it all, or the pairs are gathered first. */
static Outcome update_from(Call *call, Value target, Value source) {
    Dict *to = dict_of(target);
    if (is_object(source) && object_type(source) == &dict_type) {
        Dict *from = dict_of(source);
        if (to->count == 0 || (!to->hooked && !from->hooked))
            return dict_update(to, from) ? DONE : raise_memory(call->task);
    }
    const Value *items;
    size_t count;
    if (!is_plain_iterable(source))
        return call_helper(call, "_dict_update_any", 2, (Value[]){ source, target });
    if (sequence_peek(source, &items, &count)) return update_from_sequence(call, target, source);
    call->step =
        UPDATE_GATHERED; /* iterators in C and the like may be read to their end first: nobody can see it */
    return call_native(call, operation_to_list, 0, 1, &source);
}

/* Both arguments of dict() and update(); either may be ABSENT. */
static Outcome update_dict(Call *call, Value target, Value source, Value keywords) {
    if (call->step == 0) {
        call->step = UPDATE_SOURCE_DONE;
        Outcome outcome = is_absent(source) ? DONE : update_from(call, target, source);
        if (outcome != DONE) return outcome;
    }
    if (call->step == UPDATE_GATHERED) {
        Value pairs = take_result(call);
        call->step = UPDATE_SOURCE_DONE;
        Outcome outcome = update_from_sequence(call, target, pairs);
        release(pairs);
        if (outcome != DONE) return outcome;
    }
    if (call->step == UPDATE_SOURCE_DONE) {
        call->step = UPDATE_KEYWORDS_DONE;
        return is_absent(keywords) || dict_of(keywords)->count == 0 ? DONE
                                                                    : update_from(call, target, keywords);
    }
    return DONE;
}

static Outcome make_dict(Call *call) {
    if (is_absent(call->keep)) {
        call->keep = container_make(call);
        if (is_absent(call->keep)) return raise_memory(call->task);
        dict_init(dict_of(call->keep));
    }
    Outcome outcome = update_dict(call, call->keep, call->args[1], call->args[2]);
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome dict_update_method(Call *call) {
    Outcome outcome = update_dict(call, call->args[0], call->args[1], call->args[2]);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome dict_init_method(Call *call) {
    if (call->step == 0 &&
        check_one_argument(call, call_machine(call)->classes[TYPE_ID_DICT]->name, 2) != DONE)
        return RAISED;
    Outcome outcome = update_dict(call, call->args[0], call->args[1], call->args[3]);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome dict_fromkeys_method(Call *call) {
    Value class = call->args[0];
    if (call->step == 0x10) return DONE;
    if (((Class *)object_of(class))->native != &dict_type || !((Class *)object_of(class))->is_native) {
        call->step = 0x10;
        return call_helper(call, "_fromkeys", 3, call->args);
    }
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    const Value *keys;
    size_t count;
    sequence_peek(call->args[1], &keys, &count);
    Value result = dict_value(dict_new());
    HashedKey key;
    for (size_t i = 0; i < count; i++) {
        Verdict hashed = hash_key(call, keys[i], &key);
        bool set = hashed == YES && !dict_of(result)->hooked && dict_set(dict_of(result), key, call->args[2]);
        if (set) continue;
        bool hooked = hashed == HOOK || (hashed == YES && dict_of(result)->hooked);
        release(result);
        if (!hooked) return hashed == NO ? RAISED : raise_memory(call->task);
        call->step = 0x10;
        return call_helper(call, "_fromkeys", 3, (Value[]){ class, call->args[1], call->args[2] });
    }
    return give(call, result);
}

/* ---- operators */

/* keep: the union under way. */
static Outcome unite(Call *call, Value first, Value second) {
    if (is_absent(call->keep)) {
        if (!is_dict(first) || !is_dict(second)) return give_not_implemented(call);
        Dict *copy = dict_copy(dict_of(first));
        if (!copy) return raise_memory(call->task);
        call->keep = dict_value(copy);
    }
    Outcome outcome = update_dict(call, call->keep, second, ABSENT);
    return outcome == DONE ? give(call, retain(call->keep)) : outcome;
}

static Outcome dict_or_method(Call *call) { return unite(call, call->args[0], call->args[1]); }

static Outcome dict_ror_method(Call *call) { return unite(call, call->args[1], call->args[0]); }

static Outcome dict_ior_method(Call *call) {
    Outcome outcome = update_dict(call, call->args[0], call->args[1], ABSENT);
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

/* ---- the whole */

static Outcome dict_clear_method(Call *call) {
    dict_clear_items(self_dict(call));
    return give_none(call);
}

static Outcome dict_copy_method(Call *call) {
    Dict *copy = dict_copy(self_dict(call));
    return copy ? give(call, dict_value(copy)) : raise_memory(call->task);
}

static Outcome dict_keys_method(Call *call) {
    return give(call, dict_view(self_dict(call), TYPE_ID_DICT_KEYS));
}
static Outcome dict_values_method(Call *call) {
    return give(call, dict_view(self_dict(call), TYPE_ID_DICT_VALUES));
}
static Outcome dict_items_method(Call *call) {
    return give(call, dict_view(self_dict(call), TYPE_ID_DICT_ITEMS));
}

static Outcome dict_reversed_method(Call *call) {
    return give(call, dict_reverse_iterate(self_dict(call), TYPE_ID_DICT_KEYS));
}

static const NativeSpec dict_methods[] = {
    CLASS_GETITEM,
    { "clear(self, /)", dict_clear_method, "Remove all items." },
    { "copy(self, /)", dict_copy_method, "A new dict of the same items." },
    { "fromkeys(cls, iterable, value=None, /)", dict_fromkeys_method,
      "A new dict that has value for every key of iterable.", .flags = NATIVE_CLASSMETHOD },
    { "get(self, key, default=None, /)", dict_get_method, "The value for key if it is there, else default." },
    { "items(self, /)", dict_items_method, "A view of the pairs of key and value." },
    { "keys(self, /)", dict_keys_method, "A view of the keys." },
    { "pop(self, key, default=..., /)", dict_pop_method,
      "Remove key and return its value; default, or KeyError, if it is not there." },
    { "popitem(self, /)", dict_popitem_method,
      "Remove and return the pair that came last; KeyError if there is none." },
    { "setdefault(self, key, default=None, /)", dict_setdefault_method,
      "The value for key, which is set to default if it is not there." },
    { "update(self, other=..., /, **kwargs)", dict_update_method,
      "Set keys from a mapping or from pairs, then from keywords.", .style = ARGS_UNPACK },
    { "values(self, /)", dict_values_method, "A view of the values." },
    { "__init__(self, other=..., /, *extra, **kwargs)", dict_init_method,
      "Set keys from a mapping or from pairs.", .style = ARGS_OWN },
    { "__contains__(self, key, /)", dict_contains_method, "Return key in self." },
    { "__getitem__(self, key, /)", container_get_item, "Return self[key]." },
    { "__setitem__(self, key, value, /)", container_set_item, "Set self[key] to value." },
    { "__delitem__(self, key, /)", container_delete_item, "Delete self[key]." },
    { "__reversed__(self, /)", dict_reversed_method, "An iterator over the keys, the last one first." },
    { "__or__(self, value, /)", dict_or_method, "Return self|value." },
    { "__ror__(self, value, /)", dict_ror_method, "Return value|self." },
    { "__ior__(self, value, /)", dict_ior_method, "Return self|=value." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_REPR,
    CONTAINER_EQUALITY,
    { 0 },
};

const ClassSpec dict_class_spec = {
    .type = &dict_type,
    .make = { "dict(cls, other=..., /, **kwargs)", make_dict,
              "A dict from a mapping or from pairs, then from keywords.", .style = ARGS_UNPACK },
    .methods = dict_methods,
    .doc = "Values found by their keys, in the order in which the keys came.",
};
