/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Value is one tagged word.
 *
 *     ...nnnn1   a small int, 63 bits with its sign
 *     ...cccc10  a constant: None, False, True, or ABSENT
 *     ...pppp00  an Object *, never NULL
 *
 * It is a struct, so the compiler refuses a bare integer. Floats are boxed: our programs do ports, lengths,
 * checksums and nanoseconds, which other taggings would box, and hardly any floats.
 * ABSENT is no value of the notation: an argument not given, a deleted variable, the end of an iterator, a
 * constructor that memory refused. It may be retained and released like any other.
 *
 * Ownership, everywhere: parameters are borrowed, results are owned. A function that keeps what it is given
 * retains it. `take` in a name means it takes over its argument, `peek` that its result is borrowed. */
#pragma once
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Type Type;

typedef struct Object {
    int64_t references;
    const Type *type;
} Object;

typedef struct {
    uintptr_t word;
} Value;

#define NONE ((Value){ 0x02 })
#define FALSE ((Value){ 0x06 })
#define TRUE ((Value){ 0x0a })
#define ABSENT ((Value){ 0x0e })

#define SMALL_INT_MAX ((int64_t)(INT64_MAX >> 1))
#define SMALL_INT_MIN ((int64_t)(INT64_MIN >> 1))

static inline bool is_same(Value a, Value b) { return a.word == b.word; }
static inline bool is_small_int(Value value) { return value.word & 1; }
static inline bool is_object(Value value) { return (value.word & 3) == 0; }
static inline bool is_none(Value value) { return is_same(value, NONE); }
static inline bool is_absent(Value value) { return is_same(value, ABSENT); }
static inline bool is_bool(Value value) { return is_same(value, TRUE) || is_same(value, FALSE); }

static inline int64_t small_int_of(Value value) { return (int64_t)value.word >> 1; }
/* must fit 63 bits */
static inline Value small_int(int64_t number) { return (Value){ ((uintptr_t)number << 1) | 1 }; }
static inline bool fits_small_int(int64_t number) {
    return number >= SMALL_INT_MIN && number <= SMALL_INT_MAX;
}
static inline Value bool_value(bool truth) { return truth ? TRUE : FALSE; }

static inline Object *object_of(Value value) { return (Object *)value.word; } /* only when is_object */
static inline Value object_value(const void *object) { return (Value){ (uintptr_t)object }; }

void object_free(Object *object); /* at count 0; iterative, see object.c */

static inline Value retain(Value value) {
    if (is_object(value)) object_of(value)->references++;
    return value;
}

static inline void release(Value value) {
    if (is_object(value) && --object_of(value)->references == 0) object_free(object_of(value));
}

/* From the last to the first, as CPython's lists and tuples end: what has a __del__ tells. */
static inline void release_items(const Value *items, size_t count) {
    while (count) release(items[--count]);
}

/* Replaces what *slot holds, taking over `value`. The old value is released last: its end may look at the
 * slot. */
static inline void replace_take(Value *slot, Value value) {
    Value old = *slot;
    *slot = value;
    release(old);
}
