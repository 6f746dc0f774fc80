/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of int share and nobody else needs. */
#pragma once
#include "value/int.h"

/* Of a small int or a bool; false: an Int. */
static inline bool int_peek_small(Value value, int64_t *number) {
    if (is_small_int(value)) {
        *number = small_int_of(value);
        return true;
    }
    if (is_object(value)) return false;
    *number = is_same(value, TRUE);
    return true;
}

size_t int_bits_of(const mp_int *number); /* the length of its magnitude */
bool int_has_room(uint64_t bits);         /* may a number of so many bits be made? */
/* The canonical Value of a number that libtommath has made; clears it. ABSENT when error says it was not
 * made. */
Value int_from_number_take(mp_int *number, mp_err error);
Value int_apply(mp_err operation(const mp_int *, const mp_int *, mp_int *), Value a, Value b);

/* int_long.c: as libtommath's functions, but they may take long, and hear Ctrl-C. */
mp_err int_long_multiply(const mp_int *a, const mp_int *b, mp_int *result);
mp_err int_long_divide(const mp_int *a, const mp_int *b, mp_int *quotient, mp_int *rest); /* towards 0 */
mp_err int_long_power(const mp_int *base, uint32_t exponent, mp_int *result);
/* 0 <= base < modulus, exponent > 0 */
mp_err int_long_power_modulo(const mp_int *base, const mp_int *exponent, const mp_int *modulus,
                             mp_int *result);
/* The number x with value * x == 1 modulo a positive modulus; 0 <= value < modulus; MP_VAL: none. */
mp_err int_long_invert(const mp_int *value, const mp_int *modulus, mp_int *result);

/* The highest 64 bits of the magnitude, *dropped how many stand below them; the last bit is set when any of
 * those is, so that rounding 64 bits to 53 is rounding the number. */
uint64_t number_top_bits(const mp_int *number, size_t *dropped);
/* bits * 2**exponent, half to even, subnormals too; infinite when too large. */
double double_from_bits(uint64_t bits, int64_t exponent);

/* An instance of a program's subclass begins without attributes. */
static inline void number_start_attributes(Object *object) {
    uint32_t offset = object->type->attributes_offset;
    if (offset) *(Value *)(void *)((char *)object + offset) = ABSENT;
}
