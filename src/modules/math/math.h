/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module math share. See https://docs.python.org/3.11/library/math.html */
#pragma once
#include "builtin/classes/number.h"
#include "vm/native.h"

/* Functions of whole numbers: whole.c. */
Native math_gcd, math_lcm, math_isqrt, math_factorial, math_comb, math_perm;
/* Over many numbers: sums.c. */
Native math_fsum, math_prod, math_dist, math_hypot;
/* Logarithms, which take ints of any size: logarithm.c. */
Native math_log, math_log2, math_log10;

/* As the C library answers: the result, with errno set to EDOM or ERANGE when it is none. */
double math_gamma_of(double x);
double math_lgamma_of(double x);

Outcome math_raise_domain(Call *call); /* ValueError "math domain error" */
Outcome math_raise_range(Call *call);  /* OverflowError "math range error" */
/* args[i], a float already. */
static inline double math_real(const Call *call, size_t i) { return float_of(call->args[i]); }
