/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number conversions of the `%` operator on str and bytes.
 * See https://docs.python.org/3.11/library/stdtypes.html#printf-style-string-formatting */
#include "builtin/text/format_number.h"
#include "builtin/text/number_text.h"
#include <limits.h>
#include <string.h>

static bool lay_out(Task *task, Buffer *out, const NumberText *text, const PercentSpec *spec) {
    char sign = text->negative ? '-' : spec->plus ? '+' : spec->space ? ' ' : 0;
    size_t least =
        spec->type && strchr("diuoxX", spec->type) && spec->precision > 0 ? (size_t)spec->precision : 0;
    size_t zeros = least > text->digits.count ? least - text->digits.count : 0;
    size_t length = (sign != 0) + strlen(text->prefix) + zeros + text->digits.count + text->rest.count;
    size_t width = spec->width > 0 ? (size_t)spec->width : 0, padding = width > length ? width - length : 0;
    if (spec->zero && !spec->left) {
        zeros += padding;
        padding = 0;
    }
    if (!spec->left) buffer_append_repeated(out, ' ', padding);
    if (sign) buffer_append_byte(out, sign);
    buffer_append_text(out, text->prefix);
    buffer_append_repeated(out, '0', zeros);
    buffer_append(out, text->digits.bytes, text->digits.count);
    buffer_append(out, text->rest.bytes, text->rest.count);
    if (spec->left) buffer_append_repeated(out, ' ', padding);
    bool failed = out->failed || text->digits.failed || text->rest.failed;
    if (failed) raise_memory(task);
    return !failed;
}

static bool percent_int(Task *task, Buffer *out, Value number, const PercentSpec *spec) {
    bool is_decimal = strchr("diu", spec->type);
    if (is_decimal && int_is_too_long(number)) {
        raise_digit_limit(task, 0);
        return false;
    }
    NumberText text;
    number_text_int(&text, number, is_decimal ? 'd' : spec->type, spec->alternate);
    bool done = lay_out(task, out, &text, spec);
    number_text_clear(&text);
    return done;
}

static bool percent_float(Task *task, Buffer *out, double number, const PercentSpec *spec) {
    FloatStyle style = { .type = spec->type,
                         .precision = spec->precision < 0 ? 6 : spec->precision,
                         .alternate = spec->alternate };
    NumberText text;
    number_text_float(&text, number, &style);
    bool done = lay_out(task, out, &text, spec);
    number_text_clear(&text);
    return done;
}

/* %d of a float takes its integral part. */
static bool percent_truncated(Task *task, Buffer *out, Value number, const PercentSpec *spec) {
    Value whole;
    NumberResult result = number_truncate(float_of(number), &whole);
    if (result != NUMBER_DONE) {
        raise_number_problem(task, result);
        return false;
    }
    bool done = percent_int(task, out, whole, spec);
    release(whole);
    return done;
}

bool percent_number(Task *task, Buffer *out, Value number, const PercentSpec *spec) {
    bool is_decimal = strchr("diu", spec->type), is_integer = is_decimal || strchr("oxX", spec->type);
    if (spec->precision > INT_MAX - 3) {
        raise_error(task, ValueError, "precision too large");
        return false;
    }
    if (is_integer && is_int(number)) return percent_int(task, out, number, spec);
    if (is_decimal && is_float(number)) return percent_truncated(task, out, number, spec);
    if (is_integer) {
        raise_error(task, TypeError, "%%%c format: %s is required, not %T", spec->type,
                    is_decimal ? "a real number" : "an integer", number);
        return false;
    }
    double value;
    Verdict verdict = number_to_double(number, &value);
    if (verdict == YES) return percent_float(task, out, value, spec);
    if (verdict == UNSUPPORTED)
        raise_number_problem(task, NUMBER_INT_TOO_LARGE);
    else
        raise_error(task, TypeError, "must be real number, not %T", number);
    return false;
}
