/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of an array, and what C does with arrays as values. */
#include "builtin/classes/container.h"
#include "builtin/classes/iterators.h"
#include "modules/array/array.h"
#include "vm/machine.h"
#include <string.h>

bool is_array(Value value) { return has_layout(value, &array_type); }

static bool resize(Array *array, size_t count) {
    if (count > array->capacity || count < array->capacity / 4) {
        size_t size = array->kind->size, room = array->capacity ? count + count / 8 + 8 : count;
        if (count > PTRDIFF_MAX / size - PTRDIFF_MAX / 4 / size) return false;
        uint8_t *data = memory_resize(array->data, (room ? room : 1) * size);
        if (!data) return count <= array->capacity;
        array->data = data;
        array->capacity = room;
    }
    array->count = count;
    return true;
}

Value array_new(const ItemKind *kind, size_t count) {
    Array *array = object_new(&array_type, sizeof *array);
    array->kind = kind;
    if (!count || resize(array, count)) return object_value(array);
    release(object_value(array));
    return ABSENT;
}

static bool may_resize(Task *task, const Array *array) {
    if (!array->exports) return true;
    raise_error(task, BufferError, "cannot resize an array that is exporting buffers");
    return false;
}

bool array_open(Task *task, Array *array, size_t at, size_t count) {
    size_t behind = array->count - at;
    if (!count) return true;
    if (!may_resize(task, array)) return false;
    if (count > SIZE_MAX - array->count || !resize(array, array->count + count))
        return raise_memory(task), false;
    memmove(array_at(array, at + count), array_at(array, at), behind * array->kind->size);
    return true;
}

bool array_close(Task *task, Array *array, size_t at, size_t count) {
    if (!count) return true;
    if (!may_resize(task, array)) return false;
    memmove(array_at(array, at), array_at(array, at + count),
            (array->count - at - count) * array->kind->size);
    return resize(array, array->count - count) || (raise_memory(task), false);
}

bool array_append_item(Task *task, Array *array, Value item) {
    uint8_t bytes[8];
    if (!item_put(task, array->kind, item, bytes)) return false;
    if (!array_open(task, array, array->count, 1)) return false;
    memcpy(array_at(array, array->count - 1), bytes, array->kind->size);
    return true;
}

bool array_append_bytes(Task *task, Array *array, const uint8_t *data, size_t count) {
    size_t size = array->kind->size, at = array->count;
    if (count % size) return raise_error(task, ValueError, "bytes length not a multiple of item size"), false;
    if (!array_open(task, array, at, count / size)) return false;
    if (count) memcpy(array_at(array, at), data, count);
    return true;
}

bool array_append_text(Task *task, Array *array, Value str) {
    size_t at = array->count, count = str_count(str);
    if (!array_open(task, array, at, count)) return false;
    for (size_t i = 0; i < count; i++) {
        uint32_t character = str_peek_at(str_of(str), i);
        memcpy(array_at(array, at + i), &character, sizeof character);
    }
    return true;
}

Value array_list(const Array *array) {
    Value list = list_new(array->count);
    for (size_t i = 0; i < array->count && !is_absent(list); i++) {
        Value item = item_get(array->kind, array_at(array, i));
        if (is_absent(item) || !list_push_take(list_of(list), item)) replace_take(&list, ABSENT);
    }
    return list;
}

static uint32_t character_at(const Array *array, size_t index) {
    uint32_t character;
    memcpy(&character, array_at(array, index), sizeof character);
    return character;
}

Value array_text(const Array *array) {
    uint32_t widest = 0;
    for (size_t i = 0; i < array->count; i++) {
        uint32_t character = character_at(array, i);
        if (character > widest) widest = character;
    }
    Str *str = str_make(array->count, str_width_for(widest));
    for (size_t i = 0; str && i < array->count; i++) {
        uint32_t character = character_at(array, i);
        str_put(str, i, character > 0x10ffff ? 0xfffd : character);
    }
    return str_finish_take(str);
}

bool array_check_item(Task *task, const Array *array, size_t index) {
    if (array->kind->typecode != 'u' || character_at(array, index) <= 0x10ffff) return true;
    raise_error(task, ValueError, "chr() arg not in range(0x110000)");
    return false;
}

bool array_check_text(Task *task, const Array *array) {
    if (array->kind->typecode != 'u') return true;
    for (size_t i = 0; i < array->count; i++) {
        uint32_t character = character_at(array, i);
        if (character <= 0x10ffff) continue;
        raise_error(task, ValueError, "character U+%x is not in range [U+0000; U+10ffff]", character);
        return false;
    }
    return true;
}

/* ---- as a value */

static void free_array(Object *object) {
    memory_free(((Array *)object)->data);
    object_release_memory(object);
}

static void expose(Object *object, Exposure *exposure) {
    Array *array = (Array *)object;
    char format = array->kind->typecode == 'u' ? 'w' : array->kind->typecode;
    *exposure = (Exposure){ array->data, array->count * array->kind->size, &array->exports, format, false };
}

static Verdict no_hash(Value self, int64_t *hash, int depth) {
    return (void)self, (void)hash, (void)depth, NO;
}
static Verdict truth(Value self) { return array_of(self)->count ? YES : NO; }
static int64_t length(Value self) { return (int64_t)array_of(self)->count; }

static bool is_text(const Array *array) {
    if (array->kind->typecode != 'u') return true;
    for (size_t i = 0; i < array->count; i++) {
        if (character_at(array, i) > 0x10ffff) return false;
    }
    return true;
}

/* array('i', [1, 2]); what is no character is the row's matter, which says so. */
static Verdict repr(Buffer *out, Value self, int depth) {
    const Array *array = array_of(self);
    const Type *type = object_type(self);
    if (!is_text(array)) return HOOK;
    if (type->flags & TYPE_HEAP)
        value_str(out, class_of_heap_type(type)->name);
    else
        buffer_append_text(out, "array");
    buffer_append_format(out, "('%c'", array->kind->typecode);
    if (array->count) {
        Value items = array->kind->typecode == 'u' ? array_text(array) : array_list(array);
        buffer_append_text(out, ", ");
        if (is_absent(items))
            out->failed = true;
        else
            value_repr(out, items, depth);
        release(items);
    }
    buffer_append_text(out, ")");
    return YES;
}

Outcome array_repr(Call *call) {
    Buffer out = { 0 };
    if (!array_check_text(call->task, self_array(call))) return RAISED;
    repr(&out, call->args[0], 0);
    return give_buffer(call, &out);
}

/* The first pair that differs, up to the end of the shorter; false: there is none. Owned. */
static bool find_difference(const Array *a, const Array *b, Value *x, Value *y) {
    size_t count = a->count < b->count ? a->count : b->count, size = a->kind->size;
    bool by_bytes = a->kind == b->kind && (a->kind->is_integer || a->kind->typecode == 'u');
    for (size_t i = 0; i < count; i++) {
        if (by_bytes && !memcmp(array_at(a, i), array_at(b, i), size)) continue;
        *x = item_get(a->kind, array_at(a, i));
        *y = item_get(b->kind, array_at(b, i));
        if (value_equal(*x, *y, 0) != YES) return true;
        release(*x);
        release(*y);
    }
    return false;
}

static Verdict equal(Value a, Value b, int depth) {
    Value x, y;
    (void)depth;
    if (!is_array(a) || !is_array(b)) return UNSUPPORTED;
    if (array_of(a)->count != array_of(b)->count) return NO;
    if (!find_difference(array_of(a), array_of(b), &x, &y)) return YES;
    release(x);
    release(y);
    return NO;
}

static Verdict order(Value a, Value b, int *order, int depth) {
    Value x, y;
    if (!is_array(a) || !is_array(b)) return UNSUPPORTED;
    size_t first = array_of(a)->count, second = array_of(b)->count;
    if (!find_difference(array_of(a), array_of(b), &x, &y)) {
        *order = first < second ? -1 : first > second;
        return YES;
    }
    Verdict verdict = value_order(x, y, order, depth);
    release(x);
    release(y);
    return verdict;
}

/* ---- its iterator */

typedef struct {
    Container head;
    Value array; /* ABSENT once it has ended */
    size_t position;
} ArrayIterator;

static void iterator_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((ArrayIterator *)object)->array, context);
}

static void iterator_clear(Object *object) { replace_take(&((ArrayIterator *)object)->array, ABSENT); }

static Value iterator_next(Value self) {
    ArrayIterator *iterator = (ArrayIterator *)object_of(self);
    if (is_absent(iterator->array)) return ABSENT;
    const Array *array = array_of(iterator->array);
    if (iterator->position < array->count)
        return item_get(array->kind, array_at(array, iterator->position++));
    iterator_clear(&iterator->head.object);
    return ABSENT;
}

static const Type iterator_type = {
    .name = "array.arrayiterator",
    .flags = TYPE_CONTAINER,
    .size = sizeof(ArrayIterator),
    .free = container_free,
    .visit = iterator_visit,
    .clear = iterator_clear,
    .iterate = retain,
    .next = iterator_next,
};

static Value array_iterate(Value self) {
    ArrayIterator *iterator = container_new(&iterator_type, sizeof *iterator);
    iterator->array = retain(self);
    return object_value(iterator);
}

/* ---- the type */

const Type array_type = {
    .name = "array.array",
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAK | TYPE_MADE_WHOLE | TYPE_SEQUENCE,
    .size = sizeof(Array),
    .free = free_array,
    .repr = repr,
    .hash = no_hash,
    .equal = equal,
    .order = order,
    .truth = truth,
    .length = length,
    .iterate = array_iterate,
    .expose = expose,
};

/* iter(array) and where it stands; of one that has ended, iter(()). */
static Outcome iterator_reduce(Call *call) {
    const ArrayIterator *iterator = (const ArrayIterator *)object_of(call->args[0]);
    bool has_ended = is_absent(iterator->array);
    Value argument = has_ended ? tuple_from(NULL, 0) : retain(iterator->array);
    Value parts[] = { retain(dict_peek_text(call_machine(call)->builtins, "iter")),
                      tuple_from_take(&argument, 1), int_from_int64((int64_t)iterator->position) };
    Value reduced = tuple_from(parts, has_ended ? 2 : 3);
    for (size_t i = 0; i < 3; i++) release(parts[i]);
    return give(call, reduced);
}

static Outcome iterator_set_state(Call *call) {
    ArrayIterator *iterator = (ArrayIterator *)object_of(call->args[0]);
    int64_t position;
    if (!arg_int64(call, 1, &position)) return RAISED;
    if (is_absent(iterator->array)) return give_none(call);
    int64_t count = (int64_t)array_of(iterator->array)->count;
    iterator->position = (size_t)(position < 0 ? 0 : position > count ? count : position);
    return give_none(call);
}

static const NativeSpec iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, "Implement iter(self)." },
    { "__next__(self, /)", container_next, "Implement next(self)." },
    { "__reduce__(self, /)", iterator_reduce, "What pickling needs to make it again." },
    { "__setstate__(self, state, /)", iterator_set_state, "Go to a place." },
    { 0 },
};

const ClassSpec array_iterator_class = {
    .type = &iterator_type,
    .module = "array",
    .methods = iterator_methods,
    .is_hidden = true,
};
