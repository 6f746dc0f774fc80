/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the parser raises: message, place and the text of the line, as the attributes of Python's
 * SyntaxError have them. Columns come in bytes and go out in characters, counted in the text that is
 * shown. */
#include "lang/parsing.h"
#include <string.h>

enum { UNKNOWN_END = -1 };

/* The line that the error names. While the lexer is on that very line, python3 shows its buffer: the line
 * with its newline, preceded by those that the same token or a backslash began on. */
static void set_text(Parser *p, int line) {
    SyntaxProblem *problem = p->problem;
    const Lexer *lexer = &p->lexer;
    problem->has_text = true;
    int wanted = p->is_fstring ? line - p->first_line + 1 : line;
    bool is_file = p->source->kind == SOURCE_FILE && !p->is_fstring;
    if (!is_file && p->source->kind != SOURCE_PROMPT && lexer->line <= line && lexer->line_end > 0) {
        buffer_append(&problem->text, p->text + lexer->buffer_start, lexer->line_end - lexer->buffer_start);
        return;
    }
    const char *at = p->text;
    for (int i = 1; i < wanted; i++) {
        const char *newline = strchr(at, '\n');
        if (!newline || newline + 1 > p->text + lexer->line_end) break;
        at = newline + 1;
    }
    buffer_append(&problem->text, at, strcspn(at, "\n") + (is_file && strchr(at, '\n') ? 1 : 0));
}

static int characters(const Buffer *text, int bytes) {
    if (bytes <= 0) return bytes;
    int count = 0;
    size_t limit = (size_t)bytes < text->count ? (size_t)bytes : text->count;
    for (size_t i = 0; i < limit; i++) count += (text->bytes[i] & 0xc0) != 0x80;
    return (size_t)bytes > text->count ? count + 1 : count;
}

/* offset and end_offset are 1-based, in bytes of their lines. */
static void *set_problem(Parser *p, ProblemKind kind, Place place, const char *format, va_list arguments) {
    SyntaxProblem *problem = p->problem;
    p->failed = true;
    if (problem->kind != PROBLEM_NONE) return NULL;
    problem->kind = kind;
    problem->line = place.line;
    problem->end_line = place.end_line;
    problem->has_place = true;
    set_text(p, place.line);
    int offset = place.column, end_offset = place.end_column;
    if (p->is_fstring) {
        offset -= p->first_column;
        end_offset -= p->first_column;
    }
    problem->offset = p->is_fstring ? offset : characters(&problem->text, offset);
    problem->end_offset = p->is_fstring ? end_offset : characters(&problem->text, end_offset);
    if (p->is_fstring) buffer_append_text(&problem->message, "f-string: ");
    buffer_append_format_list(&problem->message, format, arguments);
    return NULL;
}

void *parser_raise_at(Parser *p, Place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    place.column++;
    place.end_column++;
    set_problem(p, PROBLEM_SYNTAX, place, format, arguments);
    va_end(arguments);
    return NULL;
}

void parser_warn(Parser *p, Place place, const char *format, ...) {
    SyntaxProblem *problem = p->problem, about = { 0 };
    bool failed = p->failed;
    va_list arguments;
    va_start(arguments, format);
    place.column++;
    place.end_column++;
    p->problem = &about;
    set_problem(p, PROBLEM_SYNTAX, place, format, arguments);
    va_end(arguments);
    p->problem = problem;
    p->failed = failed;
    source_warn_take(p->source, problem, WARN_DEPRECATION, &about);
}

/* From there to where the lexer is. */
void *parser_raise_from(Parser *p, Place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    place.column++;
    place.end_line = p->lexer.line;
    place.end_column = (int)(p->lexer.at - p->lexer.line_start);
    set_problem(p, PROBLEM_SYNTAX, place, format, arguments);
    va_end(arguments);
    return NULL;
}

/* The last token read, or the lexer's place if that has no text: at the end of a file python3 has let go of
 * the line. */
static Place last_place(Parser *p) {
    const Token *token = &p->tokens[p->count - 1];
    Place place = token_place(token);
    bool has_line = p->source->kind != SOURCE_FILE || p->is_fstring || p->lexer.failure != LEXER_FINE ||
                    p->text[p->lexer.at];
    place.column = token->column >= 0 ? token->column + 1
                   : has_line         ? (int)(p->lexer.at - p->lexer.line_start)
                                      : 0;
    place.end_column = token->end_column < 0 ? UNKNOWN_END : token->end_column + 1;
    return place;
}

void *parser_raise_last(Parser *p, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    set_problem(p, PROBLEM_SYNTAX, last_place(p), format, arguments);
    va_end(arguments);
    return NULL;
}

void *parser_raise_indentation(Parser *p, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    set_problem(p, PROBLEM_INDENTATION, last_place(p), format, arguments);
    va_end(arguments);
    return NULL;
}

void *parser_fail(Parser *p, ProblemKind kind) {
    p->failed = true;
    if (p->problem->kind == PROBLEM_NONE) p->problem->kind = kind;
    return NULL;
}

void parser_raise_unclosed(Parser *p) {
    const Lexer *lexer = &p->lexer;
    int open = lexer->level - 1;
    int line = lexer->bracket_lines[open];
    Place place = { line, lexer->bracket_columns[open], line, -1 };
    parser_raise_at(p, place, "'%c' was never closed", lexer->brackets[open]);
}

/* What the lexer finds wrong in the rest of the text goes before what the parser found: an unclosed string or
 * bracket is the likelier cause. */
void parser_prefer_lexer_problem(Parser *p) {
    Lexer *lexer = &p->lexer;
    bool is_syntax = p->problem->kind == PROBLEM_SYNTAX || p->problem->kind == PROBLEM_INDENTATION;
    if (!is_syntax || lexer->failure != LEXER_FINE || lexer->is_prompt) return;
    SyntaxProblem found = *p->problem;
    int line = p->tokens[p->count - 1].line;
    *p->problem = (SyntaxProblem){ .work = found.work };
    problem_move_warnings(&found, p->problem); /* to which it may add */
    TokenKind kind;
    do kind = lexer_next(lexer).kind;
    while (kind != TOKEN_ERROR && kind != TOKEN_END);
    if (kind == TOKEN_ERROR && lexer->failure != LEXER_RAISED && lexer->level > 0 &&
        line > lexer->bracket_lines[lexer->level - 1]) {
        parser_raise_unclosed(p);
    }
    if (p->problem->kind == PROBLEM_NONE) {
        problem_move_warnings(p->problem, &found);
        *p->problem = found;
    } else {
        problem_clear(&found);
    }
}
