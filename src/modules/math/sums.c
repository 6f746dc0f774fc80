/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions over many numbers: exact sums, products, lengths of vectors. */
#include "base/memory.h"
#include "modules/math/math.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <float.h>
#include <math.h>

/* ---- fsum: partial sums that do not overlap, in growing order; together they are the exact sum
 * (Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997). */

typedef struct {
    double *items;
    size_t count, capacity;
    double special; /* of infinite numbers and NaNs, apart */
    double infinite;
    bool overflowed;
} Partials;

static bool add_partial(Partials *partials, double number) {
    size_t kept = 0;
    double given = number;
    for (size_t i = 0; i < partials->count; i++) {
        double other = partials->items[i];
        if (fabs(number) < fabs(other)) {
            double swap = number;
            number = other;
            other = swap;
        }
        volatile double high = number + other;
        volatile double taken = high - number;
        double low = other - taken;
        if (low != 0.0) partials->items[kept++] = low;
        number = high;
    }
    partials->count = kept;
    if (number == 0.0) return true;
    if (!isfinite(number)) {
        if (isfinite(given)) return partials->overflowed = true, false;
        if (isinf(given)) partials->infinite += given;
        partials->special += given;
        partials->count = 0;
        return true;
    }
    if (!memory_grow(&partials->items, &partials->capacity, kept + 1, sizeof(double))) return false;
    partials->items[partials->count++] = number;
    return true;
}

/* The sum rounded half to even: the first remainder that is not 0 decides a tie. */
static double round_partials(const Partials *partials) {
    size_t i = partials->count;
    if (i == 0) return 0.0;
    volatile double high = partials->items[--i];
    double low = 0.0;
    while (i > 0) {
        double before = high, next = partials->items[--i];
        high = before + next;
        volatile double taken = high - before;
        low = next - taken;
        if (low != 0.0) break;
    }
    bool same_side =
        i > 0 && ((low < 0.0 && partials->items[i - 1] < 0.0) || (low > 0.0 && partials->items[i - 1] > 0.0));
    if (same_side) {
        volatile double doubled = low * 2.0, rounded = high + doubled, back = rounded - high;
        if (doubled == back) high = rounded;
    }
    return high;
}

Outcome math_fsum(Call *call) {
    Outcome outcome = arg_reals(call, 0);
    if (outcome != DONE) return outcome;
    const List *list = list_of(call->args[0]);
    Partials partials = { 0 };
    bool done = true;
    for (size_t i = 0; done && i < list->count; i++) done = add_partial(&partials, float_of(list->items[i]));
    double sum = done ? round_partials(&partials) : 0.0;
    memory_free(partials.items);
    if (partials.overflowed) return raise_error(call->task, OverflowError, "intermediate overflow in fsum");
    if (!done) return raise_memory(call->task);
    if (partials.special != 0.0 && isnan(partials.infinite))
        return raise_error(call->task, ValueError, "-inf + inf in fsum");
    return give(call, float_new(partials.special != 0.0 ? partials.special : sum));
}

/* ---- prod: the product stands in args[1], the iterator in keep */

enum { PROD_ITERATE = 1, PROD_NEXT, PROD_MULTIPLY, PROD_BEGIN };

static bool is_plain_number(Value value) {
    return is_number(value) && !(is_object(value) && object_type(value)->flags & TYPE_HEAP);
}

static bool multiply_plain(Value *product, Value item) {
    Value next;
    if (!is_plain_number(*product) || !is_plain_number(item)) return false;
    if (number_binary(OPERATOR_MULTIPLY, *product, item, &next) != NUMBER_DONE) return false;
    replace_take(product, next);
    return true;
}

static Outcome multiply_items(Call *call) {
    for (;;) {
        if (call->step == PROD_MULTIPLY) {
            replace_take(&call->args[1], take_result(call));
        } else if (call->step == PROD_NEXT) {
            if (is_absent(call->result)) return give(call, retain(call->args[1]));
            Value item = take_result(call);
            if (!multiply_plain(&call->args[1], item)) {
                Value operands[] = { call->args[1], item };
                call->step = PROD_MULTIPLY;
                Outcome outcome = call_native(call, operation_binary, OPERATOR_MULTIPLY, 2, operands);
                release(item);
                return outcome;
            }
            release(item);
        }
        call->step = PROD_NEXT;
        Outcome outcome = call_next(call, call->keep);
        if (outcome != DONE) return outcome;
    }
}

Outcome math_prod(Call *call) {
    if (call->step > PROD_ITERATE) return multiply_items(call);
    if (call->step == 0) {
        call->step = PROD_ITERATE;
        Outcome outcome = call_iterate(call, call->args[0]);
        if (outcome != DONE) return outcome;
    }
    replace_take(&call->keep, take_result(call));
    call->step = PROD_BEGIN;
    return multiply_items(call);
}

/* ---- lengths of vectors */

/* The root of the sum of squares, to half a unit in the last place but for a hair: all is scaled to [0.5, 1),
 * squares are taken as two doubles (fma), sums too, and the root is corrected once. */
static double length_of_scaled(const double *vector, size_t count, int exponent) {
    double high = 0.0, low = 0.0;
    for (size_t i = 0; i < count; i++) {
        double x = ldexp(vector[i], -exponent), square = x * x, rest = fma(x, x, -square);
        volatile double sum = high + square;
        volatile double taken = sum - high;
        low += (high - (sum - taken)) + (square - taken) + rest;
        high = sum;
    }
    double root = sqrt(high + low);
    double error = (fma(-root, root, high)) + low;
    return ldexp(root + error / (2.0 * root), exponent);
}

/* The numbers are not negative. */
static double vector_length(double *vector, size_t count) {
    double largest = 0.0;
    bool has_nan = false;
    for (size_t i = 0; i < count; i++) {
        if (isnan(vector[i])) has_nan = true;
        if (vector[i] > largest) largest = vector[i];
    }
    if (isinf(largest)) return largest;
    if (has_nan) return NAN;
    if (largest == 0.0 || count <= 1) return largest;
    int exponent;
    frexp(largest, &exponent);
    if (exponent >= -1023) return length_of_scaled(vector, count, exponent);
    for (size_t i = 0; i < count; i++) vector[i] /= DBL_MIN; /* subnormal numbers */
    return DBL_MIN * vector_length(vector, count);
}

static Outcome give_length(Call *call, double *vector, size_t count) {
    if (!vector) return raise_memory(call->task);
    for (size_t i = 0; i < count; i++) vector[i] = fabs(vector[i]);
    double length = vector_length(vector, count);
    memory_free(vector);
    return give(call, float_new(length));
}

Outcome math_hypot(Call *call) {
    Outcome outcome = arg_reals(call, 0);
    if (outcome != DONE) return outcome;
    const List *list = list_of(call->args[0]);
    double *vector = memory_try_array(list->count + 1, sizeof *vector);
    for (size_t i = 0; vector && i < list->count; i++) vector[i] = float_of(list->items[i]);
    return give_length(call, vector, list->count);
}

/* Makes args[0] the coordinates of both points, one behind the other, and args[1] ABSENT. */
static Outcome join_points(Call *call) {
    const Value *first, *second;
    size_t count, second_count;
    for (size_t i = 0; i < 2; i++) {
        Outcome outcome = arg_items(call, i);
        if (outcome != DONE) return outcome;
    }
    sequence_peek(call->args[0], &first, &count);
    sequence_peek(call->args[1], &second, &second_count);
    if (count != second_count)
        return raise_error(call->task, ValueError, "both points must have the same number of dimensions");
    Value both = sequence_concat(first, count, second, count, true);
    if (is_absent(both)) return raise_memory(call->task);
    replace_take(&call->args[0], both);
    replace_take(&call->args[1], ABSENT);
    return DONE;
}

Outcome math_dist(Call *call) {
    Outcome outcome = is_absent(call->args[1]) ? DONE : join_points(call);
    if (outcome == DONE) outcome = arg_reals(call, 0);
    if (outcome != DONE) return outcome;
    const List *both = list_of(call->args[0]);
    size_t count = both->count / 2;
    double *vector = memory_try_array(count + 1, sizeof *vector);
    for (size_t i = 0; vector && i < count; i++)
        vector[i] = float_of(both->items[i]) - float_of(both->items[count + i]);
    return give_length(call, vector, count);
}
