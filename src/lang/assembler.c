/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Emitting, and putting the Code together; flow.c and fuse.c do the thinking in between. */
#include "lang/assembler.h"
#include "base/memory.h"
#include <string.h>

void assembler_init(Assembler *assembler) { *assembler = (Assembler){ .names.by_identity = true }; }

void assembler_clear(Assembler *assembler) {
    memory_free(assembler->words);
    memory_free(assembler->positions);
    memory_free(assembler->labels);
    memory_free(assembler->guards);
    memory_free(assembler->stretches);
    pool_clear(&assembler->constants);
    pool_clear(&assembler->names);
    assembler_init(assembler);
}

static bool grow(Assembler *assembler, void *items, size_t *capacity, size_t needed, size_t item) {
    if (!memory_grow(items, capacity, needed, item)) assembler->failed = true;
    return !assembler->failed;
}

void emit(Assembler *assembler, Opcode opcode, size_t operand, Position position) {
    size_t needed = assembler->count + 1;
    if (operand > OPERAND_MAX || needed > OPERAND_MAX) assembler->failed = true;
    if (!grow(assembler, &assembler->words, &assembler->word_capacity, needed, sizeof *assembler->words))
        return;
    if (!grow(assembler, &assembler->positions, &assembler->position_capacity, needed, sizeof(Position)))
        return;
    assembler->words[assembler->count] = (uint32_t)opcode | (uint32_t)operand << 8;
    assembler->positions[assembler->count++] = position;
}

void emit_jump(Assembler *assembler, Opcode opcode, Label target, Position position) {
    emit(assembler, opcode, target, position);
}

Label label_new(Assembler *assembler) {
    size_t needed = assembler->label_count + 1;
    if (!grow(assembler, &assembler->labels, &assembler->label_capacity, needed, sizeof(uint32_t))) return 0;
    assembler->labels[assembler->label_count] = NOWHERE;
    return (Label)assembler->label_count++;
}

void label_place(Assembler *assembler, Label label) {
    if (assembler->failed) return;
    assert(assembler->labels[label] == NOWHERE);
    assembler->labels[label] = (uint32_t)assembler->count;
}

Guard guard_begin(Assembler *assembler, Label target, uint32_t below) {
    size_t needed = assembler->guard_count + 1;
    if (!grow(assembler, &assembler->guards, &assembler->guard_capacity, needed, sizeof(GuardState)))
        return 0;
    uint32_t here = (uint32_t)assembler->count;
    assembler->guards[assembler->guard_count] = (GuardState){ here, here, target, below };
    return (Guard)assembler->guard_count++;
}

void guard_suspend(Assembler *assembler, Guard guard) {
    size_t needed = assembler->stretch_count + 1;
    if (!grow(assembler, &assembler->stretches, &assembler->stretch_capacity, needed, sizeof(Stretch)))
        return;
    GuardState *state = &assembler->guards[guard];
    assert(state->from != NOWHERE);
    Stretch stretch = { state->from, (uint32_t)assembler->count, guard };
    if (stretch.from < stretch.to) assembler->stretches[assembler->stretch_count++] = stretch;
    state->from = NOWHERE;
}

void guard_resume(Assembler *assembler, Guard guard) {
    if (assembler->failed) return;
    assert(assembler->guards[guard].from == NOWHERE);
    assembler->guards[guard].from = (uint32_t)assembler->count;
}

void guard_end(Assembler *assembler, Guard guard) { guard_suspend(assembler, guard); }

/* ---- the end */

static bool is_jump(uint32_t word) { return opcode_operands[opcode_of(word)] == OPERAND_JUMP; }

static uint32_t with_operand(uint32_t word, uint32_t operand) { return (word & 0xff) | operand << 8; }

static void resolve_labels(Assembler *assembler) {
    for (size_t i = 0; i < assembler->count; i++) {
        uint32_t word = assembler->words[i];
        if (is_jump(word)) assembler->words[i] = with_operand(word, assembler->labels[operand_of(word)]);
    }
}

/* A jump to a jump goes where that one goes. One to a JUMP_BACK becomes one, so that every loop counts ticks;
 * a conditional jump stays, for the same reason. The bound stops a loop of jumps alone (`while
 * True: pass`). */
static void shorten_jump(const Assembler *assembler, uint32_t *word) {
    for (int i = 0; i < 10; i++) {
        uint32_t next = assembler->words[operand_of(*word)];
        if (opcode_of(next) == OP_JUMP)
            *word = with_operand(*word, operand_of(next));
        else if (opcode_of(next) == OP_JUMP_BACK && opcode_of(*word) == OP_JUMP)
            *word = next;
        else
            return;
    }
}

static void shorten_jumps(Assembler *assembler) {
    for (size_t i = 0; i < assembler->count; i++) {
        if (is_jump(assembler->words[i])) shorten_jump(assembler, &assembler->words[i]);
    }
}

static void move_jumps(Assembler *assembler, const uint32_t *new_index) {
    for (size_t i = 0; i < assembler->count; i++) {
        uint32_t word = assembler->words[i];
        if (is_jump(word)) assembler->words[i] = with_operand(word, new_index[operand_of(word)]);
    }
}

static bool give_handlers(const Assembler *assembler, const Flow *flow, const uint32_t *new_index,
                          Code *code) {
    code->handlers = memory_try_array(assembler->stretch_count + 1, sizeof(Handler));
    if (!code->handlers) return false;
    for (size_t i = 0; i < assembler->stretch_count; i++) {
        const Stretch *stretch = &assembler->stretches[i];
        Handler handler = { new_index[stretch->from], new_index[stretch->to],
                            new_index[assembler->labels[assembler->guards[stretch->guard].target]],
                            flow->depths[stretch->guard] };
        if (handler.from < handler.to) code->handlers[code->handler_count++] = handler;
    }
    return true;
}

/* The arrays move into the code as they are. */
static bool give_arrays(Assembler *assembler, Code *code) {
    code->global_caches = memory_try_zeroed((assembler->names.count + 1) * sizeof(GlobalCache));
    if (!code->global_caches) return false;
    code->instructions = assembler->words;
    code->positions = assembler->positions;
    code->count = assembler->count;
    code->constants = assembler->constants.items;
    code->constant_count = assembler->constants.count;
    code->names = assembler->names.items;
    code->name_count = assembler->names.count;
    assembler->words = NULL;
    assembler->positions = NULL;
    assembler->constants.items = assembler->names.items = NULL;
    assembler->constants.count = assembler->names.count = 0;
    return true;
}

bool assembler_finish(Assembler *assembler, Code *code) {
    if (assembler->failed || assembler->constants.failed || assembler->names.failed) return false;
    Flow flow;
    resolve_labels(assembler);
    shorten_jumps(assembler);
    uint32_t *new_index = memory_try_array(assembler->count + 1, sizeof(uint32_t));
    bool done = new_index && flow_find(assembler, code, &flow);
    if (done) {
        code->stack_size = flow.stack_size;
        fuse(assembler, &flow, new_index);
        move_jumps(assembler, new_index);
        done = give_handlers(assembler, &flow, new_index, code) && give_arrays(assembler, code);
        flow_clear(&flow);
    }
    memory_free(new_index);
    return done;
}
