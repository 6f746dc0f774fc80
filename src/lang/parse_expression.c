/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions from the loosest binding to the primary: named, conditional, lambda, or, and, not, comparisons,
 * binary operators by one table, unary operators, power, and what may stand behind an atom.
 *
 * An operator without a right operand is put back and the expression ends before it, as a grammar of
 * ordered choices has it; so the error is found by whoever expects something else there.
 * See https://docs.python.org/3.11/reference/expressions.html */
#include "lang/parsing.h"

Node *parse_starred(Parser *p) {
    size_t from = p->at;
    if (!parser_accept(p, TOKEN_STAR)) return NULL;
    Node *value = parse_expression(p);
    if (!value) return NULL;
    Node *node = ast_node(p->ast, NODE_STARRED, parser_place(p, from));
    node->starred.value = value;
    return node;
}

/* '*' and an operand that binds as tightly as `|`. */
static Node *parse_star_operand(Parser *p) {
    size_t from = p->at;
    parser_take(p);
    Node *value = parse_bitwise_or(p);
    if (!value) return NULL;
    Node *node = ast_node(p->ast, NODE_STARRED, parser_place(p, from));
    node->starred.value = value;
    return node;
}

static Node *parse_star_expression(Parser *p) {
    return parser_kind(p) == TOKEN_STAR ? parse_star_operand(p) : parse_expression(p);
}

Node *parse_star_named_expression(Parser *p) {
    return parser_kind(p) == TOKEN_STAR ? parse_star_operand(p) : parse_named_expression(p);
}

Node *parse_star_expressions(Parser *p) {
    Node *first;
    if (parser_recall(p, RULE_STAR_EXPRESSIONS, &first)) return first;
    size_t from = p->at;
    first = parse_star_expression(p);
    if (!first || parser_kind(p) != TOKEN_COMMA)
        return parser_remember(p, RULE_STAR_EXPRESSIONS, from, first);
    NodeList items = { 0 };
    node_list_add(p, &items, first);
    while (parser_accept(p, TOKEN_COMMA)) {
        size_t mark = p->at;
        Node *item = parse_star_expression(p);
        if (p->failed) return NULL;
        if (!item) {
            p->at = mark;
            break;
        }
        node_list_add(p, &items, item);
    }
    Node *node = ast_node(p->ast, NODE_TUPLE, parser_place(p, from));
    node->sequence.items = items;
    return parser_remember(p, RULE_STAR_EXPRESSIONS, from, node);
}

Node *parse_assignment_expression(Parser *p) {
    size_t from = p->at;
    Token name = parser_take(p);
    if (name.kind != TOKEN_NAME || !parser_accept(p, TOKEN_WALRUS)) return NULL;
    Node *value = parse_expression(p);
    if (!value) return NULL;
    Node *target = parser_name_node(p, &name);
    if (!target) return NULL;
    target->context = CONTEXT_STORE;
    Node *node = ast_node(p->ast, NODE_NAMED_EXPR, parser_place(p, from));
    node->named.target = target;
    node->named.value = value;
    return node;
}

static Node *named_expression(Parser *p) {
    if (parser_kind(p) == TOKEN_NAME && parser_follows(p, TOKEN_WALRUS))
        return parse_assignment_expression(p);
    size_t from = p->at;
    if (p->diagnosing) mistakes_in_named_expression(p);
    p->at = from;
    Node *node = parse_expression(p);
    return node && parser_kind(p) != TOKEN_WALRUS && !p->failed ? node : NULL;
}

Node *parse_named_expression(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_NAMED_EXPRESSION, &node)) return node;
    size_t from = p->at;
    node = named_expression(p);
    return parser_remember(p, RULE_NAMED_EXPRESSION, from, node);
}

static Node *parse_lambda(Parser *p) {
    size_t from = p->at;
    parser_take(p);
    Parameters *parameters;
    if (parser_kind(p) == TOKEN_COLON) {
        parameters = ast_allocate(p->ast, sizeof(Parameters));
    } else {
        parameters = parse_parameters(p, true);
    }
    if (!parameters || !parser_accept(p, TOKEN_COLON)) return NULL;
    if (!parser_enter(p, 2)) return NULL;
    Node *body = parse_expression(p);
    parser_leave(p, 2);
    if (!body) return NULL;
    Node *node = ast_node(p->ast, NODE_LAMBDA, parser_place(p, from));
    node->lambda.parameters = parameters;
    node->lambda.body = body;
    return node;
}

/* Behind a value: 'if' test 'else' value. */
static Node *parse_conditional(Parser *p, size_t from, Node *body) {
    parser_take(p);
    Node *test = parse_disjunction(p);
    if (!test || !parser_accept(p, TOKEN_ELSE) || !parser_enter(p, 1)) return NULL;
    Node *otherwise = parse_expression(p);
    parser_leave(p, 1);
    if (!otherwise) return NULL;
    Node *node = ast_node(p->ast, NODE_IF_EXP, parser_place(p, from));
    node->conditional.test = test;
    node->conditional.body = body;
    node->conditional.otherwise = otherwise;
    return node;
}

static Node *plain_expression(Parser *p) {
    size_t from = p->at;
    if (parser_kind(p) == TOKEN_LAMBDA) return parse_lambda(p);
    Node *body = parse_disjunction(p);
    if (!body || parser_kind(p) != TOKEN_IF) return body;
    size_t mark = p->at;
    Node *node = parse_conditional(p, from, body);
    if (node || p->failed) return node;
    p->at = mark;
    return body;
}

Node *parse_expression(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_EXPRESSION, &node)) return node;
    size_t from = p->at;
    if (p->diagnosing) {
        mistakes_in_expression(p);
        if (p->failed) return NULL;
    }
    node = plain_expression(p);
    return parser_remember(p, RULE_EXPRESSION, from, node);
}

Node *parse_expression_quietly(Parser *p) {
    bool diagnosing = p->diagnosing;
    p->diagnosing = false;
    Node *node = plain_expression(p);
    p->diagnosing = diagnosing;
    return node;
}

static Node *parse_inversion(Parser *p);

/* Operands between `and`, or conjunctions between `or`: one node for the whole row. */
static Node *parse_row(Parser *p, TokenKind operation, Node *(*parse_operand)(Parser *)) {
    size_t from = p->at;
    Node *first = parse_operand(p);
    if (!first || parser_kind(p) != operation) return first;
    NodeList values = { 0 };
    node_list_add(p, &values, first);
    while (parser_kind(p) == operation) {
        size_t mark = p->at++;
        Node *value = parse_operand(p);
        if (p->failed) return NULL;
        if (!value) {
            p->at = mark;
            break;
        }
        node_list_add(p, &values, value);
    }
    if (values.count == 1) return first;
    Node *node = ast_node(p->ast, NODE_BOOL_OP, parser_place(p, from));
    node->bool_op.is_or = operation == TOKEN_OR;
    node->bool_op.values = values;
    return node;
}

static Node *parse_conjunction(Parser *p) { return parse_row(p, TOKEN_AND, parse_inversion); }

Node *parse_disjunction(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_DISJUNCTION, &node)) return node;
    size_t from = p->at;
    node = parse_row(p, TOKEN_OR, parse_conjunction);
    return parser_remember(p, RULE_DISJUNCTION, from, node);
}

/* Takes a comparison operator; false: none is here. */
static bool accept_comparison(Parser *p, ComparisonOperator *operation) {
    switch (parser_kind(p)) {
    case TOKEN_EQUAL: *operation = COMPARE_EQUAL; break;
    case TOKEN_NOT_EQUAL: *operation = COMPARE_NOT_EQUAL; break;
    case TOKEN_LESS: *operation = COMPARE_LESS; break;
    case TOKEN_LESS_EQUAL: *operation = COMPARE_LESS_EQUAL; break;
    case TOKEN_GREATER: *operation = COMPARE_GREATER; break;
    case TOKEN_GREATER_EQUAL: *operation = COMPARE_GREATER_EQUAL; break;
    case TOKEN_IN: *operation = COMPARE_IN; break;
    case TOKEN_IS:
        parser_take(p);
        *operation = parser_accept(p, TOKEN_NOT) ? COMPARE_IS_NOT : COMPARE_IS;
        return true;
    case TOKEN_NOT:
        if (!parser_follows(p, TOKEN_IN)) return false;
        parser_take(p);
        *operation = COMPARE_NOT_IN;
        break;
    default: return false;
    }
    parser_take(p);
    return true;
}

static Node *parse_comparison(Parser *p) {
    size_t from = p->at;
    Node *left = parse_bitwise_or(p);
    if (!left) return NULL;
    NodeList comparators = { 0 };
    ComparisonOperator *operators = NULL;
    for (;;) {
        size_t mark = p->at;
        ComparisonOperator operation;
        Node *right = accept_comparison(p, &operation) ? parse_bitwise_or(p) : NULL;
        if (p->failed) return NULL;
        if (!right) {
            p->at = mark;
            break;
        }
        operators = parser_grow(p, operators, comparators.count, sizeof(*operators));
        operators[comparators.count] = operation;
        node_list_add(p, &comparators, right);
    }
    if (comparators.count == 0) return left;
    Node *node = ast_node(p->ast, NODE_COMPARE, parser_place(p, from));
    node->compare.left = left;
    node->compare.operators = operators;
    node->compare.comparators = comparators;
    return node;
}

static Node *parse_inversion(Parser *p) {
    if (parser_kind(p) != TOKEN_NOT) return parse_comparison(p);
    size_t from = p->at;
    parser_take(p);
    if (!parser_enter(p, 1)) return NULL;
    Node *operand = parse_inversion(p);
    parser_leave(p, 1);
    if (!operand) return NULL;
    Node *node = ast_node(p->ast, NODE_UNARY_OP, parser_place(p, from));
    node->unary.operation = UNARY_NOT;
    node->unary.operand = operand;
    return node;
}

typedef struct {
    uint8_t token, operation, precedence;
} BinaryRow;

enum { PRECEDENCE_BITWISE_OR = 1 };

static const BinaryRow binary_rows[] = {
    { TOKEN_BAR, BINARY_OR, PRECEDENCE_BITWISE_OR },
    { TOKEN_CARET, BINARY_XOR, 2 },
    { TOKEN_AMPERSAND, BINARY_AND, 3 },
    { TOKEN_SHIFT_LEFT, BINARY_SHIFT_LEFT, 4 },
    { TOKEN_SHIFT_RIGHT, BINARY_SHIFT_RIGHT, 4 },
    { TOKEN_PLUS, BINARY_ADD, 5 },
    { TOKEN_MINUS, BINARY_SUBTRACT, 5 },
    { TOKEN_STAR, BINARY_MULTIPLY, 6 },
    { TOKEN_SLASH, BINARY_DIVIDE, 6 },
    { TOKEN_FLOOR_DIVIDE, BINARY_FLOOR_DIVIDE, 6 },
    { TOKEN_PERCENT, BINARY_MODULO, 6 },
    { TOKEN_AT, BINARY_MATRIX_MULTIPLY, 6 },
};

static const BinaryRow *find_binary(TokenKind token) {
    for (size_t i = 0; i < sizeof(binary_rows) / sizeof(binary_rows[0]); i++) {
        if (binary_rows[i].token == token) return &binary_rows[i];
    }
    return NULL;
}

static Node *new_binary(Parser *p, size_t from, Node *left, BinaryOperator operation, Node *right) {
    Node *node = ast_node(p->ast, NODE_BIN_OP, parser_place(p, from));
    node->binary.left = left;
    node->binary.operation = operation;
    node->binary.right = right;
    return node;
}

static Node *parse_factor(Parser *p);

/* Operators that bind at least as tightly as `precedence`; those of one level group from the left. */
static Node *parse_binary(Parser *p, int precedence) {
    size_t from = p->at;
    Node *left = parse_factor(p);
    while (left) {
        const BinaryRow *row = find_binary(parser_kind(p));
        if (!row || row->precedence < precedence) break;
        size_t mark = p->at++;
        Node *right = parse_binary(p, row->precedence + 1);
        if (p->failed) return NULL;
        if (!right) {
            p->at = mark;
            break;
        }
        left = new_binary(p, from, left, row->operation, right);
    }
    return left;
}

Node *parse_bitwise_or(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_BITWISE_OR, &node)) return node;
    size_t from = p->at;
    node = parse_binary(p, PRECEDENCE_BITWISE_OR);
    return parser_remember(p, RULE_BITWISE_OR, from, node);
}

/* `await primary`, which cannot be doubled without parentheses. */
static Node *parse_await(Parser *p) {
    size_t from = p->at++;
    Node *value = parse_primary(p);
    if (!value) return NULL;
    Node *node = ast_node(p->ast, NODE_AWAIT, parser_place(p, from));
    node->yield.value = value;
    return node;
}

static Node *parse_power(Parser *p) {
    size_t from = p->at;
    Node *base = parser_kind(p) == TOKEN_AWAIT ? parse_await(p) : parse_primary(p);
    if (!base || parser_kind(p) != TOKEN_POWER) return base;
    size_t mark = p->at++;
    if (!parser_enter(p, 2)) return NULL;
    Node *exponent = parse_factor(p);
    parser_leave(p, 2);
    if (exponent) return new_binary(p, from, base, BINARY_POWER, exponent);
    if (p->failed) return NULL;
    p->at = mark;
    return base;
}

static Node *factor(Parser *p) {
    UnaryNodeOperator operation;
    switch (parser_kind(p)) {
    case TOKEN_PLUS: operation = UNARY_PLUS; break;
    case TOKEN_MINUS: operation = UNARY_MINUS; break;
    case TOKEN_TILDE: operation = UNARY_TILDE; break;
    default: return parse_power(p);
    }
    size_t from = p->at++;
    if (!parser_enter(p, 1)) return NULL;
    Node *operand = parse_factor(p);
    parser_leave(p, 1);
    if (!operand) return NULL;
    Node *node = ast_node(p->ast, NODE_UNARY_OP, parser_place(p, from));
    node->unary.operation = operation;
    node->unary.operand = operand;
    return node;
}

static Node *parse_factor(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_FACTOR, &node)) return node;
    size_t from = p->at;
    node = factor(p);
    return parser_remember(p, RULE_FACTOR, from, node);
}

static Node *parse_attribute(Parser *p, size_t from, Node *value) {
    parser_take(p);
    Token name = parser_take(p);
    if (name.kind != TOKEN_NAME) return NULL;
    Node *node = ast_node(p->ast, NODE_ATTRIBUTE, parser_place(p, from));
    node->attribute.value = value;
    node->attribute.name = parser_name(p, &name);
    return p->failed ? NULL : node;
}

static Node *parse_subscript(Parser *p, size_t from, Node *value) {
    parser_take(p);
    if (!parser_enter(p, BRACKET_DEPTH)) return NULL;
    Node *index = parse_subscript_index(p);
    parser_leave(p, BRACKET_DEPTH);
    if (!index || !parser_accept(p, TOKEN_RIGHT_BRACKET)) return parser_misfit(p);
    Node *node = ast_node(p->ast, NODE_SUBSCRIPT, parser_place(p, from));
    node->subscript.value = value;
    node->subscript.index = index;
    return node;
}

static Node *parse_call(Parser *p, size_t from, Node *function) {
    parser_take(p);
    if (!parser_enter(p, BRACKET_DEPTH)) return NULL;
    Arguments arguments = { 0 };
    bool is_right = parse_arguments(p, &arguments, true);
    parser_leave(p, BRACKET_DEPTH);
    if (!is_right || !parser_accept(p, TOKEN_RIGHT_PARENTHESIS)) return parser_misfit(p);
    Node *node = ast_node(p->ast, NODE_CALL, parser_place(p, from));
    node->call.function = function;
    node->call.arguments = arguments.arguments;
    node->call.keywords = arguments.keywords;
    return node;
}

static bool opens_bracket(TokenKind kind) {
    return kind == TOKEN_LEFT_PARENTHESIS || kind == TOKEN_LEFT_BRACKET || kind == TOKEN_LEFT_BRACE;
}

static Node *primary(Parser *p) {
    size_t from = p->at;
    Node *node = parse_atom(p);
    while (node) {
        size_t mark = p->at;
        Node *longer;
        if (p->diagnosing && opens_bracket(parser_kind(p))) mistakes_in_comprehension(p);
        if (p->failed) return NULL;
        switch (parser_kind(p)) {
        case TOKEN_DOT: longer = parse_attribute(p, from, node); break;
        case TOKEN_LEFT_PARENTHESIS: longer = parse_call(p, from, node); break;
        case TOKEN_LEFT_BRACKET: longer = parse_subscript(p, from, node); break;
        default: return node;
        }
        if (p->failed) return NULL;
        if (!longer) {
            p->at = mark;
            return node;
        }
        node = longer;
    }
    return NULL;
}

Node *parse_primary(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_PRIMARY, &node)) return node;
    size_t from = p->at;
    node = primary(p);
    return parser_remember(p, RULE_PRIMARY, from, node);
}

Node *parse_yield(Parser *p) {
    size_t from = p->at;
    if (!parser_accept(p, TOKEN_YIELD)) return NULL;
    bool is_from = parser_accept(p, TOKEN_FROM);
    size_t mark = p->at;
    Node *value = is_from ? parse_expression(p) : parse_star_expressions(p);
    if (p->failed || (is_from && !value)) return NULL;
    if (!value) p->at = mark;
    Node *node = ast_node(p->ast, is_from ? NODE_YIELD_FROM : NODE_YIELD, parser_place(p, from));
    node->yield.value = value;
    return node;
}
