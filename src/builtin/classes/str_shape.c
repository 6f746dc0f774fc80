/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put around a str, or taken off its ends. */
#include "base/text.h"
#include "builtin/classes/text.h"

static Value cut(Value str, size_t start, size_t end) {
    return str_slice(str, (int64_t)start, 1, end - start);
}

/* ---- taking off */

enum { LEFT = 1, RIGHT = 2 };

static bool is_one_of(const Str *characters, uint32_t code_point) {
    for (size_t i = 0; i < characters->count; i++) {
        if (str_peek_at(characters, i) == code_point) return true;
    }
    return false;
}

static bool goes(Value characters, uint32_t code_point) {
    return is_none(characters) ? text_is_space(code_point) : is_one_of(str_of(characters), code_point);
}

static Outcome strip(Call *call, const char *name, int sides) {
    Value str = call->args[0], characters = call->args[1];
    if (!is_none(characters) && !is_str(characters)) {
        return raise_error(call->task, TypeError, "%s arg must be None or str", name);
    }
    size_t start = 0, end = str_count(str);
    if (sides & LEFT) {
        while (start < end && goes(characters, str_peek_at(str_of(str), start))) start++;
    }
    if (sides & RIGHT) {
        while (end > start && goes(characters, str_peek_at(str_of(str), end - 1))) end--;
    }
    return give(call, cut(str, start, end));
}

Outcome str_strip(Call *call) { return strip(call, "strip", LEFT | RIGHT); }
Outcome str_lstrip(Call *call) { return strip(call, "lstrip", LEFT); }
Outcome str_rstrip(Call *call) { return strip(call, "rstrip", RIGHT); }

static bool stands_at(Value str, Value part, size_t at) {
    return str_find(str, part, at, at + str_count(part)) == (int64_t)at;
}

Outcome str_removeprefix(Call *call) {
    Value str = call->args[0], prefix;
    if (!arg_str(call, 1, &prefix)) return RAISED;
    size_t count = str_count(str);
    bool found = count >= str_count(prefix) && stands_at(str, prefix, 0);
    return give(call, cut(str, found ? str_count(prefix) : 0, count));
}

Outcome str_removesuffix(Call *call) {
    Value str = call->args[0], suffix;
    if (!arg_str(call, 1, &suffix)) return RAISED;
    size_t count = str_count(str);
    bool found = count >= str_count(suffix) && stands_at(str, suffix, count - str_count(suffix));
    return give(call, cut(str, 0, found ? count - str_count(suffix) : count));
}

/* ---- putting around */

static Value pad(Value str, size_t left, size_t right, uint32_t fill) {
    const Str *middle = str_of(str);
    uint8_t width = str_width_for(fill);
    size_t count;
    if (left + right == 0) return cut(str, 0, middle->count);
    if (__builtin_add_overflow(middle->count, left + right, &count)) return ABSENT;
    Str *padded = str_make(count, width > middle->width ? width : middle->width);
    if (!padded) return ABSENT;
    for (size_t i = 0; i < left; i++) str_put(padded, i, fill);
    str_copy_characters(padded, left, middle, 0, middle->count);
    for (size_t i = left + middle->count; i < count; i++) str_put(padded, i, fill);
    return str_finish_take(padded);
}

/* How many characters are missing to the width. */
static Outcome arg_missing(Call *call, size_t *missing) {
    int64_t width, count = (int64_t)str_count(call->args[0]);
    Outcome outcome = arg_count(call, 1, &width);
    if (outcome == DONE) *missing = width > count ? (size_t)(width - count) : 0;
    return outcome;
}

static Outcome arg_fill(Call *call, uint32_t *fill) {
    Value given = call->args[2];
    *fill = ' ';
    if (is_absent(given)) return DONE;
    if (!is_str(given)) {
        return raise_error(call->task, TypeError, "The fill character must be a unicode character, not %T",
                           given);
    }
    if (str_count(given) != 1) {
        return raise_error(call->task, TypeError, "The fill character must be exactly one character long");
    }
    *fill = str_peek_at(str_of(given), 0);
    return DONE;
}

static Outcome justify(Call *call, char align) {
    size_t missing;
    uint32_t fill;
    Outcome outcome = arg_missing(call, &missing);
    if (outcome == DONE) outcome = arg_fill(call, &fill);
    if (outcome != DONE) return outcome;
    size_t width = missing + str_count(call->args[0]);
    size_t left = align == '<' ? 0 : missing;
    if (align == '^')
        left = missing / 2 + (missing & width & 1); /* the odd one goes left when the width is odd */
    return give(call, pad(call->args[0], left, missing - left, fill));
}

Outcome str_center(Call *call) { return justify(call, '^'); }
Outcome str_ljust(Call *call) { return justify(call, '<'); }
Outcome str_rjust(Call *call) { return justify(call, '>'); }

Outcome str_zfill(Call *call) {
    size_t missing;
    Outcome outcome = arg_missing(call, &missing);
    if (outcome != DONE) return outcome;
    Value str = call->args[0];
    Value padded = pad(str, missing, 0, '0');
    if (is_absent(padded) || missing == 0 || str_count(str) == 0) return give(call, padded);
    uint32_t sign = str_peek_at(str_of(str), 0);
    if (sign != '+' && sign != '-') return give(call, padded);
    str_put(str_of(padded), 0, sign); /* nobody else has seen it yet */
    str_put(str_of(padded), missing, '0');
    return give(call, padded);
}

/* Walks the str, telling each character with its column, or the spaces of a tab; counts when `out`
 * is NULL. */
static bool expand(const Str *str, size_t tab, Str *out, size_t *count) {
    size_t column = 0, at = 0;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        size_t spaces = code_point != '\t' ? 0 : tab ? tab - column % tab : 0;
        if (code_point != '\t') {
            if (out) str_put(out, at, code_point);
            at++;
            column = code_point == '\n' || code_point == '\r' ? 0 : column + 1;
            continue;
        }
        for (size_t k = 0; out && k < spaces; k++) str_put(out, at + k, ' ');
        column += spaces;
        if (__builtin_add_overflow(at, spaces, &at)) return false;
    }
    *count = at;
    return true;
}

Outcome str_expandtabs(Call *call) {
    int tab;
    size_t count;
    Outcome outcome = arg_c_int(call, 1, &tab);
    if (outcome != DONE) return outcome;
    const Str *str = str_of(call->args[0]);
    if (tab < 0) tab = 0;
    if (!expand(str, (size_t)tab, NULL, &count) || count > INT64_MAX) {
        return raise_error(call->task, OverflowError, "new string is too long");
    }
    Str *out = str_make(count, str->width);
    if (out) expand(str, (size_t)tab, out, &count);
    return give(call, str_finish_take(out));
}
