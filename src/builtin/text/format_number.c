/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format mini-language for numbers. A number is taken apart (number_text.h), grouped, and laid out:
 *
 *     | fill | sign | prefix | fill of '=' or grouped zeros | digits | rest | fill |
 *
 * With a 0 before the width, the zeros are digits like others and get their separators. */
#include "builtin/text/format_number.h"
#include "base/text.h"
#include "builtin/text/number_text.h"
#include "value/complex.h"
#include <limits.h>
#include <math.h>
#include <string.h>

Outcome raise_digit_limit(Task *task, size_t digits) {
    Buffer text = { 0 };
    int_append_limit_text(&text, digits);
    Outcome outcome = raise_error(task, ValueError, "%s", buffer_text(&text));
    buffer_clear(&text);
    return outcome;
}

bool format_plainly(Task *task, Buffer *out, Value number) {
    if (is_float(number)) {
        float_format(out, float_of(number));
    } else if (is_bool(number)) {
        buffer_append_text(out, is_same(number, TRUE) ? "True" : "False");
    } else if (int_is_too_long(number)) {
        raise_digit_limit(task, 0);
        return false;
    } else {
        int_format(out, number, 10);
    }
    if (out->failed) raise_memory(task);
    return !out->failed;
}

/* ---- layout */

/* Digits from the right in groups, zeros in front of them until there are `least` characters. */
static void append_grouped(Buffer *out, const Buffer *digits, int64_t least, size_t group, char separator) {
    size_t count = digits->count, wanted = count;
    if (!separator || count == 0) {
        if (count > 0 && least > (int64_t)count) buffer_append_repeated(out, '0', (size_t)least - count);
        buffer_append(out, digits->bytes, count);
        return;
    }
    /* The first character is never a separator, so the text may become one longer than asked for. */
    if (least > 0 && (int64_t)(count + (count - 1) / group) < least) {
        size_t asked = (size_t)least, separators = asked / (group + 1);
        wanted = asked - separators + (asked % (group + 1) == 0);
    }
    for (size_t left = wanted; left > 0 && !out->failed; left--) {
        buffer_append_byte(out, left > count ? '0' : digits->bytes[count - left]);
        if (left > 1 && (left - 1) % group == 0) buffer_append_byte(out, separator);
    }
}

static bool lay_out(Task *task, Buffer *out, const NumberText *text, const FormatSpec *spec, size_t group) {
    char align = spec->align ? spec->align : spec->zero ? '=' : '>';
    char sign = text->negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
    size_t fixed = (sign != 0) + strlen(text->prefix) + text->rest.count;
    bool zeros = spec->fill == '0' && align == '=';
    Buffer grouped = { 0 };
    append_grouped(&grouped, &text->digits, zeros ? spec->width - (int64_t)fixed : 0, group, spec->thousands);
    int64_t missing = spec->width - (int64_t)(fixed + grouped.count);
    size_t padding = missing > 0 ? (size_t)missing : 0;
    size_t left = align == '>'   ? padding
                  : align == '^' ? padding / 2
                                 : 0,
           inside = align == '=' ? padding : 0;
    format_spec_fill(out, spec->fill, left);
    if (sign) buffer_append_byte(out, sign);
    buffer_append_text(out, text->prefix);
    format_spec_fill(out, spec->fill, inside);
    buffer_append(out, grouped.bytes, grouped.count);
    buffer_append(out, text->rest.bytes, text->rest.count);
    format_spec_fill(out, spec->fill, padding - left - inside);
    bool failed = out->failed || grouped.failed || text->digits.failed || text->rest.failed;
    buffer_clear(&grouped);
    if (failed) raise_memory(task);
    return !failed;
}

/* ---- float */

static bool format_float(Task *task, Buffer *out, double number, const FormatSpec *spec) {
    FloatStyle style = { .type = (char)spec->type,
                         .precision = spec->precision,
                         .alternate = spec->alternate };
    if (spec->precision > INT_MAX) {
        raise_error(task, ValueError, "precision too big");
        return false;
    }
    if (spec->type == 0) {
        style.type = spec->precision < 0 ? 'r' : 'g';
        style.point_zero = true;
    } else if (spec->type == 'n') {
        style.type = 'g';
    } else if (spec->type == '%') {
        style.type = 'f';
        style.percent = true;
    }
    if (style.precision < 0) style.precision = 6;
    NumberText text;
    number_text_float(&text, number, &style);
    if (spec->no_negative_zero) number_text_drop_zero_sign(&text);
    bool done = lay_out(task, out, &text, spec, 3);
    number_text_clear(&text);
    return done;
}

/* ---- int */

static bool refuse(Task *task, const char *text) {
    raise_error(task, ValueError, "%s", text);
    return false;
}

static bool format_character(Task *task, Buffer *out, Value number, const FormatSpec *spec) {
    int64_t code_point;
    if (spec->sign) return refuse(task, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return refuse(task, "Alternate form (#) not allowed with integer format specifier 'c'");
    if (!int_fits_int64(number, &code_point)) {
        raise_error(task, OverflowError, "Python int too large to convert to C long");
        return false;
    }
    if (code_point < 0 || code_point > 0x10ffff) {
        raise_error(task, OverflowError, "%%c arg not in range(0x110000)");
        return false;
    }
    Buffer character = { 0 };
    buffer_append_code_point(&character, (uint32_t)code_point);
    bool done = format_spec_pad(task, out, spec, '>', character.bytes, character.count, 1);
    buffer_clear(&character);
    return done;
}

/* As lay_out, for what is formatted most: decimal, without separators. */
static bool lay_out_small(Task *task, Buffer *out, int64_t number, const FormatSpec *spec) {
    char text[24], *end = text + sizeof text;
    char *digits = text_decimal(number < 0 ? -(uint64_t)number : (uint64_t)number, end);
    char align = spec->align ? spec->align : spec->zero ? '=' : '>';
    char sign = number < 0 ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
    if (sign && align != '=') *--digits = sign;
    size_t count = (size_t)(end - digits), fixed = count + (sign && align == '=');
    size_t padding = spec->width > (int64_t)fixed ? (size_t)spec->width - fixed : 0;
    size_t behind = align == '<' ? padding : align == '^' ? padding - padding / 2 : 0;
    if (sign && align == '=') buffer_append_byte(out, sign);
    buffer_append_repeated(out, (char)spec->fill, padding - behind);
    buffer_append(out, digits, count);
    if (behind) buffer_append_repeated(out, (char)spec->fill, behind);
    if (out->failed) raise_memory(task);
    return !out->failed;
}

static bool format_int(Task *task, Buffer *out, Value number, const FormatSpec *spec) {
    if (spec->precision >= 0) return refuse(task, "Precision not allowed in integer format specifier");
    if (spec->no_negative_zero)
        return refuse(task, "Negative zero coercion (z) not allowed in integer format specifier");
    if (spec->type == 'c') return format_character(task, out, number, spec);
    bool is_decimal = spec->type == 0 || spec->type == 'd' || spec->type == 'n';
    if (is_decimal && int_is_too_long(number)) {
        raise_digit_limit(task, 0);
        return false;
    }
    if (is_small_int(number) && is_decimal && !spec->thousands && spec->fill < 128)
        return lay_out_small(task, out, small_int_of(number), spec);
    NumberText text;
    number_text_int(&text, number, is_decimal ? 'd' : (char)spec->type, spec->alternate);
    bool done = lay_out(task, out, &text, spec, is_decimal ? 3 : 4);
    number_text_clear(&text);
    return done;
}

static bool has_type_in(const FormatSpec *spec, const char *types) {
    return spec->type == 0 || (spec->type < 128 && strchr(types, (int)spec->type));
}

bool format_number(Task *task, Buffer *out, Value number, Value spec_text) {
    FormatSpec spec;
    if (str_count(spec_text) == 0) return format_plainly(task, out, number);
    if (!format_spec_parse(task, spec_text, number, &spec)) return false;
    if (is_int(number) && has_type_in(&spec, "bcdoxXn")) return format_int(task, out, number, &spec);
    if (!has_type_in(&spec, "eEfFgGn%")) {
        format_spec_unknown(task, &spec, number);
        return false;
    }
    double value;
    if (number_to_double(number, &value) == YES) return format_float(task, out, value, &spec);
    raise_number_problem(task, NUMBER_INT_TOO_LARGE);
    return false;
}

/* ---- complex: both parts laid out without a width, and then padded as one text */

static bool append_complex_part(Task *task, Buffer *out, double number, const FormatSpec *spec, char sign) {
    FormatSpec part = *spec;
    FloatStyle style = { .type = (char)spec->type,
                         .precision = spec->precision,
                         .alternate = spec->alternate };
    if (spec->type == 0) style.type = spec->precision < 0 ? 'r' : 'g';
    if (spec->type == 'n') style.type = 'g';
    if (style.precision < 0) style.precision = 6;
    part.width = -1;
    part.align = '>';
    part.sign = sign;
    NumberText text;
    number_text_float(&text, number, &style);
    if (spec->no_negative_zero) number_text_drop_zero_sign(&text);
    bool done = lay_out(task, out, &text, &part, 3);
    number_text_clear(&text);
    return done;
}

static const char *complex_problem(const FormatSpec *spec) {
    if (spec->zero || spec->fill == '0') return "Zero padding is not allowed in complex format specifier";
    if (spec->align == '=') return "'=' alignment flag is not allowed in complex format specifier";
    return spec->precision > INT_MAX ? "precision too big" : NULL;
}

bool format_complex(Task *task, Buffer *out, Value value, Value spec_text) {
    FormatSpec spec;
    ComplexNumber number = complex_of(value);
    if (!format_spec_parse(task, spec_text, value, &spec)) return false;
    if (!has_type_in(&spec, "eEfFgGn")) return format_spec_unknown(task, &spec, value), false;
    const char *problem = complex_problem(&spec);
    if (problem) return refuse(task, problem);
    bool is_plain = spec.type == 0, has_real = !is_plain || number.real != 0.0 || signbit(number.real);
    Buffer text = { 0 };
    if (is_plain && has_real) buffer_append_byte(&text, '(');
    bool done = !has_real || append_complex_part(task, &text, number.real, &spec, spec.sign);
    done = done && append_complex_part(task, &text, number.imaginary, &spec, has_real ? '+' : spec.sign);
    buffer_append_text(&text, is_plain && has_real ? "j)" : "j");
    done = done && format_spec_pad(task, out, &spec, '>', text.bytes, text.count, text.count);
    buffer_clear(&text);
    return done;
}
