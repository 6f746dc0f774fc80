/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int: division, powers, shifts, bits and rounding. libtommath divides towards zero and the notation towards
 * minus infinity, so a quotient is put right by one where the signs differ and something is left over. */
#include "value/int_parts.h"
#include "value/int_wide.h"
#include <math.h>

/* ---- division */

static bool divide_small(int64_t a, int64_t b, int64_t *quotient, int64_t *remainder) {
    *quotient = a / b; /* cannot overflow: both are of 63 bits */
    *remainder = a % b;
    if (*remainder != 0 && (*remainder < 0) != (b < 0)) {
        *quotient -= 1;
        *remainder += b;
    }
    return true;
}

static bool divide_wide(Wide a, Wide b, Value *quotient, Value *remainder) {
    Wide whole = a / b, rest = a % b;
    if (rest != 0 && (rest < 0) != (b < 0)) {
        whole -= 1;
        rest += b;
    }
    *quotient = int_from_wide(whole);
    *remainder = int_from_wide(rest);
    if (!is_absent(*quotient) && !is_absent(*remainder)) return true;
    release(*quotient);
    release(*remainder);
    *quotient = *remainder = ABSENT;
    return false;
}

static mp_err divide_floor(const mp_int *a, const mp_int *b, mp_int *quotient, mp_int *remainder) {
    mp_err error = int_long_divide(a, b, quotient, remainder);
    if (error != MP_OKAY || mp_iszero(remainder) || remainder->sign == b->sign) return error;
    error = mp_sub_d(quotient, 1, quotient);
    return error == MP_OKAY ? mp_add(remainder, b, remainder) : error;
}

bool int_divmod(Value a, Value b, Value *quotient, Value *remainder) {
    int64_t first, second, whole, rest;
    if (int_peek_small(a, &first) && int_peek_small(b, &second) &&
        divide_small(first, second, &whole, &rest)) {
        *quotient = int_from_int64(whole);
        *remainder = small_int(rest);
        return !is_absent(*quotient);
    }
    Wide x, y;
    if (int_peek_two_wide(a, b, &x, &y)) return divide_wide(x, y, quotient, remainder);
    IntScratch scratch_a, scratch_b;
    mp_int number_q, number_r;
    *quotient = *remainder = ABSENT;
    if (!int_has_room(int_bit_length(a) + MP_DIGIT_BIT) ||
        mp_init_multi(&number_q, &number_r, NULL) != MP_OKAY)
        return false;
    mp_err error =
        divide_floor(int_peek_number(a, &scratch_a), int_peek_number(b, &scratch_b), &number_q, &number_r);
    *quotient = int_from_number_take(&number_q, error);
    *remainder = int_from_number_take(&number_r, error);
    if (!is_absent(*quotient) && !is_absent(*remainder)) return true;
    release(*quotient);
    release(*remainder);
    *quotient = *remainder = ABSENT;
    return false;
}

Value int_floor_divide(Value a, Value b) {
    Value quotient, remainder;
    int_divmod(a, b, &quotient, &remainder);
    release(remainder);
    return quotient;
}

Value int_modulo(Value a, Value b) {
    Value quotient, remainder;
    int_divmod(a, b, &quotient, &remainder);
    release(quotient);
    return remainder;
}

/* |a| / |b| from a quotient of at least 64 bits, whose last bit is set when the division left
 * something over. */
static bool divide_truly(const mp_int *a, const mp_int *b, int64_t shift, double *result) {
    mp_int scaled, quotient, rest;
    if (mp_init_multi(&scaled, &quotient, &rest, NULL) != MP_OKAY) return false;
    const mp_int *divisor = shift < 0 ? &scaled : b;
    mp_err error = mp_mul_2d(shift < 0 ? b : a, (int)(shift < 0 ? -shift : shift), &scaled);
    if (error == MP_OKAY) error = mp_div(shift < 0 ? a : &scaled, divisor, &quotient, &rest);
    if (error == MP_OKAY) {
        size_t dropped;
        uint64_t top = number_top_bits(&quotient, &dropped) | !mp_iszero(&rest);
        *result = double_from_bits(top, (int64_t)dropped - shift);
    }
    mp_clear_multi(&scaled, &quotient, &rest, NULL);
    return error == MP_OKAY;
}

bool int_true_divide(Value a, Value b, double *quotient) {
    const int64_t exact = INT64_C(1) << 53;
    int64_t first, second;
    if (int_peek_small(a, &first) && int_peek_small(b, &second) && first <= exact && first >= -exact &&
        second <= exact && second >= -exact) {
        *quotient = (double)first / (double)second;
        return true;
    }
    bool negative = (int_sign(a) < 0) != (int_sign(b) < 0);
    int64_t bits = (int64_t)int_bit_length(a) - (int64_t)int_bit_length(b);
    double magnitude = 0.0;
    if (bits > 1025) return false;
    if (int_sign(a) != 0 && bits > -1080) {
        IntScratch scratch_a, scratch_b;
        if (!divide_truly(int_peek_number(a, &scratch_a), int_peek_number(b, &scratch_b), 65 - bits,
                          &magnitude))
            return false;
    }
    *quotient = negative ? -fabs(magnitude) : fabs(magnitude);
    return !isinf(magnitude);
}

/* ---- powers */

Value int_power(Value base, Value exponent) {
    uint64_t times;
    int64_t small;
    if (int_is_zero(exponent)) return small_int(1);
    if (int_fits_int64(base, &small) && small >= -1 && small <= 1)
        return small_int(small < 0 && !int_is_odd(exponent) ? 1 : small);
    if (!int_fits_uint64(exponent, &times) || times > UINT32_MAX) return ABSENT;
    if (int_fits_int64(base, &small) && small == 2) return int_shift_left(small_int(1), times);
    if (!int_has_room(int_bit_length(base) * times)) return ABSENT;
    IntScratch scratch;
    mp_int result;
    if (mp_init(&result) != MP_OKAY) return ABSENT;
    mp_err error = int_long_power(int_peek_number(base, &scratch), (uint32_t)times, &result);
    return int_from_number_take(&result, error);
}

/* base**exponent modulo a modulus below 2**62, without a big number. */
static uint64_t power_modulo_small(uint64_t base, uint64_t exponent, uint64_t modulus) {
    unsigned __int128 result = 1 % modulus, square = base % modulus;
    for (; exponent != 0; exponent >>= 1) {
        if (exponent & 1) result = result * square % modulus;
        square = square * square % modulus;
    }
    return (uint64_t)result;
}

/* modulus > 1, 0 <= base < modulus */
static mp_err power_modulo(const mp_int *base, const mp_int *exponent, const mp_int *modulus,
                           mp_int *result) {
    mp_int root, times;
    mp_err error = mp_init_multi(&root, &times, NULL);
    if (error != MP_OKAY) return error;
    error = mp_isneg(exponent) ? int_long_invert(base, modulus, &root) : mp_copy(base, &root);
    if (error == MP_OKAY) error = mp_abs(exponent, &times);
    if (error == MP_OKAY) error = int_long_power_modulo(&root, &times, modulus, result);
    mp_clear_multi(&root, &times, NULL);
    return error;
}

static Value power_modulo_reduced(Value base, Value exponent, Value modulus, bool *invertible) {
    int64_t small_base, small_modulus;
    uint64_t times;
    *invertible = true;
    if (int_fits_int64(modulus, &small_modulus) && small_modulus == 1) return small_int(0);
    if (int_is_zero(exponent)) return small_int(1);
    if (int_peek_small(base, &small_base) && int_peek_small(modulus, &small_modulus) &&
        int_fits_uint64(exponent, &times))
        return int_from_uint64(power_modulo_small((uint64_t)small_base, times, (uint64_t)small_modulus));
    IntScratch scratch_b, scratch_e, scratch_m;
    mp_int result;
    if (mp_init(&result) != MP_OKAY) return ABSENT;
    mp_err error = power_modulo(int_peek_number(base, &scratch_b), int_peek_number(exponent, &scratch_e),
                                int_peek_number(modulus, &scratch_m), &result);
    *invertible = error != MP_VAL;
    return int_from_number_take(&result, error);
}

Value int_power_modulo(Value base, Value exponent, Value modulus, bool *invertible) {
    *invertible = true;
    Value size = int_absolute(modulus);
    Value reduced = is_absent(size) ? ABSENT : int_modulo(base, size);
    Value result = is_absent(reduced) ? ABSENT : power_modulo_reduced(reduced, exponent, size, invertible);
    if (!is_absent(result) && int_sign(modulus) < 0 && !int_is_zero(result))
        replace_take(&result, int_add(result, modulus));
    release(reduced);
    release(size);
    return result;
}

/* ---- bits */

Value int_and(Value a, Value b) {
    int64_t first, second;
    if (int_peek_small(a, &first) && int_peek_small(b, &second)) return small_int(first & second);
    Wide x, y;
    if (int_peek_two_wide(a, b, &x, &y)) return int_from_wide(x & y);
    return int_apply(mp_and, a, b);
}

Value int_or(Value a, Value b) {
    int64_t first, second;
    if (int_peek_small(a, &first) && int_peek_small(b, &second)) return small_int(first | second);
    Wide x, y;
    if (int_peek_two_wide(a, b, &x, &y)) return int_from_wide(x | y);
    return int_apply(mp_or, a, b);
}

Value int_xor(Value a, Value b) {
    int64_t first, second;
    if (int_peek_small(a, &first) && int_peek_small(b, &second)) return small_int(first ^ second);
    Wide x, y;
    if (int_peek_two_wide(a, b, &x, &y)) return int_from_wide(x ^ y);
    return int_apply(mp_xor, a, b);
}

static Value shift_big(Value value, int bits, mp_err operation(const mp_int *, int, mp_int *)) {
    IntScratch scratch;
    mp_int result;
    if (mp_init(&result) != MP_OKAY) return ABSENT;
    mp_err error = operation(int_peek_number(value, &scratch), bits, &result);
    return int_from_number_take(&result, error);
}

Value int_shift_left(Value value, uint64_t bits) {
    size_t length = int_bit_length(value);
    if (length == 0) return small_int(0);
    int64_t small;
    if (bits < 62 && length + bits <= 62 && int_peek_small(value, &small))
        return small_int(small * (INT64_C(1) << bits));
    Wide wide;
    if (length + bits < WIDE_BITS && int_peek_wide(value, &wide))
        return int_from_wide(wide * ((Wide)1 << bits));
    if (bits >= INT32_MAX || !int_has_room(length + bits)) return ABSENT;
    return shift_big(value, (int)bits, mp_mul_2d);
}

Value int_shift_right(Value value, uint64_t bits) {
    int64_t small;
    if (bits >= int_bit_length(value)) return small_int(int_sign(value) < 0 ? -1 : 0);
    if (int_peek_small(value, &small)) return small_int(small >> bits); /* of 63 bits, so bits < 63 */
    Wide wide;
    if (int_peek_wide(value, &wide)) return int_from_wide(wide >> bits);
    return shift_big(value, (int)bits, mp_signed_rsh);
}

/* ---- rounding */

/* value to the nearest multiple of unit, a tie to the even one. */
static Value round_to_multiple(Value value, Value unit) {
    Value quotient, remainder;
    if (!int_divmod(value, unit, &quotient, &remainder)) return ABSENT;
    Value twice = int_add(remainder, remainder);
    Value result = is_absent(twice) ? ABSENT : int_subtract(value, remainder);
    if (!is_absent(result)) {
        int order = int_compare(twice, unit);
        if (order > 0 || (order == 0 && int_is_odd(quotient))) replace_take(&result, int_add(result, unit));
    }
    release(twice);
    release(quotient);
    release(remainder);
    return result;
}

Value int_round(Value value, Value places) {
    int64_t digits;
    if (int_sign(places) >= 0) return int_plain(value);
    /* 10**digits is more than twice the number: no need to make it. */
    if (!int_fits_int64(places, &digits) || digits < -(int64_t)(int_bit_length(value) / 3 + 2))
        return small_int(0);
    Value unit = int_power(small_int(10), small_int(-digits));
    Value result = is_absent(unit) ? ABSENT : round_to_multiple(value, unit);
    release(unit);
    return result;
}
