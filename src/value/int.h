/* SPDX-License-Identifier: GPL-3.0-or-later */
/* int: a small int in the word, or an Int object over libtommath. Canonical: what fits 63 bits is always small, so
 * equality of mixed forms never happens. bool counts as 0 and 1 in every function here.
 * ABSENT as a result means that memory refused, unless said otherwise.
 * See https://docs.python.org/3.11/library/stdtypes.html#numeric-types-int-float-complex */
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

Value int_from_int64(int64_t number);
Value int_from_uint64(uint64_t number);
Value int_from_double(double number); /* truncates; finite only */
bool is_int(Value value);             /* int or bool, or an instance of a subclass of int */
bool int_fits_int64(Value value, int64_t *number);
bool int_fits_uint64(Value value, uint64_t *number);
int int_sign(Value value); /* -1, 0, 1 */
bool int_is_zero(Value value);
int int_compare(Value a, Value b);
int64_t int_hash(Value value);
bool int_to_double(Value value, double *number); /* round half even; false: too large */
size_t int_bit_length(Value value);

Value int_add(Value a, Value b);
Value int_subtract(Value a, Value b);
Value int_multiply(Value a, Value b);
Value int_floor_divide(Value a, Value b); /* b not 0 */
Value int_modulo(Value a, Value b);       /* b not 0; the sign of b */
bool int_divmod(Value a, Value b, Value *quotient, Value *remainder);
Value int_power(Value base, Value exponent); /* exponent >= 0 */
Value int_power_modulo(Value base, Value exponent, Value modulus); /* modulus not 0; negative exponents: inverse; ABSENT: not invertible */
Value int_negate(Value value);
Value int_invert(Value value);
Value int_absolute(Value value);
Value int_and(Value a, Value b);
Value int_or(Value a, Value b);
Value int_xor(Value a, Value b);
Value int_shift_left(Value value, uint64_t bits);
Value int_shift_right(Value value, uint64_t bits);
bool int_true_divide(Value a, Value b, double *quotient); /* b not 0, correctly rounded; false: too large */

/* Text. parse accepts what int() does: sign, spaces around, `_` between digits, a prefix when base is 0 or fits it.
 * ABSENT and *reason says why. */
typedef enum { INT_PARSED, INT_MALFORMED, INT_TOO_LONG, INT_NO_MEMORY } IntParse;
IntParse int_parse(const char *text, size_t count, int base, Value *result);
void int_format(Buffer *out, Value value, int base); /* digits with '-', no prefix; any size */
size_t int_decimal_digits(Value value);              /* about; for the limit of 4300 digits */
/* Bytes: two's complement when is_signed. false: does not fit. */
bool int_to_bytes(Value value, uint8_t *out, size_t count, bool little_endian, bool is_signed);
Value int_from_bytes(const uint8_t *bytes, size_t count, bool little_endian, bool is_signed);
