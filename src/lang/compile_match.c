/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The match statement: each case tries its pattern on a copy of the subject, the last on the subject itself.
 *
 * A `_` at the end of several cases matches without looking. Patterns are compile_pattern.c's. */
#include "lang/compiling.h"

static bool is_wildcard(const Node *pattern) {
    return pattern->kind == NODE_MATCH_AS && !pattern->match_as.pattern && is_absent(pattern->match_as.name);
}

/* [subject] -> , where the pattern and the guard hold; else the next case begins, with the subject. */
static void compile_case(Compiler *c, const MatchCase *one, bool is_last, Label end) {
    Label next = new_label(c);
    if (!is_last) op(c, OP_COPY, 1);
    compile_case_pattern(c, one->pattern, next);
    if (one->guard) compile_jump_if(c, one->guard, next, false);
    if (!is_last) op(c, OP_POP, 0);
    compile_statements(c, &one->body);
    jump(c, OP_JUMP, end);
    place_label(c, next);
}

static void compile_default(Compiler *c, const MatchCase *one, Label end) {
    set_position(c, one->pattern->place);
    op(c, OP_POP, 0);
    if (one->guard) compile_jump_if(c, one->guard, end, false);
    compile_statements(c, &one->body);
}

void compile_match(Compiler *c, Node *node) {
    const MatchCaseList *cases = &node->match.cases;
    const MatchCase *last = &cases->items[cases->count - 1];
    bool has_default = cases->count > 1 && is_wildcard(last->pattern);
    Label end = new_label(c);
    compile_expression(c, node->match.subject);
    for (size_t i = 0; i < cases->count - has_default; i++)
        compile_case(c, &cases->items[i], i + 1 == cases->count, end);
    if (has_default) compile_default(c, last, end);
    place_label(c, end);
}
