/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class complex. See https://docs.python.org/3.11/library/functions.html#complex */
#include "value/complex.h"
#include "builtin/classes/number.h"
#include "builtin/text/format_number.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include "vm/special.h"

/* ---- complex(real, imag) */

enum { MAKE_CLASS, MAKE_REAL, MAKE_IMAGINARY };
enum { ASKED_COMPLEX = 1, ASKED_FLOAT, ASKED_INDEX, ASKED_IMAGINARY_FLOAT, ASKED_IMAGINARY_INDEX };

static Outcome give_instance(Call *call, ComplexNumber number) {
    Class *class = (Class *)object_of(call->args[MAKE_CLASS]);
    return give(call, class->is_native ? complex_new(number) : complex_new_of(&class->type, number));
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Each `_` between two digits. */
static bool underscores_fit(const char *text, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (text[i] != '_') continue;
        if (i == 0 || i + 1 == count || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) return false;
    }
    return true;
}

static Outcome make_from_text(Call *call) {
    Buffer scratch = { 0 };
    size_t count;
    ComplexNumber number;
    if (!is_absent(call->args[MAKE_IMAGINARY]))
        return raise_error(call->task, TypeError, "complex() can't take second arg if first is a string");
    const char *text = number_peek_text(call->args[MAKE_REAL], &scratch, &count);
    bool is_spelt_well = underscores_fit(text, count), is_read = complex_parse(text, count, &number);
    buffer_clear(&scratch);
    if (!is_spelt_well)
        return raise_error(call->task, ValueError, "could not convert string to complex: %R",
                           call->args[MAKE_REAL]);
    if (!is_read) return raise_error(call->task, ValueError, "complex() arg is a malformed string");
    return give_instance(call, number);
}

/* A method of args[i] was asked: its result takes the argument's place. */
static Outcome take_asked(Call *call) {
    uint32_t asked = call->step;
    size_t i = asked >= ASKED_IMAGINARY_FLOAT ? MAKE_IMAGINARY : MAKE_REAL;
    Value result = call->result;
    call->step = 0;
    bool was_float = asked == ASKED_FLOAT || asked == ASKED_IMAGINARY_FLOAT;
    if (asked == ASKED_COMPLEX && !is_complex(result))
        return raise_error(call->task, TypeError, "__complex__ returned non-complex (type %T)", result);
    if (was_float && !is_float(result))
        return raise_error(call->task, TypeError, "%T.__float__ returned non-float (type %T)", call->args[i],
                           result);
    if (asked != ASKED_COMPLEX && !was_float && !is_int(result))
        return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", result);
    if (asked != ASKED_COMPLEX) {
        double number;
        if (number_to_double(result, &number) != YES)
            return raise_number_problem(call->task, NUMBER_INT_TOO_LARGE);
        replace_take(&call->args[i], float_new(number));
    } else {
        replace_take(&call->args[i], complex_new(complex_of(result)));
    }
    return DONE;
}

/* Makes args[i] a float or a complex. */
static Outcome arg_part(Call *call, size_t i) {
    Value value = call->args[i];
    Class *class = value_class(call_machine(call), value);
    if (i == MAKE_REAL && !is_complex(value) && !is_absent(class_peek_special(class, SPECIAL_complex))) {
        call->step = ASKED_COMPLEX;
        return call_special(call, value, SPECIAL_complex, 0, NULL);
    }
    if (i == MAKE_REAL && has_own_special(call, value, SPECIAL_complex)) {
        call->step = ASKED_COMPLEX;
        return call_special(call, value, SPECIAL_complex, 0, NULL);
    }
    if (is_complex(value)) return DONE;
    bool is_plain = is_number(value) && !has_own_special(call, value, SPECIAL_float);
    if (is_plain) {
        double number;
        if (number_to_double(value, &number) != YES)
            return raise_number_problem(call->task, NUMBER_INT_TOO_LARGE);
        replace_take(&call->args[i], float_new(number));
        return DONE;
    }
    uint32_t first = i == MAKE_REAL ? ASKED_FLOAT : ASKED_IMAGINARY_FLOAT;
    static const Special specials[] = { SPECIAL_float, SPECIAL_index };
    for (uint32_t k = 0; k < 2; k++) {
        if (is_absent(class_peek_special(class, specials[k]))) continue;
        call->step = first + k;
        return call_special(call, value, specials[k], 0, NULL);
    }
    return i == MAKE_REAL
               ? raise_error(call->task, TypeError,
                             "complex() first argument must be a string or a number, not '%T'", value)
               : raise_error(call->task, TypeError, "complex() second argument must be a number, not '%T'",
                             value);
}

static ComplexNumber join(Value real, Value imaginary) {
    ComplexNumber number, other;
    number_to_complex(real, &number);
    if (is_absent(imaginary)) return number;
    number_to_complex(imaginary, &other);
    number.real -= is_complex(imaginary) ? other.imaginary : 0.0;
    number.imaginary = is_complex(real) ? other.real + number.imaginary : other.real;
    return number;
}

/* complex(complex_number) is that very number. */
static bool is_given_back(const Call *call) {
    Value real = call->args[MAKE_REAL];
    return is_object(real) && object_type(real) == &complex_type && is_absent(call->args[MAKE_IMAGINARY]) &&
           ((Class *)object_of(call->args[MAKE_CLASS]))->is_native;
}

static Outcome make_complex(Call *call) {
    Outcome outcome;
    if (call->step) {
        outcome = take_asked(call);
        if (outcome != DONE) return outcome;
    } else {
        if (is_absent(call->args[MAKE_REAL])) call->args[MAKE_REAL] = float_new(0.0);
        if (is_given_back(call)) return give(call, retain(call->args[MAKE_REAL]));
        if (is_str(call->args[MAKE_REAL])) return make_from_text(call);
        if (is_str(call->args[MAKE_IMAGINARY]))
            return raise_error(call->task, TypeError, "complex() second arg can't be a string");
    }
    Value real = call->args[MAKE_REAL];
    bool is_ready =
        is_object(real) && (object_type(real) == &complex_type || object_type(real) == &float_type);
    if (!is_ready) {
        outcome = arg_part(call, MAKE_REAL);
        if (outcome != DONE) return outcome;
    }
    if (!is_absent(call->args[MAKE_IMAGINARY])) {
        outcome = arg_part(call, MAKE_IMAGINARY);
        if (outcome != DONE) return outcome;
    }
    return give_instance(call, join(call->args[MAKE_REAL], call->args[MAKE_IMAGINARY]));
}

/* ---- methods */

static ComplexNumber self_of(const Call *call) { return complex_of(call->args[0]); }

static Outcome complex_real(Call *call) { return give(call, float_new(self_of(call).real)); }
static Outcome complex_imaginary(Call *call) { return give(call, float_new(self_of(call).imaginary)); }

static Outcome complex_conjugate(Call *call) {
    ComplexNumber number = self_of(call);
    number.imaginary = -number.imaginary;
    return give(call, complex_new(number));
}

static Outcome complex_self(Call *call) {
    Value self = call->args[0];
    return give(call, object_type(self) == &complex_type ? retain(self) : complex_new(complex_of(self)));
}

static Outcome complex_bool(Call *call) { return give_bool(call, complex_type.truth(call->args[0]) == YES); }

static Outcome complex_hash_method(Call *call) {
    int64_t hash;
    complex_type.hash(call->args[0], &hash, 0);
    return give_int(call, hash);
}

static Outcome complex_repr_method(Call *call) {
    Buffer text = { 0 };
    complex_type.repr(&text, call->args[0], 0);
    return give_buffer(call, &text);
}

static Outcome give_equality(Call *call, bool is_equal) {
    Verdict verdict = complex_equal(call->args[0], call->args[1]);
    if (verdict == UNSUPPORTED) return give_not_implemented(call);
    return give_bool(call, (verdict == YES) == is_equal);
}

static Outcome complex_eq(Call *call) { return give_equality(call, true); }
static Outcome complex_ne(Call *call) { return give_equality(call, false); }
static Outcome complex_unordered(Call *call) { return give_not_implemented(call); }

static Outcome complex_getnewargs(Call *call) {
    ComplexNumber number = self_of(call);
    return give(call, tuple_pair_take(float_new(number.real), float_new(number.imaginary)));
}

static Outcome complex_format(Call *call) {
    Value self = call->args[0], spec;
    if (call->step == 1) return DONE;
    if (!arg_str(call, 1, &spec)) return RAISED;
    if (str_count(spec) == 0) {
        call->step = 1;
        return call_native(call, operation_str, 0, 1, &self);
    }
    Buffer text = { 0 };
    if (format_complex(call->task, &text, self, spec)) return give_buffer(call, &text);
    buffer_clear(&text);
    return RAISED;
}

static const NativeSpec complex_methods[] = {
    { "conjugate(self)", complex_conjugate, "The number with the other sign of its imaginary part." },
    { "imag", complex_imaginary, "The imaginary part.", .flags = NATIVE_MEMBER },
    { "real", complex_real, "The real part.", .flags = NATIVE_MEMBER },
    { "__abs__(self, /)", number_abs, "abs(self)" },
    { "__bool__(self, /)", complex_bool, "True if self is not 0." },
    { "__complex__(self)", complex_self, "complex(self)" },
    { "__format__(self, format_spec, /)", complex_format, "The number as the format says." },
    { "__getnewargs__(self)", complex_getnewargs, "What makes a copy." },
    { "__hash__(self, /)", complex_hash_method, "hash(self)" },
    { "__neg__(self, /)", number_neg, "-self" },
    { "__pos__(self, /)", number_pos, "+self" },
    { "__pow__(self, value, mod=None, /)", number_pow, "pow(self, value, mod)", .style = ARGS_UNPACK },
    { "__rpow__(self, value, mod=None, /)", number_rpow, "pow(value, self, mod)", .style = ARGS_UNPACK },
    { "__repr__(self, /)", complex_repr_method, "repr(self)" },
    NUMBER_ROWS(add, ADD) NUMBER_ROWS(sub, SUBTRACT) NUMBER_ROWS(mul, MULTIPLY)
        NUMBER_ROWS(truediv, TRUE_DIVIDE) NUMBER_ROW_OF(eq, complex_eq) NUMBER_ROW_OF(ne, complex_ne)
            NUMBER_ROW_OF(lt, complex_unordered) NUMBER_ROW_OF(le, complex_unordered)
                NUMBER_ROW_OF(gt, complex_unordered) NUMBER_ROW_OF(ge, complex_unordered){ 0 },
};

const ClassSpec complex_class_spec = {
    .type = &complex_type,
    .make = { "complex(cls, real=..., imag=...)", make_complex,
              "A complex number of its parts or of a text." },
    .methods = complex_methods,
    .doc = "Complex numbers of double precision.",
};
