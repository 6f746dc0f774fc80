/* SPDX-License-Identifier: GPL-3.0-or-later */
/* float: a boxed double. Text is the shortest that reads back the same, as CPython's repr.
 * Nothing here depends on the locale.
 * See https://docs.python.org/3.11/library/stdtypes.html#numeric-types-int-float-complex */
#pragma once
#include "base/buffer.h"
#include "value/object.h"

typedef struct {
    Object object;
    double number;
} Float;

extern const Type float_type;

static inline Value float_new(double number);        /* never ABSENT */
Value float_new_of(const Type *type, double number); /* an instance of a subclass */
bool is_float(Value value);
static inline double float_of(Value value) { return ((Float *)object_of(value))->number; }
static inline Value float_new(double number) {
    Float *self = memory_get_small(sizeof *self);
    self->object = OBJECT_INIT(&float_type);
    self->number = number;
    return object_value(self);
}
void float_format(Buffer *out, double number); /* repr */
/* What float() accepts: spaces around, `_` between digits, inf, nan. False: malformed. */
bool float_parse(const char *text, size_t count, double *number);
/* An int or float operand as a double. NO: neither; UNSUPPORTED: an int too large. */
Verdict number_to_double(Value value, double *number);
double float_floor_divide(double a, double b); /* Python's // and %; b not 0 */
double float_modulo(double a, double b);
double float_round(double number, int64_t places); /* half to even; infinite when that is too large */

void float_append_hex(Buffer *out, double number);
/* What float.fromhex() accepts. NO: malformed; UNSUPPORTED: too large. */
Verdict float_parse_hex(const char *text, size_t count, double *number);

/* The decimal digits of a finite number without its sign: 0.d1 d2 d3 ... times 10**point. Zero is one digit 0
 * with point
 * 1. What stands behind `count` is zero. */
typedef struct {
    int point;
    int count;
    char digits[1400];
} FloatDigits;

void float_digits_shortest(FloatDigits *digits, double number);
/* correctly rounded, count >= 1 */
void float_digits_significant(FloatDigits *digits, double number, int64_t count);
void float_digits_fraction(FloatDigits *digits, double number, int64_t places); /* rounded behind the point */
/* Digit i behind the first: '0' left and right of those that stand there. */
static inline char float_digit_at(const FloatDigits *digits, int64_t i) {
    return i >= 0 && i < digits->count ? digits->digits[i] : '0';
}
