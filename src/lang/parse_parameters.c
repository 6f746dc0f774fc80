/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters of def and lambda: positional-only, then `/`, positional, then `*` or *args, keyword-only,
 * **kwargs. A lambda's have no annotations and end at a colon. */
#include "lang/parsing.h"

static TokenKind closing(bool is_lambda) { return is_lambda ? TOKEN_COLON : TOKEN_RIGHT_PARENTHESIS; }

/* A comma, or the end ahead. */
static bool end_item(Parser *p, bool is_lambda) {
    return parser_accept(p, TOKEN_COMMA) || parser_kind(p) == closing(is_lambda);
}

bool parse_parameter(Parser *p, bool is_lambda, Parameter *parameter) {
    size_t from = p->at;
    *parameter = (Parameter){ .name = ABSENT };
    if (parser_kind(p) != TOKEN_NAME) return false;
    Token name = parser_take(p);
    if (!is_lambda && parser_kind(p) == TOKEN_COLON) {
        size_t mark = p->at++;
        parameter->annotation = parse_expression(p);
        if (p->failed) return false;
        if (!parameter->annotation) p->at = mark;
    }
    parameter->name = parser_name(p, &name);
    parameter->place = parser_place(p, from);
    return !p->failed;
}

static bool parse_default(Parser *p, Node **value) {
    Token sign = parser_take(p);
    size_t mark = p->at;
    *value = parse_expression(p);
    if (*value || p->failed) return !p->failed;
    p->at = mark;
    if (p->diagnosing && (parser_kind(p) == TOKEN_RIGHT_PARENTHESIS || parser_kind(p) == TOKEN_COMMA)) {
        parser_raise_at(p, token_place(&sign), "expected default value expression");
    }
    return false;
}

bool parse_parameter_item(Parser *p, bool is_lambda, DefaultRule rule, ParameterItem *item) {
    item->value = NULL;
    if (!parse_parameter(p, is_lambda, &item->parameter)) return false;
    if (parser_kind(p) == TOKEN_ASSIGN) {
        if (rule == DEFAULT_NONE || !parse_default(p, &item->value)) return false;
    } else if (rule == DEFAULT_REQUIRED) {
        return false;
    }
    return end_item(p, is_lambda) && !p->failed;
}

static void add_parameter(Parser *p, Parameter **items, size_t *count, Parameter parameter) {
    *items = parser_grow(p, *items, *count, sizeof(Parameter));
    (*items)[(*count)++] = parameter;
}

static Parameter *keep(Parser *p, Parameter parameter) {
    Parameter *kept = ast_allocate(p->ast, sizeof(Parameter));
    *kept = parameter;
    return kept;
}

/* Positional parameters; once one has a default, the others need one. */
static bool parse_positional(Parser *p, bool is_lambda, Parameters *list) {
    while (parser_kind(p) == TOKEN_NAME) {
        size_t mark = p->at;
        ParameterItem item;
        DefaultRule rule = list->defaults.count ? DEFAULT_REQUIRED : DEFAULT_MAYBE;
        if (!parse_parameter_item(p, is_lambda, rule, &item)) {
            p->at = mark;
            break;
        }
        add_parameter(p, &list->positional, &list->positional_count, item.parameter);
        if (item.value) node_list_add(p, &list->defaults, item.value);
    }
    return !p->failed;
}

/* `/`: what came before is positional-only. */
static bool parse_slash(Parser *p, bool is_lambda, Parameters *list) {
    if (list->positional_count == 0 || parser_kind(p) != TOKEN_SLASH) return true;
    size_t mark = p->at++;
    if (!end_item(p, is_lambda)) {
        p->at = mark;
        return !p->failed;
    }
    list->positional_only = list->positional;
    list->positional_only_count = list->positional_count;
    list->positional = NULL;
    list->positional_count = 0;
    return parse_positional(p, is_lambda, list);
}

static bool parse_keyword_only(Parser *p, bool is_lambda, Parameters *list) {
    while (parser_kind(p) == TOKEN_NAME) {
        size_t mark = p->at;
        ParameterItem item;
        if (!parse_parameter_item(p, is_lambda, DEFAULT_MAYBE, &item)) {
            p->at = mark;
            break;
        }
        add_parameter(p, &list->keyword_only, &list->keyword_only_count, item.parameter);
        node_list_add(p, &list->keyword_defaults, item.value);
    }
    return !p->failed;
}

/* *args: *Ts; false: it is none, or wrong. */
static bool parse_starred_annotation(Parser *p, Parameter *parameter) {
    size_t from = p->at;
    Token name = parser_take(p);
    bool is_one = name.kind == TOKEN_NAME && parser_accept(p, TOKEN_COLON) && parser_kind(p) == TOKEN_STAR;
    if (is_one) parameter->annotation = parse_starred(p);
    if (is_one && parameter->annotation) {
        parameter->name = parser_name(p, &name);
        parameter->place = parser_place(p, from);
        if (end_item(p, false)) return !p->failed;
    }
    p->at = from;
    return false;
}

/* `*args` or a bare `*`, and the keyword-only parameters behind it. */
static bool parse_star(Parser *p, bool is_lambda, Parameters *list) {
    if (p->diagnosing) mistakes_in_star_parameters(p, is_lambda);
    if (p->failed) return false;
    parser_take(p);
    if (parser_accept(p, TOKEN_COMMA)) {
        return parse_keyword_only(p, is_lambda, list) && list->keyword_only_count > 0;
    }
    ParameterItem item = { 0 };
    if (is_lambda || !parse_starred_annotation(p, &item.parameter)) {
        if (p->failed || !parse_parameter_item(p, is_lambda, DEFAULT_NONE, &item)) return false;
    }
    list->variadic = keep(p, item.parameter);
    return parse_keyword_only(p, is_lambda, list);
}

static bool parse_double_star(Parser *p, bool is_lambda, Parameters *list) {
    if (p->diagnosing) mistakes_in_keyword_parameters(p, is_lambda);
    if (p->failed) return false;
    parser_take(p);
    ParameterItem item;
    if (!parse_parameter_item(p, is_lambda, DEFAULT_NONE, &item)) return false;
    list->keywords = keep(p, item.parameter);
    return true;
}

/* A part that does not fit ends the list before it; who expects its end finds the error. */
Parameters *parse_parameters(Parser *p, bool is_lambda) {
    if (p->diagnosing) mistakes_in_parameters(p, is_lambda);
    if (p->failed) return NULL;
    Parameters *list = ast_allocate(p->ast, sizeof(Parameters));
    if (!parse_positional(p, is_lambda, list) || !parse_slash(p, is_lambda, list)) return NULL;
    size_t mark = p->at;
    if (parser_kind(p) == TOKEN_STAR && !parse_star(p, is_lambda, list)) p->at = mark;
    mark = p->at;
    if (!p->failed && parser_kind(p) == TOKEN_POWER && !parse_double_star(p, is_lambda, list)) p->at = mark;
    return p->failed ? NULL : list;
}
