/* SPDX-License-Identifier: GPL-3.0-or-later */
/* f-strings, as Python up to 3.11 reads them: the string is a token first, so its quotes, backslashes and
 * comments end it or are forbidden inside fields; then each field's end is found, and its text parsed, in
 * parentheses, by a parser of its own.
 * See https://docs.python.org/3.11/reference/lexical_analysis.html#formatted-string-literals */
#include "lang/parsing.h"
#include <string.h>

enum { FIELD_DEPTH = 2 };

/* Where we are in the body of one f-string. */
typedef struct {
    Parser *p;
    const Token *token;
    const char *text;
    size_t at, end;
    bool is_raw;
    int level; /* 0: the string; 1: a format specification inside it; ... */
} FString;

static bool parse_body(FString *f, StringParts *parts);

/* What may end a field's expression outside brackets; two-byte operators made of these do not. */
static bool ends_expression(const FString *f) {
    char c = f->text[f->at];
    if (!strchr("!:}=", c) || c == '\0') return false;
    bool has_equals = f->at + 1 < f->end && f->text[f->at + 1] == '=';
    return !(has_equals && (c == '!' || c == '='));
}

/* Behind an opening quote inside an expression: to the closing one. False: there is none. */
static bool skip_string(FString *f, bool *has_backslash) {
    char quote = f->text[f->at];
    bool is_triple = f->at + 2 < f->end && f->text[f->at + 1] == quote && f->text[f->at + 2] == quote;
    for (f->at += is_triple ? 3 : 1; f->at < f->end; f->at++) {
        if (f->text[f->at] == '\\') return *has_backslash = true, false;
        if (f->text[f->at] != quote) continue;
        if (!is_triple) return true;
        if (f->at + 2 < f->end && f->text[f->at + 1] == quote && f->text[f->at + 2] == quote) {
            f->at += 2;
            return true;
        }
    }
    return false;
}

static char closing_of(char opening) { return opening == '(' ? ')' : opening == '[' ? ']' : '}'; }

static bool raise_backslash(FString *f) {
    parser_raise_last(f->p, "f-string expression part cannot include a backslash");
    return false;
}

/* Moves to the end of the expression: `=`, `!`, `:` or `}` outside brackets and strings. */
static bool skip_expression(FString *f) {
    char brackets[BRACKET_LIMIT];
    int depth = 0;
    for (; f->at < f->end; f->at++) {
        char c = f->text[f->at];
        if (c == '\\') return raise_backslash(f);
        if (c == '\'' || c == '"') {
            bool has_backslash = false;
            if (skip_string(f, &has_backslash)) continue;
            if (has_backslash) return raise_backslash(f);
            parser_raise_last(f->p, "f-string: unterminated string");
            return false;
        }
        if (c == '(' || c == '[' || c == '{') {
            if (depth == BRACKET_LIMIT)
                return parser_raise_last(f->p, "f-string: too many nested parenthesis"), false;
            brackets[depth++] = c;
        } else if (c == '#') {
            return parser_raise_last(f->p, "f-string expression part cannot include '#'"), false;
        } else if (depth == 0 && ends_expression(f)) {
            return true;
        } else if (depth == 0 && strchr("!=<>", c) && f->at + 1 < f->end && f->text[f->at + 1] == '=') {
            f->at++;
        } else if (c == ')' || c == ']' || c == '}') {
            if (depth == 0) return parser_raise_last(f->p, "f-string: unmatched '%c'", c), false;
            char opening = brackets[--depth];
            if (c == closing_of(opening)) continue;
            parser_raise_last(f->p,
                              "f-string: closing parenthesis '%c' does not match opening parenthesis '%c'", c,
                              opening);
            return false;
        }
    }
    if (depth == 0) return true;
    parser_raise_last(f->p, "f-string: unmatched '%c'", brackets[depth - 1]);
    return false;
}

static bool expect_more(FString *f) {
    if (f->at < f->end) return true;
    parser_raise_last(f->p, "f-string: expecting '}'");
    return false;
}

/* Nothing but blanks, as the lexer knows them. */
static bool is_blank(const char *text, size_t from, size_t to) {
    while (from < to && strchr(" \t\n\f", text[from])) from++;
    return from == to;
}

/* Line and column that stand for the parenthesis put in the place of the brace, at `brace`. */
static Place find_place(const FString *f, size_t brace) {
    const char *text = f->text;
    int lines = 0;
    for (size_t i = f->token->start; i < brace; i++) lines += text[i] == '\n';
    int columns = 0;
    size_t behind = brace + 1;
    while (behind < f->end && strchr(" \t\f", text[behind])) behind++;
    if (behind >= f->end || text[behind] != '\n') {
        size_t start = brace;
        while (start > f->token->start && text[start] != '\n') start--;
        columns = (int)(brace - start);
        if (text[start] == '\n') columns--;
    }
    if (lines == 0) columns += f->token->column;
    return (Place){ .line = f->token->line + lines, .column = columns };
}

static Node *parse_field_expression(FString *f, size_t from) {
    char next = f->text[f->at];
    if (is_blank(f->text, from, f->at)) {
        if (next != '}') return parser_raise_last(f->p, "f-string: expression required before '%c'", next);
        return parser_raise_last(f->p, "f-string: empty expression not allowed");
    }
    Buffer inside = { 0 };
    buffer_append_byte(&inside, '(');
    buffer_append(&inside, f->text + from, f->at - from);
    buffer_append_text(&inside, ")\n");
    Place place = find_place(f, from - 1);
    const char *text = buffer_text(&inside);
    Node *node = inside.failed ? parser_fail(f->p, PROBLEM_MEMORY)
                               : parse_fstring_expression(f->p, text, inside.count, place.line, place.column);
    buffer_clear(&inside);
    return node;
}

/* `!r` */
static bool parse_conversion(FString *f, int *conversion) {
    f->at++;
    if (!expect_more(f)) return false;
    *conversion = f->text[f->at++];
    if (strchr("sra", *conversion) && *conversion != '\0') return expect_more(f);
    parser_raise_last(f->p, "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    return false;
}

/* It stands in its own literal, whatever is joined to that, and so does a text at its end. */
static Node *parse_specification(FString *f, Place all) {
    f->at++;
    if (!expect_more(f)) return NULL;
    Place own = token_place(f->token);
    StringParts parts = { .has_fields = true, .place = all, .whole = own };
    f->level++;
    bool is_right = parse_body(f, &parts);
    f->level--;
    Node *node = is_right ? string_parts_finish(f->p, &parts) : NULL;
    string_parts_clear(&parts);
    return node;
}

/* A field, from its brace to the closing one. */
static bool parse_field(FString *f, StringParts *parts) {
    if (f->level >= FIELD_DEPTH)
        return parser_raise_last(f->p, "f-string: expressions nested too deeply"), false;
    size_t from = ++f->at;
    if (!skip_expression(f) || !expect_more(f)) return false;
    Node *node = ast_node(f->p->ast, NODE_FORMATTED_VALUE, parts->place);
    node->formatted.value = parse_field_expression(f, from);
    if (!node->formatted.value) return false;
    bool shows_text = f->text[f->at] == '=';
    if (shows_text) {
        f->at++;
        while (f->at < f->end && strchr(" \t\n\f\v\r", f->text[f->at])) f->at++;
        buffer_append(&parts->text, f->text + from, f->at - from);
        if (!expect_more(f)) return false;
    }
    if (f->text[f->at] == '!' && !parse_conversion(f, &node->formatted.conversion)) return false;
    if (f->text[f->at] == ':') {
        node->formatted.specification = parse_specification(f, parts->place);
        if (!node->formatted.specification) return false;
    }
    if (f->at >= f->end || f->text[f->at] != '}')
        return parser_raise_last(f->p, "f-string: expecting '}'"), false;
    f->at++;
    if (shows_text && !node->formatted.specification && !node->formatted.conversion)
        node->formatted.conversion = 'r';
    string_parts_add(f->p, parts, node);
    return !f->p->failed;
}

/* Moves behind a backslash and what it escapes, as far as braces are concerned. */
static void skip_escape(FString *f) {
    f->at++;
    if (f->at >= f->end) return;
    char c = f->text[f->at];
    if (c == '{' || c == '}') return; /* the backslash stands for itself */
    f->at++;
    if (c != 'N' || f->at >= f->end || f->text[f->at++] != '{') return;
    while (f->at < f->end && f->text[f->at++] != '}') {}
}

static bool add_text(FString *f, StringParts *parts, size_t from, size_t to) {
    if (!f->is_raw) return literal_decode(f->p, f->token, f->text + from, to - from, &parts->text);
    buffer_append(&parts->text, f->text + from, to - from);
    return true;
}

/* Text up to a field, or the end. A doubled brace ends a piece of it: the second brace is left out. */
static bool parse_text(FString *f, StringParts *parts) {
    size_t from = f->at;
    while (f->at < f->end) {
        char c = f->text[f->at];
        if (c == '\\' && !f->is_raw) {
            skip_escape(f);
        } else if (c != '{' && c != '}') {
            f->at++;
        } else if (f->level == 0 && f->at + 1 < f->end && f->text[f->at + 1] == c) {
            if (!add_text(f, parts, from, f->at + 1)) return false;
            from = f->at += 2;
        } else if (f->level == 0 && c == '}') {
            return parser_raise_last(f->p, "f-string: single '}' is not allowed"), false;
        } else {
            break;
        }
    }
    return add_text(f, parts, from, f->at);
}

static bool parse_body(FString *f, StringParts *parts) {
    for (;;) {
        if (!parse_text(f, parts)) return false;
        if (f->at >= f->end || f->text[f->at] == '}') return true;
        if (!parse_field(f, parts)) return false;
    }
}

bool parse_fstring(Parser *p, StringParts *parts, const Token *token, size_t from, size_t to, bool is_raw) {
    FString f = { .p = p, .token = token, .text = p->text, .at = from, .end = to, .is_raw = is_raw };
    return parse_body(&f, parts);
}
