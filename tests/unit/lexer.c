/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens, indentation, and where the lexer stops. Messages are in syntax_errors.txt. */
#include "lang/lexer.h"
#include "base/buffer.h"
#include "unit.h"

static const char *const token_names[TOKEN_KIND_COUNT] = { "error",
                                                           "end",
                                                           "newline",
                                                           "indent",
                                                           "dedent",
                                                           "name",
                                                           "number",
                                                           "string",
                                                           "other",
#define TOKEN_TEXT(NAME, text) text,
                                                           KEYWORDS(TOKEN_TEXT) OPERATORS(TOKEN_TEXT)
#undef TOKEN_TEXT
};

static SyntaxProblem problem;

/* The kinds of all tokens up to the end or an error, with blanks between. */
static const char *tokens_of(const char *text) {
    static Buffer out;
    Lexer lexer;
    Token token;
    problem_clear(&problem);
    buffer_truncate(&out, 0);
    lexer_init(&lexer, text, strlen(text), &problem);
    do {
        token = lexer_next(&lexer);
        if (out.count) buffer_append_byte(&out, ' ');
        buffer_append_text(&out, token_names[token.kind]);
    } while (token.kind != TOKEN_END && token.kind != TOKEN_ERROR);
    return buffer_text(&out);
}

static void test_kinds(void) {
    CHECK_TEXT(tokens_of(""), "end");
    CHECK_TEXT(tokens_of("x = 1\n"), "name = number newline end");
    CHECK_TEXT(tokens_of("# c\n\n   \nx # c\n"), "name newline end");
    CHECK_TEXT(tokens_of("not x is None\n"), "not name is None newline end");
    CHECK_TEXT(tokens_of("nota nots ors Nones\n"), "name name name name newline end");
    CHECK_TEXT(tokens_of("a**=b//c...d->e:=f\n"),
               "name **= name // name ... name -> name := name newline end");
    CHECK_TEXT(tokens_of("a<>b!=c\n"), "name <> name != name newline end");
    CHECK_TEXT(tokens_of("$ ! ?\n"), "other other other newline end");
    CHECK_TEXT(tokens_of("\xc3\xa9t\xc3\xa9 = 1\n"), "name = number newline end");
}

static void test_strings(void) {
    CHECK_TEXT(tokens_of("'' \"\" ''''''\n"), "string string string newline end");
    CHECK_TEXT(tokens_of("rb'a' Rb'a' bR'a' f'a' fr'a' u'a'\n"),
               "string string string string string string newline end");
    CHECK_TEXT(tokens_of("ub'a' bf'a' bu'a'\n"), "name string name string name string newline end");
    CHECK_TEXT(tokens_of("'\\'' r'\\''\n"), "string string newline end");
    CHECK_TEXT(tokens_of("'a\\\nb' + '''a\nb\n'''\n"), "string + string newline end");
    CHECK_TEXT(tokens_of("'a\n"), "error");
    CHECK_TEXT(tokens_of("'''a\n"), "error");
}

static void test_numbers(void) {
    CHECK_TEXT(tokens_of("0 00 0x_fF 0o17 0b1_0 1_000 1. .5 1e5 1.5E-3 0e0 09.5 1j\n"),
               "number number number number number number number number number number number number number "
               "newline end");
    CHECK_TEXT(tokens_of("1if 2else 3or 0x1 for\n"),
               "number if number else number or number for newline end");
    CHECK_TEXT(tokens_of("1.real\n"), "error");
    CHECK_TEXT(tokens_of("1..real\n"), "number . name newline end");
    CHECK_TEXT(tokens_of("1andy\n"), "error");
}

static void test_lines(void) {
    CHECK_TEXT(tokens_of("if x:\n  y\n  if z:\n\n    # c\n   w\nv\n"),
               "if name : newline indent name newline if name : newline indent name newline dedent dedent "
               "name newline end");
    CHECK_TEXT(tokens_of("(a,\n  b\n# c\n)\n"), "( name , name ) newline end");
    CHECK_TEXT(tokens_of("a + \\\n  b\n"), "name + name newline end");
    CHECK_TEXT(tokens_of("  x\n"), "indent name newline dedent end");
    CHECK_TEXT(tokens_of("\f  x\n\f  y\n"), "indent name newline name newline dedent end");
    CHECK_TEXT(tokens_of("if x:\n  y\n z\n"), "if name : newline indent name newline error");
    CHECK_TEXT(tokens_of("if x:\n\ty\n        z\n"), "if name : newline indent name newline error");
    CHECK_TEXT(tokens_of("if x:\n        y\n\tz\n"), "if name : newline indent name newline error");
    CHECK_TEXT(tokens_of("(\n"), "( error");
    CHECK_TEXT(tokens_of("a \\\n"), "name error");
    CHECK_TEXT(tokens_of("a \\ b\n"), "name error");
}

static void test_places(void) {
    Lexer lexer;
    lexer_init(&lexer, "a\n  '''x\ny''' +\n", 16, &problem);
    lexer_next(&lexer);
    lexer_next(&lexer);
    Token token = lexer_next(&lexer);
    CHECK_INT(token.kind, TOKEN_INDENT);
    CHECK_INT(token.column, -1);
    token = lexer_next(&lexer);
    CHECK_INT(token.kind, TOKEN_STRING);
    CHECK_INT(token.line, 2);
    CHECK_INT(token.column, 2);
    CHECK_INT(token.end_line, 3);
    CHECK_INT(token.end_column, 4);
    token = lexer_next(&lexer);
    CHECK_INT(token.line, 3);
    CHECK_INT(token.column, 5);
}

/* At the prompt a missing line is asked for, and an empty one ends blocks. */
static void test_prompt(void) {
    Lexer lexer;
    lexer_init(&lexer, "(\n", 2, &problem);
    lexer.is_prompt = lexer.may_ask = true;
    lexer_next(&lexer);
    CHECK_INT(lexer_next(&lexer).kind, TOKEN_ERROR);
    CHECK_INT(lexer.failure, LEXER_WANTS_LINE);
    lexer_init(&lexer, "if x:\n y\n\n", 10, &problem);
    lexer.is_prompt = true;
    static const TokenKind kinds[] = { TOKEN_IF,   TOKEN_NAME,    TOKEN_COLON,  TOKEN_NEWLINE, TOKEN_INDENT,
                                       TOKEN_NAME, TOKEN_NEWLINE, TOKEN_DEDENT, TOKEN_NEWLINE, TOKEN_END };
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        CHECK_INT(lexer_next(&lexer).kind, kinds[i]);
}

static void test_limits(void) {
    char text[BRACKET_LIMIT + 2];
    memset(text, '(', sizeof(text));
    text[BRACKET_LIMIT + 1] = '\0';
    tokens_of(text);
    CHECK_TEXT(buffer_text(&problem.message), "too many nested parentheses");
}

int main(void) {
    test_kinds();
    test_strings();
    test_numbers();
    test_lines();
    test_places();
    test_prompt();
    test_limits();
    problem_clear(&problem);
    return unit_end();
}
