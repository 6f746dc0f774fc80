/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to tokens, on demand: a token is read only when the parser asks for it, so that errors are found in
 * the order in which python3 finds them, and so that the prompt knows when a statement needs another line.
 * See https://docs.python.org/3.11/reference/lexical_analysis.html */
#pragma once
#include "lang/source.h"
#include "lang/token.h"
#include <stddef.h>

enum { INDENT_LIMIT = 100, BRACKET_LIMIT = 200 };

/* What the lexer met when it gives TOKEN_ERROR. The parser words all but the first: their place depends on
 * what it had read. */
typedef enum {
    LEXER_FINE,
    LEXER_RAISED,     /* the problem is set */
    LEXER_END,        /* the text ends too early */
    LEXER_WANTS_LINE, /* as above, but whoever types may go on */
    LEXER_BAD_DEDENT,
    LEXER_MIXED_TABS,
    LEXER_TOO_INDENTED,
    LEXER_BAD_CONTINUATION, /* something behind a backslash */
} LexerFailure;

typedef struct {
    const char *text; /* NUL-terminated; each line, the last too, ends in \n */
    size_t count;
    size_t at;                   /* the next byte */
    size_t line_start, line_end; /* the line that `at` is in, with its \n */
    size_t buffer_start;         /* the line where the token began that reached into this one */
    int line;                    /* its number; 0 before the first */
    bool in_token;
    size_t token_start;
    int first_line;          /* where the string token began, */
    size_t first_line_start; /* and its line's start */
    bool is_prompt;          /* an empty line ends a block */
    bool may_ask;            /* at the end, answer LEXER_WANTS_LINE */
    bool stops_short; /* at the end, give TOKEN_END, brackets open or not: no other line is looked at */
    bool at_end, at_line_start;
    int pending; /* INDENT (> 0) or DEDENT (< 0) tokens to give */
    int depth;   /* of indents */
    int indents[INDENT_LIMIT], alternative_indents[INDENT_LIMIT];
    int level; /* of brackets */
    char brackets[BRACKET_LIMIT];
    int bracket_lines[BRACKET_LIMIT], bracket_columns[BRACKET_LIMIT];
    LexerFailure failure;
    SyntaxProblem *problem; /* borrowed */
    Source *source;         /* for warnings; borrowed; NULL: there are none */
} Lexer;

void lexer_init(Lexer *lexer, const char *text, size_t count, SyntaxProblem *problem);
Token lexer_next(Lexer *lexer);

/* For lexer_number.c. */
enum { LEXER_EOF = -1 };
int lexer_read(Lexer *lexer); /* the next byte or LEXER_EOF */
void lexer_back(Lexer *lexer, int byte);
/* Sets the problem at the current byte, or at the given columns (1-based, in characters); gives false. */
bool lexer_raise(Lexer *lexer, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A SyntaxWarning there. */
void lexer_warn(Lexer *lexer, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool lexer_raise_range(Lexer *lexer, int offset, int end_offset, const char *message);
bool lexer_read_number(Lexer *lexer, int first);  /* false: raised */
bool lexer_read_fraction(Lexer *lexer, int byte); /* from behind the dot; byte is the next one */
