/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be assigned to and deleted. Targets are parsed as expressions and then judged, since an expression
 * shows only behind its end, by `=` or `in`, that it was a target. */
#include "lang/parsing.h"

static bool all_accepted(const NodeList *items, TargetKind kind) {
    for (size_t i = 0; i < items->count; i++) {
        if (!target_accepts(items->items[i], kind)) return false;
    }
    return true;
}

bool target_accepts(const Node *node, TargetKind kind) {
    switch (node->kind) {
    case NODE_NAME:
    case NODE_ATTRIBUTE:
    case NODE_SUBSCRIPT: return true;
    case NODE_STARRED:
        return kind != TARGETS_DELETE && node->starred.value->kind != NODE_STARRED &&
               target_accepts(node->starred.value, kind);
    case NODE_TUPLE:
    case NODE_LIST: return all_accepted(&node->sequence.items, kind);
    default: return false;
    }
}

bool target_is_single(const Node *node) {
    return node->kind == NODE_NAME || node->kind == NODE_ATTRIBUTE || node->kind == NODE_SUBSCRIPT;
}

void target_set_context(Node *node, Context context) {
    node->context = context;
    if (node->kind == NODE_STARRED) target_set_context(node->starred.value, context);
    if (node->kind != NODE_TUPLE && node->kind != NODE_LIST) return;
    for (size_t i = 0; i < node->sequence.items.count; i++) {
        target_set_context(node->sequence.items.items[i], context);
    }
}

static Node *parse_one_target(Parser *p, TargetKind kind) {
    size_t from = p->at;
    bool is_starred = kind != TARGETS_DELETE && parser_accept(p, TOKEN_STAR);
    Node *node = parse_primary(p);
    if (!node || p->failed) return NULL;
    if (is_starred) {
        Node *starred = ast_node(p->ast, NODE_STARRED, parser_place(p, from));
        starred->starred.value = node;
        node = starred;
    }
    if (!target_accepts(node, kind)) return NULL;
    target_set_context(node, kind == TARGETS_DELETE ? CONTEXT_DELETE : CONTEXT_STORE);
    return node;
}

Node *parse_star_target(Parser *p) { return parse_one_target(p, TARGETS_STAR); }

/* Behind the first: the others. False when failed. */
static bool parse_target_rest(Parser *p, TargetKind kind, NodeList *list) {
    while (parser_accept(p, TOKEN_COMMA)) {
        size_t mark = p->at;
        Node *item = parse_one_target(p, kind);
        if (p->failed) return false;
        if (!item) {
            p->at = mark;
            break;
        }
        node_list_add(p, list, item);
    }
    return !p->failed;
}

Node *parse_star_targets(Parser *p) {
    size_t from = p->at;
    Node *first = parse_one_target(p, TARGETS_STAR);
    if (!first || parser_kind(p) != TOKEN_COMMA) return first;
    NodeList items = { 0 };
    node_list_add(p, &items, first);
    if (!parse_target_rest(p, TARGETS_STAR, &items)) return NULL;
    Node *node = ast_node(p->ast, NODE_TUPLE, parser_place(p, from));
    node->sequence.items = items;
    node->context = CONTEXT_STORE;
    return node;
}

bool parse_delete_targets(Parser *p, NodeList *list) {
    Node *first = parse_one_target(p, TARGETS_DELETE);
    if (!first) return false;
    node_list_add(p, list, first);
    return parse_target_rest(p, TARGETS_DELETE, list);
}

static const char *constant_name(const Node *node) {
    if (node->constant.is_ellipsis) return "ellipsis";
    if (is_none(node->constant.value)) return "None";
    if (is_same(node->constant.value, TRUE)) return "True";
    return is_same(node->constant.value, FALSE) ? "False" : "literal";
}

const char *expression_name(const Node *node) {
    switch (node->kind) {
    case NODE_ATTRIBUTE: return "attribute";
    case NODE_SUBSCRIPT: return "subscript";
    case NODE_STARRED: return "starred";
    case NODE_NAME: return "name";
    case NODE_LIST: return "list";
    case NODE_TUPLE: return "tuple";
    case NODE_LAMBDA: return "lambda";
    case NODE_CALL: return "function call";
    case NODE_BOOL_OP:
    case NODE_BIN_OP:
    case NODE_UNARY_OP: return "expression";
    case NODE_GENERATOR_EXP: return "generator expression";
    case NODE_YIELD:
    case NODE_YIELD_FROM: return "yield expression";
    case NODE_AWAIT: return "await expression";
    case NODE_LIST_COMP: return "list comprehension";
    case NODE_SET_COMP: return "set comprehension";
    case NODE_DICT_COMP: return "dict comprehension";
    case NODE_DICT: return "dict literal";
    case NODE_SET: return "set display";
    case NODE_JOINED_STR:
    case NODE_FORMATTED_VALUE: return "f-string expression";
    case NODE_CONSTANT: return constant_name(node);
    case NODE_COMPARE: return "comparison";
    case NODE_IF_EXP: return "conditional expression";
    case NODE_NAMED_EXPR: return "named expression";
    default: return "expression";
    }
}

/* The innermost first part that cannot be a target; NULL when all can. */
static Node *target_find_invalid(Node *node, TargetKind kind) {
    switch (node->kind) {
    case NODE_NAME:
    case NODE_ATTRIBUTE:
    case NODE_SUBSCRIPT: return NULL;
    case NODE_STARRED: return kind == TARGETS_DELETE ? node : target_find_invalid(node->starred.value, kind);
    case NODE_TUPLE:
    case NODE_LIST:
        for (size_t i = 0; i < node->sequence.items.count; i++) {
            Node *invalid = target_find_invalid(node->sequence.items.items[i], kind);
            if (invalid) return invalid;
        }
        return NULL;
    case NODE_COMPARE:
        /* `for x+1 in y` was read as a comparison. */
        if (kind != TARGETS_FOR) return node;
        if (node->compare.operators[0] != COMPARE_IN) return NULL;
        return target_find_invalid(node->compare.left, kind);
    default: return node;
    }
}

void *raise_invalid_target(Parser *p, Node *node, TargetKind kind) {
    Node *invalid = target_find_invalid(node, kind);
    if (!invalid) return NULL;
    const char *verb = kind == TARGETS_DELETE ? "delete" : "assign to";
    return parser_raise_at(p, invalid->place, "cannot %s %s", verb, expression_name(invalid));
}
