/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set and frozenset: the table and the types. Operations of two sets are in set_operations.c.
 *
 * A search looks at a run of ten neighbours where so many are left in the table, else at one entry, then
 * jumps. It ends at an entry that was never used; a deleted one (hash -1) is passed, and a key that is not
 * found takes the last of those. Three fifths full, counting the deleted, is the moment to grow: fourfold,
 * twofold when large. */
#include "value/set.h"
#include "base/memory.h"
#include "value/str.h"
#include <string.h>

enum { SIZE_MIN = 8, NEIGHBOURS = 9, PROBE_SHIFT = 5, LARGE = 50000 };

bool is_set(Value value) { return has_type(value, TYPE_ID_SET) || has_type(value, TYPE_ID_FROZENSET); }

bool is_frozenset(Value value) { return has_type(value, TYPE_ID_FROZENSET); }

void set_init(Set *set) {
    set->mask = SIZE_MIN - 1;
    set->hash = -1;
}

static Value set_allocate(const Type *type) {
    Set *set = container_new(type, sizeof *set);
    set_init(set);
    return object_value(set);
}

Value set_new(void) { return set_allocate(&set_type); }

Value frozenset_new(void) { return set_allocate(&frozenset_type); }

/* ---- the table */

typedef struct {
    size_t at, mask, perturb, neighbours;
} Probe;

static inline size_t neighbours_of(size_t at, size_t mask) {
    return at + NEIGHBOURS <= mask ? NEIGHBOURS : 0;
}

static inline Probe probe_start(size_t mask, int64_t hash) {
    size_t at = (size_t)hash & mask;
    return (Probe){ at, mask, (size_t)hash, neighbours_of(at, mask) };
}

/* A run of neighbours starts where `at` stands when its first entry was looked at; jumps count from there. */
static inline void probe_jump(Probe *probe) {
    probe->perturb >>= PROBE_SHIFT;
    probe->at = (probe->at * 5 + 1 + probe->perturb) & probe->mask;
    probe->neighbours = neighbours_of(probe->at, probe->mask);
}

static inline bool entry_is_free(const SetEntry *entry) { return is_absent(entry->key) && entry->hash != -1; }

static bool keys_equal(Value a, Value b) {
    if (is_same(a, b)) return true;
    if (is_small_int(a) && is_small_int(b)) return false;
    if (is_object(a) && is_object(b) && object_type(a) == &str_type && object_type(b) == &str_type)
        return str_equal(a, b);
    return value_same_or_equal_key(a, b);
}

/* The entry with this key, or the one where it belongs: the last deleted one that was passed, else the free
 * one that ended the search. The table must not be NULL. */
static SetEntry *find(Set *set, HashedKey key) {
    SetEntry *deleted = NULL;
    for (Probe probe = probe_start(set->mask, key.hash);; probe_jump(&probe)) {
        SetEntry *entry = set->table + probe.at;
        for (SetEntry *last = entry + probe.neighbours; entry <= last; entry++) {
            if (is_absent(entry->key)) {
                if (entry->hash != -1) return deleted ? deleted : entry;
                deleted = entry;
            } else if (entry->hash == key.hash && keys_equal(entry->key, key.key)) {
                return entry;
            }
        }
    }
}

/* Puts a key that is not in the table into one that has no deleted entries. */
static void place(SetEntry *table, size_t mask, Value key, int64_t hash) {
    for (Probe probe = probe_start(mask, hash);; probe_jump(&probe)) {
        SetEntry *entry = table + probe.at;
        for (SetEntry *last = entry + probe.neighbours; entry <= last; entry++) {
            if (!is_absent(entry->key)) continue;
            *entry = (SetEntry){ key, hash };
            return;
        }
    }
}

static SetEntry *table_new(size_t size) {
    SetEntry *table = memory_try_array(size, sizeof *table);
    for (size_t i = 0; table && i < size; i++) table[i] = (SetEntry){ ABSENT, 0 };
    return table;
}

/* A table of more than `more_than` entries, without the deleted ones. */
static bool rebuild(Set *set, size_t more_than) {
    size_t size = SIZE_MIN;
    while (size <= more_than) size <<= 1;
    SetEntry *table = table_new(size);
    if (!table) return false;
    for (size_t i = 0; set->table && i <= set->mask; i++) {
        if (!is_absent(set->table[i].key)) place(table, size - 1, set->table[i].key, set->table[i].hash);
    }
    memory_free(set->table);
    set->table = table;
    set->mask = size - 1;
    set->fill = set->count;
    set->version++;
    return true;
}

bool set_reserve(Set *set, size_t more) {
    if ((set->fill + more) * 5 < set->mask * 3) return set->table || rebuild(set, 0);
    return rebuild(set, (set->count + more) * 2);
}

static size_t grown(const Set *set) { return set->count > LARGE ? set->count * 2 : set->count * 4; }

bool set_contains(Set *set, HashedKey key) { return set->count > 0 && !is_absent(find(set, key)->key); }

bool set_add(Set *set, HashedKey key) {
    if (!set->table && !rebuild(set, 0)) return false;
    SetEntry *entry = find(set, key);
    if (!is_absent(entry->key)) return true;
    if (!set->hooked && key_is_hooked(key.key)) set->hooked = true;
    if (entry->hash != -1) set->fill++;
    *entry = (SetEntry){ retain(key.key), key.hash };
    set->count++;
    set->version++;
    set->hash = -1;
    return set->fill * 5 < set->mask * 3 || rebuild(set, grown(set));
}

static Value detach(Set *set, SetEntry *entry) {
    Value key = entry->key;
    *entry = (SetEntry){ ABSENT, -1 };
    set->count--;
    set->version++;
    return key;
}

bool set_discard(Set *set, HashedKey key) {
    if (set->count == 0) return false;
    SetEntry *entry = find(set, key);
    if (is_absent(entry->key)) return false;
    release(detach(set, entry));
    return true;
}

Value set_pop(Set *set) {
    if (set->count == 0) return ABSENT;
    size_t at = set->finger & set->mask;
    while (is_absent(set->table[at].key)) at = at == set->mask ? 0 : at + 1;
    set->finger = at + 1;
    return detach(set, &set->table[at]);
}

bool set_tidy(Set *set) { return set->fill - set->count <= set->mask / 4 || rebuild(set, grown(set)); }

void set_clear_items(Set *set) {
    SetEntry *table = set->table;
    size_t mask = set->mask;
    set->table = NULL;
    set->mask = SIZE_MIN - 1;
    set->count = set->fill = 0;
    set->hash = -1;
    set->hooked = false;
    set->version++;
    for (size_t i = 0; table && i <= mask; i++) release(table[i].key);
    memory_free(table);
}

/* Into a set that holds nothing: the places are the other's when the tables are of one size, and else no key
 * need be compared. */
static void fill_empty(Set *set, const Set *from) {
    bool alike = set->mask == from->mask && from->fill == from->count;
    for (size_t i = 0; i <= from->mask; i++) {
        SetEntry entry = from->table[i];
        if (is_absent(entry.key)) continue;
        retain(entry.key);
        if (alike)
            set->table[i] = entry;
        else
            place(set->table, set->mask, entry.key, entry.hash);
    }
    set->fill = set->count = from->count;
    set->version++;
}

bool set_update(Set *set, Set *from) {
    if (set == from || from->count == 0) return true;
    if (!set_reserve(set, from->count)) return false;
    set->hooked |= from->hooked;
    set->hash = -1;
    if (set->fill == 0) {
        fill_empty(set, from);
        return true;
    }
    for (size_t i = 0; i <= from->mask; i++) {
        const SetEntry *entry = &from->table[i];
        if (!is_absent(entry->key) && !set_add(set, (HashedKey){ entry->key, entry->hash })) return false;
    }
    return true;
}

bool set_update_dict(Set *set, Dict *from) {
    if (from->count == 0) return true;
    if (!set_reserve(set, from->count)) return false;
    set->hooked |= from->hooked;
    size_t position = 0;
    const DictEntry *entry;
    while ((entry = dict_next(from, &position))) {
        if (!set_add(set, (HashedKey){ entry->key, entry->hash })) return false;
    }
    return true;
}

Value set_copy(Set *set, const Type *as) {
    if (!as) as = is_frozenset(object_value(set)) ? &frozenset_type : &set_type;
    Value copy = set_allocate(as);
    if (set_update(set_of(copy), set)) return copy;
    release(copy);
    return ABSENT;
}

#define SWAP(a, b)                                                                                           \
    do {                                                                                                     \
        __typeof__(a) held = a;                                                                              \
        a = b;                                                                                               \
        b = held;                                                                                            \
    } while (0)

void set_swap_items(Set *a, Set *b) {
    SWAP(a->count, b->count);
    SWAP(a->fill, b->fill);
    SWAP(a->mask, b->mask);
    SWAP(a->table, b->table);
    SWAP(a->hooked, b->hooked);
    a->hash = b->hash = -1;
    a->version++;
    b->version++;
}

SetEntry *set_next(Set *set, size_t *position) {
    while (set->table && *position <= set->mask) {
        SetEntry *entry = &set->table[(*position)++];
        if (!is_absent(entry->key)) return entry;
    }
    return NULL;
}

SetEntry *set_next_candidate(Set *set, int64_t hash, size_t *cursor) {
    if (set->count == 0) return NULL;
    size_t seen = 0; /* entries, so that the walk can be taken up again */
    for (Probe probe = probe_start(set->mask, hash);; probe_jump(&probe)) {
        SetEntry *entry = set->table + probe.at;
        for (SetEntry *last = entry + probe.neighbours; entry <= last; entry++) {
            if (entry_is_free(entry)) return NULL;
            if (seen++ < *cursor) continue;
            *cursor = seen;
            if (!is_absent(entry->key) && entry->hash == hash) return entry;
        }
    }
}

/* ---- the types */

static void set_free(Object *object) {
    set_clear_items((Set *)object);
    object_release_memory(object);
}

static void set_clear(Object *object) { set_clear_items((Set *)object); }

static void set_visit(Object *object, VisitFunction *visit, void *context) {
    size_t position = 0;
    const SetEntry *entry;
    while ((entry = set_next((Set *)object, &position))) visit(entry->key, context);
}

static Verdict set_repr(Buffer *out, Value self, int depth) {
    const char *name = object_type(self)->name;
    bool bare = object_type(self) == &set_type;
    size_t position = 0, shown = 0;
    const SetEntry *entry;
    if (set_of(self)->count == 0) {
        buffer_append_format(out, "%s()", name);
        return YES;
    }
    if (!bare) buffer_append_format(out, "%s(", name);
    buffer_append_byte(out, '{');
    while ((entry = set_next(set_of(self), &position))) {
        if (shown++ > 0) buffer_append(out, ", ", 2);
        Verdict verdict = value_repr(out, entry->key, depth + 1);
        if (verdict != YES) return verdict;
    }
    buffer_append_text(out, bare ? "}" : "})");
    return YES;
}

/* Spreads the bits of one key's hash, so that hashes of neighbouring ints do not cancel out. */
static uint64_t scattered(uint64_t hash) { return (hash ^ 89869747u ^ hash << 16) * 3644798167u; }

/* CPython's hash of a frozenset: its keys' in any order. It decides the order of a set of frozensets. */
static Verdict frozenset_hash(Value self, int64_t *hash, int depth) {
    (void)depth;
    Set *set = set_of(self);
    uint64_t mixed = 0;
    size_t position = 0;
    const SetEntry *entry;
    if (set->hash == -1) {
        while ((entry = set_next(set, &position))) mixed ^= scattered((uint64_t)entry->hash);
        mixed ^= (set->count + 1) * 1927868237u;
        mixed ^= mixed >> 11 ^ mixed >> 25;
        mixed = mixed * 69069u + 907133923u;
        set->hash = mixed == UINT64_MAX ? 590923713 : (int64_t)mixed;
    }
    *hash = set->hash;
    return YES;
}

static Verdict set_truth(Value self) { return set_of(self)->count ? YES : NO; }

static int64_t set_length(Value self) { return (int64_t)set_of(self)->count; }

static Value set_iterate(Value self) {
    SetIterator *iterator = container_new(&set_iterator_type, sizeof *iterator);
    iterator->set = set_of(retain(self));
    iterator->count = iterator->set->count;
    return object_value(iterator);
}

static void iterator_end(SetIterator *iterator) {
    Set *set = iterator->set;
    iterator->set = NULL;
    if (set) release(object_value(set));
}

static Value iterator_next(Value self) {
    SetIterator *iterator = (SetIterator *)object_of(self);
    iterator->problem = NULL;
    if (!iterator->set) return ABSENT;
    if (iterator->count != iterator->set->count) {
        iterator->count = SIZE_MAX;
        iterator->problem = "Set changed size during iteration";
        return ABSENT;
    }
    const SetEntry *entry = set_next(iterator->set, &iterator->position);
    if (entry) return retain(entry->key);
    iterator_end(iterator);
    return ABSENT;
}

static const char *iterator_change(Value self) { return ((SetIterator *)object_of(self))->problem; }

static void iterator_clear(Object *object) { iterator_end((SetIterator *)object); }

static void iterator_free(Object *object) {
    iterator_end((SetIterator *)object);
    object_release_memory(object);
}

static void iterator_visit(Object *object, VisitFunction *visit, void *context) {
    Set *set = ((SetIterator *)object)->set;
    if (set) visit(object_value(set), context);
}

static Value iterate_self(Value self) { return retain(self); }

#define SET_TYPE(variable, text, ID, flag, hashes)                                                           \
    const Type variable = {                                                                                  \
        .name = text,                                                                                        \
        .id = TYPE_ID_##ID,                                                                                  \
        .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_WEAK | (flag),                                    \
        .size = sizeof(Set),                                                                                 \
        .free = set_free,                                                                                    \
        .visit = set_visit,                                                                                  \
        .clear = set_clear,                                                                                  \
        .repr = set_repr,                                                                                    \
        .hash = hashes,                                                                                      \
        .equal = setlike_equal,                                                                              \
        .order = setlike_order,                                                                              \
        .truth = set_truth,                                                                                  \
        .length = set_length,                                                                                \
        .iterate = set_iterate,                                                                              \
    }

SET_TYPE(set_type, "set", SET, 0, NULL);
SET_TYPE(frozenset_type, "frozenset", FROZENSET, TYPE_MADE_WHOLE, frozenset_hash);

const Type set_iterator_type = {
    .name = "set_iterator",
    .flags = TYPE_CONTAINER,
    .size = sizeof(SetIterator),
    .free = iterator_free,
    .visit = iterator_visit,
    .clear = iterator_clear,
    .iterate = iterate_self,
    .next = iterator_next,
    .problem = iterator_change,
};
