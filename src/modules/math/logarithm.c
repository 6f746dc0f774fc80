/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logarithms. That of an int too large for a double is taken of its highest bits, and the others counted. */
#include "modules/math/math.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include "vm/special.h"
#include <math.h>

typedef double Logarithm(double x);

Outcome math_raise_domain(Call *call) { return raise_error(call->task, ValueError, "math domain error"); }
Outcome math_raise_range(Call *call) { return raise_error(call->task, OverflowError, "math range error"); }

enum { TOP_BITS = 66 }; /* more than a double has: the last may stand for all below it */

/* value == *fraction * 2**result, 0.5 <= *fraction <= 1, rounded half to even; -1: memory refused. */
static int64_t split_large(Value value, double *fraction) {
    uint64_t dropped = int_bit_length(value) - TOP_BITS;
    Value top = int_shift_right(value, dropped), back = ABSENT;
    if (!is_absent(top)) back = int_shift_left(top, dropped);
    bool is_made = !is_absent(back);
    if (is_made && int_compare(back, value) != 0) replace_take(&top, int_or(top, small_int(1)));
    if (is_made) int_to_double(top, fraction);
    release(top);
    release(back);
    if (!is_made) return -1;
    *fraction = ldexp(*fraction, -TOP_BITS);
    return (int64_t)dropped + TOP_BITS;
}

/* Of a number above 0 that is a float or an int. */
static Outcome logarithm_of(Call *call, Value value, Logarithm *function, double *result) {
    double number;
    if (is_int(value) && int_sign(value) <= 0) return math_raise_domain(call);
    if (number_to_double(value, &number) != YES) {
        int64_t exponent = split_large(value, &number);
        if (exponent < 0) return raise_memory(call->task);
        *result = function(number) + function(2.0) * (double)exponent;
        return DONE;
    }
    if (!isfinite(number)) {
        if (number < 0) return math_raise_domain(call);
        *result = number;
        return DONE;
    }
    if (number <= 0.0) return math_raise_domain(call);
    *result = function(number);
    return DONE;
}

/* Ints stay what they are, all else becomes a float. */
static Outcome arg_logarithm(Call *call, size_t i) {
    return is_int(call->args[i]) ? DONE : arg_real(call, i);
}

static Outcome give_logarithm(Call *call, Logarithm *function) {
    double result;
    Outcome outcome = arg_logarithm(call, 0);
    if (outcome == DONE) outcome = logarithm_of(call, call->args[0], function, &result);
    return outcome == DONE ? give(call, float_new(result)) : outcome;
}

Outcome math_log2(Call *call) { return give_logarithm(call, log2); }
Outcome math_log10(Call *call) { return give_logarithm(call, log10); }

Outcome math_log(Call *call) {
    double number, base;
    if (is_absent(call->args[0]) || tuple_of(call->args[2])->count)
        return raise_error(call->task, TypeError, "math.log requires 1 to 2 arguments");
    Outcome outcome = arg_logarithm(call, 0);
    if (outcome == DONE && is_absent(call->args[1])) return give_logarithm(call, log);
    if (outcome == DONE) outcome = arg_logarithm(call, 1);
    if (outcome == DONE) outcome = logarithm_of(call, call->args[0], log, &number);
    if (outcome == DONE) outcome = logarithm_of(call, call->args[1], log, &base);
    if (outcome != DONE) return outcome;
    if (base == 0.0) return raise_number_problem(call->task, NUMBER_FLOAT_DIVISION);
    return give(call, float_new(number / base));
}
