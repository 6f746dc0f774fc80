/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intrusive hash table. A member embeds a TableLink; what is equal, the caller says. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct TableLink {
    struct TableLink *next;
    uint64_t hash;
} TableLink;

typedef struct {
    TableLink **slots; /* as many as a power of two */
    size_t count, capacity;
} Table;

typedef bool TableEquals(const TableLink *link, const void *key);

uint64_t table_hash(const void *bytes, size_t count);
void table_add(Table *table, TableLink *link, uint64_t hash); /* nothing equal may be there */
void table_remove(Table *table, TableLink *link);             /* it must be there */
TableLink *table_find(const Table *table, uint64_t hash, TableEquals *equals, const void *key); /* or NULL */
void table_clear(Table *table); /* its slots; the members are the caller's */
