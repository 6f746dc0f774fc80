/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The match statement: its cases and their blocks; patterns are parse_pattern.c's.
 *
 * `match` and `case` are names everywhere else. So `match` begins a statement only where a whole one stands:
 * subject, colon, line's end, indent and a case.
 * See https://docs.python.org/3.11/reference/compound_stmts.html#the-match-statement */
#include "lang/parsing.h"

/* One expression, or several that make a tuple. */
static Node *parse_subject(Parser *p) {
    size_t from = p->at;
    NodeList items;
    if (!parse_star_named_list(p, &items)) return NULL;
    bool is_row = items.count > 1 || p->tokens[p->at - 1].kind == TOKEN_COMMA;
    if (!is_row) return items.items[0]->kind == NODE_STARRED ? NULL : items.items[0];
    Node *node = ast_node(p->ast, NODE_TUPLE, parser_place(p, from));
    node->sequence.items = items;
    return node;
}

static bool parse_case(Parser *p, MatchCase *one) {
    int line = parser_take(p).line;
    one->pattern = parse_patterns(p);
    if (!one->pattern) return false;
    if (parser_accept(p, TOKEN_IF)) {
        one->guard = parse_named_expression(p);
        if (!one->guard) return false;
    }
    return parse_colon(p) && parse_block(p, &one->body, "'case' statement", line);
}

static bool parse_cases(Parser *p, MatchCaseList *cases) {
    while (parser_is_name(p, "case")) {
        MatchCase one = { 0 };
        if (!parse_case(p, &one)) return false;
        cases->items = parser_grow(p, cases->items, cases->count, sizeof(MatchCase));
        cases->items[cases->count++] = one;
        parser_forget_memos(p);
    }
    return cases->count > 0 && !p->failed;
}

Node *parse_match(Parser *p) {
    size_t from = p->at;
    int line = parser_take(p).line;
    TokenKind next = parser_kind(p);
    if (next == TOKEN_ASSIGN || next == TOKEN_DOT || next == TOKEN_NEWLINE || next == TOKEN_COMMA)
        return NULL;
    Node *subject = parse_subject(p);
    if (!subject || !parse_colon(p) || !parser_accept(p, TOKEN_NEWLINE)) return NULL;
    if (!parser_accept(p, TOKEN_INDENT)) {
        if (p->diagnosing && !p->failed) {
            parser_raise_indentation(p, "expected an indented block after 'match' statement on line %d",
                                     line);
        }
        return NULL;
    }
    MatchCaseList cases = { 0 };
    if (!parse_cases(p, &cases) || !parser_accept(p, TOKEN_DEDENT)) return NULL;
    Node *node = ast_node(p->ast, NODE_MATCH, parser_place(p, from));
    node->match.subject = subject;
    node->match.cases = cases;
    return node;
}
