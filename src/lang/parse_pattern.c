/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns, from the loosest binding (`as`) to those that stand alone. Each alternative is known by its first
 * token or two, so nothing is read twice.
 * See https://docs.python.org/3.11/reference/compound_stmts.html#patterns */
#include "lang/parsing.h"
#include "value/int.h"

static Node *parse_pattern(Parser *p);

/* ---- literals and values */

static Node *new_value(Parser *p, Node *value) {
    if (!value || p->failed) return NULL;
    Node *node = ast_node(p->ast, NODE_MATCH_VALUE, value->place);
    node->match_value.value = value;
    return node;
}

/* A number, or one behind a minus. */
static Node *parse_signed(Parser *p) {
    size_t from = p->at;
    bool is_negative = parser_accept(p, TOKEN_MINUS);
    if (parser_kind(p) != TOKEN_NUMBER) return NULL;
    Node *number = parse_number(p);
    if (!number || !is_negative) return number;
    Node *node = ast_node(p->ast, NODE_UNARY_OP, parser_place(p, from));
    node->unary.operation = UNARY_MINUS;
    node->unary.operand = number;
    return node;
}

static bool is_real(const Node *number) {
    if (number->kind == NODE_UNARY_OP) number = number->unary.operand;
    return is_int(number->constant.value) || has_type(number->constant.value, TYPE_ID_FLOAT);
}

/* A number, or a real one and an imaginary one with a sign between. */
static Node *parse_number_literal(Parser *p) {
    size_t from = p->at;
    Node *left = parse_signed(p);
    if (!left || p->failed) return NULL;
    TokenKind sign = parser_kind(p);
    if (sign != TOKEN_PLUS && sign != TOKEN_MINUS) return left;
    parser_take(p);
    Node *right = parser_kind(p) == TOKEN_NUMBER ? parse_number(p) : NULL;
    if (!right || p->failed) return NULL;
    if (!is_real(left)) return parser_raise_at(p, left->place, "real number required in complex literal");
    if (is_real(right))
        return parser_raise_at(p, right->place, "imaginary number required in complex literal");
    Node *node = ast_node(p->ast, NODE_BIN_OP, parser_place(p, from));
    node->binary.left = left;
    node->binary.operation = sign == TOKEN_PLUS ? BINARY_ADD : BINARY_SUBTRACT;
    node->binary.right = right;
    return node;
}

/* None, True and False are compared by identity. */
static Node *parse_singleton(Parser *p) {
    Token token = parser_take(p);
    Node *node = ast_node(p->ast, NODE_MATCH_SINGLETON, token_place(&token));
    node->match_singleton.value = token.kind == TOKEN_NONE ? NONE : bool_value(token.kind == TOKEN_TRUE);
    return node;
}

/* name or name.name...; is_dotted tells which. */
static Node *parse_name_or_attribute(Parser *p, bool *is_dotted) {
    size_t from = p->at;
    Token name = parser_take(p);
    Node *node = parser_name_node(p, &name);
    *is_dotted = false;
    while (node && parser_kind(p) == TOKEN_DOT) {
        parser_take(p);
        Token part = parser_take(p);
        if (part.kind != TOKEN_NAME) return NULL;
        Node *longer = ast_node(p->ast, NODE_ATTRIBUTE, parser_place(p, from));
        longer->attribute.value = node;
        longer->attribute.name = parser_name(p, &part);
        node = longer;
        *is_dotted = true;
    }
    return p->failed ? NULL : node;
}

/* ---- captures */

/* pattern and name may be absent: NULL and ABSENT both make the wildcard. */
static Node *new_capture(Parser *p, size_t from, Node *pattern, Value name) {
    Node *node = ast_node(p->ast, NODE_MATCH_AS, parser_place(p, from));
    node->match_as.pattern = pattern;
    node->match_as.name = name;
    return p->failed ? NULL : node;
}

/* What may stand behind `as`, `*` and `**`: a name that is none of a value or a class. False: there is none.
 */
static bool parse_capture_target(Parser *p, Value *name) {
    if (parser_kind(p) != TOKEN_NAME) return false;
    Token token = parser_take(p);
    TokenKind next = parser_kind(p);
    if (next == TOKEN_DOT || next == TOKEN_LEFT_PARENTHESIS || next == TOKEN_ASSIGN) return false;
    *name = parser_name(p, &token);
    return !p->failed;
}

static Node *parse_star_pattern(Parser *p) {
    size_t from = p->at++;
    Value name = ABSENT;
    bool is_wildcard = parser_is_name(p, "_");
    if (is_wildcard)
        parser_take(p);
    else if (!parse_capture_target(p, &name))
        return NULL;
    Node *node = ast_node(p->ast, NODE_MATCH_STAR, parser_place(p, from));
    node->match_as.name = name;
    return node;
}

/* ---- sequences, groups */

static Node *parse_maybe_star(Parser *p) {
    return parser_kind(p) == TOKEN_STAR ? parse_star_pattern(p) : parse_pattern(p);
}

static Node *new_sequence(Parser *p, size_t from, NodeList patterns) {
    Node *node = ast_node(p->ast, NODE_MATCH_SEQUENCE, parser_place(p, from));
    node->sequence.items = patterns;
    return p->failed ? NULL : node;
}

/* Behind the first: as many as there are, and a comma at the end. False: failed. */
static bool parse_sequence_rest(Parser *p, NodeList *patterns) {
    while (parser_accept(p, TOKEN_COMMA)) {
        size_t mark = p->at;
        Node *pattern = parse_maybe_star(p);
        if (p->failed) return false;
        if (!pattern) {
            p->at = mark;
            break;
        }
        node_list_add(p, patterns, pattern);
    }
    return !p->failed;
}

/* (pattern), (pattern, ...) or [pattern, ...] */
static Node *parse_bracketed(Parser *p) {
    size_t from = p->at;
    bool is_list = parser_take(p).kind == TOKEN_LEFT_BRACKET;
    TokenKind closing = is_list ? TOKEN_RIGHT_BRACKET : TOKEN_RIGHT_PARENTHESIS;
    NodeList patterns = { 0 };
    if (parser_accept(p, closing)) return new_sequence(p, from, patterns);
    Node *first = parse_maybe_star(p);
    if (!first) return NULL;
    if (!is_list && parser_kind(p) != TOKEN_COMMA)
        return first->kind != NODE_MATCH_STAR && parser_accept(p, closing) ? first : NULL;
    node_list_add(p, &patterns, first);
    if (!parse_sequence_rest(p, &patterns) || !parser_accept(p, closing)) return NULL;
    return new_sequence(p, from, patterns);
}

/* ---- mappings */

static Node *parse_mapping_key(Parser *p) {
    bool is_dotted;
    switch (parser_kind(p)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return parse_number_literal(p);
    case TOKEN_STRING: return parse_strings(p);
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE: return parse_atom(p);
    case TOKEN_NAME: {
        Node *node = parse_name_or_attribute(p, &is_dotted);
        return node && is_dotted ? node : NULL;
    }
    default: return NULL;
    }
}

/* `key: pattern` or, with nothing but a comma behind it, `**name`. False: neither. */
static bool parse_mapping_item(Parser *p, Node *node) {
    if (parser_accept(p, TOKEN_POWER)) {
        if (parser_is_name(p, "_") || !parse_capture_target(p, &node->match_mapping.rest)) return false;
        parser_accept(p, TOKEN_COMMA);
        return parser_kind(p) == TOKEN_RIGHT_BRACE;
    }
    Node *key = parse_mapping_key(p);
    Node *pattern = key && parser_accept(p, TOKEN_COLON) ? parse_pattern(p) : NULL;
    if (!pattern || p->failed) return false;
    node_list_add(p, &node->match_mapping.keys, key);
    node_list_add(p, &node->match_mapping.patterns, pattern);
    return true;
}

static Node *parse_mapping(Parser *p) {
    size_t from = p->at++;
    Node *node = ast_node(p->ast, NODE_MATCH_MAPPING, (Place){ 0 });
    node->match_mapping.rest = ABSENT;
    while (parser_kind(p) != TOKEN_RIGHT_BRACE) {
        if (!parse_mapping_item(p, node)) return NULL;
        if (parser_kind(p) != TOKEN_RIGHT_BRACE && !parser_accept(p, TOKEN_COMMA)) return NULL;
    }
    parser_take(p);
    node->place = parser_place(p, from);
    return p->failed ? NULL : node;
}

/* ---- classes */

static bool is_keyword(Parser *p) { return parser_kind(p) == TOKEN_NAME && parser_follows(p, TOKEN_ASSIGN); }

/* Patterns without a name behind those with one: python3 shows all of them. */
static Node *raise_late_positional(Parser *p, Node *first) {
    if (!first || p->failed || !p->diagnosing) return NULL;
    Place place = first->place;
    while (parser_accept(p, TOKEN_COMMA) && !is_keyword(p)) {
        Node *next = parse_pattern(p);
        if (!next || p->failed) break;
        place = place_span(place, next->place);
    }
    if (p->failed) return NULL;
    return parser_raise_at(p, place, "positional patterns follow keyword patterns");
}

static bool parse_class_item(Parser *p, Node *node) {
    NameList *names = &node->match_class.names;
    if (!is_keyword(p)) {
        Node *pattern = parse_pattern(p);
        if (names->count) return raise_late_positional(p, pattern), false;
        if (pattern) node_list_add(p, &node->match_class.patterns, pattern);
        return pattern && !p->failed;
    }
    Token name = parser_take(p);
    parser_take(p);
    Node *pattern = parse_pattern(p);
    if (!pattern) return false;
    names->items = parser_grow(p, names->items, names->count, sizeof(Value));
    names->items[names->count++] = parser_name(p, &name);
    node_list_add(p, &node->match_class.patterns, pattern);
    return !p->failed;
}

static Node *parse_class_pattern(Parser *p, size_t from, Node *class) {
    parser_take(p);
    Node *node = ast_node(p->ast, NODE_MATCH_CLASS, class->place);
    node->match_class.class = class;
    while (parser_kind(p) != TOKEN_RIGHT_PARENTHESIS) {
        if (!parse_class_item(p, node)) return NULL;
        if (parser_kind(p) != TOKEN_RIGHT_PARENTHESIS && !parser_accept(p, TOKEN_COMMA)) return NULL;
    }
    parser_take(p);
    node->place = parser_place(p, from);
    return p->failed ? NULL : node;
}

/* ---- all of them */

static Node *parse_named_pattern(Parser *p) {
    size_t from = p->at;
    bool is_dotted, is_wildcard = parser_is_name(p, "_");
    if (is_wildcard) {
        parser_take(p);
        return new_capture(p, from, NULL, ABSENT);
    }
    Node *node = parse_name_or_attribute(p, &is_dotted);
    if (!node) return NULL;
    TokenKind next = parser_kind(p);
    if (next == TOKEN_LEFT_PARENTHESIS) return parse_class_pattern(p, from, node);
    if (next == TOKEN_ASSIGN) return NULL;
    return is_dotted ? new_value(p, node) : new_capture(p, from, NULL, node->name.id);
}

static Node *parse_inside(Parser *p, Node *(*parse)(Parser *)) {
    if (!parser_enter(p, BRACKET_DEPTH)) return NULL;
    Node *node = parse(p);
    parser_leave(p, BRACKET_DEPTH);
    return node;
}

static Node *parse_closed_pattern(Parser *p) {
    switch (parser_kind(p)) {
    case TOKEN_NUMBER:
    case TOKEN_MINUS: return new_value(p, parse_number_literal(p));
    case TOKEN_STRING: return new_value(p, parse_strings(p));
    case TOKEN_NONE:
    case TOKEN_TRUE:
    case TOKEN_FALSE: return parse_singleton(p);
    case TOKEN_NAME: return parse_inside(p, parse_named_pattern);
    case TOKEN_LEFT_PARENTHESIS:
    case TOKEN_LEFT_BRACKET: return parse_inside(p, parse_bracketed);
    case TOKEN_LEFT_BRACE: return parse_inside(p, parse_mapping);
    default: return NULL;
    }
}

static Node *parse_or_pattern(Parser *p) {
    size_t from = p->at;
    Node *first = parse_closed_pattern(p);
    if (!first || parser_kind(p) != TOKEN_BAR) return first;
    NodeList patterns = { 0 };
    node_list_add(p, &patterns, first);
    while (parser_accept(p, TOKEN_BAR)) {
        Node *pattern = parse_closed_pattern(p);
        if (!pattern || p->failed) return NULL;
        node_list_add(p, &patterns, pattern);
    }
    Node *node = ast_node(p->ast, NODE_MATCH_OR, parser_place(p, from));
    node->sequence.items = patterns;
    return node;
}

/* Behind `as`, where no name is that could be bound. */
static Node *raise_bad_as_target(Parser *p) {
    if (p->failed || !p->diagnosing) return NULL;
    const Token *token = parser_peek(p);
    if (parser_is_name(p, "_")) return parser_raise_at(p, token_place(token), "cannot use '_' as a target");
    if (token->kind == TOKEN_NAME) return NULL;
    Node *target = parse_expression(p);
    if (!target || p->failed) return NULL;
    return parser_raise_at(p, target->place, "invalid pattern target");
}

static Node *parse_pattern(Parser *p) {
    size_t from = p->at;
    Node *pattern = parse_or_pattern(p);
    if (!pattern || !parser_accept(p, TOKEN_AS)) return pattern;
    Value name;
    if (parser_is_name(p, "_") || parser_kind(p) != TOKEN_NAME) return raise_bad_as_target(p);
    return parse_capture_target(p, &name) ? new_capture(p, from, pattern, name) : NULL;
}

Node *parse_patterns(Parser *p) {
    size_t from = p->at;
    Node *first = parse_maybe_star(p);
    if (!first || p->failed) return NULL;
    if (parser_kind(p) != TOKEN_COMMA) return first->kind == NODE_MATCH_STAR ? NULL : first;
    NodeList patterns = { 0 };
    node_list_add(p, &patterns, first);
    return parse_sequence_rest(p, &patterns) ? new_sequence(p, from, patterns) : NULL;
}
