/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lexer. Lines are entered one by one, when their first byte is read: `line` and `line_start` are
 * those of the last byte read, also when that was a newline, because the places in errors depend on it. */
#include "lang/lexer.h"
#include "base/text.h"
#include <string.h>

void lexer_init(Lexer *lexer, const char *text, size_t count, SyntaxProblem *problem) {
    memset(lexer, 0, offsetof(Lexer, indents));
    lexer->indents[0] = lexer->alternative_indents[0] = 0;
    lexer->level = 0;
    lexer->failure = LEXER_FINE;
    lexer->text = text;
    lexer->count = count;
    lexer->problem = problem;
    lexer->source = NULL;
    lexer->at_line_start = true;
}

int lexer_read(Lexer *lexer) {
    if (lexer->at < lexer->line_end) return (uint8_t)lexer->text[lexer->at++];
    if (lexer->at == lexer->count) {
        lexer->at_end = true;
        if (lexer->may_ask && !lexer->stops_short) lexer->failure = LEXER_WANTS_LINE;
        return LEXER_EOF;
    }
    const char *newline = memchr(lexer->text + lexer->at, '\n', lexer->count - lexer->at);
    lexer->line++;
    lexer->line_start = lexer->at;
    if (!lexer->in_token) lexer->buffer_start = lexer->at;
    lexer->line_end = newline ? (size_t)(newline + 1 - lexer->text) : lexer->count;
    return (uint8_t)lexer->text[lexer->at++];
}

void lexer_back(Lexer *lexer, int byte) {
    if (byte != LEXER_EOF) lexer->at--;
}

static int characters_before(const Lexer *lexer) {
    int count = 0;
    for (size_t i = lexer->line_start; i < lexer->at; i++) count += (lexer->text[i] & 0xc0) != 0x80;
    return count;
}

static bool set_problem(Lexer *lexer, int offset, int end_offset) {
    SyntaxProblem *problem = lexer->problem;
    problem->kind = PROBLEM_SYNTAX;
    problem->line = problem->end_line = lexer->line;
    problem->offset = offset;
    problem->end_offset = end_offset;
    problem->has_place = problem->has_text = true;
    const char *line = lexer->text + lexer->line_start;
    buffer_append(&problem->text, line, strcspn(line, "\n"));
    lexer->failure = LEXER_RAISED;
    return false;
}

bool lexer_raise(Lexer *lexer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&lexer->problem->message, format, arguments);
    va_end(arguments);
    int offset = characters_before(lexer);
    return set_problem(lexer, offset, offset);
}

void lexer_warn(Lexer *lexer, const char *format, ...) {
    SyntaxProblem *problem = lexer->problem, about = { 0 };
    LexerFailure failure = lexer->failure;
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&about.message, format, arguments);
    va_end(arguments);
    lexer->problem = &about;
    int offset = characters_before(lexer);
    set_problem(lexer, offset, offset);
    lexer->problem = problem;
    lexer->failure = failure;
    source_warn_take(lexer->source, problem, WARN_SYNTAX, &about);
}

bool lexer_raise_range(Lexer *lexer, int offset, int end_offset, const char *message) {
    buffer_append_text(&lexer->problem->message, message);
    return set_problem(lexer, offset, end_offset);
}

static bool fail(Lexer *lexer, LexerFailure failure) {
    if (lexer->failure == LEXER_FINE) lexer->failure = failure;
    return false;
}

/* A line that may not begin where it begins: the rest of it is left out, errors stand at its end. */
static bool fail_line(Lexer *lexer, LexerFailure failure) {
    lexer->at = lexer->line_end;
    return fail(lexer, failure);
}

/* Behind a backslash: the line must end here, and another follow. */
static bool continue_line(Lexer *lexer) {
    if (lexer_read(lexer) != '\n') return fail(lexer, LEXER_BAD_CONTINUATION);
    int byte = lexer_read(lexer);
    if (byte == LEXER_EOF) {
        lexer->at = lexer->line_end;
        return fail(lexer, LEXER_END);
    }
    lexer_back(lexer, byte);
    return true;
}

enum { TAB_WIDTH = 8 };

/* A line's indentation in two measures, tabs to the next multiple of eight and tabs as one column. Where
 * the two disagree about what is deeper, the line depends on the width of a tab, which is an error. */
typedef struct {
    int column, alternative;
} Indentation;

static bool measure_indentation(Lexer *lexer, Indentation *indentation, int *byte) {
    int column = 0, alternative = 0, continued = 0;
    for (;;) {
        *byte = lexer_read(lexer);
        if (*byte == ' ') {
            column++;
            alternative++;
        } else if (*byte == '\t') {
            column = (column / TAB_WIDTH + 1) * TAB_WIDTH;
            alternative++;
        } else if (*byte == '\f') {
            column = alternative = 0;
        } else if (*byte == '\\') {
            /* What stands before a continued line counts, not what begins the next. */
            if (continued == 0) continued = column;
            if (!continue_line(lexer)) return false;
        } else {
            break;
        }
    }
    indentation->column = continued ? continued : column;
    indentation->alternative = continued ? continued : alternative;
    return lexer->failure == LEXER_FINE;
}

static bool compare_indentation(Lexer *lexer, Indentation now) {
    int top = lexer->depth;
    if (now.column == lexer->indents[top]) {
        return now.alternative == lexer->alternative_indents[top] || fail_line(lexer, LEXER_MIXED_TABS);
    }
    if (now.column > lexer->indents[top]) {
        if (top + 1 >= INDENT_LIMIT) return fail_line(lexer, LEXER_TOO_INDENTED);
        if (now.alternative <= lexer->alternative_indents[top]) return fail_line(lexer, LEXER_MIXED_TABS);
        lexer->pending++;
        lexer->depth = ++top;
        lexer->indents[top] = now.column;
        lexer->alternative_indents[top] = now.alternative;
        return true;
    }
    while (lexer->depth > 0 && now.column < lexer->indents[lexer->depth]) {
        lexer->pending--;
        lexer->depth--;
    }
    if (now.column != lexer->indents[lexer->depth]) return fail_line(lexer, LEXER_BAD_DEDENT);
    return now.alternative == lexer->alternative_indents[lexer->depth] || fail_line(lexer, LEXER_MIXED_TABS);
}

/* At the start of a line. *is_blank: it has no statement, so its end is no NEWLINE token. */
static bool read_indentation(Lexer *lexer, bool *is_blank) {
    Indentation indentation;
    int byte;
    if (!measure_indentation(lexer, &indentation, &byte)) return false;
    lexer_back(lexer, byte);
    *is_blank = false;
    if (byte == '#' || byte == '\n') {
        bool is_empty = byte == '\n' && indentation.column == 0;
        if (!lexer->is_prompt || (!is_empty && lexer->line != 1)) *is_blank = true;
        indentation = lexer->line == 1 && !is_empty ? (Indentation){ 0 } : indentation;
    }
    if (*is_blank || lexer->level > 0) return true;
    return compare_indentation(lexer, indentation);
}

static bool is_name_start(int byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte >= 128;
}

static bool is_name_part(int byte) { return is_name_start(byte) || (byte >= '0' && byte <= '9'); }

/* A name with characters beyond ASCII: each must be one that Unicode allows there. */
static bool check_name(Lexer *lexer) {
    const uint8_t *start = (const uint8_t *)lexer->text + lexer->token_start;
    const uint8_t *end = (const uint8_t *)lexer->text + lexer->at;
    for (const uint8_t *at = start; at < end;) {
        bool is_first = at == start;
        uint32_t c = text_decode(&at, end, true);
        if (is_first ? text_is_identifier_start(c) : text_is_identifier_part(c)) continue;
        lexer->at = (size_t)(at - (const uint8_t *)lexer->text);
        if (!text_is_printable(c)) return lexer_raise(lexer, "invalid non-printable character U+%04X", c);
        char bytes[5] = "";
        bytes[text_encode(c, bytes)] = '\0';
        return lexer_raise(lexer, "invalid character '%s' (U+%04X)", bytes, c);
    }
    return true;
}

static const char *const keywords[] = {
#define KEYWORD_TEXT(NAME, text) text,
    KEYWORDS(KEYWORD_TEXT)
#undef KEYWORD_TEXT
};

static TokenKind name_kind(const char *name, size_t count) {
    size_t low = 0, high = sizeof(keywords) / sizeof(keywords[0]);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(name, keywords[middle], count);
        if (order == 0) order = keywords[middle][count] == '\0' ? 0 : -1;
        if (order == 0) return FIRST_KEYWORD + middle;
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return TOKEN_NAME;
}

static TokenKind read_string(Lexer *lexer, int quote) {
    lexer->first_line = lexer->line;
    lexer->first_line_start = lexer->line_start;
    int quotes = 1, closing = 0;
    int byte = lexer_read(lexer);
    if (byte == quote) {
        byte = lexer_read(lexer);
        if (byte == quote) {
            quotes = 3;
        } else {
            closing = 1; /* "" */
        }
    }
    if (byte != quote) lexer_back(lexer, byte);
    while (closing < quotes) {
        byte = lexer_read(lexer);
        if (byte == LEXER_EOF || (quotes == 1 && byte == '\n')) {
            if (lexer->failure != LEXER_FINE) return TOKEN_ERROR;
            int last_line = lexer->line;
            lexer->at = lexer->token_start + 1;
            lexer->line_start = lexer->first_line_start;
            lexer->line = lexer->first_line;
            lexer_raise(lexer, "unterminated %sstring literal (detected at line %d)",
                        quotes == 3 ? "triple-quoted " : "", last_line);
            return TOKEN_ERROR;
        }
        if (byte == quote) {
            closing++;
        } else {
            closing = 0;
            if (byte == '\\') lexer_read(lexer);
        }
    }
    return TOKEN_STRING;
}

/* Letters that may stand before a quote, in any order and case: at most one of b, f and u, and r beside b
 * and f. */
static bool may_prefix(int byte, const char *seen) {
    switch (byte | 0x20) {
    case 'b': return !strpbrk(seen, "buf");
    case 'u': return seen[0] == '\0';
    case 'r': return !strpbrk(seen, "ru");
    case 'f': return !strpbrk(seen, "fbu");
    default: return false;
    }
}

static TokenKind read_name(Lexer *lexer, int byte) {
    char prefix[4] = "";
    int prefixes = 0;
    while (byte < 128 && may_prefix(byte, prefix)) {
        prefix[prefixes++] = (char)(byte | 0x20);
        byte = lexer_read(lexer);
        if (byte == '"' || byte == '\'') return read_string(lexer, byte);
    }
    bool is_ascii = true;
    while (is_name_part(byte)) {
        if (byte >= 128) is_ascii = false;
        byte = lexer_read(lexer);
    }
    lexer_back(lexer, byte);
    if (!is_ascii && !check_name(lexer)) return TOKEN_ERROR;
    return name_kind(lexer->text + lexer->token_start, lexer->at - lexer->token_start);
}

static bool open_bracket(Lexer *lexer, char bracket) {
    if (lexer->level >= BRACKET_LIMIT) return lexer_raise(lexer, "too many nested parentheses");
    lexer->brackets[lexer->level] = bracket;
    lexer->bracket_lines[lexer->level] = lexer->line;
    lexer->bracket_columns[lexer->level] = (int)(lexer->token_start - lexer->line_start);
    lexer->level++;
    return true;
}

static bool close_bracket(Lexer *lexer, char bracket) {
    if (lexer->level == 0) return lexer_raise(lexer, "unmatched '%c'", bracket);
    lexer->level--;
    char opening = lexer->brackets[lexer->level];
    char wanted = opening == '(' ? ')' : opening == '[' ? ']' : '}';
    if (bracket == wanted) return true;
    int line = lexer->bracket_lines[lexer->level];
    if (line == lexer->line) {
        return lexer_raise(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c'", bracket,
                           opening);
    }
    return lexer_raise(lexer, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d",
                       bracket, opening, line);
}

static const struct {
    char text[4];
    uint8_t kind;
} operators[] = {
#define OPERATOR_ROW(NAME, text) { text, TOKEN_##NAME },
    OPERATORS(OPERATOR_ROW)
#undef OPERATOR_ROW
};

static TokenKind read_operator(Lexer *lexer, int byte) {
    const char *text = lexer->text + lexer->token_start;
    for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
        if (operators[i].text[0] != byte) continue;
        size_t length = strlen(operators[i].text);
        if (strncmp(text, operators[i].text, length) != 0) continue;
        lexer->at = lexer->token_start + length;
        /* python3 looks at the byte behind, which may be the end. */
        if (length < 3 && lexer->at == lexer->count) lexer->at_end = true;
        if (strchr("([{", byte) && !open_bracket(lexer, (char)byte)) return TOKEN_ERROR;
        if (strchr(")]}", byte) && !close_bracket(lexer, (char)byte)) return TOKEN_ERROR;
        return operators[i].kind;
    }
    if (byte < ' ' || byte == 0x7f) {
        lexer_raise(lexer, "invalid non-printable character U+%04X", (unsigned)byte);
        return TOKEN_ERROR;
    }
    return TOKEN_OTHER;
}

/* A dot, a fraction or an ellipsis. */
static TokenKind read_dot(Lexer *lexer) {
    int byte = lexer_read(lexer);
    if (byte >= '0' && byte <= '9') return lexer_read_fraction(lexer, byte) ? TOKEN_NUMBER : TOKEN_ERROR;
    lexer_back(lexer, byte);
    return read_operator(lexer, '.');
}

/* The next token that is not about lines; *byte is its first. */
static TokenKind read_token(Lexer *lexer, int byte) {
    if (is_name_start(byte)) return read_name(lexer, byte);
    if (byte == '.') return read_dot(lexer);
    if (byte >= '0' && byte <= '9') return lexer_read_number(lexer, byte) ? TOKEN_NUMBER : TOKEN_ERROR;
    if (byte == '"' || byte == '\'') return read_string(lexer, byte);
    return read_operator(lexer, byte);
}

static int skip_blanks(Lexer *lexer) {
    int byte;
    do byte = lexer_read(lexer);
    while (byte == ' ' || byte == '\t' || byte == '\f');
    lexer->token_start = byte == LEXER_EOF ? lexer->at : lexer->at - 1;
    if (byte != '#') return byte;
    do byte = lexer_read(lexer);
    while (byte != '\n' && byte != LEXER_EOF);
    return byte;
}

static TokenKind lexer_step(Lexer *lexer, bool *has_text) {
    bool is_blank = false;
    for (;;) {
        *has_text = lexer->in_token = false;
        if (lexer->at_line_start) {
            lexer->at_line_start = false;
            if (!read_indentation(lexer, &is_blank)) return TOKEN_ERROR;
        }
        lexer->token_start = lexer->at;
        if (lexer->pending < 0) return lexer->pending++, TOKEN_DEDENT;
        if (lexer->pending > 0) return lexer->pending--, TOKEN_INDENT;
        int byte = skip_blanks(lexer);
        if (byte == LEXER_EOF) {
            if (lexer->failure != LEXER_FINE) return TOKEN_ERROR;
            if (lexer->level > 0 && !lexer->stops_short) return fail(lexer, LEXER_END), TOKEN_ERROR;
            return TOKEN_END;
        }
        *has_text = lexer->in_token = true;
        if (byte == '\n') {
            lexer->at_line_start = true;
            if (is_blank || lexer->level > 0) {
                is_blank = false;
                continue;
            }
            return TOKEN_NEWLINE;
        }
        if (byte == '\\') {
            if (!continue_line(lexer)) return TOKEN_ERROR;
            continue;
        }
        return read_token(lexer, byte);
    }
}

Token lexer_next(Lexer *lexer) {
    bool has_text;
    TokenKind kind = lexer_step(lexer, &has_text);
    if (kind == TOKEN_ERROR) has_text = false;
    size_t end = kind == TOKEN_NEWLINE ? lexer->at - 1 : lexer->at;
    bool is_string = kind == TOKEN_STRING;
    return (Token){
        .kind = (uint8_t)kind,
        .level = (uint8_t)lexer->level,
        .line = is_string ? lexer->first_line : lexer->line,
        .column = has_text
                      ? (int)(lexer->token_start - (is_string ? lexer->first_line_start : lexer->line_start))
                      : -1,
        .end_line = lexer->line,
        .end_column = has_text ? (int)(end - lexer->line_start) : -1,
        .start = (uint32_t)lexer->token_start,
        .end = (uint32_t)end,
    };
}
