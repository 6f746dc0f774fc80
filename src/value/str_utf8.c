/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between str and UTF-8, in which everything is read and written, and repr. */
#include "base/memory.h"
#include "base/text.h"
#include "value/str.h"
#include <string.h>

static inline uint32_t next_of(const uint8_t **next, const uint8_t *end) {
    return **next < 0x80 ? *(*next)++ : text_decode(next, end, true);
}

/* How many characters, and the bits that occur in them. Bytes that are no UTF-8 count as the character of
 * that number; the header forbids them, so this is only for a release build that is wrong elsewhere. */
static size_t measure(const uint8_t *next, const uint8_t *end, uint32_t *all) {
    size_t count = 0;
    for (*all = 0; next < end; count++) {
        uint32_t code_point = next_of(&next, end);
        assert(code_point != TEXT_INVALID);
        *all |= code_point == TEXT_INVALID ? *next++ : code_point;
    }
    return count;
}

Value str_from_utf8(const char *bytes, size_t count) {
    if (text_ascii_prefix(bytes, count) == count) return str_from_ascii(bytes, count);
    const uint8_t *next = (const uint8_t *)bytes, *end = next + count;
    uint32_t all;
    size_t characters = measure(next, end, &all);
    Str *str = str_make(characters, str_width_for(all));
    if (!str) return ABSENT;
    for (size_t i = 0; i < characters; i++) {
        uint32_t code_point = next_of(&next, end);
        str_put(str, i, code_point == TEXT_INVALID ? *next++ : code_point);
    }
    if (characters > 1) return object_value(str);
    return str_finish_take(str);
}

Value str_new(const char *utf8) { return str_from_utf8(utf8, strlen(utf8)); }

Value str_from_buffer_take(Buffer *utf8) {
    Value str = utf8->failed ? ABSENT : str_from_utf8(utf8->bytes, utf8->count);
    buffer_clear(utf8);
    return str;
}

Value str_format(const char *format, ...) {
    Buffer text = { 0 };
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&text, format, arguments);
    va_end(arguments);
    return str_from_buffer_take(&text);
}

static size_t utf8_size(const Str *str) {
    size_t size = 0;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        size += 1 + (code_point > 0x7f) + (code_point > 0x7ff) + (code_point > 0xffff);
    }
    return size;
}

void str_append_utf8(Buffer *out, Value value) {
    const Str *str = str_of(value);
    if (str->is_ascii) {
        buffer_append(out, str->data, str->count);
        return;
    }
    char *room = buffer_reserve(out, utf8_size(str));
    if (!room) return;
    char *next = room;
    for (size_t i = 0; i < str->count; i++) next += text_encode(str_peek_at(str, i), next);
    out->count += (size_t)(next - room);
}

const char *str_peek_utf8(Value value, Buffer *scratch, size_t *count) {
    const Str *str = str_of(value);
    if (str->is_ascii) {
        if (count) *count = str->count;
        return str_peek_ascii(value);
    }
    buffer_truncate(scratch, 0);
    str_append_utf8(scratch, value);
    if (count) *count = scratch->count;
    return buffer_text(scratch);
}

bool str_has_surrogates(Value value) {
    const Str *str = str_of(value);
    if (str->width == 1) return false;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        if (code_point >= 0xd800 && code_point <= 0xdfff) return true;
    }
    return false;
}

/* Single quotes, unless there are some inside and no double ones. */
static char quote_for(const Str *str) {
    bool single = false;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        if (code_point == '"') return '\'';
        single |= code_point == '\'';
    }
    return single ? '"' : '\'';
}

static bool is_plain(uint8_t c, char quote) { return c >= ' ' && c < 0x7f && c != quote && c != '\\'; }

void str_append_repr(Buffer *out, Value value) {
    const Str *str = str_of(value);
    char quote = quote_for(str);
    buffer_append_byte(out, quote);
    for (size_t i = 0; i < str->count;) {
        size_t plain = i;
        while (str->width == 1 && plain < str->count && is_plain(str->data[plain].byte, quote)) plain++;
        buffer_append(out, str->data + i, plain - i);
        i = plain;
        if (i < str->count) text_append_escaped(out, str_peek_at(str, i++), quote);
    }
    buffer_append_byte(out, quote);
}

void str_append_ascii(Buffer *out, Value value) {
    const Str *str = str_of(value);
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        if (code_point < 128)
            buffer_append_byte(out, (char)code_point);
        else
            text_append_escape(out, code_point);
    }
}
