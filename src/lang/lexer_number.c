/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a number ends, and what is wrong with it. Its value is literals.c's.
 * See https://docs.python.org/3.11/reference/lexical_analysis.html#numeric-literals */
#include "lang/lexer.h"
#include <string.h>

static bool is_digit(int byte) { return byte >= '0' && byte <= '9'; }
static bool is_octal(int byte) { return byte >= '0' && byte <= '7'; }
static bool is_binary(int byte) { return byte == '0' || byte == '1'; }
static int lower(int byte) { return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte; }
static bool is_hexadecimal(int byte) { return is_digit(byte) || (lower(byte) >= 'a' && lower(byte) <= 'f'); }
static bool is_name_part(int byte) {
    return is_digit(byte) || (lower(byte) >= 'a' && lower(byte) <= 'z') || byte == '_' || byte >= 128;
}

static bool fail_at(Lexer *lexer, int byte, const char *kind) {
    lexer_back(lexer, byte);
    return lexer_raise(lexer, "invalid %s literal", kind);
}

/* `1if x else y` is still allowed: a keyword that may follow a number may touch it. */
static bool keyword_follows(const Lexer *lexer, int byte) {
    const char *at = lexer->text + lexer->at, *rest;
    switch (byte) {
    case 'a': rest = "nd"; break;
    case 'e': rest = "lse"; break;
    case 'f': rest = "or"; break;
    case 'i': return *at == 'f' || *at == 'n' || *at == 's';
    case 'o': rest = "r"; break;
    case 'n': rest = "ot"; break;
    default: return false;
    }
    size_t length = strlen(rest);
    return strncmp(at, rest, length) == 0 && !is_name_part((uint8_t)at[length]);
}

/* byte is the first behind the number. */
static bool end_number(Lexer *lexer, int byte, const char *kind) {
    bool touches = keyword_follows(lexer, byte);
    if (!touches && is_name_part(byte)) return fail_at(lexer, byte, kind);
    lexer_back(lexer, byte);
    if (touches && lexer->source) lexer_warn(lexer, "invalid %s literal", kind);
    return true;
}

/* The rest of a row of digits, with single underscores between them; *byte is the first behind it. */
static bool read_digits(Lexer *lexer, int *byte) {
    for (;;) {
        do *byte = lexer_read(lexer);
        while (is_digit(*byte));
        if (*byte != '_') return true;
        *byte = lexer_read(lexer);
        if (!is_digit(*byte)) return fail_at(lexer, *byte, "decimal");
    }
}

static bool end_decimal(Lexer *lexer, int byte) {
    if (lower(byte) == 'j') return end_number(lexer, lexer_read(lexer), "imaginary");
    return end_number(lexer, byte, "decimal");
}

static bool read_exponent(Lexer *lexer, int letter) {
    int byte = lexer_read(lexer);
    if (byte == '+' || byte == '-') {
        byte = lexer_read(lexer);
        if (!is_digit(byte)) return fail_at(lexer, byte, "decimal");
    } else if (!is_digit(byte)) {
        /* No exponent after all: `1else`. */
        lexer_back(lexer, byte);
        return end_number(lexer, letter, "decimal");
    }
    return read_digits(lexer, &byte) && end_decimal(lexer, byte);
}

bool lexer_read_fraction(Lexer *lexer, int byte) {
    if (is_digit(byte) && !read_digits(lexer, &byte)) return false;
    if (lower(byte) == 'e') return read_exponent(lexer, byte);
    return end_decimal(lexer, byte);
}

typedef struct {
    const char *name;
    bool (*is_digit)(int byte);
} Base;

static const Base hexadecimal = { "hexadecimal", is_hexadecimal };
static const Base octal = { "octal", is_octal };
static const Base binary = { "binary", is_binary };

static bool fail_digit(Lexer *lexer, int byte, const Base *base) {
    if (is_digit(byte)) return lexer_raise(lexer, "invalid digit '%c' in %s literal", byte, base->name);
    return fail_at(lexer, byte, base->name);
}

static bool read_based(Lexer *lexer, const Base *base) {
    int byte = lexer_read(lexer);
    do {
        if (byte == '_') byte = lexer_read(lexer);
        if (!base->is_digit(byte)) return fail_digit(lexer, byte, base);
        do byte = lexer_read(lexer);
        while (base->is_digit(byte));
    } while (byte == '_');
    if (is_digit(byte)) return fail_digit(lexer, byte, base);
    return end_number(lexer, byte, base->name);
}

static bool read_after_zero(Lexer *lexer, int byte) {
    for (;;) {
        if (byte == '_') {
            byte = lexer_read(lexer);
            if (!is_digit(byte)) return fail_at(lexer, byte, "decimal");
        }
        if (byte != '0') break;
        byte = lexer_read(lexer);
    }
    size_t zeros_end = lexer->at;
    bool is_nonzero = is_digit(byte);
    if (is_nonzero && !read_digits(lexer, &byte)) return false;
    if (byte == '.') return lexer_read_fraction(lexer, lexer_read(lexer));
    if (lower(byte) == 'e') return read_exponent(lexer, byte);
    if (lower(byte) == 'j' || !is_nonzero) return end_decimal(lexer, byte);
    lexer_back(lexer, byte);
    return lexer_raise_range(lexer, (int)(lexer->token_start + 1 - lexer->line_start),
                             (int)(zeros_end - lexer->line_start),
                             "leading zeros in decimal integer literals are not permitted; "
                             "use an 0o prefix for octal integers");
}

bool lexer_read_number(Lexer *lexer, int first) {
    int byte;
    if (first == '0') {
        byte = lexer_read(lexer);
        switch (lower(byte)) {
        case 'x': return read_based(lexer, &hexadecimal);
        case 'o': return read_based(lexer, &octal);
        case 'b': return read_based(lexer, &binary);
        default: return read_after_zero(lexer, byte);
        }
    }
    if (!read_digits(lexer, &byte)) return false;
    if (byte == '.') return lexer_read_fraction(lexer, lexer_read(lexer));
    if (lower(byte) == 'e') return read_exponent(lexer, byte);
    return end_decimal(lexer, byte);
}
