/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proxies: what is asked of one is asked of its target. Attributes go there in the machine (vm/attribute.c);
 * here are the operations. See https://docs.python.org/3.11/library/weakref.html#weakref.proxy */
#include "lang/opcodes.h"
#include "modules/_weakref/weakref.h"
#include "value/number.h"
#include "vm/lookup.h"
#include "vm/operations.h"

/* The operation over the arguments, with targets in the place of proxies. */
static Outcome forward(Call *call, Native *operation, int64_t mark, size_t count, const size_t *order) {
    if (call->step) return DONE;
    Value operands[3];
    for (size_t i = 0; i < count; i++) {
        if (is_weak_proxy(call->args[i]) && !weak_take_place(call, i)) return RAISED;
    }
    for (size_t i = 0; i < count; i++) operands[i] = call->args[order[i]];
    call->step = 1;
    return call_native(call, operation, mark, count, operands);
}

static const size_t in_order[] = { 0, 1, 2 }, reversed[] = { 1, 0 };
/* value, object, key: as operation_set_item wants them */
static const size_t as_item[] = { 2, 0, 1 };

#define BINARIES(X)                                                                                          \
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
    X(and, AND)                                                                                              \
    X(xor, XOR)                                                                                              \
    X(or, OR)
#define BINARY(name, OPERATOR)                                                                               \
    static Outcome proxy_##name(Call *call) {                                                                \
        return forward(call, operation_binary, OPERATOR_##OPERATOR, 2, in_order);                            \
    }                                                                                                        \
    static Outcome proxy_r##name(Call *call) {                                                               \
        return forward(call, operation_binary, OPERATOR_##OPERATOR, 2, reversed);                            \
    }                                                                                                        \
    static Outcome proxy_i##name(Call *call) {                                                               \
        return forward(call, operation_binary, OPERATOR_##OPERATOR | OPERATION_IN_PLACE, 2, in_order);       \
    }
BINARIES(BINARY)

#define FORWARDS(X)                                                                                          \
    X(lt, operation_compare, COMPARE_LESS, 2)                                                                \
    X(le, operation_compare, COMPARE_LESS_EQUAL, 2)                                                          \
    X(eq, operation_compare, COMPARE_EQUAL, 2)                                                               \
    X(ne, operation_compare, COMPARE_NOT_EQUAL, 2)                                                           \
    X(gt, operation_compare, COMPARE_GREATER, 2)                                                             \
    X(ge, operation_compare, COMPARE_GREATER_EQUAL, 2)                                                       \
    X(neg, operation_unary, UNARY_NEGATIVE, 1)                                                               \
    X(pos, operation_unary, UNARY_POSITIVE, 1)                                                               \
    X(invert, operation_unary, UNARY_INVERT, 1)                                                              \
    X(abs, operation_unary, UNARY_ABSOLUTE, 1)                                                               \
    X(bool, operation_truth, 0, 1)                                                                           \
    X(len, operation_length, 0, 1)                                                                           \
    X(str, operation_str, 0, 1)                                                                              \
    X(iter, operation_iterate, 0, 1)                                                                         \
    X(getitem, operation_get_item, 0, 2)                                                                     \
    X(delitem, operation_delete_item, 0, 2)
#define FORWARD(name, operation, mark, count)                                                                \
    static Outcome proxy_##name(Call *call) { return forward(call, operation, mark, count, in_order); }
FORWARDS(FORWARD)

static Outcome proxy_setitem(Call *call) {
    Outcome outcome = forward(call, operation_set_item, 0, 3, as_item);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome proxy_contains(Call *call) { return forward(call, operation_contains, 0, 2, reversed); }

static Outcome proxy_next(Call *call) {
    if (call->step == 0 && is_weak_proxy(call->args[0])) {
        Value target = weak_peek_target(call->args[0]);
        Class *class = is_absent(target) ? NULL : value_class(call_machine(call), target);
        if (class && is_absent(class_peek_special(class, SPECIAL_next)) && !object_type(target)->next)
            return raise_error(call->task, TypeError, "Weakref proxy referenced a non-iterator '%T' object",
                               target);
    }
    return forward(call, operation_next, NEXT_OR_STOP, 1, in_order);
}

/* What the target's special method gives, whatever that is. */
static Outcome proxy_special(Call *call, Special special) {
    if (call->step) return DONE;
    if (!weak_take_place(call, 0)) return RAISED;
    call->step = 1;
    Value target = call->args[0];
    if (is_absent(class_peek_special(value_class(call_machine(call), target), special)))
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", target);
    return call_special(call, target, special, 0, NULL);
}

static Outcome proxy_int(Call *call) { return proxy_special(call, SPECIAL_int); }
static Outcome proxy_float(Call *call) { return proxy_special(call, SPECIAL_float); }
static Outcome proxy_index(Call *call) { return proxy_special(call, SPECIAL_index); }
static Outcome proxy_bytes(Call *call) { return proxy_special(call, SPECIAL_bytes); }
static Outcome proxy_reversed(Call *call) { return proxy_special(call, SPECIAL_reversed); }

static Outcome proxy_divmod_of(Call *call, size_t first) {
    if (call->step) return DONE;
    for (size_t i = 0; i < 2; i++) {
        if (is_weak_proxy(call->args[i]) && !weak_take_place(call, i)) return RAISED;
    }
    call->step = 1;
    Value divmod = dict_peek_text(call_machine(call)->builtins, "divmod");
    return call_value(call, divmod, 2, (Value[]){ call->args[first], call->args[1 - first] });
}

static Outcome proxy_divmod(Call *call) { return proxy_divmod_of(call, 0); }
static Outcome proxy_rdivmod(Call *call) { return proxy_divmod_of(call, 1); }

static Outcome proxy_call(Call *call) {
    if (call->step) return DONE;
    if (!weak_take_place(call, 0)) return RAISED;
    call->step = 1;
    return call_spread(call, call->args[0], call->args[1], call->args[2]);
}

#define BINARY_ROWS(name, OPERATOR)                                                                          \
    { "__" #name "__(self, value, /)", proxy_##name }, { "__r" #name "__(self, value, /)", proxy_r##name },  \
        { "__i" #name "__(self, value, /)", proxy_i##name },
#define FORWARD_ROWS(name, operation, mark, count)                                                           \
    { count == 1 ? "__" #name "__(self, /)" : "__" #name "__(self, value, /)", proxy_##name },

#define PROXY_ROWS                                                                                           \
    BINARIES(BINARY_ROWS)                                                                                    \
    FORWARDS(FORWARD_ROWS){ "__setitem__(self, key, value, /)", proxy_setitem },                             \
        { "__contains__(self, key, /)", proxy_contains }, { "__next__(self, /)", proxy_next },               \
        { "__int__(self, /)", proxy_int }, { "__float__(self, /)", proxy_float },                            \
        { "__index__(self, /)", proxy_index }, { "__bytes__(self, /)", proxy_bytes },                        \
        { "__reversed__(self, /)", proxy_reversed }, { "__divmod__(self, value, /)", proxy_divmod },         \
        { "__rdivmod__(self, value, /)", proxy_rdivmod },

static const NativeSpec proxy_methods[] = { PROXY_ROWS{ 0 } };
static const NativeSpec callable_proxy_methods[] = {
    PROXY_ROWS{ "__call__(self, /, *args, **kwargs)", proxy_call, NULL, ARGS_OWN }, { 0 }
};

const ClassSpec weak_proxy_class = { .type = &weak_proxy_type,
                                     .module = "weakref",
                                     .methods = proxy_methods };
const ClassSpec weak_callable_proxy_class = { .type = &weak_callable_proxy_type,
                                              .module = "weakref",
                                              .methods = callable_proxy_methods };
