/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking numbers apart. The digits come correctly rounded from value/float.h; here they are only placed. */
#include "builtin/text/number_text.h"
#include "value/float.h"
#include "value/int.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>

static void make_upper(Buffer *text) {
    for (size_t i = 0; i < text->count; i++) text->bytes[i] = (char)toupper((unsigned char)text->bytes[i]);
}

static const char *prefix_of(char type) {
    switch (type) {
    case 'b': return "0b";
    case 'o': return "0o";
    case 'x': return "0x";
    case 'X': return "0X";
    default: return "";
    }
}

void number_text_int(NumberText *text, Value number, char type, bool alternate) {
    int base = type == 'b' ? 2 : type == 'o' ? 8 : type == 'd' ? 10 : 16;
    Value magnitude = int_absolute(number);
    *text = (NumberText){ .negative = int_sign(number) < 0, .prefix = alternate ? prefix_of(type) : "" };
    if (is_absent(magnitude))
        text->digits.failed = true;
    else
        int_format(&text->digits, magnitude, base);
    release(magnitude);
    if (type == 'X') make_upper(&text->digits);
}

/* The point and `places` digits behind the first `from`; zeros where the number has none. */
static void append_fraction(Buffer *out, const FloatDigits *digits, int64_t from, int64_t places,
                            bool alternate) {
    if (places > 0 || alternate) buffer_append_byte(out, '.');
    int64_t zeros_before = from < 0 ? (-from < places ? -from : places) : 0;
    buffer_append_repeated(out, '0', (size_t)zeros_before);
    int64_t start = from + zeros_before, left = places - zeros_before;
    int64_t there = start < digits->count ? digits->count - start : 0;
    if (there > left) there = left;
    if (there > 0) buffer_append(out, digits->digits + start, (size_t)there);
    buffer_append_repeated(out, '0', (size_t)(left - there));
}

static void place_plain(NumberText *text, const FloatDigits *digits, int64_t places, bool alternate) {
    for (int i = 0; i < digits->point; i++) buffer_append_byte(&text->digits, float_digit_at(digits, i));
    if (digits->point <= 0) buffer_append_byte(&text->digits, '0');
    append_fraction(&text->rest, digits, digits->point, places, alternate);
}

static void place_scientific(NumberText *text, const FloatDigits *digits, int64_t places, bool alternate) {
    bool is_zero = digits->digits[0] == '0';
    int exponent = is_zero ? 0 : digits->point - 1;
    buffer_append_byte(&text->digits, digits->digits[0]);
    append_fraction(&text->rest, digits, 1, places, alternate);
    buffer_append_format(&text->rest, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
}

static void strip_zeros(FloatDigits *digits) {
    while (digits->count > 1 && digits->digits[digits->count - 1] == '0') digits->count--;
}

/* The exponent is shown when it is below -4 or when more than `most` digits would stand before the point. */
static void place_general(NumberText *text, FloatDigits *digits, int64_t precision, int64_t most,
                          const FloatStyle *style) {
    bool keep_zeros = style->alternate && style->type != 'r';
    if (!keep_zeros) strip_zeros(digits);
    int64_t shown = keep_zeros ? precision : digits->count;
    if (digits->point <= -4 || digits->point > most) {
        place_scientific(text, digits, shown - 1, style->alternate);
        return;
    }
    int64_t places = shown > digits->point ? shown - digits->point : 0;
    if (style->point_zero && places == 0) places = 1;
    place_plain(text, digits, places, style->alternate);
}

static void place_finite(NumberText *text, double number, const FloatStyle *style) {
    FloatDigits digits;
    int64_t precision = style->precision;
    switch (tolower((unsigned char)style->type)) {
    case 'e':
        float_digits_significant(&digits, number, precision + 1);
        place_scientific(text, &digits, precision, style->alternate);
        break;
    case 'f':
        float_digits_fraction(&digits, number, precision);
        place_plain(text, &digits, precision, style->alternate);
        break;
    case 'g':
        if (precision == 0) precision = 1;
        float_digits_significant(&digits, number, precision);
        place_general(text, &digits, precision, precision - style->point_zero, style);
        break;
    default: float_digits_shortest(&digits, number); place_general(text, &digits, digits.count, 16, style);
    }
}

void number_text_float(NumberText *text, double number, const FloatStyle *style) {
    if (style->percent) number *= 100;
    *text = (NumberText){ .negative = signbit(number) && !isnan(number), .prefix = "" };
    if (isnan(number))
        buffer_append_text(&text->rest, "nan");
    else if (isinf(number))
        buffer_append_text(&text->rest, "inf");
    else
        place_finite(text, number, style);
    if (style->percent) buffer_append_byte(&text->rest, '%');
    if (isupper((unsigned char)style->type)) make_upper(&text->rest);
}

void number_text_drop_zero_sign(NumberText *text) {
    bool is_zero = text->digits.count > 0;
    for (size_t i = 0; i < text->digits.count; i++) is_zero = is_zero && text->digits.bytes[i] == '0';
    for (size_t i = 0; i < text->rest.count && text->rest.bytes[i] != 'e' && text->rest.bytes[i] != 'E'; i++)
        if (isdigit((unsigned char)text->rest.bytes[i])) is_zero = is_zero && text->rest.bytes[i] == '0';
    if (is_zero) text->negative = false;
}

void number_text_clear(NumberText *text) {
    buffer_clear(&text->digits);
    buffer_clear(&text->rest);
}
