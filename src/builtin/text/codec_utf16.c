/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf-16 and utf-32 in both byte orders. Without an order in the name, a mark is written, and read if there
 * is one; the order is then that of a little-endian machine. */
#include "base/text.h"
#include "builtin/text/codec_errors.h"

static bool is_surrogate(uint32_t code_point) { return code_point >= 0xd800 && code_point <= 0xdfff; }

/* ---- encoding */

static void put_unit(Encoder *encoder, uint32_t unit) {
    const Encoding *encoding = encoder->encoding;
    for (int i = 0; i < encoding->unit; i++) {
        int shift = 8 * (encoding->big_endian ? encoding->unit - 1 - i : i);
        buffer_append_byte(encoder->out, (char)(unit >> shift));
    }
}

static bool put(Encoder *encoder, uint32_t code_point) {
    if (is_surrogate(code_point)) return false;
    if (encoder->encoding->unit == 4 || code_point < 0x10000)
        put_unit(encoder, code_point);
    else {
        put_unit(encoder, 0xd800 + ((code_point - 0x10000) >> 10));
        put_unit(encoder, 0xdc00 + ((code_point - 0x10000) & 0x3ff));
    }
    return true;
}

static bool encode(Encoder *encoder) {
    const Str *str = str_of(encoder->str);
    if (encoder->encoding->has_mark) put_unit(encoder, 0xfeff);
    for (size_t i = 0; i < str->count;) {
        if (put(encoder, str_peek_at(str, i))) {
            i++;
            continue;
        }
        size_t end = i + 1;
        while (end < str->count && is_surrogate(str_peek_at(str, end))) end++;
        if (!encode_error(encoder, put, i, end, "surrogates not allowed")) return false;
        i = end;
    }
    return true;
}

/* ---- decoding */

typedef struct {
    Decoder *decoder;
    size_t at;
    size_t unit;
    bool big_endian;
} Units;

static uint32_t unit_at(const Units *units, size_t at) {
    uint32_t unit = 0;
    for (size_t i = 0; i < units->unit; i++) {
        unit = unit << 8 | units->decoder->bytes[at + (units->big_endian ? i : units->unit - 1 - i)];
    }
    return unit;
}

static bool error(Units *units, size_t count, const char *reason) {
    size_t start = units->at, end = start + count;
    units->at = end;
    return decode_error(units->decoder, start, end, reason);
}

static bool keeps_surrogate(Units *units, uint32_t unit) {
    if (units->decoder->handler != ERRORS_SURROGATEPASS || !is_surrogate(unit)) return false;
    buffer_append_code_point(&units->decoder->out, unit);
    units->at += units->unit;
    return true;
}

static bool decode_pair(Units *units, uint32_t first) {
    size_t left = units->decoder->count - units->at;
    if (first >= 0xdc00) return keeps_surrogate(units, first) || error(units, 2, "illegal encoding");
    if (left < 4) return keeps_surrogate(units, first) || error(units, left, "unexpected end of data");
    uint32_t second = unit_at(units, units->at + 2);
    if (second < 0xdc00 || second > 0xdfff) {
        return keeps_surrogate(units, first) || error(units, 2, "illegal UTF-16 surrogate");
    }
    buffer_append_code_point(&units->decoder->out, 0x10000 + ((first & 0x3ff) << 10 | (second & 0x3ff)));
    units->at += 4;
    return true;
}

static bool decode_unit(Units *units) {
    uint32_t unit = unit_at(units, units->at);
    if (is_surrogate(unit)) {
        if (units->unit == 2) return decode_pair(units, unit);
        return keeps_surrogate(units, unit) ||
               error(units, 4, "code point in surrogate code point range(0xd800, 0xe000)");
    }
    if (unit > 0x10ffff) return error(units, 4, "code point not in range(0x110000)");
    buffer_append_code_point(&units->decoder->out, unit);
    units->at += units->unit;
    return true;
}

static void read_mark(Units *units) {
    if (units->decoder->count < units->unit) return;
    uint32_t unit = unit_at(units, 0), reversed = units->unit == 2 ? 0xfffe : 0xfffe0000;
    if (unit != 0xfeff && unit != reversed) return;
    units->big_endian = unit == reversed;
    units->at = units->unit;
}

static bool decode(Decoder *decoder) {
    Units units = { decoder, 0, (size_t)decoder->encoding->unit, decoder->encoding->big_endian };
    if (decoder->encoding->has_mark) {
        read_mark(&units);
        const Encoding *little = units.unit == 2 ? &utf16_le_encoding : &utf32_le_encoding;
        const Encoding *big = units.unit == 2 ? &utf16_be_encoding : &utf32_be_encoding;
        decoder->name = units.big_endian ? big->name : little->name;
    }
    while (units.at < decoder->count) {
        size_t left = decoder->count - units.at;
        if (left < units.unit ? !error(&units, left, "truncated data") : !decode_unit(&units)) return false;
    }
    return true;
}

const Encoding utf16_encoding = { "utf-16", encode, decode, 2, false, true };
const Encoding utf16_le_encoding = { "utf-16-le", encode, decode, 2, false, false };
const Encoding utf16_be_encoding = { "utf-16-be", encode, decode, 2, true, false };
const Encoding utf32_encoding = { "utf-32", encode, decode, 4, false, true };
const Encoding utf32_le_encoding = { "utf-32-le", encode, decode, 4, false, false };
const Encoding utf32_be_encoding = { "utf-32-be", encode, decode, 4, true, false };
