/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str: immutable, characters of one fixed width (1, 2 or 4 bytes, the narrowest that holds them all), so
 * indexing is O(1), and lone surrogates are characters like others. The hash is computed once. ABSENT as a
 * result means that memory refused, unless said otherwise. Positions and counts are in characters. See
 * https://docs.python.org/3.11/library/stdtypes.html#text-sequence-type-str */
#pragma once
#include "base/buffer.h"
#include "value/object.h"

/* A struct, so that characters of another encoding cannot go where C strings go. */
typedef struct {
    uint8_t byte;
} StrByte;

typedef struct {
    Object object;
    int64_t hash; /* -1: not computed */
    size_t count;
    uint8_t width; /* 1, 2 or 4 */
    bool is_ascii;
    bool is_interned;
    /* The characters follow, and one zero character, so that an ASCII str is a C string: str_peek_ascii. */
    _Alignas(8) StrByte data[];
} Str;

typedef struct {
    Object object;
    Value str; /* ABSENT once at the end */
    size_t position;
} StrIterator;

extern const Type str_type, str_iterator_type, str_ascii_iterator_type;

bool is_str(Value value); /* str or an instance of a subclass */
static inline Str *str_of(Value value) { return (Str *)object_of(value); }

Value str_new(const char *utf8); /* must be UTF-8, NUL-terminated */
/* must be UTF-8; surrogates in 3-byte form are allowed */
Value str_from_utf8(const char *bytes, size_t count);
Value str_from_buffer_take(Buffer *utf8); /* as above, clears the buffer; ABSENT if it failed */
Value str_from_ascii(const char *bytes, size_t count);
Value str_from_code_point(uint32_t code_point); /* single characters below 256 are shared */
Value str_from_code_points(const uint32_t *code_points, size_t count);
Value str_from_int64(int64_t number); /* decimal */
Value str_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A C string, borrowed; the str must be ASCII. */
static inline const char *str_peek_ascii(Value value) {
    assert(str_of(value)->is_ascii);
    return (const char *)str_of(value)->data;
}
static inline size_t str_count(Value value) { return str_of(value)->count; }
static inline uint32_t str_peek_at(const Str *str, size_t index) {
    switch (str->width) {
    case 1: return ((const uint8_t *)str->data)[index];
    case 2: return ((const uint16_t *)(const void *)str->data)[index];
    default: return ((const uint32_t *)(const void *)str->data)[index];
    }
}

void str_append_utf8(Buffer *out, Value str); /* lone surrogates in their 3-byte form */
void str_append_repr(Buffer *out, Value str);
void str_append_ascii(Buffer *out, Value str); /* escapes what is not ASCII, as ascii() does with a repr */
/* A C string of it, borrowed from `scratch` or from the str itself; never NULL. May hold NULs: see *count if
 * not NULL. */
const char *str_peek_utf8(Value str, Buffer *scratch, size_t *count);
bool str_has_surrogates(Value str);
bool str_is(Value value, const char *ascii); /* is a str equal to this ASCII text */

Value str_concat(Value a, Value b);
/* takes a, in place when nothing else holds it: `s += t` in a loop stays linear; ABSENT: a is as it was, and
 * not taken */
Value str_append_take(Value a, Value b);
Value str_repeat(Value str, size_t times);
Value str_slice(Value str, int64_t start, int64_t step,
                size_t count); /* clipped by the caller (slice_indices) */
Value str_at(Value str, size_t index);
int str_compare(Value a, Value b);
bool str_equal(Value a, Value b);
int64_t str_hash(Value str);
int64_t str_find(Value str, Value part, size_t start, size_t end); /* -1: not there */
int64_t str_find_last(Value str, Value part, size_t start, size_t end);
Value str_replace(Value str, Value old, Value new, int64_t most);                     /* most < 0: all */
Value str_join(Value separator, const Value *items, size_t count);                    /* all str */
size_t str_occurrences(Value str, Value part, size_t start, size_t end, size_t most); /* not overlapping */
Value str_intern(Value str); /* one object for equal texts: names in code; result is owned */

/* For those who build a str in place: make it, fill all characters, then finish. NULL: memory refused. */
Str *str_make(size_t count, uint8_t width);
/* must fit to->width */
void str_copy_characters(Str *to, size_t at, const Str *from, size_t start, size_t count);
static inline void str_put(Str *str, size_t index, uint32_t code_point) {
    switch (str->width) {
    case 1: ((uint8_t *)str->data)[index] = (uint8_t)code_point; return;
    case 2: ((uint16_t *)(void *)str->data)[index] = (uint16_t)code_point; return;
    default: ((uint32_t *)(void *)str->data)[index] = code_point;
    }
}
static inline uint8_t str_width_for(uint32_t code_point) {
    return code_point < 0x100 ? 1 : code_point < 0x10000 ? 2 : 4;
}
Value str_finish_take(Str *str); /* gives it its narrowest width; NULL gives ABSENT */
Value str_empty(void);
Value str_new_of(const Type *type, Value str); /* an instance of a program's subclass with this text */
bool str_is_interned(Value str);               /* this text, as this object or another */
void str_forget_interned(Str *str);            /* at its end */
