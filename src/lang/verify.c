/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes: over the instructions as they stand, for what each one names; then along the ways through them,
 * for heights. */
#include "lang/verify.h"
#include "base/memory.h"
#include "value/number.h"
#include "value/str.h"
#include "value/tuple.h"
#include <string.h>

enum { RESUMED = CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR };

typedef struct {
    const Code *code;
    const char *problem; /* the first one */
    int32_t *heights;    /* of the stack before each instruction; -1: not reached */
    uint32_t *waiting;   /* reached by a jump, and not looked at yet */
    size_t waiting_count;
    bool *is_target; /* a jump or a handler leads here */
    bool *is_cell;   /* one a slot */
    uint32_t stack_size;
} Verifier;

static void fail(Verifier *verifier, const char *problem) {
    if (!verifier->problem) verifier->problem = problem;
}

static void need(Verifier *verifier, bool holds, const char *problem) {
    if (!holds) fail(verifier, problem);
}

/* ---- what an instruction names */

static void need_local(Verifier *verifier, uint32_t slot) {
    need(verifier, slot < verifier->code->slot_count && !verifier->is_cell[slot], "no such local");
}

static void need_cell(Verifier *verifier, uint32_t slot) {
    need(verifier, slot < verifier->code->slot_count && verifier->is_cell[slot], "no such cell");
}

static void need_slot(Verifier *verifier, uint32_t word) {
    switch (opcode_of(word)) {
    case OP_LOAD_CLASS_CELL:
        need(verifier, verifier->code->flags & CODE_CLASS_BODY, "a cell of a class that is none");
        need_cell(verifier, operand_of(word));
        break;
    case OP_LOAD_CELL:
    case OP_STORE_CELL:
    case OP_DELETE_CELL:
    case OP_LOAD_CLOSURE:
    case OP_MAKE_CELL: need_cell(verifier, operand_of(word)); break;
    default: need_local(verifier, operand_of(word)); break;
    }
}

static Value constant_at(const Code *code, uint32_t index) {
    return index < code->constant_count ? code->constants[index] : ABSENT;
}

/* The constant that an instruction leaves on top of the stack; ABSENT: none. */
static Value loaded_constant(const Code *code, uint32_t i) {
    uint32_t word = code->instructions[i], operand = operand_of(word);
    if (opcode_of(word) == OP_LOAD_CONSTANT) return constant_at(code, operand);
    return opcode_of(word) == OP_LOAD_LOCAL_CONSTANT ? constant_at(code, operand >> 12) : ABSENT;
}

/* A nested code is only loaded for the function that is made of it. */
static void need_constant(Verifier *verifier, uint32_t i, uint32_t index) {
    const Code *code = verifier->code;
    Value constant = constant_at(code, index);
    need(verifier, !is_absent(constant), "no such constant");
    if (!has_type(constant, TYPE_ID_CODE)) return;
    bool is_made = i + 1 < code->count && opcode_of(code->instructions[i + 1]) == OP_MAKE_FUNCTION;
    need(verifier, is_made && !verifier->is_target[i + 1], "a code that no function is made of");
}

static void need_pair(Verifier *verifier, uint32_t i, uint32_t word) {
    uint32_t low = operand_of(word) & PAIR_MAX, high = operand_of(word) >> 12;
    need_local(verifier, low);
    switch (opcode_of(word)) {
    case OP_LOAD_LOCAL_CONSTANT: need_constant(verifier, i, high); break;
    case OP_LOAD_LOCAL_METHOD: need(verifier, high < verifier->code->name_count, "no such name"); break;
    case OP_ADD_CONSTANT_LOCAL:
    case OP_ADD_CONSTANT_LOCAL_PLAIN:
        need(verifier, is_small_int(constant_at(verifier->code, high)), "no such number");
        break;
    default: need_local(verifier, high); break;
    }
}

/* What CALL_KEYWORDS and MATCH_CLASS find on top: names, at most so many. */
static void need_names(Verifier *verifier, uint32_t i, uint32_t most) {
    Value names = i && !verifier->is_target[i] ? loaded_constant(verifier->code, i - 1) : ABSENT;
    bool holds = is_object(names) && object_type(names) == &tuple_type && tuple_of(names)->count <= most;
    for (size_t n = 0; holds && n < tuple_of(names)->count; n++) holds = is_str(tuple_of(names)->items[n]);
    need(verifier, holds, "no such keywords");
}

static void need_closure(Verifier *verifier, uint32_t i, uint32_t flags) {
    const Code *code = verifier->code;
    Value made = i && !verifier->is_target[i] ? loaded_constant(code, i - 1) : ABSENT;
    if (!has_type(made, TYPE_ID_CODE)) {
        fail(verifier, "a function without a code");
        return;
    }
    uint32_t cells = code_of(made)->slot_count - code_of(made)->free_start;
    need(verifier, (cells != 0) == ((flags & 8) != 0), "a function without its cells");
    if (!cells || verifier->problem) return;
    bool holds = i > cells + 1 && code->instructions[i - 2] == (OP_BUILD_TUPLE | cells << 8) &&
                 opcode_of(code->instructions[i - 1]) == OP_LOAD_CONSTANT;
    for (uint32_t n = 0; holds && n <= cells; n++) {
        uint32_t before = i - 2 - n;
        holds = !verifier->is_target[before + 1] &&
                (n == 0 || opcode_of(code->instructions[before]) == OP_LOAD_CLOSURE);
    }
    need(verifier, holds, "a function without its cells");
}

static void need_count(Verifier *verifier, uint32_t i, uint32_t word) {
    uint32_t n = operand_of(word);
    switch (opcode_of(word)) {
    case OP_IS:
    case OP_CONTAINS:
    case OP_CALL_SPREAD: need(verifier, n <= 1, "no such form"); break;
    case OP_RAISE:
    case OP_MATCH_KIND: need(verifier, n <= 2, "no such form"); break;
    case OP_GET_AWAITABLE: need(verifier, n <= AWAITED_NEXT, "no such form"); break;
    case OP_FORMAT: need(verifier, n <= 7, "no such form"); break;
    case OP_BUILD_SLICE: need(verifier, n == 2 || n == 3, "no such form"); break;
    case OP_SWAP: need(verifier, n >= 2, "no such form"); break;
    case OP_COPY:
    case OP_LIST_APPEND:
    case OP_LIST_EXTEND:
    case OP_SET_ADD:
    case OP_SET_UPDATE:
    case OP_DICT_SET:
    case OP_DICT_UPDATE:
    case OP_DICT_MERGE: need(verifier, n >= 1, "no such form"); break;
    case OP_CALL_KEYWORDS: need_names(verifier, i, n); break;
    case OP_MATCH_CLASS: need_names(verifier, i, UINT32_MAX); break;
    case OP_MAKE_FUNCTION:
        need(verifier, n <= 15, "no such form");
        need_closure(verifier, i, n);
        break;
    default: break;
    }
}

/* Where a generator begins, and what only one may do. */
static void need_place(Verifier *verifier, uint32_t i, Opcode opcode) {
    const Code *code = verifier->code;
    bool resumes = code->flags & RESUMED;
    switch (opcode) {
    case OP_GENERATOR: need(verifier, i == 0 && resumes, "a generator that is none"); break;
    case OP_YIELD:
    case OP_YIELD_FROM: need(verifier, resumes, "a yield outside of a generator"); break;
    case OP_YIELD_ASYNC:
        need(verifier, code->flags & CODE_ASYNC_GENERATOR, "a yield outside of a generator");
        break;
    case OP_MAKE_CELL:
        need(verifier, !verifier->is_target[i], "a cell that is made again");
        if (i > resumes)
            need(verifier, opcode_of(code->instructions[i - 1]) == OP_MAKE_CELL, "a cell that is made late");
        break;
    case OP_COMPARE_JUMP_IF_FALSE:
        need(verifier, i + 1 < code->count && opcode_of(code->instructions[i + 1]) == OP_POP_JUMP_IF_FALSE,
             "a comparison that jumps nowhere");
        break;
    default: break;
    }
}

static void look_at(Verifier *verifier, uint32_t i) {
    const Code *code = verifier->code;
    uint32_t word = code->instructions[i], operand = operand_of(word);
    need_place(verifier, i, opcode_of(word));
    switch (opcode_operands[opcode_of(word)]) {
    case OPERAND_NONE: break;
    case OPERAND_COUNT: need_count(verifier, i, word); break;
    case OPERAND_CONSTANT: need_constant(verifier, i, operand); break;
    case OPERAND_LOCAL: need_slot(verifier, word); break;
    case OPERAND_NAME: need(verifier, operand < code->name_count, "no such name"); break;
    case OPERAND_OPERATOR: need(verifier, operand < OPERATOR_COUNT, "no such operator"); break;
    case OPERAND_COMPARISON: need(verifier, operand <= COMPARE_GREATER_EQUAL, "no such comparison"); break;
    case OPERAND_JUMP: break; /* mark_targets has seen it */
    case OPERAND_PAIR: need_pair(verifier, i, word); break;
    }
}

/* First, for what follows asks whether an instruction is reached from the one before it alone. */
static void mark_targets(Verifier *verifier) {
    const Code *code = verifier->code;
    for (uint32_t i = 0; i < code->count && !verifier->problem; i++) {
        uint32_t word = code->instructions[i];
        if (opcode_of(word) >= OP_COUNT) {
            fail(verifier, "no such instruction");
        } else if (opcode_operands[opcode_of(word)] == OPERAND_JUMP) {
            if (operand_of(word) >= code->count)
                fail(verifier, "a jump to nowhere");
            else
                verifier->is_target[operand_of(word)] = true;
        }
    }
    for (size_t i = 0; i < code->handler_count && !verifier->problem; i++) {
        const Handler *handler = &code->handlers[i];
        if (handler->from >= handler->to || handler->to > code->count || handler->target >= code->count)
            fail(verifier, "a handler of nothing");
        else
            verifier->is_target[handler->target] = true;
    }
}

static void mark_cells(Verifier *verifier) {
    const Code *code = verifier->code;
    for (uint32_t slot = code->free_start; slot < code->slot_count; slot++) verifier->is_cell[slot] = true;
    size_t first = code->flags & RESUMED ? 1 : 0;
    for (size_t i = first; i < code->count && opcode_of(code->instructions[i]) == OP_MAKE_CELL; i++) {
        uint32_t slot = operand_of(code->instructions[i]);
        if (slot < code->free_start) verifier->is_cell[slot] = true;
    }
}

static void verify_head(Verifier *verifier) {
    const Code *code = verifier->code;
    uint32_t flags = code->flags;
    uint64_t parameters = (uint64_t)code->positional_count + code->keyword_only_count +
                          !!(flags & CODE_VARARGS) + !!(flags & CODE_VARKEYWORDS);
    need(verifier, code->positional_only_count <= code->positional_count && parameters <= code->cell_start,
         "parameters without a place");
    need(verifier, code->cell_start <= code->free_start && code->free_start <= code->slot_count,
         "slots in disorder");
    bool has_more = (flags & (CODE_VARARGS | CODE_VARKEYWORDS | RESUMED)) || code->keyword_only_count;
    need(verifier, !(flags & CODE_FAST && has_more), "a plain function that is none");
    need(verifier, __builtin_popcount(flags & RESUMED) <= 1, "two kinds of generator");
    need(verifier, code->count && (!(flags & RESUMED) || code->instructions[0] == OP_GENERATOR),
         "a generator that does not begin");
    need(verifier, !(flags & CODE_HAS_DOC) || is_str(constant_at(code, 0)), "no documentation");
}

/* ---- heights */

/* How many values have to be on the stack; those that it gives back lie among them. */
static const uint8_t needs[OP_COUNT] = {
    [OP_POP] = 1,
    [OP_STORE_LOCAL] = 1,
    [OP_STORE_CELL] = 1,
    [OP_STORE_GLOBAL] = 1,
    [OP_STORE_NAME] = 1,
    [OP_LOAD_ATTRIBUTE] = 1,
    [OP_STORE_ATTRIBUTE] = 2,
    [OP_DELETE_ATTRIBUTE] = 1,
    [OP_LOAD_METHOD] = 1,
    [OP_LOAD_SUBSCRIPT] = 2,
    [OP_STORE_SUBSCRIPT] = 3,
    [OP_DELETE_SUBSCRIPT] = 2,
    [OP_BINARY] = 2,
    [OP_BINARY_IN_PLACE] = 2,
    [OP_NEGATE] = 1,
    [OP_POSITIVE] = 1,
    [OP_INVERT] = 1,
    [OP_NOT] = 1,
    [OP_COMPARE] = 2,
    [OP_IS] = 2,
    [OP_CONTAINS] = 2,
    [OP_POP_JUMP_IF_FALSE] = 1,
    [OP_POP_JUMP_IF_TRUE] = 1,
    [OP_JUMP_IF_FALSE_OR_POP] = 1,
    [OP_JUMP_IF_TRUE_OR_POP] = 1,
    [OP_POP_JUMP_IF_NONE] = 1,
    [OP_POP_JUMP_IF_NOT_NONE] = 1,
    [OP_GET_ITERATOR] = 1,
    [OP_FOR_ITERATE] = 1,
    [OP_UNPACK] = 1,
    [OP_UNPACK_STAR] = 1,
    [OP_LIST_TO_TUPLE] = 1,
    [OP_RETURN] = 1,
    [OP_BUILD_CLASS_SPREAD] = 4,
    [OP_PUSH_HANDLED] = 1,
    [OP_POP_HANDLED] = 1,
    [OP_SET_HANDLED] = 1,
    [OP_MATCH_EXCEPTION] = 2,
    [OP_MATCH_GROUP] = 2,
    [OP_JOIN_RAISED] = 2,
    [OP_RERAISE] = 1,
    [OP_WITH_ENTER] = 1,
    [OP_WITH_EXIT] = 1,
    [OP_WITH_EXIT_RAISED] = 3,
    [OP_YIELD] = 1,
    [OP_GET_YIELD_FROM_ITERATOR] = 1,
    [OP_YIELD_FROM] = 2,
    [OP_YIELD_ASYNC] = 1,
    [OP_GET_AWAITABLE] = 1,
    [OP_GET_ASYNC_ITERATOR] = 1,
    [OP_ASYNC_NEXT] = 1,
    [OP_END_ASYNC_FOR] = 2,
    [OP_ASYNC_WITH_ENTER] = 1,
    [OP_IMPORT] = 2,
    [OP_IMPORT_FROM] = 1,
    [OP_IMPORT_STAR] = 1,
    [OP_PRINT_EXPRESSION] = 1,
    [OP_MATCH_KIND] = 1,
    [OP_GET_LENGTH] = 1,
    [OP_MATCH_KEYS] = 2,
    [OP_MATCH_CLASS] = 3,
    [OP_STORE_LOAD_LOCAL] = 1,
    [OP_COMPARE_JUMP_IF_FALSE] = 2,
};

static int64_t needed(uint32_t word) {
    int64_t n = operand_of(word);
    switch (opcode_of(word)) {
    case OP_COPY:
    case OP_SWAP:
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
    case OP_BUILD_SET:
    case OP_BUILD_SLICE:
    case OP_BUILD_STRING:
    case OP_RAISE: return n;
    case OP_BUILD_DICT: return 2 * n;
    case OP_FORMAT: return n & 4 ? 2 : 1;
    case OP_LIST_APPEND:
    case OP_LIST_EXTEND:
    case OP_SET_ADD:
    case OP_SET_UPDATE:
    case OP_DICT_UPDATE: return n + 1;
    case OP_DICT_SET:
    case OP_CALL:
    case OP_BUILD_CLASS: return n + 2;
    case OP_CALL_KEYWORDS:
    case OP_CALL_SPREAD:
    case OP_SPREAD_ARGUMENTS: return n + 3;
    case OP_DICT_MERGE: return n + 4;
    case OP_MAKE_FUNCTION: return 1 + __builtin_popcount((unsigned)n);
    default: return needs[opcode_of(word)];
    }
}

/* True: it was not known to be reached. */
static bool reach(Verifier *verifier, uint32_t i, int64_t height) {
    /* Pushed one by one or two by two; what UNPACK gives is taken off by as many instructions. */
    int64_t most = 2 * (int64_t)verifier->code->count + 8;
    if (i >= verifier->code->count) {
        fail(verifier, "code that does not end");
    } else if (height < 0 || height > most) {
        fail(verifier, "a stack that is too low or too high");
    } else if (verifier->heights[i] == -1) {
        verifier->heights[i] = (int32_t)height;
        if (height > verifier->stack_size) verifier->stack_size = (uint32_t)height;
        return true;
    } else if (verifier->heights[i] != height) {
        fail(verifier, "two heights of the stack");
    }
    return false;
}

static void reach_later(Verifier *verifier, uint32_t i, int64_t height) {
    if (reach(verifier, i, height)) verifier->waiting[verifier->waiting_count++] = i;
}

/* From i on until the way ends or joins one that is known. */
static void walk(Verifier *verifier, uint32_t i) {
    for (;;) {
        uint32_t word = verifier->code->instructions[i];
        Opcode opcode = opcode_of(word);
        int64_t height = verifier->heights[i], effect = code_stack_effect(word);
        need(verifier, height >= needed(word), "a stack that is too low");
        if (verifier->problem) return;
        if (opcode == OP_COMPARE_JUMP_IF_FALSE) effect = -1; /* and the next word jumps */
        if (opcode_operands[opcode] == OPERAND_JUMP)
            reach_later(verifier, operand_of(word), height + code_jump_effect(word));
        if (!opcode_falls_through(opcode) || !reach(verifier, i + 1, height + effect)) return;
        i++;
    }
}

/* What lies below the depth of a handler must still be there when an instruction that it guards raises. */
static bool enter_handlers(Verifier *verifier) {
    const Code *code = verifier->code;
    for (size_t n = 0; n < code->handler_count; n++) {
        const Handler *handler = &code->handlers[n];
        bool is_reached = false;
        for (uint32_t i = handler->from; i < handler->to; i++) {
            if (verifier->heights[i] < 0) continue;
            is_reached = true;
            need(verifier, verifier->heights[i] >= (int64_t)handler->depth, "a handler above the stack");
        }
        if (is_reached) reach_later(verifier, handler->target, (int64_t)handler->depth + 1);
    }
    return verifier->waiting_count > 0 && !verifier->problem;
}

static void verify_heights(Verifier *verifier) {
    memset(verifier->heights, 0xff, verifier->code->count * sizeof *verifier->heights);
    reach_later(verifier, 0, 0);
    do {
        while (verifier->waiting_count && !verifier->problem)
            walk(verifier, verifier->waiting[--verifier->waiting_count]);
    } while (!verifier->problem && enter_handlers(verifier));
}

const char *code_verify(const Code *code, uint32_t *stack_size) {
    Verifier verifier = { .code = code };
    verify_head(&verifier);
    if (verifier.problem) return verifier.problem;
    verifier.heights = memory_try_array(code->count, sizeof *verifier.heights);
    verifier.waiting = memory_try_array(code->count, sizeof *verifier.waiting);
    verifier.is_target = memory_try_zeroed(code->count + code->slot_count + 1);
    verifier.is_cell = verifier.is_target + code->count;
    if (!verifier.heights || !verifier.waiting || !verifier.is_target) fail(&verifier, "");
    if (!verifier.problem) mark_targets(&verifier);
    if (!verifier.problem) mark_cells(&verifier);
    for (uint32_t i = 0; i < code->count && !verifier.problem; i++) look_at(&verifier, i);
    if (!verifier.problem) verify_heights(&verifier);
    memory_free(verifier.heights);
    memory_free(verifier.waiting);
    memory_free(verifier.is_target);
    *stack_size = verifier.stack_size;
    return verifier.problem;
}
