/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str and bytes below the methods: widths, growth in place, search, interning. */
#include "value/str.h"
#include "unit.h"
#include "value/bytes.h"

static Value from(const char *utf8) { return str_new(utf8); }

/* Whether the str, which is given up, reads so and is of this width. */
static bool reads_take(Value str, const char *utf8, int width) {
    Buffer scratch = { 0 };
    if (is_absent(str)) return false;
    bool same = strcmp(str_peek_utf8(str, &scratch, NULL), utf8) == 0 && str_of(str)->width == width &&
                str_of(str)->is_ascii == (scratch.bytes == NULL || *utf8 == '\0') &&
                str_peek_at(str_of(str), str_count(str)) == 0;
    buffer_clear(&scratch);
    release(str);
    return same;
}

static void test_widths(void) {
    CHECK(reads_take(from(""), "", 1));
    CHECK(reads_take(from("a"), "a", 1));
    CHECK(reads_take(from("été"), "été", 1));
    CHECK(reads_take(from("10 €"), "10 €", 2));
    CHECK(reads_take(from("a😀"), "a😀", 4));
    CHECK(reads_take(str_from_code_point(0x1f600), "😀", 4));
    CHECK(reads_take(str_from_code_points((uint32_t[]){ 'a', 0x20ac }, 2), "a€", 2));
    CHECK(reads_take(str_format("%s:%d", "ü", 80), "ü:80", 1));
    Value lone = str_from_utf8("x\xed\xa0\x80", 4);
    CHECK_INT(str_count(lone), 2);
    CHECK(str_has_surrogates(lone));
    release(lone);
}

static void test_cutting_narrows(void) {
    Value str = from("ab€é😀");
    CHECK(reads_take(str_slice(str, 0, 1, 2), "ab", 1));
    CHECK(reads_take(str_slice(str, 1, 1, 3), "b€é", 2));
    CHECK(reads_take(str_slice(str, 3, 1, 1), "é", 1));
    CHECK(reads_take(str_slice(str, 4, -1, 5), "😀é€ba", 4));
    CHECK(reads_take(str_slice(str, 3, -2, 2), "éb", 1));
    CHECK(reads_take(str_slice(str, 2, 1, 0), "", 1));
    CHECK(reads_take(str_at(str, 2), "€", 2));
    release(str);
}

static void test_joining(void) {
    Value parts[] = { from("a"), from("é"), from(""), from("€") };
    Value comma = from(", "), empty = str_empty();
    CHECK(reads_take(str_join(comma, parts, 4), "a, é, , €", 2));
    CHECK(reads_take(str_join(empty, parts, 2), "aé", 1));
    CHECK(reads_take(str_join(comma, parts, 0), "", 1));
    CHECK(reads_take(str_concat(parts[3], parts[0]), "€a", 2));
    CHECK(reads_take(str_repeat(parts[3], 5), "€€€€€", 2));
    CHECK(reads_take(str_repeat(parts[0], 0), "", 1));
    CHECK(is_absent(str_repeat(parts[3], SIZE_MAX / 2)));
    for (int i = 0; i < 4; i++) release(parts[i]);
    release(comma);
    release(empty);
}

static void test_growing_in_place(void) {
    Value text = from("start "), x = from("x"), wide = from("€");
    size_t moved = 0;
    for (int i = 0; i < 100000; i++) {
        Value before = text;
        text = str_append_take(text, x);
        moved += !is_same(before, text);
    }
    CHECK_INT(str_count(text), 100006);
    CHECK(moved < 200);
    Value other = retain(text);
    text = str_append_take(text, x);
    CHECK_INT(str_count(other), 100006); /* somebody else holds it: it did not change */
    release(other);
    text = str_append_take(text, wide);
    CHECK_INT(str_of(text)->width, 2);
    CHECK_INT(str_peek_at(str_of(text), 100007), 0x20ac);
    release(text);
    release(x);
    release(wide);
}

static int64_t find_slowly(Value str, Value part, size_t start, size_t end) {
    for (size_t i = start; i + str_count(part) <= end; i++) {
        size_t k = 0;
        while (k < str_count(part) && str_peek_at(str_of(str), i + k) == str_peek_at(str_of(part), k)) k++;
        if (k == str_count(part)) return (int64_t)i;
    }
    return -1;
}

static void test_searching(void) {
    static const char *const texts[] = { "abcabcabd", "aéaéaéb", "€a€a€€b", "😀a😀€a", "āaāāa", "" };
    static const char *const parts[] = { "a", "abd", "éa", "€", "a€", "😀", "😀€", "ā", "", "zz" };
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            Value str = from(texts[t]), part = from(parts[p]);
            size_t end = str_count(str);
            for (size_t start = 0; start <= end; start++) {
                CHECK_INT(str_find(str, part, start, end), find_slowly(str, part, start, end));
            }
            int64_t last = -1;
            for (size_t i = 0; i <= end; i++) {
                if (find_slowly(str, part, i, end) == (int64_t)i) last = (int64_t)i;
            }
            CHECK_INT(str_find_last(str, part, 0, end), last);
            release(str);
            release(part);
        }
    }
}

static Value replaced(const char *text, const char *old, const char *new, int64_t most) {
    Value a = from(text), b = from(old), c = from(new);
    Value result = str_replace(a, b, c, most);
    release(a);
    release(b);
    release(c);
    return result;
}

static void test_replacing(void) {
    CHECK(reads_take(replaced("a-b-c", "-", "+", -1), "a+b+c", 1));
    CHECK(reads_take(replaced("a-b-c", "-", "€", 1), "a€b-c", 2));
    CHECK(reads_take(replaced("a€b", "€", "", -1), "ab", 1)); /* narrows */
    CHECK(reads_take(replaced("abc", "", ".", -1), ".a.b.c.", 1));
    CHECK(reads_take(replaced("abc", "", ".", 2), ".a.bc", 1));
    CHECK(reads_take(replaced("", "", "x", -1), "x", 1));
    CHECK(reads_take(replaced("aaa", "aa", "b", -1), "ba", 1));
    CHECK(reads_take(replaced("abc", "x", "y", -1), "abc", 1));
    CHECK(reads_take(replaced("abc", "b", "y", 0), "abc", 1));
}

static void test_interning(void) {
    enum { NAMES = 5000 };
    static Value names[NAMES];
    for (int i = 0; i < NAMES; i++) {
        Value name = str_format("name%d", i);
        names[i] = str_intern(name);
        release(name);
    }
    size_t wrong = 0;
    for (int i = 0; i < NAMES; i += 2) release(names[i]); /* leave the table */
    for (int i = 1; i < NAMES; i += 2) {
        Value again = str_format("name%d", i);
        Value interned = str_intern(again);
        wrong += !is_same(interned, names[i]);
        release(again);
        release(interned);
    }
    for (int i = 1; i < NAMES; i += 2) release(names[i]);
    CHECK_INT(wrong, 0);
}

static void test_repr(void) {
    static const char *const rows[][2] = { { "it's", "\"it's\"" }, { "\"", "'\"'" },
                                           { "'\"", "'\\'\"'" },   { "a\nb\\", "'a\\nb\\\\'" },
                                           { "été€😀", "'été€😀'" }, { "\u00a0", "'\\xa0'" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buffer out = { 0 };
        Value str = from(rows[i][0]);
        str_append_repr(&out, str);
        CHECK_TEXT(buffer_text(&out), rows[i][1]);
        release(str);
        buffer_clear(&out);
    }
}

static void test_bytes(void) {
    Value a = bytes_new("ab\0\xff'", 5), array = bytearray_new("xyz", 3);
    Buffer out = { 0 };
    CHECK(value_repr(&out, a, 0) == YES);
    CHECK_TEXT(buffer_text(&out), "b\"ab\\x00\\xff'\"");
    buffer_clear(&out);
    Value joined = bytes_concat(array, a);
    CHECK(is_bytearray(joined));
    CHECK(value_repr(&out, joined, 0) == YES);
    CHECK_TEXT(buffer_text(&out), "bytearray(b\"xyzab\\x00\\xff\\'\")");
    buffer_clear(&out);
    Value slice = bytes_slice(a, 4, -2, 3), same = bytes_new("'\0a", 3);
    CHECK(value_equal(slice, same, 0) == YES);
    int64_t hash, other;
    CHECK(value_hash(slice, &hash, 0) == YES && value_hash(same, &other, 0) == YES && hash == other);
    CHECK(value_hash(array, &hash, 0) == NO);
    for (int i = 0; i < 1000; i++) CHECK(bytearray_resize((ByteArray *)object_of(array), (size_t)i * 7));
    uint8_t *data;
    Value big = bytes_new_uninitialised(100000, &data);
    memset(data, 'x', 100000);
    big = bytes_shrink_take(big, 3);
    CHECK(value_repr(&out, big, 0) == YES);
    CHECK_TEXT(buffer_text(&out), "b'xxx'");
    CHECK(is_absent(bytes_new_zeroed((size_t)1 << 62)));
    buffer_clear(&out);
    Value all[] = { a, array, joined, slice, same, big };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) release(all[i]);
}

int main(void) {
    test_widths();
    test_cutting_narrows();
    test_joining();
    test_growing_in_place();
    test_searching();
    test_replacing();
    test_interning();
    test_repr();
    test_bytes();
    return unit_end();
}
