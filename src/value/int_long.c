/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int: products, quotients and powers of long numbers. libtommath cannot be stopped, so long work is cut into
 * pieces that it does in some hundredths of a second, and Ctrl-C is heard between them: the answer is then
 * MP_MEM, as if memory had been refused (base/interrupt.h). Work is counted in products of two digits, a
 * nanosecond each. */
#include "base/interrupt.h"
#include "value/int_parts.h"

#define PIECE ((uint64_t)40 * 1000 * 1000)

/* At least so many digits of a quotient come at once, lest the pieces cost more than what is done in them. */
enum { LEAST_BLOCK = 32 };

static uint64_t work_of(int digits_a, int digits_b) { return (uint64_t)digits_a * (uint64_t)digits_b; }

static mp_err look_around(mp_err error) {
    return error == MP_OKAY && interrupt_stops_work() ? MP_MEM : error;
}

/* A view of `count` digits from the one at `from` on; libtommath reads it, and nobody writes or clears it. */
static mp_int digits_of(const mp_int *number, int from, int count) {
    if (from >= number->used) from = count = 0;
    if (count > number->used - from) count = number->used - from;
    while (count > 0 && number->dp[from + count - 1] == 0) count--;
    return (mp_int){ count, count, MP_ZPOS, number->dp + from };
}

/* ---- products */

static mp_err multiply(const mp_int *a, const mp_int *b, mp_int *result);

/* a has at least twice the digits of b: one piece of a after the other. */
static mp_err multiply_unequal(const mp_int *a, const mp_int *b, mp_int *result) {
    mp_int product;
    mp_err error = mp_init(&product);
    if (error != MP_OKAY) return error;
    mp_zero(result);
    for (int from = (a->used - 1) / b->used * b->used; from >= 0 && error == MP_OKAY; from -= b->used) {
        mp_int part = digits_of(a, from, b->used);
        error = mp_lshd(result, b->used);
        if (error == MP_OKAY) error = multiply(&part, b, &product);
        if (error == MP_OKAY) error = mp_add(result, &product, result);
    }
    mp_clear(&product);
    return error;
}

/* Karatsuba's way: (x1 B + x0)(y1 B + y0) with three products. */
static mp_err multiply_halves(const mp_int *a, const mp_int *b, mp_int *result) {
    int half = (a->used + 1) / 2;
    mp_int a0 = digits_of(a, 0, half), a1 = digits_of(a, half, a->used);
    mp_int b0 = digits_of(b, 0, half), b1 = digits_of(b, half, b->used);
    mp_int low, high, sum;
    mp_err error = mp_init_multi(&low, &high, &sum, NULL);
    if (error != MP_OKAY) return error;
    error = mp_add(&a0, &a1, &low);
    if (error == MP_OKAY) error = mp_add(&b0, &b1, &high);
    if (error == MP_OKAY) error = multiply(&low, a == b ? &low : &high, &sum);
    if (error == MP_OKAY) error = multiply(&a0, a == b ? &a0 : &b0, &low);
    if (error == MP_OKAY) error = multiply(&a1, a == b ? &a1 : &b1, &high);
    if (error == MP_OKAY) error = mp_sub(&sum, &low, &sum);
    if (error == MP_OKAY) error = mp_sub(&sum, &high, &sum);
    if (error == MP_OKAY) error = mp_lshd(&high, half);
    if (error == MP_OKAY) error = mp_add(&high, &sum, &high);
    if (error == MP_OKAY) error = mp_lshd(&high, half);
    if (error == MP_OKAY) error = mp_add(&high, &low, result);
    mp_clear_multi(&low, &high, &sum, NULL);
    return error;
}

/* Of magnitudes; result is none of the two. */
static mp_err multiply(const mp_int *a, const mp_int *b, mp_int *result) {
    if (a->used < b->used) return multiply(b, a, result);
    if (work_of(a->used, b->used) <= PIECE) return look_around(mp_mul(a, b, result));
    return b->used <= a->used / 2 ? multiply_unequal(a, b, result) : multiply_halves(a, b, result);
}

mp_err int_long_multiply(const mp_int *a, const mp_int *b, mp_int *result) {
    if (work_of(a->used, b->used) <= PIECE) return mp_mul(a, b, result);
    mp_int first = digits_of(a, 0, a->used), second = digits_of(b, 0, b->used), product;
    mp_err error = mp_init(&product);
    if (error != MP_OKAY) return error;
    error = multiply(&first, a == b ? &first : &second, &product);
    if (error == MP_OKAY && a->sign != b->sign) product.sign = MP_NEG;
    if (error == MP_OKAY) mp_exch(&product, result);
    mp_clear(&product);
    return error;
}

/* ---- quotients */

/* Magnitudes; both results begin as 0. As on paper, but each step gives a block of digits. */
static mp_err divide(const mp_int *a, const mp_int *b, mp_int *quotient, mp_int *rest) {
    uint64_t fitting = PIECE / (uint64_t)b->used;
    int block = fitting < LEAST_BLOCK ? LEAST_BLOCK : (int)fitting;
    mp_int part;
    mp_err error = mp_init(&part);
    if (error != MP_OKAY) return error;
    for (int from = (a->used - 1) / block * block; from >= 0 && error == MP_OKAY; from -= block) {
        mp_int next = digits_of(a, from, block);
        error = mp_lshd(rest, block);
        if (error == MP_OKAY) error = mp_add(rest, &next, rest);
        if (error == MP_OKAY) error = mp_div(rest, b, &part, rest);
        if (error == MP_OKAY) error = mp_lshd(quotient, block);
        if (error == MP_OKAY) error = look_around(mp_add(quotient, &part, quotient));
    }
    mp_clear(&part);
    return error;
}

mp_err int_long_divide(const mp_int *a, const mp_int *b, mp_int *quotient, mp_int *rest) {
    if (a->used <= b->used || work_of(a->used - b->used, b->used) <= PIECE)
        return mp_div(a, b, quotient, rest);
    mp_int first = digits_of(a, 0, a->used), second = digits_of(b, 0, b->used), whole, left;
    mp_err error = mp_init_multi(&whole, &left, NULL);
    if (error != MP_OKAY) return error;
    error = divide(&first, &second, &whole, &left);
    if (error == MP_OKAY) {
        if (a->sign != b->sign && !mp_iszero(&whole)) whole.sign = MP_NEG;
        if (a->sign == MP_NEG && !mp_iszero(&left)) left.sign = MP_NEG;
        mp_exch(&whole, quotient);
        mp_exch(&left, rest);
    }
    mp_clear_multi(&whole, &left, NULL);
    return error;
}

/* ---- powers */

mp_err int_long_power(const mp_int *base, uint32_t exponent, mp_int *result) {
    uint64_t digits = int_bits_of(base) * (uint64_t)exponent / MP_DIGIT_BIT;
    if (digits * digits <= PIECE || exponent == 0) return mp_expt_u32(base, exponent, result);
    mp_err error = mp_copy(base, result);
    for (int bit = 30 - __builtin_clz(exponent); bit >= 0 && error == MP_OKAY; bit--) {
        error = int_long_multiply(result, result, result);
        if (error == MP_OKAY && exponent >> bit & 1) error = int_long_multiply(result, base, result);
    }
    return look_around(error);
}

/* result = result * by modulo modulus */
static mp_err multiply_modulo(mp_int *result, const mp_int *by, const mp_int *modulus, mp_int *quotient) {
    mp_err error = int_long_multiply(result, by, result);
    return look_around(error == MP_OKAY ? int_long_divide(result, modulus, quotient, result) : error);
}

/* 0 <= base < modulus, exponent > 0 */
mp_err int_long_power_modulo(const mp_int *base, const mp_int *exponent, const mp_int *modulus,
                             mp_int *result) {
    size_t bits = int_bits_of(exponent);
    uint64_t work;
    if (!__builtin_mul_overflow(work_of(modulus->used, modulus->used), bits, &work) && work <= PIECE)
        return mp_exptmod(base, exponent, modulus, result);
    mp_int quotient;
    mp_err error = mp_init(&quotient);
    if (error != MP_OKAY) return error;
    error = mp_copy(base, result);
    for (size_t bit = bits - 1; bit-- > 0 && error == MP_OKAY;) {
        error = multiply_modulo(result, result, modulus, &quotient);
        bool is_set = exponent->dp[bit / MP_DIGIT_BIT] >> bit % MP_DIGIT_BIT & 1;
        if (error == MP_OKAY && is_set) error = multiply_modulo(result, base, modulus, &quotient);
    }
    mp_clear(&quotient);
    return error;
}

/* One step of Euclid's: (a, b) becomes (b, a modulo b), and x and y, which times the value are a and b, go
 * with them. */
static mp_err euclid_step(mp_int *a, mp_int *b, mp_int *x, mp_int *y, mp_int *quotient) {
    mp_int product;
    mp_err error = mp_init(&product);
    if (error != MP_OKAY) return error;
    error = int_long_divide(a, b, quotient, a);
    if (error == MP_OKAY) error = int_long_multiply(quotient, y, &product);
    if (error == MP_OKAY) error = look_around(mp_sub(x, &product, x));
    mp_exch(a, b);
    mp_exch(x, y);
    mp_clear(&product);
    return error;
}

mp_err int_long_invert(const mp_int *value, const mp_int *modulus, mp_int *result) {
    mp_int a, b, x, y, quotient;
    mp_err error = mp_init_multi(&a, &b, &x, &y, &quotient, NULL);
    if (error != MP_OKAY) return error;
    error = mp_copy(modulus, &a);
    if (error == MP_OKAY) error = mp_copy(value, &b);
    mp_set(&y, 1);
    while (error == MP_OKAY && !mp_iszero(&b)) error = euclid_step(&a, &b, &x, &y, &quotient);
    if (error == MP_OKAY && mp_cmp_d(&a, 1) != MP_EQ) error = MP_VAL;
    if (error == MP_OKAY) error = mp_isneg(&x) ? mp_add(&x, modulus, result) : mp_copy(&x, result);
    mp_clear_multi(&a, &b, &x, &y, &quotient, NULL);
    return error;
}
