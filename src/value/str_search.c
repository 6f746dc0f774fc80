/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a part and replacing it. A part wider than the str cannot be in it; a narrower one is widened
 * first, so the search itself is over units of one width. */
#include "base/memory.h"
#include "value/str.h"
#include <string.h>

/* What is looked for, in the width of the str that is searched. */
typedef struct {
    const char *data;
    size_t count;
    uint8_t width;
    void *owned;
} Part;

static const char *units_of(const Str *str) { return (const char *)str->data; }

/* False: it cannot occur (or memory for widening it was refused, which small parts never meet). */
static bool part_init(Part *part, const Str *of, uint8_t width) {
    *part = (Part){ units_of(of), of->count, width, NULL };
    if (of->width == width) return true;
    if (of->width > width) return false;
    Str *wide = str_make(of->count, width);
    if (!wide) return false;
    str_copy_characters(wide, 0, of, 0, of->count);
    part->owned = wide;
    part->data = units_of(wide);
    return true;
}

static void part_clear(Part *part) { memory_free(part->owned); }

/* In a short text it is not worth getting ready for a search. */
enum { SHORT = 64 };

static const char *find_in_short(const char *from, const char *end, const Part *part) {
    const char *last = end - part->count;
    for (; (from = memchr(from, *part->data, (size_t)(last - from) + 1)); from++) {
        if (memcmp(from, part->data, part->count) == 0) return from;
        if (from == last) return NULL;
    }
    return NULL;
}

/* In bytes: the first place of the part at or after `from`, that is a whole number of units away;
 * NULL: none. */
static const char *find_units(const char *from, const char *end, const Part *part) {
    size_t size = part->count * part->width;
    if ((size_t)(end - from) < size) return NULL;
    if (size == 1) return memchr(from, *part->data, (size_t)(end - from));
    if (end - from <= SHORT && part->width == 1) return find_in_short(from, end, part);
    const char *start = from;
    for (;;) {
        const char *found = memmem(from, (size_t)(end - from), part->data, size);
        if (!found || (size_t)(found - start) % part->width == 0) return found;
        from = found + 1;
    }
}

static const char *find_last_units(const char *start, const char *end, const Part *part) {
    size_t size = part->count * part->width;
    if ((size_t)(end - start) < size) return NULL;
    if (size == 1) return memrchr(start, *part->data, (size_t)(end - start));
    for (const char *at = end - size; at >= start; at -= part->width) {
        if (*at == *part->data && memcmp(at, part->data, size) == 0) return at;
    }
    return NULL;
}

typedef const char *Finder(const char *start, const char *end, const Part *part);

static int64_t find_with(Finder *finder, const Str *str, const Str *of, size_t start, size_t end) {
    Part part;
    if (!part_init(&part, of, str->width)) return -1;
    const char *found = finder(units_of(str) + start * str->width, units_of(str) + end * str->width, &part);
    part_clear(&part);
    return found ? (found - units_of(str)) / str->width : -1;
}

int64_t str_find(Value str, Value part, size_t start, size_t end) {
    if (start > end || end - start < str_count(part)) return -1;
    if (str_count(part) == 0) return (int64_t)start;
    return find_with(find_units, str_of(str), str_of(part), start, end);
}

int64_t str_find_last(Value str, Value part, size_t start, size_t end) {
    if (start > end || end - start < str_count(part)) return -1;
    if (str_count(part) == 0) return (int64_t)end;
    return find_with(find_last_units, str_of(str), str_of(part), start, end);
}

static size_t count_units(const Str *str, const Part *part, size_t start, size_t end, size_t most) {
    const char *from = units_of(str) + start * str->width, *limit = units_of(str) + end * str->width;
    size_t count = 0;
    while (count < most && (from = find_units(from, limit, part))) {
        from += part->count * part->width;
        count++;
    }
    return count;
}

size_t str_occurrences(Value value, Value of, size_t start, size_t end, size_t most) {
    if (start > end) return 0;
    if (str_count(of) == 0) return most <= end - start ? most : end - start + 1;
    Part part;
    if (!part_init(&part, str_of(of), str_of(value)->width)) return 0;
    size_t count = count_units(str_of(value), &part, start, end, most);
    part_clear(&part);
    return count;
}

/* Replaces the first `times` occurrences; an empty part occurs before each character and at the end. */
static void fill_replaced(Str *out, const Str *str, const Part *old, const Str *new, size_t times) {
    size_t at = 0, from = 0;
    for (size_t i = 0; i < times; i++) {
        size_t found = i ? from + 1 : 0; /* for an empty part */
        if (old->count) {
            const char *place =
                find_units(units_of(str) + from * str->width, units_of(str) + str->count * str->width, old);
            found = (size_t)(place - units_of(str)) / str->width;
        }
        str_copy_characters(out, at, str, from, found - from);
        at += found - from;
        str_copy_characters(out, at, new, 0, new->count);
        at += new->count;
        from = found + old->count;
    }
    str_copy_characters(out, at, str, from, str->count - from);
}

Value str_replace(Value value, Value old, Value new, int64_t most) {
    const Str *str = str_of(value), *by = str_of(new);
    size_t times = str_occurrences(value, old, 0, str->count, most < 0 ? SIZE_MAX : (size_t)most);
    if (times == 0 || str_equal(old, new)) return str_slice(value, 0, 1, str->count);
    size_t added, count;
    if (__builtin_mul_overflow(times, by->count, &added) ||
        __builtin_add_overflow(str->count - times * str_count(old), added, &count)) {
        return ABSENT;
    }
    Part part;
    if (!part_init(&part, str_of(old), str->width)) return ABSENT;
    Str *out = str_make(count, by->width > str->width ? by->width : str->width);
    if (out) fill_replaced(out, str, &part, by, times);
    part_clear(&part);
    return str_finish_take(out);
}
