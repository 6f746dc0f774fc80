/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing an image: codes level by level from a list, constants from a stack of what is left to write, so
 * that no depth of what is nested costs C stack. */
#include "base/array.h"
#include "base/memory.h"
#include "base/varint.h"
#include "lang/code_constants.h"
#include "lang/code_image.h"
#include "lang/code_positions.h"
#include "lang/pool.h"
#include "value/bytes.h"
#include "value/complex.h"
#include "value/set.h"
#include "value/singleton.h"
#include "value/str.h"
#include "value/tuple.h"

typedef struct {
    Code **codes; /* borrowed: the outermost one, and what follows in the order of being found */
    size_t count, capacity;
    Pool strings;
    Buffer body;       /* of all codes, one behind the other */
    uint32_t *offsets; /* where each begins in it */
    size_t offset_count, offset_capacity;
} Writer;

static void put(Writer *writer, uint64_t number) { append_varint(&writer->body, number); }

static void put_str(Writer *writer, Value str) { put(writer, pool_add(&writer->strings, str)); }

static void put_names(Writer *writer, const Value *strs, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Value name = str_intern(strs[i]);
        put_str(writer, name);
        release(name);
    }
}

/* ---- constants */

static void put_double(Writer *writer, double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    append_u64(&writer->body, bits);
}

static void put_int(Writer *writer, Value value) {
    if (is_small_int(value)) {
        put(writer, CONSTANT_INT);
        put(writer, zigzag(small_int_of(value)));
        return;
    }
    Buffer digits = { 0 };
    int_format(&digits, value, 16);
    put(writer, CONSTANT_BIG_INT);
    put(writer, digits.count);
    buffer_append(&writer->body, digits.bytes, digits.count);
    if (digits.failed) writer->body.failed = true;
    buffer_clear(&digits);
}

static void put_bytes(Writer *writer, Value value) {
    const uint8_t *data;
    size_t count;
    bytes_peek(value, &data, &count);
    put(writer, CONSTANT_BYTES);
    put(writer, count);
    buffer_append(&writer->body, data, count);
}

static void put_code(Writer *writer, Code *code) {
    put(writer, CONSTANT_CODE);
    Code **place = array_push(&writer->codes, &writer->count, &writer->capacity, sizeof *writer->codes);
    *place = code;
}

static void put_simple(Writer *writer, Value value) {
    if (is_small_int(value) || has_type(value, TYPE_ID_INT)) {
        put_int(writer, value);
    } else if (!is_object(value)) {
        put(writer, is_none(value) ? CONSTANT_NONE : is_same(value, TRUE) ? CONSTANT_TRUE : CONSTANT_FALSE);
    } else if (is_str(value)) {
        put(writer, CONSTANT_STR);
        put_str(writer, value);
    } else if (is_bytes(value)) {
        put_bytes(writer, value);
    } else if (is_float(value)) {
        put(writer, CONSTANT_FLOAT);
        put_double(writer, float_of(value));
    } else if (is_complex(value)) {
        put(writer, CONSTANT_COMPLEX);
        put_double(writer, complex_of(value).real);
        put_double(writer, complex_of(value).imaginary);
    } else if (has_type(value, TYPE_ID_CODE)) {
        put_code(writer, code_of(value));
    } else {
        assert(is_same(value, ellipsis_value()));
        put(writer, CONSTANT_ELLIPSIS);
    }
}

/* What is left to write: a value, or, its items being written, the end of a tuple or frozenset. */
typedef struct {
    Value value;
    bool is_end;
} Step;

typedef struct {
    Step *steps;
    size_t count, capacity;
} Steps;

static void later(Steps *steps, Value value, bool is_end) {
    Step *step = array_push(&steps->steps, &steps->count, &steps->capacity, sizeof *step);
    *step = (Step){ value, is_end };
}

static void reverse(Step *steps, size_t count) {
    for (size_t low = 0, high = count; low + 1 < high;) {
        Step step = steps[low];
        steps[low++] = steps[--high];
        steps[high] = step;
    }
}

/* In reverse, for the last one comes off first. */
static void items_later(Steps *steps, Value value) {
    size_t first = steps->count, position = 0;
    if (is_tuple(value)) {
        for (size_t i = 0; i < tuple_of(value)->count; i++) later(steps, tuple_of(value)->items[i], false);
    } else {
        for (SetEntry *entry; (entry = set_next(set_of(value), &position));) later(steps, entry->key, false);
    }
    reverse(steps->steps + first, steps->count - first);
}

static void put_constant(Writer *writer, Value constant) {
    Steps steps = { 0 };
    later(&steps, constant, false);
    while (steps.count) {
        Step step = steps.steps[--steps.count];
        bool is_set = has_type(step.value, TYPE_ID_FROZENSET);
        if (!is_set && !has_type(step.value, TYPE_ID_TUPLE)) {
            put_simple(writer, step.value);
        } else if (step.is_end) {
            put(writer, is_set ? CONSTANT_FROZENSET : CONSTANT_TUPLE);
            put(writer, is_set ? set_of(step.value)->count : tuple_of(step.value)->count);
        } else {
            later(&steps, step.value, true);
            items_later(&steps, step.value);
        }
    }
    memory_free(steps.steps);
}

/* ---- codes */

static void put_head(Writer *writer, const Code *code, uint32_t parent) {
    put(writer, parent);
    put(writer, code->flags);
    put(writer, code->first_line);
    put(writer, code->positional_count);
    put(writer, code->positional_only_count);
    put(writer, code->keyword_only_count);
    put(writer, code->cell_start);
    put(writer, code->free_start);
    put(writer, code->slot_count);
    put_str(writer, code->name);
    put_str(writer, code->qualname);
}

static void put_instructions(Writer *writer, const Code *code) {
    put(writer, code->count);
    for (size_t i = 0; i < code->count; i++) {
        uint32_t word = code->instructions[i];
        buffer_append_byte(&writer->body, (char)opcode_of(word));
        if (opcode_operands[opcode_of(word)] != OPERAND_NONE) put(writer, operand_of(word));
    }
}

static void put_handlers(Writer *writer, const Code *code) {
    put(writer, code->handler_count);
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *handler = &code->handlers[i];
        put(writer, handler->from);
        put(writer, handler->to);
        put(writer, handler->target);
        put(writer, handler->depth);
    }
}

static void put_body(Writer *writer, const Code *code) {
    put_names(writer, code->slot_names, code->slot_count);
    put(writer, code->name_count);
    put_names(writer, code->names, code->name_count);
    put(writer, writer->count); /* the first of the codes nested in it */
    for (size_t i = 0; i < code->constant_count; i++) put_constant(writer, code->constants[i]);
    put(writer, CONSTANT_END);
    put_instructions(writer, code);
    put_handlers(writer, code);
    positions_write(code, &writer->body);
}

/* The index of the code that each is nested in, in the order of the list: its parent's children follow one
 * another. */
static void put_codes(Writer *writer) {
    uint32_t *parents = NULL;
    size_t parent_count = 0, parent_capacity = 0;
    *(uint32_t *)array_push(&parents, &parent_count, &parent_capacity, sizeof *parents) = 0;
    for (uint32_t i = 0; i < writer->count && !writer->body.failed; i++) {
        if (code_complete(writer->codes[i])) writer->body.failed = true;
        if (writer->body.failed) break;
        uint32_t *offset = array_push(&writer->offsets, &writer->offset_count, &writer->offset_capacity,
                                      sizeof *writer->offsets);
        *offset = (uint32_t)writer->body.count;
        put_head(writer, writer->codes[i], parents[i]);
        put_body(writer, writer->codes[i]);
        while (parent_count < writer->count)
            *(uint32_t *)array_push(&parents, &parent_count, &parent_capacity, sizeof *parents) = i;
    }
    memory_free(parents);
}

static void put_string(Buffer *out, Value value) {
    Buffer text = { 0 };
    str_append_utf8(&text, value);
    append_varint(out, (uint64_t)text.count << 1 | str_is_interned(value));
    buffer_append(out, text.bytes, text.count);
    if (text.failed) out->failed = true;
    buffer_clear(&text);
}

static void put_image(const Writer *writer, Buffer *out) {
    Buffer table = { 0 }, texts = { 0 };
    size_t strings = writer->strings.count, start = 12 + 4 * (strings + writer->count);
    for (size_t i = 0; i < strings; i++) {
        append_u32(&table, (uint32_t)(start + writer->body.count + texts.count));
        put_string(&texts, writer->strings.items[i]);
    }
    for (size_t i = 0; i < writer->count; i++) append_u32(&table, (uint32_t)start + writer->offsets[i]);
    size_t size = start + writer->body.count + texts.count;
    if (size > UINT32_MAX || table.failed || texts.failed) out->failed = true;
    append_u32(out, (uint32_t)size);
    append_u32(out, (uint32_t)strings);
    append_u32(out, (uint32_t)writer->count);
    buffer_append(out, table.bytes, table.count);
    buffer_append(out, writer->body.bytes, writer->body.count);
    buffer_append(out, texts.bytes, texts.count);
    buffer_clear(&table);
    buffer_clear(&texts);
}

void code_write(Code *code, Buffer *out) {
    Writer writer = { 0 };
    *(Code **)array_push(&writer.codes, &writer.count, &writer.capacity, sizeof *writer.codes) = code;
    put_codes(&writer);
    if (writer.body.failed || writer.strings.failed)
        out->failed = true;
    else
        put_image(&writer, out);
    memory_free(writer.codes);
    memory_free(writer.offsets);
    pool_clear(&writer.strings);
    buffer_clear(&writer.body);
}
