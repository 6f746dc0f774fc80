/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings of JSON as Python's json writes and reads them: any character, lone surrogates included. */
#pragma once
#include "vm/native.h"

/* What is wrong with a text, and where; message NULL: nothing. */
typedef struct {
    const char *message;
    size_t at;
} JsonProblem;

/* Keys that come again and again are made once: a scan keeps the last of each kind. */
enum { KEY_CACHE = 64, KEY_LONGEST = 32 };

/* The string whose first character stands at *at, behind its quote; *at is then behind the closing one.
 * ABSENT: the problem is told, or memory refused. `keys` has KEY_CACHE slots, owned; NULL: no key. */
Value json_scan_string(const Str *text, size_t *at, bool is_strict, Value *keys, JsonProblem *problem);

/* Appends a str in quotes; ascii: all else is escaped. */
void json_append_string(Buffer *out, const Str *text, bool ascii);

/* The exception JSONDecodeError(message, text, at) of json.decoder is raised: RAISED, or CALLED and then
 * json_raise_further with what came. Uses call->step from JSON_RAISE up, and call->mark. */
enum { JSON_RAISE = 0x100, JSON_RAISE_IMPORTED = JSON_RAISE, JSON_RAISE_MADE };
Outcome json_raise(Call *call, const JsonProblem *problem);
Outcome json_raise_further(Call *call, Value text);

extern const ClassSpec json_scanner_class, json_encoder_class;
extern const Type json_scanner_type, json_encoder_type;
/* Those that the encoder does itself when it is given them. */
Native json_encode_string, json_encode_string_ascii;
