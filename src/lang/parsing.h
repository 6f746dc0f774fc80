/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the parser share. Only they include it.
 *
 * One function a grammar rule. It gives a node and has moved `at` behind it; or gives NULL: either the
 * rule does not fit here (`at` may then be anywhere, the caller puts it back if it has another idea), or
 * `failed` is set, with the problem, and everybody returns. A rule that does not fit says nothing: the
 * text is parsed once for programs that are right; when that fails it is parsed again, `diagnosing`, and
 * mistakes_*.c look at each place for what people get wrong. If they find nothing, it is "invalid syntax"
 * at the farthest token of the first time. */
#pragma once
#include "lang/lexer.h"
#include "lang/parser.h"

/* Rules whose results are remembered once something has gone wrong, when they are tried again and again at
 * one place. A result of the first ones holds whether it was found quietly or not: what was read quietly
 * is not looked at again, as in python3. */
typedef enum {
    RULE_EXPRESSION,
    RULE_DISJUNCTION,
    RULE_BITWISE_OR,
    RULE_FACTOR,
    RULE_PRIMARY,
    RULE_NAMED_EXPRESSION,
    RULE_STAR_EXPRESSIONS,
    RULE_ATOM,
} Rule;

typedef struct Memo Memo;

typedef struct {
    Lexer lexer;
    SyntaxProblem *problem;
    Ast *ast;
    Source *source;   /* of the whole text */
    const char *text; /* what the lexer reads: the source's, or an expression of an f-string */
    ParseMode mode;
    Token *tokens;
    Memo **memos; /* one list a token */
    size_t at, count, capacity;
    bool failed;
    bool wants_line; /* the reason of the failure: the text may go on */
    bool diagnosing;
    bool has_memos;
    bool started; /* PARSE_SINGLE: a token was read since the last statement's end */
    int depth;
    bool is_fstring;
    int first_line, first_column; /* of an f-string's expression in the source */
    size_t warned_to;             /* what lies before has been read before: no warning comes twice */
    bool warns;                   /* of the string that is being read */
} Parser;

enum { PARSE_DEPTH = 6000, BRACKET_DEPTH = 28 };

/* Tokens. */
const Token *parser_peek(Parser *p); /* the token at `at`; one of TOKEN_ERROR when the lexer failed */
Token parser_take(Parser *p);        /* a copy: reading on may move the tokens */
static inline TokenKind parser_kind(Parser *p) { return parser_peek(p)->kind; }
bool parser_accept(Parser *p, TokenKind kind);
bool parser_follows(Parser *p, TokenKind kind); /* the token behind the one at `at` */
/* "expected ':'" already at the first pass */
bool parser_expect_forced(Parser *p, TokenKind kind, const char *text);
bool parser_is_name(Parser *p, const char *text); /* a soft keyword */
/* from that token to the last one taken that is not about lines */
Place parser_place(Parser *p, size_t from);
static inline Place token_place(const Token *t) {
    return (Place){ t->line, t->column, t->end_line, t->end_column };
}
static inline Place place_span(Place a, Place b) {
    return (Place){ a.line, a.column, b.end_line, b.end_column };
}
bool parser_enter(Parser *p, int cost); /* false: too deep, raised. Balanced by parser_leave */
static inline void parser_leave(Parser *p, int cost) { p->depth -= cost; }
bool parser_start_memos(Parser *p);  /* false: no memory, raised */
void parser_forget_memos(Parser *p); /* of the first pass, behind a statement that is right */
/* A rule did not fit, in brackets or behind an operator: what is inside may be tried again, and again inside
 * that. From now on results are remembered, so that each rule runs once at each place. Gives NULL. */
Node *parser_misfit(Parser *p);
bool parser_recall(Parser *p, Rule rule, Node **node); /* true: *node and `at` are as they were then */
Node *parser_remember(Parser *p, Rule rule, size_t from, Node *node);

/* Raising: each sets the problem and gives NULL. */
void *parser_raise_at(Parser *p, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A DeprecationWarning. */
void parser_warn(Parser *p, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));
void *parser_raise_from(Parser *p, Place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void *parser_raise_last(Parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void *parser_raise_indentation(Parser *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void *parser_fail(Parser *p, ProblemKind kind); /* without a place */
void parser_raise_unclosed(Parser *p);
void parser_prefer_lexer_problem(Parser *p);

/* Building. */
Value parser_name(Parser *p, const Token *token);                     /* borrowed, interned */
void *parser_grow(Parser *p, void *items, size_t count, size_t size); /* items with room for one more */
void node_list_add(Parser *p, NodeList *list, Node *node);
Node *parser_name_node(Parser *p, const Token *token);

/* parse_statement.c, parse_compound.c */
bool parser_is_augmented(Parser *p, BinaryOperator *operation);
bool parse_statements(Parser *p, NodeList *list); /* as many as there are; false: failed */
bool parse_simple_statements(Parser *p, NodeList *list);
Node *parse_compound(Parser *p); /* NULL when none starts here, too */
/* Behind a header's colon: an indented block or statements on the same line. `after` names the header in
 * "expected an indented block after ... on line ..."; the words are python3's. */
bool parse_block(Parser *p, NodeList *list, const char *after, int line);
bool parse_colon(Parser *p); /* behind a header; a line that ends instead has a message of its own */

/* parse_match.c, parse_pattern.c */
Node *parse_match(Parser *p);
Node *parse_patterns(Parser *p); /* behind `case` */

/* parse_expression.c */
Node *parse_star_expressions(Parser *p);
Node *parse_star_named_expression(Parser *p);
Node *parse_named_expression(Parser *p);
Node *parse_assignment_expression(Parser *p); /* name := expression */
Node *parse_expression(Parser *p);
Node *parse_expression_quietly(Parser *p); /* no diagnosing inside */
Node *parse_disjunction(Parser *p);
Node *parse_bitwise_or(Parser *p);
Node *parse_primary(Parser *p);
Node *parse_yield(Parser *p);
Node *parse_starred(Parser *p); /* '*' expression */

/* parse_atom.c */
Node *parse_atom(Parser *p);
bool parse_comprehensions(Parser *p, ComprehensionList *list);
bool parse_star_named_list(Parser *p, NodeList *list); /* one or more, and an optional comma */
bool parse_pair(Parser *p, Node **key, Node **value);

/* parse_call.c */
typedef struct {
    NodeList arguments;
    KeywordList keywords;
    Place place;
} Arguments;
/* Up to the closing parenthesis, which is not taken. may_generate: f(x for x in y) is right here. */
bool parse_arguments(Parser *p, Arguments *arguments, bool may_generate);
bool parse_arguments_prefix(Parser *p, Arguments *arguments); /* as far as they are right; no comma behind */
Node *parse_subscript_index(Parser *p);

/* parse_parameters.c */
Parameters *parse_parameters(Parser *p, bool is_lambda);
typedef enum { DEFAULT_NONE, DEFAULT_REQUIRED, DEFAULT_MAYBE } DefaultRule;
typedef struct {
    Parameter parameter;
    Node *value; /* the default */
} ParameterItem;
bool parse_parameter(Parser *p, bool is_lambda, Parameter *parameter);
bool parse_parameter_item(Parser *p, bool is_lambda, DefaultRule rule, ParameterItem *item);

/* parse_target.c */
typedef enum { TARGETS_STAR, TARGETS_DELETE, TARGETS_FOR } TargetKind;
bool target_accepts(const Node *node, TargetKind kind);
bool target_is_single(const Node *node);
void target_set_context(Node *node, Context context);
Node *parse_star_targets(Parser *p);
Node *parse_star_target(Parser *p);
bool parse_delete_targets(Parser *p, NodeList *list);
const char *expression_name(const Node *node);                      /* as messages name it: "function call" */
void *raise_invalid_target(Parser *p, Node *node, TargetKind kind); /* NULL also when there is none */

/* mistakes_*.c: each looks at `at`, puts it back, and has raised if `failed` is set behind it. */
void mistakes_in_expression(Parser *p);
void mistakes_in_named_expression(Parser *p);
void mistakes_in_group(Parser *p);
void mistakes_in_comprehension(Parser *p);
void mistakes_in_dict(Parser *p);
void mistakes_in_dict_comprehension(Parser *p);
void mistakes_in_arguments(Parser *p);
void mistakes_in_keyword(Parser *p);
void mistakes_in_assignment(Parser *p);
void mistakes_in_for_target(Parser *p);
void mistakes_in_with_item(Parser *p);
void mistakes_in_with(Parser *p);
void mistakes_in_except(Parser *p);
void mistakes_in_parameters(Parser *p, bool is_lambda);
void mistakes_in_star_parameters(Parser *p, bool is_lambda);
void mistakes_in_keyword_parameters(Parser *p, bool is_lambda);

/* literals.c, fstring.c */
Node *parse_number(Parser *p);
Node *parse_strings(Parser *p);

/* What string literals side by side become: text, or with an f-string among them a row of texts and
 * values. */
typedef struct {
    Buffer text;     /* not yet in values */
    NodeList values; /* CONSTANT and FORMATTED_VALUE */
    bool has_fields; /* an f-string was among them */
    Place place;     /* of the parts, which is that of all literals together */
    Place whole;     /* of the JOINED_STR, and of text at its end */
} StringParts;

Node *string_parts_finish(Parser *p, StringParts *parts); /* a CONSTANT or a JOINED_STR; clears the parts */
void string_parts_add(Parser *p, StringParts *parts, Node *field);
void string_parts_clear(StringParts *parts);
bool parse_fstring(Parser *p, StringParts *parts, const Token *token, size_t from, size_t to, bool is_raw);
/* escapes of str; false: raised */
bool literal_decode(Parser *p, const Token *token, const char *text, size_t count, Buffer *out);

/* parser.c, for f-strings: text is "(" expression ")\n". */
Node *parse_fstring_expression(Parser *outer, const char *text, size_t count, int line, int column);
