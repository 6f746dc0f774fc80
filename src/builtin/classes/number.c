/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Special methods that int and float share. The machine's operators do not come through here; a program's
 * subclass does (super().__add__(x)), and who calls them by name. */
#include "builtin/classes/number.h"
#include "base/text.h"
#include "builtin/text/format_number.h"
#include "value/complex.h"
#include "value/singleton.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

Outcome give_number(Call *call, NumberResult result, Value number) {
    if (result == NUMBER_DONE) return give(call, number);
    if (result == NUMBER_UNSUPPORTED) return give_not_implemented(call);
    return raise_number_problem(call->task, result);
}

Outcome give_not_implemented(Call *call) { return give(call, not_implemented_value()); }

bool has_own_special(Call *call, Value value, Special special) {
    return special_is_programs(call_machine(call), value, special);
}

/* ---- two operands */

/* int knows only int, float knows both, complex all three. */
static bool operands_fit(Value self, Value other) {
    if (is_complex(self)) return is_number(other) || is_complex(other);
    return is_int(self) ? is_int(other) : is_number(other);
}

static Outcome combine(Call *call, Operator operation, bool reflected) {
    Value self = call->args[0], other = call->args[1], result;
    if (!operands_fit(self, other)) return give_not_implemented(call);
    NumberResult outcome = reflected ? number_binary(operation, other, self, &result)
                                     : number_binary(operation, self, other, &result);
    return give_number(call, outcome, result);
}

#define NUMBER_DEFINITIONS(name, NAME)                                                                       \
    Outcome number_##name(Call *call) { return combine(call, OPERATOR_##NAME, false); }                      \
    Outcome number_r##name(Call *call) { return combine(call, OPERATOR_##NAME, true); }
NUMBER_METHODS(NUMBER_DEFINITIONS)
NUMBER_BIT_METHODS(NUMBER_DEFINITIONS)

#define NUMBER_COMPARISON(name, condition)                                                                   \
    Outcome number_##name(Call *call) {                                                                      \
        int order;                                                                                           \
        if (!operands_fit(call->args[0], call->args[1])) return give_not_implemented(call);                  \
        if (number_order(call->args[0], call->args[1], &order) == NO)                                        \
            return give_bool(call, SPECIAL_##name == SPECIAL_ne);                                            \
        return give_bool(call, condition);                                                                   \
    }
NUMBER_COMPARISONS(NUMBER_COMPARISON)

static Outcome power(Call *call, Value base, Value exponent) {
    Value modulus = call->args[2], result;
    bool fits = operands_fit(call->args[0], call->args[1]) &&
                (is_none(modulus) || is_number(modulus) || is_complex(modulus));
    if (!fits) return give_not_implemented(call);
    return give_number(call, number_power(base, exponent, modulus, &result), result);
}

Outcome number_pow(Call *call) { return power(call, call->args[0], call->args[1]); }
Outcome number_rpow(Call *call) { return power(call, call->args[1], call->args[0]); }

static Outcome divide_both(Call *call, Value a, Value b) {
    Value quotient, remainder;
    if (!operands_fit(call->args[0], call->args[1])) return give_not_implemented(call);
    NumberResult outcome = number_divmod(a, b, &quotient, &remainder);
    Value pair = outcome == NUMBER_DONE ? tuple_pair(quotient, remainder) : ABSENT;
    release(quotient);
    release(remainder);
    return give_number(call, outcome, pair);
}

Outcome number_divmod_method(Call *call) { return divide_both(call, call->args[0], call->args[1]); }
Outcome number_rdivmod(Call *call) { return divide_both(call, call->args[1], call->args[0]); }

/* ---- one operand */

static Outcome apply_unary(Call *call, UnaryOperator operation) {
    Value result;
    NumberResult outcome = number_unary(operation, call->args[0], &result);
    return give_number(call, outcome, result);
}

Outcome number_neg(Call *call) { return apply_unary(call, UNARY_NEGATIVE); }
Outcome number_pos(Call *call) { return apply_unary(call, UNARY_POSITIVE); }
Outcome number_abs(Call *call) { return apply_unary(call, UNARY_ABSOLUTE); }
Outcome number_invert(Call *call) { return apply_unary(call, UNARY_INVERT); }
Outcome number_self(Call *call) { return apply_unary(call, UNARY_POSITIVE); }

Outcome number_imaginary(Call *call) {
    return give(call, is_float(call->args[0]) ? float_new(0.0) : small_int(0));
}

Outcome number_bool(Call *call) {
    Value self = call->args[0];
    return give_bool(call, is_float(self) ? float_of(self) != 0.0 : !int_is_zero(self));
}

Outcome number_hash(Call *call) {
    int64_t hash;
    const Type *type = is_float(call->args[0]) ? &float_type : &int_type;
    type->hash(call->args[0], &hash, 0);
    return give_int(call, hash);
}

Outcome number_float(Call *call) {
    double number;
    if (!arg_double(call, 0, &number)) return RAISED;
    return give(call, float_new(number));
}

Outcome number_int(Call *call) {
    Value self = call->args[0], result;
    if (is_int(self)) return give(call, int_plain(self));
    NumberResult outcome = number_truncate(float_of(self), &result);
    return give_number(call, outcome, result);
}

/* ---- text */

static Outcome give_text_of(Call *call, Buffer *text, bool done) {
    if (done) return give_buffer(call, text);
    buffer_clear(text);
    return RAISED;
}

Outcome number_repr(Call *call) {
    Buffer text = { 0 };
    Value self = call->args[0];
    bool done = format_plainly(call->task, &text, is_bool(self) ? small_int(is_same(self, TRUE)) : self);
    return give_text_of(call, &text, done);
}

Outcome number_format_method(Call *call) {
    Value self = call->args[0], spec;
    if (call->step == 1) return DONE;
    if (!arg_str(call, 1, &spec)) return RAISED;
    if (str_count(spec) == 0 &&
        value_hooks(self) & (HOOKS_STR | HOOKS_REPR)) { /* a subclass's own __str__ or __repr__ decides */
        call->step = 1;
        return call_native(call, operation_str, 0, 1, &self);
    }
    Buffer text = { 0 };
    bool done = format_number(call->task, &text, self, spec);
    return give_text_of(call, &text, done);
}

const char *number_peek_text(Value value, Buffer *scratch, size_t *count) {
    const uint8_t *data;
    if (!is_str(value)) {
        if (!bytes_peek(value, &data, count)) return NULL;
        return (const char *)data;
    }
    const Str *text = str_of(value);
    *count = text->count;
    if (text->is_ascii) return str_peek_ascii(value);
    for (size_t i = 0; i < text->count; i++) {
        uint32_t c = str_peek_at(text, i);
        int digit = text_decimal_value(c);
        char ascii = c < 128 ? (char)c : digit >= 0 ? (char)('0' + digit) : text_is_space(c) ? ' ' : '?';
        buffer_append_byte(scratch, ascii);
    }
    return buffer_text(scratch);
}
