/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One object for equal texts: names in code, so that a lookup mostly ends at a comparison of addresses. The
 * table holds no references: a str takes itself out at its end. Linear probing; deleting moves later members
 * up. */
#include "base/memory.h"
#include "value/str.h"

static struct {
    Str **slots;
    size_t mask, count;
} table;

static size_t home_of(const Str *str) { return (size_t)str_hash(object_value(str)) & table.mask; }

/* The slot that holds this text, or the free one where it belongs. */
static size_t find_slot(const Str *str) {
    size_t i = home_of(str);
    while (table.slots[i] && !str_equal(object_value(table.slots[i]), object_value(str)))
        i = (i + 1) & table.mask;
    return i;
}

static void grow(void) {
    Str **old = table.slots;
    size_t old_size = old ? table.mask + 1 : 0;
    size_t size = old ? old_size * 2 : 1024;
    table.slots = memory_get_zeroed(size * sizeof *table.slots);
    table.mask = size - 1;
    for (size_t i = 0; i < old_size; i++) {
        if (old[i]) table.slots[find_slot(old[i])] = old[i];
    }
    memory_free(old);
}

Value str_intern(Value value) {
    Str *str = str_of(value);
    if (str->is_interned || str->object.type != &str_type) return retain(value);
    if (!table.slots || table.count * 2 > table.mask) grow();
    size_t i = find_slot(str);
    if (table.slots[i]) return retain(object_value(table.slots[i]));
    table.slots[i] = str;
    table.count++;
    str->is_interned = true;
    return retain(value);
}

bool str_is_interned(Value value) {
    const Str *str = str_of(value);
    return str->is_interned || (table.slots && table.slots[find_slot(str)]);
}

void str_forget_interned(Str *str) {
    size_t hole = home_of(str);
    while (table.slots[hole] != str) hole = (hole + 1) & table.mask;
    table.count--;
    for (size_t i = hole;;) {
        i = (i + 1) & table.mask;
        if (!table.slots[i]) break;
        size_t distance_of_home = (i - home_of(table.slots[i])) & table.mask;
        if (distance_of_home < ((i - hole) & table.mask)) continue; /* it would leave its home's run */
        table.slots[hole] = table.slots[i];
        hole = i;
    }
    table.slots[hole] = NULL;
}
