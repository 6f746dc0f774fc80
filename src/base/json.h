/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON (RFC 8259), written piece by piece and read token by token; no tree is built. Strings carry any bytes:
 * one that is not UTF-8 travels as the lone surrogate U+DC80 to U+DCFF, as Python's surrogateescape has it,
 * and comes back as that byte. */
#pragma once
#include "base/address.h"
#include "base/buffer.h"

/* ---- writing: the writer sets the commas */
void json_open(Buffer *out, char bracket);  /* { or [ */
void json_close(Buffer *out, char bracket); /* } or ] */
void json_key(Buffer *out, const char *key);
void json_text(Buffer *out, const char *text);
void json_bytes(Buffer *out, const void *bytes, size_t count);
void json_int(Buffer *out, int64_t number);
void json_bool(Buffer *out, bool truth);
void json_null(Buffer *out);
/* a key with its value */
void json_int_member(Buffer *out, const char *key, int64_t number);
void json_bool_member(Buffer *out, const char *key, bool truth);
void json_text_member(Buffer *out, const char *key, const char *text);          /* NULL: null */
void json_address_member(Buffer *out, const char *key, const Address *address); /* its text */

/* ---- reading */
typedef enum {
    JSON_END,    /* of the text */
    JSON_ERROR,  /* from then on */
    JSON_OBJECT, /* { */
    JSON_ARRAY,  /* [ */
    JSON_CLOSE,  /* } or ] */
    JSON_STRING, /* text: its bytes */
    JSON_NUMBER, /* number: as an integer, cut and limited to int64 */
    JSON_TRUE,
    JSON_FALSE,
    JSON_NULL,
} JsonToken;

enum { JSON_DEPTH = 64 };

/* Zero it, set text and count. A key is a JSON_STRING with is_key set; its value is the next token. */
typedef struct {
    const char *text;
    size_t count, at;
    Buffer string; /* of the last JSON_STRING; to be cleared by the owner */
    int64_t number;
    bool is_key, failed;
    uint8_t depth;
    char brackets[JSON_DEPTH];
    bool wants_value, has_value; /* within the innermost bracket */
} JsonReader;

JsonToken json_next(JsonReader *reader);
/* Skips the value that comes next, whatever it is. False: an error. */
bool json_skip(JsonReader *reader);
bool json_is(const JsonReader *reader, const char *text); /* whether the last string is this */
