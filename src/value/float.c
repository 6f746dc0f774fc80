/* SPDX-License-Identifier: GPL-3.0-or-later */
/* float: the object, and the arithmetic where C and the notation differ. // and % round towards minus
 * infinity, and both come from fmod, which is exact, so that (a // b) * b + a % b is as near to a as it can
 * be. */
#include "value/float.h"
#include "base/hash.h"
#include "value/int_parts.h"
#include "value/number.h"
#include <math.h>

Value float_new_of(const Type *type, double number) {
    Float *self = object_new(type, type->size);
    self->number = number;
    number_start_attributes(&self->object);
    return object_value(self);
}

bool is_float(Value value) { return has_type(value, TYPE_ID_FLOAT); }

Verdict number_to_double(Value value, double *number) {
    if (is_float(value)) {
        *number = float_of(value);
        return YES;
    }
    if (!is_int(value)) return NO;
    return int_to_double(value, number) ? YES : UNSUPPORTED;
}

double float_modulo(double a, double b) {
    double rest = fmod(a, b);
    if (rest == 0.0) return copysign(0.0, b);
    return (rest < 0.0) != (b < 0.0) ? rest + b : rest;
}

double float_floor_divide(double a, double b) {
    double rest = fmod(a, b), quotient = (a - rest) / b;
    if (rest != 0.0 && (rest < 0.0) != (b < 0.0)) quotient -= 1.0;
    if (quotient == 0.0) return copysign(0.0, a / b);
    double whole = floor(quotient); /* quotient is whole but for rounding errors of the division */
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static Verdict float_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    float_format(out, float_of(self));
    return YES;
}

static Verdict float_hash(Value self, int64_t *hash, int depth) {
    (void)depth;
    *hash = hash_double(float_of(self), object_of(self));
    return YES;
}

static Verdict float_truth(Value self) { return float_of(self) == 0.0 ? NO : YES; }

const Type float_type = {
    .name = "float",
    .id = TYPE_ID_FLOAT,
    .flags = TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Float),
    .repr = float_repr,
    .hash = float_hash,
    .equal = number_equal_verdict,
    .order = number_order_verdict,
    .truth = float_truth,
};
