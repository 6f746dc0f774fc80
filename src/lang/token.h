/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of tokens. Keywords are kinds of their own; the soft ones (match, case, _, print) are names. */
#pragma once
#include <stdint.h>

/* In alphabetical order by bytes: the lexer searches by halves. */
#define KEYWORDS(X)                                                                                          \
    X(FALSE, "False")                                                                                        \
    X(NONE, "None")                                                                                          \
    X(TRUE, "True")                                                                                          \
    X(AND, "and")                                                                                            \
    X(AS, "as")                                                                                              \
    X(ASSERT, "assert")                                                                                      \
    X(ASYNC, "async")                                                                                        \
    X(AWAIT, "await")                                                                                        \
    X(BREAK, "break")                                                                                        \
    X(CLASS, "class")                                                                                        \
    X(CONTINUE, "continue")                                                                                  \
    X(DEF, "def")                                                                                            \
    X(DEL, "del")                                                                                            \
    X(ELIF, "elif")                                                                                          \
    X(ELSE, "else")                                                                                          \
    X(EXCEPT, "except")                                                                                      \
    X(FINALLY, "finally")                                                                                    \
    X(FOR, "for")                                                                                            \
    X(FROM, "from")                                                                                          \
    X(GLOBAL, "global")                                                                                      \
    X(IF, "if")                                                                                              \
    X(IMPORT, "import")                                                                                      \
    X(IN, "in")                                                                                              \
    X(IS, "is")                                                                                              \
    X(LAMBDA, "lambda")                                                                                      \
    X(NONLOCAL, "nonlocal")                                                                                  \
    X(NOT, "not")                                                                                            \
    X(OR, "or")                                                                                              \
    X(PASS, "pass")                                                                                          \
    X(RAISE, "raise")                                                                                        \
    X(RETURN, "return")                                                                                      \
    X(TRY, "try")                                                                                            \
    X(WHILE, "while")                                                                                        \
    X(WITH, "with")                                                                                          \
    X(YIELD, "yield")

/* Longer ones before their beginnings: the lexer takes the first that fits. */
#define OPERATORS(X)                                                                                         \
    X(POWER_ASSIGN, "**=")                                                                                   \
    X(FLOOR_DIVIDE_ASSIGN, "//=")                                                                            \
    X(SHIFT_RIGHT_ASSIGN, ">>=")                                                                             \
    X(SHIFT_LEFT_ASSIGN, "<<=")                                                                              \
    X(ELLIPSIS, "...")                                                                                       \
    X(NOT_EQUAL, "!=")                                                                                       \
    X(ANGLES, "<>")                                                                                          \
    X(MODULO_ASSIGN, "%=")                                                                                   \
    X(AND_ASSIGN, "&=")                                                                                      \
    X(POWER, "**")                                                                                           \
    X(MULTIPLY_ASSIGN, "*=")                                                                                 \
    X(ADD_ASSIGN, "+=")                                                                                      \
    X(SUBTRACT_ASSIGN, "-=")                                                                                 \
    X(ARROW, "->")                                                                                           \
    X(FLOOR_DIVIDE, "//")                                                                                    \
    X(DIVIDE_ASSIGN, "/=")                                                                                   \
    X(WALRUS, ":=")                                                                                          \
    X(SHIFT_LEFT, "<<")                                                                                      \
    X(LESS_EQUAL, "<=")                                                                                      \
    X(EQUAL, "==")                                                                                           \
    X(GREATER_EQUAL, ">=")                                                                                   \
    X(SHIFT_RIGHT, ">>")                                                                                     \
    X(MATRIX_ASSIGN, "@=")                                                                                   \
    X(XOR_ASSIGN, "^=")                                                                                      \
    X(OR_ASSIGN, "|=")                                                                                       \
    X(PERCENT, "%")                                                                                          \
    X(AMPERSAND, "&")                                                                                        \
    X(LEFT_PARENTHESIS, "(")                                                                                 \
    X(RIGHT_PARENTHESIS, ")")                                                                                \
    X(STAR, "*")                                                                                             \
    X(PLUS, "+")                                                                                             \
    X(COMMA, ",")                                                                                            \
    X(MINUS, "-")                                                                                            \
    X(DOT, ".")                                                                                              \
    X(SLASH, "/")                                                                                            \
    X(COLON, ":")                                                                                            \
    X(SEMICOLON, ";")                                                                                        \
    X(LESS, "<")                                                                                             \
    X(ASSIGN, "=")                                                                                           \
    X(GREATER, ">")                                                                                          \
    X(AT, "@")                                                                                               \
    X(LEFT_BRACKET, "[")                                                                                     \
    X(RIGHT_BRACKET, "]")                                                                                    \
    X(CARET, "^")                                                                                            \
    X(LEFT_BRACE, "{")                                                                                       \
    X(BAR, "|")                                                                                              \
    X(RIGHT_BRACE, "}")                                                                                      \
    X(TILDE, "~")

typedef enum {
    TOKEN_ERROR, /* the lexer's problem or failure tells */
    TOKEN_END,
    TOKEN_NEWLINE,
    TOKEN_INDENT,
    TOKEN_DEDENT,
    TOKEN_NAME,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_OTHER, /* a character that starts no token, as $ */
#define TOKEN_ID(NAME, text) TOKEN_##NAME,
    KEYWORDS(TOKEN_ID) OPERATORS(TOKEN_ID)
#undef TOKEN_ID
        TOKEN_KIND_COUNT
} TokenKind;

enum { FIRST_KEYWORD = TOKEN_FALSE, LAST_KEYWORD = TOKEN_YIELD };

typedef struct {
    uint8_t kind;     /* TokenKind */
    uint8_t level;    /* how many brackets are open behind it */
    int line, column; /* column in bytes; -1 for END, INDENT and DEDENT, which have no text */
    int end_line, end_column;
    uint32_t start, end; /* byte offsets in the text */
} Token;
