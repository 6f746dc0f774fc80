/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int: making, asking, comparing, and the arithmetic that most often stays small. Division, powers, shifts
 * and bits are in int_big.c, text and bytes in int_text.c.
 *
 * Results of libtommath are made in an mp_int of its own and then copied behind an Int; sizes that a program
 * could make huge are checked before (int_has_room), because libtommath allocates without asking
 * our budget. */
#include "value/int.h"
#include "base/memory.h"
#include "value/int_parts.h"
#include "value/int_wide.h"
#include "value/number.h"
#include <math.h>
#include <string.h>

_Static_assert(MP_DIGIT_BIT == 60, "a Value needs a 64-bit machine, where libtommath has digits of 60 bits");

/* ---- views */

static const mp_int *view_magnitude(uint64_t magnitude, bool negative, IntScratch *scratch) {
    scratch->digits[0] = magnitude & MP_MASK;
    scratch->digits[1] = magnitude >> MP_DIGIT_BIT;
    int used = magnitude == 0 ? 0 : scratch->digits[1] ? 2 : 1;
    scratch->number = (mp_int){ used, 18, negative ? MP_NEG : MP_ZPOS, scratch->digits };
    return &scratch->number;
}

static uint64_t magnitude_of(int64_t number) { return number < 0 ? -(uint64_t)number : (uint64_t)number; }

const mp_int *int_peek_number(Value value, IntScratch *scratch) {
    int64_t number;
    if (!int_peek_small(value, &number)) return &((Int *)object_of(value))->number;
    return view_magnitude(magnitude_of(number), number < 0, scratch);
}

const mp_int *int_peek_double(double number, IntScratch *scratch) {
    int exponent;
    double fraction = frexp(fabs(trunc(number)), &exponent); /* trunc is exact, and keeps digits[] short */
    if (exponent <= 63) return view_magnitude((uint64_t)ldexp(fraction, exponent), number < 0, scratch);
    uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
    int shift = exponent - 53, digit = shift / MP_DIGIT_BIT, bits = shift % MP_DIGIT_BIT;
    memset(scratch->digits, 0, sizeof scratch->digits);
    scratch->digits[digit] = (mantissa << bits) & MP_MASK;
    mp_digit rest = bits == 0 ? 0 : mantissa >> (MP_DIGIT_BIT - bits);
    if (rest) scratch->digits[digit + 1] = rest;
    scratch->number = (mp_int){ digit + (rest ? 2 : 1), 18, number < 0 ? MP_NEG : MP_ZPOS, scratch->digits };
    return &scratch->number;
}

/* ---- making */

static Value new_object(const Type *type, const mp_int *number) {
    size_t digits = (size_t)number->used;
    Int *self = object_try_new(type, type->size + digits * sizeof(mp_digit));
    if (!self) return ABSENT;
    mp_digit *behind = (mp_digit *)(void *)((char *)self + type->size);
    if (digits > 0) memcpy(behind, number->dp, digits * sizeof(mp_digit));
    self->number = (mp_int){ number->used, number->used, number->sign, behind };
    number_start_attributes(&self->object);
    return object_value(self);
}

static bool number_fits_int64(const mp_int *number, int64_t *result) {
    if (number->used > 2) return false;
    uint64_t high = number->used == 2 ? number->dp[1] : 0, low = number->used > 0 ? number->dp[0] : 0;
    if (high >> (64 - MP_DIGIT_BIT)) return false;
    uint64_t magnitude = high << MP_DIGIT_BIT | low;
    bool negative = number->sign == MP_NEG;
    if (magnitude > (uint64_t)INT64_MAX + negative) return false;
    *result = (int64_t)(negative ? -magnitude : magnitude);
    return true;
}

Value int_from_number(const mp_int *number) {
    int64_t small;
    if (number_fits_int64(number, &small) && fits_small_int(small)) return small_int(small);
    return new_object(&int_type, number);
}

Value int_from_number_take(mp_int *number, mp_err error) {
    Value result = error == MP_OKAY ? int_from_number(number) : ABSENT;
    mp_clear(number);
    return result;
}

Value int_from_int64_big(int64_t number) {
    IntScratch scratch;
    return new_object(&int_type, view_magnitude(magnitude_of(number), number < 0, &scratch));
}

Value int_from_uint64(uint64_t number) {
    IntScratch scratch;
    if (number <= (uint64_t)SMALL_INT_MAX) return small_int((int64_t)number);
    return new_object(&int_type, view_magnitude(number, false, &scratch));
}

Value int_from_wide(Wide wide) {
    if (wide >= SMALL_INT_MIN && wide <= SMALL_INT_MAX) return small_int((int64_t)wide);
    unsigned __int128 magnitude = wide < 0 ? -(unsigned __int128)wide : (unsigned __int128)wide;
    mp_digit digits[3];
    int used = 0;
    for (; magnitude; magnitude >>= MP_DIGIT_BIT) digits[used++] = magnitude & MP_MASK;
    return new_object(&int_type, &(mp_int){ used, 3, wide < 0 ? MP_NEG : MP_ZPOS, digits });
}

Value int_from_double(double number) {
    IntScratch scratch;
    return int_from_number(int_peek_double(number, &scratch));
}

Value int_new_of(const Type *type, Value number) {
    IntScratch scratch;
    return new_object(type, int_peek_number(number, &scratch));
}

Value int_plain(Value value) {
    int64_t number;
    if (int_peek_small(value, &number)) return small_int(number);
    if (object_type(value) == &int_type) return retain(value);
    return int_from_number(&((Int *)object_of(value))->number);
}

bool int_has_room(uint64_t bits) {
    if (bits >= INT32_MAX) return false; /* libtommath counts bits in an int */
    if (bits < 1u << 22) return true;
    void *probe = memory_try(bits / 4); /* the number and a working copy */
    memory_free(probe);
    return probe != NULL;
}

/* ---- asking */

bool is_int(Value value) {
    if (is_small_int(value) || is_bool(value)) return true;
    if (!is_object(value)) return false;
    return object_type(value)->id == TYPE_ID_INT;
}

bool int_fits_int64(Value value, int64_t *number) {
    if (int_peek_small(value, number)) return true;
    return number_fits_int64(&((Int *)object_of(value))->number, number);
}

bool int_fits_uint64(Value value, uint64_t *number) {
    int64_t small;
    if (int_peek_small(value, &small)) {
        *number = (uint64_t)small;
        return small >= 0;
    }
    IntScratch scratch;
    const mp_int *view = int_peek_number(value, &scratch);
    if (int_sign(value) < 0 || int_bit_length(value) > 64) return false;
    *number = view->used == 0 ? 0 : view->dp[0] | (view->used > 1 ? view->dp[1] << MP_DIGIT_BIT : 0);
    return true;
}

int int_sign(Value value) {
    int64_t small;
    if (int_peek_small(value, &small)) return (small > 0) - (small < 0);
    const mp_int *number = &((Int *)object_of(value))->number;
    return number->used == 0 ? 0 : number->sign == MP_NEG ? -1 : 1;
}

bool int_is_zero(Value value) { return int_sign(value) == 0; }

bool int_is_odd(Value value) {
    IntScratch scratch;
    const mp_int *number = int_peek_number(value, &scratch);
    return number->used > 0 && (number->dp[0] & 1);
}

int int_compare(Value a, Value b) {
    int64_t first, second;
    if (int_peek_small(a, &first) && int_peek_small(b, &second)) return (first > second) - (first < second);
    IntScratch scratch_a, scratch_b;
    return mp_cmp(int_peek_number(a, &scratch_a), int_peek_number(b, &scratch_b));
}

/* The number modulo the prime 2**61 - 1, with its sign: one more digit is a rotation by 60 of 61 bits and an
 * addition. See https://docs.python.org/3.11/library/stdtypes.html#hashing-of-numeric-types */
int64_t int_hash(Value value) {
    const uint64_t prime = (UINT64_C(1) << 61) - 1;
    IntScratch scratch;
    const mp_int *number = int_peek_number(value, &scratch);
    uint64_t hash = 0;
    for (int i = number->used; i-- > 0;) {
        hash = ((hash << 60) & prime) | (hash >> 1);
        hash += number->dp[i];
        if (hash >= prime) hash -= prime;
    }
    int64_t result = number->sign == MP_NEG ? -(int64_t)hash : (int64_t)hash;
    return result == -1 ? -2 : result;
}

size_t int_bits_of(const mp_int *number) {
    if (number->used == 0) return 0;
    size_t top = 64 - (size_t)__builtin_clzll(number->dp[number->used - 1]);
    return (size_t)(number->used - 1) * MP_DIGIT_BIT + top;
}

size_t int_bit_length(Value value) {
    IntScratch scratch;
    return int_bits_of(int_peek_number(value, &scratch));
}

size_t int_bit_count(Value value) {
    IntScratch scratch;
    const mp_int *number = int_peek_number(value, &scratch);
    size_t count = 0;
    for (int i = 0; i < number->used; i++) count += (size_t)__builtin_popcountll(number->dp[i]);
    return count;
}

uint64_t number_top_bits(const mp_int *number, size_t *dropped) {
    size_t bits = int_bits_of(number);
    *dropped = bits > 64 ? bits - 64 : 0;
    size_t digit = *dropped / MP_DIGIT_BIT, offset = *dropped % MP_DIGIT_BIT;
    unsigned __int128 window = 0;
    for (size_t i = 0; i < 3 && digit + i < (size_t)number->used; i++) {
        unsigned __int128 part = number->dp[digit + i];
        size_t place = i * MP_DIGIT_BIT;
        window |= place >= offset ? part << (place - offset) : part >> (offset - place);
    }
    uint64_t top = (uint64_t)window;
    /* A bit that was dropped only matters in being there: it breaks a tie. */
    bool sticky = offset > 0 && (number->dp[digit] & ((UINT64_C(1) << offset) - 1)) != 0;
    for (size_t i = 0; i < digit && !sticky; i++) sticky = number->dp[i] != 0;
    return top | sticky;
}

double double_from_bits(uint64_t bits, int64_t exponent) {
    if (bits == 0) return 0.0;
    int64_t length = 64 - __builtin_clzll(bits);
    /* 53 bits are kept; fewer where the result is subnormal, whose last bit is worth 2**-1074. */
    int64_t drop = length - 53 > -1074 - exponent ? length - 53 : -1074 - exponent;
    if (drop > 64) return 0.0;
    if (drop > 0) {
        uint64_t kept = drop == 64 ? 0 : bits >> drop;
        uint64_t half = UINT64_C(1) << (drop - 1), rest = drop == 64 ? bits : bits & ((half << 1) - 1);
        bits = kept + (rest > half || (rest == half && (kept & 1)));
        exponent += drop;
    }
    return exponent > 2000 ? INFINITY : ldexp((double)bits, (int)exponent);
}

bool int_to_double(Value value, double *result) {
    int64_t small;
    if (int_peek_small(value, &small)) {
        *result = (double)small;
        return true;
    }
    size_t dropped;
    const mp_int *number = &((Int *)object_of(value))->number;
    uint64_t top = number_top_bits(number, &dropped);
    double magnitude = double_from_bits(top, (int64_t)dropped);
    *result = number->sign == MP_NEG ? -magnitude : magnitude;
    return !isinf(magnitude);
}

/* ---- adding and multiplying */

Value int_apply(mp_err operation(const mp_int *, const mp_int *, mp_int *), Value a, Value b) {
    IntScratch scratch_a, scratch_b;
    mp_int result;
    if (mp_init(&result) != MP_OKAY) return ABSENT;
    mp_err error = operation(int_peek_number(a, &scratch_a), int_peek_number(b, &scratch_b), &result);
    return int_from_number_take(&result, error);
}

static Value add_big(Value a, Value b, mp_err operation(const mp_int *, const mp_int *, mp_int *)) {
    size_t bits_a = int_bit_length(a), bits_b = int_bit_length(b);
    if (!int_has_room((bits_a > bits_b ? bits_a : bits_b) + 1)) return ABSENT;
    return int_apply(operation, a, b);
}

Value int_add(Value a, Value b) {
    int64_t first, second; /* of 63 bits: their sum fits 64 */
    if (int_peek_small(a, &first) && int_peek_small(b, &second)) return int_from_int64(first + second);
    Wide x, y, sum;
    if (int_peek_two_wide(a, b, &x, &y) && !__builtin_add_overflow(x, y, &sum)) return int_from_wide(sum);
    return add_big(a, b, mp_add);
}

Value int_subtract(Value a, Value b) {
    int64_t first, second;
    if (int_peek_small(a, &first) && int_peek_small(b, &second)) return int_from_int64(first - second);
    Wide x, y, rest;
    if (int_peek_two_wide(a, b, &x, &y) && !__builtin_sub_overflow(x, y, &rest)) return int_from_wide(rest);
    return add_big(a, b, mp_sub);
}

Value int_multiply(Value a, Value b) {
    int64_t first, second, product;
    if (int_peek_small(a, &first) && int_peek_small(b, &second) &&
        !__builtin_mul_overflow(first, second, &product))
        return int_from_int64(product);
    Wide x, y, both;
    if (int_peek_two_wide(a, b, &x, &y) && !__builtin_mul_overflow(x, y, &both)) return int_from_wide(both);
    if (!int_has_room(int_bit_length(a) + int_bit_length(b))) return ABSENT;
    return int_apply(int_long_multiply, a, b);
}

Value int_negate(Value value) { return int_subtract(small_int(0), value); }

Value int_absolute(Value value) { return int_sign(value) < 0 ? int_negate(value) : int_plain(value); }

Value int_invert(Value value) { return int_subtract(small_int(-1), value); } /* ~x is -1 - x */

/* ---- types */

static Verdict int_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    if (int_is_too_long(self)) return HOOK; /* the native __repr__ raises, which nothing here may */
    int_format(out, self, 10);
    return YES;
}

static Verdict bool_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_text(out, is_same(self, TRUE) ? "True" : "False");
    return YES;
}

static Verdict int_hash_verdict(Value self, int64_t *hash, int depth) {
    (void)depth;
    *hash = int_hash(self);
    return YES;
}

static Verdict int_truth(Value self) { return int_is_zero(self) ? NO : YES; }

static void int_free(Object *object) { object_release_memory(object); }

const Type int_type = {
    .name = "int",
    .id = TYPE_ID_INT,
    .flags = TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Int),
    .free = int_free,
    .repr = int_repr,
    .hash = int_hash_verdict,
    .equal = number_equal_verdict,
    .order = number_order_verdict,
    .truth = int_truth,
};

const Type bool_type = {
    .name = "bool",
    .id = TYPE_ID_BOOL,
    .base = &int_type,
    .repr = bool_repr,
    .hash = int_hash_verdict,
    .equal = number_equal_verdict,
    .order = number_order_verdict,
    .truth = int_truth,
};
