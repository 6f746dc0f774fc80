/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ints of up to 127 bits and a sign in the processor's own arithmetic. Most ints that are
 * not small are hashes, masks, and products of small ones; libtommath would allocate for each step of theirs.
 */
#pragma once
#include "value/int_parts.h"

typedef __int128 Wide;

enum { WIDE_BITS = 127 };

/* False: it has more bits. */
static inline bool int_peek_wide(Value value, Wide *wide) {
    int64_t small;
    if (int_peek_small(value, &small)) {
        *wide = small;
        return true;
    }
    const mp_int *number = &((Int *)object_of(value))->number;
    if (number->used > 3 || (number->used == 3 && number->dp[2] >> (WIDE_BITS - 2 * MP_DIGIT_BIT)))
        return false;
    unsigned __int128 magnitude = 0;
    for (int i = number->used; i-- > 0;) magnitude = magnitude << MP_DIGIT_BIT | number->dp[i];
    *wide = number->sign == MP_NEG ? -(Wide)magnitude : (Wide)magnitude;
    return true;
}

static inline bool int_peek_two_wide(Value a, Value b, Wide *first, Wide *second) {
    return int_peek_wide(a, first) && int_peek_wide(b, second);
}

Value int_from_wide(Wide wide);
