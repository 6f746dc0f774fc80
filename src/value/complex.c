/* SPDX-License-Identifier: GPL-3.0-or-later */
/* complex: the object, and its arithmetic. Quotients are Smith's (Algorithm 116, CACM 1962), which scale by
 * the larger part of the divisor; powers with a small whole exponent are products. */
#include "value/complex.h"
#include "base/hash.h"
#include "value/int_parts.h"
#include <errno.h>
#include <math.h>

enum { WHOLE_EXPONENT_MAX = 100 };

Value complex_new_of(const Type *type, ComplexNumber number) {
    Complex *self = object_new(type, type->size);
    self->number = number;
    number_start_attributes(&self->object);
    return object_value(self);
}

Value complex_new(ComplexNumber number) {
    Complex *self = object_new(&complex_type, sizeof(Complex));
    self->number = number;
    return object_value(self);
}

bool is_complex(Value value) { return has_type(value, TYPE_ID_COMPLEX); }

Verdict number_to_complex(Value value, ComplexNumber *number) {
    if (is_complex(value)) {
        *number = complex_of(value);
        return YES;
    }
    number->imaginary = 0.0;
    return number_to_double(value, &number->real);
}

/* ---- arithmetic */

static ComplexNumber multiply(ComplexNumber a, ComplexNumber b) {
    return (ComplexNumber){ a.real * b.real - a.imaginary * b.imaginary,
                            a.real * b.imaginary + a.imaginary * b.real };
}

bool complex_divide(ComplexNumber a, ComplexNumber b, ComplexNumber *quotient) {
    double ratio, divisor;
    *quotient = (ComplexNumber){ 0 };
    if (fabs(b.real) >= fabs(b.imaginary)) {
        if (b.real == 0.0) return false;
        ratio = b.imaginary / b.real;
        divisor = b.real + b.imaginary * ratio;
        quotient->real = (a.real + a.imaginary * ratio) / divisor;
        quotient->imaginary = (a.imaginary - a.real * ratio) / divisor;
    } else if (fabs(b.imaginary) >= fabs(b.real)) {
        ratio = b.real / b.imaginary;
        divisor = b.real * ratio + b.imaginary;
        quotient->real = (a.real * ratio + a.imaginary) / divisor;
        quotient->imaginary = (a.imaginary * ratio - a.real) / divisor;
    } else { /* a part of b is NaN */
        *quotient = (ComplexNumber){ NAN, NAN };
    }
    return true;
}

static ComplexNumber whole_power(ComplexNumber base, unsigned exponent) {
    ComplexNumber product = { 1.0, 0.0 };
    for (; exponent; exponent >>= 1) {
        if (exponent & 1) product = multiply(product, base);
        base = multiply(base, base);
    }
    return product;
}

/* As CPython's: where the C library found an angle or an exponent that has none, the base counts as 0. */
static NumberResult check_power(ComplexNumber power) {
    if (errno == EDOM) return NUMBER_COMPLEX_ZERO_POWER;
    return isinf(power.real) || isinf(power.imaginary) ? NUMBER_COMPLEX_POWER : NUMBER_DONE;
}

static NumberResult polar_power(ComplexNumber a, ComplexNumber b, ComplexNumber *power) {
    *power = (ComplexNumber){ 1.0, 0.0 };
    if (b.real == 0.0 && b.imaginary == 0.0) return NUMBER_DONE;
    if (a.real == 0.0 && a.imaginary == 0.0) {
        *power = (ComplexNumber){ 0 };
        return b.imaginary != 0.0 || b.real < 0.0 ? NUMBER_COMPLEX_ZERO_POWER : NUMBER_DONE;
    }
    double size = hypot(a.real, a.imaginary), length = pow(size, b.real);
    double angle = atan2(a.imaginary, a.real), phase = angle * b.real;
    if (b.imaginary != 0.0) {
        length /= exp(angle * b.imaginary);
        phase += b.imaginary * log(size);
    }
    *power = (ComplexNumber){ length * cos(phase), length * sin(phase) };
    return check_power(*power);
}

NumberResult complex_power(ComplexNumber a, ComplexNumber b, ComplexNumber *power) {
    bool is_whole = b.imaginary == 0.0 && b.real == floor(b.real) && fabs(b.real) <= WHOLE_EXPONENT_MAX;
    errno = 0;
    if (!is_whole) return polar_power(a, b, power);
    *power = whole_power(a, (unsigned)fabs(b.real));
    if (b.real <= 0.0 && !complex_divide((ComplexNumber){ 1.0, 0.0 }, *power, power))
        return NUMBER_COMPLEX_ZERO_POWER;
    return check_power(*power);
}

double complex_absolute(ComplexNumber number) { return hypot(number.real, number.imaginary); }

/* ---- operators */

static NumberResult apply(Operator operation, ComplexNumber a, ComplexNumber b, ComplexNumber *result) {
    switch (operation) {
    case OPERATOR_ADD:
        *result = (ComplexNumber){ a.real + b.real, a.imaginary + b.imaginary };
        return NUMBER_DONE;
    case OPERATOR_SUBTRACT:
        *result = (ComplexNumber){ a.real - b.real, a.imaginary - b.imaginary };
        return NUMBER_DONE;
    case OPERATOR_MULTIPLY: *result = multiply(a, b); return NUMBER_DONE;
    case OPERATOR_TRUE_DIVIDE: return complex_divide(a, b, result) ? NUMBER_DONE : NUMBER_COMPLEX_DIVISION;
    case OPERATOR_POWER: return complex_power(a, b, result);
    default: return NUMBER_UNSUPPORTED;
    }
}

NumberResult complex_binary(Operator operation, Value a, Value b, Value *result) {
    ComplexNumber first, second, made;
    *result = ABSENT;
    Verdict is_first = number_to_complex(a, &first), is_second = number_to_complex(b, &second);
    if (is_first == NO || is_second == NO) return NUMBER_UNSUPPORTED;
    if (is_first != YES || is_second != YES) return NUMBER_INT_TOO_LARGE;
    NumberResult outcome = apply(operation, first, second, &made);
    if (outcome == NUMBER_DONE) *result = complex_new(made);
    return outcome;
}

NumberResult complex_unary(UnaryOperator operation, Value value, Value *result) {
    ComplexNumber number = complex_of(value);
    double size;
    *result = ABSENT;
    switch (operation) {
    case UNARY_POSITIVE: *result = complex_new(number); return NUMBER_DONE;
    case UNARY_NEGATIVE:
        *result = complex_new((ComplexNumber){ -number.real, -number.imaginary });
        return NUMBER_DONE;
    case UNARY_ABSOLUTE:
        size = complex_absolute(number);
        if (isinf(size) && !isinf(number.real) && !isinf(number.imaginary)) return NUMBER_ABSOLUTE_TOO_LARGE;
        *result = float_new(size);
        return NUMBER_DONE;
    case UNARY_INVERT: break;
    }
    return NUMBER_UNSUPPORTED;
}

/* ---- text */

/* As float's repr, without a ".0". */
static void append_part(Buffer *out, double number, bool with_sign) {
    if (with_sign && (isnan(number) || !signbit(number))) buffer_append_byte(out, '+');
    float_format(out, number);
    if (out->count > 2 && out->bytes[out->count - 1] == '0' && out->bytes[out->count - 2] == '.')
        buffer_truncate(out, out->count - 2);
}

static Verdict complex_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    ComplexNumber number = complex_of(self);
    bool has_real = number.real != 0.0 || signbit(number.real);
    if (has_real) {
        buffer_append_byte(out, '(');
        append_part(out, number.real, false);
    }
    append_part(out, number.imaginary, has_real);
    buffer_append_text(out, has_real ? "j)" : "j");
    return YES;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static bool is_imaginary_unit(char c) { return c == 'j' || c == 'J'; }

/* The length of the number that begins at text: a sign, then digits or a name of float's. */
static size_t number_length(const char *text, size_t count) {
    size_t at = count > 0 && (text[0] == '+' || text[0] == '-');
    for (; at < count; at++) {
        char c = text[at];
        bool exponent_sign = (c == '+' || c == '-') && (text[at - 1] == 'e' || text[at - 1] == 'E');
        if (is_imaginary_unit(c) || ((c == '+' || c == '-') && !exponent_sign)) break;
    }
    return at;
}

/* A number, or a bare sign where a unit follows; *at moves behind it. */
static bool take_part(const char *text, size_t count, size_t *at, double *number) {
    const char *part = text + *at;
    size_t length = number_length(part, count - *at);
    bool has_unit = *at + length < count && is_imaginary_unit(part[length]);
    bool is_bare = length == 0 || (length == 1 && (part[0] == '+' || part[0] == '-'));
    if (is_bare && has_unit)
        *number = length && part[0] == '-' ? -1.0 : 1.0;
    else if (length == 0 || is_space(part[0]) || is_space(part[length - 1]) ||
             !float_parse(part, length, number))
        return false;
    *at += length;
    return true;
}

static bool parse_parts(const char *text, size_t count, ComplexNumber *number) {
    size_t at = 0;
    double part;
    *number = (ComplexNumber){ 0 };
    if (!take_part(text, count, &at, &part)) return false;
    if (at == count) return number->real = part, true;
    if (is_imaginary_unit(text[at])) return number->imaginary = part, at + 1 == count;
    number->real = part;
    if (!take_part(text, count, &at, &number->imaginary)) return false;
    return at + 1 == count && is_imaginary_unit(text[at]);
}

bool complex_parse(const char *text, size_t count, ComplexNumber *number) {
    while (count && is_space(text[count - 1])) count--;
    while (count && is_space(*text)) text++, count--;
    if (count > 1 && text[0] == '(' && text[count - 1] == ')') {
        text++, count -= 2;
        while (count && is_space(text[count - 1])) count--;
        while (count && is_space(*text)) text++, count--;
    }
    return parse_parts(text, count, number);
}

/* ---- the type */

Verdict complex_equal(Value a, Value b) {
    int order;
    if (!is_complex(a)) return is_complex(b) ? complex_equal(b, a) : UNSUPPORTED;
    ComplexNumber number = complex_of(a);
    if (is_complex(b)) {
        ComplexNumber other = complex_of(b);
        return number.real == other.real && number.imaginary == other.imaginary ? YES : NO;
    }
    if (!is_number(b)) return UNSUPPORTED;
    if (number.imaginary != 0.0) return NO;
    Value real = float_new(number.real);
    Verdict verdict = number_order(real, b, &order);
    release(real);
    return verdict == YES && order == 0 ? YES : NO;
}

static Verdict equal_verdict(Value a, Value b, int depth) {
    (void)depth;
    return complex_equal(a, b);
}

static Verdict complex_hash(Value self, int64_t *hash, int depth) {
    (void)depth;
    ComplexNumber number = complex_of(self);
    uint64_t real = (uint64_t)hash_double(number.real, object_of(self));
    uint64_t imaginary = (uint64_t)hash_double(number.imaginary, object_of(self));
    *hash = (int64_t)(real + 1000003 * imaginary); /* CPython's */
    if (*hash == -1) *hash = -2;
    return YES;
}

static Verdict complex_truth(Value self) {
    ComplexNumber number = complex_of(self);
    return number.real == 0.0 && number.imaginary == 0.0 ? NO : YES;
}

const Type complex_type = {
    .name = "complex",
    .id = TYPE_ID_COMPLEX,
    .flags = TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Complex),
    .free = object_release_memory,
    .repr = complex_repr,
    .hash = complex_hash,
    .equal = equal_verdict,
    .truth = complex_truth,
};
