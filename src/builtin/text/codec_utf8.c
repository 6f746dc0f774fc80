/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf-8, also with a signature (utf-8-sig), and the encodings of one byte a character: ascii and latin-1.
 * ASCII goes through in runs. What is said of bad bytes, and how many belong together, is CPython's: the
 * longest start of a sequence that could have become a character (Unicode 3.9, "maximal subpart"). */
#include "base/text.h"
#include "builtin/text/codec_errors.h"
#include <string.h>

static bool is_surrogate(uint32_t code_point) { return code_point >= 0xd800 && code_point <= 0xdfff; }

/* ---- encoding */

static bool put_utf8(Encoder *encoder, uint32_t code_point) {
    if (is_surrogate(code_point)) return false;
    buffer_append_code_point(encoder->out, code_point);
    return true;
}

static bool put_ascii(Encoder *encoder, uint32_t code_point) {
    if (code_point >= 0x80) return false;
    buffer_append_byte(encoder->out, (char)code_point);
    return true;
}

static bool put_latin1(Encoder *encoder, uint32_t code_point) {
    if (code_point >= 0x100) return false;
    buffer_append_byte(encoder->out, (char)code_point);
    return true;
}

/* What cannot be encoded is handled in runs: an error names all of them. */
static bool encode_with(Encoder *encoder, PutCharacter *put, const char *reason) {
    const Str *str = str_of(encoder->str);
    if (str->is_ascii) {
        buffer_append(encoder->out, str->data, str->count);
        return true;
    }
    for (size_t i = 0; i < str->count;) {
        if (put(encoder, str_peek_at(str, i))) {
            i++;
            continue;
        }
        size_t end = i + 1, before = encoder->out->count;
        while (end < str->count && !put(encoder, str_peek_at(str, end))) end++;
        buffer_truncate(encoder->out, before); /* the one that ended the run comes again */
        if (!encode_error(encoder, put, i, end, reason)) return false;
        i = end;
    }
    return true;
}

static bool encode_utf8(Encoder *encoder) {
    if (str_has_surrogates(encoder->str)) return encode_with(encoder, put_utf8, "surrogates not allowed");
    str_append_utf8(encoder->out, encoder->str);
    return true;
}
static bool encode_ascii(Encoder *encoder) {
    return encode_with(encoder, put_ascii, "ordinal not in range(128)");
}
static bool encode_latin1(Encoder *encoder) {
    return encode_with(encoder, put_latin1, "ordinal not in range(256)");
}

static const char signature[] = "\xef\xbb\xbf";

static bool encode_utf8_sig(Encoder *encoder) {
    buffer_append(encoder->out, signature, sizeof signature - 1);
    return encode_utf8(encoder);
}

/* ---- decoding */

/* Which second bytes may follow a first one, so that nothing is written longer than needed, no surrogate, and
 * nothing beyond the last plane. */
static bool may_follow(uint8_t first, uint8_t second) {
    switch (first) {
    case 0xe0: return second >= 0xa0 && second <= 0xbf;
    case 0xed: return second >= 0x80 && second <= 0x9f;
    case 0xf0: return second >= 0x90 && second <= 0xbf;
    case 0xf4: return second >= 0x80 && second <= 0x8f;
    default: return (second & 0xc0) == 0x80;
    }
}

static size_t length_of(uint8_t first) {
    if (first < 0xc2 || first > 0xf4) return 0;
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Why no character starts at `start`, and how many bytes belong to that. */
static const char *problem_at(const Decoder *decoder, size_t start, size_t *count) {
    const uint8_t *bytes = decoder->bytes + start;
    size_t left = decoder->count - start, length = length_of(*bytes);
    *count = 1;
    if (length == 0) return "invalid start byte";
    for (size_t i = 1; i < length; i++) {
        *count = i;
        if (i == left) return "unexpected end of data";
        if (i == 1 ? !may_follow(bytes[0], bytes[1]) : (bytes[i] & 0xc0) != 0x80) break;
    }
    return "invalid continuation byte";
}

static bool decode_utf8_from(Decoder *decoder, size_t at) {
    const uint8_t *next = decoder->bytes + at, *end = decoder->bytes + decoder->count;
    while (next < end) {
        const uint8_t *start = next;
        while (next < end && text_decode(&next, end, false) != TEXT_INVALID) {
            next += text_ascii_prefix(next, (size_t)(end - next));
        }
        buffer_append(&decoder->out, start, (size_t)(next - start));
        if (next == end) break;
        size_t count;
        if (decoder->handler == ERRORS_SURROGATEPASS) {
            start = next;
            if (is_surrogate(text_decode(&next, end, true))) {
                buffer_append(&decoder->out, start, (size_t)(next - start));
                continue;
            }
        }
        const char *problem = problem_at(decoder, (size_t)(next - decoder->bytes), &count);
        if (!decode_error(decoder, (size_t)(next - decoder->bytes), (size_t)(next - decoder->bytes) + count,
                          problem)) {
            return false;
        }
        next += count;
    }
    return true;
}

static bool decode_utf8(Decoder *decoder) { return decode_utf8_from(decoder, 0); }

static bool decode_utf8_sig(Decoder *decoder) {
    size_t length = sizeof signature - 1;
    bool is_signed = decoder->count >= length && memcmp(decoder->bytes, signature, length) == 0;
    if (!is_signed) return decode_utf8(decoder);
    decoder->bytes += length; /* positions in errors count from behind the signature */
    decoder->count -= length;
    decoder->object = ABSENT;
    return decode_utf8(decoder);
}

static bool decode_ascii(Decoder *decoder) {
    for (size_t i = 0; i < decoder->count;) {
        size_t plain = text_ascii_prefix(decoder->bytes + i, decoder->count - i);
        buffer_append(&decoder->out, decoder->bytes + i, plain);
        i += plain;
        if (i == decoder->count) break;
        if (!decode_error(decoder, i, i + 1, "ordinal not in range(128)")) return false;
        i++;
    }
    return true;
}

static bool decode_latin1(Decoder *decoder) {
    for (size_t i = 0; i < decoder->count; i++) buffer_append_code_point(&decoder->out, decoder->bytes[i]);
    return true;
}

const Encoding utf8_encoding = { .name = "utf-8", .encode = encode_utf8, .decode = decode_utf8, .unit = 1 };
const Encoding utf8_sig_encoding = {
    .name = "utf-8-sig", .encode = encode_utf8_sig, .decode = decode_utf8_sig, .unit = 1
};
const Encoding ascii_encoding = {
    .name = "ascii", .encode = encode_ascii, .decode = decode_ascii, .unit = 1
};
const Encoding latin1_encoding = {
    .name = "latin-1", .encode = encode_latin1, .decode = decode_latin1, .unit = 1
};
