/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Code object, what is known of each opcode, and the disassembler, which unit tests compare. */
#include "lang/code.h"
#include "base/memory.h"
#include "value/number.h"
#include "value/str.h"
#include <string.h>

const char *const opcode_names[OP_COUNT] = {
#define OPCODE_NAME(name, operand, effect) #name,
    OPCODES(OPCODE_NAME)
#undef OPCODE_NAME
};

const OperandKind opcode_operands[OP_COUNT] = {
#define OPCODE_OPERAND(name, operand, effect) OPERAND_##operand,
    OPCODES(OPCODE_OPERAND)
#undef OPCODE_OPERAND
};

static const int8_t opcode_effects[OP_COUNT] = {
#define OPCODE_EFFECT(name, operand, effect) effect,
    OPCODES(OPCODE_EFFECT)
#undef OPCODE_EFFECT
};

static int varying_effect(Opcode opcode, int n) {
    switch (opcode) {
    case OP_UNPACK: return n - 1;
    case OP_UNPACK_STAR: return (n & (int)PAIR_MAX) + (n >> 12);
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_SLICE:
    case OP_BUILD_STRING: return 1 - n;
    case OP_BUILD_DICT: return 1 - 2 * n;
    case OP_FORMAT: return n & 4 ? -1 : 0;
    case OP_CALL: return -n - 1;
    case OP_CALL_KEYWORDS: return -n - 2;
    case OP_CALL_SPREAD: return -n - 2;
    case OP_MAKE_FUNCTION: return -__builtin_popcount((unsigned)n);
    case OP_BUILD_CLASS: return -n - 1;
    case OP_RAISE: return -n;
    default: assert(!"an opcode whose effect varies"); return 0;
    }
}

int code_stack_effect(uint32_t word) {
    Opcode opcode = opcode_of(word);
    int effect = opcode_effects[opcode];
    return effect == VARIES ? varying_effect(opcode, (int)operand_of(word)) : effect;
}

int code_jump_effect(uint32_t word) {
    switch (opcode_of(word)) {
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return 0;
    case OP_FOR_ITERATE: return -1;
    default: return code_stack_effect(word);
    }
}

bool opcode_falls_through(Opcode opcode) {
    return opcode != OP_JUMP && opcode != OP_JUMP_BACK && opcode != OP_RETURN && opcode != OP_RAISE &&
           opcode != OP_RERAISE;
}

/* ---- the object */

static void release_all(Value *values, size_t count) {
    for (size_t i = 0; i < count; i++) release(values[i]);
    memory_free(values);
}

static void code_free(Object *object) {
    Code *code = (Code *)object;
    memory_free(code->instructions);
    memory_free(code->positions);
    memory_free(code->handlers);
    memory_free(code->global_caches);
    release_all(code->constants, code->constant_count);
    release_all(code->names, code->name_count);
    if (code->slot_names) release_all(code->slot_names, code->slot_count);
    if (code->image) release(object_value(code->image));
    release(code->name);
    release(code->qualname);
    release(code->filename);
    release(code->source);
    object_release_memory(object);
}

static void *copy_block(const void *block, size_t size) {
    return size && block ? memcpy(memory_get(size), block, size) : NULL;
}

static Value *copy_values(const Value *values, size_t count) {
    for (size_t i = 0; values && i < count; i++) retain(values[i]);
    return copy_block(values, count * sizeof *values);
}

Code *code_copy(const Code *code) {
    Code *copy = object_new(&code_type, sizeof *copy);
    Object head = copy->object;
    *copy = *code;
    copy->object = head;
    copy->instructions = copy_block(code->instructions, code->count * sizeof *code->instructions);
    copy->positions = copy_block(code->positions, code->count * sizeof *code->positions);
    copy->handlers = copy_block(code->handlers, code->handler_count * sizeof *code->handlers);
    copy->constants = copy_values(code->constants, code->constant_count);
    copy->names = copy_values(code->names, code->name_count);
    copy->global_caches = copy_block(code->global_caches, code->name_count * sizeof *code->global_caches);
    copy->slot_names = copy_values(code->slot_names, code->slot_count);
    retain(copy->name);
    retain(copy->qualname);
    retain(copy->filename);
    retain(copy->source);
    if (copy->image) retain(object_value(copy->image));
    return copy;
}

static Verdict code_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Code *code = code_of(self);
    buffer_append_text(out, "<code object ");
    str_append_utf8(out, code->name);
    buffer_append_format(out, " at %p, file \"", (const void *)code);
    str_append_utf8(out, code->filename);
    buffer_append_format(out, "\", line %u>", code->first_line);
    return YES;
}

const Type code_type = {
    .name = "code",
    .id = TYPE_ID_CODE,
    .flags = TYPE_WEAK,
    .size = sizeof(Code),
    .free = code_free,
    .repr = code_repr,
};

Value code_peek_doc(Code *code) {
    return code->flags & CODE_HAS_DOC && !code_complete(code) ? code->constants[0] : ABSENT;
}

/* ---- the disassembler */

static const char *const operator_texts[OPERATOR_COUNT] = {
    [OPERATOR_ADD] = "+",         [OPERATOR_SUBTRACT] = "-",
    [OPERATOR_MULTIPLY] = "*",    [OPERATOR_MATRIX_MULTIPLY] = "@",
    [OPERATOR_TRUE_DIVIDE] = "/", [OPERATOR_FLOOR_DIVIDE] = "//",
    [OPERATOR_MODULO] = "%",      [OPERATOR_POWER] = "**",
    [OPERATOR_SHIFT_LEFT] = "<<", [OPERATOR_SHIFT_RIGHT] = ">>",
    [OPERATOR_AND] = "&",         [OPERATOR_XOR] = "^",
    [OPERATOR_OR] = "|",
};

static const char *const comparison_texts[] = {
    [COMPARE_LESS] = "<",       [COMPARE_LESS_EQUAL] = "<=", [COMPARE_EQUAL] = "==",
    [COMPARE_NOT_EQUAL] = "!=", [COMPARE_GREATER] = ">",     [COMPARE_GREATER_EQUAL] = ">=",
};

static void append_constant(Buffer *out, Value constant) {
    if (has_type(constant, TYPE_ID_CODE)) {
        buffer_append_text(out, "<code ");
        str_append_utf8(out, code_of(constant)->name);
        buffer_append_text(out, ">");
    } else {
        value_repr(out, constant, 0);
    }
}

static void append_pair(const Code *code, Opcode opcode, uint32_t operand, Buffer *out) {
    str_append_utf8(out, code->slot_names[operand & PAIR_MAX]);
    buffer_append_text(out, " ");
    if (opcode == OP_LOAD_LOCAL_CONSTANT || opcode == OP_ADD_CONSTANT_LOCAL ||
        opcode == OP_ADD_CONSTANT_LOCAL_PLAIN) {
        append_constant(out, code->constants[operand >> 12]);
    } else if (opcode == OP_LOAD_LOCAL_METHOD) {
        str_append_utf8(out, code->names[operand >> 12]);
    } else {
        str_append_utf8(out, code->slot_names[operand >> 12]);
    }
}

static void append_operand(const Code *code, uint32_t word, Buffer *out) {
    uint32_t operand = operand_of(word);
    OperandKind kind = opcode_operands[opcode_of(word)];
    if (kind == OPERAND_NONE) return;
    buffer_append_text(out, " ");
    switch (kind) {
    case OPERAND_NONE: break;
    case OPERAND_COUNT: buffer_append_format(out, "%u", operand); break;
    case OPERAND_CONSTANT: append_constant(out, code->constants[operand]); break;
    case OPERAND_LOCAL: str_append_utf8(out, code->slot_names[operand]); break;
    case OPERAND_NAME: str_append_utf8(out, code->names[operand]); break;
    case OPERAND_OPERATOR: buffer_append_text(out, operator_texts[operand]); break;
    case OPERAND_COMPARISON: buffer_append_text(out, comparison_texts[operand]); break;
    case OPERAND_JUMP: buffer_append_format(out, "-> %u", operand); break;
    case OPERAND_PAIR: append_pair(code, opcode_of(word), operand, out); break;
    }
}

void code_disassemble(const Code *code, Buffer *out) {
    buffer_append_text(out, "code ");
    str_append_utf8(out, code->qualname);
    buffer_append_text(out, "\n");
    for (size_t i = 0; i < code->count; i++) {
        buffer_append_format(out, "%zu %s", i, opcode_names[opcode_of(code->instructions[i])]);
        append_operand(code, code->instructions[i], out);
        buffer_append_text(out, "\n");
    }
    for (size_t i = 0; i < code->handler_count; i++) {
        const Handler *handler = &code->handlers[i];
        buffer_append_format(out, "handler %u-%u -> %u depth %u\n", handler->from, handler->to,
                             handler->target, handler->depth);
    }
    for (size_t i = 0; i < code->constant_count; i++) {
        if (has_type(code->constants[i], TYPE_ID_CODE)) code_disassemble(code_of(code->constants[i]), out);
    }
}
