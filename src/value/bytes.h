/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes and bytearray. A bytes object is immutable and holds its bytes behind its header; a bytearray owns a
 * growable block. A "bytes-like" operand is either, or what a module's type shows of its memory, or a
 * memoryview over them, or a subclass's instance.
 * See https://docs.python.org/3.11/library/stdtypes.html#binary-sequence-types-bytes-bytearray-memoryview */
#pragma once
#include "base/buffer.h"
#include "value/object.h"

typedef struct {
    Object object;
    int64_t hash; /* -1: not computed */
    size_t count;
    uint8_t data[]; /* and one NUL behind */
} Bytes;

typedef struct {
    Object object;
    uint8_t *data;
    size_t count, capacity;
    size_t exports; /* memoryviews and parked calls that hold its memory: while any, it may not be resized */
} ByteArray;

/* What a type of a module shows of its memory (Type.expose), as a bytearray does by itself. */
struct Exposure {
    uint8_t *data;
    size_t count;    /* bytes */
    size_t *exports; /* as of a bytearray; NULL: it is never resized */
    char format;     /* of its items: memoryview.h */
    bool is_readonly;
};

typedef struct {
    Object object;
    Value bytes; /* ABSENT once at the end */
    size_t position;
} BytesIterator;

extern const Type bytes_type;
extern const Type bytearray_type;
extern const Type bytes_iterator_type, bytearray_iterator_type;

Value bytes_new(const void *data, size_t count); /* ABSENT: memory refused, as for all constructors here */
Value bytes_new_uninitialised(size_t count, uint8_t **data);
/* keeps the first count bytes; the only reference must be ours */
Value bytes_shrink_take(Value bytes, size_t count);
/* an instance of a program's subclass */
Value bytes_new_of(const Type *type, const void *data, size_t count);
Value bytes_new_zeroed(size_t count); /* large ones cost nothing until touched */
Value bytearray_new(const void *data, size_t count);
/* false: refused; the caller has checked exports */
CHECKED bool bytearray_resize(ByteArray *array, size_t count);

bool is_bytes(Value value);
bool is_bytearray(Value value);
bool bytes_expose(Value value, Exposure *exposure); /* false, and nothing written: no type of that kind */
/* a bytearray, what a module shows, or a memoryview of one */
bool bytes_peek_writable(Value value, uint8_t **data, size_t *count);
bool bytes_peek(Value value, const uint8_t **data, size_t *count); /* any bytes-like; false: it is none */
Value bytes_concat(Value a, Value b);                              /* of a's type */
Value bytes_repeat(Value bytes, size_t times);
Value bytes_slice(Value bytes, int64_t start, int64_t step, size_t count);
/* -1: not there */
int64_t bytes_find(const uint8_t *data, size_t count, const uint8_t *part, size_t part_count);
int64_t bytes_find_last(const uint8_t *data, size_t count, const uint8_t *part, size_t part_count);
