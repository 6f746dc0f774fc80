/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 and what Unicode says of characters. Character properties come from libunistring (Unicode 14, the
 * version CPython 3.11 uses); names of characters, which are large, from its shared library at first use. */
#pragma once
#include "base/buffer.h"

#define TEXT_INVALID UINT32_MAX

/* Decodes one character at *position (below end) and moves *position behind it. Surrogates in their 3-byte
 * form are decoded when `surrogates` is true. TEXT_INVALID when the bytes are not UTF-8; *position then
 * stays. */
uint32_t text_decode(const uint8_t **position, const uint8_t *end, bool surrogates);
size_t text_encode(uint32_t code_point, char out[4]); /* bytes written; surrogates in their 3-byte form */
bool text_is_utf8(const char *bytes, size_t count);
/* how many bytes to keep: at most so many, no half character */
size_t text_cut(const char *utf8, size_t count, size_t most);
size_t text_ascii_prefix(const void *bytes, size_t count); /* how many bytes at the start are ASCII */

/* The decimal digits of a number, which end before `end`; answers where they begin. There are 20 at most. */
char *text_decimal(uint64_t number, char *end);

bool text_is_printable(uint32_t code_point); /* as str.isprintable() means it */
bool text_is_identifier_start(uint32_t code_point);
bool text_is_identifier_part(uint32_t code_point);
bool text_is_space(uint32_t code_point); /* as str.isspace() and str.split() mean it */
bool text_is_alpha(uint32_t code_point);
bool text_is_decimal(uint32_t code_point);
bool text_is_digit(uint32_t code_point);
bool text_is_numeric(uint32_t code_point);
bool text_is_lower(uint32_t code_point);
bool text_is_upper(uint32_t code_point);
bool text_is_title(uint32_t code_point);
bool text_is_cased(uint32_t code_point);
bool text_is_case_ignorable(uint32_t code_point);
int text_decimal_value(uint32_t code_point); /* 0-9, or -1 */
/* Full case mappings may give up to three characters; returns how many. */
size_t text_to_lower(uint32_t code_point, uint32_t out[3]);
size_t text_to_upper(uint32_t code_point, uint32_t out[3]);
size_t text_to_title(uint32_t code_point, uint32_t out[3]);
size_t text_fold(uint32_t code_point, uint32_t out[3]);
/* The first character of what it maps to: regular expressions compare by it. */
uint32_t text_first_lower(uint32_t code_point);
uint32_t text_first_upper(uint32_t code_point);
/* Identifiers are compared in their NFKC form (Python's lexical analysis, Identifiers). */
void text_append_nfkc(Buffer *out, const char *utf8, size_t count);
bool text_append_name(Buffer *out, uint32_t code_point); /* false: it has none, or the library is not here */
uint32_t text_named(const char *name, size_t count);     /* of \N{...}; TEXT_INVALID when there is none */
int text_width(uint32_t code_point);                     /* columns of a terminal: 0, 1 or 2 */
size_t text_columns(const char *utf8, size_t count);

/* Appends what Python's repr shows between the quotes for one character. */
void text_append_escaped(Buffer *out, uint32_t code_point, char quote);
void text_append_escape(Buffer *out, uint32_t code_point); /* \x.., \u.... or \U........ */

/* How many letters must be put in, taken out or replaced, of names of up to 16 letters; of longer ones 16. */
size_t text_distance(const char *typed, size_t count, const char *name);
