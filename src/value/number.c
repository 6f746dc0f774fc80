/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operators on numbers. Two ints go to int's functions; as soon as one is a float, both become doubles and
 * the float's rules hold. One function an operator and kind, found through the two tables. */
#include "value/number.h"
#include "value/complex.h"
#include "value/int_parts.h"
#include <math.h>

static const NumberProblem problems[NUMBER_RESULT_COUNT] = {
#define NUMBER_ROW(NAME, exception, text) [NUMBER_##NAME] = { exception, text, 0 },
    NUMBER_PROBLEMS(NUMBER_ROW)
#undef NUMBER_ROW
};
static const NumberProblem out_of_range = { OverflowError, "Numerical result out of range", 34 }; /* ERANGE */

const NumberProblem *number_problem(NumberResult result) {
    if (result == NUMBER_DONE || result == NUMBER_UNSUPPORTED) return NULL;
    return result == NUMBER_OUT_OF_RANGE ? &out_of_range : &problems[result];
}

bool is_number(Value value) { return is_int(value) || is_float(value); }

static NumberResult made(Value value, Value *result) {
    *result = value;
    return is_absent(value) ? NUMBER_NO_MEMORY : NUMBER_DONE;
}

static NumberResult made_float(double number, Value *result) {
    *result = float_new(number);
    return NUMBER_DONE;
}

/* ---- floats */

typedef NumberResult FloatOperation(double a, double b, Value *result);

static NumberResult add_floats(double a, double b, Value *result) { return made_float(a + b, result); }
static NumberResult subtract_floats(double a, double b, Value *result) { return made_float(a - b, result); }
static NumberResult multiply_floats(double a, double b, Value *result) { return made_float(a * b, result); }

static NumberResult divide_floats(double a, double b, Value *result) {
    return b == 0.0 ? NUMBER_FLOAT_DIVISION : made_float(a / b, result);
}

static NumberResult floor_divide_floats(double a, double b, Value *result) {
    return b == 0.0 ? NUMBER_FLOAT_FLOOR_DIVISION : made_float(float_floor_divide(a, b), result);
}

static NumberResult modulo_floats(double a, double b, Value *result) {
    return b == 0.0 ? NUMBER_FLOAT_MODULO : made_float(float_modulo(a, b), result);
}

static NumberResult power_of_negative(double a, double b, Value *result) {
    ComplexNumber power;
    NumberResult outcome = complex_power((ComplexNumber){ a, 0.0 }, (ComplexNumber){ b, 0.0 }, &power);
    *result = outcome == NUMBER_DONE ? complex_new(power) : ABSENT;
    return outcome;
}

static NumberResult power_floats(double a, double b, Value *result) {
    if (a == 0.0 && b < 0.0 && !isinf(b)) return NUMBER_ZERO_POWER;
    if (a < 0.0 && !isinf(a) && !isinf(b) && b != floor(b))
        return isnan(b) ? made_float(b, result) : power_of_negative(a, b, result);
    double power = pow(a, b);
    if (isinf(power) && !isinf(a) && !isinf(b)) return NUMBER_OUT_OF_RANGE;
    return made_float(power, result);
}

static FloatOperation *const float_operations[OPERATOR_COUNT] = {
    [OPERATOR_ADD] = add_floats,
    [OPERATOR_SUBTRACT] = subtract_floats,
    [OPERATOR_MULTIPLY] = multiply_floats,
    [OPERATOR_TRUE_DIVIDE] = divide_floats,
    [OPERATOR_FLOOR_DIVIDE] = floor_divide_floats,
    [OPERATOR_MODULO] = modulo_floats,
    [OPERATOR_POWER] = power_floats,
};

/* ---- ints */

typedef NumberResult IntOperation(Value a, Value b, Value *result);

static NumberResult add_ints(Value a, Value b, Value *result) { return made(int_add(a, b), result); }
static NumberResult subtract_ints(Value a, Value b, Value *result) {
    return made(int_subtract(a, b), result);
}
static NumberResult multiply_ints(Value a, Value b, Value *result) {
    return made(int_multiply(a, b), result);
}

static NumberResult divide_ints(Value a, Value b, Value *result) {
    double quotient;
    if (int_is_zero(b)) return NUMBER_DIVISION;
    if (!int_true_divide(a, b, &quotient)) return NUMBER_QUOTIENT_TOO_LARGE;
    return made_float(quotient, result);
}

static NumberResult floor_divide_ints(Value a, Value b, Value *result) {
    return int_is_zero(b) ? NUMBER_FLOOR_DIVISION : made(int_floor_divide(a, b), result);
}

static NumberResult modulo_ints(Value a, Value b, Value *result) {
    return int_is_zero(b) ? NUMBER_MODULO : made(int_modulo(a, b), result);
}

static NumberResult power_ints(Value a, Value b, Value *result) {
    if (int_sign(b) >= 0) return made(int_power(a, b), result);
    double base, exponent;
    if (!int_to_double(a, &base) || !int_to_double(b, &exponent)) return NUMBER_INT_TOO_LARGE;
    return power_floats(base, exponent, result);
}

static NumberResult shift_left_ints(Value a, Value b, Value *result) {
    uint64_t bits;
    if (int_sign(b) < 0) return NUMBER_NEGATIVE_SHIFT;
    if (int_is_zero(a)) return made(small_int(0), result);
    if (int_bit_length(b) > 66) return NUMBER_TOO_MANY_DIGITS; /* CPython cannot even count them */
    return int_fits_uint64(b, &bits) ? made(int_shift_left(a, bits), result) : NUMBER_NO_MEMORY;
}

static NumberResult shift_right_ints(Value a, Value b, Value *result) {
    uint64_t bits;
    if (int_sign(b) < 0) return NUMBER_NEGATIVE_SHIFT;
    return made(int_shift_right(a, int_fits_uint64(b, &bits) ? bits : UINT64_MAX), result);
}

static NumberResult and_ints(Value a, Value b, Value *result) {
    if (is_bool(a) && is_bool(b)) return made(bool_value(is_same(a, TRUE) && is_same(b, TRUE)), result);
    return made(int_and(a, b), result);
}

static NumberResult xor_ints(Value a, Value b, Value *result) {
    if (is_bool(a) && is_bool(b)) return made(bool_value(!is_same(a, b)), result);
    return made(int_xor(a, b), result);
}

static NumberResult or_ints(Value a, Value b, Value *result) {
    if (is_bool(a) && is_bool(b)) return made(bool_value(is_same(a, TRUE) || is_same(b, TRUE)), result);
    return made(int_or(a, b), result);
}

static IntOperation *const int_operations[OPERATOR_COUNT] = {
    [OPERATOR_ADD] = add_ints,
    [OPERATOR_SUBTRACT] = subtract_ints,
    [OPERATOR_MULTIPLY] = multiply_ints,
    [OPERATOR_TRUE_DIVIDE] = divide_ints,
    [OPERATOR_FLOOR_DIVIDE] = floor_divide_ints,
    [OPERATOR_MODULO] = modulo_ints,
    [OPERATOR_POWER] = power_ints,
    [OPERATOR_SHIFT_LEFT] = shift_left_ints,
    [OPERATOR_SHIFT_RIGHT] = shift_right_ints,
    [OPERATOR_AND] = and_ints,
    [OPERATOR_XOR] = xor_ints,
    [OPERATOR_OR] = or_ints,
};

/* ---- any two */

/* DONE: both are doubles now. */
static NumberResult to_doubles(Value a, Value b, double *first, double *second) {
    Verdict verdict_a = number_to_double(a, first), verdict_b = number_to_double(b, second);
    if (verdict_a == NO || verdict_b == NO) return NUMBER_UNSUPPORTED;
    return verdict_a == YES && verdict_b == YES ? NUMBER_DONE : NUMBER_INT_TOO_LARGE;
}

NumberResult number_binary(Operator operation, Value a, Value b, Value *result) {
    *result = ABSENT;
    if (is_int(a) && is_int(b)) {
        IntOperation *function = int_operations[operation];
        return function ? function(a, b, result) : NUMBER_UNSUPPORTED;
    }
    if (is_complex(a) || is_complex(b)) return complex_binary(operation, a, b, result);
    FloatOperation *function = float_operations[operation];
    if (!function) return NUMBER_UNSUPPORTED;
    double first, second;
    NumberResult converted = to_doubles(a, b, &first, &second);
    return converted == NUMBER_DONE ? function(first, second, result) : converted;
}

NumberResult number_unary(UnaryOperator operation, Value value, Value *result) {
    *result = ABSENT;
    if (is_float(value)) {
        double number = float_of(value);
        switch (operation) {
        case UNARY_POSITIVE: return made_float(number, result);
        case UNARY_NEGATIVE: return made_float(-number, result);
        case UNARY_ABSOLUTE: return made_float(fabs(number), result);
        case UNARY_INVERT: return NUMBER_UNSUPPORTED;
        }
    }
    if (is_complex(value)) return complex_unary(operation, value, result);
    if (!is_int(value)) return NUMBER_UNSUPPORTED;
    switch (operation) {
    case UNARY_POSITIVE: return made(int_plain(value), result);
    case UNARY_NEGATIVE: return made(int_negate(value), result);
    case UNARY_ABSOLUTE: return made(int_absolute(value), result);
    case UNARY_INVERT: return made(int_invert(value), result);
    }
    return NUMBER_UNSUPPORTED;
}

NumberResult number_divmod(Value a, Value b, Value *quotient, Value *remainder) {
    *quotient = *remainder = ABSENT;
    if (is_int(a) && is_int(b)) {
        if (int_is_zero(b)) return NUMBER_FLOOR_DIVISION;
        return int_divmod(a, b, quotient, remainder) ? NUMBER_DONE : NUMBER_NO_MEMORY;
    }
    double first, second;
    NumberResult converted = to_doubles(a, b, &first, &second);
    if (converted != NUMBER_DONE) return converted;
    if (second == 0.0) return NUMBER_FLOAT_DIVMOD;
    *quotient = float_new(float_floor_divide(first, second));
    *remainder = float_new(float_modulo(first, second));
    return NUMBER_DONE;
}

NumberResult number_power(Value base, Value exponent, Value modulus, Value *result) {
    if (is_absent(modulus) || is_none(modulus)) return number_binary(OPERATOR_POWER, base, exponent, result);
    *result = ABSENT;
    if (is_complex(base) || is_complex(exponent) || is_complex(modulus)) return NUMBER_COMPLEX_MODULUS;
    if (!is_number(base) || !is_number(exponent) || !is_number(modulus)) return NUMBER_UNSUPPORTED;
    if (!is_int(base) || !is_int(exponent) || !is_int(modulus)) return NUMBER_MODULUS_TYPE;
    if (int_is_zero(modulus)) return NUMBER_ZERO_MODULUS;
    bool invertible;
    NumberResult outcome = made(int_power_modulo(base, exponent, modulus, &invertible), result);
    return invertible ? outcome : NUMBER_NOT_INVERTIBLE;
}

NumberResult number_truncate(double number, Value *result) {
    *result = ABSENT;
    if (isnan(number)) return NUMBER_NAN_TO_INT;
    if (isinf(number)) return NUMBER_INFINITY_TO_INT;
    return made(int_from_double(number), result);
}

/* ---- comparing */

/* Exact: the int is compared with the float's integral part, and what the float has behind the point breaks
 * the tie. */
static Verdict order_int_float(Value a, double b, int *order) {
    IntScratch scratch_a, scratch_b;
    if (isnan(b)) return NO;
    if (isinf(b)) {
        *order = b > 0 ? -1 : 1;
        return YES;
    }
    *order = mp_cmp(int_peek_number(a, &scratch_a), int_peek_double(b, &scratch_b));
    double rest = b - trunc(b);
    if (*order == 0) *order = (rest < 0) - (rest > 0);
    return YES;
}

Verdict number_order(Value a, Value b, int *order) {
    bool int_a = is_int(a), int_b = is_int(b);
    if ((!int_a && !is_float(a)) || (!int_b && !is_float(b))) return UNSUPPORTED;
    if (int_a && int_b) {
        *order = int_compare(a, b);
        return YES;
    }
    if (int_a) return order_int_float(a, float_of(b), order);
    Verdict verdict;
    if (int_b) {
        verdict = order_int_float(b, float_of(a), order);
        if (verdict == YES) *order = -*order;
        return verdict;
    }
    double first = float_of(a), second = float_of(b);
    if (isnan(first) || isnan(second)) return NO;
    *order = (first > second) - (first < second);
    return YES;
}

Verdict number_order_verdict(Value a, Value b, int *order, int depth) {
    (void)depth;
    return number_order(a, b, order);
}

Verdict number_equal_verdict(Value a, Value b, int depth) {
    int order;
    (void)depth;
    if (is_complex(b)) return complex_equal(b, a);
    Verdict verdict = number_order(a, b, &order);
    return verdict == YES && order != 0 ? NO : verdict;
}
