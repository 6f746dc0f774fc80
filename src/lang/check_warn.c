/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What python3's compiler warns of: code that is right but hardly meant. */
#include "lang/scoping.h"
#include "value/object.h"
#include "value/str.h"
#include <string.h>

/* The type of the value that an expression surely has; NULL: unknown. */
static const char *known_type(const Node *node) {
    switch (node->kind) {
    case NODE_TUPLE: return "tuple";
    case NODE_LIST:
    case NODE_LIST_COMP: return "list";
    case NODE_DICT:
    case NODE_DICT_COMP: return "dict";
    case NODE_SET:
    case NODE_SET_COMP: return "set";
    case NODE_GENERATOR_EXP: return "generator";
    case NODE_LAMBDA: return "function";
    case NODE_JOINED_STR:
    case NODE_FORMATTED_VALUE: return "str";
    case NODE_CONSTANT: {
        if (node->constant.is_ellipsis) return "ellipsis";
        Value value = node->constant.value;
        if (is_none(value)) return "NoneType";
        if (is_bool(value)) return "bool";
        return is_small_int(value) ? "int" : object_type(value)->name;
    }
    case NODE_UNARY_OP:
        /* Folded: -1 is a constant. */
        if (node->unary.operand->kind != NODE_CONSTANT || node->unary.operation == UNARY_NOT) return NULL;
        return known_type(node->unary.operand);
    default: return NULL;
    }
}

static bool is_named(const char *type, const char *name) { return type && strcmp(type, name) == 0; }

/* A literal, after folding, other than None, True, False and `...`. */
static bool is_literal(const Node *node) {
    if (node->kind == NODE_TUPLE) {
        for (size_t i = 0; i < node->sequence.items.count; i++) {
            const Node *item = node->sequence.items.items[i];
            if (item->kind != NODE_CONSTANT && !is_literal(item)) return false;
        }
        return true;
    }
    if (node->kind == NODE_BIN_OP) return is_literal(node->binary.left) && is_literal(node->binary.right);
    const char *type = node->kind == NODE_CONSTANT || node->kind == NODE_UNARY_OP ? known_type(node) : NULL;
    return type && !is_named(type, "NoneType") && !is_named(type, "bool") && !is_named(type, "ellipsis");
}

void warn_compare(Walker *w, const Node *node) {
    const Node *left = node->compare.left;
    for (size_t i = 0; i < node->compare.comparators.count; i++) {
        const Node *right = node->compare.comparators.items[i];
        ComparisonOperator operation = node->compare.operators[i];
        bool is_identity = operation == COMPARE_IS || operation == COMPARE_IS_NOT;
        if (is_identity && (is_literal(left) || is_literal(right))) {
            scope_warn(w, node->place,
                       operation == COMPARE_IS ? "\"is\" with a literal. Did you mean \"==\"?"
                                               : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left = right;
    }
}

void warn_call(Walker *w, const Node *node) {
    const Node *function = node->call.function;
    const char *type = function->kind == NODE_LAMBDA ? NULL : known_type(function);
    if (type) scope_warn(w, node->place, "'%s' object is not callable; perhaps you missed a comma?", type);
}

static bool is_subscriptable(const char *type) {
    static const char *const types[] = { "str", "bytes", "tuple", "list", "dict", "bool" };
    for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        if (strcmp(type, types[i]) == 0) return true;
    }
    return false;
}

void warn_subscript(Walker *w, const Node *node) {
    const char *type = known_type(node->subscript.value);
    const char *index = known_type(node->subscript.index);
    if (!type) return;
    if (!is_subscriptable(type)) {
        scope_warn(w, node->place, "'%s' object is not subscriptable; perhaps you missed a comma?", type);
    } else if (index && strcmp(type, "dict") != 0 && !is_named(index, "int") && !is_named(index, "bool")) {
        scope_warn(w, node->place,
                   "%s indices must be integers or slices, not %s; perhaps you missed a comma?", type, index);
    }
}

void warn_assert(Walker *w, const Node *node) {
    const Node *test = node->assert_statement.test;
    if (test->kind != NODE_TUPLE || test->sequence.items.count == 0) return;
    scope_warn(w, node->place, "assertion is always true, perhaps remove parentheses?");
}
