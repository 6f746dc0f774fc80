/* SPDX-License-Identifier: GPL-3.0-or-later */
/* float: a boxed double. Text is the shortest that reads back the same, as CPython's repr. */
#pragma once
#include "base/buffer.h"
#include "value/object.h"

typedef struct {
    Object object;
    double number;
} Float;

extern const Type float_type;

Value float_new(double number);
bool is_float(Value value);
static inline double float_of(Value value) { return ((Float *)object_of(value))->number; }
void float_format(Buffer *out, double number); /* repr */
/* What float() accepts: spaces around, `_` between digits, inf, nan. False: malformed. */
bool float_parse(const char *text, size_t count, double *number);
/* An int or float operand as a double. NO: neither; UNSUPPORTED: an int too large. */
Verdict number_to_double(Value value, double *number);
double float_floor_divide(double a, double b); /* Python's // and %; b not 0 */
double float_modulo(double a, double b);
