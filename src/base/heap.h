/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intrusive binary heap of deadlines, the nearest first; equal deadlines leave in the order they came.
 * A member embeds a HeapEntry; its index is 0 when it is in no heap, so removing twice is harmless. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t deadline; /* nanoseconds of sched_now() */
    uint64_t sequence;
    size_t index; /* 1-based place in the heap */
} HeapEntry;

typedef struct {
    HeapEntry **entries;
    size_t count, capacity;
    uint64_t sequence;
} Heap;

void heap_push(Heap *heap, HeapEntry *entry, int64_t deadline);
void heap_remove(Heap *heap, HeapEntry *entry);
HeapEntry *heap_peek(const Heap *heap); /* borrowed; NULL when empty */
void heap_clear(Heap *heap);
static inline bool heap_holds(const HeapEntry *entry) { return entry->index != 0; }
