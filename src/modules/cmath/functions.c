/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formulas: Kahan's (Branch cuts for complex elementary functions, 1987), with large arguments scaled
 * down, so that nothing overflows on the way. Where a part is infinite or NaN, the C library's functions
 * answer by annex G of C99, as CPython's tables do. */
#include "modules/cmath/cmath.h"
#include <complex.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <string.h>

typedef double complex Native;
typedef Native NativeFunction(Native z);

static const double large = DBL_MAX / 4.0;

static ComplexNumber made(double real, double imaginary) { return (ComplexNumber){ real, imaginary }; }
static ComplexNumber times_i(ComplexNumber z) { return made(-z.imaginary, z.real); }
static ComplexNumber by_i(ComplexNumber z) { return made(z.imaginary, -z.real); }
static bool is_finite(ComplexNumber z) { return isfinite(z.real) && isfinite(z.imaginary); }
static bool is_large(ComplexNumber z) { return fabs(z.real) > large || fabs(z.imaginary) > large; }
static double log_large(void) { return log(large); }

static ComplexNumber by_library(NativeFunction *function, ComplexNumber z) {
    const double parts[] = { z.real, z.imaginary }; /* as complex lies in memory; clang has no CMPLX */
    Native given;
    memcpy(&given, parts, sizeof given);
    Native result = function(given);
    errno = 0;
    return made(creal(result), cimag(result));
}

/* log(|z|) where the square of |z| would overflow. */
static double log_of_large(ComplexNumber z) {
    return log(hypot(z.real / 2.0, z.imaginary / 2.0)) + M_LN2 * 2.0;
}

static ComplexNumber check_size(ComplexNumber z) {
    errno = isinf(z.real) || isinf(z.imaginary) ? ERANGE : 0;
    return z;
}

ComplexNumber cmath_sqrt_of(ComplexNumber z) {
    enum { UP = 2 * (DBL_MANT_DIG / 2) + 1, DOWN = -(UP + 1) / 2 };
    double real = fabs(z.real), imaginary = fabs(z.imaginary), root;
    if (!is_finite(z)) return by_library(csqrt, z);
    if (z.real == 0.0 && z.imaginary == 0.0) return made(0.0, z.imaginary);
    if (real < DBL_MIN && imaginary < DBL_MIN) {
        real = ldexp(real, UP);
        root = ldexp(sqrt(real + hypot(real, ldexp(imaginary, UP))), DOWN);
    } else {
        real /= 8.0;
        root = 2.0 * sqrt(real + hypot(real, imaginary / 8.0));
    }
    double other = imaginary / (2.0 * root);
    return z.real >= 0.0 ? made(root, copysign(other, z.imaginary))
                         : made(other, copysign(root, z.imaginary));
}

/* ---- inverse functions */

ComplexNumber cmath_acos_of(ComplexNumber z) {
    if (isinf(z.real) && isnan(z.imaginary)) return made(NAN, INFINITY);
    if (!is_finite(z)) return by_library(cacos, z);
    if (is_large(z)) {
        double size = log_of_large(z);
        return made(atan2(fabs(z.imaginary), z.real),
                    z.real < 0.0 ? -copysign(size, z.imaginary) : copysign(size, -z.imaginary));
    }
    ComplexNumber a = cmath_sqrt_of(made(1.0 - z.real, -z.imaginary)),
                  b = cmath_sqrt_of(made(1.0 + z.real, z.imaginary));
    return made(2.0 * atan2(a.real, b.real), asinh(b.real * a.imaginary - b.imaginary * a.real));
}

ComplexNumber cmath_acosh_of(ComplexNumber z) {
    if (isnan(z.imaginary) && !isinf(z.real)) return made(NAN, NAN);
    if (!is_finite(z)) return by_library(cacosh, z);
    if (is_large(z)) return made(log_of_large(z), atan2(z.imaginary, z.real));
    ComplexNumber a = cmath_sqrt_of(made(z.real - 1.0, z.imaginary)),
                  b = cmath_sqrt_of(made(z.real + 1.0, z.imaginary));
    return made(asinh(a.real * b.real + a.imaginary * b.imaginary), 2.0 * atan2(a.imaginary, b.real));
}

ComplexNumber cmath_asin_of(ComplexNumber z) { return by_i(cmath_asinh_of(times_i(z))); }

ComplexNumber cmath_asinh_of(ComplexNumber z) {
    if (isnan(z.real) && isinf(z.imaginary)) return made(INFINITY, NAN);
    if (!is_finite(z)) return by_library(casinh, z);
    if (is_large(z)) {
        double size = log_of_large(z);
        return made(z.imaginary >= 0.0 ? copysign(size, z.real) : -copysign(size, -z.real),
                    atan2(z.imaginary, fabs(z.real)));
    }
    ComplexNumber a = cmath_sqrt_of(made(1.0 + z.imaginary, -z.real)),
                  b = cmath_sqrt_of(made(1.0 - z.imaginary, z.real));
    return made(asinh(a.real * b.imaginary - b.real * a.imaginary),
                atan2(z.imaginary, a.real * b.real - a.imaginary * b.imaginary));
}

ComplexNumber cmath_atan_of(ComplexNumber z) { return by_i(cmath_atanh_of(times_i(z))); }

/* Of a number whose real part is 1 and whose imaginary part is next to nothing. */
static ComplexNumber atanh_near_one(ComplexNumber z, double imaginary) {
    if (imaginary == 0.0) {
        errno = EDOM;
        return made(INFINITY, z.imaginary);
    }
    return made(-log(sqrt(imaginary) / sqrt(hypot(imaginary, 2.0))),
                copysign(atan2(2.0, -imaginary) / 2.0, z.imaginary));
}

ComplexNumber cmath_atanh_of(ComplexNumber z) {
    if (isnan(z.real) && isinf(z.imaginary)) return made(0.0, copysign(M_PI_2, z.imaginary));
    if (!is_finite(z)) return by_library(catanh, z);
    if (z.real < 0.0 || (z.real == 0.0 && signbit(z.real))) {
        ComplexNumber mirrored = cmath_atanh_of(made(-z.real, -z.imaginary));
        return made(-mirrored.real, -mirrored.imaginary);
    }
    double imaginary = fabs(z.imaginary);
    if (z.real > sqrt(large) || imaginary > sqrt(large)) {
        double size = hypot(z.real / 2.0, z.imaginary / 2.0);
        return made(z.real / 4.0 / size / size, -copysign(M_PI_2, -z.imaginary));
    }
    if (z.real == 1.0 && imaginary < sqrt(DBL_MIN)) return atanh_near_one(z, imaginary);
    double left = 1.0 - z.real;
    return made(log1p(4.0 * z.real / (left * left + imaginary * imaginary)) / 4.0,
                -atan2(-2.0 * z.imaginary, left * (1.0 + z.real) - imaginary * imaginary) / 2.0);
}

/* ---- hyperbolic and trigonometric functions */

/* An infinite angle has no sine. */
static ComplexNumber without_angle(NativeFunction *function, ComplexNumber z, bool is_error) {
    ComplexNumber result = by_library(function, z);
    if (isinf(z.imaginary) && is_error) errno = EDOM;
    return result;
}

ComplexNumber cmath_cos_of(ComplexNumber z) { return cmath_cosh_of(times_i(z)); }

ComplexNumber cmath_cosh_of(ComplexNumber z) {
    if (isnan(z.real) && z.imaginary == 0.0) return made(NAN, 0.0);
    if (!is_finite(z)) return without_angle(ccosh, z, !isnan(z.real));
    if (fabs(z.real) > log_large()) {
        double less = z.real - copysign(1.0, z.real);
        return check_size(made(cos(z.imaginary) * cosh(less) * M_E, sin(z.imaginary) * sinh(less) * M_E));
    }
    return check_size(made(cos(z.imaginary) * cosh(z.real), sin(z.imaginary) * sinh(z.real)));
}

ComplexNumber cmath_sin_of(ComplexNumber z) { return by_i(cmath_sinh_of(times_i(z))); }

ComplexNumber cmath_sinh_of(ComplexNumber z) {
    if (z.real == 0.0 && isnan(z.imaginary)) return made(0.0, NAN);
    if (!is_finite(z)) return without_angle(csinh, z, !isnan(z.real));
    if (fabs(z.real) > log_large()) {
        double less = z.real - copysign(1.0, z.real);
        return check_size(made(cos(z.imaginary) * sinh(less) * M_E, sin(z.imaginary) * cosh(less) * M_E));
    }
    return check_size(made(cos(z.imaginary) * sinh(z.real), sin(z.imaginary) * cosh(z.real)));
}

ComplexNumber cmath_tan_of(ComplexNumber z) { return by_i(cmath_tanh_of(times_i(z))); }

ComplexNumber cmath_tanh_of(ComplexNumber z) {
    if (z.real == 0.0 && isnan(z.imaginary)) return made(NAN, NAN);
    if (isinf(z.real) && isinf(z.imaginary)) return made(copysign(1.0, z.real), 0.0);
    if (!is_finite(z)) return without_angle(ctanh, z, isfinite(z.real));
    if (fabs(z.real) > log_large())
        return made(copysign(1.0, z.real),
                    4.0 * sin(z.imaginary) * cos(z.imaginary) * exp(-2.0 * fabs(z.real)));
    double hyperbolic = tanh(z.real), tangent = tan(z.imaginary), inverse = 1.0 / cosh(z.real);
    double product = hyperbolic * tangent, divisor = 1.0 + product * product;
    return made(hyperbolic * (1.0 + tangent * tangent) / divisor, ((tangent / divisor) * inverse) * inverse);
}

/* ---- exponents and logarithms */

ComplexNumber cmath_exp_of(ComplexNumber z) {
    if (isinf(z.real) && z.real < 0.0 && !isfinite(z.imaginary)) return made(0.0, 0.0);
    if (!is_finite(z)) return without_angle(cexp, z, isfinite(z.real) || (isinf(z.real) && z.real > 0.0));
    double size = z.real > log_large() ? exp(z.real - 1.0) : exp(z.real);
    double more = z.real > log_large() ? M_E : 1.0;
    return check_size(made(size * cos(z.imaginary) * more, size * sin(z.imaginary) * more));
}

ComplexNumber cmath_log_of(ComplexNumber z) {
    double real = fabs(z.real), imaginary = fabs(z.imaginary), result;
    if (!is_finite(z)) return by_library(clog, z);
    if (is_large(z)) {
        result = log(hypot(real / 2.0, imaginary / 2.0)) + M_LN2;
    } else if (real < DBL_MIN && imaginary < DBL_MIN) {
        if (real == 0.0 && imaginary == 0.0) {
            errno = EDOM;
            return made(-INFINITY, atan2(z.imaginary, z.real));
        }
        result = log(hypot(ldexp(real, DBL_MANT_DIG), ldexp(imaginary, DBL_MANT_DIG))) - DBL_MANT_DIG * M_LN2;
    } else {
        double size = hypot(real, imaginary), more = fmax(real, imaginary), less = fmin(real, imaginary);
        bool near_one = 0.71 <= size && size <= 1.73;
        result = near_one ? log1p((more - 1) * (more + 1) + less * less) / 2.0 : log(size);
    }
    return made(result, atan2(z.imaginary, z.real));
}

ComplexNumber cmath_log10_of(ComplexNumber z) {
    ComplexNumber natural = cmath_log_of(z);
    return made(natural.real / M_LN10, natural.imaginary / M_LN10);
}

/* ---- polar coordinates */

static ComplexNumber rect_of_infinite(double length, double angle) {
    if (isinf(length) && isfinite(angle) && angle != 0.0)
        return length > 0.0 ? made(copysign(INFINITY, cos(angle)), copysign(INFINITY, sin(angle)))
                            : made(-copysign(INFINITY, cos(angle)), -copysign(INFINITY, sin(angle)));
    if (length != 0.0 && !isnan(length) && isinf(angle)) errno = EDOM;
    if (angle == 0.0) return isnan(length) ? made(length, 0.0) : made(length, length > 0.0 ? angle : -angle);
    if (length == 0.0) return made(0.0, 0.0);
    return isinf(length) ? made(INFINITY, NAN) : made(NAN, NAN);
}

ComplexNumber cmath_rect_of(double length, double angle) {
    if (!isfinite(length) || !isfinite(angle)) return rect_of_infinite(length, angle);
    if (angle == 0.0) return made(length, length * angle);
    return made(length * cos(angle), length * sin(angle));
}
