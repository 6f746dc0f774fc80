/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int: a small int in the word, or an Int object over libtommath. Canonical: what fits 63 bits is always
 * small, so equality of mixed forms never happens. bool counts as 0 and 1 in every function here.
 *
 *     Int object   | Object | mp_int number | what a subclass adds | digits ... |
 *                                    number.dp ---------------------^
 *
 * The digits stand behind type->size bytes, in the same block, so they are counted and freed with the object;
 * an Int is never written once made, and libtommath never owns or grows it. Only an instance of a subclass of
 * int may be an object and yet fit 63 bits. ABSENT as a result means that memory refused, unless said
 * otherwise. See https://docs.python.org/3.11/library/stdtypes.html#numeric-types-int-float-complex */
#pragma once
#include "base/buffer.h"
#include "value/object.h"
#include <tommath.h>

typedef struct {
    Object object;
    mp_int number;
} Int;

extern const Type int_type;
extern const Type bool_type;

Value int_from_int64_big(int64_t number); /* as int_from_int64, when it does not fit 63 bits */
static inline Value int_from_int64(int64_t number) {
    return fits_small_int(number) ? small_int(number) : int_from_int64_big(number);
}
Value int_from_uint64(uint64_t number);
Value int_from_double(double number);             /* truncates; finite only */
Value int_from_number(const mp_int *number);      /* copies */
Value int_new_of(const Type *type, Value number); /* an instance of a subclass, size bytes as its type says */
Value int_plain(Value value); /* the same number as a plain int: of bools, of subclasses */
bool is_int(Value value);     /* int or bool, or an instance of a subclass of int */
bool int_fits_int64(Value value, int64_t *number);
bool int_fits_uint64(Value value, uint64_t *number);
int int_sign(Value value); /* -1, 0, 1 */
bool int_is_zero(Value value);
bool int_is_odd(Value value);
int int_compare(Value a, Value b);
int64_t int_hash(Value value);
bool int_to_double(Value value, double *number); /* round half even; false: too large */
size_t int_bit_length(Value value);
size_t int_bit_count(Value value);

/* The number as libtommath sees it: of an Int itself, else built in the scratch. Borrowed; const. */
typedef struct {
    mp_int number;
    mp_digit digits[18]; /* enough for any finite double */
} IntScratch;
const mp_int *int_peek_number(Value value, IntScratch *scratch);
const mp_int *int_peek_double(double number, IntScratch *scratch); /* of its integral part; finite only */

Value int_add(Value a, Value b);
Value int_subtract(Value a, Value b);
Value int_multiply(Value a, Value b);
Value int_floor_divide(Value a, Value b); /* b not 0 */
Value int_modulo(Value a, Value b);       /* b not 0; the sign of b */
bool int_divmod(Value a, Value b, Value *quotient, Value *remainder);
Value int_power(Value base, Value exponent); /* exponent >= 0 */
/* modulus not 0, the result has its sign; a negative exponent means the inverse, and ABSENT with *invertible
 * false that there is none. */
Value int_power_modulo(Value base, Value exponent, Value modulus, bool *invertible);
Value int_negate(Value value);
Value int_invert(Value value);
Value int_absolute(Value value);
Value int_and(Value a, Value b);
Value int_or(Value a, Value b);
Value int_xor(Value a, Value b);
Value int_shift_left(Value value, uint64_t bits);
Value int_shift_right(Value value, uint64_t bits);
bool int_true_divide(Value a, Value b, double *quotient); /* b not 0, correctly rounded; false: too large */
Value int_round(Value value, Value places);               /* round(value, places), half to even */

/* Text. parse accepts what int() does of ASCII text: sign, spaces around, `_` between digits, a prefix when
 * base is 0 or fits it. base is 0 or 2 to 36. */
typedef enum { INT_PARSED, INT_MALFORMED, INT_TOO_LONG, INT_NO_MEMORY } IntParse;
IntParse int_parse(const char *text, size_t count, int base, Value *result);
void int_format(Buffer *out, Value value, int base); /* digits with '-', no prefix; any size */

/* The limit of sys.set_int_max_str_digits: between text and int in bases that are no power of two. One for
 * the process, because a repr deep in a list has no machine to ask. */
size_t int_text_limit(void); /* 0: none */
void int_set_text_limit(size_t digits);
bool int_is_too_long(Value value);      /* its decimal text would pass the limit */
size_t int_decimal_digits(Value value); /* exact */
/* "Exceeds the limit (4300 digits) ...": of text with that many digits, 0 for an int to be shown. */
void int_append_limit_text(Buffer *out, size_t digits);
/* of a text that int_parse found too long */
size_t int_count_digits(const char *text, size_t count, int base);

/* Bytes: two's complement when is_signed. false: does not fit. */
bool int_to_bytes(Value value, uint8_t *out, size_t count, bool little_endian, bool is_signed);
Value int_from_bytes(const uint8_t *bytes, size_t count, bool little_endian, bool is_signed);

/* What the machine does before it asks int_add and its kin: both operands small, and the result small. They
 * work on the tagged words (2n + 1), whose overflow is that of 63 bits. */
static inline bool are_small_ints(Value a, Value b) { return a.word & b.word & 1; }
static inline bool int_add_small(Value a, Value b, Value *result) {
    return !__builtin_add_overflow((intptr_t)a.word, (intptr_t)(b.word - 1), (intptr_t *)&result->word);
}
static inline bool int_subtract_small(Value a, Value b, Value *result) {
    return !__builtin_sub_overflow((intptr_t)a.word, (intptr_t)(b.word - 1), (intptr_t *)&result->word);
}
static inline bool int_multiply_small(Value a, Value b, Value *result) {
    intptr_t product;
    if (__builtin_mul_overflow((intptr_t)(a.word - 1), small_int_of(b), &product)) return false;
    result->word = (uintptr_t)product | 1;
    return true;
}
static inline bool int_is_less_small(Value a, Value b) { return (intptr_t)a.word < (intptr_t)b.word; }
