/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Atoms: names, literals, and all that stands in brackets, comprehensions included.
 * What a bracket holds is decided behind its first element, by the token there; nothing is parsed twice. */
#include "lang/parsing.h"

static Node *parse_constant(Parser *p, Value value) {
    Token token = parser_take(p);
    Node *node = ast_node(p->ast, NODE_CONSTANT, token_place(&token));
    node->constant.value = value;
    return node;
}

static Node *parse_ellipsis(Parser *p) {
    Node *node = parse_constant(p, ABSENT);
    node->constant.is_ellipsis = true;
    return node;
}

/* One clause `[async] for targets in iterable if ...`; false when there is none. */
static bool parse_clause(Parser *p, Comprehension *clause) {
    clause->is_async = parser_accept(p, TOKEN_ASYNC);
    size_t from = p->at;
    if (!parser_accept(p, TOKEN_FOR)) return false;
    clause->target = parse_star_targets(p);
    if (p->failed) return false;
    if (!clause->target || !parser_accept(p, TOKEN_IN)) {
        p->at = from;
        if (p->diagnosing) mistakes_in_for_target(p);
        return false;
    }
    clause->iterable = parse_disjunction(p);
    if (!clause->iterable) return false;
    while (parser_kind(p) == TOKEN_IF) {
        size_t mark = p->at++;
        Node *condition = parse_disjunction(p);
        if (!condition) {
            p->at = mark;
            break;
        }
        node_list_add(p, &clause->conditions, condition);
    }
    return !p->failed;
}

bool parse_comprehensions(Parser *p, ComprehensionList *list) {
    *list = (ComprehensionList){ 0 };
    for (;;) {
        TokenKind kind = parser_kind(p);
        if (kind != TOKEN_FOR && kind != TOKEN_ASYNC) break;
        size_t mark = p->at;
        Comprehension clause = { 0 };
        if (!parse_clause(p, &clause)) {
            p->at = mark;
            break;
        }
        list->items = parser_grow(p, list->items, list->count, sizeof(Comprehension));
        list->items[list->count++] = clause;
    }
    return list->count > 0 && !p->failed;
}

/* Behind the element (and value): the clauses and the closing bracket. */
static Node *parse_comprehension_rest(Parser *p, size_t from, NodeKind kind, Node *element, Node *value,
                                      TokenKind closing) {
    ComprehensionList clauses;
    if (!parse_comprehensions(p, &clauses) || !parser_accept(p, closing)) return NULL;
    Node *node = ast_node(p->ast, kind, parser_place(p, from));
    node->comprehension.element = element;
    node->comprehension.value = value;
    node->comprehension.generators = clauses;
    return node;
}

/* Behind one element: the others, and an optional comma at the end. */
static bool parse_list_rest(Parser *p, NodeList *list) {
    while (parser_accept(p, TOKEN_COMMA)) {
        size_t mark = p->at;
        Node *item = parse_star_named_expression(p);
        if (p->failed) return false;
        if (!item) {
            p->at = mark;
            break;
        }
        node_list_add(p, list, item);
    }
    return !p->failed;
}

bool parse_star_named_list(Parser *p, NodeList *list) {
    *list = (NodeList){ 0 };
    Node *first = parse_star_named_expression(p);
    if (!first) return false;
    node_list_add(p, list, first);
    return parse_list_rest(p, list);
}

static Node *close_sequence(Parser *p, size_t from, NodeKind kind, NodeList items, TokenKind closing) {
    if (p->failed || !parser_accept(p, closing)) return NULL;
    Node *node = ast_node(p->ast, kind, parser_place(p, from));
    node->sequence.items = items;
    return node;
}

static bool starts_comprehension(Parser *p, const Node *first) {
    TokenKind kind = parser_kind(p);
    return first->kind != NODE_STARRED && (kind == TOKEN_FOR || kind == TOKEN_ASYNC);
}

static Node *parse_parenthesised(Parser *p) {
    size_t from = p->at++;
    NodeList items = { 0 };
    if (parser_kind(p) == TOKEN_RIGHT_PARENTHESIS) {
        return close_sequence(p, from, NODE_TUPLE, items, TOKEN_RIGHT_PARENTHESIS);
    }
    if (parser_kind(p) == TOKEN_YIELD) {
        Node *value = parse_yield(p);
        return value && parser_accept(p, TOKEN_RIGHT_PARENTHESIS) ? value : NULL;
    }
    Node *first = parse_star_named_expression(p);
    if (!first) return NULL;
    if (starts_comprehension(p, first)) {
        return parse_comprehension_rest(p, from, NODE_GENERATOR_EXP, first, NULL, TOKEN_RIGHT_PARENTHESIS);
    }
    if (parser_kind(p) != TOKEN_COMMA) {
        bool is_group = first->kind != NODE_STARRED && parser_accept(p, TOKEN_RIGHT_PARENTHESIS);
        return is_group ? first : NULL;
    }
    node_list_add(p, &items, first);
    parse_list_rest(p, &items);
    return close_sequence(p, from, NODE_TUPLE, items, TOKEN_RIGHT_PARENTHESIS);
}

static Node *parse_list(Parser *p) {
    size_t from = p->at++;
    NodeList items = { 0 };
    if (parser_kind(p) == TOKEN_RIGHT_BRACKET) {
        return close_sequence(p, from, NODE_LIST, items, TOKEN_RIGHT_BRACKET);
    }
    Node *first = parse_star_named_expression(p);
    if (!first) return NULL;
    if (starts_comprehension(p, first)) {
        return parse_comprehension_rest(p, from, NODE_LIST_COMP, first, NULL, TOKEN_RIGHT_BRACKET);
    }
    node_list_add(p, &items, first);
    parse_list_rest(p, &items);
    return close_sequence(p, from, NODE_LIST, items, TOKEN_RIGHT_BRACKET);
}

/* key: value, or **value, whose key is NULL. */
bool parse_pair(Parser *p, Node **key, Node **value) {
    *key = NULL;
    if (parser_accept(p, TOKEN_POWER)) {
        *value = parse_bitwise_or(p);
    } else {
        *key = parse_expression(p);
        if (!*key || !parser_accept(p, TOKEN_COLON)) return false;
        *value = parse_expression(p);
    }
    return *value && !p->failed;
}

/* Behind the first pair. */
static Node *parse_dict_rest(Parser *p, size_t from, Node *key, Node *value) {
    NodeList keys = { 0 }, values = { 0 };
    for (;;) {
        node_list_add(p, &keys, key);
        node_list_add(p, &values, value);
        if (!parser_accept(p, TOKEN_COMMA)) break;
        size_t mark = p->at;
        if (!parse_pair(p, &key, &value)) {
            p->at = mark;
            break;
        }
    }
    if (p->failed || !parser_accept(p, TOKEN_RIGHT_BRACE)) return NULL;
    Node *node = ast_node(p->ast, NODE_DICT, parser_place(p, from));
    node->dict.keys = keys;
    node->dict.values = values;
    return node;
}

static Node *parse_braces(Parser *p) {
    size_t from = p->at++;
    Node *first, *value;
    if (parser_accept(p, TOKEN_RIGHT_BRACE)) return ast_node(p->ast, NODE_DICT, parser_place(p, from));
    if (parser_kind(p) == TOKEN_POWER) {
        return parse_pair(p, &first, &value) ? parse_dict_rest(p, from, NULL, value) : NULL;
    }
    size_t first_at = p->at;
    first = parse_star_named_expression(p);
    if (!first) return NULL;
    bool is_bare_name = first->kind == NODE_NAMED_EXPR && p->tokens[first_at].kind != TOKEN_LEFT_PARENTHESIS;
    if (parser_kind(p) == TOKEN_COLON && first->kind != NODE_STARRED && !is_bare_name) {
        parser_take(p);
        value = parse_expression(p);
        if (!value) return NULL;
        if (!starts_comprehension(p, value)) return parse_dict_rest(p, from, first, value);
        return parse_comprehension_rest(p, from, NODE_DICT_COMP, first, value, TOKEN_RIGHT_BRACE);
    }
    if (starts_comprehension(p, first)) {
        return parse_comprehension_rest(p, from, NODE_SET_COMP, first, NULL, TOKEN_RIGHT_BRACE);
    }
    NodeList items = { 0 };
    node_list_add(p, &items, first);
    parse_list_rest(p, &items);
    return close_sequence(p, from, NODE_SET, items, TOKEN_RIGHT_BRACE);
}

/* What people write in brackets, when it is not right. */
static void diagnose_bracket(Parser *p, TokenKind kind) {
    if (kind == TOKEN_LEFT_PARENTHESIS) mistakes_in_group(p);
    if (!p->failed && kind == TOKEN_LEFT_BRACE) mistakes_in_dict_comprehension(p);
    if (!p->failed) mistakes_in_comprehension(p);
}

static Node *parse_bracket(Parser *p, Node *(*parse_inside)(Parser *)) {
    size_t from = p->at;
    TokenKind kind = parser_kind(p);
    if (!parser_enter(p, BRACKET_DEPTH)) return NULL;
    Node *node = parse_inside(p);
    if (!node && !p->failed) {
        parser_misfit(p);
        p->at = from;
        /* python3 looks for these at the first pass already. */
        if (kind == TOKEN_LEFT_BRACE) mistakes_in_dict(p);
        if (!p->failed && p->diagnosing) diagnose_bracket(p, kind);
    }
    parser_leave(p, BRACKET_DEPTH);
    return node;
}

static Node *atom(Parser *p) {
    const Token *token = parser_peek(p);
    switch (token->kind) {
    case TOKEN_NAME: {
        Token name = parser_take(p);
        return parser_name_node(p, &name);
    }
    case TOKEN_NUMBER: return parse_number(p);
    case TOKEN_STRING: return parse_strings(p);
    case TOKEN_TRUE: return parse_constant(p, TRUE);
    case TOKEN_FALSE: return parse_constant(p, FALSE);
    case TOKEN_NONE: return parse_constant(p, NONE);
    case TOKEN_ELLIPSIS: return parse_ellipsis(p);
    case TOKEN_LEFT_PARENTHESIS: return parse_bracket(p, parse_parenthesised);
    case TOKEN_LEFT_BRACKET: return parse_bracket(p, parse_list);
    case TOKEN_LEFT_BRACE: return parse_bracket(p, parse_braces);
    default: return NULL;
    }
}

Node *parse_atom(Parser *p) {
    Node *node;
    if (parser_recall(p, RULE_ATOM, &node)) return node;
    size_t from = p->at;
    node = atom(p);
    return parser_remember(p, RULE_ATOM, from, node);
}
