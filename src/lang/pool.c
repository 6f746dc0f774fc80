/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See pool.h. The tables are small and grow by doubling; nothing is ever taken out. */
#include "lang/pool.h"
#include "base/array.h"
#include "base/memory.h"
#include "value/bytes.h"
#include "value/complex.h"
#include "value/float.h"
#include "value/int.h"
#include "value/str.h"
#include "value/tuple.h"
#include <string.h>

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t hash = (a ^ b) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 32);
}

static uint64_t float_bits(Value value) {
    double number = float_of(value);
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

static uint64_t complex_hash(Value value) {
    ComplexNumber number = complex_of(value);
    uint64_t bits[2];
    memcpy(bits, &number, sizeof bits);
    return mix(bits[0], mix(bits[1], TYPE_ID_COMPLEX));
}

static bool complex_is_same(Value a, Value b) {
    ComplexNumber first = complex_of(a), second = complex_of(b);
    return memcmp(&first, &second, sizeof first) == 0;
}

static uint64_t bytes_hash_quickly(Value value) {
    const uint8_t *data;
    size_t count;
    uint64_t hash = 0;
    bytes_peek(value, &data, &count);
    for (size_t i = 0; i < count; i++) hash = mix(hash, data[i]);
    return hash;
}

static uint64_t constant_hash(Value value) {
    if (!is_object(value)) return mix(value.word, 0);
    uint64_t id = object_type(value)->id;
    switch (id) {
    case TYPE_ID_INT: return mix((uint64_t)int_hash(value), id);
    case TYPE_ID_FLOAT: return mix(float_bits(value), id);
    case TYPE_ID_COMPLEX: return complex_hash(value);
    case TYPE_ID_STR: return mix((uint64_t)str_hash(value), id);
    case TYPE_ID_BYTES: return mix(bytes_hash_quickly(value), id);
    case TYPE_ID_TUPLE: {
        uint64_t hash = id;
        for (size_t i = 0; i < tuple_of(value)->count; i++)
            hash = mix(hash, constant_hash(tuple_of(value)->items[i]));
        return hash;
    }
    default: return mix(value.word, id);
    }
}

static bool tuple_is_same(const Tuple *a, const Tuple *b) {
    if (a->count != b->count) return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!constant_is_same(a->items[i], b->items[i])) return false;
    }
    return true;
}

bool constant_is_same(Value a, Value b) {
    if (is_same(a, b)) return true;
    if (!is_object(a) || !is_object(b) || object_type(a) != object_type(b)) return false;
    switch (object_type(a)->id) {
    case TYPE_ID_INT: return int_compare(a, b) == 0;
    case TYPE_ID_FLOAT: return float_bits(a) == float_bits(b);
    case TYPE_ID_COMPLEX: return complex_is_same(a, b);
    case TYPE_ID_STR: return str_equal(a, b);
    case TYPE_ID_BYTES: return value_equal(a, b, 0) == YES;
    case TYPE_ID_TUPLE: return tuple_is_same(tuple_of(a), tuple_of(b));
    default: return false;
    }
}

static uint64_t pool_hash(const Pool *pool, Value value) {
    return pool->by_identity ? mix(value.word, 0) : constant_hash(value);
}

static void grow_index(Pool *pool) {
    size_t size = pool->index_size ? pool->index_size * 2 : 16;
    memory_free(pool->index);
    pool->index = memory_get_zeroed(size * sizeof *pool->index);
    pool->index_size = size;
    for (size_t i = 0; i < pool->count; i++) {
        size_t slot = pool_hash(pool, pool->items[i]) & (size - 1);
        while (pool->index[slot]) slot = (slot + 1) & (size - 1);
        pool->index[slot] = (uint32_t)i + 1;
    }
}

uint32_t pool_add(Pool *pool, Value value) {
    if (pool->count * 2 >= pool->index_size) grow_index(pool);
    size_t mask = pool->index_size - 1, slot = pool_hash(pool, value) & mask;
    for (; pool->index[slot]; slot = (slot + 1) & mask) {
        Value known = pool->items[pool->index[slot] - 1];
        if (pool->by_identity ? is_same(known, value) : constant_is_same(known, value))
            return pool->index[slot] - 1;
    }
    Value *item = array_try_push(&pool->items, &pool->count, &pool->capacity, sizeof *item);
    if (!item) {
        pool->failed = true;
        return 0;
    }
    *item = retain(value);
    pool->index[slot] = (uint32_t)pool->count;
    return (uint32_t)pool->count - 1;
}

bool pool_has(const Pool *pool, Value value) {
    size_t mask = pool->index_size - 1;
    if (!pool->index_size) return false;
    for (size_t slot = pool_hash(pool, value) & mask; pool->index[slot]; slot = (slot + 1) & mask) {
        if (constant_is_same(pool->items[pool->index[slot] - 1], value)) return true;
    }
    return false;
}

void pool_clear(Pool *pool) {
    for (size_t i = 0; i < pool->count; i++) release(pool->items[i]);
    memory_free(pool->items);
    memory_free(pool->index);
    *pool = (Pool){ .by_identity = pool->by_identity };
}
