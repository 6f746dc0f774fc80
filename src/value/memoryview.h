/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memoryview: a window onto the bytes of a bytes or bytearray object, without a copy; unsigned bytes in one
 * dimension. While it looks at a bytearray, that may not be resized: it counts as an export until it is
 * released. */
#pragma once
#include "value/bytes.h"

typedef struct {
    Object object;
    Value base; /* bytes or bytearray; ABSENT once released */
    size_t start;
    int64_t step;
    size_t count; /* bytes */
    char format;  /* of an item, as module struct has it natively: 'B', or what cast() said; then step is 1 */
} MemoryView;

extern const Type memoryview_type, memoryview_iterator_type;

static inline MemoryView *memoryview_of(Value value) { return (MemoryView *)object_of(value); }
bool is_memoryview(Value value);
Value memoryview_new(Value base, size_t start, int64_t step, size_t count);
/* The same bytes as items of a format: bytes side by side, a multiple of its size. */
Value memoryview_cast_to(const MemoryView *view, char format);
size_t memoryview_item_size(char format); /* 0: there is no such format */
/* The item at index, below count / size; ABSENT: memory refused. */
Value memoryview_item(const MemoryView *view, size_t index);
void memoryview_release(MemoryView *view);
bool memoryview_is_readonly(const MemoryView *view);
uint8_t *memoryview_peek_at(const MemoryView *view, size_t index); /* borrowed, of the base */
