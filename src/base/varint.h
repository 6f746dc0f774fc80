/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in as few bytes as they need: seven bits a byte, the lowest first, the eighth bit set while more
 * follow. And bytes that are read by somebody who trusts nothing: what goes past the end, or does not fit,
 * gives 0 and sets `failed`, and so does all that is read afterwards, so that callers check once. */
#pragma once
#include "base/buffer.h"
#include <string.h>

typedef struct {
    const uint8_t *at, *end;
    bool failed;
} ByteReader;

static inline size_t bytes_left(const ByteReader *reader) { return (size_t)(reader->end - reader->at); }

/* The next `count` bytes, borrowed; NULL: there are not as many. */
static inline const uint8_t *read_bytes(ByteReader *reader, size_t count) {
    if (count > bytes_left(reader)) reader->failed = true;
    if (reader->failed) return NULL;
    reader->at += count;
    return reader->at - count;
}

static inline uint8_t read_byte(ByteReader *reader) {
    const uint8_t *byte = read_bytes(reader, 1);
    return byte ? *byte : 0;
}

uint64_t read_varint_slowly(ByteReader *reader);
static inline uint64_t read_varint(ByteReader *reader) {
    if (reader->at < reader->end && *reader->at < 0x80 && !reader->failed) return *reader->at++;
    return read_varint_slowly(reader);
}

/* One that stands for a size, an index or an operand: at most 32 bits. */
static inline uint32_t read_small(ByteReader *reader) {
    uint64_t number = read_varint(reader);
    if (number > UINT32_MAX) reader->failed = true;
    return reader->failed ? 0 : (uint32_t)number;
}

/* A count of things that take at least one byte each. */
static inline uint32_t read_count(ByteReader *reader) {
    uint32_t count = read_small(reader);
    if (count > bytes_left(reader)) reader->failed = true;
    return reader->failed ? 0 : count;
}

/* Signed numbers, small ones in one byte: 0, -1, 1, -2 ... */
static inline uint64_t zigzag(int64_t number) { return ((uint64_t)number << 1) ^ (uint64_t)(number >> 63); }
static inline int64_t from_zigzag(uint64_t number) { return (int64_t)(number >> 1) ^ -(int64_t)(number & 1); }

void append_varint(Buffer *out, uint64_t number);

/* Fixed width, the lowest byte first. */
static inline uint32_t peek_u32(const uint8_t *bytes) {
    return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}
static inline uint64_t peek_u64(const uint8_t *bytes) {
    return peek_u32(bytes) | (uint64_t)peek_u32(bytes + 4) << 32;
}
void append_u32(Buffer *out, uint32_t number);
void append_u64(Buffer *out, uint64_t number);
