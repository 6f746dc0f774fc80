/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The array is a binary tree: the children of place p (from 1) are 2p and 2p + 1. */
#include "base/heap.h"
#include "base/array.h"
#include "base/memory.h"

static bool comes_first(const HeapEntry *a, const HeapEntry *b) {
    return a->deadline < b->deadline || (a->deadline == b->deadline && a->sequence < b->sequence);
}

static void put(Heap *heap, size_t place, HeapEntry *entry) {
    heap->entries[place - 1] = entry;
    entry->index = place;
}

static void sift_up(Heap *heap, size_t place, HeapEntry *entry) {
    while (place > 1 && comes_first(entry, heap->entries[place / 2 - 1])) {
        put(heap, place, heap->entries[place / 2 - 1]);
        place /= 2;
    }
    put(heap, place, entry);
}

static void sift_down(Heap *heap, size_t place, HeapEntry *entry) {
    for (size_t child; (child = 2 * place) <= heap->count; place = child) {
        HeapEntry **pair = &heap->entries[child - 1];
        if (child < heap->count && comes_first(pair[1], pair[0])) child++;
        if (!comes_first(heap->entries[child - 1], entry)) break;
        put(heap, place, heap->entries[child - 1]);
    }
    put(heap, place, entry);
}

void heap_push(Heap *heap, HeapEntry *entry, int64_t deadline) {
    if (entry->index) heap_remove(heap, entry);
    array_push(&heap->entries, &heap->count, &heap->capacity, sizeof(HeapEntry *));
    entry->deadline = deadline;
    entry->sequence = ++heap->sequence;
    sift_up(heap, heap->count, entry);
}

void heap_remove(Heap *heap, HeapEntry *entry) {
    size_t place = entry->index;
    if (!place) return;
    entry->index = 0;
    HeapEntry *last = heap->entries[--heap->count];
    if (last == entry) return;
    if (place > 1 && comes_first(last, heap->entries[place / 2 - 1]))
        sift_up(heap, place, last);
    else
        sift_down(heap, place, last);
}

HeapEntry *heap_peek(const Heap *heap) { return heap->count ? heap->entries[0] : NULL; }

void heap_clear(Heap *heap) {
    for (size_t i = 0; i < heap->count; i++) heap->entries[i]->index = 0;
    memory_free(heap->entries);
    *heap = (Heap){ .sequence = heap->sequence };
}
