/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmath: functions of complex numbers. See https://docs.python.org/3.11/library/cmath.html */
#include "builtin/classes/number.h"
#include "modules/cmath/cmath.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <errno.h>
#include <math.h>

static ComplexNumber number_of(const Call *call, size_t i) { return complex_of(call->args[i]); }

/* errno as an exception, or the result. */
static Outcome check(Call *call) {
    if (errno == EDOM) return raise_error(call->task, ValueError, "math domain error");
    if (errno == ERANGE) return raise_error(call->task, OverflowError, "math range error");
    return DONE;
}

typedef ComplexNumber OneNumber(ComplexNumber z);

static Outcome apply(Call *call, OneNumber *function) {
    Outcome outcome = arg_complex(call, 0);
    if (outcome != DONE) return outcome;
    errno = 0;
    ComplexNumber z = number_of(call, 0), result = function(z);
    /* what rounds to 0 on the way is no error */
    bool is_infinite = isinf(result.real) || isinf(result.imaginary);
    if (errno == ERANGE && !is_infinite) errno = 0;
    return check(call) == DONE ? give(call, complex_new(result)) : RAISED;
}

// clang-format off
#define FUNCTIONS(X)                                                                                         \
    X(acos) X(acosh) X(asin) X(asinh) X(atan) X(atanh) X(cos) X(cosh) X(exp) X(log10) X(sin) X(sinh) X(sqrt) \
    X(tan) X(tanh)
// clang-format on
#define FUNCTION(name)                                                                                       \
    static Outcome cmath_##name(Call *call) { return apply(call, cmath_##name##_of); }
FUNCTIONS(FUNCTION)

static Outcome cmath_log(Call *call) {
    Outcome outcome = arg_complex(call, 0);
    bool has_base = !is_absent(call->args[1]);
    if (outcome == DONE && has_base) outcome = arg_complex(call, 1);
    if (outcome != DONE) return outcome;
    errno = 0;
    ComplexNumber result = cmath_log_of(number_of(call, 0));
    if (has_base || errno == ERANGE) errno = 0; /* python3 looks at the base's alone */
    if (has_base && !complex_divide(result, cmath_log_of(number_of(call, 1)), &result)) errno = EDOM;
    return check(call) == DONE ? give(call, complex_new(result)) : RAISED;
}

static Outcome cmath_phase(Call *call) {
    Outcome outcome = arg_complex(call, 0);
    if (outcome != DONE) return outcome;
    ComplexNumber z = number_of(call, 0);
    errno = 0;
    double angle = atan2(z.imaginary, z.real);
    return check(call) == DONE ? give(call, float_new(angle)) : RAISED;
}

static Outcome cmath_polar(Call *call) {
    Outcome outcome = arg_complex(call, 0);
    if (outcome != DONE) return outcome;
    ComplexNumber z = number_of(call, 0);
    double size = complex_absolute(z);
    errno = isinf(size) && isfinite(z.real) && isfinite(z.imaginary) ? ERANGE : 0;
    if (check(call) != DONE) return RAISED;
    return give(call, tuple_pair_take(float_new(size), float_new(atan2(z.imaginary, z.real))));
}

static Outcome cmath_rect(Call *call) {
    for (size_t i = 0; i < 2; i++) {
        Outcome outcome = arg_real(call, i);
        if (outcome != DONE) return outcome;
    }
    errno = 0;
    ComplexNumber result = cmath_rect_of(float_of(call->args[0]), float_of(call->args[1]));
    return check(call) == DONE ? give(call, complex_new(result)) : RAISED;
}

static Outcome cmath_isfinite(Call *call) {
    Outcome outcome = arg_complex(call, 0);
    if (outcome != DONE) return outcome;
    return give_bool(call, isfinite(number_of(call, 0).real) && isfinite(number_of(call, 0).imaginary));
}

static Outcome cmath_isinf(Call *call) {
    Outcome outcome = arg_complex(call, 0);
    if (outcome != DONE) return outcome;
    return give_bool(call, isinf(number_of(call, 0).real) || isinf(number_of(call, 0).imaginary));
}

static Outcome cmath_isnan(Call *call) {
    Outcome outcome = arg_complex(call, 0);
    if (outcome != DONE) return outcome;
    return give_bool(call, isnan(number_of(call, 0).real) || isnan(number_of(call, 0).imaginary));
}

/* ---- isclose */

enum { CLOSE_A, CLOSE_B, CLOSE_RELATIVE, CLOSE_ABSOLUTE };

static bool are_close(ComplexNumber a, ComplexNumber b, double relative, double absolute) {
    if (a.real == b.real && a.imaginary == b.imaginary) return true;
    if (isinf(a.real) || isinf(a.imaginary) || isinf(b.real) || isinf(b.imaginary)) return false;
    double difference = complex_absolute((ComplexNumber){ a.real - b.real, a.imaginary - b.imaginary });
    return difference <= relative * complex_absolute(b) || difference <= relative * complex_absolute(a) ||
           difference <= absolute;
}

static Outcome cmath_isclose(Call *call) {
    if (is_absent(call->args[CLOSE_RELATIVE])) call->args[CLOSE_RELATIVE] = float_new(1e-09);
    if (is_absent(call->args[CLOSE_ABSOLUTE])) call->args[CLOSE_ABSOLUTE] = float_new(0.0);
    for (size_t i = 0; i < 4; i++) {
        Outcome outcome = i < CLOSE_RELATIVE ? arg_complex(call, i) : arg_real(call, i);
        if (outcome != DONE) return outcome;
    }
    double relative = float_of(call->args[CLOSE_RELATIVE]), absolute = float_of(call->args[CLOSE_ABSOLUTE]);
    if (relative < 0.0 || absolute < 0.0)
        return raise_error(call->task, ValueError, "tolerances must be non-negative");
    return give_bool(call, are_close(number_of(call, CLOSE_A), number_of(call, CLOSE_B), relative, absolute));
}

static const NativeSpec cmath_functions[] = {
    { "acos(z, /)", cmath_acos, "The angle whose cosine is z." },
    { "acosh(z, /)", cmath_acosh, "The number whose hyperbolic cosine is z." },
    { "asin(z, /)", cmath_asin, "The angle whose sine is z." },
    { "asinh(z, /)", cmath_asinh, "The number whose hyperbolic sine is z." },
    { "atan(z, /)", cmath_atan, "The angle whose tangent is z." },
    { "atanh(z, /)", cmath_atanh, "The number whose hyperbolic tangent is z." },
    { "cos(z, /)", cmath_cos, "The cosine of z." },
    { "cosh(z, /)", cmath_cosh, "The hyperbolic cosine of z." },
    { "exp(z, /)", cmath_exp, "e to the power of z." },
    { "isclose(a, b, *, rel_tol=..., abs_tol=...)", cmath_isclose,
      "Whether two numbers are near each other." },
    { "isfinite(z, /)", cmath_isfinite, "Whether both parts of z are finite." },
    { "isinf(z, /)", cmath_isinf, "Whether a part of z is infinite." },
    { "isnan(z, /)", cmath_isnan, "Whether a part of z is NaN." },
    { "log(z, base=..., /)", cmath_log, "The logarithm of z, natural or to this base.", ARGS_UNPACK },
    { "log10(z, /)", cmath_log10, "The logarithm of z to base 10." },
    { "phase(z, /)", cmath_phase, "The angle of z." },
    { "polar(z, /)", cmath_polar, "The pair of the absolute value and the angle of z." },
    { "rect(r, phi, /)", cmath_rect, "The number with this absolute value and this angle." },
    { "sin(z, /)", cmath_sin, "The sine of z." },
    { "sinh(z, /)", cmath_sinh, "The hyperbolic sine of z." },
    { "sqrt(z, /)", cmath_sqrt, "The square root of z." },
    { "tan(z, /)", cmath_tan, "The tangent of z." },
    { "tanh(z, /)", cmath_tanh, "The hyperbolic tangent of z." },
    { 0 },
};

static bool cmath_init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "pi", float_new(M_PI));
    dict_define_text_take(module->dict, "e", float_new(M_E));
    dict_define_text_take(module->dict, "tau", float_new(2 * M_PI));
    dict_define_text_take(module->dict, "inf", float_new(INFINITY));
    dict_define_text_take(module->dict, "infj", complex_new((ComplexNumber){ 0.0, INFINITY }));
    dict_define_text_take(module->dict, "nan", float_new(NAN));
    dict_define_text_take(module->dict, "nanj", complex_new((ComplexNumber){ 0.0, NAN }));
    return true;
}

const ModuleSpec cmath_module = {
    .name = "cmath",
    .doc = "Functions of complex numbers.",
    .functions = cmath_functions,
    .init = cmath_init,
};
