/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _operator: the operators as functions. What Python's operator module has beside them stays in its notation.
 * See https://docs.python.org/3.11/library/operator.html */
#include "lang/opcodes.h"
#include "modules/_operator/getter.h"
#include "value/number.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

/* The machine's operation over the arguments, each time from its own function: the native does not know by
 * which name it is called. */
static Outcome run(Call *call, Native *operation, int64_t mark, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    return call_native(call, operation, mark, count, args);
}

#define OPERATORS(X)                                                                                         \
    X(add, ADD)                                                                                              \
    X(sub, SUBTRACT)                                                                                         \
    X(mul, MULTIPLY)                                                                                         \
    X(matmul, MATRIX_MULTIPLY)                                                                               \
    X(truediv, TRUE_DIVIDE)                                                                                  \
    X(floordiv, FLOOR_DIVIDE)                                                                                \
    X(mod, MODULO)                                                                                           \
    X(pow, POWER)                                                                                            \
    X(lshift, SHIFT_LEFT)                                                                                    \
    X(rshift, SHIFT_RIGHT)                                                                                   \
    X(and_, AND)                                                                                             \
    X(xor, XOR)                                                                                              \
    X(or_, OR)

#define OPERATOR_FUNCTIONS(name, operator)                                                                   \
    static Outcome name##_plain(Call *call) {                                                                \
        return run(call, operation_binary, OPERATOR_##operator, 2, call->args);                              \
    }                                                                                                        \
    static Outcome name##_in_place(Call *call) {                                                             \
        return run(call, operation_binary, OPERATOR_##operator| OPERATION_IN_PLACE, 2, call->args);          \
    }
OPERATORS(OPERATOR_FUNCTIONS)

#define COMPARISONS(X)                                                                                       \
    X(lt, LESS)                                                                                              \
    X(le, LESS_EQUAL)                                                                                        \
    X(eq, EQUAL)                                                                                             \
    X(ne, NOT_EQUAL)                                                                                         \
    X(gt, GREATER)                                                                                           \
    X(ge, GREATER_EQUAL)
#define COMPARISON_FUNCTION(name, comparison)                                                                \
    static Outcome name##_function(Call *call) {                                                             \
        return run(call, operation_compare, COMPARE_##comparison, 2, call->args);                            \
    }
COMPARISONS(COMPARISON_FUNCTION)

#define UNARIES(X)                                                                                           \
    X(neg, NEGATIVE)                                                                                         \
    X(pos, POSITIVE)                                                                                         \
    X(invert, INVERT)                                                                                        \
    X(abs, ABSOLUTE)
#define UNARY_FUNCTION(name, operator)                                                                       \
    static Outcome name##_function(Call *call) {                                                             \
        return run(call, operation_unary, UNARY_##operator, 1, call->args);                                  \
    }
UNARIES(UNARY_FUNCTION)

static Outcome truth(Call *call) { return run(call, operation_truth, 0, 1, call->args); }

static Outcome not_(Call *call) {
    Outcome outcome = run(call, operation_truth, 0, 1, call->args);
    return outcome == DONE ? give_bool(call, is_same(call->result, FALSE)) : outcome;
}

static Outcome is_(Call *call) { return give_bool(call, is_same(call->args[0], call->args[1])); }
static Outcome is_not(Call *call) { return give_bool(call, !is_same(call->args[0], call->args[1])); }

static Outcome index_(Call *call) {
    Outcome outcome = arg_integer(call, 0);
    return outcome == DONE ? give(call, int_plain(call->args[0])) : outcome;
}

static Outcome contains(Call *call) {
    return run(call, operation_contains, 0, 2, (Value[]){ call->args[1], call->args[0] });
}

static Outcome getitem(Call *call) { return run(call, operation_get_item, 0, 2, call->args); }

static Outcome setitem(Call *call) {
    Outcome outcome =
        run(call, operation_set_item, 0, 3, (Value[]){ call->args[2], call->args[0], call->args[1] });
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome delitem(Call *call) {
    Outcome outcome = run(call, operation_delete_item, 0, 2, call->args);
    return outcome == DONE ? give_none(call) : outcome;
}

/* Takes as long however many bytes are alike. */
static Outcome compare_digest(Call *call) {
    Value a = call->args[0], b = call->args[1];
    Buffer texts[2] = { { 0 }, { 0 } };
    const uint8_t *data[2];
    size_t counts[2];
    bool are_text = is_str(a) && is_str(b);
    for (size_t i = 0; i < 2; i++) {
        const uint8_t **place = &data[i];
        if (are_text)
            *place = (const uint8_t *)str_peek_utf8(call->args[i], &texts[i], &counts[i]);
        else if (!bytes_peek(call->args[i], place, &counts[i]))
            return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'",
                               call->args[i]);
    }
    bool is_ascii = !are_text || (counts[0] == str_count(a) && counts[1] == str_count(b));
    unsigned difference = counts[0] != counts[1];
    for (size_t i = 0; i < counts[1]; i++)
        difference |= data[1][i] ^ (counts[0] == counts[1] ? data[0][i] : data[1][i]);
    buffer_clear(&texts[0]);
    buffer_clear(&texts[1]);
    if (!is_ascii)
        return raise_error(call->task, TypeError,
                           "comparing strings with non-ASCII characters is not supported");
    return give_bool(call, !difference);
}

#define OPERATOR_ROWS(name, operator) { #name "(a, b, /)", name##_plain, NULL, ARGS_UNPACK },
#define COMPARISON_ROW(name, comparison) { #name "(a, b, /)", name##_function, NULL, ARGS_UNPACK },
#define UNARY_ROW(name, operator) { #name "(a, /)", name##_function, NULL },
#define IN_PLACE_ROW(name, text)                                                                             \
    { text "(a, b, /)", name##_in_place, NULL, ARGS_UNPACK }

static const NativeSpec functions[] = {
    OPERATORS(OPERATOR_ROWS) COMPARISONS(COMPARISON_ROW) UNARIES(UNARY_ROW) IN_PLACE_ROW(add, "iadd"),
    IN_PLACE_ROW(sub, "isub"),
    IN_PLACE_ROW(mul, "imul"),
    IN_PLACE_ROW(matmul, "imatmul"),
    IN_PLACE_ROW(truediv, "itruediv"),
    IN_PLACE_ROW(floordiv, "ifloordiv"),
    IN_PLACE_ROW(mod, "imod"),
    IN_PLACE_ROW(pow, "ipow"),
    IN_PLACE_ROW(lshift, "ilshift"),
    IN_PLACE_ROW(rshift, "irshift"),
    IN_PLACE_ROW(and_, "iand"),
    IN_PLACE_ROW(xor, "ixor"),
    IN_PLACE_ROW(or_, "ior"),
    { "inv(a, /)", invert_function, NULL },
    { "truth(a, /)", truth, NULL },
    { "not_(a, /)", not_, NULL },
    { "is_(a, b, /)", is_, NULL, ARGS_UNPACK },
    { "is_not(a, b, /)", is_not, NULL, ARGS_UNPACK },
    { "index(a, /)", index_, NULL },
    { "contains(a, b, /)", contains, NULL, ARGS_UNPACK },
    { "getitem(a, b, /)", getitem, NULL, ARGS_UNPACK },
    { "setitem(a, b, c, /)", setitem, NULL, ARGS_UNPACK },
    { "delitem(a, b, /)", delitem, NULL, ARGS_UNPACK },
    { "_compare_digest(a, b, /)", compare_digest, NULL, ARGS_UNPACK },
    { 0 },
};

static const ClassSpec *const classes[] = { &itemgetter_class, NULL };

const ModuleSpec _operator_module = {
    .name = "_operator",
    .doc = "The operators as functions.",
    .functions = functions,
    .classes = classes,
};
