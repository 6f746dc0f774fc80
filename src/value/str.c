/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making, joining and cutting. Every str that leaves here has its narrowest width, so two that are equal have
 * the same bytes: equality is memcmp, and the hash is that of the bytes. */
#include "value/str.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "value/class.h"
#include <string.h>

static bool size_of_str(size_t count, uint8_t width, size_t *size) {
    *size = offsetof(Str, data) + (count + 1) * width;
    return count < PTRDIFF_MAX / 8; /* else it may have overflowed */
}

Str *str_make(size_t count, uint8_t width) {
    size_t size;
    if (!size_of_str(count, width, &size)) return NULL;
    Str *str = memory_try(size);
    if (!str) return NULL;
    str->object = OBJECT_INIT(&str_type);
    str->hash = -1;
    str->count = count;
    str->width = width;
    str->is_ascii = str->is_interned = false;
    str_put(str, count, 0);
    return str;
}

Value str_new_of(const Type *type, Value value) {
    Value copy = class_copy_trailing(type, value);
    if (!is_absent(copy)) str_of(copy)->is_interned = false;
    return copy;
}

static Value ascii_value(Str *str) {
    if (!str) return ABSENT;
    str->is_ascii = true;
    return object_value(str);
}

Value str_empty(void) {
    static Value empty = ABSENT;
    if (is_absent(empty)) empty = ascii_value(str_make(0, 1));
    return retain(empty);
}

Value str_from_code_point(uint32_t code_point) {
    static Value singles[256]; /* small_int never stands here, so a zero word is an unused place */
    bool is_single = code_point < 256;
    if (is_single && singles[code_point].word) return retain(singles[code_point]);
    Str *str = str_make(1, str_width_for(code_point));
    if (!str) return ABSENT;
    str_put(str, 0, code_point);
    str->is_ascii = code_point < 128;
    if (is_single) singles[code_point] = retain(object_value(str));
    return object_value(str);
}

Value str_from_ascii(const char *bytes, size_t count) {
    if (count == 0) return str_empty();
    if (count == 1) return str_from_code_point((uint8_t)*bytes);
    Str *str = str_make(count, 1);
    if (str) memcpy(str->data, bytes, count);
    return ascii_value(str);
}

Value str_from_int64(int64_t number) {
    char digits[24], *first = digits + sizeof digits;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    first = text_decimal(left, first);
    if (number < 0) *--first = '-';
    return str_from_ascii(first, (size_t)(digits + sizeof digits - first));
}

Value str_from_code_points(const uint32_t *code_points, size_t count) {
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++) all |= code_points[i];
    if (count == 0) return str_empty();
    if (count == 1) return str_from_code_point(*code_points);
    Str *str = str_make(count, str_width_for(all));
    if (!str) return ABSENT;
    for (size_t i = 0; i < count; i++) str_put(str, i, code_points[i]);
    str->is_ascii = all < 128;
    return object_value(str);
}

bool is_str(Value value) { return has_type(value, TYPE_ID_STR); }

/* ---- characters of different widths */

#define WIDEN(TO, FROM)                                                                                      \
    do {                                                                                                     \
        TO *target = (TO *)(void *)to->data + at;                                                            \
        const FROM *source = (const FROM *)(const void *)from->data + start;                                 \
        for (size_t i = 0; i < count; i++) target[i] = (TO)source[i];                                        \
    } while (0)

void str_copy_characters(Str *to, size_t at, const Str *from, size_t start, size_t count) {
    if (to->width == from->width) {
        memcpy(to->data + at * to->width, from->data + start * to->width, count * to->width);
        return;
    }
    switch (to->width << 4 | from->width) {
    case 0x21: WIDEN(uint16_t, uint8_t); break;
    case 0x41: WIDEN(uint32_t, uint8_t); break;
    case 0x42: WIDEN(uint32_t, uint16_t); break;
    case 0x12: WIDEN(uint8_t, uint16_t); break;
    case 0x14: WIDEN(uint8_t, uint32_t); break;
    case 0x24: WIDEN(uint16_t, uint32_t); break;
    default: assert(!"a width of a str");
    }
}

/* The bits that occur in a stretch of characters: they tell the width it needs. */
static uint32_t bits_in(const Str *str, size_t start, size_t count) {
    if (str->is_ascii) return 0x7f;
    if (str->width == 1) return text_ascii_prefix(str->data + start, count) == count ? 0x7f : 0xff;
    uint32_t all = 0;
    uint32_t enough = str->width == 2 ? 0x100 : 0x10000;
    for (size_t i = start; i < start + count && all < enough; i++) all |= str_peek_at(str, i);
    return all;
}

Value str_finish_take(Str *str) {
    if (!str) return ABSENT;
    uint32_t all = bits_in(str, 0, str->count);
    uint8_t width = str_width_for(all);
    Str *narrow = str;
    if (width < str->width) {
        narrow = str_make(str->count, width);
        if (narrow) str_copy_characters(narrow, 0, str, 0, str->count);
        release(object_value(str));
        if (!narrow) return ABSENT;
    }
    narrow->is_ascii = all < 128;
    if (narrow->count > 1) return object_value(narrow);
    Value shared = narrow->count ? str_from_code_point(str_peek_at(narrow, 0)) : str_empty();
    release(object_value(narrow));
    return shared;
}

/* ---- joining */

Value str_concat(Value a, Value b) {
    const Str *first = str_of(a), *second = str_of(b);
    if (second->count == 0 && object_type(a) == &str_type) return retain(a);
    if (first->count == 0 && object_type(b) == &str_type) return retain(b);
    Str *str =
        str_make(first->count + second->count, first->width > second->width ? first->width : second->width);
    if (!str) return ABSENT;
    str_copy_characters(str, 0, first, 0, first->count);
    str_copy_characters(str, first->count, second, 0, second->count);
    str->is_ascii = first->is_ascii && second->is_ascii;
    return object_value(str);
}

/* Whether a may grow where it is: nobody else sees it, and it can hold the characters of b. */
static bool may_grow(const Str *a, const Str *b) {
    return a->object.references == 1 && a->object.type == &str_type && !a->is_interned &&
           b->width <= a->width;
}

Value str_append_take(Value a, Value b) {
    Str *str = str_of(a);
    const Str *more = str_of(b);
    size_t size;
    if (is_same(a, b) || !may_grow(str, more) || !size_of_str(str->count + more->count, str->width, &size)) {
        Value joined = str_concat(a, b);
        if (!is_absent(joined)) release(a);
        return joined;
    }
    if (size > memory_capacity(str)) {
        Str *grown = memory_resize(str, size + size / 8);
        if (!grown) grown = memory_resize(str, size);
        if (!grown) return ABSENT;
        str = grown;
    }
    if (more->width == str->width)
        memcpy(str->data + str->count * str->width, more->data, more->count * str->width);
    else
        str_copy_characters(str, str->count, more, 0, more->count);
    str->count += more->count;
    str->hash = -1;
    str->is_ascii &= more->is_ascii;
    str_put(str, str->count, 0);
    return object_value(str);
}

Value str_repeat(Value value, size_t times) {
    const Str *str = str_of(value);
    size_t count;
    if (times == 1 && object_type(value) == &str_type) return retain(value);
    if (times == 0 || str->count == 0) return str_empty();
    if (__builtin_mul_overflow(str->count, times, &count)) return ABSENT;
    Str *repeated = str_make(count, str->width);
    if (!repeated) return ABSENT;
    repeated->is_ascii = str->is_ascii;
    size_t size = count * str->width, done = str->count * str->width;
    memcpy(repeated->data, str->data, done);
    if (done == 1)
        memset(repeated->data, str->data->byte, size);
    else {
        for (; done < size; done *= 2) {
            memcpy(repeated->data + done, repeated->data, done < size - done ? done : size - done);
        }
    }
    return object_value(repeated);
}

Value str_join(Value separator, const Value *items, size_t count) {
    if (count == 0) return str_empty();
    if (count == 1 && object_type(items[0]) == &str_type) return retain(items[0]);
    const Str *between = str_of(separator);
    size_t total;
    if (__builtin_mul_overflow(between->count, count - 1, &total)) return ABSENT;
    uint8_t width = total ? between->width : 1;
    bool is_ascii = total == 0 || between->is_ascii;
    for (size_t i = 0; i < count; i++) {
        const Str *item = str_of(items[i]);
        if (__builtin_add_overflow(total, item->count, &total)) return ABSENT;
        if (item->width > width) width = item->width;
        is_ascii &= item->is_ascii;
    }
    if (total == 0) return str_empty();
    Str *joined = str_make(total, width);
    if (!joined) return ABSENT;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (i && between->count) {
            str_copy_characters(joined, at, between, 0, between->count);
            at += between->count;
        }
        const Str *item = str_of(items[i]);
        str_copy_characters(joined, at, item, 0, item->count);
        at += item->count;
    }
    joined->is_ascii = is_ascii;
    return object_value(joined);
}

/* ---- cutting */

Value str_at(Value str, size_t index) { return str_from_code_point(str_peek_at(str_of(str), index)); }

static Value slice_with_step(const Str *str, int64_t start, int64_t step, size_t count) {
    Str *slice = str_make(count, str->width);
    if (!slice) return ABSENT;
    for (size_t i = 0; i < count; i++, start += step) str_put(slice, i, str_peek_at(str, (size_t)start));
    return str_finish_take(slice);
}

Value str_slice(Value value, int64_t start, int64_t step, size_t count) {
    const Str *str = str_of(value);
    if (count == 0) return str_empty();
    if (count == 1) return str_at(value, (size_t)start);
    if (step != 1) return slice_with_step(str, start, step, count);
    if (count == str->count && object_type(value) == &str_type) return retain(value);
    uint32_t all = bits_in(str, (size_t)start, count);
    Str *slice = str_make(count, str_width_for(all));
    if (!slice) return ABSENT;
    str_copy_characters(slice, 0, str, (size_t)start, count);
    slice->is_ascii = all < 128;
    return object_value(slice);
}

/* ---- comparing */

bool str_equal(Value a, Value b) {
    const Str *first = str_of(a), *second = str_of(b);
    if (first == second) return true;
    return first->count == second->count && first->width == second->width &&
           memcmp(first->data, second->data, first->count * first->width) == 0;
}

int str_compare(Value a, Value b) {
    const Str *first = str_of(a), *second = str_of(b);
    size_t count = first->count < second->count ? first->count : second->count;
    if (first->width == 1 && second->width == 1) {
        int order = memcmp(first->data, second->data, count);
        if (order) return order < 0 ? -1 : 1;
    } else {
        for (size_t i = 0; i < count; i++) {
            uint32_t x = str_peek_at(first, i), y = str_peek_at(second, i);
            if (x != y) return x < y ? -1 : 1;
        }
    }
    return (first->count > second->count) - (first->count < second->count);
}

int64_t str_hash(Value value) {
    Str *str = str_of(value);
    if (str->hash == -1) str->hash = hash_bytes(str->data, str->count * str->width);
    return str->hash;
}

bool str_is(Value value, const char *ascii) {
    if (!is_str(value) || !str_of(value)->is_ascii) return false;
    size_t count = strlen(ascii);
    return str_of(value)->count == count && memcmp(str_of(value)->data, ascii, count) == 0;
}

/* ---- the types */

static void free_str(Object *object) {
    if (((Str *)object)->is_interned) str_forget_interned((Str *)object);
    if (object->type == &str_type)
        memory_free(object);
    else
        object_release_memory(object);
}

static Verdict repr_str(Buffer *out, Value self, int depth) {
    (void)depth;
    str_append_repr(out, self);
    return YES;
}

static Verdict str_str(Buffer *out, Value self) {
    str_append_utf8(out, self);
    return YES;
}

static Verdict hash_str(Value self, int64_t *hash, int depth) {
    (void)depth;
    *hash = str_hash(self);
    return YES;
}

static Verdict equal_str(Value a, Value b, int depth) {
    (void)depth;
    if (!is_str(b)) return UNSUPPORTED;
    return str_equal(a, b) ? YES : NO;
}

static Verdict order_str(Value a, Value b, int *order, int depth) {
    (void)depth;
    if (!is_str(b)) return UNSUPPORTED;
    *order = str_compare(a, b);
    return YES;
}

static int64_t length_of_str(Value self) { return (int64_t)str_of(self)->count; }

static Value iterate_str(Value self) {
    /* as CPython, whose subclasses keep their characters elsewhere */
    bool is_ascii = str_of(self)->is_ascii && object_type(self) == &str_type;
    const Type *type = is_ascii ? &str_ascii_iterator_type : &str_iterator_type;
    StrIterator *iterator = object_new(type, sizeof *iterator);
    iterator->str = retain(self);
    return object_value(iterator);
}

static Value next_character(Value self) {
    StrIterator *iterator = (StrIterator *)object_of(self);
    if (is_absent(iterator->str)) return ABSENT;
    if (iterator->position < str_count(iterator->str)) return str_at(iterator->str, iterator->position++);
    replace_take(&iterator->str, ABSENT);
    return ABSENT;
}

static void free_iterator(Object *object) {
    release(((StrIterator *)object)->str);
    object_release_memory(object);
}

const Type str_type = {
    .name = "str",
    .id = TYPE_ID_STR,
    .flags = TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Str),
    .free = free_str,
    .repr = repr_str,
    .str = str_str,
    .hash = hash_str,
    .equal = equal_str,
    .order = order_str,
    .length = length_of_str,
    .iterate = iterate_str,
};

#define STR_ITERATOR_TYPE(NAME)                                                                              \
    {                                                                                                        \
        .name = NAME, .size = sizeof(StrIterator), .free = free_iterator, .iterate = retain,                 \
        .next = next_character                                                                               \
    }

const Type str_iterator_type = STR_ITERATOR_TYPE("str_iterator");
const Type str_ascii_iterator_type = STR_ITERATOR_TYPE("str_ascii_iterator");
