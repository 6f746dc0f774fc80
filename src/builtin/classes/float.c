/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class float. See https://docs.python.org/3.11/library/functions.html#float */
#include "builtin/classes/number.h"
#include "builtin/text/format_number.h"
#include "vm/machine.h"
#include <math.h>

/* ---- float(x) */

enum { MAKE_CLASS, MAKE_X };
enum { ASKED_FLOAT = 1, ASKED_INDEX };

static Outcome give_instance(Call *call, double number) {
    Class *class = (Class *)object_of(call->args[MAKE_CLASS]);
    return give(call, class->is_native ? float_new(number) : float_new_of(&class->type, number));
}

static Outcome take_asked(Call *call) {
    double number;
    Value x = call->args[MAKE_X];
    if (call->step == ASKED_FLOAT && !is_float(call->result))
        return raise_error(call->task, TypeError, "%T.__float__ returned non-float (type %T)", x,
                           call->result);
    if (call->step == ASKED_INDEX && !is_int(call->result))
        return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", call->result);
    if (number_to_double(call->result, &number) == YES) return give_instance(call, number);
    return raise_number_problem(call->task, NUMBER_INT_TOO_LARGE);
}

static Outcome make_from_text(Call *call, const char *text, size_t count) {
    double number;
    if (float_parse(text, count, &number)) return give_instance(call, number);
    return raise_error(call->task, ValueError, "could not convert string to float: %R", call->args[MAKE_X]);
}

static Outcome make_float(Call *call) {
    static const Special specials[] = { SPECIAL_float, SPECIAL_index };
    Value x = call->args[MAKE_X];
    double number;
    if (call->step) return take_asked(call);
    if (is_absent(x)) return give_instance(call, 0.0);
    for (uint32_t i = 0; i < sizeof specials / sizeof *specials; i++) {
        if (!has_own_special(call, x, specials[i])) continue;
        call->step = ASKED_FLOAT + i;
        return call_special(call, x, specials[i], 0, NULL);
    }
    switch (number_to_double(x, &number)) {
    case YES: return give_instance(call, number);
    case UNSUPPORTED: return raise_number_problem(call->task, NUMBER_INT_TOO_LARGE);
    default: break;
    }
    Buffer scratch = { 0 };
    size_t count;
    const char *text = number_peek_text(x, &scratch, &count);
    Outcome outcome = text ? make_from_text(call, text, count)
                           : raise_error(call->task, TypeError,
                                         "float() argument must be a string or a real number, not '%T'", x);
    buffer_clear(&scratch);
    return outcome;
}

/* ---- methods */

static double self_of(const Call *call) { return float_of(call->args[0]); }

static Outcome float_is_integer(Call *call) {
    double number = self_of(call);
    return give_bool(call, !isinf(number) && floor(number) == number);
}

/* A finite double is a whole number of 53 bits times a power of two. */
static Outcome float_ratio(Call *call) {
    double number = self_of(call);
    if (isinf(number))
        return raise_error(call->task, OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(number)) return raise_error(call->task, ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    double fraction = frexp(number, &exponent);
    while (fraction != floor(fraction)) {
        fraction *= 2;
        exponent--;
    }
    Value whole = int_from_double(fraction);
    Value numerator = int_shift_left(whole, exponent > 0 ? (uint64_t)exponent : 0);
    Value denominator = int_shift_left(small_int(1), exponent < 0 ? (uint64_t)-exponent : 0);
    Value pair = is_absent(numerator) || is_absent(denominator) ? ABSENT : tuple_pair(numerator, denominator);
    release(whole);
    release(numerator);
    release(denominator);
    return give(call, pair);
}

static Outcome float_hex_method(Call *call) {
    Buffer text = { 0 };
    float_append_hex(&text, self_of(call));
    return give_buffer(call, &text);
}

static Outcome float_fromhex(Call *call) {
    Buffer scratch = { 0 };
    size_t count;
    double number;
    if (call->step == 1) return DONE;
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "bad argument type for built-in operation");
    const char *text = str_peek_utf8(call->args[1], &scratch, &count);
    Verdict verdict = float_parse_hex(text, count, &number);
    buffer_clear(&scratch);
    if (verdict == NO)
        return raise_error(call->task, ValueError, "invalid hexadecimal floating-point string");
    if (verdict == UNSUPPORTED)
        return raise_error(call->task, OverflowError, "hexadecimal value too large to represent as a float");
    Value result = float_new(number), class = call->args[0];
    if (is_same(class, object_value(call_machine(call)->classes[TYPE_ID_FLOAT]))) return give(call, result);
    call->step = 1;
    Outcome outcome = call_value(call, class, 1, &result);
    release(result);
    return outcome;
}

static Outcome give_whole(Call *call, double number) {
    Value result;
    NumberResult outcome = number_truncate(number, &result);
    return give_number(call, outcome, result);
}

static Outcome float_floor_method(Call *call) { return give_whole(call, floor(self_of(call))); }
static Outcome float_ceil_method(Call *call) { return give_whole(call, ceil(self_of(call))); }

static Outcome float_round_method(Call *call) {
    if (!arg_is_given(call, 1)) return give_whole(call, nearbyint(self_of(call))); /* half to even */
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    int64_t places;
    if (!int_fits_int64(call->args[1], &places)) places = int_sign(call->args[1]) < 0 ? INT64_MIN : INT64_MAX;
    double rounded = float_round(self_of(call), places);
    if (isinf(rounded) && !isinf(self_of(call)))
        return raise_error(call->task, OverflowError, "rounded value too large to represent");
    return give(call, float_new(rounded));
}

static Outcome float_getnewargs(Call *call) {
    Value plain = float_new(self_of(call));
    return give(call, tuple_from_take(&plain, 1));
}

static Outcome float_getformat(Call *call) {
    Value kind = call->args[1];
    if (is_none(kind))
        return raise_error(call->task, TypeError, "__getformat__() argument must be str, not None");
    if (!is_str(kind))
        return raise_error(call->task, TypeError, "__getformat__() argument must be str, not %T", kind);
    if (!str_is(kind, "double") && !str_is(kind, "float"))
        return raise_error(call->task, ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
    const uint16_t one = 1;
    return give_text(call, *(const char *)&one ? "IEEE, little-endian" : "IEEE, big-endian");
}

static const NativeSpec float_methods[] = {
    { "as_integer_ratio(self)", float_ratio, "Two ints whose quotient is exactly self." },
    { "conjugate(self)", number_self, "Return self." },
    { "fromhex(cls, string, /)", float_fromhex, "The number that a hexadecimal text says.",
      .flags = NATIVE_CLASSMETHOD },
    { "hex(self)", float_hex_method, "The number as hexadecimal text, exactly." },
    { "imag", number_imaginary, "0.0." },
    { "is_integer(self)", float_is_integer, "Whether nothing stands behind the point." },
    { "real", number_self, "The number itself." },
    { "__abs__(self, /)", number_abs, "abs(self)" },
    { "__bool__(self, /)", number_bool, "True if self is not 0." },
    { "__ceil__(self)", float_ceil_method, "The least int that is not below self." },
    { "__divmod__(self, value, /)", number_divmod_method, "divmod(self, value)" },
    { "__float__(self, /)", number_float, "Return self." },
    { "__floor__(self)", float_floor_method, "The greatest int that is not above self." },
    { "__format__(self, format_spec, /)", number_format_method, "The number as the format says." },
    { "__getformat__(cls, typestr, /)", float_getformat, "How C keeps a 'double' or a 'float'.",
      .flags = NATIVE_CLASSMETHOD },
    { "__getnewargs__(self)", float_getnewargs, "What makes a copy." },
    { "__hash__(self, /)", number_hash, "hash(self)" },
    { "__int__(self, /)", number_int, "int(self)" },
    { "__neg__(self, /)", number_neg, "-self" },
    { "__pos__(self, /)", number_pos, "+self" },
    { "__pow__(self, value, mod=None, /)", number_pow, "pow(self, value, mod)", .style = ARGS_UNPACK },
    { "__rdivmod__(self, value, /)", number_rdivmod, "divmod(value, self)" },
    { "__repr__(self, /)", number_repr, "repr(self)" },
    { "__round__(self, ndigits=None, /)", float_round_method, "Round to that many places, or to an int.",
      .style = ARGS_UNPACK },
    { "__rpow__(self, value, mod=None, /)", number_rpow, "pow(value, self, mod)", .style = ARGS_UNPACK },
    { "__trunc__(self)", number_int, "int(self)" },
    NUMBER_METHODS(NUMBER_ROWS) NUMBER_COMPARISONS(NUMBER_ROW){ 0 },
};

const ClassSpec float_class_spec = {
    .type = &float_type,
    .make = { "float(cls, x=..., /)", make_float, "A float of a number or of a text." },
    .methods = float_methods,
    .doc = "Numbers of double precision.",
};
