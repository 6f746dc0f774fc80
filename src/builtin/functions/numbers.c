/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in functions about numbers. Operands of built-in types are answered here, a program's classes are
 * asked through the operation or special method of the same name. */
#include "builtin/classes/number.h"
#include "builtin/text/format_number.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

enum { ASKED = 1, ASKED_REFLECTED };

/* A native whose whole work is one operation over its arguments. */
static Outcome forward(Call *call, Native *operation, int64_t mark) {
    if (call->step == ASKED) return DONE;
    call->step = ASKED;
    return call_native(call, operation, mark, call->count, call->args);
}

static Outcome builtin_abs(Call *call) { return forward(call, operation_unary, UNARY_ABSOLUTE); }

/* ---- divmod, pow */

static bool answered(Call *call) {
    return !is_absent(call->result) && !has_type(call->result, TYPE_ID_NOT_IMPLEMENTED);
}

/* Asks a, then b, for its special method; DONE without a result when neither has one left to ask. */
static Outcome ask_both(Call *call, Special special, Special reflected) {
    Value a = call->args[0], b = call->args[1];
    Machine *machine = call_machine(call);
    replace_take(&call->result, ABSENT);
    if (call->step == 0) {
        call->step = ASKED;
        if (!is_absent(class_peek_special(value_class(machine, a), special)))
            return call_special(call, a, special, 1, &b);
    }
    if (call->step == ASKED) {
        call->step = ASKED_REFLECTED;
        if (!is_absent(class_peek_special(value_class(machine, b), reflected)))
            return call_special(call, b, reflected, 1, &a);
    }
    return DONE;
}

static Outcome builtin_divmod(Call *call) {
    Value a = call->args[0], b = call->args[1];
    if (call->step && answered(call)) return DONE;
    Outcome outcome = ask_both(call, SPECIAL_divmod, SPECIAL_rdivmod);
    if (outcome != DONE) return outcome;
    return raise_error(call->task, TypeError, "unsupported operand type(s) for divmod(): '%T' and '%T'", a,
                       b);
}

static Outcome builtin_pow(Call *call) {
    Value base = call->args[0], exponent = call->args[1], modulus = call->args[2], result;
    if (call->step && answered(call)) return DONE;
    if (call->step == 0 && is_none(modulus)) {
        call->step = ASKED;
        return call_native(call, operation_binary, OPERATOR_POWER, 2, call->args);
    }
    if (call->step == 0 && has_own_special(call, base, SPECIAL_pow)) {
        call->step = ASKED;
        return call_special(call, base, SPECIAL_pow, 2, call->args + 1);
    }
    NumberResult outcome = number_power(base, exponent, modulus, &result);
    if (outcome != NUMBER_UNSUPPORTED) return give_number(call, outcome, result);
    return raise_error(call->task, TypeError, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'",
                       base, exponent, modulus);
}

/* ---- round */

static Outcome builtin_round(Call *call) {
    Value number = call->args[0], places = call->args[1];
    if (call->step == ASKED) return DONE;
    if (is_absent(class_peek_special(value_class(call_machine(call), number), SPECIAL_round)))
        return raise_error(call->task, TypeError, "type %T doesn't define __round__ method", number);
    call->step = ASKED;
    return call_special(call, number, SPECIAL_round, is_none(places) ? 0 : 1, &places);
}

/* ---- bin, oct, hex */

static Outcome give_digits(Call *call, char type) {
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    Buffer text = { 0 };
    const char *prefix = type == 'b' ? "0b" : type == 'o' ? "0o" : "0x";
    Value magnitude = int_absolute(call->args[0]);
    if (is_absent(magnitude)) return raise_memory(call->task);
    if (int_sign(call->args[0]) < 0) buffer_append_byte(&text, '-');
    buffer_append_text(&text, prefix);
    int_format(&text, magnitude, type == 'b' ? 2 : type == 'o' ? 8 : 16);
    release(magnitude);
    return give_buffer(call, &text);
}

static Outcome builtin_bin(Call *call) { return give_digits(call, 'b'); }
static Outcome builtin_oct(Call *call) { return give_digits(call, 'o'); }
static Outcome builtin_hex(Call *call) { return give_digits(call, 'x'); }

/* ---- sum: the total stands in args[1], the iterator in keep */

enum { SUM_ITERATE = 1, SUM_NEXT, SUM_ADD };

static Outcome refuse_text(Call *call) {
    Value start = call->args[1];
    const char *name = is_str(start) ? "strings" : has_type(start, TYPE_ID_BYTES) ? "bytes" : "bytearray";
    const char *empty = is_str(start) ? "''" : "b''";
    return raise_error(call->task, TypeError, "sum() can't sum %s [use %s.join(seq) instead]", name, empty);
}

/* Adds numbers as long as they are nothing else; true: item was added. */
static bool add_number(Value *total, Value item) {
    Value next;
    if (is_object(*total) && object_type(*total)->flags & TYPE_HEAP) return false;
    if (is_object(item) && object_type(item)->flags & TYPE_HEAP) return false;
    if (number_binary(OPERATOR_ADD, *total, item, &next) != NUMBER_DONE) return false;
    replace_take(total, next);
    return true;
}

static Outcome sum_items(Call *call) {
    for (;;) {
        if (call->step == SUM_ADD) {
            replace_take(&call->args[1], take_result(call));
        } else if (call->step == SUM_NEXT) {
            if (is_absent(call->result)) return give(call, retain(call->args[1]));
            Value item = take_result(call);
            if (!add_number(&call->args[1], item)) {
                Value operands[] = { call->args[1], item };
                call->step = SUM_ADD;
                Outcome outcome = call_native(call, operation_binary, OPERATOR_ADD, 2, operands);
                release(item);
                return outcome;
            }
            release(item);
        }
        call->step = SUM_NEXT;
        Outcome outcome = call_next(call, call->keep);
        if (outcome != DONE) return outcome;
    }
}

static Outcome builtin_sum(Call *call) {
    if (call->step > SUM_ITERATE) return sum_items(call);
    if (call->step == 0) {
        if (is_str(call->args[1]) || is_bytes(call->args[1]) || is_bytearray(call->args[1]))
            return refuse_text(call);
        call->step = SUM_ITERATE;
        Outcome outcome = call_iterate(call, call->args[0]);
        if (outcome != DONE) return outcome;
    }
    replace_take(&call->keep, take_result(call));
    call->step = 0xff; /* neither an item nor a sum has come yet */
    return sum_items(call);
}

const NativeSpec number_builtins[] = {
    { "abs(x, /)", builtin_abs, "The absolute value." },
    { "bin(number, /)", builtin_bin, "The number in base 2, as text." },
    { "divmod(x, y, /)", builtin_divmod, "The pair (x // y, x % y)." },
    { "hex(number, /)", builtin_hex, "The number in base 16, as text." },
    { "oct(number, /)", builtin_oct, "The number in base 8, as text." },
    { "pow(base, exp, mod=None)", builtin_pow, "base ** exp, or base ** exp % mod." },
    { "round(number, ndigits=None)", builtin_round, "The number rounded to that many places, half to even." },
    { "sum(iterable, /, start=0)", builtin_sum, "The start and all items, added up." },
    { 0 },
};
