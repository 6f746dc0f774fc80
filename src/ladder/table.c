/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chains, of one member in the mean at most. */
#include "ladder/table.h"
#include "base/hash.h"
#include "base/memory.h"

enum { FIRST_CAPACITY = 64 };

uint64_t table_hash(const void *bytes, size_t count) { return (uint64_t)hash_bytes(bytes, count); }

static TableLink **slot_of(const Table *table, uint64_t hash) {
    return &table->slots[hash & (table->capacity - 1)];
}

static void put(Table *table, TableLink *link) {
    TableLink **slot = slot_of(table, link->hash);
    link->next = *slot;
    *slot = link;
}

static void grow(Table *table) {
    Table larger = { .count = table->count,
                     .capacity = table->capacity ? table->capacity * 2 : FIRST_CAPACITY };
    larger.slots = memory_get_zeroed(larger.capacity * sizeof(TableLink *));
    for (size_t i = 0; i < table->capacity; i++) {
        for (TableLink *link = table->slots[i], *next; link; link = next) {
            next = link->next;
            put(&larger, link);
        }
    }
    memory_free(table->slots);
    *table = larger;
}

void table_add(Table *table, TableLink *link, uint64_t hash) {
    if (table->count == table->capacity) grow(table);
    link->hash = hash;
    put(table, link);
    table->count++;
}

void table_remove(Table *table, TableLink *link) {
    TableLink **at = slot_of(table, link->hash);
    while (*at != link) at = &(*at)->next;
    *at = link->next;
    link->next = NULL;
    table->count--;
}

TableLink *table_find(const Table *table, uint64_t hash, TableEquals *equals, const void *key) {
    if (!table->capacity) return NULL;
    for (TableLink *link = *slot_of(table, hash); link; link = link->next) {
        if (link->hash == hash && equals(link, key)) return link;
    }
    return NULL;
}

void table_clear(Table *table) {
    memory_free(table->slots);
    *table = (Table){ 0 };
}
