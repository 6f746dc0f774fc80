/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A position begins with a varint: 0, it has none; 1, that of the instruction before; otherwise 2 and more,
 * how many lines further (zigzag), and in the lowest bit whether it ends on another line. Then that line, if
 * so, less its first one; the column; the end's column, on the same line less the first one. */
#include "lang/code_positions.h"
#include "base/memory.h"
#include "base/varint.h"
#include <string.h>

enum { NO_PLACE, SAME_PLACE, FIRST_PLACE };

static bool is_same_place(const Position *a, const Position *b) { return memcmp(a, b, sizeof *a) == 0; }

static void write_position(Buffer *out, const Position *at, uint32_t line) {
    bool is_long = at->end_line != at->line;
    uint64_t lines = zigzag((int64_t)at->line - line);
    append_varint(out, (lines << 1 | is_long) + FIRST_PLACE);
    if (is_long) append_varint(out, zigzag((int64_t)at->end_line - at->line));
    append_varint(out, at->column);
    append_varint(out, is_long ? at->end_column : zigzag((int64_t)at->end_column - at->column));
}

void positions_write(const Code *code, Buffer *out) {
    static const Position none;
    Position before = { 0 };
    for (size_t i = 0; i < code->count; i++) {
        Position at = code_position(code, i);
        if (is_same_place(&at, &none)) {
            append_varint(out, NO_PLACE);
            continue;
        }
        if (is_same_place(&at, &before))
            append_varint(out, SAME_PLACE);
        else
            write_position(out, &at, before.line);
        before = at;
    }
}

/* Lines and columns are ints in many places. */
static uint32_t checked(ByteReader *reader, int64_t number) {
    if (number < 0 || number > INT32_MAX) reader->failed = true;
    return reader->failed ? 0 : (uint32_t)number;
}

/* What moves from a number of at most 31 bits: more than that fails. */
static int64_t read_step(ByteReader *reader) { return from_zigzag(read_small(reader)); }

static Position read_position(ByteReader *reader, uint32_t head, uint32_t line) {
    Position at = { .line = checked(reader, line + from_zigzag((head - FIRST_PLACE) >> 1)) };
    bool is_long = (head - FIRST_PLACE) & 1;
    at.end_line = is_long ? checked(reader, at.line + read_step(reader)) : at.line;
    at.column = checked(reader, read_small(reader));
    at.end_column = checked(reader, is_long ? read_small(reader) : at.column + read_step(reader));
    return at;
}

/* What is damaged, and what follows, has no position. */
static void positions_read(ByteReader *reader, Position *positions, size_t count) {
    Position before = { 0 };
    for (size_t i = 0; i < count && !reader->failed; i++) {
        uint32_t head = read_small(reader);
        if (head == NO_PLACE) continue;
        if (head != SAME_PLACE) before = read_position(reader, head, before.line);
        if (!reader->failed) positions[i] = before;
    }
}

uint32_t code_peek_line(const Code *code, size_t i) {
    if (i >= code->count) return 0;
    if (code->positions || !code->packed_positions) return code->positions ? code->positions[i].line : 0;
    ByteReader reader = { code->packed_positions, code->packed_end, false };
    Position before = { 0 };
    for (size_t k = 0; k <= i && !reader.failed; k++) {
        uint32_t head = read_small(&reader);
        if (head == NO_PLACE && k == i) return 0;
        if (head != NO_PLACE && head != SAME_PLACE) before = read_position(&reader, head, before.line);
    }
    return reader.failed ? 0 : before.line;
}

Position code_position(const Code *code, size_t i) {
    if (i >= code->count) return (Position){ 0 };
    if (!code->positions && code->packed_positions) {
        Position *made = memory_try_zeroed((code->count + 1) * sizeof *made);
        if (!made) return (Position){ 0 };
        ByteReader reader = { code->packed_positions, code->packed_end, false };
        positions_read(&reader, made, code->count);
        ((Code *)code)->positions = made; /* a cache */
    }
    return code->positions ? code->positions[i] : (Position){ 0 };
}
