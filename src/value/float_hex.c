/* SPDX-License-Identifier: GPL-3.0-or-later */
/* float: hexadecimal text, which is exact: '0x1.8000000000000p+3'. Reading keeps the first 60 bits and
 * whether any bit follows, which is all that rounding to 53 needs. */
#include "value/float.h"
#include "value/int_parts.h"
#include <math.h>
#include <string.h>

void float_append_hex(Buffer *out, double number) {
    if (isinf(number) || isnan(number)) {
        float_format(out, number);
        return;
    }
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    if (bits >> 63) buffer_append_byte(out, '-');
    if (number == 0.0) {
        buffer_append_text(out, "0x0.0p+0");
        return;
    }
    int exponent = (int)(bits >> 52 & 0x7ff);
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    buffer_append_format(out, "0x%d.%013llxp%+d", exponent != 0, (unsigned long long)fraction,
                         exponent != 0 ? exponent - 1023 : -1022);
}

static unsigned hex_value(char c) {
    if (c >= '0' && c <= '9') return (unsigned)(c - '0');
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

/* The number while its digits are read: bits * 2**exponent, the last bit set when more were dropped. */
typedef struct {
    const char *at, *end;
    uint64_t bits;
    int64_t exponent;
    size_t count; /* digits read */
} HexReading;

static void read_hex_digits(HexReading *reading, bool behind_point) {
    for (unsigned digit; reading->at < reading->end && (digit = hex_value(*reading->at)) < 16;
         reading->at++) {
        bool is_full = reading->bits >> 56 != 0;
        if (is_full)
            reading->bits |= digit != 0;
        else
            reading->bits = reading->bits << 4 | digit;
        reading->exponent += (is_full ? 4 : 0) - (behind_point ? 4 : 0);
        reading->count++;
    }
}

static bool read_binary_exponent(HexReading *reading) {
    const int64_t most = INT64_C(1) << 60; /* far beyond any double, however many digits stand before */
    bool negative = false;
    int64_t exponent = 0;
    if (reading->at < reading->end && (*reading->at == '+' || *reading->at == '-'))
        negative = *reading->at++ == '-';
    const char *start = reading->at;
    for (; reading->at < reading->end && *reading->at >= '0' && *reading->at <= '9'; reading->at++)
        if (exponent < most / 10) exponent = exponent * 10 + (*reading->at - '0');
    reading->exponent += negative ? -exponent : exponent;
    return reading->at > start;
}

static bool read_hex(HexReading *reading) {
    if (reading->end - reading->at > 1 && reading->at[0] == '0' && (reading->at[1] | 0x20) == 'x')
        reading->at += 2;
    read_hex_digits(reading, false);
    if (reading->at < reading->end && *reading->at == '.') {
        reading->at++;
        read_hex_digits(reading, true);
    }
    if (reading->count == 0) return false;
    if (reading->at < reading->end && (*reading->at | 0x20) == 'p') {
        reading->at++;
        if (!read_binary_exponent(reading)) return false;
    }
    return reading->at == reading->end;
}

static bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Verdict float_parse_hex(const char *text, size_t count, double *number) {
    HexReading reading = { .at = text, .end = text + count };
    while (reading.at < reading.end && is_ascii_space(*reading.at)) reading.at++;
    while (reading.end > reading.at && is_ascii_space(reading.end[-1])) reading.end--;
    bool negative = reading.at < reading.end && *reading.at == '-';
    if (reading.at < reading.end && (*reading.at == '-' || *reading.at == '+')) reading.at++;
    size_t length = (size_t)(reading.end - reading.at);
    /* The words are float()'s own, but "1e5" means hexadecimal digits here. */
    bool is_word = length > 0 && (*reading.at | 0x20) >= 'i' && float_parse(reading.at, length, number);
    if (!is_word) {
        if (!read_hex(&reading)) return NO;
        int64_t exponent = reading.exponent > 4000    ? 4000
                           : reading.exponent < -4000 ? -4000
                                                      : reading.exponent;
        *number = double_from_bits(reading.bits, exponent);
        if (isinf(*number)) return UNSUPPORTED;
    }
    *number = copysign(*number, negative ? -1.0 : 1.0);
    return YES;
}
