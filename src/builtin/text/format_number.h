/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as text with a format: the mini-language for int, bool and float, and the number conversions of the
 * `%` operator on str and bytes. All append to `out`, ASCII but for a fill, and answer false when they
 * raised. */
#pragma once
#include "builtin/text/format_spec.h"
#include "vm/raise.h"

/* format(number, spec); number is an int, bool or float, spec a str. */
bool format_number(Task *task, Buffer *out, Value number, Value spec);
/* format(number, spec) of a complex. */
bool format_complex(Task *task, Buffer *out, Value number, Value spec);
/* str(number), which fails for an int past the limit of digits. */
bool format_plainly(Task *task, Buffer *out, Value number);

/* One conversion of "%-08.3f" % x, as parsed by the caller. */
typedef struct {
    bool left;         /* - */
    bool zero;         /* 0 */
    bool plus;         /* + */
    bool space;        /* ' ' */
    bool alternate;    /* # */
    int64_t width;     /* -1: not given */
    int64_t precision; /* -1: not given */
    char type;         /* one of d i u x X o e E f F g G */
} PercentSpec;

/* Raises TypeError where the type wants another operand ("%x format: an integer is required, not float");
 * operands with __int__, __index__ or __float__ of their own are converted by the caller first. */
bool percent_number(Task *task, Buffer *out, Value number, const PercentSpec *spec);

/* ValueError: an int too long for decimal text, or a text with so many digits; 0: an int. */
Outcome raise_digit_limit(Task *task, size_t digits);
