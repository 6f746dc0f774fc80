/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of characters that an encoding does not have, and of bytes that are none of its. */
#pragma once
#include "vm/native.h"

typedef enum {
    ERRORS_STRICT,
    ERRORS_IGNORE,
    ERRORS_REPLACE,
    ERRORS_BACKSLASHREPLACE,
    ERRORS_XMLCHARREFREPLACE,
    ERRORS_NAMEREPLACE,
    ERRORS_SURROGATEESCAPE,
    ERRORS_SURROGATEPASS,
    ERRORS_UNKNOWN /* LookupError, once one is needed */
} ErrorHandler;

ErrorHandler error_handler_named(const char *name);
const char *error_handler_name(ErrorHandler handler); /* NULL: ERRORS_UNKNOWN */

typedef struct Encoding Encoding;

/* One encoding under way. */
typedef struct {
    Task *task;
    const Encoding *encoding;
    const char *name; /* as errors say it */
    ErrorHandler handler;
    const char *handler_name;
    Value str;
    Buffer *out;
} Encoder;

/* Appends one character to encoder->out. False: the encoding does not have it. */
typedef bool PutCharacter(Encoder *encoder, uint32_t code_point);

/* Characters start to end - 1 cannot be encoded. Appends what stands for them; false: raised. */
bool encode_error(Encoder *encoder, PutCharacter *put, size_t start, size_t end, const char *reason);

/* One decoding under way: the text grows in `out` as UTF-8, lone surrogates in their 3-byte form. */
typedef struct {
    Task *task;
    const Encoding *encoding;
    const char *name;
    ErrorHandler handler;
    const char *handler_name;
    const uint8_t *bytes;
    size_t count;
    Value object; /* what holds the bytes, or ABSENT */
    Buffer out;
} Decoder;

/* Bytes start to end - 1 are no text. Appends what stands for them; false: raised. */
bool decode_error(Decoder *decoder, size_t start, size_t end, const char *reason);

/* `*start` of a surrogate that surrogatepass lets through, for encodings with units of `unit` bytes; see
 * codec_errors.c. */
struct Encoding {
    const char *name;
    bool (*encode)(Encoder *encoder);
    bool (*decode)(Decoder *decoder);
    int unit; /* bytes a unit: 1, 2, 4 */
    bool big_endian;
    bool has_mark; /* a byte order mark is written, and read */
};

extern const Encoding utf8_encoding, utf8_sig_encoding, ascii_encoding, latin1_encoding;
extern const Encoding utf16_encoding, utf16_le_encoding, utf16_be_encoding;
extern const Encoding utf32_encoding, utf32_le_encoding, utf32_be_encoding;
