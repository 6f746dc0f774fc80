/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/sre/charset.h"
#include "base/text.h"

/* ---- letters. A locale is C's or one in UTF-8: there no byte above 127 is a letter. */

static bool is_ascii_word(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static uint32_t ascii_lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
static uint32_t ascii_upper(uint32_t c) { return c >= 'a' && c <= 'z' ? c - 32 : c; }

uint32_t fold_lower(uint32_t character, Fold fold) {
    if (character < 128) return fold ? ascii_lower(character) : character;
    return fold == FOLD_UNICODE ? text_first_lower(character) : character;
}

bool fold_equal(uint32_t a, uint32_t b, Fold fold) {
    return a == b || (fold && fold_lower(a, fold) == fold_lower(b, fold));
}

/* ---- categories */

static bool is_unicode_word(uint32_t c) {
    if (c < 128) return is_ascii_word(c);
    return text_is_alpha(c) || text_is_decimal(c) || text_is_digit(c) || text_is_numeric(c);
}

static bool is_ascii_space(uint32_t c) { return c == ' ' || (c >= 9 && c <= 13); }

static bool is_unicode_linebreak(uint32_t c) {
    return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool category_has(CategoryCode category, uint32_t c) {
    switch (category) {
    case CATEGORY_DIGIT: return c >= '0' && c <= '9';
    case CATEGORY_NOT_DIGIT: return !(c >= '0' && c <= '9');
    case CATEGORY_SPACE: return is_ascii_space(c);
    case CATEGORY_NOT_SPACE: return !is_ascii_space(c);
    case CATEGORY_WORD:
    case CATEGORY_LOC_WORD: return is_ascii_word(c);
    case CATEGORY_NOT_WORD:
    case CATEGORY_LOC_NOT_WORD: return !is_ascii_word(c);
    case CATEGORY_LINEBREAK: return c == '\n';
    case CATEGORY_NOT_LINEBREAK: return c != '\n';
    case CATEGORY_UNI_DIGIT: return text_is_decimal(c);
    case CATEGORY_UNI_NOT_DIGIT: return !text_is_decimal(c);
    case CATEGORY_UNI_SPACE: return text_is_space(c);
    case CATEGORY_UNI_NOT_SPACE: return !text_is_space(c);
    case CATEGORY_UNI_WORD: return is_unicode_word(c);
    case CATEGORY_UNI_NOT_WORD: return !is_unicode_word(c);
    case CATEGORY_UNI_LINEBREAK: return is_unicode_linebreak(c);
    case CATEGORY_UNI_NOT_LINEBREAK: return !is_unicode_linebreak(c);
    default: return false;
    }
}

/* ---- codes of a set */

enum { BITS_WORDS = 8 /* of 256 bits */, BLOCK_WORDS = 64 /* of 256 bytes */ };

/* How many words follow this code; -1: it is none of a set, or they do not fit. */
static int64_t operand_words(const uint32_t *code, size_t left) {
    switch (*code) {
    case CODE_NEGATE: return 0;
    case CODE_LITERAL: return 1;
    case CODE_CATEGORY: return left && code[1] < CATEGORY_COUNT ? 1 : -1;
    case CODE_RANGE:
    case CODE_RANGE_UNI_IGNORE: return 2;
    case CODE_CHARSET: return BITS_WORDS;
    case CODE_BIGCHARSET: {
        if (left < 1 + BLOCK_WORDS || code[1] > 256) return -1;
        const uint8_t *blocks = (const uint8_t *)(code + 2);
        for (size_t i = 0; i < 256; i++)
            if (blocks[i] >= code[1]) return -1;
        return 1 + BLOCK_WORDS + (int64_t)code[1] * BITS_WORDS;
    }
    default: return -1;
    }
}

bool charset_is_valid(const uint32_t *codes, const uint32_t *end) {
    while (codes < end) {
        size_t left = (size_t)(end - codes) - 1;
        int64_t words = operand_words(codes, left);
        if (words < 0 || (size_t)words > left) return false;
        codes += 1 + words;
    }
    return true;
}

static bool has_bit(const uint32_t *bits, uint32_t number) { return bits[number / 32] >> (number % 32) & 1; }

static bool big_has(const uint32_t *operands, uint32_t c) {
    if (c > 0xffff || !operands[0]) return false;
    uint32_t block = ((const uint8_t *)(operands + 1))[c >> 8];
    return has_bit(operands + 1 + BLOCK_WORDS + (size_t)block * BITS_WORDS, c & 255);
}

static bool in_range(const uint32_t *range, uint32_t c) { return range[0] <= c && c <= range[1]; }

/* Whether the code at hand takes the character; NEGATE takes none. */
static bool code_has(const uint32_t *code, uint32_t c) {
    switch (*code) {
    case CODE_CATEGORY: return category_has(code[1], c);
    case CODE_CHARSET: return c < 256 && has_bit(code + 1, c);
    case CODE_BIGCHARSET: return big_has(code + 1, c);
    case CODE_RANGE: return in_range(code + 1, c);
    case CODE_RANGE_UNI_IGNORE: return in_range(code + 1, c) || in_range(code + 1, text_first_upper(c));
    case CODE_NOT_LITERAL_IGNORE:
    case CODE_NOT_LITERAL_LOC_IGNORE:
    case CODE_NOT_LITERAL_UNI_IGNORE: return code[1] != c;
    case CODE_NEGATE: return false;
    default: return code[1] == c; /* the literals */
    }
}

static bool codes_have(const Charset *set, uint32_t c) {
    bool found = true;
    for (const uint32_t *code = set->codes; code < set->end;) {
        if (*code == CODE_NEGATE)
            found = !found;
        else if (code_has(code, c))
            return found;
        bool is_single = *code >= CODE_GROUPREF_IGNORE && *code != CODE_RANGE_UNI_IGNORE;
        code += 1 + (is_single ? 1 : operand_words(code, (size_t)(set->end - code) - 1));
    }
    return !found;
}

static bool has_in_locale(const Charset *set, uint32_t c) {
    uint32_t lower = ascii_lower(c), upper = ascii_upper(c);
    if (*set->codes == CODE_NOT_LITERAL_LOC_IGNORE) return set->codes[1] != lower && set->codes[1] != upper;
    return codes_have(set, lower) || (upper != lower && codes_have(set, upper));
}

bool charset_has_wide(const Charset *set, uint32_t character) {
    if (set->fold == FOLD_LOCALE && set->codes < set->end) return has_in_locale(set, character);
    return codes_have(set, fold_lower(character, set->fold));
}

void charset_init(Charset *set, const uint32_t *codes, const uint32_t *end, Fold fold) {
    set->codes = codes;
    set->end = end;
    set->fold = fold;
    for (uint32_t c = 0; c < 256; c++) set->has[c] = charset_has_wide(set, c);
}
