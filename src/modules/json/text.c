/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/json/text.h"
#include "vm/operations.h"
#include <string.h>

/* ---- reading */

static int hex_digit(uint32_t c) {
    if (c >= '0' && c <= '9') return (int)c - '0';
    if (c >= 'a' && c <= 'f') return (int)c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? (int)c - 'A' + 10 : -1;
}

static bool scan_hex(const Str *text, size_t at, uint32_t *unit) {
    *unit = 0;
    for (size_t i = at; i < at + 4; i++) {
        int digit = hex_digit(str_peek_at(text, i));
        if (digit < 0) return false;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

static Value fail(JsonProblem *problem, const char *message, size_t at) {
    *problem = (JsonProblem){ message, at };
    return ABSENT;
}

/* Behind "\u" at *at: one character, of a pair of surrogates when both are there. */
static bool scan_unicode(const Str *text, size_t *at, uint32_t *character, JsonProblem *problem) {
    static const char message[] = "Invalid \\uXXXX escape";
    size_t begin = *at, end = begin + 4;
    uint32_t low;
    if (end >= text->count) return fail(problem, message, begin - 1), false;
    if (!scan_hex(text, begin, character)) return fail(problem, message, begin - 1), false;
    *at = end;
    bool may_pair = *character >= 0xd800 && *character <= 0xdbff && end + 6 < text->count &&
                    str_peek_at(text, end) == '\\' && str_peek_at(text, end + 1) == 'u';
    if (!may_pair) return true;
    if (!scan_hex(text, end + 2, &low)) return fail(problem, message, end + 1), false;
    if (low < 0xdc00 || low > 0xdfff) return true;
    *character = 0x10000 + ((*character - 0xd800) << 10) + (low - 0xdc00);
    *at = end + 6;
    return true;
}

/* Behind a backslash at *at. */
static bool scan_escape(const Str *text, size_t *at, size_t begin, uint32_t *character,
                        JsonProblem *problem) {
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (*at >= text->count) return fail(problem, "Unterminated string starting at", begin), false;
    uint32_t c = str_peek_at(text, (*at)++);
    if (c == 'u') return scan_unicode(text, at, character, problem);
    const char *found = c && c < 128 ? strchr(names, (int)c) : NULL;
    if (!found) return fail(problem, "Invalid \\escape", *at - 2), false;
    *character = (uint8_t)meant[found - names];
    return true;
}

/* From `at` on up to a quote, a backslash, or a control character where those are wrong. */
static size_t plain_end(const Str *text, size_t at, bool is_strict) {
    if (text->width == 1) {
        const uint8_t *bytes = (const uint8_t *)text->data;
        while (at < text->count && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] > 0x1f || !is_strict))
            at++;
        return at;
    }
    for (; at < text->count; at++) {
        uint32_t c = str_peek_at(text, at);
        if (c == '"' || c == '\\' || (c <= 0x1f && is_strict)) break;
    }
    return at;
}

static Value part(const Str *text, size_t start, size_t end) {
    if (text->is_ascii) return str_from_ascii((const char *)text->data + start, end - start);
    return str_slice(object_value(text), (int64_t)start, 1, end - start);
}

static Value cached_part(const Str *text, size_t start, size_t end, Value *keys) {
    const char *bytes = (const char *)text->data + start;
    size_t count = end - start;
    if (!text->is_ascii || count > KEY_LONGEST || !count) return part(text, start, end);
    uint32_t mixed = (uint32_t)count;
    for (size_t i = 0; i < count; i++) mixed = mixed * 31 + (uint8_t)bytes[i];
    Value *slot = &keys[mixed % KEY_CACHE];
    if (!is_absent(*slot) && str_count(*slot) == count && !memcmp(str_of(*slot)->data, bytes, count))
        return retain(*slot);
    Value key = part(text, start, end);
    replace_take(slot, retain(key));
    return key;
}

static void append_characters(Buffer *out, const Str *text, size_t start, size_t end) {
    if (text->is_ascii) {
        buffer_append(out, (const char *)text->data + start, end - start);
        return;
    }
    for (size_t i = start; i < end; i++) buffer_append_code_point(out, str_peek_at(text, i));
}

Value json_scan_string(const Str *text, size_t *at, bool is_strict, Value *keys, JsonProblem *problem) {
    size_t begin = *at - 1, from = *at, end = plain_end(text, from, is_strict);
    problem->message = NULL;
    if (end < text->count && str_peek_at(text, end) == '"') {
        *at = end + 1;
        return keys ? cached_part(text, from, end, keys) : part(text, from, end);
    }
    Buffer out = { 0 };
    for (;;) {
        uint32_t c = end < text->count ? str_peek_at(text, end) : 0, character = 0;
        append_characters(&out, text, from, end);
        from = end + 1;
        if (end >= text->count)
            fail(problem, "Unterminated string starting at", begin);
        else if (c != '"' && c != '\\')
            fail(problem, "Invalid control character at", end);
        if (problem->message || c == '"') break;
        if (!scan_escape(text, &from, begin, &character, problem)) break;
        buffer_append_code_point(&out, character);
        end = plain_end(text, from, is_strict);
    }
    *at = from;
    Value string = problem->message ? ABSENT : str_from_buffer_take(&out);
    buffer_clear(&out);
    return string;
}

/* ---- writing */

static void append_unit(Buffer *out, uint32_t unit) {
    static const char digits[] = "0123456789abcdef";
    const char text[] = {
        '\\', 'u', digits[unit >> 12 & 15], digits[unit >> 8 & 15], digits[unit >> 4 & 15], digits[unit & 15]
    };
    buffer_append(out, text, sizeof text);
}

static void append_escaped(Buffer *out, uint32_t c) {
    static const char meant[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
    const char *found = c && c < 128 ? strchr(meant, (int)c) : NULL;
    if (found) {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, names[found - meant]);
    } else if (c > 0xffff) {
        append_unit(out, 0xd800 + ((c - 0x10000) >> 10));
        append_unit(out, 0xdc00 + ((c - 0x10000) & 0x3ff));
    } else
        append_unit(out, c);
}

static bool is_escaped(uint32_t c, bool ascii) {
    return c < ' ' || c == '"' || c == '\\' || (ascii && c > '~');
}

void json_append_string(Buffer *out, const Str *text, bool ascii) {
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < text->count;) {
        size_t from = i;
        if (text->is_ascii) {
            const uint8_t *bytes = (const uint8_t *)text->data;
            while (i < text->count && !is_escaped(bytes[i], ascii)) i++;
        } else
            while (i < text->count && !is_escaped(str_peek_at(text, i), ascii)) i++;
        append_characters(out, text, from, i);
        if (i < text->count) append_escaped(out, str_peek_at(text, i++));
    }
    buffer_append_byte(out, '"');
}

/* ---- errors */

Outcome json_raise(Call *call, const JsonProblem *problem) {
    /* What is kept until the class has been fetched: the place, and which message. */
    call->mark = (int64_t)problem->at;
    replace_take(&call->keep, str_new(problem->message));
    call->step = JSON_RAISE_IMPORTED;
    Value name = str_new("json.decoder"), wanted = str_new("JSONDecodeError");
    Value from = tuple_from_take(&wanted, 1);
    Outcome outcome = call_native(call, operation_import, 0, 3, (Value[]){ small_int(0), from, name });
    release(from);
    release(name);
    return outcome;
}

Outcome json_raise_further(Call *call, Value text) {
    Value result = take_result(call);
    Outcome outcome;
    if (call->step == JSON_RAISE_MADE) {
        outcome = raise_value(call->task, result);
    } else {
        call->step = JSON_RAISE_MADE;
        outcome = call_method(call, result, "JSONDecodeError", 3,
                              (Value[]){ call->keep, text, int_from_int64(call->mark) });
    }
    release(result);
    return outcome;
}
