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
    size_t count;
} MemoryView;

extern const Type memoryview_type, memoryview_iterator_type;

static inline MemoryView *memoryview_of(Value value) { return (MemoryView *)object_of(value); }
bool is_memoryview(Value value);
Value memoryview_new(Value base, size_t start, int64_t step, size_t count);
void memoryview_release(MemoryView *view);
bool memoryview_is_readonly(const MemoryView *view);
uint8_t *memoryview_peek_at(const MemoryView *view, size_t index); /* borrowed, of the base */
