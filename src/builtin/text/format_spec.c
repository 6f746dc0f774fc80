/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a format spec: every part is optional and they stand in a fixed order, so one pass takes what is
 * there. What is left over at the end is one character, the presentation type, or an error. */
#include "builtin/text/format_spec.h"
#include "base/text.h"
#include <string.h>

typedef struct {
    const Str *text;
    size_t at;
} Reading;

static uint32_t peek(const Reading *reading, size_t ahead) {
    size_t at = reading->at + ahead;
    return at < reading->text->count ? str_peek_at(reading->text, at) : TEXT_INVALID;
}

static bool take(Reading *reading, uint32_t wanted) {
    if (peek(reading, 0) != wanted) return false;
    reading->at++;
    return true;
}

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

static bool is_one_of(uint32_t c, const char *set) { return c < 128 && c != 0 && strchr(set, (int)c); }

static void read_align(Reading *reading, FormatSpec *spec, bool *has_fill) {
    *has_fill = is_align(peek(reading, 1));
    if (*has_fill) {
        spec->fill = peek(reading, 0);
        spec->align = (char)peek(reading, 1);
        reading->at += 2;
    } else if (is_align(peek(reading, 0))) {
        spec->align = (char)peek(reading, 0);
        reading->at++;
    }
}

/* Decimal digits of any script, as int() takes them. False: too large. *number is left alone when there are
 * none. */
static int digit_value(uint32_t c) {
    if (c < 128) return c >= '0' && c <= '9' ? (int)c - '0' : -1;
    return text_decimal_value(c);
}

static bool read_number(Reading *reading, int64_t *number) {
    int64_t value = 0;
    size_t start = reading->at;
    for (int digit; (digit = digit_value(peek(reading, 0))) >= 0; reading->at++)
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit, &value))
            return false;
    if (reading->at > start) *number = value;
    return true;
}

static bool too_many_digits(Task *task) {
    raise_error(task, ValueError, "Too many decimal digits in format string");
    return false;
}

static bool read_thousands(Task *task, Reading *reading, FormatSpec *spec) {
    if (take(reading, ',')) spec->thousands = ',';
    bool both = peek(reading, 0) == '_' && spec->thousands;
    if (!both && take(reading, '_')) spec->thousands = '_';
    both = both || (spec->thousands == '_' && peek(reading, 0) == ',');
    if (both) raise_error(task, ValueError, "Cannot specify both ',' and '_'.");
    return !both;
}

static bool read_precision(Task *task, Reading *reading, FormatSpec *spec) {
    if (!take(reading, '.')) return true;
    if (!read_number(reading, &spec->precision)) return too_many_digits(task);
    if (spec->precision < 0) raise_error(task, ValueError, "Format specifier missing precision");
    return spec->precision >= 0;
}

/* Text without a type has the type s. */
static bool check_thousands(Task *task, const FormatSpec *spec, bool is_text) {
    uint32_t type = spec->type == 0 && is_text ? 's' : spec->type;
    if (!spec->thousands || type == 0 || is_one_of(type, "deEfFgG%")) return true;
    if (spec->thousands == '_' && is_one_of(type, "boxX")) return true;
    if (type > 32 && type < 128)
        raise_error(task, ValueError, "Cannot specify '%c' with '%c'.", spec->thousands, (int)type);
    else
        raise_error(task, ValueError, "Cannot specify '%c' with '\\x%x'.", spec->thousands, type);
    return false;
}

bool format_spec_parse(Task *task, Value text, Value formatted, FormatSpec *spec) {
    Reading reading = { str_of(text), 0 };
    bool has_fill;
    *spec = (FormatSpec){ .fill = ' ', .width = -1, .precision = -1 };
    read_align(&reading, spec, &has_fill);
    uint32_t sign = peek(&reading, 0);
    if (sign == '+' || sign == '-' || sign == ' ') spec->sign = (char)sign, reading.at++;
    spec->no_negative_zero = take(&reading, 'z');
    spec->alternate = take(&reading, '#');
    if (!has_fill && take(&reading, '0')) {
        spec->zero = true;
        spec->fill = '0';
    }
    if (!read_number(&reading, &spec->width)) return too_many_digits(task);
    if (!read_thousands(task, &reading, spec) || !read_precision(task, &reading, spec)) return false;
    if (reading.text->count - reading.at > 1) {
        raise_error(task, ValueError, "Invalid format specifier '%U' for object of type '%T'", text,
                    formatted);
        return false;
    }
    if (reading.at < reading.text->count) spec->type = peek(&reading, 0);
    return check_thousands(task, spec, is_str(formatted));
}

Outcome format_spec_unknown(Task *task, const FormatSpec *spec, Value formatted) {
    if (spec->type > 32 && spec->type < 128)
        return raise_error(task, ValueError, "Unknown format code '%c' for object of type '%T'",
                           (int)spec->type, formatted);
    return raise_error(task, ValueError, "Unknown format code '\\x%x' for object of type '%T'", spec->type,
                       formatted);
}

void format_spec_fill(Buffer *out, uint32_t fill, size_t count) {
    if (fill < 128) {
        buffer_append_repeated(out, (char)fill, count);
        return;
    }
    for (size_t i = 0; i < count && !out->failed; i++) buffer_append_code_point(out, fill);
}

bool format_spec_pad(Task *task, Buffer *out, const FormatSpec *spec, char align, const char *text,
                     size_t bytes, size_t characters) {
    size_t width = spec->width > 0 ? (size_t)spec->width : 0;
    size_t padding = width > characters ? width - characters : 0, left = padding;
    if (spec->align) align = spec->align;
    if (align == '<')
        left = 0;
    else if (align == '^')
        left = padding / 2;
    format_spec_fill(out, spec->fill, left);
    buffer_append(out, text, bytes);
    format_spec_fill(out, spec->fill, padding - left);
    if (out->failed) raise_memory(task);
    return !out->failed;
}
