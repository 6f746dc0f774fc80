/* SPDX-License-Identifier: GPL-3.0-or-later */
/* float: decimal text. The C library rounds correctly in both directions, at any precision; what it does not
 * know is how many digits are enough. Its decimal point may be a comma under some locale, so digits are
 * picked from what printf writes, and strtod is asked with the C locale. */
#include "value/float.h"
#include <ctype.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No double has more digits than these; what is asked for beyond is zeros. */
enum { MOST_SIGNIFICANT = 770, MOST_FRACTION = 1075 };

/* newlocale("C") gives glibc's and musl's static object: nothing to free. */
static double read_double(const char *text) {
    return strtod_l(text, NULL, newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

/* ---- digits */

static void take_zero(FloatDigits *digits) {
    digits->point = digits->count = 1;
    digits->digits[0] = '0';
}

/* "1.2500e+02" */
static void take_scientific(FloatDigits *digits, const char *text) {
    digits->count = 0;
    for (; *text != 'e'; text++)
        if (isdigit((unsigned char)*text)) digits->digits[digits->count++] = *text;
    digits->point = atoi(text + 1) + 1;
}

void float_digits_significant(FloatDigits *digits, double number, int64_t count) {
    char text[MOST_SIGNIFICANT + 16];
    if (number == 0.0) {
        take_zero(digits);
        return;
    }
    int precision = (int)(count < MOST_SIGNIFICANT ? count : MOST_SIGNIFICANT) - 1;
    snprintf(text, sizeof text, "%.*e", precision, fabs(number));
    take_scientific(digits, text);
}

void float_digits_fraction(FloatDigits *digits, double number, int64_t places) {
    char text[DBL_MAX_10_EXP + MOST_FRACTION + 16];
    int precision = (int)(places < MOST_FRACTION ? places : MOST_FRACTION);
    snprintf(text, sizeof text, "%.*f", precision, fabs(number));
    int whole = (int)strspn(text, "0123456789"), leading = 0;
    digits->count = 0;
    for (const char *at = text; *at; at++) {
        if (!isdigit((unsigned char)*at)) continue;
        if (digits->count == 0 && *at == '0')
            leading++;
        else
            digits->digits[digits->count++] = *at;
    }
    digits->point = whole - leading;
    if (digits->count == 0) take_zero(digits);
}

static bool reads_back(const FloatDigits *digits, double number) {
    char text[40];
    snprintf(text, sizeof text, "%.*se%d", digits->count, digits->digits, digits->point - digits->count);
    return read_double(text) == number;
}

static void add_one_in_last_place(FloatDigits *digits) {
    int i = digits->count;
    while (i > 0 && digits->digits[i - 1] == '9') digits->digits[--i] = '0';
    if (i > 0) {
        digits->digits[i - 1]++;
        return;
    }
    digits->digits[0] = '1'; /* 999 became 1000: the last zero is not needed */
    digits->point++;
}

/* A power of two lies nearer to its lower neighbour than to its upper one. So the nearest decimal of some
 * length may not read back though the next one above it does. */
static bool next_reads_back(FloatDigits *digits, double number) {
    int exponent;
    if (frexp(number, &exponent) != 0.5) return false;
    FloatDigits above = *digits;
    add_one_in_last_place(&above);
    if (!reads_back(&above, number)) return false;
    *digits = above;
    return true;
}

/* Up to 15 digits always survive the way through a normal double, so where fewer are enough, 15 end
 * in zeros. */
void float_digits_shortest(FloatDigits *digits, double number) {
    number = fabs(number);
    for (int count = number < DBL_MIN ? 1 : DBL_DIG; count <= DBL_DECIMAL_DIG; count++) {
        float_digits_significant(digits, number, count);
        if (reads_back(digits, number) || next_reads_back(digits, number)) break;
    }
    while (digits->count > 1 && digits->digits[digits->count - 1] == '0') digits->count--;
}

/* ---- repr */

static void append_plain(Buffer *out, const FloatDigits *digits) {
    if (digits->point <= 0) {
        buffer_append_text(out, "0.");
        buffer_append_repeated(out, '0', (size_t)-digits->point);
        buffer_append(out, digits->digits, (size_t)digits->count);
    } else if (digits->count <= digits->point) {
        buffer_append(out, digits->digits, (size_t)digits->count);
        buffer_append_repeated(out, '0', (size_t)(digits->point - digits->count));
        buffer_append_text(out, ".0");
    } else {
        buffer_append(out, digits->digits, (size_t)digits->point);
        buffer_append_byte(out, '.');
        buffer_append(out, digits->digits + digits->point, (size_t)(digits->count - digits->point));
    }
}

static void append_scientific(Buffer *out, const FloatDigits *digits) {
    int exponent = digits->point - 1;
    buffer_append_byte(out, digits->digits[0]);
    if (digits->count > 1) buffer_append_byte(out, '.');
    buffer_append(out, digits->digits + 1, (size_t)digits->count - 1);
    buffer_append_format(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

void float_format(Buffer *out, double number) {
    if (isnan(number)) {
        buffer_append_text(out, "nan");
        return;
    }
    if (signbit(number)) buffer_append_byte(out, '-');
    if (isinf(number)) {
        buffer_append_text(out, "inf");
        return;
    }
    FloatDigits digits;
    float_digits_shortest(&digits, number);
    if (digits.point > -4 && digits.point <= 16)
        append_plain(out, &digits);
    else
        append_scientific(out, &digits);
}

/* ---- rounding */

/* Keeps the first `keep` digits of an exact number, half to even; may be 0 digits, or one more than there
 * were. */
static void round_digits(FloatDigits *digits, int keep) {
    if (keep >= digits->count) return;
    bool tie = digits->digits[keep] == '5', up = digits->digits[keep] > '5';
    for (int i = keep + 1; tie && i < digits->count; i++)
        if (digits->digits[i] != '0') tie = false, up = true;
    if (tie) up = keep > 0 && (digits->digits[keep - 1] & 1);
    digits->count = keep;
    if (!up) return;
    if (keep > 0) {
        add_one_in_last_place(digits);
    } else {
        digits->digits[digits->count++] = '1';
        digits->point++;
    }
}

double float_round(double number, int64_t places) {
    FloatDigits digits;
    char text[sizeof digits.digits + 16];
    if (places > 323 || isinf(number) || isnan(number)) return number; /* of no double is a digit there */
    if (places < -308) return copysign(0.0, number);
    if (places >= 0) {
        float_digits_fraction(&digits, number, places);
    } else {
        float_digits_significant(&digits, number, MOST_SIGNIFICANT);
        if (digits.point + places < 0) return copysign(0.0, number);
        round_digits(&digits, digits.point + (int)places);
    }
    snprintf(text, sizeof text, "0%.*se%d", digits.count, digits.digits, digits.point - digits.count);
    return copysign(read_double(text), number);
}

/* ---- reading */

static bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Copies digits without the `_` between them; false: `_` stands where it may not. */
static bool copy_digits(const char **at, const char *end, Buffer *out) {
    bool after_digit = false;
    const char *start = *at;
    for (; *at < end; ++*at) {
        bool is_digit = **at >= '0' && **at <= '9';
        if (!is_digit && (**at != '_' || !after_digit)) break;
        if (is_digit) buffer_append_byte(out, **at);
        after_digit = is_digit;
    }
    return after_digit || *at == start;
}

static bool copy_exponent(const char **at, const char *end, Buffer *out) {
    buffer_append_byte(out, 'e');
    ++*at;
    if (*at < end && (**at == '+' || **at == '-')) buffer_append_byte(out, *(*at)++);
    size_t before = out->count;
    return copy_digits(at, end, out) && out->count > before;
}

/* digits [. digits] [e [sign] digits], with a digit before or behind the point */
static bool copy_decimal(const char *at, const char *end, Buffer *out) {
    size_t start = out->count;
    if (!copy_digits(&at, end, out)) return false;
    size_t count = out->count - start;
    if (at < end && *at == '.') {
        buffer_append_byte(out, *at++);
        if (at < end && *at == '_') return false;
        size_t before = out->count;
        if (!copy_digits(&at, end, out)) return false;
        count += out->count - before;
    }
    if (count == 0) return false;
    if (at < end && (*at | 0x20) == 'e' && !copy_exponent(&at, end, out)) return false;
    return at == end;
}

static bool is_word(const char *at, size_t count, const char *word) {
    return count == strlen(word) && strncasecmp(at, word, count) == 0;
}

bool float_parse(const char *text, size_t count, double *number) {
    const char *at = text, *end = text + count;
    while (at < end && is_ascii_space(*at)) at++;
    while (end > at && is_ascii_space(end[-1])) end--;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    size_t length = (size_t)(end - at);
    if (is_word(at, length, "inf") || is_word(at, length, "infinity")) {
        *number = negative ? -INFINITY : INFINITY;
        return true;
    }
    if (is_word(at, length, "nan")) {
        *number = copysign(NAN, negative ? -1.0 : 1.0);
        return true;
    }
    Buffer plain = { 0 };
    bool is_decimal = copy_decimal(at, end, &plain) && !plain.failed;
    if (is_decimal) *number = copysign(read_double(buffer_text(&plain)), negative ? -1.0 : 1.0);
    buffer_clear(&plain);
    return is_decimal;
}
