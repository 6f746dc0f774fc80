/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between the parentheses of a call and the brackets of a subscript.
 *
 * Arguments come in three stretches: positional ones and *iterables; then keywords and *iterables; then
 * keywords and **mappings. An argument that belongs to an earlier stretch ends the list. */
#include "lang/parsing.h"

static bool add_keyword(Parser *p, Arguments *arguments, Value name, Node *value, size_t from) {
    KeywordList *list = &arguments->keywords;
    list->items = parser_grow(p, list->items, list->count, sizeof(Keyword));
    list->items[list->count++] = (Keyword){ .name = name, .value = value, .place = parser_place(p, from) };
    return !p->failed;
}

static bool starts_clause(Parser *p) {
    TokenKind kind = parser_kind(p);
    return kind == TOKEN_FOR || kind == TOKEN_ASYNC;
}

/* f(x for x in y): the call's parentheses are the generator's too, and so is their place. */
static bool parse_lone_generator(Parser *p, Arguments *arguments, size_t from, Node *element) {
    ComprehensionList clauses;
    if (!parse_comprehensions(p, &clauses) || parser_kind(p) != TOKEN_RIGHT_PARENTHESIS) return false;
    Node *node = ast_node(p->ast, NODE_GENERATOR_EXP, parser_place(p, from - 1));
    node->place.end_line = parser_peek(p)->end_line;
    node->place.end_column = parser_peek(p)->end_column;
    node->comprehension.element = element;
    node->comprehension.generators = clauses;
    node_list_add(p, &arguments->arguments, node);
    return true;
}

static Node *parse_positional(Parser *p) {
    if (parser_kind(p) == TOKEN_STAR) return parse_starred(p);
    Node *node;
    if (parser_kind(p) == TOKEN_NAME && parser_follows(p, TOKEN_WALRUS)) {
        node = parse_assignment_expression(p);
    } else {
        node = parse_expression(p);
        if (node && parser_kind(p) == TOKEN_WALRUS) return NULL;
    }
    return node && parser_kind(p) != TOKEN_ASSIGN && !p->failed ? node : NULL;
}

typedef enum { STRETCH_STARS, STRETCH_MAPPINGS } Stretch;

/* name=value, or *iterable or **mapping, as the stretch has it. */
static bool parse_keyword(Parser *p, Arguments *arguments, Stretch stretch) {
    size_t from = p->at;
    if (p->diagnosing) mistakes_in_keyword(p);
    if (p->failed) return false;
    TokenKind kind = parser_kind(p);
    if (kind == TOKEN_NAME && parser_follows(p, TOKEN_ASSIGN)) {
        Token name = parser_take(p);
        parser_take(p);
        Node *value = parse_expression(p);
        return value && add_keyword(p, arguments, parser_name(p, &name), value, from);
    }
    if (kind == TOKEN_STAR && stretch == STRETCH_STARS) {
        Node *value = parse_starred(p);
        if (value) node_list_add(p, &arguments->arguments, value);
        return value != NULL;
    }
    if (kind == TOKEN_POWER && stretch == STRETCH_MAPPINGS) {
        parser_take(p);
        Node *value = parse_expression(p);
        return value && add_keyword(p, arguments, ABSENT, value, from);
    }
    return false;
}

/* `at` ends behind the last good argument. With `comma`, one must stand before the first. */
static bool parse_stretch(Parser *p, Arguments *arguments, Stretch stretch, bool comma) {
    bool any = false;
    for (;;) {
        size_t mark = p->at;
        if ((comma && !parser_accept(p, TOKEN_COMMA)) || !parse_keyword(p, arguments, stretch)) {
            p->at = mark;
            return any && !p->failed;
        }
        any = comma = true;
    }
}

/* The first argument is given when it is known already. */
static bool parse_rest(Parser *p, Arguments *arguments, size_t from, Node *first) {
    bool any = false;
    Node *node = first;
    if (!node) {
        node = parse_positional(p);
        if (!node) p->at = from;
    }
    while (node) {
        any = true;
        node_list_add(p, &arguments->arguments, node);
        size_t mark = p->at;
        node = parser_accept(p, TOKEN_COMMA) ? parse_positional(p) : NULL;
        if (!node) p->at = mark;
    }
    if (!p->failed) any |= parse_stretch(p, arguments, STRETCH_STARS, any);
    if (!p->failed) any |= parse_stretch(p, arguments, STRETCH_MAPPINGS, any);
    if (!any || p->failed) return false;
    arguments->place = parser_place(p, from);
    return true;
}

bool parse_arguments_prefix(Parser *p, Arguments *arguments) {
    *arguments = (Arguments){ 0 };
    return parse_rest(p, arguments, p->at, NULL);
}

bool parse_arguments(Parser *p, Arguments *arguments, bool may_generate) {
    size_t from = p->at;
    if (parser_kind(p) == TOKEN_RIGHT_PARENTHESIS) return true;
    Node *first = parse_positional(p);
    if (p->failed) return false;
    if (first && may_generate && first->kind != NODE_STARRED && starts_clause(p)) {
        if (parse_lone_generator(p, arguments, from, first)) return true;
    } else {
        if (!first) p->at = from;
        if (parse_rest(p, arguments, from, first)) {
            parser_accept(p, TOKEN_COMMA);
            if (parser_kind(p) == TOKEN_RIGHT_PARENTHESIS) return true;
        }
    }
    if (!p->failed && p->diagnosing) {
        p->at = from;
        mistakes_in_arguments(p);
    }
    return false;
}

/* Behind the first expression, if there is one: ':' and the rest of a slice. */
static Node *parse_slice_rest(Parser *p, size_t from, Node *lower) {
    parser_take(p);
    Node *bounds[2] = { NULL, NULL };
    for (int i = 0; i < 2; i++) {
        size_t mark = p->at;
        bounds[i] = parse_expression(p);
        if (p->failed) return NULL;
        if (!bounds[i]) p->at = mark;
        if (i == 1 || !parser_accept(p, TOKEN_COLON)) break;
    }
    Node *node = ast_node(p->ast, NODE_SLICE, parser_place(p, from));
    node->slice.lower = lower;
    node->slice.upper = bounds[0];
    node->slice.step = bounds[1];
    return node;
}

static Node *parse_slice(Parser *p) {
    size_t from = p->at;
    if (parser_kind(p) == TOKEN_COLON) return parse_slice_rest(p, from, NULL);
    if (parser_kind(p) == TOKEN_STAR) return parse_starred(p);
    bool is_walrus = parser_kind(p) == TOKEN_NAME && parser_follows(p, TOKEN_WALRUS);
    Node *node = parse_named_expression(p);
    if (!node || is_walrus || parser_kind(p) != TOKEN_COLON) return node;
    return parse_slice_rest(p, from, node);
}

Node *parse_subscript_index(Parser *p) {
    size_t from = p->at;
    Node *first = parse_slice(p);
    if (!first) return NULL;
    if (parser_kind(p) != TOKEN_COMMA && first->kind != NODE_STARRED) return first;
    NodeList items = { 0 };
    node_list_add(p, &items, first);
    while (parser_accept(p, TOKEN_COMMA)) {
        size_t mark = p->at;
        Node *item = parse_slice(p);
        if (p->failed) return NULL;
        if (!item) {
            p->at = mark;
            break;
        }
        node_list_add(p, &items, item);
    }
    Node *node = ast_node(p->ast, NODE_TUPLE, parser_place(p, from));
    node->sequence.items = items;
    return node;
}
