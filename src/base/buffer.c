/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 60 }; /* most texts are short; memory_grow adds half */

/* And a NUL: see buffer_text. */
static char *reserve_slowly(Buffer *buffer, size_t count) {
    if (buffer->failed) return NULL;
    size_t needed, first = buffer->capacity ? 0 : FIRST_CAPACITY;
    if (__builtin_add_overflow(buffer->count, count, &needed) || __builtin_add_overflow(needed, 1, &needed) ||
        !memory_grow(&buffer->bytes, &buffer->capacity, needed > first ? needed : first, 1)) {
        buffer->failed = true;
        return NULL;
    }
    return buffer->bytes + buffer->count;
}

static inline char *reserve(Buffer *buffer, size_t count) {
    bool fits = count < buffer->capacity - buffer->count && !buffer->failed;
    return __builtin_expect(fits, 1) ? buffer->bytes + buffer->count : reserve_slowly(buffer, count);
}

char *buffer_reserve(Buffer *buffer, size_t count) { return reserve(buffer, count); }

void buffer_append(Buffer *buffer, const void *bytes, size_t count) {
    char *room = reserve(buffer, count);
    if (!room || count == 0) return;
    memcpy(room, bytes, count);
    buffer->count += count;
}

void buffer_append_text(Buffer *buffer, const char *text) { buffer_append(buffer, text, strlen(text)); }

void buffer_append_byte(Buffer *buffer, char byte) {
    char *room = reserve(buffer, 1);
    if (!room) return;
    *room = byte;
    buffer->count++;
}

void buffer_append_int64(Buffer *buffer, int64_t number) {
    char digits[24], *first = digits + sizeof digits;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    first = text_decimal(left, first);
    if (number < 0) *--first = '-';
    buffer_append(buffer, first, (size_t)(digits + sizeof digits - first));
}

void buffer_append_repeated(Buffer *buffer, char byte, size_t count) {
    char *room = reserve(buffer, count);
    if (!room) return;
    memset(room, byte, count);
    buffer->count += count;
}

void buffer_append_code_point(Buffer *buffer, uint32_t code_point) {
    char *room = buffer_reserve(buffer, 4);
    if (room) buffer->count += text_encode(code_point, room);
}

void buffer_append_format(Buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(buffer, format, arguments);
    va_end(arguments);
}

void buffer_append_format_list(Buffer *buffer, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    char small[256];
    int count = vsnprintf(small, sizeof small, format, arguments);
    if (count < 0)
        buffer->failed = true;
    else if ((size_t)count < sizeof small)
        buffer_append(buffer, small, (size_t)count);
    else {
        char *room = buffer_reserve(buffer, (size_t)count);
        if (room) {
            vsnprintf(room, (size_t)count + 1, format, again);
            buffer->count += (size_t)count;
        }
    }
    va_end(again);
}

void buffer_truncate(Buffer *buffer, size_t count) {
    if (count < buffer->count) buffer->count = count;
}

const char *buffer_text(Buffer *buffer) {
    if (!buffer_reserve(buffer, 0)) return "";
    buffer->bytes[buffer->count] = '\0';
    return buffer->bytes;
}

void buffer_clear(Buffer *buffer) {
    memory_free(buffer->bytes);
    *buffer = (Buffer){ 0 };
}

char *buffer_new_text(const char *format, ...) {
    Buffer text = { 0 };
    va_list arguments;
    va_start(arguments, format);
    buffer_append_format_list(&text, format, arguments);
    va_end(arguments);
    char *copy = memory_get(text.count + 1);
    memcpy(copy, buffer_text(&text), text.count + 1);
    buffer_clear(&text);
    return copy;
}
