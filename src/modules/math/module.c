/* SPDX-License-Identifier: GPL-3.0-or-later */
/* math: functions of real numbers, most of which are the C library's with its errors made exceptions.
 * See https://docs.python.org/3.11/library/math.html */
#include "modules/math/math.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <errno.h>
#include <limits.h>
#include <math.h>

static Outcome give_real(Call *call, double number) { return give(call, float_new(number)); }

static Outcome arg_two_reals(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? arg_real(call, 1) : outcome;
}

/* ---- one number, one result */

typedef double OneReal(double x);

/* Small results are no error: the C library may say ERANGE of those that it rounded to 0. */
static Outcome check_errno(Call *call, double result) {
    if (errno == EDOM) return math_raise_domain(call);
    if (errno == ERANGE && fabs(result) >= 1.5) return math_raise_range(call);
    return DONE;
}

static Outcome apply(Call *call, OneReal *function, bool can_overflow) {
    Outcome outcome = arg_real(call, 0);
    if (outcome != DONE) return outcome;
    double x = math_real(call, 0);
    errno = 0;
    double result = function(x);
    if (isnan(result) && !isnan(x)) return math_raise_domain(call);
    if (isinf(result) && isfinite(x)) return can_overflow ? math_raise_range(call) : math_raise_domain(call);
    if (isfinite(result) && errno && check_errno(call, result) != DONE) return RAISED;
    return give_real(call, result);
}

#define FINITE_FUNCTIONS(X)                                                                                  \
    X(acos, acos)                                                                                            \
    X(asin, asin)                                                                                            \
    X(atan, atan)                                                                                            \
    X(sin, sin)                                                                                              \
    X(cos, cos)                                                                                              \
    X(tan, tan)                                                                                              \
    X(tanh, tanh)                                                                                            \
    X(acosh, acosh)                                                                                          \
    X(asinh, asinh)                                                                                          \
    X(atanh, atanh)                                                                                          \
    X(sqrt, sqrt)                                                                                            \
    X(log1p, log1p)                                                                                          \
    X(cbrt, cbrt)                                                                                            \
    X(fabs, fabs)
#define LARGE_FUNCTIONS(X)                                                                                   \
    X(exp, exp)                                                                                              \
    X(exp2, exp2)                                                                                            \
    X(expm1, expm1)                                                                                          \
    X(sinh, sinh)                                                                                            \
    X(cosh, cosh)

#define FINITE_FUNCTION(name, function)                                                                      \
    static Outcome math_##name(Call *call) { return apply(call, function, false); }
#define LARGE_FUNCTION(name, function)                                                                       \
    static Outcome math_##name(Call *call) { return apply(call, function, true); }
FINITE_FUNCTIONS(FINITE_FUNCTION)
LARGE_FUNCTIONS(LARGE_FUNCTION)

static Outcome apply_with_errno(Call *call, OneReal *function) {
    Outcome outcome = arg_real(call, 0);
    if (outcome != DONE) return outcome;
    errno = 0;
    double result = function(math_real(call, 0));
    if (errno && check_errno(call, result) != DONE) return RAISED;
    return give_real(call, result);
}

static double erf_of(double x) {
    double result = erf(x);
    errno = 0;
    return result;
}
static double erfc_of(double x) {
    double result = erfc(x);
    errno = 0;
    return result;
}

static Outcome math_gamma(Call *call) { return apply_with_errno(call, math_gamma_of); }
static Outcome math_lgamma(Call *call) { return apply_with_errno(call, math_lgamma_of); }
static Outcome math_erf(Call *call) { return apply_with_errno(call, erf_of); }
static Outcome math_erfc(Call *call) { return apply_with_errno(call, erfc_of); }

static Outcome math_degrees(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? give_real(call, math_real(call, 0) * (180.0 / M_PI)) : outcome;
}

static Outcome math_radians(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? give_real(call, math_real(call, 0) * (M_PI / 180.0)) : outcome;
}

static double last_place(double x) {
    if (isnan(x)) return x;
    x = fabs(x);
    if (isinf(x)) return x;
    double next = nextafter(x, INFINITY);
    return isinf(next) ? x - nextafter(x, -INFINITY) : next - x;
}

static Outcome math_ulp(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? give_real(call, last_place(math_real(call, 0))) : outcome;
}

/* ---- one number, told something of */

static Outcome math_isfinite(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? give_bool(call, isfinite(math_real(call, 0))) : outcome;
}

static Outcome math_isinf(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? give_bool(call, isinf(math_real(call, 0))) : outcome;
}

static Outcome math_isnan(Call *call) {
    Outcome outcome = arg_real(call, 0);
    return outcome == DONE ? give_bool(call, isnan(math_real(call, 0))) : outcome;
}

static Outcome math_frexp(Call *call) {
    int exponent = 0;
    Outcome outcome = arg_real(call, 0);
    if (outcome != DONE) return outcome;
    double x = math_real(call, 0), fraction = isfinite(x) ? frexp(x, &exponent) : x;
    return give(call, tuple_pair_take(float_new(fraction), small_int(exponent)));
}

static Outcome math_modf(Call *call) {
    double whole;
    Outcome outcome = arg_real(call, 0);
    if (outcome != DONE) return outcome;
    double fraction = modf(math_real(call, 0), &whole);
    return give(call, tuple_pair_take(float_new(fraction), float_new(whole)));
}

/* ---- to whole numbers: the special method, or the float's rule */

enum { ASKED = 1 };

static Outcome round_by(Call *call, Special special, OneReal *function) {
    Value x = call->args[0], result;
    if (call->step == ASKED) return DONE;
    bool is_exact_float = is_object(x) && object_type(x) == &float_type;
    if (!call->step && !is_exact_float &&
        !is_absent(class_peek_special(value_class(call_machine(call), x), special))) {
        call->step = ASKED;
        return call_special(call, x, special, 0, NULL);
    }
    Outcome outcome = arg_real(call, 0);
    if (outcome != DONE) return outcome;
    NumberResult made = number_truncate(function(math_real(call, 0)), &result);
    return give_number(call, made, result);
}

static Outcome math_floor(Call *call) { return round_by(call, SPECIAL_floor, floor); }
static Outcome math_ceil(Call *call) { return round_by(call, SPECIAL_ceil, ceil); }

static Outcome math_trunc(Call *call) {
    Value x = call->args[0];
    if (is_absent(class_peek_special(value_class(call_machine(call), x), SPECIAL_trunc)))
        return raise_error(call->task, TypeError, "type %T doesn't define __trunc__ method", x);
    return round_by(call, SPECIAL_trunc, trunc);
}

/* ---- two numbers */

static Outcome math_atan2(Call *call) {
    Outcome outcome = arg_two_reals(call);
    return outcome == DONE ? give_real(call, atan2(math_real(call, 0), math_real(call, 1))) : outcome;
}

static Outcome math_copysign(Call *call) {
    Outcome outcome = arg_two_reals(call);
    return outcome == DONE ? give_real(call, copysign(math_real(call, 0), math_real(call, 1))) : outcome;
}

static Outcome math_nextafter(Call *call) {
    Outcome outcome = arg_two_reals(call);
    return outcome == DONE ? give_real(call, nextafter(math_real(call, 0), math_real(call, 1))) : outcome;
}

static Outcome math_fmod(Call *call) {
    Outcome outcome = arg_two_reals(call);
    if (outcome != DONE) return outcome;
    double x = math_real(call, 0), y = math_real(call, 1), result = isinf(y) && isfinite(x) ? x : fmod(x, y);
    if (isnan(result) && !isnan(x) && !isnan(y)) return math_raise_domain(call);
    return give_real(call, result);
}

static Outcome math_remainder(Call *call) {
    Outcome outcome = arg_two_reals(call);
    if (outcome != DONE) return outcome;
    double x = math_real(call, 0), y = math_real(call, 1), result = remainder(x, y);
    if (isnan(result) && !isnan(x) && !isnan(y)) return math_raise_domain(call);
    return give_real(call, result);
}

static Outcome math_pow(Call *call) {
    Outcome outcome = arg_two_reals(call);
    if (outcome != DONE) return outcome;
    double x = math_real(call, 0), y = math_real(call, 1), result = pow(x, y);
    if (isfinite(x) && isfinite(y)) {
        if (isnan(result) || (isinf(result) && x == 0.0)) return math_raise_domain(call);
        if (isinf(result)) return math_raise_range(call);
    }
    return give_real(call, result);
}

static Outcome math_ldexp(Call *call) {
    int64_t exponent;
    Outcome outcome = arg_real(call, 0);
    if (outcome != DONE) return outcome;
    Value by = call->args[1];
    if (!is_int(by)) {
        if (is_absent(class_peek_special(value_class(call_machine(call), by), SPECIAL_index)))
            return raise_error(call->task, TypeError, "Expected an int as second argument to ldexp.");
        outcome = arg_integer(call, 1);
        if (outcome != DONE) return outcome;
        by = call->args[1];
    }
    if (!int_fits_int64(by, &exponent)) exponent = int_sign(by) < 0 ? INT64_MIN : INT64_MAX;
    double x = math_real(call, 0);
    if (x == 0.0 || !isfinite(x)) return give_real(call, x);
    if (exponent > INT_MAX) return math_raise_range(call);
    double result = exponent < INT_MIN ? copysign(0.0, x) : ldexp(x, (int)exponent);
    return isinf(result) ? math_raise_range(call) : give_real(call, result);
}

/* ---- isclose */

enum { CLOSE_A, CLOSE_B, CLOSE_RELATIVE, CLOSE_ABSOLUTE };

static bool are_close(double a, double b, double relative, double absolute) {
    if (a == b) return true;
    if (isinf(a) || isinf(b)) return false;
    double difference = fabs(b - a);
    return difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute;
}

static Outcome math_isclose(Call *call) {
    if (is_absent(call->args[CLOSE_RELATIVE])) call->args[CLOSE_RELATIVE] = float_new(1e-09);
    if (is_absent(call->args[CLOSE_ABSOLUTE])) call->args[CLOSE_ABSOLUTE] = float_new(0.0);
    for (size_t i = 0; i < 4; i++) {
        Outcome outcome = arg_real(call, i);
        if (outcome != DONE) return outcome;
    }
    double relative = math_real(call, CLOSE_RELATIVE), absolute = math_real(call, CLOSE_ABSOLUTE);
    if (relative < 0.0 || absolute < 0.0)
        return raise_error(call->task, ValueError, "tolerances must be non-negative");
    return give_bool(call, are_close(math_real(call, CLOSE_A), math_real(call, CLOSE_B), relative, absolute));
}

/* ---- the table */

static const NativeSpec math_functions[] = {
    { "acos(x, /)", math_acos, "The angle, in radians, whose cosine is x." },
    { "acosh(x, /)", math_acosh, "The number whose hyperbolic cosine is x." },
    { "asin(x, /)", math_asin, "The angle, in radians, whose sine is x." },
    { "asinh(x, /)", math_asinh, "The number whose hyperbolic sine is x." },
    { "atan(x, /)", math_atan, "The angle, in radians, whose tangent is x." },
    { "atan2(y, x, /)", math_atan2, "The angle, in radians, of the point (x, y)." },
    { "atanh(x, /)", math_atanh, "The number whose hyperbolic tangent is x." },
    { "cbrt(x, /)", math_cbrt, "The cube root of x." },
    { "ceil(x, /)", math_ceil, "The least int that is not below x." },
    { "comb(n, k, /)", math_comb, "How many ways there are to choose k of n things." },
    { "copysign(x, y, /)", math_copysign, "The size of x with the sign of y." },
    { "cos(x, /)", math_cos, "The cosine of x, an angle in radians." },
    { "cosh(x, /)", math_cosh, "The hyperbolic cosine of x." },
    { "degrees(x, /)", math_degrees, "The angle x, in radians, in degrees." },
    { "dist(p, q, /)", math_dist, "How far two points are from each other." },
    { "erf(x, /)", math_erf, "The error function of x." },
    { "erfc(x, /)", math_erfc, "1 - erf(x)." },
    { "exp(x, /)", math_exp, "e to the power of x." },
    { "exp2(x, /)", math_exp2, "2 to the power of x." },
    { "expm1(x, /)", math_expm1, "exp(x) - 1, exact where x is small." },
    { "fabs(x, /)", math_fabs, "The absolute value of x, as a float." },
    { "factorial(n, /)", math_factorial, "1 * 2 * ... * n." },
    { "floor(x, /)", math_floor, "The greatest int that is not above x." },
    { "fmod(x, y, /)", math_fmod, "What x divided by y leaves, with the sign of x." },
    { "frexp(x, /)", math_frexp, "The pair (m, e): x is m * 2**e, and m from 0.5 to below 1." },
    { "fsum(seq, /)", math_fsum, "The sum of all items, rounded once." },
    { "gamma(x, /)", math_gamma, "The gamma function of x." },
    { "gcd(*integers)", math_gcd, "The greatest common divisor." },
    { "hypot(*coordinates)", math_hypot, "The length of a vector." },
    { "isclose(a, b, *, rel_tol=..., abs_tol=...)", math_isclose,
      "Whether two numbers are near each other." },
    { "isfinite(x, /)", math_isfinite, "Whether x is neither infinite nor NaN." },
    { "isinf(x, /)", math_isinf, "Whether x is infinite." },
    { "isnan(x, /)", math_isnan, "Whether x is NaN." },
    { "isqrt(n, /)", math_isqrt, "The whole part of the square root of n." },
    { "lcm(*integers)", math_lcm, "The least common multiple." },
    { "ldexp(x, i, /)", math_ldexp, "x * 2**i." },
    { "lgamma(x, /)", math_lgamma, "The natural logarithm of the absolute value of gamma(x)." },
    { "log(x=..., base=..., /, *rest)", math_log, "The logarithm of x, natural or to this base.", ARGS_OWN },
    { "log10(x, /)", math_log10, "The logarithm of x to base 10." },
    { "log1p(x, /)", math_log1p, "The natural logarithm of 1 + x, exact where x is small." },
    { "log2(x, /)", math_log2, "The logarithm of x to base 2." },
    { "modf(x, /)", math_modf, "The fraction and the whole part of x, both floats." },
    { "nextafter(x, y, /)", math_nextafter, "The next float after x towards y." },
    { "perm(n, k=None, /)", math_perm, "How many ways there are to choose k of n things in order." },
    { "pow(x, y, /)", math_pow, "x to the power of y, as floats." },
    { "prod(iterable, /, *, start=1)", math_prod, "The start and all items, multiplied." },
    { "radians(x, /)", math_radians, "The angle x, in degrees, in radians." },
    { "remainder(x, y, /)", math_remainder, "How far x is from the nearest multiple of y." },
    { "sin(x, /)", math_sin, "The sine of x, an angle in radians." },
    { "sinh(x, /)", math_sinh, "The hyperbolic sine of x." },
    { "sqrt(x, /)", math_sqrt, "The square root of x." },
    { "tan(x, /)", math_tan, "The tangent of x, an angle in radians." },
    { "tanh(x, /)", math_tanh, "The hyperbolic tangent of x." },
    { "trunc(x, /)", math_trunc, "x without what stands behind the point, as an int." },
    { "ulp(x, /)", math_ulp, "The value of the last bit of x." },
    { 0 },
};

static bool math_init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "pi", float_new(M_PI));
    dict_define_text_take(module->dict, "e", float_new(M_E));
    dict_define_text_take(module->dict, "tau", float_new(2 * M_PI));
    dict_define_text_take(module->dict, "inf", float_new(INFINITY));
    dict_define_text_take(module->dict, "nan", float_new(NAN));
    return true;
}

const ModuleSpec math_module = {
    .name = "math",
    .doc = "Functions of real numbers.",
    .functions = math_functions,
    .init = math_init,
};
