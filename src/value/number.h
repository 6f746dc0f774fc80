/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operators on int, float, bool and complex in any mixture, as the machine meets them. Nothing is raised
 * here: a call answers what went wrong, and number_problem gives the exception and its text, so each text
 * stands in one table. The order of Operator is that of the machine's opcodes. */
#pragma once
#include "value/exception.h"
#include "value/float.h"
#include "value/int.h"

typedef enum {
    OPERATOR_ADD,
    OPERATOR_SUBTRACT,
    OPERATOR_MULTIPLY,
    OPERATOR_MATRIX_MULTIPLY,
    OPERATOR_TRUE_DIVIDE,
    OPERATOR_FLOOR_DIVIDE,
    OPERATOR_MODULO,
    OPERATOR_POWER,
    OPERATOR_SHIFT_LEFT,
    OPERATOR_SHIFT_RIGHT,
    OPERATOR_AND,
    OPERATOR_XOR,
    OPERATOR_OR,
    OPERATOR_COUNT
} Operator;

typedef enum { UNARY_POSITIVE, UNARY_NEGATIVE, UNARY_INVERT, UNARY_ABSOLUTE } UnaryOperator;

/* One row a problem: enumerator, exception, text. */
#define NUMBER_PROBLEMS(X)                                                                                   \
    X(NO_MEMORY, MemoryError, "")                                                                            \
    X(DIVISION, ZeroDivisionError, "division by zero")                                                       \
    X(FLOOR_DIVISION, ZeroDivisionError, "integer division or modulo by zero")                               \
    X(MODULO, ZeroDivisionError, "integer modulo by zero")                                                   \
    X(FLOAT_DIVISION, ZeroDivisionError, "float division by zero")                                           \
    X(FLOAT_FLOOR_DIVISION, ZeroDivisionError, "float floor division by zero")                               \
    X(FLOAT_MODULO, ZeroDivisionError, "float modulo")                                                       \
    X(FLOAT_DIVMOD, ZeroDivisionError, "float divmod()")                                                     \
    X(ZERO_POWER, ZeroDivisionError, "0.0 cannot be raised to a negative power")                             \
    X(INT_TOO_LARGE, OverflowError, "int too large to convert to float")                                     \
    X(QUOTIENT_TOO_LARGE, OverflowError, "integer division result too large for a float")                    \
    X(OUT_OF_RANGE, OverflowError, "Numerical result out of range")                                          \
    X(TOO_MANY_DIGITS, OverflowError, "too many digits in integer")                                          \
    X(NEGATIVE_SHIFT, ValueError, "negative shift count")                                                    \
    X(ZERO_MODULUS, ValueError, "pow() 3rd argument cannot be 0")                                            \
    X(NOT_INVERTIBLE, ValueError, "base is not invertible for the given modulus")                            \
    X(MODULUS_TYPE, TypeError, "pow() 3rd argument not allowed unless all arguments are integers")           \
    X(NAN_TO_INT, ValueError, "cannot convert float NaN to integer")                                         \
    X(INFINITY_TO_INT, OverflowError, "cannot convert float infinity to integer")                            \
    X(COMPLEX_DIVISION, ZeroDivisionError, "complex division by zero")                                       \
    X(COMPLEX_ZERO_POWER, ZeroDivisionError, "0.0 to a negative or complex power")                           \
    X(COMPLEX_POWER, OverflowError, "complex exponentiation")                                                \
    X(COMPLEX_MODULUS, ValueError, "complex modulo")                                                         \
    X(ABSOLUTE_TOO_LARGE, OverflowError, "absolute value too large")

typedef enum {
    NUMBER_DONE,
    /* not numbers, or not for this operator (1.0 & 1): the machine looks for special methods */
    NUMBER_UNSUPPORTED,
#define NUMBER_ID(NAME, exception, text) NUMBER_##NAME,
    NUMBER_PROBLEMS(NUMBER_ID)
#undef NUMBER_ID
        NUMBER_RESULT_COUNT
} NumberResult;

typedef struct {
    ExceptionKind exception;
    const char *text; /* "" : raised without an argument */
    int number;       /* not 0: the exception's arguments are (number, text), as of an errno */
} NumberProblem;

const NumberProblem *number_problem(NumberResult result); /* NULL for DONE and UNSUPPORTED */

/* *result is owned on DONE and ABSENT on all others. Subclasses of int and float count as their base. */
NumberResult number_binary(Operator operation, Value a, Value b, Value *result);
NumberResult number_unary(UnaryOperator operation, Value value, Value *result);
NumberResult number_divmod(Value a, Value b, Value *quotient, Value *remainder);
/* modulus ABSENT or NONE: none */
NumberResult number_power(Value base, Value exponent, Value modulus, Value *result);
NumberResult number_truncate(double number, Value *result); /* to int */

bool is_number(Value value); /* int, float, bool or an instance of a subclass */
/* Exact between int and float. YES and *order; NO: unordered (NaN); UNSUPPORTED: not two numbers. */
Verdict number_order(Value a, Value b, int *order);
/* Type.order and Type.equal of int, bool and float. */
Verdict number_order_verdict(Value a, Value b, int *order, int depth);
Verdict number_equal_verdict(Value a, Value b, int depth);
