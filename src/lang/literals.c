/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and strings to Values. Literals side by side are one; how f-strings are read stands in fstring.c.
 * See https://docs.python.org/3.11/reference/lexical_analysis.html#literals */
#include "base/text.h"
#include "lang/parsing.h"
#include "value/bytes.h"
#include "value/complex.h"
#include "value/float.h"
#include "value/int.h"
#include "value/str.h"
#include <string.h>

static Node *new_constant(Parser *p, Place place, Value value) {
    if (is_absent(value)) return parser_fail(p, PROBLEM_MEMORY);
    Node *node = ast_node(p->ast, NODE_CONSTANT, place);
    node->constant.value = ast_keep_take(p->ast, value);
    return node;
}

static bool is_whole(const char *text, size_t count) {
    if (count > 1 && text[0] == '0' && strchr("xXoObB", text[1])) return true;
    for (size_t i = 0; i < count; i++) {
        if (strchr(".eE", text[i])) return false;
    }
    return true;
}

static Value parse_int(Parser *p, const Token *token, const char *text, size_t count) {
    Value value = ABSENT;
    if (int_parse(text, count, 0, &value) != INT_TOO_LONG) return value;
    Buffer problem = { 0 };
    int_append_limit_text(&problem, int_count_digits(text, count, 0));
    Place place = { token->line, -1, token->end_line, -1 };
    parser_raise_at(p, place,
                    "%s - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
                    buffer_text(&problem));
    buffer_clear(&problem);
    return ABSENT;
}

Node *parse_number(Parser *p) {
    Token token = parser_take(p);
    const char *text = p->text + token.start;
    size_t count = token.end - token.start;
    char last = text[count - 1];
    Value value = ABSENT;
    if (last == 'j' || last == 'J') {
        ComplexNumber number = { 0 };
        if (float_parse(text, count - 1, &number.imaginary)) value = complex_new(number);
    } else if (is_whole(text, count)) {
        value = parse_int(p, &token, text, count);
    } else {
        double number;
        if (float_parse(text, count, &number)) value = float_new(number);
    }
    return p->failed ? NULL : new_constant(p, token_place(&token), value);
}

static int hexadecimal_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool is_octal(char c) { return c >= '0' && c <= '7'; }

/* The escapes of one letter, for str and bytes alike; -1: none of them. */
static int simple_escape(char c) {
    switch (c) {
    case '\\':
    case '\'':
    case '"': return c;
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
    }
}

/* Up to three octal digits at *at, which moves behind them. */
static unsigned take_octal(const char *text, size_t count, size_t *at) {
    unsigned value = 0;
    for (int i = 0; i < 3 && *at < count && is_octal(text[*at]); i++)
        value = value * 8 + (unsigned)(text[(*at)++] - '0');
    return value;
}

/* python3 writes characters beyond ASCII as \UXXXXXXXX before it decodes, and counts positions there. */
static size_t counted_length(const char *text, size_t count) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = (uint8_t)text[i];
        if (byte == '\\') {
            length++;
            if (++i == count) break;
            byte = (uint8_t)text[i];
            if (byte >= 128) length += 5;
        }
        if (byte < 128) {
            length++;
        } else if ((byte & 0xc0) != 0x80) {
            length += 10;
        }
    }
    return length;
}

static bool raise_escape(Parser *p, const char *text, size_t from, size_t to, const char *reason) {
    size_t start = counted_length(text, from), end = start + counted_length(text + from, to - from) - 1;
    parser_raise_last(p, "(unicode error) 'unicodeescape' codec can't decode bytes in position %zu-%zu: %s",
                      start, end, reason);
    return false;
}

/* \xXX, \uXXXX, \UXXXXXXXX: `at` is behind the letter, `from` at the backslash. */
static bool decode_hexadecimal(Parser *p, const char *text, size_t count, size_t from, size_t *at,
                               Buffer *out) {
    char letter = text[*at - 1];
    int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    uint32_t value = 0;
    for (int i = 0; i < digits; i++, (*at)++) {
        int digit = *at < count ? hexadecimal_value(text[*at]) : -1;
        if (digit < 0) {
            const char *reason = letter == 'x'   ? "truncated \\xXX escape"
                                 : letter == 'u' ? "truncated \\uXXXX escape"
                                                 : "truncated \\UXXXXXXXX escape";
            return raise_escape(p, text, from, *at, reason);
        }
        value = value * 16 + (uint32_t)digit;
    }
    if (value > 0x10ffff) return raise_escape(p, text, from, *at, "illegal Unicode character");
    buffer_append_code_point(out, value);
    return true;
}

/* \N{NAME} */
static bool decode_named(Parser *p, const char *text, size_t count, size_t from, size_t *at, Buffer *out) {
    static const char malformed[] = "malformed \\N character escape";
    if (*at >= count || text[*at] != '{') return raise_escape(p, text, from, *at, malformed);
    size_t start = ++*at;
    while (*at < count && text[*at] != '}') (*at)++;
    if (*at >= count || *at == start) return raise_escape(p, text, from, *at, malformed);
    uint32_t value = text_named(text + start, *at - start);
    ++*at;
    if (value == TEXT_INVALID) return raise_escape(p, text, from, *at, "unknown Unicode character name");
    buffer_append_code_point(out, value);
    return true;
}

/* Behind a backslash. An escape that means nothing stays as it is. */
static bool decode_escape(Parser *p, const char *text, size_t count, size_t *at, Buffer *out) {
    size_t from = *at - 1;
    if (*at == count) return buffer_append_byte(out, '\\'), true;
    char letter = text[(*at)++];
    int simple = simple_escape(letter);
    if (simple >= 0) return buffer_append_byte(out, (char)simple), true;
    switch (letter) {
    case '\n': return true;
    case 'x':
    case 'u':
    case 'U': return decode_hexadecimal(p, text, count, from, at, out);
    case 'N': return decode_named(p, text, count, from, at, out);
    default: break;
    }
    if (is_octal(letter)) {
        --*at;
        buffer_append_code_point(out, take_octal(text, count, at));
    } else {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, letter);
    }
    return true;
}

static bool is_escape(char letter, bool is_bytes) {
    return simple_escape(letter) >= 0 || letter == '\n' || letter == 'x' ||
           (!is_bytes && strchr("uUN", letter));
}

/* python3 warns of the first escape that means nothing or too much; not of one before a character beyond
 * ASCII. */
static void warn_escape(Parser *p, const Token *token, const char *text, size_t count, bool is_bytes) {
    for (size_t at = 0; at + 1 < count && p->warns; at++) {
        if (text[at] != '\\') continue;
        char letter = text[++at];
        size_t end = at;
        if (!letter || letter & 0x80 || is_escape(letter, is_bytes)) continue;
        bool is_wrong = !is_octal(letter) || take_octal(text, count, &end) > 0377;
        if (is_wrong && is_octal(letter))
            parser_warn(p, token_place(token), "invalid octal escape sequence '\\%.3s'", text + at);
        else if (is_wrong)
            parser_warn(p, token_place(token), "invalid escape sequence '\\%c'", letter);
        if (is_wrong) return;
    }
}

bool literal_decode(Parser *p, const Token *token, const char *text, size_t count, Buffer *out) {
    for (size_t at = 0; at < count;) {
        const char *backslash = memchr(text + at, '\\', count - at);
        size_t plain = backslash ? (size_t)(backslash - text) : count;
        buffer_append(out, text + at, plain - at);
        at = plain;
        if (!backslash) break;
        at++;
        if (!decode_escape(p, text, count, &at, out)) return false;
    }
    warn_escape(p, token, text, count, false);
    return true;
}

static bool decode_bytes(Parser *p, const char *text, size_t count, bool is_raw, Buffer *out) {
    for (size_t i = 0; i < count; i++) {
        if ((uint8_t)text[i] < 128) continue;
        parser_raise_last(p, "bytes can only contain ASCII literal characters");
        return false;
    }
    for (size_t at = 0; at < count;) {
        char c = text[at++];
        if (c != '\\' || is_raw || at == count) {
            buffer_append_byte(out, c);
            continue;
        }
        char letter = text[at++];
        int simple = simple_escape(letter);
        if (simple >= 0) {
            buffer_append_byte(out, (char)simple);
        } else if (letter == 'x') {
            int high = at < count ? hexadecimal_value(text[at]) : -1;
            int low = at + 1 < count ? hexadecimal_value(text[at + 1]) : -1;
            if (high < 0 || low < 0) {
                parser_raise_last(p, "(value error) invalid \\x escape at position %zu", at - 2);
                return false;
            }
            buffer_append_byte(out, (char)(high * 16 + low));
            at += 2;
        } else if (is_octal(letter)) {
            at--;
            buffer_append_byte(out, (char)take_octal(text, count, &at));
        } else if (letter != '\n') {
            buffer_append_byte(out, '\\');
            buffer_append_byte(out, letter);
        }
    }
    return true;
}

void string_parts_clear(StringParts *parts) { buffer_clear(&parts->text); }

static Node *text_node(Parser *p, StringParts *parts) {
    return new_constant(p, parts->place, str_from_buffer_take(&parts->text));
}

void string_parts_add(Parser *p, StringParts *parts, Node *field) {
    if (parts->text.count) {
        Node *text = text_node(p, parts);
        if (text) node_list_add(p, &parts->values, text);
    }
    if (field) node_list_add(p, &parts->values, field);
}

Node *string_parts_finish(Parser *p, StringParts *parts) {
    parts->place = parts->whole;
    if (!parts->has_fields) return text_node(p, parts);
    string_parts_add(p, parts, NULL);
    Node *node = ast_node(p->ast, NODE_JOINED_STR, parts->whole);
    node->joined.values = parts->values;
    return p->failed ? NULL : node;
}

typedef struct {
    bool is_bytes, is_raw, is_fstring;
    size_t from, to; /* the text between the quotes */
} Literal;

static Literal look_at_literal(const char *text, const Token *token) {
    Literal literal = { .from = token->start, .to = token->end - 1 };
    for (;; literal.from++) {
        char c = text[literal.from];
        if (c == '"' || c == '\'') break;
        literal.is_bytes |= (c | 0x20) == 'b';
        literal.is_raw |= (c | 0x20) == 'r';
        literal.is_fstring |= (c | 0x20) == 'f';
    }
    char quote = text[literal.from++];
    if (literal.to - literal.from >= 4 && text[literal.from] == quote && text[literal.from + 1] == quote) {
        literal.from += 2;
        literal.to -= 2;
    }
    return literal;
}

static bool add_literal(Parser *p, StringParts *parts, const Token *token, const Literal *literal) {
    const char *text = p->text + literal->from;
    size_t count = literal->to - literal->from;
    p->warns = token->end > p->warned_to;
    if (p->warns) p->warned_to = token->end;
    if (literal->is_bytes) {
        if (!decode_bytes(p, text, count, literal->is_raw, &parts->text)) return false;
        if (!literal->is_raw) warn_escape(p, token, text, count, true);
        return true;
    }
    if (literal->is_fstring) {
        parts->has_fields = true;
        return parse_fstring(p, parts, token, literal->from, literal->to, literal->is_raw);
    }
    if (!literal->is_raw) return literal_decode(p, token, text, count, &parts->text);
    buffer_append(&parts->text, text, count);
    return true;
}

Node *parse_strings(Parser *p) {
    size_t first = p->at;
    while (parser_kind(p) == TOKEN_STRING) p->at++;
    if (p->failed) return NULL;
    size_t last = p->at - 1;
    StringParts parts = { .place = parser_place(p, first), .whole = parser_place(p, first) };
    bool is_bytes = look_at_literal(p->text, &p->tokens[first]).is_bytes;
    for (size_t i = first; i <= last && !p->failed; i++) {
        Token token = p->tokens[i];
        Literal literal = look_at_literal(p->text, &token);
        bool is_mixed = literal.is_bytes != is_bytes;
        if (!is_mixed || !literal.is_fstring) add_literal(p, &parts, &token, &literal);
        if (is_mixed && !p->failed) parser_raise_last(p, "cannot mix bytes and nonbytes literals");
    }
    Node *node = NULL;
    if (!p->failed && is_bytes) {
        Value value = parts.text.failed ? ABSENT : bytes_new(parts.text.bytes, parts.text.count);
        node = new_constant(p, parts.place, value);
    } else if (!p->failed) {
        node = string_parts_finish(p, &parts);
    }
    string_parts_clear(&parts);
    return node;
}
