/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compound statements, and the blocks below their colons.
 * See https://docs.python.org/3.11/reference/compound_stmts.html */
#include "lang/parsing.h"

bool parse_block(Parser *p, NodeList *list, const char *after, int line) {
    if (!parser_accept(p, TOKEN_NEWLINE)) return !p->failed && parse_simple_statements(p, list);
    if (!parser_accept(p, TOKEN_INDENT)) {
        if (p->diagnosing && !p->failed) {
            parser_raise_indentation(p, "expected an indented block after %s on line %d", after, line);
        }
        return false;
    }
    return parse_statements(p, list) && parser_accept(p, TOKEN_DEDENT);
}

bool parse_colon(Parser *p) {
    if (parser_accept(p, TOKEN_COLON)) return true;
    if (p->diagnosing && parser_kind(p) == TOKEN_NEWLINE) parser_raise_last(p, "expected ':'");
    return false;
}

/* `else:` and its block, if there is one. False: it is wrong. */
static bool parse_else(Parser *p, NodeList *list) {
    if (parser_kind(p) != TOKEN_ELSE) return !p->failed;
    int line = parser_take(p).line;
    return parser_expect_forced(p, TOKEN_COLON, ":") && parse_block(p, list, "'else' statement", line);
}

static Node *parse_if(Parser *p, const char *name) {
    size_t from = p->at;
    int line = parser_take(p).line;
    Node *test = parse_named_expression(p);
    NodeList body = { 0 }, otherwise = { 0 };
    if (!test || !parse_colon(p) || !parse_block(p, &body, name, line)) return NULL;
    if (parser_kind(p) == TOKEN_ELIF) {
        if (!parser_enter(p, 1)) return NULL;
        Node *next = parse_if(p, "'elif' statement");
        parser_leave(p, 1);
        if (!next) return NULL;
        node_list_add(p, &otherwise, next);
    } else if (!parse_else(p, &otherwise)) {
        return NULL;
    }
    Node *node = ast_node(p->ast, NODE_IF, parser_place(p, from));
    node->if_statement.test = test;
    node->if_statement.body = body;
    node->if_statement.otherwise = otherwise;
    return node;
}

static Node *parse_while(Parser *p) {
    size_t from = p->at;
    int line = parser_take(p).line;
    Node *test = parse_named_expression(p);
    NodeList body = { 0 }, otherwise = { 0 };
    if (!test || !parse_colon(p) || !parse_block(p, &body, "'while' statement", line)) return NULL;
    if (!parse_else(p, &otherwise)) return NULL;
    Node *node = ast_node(p->ast, NODE_WHILE, parser_place(p, from));
    node->while_loop.test = test;
    node->while_loop.body = body;
    node->while_loop.otherwise = otherwise;
    return node;
}

static Node *parse_for(Parser *p) {
    size_t from = p->at;
    int line = parser_take(p).line;
    Node *target = parse_star_targets(p);
    if (p->failed) return NULL;
    if (!target || !parser_accept(p, TOKEN_IN)) {
        p->at = from;
        if (p->diagnosing) mistakes_in_for_target(p);
        return NULL;
    }
    Node *iterable = parse_star_expressions(p);
    NodeList body = { 0 }, otherwise = { 0 };
    if (!iterable || !parse_colon(p) || !parse_block(p, &body, "'for' statement", line)) return NULL;
    if (!parse_else(p, &otherwise)) return NULL;
    Node *node = ast_node(p->ast, NODE_FOR, parser_place(p, from));
    node->for_loop.target = target;
    node->for_loop.iterable = iterable;
    node->for_loop.body = body;
    node->for_loop.otherwise = otherwise;
    return node;
}

static bool ends_with_item(TokenKind kind) {
    return kind == TOKEN_COMMA || kind == TOKEN_RIGHT_PARENTHESIS || kind == TOKEN_COLON;
}

static bool parse_with_item(Parser *p, WithItem *item) {
    size_t from = p->at;
    item->target = NULL;
    item->context = parse_expression(p);
    if (!item->context) return false;
    size_t mark = p->at;
    if (!parser_accept(p, TOKEN_AS)) return !p->failed;
    item->target = parse_star_target(p);
    if (item->target && ends_with_item(parser_kind(p))) return true;
    if (p->failed) return false;
    item->target = NULL;
    p->at = from;
    if (p->diagnosing) mistakes_in_with_item(p);
    p->at = mark;
    return !p->failed;
}

static bool parse_with_items(Parser *p, WithItemList *list) {
    *list = (WithItemList){ 0 };
    for (;;) {
        size_t mark = p->at;
        WithItem item;
        if ((list->count && !parser_accept(p, TOKEN_COMMA)) || !parse_with_item(p, &item)) {
            p->at = mark;
            return list->count > 0 && !p->failed;
        }
        list->items = parser_grow(p, list->items, list->count, sizeof(WithItem));
        list->items[list->count++] = item;
    }
}

/* Items in parentheses, up to the colon. They may turn out to be one expression instead. */
static bool parse_with_parentheses(Parser *p, WithItemList *list) {
    if (!parser_accept(p, TOKEN_LEFT_PARENTHESIS) || !parse_with_items(p, list)) return false;
    parser_accept(p, TOKEN_COMMA);
    return parser_accept(p, TOKEN_RIGHT_PARENTHESIS) && parser_accept(p, TOKEN_COLON);
}

static Node *parse_with(Parser *p) {
    size_t from = p->at;
    int line = parser_take(p).line;
    WithItemList items;
    NodeList body = { 0 };
    size_t mark = p->at;
    bool has_header = parse_with_parentheses(p, &items);
    if (!has_header && !p->failed) {
        p->at = mark;
        has_header = parse_with_items(p, &items) && parser_accept(p, TOKEN_COLON);
    }
    if (!has_header) {
        p->at = from;
        if (!p->failed && p->diagnosing) mistakes_in_with(p);
        return NULL;
    }
    if (!parse_block(p, &body, "'with' statement", line)) return NULL;
    Node *node = ast_node(p->ast, NODE_WITH, parser_place(p, from));
    node->with.items = items;
    node->with.body = body;
    return node;
}

static bool parse_handler(Parser *p, ExceptHandler *handler, bool *is_star) {
    size_t from = p->at;
    Token keyword = parser_take(p);
    *handler = (ExceptHandler){ .name = ABSENT };
    *is_star = parser_accept(p, TOKEN_STAR);
    bool has_header = !*is_star && parser_accept(p, TOKEN_COLON);
    if (!has_header) {
        handler->type = parse_expression(p);
        has_header = handler->type != NULL;
        if (has_header && parser_kind(p) == TOKEN_AS) {
            parser_take(p);
            has_header = parser_kind(p) == TOKEN_NAME;
            Token name = parser_take(p);
            if (has_header) handler->name = parser_name(p, &name);
        }
        has_header = has_header && parser_accept(p, TOKEN_COLON);
    }
    if (!has_header) {
        p->at = from;
        if (!p->failed && p->diagnosing) mistakes_in_except(p);
        return false;
    }
    const char *what = *is_star ? "'except*' statement" : "'except' statement";
    if (!parse_block(p, &handler->body, what, keyword.line)) return false;
    handler->place = parser_place(p, from);
    return !p->failed;
}

/* Either all have a star behind `except`, or none. */
static bool parse_handlers(Parser *p, ExceptHandlerList *handlers, bool *is_star) {
    while (parser_kind(p) == TOKEN_EXCEPT) {
        ExceptHandler handler;
        bool has_star;
        size_t from = p->at;
        if (!parse_handler(p, &handler, &has_star)) return false;
        if (handlers->count == 0) *is_star = has_star;
        if (has_star != *is_star) {
            Place keyword =
                place_span(token_place(&p->tokens[from]), token_place(&p->tokens[from + has_star]));
            if (p->diagnosing)
                parser_raise_at(p, keyword, "cannot have both 'except' and 'except*' on the same 'try'");
            return false;
        }
        handlers->items = parser_grow(p, handlers->items, handlers->count, sizeof(ExceptHandler));
        handlers->items[handlers->count++] = handler;
    }
    return !p->failed;
}

/* `try:` and its block. Without a block, python3 still looks at the handlers. */
static bool parse_try_header(Parser *p, NodeList *body) {
    int line = parser_take(p).line;
    if (!parser_expect_forced(p, TOKEN_COLON, ":")) return false;
    size_t mark = p->at;
    if (parse_block(p, body, "'try' statement", line)) return true;
    if (p->failed || !p->diagnosing) return false;
    ExceptHandlerList ignored = { 0 };
    bool is_star;
    p->at = mark;
    parse_handlers(p, &ignored, &is_star);
    return false;
}

static Node *parse_try(Parser *p) {
    size_t from = p->at;
    NodeList body = { 0 }, otherwise = { 0 }, finally = { 0 };
    ExceptHandlerList handlers = { 0 };
    bool is_star = false;
    if (!parse_try_header(p, &body)) return NULL;
    if (parser_kind(p) != TOKEN_EXCEPT && parser_kind(p) != TOKEN_FINALLY) {
        return p->diagnosing ? parser_raise_last(p, "expected 'except' or 'finally' block") : NULL;
    }
    if (!parse_handlers(p, &handlers, &is_star)) return NULL;
    if (handlers.count && !parse_else(p, &otherwise)) return NULL;
    if (parser_kind(p) == TOKEN_FINALLY) {
        int line = parser_take(p).line;
        if (!parser_expect_forced(p, TOKEN_COLON, ":")) return NULL;
        if (!parse_block(p, &finally, "'finally' statement", line)) return NULL;
    }
    if (p->failed) return NULL;
    Node *node = ast_node(p->ast, NODE_TRY, parser_place(p, from));
    node->try_statement.body = body;
    node->try_statement.handlers = handlers;
    node->try_statement.otherwise = otherwise;
    node->try_statement.finally = finally;
    node->try_statement.is_star = is_star;
    return node;
}

static Node *parse_function(Parser *p, NodeList decorators) {
    size_t from = p->at;
    int line = parser_take(p).line;
    Token name = parser_take(p);
    if (name.kind != TOKEN_NAME || !parser_expect_forced(p, TOKEN_LEFT_PARENTHESIS, "(")) return NULL;
    Parameters *parameters = NULL;
    if (parser_kind(p) != TOKEN_RIGHT_PARENTHESIS) {
        if (!parser_enter(p, BRACKET_DEPTH)) return NULL;
        parameters = parse_parameters(p, false);
        parser_leave(p, BRACKET_DEPTH);
        if (!parameters) return NULL;
    }
    if (!parser_accept(p, TOKEN_RIGHT_PARENTHESIS)) return NULL;
    size_t mark = p->at;
    Node *returns = parser_accept(p, TOKEN_ARROW) ? parse_expression(p) : NULL;
    if (!returns) p->at = mark;
    NodeList body = { 0 };
    if (!parser_expect_forced(p, TOKEN_COLON, ":")) return NULL;
    if (!parse_block(p, &body, "function definition", line)) return NULL;
    Node *node = ast_node(p->ast, NODE_FUNCTION_DEF, parser_place(p, from));
    node->function.name = parser_name(p, &name);
    node->function.parameters = parameters ? parameters : ast_allocate(p->ast, sizeof(Parameters));
    node->function.body = body;
    node->function.decorators = decorators;
    node->function.returns = returns;
    return p->failed ? NULL : node;
}

/* The optional parentheses behind a class's name. False: they do not fit. */
static bool parse_bases(Parser *p, Arguments *arguments) {
    size_t mark = p->at;
    if (!parser_accept(p, TOKEN_LEFT_PARENTHESIS)) return !p->failed;
    if (!parser_enter(p, BRACKET_DEPTH)) return false;
    bool is_right = parse_arguments(p, arguments, false) && parser_accept(p, TOKEN_RIGHT_PARENTHESIS);
    parser_leave(p, BRACKET_DEPTH);
    if (!is_right) p->at = mark;
    return is_right;
}

static Node *parse_class(Parser *p, NodeList decorators) {
    size_t from = p->at;
    int line = parser_take(p).line;
    Token name = parser_take(p);
    if (name.kind != TOKEN_NAME) return NULL;
    Arguments arguments = { 0 };
    NodeList body = { 0 };
    if (!parse_bases(p, &arguments) || !parse_colon(p)) return NULL;
    if (!parse_block(p, &body, "class definition", line)) return NULL;
    Node *node = ast_node(p->ast, NODE_CLASS_DEF, parser_place(p, from));
    node->class_def.name = parser_name(p, &name);
    node->class_def.bases = arguments.arguments;
    node->class_def.keywords = arguments.keywords;
    node->class_def.body = body;
    node->class_def.decorators = decorators;
    return p->failed ? NULL : node;
}

/* `async` and the statement behind it, whose place begins there. */
static Node *parse_async(Parser *p, NodeList decorators, bool only_def) {
    Token token = parser_take(p);
    TokenKind kind = parser_kind(p);
    Node *node = NULL;
    if (kind == TOKEN_DEF) {
        node = parse_function(p, decorators);
        if (node) node->function.is_async = true;
    } else if (kind == TOKEN_FOR && !only_def) {
        node = parse_for(p);
        if (node) node->for_loop.is_async = true;
    } else if (kind == TOKEN_WITH && !only_def) {
        node = parse_with(p);
        if (node) node->with.is_async = true;
    }
    if (!node) return NULL;
    Place start = token_place(&token);
    node->place.line = start.line;
    node->place.column = start.column;
    return node;
}

static Node *parse_decorated(Parser *p) {
    NodeList decorators = { 0 };
    while (parser_accept(p, TOKEN_AT)) {
        Node *decorator = parse_named_expression(p);
        if (!decorator || !parser_accept(p, TOKEN_NEWLINE)) return NULL;
        node_list_add(p, &decorators, decorator);
    }
    switch (parser_kind(p)) {
    case TOKEN_DEF: return parse_function(p, decorators);
    case TOKEN_CLASS: return parse_class(p, decorators);
    case TOKEN_ASYNC: return parse_async(p, decorators, true);
    default: return NULL;
    }
}

Node *parse_compound(Parser *p) {
    size_t from = p->at;
    NodeList none = { 0 };
    Node *node = NULL;
    switch (parser_kind(p)) {
    case TOKEN_IF: node = parse_if(p, "'if' statement"); break;
    case TOKEN_WHILE: node = parse_while(p); break;
    case TOKEN_FOR: node = parse_for(p); break;
    case TOKEN_WITH: node = parse_with(p); break;
    case TOKEN_TRY: node = parse_try(p); break;
    case TOKEN_DEF: node = parse_function(p, none); break;
    case TOKEN_CLASS: node = parse_class(p, none); break;
    case TOKEN_AT: node = parse_decorated(p); break;
    case TOKEN_ASYNC: node = parse_async(p, none, false); break;
    case TOKEN_NAME:
        if (parser_is_name(p, "match")) node = parse_match(p);
        break;
    default: return NULL;
    }
    if (!node) p->at = from;
    return node;
}
