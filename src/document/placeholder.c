/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading placeholders, and what each kind takes. */
#include "document/placeholder.h"

static const Span names[] = { [PLACEHOLDER_INT] = { "int", 3 },
                              [PLACEHOLDER_PORT] = { "port", 4 },
                              [PLACEHOLDER_FLOAT] = { "float", 5 },
                              [PLACEHOLDER_HEX] = { "hex", 3 },
                              [PLACEHOLDER_ANY] = { "...", 3 } };

static bool is_digit(Span text, size_t at) {
    return at < text.count && text.bytes[at] >= '0' && text.bytes[at] <= '9';
}

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || (byte & 0x80);
}

static bool is_at(Span text, size_t at, char byte) { return at < text.count && text.bytes[at] == byte; }

PlaceholderRead placeholder_read(Span text, Placeholder *placeholder) {
    if (!is_at(text, 0, '<')) return PLACEHOLDER_ABSENT;
    for (int kind = PLACEHOLDER_INT; kind <= PLACEHOLDER_ANY; kind++) {
        if (!span_starts(span_from(text, 1), names[kind])) continue;
        size_t at = 1 + names[kind].count, start = at + 1;
        if (is_at(text, at, ':')) {
            for (at = start;
                 at < text.count && (is_letter(text.bytes[at]) || (at > start && is_digit(text, at)));)
                at++;
            if (at == start || !is_at(text, at, '>')) return PLACEHOLDER_BROKEN;
        }
        if (!is_at(text, at, '>')) continue;
        *placeholder = (Placeholder){ (PlaceholderKind)kind,
                                      { text.bytes + start, at > start ? at - start : 0 },
                                      { text.bytes, at + 1 } };
        return PLACEHOLDER_FOUND;
    }
    return PLACEHOLDER_ABSENT;
}

static size_t skip_digits(Span text, size_t at) {
    while (is_digit(text, at)) at++;
    return at;
}

static size_t match_int(Span text) {
    size_t start = is_at(text, 0, '-'), end = skip_digits(text, start);
    return end > start ? end : 0;
}

static size_t match_port(Span text) {
    size_t end = skip_digits(text, 0);
    if (end == 0 || end > 5 || text.bytes[0] == '0') return 0;
    int port = 0;
    for (size_t i = 0; i < end; i++) port = port * 10 + text.bytes[i] - '0';
    return port <= 65535 ? end : 0;
}

static size_t match_float(Span text) {
    size_t start = is_at(text, 0, '-'), end = skip_digits(text, start);
    if (span_starts(span_from(text, start), SPAN("inf")) || span_starts(span_from(text, start), SPAN("nan")))
        return start + 3;
    if (end == start) return 0;
    if (is_at(text, end, '.') && is_digit(text, end + 1)) end = skip_digits(text, end + 1);
    if (!is_at(text, end, 'e')) return end;
    size_t exponent = end + 1 + (is_at(text, end + 1, '-') || is_at(text, end + 1, '+'));
    return is_digit(text, exponent) ? skip_digits(text, exponent) : end;
}

static size_t match_hex(Span text) {
    size_t start = span_starts(text, SPAN("0x")) ? 2 : 0, end = start;
    while (is_digit(text, end) ||
           (end < text.count && (text.bytes[end] | 0x20) >= 'a' && (text.bytes[end] | 0x20) <= 'f'))
        end++;
    return end > start ? end : start / 2; /* "0x" alone: the digit 0 */
}

size_t placeholder_match(PlaceholderKind kind, Span text) {
    switch (kind) {
    case PLACEHOLDER_INT: return match_int(text);
    case PLACEHOLDER_PORT: return match_port(text);
    case PLACEHOLDER_FLOAT: return match_float(text);
    case PLACEHOLDER_HEX: return match_hex(text);
    case PLACEHOLDER_ANY: break;
    }
    return 0;
}
