/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arithmetic on floats, as the loop does it: what an operator leaves is written into an operand that nobody
 * else names, so that most of a formula makes no object. */
#pragma once
#include "value/float.h"
#include "value/number.h"

static inline bool is_plain_float(Value value) {
    return is_object(value) && object_type(value) == &float_type;
}

/* What an operand is to a float. C rounds a long int as Python does: to the nearest, half to even. */
static inline bool float_operand(Value value, double *number) {
    if (is_plain_float(value))
        *number = float_of(value);
    else if (is_small_int(value))
        *number = (double)small_int_of(value);
    else
        return false;
    return true;
}

/* Both operands, one of which at least is no small int. */
static inline bool float_operands(Value a, Value b, double *x, double *y) {
    return float_operand(a, x) && float_operand(b, y);
}

static inline bool is_lone_float(Value value) {
    return is_plain_float(value) && object_of(value)->references == 1;
}

/* *a and b, both owned and one of them a float, become the one number *a. */
void float_replace_pair(Value *a, Value b, double number);

/* *a becomes this number. */
static inline void float_replace(Value *a, double number) {
    if (is_lone_float(*a))
        ((Float *)object_of(*a))->number = number;
    else
        replace_take(a, float_new(number));
}

/* One of the three. */
static inline double float_arithmetic(Operator operation, double x, double y) {
    return operation == OPERATOR_ADD ? x + y : operation == OPERATOR_SUBTRACT ? x - y : x * y;
}

static inline Verdict float_compare(uint32_t comparison, double x, double y) {
    switch (comparison) {
    case COMPARE_LESS: return x < y ? YES : NO;
    case COMPARE_LESS_EQUAL: return x <= y ? YES : NO;
    case COMPARE_EQUAL: return x == y ? YES : NO;
    case COMPARE_NOT_EQUAL: return x != y ? YES : NO;
    case COMPARE_GREATER: return x > y ? YES : NO;
    default: return x >= y ? YES : NO;
    }
}
