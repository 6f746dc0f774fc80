/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/memoryview.h"
#include "base/hash.h"
#include "value/float.h"
#include "value/int.h"
#include <string.h>

bool is_memoryview(Value value) { return has_type(value, TYPE_ID_MEMORYVIEW); }

static ByteArray *array_of(Value base) { return is_bytearray(base) ? (ByteArray *)object_of(base) : NULL; }

Value memoryview_new(Value base, size_t start, int64_t step, size_t count) {
    MemoryView *view = object_new(&memoryview_type, sizeof *view);
    view->base = retain(base);
    view->start = start;
    view->step = step;
    view->count = count;
    view->format = 'B';
    if (array_of(base)) array_of(base)->exports++;
    return object_value(view);
}

Value memoryview_cast_to(const MemoryView *view, char format) {
    Value made = memoryview_new(view->base, view->start, 1, view->count);
    memoryview_of(made)->format = format;
    return made;
}

size_t memoryview_item_size(char format) {
    switch (format) {
    case 'B':
    case 'b':
    case 'c':
    case '?': return 1;
    case 'h':
    case 'H': return sizeof(short);
    case 'i':
    case 'I':
    case 'f': return sizeof(int);
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd': return sizeof(long long);
    default: return 0;
    }
}

Value memoryview_item(const MemoryView *view, size_t index) {
    const uint8_t *at = memoryview_peek_at(view, index * memoryview_item_size(view->format));
    union {
        int8_t b;
        int16_t h;
        uint16_t H;
        int32_t i;
        uint32_t I;
        int64_t q;
        uint64_t Q;
        float f;
        double d;
    } item;
    memcpy(&item, at, memoryview_item_size(view->format));
    switch (view->format) {
    case 'b': return small_int(item.b);
    case 'c': return bytes_new(at, 1);
    case '?': return bool_value(item.b);
    case 'h': return small_int(item.h);
    case 'H': return small_int(item.H);
    case 'i': return small_int(item.i);
    case 'I': return small_int(item.I);
    case 'l':
    case 'q':
    case 'n': return int_from_int64(item.q);
    case 'L':
    case 'Q':
    case 'N':
    case 'P': return int_from_uint64(item.Q);
    case 'f': return float_new((double)item.f);
    case 'd': return float_new(item.d);
    default: return small_int(*at);
    }
}

void memoryview_release(MemoryView *view) {
    if (is_absent(view->base)) return;
    if (array_of(view->base)) array_of(view->base)->exports--;
    replace_take(&view->base, ABSENT);
}

bool memoryview_is_readonly(const MemoryView *view) { return !is_bytearray(view->base); }

uint8_t *memoryview_peek_at(const MemoryView *view, size_t index) {
    const uint8_t *data;
    size_t count;
    if (!bytes_peek(view->base, &data, &count)) return NULL;
    return (uint8_t *)(uintptr_t)data + (int64_t)view->start + (int64_t)index * view->step;
}

static void free_view(Object *object) {
    memoryview_release((MemoryView *)object);
    object_release_memory(object);
}

static Verdict repr_view(Buffer *out, Value self, int depth) {
    (void)depth;
    const char *kind = is_absent(memoryview_of(self)->base) ? "released memory" : "memory";
    buffer_append_format(out, "<%s at 0x%lx>", kind, (unsigned long)self.word);
    return YES;
}

/* Of a view, or of whatever else has bytes. */
static bool byte_at(Value value, size_t index, uint8_t *byte) {
    const uint8_t *data;
    size_t count;
    if (is_memoryview(value)) {
        const MemoryView *view = memoryview_of(value);
        if (is_absent(view->base) || index >= view->count) return false;
        *byte = *memoryview_peek_at(view, index);
        return true;
    }
    if (!bytes_peek(value, &data, &count) || index >= count) return false;
    *byte = data[index];
    return true;
}

static Verdict equal_views(Value a, Value b, int depth) {
    (void)depth;
    const uint8_t *data;
    size_t count;
    if (is_memoryview(b))
        count = memoryview_of(b)->count;
    else if (!bytes_peek(b, &data, &count))
        return UNSUPPORTED;
    if (is_absent(memoryview_of(a)->base) || (is_memoryview(b) && is_absent(memoryview_of(b)->base))) {
        return is_same(a, b) ? YES : NO;
    }
    bool has_formats =
        memoryview_of(a)->format != 'B' || (is_memoryview(b) && memoryview_of(b)->format != 'B');
    if (has_formats && (!is_memoryview(b) || memoryview_of(a)->format != memoryview_of(b)->format))
        return UNSUPPORTED;
    if (memoryview_of(a)->count != count) return NO;
    for (size_t i = 0; i < count; i++) {
        uint8_t first = 0, second = 0;
        if (!byte_at(a, i, &first) || !byte_at(b, i, &second) || first != second) return NO;
    }
    return YES;
}

/* As the bytes it shows, if they cannot change; views of a bytearray are unhashable. */
static Verdict hash_of_view(Value self, int64_t *hash, int depth) {
    (void)depth;
    const uint8_t *data;
    size_t count;
    if (!is_bytes(memoryview_of(self)->base) || !bytes_peek(self, &data, &count)) return NO;
    *hash = hash_bytes(data, count);
    return YES;
}

static Verdict truth_of_view(Value self) { return memoryview_of(self)->count ? YES : NO; }

typedef struct {
    Object object;
    Value view;
    size_t position;
} ViewIterator;

static Value next_byte(Value self) {
    ViewIterator *iterator = (ViewIterator *)object_of(self);
    if (is_absent(iterator->view)) return ABSENT;
    const MemoryView *view = memoryview_of(iterator->view);
    if (!is_absent(view->base) && iterator->position < view->count / memoryview_item_size(view->format))
        return memoryview_item(view, iterator->position++);
    replace_take(&iterator->view, ABSENT);
    return ABSENT;
}

static void free_iterator(Object *object) {
    release(((ViewIterator *)object)->view);
    object_release_memory(object);
}

const Type memoryview_iterator_type = {
    .name = "memory_iterator",
    .size = sizeof(ViewIterator),
    .free = free_iterator,
    .iterate = retain,
    .next = next_byte,
};

static Value iterate_view(Value self) {
    ViewIterator *iterator = object_new(&memoryview_iterator_type, sizeof *iterator);
    iterator->view = retain(self);
    return object_value(iterator);
}

const Type memoryview_type = {
    .flags = TYPE_WEAK | TYPE_SEQUENCE,
    .name = "memoryview",
    .id = TYPE_ID_MEMORYVIEW,
    .size = sizeof(MemoryView),
    .free = free_view,
    .repr = repr_view,
    .hash = hash_of_view,
    .equal = equal_views,
    .truth = truth_of_view, /* its length is a method: a released view has none */
    .iterate = iterate_view,
};
