/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people get wrong in assignments, targets and the headers of with and except; see
 * mistakes_expression.c. */
#include "lang/parsing.h"

/* [x]: int and (x, y): int */
static void look_for_annotated_list(Parser *p) {
    TokenKind kind = parser_kind(p);
    if (kind != TOKEN_LEFT_BRACKET && kind != TOKEN_LEFT_PARENTHESIS) return;
    Node *target = parse_atom(p);
    if (!target || (target->kind != NODE_LIST && target->kind != NODE_TUPLE)) return;
    if (!parser_accept(p, TOKEN_COLON) || !parse_expression(p)) return;
    parser_raise_at(p, target->place, "only single target (not %s) can be annotated",
                    expression_name(target));
}

/* x, y: int */
static void look_for_annotated_row(Parser *p) {
    Node *first = parse_star_named_expression(p);
    if (!first || !parser_accept(p, TOKEN_COMMA)) return;
    size_t mark = p->at;
    NodeList others;
    while (parser_kind(p) != TOKEN_COLON && parse_star_named_list(p, &others)) mark = p->at;
    if (p->failed) return;
    p->at = mark;
    if (!parser_accept(p, TOKEN_COLON) || !parse_expression(p)) return;
    parser_raise_at(p, first->place, "only single target (not tuple) can be annotated");
}

/* f(): int */
static void look_for_annotated_value(Parser *p) {
    Node *target = parse_expression(p);
    if (!target || !parser_accept(p, TOKEN_COLON) || !parse_expression(p)) return;
    parser_raise_at(p, target->place, "illegal target for annotation");
}

/* Takes as many `targets =` as there are. */
static void skip_targets(Parser *p) {
    for (;;) {
        size_t mark = p->at;
        if (!parse_star_targets(p) || !parser_accept(p, TOKEN_ASSIGN)) {
            p->at = mark;
            return;
        }
    }
}

/* x = f() = 1 */
static void look_for_bad_target(Parser *p) {
    skip_targets(p);
    if (p->failed) return;
    Node *target = parse_star_expressions(p);
    if (target && parser_accept(p, TOKEN_ASSIGN)) raise_invalid_target(p, target, TARGETS_STAR);
}

static void look_for_assigned_yield(Parser *p) {
    skip_targets(p);
    if (p->failed || parser_kind(p) != TOKEN_YIELD) return;
    Node *target = parse_yield(p);
    if (!target || !parser_accept(p, TOKEN_ASSIGN)) return;
    parser_raise_at(p, target->place, "assignment to yield expression not possible");
}

/* f() += 1 */
static void look_for_bad_augmented(Parser *p) {
    BinaryOperator operation;
    Node *target = parse_star_expressions(p);
    if (!target || !parser_is_augmented(p, &operation)) return;
    parser_take(p);
    Node *value = parser_kind(p) == TOKEN_YIELD ? parse_yield(p) : parse_star_expressions(p);
    if (!value || p->failed) return;
    parser_raise_at(p, target->place, "'%s' is an illegal expression for augmented assignment",
                    expression_name(target));
}

void mistakes_in_assignment(Parser *p) {
    static void (*const looks[])(Parser *) = {
        look_for_annotated_list, look_for_annotated_row,  look_for_annotated_value,
        look_for_bad_target,     look_for_assigned_yield, look_for_bad_augmented,
    };
    size_t from = p->at;
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && !p->failed; i++) {
        looks[i](p);
        p->at = from;
    }
}

/* for f() in x */
void mistakes_in_for_target(Parser *p) {
    size_t from = p->at++;
    Node *target = parse_star_expressions(p);
    if (target && !p->failed) raise_invalid_target(p, target, TARGETS_FOR);
    p->at = from;
}

/* with x as f() */
void mistakes_in_with_item(Parser *p) {
    size_t from = p->at;
    if (parse_expression(p) && parser_accept(p, TOKEN_AS)) {
        Node *target = parse_expression(p);
        TokenKind next = parser_kind(p);
        bool is_end = next == TOKEN_COMMA || next == TOKEN_RIGHT_PARENTHESIS || next == TOKEN_COLON;
        if (target && is_end && !p->failed) raise_invalid_target(p, target, TARGETS_STAR);
    }
    p->at = from;
}

/* Items of a with, judged less strictly: any expression, any target. */
static bool skip_with_items(Parser *p, Node *(*parse_context)(Parser *)) {
    bool any = false;
    for (;;) {
        size_t mark = p->at;
        if ((any && !parser_accept(p, TOKEN_COMMA)) || !parse_context(p)) {
            p->at = mark;
            return any && !p->failed;
        }
        mark = p->at;
        if (!parser_accept(p, TOKEN_AS) || !parse_star_target(p)) p->at = mark;
        if (p->failed) return false;
        any = true;
    }
}

/* with x as y, and the line ends. */
void mistakes_in_with(Parser *p) {
    size_t from = p->at++;
    if (skip_with_items(p, parse_expression) && parser_kind(p) == TOKEN_NEWLINE) {
        parser_raise_last(p, "expected ':'");
    }
    p->at = from + 1;
    if (!p->failed && parser_accept(p, TOKEN_LEFT_PARENTHESIS) &&
        skip_with_items(p, parse_star_expressions)) {
        parser_accept(p, TOKEN_COMMA);
        if (parser_accept(p, TOKEN_RIGHT_PARENTHESIS) && parser_kind(p) == TOKEN_NEWLINE) {
            parser_raise_last(p, "expected ':'");
        }
    }
    p->at = from;
}

static void skip_as_name(Parser *p) {
    size_t mark = p->at;
    if (!parser_accept(p, TOKEN_AS) || !parser_accept(p, TOKEN_NAME)) p->at = mark;
}

/* except x, y: and except x without a colon; except* without a type */
void mistakes_in_except(Parser *p) {
    size_t from = p->at++;
    bool is_star = parser_accept(p, TOKEN_STAR);
    Node *type = parse_expression(p);
    if (p->failed) return;
    if (!type) p->at = from + 1 + is_star;
    if (!type && is_star && (parser_kind(p) == TOKEN_NEWLINE || parser_kind(p) == TOKEN_COLON))
        parser_raise_last(p, "expected one or more exception types");
    if (type && parser_accept(p, TOKEN_COMMA)) {
        if (parse_star_expressions(p)) {
            skip_as_name(p);
            if (parser_accept(p, TOKEN_COLON)) {
                parser_raise_from(p, type->place, "multiple exception types must be parenthesized");
            }
        }
    } else {
        if (type) skip_as_name(p);
        if (parser_kind(p) == TOKEN_NEWLINE) parser_raise_last(p, "expected ':'");
    }
    p->at = from;
}
