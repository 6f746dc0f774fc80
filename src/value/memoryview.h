/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memoryview: a window onto the memory of a bytes-like object (bytes.h), without a copy; items of one native
 * format, in one dimension or, cast to a shape, in several or in none. While it looks at what could be
 * resized, that may not be: it counts as an export until it is released. See
 * https://docs.python.org/3.11/library/stdtypes.html#memory-views */
#pragma once
#include "value/bytes.h"

typedef struct {
    Container head;
    Value base; /* bytes-like, and no view; ABSENT once released */
    /* Of several dimensions a tuple of the sizes of all but the first; then what is called an item here is a
     * row of that many, which lie side by side. ABSENT: one dimension, or none. */
    Value inner;
    size_t row;   /* items in a row, the product of those sizes; else 1 */
    size_t start; /* of its bytes, the first item's */
    int64_t step; /* bytes from one item to the next */
    size_t count; /* items */
    int64_t hash; /* once has_hash */
    char format;  /* of an item, as module struct has it natively; 'w': a character of array */
    bool is_readonly, has_hash;
    bool is_scalar; /* no dimension, one item */
    bool is_marked; /* its format was given with an @ */
} MemoryView;

extern const Type memoryview_type, memoryview_iterator_type;

static inline MemoryView *memoryview_of(Value value) { return (MemoryView *)object_of(value); }
bool is_memoryview(Value value);
Value memoryview_new(Value base, size_t start, int64_t step, size_t count); /* of bytes */
Value memoryview_over(Value base);                                          /* all of it, in its format */
/* Of the same items `count`, from one on, every so many. */
Value memoryview_part(const MemoryView *view, int64_t start, int64_t step, size_t count);
/* The same bytes as items of a format: bytes side by side, a multiple of its size; in one dimension. */
Value memoryview_cast_to(const MemoryView *view, char format);
/* The same in the dimensions of this tuple of sizes, whose product is the number of items. Takes the view. */
Value memoryview_shaped_take(Value view, Value shape);
size_t memoryview_dimensions(const MemoryView *view);
size_t memoryview_dimension(const MemoryView *view, size_t dimension); /* its size */
size_t memoryview_item_size(char format);                              /* 0: there is no such format */
static inline size_t memoryview_byte_count(const MemoryView *view) {
    return view->count * view->row * memoryview_item_size(view->format);
}
bool memoryview_is_contiguous(const MemoryView *view);
/* The item at index, below count, of a format that is not 'w', in one dimension or none; ABSENT: memory
 * refused. */
Value memoryview_item(const MemoryView *view, size_t index);
Value memoryview_item_at(const uint8_t *at, char format); /* the same, where it stands */
typedef enum { ITEM_SET, ITEM_OF_WRONG_TYPE, ITEM_OUT_OF_RANGE } ItemResult;
/* Writes an int, float, bool or bytes as an item of this format. */
ItemResult memoryview_put(char format, Value value, uint8_t *out);
void memoryview_copy_bytes(const MemoryView *view, uint8_t *out);
void memoryview_release(MemoryView *view);
uint8_t *memoryview_peek_at(const MemoryView *view, size_t index); /* borrowed, of the base */
