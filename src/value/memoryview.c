/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/memoryview.h"
#include "base/hash.h"
#include "base/memory.h"
#include "value/float.h"
#include "value/int.h"
#include "value/tuple.h"
#include <string.h>

/* Of views of several dimensions or none, and of released ones: whether they can be iterated, their class's
 * __iter__ says. */
static const Type memoryview_checked_type;

bool is_memoryview(Value value) { return has_type(value, TYPE_ID_MEMORYVIEW); }

static size_t *exports_of(Value base) {
    if (is_bytearray(base)) return &((ByteArray *)object_of(base))->exports;
    Exposure exposure;
    return bytes_expose(base, &exposure) ? exposure.exports : NULL;
}

Value memoryview_new(Value base, size_t start, int64_t step, size_t count) {
    MemoryView *view = container_new(&memoryview_type, sizeof *view);
    Exposure exposure;
    view->base = retain(base);
    view->inner = ABSENT;
    view->row = 1;
    view->start = start;
    view->step = step;
    view->count = count;
    view->format = 'B';
    view->is_readonly = !is_bytearray(base) && !(bytes_expose(base, &exposure) && !exposure.is_readonly);
    size_t *exports = exports_of(base);
    if (exports) ++*exports;
    return object_value(view);
}

static Value of_format(Value base, size_t start, int64_t step, size_t count, char format) {
    Value made = memoryview_new(base, start, step, count);
    memoryview_of(made)->format = format;
    return made;
}

Value memoryview_over(Value base) {
    Exposure exposure = { .format = 'B' };
    const uint8_t *data;
    size_t count;
    if (!bytes_peek(base, &data, &count)) return ABSENT;
    bytes_expose(base, &exposure);
    size_t size = memoryview_item_size(exposure.format);
    return of_format(base, 0, (int64_t)size, count / size, exposure.format);
}

Value memoryview_part(const MemoryView *view, int64_t start, int64_t step, size_t count) {
    size_t first = (size_t)((int64_t)view->start + start * view->step);
    Value made = of_format(view->base, first, step * view->step, count, view->format);
    memoryview_of(made)->is_readonly = view->is_readonly;
    memoryview_of(made)->inner = retain(view->inner);
    memoryview_of(made)->row = view->row;
    memoryview_of(made)->is_scalar = view->is_scalar;
    memoryview_of(made)->is_marked = view->is_marked;
    object_of(made)->type = view->head.object.type;
    return made;
}

Value memoryview_cast_to(const MemoryView *view, char format) {
    size_t size = memoryview_item_size(format);
    Value made =
        of_format(view->base, view->start, (int64_t)size, memoryview_byte_count(view) / size, format);
    memoryview_of(made)->is_readonly = view->is_readonly;
    return made;
}

Value memoryview_shaped_take(Value value, Value shape) {
    MemoryView *view = memoryview_of(value);
    const Tuple *sizes = tuple_of(shape);
    if (sizes->count == 1) return value;
    view->head.object.type = &memoryview_checked_type;
    view->is_scalar = sizes->count == 0;
    if (view->is_scalar) return value;
    Value inner = tuple_from(sizes->items + 1, sizes->count - 1);
    if (is_absent(inner)) return release(value), ABSENT;
    view->inner = inner;
    for (size_t i = 1; i < sizes->count; i++) view->row *= (size_t)small_int_of(sizes->items[i]);
    view->count = (size_t)small_int_of(sizes->items[0]);
    view->step *= (int64_t)view->row;
    return value;
}

size_t memoryview_dimensions(const MemoryView *view) {
    return is_absent(view->inner) ? !view->is_scalar : tuple_of(view->inner)->count + 1;
}

size_t memoryview_dimension(const MemoryView *view, size_t dimension) {
    return dimension ? (size_t)small_int_of(tuple_of(view->inner)->items[dimension - 1]) : view->count;
}

static size_t row_size(const MemoryView *view) { return view->row * memoryview_item_size(view->format); }

bool memoryview_is_contiguous(const MemoryView *view) {
    return view->count <= 1 || view->step == (int64_t)row_size(view);
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
    case 'w':
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

typedef union {
    int8_t b;
    int16_t h;
    uint16_t H;
    int32_t i;
    uint32_t I;
    int64_t q;
    uint64_t Q;
    float f;
    double d;
} Item;

Value memoryview_item_at(const uint8_t *at, char format) {
    Item item;
    memcpy(&item, at, memoryview_item_size(format));
    switch (format) {
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

Value memoryview_item(const MemoryView *view, size_t index) {
    return memoryview_item_at(memoryview_peek_at(view, index), view->format);
}

static ItemResult put_float(char format, Value value, uint8_t *out) {
    double number;
    Verdict verdict = number_to_double(value, &number);
    if (verdict != YES) return verdict == UNSUPPORTED ? ITEM_OUT_OF_RANGE : ITEM_OF_WRONG_TYPE;
    Item item = { 0 };
    if (format == 'd')
        item.d = number;
    else
        item.f = (float)number;
    memcpy(out, &item, memoryview_item_size(format));
    return ITEM_SET;
}

static ItemResult put_char(Value value, uint8_t *out) {
    const uint8_t *data;
    size_t count;
    if (!is_bytes(value) || !bytes_peek(value, &data, &count)) return ITEM_OF_WRONG_TYPE;
    if (count != 1) return ITEM_OUT_OF_RANGE;
    *out = *data;
    return ITEM_SET;
}

static ItemResult put_int(char format, Value value, uint8_t *out) {
    size_t size = memoryview_item_size(format);
    unsigned spare = 64 - 8 * (unsigned)size;
    int64_t number = 0;
    uint64_t bits = 0;
    if (!is_int(value)) return ITEM_OF_WRONG_TYPE;
    bool is_signed = strchr("bhilqn", format);
    bool fits = is_signed ? int_fits_int64(value, &number) && number >= INT64_MIN >> spare &&
                                number <= INT64_MAX >> spare
                          : int_fits_uint64(value, &bits) && bits <= UINT64_MAX >> spare;
    if (!fits) return ITEM_OUT_OF_RANGE;
    Item item;
    item.Q = is_signed ? (uint64_t)number : bits;
    if (size == 4) item.I = (uint32_t)item.Q;
    if (size == 2) item.H = (uint16_t)item.Q;
    if (size == 1) item.b = (int8_t)(uint8_t)item.Q;
    memcpy(out, &item, size);
    return ITEM_SET;
}

ItemResult memoryview_put(char format, Value value, uint8_t *out) {
    switch (format) {
    case 'f':
    case 'd': return put_float(format, value, out);
    case 'c': return put_char(value, out);
    case '?': *out = is_same(value, TRUE); return ITEM_SET;
    default: return put_int(format, value, out);
    }
}

void memoryview_copy_bytes(const MemoryView *view, uint8_t *out) {
    size_t size = row_size(view);
    if (!view->count) return;
    if (memoryview_is_contiguous(view)) {
        memcpy(out, memoryview_peek_at(view, 0), view->count * size);
        return;
    }
    for (size_t i = 0; i < view->count; i++) memcpy(out + i * size, memoryview_peek_at(view, i), size);
}

void memoryview_release(MemoryView *view) {
    if (is_absent(view->base)) return;
    size_t *exports = exports_of(view->base);
    if (exports) --*exports;
    view->head.object.type = &memoryview_checked_type;
    replace_take(&view->base, ABSENT);
}

uint8_t *memoryview_peek_at(const MemoryView *view, size_t index) {
    const uint8_t *data;
    size_t count;
    if (!bytes_peek(view->base, &data, &count)) return NULL;
    return (uint8_t *)(uintptr_t)data + (int64_t)view->start + (int64_t)index * view->step;
}

static void free_view(Object *object) {
    memoryview_release((MemoryView *)object);
    release(((MemoryView *)object)->inner);
    object_release_memory(object);
}

static void visit_view(Object *object, VisitFunction *visit, void *context) {
    visit(((MemoryView *)object)->base, context);
}

static void clear_view(Object *object) { memoryview_release((MemoryView *)object); }

static Verdict repr_view(Buffer *out, Value self, int depth) {
    (void)depth;
    const char *kind = is_absent(memoryview_of(self)->base) ? "released memory" : "memory";
    buffer_append_format(out, "<%s at 0x%lx>", kind, (unsigned long)self.word);
    return YES;
}

/* The items of a view, or of whatever else has bytes. */
typedef struct {
    const uint8_t *first;
    int64_t step;
    size_t count, row;
    char format;
    bool is_scalar;
    Value inner;
} Items;

static bool items_of(Value value, Items *items) {
    if (is_memoryview(value)) {
        const MemoryView *view = memoryview_of(value);
        *items =
            (Items){ NULL, view->step, view->count, view->row, view->format, view->is_scalar, view->inner };
        if (view->count && !is_absent(view->base)) items->first = memoryview_peek_at(view, 0);
        return true;
    }
    Exposure exposure = { .format = 'B' };
    size_t count;
    if (!bytes_peek(value, &items->first, &count)) return false;
    bytes_expose(value, &exposure);
    size_t size = memoryview_item_size(exposure.format);
    *items = (Items){ items->first, (int64_t)size, count / size, 1, exposure.format, false, ABSENT };
    return true;
}

static bool is_equal_item(const Items *a, const Items *b, size_t index, size_t within) {
    const uint8_t *first = a->first + (int64_t)index * a->step, *second = b->first + (int64_t)index * b->step;
    first += within * memoryview_item_size(a->format);
    second += within * memoryview_item_size(b->format);
    bool is_float = strchr("fd", a->format) || strchr("fd", b->format);
    if (a->format == b->format && !is_float)
        return memcmp(first, second, memoryview_item_size(a->format)) == 0;
    Value x = memoryview_item_at(first, a->format), y = memoryview_item_at(second, b->format);
    bool equal = value_equal(x, y, 0) == YES;
    release(x);
    release(y);
    return equal;
}

static bool is_released(Value value) { return is_memoryview(value) && is_absent(memoryview_of(value)->base); }

static Verdict equal_views(Value a, Value b, int depth) {
    (void)depth;
    Items first, second;
    if (!items_of(a, &first) || !items_of(b, &second)) return UNSUPPORTED;
    if (is_released(a) || is_released(b)) return is_same(a, b) ? YES : NO;
    if (first.count != second.count || first.format == 'w' || second.format == 'w') return NO;
    bool flat = is_absent(first.inner) && is_absent(second.inner);
    if (first.is_scalar != second.is_scalar || is_absent(first.inner) != is_absent(second.inner)) return NO;
    if (!flat && value_equal(first.inner, second.inner, 0) != YES) return NO;
    for (size_t i = 0; i < first.count * first.row; i++) {
        if (!is_equal_item(&first, &second, i / first.row, i % first.row)) return NO;
    }
    return YES;
}

/* As the bytes it shows, if they cannot change; what has been told once is told of a released one too. */
static Verdict hash_of_view(Value self, int64_t *hash, int depth) {
    MemoryView *view = memoryview_of(self);
    int64_t held;
    if (view->has_hash) return *hash = view->hash, YES;
    if (is_absent(view->base) || !view->is_readonly || !strchr("Bbc", view->format) ||
        value_hash(view->base, &held, depth + 1) != YES)
        return NO;
    size_t count = memoryview_byte_count(view);
    uint8_t *bytes = memory_try(count + 1);
    if (!bytes) return NO;
    memoryview_copy_bytes(view, bytes);
    *hash = view->hash = hash_bytes(bytes, count);
    view->has_hash = true;
    memory_free(bytes);
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
    if (!is_absent(view->base) && iterator->position < view->count)
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

#define VIEW_TYPE(own_flags, iterator)                                                                       \
    {                                                                                                        \
        .flags = TYPE_CONTAINER | TYPE_WEAK | TYPE_SEQUENCE | (own_flags), .name = "memoryview",             \
        .id = TYPE_ID_MEMORYVIEW, .size = sizeof(MemoryView), .free = free_view, .visit = visit_view,        \
        .clear = clear_view, .repr = repr_view, .hash = hash_of_view, .equal = equal_views,                  \
        .truth = truth_of_view, /* its length is a method: a released view has none */                       \
            .iterate = iterator                                                                              \
    }
const Type memoryview_type = VIEW_TYPE(0, iterate_view);
static const Type memoryview_checked_type = VIEW_TYPE(0, NULL);
