/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: what is written is read back; what is no JSON is refused wherever it is cut. */
#include "base/json.h"
#include "unit.h"
#include <string.h>

/* The tokens as letters, strings and numbers written out; ends in . or ! */
static void tokens(const char *text, size_t count, Buffer *out) {
    JsonReader reader = { .text = text, .count = count };
    for (;;) {
        JsonToken token = json_next(&reader);
        switch (token) {
        case JSON_END: buffer_append_byte(out, '.'); break;
        case JSON_ERROR: buffer_append_byte(out, '!'); break;
        case JSON_OBJECT: buffer_append_byte(out, '{'); break;
        case JSON_ARRAY: buffer_append_byte(out, '['); break;
        case JSON_CLOSE: buffer_append_byte(out, ')'); break;
        case JSON_STRING:
            buffer_append(out, reader.string.bytes ? reader.string.bytes : "", reader.string.count);
            buffer_append_byte(out, reader.is_key ? ':' : ' ');
            break;
        case JSON_NUMBER: buffer_append_format(out, "%lld ", (long long)reader.number); break;
        case JSON_TRUE: buffer_append_byte(out, 't'); break;
        case JSON_FALSE: buffer_append_byte(out, 'f'); break;
        case JSON_NULL: buffer_append_byte(out, 'n'); break;
        }
        if (token == JSON_END || token == JSON_ERROR) break;
    }
    buffer_clear(&reader.string);
}

static void check_tokens(const char *text, const char *wanted) {
    Buffer out = { 0 };
    tokens(text, strlen(text), &out);
    if (strcmp(buffer_text(&out), wanted)) printf("%s gives %s\n", text, buffer_text(&out));
    CHECK(strcmp(buffer_text(&out), wanted) == 0);
    buffer_clear(&out);
}

static void test_reading(void) {
    check_tokens("{\"a\": [1, -2, 3.5e3, true, false, null], \"b\": {}}", "{a:[1 -2 3 tfn)b:{)).");
    check_tokens(" \"x\\n\\u00e9\\ud83d\\ude00\\udcff\" ", "x\n\u00e9\U0001f600\xff .");
    check_tokens("9223372036854775807", "9223372036854775807 .");
    check_tokens("-9223372036854775808", "-9223372036854775808 .");
    check_tokens("99999999999999999999", "9223372036854775807 .");
    static const char *const wrong[] = { "",
                                         "{",
                                         "[1",
                                         "[1,]",
                                         "{\"a\"}",
                                         "{\"a\":}",
                                         "{\"a\":1,}",
                                         "[1 2]",
                                         "]",
                                         "{]",
                                         "tru",
                                         "\"",
                                         "\"\\x\"",
                                         "\"\\u12\"",
                                         "1 2",
                                         "-",
                                         "[\"a\nb\"]",
                                         "{1:2}",
                                         "{\"a\":1 \"b\":2}" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Buffer out = { 0 };
        tokens(wrong[i], strlen(wrong[i]), &out);
        if (buffer_text(&out)[out.count - 1] != '!') printf("taken: %s\n", wrong[i]);
        CHECK(buffer_text(&out)[out.count - 1] == '!');
        buffer_clear(&out);
    }
}

static void test_depth(void) {
    Buffer text = { 0 }, out = { 0 };
    buffer_append_repeated(&text, '[', 100000);
    tokens(text.bytes, text.count, &out);
    CHECK(out.count == JSON_DEPTH + 1);
    buffer_clear(&text);
    buffer_clear(&out);
}

static void write_all(Buffer *out, const void *bytes, size_t count) {
    json_open(out, '{');
    json_key(out, "text");
    json_bytes(out, bytes, count);
    json_key(out, "list");
    json_open(out, '[');
    json_int(out, -5);
    json_bool(out, true);
    json_null(out);
    json_text(out, "x");
    json_close(out, ']');
    json_key(out, "more");
    json_open(out, '{');
    json_close(out, '}');
    json_close(out, '}');
}

/* Every byte in every place comes back; and a text cut anywhere is refused. */
static void test_there_and_back(void) {
    unsigned seed = 1;
    for (int round = 0; round < 300; round++) {
        unsigned char bytes[24];
        size_t count = (size_t)round % sizeof bytes;
        for (size_t i = 0; i < count; i++)
            bytes[i] = (unsigned char)((seed = seed * 1103515245 + 12345) >> 16);
        Buffer text = { 0 }, out = { 0 }, wanted = { 0 };
        write_all(&text, bytes, count);
        tokens(text.bytes, text.count, &out);
        buffer_append_text(&wanted, "{text:");
        buffer_append(&wanted, bytes, count);
        buffer_append_text(&wanted, " list:[-5 tnx )more:{)).");
        CHECK(out.count == wanted.count && !memcmp(out.bytes, wanted.bytes, out.count));
        size_t cut = seed % text.count;
        buffer_truncate(&out, 0);
        tokens(text.bytes, cut, &out);
        CHECK(out.bytes[out.count - 1] == '!');
        buffer_clear(&text);
        buffer_clear(&out);
        buffer_clear(&wanted);
    }
}

static void test_skipping(void) {
    const char *text = "{\"a\": {\"b\": [1, {\"c\": 2}]}, \"d\": 3}";
    JsonReader reader = { .text = text, .count = strlen(text) };
    CHECK(json_next(&reader) == JSON_OBJECT);
    CHECK(json_next(&reader) == JSON_STRING && json_is(&reader, "a"));
    CHECK(json_skip(&reader));
    CHECK(json_next(&reader) == JSON_STRING && json_is(&reader, "d"));
    CHECK(json_next(&reader) == JSON_NUMBER && reader.number == 3);
    CHECK(json_next(&reader) == JSON_CLOSE && json_next(&reader) == JSON_END);
    buffer_clear(&reader.string);
}

int main(void) {
    test_reading();
    test_depth();
    test_there_and_back();
    test_skipping();
    return unit_end();
}
