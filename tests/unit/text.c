/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 and characters. With an argument, prints what is known of every code point instead, one line each:
 * tests/unit/text_oracle.py compares that with the oracle. */
#include "base/text.h"
#include "unit.h"

static bool decodes_to(const char *bytes, size_t count, bool surrogates, uint32_t expected) {
    const uint8_t *next = (const uint8_t *)bytes;
    uint32_t got = text_decode(&next, next + count, surrogates);
    size_t moved = (size_t)(next - (const uint8_t *)bytes);
    return got == expected && moved == (expected == TEXT_INVALID ? 0 : count);
}

static void test_every_code_point_comes_back(void) {
    size_t wrong = 0;
    for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
        char bytes[4];
        size_t count = text_encode(code_point, bytes);
        bool is_surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
        wrong += !decodes_to(bytes, count, true, code_point);
        wrong += !decodes_to(bytes, count, false, is_surrogate ? TEXT_INVALID : code_point);
        wrong += text_is_utf8(bytes, count) == is_surrogate;
    }
    CHECK_INT(wrong, 0);
}

static void test_bytes_that_are_no_utf8(void) {
    static const struct {
        const char *bytes;
        size_t count;
    } rows[] = { { "\x80", 1 },
                 { "\xbf", 1 },
                 { "\xc0\x80", 2 },
                 { "\xc1\xbf", 2 },
                 { "\xc3", 1 },
                 { "\xc3(", 2 },
                 { "\xe0\x9f\xbf", 3 },
                 { "\xe2\x82", 2 },
                 { "\xe2(\xa1", 3 },
                 { "\xf0\x8f\xbf\xbf", 4 },
                 { "\xf4\x90\x80\x80", 4 },
                 { "\xf5\x80\x80\x80", 4 },
                 { "\xff", 1 },
                 { "\xf0\x9f\x98", 3 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK(decodes_to(rows[i].bytes, rows[i].count, true, TEXT_INVALID));
        CHECK(!text_is_utf8(rows[i].bytes, rows[i].count));
    }
}

static void test_escapes(void) {
    static const struct {
        uint32_t code_point;
        const char *text;
    } rows[] = { { 'a', "a" },          { '\'', "\\'" },
                 { '"', "\"" },         { '\\', "\\\\" },
                 { '\n', "\\n" },       { '\t', "\\t" },
                 { '\r', "\\r" },       { 0, "\\x00" },
                 { 0x7f, "\\x7f" },     { 0xe9, "é" },
                 { 0xa0, "\\xa0" },     { 0x200b, "\\u200b" },
                 { 0xd800, "\\ud800" }, { 0xe0001, "\\U000e0001" },
                 { 0x1f600, "😀" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buffer out = { 0 };
        text_append_escaped(&out, rows[i].code_point, '\'');
        CHECK_TEXT(buffer_text(&out), rows[i].text);
        buffer_clear(&out);
    }
}

static uint32_t named(const char *name) { return text_named(name, strlen(name)); }

static void test_names(void) {
    CHECK_INT(named("EURO SIGN"), 0x20ac);
    CHECK_INT(named("latin small letter e with acute"), 0xe9);
    CHECK_INT(named("LINE FEED"), '\n');
    CHECK_INT(named("NULL"), 0);
    CHECK_INT(named("BELL"), 0x1f514);
    CHECK_INT(named("HANGUL SYLLABLE GAG"), 0xac01);
    CHECK_INT(named("HANGUL SYLLABLE GANJ"), 0xac05);
    CHECK_INT(named("CJK UNIFIED IDEOGRAPH-4E00"), 0x4e00);
    CHECK_INT(named("CJK UNIFIED IDEOGRAPH-A000"), TEXT_INVALID);
    CHECK_INT(named("NO SUCH CHARACTER"), TEXT_INVALID);
    CHECK_INT(named(""), TEXT_INVALID);
}

static void test_identifiers_and_columns(void) {
    Buffer out = { 0 };
    text_append_nfkc(&out, "ﬁn", strlen("ﬁn"));
    CHECK_TEXT(buffer_text(&out), "fin");
    buffer_clear(&out);
    CHECK_INT(text_columns("été", strlen("été")), 3);
    CHECK_INT(text_columns("日本", strlen("日本")), 4);
    CHECK_INT(text_columns("e\u0301", strlen("e\u0301")), 1);
    CHECK_INT(text_columns("\xff", 1), 1);
}

static void print_mapping(size_t (*map)(uint32_t, uint32_t[3]), uint32_t code_point) {
    uint32_t out[3];
    size_t count = map(code_point, out);
    for (size_t i = 0; i < count; i++) printf("%c%x", i ? '+' : ' ', out[i]);
}

static void print_all(void) {
    for (uint32_t c = 0; c < 0x110000; c++) {
        printf("%x %d%d%d%d%d%d%d%d%d%d%d", c, text_is_printable(c), text_is_identifier_start(c),
               text_is_identifier_part(c), text_is_space(c), text_is_alpha(c), text_is_decimal(c),
               text_is_digit(c), text_is_numeric(c), text_is_lower(c), text_is_upper(c), text_is_title(c));
        /* What decides whether a final sigma is written: the only way these two show in Python. */
        printf("%d%d", text_is_cased(c) && !text_is_case_ignorable(c),
               text_is_cased(c) || text_is_case_ignorable(c));
        print_mapping(text_to_lower, c);
        print_mapping(text_to_upper, c);
        print_mapping(text_to_title, c);
        print_mapping(text_fold, c);
        printf("\n");
    }
}

int main(int count, char **arguments) {
    (void)arguments;
    if (count > 1) {
        print_all();
        return 0;
    }
    test_every_code_point_comes_back();
    test_bytes_that_are_no_utf8();
    test_escapes();
    test_names();
    test_identifiers_and_columns();
    return unit_end();
}
