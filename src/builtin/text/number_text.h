/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number taken apart into the pieces that formats arrange: what both format() and the `%` operator start
 * from. */
#pragma once
#include "base/buffer.h"
#include "value/value.h"

typedef struct {
    bool negative;
    const char *prefix; /* "0x" and its kin, or "" */
    Buffer digits;      /* those that are grouped: the integral part; none of inf and nan */
    Buffer rest;        /* point, fraction, exponent; or inf, nan */
} NumberText;

typedef struct {
    char type;         /* one of e E f F g G, or 'r': as repr */
    int64_t precision; /* not for 'r' */
    bool alternate;    /* # : always a point, and zeros at the end stay */
    bool point_zero;   /* ".0" where there would be no point, and in 'g' room for it */
    bool percent;      /* of the number times 100, a % behind */
} FloatStyle;

void number_text_int(NumberText *text, Value number, char type, bool alternate); /* type: one of d b o x X */
void number_text_float(NumberText *text, double number, const FloatStyle *style);
/* A float that is shown as zero loses its sign (z). */
void number_text_drop_zero_sign(NumberText *text);
void number_text_clear(NumberText *text);
