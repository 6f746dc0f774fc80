/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: expressions whose value is known become constants, where nobody can tell.
 *
 * Operators on numbers, as long as they raise nothing and the result stays small (CPython's limits); `not`;
 * tuples. What is only walked over or searched may also be a list (then a tuple will do) or a set (a
 * frozenset, whose order is that of CPython's). The node itself is changed, so each is worked out once. */
#include "lang/compiling.h"
#include "value/set.h"
#include "value/singleton.h"
#include "value/str.h"
#include "value/tuple.h"

enum { BITS_MAX = 128 }; /* of the result of *, ** and << */

const uint8_t operator_of_binary[] = {
    [BINARY_ADD] = OPERATOR_ADD,
    [BINARY_SUBTRACT] = OPERATOR_SUBTRACT,
    [BINARY_MULTIPLY] = OPERATOR_MULTIPLY,
    [BINARY_MATRIX_MULTIPLY] = OPERATOR_MATRIX_MULTIPLY,
    [BINARY_DIVIDE] = OPERATOR_TRUE_DIVIDE,
    [BINARY_MODULO] = OPERATOR_MODULO,
    [BINARY_POWER] = OPERATOR_POWER,
    [BINARY_SHIFT_LEFT] = OPERATOR_SHIFT_LEFT,
    [BINARY_SHIFT_RIGHT] = OPERATOR_SHIFT_RIGHT,
    [BINARY_OR] = OPERATOR_OR,
    [BINARY_XOR] = OPERATOR_XOR,
    [BINARY_AND] = OPERATOR_AND,
    [BINARY_FLOOR_DIVIDE] = OPERATOR_FLOOR_DIVIDE,
};

Value constant_value(const Node *node) {
    assert(node->kind == NODE_CONSTANT);
    return node->constant.is_ellipsis ? ellipsis_value() : retain(node->constant.value);
}

static bool become_constant_take(Compiler *c, Node *node, Value value) {
    if (is_absent(value)) return false;
    node->constant.value = ast_keep_take(c->ast, value);
    node->constant.is_ellipsis = false;
    node->kind = NODE_CONSTANT;
    return true;
}

static bool is_numeric(Value value) {
    return is_small_int(value) || is_bool(value) || has_type(value, TYPE_ID_INT) ||
           has_type(value, TYPE_ID_FLOAT) || has_type(value, TYPE_ID_COMPLEX);
}

static size_t bits_of(Value value) { return is_int(value) ? int_bit_length(value) : 0; }

/* Whether the result is small enough to be worked out here. */
static bool is_modest(Operator kind, Value left, Value right) {
    int64_t times;
    if (!is_int(left) || !is_int(right)) return true;
    switch (kind) {
    case OPERATOR_MULTIPLY: return bits_of(left) + bits_of(right) <= BITS_MAX;
    case OPERATOR_POWER:
        return int_fits_int64(right, &times) && times <= BITS_MAX &&
               bits_of(left) * (size_t)(times < 0 ? 1 : times) <= BITS_MAX;
    case OPERATOR_SHIFT_LEFT:
        return int_fits_int64(right, &times) && times <= BITS_MAX &&
               bits_of(left) + (size_t)(times < 0 ? 0 : times) <= BITS_MAX;
    default: return true;
    }
}

static bool fold_binary(Compiler *c, Node *node) {
    bool left_known = fold(c, node->binary.left), right_known = fold(c, node->binary.right);
    if (!left_known || !right_known) {
        fold_percent(c, node);
        return false;
    }
    Value left = node->binary.left->constant.value, right = node->binary.right->constant.value, result;
    Operator kind = operator_of_binary[node->binary.operation];
    if (!is_numeric(left) || !is_numeric(right) || !is_modest(kind, left, right)) return false;
    if (number_binary(kind, left, right, &result) != NUMBER_DONE) return false;
    return become_constant_take(c, node, result);
}

static bool fold_not(Compiler *c, Node *node, Value value) {
    if (is_absent(value)) return false; /* `not ...` is rare enough */
    return become_constant_take(c, node, bool_value(value_truth(value) == NO));
}

static bool fold_unary(Compiler *c, Node *node) {
    static const uint8_t operators[] = {
        [UNARY_TILDE] = UNARY_INVERT, [UNARY_PLUS] = UNARY_POSITIVE, [UNARY_MINUS] = UNARY_NEGATIVE
    };
    if (!fold(c, node->unary.operand)) return false;
    Value value = node->unary.operand->constant.value, result;
    UnaryNodeOperator kind = node->unary.operation;
    if (kind == UNARY_NOT) return fold_not(c, node, value);
    if (!is_numeric(value) || number_unary(operators[kind], value, &result) != NUMBER_DONE) return false;
    return become_constant_take(c, node, result);
}

static bool fold_items(Compiler *c, const NodeList *items) {
    bool all = true;
    for (size_t i = 0; i < items->count; i++) {
        if (!fold(c, items->items[i])) all = false;
    }
    return all;
}

Value constant_tuple(const NodeList *items) {
    for (size_t i = 0; i < items->count; i++) {
        if (items->items[i]->kind != NODE_CONSTANT) return ABSENT;
    }
    Value tuple = tuple_new_absent(items->count);
    if (is_absent(tuple) || !items->count) return tuple;
    for (size_t i = 0; i < items->count; i++) tuple_of(tuple)->items[i] = constant_value(items->items[i]);
    return tuple;
}

static bool is_debug(Value name) { return str_is(name, "__debug__"); }

bool fold(Compiler *c, Node *node) {
    switch (node->kind) {
    case NODE_CONSTANT: return true;
    case NODE_BIN_OP: return fold_binary(c, node);
    case NODE_UNARY_OP: return fold_unary(c, node);
    case NODE_NAME:
        return node->context == CONTEXT_LOAD && is_debug(node->name.id) &&
               become_constant_take(c, node, bool_value(!c->options.optimize));
    case NODE_TUPLE:
        if (node->context != CONTEXT_LOAD || !fold_items(c, &node->sequence.items)) return false;
        return become_constant_take(c, node, constant_tuple(&node->sequence.items));
    default: return false;
    }
}

void fold_iterable(Compiler *c, Node *node) {
    if (node->kind != NODE_LIST && node->kind != NODE_SET) {
        fold(c, node);
        return;
    }
    if (!fold_items(c, &node->sequence.items)) return;
    bool is_list = node->kind == NODE_LIST;
    const NodeList *items = &node->sequence.items;
    become_constant_take(c, node, is_list ? constant_tuple(items) : constant_frozenset(c, items));
}
