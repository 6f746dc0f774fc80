/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A growable byte string. Zero-initialise it, append, then buffer_clear. Growth that memory refuses sets
 * `failed` and drops what is appended from then on, so callers check once, at the end. */
#pragma once
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    char *bytes; /* not NUL-terminated; see buffer_text */
    size_t count;
    size_t capacity;
    bool failed;
} Buffer;

/* Room for `count` more bytes, for the caller to fill and to add to buffer->count; NULL once failed. */
char *buffer_reserve(Buffer *buffer, size_t count);
void buffer_append(Buffer *buffer, const void *bytes, size_t count);
void buffer_append_text(Buffer *buffer, const char *text); /* up to its NUL */
void buffer_append_byte(Buffer *buffer, char byte);
void buffer_append_int64(Buffer *buffer, int64_t number); /* decimal */
void buffer_append_repeated(Buffer *buffer, char byte, size_t count);
/* as UTF-8; surrogates in their 3-byte form */
void buffer_append_code_point(Buffer *buffer, uint32_t code_point);
void buffer_append_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_append_format_list(Buffer *buffer, const char *format, va_list arguments);
void buffer_truncate(Buffer *buffer, size_t count);
const char *buffer_text(Buffer *buffer); /* NUL-terminated, borrowed; "" when nothing could be stored */
void buffer_clear(Buffer *buffer);       /* frees; the buffer is then empty and usable again */

/* A text of its own, owned: memory_free. */
char *buffer_new_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
