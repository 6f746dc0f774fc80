/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Constants are read onto a stack, from which a tuple takes its items: no depth costs C stack. */
#include "lang/code_constants.h"
#include "base/array.h"
#include "base/memory.h"
#include "lang/code_reading.h"
#include "value/bytes.h"
#include "value/complex.h"
#include "value/set.h"
#include "value/singleton.h"
#include "value/str.h"
#include "value/tuple.h"

typedef struct {
    ByteReader *reader;
    const Code *code;
    uint32_t next_code; /* the next of the codes nested in this one */
    Value *items;       /* the stack */
    size_t count, capacity;
    bool is_refused; /* memory */
} Constants;

static double read_double(ByteReader *reader) {
    const uint8_t *bytes = read_bytes(reader, 8);
    uint64_t bits = bytes ? peek_u64(bytes) : 0;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static Value read_complex(ByteReader *reader) {
    ComplexNumber number = { .real = read_double(reader) };
    number.imaginary = read_double(reader);
    return complex_new(number);
}

static Value read_big_int(ByteReader *reader) {
    uint32_t count = read_count(reader);
    const char *digits = (const char *)read_bytes(reader, count);
    Value value = ABSENT;
    if (!digits || int_parse(digits, count, 16, &value) != INT_PARSED) reader->failed = true;
    return value;
}

static Value read_bytes_constant(ByteReader *reader) {
    uint32_t count = read_count(reader);
    const uint8_t *bytes = read_bytes(reader, count);
    return bytes ? bytes_new(bytes, count) : ABSENT;
}

static Value read_code(Constants *constants) {
    Code *code = (Code *)constants->code;
    uint32_t index = constants->next_code++;
    Value made = index > code->image_index ? image_make_code(code->image, index, code->image_index) : ABSENT;
    if (is_absent(made)) constants->reader->failed = true;
    return made;
}

/* Takes `count` items off the stack. */
static Value make_tuple(Constants *constants, uint32_t count) {
    constants->count -= count;
    return tuple_from_take(count ? constants->items + constants->count : NULL, count);
}

static Value make_frozenset(Constants *constants, uint32_t count) {
    Value set = frozenset_new();
    const Value *items = constants->items + constants->count - count;
    for (uint32_t i = 0; i < count && !is_absent(set); i++) {
        HashedKey key = { items[i], 0 };
        bool is_hashed = value_hash(items[i], &key.hash, 0) == YES;
        if (!is_hashed) constants->reader->failed = true;
        if (!is_hashed || !set_add(set_of(set), key)) replace_take(&set, ABSENT);
    }
    release_items(items, count);
    constants->count -= count;
    return set;
}

static Value make_container(Constants *constants, bool is_set) {
    uint32_t count = read_small(constants->reader);
    if (count > constants->count) constants->reader->failed = true;
    for (uint32_t i = 0; i < count && !constants->reader->failed; i++) {
        if (has_type(constants->items[constants->count - 1 - i], TYPE_ID_CODE))
            constants->reader->failed = true;
    }
    if (constants->reader->failed) return ABSENT;
    return is_set ? make_frozenset(constants, count) : make_tuple(constants, count);
}

static Value read_constant(Constants *constants) {
    ByteReader *reader = constants->reader;
    switch (read_byte(reader)) {
    case CONSTANT_NONE: return NONE;
    case CONSTANT_FALSE: return FALSE;
    case CONSTANT_TRUE: return TRUE;
    case CONSTANT_ELLIPSIS: return ellipsis_value();
    case CONSTANT_INT: return int_from_int64(from_zigzag(read_varint(reader)));
    case CONSTANT_BIG_INT: return read_big_int(reader);
    case CONSTANT_FLOAT: return float_new(read_double(reader));
    case CONSTANT_COMPLEX: return read_complex(reader);
    case CONSTANT_STR: return retain(image_peek_string(constants->code->image, reader));
    case CONSTANT_BYTES: return read_bytes_constant(reader);
    case CONSTANT_TUPLE: return make_container(constants, false);
    case CONSTANT_FROZENSET: return make_container(constants, true);
    case CONSTANT_CODE: return read_code(constants);
    default: reader->failed = true; return ABSENT;
    }
}

static void push(Constants *constants, Value made) {
    Value *place = array_try_push(&constants->items, &constants->count, &constants->capacity, sizeof *place);
    if (place)
        *place = made;
    else
        release(made);
    if (!place) constants->is_refused = true;
}

bool constants_read(ByteReader *reader, Code *code) {
    Constants constants = { .reader = reader, .code = code, .next_code = read_small(reader) };
    while (!reader->failed && !constants.is_refused) {
        if (reader->at < reader->end && *reader->at == CONSTANT_END) break;
        Value made = read_constant(&constants);
        if (is_absent(made))
            constants.is_refused = !reader->failed;
        else
            push(&constants, made);
    }
    read_byte(reader);
    code->constants = constants.items;
    code->constant_count = constants.count;
    return !reader->failed && !constants.is_refused;
}
