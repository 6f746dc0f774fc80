/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The constants, or the names, of a code: values in order, each only once.
 *
 * Names are interned, so they are compared by identity. Constants are the same when type and value are:
 * 1, 1.0 and True stay apart, and so do 0.0 and -0.0, inside tuples too. */
#pragma once
#include "value/value.h"

typedef struct {
    Value *items; /* owned */
    size_t count, capacity;
    uint32_t *index; /* by hash, open addressing: number of the item + 1, or 0 */
    size_t index_size;
    bool by_identity;
    bool failed; /* memory refused to hold one */
} Pool;

void pool_clear(Pool *pool);                /* a zeroed Pool is empty */
uint32_t pool_add(Pool *pool, Value value); /* the number of the value; retains it when new */
bool pool_has(const Pool *pool, Value value);
bool constant_is_same(Value a, Value b);
