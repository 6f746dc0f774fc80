/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people get wrong in parameters; see mistakes_expression.c. */
#include "lang/parsing.h"

/* Takes parameters as long as they keep the rule. How many. */
static size_t skip_parameters(Parser *p, bool is_lambda, DefaultRule rule) {
    for (size_t count = 0;; count++) {
        size_t mark = p->at;
        ParameterItem item;
        if (parser_kind(p) == TOKEN_NAME && parse_parameter_item(p, is_lambda, rule, &item)) continue;
        p->at = mark;
        return count;
    }
}

static bool skip_end(Parser *p, bool is_lambda) {
    if (parser_accept(p, TOKEN_COMMA)) return true;
    return parser_kind(p) == (is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PARENTHESIS);
}

/* Parameters and the `/` behind them. */
static bool skip_positional_only(Parser *p, bool is_lambda) {
    size_t count = skip_parameters(p, is_lambda, DEFAULT_NONE);
    count += p->failed ? 0 : skip_parameters(p, is_lambda, DEFAULT_REQUIRED);
    return count > 0 && !p->failed && parser_accept(p, TOKEN_SLASH) && skip_end(p, is_lambda);
}

/* def f(x=1, y) */
static void look_for_missing_default(Parser *p, bool is_lambda) {
    skip_parameters(p, is_lambda, DEFAULT_NONE);
    if (skip_parameters(p, is_lambda, DEFAULT_REQUIRED) == 0 || p->failed) return;
    size_t mark = p->at;
    if (!parser_accept(p, TOKEN_SLASH) || !skip_end(p, is_lambda)) p->at = mark;
    ParameterItem item;
    if (parser_kind(p) != TOKEN_NAME || !parse_parameter_item(p, is_lambda, DEFAULT_NONE, &item)) return;
    parser_raise_at(p, item.parameter.place, "non-default argument follows default argument");
}

/* def f((x, y)) */
static void look_for_parentheses(Parser *p, bool is_lambda) {
    skip_parameters(p, is_lambda, DEFAULT_NONE);
    if (parser_kind(p) != TOKEN_LEFT_PARENTHESIS) return;
    Token open = parser_take(p);
    Parameter parameter;
    size_t count = 0;
    for (;; count++) {
        size_t mark = p->at;
        if (parse_parameter(p, is_lambda, &parameter) &&
            (parser_accept(p, TOKEN_COMMA) || parser_kind(p) == TOKEN_RIGHT_PARENTHESIS)) {
            continue;
        }
        p->at = mark;
        break;
    }
    if (count == 0 || p->failed) return;
    parser_accept(p, TOKEN_COMMA);
    if (parser_kind(p) != TOKEN_RIGHT_PARENTHESIS) return;
    Token close = parser_take(p);
    parser_raise_at(p, place_span(token_place(&open), token_place(&close)),
                    "%s parameters cannot be parenthesized", is_lambda ? "Lambda expression" : "Function");
}

static void raise_at_token(Parser *p, const char *message) {
    const Token *token = parser_peek(p);
    if (!p->failed) parser_raise_at(p, token_place(token), "%s", message);
}

/* def f(/, x) */
static void look_for_lone_slash(Parser *p, bool is_lambda) {
    (void)is_lambda;
    if (parser_kind(p) == TOKEN_SLASH && parser_follows(p, TOKEN_COMMA)) {
        raise_at_token(p, "at least one argument must precede /");
    }
}

/* def f(x, /, y, /) */
static void look_for_second_slash(Parser *p, bool is_lambda) {
    if (!skip_positional_only(p, is_lambda)) return;
    skip_parameters(p, is_lambda, DEFAULT_MAYBE);
    if (parser_kind(p) == TOKEN_SLASH) raise_at_token(p, "/ may appear only once");
}

/* Behind `*`: a comma, or a parameter. */
static bool skip_star_name(Parser *p, bool is_lambda) {
    ParameterItem item;
    if (parser_accept(p, TOKEN_COMMA)) return true;
    return parser_kind(p) == TOKEN_NAME && parse_parameter_item(p, is_lambda, DEFAULT_NONE, &item);
}

/* def f(*, x, /) */
static void look_for_late_slash(Parser *p, bool is_lambda) {
    size_t from = p->at;
    if (!skip_positional_only(p, is_lambda)) p->at = from;
    if (p->failed) return;
    skip_parameters(p, is_lambda, DEFAULT_MAYBE);
    if (!parser_accept(p, TOKEN_STAR) || !skip_star_name(p, is_lambda)) return;
    skip_parameters(p, is_lambda, DEFAULT_MAYBE);
    if (parser_kind(p) == TOKEN_SLASH) raise_at_token(p, "/ must be ahead of *");
}

/* def f(x, / *y) */
static void look_for_missing_comma(Parser *p, bool is_lambda) {
    if (skip_parameters(p, is_lambda, DEFAULT_MAYBE) == 0) return;
    if (parser_accept(p, TOKEN_SLASH) && parser_kind(p) == TOKEN_STAR) {
        raise_at_token(p, "expected comma between / and *");
    }
}

void mistakes_in_parameters(Parser *p, bool is_lambda) {
    static void (*const looks[])(Parser *, bool) = {
        look_for_missing_default, look_for_parentheses, look_for_lone_slash,
        look_for_second_slash,    look_for_late_slash,  look_for_missing_comma,
    };
    size_t from = p->at;
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && !p->failed; i++) {
        looks[i](p, is_lambda);
        p->at = from;
    }
}

/* A bare `*` with nothing named behind it. */
static void look_for_lone_star(Parser *p, bool is_lambda) {
    Token star = parser_take(p);
    TokenKind end = is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PARENTHESIS;
    bool is_lone = parser_kind(p) == end;
    if (!is_lone && parser_accept(p, TOKEN_COMMA))
        is_lone = parser_kind(p) == end || parser_kind(p) == TOKEN_POWER;
    if (!is_lone || p->failed) return;
    static const char message[] = "named arguments must follow bare *";
    if (is_lambda) {
        parser_raise_last(p, message);
    } else {
        parser_raise_at(p, token_place(&star), message);
    }
}

static void look_for_star_default(Parser *p, bool is_lambda) {
    parser_take(p);
    Parameter parameter;
    if (!parse_parameter(p, is_lambda, &parameter) || parser_kind(p) != TOKEN_ASSIGN) return;
    raise_at_token(p, "var-positional argument cannot have default value");
}

static void look_for_second_star(Parser *p, bool is_lambda) {
    parser_take(p);
    if (!skip_star_name(p, is_lambda)) return;
    skip_parameters(p, is_lambda, DEFAULT_MAYBE);
    if (parser_kind(p) != TOKEN_STAR) return;
    Token second = parser_take(p);
    if (skip_star_name(p, is_lambda))
        parser_raise_at(p, token_place(&second), "* argument may appear only once");
}

void mistakes_in_star_parameters(Parser *p, bool is_lambda) {
    static void (*const looks[])(Parser *, bool) = { look_for_lone_star, look_for_star_default,
                                                     look_for_second_star };
    size_t from = p->at;
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && !p->failed; i++) {
        looks[i](p, is_lambda);
        p->at = from;
    }
}

/* **x=1, and parameters behind **x */
void mistakes_in_keyword_parameters(Parser *p, bool is_lambda) {
    static const char late[] = "arguments cannot follow var-keyword argument";
    size_t from = p->at++;
    Parameter parameter;
    if (parse_parameter(p, is_lambda, &parameter)) {
        TokenKind kind = parser_kind(p);
        if (kind == TOKEN_ASSIGN) {
            raise_at_token(p, "var-keyword argument cannot have default value");
        } else if (kind == TOKEN_COMMA) {
            parser_take(p);
            kind = parser_kind(p);
            if (kind == TOKEN_STAR || kind == TOKEN_POWER || kind == TOKEN_SLASH) {
                raise_at_token(p, late);
            } else if (parse_parameter(p, is_lambda, &parameter)) {
                parser_raise_at(p, parameter.place, late);
            }
        }
    }
    p->at = from;
}
