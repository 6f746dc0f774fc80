/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dict: the table. Views and iterators are in dict_view.c.
 *
 *     entries   [key value hash] [key value hash] ... room ...   in the order of insertion
 *     index     -1  0 -1  1 -2 ...                               entry numbers, where the hashes lead
 *
 * Both lie in one block. A free slot of the index holds -1 and ends a search; -2 stands for a deleted entry,
 * which a search must pass. The table grows when CPython's would: a program that deletes and inserts while it
 * iterates sees at which moments the entries close ranks. */
#include "value/dict.h"
#include "base/hash.h"
#include "base/memory.h"
#include "value/alias.h"
#include "value/set.h"
#include "value/str.h"
#include "value/tuple.h"
#include "value/union.h"
#include "value/weak.h"
#include <string.h>

#define ALWAYS_INLINE inline __attribute__((always_inline))

enum { FREE = -1, DELETED = -2, INDEX_BITS_MIN = 3, PROBE_SHIFT = 5 };

static uint64_t last_version;

bool is_dict(Value value) { return has_type(value, TYPE_ID_DICT); }

void dict_init(Dict *dict) { dict->version = ++last_version; }

void dict_mark_globals(Dict *dict, bool has_builtins, bool is_asked) {
    if (dict->has_builtins == has_builtins && dict->is_asked == is_asked) return;
    dict->has_builtins = has_builtins;
    dict->is_asked = is_asked;
    dict->version = ++last_version;
}

Dict *dict_new(void) {
    Dict *dict = container_new(&dict_type, sizeof *dict);
    dict_init(dict);
    return dict;
}

/* ---- the index */

static ALWAYS_INLINE int64_t slot_get(const void *index, uint8_t bits, size_t i) {
    if (bits == 8) return ((const int8_t *)index)[i];
    if (bits == 16) return ((const int16_t *)index)[i];
    if (bits == 32) return ((const int32_t *)index)[i];
    return ((const int64_t *)index)[i];
}

static ALWAYS_INLINE void slot_set(void *index, uint8_t bits, size_t i, int64_t entry) {
    switch (bits) {
    case 8: ((int8_t *)index)[i] = (int8_t)entry; break;
    case 16: ((int16_t *)index)[i] = (int16_t)entry; break;
    case 32: ((int32_t *)index)[i] = (int32_t)entry; break;
    default: ((int64_t *)index)[i] = entry;
    }
}

/* A walk over the slots that a hash leads to. Neighbouring ints get neighbouring slots, and all bits of the
 * hash take part in the end. */
typedef struct {
    size_t slot, mask, perturb;
} Probe;

static ALWAYS_INLINE Probe probe_start(const Dict *dict, int64_t hash) {
    return (Probe){ (size_t)hash & dict->mask, dict->mask, (size_t)hash };
}

static ALWAYS_INLINE void probe_next(Probe *probe) {
    probe->perturb >>= PROBE_SHIFT;
    probe->slot = (probe->slot * 5 + probe->perturb + 1) & probe->mask;
}

/* Keys of equal hash that are not the same object. */
static bool keys_equal(Value a, Value b) {
    if (is_small_int(a) && is_small_int(b)) return false;
    if (is_object(a) && is_object(b) && object_type(a) == &str_type && object_type(b) == &str_type)
        return str_equal(a, b);
    return value_same_or_equal_key(a, b);
}

static ALWAYS_INLINE DictEntry *find_with(const Dict *dict, HashedKey key, uint8_t bits) {
    for (Probe probe = probe_start(dict, key.hash);; probe_next(&probe)) {
        int64_t number = slot_get(dict->index, bits, probe.slot);
        if (number < 0) {
            if (number == FREE) return NULL;
            continue;
        }
        DictEntry *entry = &dict->entries[number];
        if (is_same(entry->key, key.key)) return entry;
        if (entry->hash == key.hash && keys_equal(entry->key, key.key)) return entry;
    }
}

static __attribute__((noinline)) DictEntry *find(const Dict *dict, HashedKey key) {
    switch (dict->slot_bits) {
    case 8: return find_with(dict, key, 8);
    case 16: return find_with(dict, key, 16);
    case 32: return find_with(dict, key, 32);
    default: return find_with(dict, key, 64);
    }
}

/* Mostly the first slot decides: it is free, or leads to the very key. */
DictEntry *dict_peek_entry(Dict *dict, HashedKey key) {
    if (dict->count == 0) return NULL;
    int64_t number = slot_get(dict->index, dict->slot_bits, (size_t)key.hash & dict->mask);
    if (number == FREE) return NULL;
    if (number >= 0 && is_same(dict->entries[number].key, key.key)) return &dict->entries[number];
    return find(dict, key);
}

static ALWAYS_INLINE void place_with(Dict *dict, int64_t hash, int64_t number, uint8_t bits) {
    Probe probe = probe_start(dict, hash);
    while (slot_get(dict->index, bits, probe.slot) >= 0) probe_next(&probe);
    slot_set(dict->index, bits, probe.slot, number);
}

static void place(Dict *dict, int64_t hash, int64_t number) {
    switch (dict->slot_bits) {
    case 8: place_with(dict, hash, number, 8); break;
    case 16: place_with(dict, hash, number, 16); break;
    case 32: place_with(dict, hash, number, 32); break;
    default: place_with(dict, hash, number, 64);
    }
}

/* The slot that holds this entry's number becomes DELETED. */
static void unplace(Dict *dict, const DictEntry *entry) {
    Probe probe = probe_start(dict, entry->hash);
    while (slot_get(dict->index, dict->slot_bits, probe.slot) != entry - dict->entries) probe_next(&probe);
    slot_set(dict->index, dict->slot_bits, probe.slot, DELETED);
}

/* ---- growth */

/* The entries in a block that has room for `capacity` of them and an index of index_bytes, without gaps. */
static DictEntry *entries_moved(Dict *dict, size_t capacity, size_t index_bytes) {
    size_t bytes = capacity * sizeof(DictEntry) + index_bytes;
    if (dict->entries && dict->count == dict->entry_count && capacity >= dict->entry_capacity) {
        return memory_resize(dict->entries, bytes);
    }
    DictEntry *entries = memory_try(bytes), *to = entries;
    if (!entries) return NULL;
    for (size_t i = 0; i < dict->entry_count; i++) {
        if (!is_absent(dict->entries[i].key)) *to++ = dict->entries[i];
    }
    memory_free(dict->entries);
    return entries;
}

/* A table of at least `wanted` slots without deleted entries; false when memory refused, and nothing has
 * changed. */
static bool rebuild(Dict *dict, size_t wanted) {
    uint8_t bits = INDEX_BITS_MIN;
    while (((size_t)1 << bits) < wanted) bits++;
    uint8_t slot_bits = bits < 8 ? 8 : bits < 16 ? 16 : bits < 32 ? 32 : 64;
    size_t slots = (size_t)1 << bits, capacity = slots * 2 / 3, index_bytes = slots * slot_bits / 8;
    DictEntry *entries = entries_moved(dict, capacity, index_bytes);
    if (!entries) return false;
    dict->entries = entries;
    dict->entry_capacity = capacity;
    dict->entry_count = dict->count;
    dict->usable = capacity - dict->count;
    dict->index = entries + capacity;
    dict->mask = slots - 1;
    dict->slot_bits = slot_bits;
    memset(dict->index, 0xff, index_bytes);
    for (size_t i = 0; i < dict->entry_count; i++) place(dict, entries[i].hash, (int64_t)i);
    dict->version = ++last_version;
    return true;
}

/* room for so many entries in all; false: memory refused */
static bool dict_reserve(Dict *dict, size_t count) {
    if (count <= dict->entry_count + dict->usable) return true;
    size_t slots;
    return !__builtin_mul_overflow(count, 3, &slots) && slots < SIZE_MAX / 64 &&
           rebuild(dict, (slots + 1) / 2);
}

/* ---- changes */

bool key_is_hooked_within(Value key, int depth) {
    if (!is_object(key)) return false;
    const Type *type = object_type(key);
    if (has_layout(key, &weakref_type) && !is_absent(weak_peek_target(key)))
        return value_hooks(key) & (HOOKS_HASH | HOOKS_EQUAL) || depth > OPERATION_DEPTH ||
               key_is_hooked_within(weak_peek_target(key), depth + 1);
    if (type->id == TYPE_ID_FROZENSET && set_of(key)->hooked) return true;
    if (type->id == TYPE_ID_UNION) return key_is_hooked_within(union_peek_classes(key), depth + 1);
    if (type->id == TYPE_ID_ALIAS)
        return key_is_hooked_within(alias_of(key)->origin, depth + 1) ||
               key_is_hooked_within(alias_of(key)->arguments, depth + 1);
    if (type->id == TYPE_ID_TUPLE && depth > OPERATION_DEPTH) return true;
    for (size_t i = 0; type->id == TYPE_ID_TUPLE && i < tuple_of(key)->count; i++) {
        if (key_is_hooked_within(tuple_of(key)->items[i], depth + 1)) return true;
    }
    return value_hooks(key) & (HOOKS_HASH | HOOKS_EQUAL);
}

static bool insert(Dict *dict, HashedKey key, Value value) {
    if (!dict->hooked && key_is_hooked(key.key)) dict->hooked = true;
    if (dict->usable == 0 && !rebuild(dict, dict->count * 3)) return false;
    size_t number = dict->entry_count++;
    dict->entries[number] = (DictEntry){ retain(key.key), retain(value), key.hash };
    place(dict, key.hash, (int64_t)number);
    dict->usable--;
    dict->count++;
    dict->version = ++last_version;
    return true;
}

bool dict_set(Dict *dict, HashedKey key, Value value) {
    DictEntry *entry = dict_peek_entry(dict, key);
    if (!entry) return insert(dict, key, value);
    replace_take(&entry->value, retain(value));
    return true;
}

Value dict_peek(Dict *dict, HashedKey key) {
    DictEntry *entry = dict_peek_entry(dict, key);
    return entry ? entry->value : ABSENT;
}

/* Takes an entry out of the table; what it held is the caller's. */
static DictEntry detach(Dict *dict, DictEntry *entry) {
    DictEntry held = *entry;
    unplace(dict, entry);
    entry->key = entry->value = ABSENT;
    dict->count--;
    dict->version = ++last_version;
    return held;
}

Value dict_take(Dict *dict, HashedKey key) {
    DictEntry *entry = dict_peek_entry(dict, key);
    if (!entry) return ABSENT;
    DictEntry held = detach(dict, entry);
    release(held.key);
    return held.value;
}

bool dict_remove(Dict *dict, HashedKey key) {
    DictEntry *entry = dict_peek_entry(dict, key);
    if (!entry) return false;
    DictEntry held = detach(dict, entry);
    release(held.key);
    release(held.value);
    return true;
}

bool dict_take_last(Dict *dict, DictEntry *taken) {
    size_t position = dict->entry_count;
    DictEntry *last = dict_previous(dict, &position);
    if (!last) return false;
    *taken = detach(dict, last);
    dict->entry_count = position;
    return true;
}

void dict_clear_items(Dict *dict) {
    DictEntry *entries = dict->entries;
    size_t count = dict->entry_count;
    dict->count = dict->entry_count = dict->entry_capacity = dict->usable = 0;
    dict->entries = NULL;
    dict->index = NULL;
    dict->hooked = false;
    dict->version = ++last_version;
    for (size_t i = 0; i < count; i++) {
        release(entries[i].key);
        release(entries[i].value);
    }
    memory_free(entries);
}

static bool dict_copy_entries(Dict *dict, const Dict *from) {
    for (size_t i = 0; i < from->entry_count; i++) {
        const DictEntry *entry = &from->entries[i];
        if (is_absent(entry->key)) continue;
        if (!dict_set(dict, (HashedKey){ entry->key, entry->hash }, entry->value)) return false;
    }
    return true;
}

/* The same block with the same numbers: no key need be looked up. */
static bool dict_clone_block(Dict *dict, const Dict *from) {
    size_t entries = from->entry_capacity * sizeof(DictEntry);
    size_t index = (from->mask + 1) * from->slot_bits / 8;
    dict->entries = memory_try(entries + index);
    if (!dict->entries) return false;
    dict->index = dict->entries + from->entry_capacity;
    memcpy(dict->entries, from->entries, from->entry_count * sizeof(DictEntry));
    memcpy(dict->index, from->index, index);
    dict->count = from->count;
    dict->entry_count = from->entry_count;
    dict->entry_capacity = from->entry_capacity;
    dict->usable = from->usable;
    dict->mask = from->mask;
    dict->slot_bits = from->slot_bits;
    for (size_t i = 0; i < dict->entry_count; i++) {
        retain(dict->entries[i].key);
        retain(dict->entries[i].value);
    }
    return true;
}

Dict *dict_copy(Dict *from) {
    Dict *dict = dict_new();
    dict->hooked = from->hooked;
    if (from->count == 0) return dict;
    bool copied = from->count >= from->entry_count * 2 / 3
                      ? dict_clone_block(dict, from)
                      : dict_reserve(dict, from->count) && dict_copy_entries(dict, from);
    if (copied) return dict;
    release(dict_value(dict));
    return NULL;
}

bool dict_update(Dict *dict, Dict *from) {
    if (dict == from || from->count == 0) return true;
    if (dict->entry_capacity < from->count && !dict_reserve(dict, dict->count + from->count)) return false;
    dict->hooked |= from->hooked;
    return dict_copy_entries(dict, from);
}

/* ---- walks */

DictEntry *dict_next(Dict *dict, size_t *position) {
    while (*position < dict->entry_count) {
        DictEntry *entry = &dict->entries[(*position)++];
        if (!is_absent(entry->key)) return entry;
    }
    return NULL;
}

DictEntry *dict_previous(Dict *dict, size_t *position) {
    if (*position > dict->entry_count) *position = dict->entry_count;
    while (*position > 0) {
        DictEntry *entry = &dict->entries[--*position];
        if (!is_absent(entry->key)) return entry;
    }
    return NULL;
}

DictEntry *dict_next_candidate(Dict *dict, int64_t hash, size_t *cursor) {
    if (dict->count == 0) return NULL;
    size_t seen = 0; /* slots, so that the walk can be taken up again */
    for (Probe probe = probe_start(dict, hash);; probe_next(&probe)) {
        int64_t number = slot_get(dict->index, dict->slot_bits, probe.slot);
        if (number == FREE) return NULL;
        if (seen++ < *cursor) continue;
        *cursor = seen;
        if (number >= 0 && dict->entries[number].hash == hash) return &dict->entries[number];
    }
}

/* ---- names */

static inline HashedKey key_of(Value name) {
    int64_t hash = str_of(name)->hash;
    return (HashedKey){ name, hash != -1 ? hash : str_hash(name) };
}

Value dict_peek_str(Dict *dict, Value name) { return dict_peek(dict, key_of(name)); }

bool dict_set_str(Dict *dict, Value name, Value value) { return dict_set(dict, key_of(name), value); }

bool dict_remove_str(Dict *dict, Value name) {
    return dict_remove(dict, (HashedKey){ name, str_hash(name) });
}

Value dict_peek_text(Dict *dict, const char *name) {
    int64_t hash = hash_bytes(name, strlen(name));
    size_t cursor = 0;
    DictEntry *entry;
    while ((entry = dict_next_candidate(dict, hash, &cursor))) {
        if (str_is(entry->key, name)) return entry->value;
    }
    return ABSENT;
}

void dict_define(Dict *dict, Value name, Value value) {
    if (dict_set_str(dict, name, value)) return;
    bool passed = memory_pass_budget(true);
    if (!dict_set_str(dict, name, value)) memory_end();
    memory_pass_budget(passed);
}

void dict_define_text_take(Dict *dict, const char *name, Value value) {
    Value key = str_new(name), interned = str_intern(key);
    dict_define(dict, interned, value);
    release(interned);
    release(key);
    release(value);
}

/* ---- the type */

static void dict_free(Object *object) {
    dict_clear_items((Dict *)object);
    object_release_memory(object);
}

void dict_clear(Object *object) { dict_clear_items((Dict *)object); }

void dict_visit(Object *object, VisitFunction *visit, void *context) {
    Dict *dict = (Dict *)object;
    for (size_t i = 0; i < dict->entry_count; i++) {
        visit(dict->entries[i].key, context);
        visit(dict->entries[i].value, context);
    }
}

static Verdict dict_repr(Buffer *out, Value self, int depth) {
    size_t position = 0, shown = 0;
    DictEntry *entry;
    buffer_append_byte(out, '{');
    while ((entry = dict_next(dict_of(self), &position))) {
        if (shown++ > 0) buffer_append(out, ", ", 2);
        Verdict verdict = value_repr(out, entry->key, depth + 1);
        if (verdict != YES) return verdict;
        buffer_append(out, ": ", 2);
        verdict = value_repr(out, entry->value, depth + 1);
        if (verdict != YES) return verdict;
    }
    buffer_append_byte(out, '}');
    return YES;
}

Verdict dict_equal(Value a, Value b, int depth) {
    if (!is_dict(a) || !is_dict(b)) return UNSUPPORTED;
    if (dict_of(a)->count != dict_of(b)->count) return NO;
    if (dict_of(a)->hooked || dict_of(b)->hooked) return HOOK;
    size_t position = 0;
    DictEntry *entry;
    while ((entry = dict_next(dict_of(a), &position))) {
        DictEntry *other = dict_peek_entry(dict_of(b), (HashedKey){ entry->key, entry->hash });
        if (!other) return NO;
        Verdict verdict = value_same_or_equal(other->value, entry->value, depth + 1);
        if (verdict != YES) return verdict;
    }
    return YES;
}

Verdict dict_truth(Value self) { return dict_of(self)->count ? YES : NO; }

int64_t dict_length(Value self) { return (int64_t)dict_of(self)->count; }

Value dict_iterate(Value self) {
    DictIterator *iterator = container_new(&dict_key_iterator_type, sizeof *iterator);
    iterator->dict = dict_of(retain(self));
    iterator->left = iterator->count = iterator->dict->count;
    return object_value(iterator);
}

const Type dict_type = {
    .name = "dict",
    .id = TYPE_ID_DICT,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MAPPING,
    .size = sizeof(Dict),
    .free = dict_free,
    .visit = dict_visit,
    .clear = dict_clear,
    .repr = dict_repr,
    .equal = dict_equal,
    .truth = dict_truth,
    .length = dict_length,
    .iterate = dict_iterate,
};
