/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lang/unparse.h"
#include "value/complex.h"
#include "value/number.h"
#include "value/str.h"
#include <math.h>
#include <string.h>

/* How tightly something binds; what binds less tightly than its place asks stands in parentheses. */
typedef enum {
    BINDS_TUPLE,
    BINDS_TEST, /* lambda, if else */
    BINDS_OR,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARISON,
    BINDS_BIT_OR,
    BINDS_BIT_XOR,
    BINDS_BIT_AND,
    BINDS_SHIFT,
    BINDS_SUM,
    BINDS_PRODUCT,
    BINDS_SIGN,
    BINDS_POWER,
    BINDS_AWAIT,
    BINDS_ATOM,
} Binding;
#define BINDS_EXPRESSION BINDS_BIT_OR

enum { DEEPEST = 500 };

typedef struct {
    Buffer *out;
    unsigned depth;
    bool is_too_deep;
    unsigned scopes;     /* of lambdas and comprehensions around */
    const Node *refused; /* in an annotation; NULL: nothing */
} Unparser;

static void append_expression(Unparser *u, const Node *node, Binding least);

static void append(Unparser *u, const char *text) { buffer_append_text(u->out, text); }
static void append_name(Unparser *u, Value name) { str_append_utf8(u->out, name); }

static void append_list(Unparser *u, const NodeList *list, Binding least) {
    for (size_t i = 0; i < list->count; i++) {
        if (i) append(u, ", ");
        append_expression(u, list->items[i], least);
    }
}

/* ---- operators */

static const struct {
    const char *text;
    Binding binds;
} binaries[] = {
    [BINARY_ADD] = { " + ", BINDS_SUM },
    [BINARY_SUBTRACT] = { " - ", BINDS_SUM },
    [BINARY_MULTIPLY] = { " * ", BINDS_PRODUCT },
    [BINARY_MATRIX_MULTIPLY] = { " @ ", BINDS_PRODUCT },
    [BINARY_DIVIDE] = { " / ", BINDS_PRODUCT },
    [BINARY_MODULO] = { " % ", BINDS_PRODUCT },
    [BINARY_POWER] = { " ** ", BINDS_POWER },
    [BINARY_SHIFT_LEFT] = { " << ", BINDS_SHIFT },
    [BINARY_SHIFT_RIGHT] = { " >> ", BINDS_SHIFT },
    [BINARY_OR] = { " | ", BINDS_BIT_OR },
    [BINARY_XOR] = { " ^ ", BINDS_BIT_XOR },
    [BINARY_AND] = { " & ", BINDS_BIT_AND },
    [BINARY_FLOOR_DIVIDE] = { " // ", BINDS_PRODUCT },
};

static const char *const unaries[] = {
    [UNARY_TILDE] = "~", [UNARY_NOT] = "not ", [UNARY_PLUS] = "+", [UNARY_MINUS] = "-"
};

static const char *const comparisons[] = {
    [COMPARE_LESS] = " < ",        [COMPARE_LESS_EQUAL] = " <= ", [COMPARE_EQUAL] = " == ",
    [COMPARE_NOT_EQUAL] = " != ",  [COMPARE_GREATER] = " > ",     [COMPARE_GREATER_EQUAL] = " >= ",
    [COMPARE_IS] = " is ",         [COMPARE_IS_NOT] = " is not ", [COMPARE_IN] = " in ",
    [COMPARE_NOT_IN] = " not in ",
};

static void append_bool_op(Unparser *u, const Node *node) {
    Binding inner = (node->bool_op.is_or ? BINDS_OR : BINDS_AND) + 1;
    for (size_t i = 0; i < node->bool_op.values.count; i++) {
        if (i) append(u, node->bool_op.is_or ? " or " : " and ");
        append_expression(u, node->bool_op.values.items[i], inner);
    }
}

static void append_binary(Unparser *u, const Node *node) {
    Binding binds = binaries[node->binary.operation].binds;
    bool joins_right = node->binary.operation == BINARY_POWER;
    append_expression(u, node->binary.left, binds + joins_right);
    append(u, binaries[node->binary.operation].text);
    append_expression(u, node->binary.right, binds + !joins_right);
}

static void append_compare(Unparser *u, const Node *node) {
    append_expression(u, node->compare.left, BINDS_COMPARISON + 1);
    for (size_t i = 0; i < node->compare.comparators.count; i++) {
        append(u, comparisons[node->compare.operators[i]]);
        append_expression(u, node->compare.comparators.items[i], BINDS_COMPARISON + 1);
    }
}

static void append_conditional(Unparser *u, const Node *node) {
    append_expression(u, node->conditional.body, BINDS_TEST + 1);
    append(u, " if ");
    append_expression(u, node->conditional.test, BINDS_TEST + 1);
    append(u, " else ");
    append_expression(u, node->conditional.otherwise, BINDS_TEST);
}

/* ---- lambda */

static void append_parameters(Unparser *u, const Parameters *p) {
    size_t all = p->positional_only_count + p->positional_count, first_default = all - p->defaults.count;
    bool follows = false;
    for (size_t i = 0; i < all; i++, follows = true) {
        bool is_only = i < p->positional_only_count;
        if (i && i == p->positional_only_count) append(u, ", /");
        if (follows) append(u, ", ");
        append_name(u,
                    is_only ? p->positional_only[i].name : p->positional[i - p->positional_only_count].name);
        if (i < first_default) continue;
        append(u, "=");
        append_expression(u, p->defaults.items[i - first_default], BINDS_TEST);
    }
    if (all && all == p->positional_only_count) append(u, ", /");
    if (p->variadic || p->keyword_only_count) {
        append(u, follows ? ", *" : "*");
        if (p->variadic) append_name(u, p->variadic->name);
        follows = true;
    }
    for (size_t i = 0; i < p->keyword_only_count; i++) {
        append(u, ", ");
        append_name(u, p->keyword_only[i].name);
        if (!p->keyword_defaults.items[i]) continue;
        append(u, "=");
        append_expression(u, p->keyword_defaults.items[i], BINDS_TEST);
    }
    if (!p->keywords) return;
    append(u, follows ? ", **" : "**");
    append_name(u, p->keywords->name);
}

static void append_lambda(Unparser *u, const Node *node) {
    const Parameters *p = node->lambda.parameters;
    append(u, p->positional_only_count || p->positional_count ? "lambda " : "lambda"); /* "lambda*a: 0" */
    append_parameters(u, p);
    append(u, ": ");
    append_expression(u, node->lambda.body, BINDS_TEST);
}

/* ---- displays and comprehensions */

static void append_dict(Unparser *u, const Node *node) {
    append(u, "{");
    for (size_t i = 0; i < node->dict.values.count; i++) {
        const Node *key = node->dict.keys.items[i];
        if (i) append(u, ", ");
        if (key) append_expression(u, key, BINDS_TEST);
        append(u, key ? ": " : "**");
        append_expression(u, node->dict.values.items[i], key ? BINDS_TEST : BINDS_EXPRESSION);
    }
    append(u, "}");
}

static void append_comprehension(Unparser *u, const Node *node) {
    const char *const brackets = node->kind == NODE_LIST_COMP       ? "[]"
                                 : node->kind == NODE_GENERATOR_EXP ? "()"
                                                                    : "{}";
    buffer_append_byte(u->out, (uint8_t)brackets[0]);
    append_expression(u, node->comprehension.element, BINDS_TEST);
    if (node->kind == NODE_DICT_COMP) {
        append(u, ": ");
        append_expression(u, node->comprehension.value, BINDS_TEST);
    }
    for (size_t i = 0; i < node->comprehension.generators.count; i++) {
        const Comprehension *each = &node->comprehension.generators.items[i];
        append(u, each->is_async ? " async for " : " for ");
        append_expression(u, each->target, BINDS_TUPLE);
        append(u, " in ");
        append_expression(u, each->iterable, BINDS_TEST + 1);
        for (size_t k = 0; k < each->conditions.count; k++) {
            append(u, " if ");
            append_expression(u, each->conditions.items[k], BINDS_TEST + 1);
        }
    }
    buffer_append_byte(u->out, (uint8_t)brackets[1]);
}

static void append_tuple(Unparser *u, const Node *node) {
    if (!node->sequence.items.count) append(u, "()");
    append_list(u, &node->sequence.items, BINDS_TEST);
    if (node->sequence.items.count == 1) append(u, ",");
}

static void append_in(Unparser *u, const char *open, const NodeList *items, const char *close) {
    append(u, open);
    append_list(u, items, BINDS_TEST);
    append(u, close);
}

/* ---- constants */

/* Infinity has no name of its own: a number too large is one. */
static void append_constant(Unparser *u, const Node *node) {
    Buffer text = { 0 };
    if (node->constant.is_ellipsis) {
        append(u, "...");
        return;
    }
    value_repr(&text, node->constant.value, 0);
    Value value = node->constant.value;
    bool is_real = is_float(value) || (is_object(value) && object_type(value) == &complex_type);
    const char *rest = buffer_text(&text);
    for (const char *at; is_real && (at = strstr(rest, "inf")); rest = at + 3) {
        buffer_append(u->out, rest, (size_t)(at - rest));
        append(u, "1e309");
    }
    append(u, rest);
    buffer_clear(&text);
}

static void append_formatted(Unparser *u, const Node *node);

/* The text between the quotes, of a whole literal or of a format specification. */
static void append_joined(Unparser *u, const Node *node) {
    for (size_t i = 0; i < node->joined.values.count; i++) {
        const Node *part = node->joined.values.items[i];
        if (part->kind != NODE_CONSTANT) {
            append_formatted(u, part);
            continue;
        }
        Buffer text = { 0 };
        str_append_utf8(&text, part->constant.value);
        for (size_t k = 0; k < text.count; k++) {
            buffer_append_byte(u->out, (uint8_t)text.bytes[k]);
            if (text.bytes[k] == '{' || text.bytes[k] == '}')
                buffer_append_byte(u->out, (uint8_t)text.bytes[k]);
        }
        buffer_clear(&text);
    }
}

static void append_formatted(Unparser *u, const Node *node) {
    Buffer *whole = u->out, inner = { 0 };
    u->out = &inner;
    append_expression(u, node->formatted.value, BINDS_TEST + 1);
    u->out = whole;
    append(u, inner.count && inner.bytes[0] == '{' ? "{ " : "{");
    buffer_append(u->out, inner.bytes, inner.count);
    buffer_clear(&inner);
    if (node->formatted.conversion) {
        append(u, "!");
        buffer_append_byte(u->out, (uint8_t)node->formatted.conversion);
    }
    if (node->formatted.specification) {
        append(u, ":");
        append_joined(u, node->formatted.specification);
    }
    append(u, "}");
}

static void append_fstring(Unparser *u, const Node *node) {
    Buffer *whole = u->out, inner = { 0 };
    u->out = &inner;
    append_joined(u, node);
    u->out = whole;
    append(u, "f");
    Value text = str_from_utf8(inner.bytes, inner.count);
    value_repr(u->out, text, 0);
    release(text);
    buffer_clear(&inner);
}

/* ---- what follows an atom */

static void append_call(Unparser *u, const Node *node) {
    const NodeList *arguments = &node->call.arguments;
    const KeywordList *keywords = &node->call.keywords;
    append_expression(u, node->call.function, BINDS_ATOM);
    if (arguments->count == 1 && !keywords->count && arguments->items[0]->kind == NODE_GENERATOR_EXP) {
        append_expression(u, arguments->items[0], BINDS_TEST); /* its parentheses are the call's */
        return;
    }
    append(u, "(");
    append_list(u, arguments, BINDS_TEST);
    for (size_t i = 0; i < keywords->count; i++) {
        const Keyword *keyword = &keywords->items[i];
        if (i || arguments->count) append(u, ", ");
        if (is_absent(keyword->name)) {
            append(u, "**");
        } else {
            append_name(u, keyword->name);
            append(u, "=");
        }
        append_expression(u, keyword->value, BINDS_TEST);
    }
    append(u, ")");
}

/* A number is kept apart from the dot, which would be its own. */
static void append_attribute(Unparser *u, const Node *node) {
    const Node *value = node->attribute.value;
    bool is_number =
        value->kind == NODE_CONSTANT && !value->constant.is_ellipsis && is_int(value->constant.value);
    append_expression(u, value, BINDS_ATOM);
    append(u, is_number ? " ." : ".");
    append_name(u, node->attribute.name);
}

static void append_slice(Unparser *u, const Node *node) {
    if (node->slice.lower) append_expression(u, node->slice.lower, BINDS_TEST);
    append(u, ":");
    if (node->slice.upper) append_expression(u, node->slice.upper, BINDS_TEST);
    if (!node->slice.step) return;
    append(u, ":");
    append_expression(u, node->slice.step, BINDS_TEST);
}

static void append_yield(Unparser *u, const Node *node) {
    append(u, node->kind == NODE_YIELD_FROM ? "(yield from" : "(yield");
    if (node->yield.value) {
        append(u, " ");
        append_expression(u, node->yield.value, node->kind == NODE_YIELD ? BINDS_TUPLE : BINDS_TEST);
    }
    append(u, ")");
}

/* ---- all of them */

static Binding binding_of(const Node *node) {
    switch (node->kind) {
    case NODE_TUPLE: return node->sequence.items.count ? BINDS_TUPLE : BINDS_ATOM;
    case NODE_NAMED_EXPR: return BINDS_TUPLE;
    case NODE_LAMBDA:
    case NODE_IF_EXP: return BINDS_TEST;
    case NODE_BOOL_OP: return node->bool_op.is_or ? BINDS_OR : BINDS_AND;
    case NODE_COMPARE: return BINDS_COMPARISON;
    case NODE_BIN_OP: return binaries[node->binary.operation].binds;
    case NODE_UNARY_OP: return node->unary.operation == UNARY_NOT ? BINDS_NOT : BINDS_SIGN;
    case NODE_AWAIT: return BINDS_AWAIT;
    default: return BINDS_ATOM;
    }
}

static void append_kind(Unparser *u, const Node *node) {
    switch (node->kind) {
    case NODE_BOOL_OP: append_bool_op(u, node); break;
    case NODE_BIN_OP: append_binary(u, node); break;
    case NODE_COMPARE: append_compare(u, node); break;
    case NODE_IF_EXP: append_conditional(u, node); break;
    case NODE_LAMBDA: append_lambda(u, node); break;
    case NODE_DICT: append_dict(u, node); break;
    case NODE_TUPLE: append_tuple(u, node); break;
    case NODE_CONSTANT: append_constant(u, node); break;
    case NODE_JOINED_STR: append_fstring(u, node); break;
    case NODE_CALL: append_call(u, node); break;
    case NODE_ATTRIBUTE: append_attribute(u, node); break;
    case NODE_SLICE: append_slice(u, node); break;
    case NODE_NAME: append_name(u, node->name.id); break;
    case NODE_LIST: append_in(u, "[", &node->sequence.items, "]"); break;
    case NODE_SET: append_in(u, "{", &node->sequence.items, "}"); break;
    case NODE_LIST_COMP:
    case NODE_SET_COMP:
    case NODE_DICT_COMP:
    case NODE_GENERATOR_EXP: append_comprehension(u, node); break;
    case NODE_UNARY_OP:
        append(u, unaries[node->unary.operation]);
        append_expression(u, node->unary.operand, binding_of(node));
        break;
    case NODE_AWAIT:
        append(u, "await ");
        append_expression(u, node->yield.value, BINDS_ATOM);
        break;
    case NODE_YIELD:
    case NODE_YIELD_FROM: append_yield(u, node); break;
    case NODE_NAMED_EXPR:
        append_expression(u, node->named.target, BINDS_ATOM);
        append(u, " := ");
        append_expression(u, node->named.value, BINDS_ATOM);
        break;
    case NODE_STARRED:
        append(u, "*");
        append_expression(u, node->starred.value, BINDS_EXPRESSION);
        break;
    case NODE_SUBSCRIPT:
        append_expression(u, node->subscript.value, BINDS_ATOM);
        append(u, "[");
        append_expression(u, node->subscript.index, BINDS_TUPLE);
        append(u, "]");
        break;
    default: break;
    }
}

static const char *refused_name(const Node *node) {
    switch (node->kind) {
    case NODE_NAMED_EXPR: return "named expression";
    case NODE_AWAIT: return "await expression";
    case NODE_YIELD:
    case NODE_YIELD_FROM: return "yield expression";
    default: return NULL;
    }
}

static bool has_scope(const Node *node) {
    return node->kind == NODE_LAMBDA || node->kind == NODE_LIST_COMP || node->kind == NODE_SET_COMP ||
           node->kind == NODE_DICT_COMP || node->kind == NODE_GENERATOR_EXP;
}

static void append_expression(Unparser *u, const Node *node, Binding least) {
    bool is_within = binding_of(node) < least;
    if (u->depth == DEEPEST) u->is_too_deep = true;
    if (u->is_too_deep) return;
    if (!u->refused && !u->scopes && refused_name(node)) u->refused = node;
    u->depth++;
    u->scopes += has_scope(node);
    if (is_within) append(u, "(");
    append_kind(u, node);
    if (is_within) append(u, ")");
    u->scopes -= has_scope(node);
    u->depth--;
}

bool unparse(Buffer *out, const Node *expression) {
    Unparser unparser = { .out = out };
    append_expression(&unparser, expression, BINDS_TEST);
    return !unparser.is_too_deep;
}

const Node *unparse_refused(const Node *annotation, const char **name) {
    Buffer text = { 0 };
    Unparser unparser = { .out = &text };
    append_expression(&unparser, annotation, BINDS_TEST);
    buffer_clear(&text);
    if (unparser.refused) *name = refused_name(unparser.refused);
    return unparser.refused;
}
