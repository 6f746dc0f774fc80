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
enum { SHORT = 256 };

static const char *find_in_short(const char *from, const char *end, const Part *part) {
    const char *last = end - part->count;
    size_t behind = part->count - 1;
    for (; (from = memchr(from, *part->data, (size_t)(last - from) + 1)); from++) {
        if (from[behind] == part->data[behind] && memcmp(from, part->data, behind) == 0) return from;
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

/* How often a part occurs, and where it does so first: what was found is not looked for again. */
enum { KNOWN_PLACES = 32 };

typedef struct {
    size_t count;
    const char *first[KNOWN_PLACES];
} Places;

static void find_places(Places *places, const Str *str, const Part *part, size_t most) {
    const char *from = units_of(str), *limit = from + str->count * str->width;
    for (places->count = 0; places->count < most && (from = find_units(from, limit, part)); places->count++) {
        if (places->count < KNOWN_PLACES) places->first[places->count] = from;
        from += part->count * part->width;
    }
}

static inline void copy(Str *to, size_t at, const Str *from, size_t start, size_t count) {
    if (to->width == 1)
        memcpy(to->data + at, from->data + start, count);
    else
        str_copy_characters(to, at, from, start, count);
}

/* Replaces the occurrences; an empty part occurs before each character and at the end. */
static void fill_replaced(Str *out, const Str *str, const Part *old, const Str *new, const Places *places) {
    const char *end = units_of(str) + str->count * str->width;
    size_t at = 0, from = 0;
    for (size_t i = 0; i < places->count; i++) {
        size_t found = i ? from + 1 : 0; /* for an empty part */
        if (old->count) {
            const char *place =
                i < KNOWN_PLACES ? places->first[i] : find_units(units_of(str) + from * str->width, end, old);
            found = (size_t)(place - units_of(str)) >> (str->width >> 1);
        }
        copy(out, at, str, from, found - from);
        at += found - from;
        copy(out, at, new, 0, new->count);
        at += new->count;
        from = found + old->count;
    }
    copy(out, at, str, from, str->count - from);
}

/* A byte by another: the copy is walked once more. */
static Value replace_byte(const Str *str, char old, char new, size_t most) {
    Str *out = str_make(str->count, 1);
    if (!out) return ABSENT;
    char *at = (char *)out->data, *end = at + str->count;
    memcpy(at, str->data, str->count);
    for (; most && (at = memchr(at, old, (size_t)(end - at))); most--) *at++ = new;
    out->is_ascii = str->is_ascii && (signed char)new >= 0;
    return str_finish_take(out);
}

Value str_replace(Value value, Value old, Value new, int64_t most) {
    const Str *str = str_of(value), *by = str_of(new);
    size_t limit = most < 0 ? SIZE_MAX : (size_t)most, added, count;
    Places places;
    Part part;
    if (!part_init(&part, str_of(old), str->width)) return str_slice(value, 0, 1, str->count);
    bool are_bytes = str->width == 1 && by->width == 1 && part.count == 1 && by->count == 1;
    if (are_bytes && limit && *part.data != *units_of(by) && memchr(str->data, *part.data, str->count))
        return replace_byte(str, *part.data, *units_of(by), limit);
    if (part.count)
        find_places(&places, str, &part, limit);
    else
        places.count = limit <= str->count ? limit : str->count + 1;
    Str *out = NULL;
    bool stays = places.count == 0 || str_equal(old, new);
    bool fits = !__builtin_mul_overflow(places.count, by->count, &added) &&
                !__builtin_add_overflow(str->count - places.count * part.count, added, &count);
    if (!stays && fits) out = str_make(count, by->width > str->width ? by->width : str->width);
    if (out) {
        fill_replaced(out, str, &part, by, &places);
        out->is_ascii = str->is_ascii && by->is_ascii;
    }
    part_clear(&part);
    return stays ? str_slice(value, 0, 1, str->count) : str_finish_take(out);
}
