/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comments and prompts in what is typed. */
#include "document/typed.h"
#include <string.h>

Typed typed_begin(Span source, bool is_shell) { return (Typed){ source, 0, is_shell, '\n' }; }

static void skip(Typed *typed, size_t count) {
    for (size_t i = 0; i < count; i++) {
        typed->before = typed->rest.bytes[i];
        if (typed->before == '\n') typed->line++;
    }
    typed->rest = span_from(typed->rest, count);
}

static bool is_word(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '_' || (byte & 0x80);
}

/* The length of the string that text begins with, its quotes counted. An unclosed one ends with its line, or,
 * of three quotes or in a shell, with the text. */
static size_t string_length(Span text, bool is_shell) {
    char quote = text.bytes[0];
    size_t quotes = !is_shell && text.count >= 3 && text.bytes[1] == quote && text.bytes[2] == quote ? 3 : 1;
    for (size_t i = quotes; i < text.count; i++) {
        if (text.bytes[i] == '\\' && !(is_shell && quote == '\''))
            i++;
        else if (text.bytes[i] == '\n' && quotes == 1 && !is_shell)
            return i;
        else if (text.bytes[i] == quote &&
                 (quotes == 1 ||
                  (i + 2 < text.count && text.bytes[i + 1] == quote && text.bytes[i + 2] == quote)))
            return i + quotes;
    }
    return text.count;
}

static size_t blanks_at(Span text, size_t at) {
    while (at < text.count && (text.bytes[at] == ' ' || text.bytes[at] == '\t')) at++;
    return at;
}

/* What stands behind `.ps1 =`: a literal alone, or something to be computed. */
static TypedPiece prompt_set(Typed *typed, size_t at) {
    TypedPiece computed = { TYPED_COMPUTED, { NULL, 0 }, typed->line };
    at = blanks_at(typed->rest, at);
    Span text = span_from(typed->rest, at);
    skip(typed, at);
    if (!text.count || (text.bytes[0] != '"' && text.bytes[0] != '\'')) return computed;
    size_t length = string_length(text, false);
    skip(typed, length);
    size_t behind = blanks_at(text, length);
    bool is_alone = behind == text.count || strchr("\n;#", text.bytes[behind]);
    Span literal = { text.bytes + 1, length >= 2 ? length - 2 : 0 };
    bool is_plain = length >= 2 && text.bytes[length - 1] == text.bytes[0] &&
                    !memchr(literal.bytes, '\\', literal.count) &&
                    !memchr(literal.bytes, '\n', literal.count) && span_trim(literal).count > 0;
    if (!is_alone || !is_plain || literal.bytes[0] == text.bytes[0]) return computed;
    return (TypedPiece){ TYPED_PROMPT, literal, computed.line };
}

/* Where the value begins, when text is `.ps1 = value`; else 0. */
static size_t prompt_assignment(Span text) {
    if (!span_starts(text, SPAN(".ps1"))) return 0;
    size_t at = blanks_at(text, 4);
    if (at >= text.count || text.bytes[at] != '=') return 0;
    if (at + 1 < text.count && text.bytes[at + 1] == '=') return 0;
    return at + 1;
}

static bool begins_comment(const Typed *typed) {
    return typed->rest.bytes[0] == '#' && (!typed->is_shell || strchr(" \t\n;&|(", typed->before));
}

TypedPiece typed_next(Typed *typed) {
    while (typed->rest.count) {
        char byte = typed->rest.bytes[0];
        if (begins_comment(typed)) {
            const char *newline = memchr(typed->rest.bytes, '\n', typed->rest.count);
            size_t length = newline ? (size_t)(newline - typed->rest.bytes) : typed->rest.count;
            TypedPiece piece = { TYPED_COMMENT, { typed->rest.bytes, length }, typed->line };
            skip(typed, length);
            return piece;
        }
        if (byte == '"' || byte == '\'') {
            skip(typed, string_length(typed->rest, typed->is_shell));
        } else if (byte == '\\' && typed->is_shell && typed->rest.count > 1) {
            skip(typed, 2);
        } else if (byte == '.' && !typed->is_shell && is_word(typed->before)) {
            size_t value = prompt_assignment(typed->rest);
            if (value) return prompt_set(typed, value);
            skip(typed, 1);
        } else {
            skip(typed, 1);
        }
    }
    return (TypedPiece){ TYPED_END, { NULL, 0 }, typed->line };
}

/* Whether nothing but empty lines follows. */
static bool is_end(Span rest) {
    while (rest.count && *rest.bytes == '\n') rest = span_from(rest, 1);
    return !rest.count;
}

void typed_append(Buffer *out, Span source) {
    for (Span rest = source; rest.count;) {
        const char *newline = memchr(rest.bytes, '\n', rest.count);
        size_t taken = *rest.bytes == '"' || *rest.bytes == '\'' ? string_length(rest, false)
                       : *rest.bytes == '#' && newline           ? (size_t)(newline - rest.bytes)
                                                                 : 1;
        bool ends_line = *rest.bytes == '\n';
        buffer_append(out, rest.bytes, taken);
        rest = span_from(rest, taken);
        if (ends_line && rest.count && *rest.bytes == '\n' && !is_end(rest)) buffer_append_byte(out, ' ');
    }
}
