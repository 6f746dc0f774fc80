/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions of whole numbers. */
#include "modules/math/math.h"
#include "vm/machine.h"
#include "vm/raise.h"

/* ---- common divisors and multiples */

/* Below 2**62, Euclid's way on words. */
static int64_t small_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

/* Owned; ABSENT: memory refused. */
static Value common_divisor(Value a, Value b) {
    if (is_small_int(a) && is_small_int(b))
        return int_from_int64(small_divisor(small_int_of(a), small_int_of(b)));
    IntScratch scratch_a, scratch_b;
    mp_int result;
    if (mp_init(&result) != MP_OKAY) return ABSENT;
    mp_err error = mp_gcd(int_peek_number(a, &scratch_a), int_peek_number(b, &scratch_b), &result);
    Value divisor = error == MP_OKAY ? int_from_number(&result) : ABSENT;
    mp_clear(&result);
    return divisor;
}

static Value common_multiple(Value a, Value b) {
    if (int_is_zero(a) || int_is_zero(b)) return small_int(0);
    Value divisor = common_divisor(a, b), part = ABSENT, product = ABSENT, result = ABSENT;
    if (!is_absent(divisor)) part = int_floor_divide(a, divisor);
    if (!is_absent(part)) product = int_multiply(part, b);
    if (!is_absent(product)) result = int_absolute(product);
    release(divisor);
    release(part);
    release(product);
    return result;
}

static Outcome fold_integers(Call *call, Value start, Value combine(Value a, Value b)) {
    Outcome outcome = arg_integers(call, 0);
    if (outcome != DONE) return outcome;
    const List *list = list_of(call->args[0]);
    Value total = list->count ? int_absolute(list->items[0]) : start;
    for (size_t i = 1; !is_absent(total) && i < list->count; i++)
        replace_take(&total, combine(total, list->items[i]));
    return give(call, total);
}

Outcome math_gcd(Call *call) { return fold_integers(call, small_int(0), common_divisor); }
Outcome math_lcm(Call *call) { return fold_integers(call, small_int(1), common_multiple); }

/* ---- roots */

Outcome math_isqrt(Call *call) {
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    if (int_sign(call->args[0]) < 0)
        return raise_error(call->task, ValueError, "isqrt() argument must be nonnegative");
    IntScratch scratch;
    mp_int result;
    if (mp_init(&result) != MP_OKAY) return raise_memory(call->task);
    mp_err error = mp_sqrt(int_peek_number(call->args[0], &scratch), &result);
    Value root = error == MP_OKAY ? int_from_number(&result) : ABSENT;
    mp_clear(&result);
    return give(call, root);
}

/* ---- products of rows of numbers, in halves, so that the factors are of like length */

enum { ROW_SHORT = 8 };

/* first (first + step) ... of `count` numbers; owned. Its recursion halves: at most 64 deep. */
static Value row_product(Value first, int step, uint64_t count) {
    if (count <= ROW_SHORT) {
        Value product = small_int(1), factor = retain(first);
        for (uint64_t i = 0; !is_absent(product) && !is_absent(factor) && i < count; i++) {
            replace_take(&product, int_multiply(product, factor));
            replace_take(&factor, int_add(factor, small_int(step)));
        }
        release(factor);
        return product;
    }
    uint64_t half = count / 2;
    Value offset = int_from_uint64(half),
          middle = step > 0 ? int_add(first, offset) : int_subtract(first, offset);
    release(offset);
    if (is_absent(middle)) return ABSENT;
    Value left = row_product(first, step, half);
    Value right = is_absent(left) ? ABSENT : row_product(middle, step, count - half);
    Value product = is_absent(right) ? ABSENT : int_multiply(left, right);
    release(left);
    release(right);
    release(middle);
    return product;
}

Outcome math_factorial(Call *call) {
    int64_t number;
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    bool is_negative = int_sign(call->args[0]) < 0;
    if (!int_fits_int64(call->args[0], &number)) {
        return is_negative
                   ? raise_error(call->task, ValueError, "factorial() not defined for negative values")
                   : raise_error(call->task, OverflowError, "factorial() argument should not exceed %ld",
                                 INT64_MAX);
    }
    if (is_negative)
        return raise_error(call->task, ValueError, "factorial() not defined for negative values");
    return give(call, row_product(small_int(1), 1, (uint64_t)number));
}

/* ---- ways to choose */

/* Both arguments as ints that are not negative. */
static Outcome arg_choice(Call *call) {
    for (size_t i = 0; i < 2; i++) {
        Outcome outcome = arg_integer(call, i);
        if (outcome != DONE) return outcome;
    }
    if (int_sign(call->args[0]) < 0)
        return raise_error(call->task, ValueError, "n must be a non-negative integer");
    if (int_sign(call->args[1]) < 0)
        return raise_error(call->task, ValueError, "k must be a non-negative integer");
    return DONE;
}

Outcome math_perm(Call *call) {
    uint64_t count;
    if (is_none(call->args[1])) return math_factorial(call);
    Outcome outcome = arg_choice(call);
    if (outcome != DONE) return outcome;
    if (int_compare(call->args[0], call->args[1]) < 0) return give_int(call, 0);
    if (!int_fits_uint64(call->args[1], &count) || count > INT64_MAX)
        return raise_error(call->task, OverflowError, "k must not exceed %ld", INT64_MAX);
    return give(call, row_product(call->args[0], -1, count));
}

/* n over k with k small enough: the product of k numbers from n down, divided by k!. */
Outcome math_comb(Call *call) {
    uint64_t count;
    Outcome outcome = arg_choice(call);
    if (outcome != DONE) return outcome;
    Value n = call->args[0], k = call->args[1];
    Value other = int_subtract(n, k);
    if (is_absent(other)) return raise_memory(call->task);
    if (int_sign(other) < 0) {
        release(other);
        return give_int(call, 0);
    }
    bool fits = int_fits_uint64(int_compare(other, k) < 0 ? other : k, &count) && count <= INT64_MAX;
    release(other);
    if (!fits) return raise_error(call->task, OverflowError, "min(n - k, k) must not exceed %ld", INT64_MAX);
    Value above = row_product(n, -1, count), below = ABSENT, result = ABSENT;
    if (!is_absent(above)) below = row_product(small_int(1), 1, count);
    if (!is_absent(below)) result = int_floor_divide(above, below);
    release(above);
    release(below);
    return give(call, result);
}
