/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions of complex numbers, as CPython rounds them. errno is set to EDOM or ERANGE where there is no
 * result. */
#pragma once
#include "value/complex.h"

ComplexNumber cmath_acos_of(ComplexNumber z);
ComplexNumber cmath_acosh_of(ComplexNumber z);
ComplexNumber cmath_asin_of(ComplexNumber z);
ComplexNumber cmath_asinh_of(ComplexNumber z);
ComplexNumber cmath_atan_of(ComplexNumber z);
ComplexNumber cmath_atanh_of(ComplexNumber z);
ComplexNumber cmath_cos_of(ComplexNumber z);
ComplexNumber cmath_cosh_of(ComplexNumber z);
ComplexNumber cmath_exp_of(ComplexNumber z);
ComplexNumber cmath_log_of(ComplexNumber z);
ComplexNumber cmath_log10_of(ComplexNumber z);
ComplexNumber cmath_sin_of(ComplexNumber z);
ComplexNumber cmath_sinh_of(ComplexNumber z);
ComplexNumber cmath_sqrt_of(ComplexNumber z);
ComplexNumber cmath_tan_of(ComplexNumber z);
ComplexNumber cmath_tanh_of(ComplexNumber z);
ComplexNumber cmath_rect_of(double length, double angle);
