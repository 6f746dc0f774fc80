/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parser's frame: tokens, memory of the second pass, building nodes, and the two passes of parse(). */
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/text.h"
#include "lang/parsing.h"
#include "value/str.h"
#include <string.h>

static const Token no_token = { .kind = TOKEN_ERROR };

/* A lexer that failed leaves the wording of some errors to us, because their place is the parser's. */
static void raise_lexer_failure(Parser *p) {
    Lexer *lexer = &p->lexer;
    Place line = { lexer->line, 0, lexer->line, -1 };
    p->failed = true;
    switch (lexer->failure) {
    case LEXER_FINE:
    case LEXER_RAISED: return;
    case LEXER_WANTS_LINE: p->wants_line = true; return;
    case LEXER_END:
        if (lexer->level > 0) {
            parser_raise_unclosed(p);
        } else {
            parser_raise_last(p, "unexpected EOF while parsing");
        }
        return;
    case LEXER_BAD_DEDENT:
        parser_raise_indentation(p, "unindent does not match any outer indentation level");
        return;
    case LEXER_MIXED_TABS:
        parser_raise_at(p, line, "inconsistent use of tabs and spaces in indentation");
        p->problem->kind = PROBLEM_TAB;
        return;
    case LEXER_TOO_INDENTED:
        parser_raise_at(p, line, "too many levels of indentation");
        p->problem->kind = PROBLEM_INDENTATION;
        return;
    case LEXER_BAD_CONTINUATION:
        line.column = (int)(lexer->at - lexer->buffer_start) - 1;
        parser_raise_at(p, line, "unexpected character after line continuation character");
        return;
    }
}

/* A single statement may end with the text: then its last line ends first, and its blocks. */
static void end_single(Parser *p, Token *token) {
    if (p->mode != PARSE_SINGLE || p->is_fstring) return;
    if (token->kind != TOKEN_END || !p->started) {
        p->started = true;
        return;
    }
    token->kind = TOKEN_NEWLINE;
    p->started = false;
    p->lexer.pending = -p->lexer.depth;
    p->lexer.depth = 0;
}

static bool fill(Parser *p) {
    if (p->failed) return false;
    if (p->count == p->capacity) {
        size_t capacity = p->capacity;
        if (!memory_grow(&p->tokens, &p->capacity, p->count + 1, sizeof(Token))) {
            parser_fail(p, PROBLEM_MEMORY);
            return false;
        }
        if (p->has_memos && !memory_grow(&p->memos, &capacity, p->capacity, sizeof(Memo *))) {
            parser_fail(p, PROBLEM_MEMORY);
            return false;
        }
    }
    Token token = lexer_next(&p->lexer);
    end_single(p, &token);
    if (p->is_fstring && p->lexer.line == p->first_line && token.column >= 0) {
        token.column += p->first_column;
        token.end_column += p->first_column;
    }
    if (p->has_memos) p->memos[p->count] = NULL;
    p->tokens[p->count++] = token;
    if (token.kind != TOKEN_ERROR) return true;
    raise_lexer_failure(p);
    return false;
}

const Token *parser_peek(Parser *p) {
    if (p->failed || (p->at == p->count && !fill(p))) return &no_token;
    return &p->tokens[p->at];
}

Token parser_take(Parser *p) {
    Token token = *parser_peek(p);
    if (token.kind != TOKEN_ERROR) p->at++;
    return token;
}

bool parser_accept(Parser *p, TokenKind kind) {
    if (parser_kind(p) != kind) return false;
    p->at++;
    return true;
}

bool parser_follows(Parser *p, TokenKind kind) {
    size_t mark = p->at;
    parser_take(p);
    bool follows = parser_kind(p) == kind;
    p->at = mark;
    return follows;
}

bool parser_expect_forced(Parser *p, TokenKind kind, const char *text) {
    if (p->failed || parser_accept(p, kind)) return !p->failed;
    const Token *token = parser_peek(p);
    if (!p->failed) parser_raise_at(p, token_place(token), "expected '%s'", text);
    return false;
}

bool parser_is_name(Parser *p, const char *text) {
    const Token *token = parser_peek(p);
    size_t length = strlen(text);
    return token->kind == TOKEN_NAME && token->end - token->start == length &&
           memcmp(p->text + token->start, text, length) == 0;
}

Place parser_place(Parser *p, size_t from) {
    const Token *first = &p->tokens[from];
    size_t last = p->at - 1;
    while (last > from && (p->tokens[last].kind == TOKEN_NEWLINE || p->tokens[last].column < 0)) last--;
    return place_span(token_place(first), token_place(&p->tokens[last]));
}

bool parser_enter(Parser *p, int cost) {
    p->depth += cost;
    if (p->depth <= PARSE_DEPTH) return true;
    parser_fail(p, PROBLEM_MEMORY);
    return false;
}

struct Memo {
    Memo *next;
    Node *node;
    size_t end;
    Rule rule;
    bool diagnosing;
};

/* Rules tried between two looks at the world. */
enum { WORK_UNNOTICED = 4096 };

bool parser_start_memos(Parser *p) {
    if (p->has_memos) return true;
    p->memos = memory_try_array(p->capacity, sizeof(Memo *));
    if (!p->memos) return parser_fail(p, PROBLEM_MEMORY), false;
    memset(p->memos, 0, p->count * sizeof(Memo *));
    return p->has_memos = true;
}

void parser_forget_memos(Parser *p) {
    if (!p->has_memos || p->diagnosing) return;
    memory_free(p->memos);
    p->memos = NULL;
    p->has_memos = false;
}

Node *parser_misfit(Parser *p) {
    if (!p->failed) parser_start_memos(p);
    return NULL;
}

/* Now and then: a text may be long, and a tree larger than what memory there is for it. */
static void look_around(Parser *p) {
    if (interrupt_stops_work() || memory_over_budget()) parser_fail(p, PROBLEM_MEMORY);
}

bool parser_recall(Parser *p, Rule rule, Node **node) {
    if (++p->problem->work % WORK_UNNOTICED == 0) look_around(p);
    if (!p->has_memos || p->at >= p->count) return false;
    for (Memo *memo = p->memos[p->at]; memo; memo = memo->next) {
        if (memo->rule != rule || (rule >= RULE_NAMED_EXPRESSION && memo->diagnosing != p->diagnosing))
            continue;
        *node = memo->node;
        p->at = memo->end;
        return true;
    }
    return false;
}

Node *parser_remember(Parser *p, Rule rule, size_t from, Node *node) {
    if (!p->has_memos || p->failed || from >= p->count) return node;
    Memo *memo = ast_allocate(p->ast, sizeof(Memo));
    *memo = (Memo){ p->memos[from], node, p->at, rule, p->diagnosing };
    p->memos[from] = memo;
    return node;
}

Value parser_name(Parser *p, const Token *token) {
    const char *text = p->text + token->start;
    size_t count = token->end - token->start;
    Buffer normal = { 0 };
    for (size_t i = 0; i < count; i++) {
        if ((uint8_t)text[i] < 128) continue;
        text_append_nfkc(&normal, text, count);
        break;
    }
    Value name = normal.count ? str_from_buffer_take(&normal) : str_from_utf8(text, count);
    if (is_absent(name)) return parser_fail(p, PROBLEM_MEMORY), ABSENT;
    Value interned = str_intern(name);
    release(name);
    return ast_keep_take(p->ast, interned);
}

Node *parser_name_node(Parser *p, const Token *token) {
    Node *node = ast_node(p->ast, NODE_NAME, token_place(token));
    node->name.id = parser_name(p, token);
    return p->failed ? NULL : node;
}

/* Grows at each power of two, so that the count alone tells the capacity. */
void *parser_grow(Parser *p, void *items, size_t count, size_t size) {
    if (count & (count - 1)) return items;
    void *larger = ast_allocate(p->ast, (count ? count * 2 : 1) * size);
    if (count) memcpy(larger, items, count * size);
    return larger;
}

void node_list_add(Parser *p, NodeList *list, Node *node) {
    list->items = parser_grow(p, list->items, list->count, sizeof(Node *));
    list->items[list->count++] = node;
}

static Node *parse_module(Parser *p) {
    NodeList body = { 0 };
    if (!parse_statements(p, &body) || !parser_accept(p, TOKEN_END)) return NULL;
    Node *node = ast_node(p->ast, NODE_MODULE, (Place){ 1, 0, 1, 0 });
    node->module.body = body;
    return node;
}

/* As parse_star_expressions, without stars. */
static Node *parse_plain_expressions(Parser *p) {
    NodeList items = { 0 };
    bool is_tuple = false;
    for (;;) {
        size_t mark = p->at;
        Node *item = parse_expression(p);
        if (p->failed || (!item && items.count == 0)) return NULL;
        if (!item) {
            p->at = mark;
            break;
        }
        node_list_add(p, &items, item);
        if (!parser_accept(p, TOKEN_COMMA)) break;
        is_tuple = true;
    }
    if (!is_tuple) return items.items[0];
    Node *node = ast_node(p->ast, NODE_TUPLE, parser_place(p, 0));
    node->sequence.items = items;
    return node;
}

static Node *parse_eval(Parser *p) {
    Node *body = parse_plain_expressions(p);
    if (!body) return NULL;
    while (parser_accept(p, TOKEN_NEWLINE)) {}
    if (!parser_accept(p, TOKEN_END)) return NULL;
    Node *node = ast_node(p->ast, NODE_EXPRESSION, body->place);
    node->expression.body = body;
    return node;
}

static Node *parse_interactive(Parser *p) {
    NodeList body = { 0 };
    if (parser_kind(p) == TOKEN_END) return NULL;
    if (parser_accept(p, TOKEN_NEWLINE)) {
        node_list_add(p, &body, ast_node(p->ast, NODE_PASS, (Place){ 1, 0, 1, 0 }));
    } else {
        Node *statement = parse_compound(p);
        if (statement) {
            node_list_add(p, &body, statement);
            if (!parser_accept(p, TOKEN_NEWLINE)) return NULL;
        } else if (p->failed || !parse_simple_statements(p, &body)) {
            return NULL;
        }
    }
    if (p->failed) return NULL;
    Node *node = ast_node(p->ast, NODE_INTERACTIVE, (Place){ 1, 0, 1, 0 });
    node->module.body = body;
    return node;
}

static Node *parse_root(Parser *p) {
    if (p->is_fstring) return parse_star_expressions(p);
    switch (p->mode) {
    case PARSE_FILE: return parse_module(p);
    case PARSE_SINGLE: return parse_interactive(p);
    default: return parse_eval(p);
    }
}

/* Compiled as a single statement, nothing but comments may follow it. */
static bool more_follows(const Parser *p) {
    if (p->mode != PARSE_SINGLE || p->lexer.is_prompt || p->is_fstring) return false;
    const char *at = p->text + p->lexer.at;
    if (p->lexer.at >= p->lexer.count) return false;
    for (;;) {
        at += strspn(at, " \t\n\f\r");
        if (*at != '#') return *at != '\0';
        at += strcspn(at, "\n");
    }
}

/* The second pass, over a text that is wrong. */
static void diagnose(Parser *p) {
    Token last = p->tokens[p->count - 1];
    if (!parser_start_memos(p)) return;
    /* What was remembered at the first pass was found quietly. */
    memset(p->memos, 0, p->count * sizeof(Memo *));
    p->diagnosing = true;
    p->warned_to = 0; /* it warns again */
    p->lexer.stops_short = p->lexer.is_prompt;
    p->at = 0;
    p->depth = 0;
    parse_root(p);
    if (p->failed) {
        if (!p->lexer.at_end) parser_prefer_lexer_problem(p);
        return;
    }
    if (last.kind == TOKEN_INDENT || last.kind == TOKEN_DEDENT) {
        parser_raise_indentation(p, last.kind == TOKEN_INDENT ? "unexpected indent" : "unexpected unindent");
    } else {
        parser_raise_at(p, token_place(&last), "invalid syntax");
        parser_prefer_lexer_problem(p);
    }
}

static Node *run(Parser *p) {
    Node *root = parse_root(p);
    if (root && !p->failed && more_follows(p)) {
        return parser_raise_last(p, "multiple statements found while compiling a single statement");
    }
    if (root && !p->failed) return root;
    if (!p->failed) {
        diagnose(p);
    } else if (!p->lexer.at_end) {
        parser_prefer_lexer_problem(p);
    }
    return NULL;
}

static void end(Parser *p) {
    memory_free(p->tokens);
    memory_free(p->memos);
}

Ast *parse(Source *source, ParseMode mode, SyntaxProblem *problem) {
    Parser p = { .problem = problem, .source = source, .text = source->text, .mode = mode };
    p.ast = ast_new();
    /* Only a whole program, and what is typed, gets the newline that its last line lacks. */
    bool is_short = source->lacks_newline && mode != PARSE_FILE && source->kind != SOURCE_PROMPT;
    lexer_init(&p.lexer, source->text, source->count - is_short, problem);
    p.lexer.is_prompt = source->kind == SOURCE_PROMPT;
    p.lexer.source = source;
    Ast *ast = p.ast;
    ast->root = run(&p);
    end(&p);
    if (ast->root) return ast;
    ast_free(ast);
    return NULL;
}

Node *parse_fstring_expression(Parser *outer, const char *text, size_t count, int line, int column) {
    Parser p = {
        .problem = outer->problem,
        .ast = outer->ast,
        .source = outer->source,
        .text = text,
        .mode = outer->mode,
        .is_fstring = true,
        .first_line = line,
        .first_column = column,
        .warned_to = outer->warns ? 0 : SIZE_MAX,
    };
    lexer_init(&p.lexer, text, count, outer->problem);
    p.lexer.line = line - 1;
    p.lexer.source = outer->source;
    p.depth = outer->depth;
    Node *node = parser_enter(&p, BRACKET_DEPTH) ? run(&p) : NULL;
    end(&p);
    if (!node) outer->failed = true;
    return node;
}

/* How many bytes the first `lines` lines of text have. */
static size_t lines_end(const char *text, size_t count, int lines) {
    size_t end = 0;
    for (; lines > 0 && end < count; lines--) {
        const char *newline = memchr(text + end, '\n', count - end);
        end = newline ? (size_t)(newline + 1 - text) : count;
    }
    return end;
}

Completeness source_look(const char *text, size_t count, size_t *end_position, bool *in_string) {
    SyntaxProblem problem = { 0 };
    Value name = str_new("<stdin>");
    Source *source = source_new(SOURCE_PROMPT, name, text, count, &problem);
    release(name);
    Completeness completeness = INVALID;
    *in_string = false;
    size_t used = count;
    if (source) {
        Parser p = { .problem = &problem, .source = source, .text = source->text, .mode = PARSE_SINGLE };
        p.ast = ast_new();
        lexer_init(&p.lexer, source->text, source->count, &problem);
        p.lexer.is_prompt = p.lexer.may_ask = true;
        Node *root = run(&p);
        bool is_unclosed = p.lexer.level > 0 || p.lexer.in_token;
        completeness = root ? COMPLETE : !p.wants_line ? INVALID : is_unclosed ? UNCLOSED : INCOMPLETE;
        *in_string = p.lexer.in_token;
        used = lines_end(text, count, p.lexer.line);
        end(&p);
        ast_free(p.ast);
    }
    if (end_position) *end_position = used;
    source_free(source);
    problem_clear(&problem);
    return completeness;
}

Completeness source_completeness(const char *text, size_t count, size_t *end_position) {
    bool in_string;
    return source_look(text, count, end_position, &in_string);
}
