/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading an image: see code_image.h. */
#include "base/memory.h"
#include "base/text.h"
#include "lang/code_image.h"
#include "lang/code_positions.h"
#include "lang/code_reading.h"
#include "lang/verify.h"
#include "value/str.h"

enum { HEADER = 12, OFFSET = 4 };
static const char damaged[] = "the bytes are damaged", no_memory[] = "";

/* ---- the image */

static void image_free(Object *object) {
    CodeImage *image = (CodeImage *)object;
    for (uint32_t i = 0; i < image->string_count; i++) release(image->strings[i]);
    release(image->filename);
    memory_free(image->block);
    object_release_memory(object);
}

static const Type image_type = { .name = "code image", .size = sizeof(CodeImage), .free = image_free };

static CodeImage *image_new(const uint8_t *bytes, size_t count, Value filename, const char **problem) {
    uint32_t strings = count < HEADER ? 0 : peek_u32(bytes + 4),
             codes = count < HEADER ? 0 : peek_u32(bytes + 8);
    *problem = damaged;
    if (count < HEADER || peek_u32(bytes) != count || !codes) return NULL;
    if (strings > count / OFFSET || codes > count / OFFSET) return NULL;
    if (HEADER + OFFSET * ((size_t)strings + codes) > count) return NULL;
    *problem = no_memory;
    CodeImage *image = object_try_new(&image_type, sizeof *image + strings * sizeof(Value));
    if (!image) return NULL;
    image->bytes = bytes;
    image->size = (uint32_t)count;
    image->code_count = codes;
    image->filename = retain(filename);
    image->string_count = strings;
    for (uint32_t i = 0; i < strings; i++) image->strings[i] = ABSENT;
    *problem = NULL;
    return image;
}

/* From the nth of the offsets on. */
static ByteReader at_offset(const CodeImage *image, uint32_t n) {
    uint32_t offset = peek_u32(image->bytes + HEADER + OFFSET * (size_t)n);
    bool is_inside = offset < image->size;
    return (ByteReader){ image->bytes + (is_inside ? offset : 0), image->bytes + image->size, !is_inside };
}

/* Lone surrogates may be among the characters. */
static bool is_utf8(const char *text, size_t count) {
    const uint8_t *at = (const uint8_t *)text, *end = at + count;
    at += text_ascii_prefix(text, count);
    while (at < end) {
        if (text_decode(&at, end, true) == TEXT_INVALID) return false;
    }
    return true;
}

/* Owned by the image. */
static Value make_string(CodeImage *image, uint32_t index) {
    ByteReader reader = at_offset(image, index);
    uint64_t head = read_varint(&reader);
    const char *text = (const char *)read_bytes(&reader, head >> 1);
    if (!text || !is_utf8(text, head >> 1)) return ABSENT;
    Value made = str_from_utf8(text, head >> 1);
    if (head & 1 && !is_absent(made)) {
        Value interned = str_intern(made);
        release(made);
        made = interned;
    }
    return image->strings[index] = made;
}

Value image_peek_string(CodeImage *image, ByteReader *reader) {
    uint32_t index = read_small(reader);
    if (reader->failed || index >= image->string_count) return reader->failed = true, ABSENT;
    Value string = image->strings[index];
    if (is_absent(string)) string = make_string(image, index);
    if (is_absent(string)) reader->failed = true;
    return string;
}

/* ---- heads */

enum {
    KNOWN_FLAGS = CODE_VARARGS | CODE_VARKEYWORDS | CODE_GENERATOR | CODE_CLASS_BODY | CODE_MODULE |
                  CODE_FAST | CODE_HAS_DOC | CODE_COROUTINE | CODE_ASYNC_GENERATOR | CODE_ITERABLE_COROUTINE |
                  CODE_FUTURES
};

/* Reads what a head says into the code; gives which code it is nested in. Names are borrowed. */
static uint32_t read_head(CodeImage *image, ByteReader *reader, Code *code) {
    uint32_t parent = read_small(reader);
    code->flags = read_small(reader);
    if (code->flags & ~(uint32_t)KNOWN_FLAGS) reader->failed = true;
    code->first_line = read_small(reader) & INT32_MAX;
    code->positional_count = read_small(reader);
    code->positional_only_count = read_small(reader);
    code->keyword_only_count = read_small(reader);
    code->cell_start = read_small(reader);
    code->free_start = read_small(reader);
    code->slot_count = read_small(reader);
    if (code->slot_count > bytes_left(reader) || code->free_start > code->slot_count ||
        code->cell_start > code->free_start)
        reader->failed = true;
    code->name = image_peek_string(image, reader);
    code->qualname = image_peek_string(image, reader);
    return parent;
}

/* Owned; ABSENT: damaged. */
Value image_make_code(CodeImage *image, uint32_t index, uint32_t parent) {
    if (index >= image->code_count) return ABSENT;
    Code *code = object_new(&code_type, sizeof *code);
    ByteReader reader = at_offset(image, image->string_count + index);
    code->image = (CodeImage *)object_of(retain(object_value(image)));
    code->image_index = index;
    code->source = ABSENT;
    code->filename = retain(image->filename);
    if (read_head(image, &reader, code) != parent) reader.failed = true;
    code->flags &= ~(uint32_t)CODE_FAST;
    retain(code->name);
    retain(code->qualname);
    if (!reader.failed) return object_value(code);
    release(object_value(code));
    return ABSENT;
}

Code *code_read(const uint8_t *bytes, size_t count, void *block, Value filename, const char **problem) {
    CodeImage *image = image_new(bytes, count, filename, problem);
    if (!image) memory_free(block);
    if (!image) return NULL;
    image->block = block;
    Value code = image_make_code(image, 0, 0);
    release(object_value(image));
    if (is_absent(code)) *problem = damaged;
    return is_absent(code) ? NULL : code_of(code);
}

/* ---- bodies */

static Value *read_names(CodeImage *image, ByteReader *reader, uint32_t count) {
    if (count > bytes_left(reader)) reader->failed = true;
    if (reader->failed) return NULL;
    Value *names = memory_try_array((size_t)count + 1, sizeof *names);
    if (!names) return NULL;
    uint32_t made = 0;
    while (made < count && !reader->failed) {
        Value name = image_peek_string(image, reader);
        if (!is_absent(name)) names[made++] = str_intern(name);
    }
    if (!reader->failed) return names;
    release_items(names, made);
    memory_free(names);
    return NULL;
}

static void read_instructions(ByteReader *reader, Code *code) {
    uint32_t count = read_count(reader);
    if (count > OPERAND_MAX) reader->failed = true;
    if (reader->failed || !(code->instructions = memory_try_array(count + 1, sizeof(uint32_t)))) return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = read_byte(reader), operand = 0;
        if (word >= OP_COUNT) reader->failed = true;
        if (reader->failed) return;
        if (opcode_operands[word] != OPERAND_NONE) operand = read_small(reader);
        if (operand > OPERAND_MAX) reader->failed = true;
        code->instructions[i] = word | operand << 8;
    }
    code->count = count;
}

static void read_handlers(ByteReader *reader, Code *code) {
    uint32_t count = read_count(reader);
    if (reader->failed || !(code->handlers = memory_try_array(count + 1, sizeof(Handler)))) return;
    for (uint32_t i = 0; i < count; i++) {
        Handler *handler = &code->handlers[i];
        handler->from = read_small(reader);
        handler->to = read_small(reader);
        handler->target = read_small(reader);
        handler->depth = read_small(reader);
    }
    code->handler_count = count;
}

static const char *read_body(ByteReader *reader, Code *code) {
    code->slot_names = read_names(code->image, reader, code->slot_count);
    if (!code->slot_names) return reader->failed ? damaged : no_memory;
    uint32_t names = read_count(reader);
    code->names = read_names(code->image, reader, names);
    if (!code->names) return reader->failed ? damaged : no_memory;
    code->name_count = names;
    code->global_caches = memory_try_zeroed(((size_t)names + 1) * sizeof(GlobalCache));
    bool is_read = code->global_caches && constants_read(reader, code);
    if (is_read) read_instructions(reader, code);
    if (is_read && code->instructions) read_handlers(reader, code);
    if (reader->failed) return damaged;
    if (!is_read || !code->instructions || !code->handlers) return no_memory;
    code->packed_positions = reader->at;
    code->packed_end = reader->end;
    return code_verify(code, &code->stack_size);
}

static void release_values(Value **values, size_t *count) {
    for (size_t i = 0; *values && i < *count; i++) release((*values)[i]);
    memory_free(*values);
    *values = NULL;
    *count = 0;
}

/* As it was before: who looks at it finds nothing. */
static void drop_body(Code *code) {
    size_t slots = code->slot_count;
    release_values(&code->slot_names, &slots);
    release_values(&code->names, &code->name_count);
    release_values(&code->constants, &code->constant_count);
    memory_free(code->instructions);
    memory_free(code->handlers);
    memory_free(code->global_caches);
    code->instructions = NULL;
    code->handlers = NULL;
    code->global_caches = NULL;
    code->count = code->handler_count = 0;
}

const char *code_complete(Code *code) {
    if (code->instructions) return NULL;
    ByteReader reader = at_offset(code->image, code->image->string_count + code->image_index);
    Code head = { 0 };
    read_head(code->image, &reader, &head);
    code->flags |= head.flags & CODE_FAST;
    const char *problem = reader.failed ? damaged : read_body(&reader, code);
    if (!problem) return NULL;
    drop_body(code);
    code->flags &= ~(uint32_t)CODE_FAST;
    return problem;
}
