/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people get wrong in the arguments of a call; see mistakes_expression.c. */
#include "lang/parsing.h"

static const char generator_message[] = "Generator expression must be parenthesized";
static const char equality_message[] = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

static Place last_place(const ComprehensionList *clauses) {
    const Comprehension *last = &clauses->items[clauses->count - 1];
    const NodeList *conditions = &last->conditions;
    return conditions->count ? conditions->items[conditions->count - 1]->place : last->iterable->place;
}

static void raise_generator(Parser *p, const Node *first, const ComprehensionList *clauses) {
    parser_raise_at(p, place_span(first->place, last_place(clauses)), generator_message);
}

/* f(**x, *y) */
static void look_for_late_star(Parser *p) {
    Arguments arguments;
    if (!parse_arguments_prefix(p, &arguments)) return;
    if (!parser_accept(p, TOKEN_COMMA) || parser_kind(p) != TOKEN_STAR) return;
    parser_raise_at(p, arguments.place, "iterable argument unpacking follows keyword argument unpacking");
}

/* f(x for x in y, z) */
static void look_for_first_generator(Parser *p) {
    ComprehensionList clauses, others;
    Arguments arguments;
    Node *element = parse_expression(p);
    if (!element || !parse_comprehensions(p, &clauses) || !parser_accept(p, TOKEN_COMMA)) return;
    size_t mark = p->at;
    if (!parse_arguments_prefix(p, &arguments) && !p->failed) {
        p->at = mark;
        if (parse_expression(p)) parse_comprehensions(p, &others);
    }
    if (!p->failed) raise_generator(p, element, &clauses);
}

/* f(x = y for y in z) */
static void look_for_keyword_generator(Parser *p) {
    ComprehensionList clauses;
    if (parser_kind(p) != TOKEN_NAME || !parser_follows(p, TOKEN_ASSIGN)) return;
    Token name = parser_take(p), sign = parser_take(p);
    if (!parse_expression(p) || !parse_comprehensions(p, &clauses)) return;
    parser_raise_at(p, place_span(token_place(&name), token_place(&sign)), equality_message);
}

/* f(x, y for y in z) */
static void look_for_last_generator(Parser *p) {
    ComprehensionList clauses;
    Arguments arguments;
    if (!parse_arguments_prefix(p, &arguments) || !parse_comprehensions(p, &clauses)) return;
    const NodeList *list = &arguments.arguments;
    if (list->count > 1) raise_generator(p, list->items[list->count - 1], &clauses);
}

/* f(k=x, y for y in z) */
static void look_for_later_generator(Parser *p) {
    ComprehensionList clauses;
    Arguments arguments;
    if (!parse_arguments_prefix(p, &arguments) || !parser_accept(p, TOKEN_COMMA)) return;
    Node *element = parse_expression(p);
    if (!element || !parse_comprehensions(p, &clauses)) return;
    raise_generator(p, element, &clauses);
}

/* f(k=x, y) */
static void look_for_late_positional(Parser *p) {
    Arguments arguments, others;
    if (!parse_arguments_prefix(p, &arguments) || !parser_accept(p, TOKEN_COMMA)) return;
    if (!parse_arguments_prefix(p, &others)) return;
    bool has_mapping = false;
    for (size_t i = 0; i < arguments.keywords.count; i++) {
        if (is_absent(arguments.keywords.items[i].name)) has_mapping = true;
    }
    parser_raise_last(p, "positional argument follows keyword argument%s", has_mapping ? " unpacking" : "");
}

void mistakes_in_arguments(Parser *p) {
    static void (*const looks[])(Parser *) = {
        look_for_late_star,      look_for_first_generator, look_for_keyword_generator,
        look_for_last_generator, look_for_later_generator, look_for_late_positional,
    };
    size_t from = p->at;
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && !p->failed; i++) {
        looks[i](p);
        p->at = from;
    }
}

/* Where a keyword argument may stand: f(True=1), f(x=y for y in z), f(x.y=1). */
void mistakes_in_keyword(Parser *p) {
    size_t from = p->at;
    Token first = *parser_peek(p);
    bool is_word = first.kind == TOKEN_NAME || first.kind == TOKEN_TRUE || first.kind == TOKEN_FALSE ||
                   first.kind == TOKEN_NONE;
    bool is_assigned = is_word && parser_follows(p, TOKEN_ASSIGN);
    if (p->failed) return;
    if (is_assigned && first.kind != TOKEN_NAME) {
        Token sign = p->tokens[from + 1];
        parser_raise_at(p, place_span(token_place(&first), token_place(&sign)), "cannot assign to %.*s",
                        (int)(first.end - first.start), p->text + first.start);
        return;
    }
    if (is_assigned) {
        look_for_keyword_generator(p);
        p->at = from;
        return;
    }
    Node *left = parse_expression(p);
    if (left && parser_kind(p) == TOKEN_ASSIGN) {
        Token sign = parser_take(p);
        parser_raise_at(p, place_span(left->place, token_place(&sign)),
                        "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    p->at = from;
}
