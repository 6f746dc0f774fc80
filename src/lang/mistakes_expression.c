/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people get wrong in expressions, looked for while diagnosing. Each function tries readings of the
 * text at `at` that are no Python but show what was meant, in the order in which python3 prefers them, and
 * puts `at` back. */
#include "lang/parsing.h"
#include "value/str.h"
#include <string.h>

/* print and exec were statements once: print "x". */
static const char *statement_once(const Node *node) {
    if (node->kind != NODE_NAME) return NULL;
    if (str_is(node->name.id, "print")) return "print";
    return str_is(node->name.id, "exec") ? "exec" : NULL;
}

/* python3 takes any beginning of a soft keyword for one. */
static bool is_soft_keyword(Parser *p) {
    const Token *token = parser_peek(p);
    if (token->kind != TOKEN_NAME) return false;
    const char *name = p->text + token->start;
    size_t count = token->end - token->start;
    return strncmp("_", name, count) == 0 || strncmp("case", name, count) == 0 ||
           strncmp("match", name, count) == 0;
}

/* Two expressions side by side, inside brackets: a comma is missing. */
static void look_for_missing_comma(Parser *p) {
    if (is_soft_keyword(p) || (parser_kind(p) == TOKEN_NAME && parser_follows(p, TOKEN_STRING))) return;
    Node *left = parse_disjunction(p);
    if (!left || p->failed) return;
    Node *right = parse_expression_quietly(p);
    if (!right || p->failed || statement_once(left) || p->tokens[p->at - 1].level == 0) return;
    parser_raise_at(p, place_span(left->place, right->place), "invalid syntax. Perhaps you forgot a comma?");
}

static void look_for_missing_else(Parser *p) {
    Node *body = parse_disjunction(p);
    if (!body || !parser_accept(p, TOKEN_IF)) return;
    Node *test = parse_disjunction(p);
    if (!test || p->failed) return;
    TokenKind next = parser_kind(p);
    if (next == TOKEN_ELSE || next == TOKEN_COLON || p->failed) return;
    parser_raise_at(p, place_span(body->place, test->place), "expected 'else' after 'if' expression");
}

static void look_for_print(Parser *p) {
    if (parser_kind(p) != TOKEN_NAME) return;
    Token name = parser_take(p);
    if (parser_kind(p) == TOKEN_LEFT_PARENTHESIS) return;
    Node *rest = parse_star_expressions(p);
    if (!rest || p->failed) return;
    Node *node = parser_name_node(p, &name);
    const char *statement = node ? statement_once(node) : NULL;
    if (!statement) return;
    parser_raise_at(p, place_span(token_place(&name), rest->place),
                    "Missing parentheses in call to '%s'. Did you mean %s(...)?", statement, statement);
}

void mistakes_in_expression(Parser *p) {
    static void (*const looks[])(Parser *) = { look_for_missing_comma, look_for_missing_else,
                                               look_for_print };
    size_t from = p->at;
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && !p->failed; i++) {
        looks[i](p);
        p->at = from;
    }
}

static bool follows_assignment(Parser *p) {
    TokenKind kind = parser_kind(p);
    return kind == TOKEN_ASSIGN || kind == TOKEN_WALRUS || p->failed;
}

/* if x = 1: */
static void look_for_comparison(Parser *p) {
    if (parser_kind(p) != TOKEN_NAME || !parser_follows(p, TOKEN_ASSIGN)) return;
    Token name = parser_take(p);
    parser_take(p);
    Node *value = parse_bitwise_or(p);
    if (!value || follows_assignment(p)) return;
    parser_raise_at(p, place_span(token_place(&name), value->place),
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

/* Not when it is such a display or constant itself; in parentheses, it is. */
static bool may_be_target(const Node *node, const Token *first) {
    if (node->place.line != first->line || node->place.column != first->column) return true;
    switch (node->kind) {
    case NODE_LIST:
    case NODE_TUPLE:
    case NODE_GENERATOR_EXP: return false;
    case NODE_CONSTANT:
        return node->constant.is_ellipsis ||
               (!is_bool(node->constant.value) && !is_none(node->constant.value));
    default: return true;
    }
}

/* if f() = 1: */
static void look_for_bad_comparison(Parser *p) {
    size_t from = p->at;
    Node *atom = parse_atom(p);
    if (p->failed || (atom && !may_be_target(atom, &p->tokens[from]))) return;
    p->at = from;
    Node *left = parse_bitwise_or(p);
    if (!left || !parser_accept(p, TOKEN_ASSIGN)) return;
    Node *right = parse_bitwise_or(p);
    if (!right || follows_assignment(p)) return;
    parser_raise_at(p, left->place, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                    expression_name(left));
}

void mistakes_in_named_expression(Parser *p) {
    size_t from = p->at;
    Node *target = parse_expression(p);
    if (target && parser_accept(p, TOKEN_WALRUS)) {
        Node *value = parse_expression(p);
        if (value && !p->failed) {
            parser_raise_at(p, target->place, "cannot use assignment expressions with %s",
                            expression_name(target));
        }
    }
    p->at = from;
    if (!p->failed) look_for_comparison(p);
    p->at = from;
    if (!p->failed) look_for_bad_comparison(p);
    p->at = from;
}

/* (*x) and (**x) */
void mistakes_in_group(Parser *p) {
    size_t from = p->at++;
    if (parser_kind(p) == TOKEN_STAR) {
        Node *starred = parse_starred(p);
        if (starred && parser_accept(p, TOKEN_RIGHT_PARENTHESIS)) {
            parser_raise_at(p, starred->place, "cannot use starred expression here");
        }
    } else if (parser_kind(p) == TOKEN_POWER) {
        Token stars = parser_take(p);
        if (parse_expression(p) && parser_accept(p, TOKEN_RIGHT_PARENTHESIS)) {
            parser_raise_at(p, token_place(&stars), "cannot use double starred expression here");
        }
    }
    p->at = from;
}

/* [*x for x in y] */
static void look_for_starred_element(Parser *p) {
    ComprehensionList clauses;
    Node *starred = parse_starred(p);
    if (!starred || !parse_comprehensions(p, &clauses)) return;
    parser_raise_at(p, starred->place, "iterable unpacking cannot be used in comprehension");
}

/* [x, y for x, y in z] */
static void look_for_bare_tuple(Parser *p) {
    static const char message[] = "did you forget parentheses around the comprehension target?";
    ComprehensionList clauses;
    Node *first = parse_star_named_expression(p);
    if (!first || parser_kind(p) != TOKEN_COMMA) return;
    Token comma = parser_take(p);
    size_t mark = p->at;
    NodeList others;
    if (parse_star_named_list(p, &others) && parse_comprehensions(p, &clauses)) {
        parser_raise_at(p, place_span(first->place, others.items[others.count - 1]->place), message);
        return;
    }
    p->at = mark;
    if (!p->failed && parse_comprehensions(p, &clauses)) {
        parser_raise_at(p, place_span(first->place, token_place(&comma)), message);
    }
}

void mistakes_in_comprehension(Parser *p) {
    size_t from = p->at;
    TokenKind bracket = parser_kind(p);
    p->at = from + 1;
    if (parser_kind(p) == TOKEN_STAR) look_for_starred_element(p);
    p->at = from + 1;
    if (!p->failed && bracket != TOKEN_LEFT_PARENTHESIS) look_for_bare_tuple(p);
    p->at = from;
}

/* Behind a key and its colon: no value, or a starred one. */
static void look_for_bad_value(Parser *p, const Token *colon) {
    TokenKind kind = parser_kind(p);
    if (kind == TOKEN_STAR) {
        Token star = parser_take(p);
        if (parse_bitwise_or(p)) {
            parser_raise_from(p, token_place(&star), "cannot use a starred expression in a dictionary value");
        }
    } else if (kind == TOKEN_RIGHT_BRACE || kind == TOKEN_COMMA) {
        parser_raise_at(p, token_place(colon), "expression expected after dictionary key and ':'");
    }
}

static void look_for_bad_pair(Parser *p, bool needs_colon) {
    Node *key = parse_expression(p);
    if (!key || p->failed) return;
    if (parser_kind(p) == TOKEN_COLON) {
        Token colon = parser_take(p);
        look_for_bad_value(p, &colon);
    } else if (needs_colon && !p->failed) {
        Place place = { key->place.line, key->place.end_column - 1, key->place.end_line, -1 };
        parser_raise_at(p, place, "':' expected after dictionary key");
    }
}

void mistakes_in_dict(Parser *p) {
    if (!parser_start_memos(p)) return;
    size_t from = p->at++;
    size_t pairs = 0;
    Node *key, *value;
    for (;;) {
        size_t mark = p->at;
        if ((pairs && !parser_accept(p, TOKEN_COMMA)) || !parse_pair(p, &key, &value)) {
            p->at = mark;
            break;
        }
        pairs++;
    }
    if (pairs && !p->failed && parser_accept(p, TOKEN_COMMA)) look_for_bad_pair(p, true);
    p->at = from + 1;
    if (!p->failed) look_for_bad_pair(p, false);
    p->at = from;
}

/* {**x for x in y} */
void mistakes_in_dict_comprehension(Parser *p) {
    size_t from = p->at++;
    ComprehensionList clauses;
    if (parser_kind(p) == TOKEN_POWER) {
        Token stars = parser_take(p);
        if (parse_bitwise_or(p) && parse_comprehensions(p, &clauses) && parser_accept(p, TOKEN_RIGHT_BRACE)) {
            parser_raise_at(p, token_place(&stars), "dict unpacking cannot be used in dict comprehension");
        }
    }
    p->at = from;
}
