/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tuple, and what list and tuple share: comparing, printing and searching arrays of values.
 *
 * The empty tuple is one object outside the allocator, whose count no program can bring to 0. A program's
 * subclass of tuple makes its empty instances as any others. */
#include "value/tuple.h"
#include "base/memory.h"
#include "value/cycles.h"
#include "value/list.h"
#include <string.h>

#define TUPLE_COUNT_MAX ((SIZE_MAX / 2 - sizeof(Tuple)) / sizeof(Value))

static Tuple empty_tuple = { .head.object = { INT64_MAX / 2, &tuple_type } };

bool is_tuple(Value value) { return has_type(value, TYPE_ID_TUPLE); }

static Tuple *tuple_allocate(size_t count) {
    if (count > TUPLE_COUNT_MAX) return NULL;
    Tuple *tuple = memory_try(sizeof(Tuple) + count * sizeof(Value));
    if (!tuple) return NULL;
    *tuple = (Tuple){ .head.object = OBJECT_INIT(&tuple_type), .count = count };
    cycles_watch(&tuple->head);
    return tuple;
}

Value tuple_new_absent(size_t count) {
    if (count == 0) return retain(object_value(&empty_tuple));
    Tuple *tuple = tuple_allocate(count);
    if (!tuple) return ABSENT;
    for (size_t i = 0; i < count; i++) tuple->items[i] = ABSENT;
    return object_value(tuple);
}

Value tuple_from(const Value *items, size_t count) {
    if (count == 0) return retain(object_value(&empty_tuple));
    Tuple *tuple = tuple_allocate(count);
    if (!tuple) return ABSENT;
    for (size_t i = 0; i < count; i++) tuple->items[i] = retain(items[i]);
    return object_value(tuple);
}

Value tuple_from_take(const Value *items, size_t count) {
    if (count == 0) return retain(object_value(&empty_tuple));
    Tuple *tuple = tuple_allocate(count);
    if (!tuple) {
        for (size_t i = 0; i < count; i++) release(items[i]);
        return ABSENT;
    }
    memcpy(tuple->items, items, count * sizeof(Value));
    return object_value(tuple);
}

Value tuple_pair_take(Value first, Value second) { return tuple_from_take((Value[]){ first, second }, 2); }

Value tuple_pair(Value first, Value second) { return tuple_pair_take(retain(first), retain(second)); }

Value tuple_slice(Value tuple, int64_t start, int64_t step, size_t count) {
    const Tuple *from = tuple_of(tuple);
    if (count == from->count && step == 1 && object_type(tuple) == &tuple_type) return retain(tuple);
    if (step == 1) return tuple_from(from->items + start, count);
    Value result = tuple_new_absent(count);
    if (is_absent(result)) return ABSENT;
    for (size_t i = 0; i < count; i++) {
        tuple_of(result)->items[i] = retain(from->items[start + (int64_t)i * step]);
    }
    return result;
}

bool sequence_peek(Value value, const Value **items, size_t *count) {
    if (is_tuple(value)) {
        *items = tuple_of(value)->items;
        *count = tuple_of(value)->count;
        return true;
    }
    if (!is_list(value)) return false;
    *items = list_of(value)->items;
    *count = list_of(value)->count;
    return true;
}

/* An uninitialised list or tuple of count items, and where they are to be written. */
static Value sequence_allocate(size_t count, bool as_list, Value **items) {
    Value result = as_list ? list_new(count) : tuple_new_absent(count);
    if (is_absent(result)) return ABSENT;
    *items = as_list ? list_of(result)->items : tuple_of(result)->items;
    if (as_list) list_of(result)->count = count;
    return result;
}

Value sequence_concat(const Value *a, size_t a_count, const Value *b, size_t b_count, bool as_list) {
    Value *items;
    Value result = sequence_allocate(a_count + b_count, as_list, &items);
    if (is_absent(result)) return ABSENT;
    for (size_t i = 0; i < a_count; i++) items[i] = retain(a[i]);
    for (size_t i = 0; i < b_count; i++) items[a_count + i] = retain(b[i]);
    return result;
}

Value sequence_repeat(const Value *items, size_t count, size_t times, bool as_list) {
    size_t total;
    if (__builtin_mul_overflow(count, times, &total)) return ABSENT;
    Value *to;
    Value result = sequence_allocate(total, as_list, &to);
    if (is_absent(result)) return ABSENT;
    for (size_t i = 0; i < count && times; i++) {
        to[i] = items[i];
        if (is_object(items[i])) object_of(items[i])->references += (int64_t)times;
    }
    for (size_t done = count; done < total;) {
        size_t more = done < total - done ? done : total - done;
        memcpy(to + done, to, more * sizeof(Value));
        done += more;
    }
    return result;
}

Verdict sequence_repr(Buffer *out, const Value *items, size_t count, int depth) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0) buffer_append(out, ", ", 2);
        Verdict verdict = value_repr(out, items[i], depth + 1);
        if (verdict != YES) return verdict;
    }
    return YES;
}

Verdict sequence_find(const Value *items, size_t count, Value value, size_t from, size_t *index) {
    for (size_t i = from; i < count; i++) {
        Verdict verdict = value_same_or_equal(items[i], value, 0);
        if (verdict == NO) continue;
        *index = i;
        return verdict;
    }
    return NO;
}

/* The first place where two sequences differ: YES and *index (the shorter count when one begins the other),
 * or HOOK. */
static Verdict first_difference(const Value *a, size_t a_count, const Value *b, size_t b_count, size_t *index,
                                int depth) {
    size_t count = a_count < b_count ? a_count : b_count;
    *index = count;
    for (size_t i = 0; i < count; i++) {
        if (is_same(a[i], b[i])) continue;
        Verdict verdict = value_same_or_equal(a[i], b[i], depth + 1);
        if (verdict == YES) continue;
        *index = i;
        return verdict == NO ? YES : verdict;
    }
    return YES;
}

/* Both of the same native type, or not comparable. */
static bool sequence_pair(Value a, Value b, const Value *items[2], size_t counts[2]) {
    return value_type_id(a) == value_type_id(b) && sequence_peek(a, &items[0], &counts[0]) &&
           sequence_peek(b, &items[1], &counts[1]);
}

Verdict sequence_equal(Value a, Value b, int depth) {
    const Value *items[2];
    size_t counts[2], index;
    if (!sequence_pair(a, b, items, counts)) return UNSUPPORTED;
    if (counts[0] != counts[1]) return NO;
    Verdict verdict = first_difference(items[0], counts[0], items[1], counts[1], &index, depth);
    if (verdict != YES) return verdict;
    return index == counts[0] ? YES : NO;
}

Verdict sequence_order(Value a, Value b, int *order, int depth) {
    const Value *items[2];
    size_t counts[2], index;
    if (!sequence_pair(a, b, items, counts)) return UNSUPPORTED;
    Verdict verdict = first_difference(items[0], counts[0], items[1], counts[1], &index, depth);
    if (verdict != YES) return verdict;
    if (index < counts[0] && index < counts[1]) {
        return value_order(items[0][index], items[1][index], order, depth + 1);
    }
    *order = counts[0] < counts[1] ? -1 : counts[0] > counts[1];
    return YES;
}

void sequence_unordered_pair(Value *a, Value *b) {
    const Value *items[2];
    size_t counts[2], index;
    while (sequence_pair(*a, *b, items, counts)) {
        if (first_difference(items[0], counts[0], items[1], counts[1], &index, 0) != YES) return;
        if (index >= counts[0] || index >= counts[1]) return;
        *a = items[0][index];
        *b = items[1][index];
    }
}

Value sequence_unhashable_part(Value value) {
    while (is_tuple(value)) {
        const Tuple *tuple = tuple_of(value);
        size_t i = 0;
        int64_t hash;
        while (i < tuple->count && value_hash(tuple->items[i], &hash, 0) == YES) i++;
        if (i == tuple->count) return value;
        value = tuple->items[i];
    }
    return value;
}

static void tuple_free(Object *object) {
    Tuple *tuple = (Tuple *)object;
    release_items(tuple->items, tuple->count);
    object_release_memory(object);
}

static void tuple_visit(Object *object, VisitFunction *visit, void *context) {
    Tuple *tuple = (Tuple *)object;
    for (size_t i = 0; i < tuple->count; i++) visit(tuple->items[i], context);
}

static void tuple_clear(Object *object) {
    Tuple *tuple = (Tuple *)object;
    for (size_t i = 0; i < tuple->count; i++) replace_take(&tuple->items[i], ABSENT);
}

static Verdict tuple_repr(Buffer *out, Value self, int depth) {
    const Tuple *tuple = tuple_of(self);
    buffer_append_byte(out, '(');
    Verdict verdict = sequence_repr(out, tuple->items, tuple->count, depth);
    if (verdict != YES) return verdict;
    buffer_append_text(out, tuple->count == 1 ? ",)" : ")");
    return YES;
}

/* CPython's combination of the items' hashes, after xxHash: the order of a set of tuples is visible. */
static const uint64_t hash_start = 2870177450012600261u;

static uint64_t hash_mix(uint64_t mixed, int64_t lane) {
    mixed += (uint64_t)lane * 14029467366897019727u;
    return (mixed << 31 | mixed >> 33) * 11400714785074694791u;
}

static int64_t hash_end(uint64_t mixed, size_t count) {
    mixed += count ^ (hash_start ^ 3527539u);
    return mixed == UINT64_MAX ? 1546275796 : (int64_t)mixed;
}

typedef struct {
    const Tuple *tuple;
    size_t index;
    uint64_t mixed;
} HashLevel;

/* Tuples in tuples deeper than C may recurse: the levels that are not done yet are in a buffer. */
static Verdict hash_deep(const Tuple *tuple, int64_t *hash, int depth) {
    Buffer above = { 0 };
    HashLevel level = { tuple, 0, hash_start };
    Verdict verdict = YES;
    while (verdict == YES) {
        if (level.index < level.tuple->count) {
            Value item = level.tuple->items[level.index++];
            if (!is_object(item) || object_type(item) != &tuple_type) {
                verdict = value_hash(item, hash, depth);
            } else {
                buffer_append(&above, (const char *)&level, sizeof level);
                level = (HashLevel){ tuple_of(item), 0, hash_start };
                if (above.failed || !operation_takes_step()) verdict = HOOK;
                continue;
            }
        } else {
            *hash = hash_end(level.mixed, level.tuple->count);
            if (above.count == 0) break;
            above.count -= sizeof level;
            memcpy(&level, above.bytes + above.count, sizeof level);
        }
        level.mixed = hash_mix(level.mixed, *hash);
    }
    buffer_clear(&above);
    return verdict;
}

static Verdict tuple_hash(Value self, int64_t *hash, int depth) {
    const Tuple *tuple = tuple_of(self);
    if (depth == OPERATION_DEPTH) return hash_deep(tuple, hash, depth);
    uint64_t mixed = hash_start;
    for (size_t i = 0; i < tuple->count; i++) {
        int64_t lane;
        Verdict verdict = value_hash(tuple->items[i], &lane, depth + 1);
        if (verdict != YES) return verdict;
        mixed = hash_mix(mixed, lane);
    }
    *hash = hash_end(mixed, tuple->count);
    return YES;
}

static Verdict tuple_truth(Value self) { return tuple_of(self)->count ? YES : NO; }

static int64_t tuple_length(Value self) { return (int64_t)tuple_of(self)->count; }

static Value tuple_iterate(Value self) {
    TupleIterator *iterator = container_new(&tuple_iterator_type, sizeof *iterator);
    iterator->tuple = retain(self);
    return object_value(iterator);
}

static Value tuple_iterator_next(Value self) {
    TupleIterator *iterator = (TupleIterator *)object_of(self);
    if (is_absent(iterator->tuple)) return ABSENT;
    const Tuple *tuple = tuple_of(iterator->tuple);
    if (iterator->position < tuple->count) return retain(tuple->items[iterator->position++]);
    replace_take(&iterator->tuple, ABSENT);
    return ABSENT;
}

static void tuple_iterator_clear(Object *object) { replace_take(&((TupleIterator *)object)->tuple, ABSENT); }

static void tuple_iterator_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((TupleIterator *)object)->tuple, context);
}

static Value iterate_self(Value self) { return retain(self); }

const Type tuple_type = {
    .name = "tuple",
    .id = TYPE_ID_TUPLE,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE | TYPE_SEQUENCE,
    .size = sizeof(Tuple),
    .free = tuple_free,
    .visit = tuple_visit,
    .clear = tuple_clear,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .equal = sequence_equal,
    .order = sequence_order,
    .truth = tuple_truth,
    .length = tuple_length,
    .iterate = tuple_iterate,
};

const Type tuple_iterator_type = {
    .name = "tuple_iterator",
    .flags = TYPE_CONTAINER,
    .size = sizeof(TupleIterator),
    .free = container_free,
    .visit = tuple_iterator_visit,
    .clear = tuple_iterator_clear,
    .iterate = iterate_self,
    .next = tuple_iterator_next,
};
