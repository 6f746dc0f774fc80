/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON. The writer looks at the last byte to know whether a comma is due; the reader keeps a stack of
 * brackets. */
#include "base/json.h"
#include "base/text.h"
#include <string.h>

/* ---- writing */

static void separate(Buffer *out) {
    char last = out->count ? out->bytes[out->count - 1] : '\n';
    if (last != '{' && last != '[' && last != ':' && last != '\n') buffer_append_byte(out, ',');
}

void json_open(Buffer *out, char bracket) {
    separate(out);
    buffer_append_byte(out, bracket);
}

void json_close(Buffer *out, char bracket) { buffer_append_byte(out, bracket); }

static void append_escape(Buffer *out, unsigned code) {
    static const char letters[] = "\b\t\n\f\r\"\\", names[] = "btnfr\"\\";
    const char *found = code < 0x80 && code ? strchr(letters, (int)code) : NULL;
    if (found)
        buffer_append_format(out, "\\%c", names[found - letters]);
    else
        buffer_append_format(out, "\\u%04x", code);
}

/* The bytes of the well-formed UTF-8 character at text; 0: there is none. */
static size_t character_length(const char *text, size_t count) {
    unsigned char lead = (unsigned char)text[0];
    size_t length = lead < 0x80   ? 1
                    : lead < 0xc2 ? 0
                    : lead < 0xe0 ? 2
                    : lead < 0xf0 ? 3
                    : lead < 0xf5 ? 4
                                  : 0;
    return length && length <= count && text_is_utf8(text, length) ? length : 0;
}

void json_bytes(Buffer *out, const void *bytes, size_t count) {
    const char *text = bytes;
    separate(out);
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < count;) {
        unsigned char byte = (unsigned char)text[i];
        size_t length = character_length(text + i, count - i);
        if (!length)
            append_escape(out, 0xdc00u + byte);
        else if (byte < 0x20 || byte == '"' || byte == '\\' || byte == 0x7f)
            append_escape(out, byte);
        else
            buffer_append(out, text + i, length);
        i += length ? length : 1;
    }
    buffer_append_byte(out, '"');
}

void json_text(Buffer *out, const char *text) { json_bytes(out, text, strlen(text)); }

void json_key(Buffer *out, const char *key) {
    json_text(out, key);
    buffer_append_byte(out, ':');
}

static void append_word(Buffer *out, const char *word) {
    separate(out);
    buffer_append_text(out, word);
}

void json_int(Buffer *out, int64_t number) {
    separate(out);
    buffer_append_int64(out, number);
}

void json_bool(Buffer *out, bool truth) { append_word(out, truth ? "true" : "false"); }
void json_null(Buffer *out) { append_word(out, "null"); }

void json_int_member(Buffer *out, const char *key, int64_t number) {
    json_key(out, key);
    json_int(out, number);
}

void json_bool_member(Buffer *out, const char *key, bool truth) {
    json_key(out, key);
    json_bool(out, truth);
}

void json_text_member(Buffer *out, const char *key, const char *text) {
    json_key(out, key);
    if (text)
        json_text(out, text);
    else
        json_null(out);
}

void json_address_member(Buffer *out, const char *key, const Address *address) {
    char text[ADDRESS_TEXT];
    json_text_member(out, key, address_text(address, text));
}

/* ---- reading */

static JsonToken fail(JsonReader *reader) {
    reader->failed = true;
    return JSON_ERROR;
}

static int peek(JsonReader *reader) {
    while (reader->at < reader->count && strchr(" \t\r\n", reader->text[reader->at]) &&
           reader->text[reader->at])
        reader->at++;
    return reader->at < reader->count ? (unsigned char)reader->text[reader->at] : -1;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static bool read_unit(JsonReader *reader, unsigned *unit) {
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = reader->at < reader->count ? hex_digit(reader->text[reader->at++]) : -1;
        if (digit < 0) return false;
        *unit = *unit * 16 + (unsigned)digit;
    }
    return true;
}

/* Behind \u. Two halves make one character; a half alone stands for a byte, or for itself. */
static bool read_code(JsonReader *reader) {
    unsigned unit, low;
    if (!read_unit(reader, &unit)) return false;
    bool is_high = unit >= 0xd800 && unit < 0xdc00;
    if (is_high && reader->at + 6 <= reader->count && !memcmp(reader->text + reader->at, "\\u", 2)) {
        size_t back = reader->at;
        reader->at += 2;
        if (!read_unit(reader, &low)) return false;
        if (low >= 0xdc00 && low < 0xe000)
            unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        else
            reader->at = back;
    }
    if (unit >= 0xdc80 && unit <= 0xdcff)
        buffer_append_byte(&reader->string, (char)(unit - 0xdc00));
    else
        buffer_append_code_point(&reader->string, unit);
    return true;
}

static bool read_string(JsonReader *reader) {
    buffer_truncate(&reader->string, 0);
    for (reader->at++; reader->at < reader->count;) {
        unsigned char byte = (unsigned char)reader->text[reader->at++];
        if (byte == '"') return !reader->string.failed;
        if (byte < 0x20) return false;
        if (byte != '\\') {
            buffer_append_byte(&reader->string, (char)byte);
            continue;
        }
        if (reader->at == reader->count) return false;
        char name = reader->text[reader->at++];
        const char *names = "btnfr\"\\/", *found = name ? strchr(names, name) : NULL;
        if (name == 'u' ? !read_code(reader) : !found) return false;
        if (found && name != 'u') buffer_append_byte(&reader->string, "\b\t\n\f\r\"\\/"[found - names]);
    }
    return false;
}

static bool read_number(JsonReader *reader) {
    size_t from = reader->at;
    bool negative = reader->text[from] == '-', fits = true;
    int64_t number = 0;
    if (negative) reader->at++;
    for (; reader->at < reader->count && reader->text[reader->at] >= '0' && reader->text[reader->at] <= '9';
         reader->at++) {
        int digit = reader->text[reader->at] - '0';
        fits = fits && !__builtin_mul_overflow(number, 10, &number) &&
               !__builtin_sub_overflow(number, digit, &number);
    }
    if (reader->at == from + negative) return false;
    while (reader->at < reader->count && strchr("0123456789.eE+-", reader->text[reader->at]) &&
           reader->text[reader->at])
        reader->at++;
    reader->number = !fits                 ? (negative ? INT64_MIN : INT64_MAX)
                     : negative            ? number
                     : number == INT64_MIN ? INT64_MAX
                                           : -number;
    return true;
}

static bool read_word(JsonReader *reader, const char *word) {
    size_t length = strlen(word);
    if (reader->count - reader->at < length || memcmp(reader->text + reader->at, word, length)) return false;
    reader->at += length;
    return true;
}

static JsonToken open(JsonReader *reader, char bracket) {
    if (reader->depth == JSON_DEPTH) return fail(reader);
    reader->brackets[reader->depth++] = bracket;
    reader->at++;
    reader->has_value = reader->wants_value = false;
    return bracket == '{' ? JSON_OBJECT : JSON_ARRAY;
}

static JsonToken close(JsonReader *reader, char bracket) {
    if (!reader->depth || reader->brackets[reader->depth - 1] != (bracket == '}' ? '{' : '[') ||
        reader->wants_value)
        return fail(reader);
    reader->depth--;
    reader->at++;
    reader->has_value = true;
    return JSON_CLOSE;
}

static JsonToken read_value(JsonReader *reader, int byte) {
    switch (byte) {
    case '{':
    case '[': return open(reader, (char)byte);
    case '"': return read_string(reader) ? JSON_STRING : fail(reader);
    case 't': return read_word(reader, "true") ? JSON_TRUE : fail(reader);
    case 'f': return read_word(reader, "false") ? JSON_FALSE : fail(reader);
    case 'n': return read_word(reader, "null") ? JSON_NULL : fail(reader);
    default:
        if (byte == '-' || (byte >= '0' && byte <= '9'))
            return read_number(reader) ? JSON_NUMBER : fail(reader);
        return fail(reader);
    }
}

static JsonToken read_key(JsonReader *reader) {
    if (peek(reader) != '"' || !read_string(reader) || peek(reader) != ':') return fail(reader);
    reader->at++;
    reader->is_key = reader->wants_value = true;
    return JSON_STRING;
}

JsonToken json_next(JsonReader *reader) {
    reader->is_key = false;
    if (reader->failed) return JSON_ERROR;
    int byte = peek(reader);
    if (byte < 0) return reader->depth || !reader->has_value ? fail(reader) : JSON_END;
    char bracket = reader->depth ? reader->brackets[reader->depth - 1] : 0;
    if (!reader->wants_value) {
        if (byte == '}' || byte == ']') return close(reader, (char)byte);
        if (reader->has_value) {
            if (!bracket || byte != ',') return fail(reader);
            reader->at++;
            byte = peek(reader);
        }
        if (bracket == '{') return read_key(reader);
    }
    reader->wants_value = false;
    JsonToken token = read_value(reader, byte);
    if (token != JSON_OBJECT && token != JSON_ARRAY) reader->has_value = true;
    return token;
}

bool json_skip(JsonReader *reader) {
    int depth = reader->depth;
    do {
        if (json_next(reader) <= JSON_ERROR) return false;
    } while (reader->depth > depth || reader->is_key);
    return true;
}

bool json_is(const JsonReader *reader, const char *text) {
    return reader->string.count == strlen(text) &&
           !memcmp(reader->string.bytes ? reader->string.bytes : "", text, reader->string.count);
}
