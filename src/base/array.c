/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/array.h"
#include "base/memory.h"
#include <string.h>

static void *push(void **items, size_t *count, size_t item) {
    return memset((char *)*items + (*count)++ * item, 0, item);
}

void *array_try_push(void *items_pointer, size_t *count, size_t *capacity, size_t item) {
    bool has_room = *count < *capacity || memory_grow(items_pointer, capacity, *count + 1, item);
    return has_room ? push(items_pointer, count, item) : NULL;
}

static void grow_anyway(void **items, size_t count, size_t *capacity, size_t item) {
    size_t larger = *capacity + *capacity / 2 + 8;
    void *moved = memory_get(larger * item);
    if (count) memcpy(moved, *items, count * item);
    memory_free(*items);
    *items = moved;
    *capacity = larger;
}

void *array_push(void *items_pointer, size_t *count, size_t *capacity, size_t item) {
    if (*count == *capacity && !memory_grow(items_pointer, capacity, *count + 1, item))
        grow_anyway(items_pointer, *count, capacity, item);
    return push(items_pointer, count, item);
}
