/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simple statements. See https://docs.python.org/3.11/reference/simple_stmts.html */
#include "lang/parsing.h"
#include "value/str.h"

static Node *parse_return(Parser *p, size_t from) {
    size_t mark = p->at;
    Node *value = parse_star_expressions(p);
    if (p->failed) return NULL;
    if (!value) p->at = mark;
    Node *node = ast_node(p->ast, NODE_RETURN, parser_place(p, from));
    node->return_statement.value = value;
    return node;
}

static Node *parse_raise(Parser *p, size_t from) {
    size_t mark = p->at;
    Node *exception = parse_expression(p), *cause = NULL;
    if (!exception) p->at = mark;
    if (exception && parser_kind(p) == TOKEN_FROM) {
        mark = p->at++;
        cause = parse_expression(p);
        if (!cause) p->at = mark;
    }
    if (p->failed) return NULL;
    Node *node = ast_node(p->ast, NODE_RAISE, parser_place(p, from));
    node->raise.exception = exception;
    node->raise.cause = cause;
    return node;
}

static Node *parse_assert(Parser *p, size_t from) {
    Node *test = parse_expression(p), *message = NULL;
    if (!test) return NULL;
    if (parser_kind(p) == TOKEN_COMMA) {
        size_t mark = p->at++;
        message = parse_expression(p);
        if (!message) p->at = mark;
    }
    if (p->failed) return NULL;
    Node *node = ast_node(p->ast, NODE_ASSERT, parser_place(p, from));
    node->assert_statement.test = test;
    node->assert_statement.message = message;
    return node;
}

static Node *parse_delete(Parser *p, size_t from) {
    NodeList targets = { 0 };
    size_t mark = p->at;
    bool is_right = parse_delete_targets(p, &targets);
    TokenKind next = parser_kind(p);
    if (is_right && (next == TOKEN_SEMICOLON || next == TOKEN_NEWLINE)) {
        Node *node = ast_node(p->ast, NODE_DELETE, parser_place(p, from));
        node->delete_statement.targets = targets;
        return node;
    }
    if (p->failed || !p->diagnosing) return NULL;
    p->at = mark;
    Node *wrong = parse_star_expressions(p);
    return wrong ? raise_invalid_target(p, wrong, TARGETS_DELETE) : NULL;
}

static Node *parse_scope_names(Parser *p, size_t from, NodeKind kind) {
    NameList names = { 0 };
    for (;;) {
        size_t mark = p->at;
        if (names.count && !parser_accept(p, TOKEN_COMMA)) break;
        if (parser_kind(p) != TOKEN_NAME) {
            p->at = mark;
            break;
        }
        Token name = parser_take(p);
        names.items = parser_grow(p, names.items, names.count, sizeof(Value));
        names.items[names.count++] = parser_name(p, &name);
    }
    if (p->failed || names.count == 0) return NULL;
    Node *node = ast_node(p->ast, kind, parser_place(p, from));
    node->names.names = names;
    return node;
}

/* a.b.c as one name; false: there is none. */
static bool parse_dotted(Parser *p, Value *name) {
    if (parser_kind(p) != TOKEN_NAME) return false;
    Token token = parser_take(p);
    *name = parser_name(p, &token);
    Buffer text = { 0 };
    while (!p->failed && parser_kind(p) == TOKEN_DOT) {
        size_t mark = p->at++;
        if (parser_kind(p) != TOKEN_NAME) {
            p->at = mark;
            break;
        }
        token = parser_take(p);
        if (text.count == 0) str_append_utf8(&text, *name);
        buffer_append_byte(&text, '.');
        Value part = parser_name(p, &token);
        if (!p->failed) str_append_utf8(&text, part);
    }
    if (text.count && !p->failed) {
        Value dotted = str_from_buffer_take(&text);
        if (is_absent(dotted)) return parser_fail(p, PROBLEM_MEMORY), false;
        *name = ast_keep_take(p->ast, str_intern(dotted));
        release(dotted);
    }
    buffer_clear(&text);
    return !p->failed;
}

/* `name as other`, where the name is a row of names or a single one. */
static bool parse_alias(Parser *p, bool is_dotted, AliasList *list) {
    size_t from = p->at;
    Alias alias = { .rename = ABSENT };
    if (is_dotted) {
        if (!parse_dotted(p, &alias.name)) return false;
    } else {
        if (parser_kind(p) != TOKEN_NAME) return false;
        Token token = parser_take(p);
        alias.name = parser_name(p, &token);
    }
    if (parser_kind(p) == TOKEN_AS) {
        size_t mark = p->at++;
        if (parser_kind(p) == TOKEN_NAME) {
            Token token = parser_take(p);
            alias.rename = parser_name(p, &token);
        } else {
            p->at = mark;
        }
    }
    if (p->failed) return false;
    alias.place = parser_place(p, from);
    list->items = parser_grow(p, list->items, list->count, sizeof(Alias));
    list->items[list->count++] = alias;
    return true;
}

static bool parse_aliases(Parser *p, bool is_dotted, AliasList *list) {
    if (!parse_alias(p, is_dotted, list)) return false;
    while (parser_kind(p) == TOKEN_COMMA) {
        size_t mark = p->at++;
        if (!parse_alias(p, is_dotted, list)) {
            p->at = mark;
            break;
        }
    }
    return !p->failed;
}

static Node *parse_import(Parser *p, size_t from) {
    AliasList names = { 0 };
    if (!parse_aliases(p, true, &names)) return NULL;
    Node *node = ast_node(p->ast, NODE_IMPORT, parser_place(p, from));
    node->import.names = names;
    return node;
}

static bool parse_import_targets(Parser *p, AliasList *names) {
    if (parser_kind(p) == TOKEN_STAR) {
        Token star = parser_take(p);
        names->items = parser_grow(p, NULL, 0, sizeof(Alias));
        names->count = 1;
        names->items[0] = (Alias){ parser_name(p, &star), ABSENT, token_place(&star) };
        return !p->failed;
    }
    if (parser_accept(p, TOKEN_LEFT_PARENTHESIS)) {
        if (!parse_aliases(p, false, names)) return false;
        parser_accept(p, TOKEN_COMMA);
        return parser_accept(p, TOKEN_RIGHT_PARENTHESIS);
    }
    if (!parse_aliases(p, false, names)) return false;
    if (!parser_accept(p, TOKEN_COMMA)) return true;
    if (p->diagnosing && parser_kind(p) == TOKEN_NEWLINE) {
        parser_raise_last(p, "trailing comma not allowed without surrounding parentheses");
    }
    return false;
}

static Node *parse_import_from(Parser *p, size_t from) {
    int level = 0;
    for (;;) {
        if (parser_accept(p, TOKEN_DOT)) {
            level++;
        } else if (parser_accept(p, TOKEN_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    Value module = ABSENT;
    AliasList names = { 0 };
    if (!parse_dotted(p, &module) && level == 0) return NULL;
    if (!parser_accept(p, TOKEN_IMPORT) || !parse_import_targets(p, &names)) return NULL;
    Node *node = ast_node(p->ast, NODE_IMPORT_FROM, parser_place(p, from));
    node->import_from.module = module;
    node->import_from.names = names;
    node->import_from.level = level;
    return node;
}

/* The right side of `=`. */
static Node *parse_assigned(Parser *p) {
    return parser_kind(p) == TOKEN_YIELD ? parse_yield(p) : parse_star_expressions(p);
}

static Node *parse_annotated(Parser *p, size_t from, Node *target) {
    if (!target_is_single(target)) return NULL;
    bool is_simple = target->kind == NODE_NAME && p->tokens[from].kind == TOKEN_NAME;
    parser_take(p);
    Node *annotation = parse_expression(p), *value = NULL;
    if (!annotation) return NULL;
    if (parser_kind(p) == TOKEN_ASSIGN) {
        size_t mark = p->at++;
        value = parse_assigned(p);
        if (!value) p->at = mark;
    }
    if (p->failed) return NULL;
    target_set_context(target, CONTEXT_STORE);
    Node *node = ast_node(p->ast, NODE_ANN_ASSIGN, parser_place(p, from));
    node->annotated.target = target;
    node->annotated.annotation = annotation;
    node->annotated.value = value;
    node->annotated.is_simple = is_simple;
    return node;
}

static Node *parse_assignments(Parser *p, size_t from, Node *first) {
    NodeList targets = { 0 };
    Node *value = first;
    while (parser_kind(p) == TOKEN_ASSIGN) {
        if (!target_accepts(value, TARGETS_STAR)) return NULL;
        target_set_context(value, CONTEXT_STORE);
        node_list_add(p, &targets, value);
        parser_take(p);
        value = parse_assigned(p);
        if (!value) return NULL;
    }
    Node *node = ast_node(p->ast, NODE_ASSIGN, parser_place(p, from));
    node->assign.targets = targets;
    node->assign.value = value;
    return node;
}

static const struct {
    uint8_t token, operation;
} augmented_rows[] = {
    { TOKEN_ADD_ASSIGN, BINARY_ADD },
    { TOKEN_SUBTRACT_ASSIGN, BINARY_SUBTRACT },
    { TOKEN_MULTIPLY_ASSIGN, BINARY_MULTIPLY },
    { TOKEN_MATRIX_ASSIGN, BINARY_MATRIX_MULTIPLY },
    { TOKEN_DIVIDE_ASSIGN, BINARY_DIVIDE },
    { TOKEN_MODULO_ASSIGN, BINARY_MODULO },
    { TOKEN_AND_ASSIGN, BINARY_AND },
    { TOKEN_OR_ASSIGN, BINARY_OR },
    { TOKEN_XOR_ASSIGN, BINARY_XOR },
    { TOKEN_SHIFT_LEFT_ASSIGN, BINARY_SHIFT_LEFT },
    { TOKEN_SHIFT_RIGHT_ASSIGN, BINARY_SHIFT_RIGHT },
    { TOKEN_POWER_ASSIGN, BINARY_POWER },
    { TOKEN_FLOOR_DIVIDE_ASSIGN, BINARY_FLOOR_DIVIDE },
};

bool parser_is_augmented(Parser *p, BinaryOperator *operation) {
    TokenKind kind = parser_kind(p);
    for (size_t i = 0; i < sizeof(augmented_rows) / sizeof(augmented_rows[0]); i++) {
        if (augmented_rows[i].token != kind) continue;
        *operation = augmented_rows[i].operation;
        return true;
    }
    return false;
}

static Node *parse_augmented(Parser *p, size_t from, Node *target, BinaryOperator operation) {
    if (!target_is_single(target)) return NULL;
    parser_take(p);
    Node *value = parse_assigned(p);
    if (!value) return NULL;
    target_set_context(target, CONTEXT_STORE);
    Node *node = ast_node(p->ast, NODE_AUG_ASSIGN, parser_place(p, from));
    node->augmented.target = target;
    node->augmented.operation = operation;
    node->augmented.value = value;
    return node;
}

/* An assignment, or NULL: this is none, or none that is right. */
static Node *parse_assignment(Parser *p, size_t from, Node *first) {
    BinaryOperator operation;
    TokenKind kind = parser_kind(p);
    if (kind == TOKEN_COLON) return parse_annotated(p, from, first);
    if (kind == TOKEN_ASSIGN) return parse_assignments(p, from, first);
    if (parser_is_augmented(p, &operation)) return parse_augmented(p, from, first, operation);
    return NULL;
}

static Node *parse_expression_statement(Parser *p, size_t from) {
    Node *first = parse_star_expressions(p);
    if (p->failed) return NULL;
    size_t mark = p->at;
    Node *node = first ? parse_assignment(p, from, first) : NULL;
    if (node || p->failed) return node;
    if (p->diagnosing) {
        p->at = from;
        mistakes_in_assignment(p);
        if (p->failed) return NULL;
    }
    if (!first) return NULL;
    p->at = mark;
    node = ast_node(p->ast, NODE_EXPR, parser_place(p, from));
    node->expression_statement.value = first;
    return node;
}

static Node *parse_yield_statement(Parser *p, size_t from) {
    if (p->diagnosing) {
        mistakes_in_assignment(p);
        if (p->failed) return NULL;
        p->at = from;
    }
    Node *value = parse_yield(p);
    if (!value) return NULL;
    Node *node = ast_node(p->ast, NODE_EXPR, parser_place(p, from));
    node->expression_statement.value = value;
    return node;
}

static Node *parse_bare(Parser *p, NodeKind kind) {
    Token token = parser_take(p);
    return ast_node(p->ast, kind, token_place(&token));
}

static Node *parse_simple(Parser *p) {
    size_t from = p->at;
    switch (parser_kind(p)) {
    case TOKEN_PASS: return parse_bare(p, NODE_PASS);
    case TOKEN_BREAK: return parse_bare(p, NODE_BREAK);
    case TOKEN_CONTINUE: return parse_bare(p, NODE_CONTINUE);
    case TOKEN_YIELD: return parse_yield_statement(p, from);
    case TOKEN_RETURN: p->at++; return parse_return(p, from);
    case TOKEN_RAISE: p->at++; return parse_raise(p, from);
    case TOKEN_ASSERT: p->at++; return parse_assert(p, from);
    case TOKEN_DEL: p->at++; return parse_delete(p, from);
    case TOKEN_GLOBAL: p->at++; return parse_scope_names(p, from, NODE_GLOBAL);
    case TOKEN_NONLOCAL: p->at++; return parse_scope_names(p, from, NODE_NONLOCAL);
    case TOKEN_IMPORT: p->at++; return parse_import(p, from);
    case TOKEN_FROM: p->at++; return parse_import_from(p, from);
    default: return parse_expression_statement(p, from);
    }
}

bool parse_simple_statements(Parser *p, NodeList *list) {
    for (;;) {
        Node *node = parse_simple(p);
        if (!node || p->failed) return false;
        node_list_add(p, list, node);
        if (parser_accept(p, TOKEN_NEWLINE)) return true;
        if (!parser_accept(p, TOKEN_SEMICOLON)) return false;
        if (parser_accept(p, TOKEN_NEWLINE)) return true;
    }
}

bool parse_statements(Parser *p, NodeList *list) {
    for (;;) {
        TokenKind kind = parser_kind(p);
        if (kind == TOKEN_END || kind == TOKEN_DEDENT)
            return !p->failed && (list->count > 0 || kind == TOKEN_END);
        Node *node = parse_compound(p);
        if (node) {
            node_list_add(p, list, node);
        } else if (p->failed || !parse_simple_statements(p, list)) {
            return false;
        }
        parser_forget_memos(p);
    }
}
