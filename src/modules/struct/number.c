/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/struct/number.h"
#include <math.h>
#include <string.h>

enum { BIG_ENDIAN_HERE = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ };

/* Sizes are 1, 2, 4 and 8: each is one move of memory, swapped for the other order. */
void number_put(uint8_t *out, uint64_t bits, size_t size, bool is_big_endian) {
    if (is_big_endian != BIG_ENDIAN_HERE) bits = __builtin_bswap64(bits) >> (64 - 8 * size);
    uint32_t four = (uint32_t)bits;
    uint16_t two = (uint16_t)bits;
    switch (size) {
    case 1: *out = (uint8_t)bits; break;
    case 2: memcpy(out, &two, sizeof two); break;
    case 4: memcpy(out, &four, sizeof four); break;
    default: memcpy(out, &bits, sizeof bits);
    }
}

uint64_t number_get(const uint8_t *bytes, size_t size, bool is_big_endian) {
    uint64_t bits;
    uint32_t four;
    uint16_t two;
    switch (size) {
    case 1: bits = *bytes; break;
    case 2: memcpy(&two, bytes, sizeof two), bits = two; break;
    case 4: memcpy(&four, bytes, sizeof four), bits = four; break;
    default: memcpy(&bits, bytes, sizeof bits);
    }
    return is_big_endian == BIG_ENDIAN_HERE ? bits : __builtin_bswap64(bits) >> (64 - 8 * size);
}

int64_t number_extend(uint64_t bits, size_t size) {
    unsigned unused = 64 - 8 * (unsigned)size;
    return (int64_t)(bits << unused) >> unused;
}

/* Half precision: a sign, 5 bits of exponent with bias 15, 10 bits behind the leading 1. Below 2**-14 there
 * is no leading 1, and the unit stays 2**-24. A fraction that is rounded up to 2 becomes the next exponent by
 * itself. */
enum { HALF_INFINITY = 0x7c00, HALF_NAN = 0x7e00, HALF_SIGN = 0x8000, HALF_LEAST_EXPONENT = -14 };

static bool half_from_double(double number, uint64_t *bits) {
    uint64_t sign = signbit(number) ? HALF_SIGN : 0;
    double size = fabs(number);
    *bits = sign | (isnan(number) ? HALF_NAN : HALF_INFINITY);
    if (!isfinite(number)) return true;
    int exponent = size < 0x1p-14 ? HALF_LEAST_EXPONENT : ilogb(size);
    if (exponent > 15) return false;
    uint64_t magnitude = (uint64_t)nearbyint(ldexp(size, 10 - exponent)) + ((uint64_t)(exponent + 14) << 10);
    if (magnitude >= HALF_INFINITY) return false;
    *bits = sign | magnitude;
    return true;
}

static double half_to_double(uint64_t bits) {
    int exponent = (int)(bits >> 10 & 0x1f), fraction = bits & 0x3ff;
    double size = exponent == 0x1f ? (fraction ? (double)NAN : (double)INFINITY)
                  : exponent       ? ldexp(1024 + fraction, exponent - 25)
                                   : ldexp(fraction, -24);
    return bits & HALF_SIGN ? -size : size;
}

bool number_from_double(double number, size_t size, uint64_t *bits) {
    if (size == 2) return half_from_double(number, bits);
    if (size == 8) {
        memcpy(bits, &number, sizeof number);
        return true;
    }
    float narrow = (float)number;
    uint32_t narrow_bits;
    memcpy(&narrow_bits, &narrow, sizeof narrow);
    *bits = narrow_bits;
    return isfinite(narrow) || !isfinite(number);
}

double number_to_double_from(uint64_t bits, size_t size) {
    if (size == 2) return half_to_double(bits);
    if (size == 8) {
        double number;
        memcpy(&number, &bits, sizeof number);
        return number;
    }
    float narrow;
    uint32_t narrow_bits = (uint32_t)bits;
    memcpy(&narrow, &narrow_bits, sizeof narrow);
    return (double)narrow;
}
