/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gamma function and its logarithm, by Lanczos' approximation with N = 13 and g = 6.02468..., whose
 * coefficients Boost's math toolkit publishes (lanczos13m53); CPython uses the same, so results agree to the
 * last bit, which the C library's do not. */
#include "modules/math/math.h"
#include <errno.h>
#include <math.h>

static const double lanczos_g = 6.024680040776729583740234375;
static const double log_pi = 1.144729885849400174143427351353058711647;

enum { LANCZOS_TERMS = 13, WHOLE_MAX = 23 };

static const double numerators[LANCZOS_TERMS] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
};
/* x (x + 1) ... (x + 11), multiplied out */
static const double denominators[LANCZOS_TERMS] = { 0.0,         39916800.0, 120543840.0, 150917976.0,
                                                    105258076.0, 45995730.0, 13339535.0,  2637558.0,
                                                    357423.0,    32670.0,    1925.0,      66.0,
                                                    1.0 };

/* The quotient of the two polynomials; above 5 of both divided by x**12, so that nothing overflows. */
static double lanczos_sum(double x) {
    double above = 0.0, below = 0.0;
    for (int i = 0; i < LANCZOS_TERMS; i++) {
        int at = x < 5.0 ? LANCZOS_TERMS - 1 - i : i;
        above = x < 5.0 ? above * x + numerators[at] : above / x + numerators[at];
        below = x < 5.0 ? below * x + denominators[at] : below / x + denominators[at];
    }
    return above / below;
}

/* sin(pi * x) without the error of a rounded pi * x; x finite. */
static double sine_of_pi_times(double x) {
    double rest = fmod(fabs(x), 2.0), result;
    switch ((int)round(2.0 * rest)) {
    case 0: result = sin(M_PI * rest); break;
    case 1: result = cos(M_PI * (rest - 0.5)); break;
    case 2: result = sin(M_PI * (1.0 - rest)); break; /* -sin(pi * (rest - 1)) would be -0 at whole numbers */
    case 3: result = -cos(M_PI * (rest - 1.5)); break;
    default: result = sin(M_PI * (rest - 2.0));
    }
    return copysign(1.0, x) * result;
}

static double fail(int error, double result) {
    errno = error;
    return result;
}

static double whole_gamma(double x) {
    double product = 1.0;
    for (int i = 2; i < (int)x; i++) product *= i; /* exact up to 22! */
    return product;
}

/* |x| up to 200, no pole. */
static double gamma_by_sum(double x) {
    double absolute = fabs(x), base = absolute + (lanczos_g - 0.5);
    /* what rounding took from the sum */
    double lost = absolute > lanczos_g - 0.5 ? (base - absolute) - (lanczos_g - 0.5)
                                             : (base - (lanczos_g - 0.5)) - absolute;
    double correction = lost * lanczos_g / base, result;
    if (x < 0.0) {
        result = -M_PI / sine_of_pi_times(absolute) / absolute * exp(base) / lanczos_sum(absolute);
        result -= correction * result;
    } else {
        result = lanczos_sum(absolute) / exp(base);
        result += correction * result;
    }
    double exponent = absolute < 140.0 ? absolute - 0.5 : absolute / 2.0 - 0.25;
    double power = pow(base, exponent);
    for (int i = 0; i < (absolute < 140.0 ? 1 : 2); i++) result = x < 0.0 ? result / power : result * power;
    return isinf(result) ? fail(ERANGE, result) : result;
}

double math_gamma_of(double x) {
    if (!isfinite(x)) return isnan(x) || x > 0.0 ? x : fail(EDOM, NAN);
    if (x == 0.0) return fail(EDOM, copysign(INFINITY, x));
    if (x == floor(x)) {
        if (x < 0.0) return fail(EDOM, NAN);
        if (x <= WHOLE_MAX) return whole_gamma(x);
    }
    if (fabs(x) < 1e-20) {
        double inverse = 1.0 / x;
        return isinf(inverse) ? fail(ERANGE, inverse) : inverse;
    }
    if (fabs(x) > 200.0) return x < 0.0 ? 0.0 / sine_of_pi_times(x) : fail(ERANGE, INFINITY);
    return gamma_by_sum(x);
}

double math_lgamma_of(double x) {
    double absolute = fabs(x);
    if (!isfinite(x)) return isnan(x) ? x : INFINITY;
    if (x == floor(x) && x <= 2.0) return x <= 0.0 ? fail(EDOM, INFINITY) : 0.0;
    if (absolute < 1e-20) return -log(absolute);
    double result = log(lanczos_sum(absolute)) - lanczos_g;
    result += (absolute - 0.5) * (log(absolute + lanczos_g - 0.5) - 1);
    if (x < 0.0) result = log_pi - log(fabs(sine_of_pi_times(absolute))) - log(absolute) - result;
    return isinf(result) ? fail(ERANGE, result) : result;
}
