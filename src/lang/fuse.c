/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fusing common sequences into one instruction, and dropping what is never reached.
 *
 * An instruction has one position, so two that may both raise are fused only when the second cannot: a local
 * that is bound on every path. Nothing is fused across a target of a jump or the border of a handler's
 * stretch. */
#include "lang/assembler.h"
#include "value/number.h"

static bool fits_pair(uint32_t low, uint32_t high) { return low <= PAIR_MAX && high <= PAIR_MAX; }

static uint32_t pair_word(Opcode opcode, uint32_t low, uint32_t high) {
    return (uint32_t)opcode | low << 8 | high << 20;
}

static bool is_at(const Assembler *assembler, const Flow *flow, uint32_t i, Opcode opcode) {
    return i < assembler->count && opcode_of(assembler->words[i]) == opcode && !flow->is_target[i];
}

/* LOAD_LOCAL x; something; BINARY or BINARY_IN_PLACE +; STORE_LOCAL x, with x bound. */
static bool is_addition(const Assembler *assembler, const Flow *flow, uint32_t i) {
    const uint32_t *words = assembler->words;
    if (opcode_of(words[i]) != OP_LOAD_LOCAL || !flow->is_bound[i]) return false;
    if (!is_at(assembler, flow, i + 2, OP_BINARY) && !is_at(assembler, flow, i + 2, OP_BINARY_IN_PLACE))
        return false;
    return operand_of(words[i + 2]) == OPERATOR_ADD && is_at(assembler, flow, i + 3, OP_STORE_LOCAL) &&
           operand_of(words[i + 3]) == operand_of(words[i]);
}

/* How many instructions from i on add a local or a small int to a local; *word is what they become. */
static uint32_t match_add(const Assembler *assembler, const Flow *flow, uint32_t i, uint32_t *word) {
    const uint32_t *words = assembler->words;
    if (!is_addition(assembler, flow, i)) return 0;
    bool in_place = opcode_of(words[i + 2]) == OP_BINARY_IN_PLACE;
    uint32_t to = operand_of(words[i]), by = operand_of(words[i + 1]);
    if (!fits_pair(to, by)) return 0;
    if (is_at(assembler, flow, i + 1, OP_LOAD_LOCAL) && flow->is_bound[i + 1]) {
        *word = pair_word(in_place ? OP_ADD_LOCAL : OP_ADD_LOCAL_PLAIN, to, by);
        return 4;
    }
    if (is_at(assembler, flow, i + 1, OP_LOAD_CONSTANT) && is_small_int(assembler->constants.items[by])) {
        *word = pair_word(in_place ? OP_ADD_CONSTANT_LOCAL : OP_ADD_CONSTANT_LOCAL_PLAIN, to, by);
        return 4;
    }
    return 0;
}

/* LOAD_LOCAL x; LOAD_METHOD, with x bound. */
static uint32_t match_method(const Assembler *assembler, const Flow *flow, uint32_t i, uint32_t *word) {
    if (opcode_of(assembler->words[i]) != OP_LOAD_LOCAL || !flow->is_bound[i] ||
        !is_at(assembler, flow, i + 1, OP_LOAD_METHOD))
        return 0;
    uint32_t local = operand_of(assembler->words[i]), name = operand_of(assembler->words[i + 1]);
    *word = pair_word(OP_LOAD_LOCAL_METHOD, local, name);
    return fits_pair(local, name) ? 2 : 0;
}

static uint32_t match_pair(const Assembler *assembler, const Flow *flow, uint32_t i, uint32_t *word) {
    uint32_t low = operand_of(assembler->words[i]), high, ignored;
    if (i + 1 >= assembler->count || !fits_pair(low, high = operand_of(assembler->words[i + 1]))) return 0;
    bool loads_bound = is_at(assembler, flow, i + 1, OP_LOAD_LOCAL) && flow->is_bound[i + 1];
    switch (opcode_of(assembler->words[i])) {
    case OP_LOAD_LOCAL:
        *word = pair_word(loads_bound ? OP_LOAD_LOCAL_PAIR : OP_LOAD_LOCAL_CONSTANT, low, high);
        return loads_bound || is_at(assembler, flow, i + 1, OP_LOAD_CONSTANT) ? 2 : 0;
    case OP_STORE_LOCAL:
        *word = pair_word(OP_STORE_LOAD_LOCAL, low, high);
        if (!loads_bound || match_add(assembler, flow, i + 1, &ignored)) return 0;
        return match_method(assembler, flow, i + 1, &ignored) ? 0 : 2;
    default: return 0;
    }
}

/* How many instructions become the one *word; 0: nothing to fuse. *from: whose position it gets. */
static uint32_t match(const Assembler *assembler, const Flow *flow, uint32_t i, uint32_t *word,
                      uint32_t *from) {
    uint32_t length = match_add(assembler, flow, i, word);
    *from = i + 2;
    if (length) return length;
    length = match_method(assembler, flow, i, word);
    *from = i + 1;
    if (length) return length;
    *from = i;
    if (opcode_of(assembler->words[i]) == OP_LOAD_GLOBAL && is_at(assembler, flow, i + 1, OP_PUSH_ABSENT)) {
        *word = OP_LOAD_GLOBAL_FUNCTION | operand_of(assembler->words[i]) << 8;
        return 2;
    }
    return match_pair(assembler, flow, i, word);
}

/* COMPARE stays two words: the second still says where to jump, and tests what a program's own
 * method gave. */
static uint32_t fuse_compare(const Assembler *assembler, uint32_t i, uint32_t word) {
    if (opcode_of(word) != OP_COMPARE || i + 1 >= assembler->count) return word;
    if (opcode_of(assembler->words[i + 1]) != OP_POP_JUMP_IF_FALSE) return word;
    return (word & ~(uint32_t)0xff) | OP_COMPARE_JUMP_IF_FALSE;
}

/* The commonest operators have opcodes of their own, with the same operand. */
static uint32_t single_out(uint32_t word) {
    static const Opcode plain[] = { OP_ADD, OP_SUBTRACT, OP_MULTIPLY };
    static const Opcode in_place[] = { OP_ADD_IN_PLACE, OP_SUBTRACT_IN_PLACE, OP_MULTIPLY_IN_PLACE };
    _Static_assert(OPERATOR_ADD == 0 && OPERATOR_SUBTRACT == 1 && OPERATOR_MULTIPLY == 2, "as above");
    Opcode opcode = opcode_of(word);
    if ((opcode != OP_BINARY && opcode != OP_BINARY_IN_PLACE) || operand_of(word) > OPERATOR_MULTIPLY)
        return word;
    return (word & ~(uint32_t)0xff) | (opcode == OP_BINARY ? plain : in_place)[operand_of(word)];
}

/* A jump over nothing but what is dropped. */
static bool goes_nowhere(const Assembler *assembler, const Flow *flow, uint32_t i) {
    uint32_t target = operand_of(assembler->words[i]), next = i + 1;
    if (opcode_of(assembler->words[i]) != OP_JUMP) return false;
    while (next < target && flow->heights[next] < 0) next++;
    return next == target;
}

static bool is_dropped(const Assembler *assembler, const Flow *flow, uint32_t i) {
    return flow->heights[i] < 0 || goes_nowhere(assembler, flow, i);
}

void fuse(Assembler *assembler, const Flow *flow, uint32_t *new_index) {
    uint32_t kept = 0, count = (uint32_t)assembler->count;
    for (uint32_t i = 0; i < count;) {
        uint32_t word, from = i, length = 0;
        if (is_dropped(assembler, flow, i)) {
            new_index[i++] = kept;
            continue;
        }
        length = match(assembler, flow, i, &word, &from);
        if (!length) {
            word = single_out(fuse_compare(assembler, i, assembler->words[i]));
            length = 1;
        }
        for (uint32_t n = 0; n < length; n++) new_index[i + n] = kept;
        assembler->words[kept] = word;
        assembler->positions[kept++] = assembler->positions[from];
        i += length;
    }
    new_index[count] = kept;
    assembler->count = kept;
}
