/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/varint.h"

enum { VARINT_MAX = 10 }; /* bytes of 64 bits */

uint64_t read_varint_slowly(ByteReader *reader) {
    uint64_t number = 0;
    for (unsigned i = 0; i < VARINT_MAX; i++) {
        uint8_t byte = read_byte(reader);
        number |= (uint64_t)(byte & 0x7f) << (7 * i);
        if (byte < 0x80) return reader->failed ? 0 : number;
    }
    reader->failed = true;
    return 0;
}

void append_varint(Buffer *out, uint64_t number) {
    for (; number >= 0x80; number >>= 7) buffer_append_byte(out, (char)(number | 0x80));
    buffer_append_byte(out, (char)number);
}

void append_u32(Buffer *out, uint32_t number) {
    for (unsigned i = 0; i < 4; i++) buffer_append_byte(out, (char)(number >> (8 * i)));
}

void append_u64(Buffer *out, uint64_t number) {
    append_u32(out, (uint32_t)number);
    append_u32(out, (uint32_t)(number >> 32));
}
