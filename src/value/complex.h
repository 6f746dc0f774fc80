/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complex: a boxed pair of doubles, and its arithmetic, which never calls the C library's complex functions:
 * theirs round otherwise. See
 * https://docs.python.org/3.11/library/stdtypes.html#numeric-types-int-float-complex */
#pragma once
#include "base/buffer.h"
#include "value/number.h"

typedef struct {
    double real, imaginary;
} ComplexNumber;

typedef struct {
    Object object;
    ComplexNumber number;
} Complex;

extern const Type complex_type;

Value complex_new(ComplexNumber number);                      /* never ABSENT */
Value complex_new_of(const Type *type, ComplexNumber number); /* an instance of a subclass */
bool is_complex(Value value);
static inline ComplexNumber complex_of(Value value) { return ((Complex *)object_of(value))->number; }
/* As number_to_double, of a complex too. */
Verdict number_to_complex(Value value, ComplexNumber *number);
/* What complex() accepts of a text in ASCII. False: malformed. */
bool complex_parse(const char *text, size_t count, ComplexNumber *number);
/* YES or NO for a complex and another number, exactly; UNSUPPORTED: b is no number. */
Verdict complex_equal(Value a, Value b);

/* False: b is 0. */
bool complex_divide(ComplexNumber a, ComplexNumber b, ComplexNumber *quotient);
NumberResult complex_power(ComplexNumber a, ComplexNumber b, ComplexNumber *power);
/* Infinite when that is too large. */
double complex_absolute(ComplexNumber number);

/* Operators where one operand is a complex at least, as number_binary and number_unary. */
NumberResult complex_binary(Operator operation, Value a, Value b, Value *result);
NumberResult complex_unary(UnaryOperator operation, Value value, Value *result);
