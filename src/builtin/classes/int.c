/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes int and bool. See https://docs.python.org/3.11/library/functions.html#int */
#include "builtin/classes/number.h"
#include "builtin/text/format_number.h"
#include "vm/machine.h"
#include "vm/special.h"
#include <string.h>

/* ---- int(x, base) */

enum { MAKE_CLASS, MAKE_X, MAKE_BASE };
enum { ASKED_INT = 1, ASKED_INDEX, ASKED_TRUNC, ASKED_TRUNC_INDEX };

/* Takes the number; an instance of the class that was called. */
static Outcome give_instance(Call *call, Value number) {
    Class *class = (Class *)object_of(call->args[MAKE_CLASS]);
    if (class->is_native || is_absent(number)) return give(call, number);
    Value instance = int_new_of(&class->type, number);
    release(number);
    return give(call, instance);
}

/* The text is shown as its repr, of which CPython takes 200 characters. */
static Outcome raise_invalid_literal(Call *call, int base, Value text) {
    Buffer repr = { 0 };
    const uint8_t *data;
    size_t count;
    Value plain = bytes_peek(text, &data, &count) ? bytes_new(data, count) : retain(text);
    if (is_absent(plain)) return raise_memory(call->task);
    value_repr(&repr, plain, 0);
    release(plain);
    Value whole = str_from_buffer_take(&repr);
    if (is_absent(whole)) return raise_memory(call->task);
    Value shown = str_slice(whole, 0, 1, str_count(whole) < 200 ? str_count(whole) : 200);
    Outcome outcome =
        is_absent(shown)
            ? raise_memory(call->task)
            : raise_error(call->task, ValueError, "invalid literal for int() with base %d: %U", base, shown);
    release(shown);
    release(whole);
    return outcome;
}

/* False: x is no text. */
static bool make_from_text(Call *call, int base, Outcome *outcome) {
    Buffer scratch = { 0 };
    size_t count;
    Value number;
    const char *text = number_peek_text(call->args[MAKE_X], &scratch, &count);
    if (!text) return false;
    switch (int_parse(text, count, base, &number)) {
    case INT_PARSED: *outcome = give_instance(call, number); break;
    case INT_MALFORMED: *outcome = raise_invalid_literal(call, base, call->args[MAKE_X]); break;
    case INT_TOO_LONG: *outcome = raise_digit_limit(call->task, int_count_digits(text, count, base)); break;
    case INT_NO_MEMORY: *outcome = raise_memory(call->task); break;
    }
    buffer_clear(&scratch);
    return true;
}

static Outcome ask(Call *call, Value value, Special special, uint32_t step) {
    call->step = step;
    return call_special(call, value, special, 0, NULL);
}

static Outcome take_asked(Call *call) {
    uint32_t asked = call->step;
    if (is_int(call->result)) return give_instance(call, int_plain(call->result));
    if (asked == ASKED_TRUNC && has_own_special(call, call->result, SPECIAL_index))
        return ask(call, call->result, SPECIAL_index, ASKED_TRUNC_INDEX);
    if (asked >= ASKED_TRUNC)
        return raise_error(call->task, TypeError, "__trunc__ returned non-Integral (type %T)", call->result);
    return raise_error(call->task, TypeError, "%s returned non-int (type %T)",
                       asked == ASKED_INT ? "__int__" : "__index__", call->result);
}

static Outcome make_from_any(Call *call) {
    static const Special specials[] = { SPECIAL_int, SPECIAL_index, SPECIAL_trunc };
    Value x = call->args[MAKE_X], number;
    for (uint32_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (has_own_special(call, x, specials[i])) return ask(call, x, specials[i], ASKED_INT + i);
    if (is_int(x)) return give_instance(call, int_plain(x));
    if (is_float(x)) {
        NumberResult result = number_truncate(float_of(x), &number);
        return result == NUMBER_DONE ? give_instance(call, number) : raise_number_problem(call->task, result);
    }
    Outcome outcome;
    if (make_from_text(call, 10, &outcome)) return outcome;
    return raise_error(call->task, TypeError,
                       "int() argument must be a string, a bytes-like object or a real number, not '%T'", x);
}

static Outcome make_int(Call *call) {
    if (call->step > 0 && call->step < 0xf000) return take_asked(call);
    bool has_x = !is_absent(call->args[MAKE_X]);
    if (is_absent(call->args[MAKE_BASE]))
        return has_x ? make_from_any(call) : give_instance(call, small_int(0));
    if (!has_x) return raise_error(call->task, TypeError, "int() missing string argument");
    Outcome outcome = arg_integer(call, MAKE_BASE);
    if (outcome != DONE) return outcome;
    int64_t base;
    if (!int_fits_int64(call->args[MAKE_BASE], &base) || (base != 0 && base < 2) || base > 36)
        return raise_error(call->task, ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (make_from_text(call, (int)base, &outcome)) return outcome;
    return raise_error(call->task, TypeError, "int() can't convert non-string with explicit base");
}

/* ---- bool(x) */

static Outcome make_bool(Call *call) {
    Outcome outcome = arg_truth(call, MAKE_X);
    return outcome == DONE ? give(call, call->args[MAKE_X]) : outcome;
}

static Outcome bool_repr_method(Call *call) {
    return give_text(call, is_same(call->args[0], TRUE) ? "True" : "False");
}

/* ---- methods */

static Outcome int_bit_length_method(Call *call) {
    return give_int(call, (int64_t)int_bit_length(call->args[0]));
}

static Outcome int_bit_count_method(Call *call) {
    return give_int(call, (int64_t)int_bit_count(call->args[0]));
}

static Outcome int_denominator(Call *call) { return give_int(call, 1); }

static Outcome int_ratio(Call *call) {
    Value plain = int_plain(call->args[0]);
    Value pair = is_absent(plain) ? ABSENT : tuple_pair(plain, small_int(1));
    release(plain);
    return give(call, pair);
}

static Outcome int_getnewargs(Call *call) {
    Value plain = int_plain(call->args[0]);
    Value arguments = is_absent(plain) ? ABSENT : tuple_from_take(&plain, 1);
    return give(call, arguments);
}

static Outcome int_round_method(Call *call) {
    if (!arg_is_given(call, 1) && !is_none(call->args[1])) return give(call, int_plain(call->args[0]));
    Outcome outcome = arg_integer(call, 1);
    return outcome == DONE ? give(call, int_round(call->args[0], call->args[1])) : outcome;
}

/* ---- bytes */

/* args[i] as "little" or "big". */
static bool arg_byteorder(Call *call, size_t i, bool *little_endian) {
    Value order = call->args[i];
    if (!is_str(order)) {
        raise_error(call->task, TypeError, "%.*s() argument 'byteorder' must be str, not %T",
                    (int)strcspn(call->spec->signature, "("), call->spec->signature, order);
        return false;
    }
    *little_endian = str_is(order, "little");
    if (*little_endian || str_is(order, "big")) return true;
    raise_error(call->task, ValueError, "byteorder must be either 'little' or 'big'");
    return false;
}

static Outcome int_to_bytes_method(Call *call) {
    bool little_endian;
    size_t count;
    uint8_t *data;
    Outcome outcome = arg_integer(call, 1);
    if (outcome == DONE) outcome = arg_truth(call, 3);
    if (outcome != DONE) return outcome;
    if (!arg_size(call, 1, &count) || !arg_byteorder(call, 2, &little_endian)) return RAISED;
    bool is_signed = is_same(call->args[3], TRUE);
    if ((int64_t)count < 0)
        return raise_error(call->task, ValueError, "length argument must be non-negative");
    if (int_sign(call->args[0]) < 0 && !is_signed)
        return raise_error(call->task, OverflowError, "can't convert negative int to unsigned");
    Value bytes = bytes_new_uninitialised(count, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    if (int_to_bytes(call->args[0], data, count, little_endian, is_signed)) return give(call, bytes);
    release(bytes);
    return raise_error(call->task, OverflowError, "int too big to convert");
}

enum { FROM_CLASS, FROM_BYTES, FROM_ORDER, FROM_SIGNED };
enum { ASKED_BYTES = 1, ASKED_INSTANCE };

/* args[FROM_BYTES] becomes bytes through bytes(), which knows __bytes__ and iterables; but bytes(5) means
 * something else. */
static Outcome ask_bytes(Call *call) {
    Value value = call->args[FROM_BYTES];
    Machine *machine = call_machine(call);
    Class *class = value_class(machine, value);
    bool has_items = value_type(value)->iterate || value_type(value)->next ||
                     !is_absent(class_peek_special(class, SPECIAL_iter)) ||
                     !is_absent(class_peek_special(class, SPECIAL_bytes));
    if (is_str(value) || is_int(value) || !has_items)
        return raise_error(call->task, TypeError, "cannot convert '%T' object to bytes", value);
    call->step = ASKED_BYTES;
    return call_value(call, object_value(machine->classes[TYPE_ID_BYTES]), 1, &value);
}

static Outcome int_from_bytes_method(Call *call) {
    bool little_endian;
    const uint8_t *data;
    size_t count;
    if (call->step == ASKED_INSTANCE) return DONE;
    if (call->step == ASKED_BYTES) {
        replace_take(&call->args[FROM_BYTES], take_result(call));
        call->step = 0;
    }
    Outcome outcome = arg_truth(call, FROM_SIGNED);
    if (outcome != DONE) return outcome;
    if (!arg_byteorder(call, FROM_ORDER, &little_endian)) return RAISED;
    if (!bytes_peek(call->args[FROM_BYTES], &data, &count)) return ask_bytes(call);
    Value number = int_from_bytes(data, count, little_endian, is_same(call->args[FROM_SIGNED], TRUE));
    Value class = call->args[FROM_CLASS];
    if (is_absent(number) || is_same(class, object_value(call_machine(call)->classes[TYPE_ID_INT])))
        return give(call, number);
    call->step = ASKED_INSTANCE;
    outcome = call_value(call, class, 1, &number);
    release(number);
    return outcome;
}

static const NativeSpec int_methods[] = {
    { "as_integer_ratio(self)", int_ratio, "Return (self, 1)." },
    { "bit_count(self)", int_bit_count_method, "How many bits of the absolute value are set." },
    { "bit_length(self)", int_bit_length_method, "How many bits the absolute value needs." },
    { "conjugate(self)", number_self, "Return self." },
    { "denominator", int_denominator, "1." },
    { "from_bytes(cls, bytes, byteorder='big', *, signed=False)", int_from_bytes_method,
      "The number that these bytes are.", .flags = NATIVE_CLASSMETHOD },
    { "imag", number_imaginary, "0." },
    { "numerator", number_self, "The number itself." },
    { "real", number_self, "The number itself." },
    { "to_bytes(self, length=1, byteorder='big', *, signed=False)", int_to_bytes_method,
      "The number as that many bytes." },
    { "__abs__(self, /)", number_abs, "abs(self)" },
    { "__bool__(self, /)", number_bool, "True if self is not 0." },
    { "__ceil__(self)", number_self, "Return self." },
    { "__divmod__(self, value, /)", number_divmod_method, "divmod(self, value)" },
    { "__float__(self, /)", number_float, "float(self)" },
    { "__floor__(self)", number_self, "Return self." },
    { "__format__(self, format_spec, /)", number_format_method, "The number as the format says." },
    { "__getnewargs__(self)", int_getnewargs, "What makes a copy." },
    { "__hash__(self, /)", number_hash, "hash(self)" },
    { "__index__(self, /)", number_self, "Return self." },
    { "__int__(self, /)", number_self, "Return self." },
    { "__invert__(self, /)", number_invert, "~self" },
    { "__neg__(self, /)", number_neg, "-self" },
    { "__pos__(self, /)", number_pos, "+self" },
    { "__pow__(self, value, mod=None, /)", number_pow, "pow(self, value, mod)", .style = ARGS_UNPACK },
    { "__rdivmod__(self, value, /)", number_rdivmod, "divmod(value, self)" },
    { "__repr__(self, /)", number_repr, "repr(self)" },
    { "__round__(self, ndigits=..., /)", int_round_method, "Round to a power of ten.", .style = ARGS_UNPACK },
    { "__rpow__(self, value, mod=None, /)", number_rpow, "pow(value, self, mod)", .style = ARGS_UNPACK },
    { "__trunc__(self)", number_self, "Return self." },
    NUMBER_METHODS(NUMBER_ROWS) NUMBER_BIT_METHODS(NUMBER_ROWS) NUMBER_COMPARISONS(NUMBER_ROW){ 0 },
};

const ClassSpec int_class_spec = {
    .type = &int_type,
    .make = { "int(cls, x=..., /, base=...)", make_int, "An int of a number or of a text.",
              .style = ARGS_KEYWORDS },
    .methods = int_methods,
    .doc = "Whole numbers of any size.",
};

static const NativeSpec bool_methods[] = {
    NUMBER_ROWS(and, AND) NUMBER_ROWS(xor, XOR)
        NUMBER_ROWS(or, OR){ "__repr__(self, /)", bool_repr_method, "repr(self)" },
    { 0 },
};

const ClassSpec bool_class_spec = {
    .type = &bool_type,
    .make = { "bool(cls, x=False, /)", make_bool, "The truth of a value." },
    .methods = bool_methods,
    .doc = "True and False.",
};
