/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks around a statement, and what an exit owes to each.
 *
 * An exit's code for a block no longer stands under that block's guard, nor under those inside it; behind the
 * exit's jump the guards go on. While a block is left, it and those inside it are off the list, so an exit in
 * its finally body sees only what is around. */
#include "lang/compiling.h"
#include "value/str.h"

void block_push(Compiler *c, Block block) {
    Unit *unit = c->unit;
    if (unit->block_count == BLOCKS_MAX) {
        compile_problem(c, "too many statically nested blocks");
        unit->block_count--; /* the code is thrown away; pushes and pops still match */
    }
    unit->blocks[unit->block_count++] = block;
}

void block_pop(Compiler *c) {
    if (c->unit->block_count) c->unit->block_count--;
}

size_t blocks_to_loop(Compiler *c) {
    size_t count = c->unit->block_count;
    for (size_t inside = 0; inside < count; inside++) {
        BlockKind kind = c->unit->blocks[count - inside - 1].kind;
        if (kind == BLOCK_FOR || kind == BLOCK_WHILE) return inside;
    }
    return count;
}

/* [under value] -> [value], or without a value: under -> */
static void drop_under(Compiler *c, bool keeps_value, Opcode drop) {
    if (keeps_value) op(c, OP_SWAP, 2);
    op(c, drop, 0);
}

static void leave_with(Compiler *c, const Block *block, bool keeps_value) {
    Position around = c->position;
    c->position = block->position;
    if (keeps_value) op(c, OP_SWAP, 2);
    op(c, OP_WITH_EXIT, 0);
    if (block->kind == BLOCK_ASYNC_WITH) compile_awaiting(c, AWAITED_EXIT);
    op(c, OP_POP, 0);
    c->position = around;
}

static void leave_finally(Compiler *c, const Block *block, bool keeps_value) {
    Position around = c->position;
    if (keeps_value) block_push(c, (Block){ .kind = BLOCK_VALUE, .guard = NOWHERE, .outer_guard = NOWHERE });
    compile_statements(c, block->finally);
    if (keeps_value) block_pop(c);
    c->position = around;
}

static void leave_except(Compiler *c, const Block *block, bool keeps_value) {
    drop_under(c, keeps_value, OP_POP_HANDLED);
    if (is_absent(block->name)) return;
    load_constant(c, NONE);
    compile_name(c, block->name, CONTEXT_STORE);
    compile_name(c, block->name, CONTEXT_DELETE);
}

static void suspend(Compiler *c, Guard guard) {
    if (guard != NOWHERE) guard_suspend(&c->unit->assembler, guard);
}

static void resume(Compiler *c, Guard guard) {
    if (guard != NOWHERE) guard_resume(&c->unit->assembler, guard);
}

static void leave(Compiler *c, const Block *block, bool keeps_value) {
    if (block->kind == BLOCK_FINALLY_RAISED) drop_under(c, keeps_value, OP_POP);
    suspend(c, block->guard);
    suspend(c, block->outer_guard);
    switch (block->kind) {
    case BLOCK_FOR:
    case BLOCK_VALUE: drop_under(c, keeps_value, OP_POP); break;
    case BLOCK_FINALLY: leave_finally(c, block, keeps_value); break;
    case BLOCK_FINALLY_RAISED: drop_under(c, keeps_value, OP_POP_HANDLED); break;
    case BLOCK_WITH:
    case BLOCK_ASYNC_WITH: leave_with(c, block, keeps_value); break;
    case BLOCK_EXCEPT_BODY: leave_except(c, block, keeps_value); break;
    case BLOCK_WHILE:
    case BLOCK_TRY:
    case BLOCK_EXCEPT: break;
    }
}

void blocks_leave(Compiler *c, size_t count, bool keeps_value) {
    Unit *unit = c->unit;
    size_t all = unit->block_count;
    Block left[BLOCKS_MAX];
    for (size_t i = 0; i < count; i++) {
        left[i] = unit->blocks[--unit->block_count];
        leave(c, &left[i], keeps_value);
    }
    for (size_t i = count; i-- > 0;) unit->blocks[unit->block_count++] = left[i];
    assert(unit->block_count == all);
    (void)all;
}

void blocks_return_to(Compiler *c, size_t count) {
    const Unit *unit = c->unit;
    for (size_t i = 0; i < count; i++) {
        resume(c, unit->blocks[unit->block_count - 1 - i].guard);
        resume(c, unit->blocks[unit->block_count - 1 - i].outer_guard);
    }
}
