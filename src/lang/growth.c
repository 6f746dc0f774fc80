/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two kinds of lines need no parsing of what stands before them.
 *
 * In a block, a simple statement that is indented as the simple statement before it.
 *
 * In a bracket, items of lists, dicts and calls made of names, numbers, strings, operators and further
 * brackets, as in the data that people paste. A small automaton follows them: for each open bracket it knows
 * what it is and what may come next. It only ever says that a line is right so far; whatever it does not know
 * is parsed. */
#include "lang/growth.h"
#include "base/text.h"
#include "lang/lexer.h"
#include <string.h>

/* ---- blocks */

enum { SIMPLE_LINE = 300 }; /* too short to reach the limit of nesting, however deep its block is */

/* A line of a block that is a simple statement, or several, whatever stands around it. */
static bool is_simple_line(const char *line, size_t count, size_t indent) {
    if (!indent || count > SIMPLE_LINE || strchr("#\\\f\n", line[indent])) return false;
    size_t end;
    return source_completeness(line + indent, count - indent, &end) == COMPLETE && end == count - indent;
}

/* ---- brackets */

enum { LONGEST_NUMBER = 1000 }; /* longer ones may be too long for Python */

typedef enum {
    LEVEL_GROUP,
    LEVEL_CALL,
    LEVEL_LIST,
    LEVEL_INDEX,
    LEVEL_BRACE,
    LEVEL_SET,
    LEVEL_DICT
} LevelKind;
typedef enum {
    AT_ITEM,    /* an item begins, or the bracket is closed */
    AT_OPERAND, /* something must come */
    AT_SIGNED,  /* behind a sign; only one is known, for a thousand are too deep to be parsed */
    AT_NAME,    /* behind a dot */
    BEHIND      /* an operand, which may end the item or be gone on with */
} GrowthPlace;

static bool is_opening(TokenKind kind) {
    return kind == TOKEN_LEFT_PARENTHESIS || kind == TOKEN_LEFT_BRACKET || kind == TOKEN_LEFT_BRACE;
}

static bool is_closing(TokenKind kind) {
    return kind == TOKEN_RIGHT_PARENTHESIS || kind == TOKEN_RIGHT_BRACKET || kind == TOKEN_RIGHT_BRACE;
}

static bool is_binary(TokenKind kind) {
    switch (kind) {
    case TOKEN_AND:
    case TOKEN_OR:
    case TOKEN_PLUS:
    case TOKEN_MINUS:
    case TOKEN_STAR:
    case TOKEN_SLASH:
    case TOKEN_FLOOR_DIVIDE:
    case TOKEN_PERCENT:
    case TOKEN_AMPERSAND:
    case TOKEN_BAR:
    case TOKEN_CARET:
    case TOKEN_SHIFT_LEFT:
    case TOKEN_SHIFT_RIGHT:
    case TOKEN_EQUAL:
    case TOKEN_NOT_EQUAL:
    case TOKEN_LESS:
    case TOKEN_LESS_EQUAL:
    case TOKEN_GREATER:
    case TOKEN_GREATER_EQUAL: return true;
    default: return false;
    }
}

static bool is_constant(TokenKind kind) {
    return kind == TOKEN_NAME || kind == TOKEN_NUMBER || kind == TOKEN_NONE || kind == TOKEN_TRUE ||
           kind == TOKEN_FALSE || kind == TOKEN_ELLIPSIS;
}

/* A string in which nothing can be wrong: no expressions, and no escapes but the usual ones. Bytes are left
 * out, for they may not stand beside text. */
static bool is_plain_string(const char *text, const Token *token) {
    const char *at = text + token->start, *end = text + token->end;
    if (*at != '"' && *at != '\'') return false;
    for (; at < end; at++) {
        if (*at != '\\') continue;
        if (++at < end && !strchr("nrt0\\'\"", *at)) return false;
    }
    return true;
}

static bool push(Growth *growth, LevelKind kind) {
    if (growth->known == GROWTH_LEVELS) return false;
    growth->levels[growth->known++] = (GrowthLevel){ .kind = kind, .place = AT_ITEM };
    return true;
}

/* A bracket that begins an operand, or goes on with one. */
static bool open_bracket(Growth *growth, TokenKind kind, bool is_behind) {
    if (is_behind && kind == TOKEN_LEFT_BRACE) return false;
    return push(growth, kind == TOKEN_LEFT_BRACE         ? LEVEL_BRACE
                        : kind == TOKEN_LEFT_PARENTHESIS ? (is_behind ? LEVEL_CALL : LEVEL_GROUP)
                                                         : (is_behind ? LEVEL_INDEX : LEVEL_LIST));
}

/* Whether the item may end here; it does. */
static bool end_item(GrowthLevel *level) {
    if (level->place != BEHIND || (level->kind == LEVEL_DICT && !level->has_value)) return false;
    if (level->kind == LEVEL_BRACE) level->kind = LEVEL_SET;
    bool had_keyword = level->had_keyword || level->is_keyword;
    *level = (GrowthLevel){ .kind = level->kind, .place = AT_ITEM, .had_keyword = had_keyword };
    return true;
}

/* The lexer knows that the brackets are alike. Behind the outermost that is known, nothing is. */
static bool close_bracket(Growth *growth, GrowthLevel *level) {
    if (level->place == AT_ITEM ? level->kind == LEVEL_INDEX : !end_item(level)) return false;
    if (--growth->known == 0) return false;
    level[-1].place = BEHIND;
    level[-1].is_name = level[-1].is_string = false;
    return true;
}

static bool is_sign_known(GrowthLevel *level) {
    bool is_first = level->place != AT_SIGNED;
    level->place = AT_SIGNED;
    return is_first;
}

static bool take_operand(Growth *growth, GrowthLevel *level, const char *text, const Token *token) {
    bool begins = level->place == AT_ITEM;
    if (begins && level->had_keyword && token->kind != TOKEN_NAME && !is_closing(token->kind)) return false;
    level->is_name = begins && token->kind == TOKEN_NAME;
    level->is_string = token->kind == TOKEN_STRING;
    if (is_opening(token->kind)) return open_bracket(growth, token->kind, false);
    if (begins && is_closing(token->kind)) return close_bracket(growth, level);
    bool is_sign = token->kind == TOKEN_MINUS || token->kind == TOKEN_PLUS || token->kind == TOKEN_TILDE;
    if (is_sign) return is_sign_known(level);
    level->place = BEHIND;
    if (token->kind == TOKEN_NUMBER && token->end - token->start > LONGEST_NUMBER) return false;
    return is_constant(token->kind) || (token->kind == TOKEN_STRING && is_plain_string(text, token));
}

static bool take_colon(GrowthLevel *level) {
    if ((level->kind != LEVEL_BRACE && level->kind != LEVEL_DICT) || level->has_value) return false;
    level->kind = LEVEL_DICT;
    level->has_value = true;
    level->place = AT_OPERAND;
    return true;
}

static bool take_assign(GrowthLevel *level) {
    if (level->kind != LEVEL_CALL || !level->is_name || level->is_keyword) return false;
    level->is_keyword = true;
    level->place = AT_OPERAND;
    return true;
}

static bool take_behind(Growth *growth, GrowthLevel *level, const char *text, const Token *token) {
    if (level->had_keyword && !level->is_keyword && token->kind != TOKEN_ASSIGN) return false;
    if (token->kind == TOKEN_STRING) return level->is_string && is_plain_string(text, token);
    if (token->kind == TOKEN_COMMA) return end_item(level);
    if (is_closing(token->kind)) return close_bracket(growth, level);
    if (token->kind == TOKEN_COLON) return take_colon(level);
    if (token->kind == TOKEN_ASSIGN) return take_assign(level);
    level->is_name = level->is_string = false;
    if (is_opening(token->kind)) return open_bracket(growth, token->kind, true);
    level->place = token->kind == TOKEN_DOT ? AT_NAME : AT_OPERAND;
    return token->kind == TOKEN_DOT || is_binary(token->kind);
}

/* False: it is not known what the token does. */
static bool take_token(Growth *growth, const char *text, const Token *token) {
    GrowthLevel *level = &growth->levels[growth->known - 1];
    switch ((GrowthPlace)level->place) {
    case AT_ITEM:
    case AT_OPERAND:
    case AT_SIGNED: return take_operand(growth, level, text, token);
    case AT_NAME: level->place = BEHIND; return token->kind == TOKEN_NAME;
    case BEHIND: return take_behind(growth, level, text, token);
    }
    return false;
}

/* ---- lines in brackets */

static bool is_plain_line(const char *line, size_t count) {
    return count > 1 && line[count - 1] == '\n' && line[count - 2] != '\\' && !memchr(line, '\0', count) &&
           !memchr(line, '\r', count) && !memchr(line, '\f', count) && text_is_utf8(line, count);
}

/* The lexer stands in the brackets that are known. */
static void begin_line(Lexer *lexer, const Growth *growth, const char *line, size_t count,
                       SyntaxProblem *problem) {
    static const char openings[] = {
        [LEVEL_GROUP] = '(', [LEVEL_CALL] = '(', [LEVEL_LIST] = '[', [LEVEL_INDEX] = '[',
        [LEVEL_BRACE] = '{', [LEVEL_SET] = '{',  [LEVEL_DICT] = '{'
    };
    size_t indent = strspn(line, " \t");
    lexer_init(lexer, line + indent, count - indent, problem);
    lexer->is_prompt = lexer->may_ask = true;
    lexer->level = (int)growth->known;
    for (size_t i = 0; i < growth->known; i++) {
        lexer->brackets[i] = openings[growth->levels[i].kind];
        lexer->bracket_lines[i] = lexer->bracket_columns[i] = 0;
    }
}

/* Whether the line ends between two tokens, within the brackets. */
static bool ends_between(const Lexer *lexer, TokenKind kind) {
    return kind == TOKEN_ERROR && lexer->failure == LEXER_WANTS_LINE && !lexer->in_token && lexer->level > 0;
}

/* Whether the line goes on the brackets in a way that is known. Else nothing is known of them any more. */
static bool goes_on_bracket(Growth *growth, const char *line, size_t count) {
    if (!growth->known || !is_plain_line(line, count)) return growth->known = 0, false;
    SyntaxProblem problem = { 0 };
    Lexer lexer;
    begin_line(&lexer, growth, line, count, &problem);
    Token token = lexer_next(&lexer);
    while (token.kind != TOKEN_ERROR && take_token(growth, lexer.text, &token)) token = lexer_next(&lexer);
    bool goes_on = ends_between(&lexer, token.kind);
    problem_clear(&problem);
    if (!goes_on) growth->known = 0;
    return goes_on;
}

/* Whether an expression that is a bracket may stand behind this token. */
static bool leads_to_expression(TokenKind kind) {
    return is_opening(kind) || is_binary(kind) || kind == TOKEN_ASSIGN || kind == TOKEN_COMMA ||
           kind == TOKEN_COLON || kind == TOKEN_RETURN || kind == TOKEN_IN || kind == TOKEN_NOT;
}

/* The bracket that token opens, when it is known what it is: an expression's. before: the two tokens that
 * stand before it, the nearer one first. */
static bool begin_bracket(Growth *growth, const Token *token, const TokenKind before[2]) {
    bool is_behind =
        before[0] == TOKEN_NAME || before[0] == TOKEN_RIGHT_PARENTHESIS || before[0] == TOKEN_RIGHT_BRACKET;
    if (before[1] == TOKEN_DEF || (!is_behind && !leads_to_expression(before[0]))) return false;
    return open_bracket(growth, token->kind, is_behind);
}

/* What is known of the brackets that this line leaves open. */
static void learn_brackets(Growth *growth, const char *text, size_t count, size_t line_start) {
    const char *line = text + line_start;
    bool is_joined = line_start > 1 && text[line_start - 2] == '\\';
    growth->known = 0;
    count -= line_start;
    if (growth->has_case || is_joined || !is_plain_line(line, count)) return;
    SyntaxProblem problem = { 0 };
    Lexer lexer;
    begin_line(&lexer, growth, line, count, &problem);
    TokenKind before[2] = { TOKEN_END, TOKEN_END };
    Token token = lexer_next(&lexer);
    for (; token.kind != TOKEN_ERROR && token.kind != TOKEN_END; token = lexer_next(&lexer)) {
        bool is_known = growth->known && take_token(growth, lexer.text, &token);
        if (!is_known) growth->known = 0;
        if (!is_known && is_opening(token.kind)) begin_bracket(growth, &token, before);
        before[1] = before[0];
        before[0] = token.kind;
    }
    if (!ends_between(&lexer, token.kind)) growth->known = 0;
    problem_clear(&problem);
}

static bool is_only_blank(const char *line, size_t count) {
    size_t indent = strspn(line, " \t");
    return indent + 1 == count || (line[indent] == '#' && is_plain_line(line, count));
}

/* ---- the whole */

static bool goes_on_block(Growth *growth, const char *text, size_t count, size_t line_start) {
    const char *line = text + line_start, *sibling = text + growth->sibling;
    size_t indent = strspn(line, " \t");
    bool is_whole = line_start > 1 && growth->answer == INCOMPLETE && text[line_start - 2] != '\\';
    bool is_simple = is_whole && is_simple_line(line, count - line_start, indent);
    bool goes_on = is_simple && growth->sibling && strspn(sibling, " \t") == indent &&
                   memcmp(sibling, line, indent) == 0;
    growth->sibling = is_simple ? line_start : 0;
    return goes_on;
}

Completeness source_grown(Growth *growth, const char *text, size_t count, size_t line_start) {
    if (!line_start) *growth = (Growth){ 0 };
    const char *line = text + line_start;
    growth->has_case = growth->has_case || memmem(line, count - line_start, "case", 4);
    if (growth->known && is_only_blank(line, count - line_start)) return UNCLOSED;
    if (growth->known && goes_on_bracket(growth, line, count - line_start)) return UNCLOSED;
    bool in_string = false;
    if (!goes_on_block(growth, text, count, line_start))
        growth->answer = source_look(text, count, NULL, &in_string);
    if (growth->answer != INCOMPLETE) growth->sibling = 0;
    if (growth->answer == UNCLOSED && !in_string) learn_brackets(growth, text, count, line_start);
    return growth->answer;
}
