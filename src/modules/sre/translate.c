/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Codes to words, in one walk. Blocks that are open (an alternative, the body of a repeat) lie on a stack of
 * the heap, each with the place in the codes where it must end: a code that reaches across the end of its
 * block, an operand that leads elsewhere, a number of a group that is not there make the list invalid. */
#include "base/memory.h"
#include "modules/sre/program.h"

typedef enum {
    BLOCK_WHOLE,
    BLOCK_ALTERNATIVE,
    BLOCK_REPEAT,
    BLOCK_RUN,
    BLOCK_ONCE,
    BLOCK_LOOK,
    BLOCK_LOOK_NOT,
    BLOCK_IF,
    BLOCK_ELSE,
} BlockKind;

typedef struct {
    BlockKind kind;
    uint32_t number; /* of its loop, barrier */
    size_t end;      /* in the codes: behind its last */
    uint32_t least, most;
    size_t word; /* where a place is to be filled in, or where it begins */
    size_t
        jumps; /* of a branch: the last of its jumps to the end, each holding the place of the one before */
    size_t target; /* of a branch: where all of them must lead, in the codes */
} Block;

typedef struct {
    Program *program;
    const uint32_t *codes;
    size_t at;
    Block *blocks;
    size_t depth, capacity;
    bool refused;
} Translation;

/* ---- words */

static void emit(Translation *t, uint32_t word) {
    Program *program = t->program;
    if (program->count >= (1u << 29) ||
        !memory_grow(&program->words, &program->capacity, program->count + 1, sizeof *program->words)) {
        t->refused = true;
        return;
    }
    program->words[program->count++] = word;
}

static void emit_all(Translation *t, size_t count, const uint32_t *words) {
    for (size_t i = 0; i < count; i++) emit(t, words[i]);
}
#define EMIT(...)                                                                                            \
    emit_all(t, sizeof((uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t), (uint32_t[]){ __VA_ARGS__ })

static void set_word(Translation *t, size_t at, size_t word) {
    if (!t->refused) t->program->words[at] = (uint32_t)word;
}

static size_t here(const Translation *t) { return t->program->count; }

/* ---- codes */

static size_t block_end(const Translation *t) { return t->blocks[t->depth - 1].end; }

/* The next code of this block; false: it has none. */
static bool take(Translation *t, uint32_t *code) {
    if (t->at >= block_end(t)) return false;
    *code = t->codes[t->at++];
    return true;
}

/* A skip, and the place to which it leads from where it stands itself; within the block. */
static bool take_skip(Translation *t, size_t *target) {
    uint32_t skip;
    size_t from = t->at;
    if (!take(t, &skip) || skip > block_end(t) - from) return false;
    *target = from + skip;
    return true;
}

static Block *open_block(Translation *t, BlockKind kind, size_t end) {
    if (end < t->at || !memory_grow(&t->blocks, &t->capacity, t->depth + 1, sizeof *t->blocks)) {
        t->refused |= end >= t->at;
        return NULL;
    }
    Block *block = &t->blocks[t->depth++];
    *block = (Block){ .kind = kind, .end = end };
    return block;
}

/* The end of a body that closes with SUCCESS before `target`. */
static bool ends_with_success(const Translation *t, size_t target) {
    return target > t->at && t->codes[target - 1] == CODE_SUCCESS;
}

/* ---- what takes one character */

static bool take_set(Translation *t, Fold fold, uint32_t *operand) {
    size_t target;
    if (!take_skip(t, &target) || target <= t->at || t->codes[target - 1] != CODE_FAILURE) return false;
    const uint32_t *begin = t->codes + t->at, *end = t->codes + target - 1;
    if (!charset_is_valid(begin, end)) return false;
    *operand = program_add_set(t->program, begin, end, fold);
    if (*operand == UINT32_MAX) t->refused = true;
    t->at = target;
    return true;
}

/* A code with one operand as a set of its own. */
static bool take_lone(Translation *t, Fold fold, uint32_t *operand) {
    uint32_t ignored;
    if (!take(t, &ignored)) return false;
    *operand = program_add_set(t->program, t->codes + t->at - 2, t->codes + t->at, fold);
    if (*operand == UINT32_MAX) t->refused = true;
    return true;
}

/* A code that takes one character, and its operands; false: it is none, or wrong. */
static bool take_single(Translation *t, uint32_t code, uint32_t *single, uint32_t *operand) {
    *operand = 0;
    *single = SINGLE_SET;
    switch (code) {
    case CODE_ANY: *single = SINGLE_ANY; return true;
    case CODE_ANY_ALL: *single = SINGLE_ALL; return true;
    case CODE_LITERAL: *single = SINGLE_LITERAL; return take(t, operand);
    case CODE_NOT_LITERAL: *single = SINGLE_NOT_LITERAL; return take(t, operand);
    case CODE_IN: return take_set(t, FOLD_NONE, operand);
    case CODE_IN_IGNORE: return take_set(t, FOLD_ASCII, operand);
    case CODE_IN_LOC_IGNORE: return take_set(t, FOLD_LOCALE, operand);
    case CODE_IN_UNI_IGNORE: return take_set(t, FOLD_UNICODE, operand);
    case CODE_CATEGORY:
        return t->at < block_end(t) && t->codes[t->at] < CATEGORY_COUNT && take_lone(t, FOLD_NONE, operand);
    case CODE_LITERAL_IGNORE:
    case CODE_NOT_LITERAL_IGNORE: return take_lone(t, FOLD_ASCII, operand);
    case CODE_LITERAL_LOC_IGNORE:
    case CODE_NOT_LITERAL_LOC_IGNORE: return take_lone(t, FOLD_LOCALE, operand);
    case CODE_LITERAL_UNI_IGNORE:
    case CODE_NOT_LITERAL_UNI_IGNORE: return take_lone(t, FOLD_UNICODE, operand);
    default: return false;
    }
}

/* ---- repeats */

static bool take_bounds(Translation *t, uint32_t *least, uint32_t *most) {
    return take(t, least) && take(t, most) && *least <= *most;
}

static bool take_repeat_one(Translation *t, uint32_t op) {
    size_t target;
    uint32_t least, most, code, single, operand;
    if (!take_skip(t, &target) || !take_bounds(t, &least, &most) || !ends_with_success(t, target))
        return false;
    if (!take(t, &code) || !take_single(t, code, &single, &operand) || t->at != target - 1) return false;
    t->at = target;
    EMIT(op, single, operand, least, most, SINGLE_NONE, 0);
    return true;
}

static bool open_repeat(Translation *t) {
    size_t target;
    uint32_t least, most;
    if (!take_skip(t, &target) || !take_bounds(t, &least, &most) || target >= block_end(t)) return false;
    uint32_t until = t->codes[target];
    if (until != CODE_MAX_UNTIL && until != CODE_MIN_UNTIL) return false;
    Block *block = open_block(t, BLOCK_REPEAT, target);
    if (!block) return false;
    block->number = t->program->loops++;
    block->least = least;
    block->most = most;
    EMIT(WORD_LOOP, block->number, 0);
    block->word = here(t);
    return true;
}

static bool open_run(Translation *t) {
    size_t target;
    uint32_t least, most;
    if (!take_skip(t, &target) || !take_bounds(t, &least, &most) || target >= block_end(t)) return false;
    if (t->codes[target] != CODE_SUCCESS) return false;
    Block *block = open_block(t, BLOCK_RUN, target);
    if (!block) return false;
    block->number = t->program->barriers++;
    EMIT(WORD_RUN, block->number, WORD_RUN_NEXT, block->number, least, most, 0);
    block->word = here(t);
    return true;
}

/* ---- groups of other kinds */

static bool open_once(Translation *t) {
    size_t target;
    if (!take_skip(t, &target) || !ends_with_success(t, target)) return false;
    Block *block = open_block(t, BLOCK_ONCE, target - 1);
    if (!block) return false;
    block->number = t->program->barriers++;
    EMIT(WORD_ONCE, block->number);
    return true;
}

static bool open_look(Translation *t, bool negated) {
    size_t target;
    uint32_t back;
    if (!take_skip(t, &target) || !take(t, &back) || back > INT32_MAX || !ends_with_success(t, target))
        return false;
    Block *block = open_block(t, negated ? BLOCK_LOOK_NOT : BLOCK_LOOK, target - 1);
    if (!block) return false;
    block->number = t->program->barriers++;
    EMIT(negated ? WORD_LOOK_NOT : WORD_LOOK, block->number, back);
    if (negated) emit(t, 0);
    block->word = here(t);
    return true;
}

static bool open_if(Translation *t) {
    uint32_t group, skip;
    size_t from = t->at + 1; /* of the skip, which leads one place further than the part does */
    if (!take(t, &group) || group >= t->program->groups || !take(t, &skip)) return false;
    if (skip < 2 || skip - 1 > block_end(t) - from) return false;
    Block *block = open_block(t, BLOCK_IF, from + skip - 1);
    if (!block) return false;
    EMIT(WORD_IF_GROUP, group, 0);
    block->word = here(t) - 1;
    return true;
}

/* Inside BLOCK_IF: a jump over what holds otherwise, which closes the first part. */
static bool take_else(Translation *t) {
    Block *block = &t->blocks[t->depth - 1];
    size_t target, word = block->word;
    if (block->kind != BLOCK_IF || t->at + 1 != block->end) return false;
    t->depth--;
    if (!take_skip(t, &target)) return false;
    block = open_block(t, BLOCK_ELSE, target);
    if (!block) return false;
    EMIT(WORD_JUMP, 0);
    block->word = here(t) - 1;
    set_word(t, word, here(t));
    return true;
}

/* ---- branches: the skip of the next alternative, or 0 behind the last */

static bool open_alternative(Translation *t, size_t jumps, size_t branch_target) {
    size_t from = t->at, target;
    if (!take_skip(t, &target)) return false;
    if (target == from) { /* the end */
        if (!branch_target || t->at != branch_target) return false;
        while (jumps) {
            size_t before = t->refused ? 0 : t->program->words[jumps];
            set_word(t, jumps, here(t));
            jumps = before;
        }
        return true;
    }
    if (target < from + 3 || target >= block_end(t) || t->codes[target - 2] != CODE_JUMP) return false;
    size_t jump_target = target - 1 + t->codes[target - 1];
    if (jump_target > block_end(t) || (branch_target && jump_target != branch_target)) return false;
    bool is_last = t->codes[target] == 0;
    Block *block = open_block(t, BLOCK_ALTERNATIVE, target - 2);
    if (!block) return false;
    block->jumps = jumps;
    block->target = jump_target;
    if (!is_last) {
        EMIT(WORD_ALTERNATIVE, 0, SINGLE_NONE, 0);
        block->word = here(t) - 3;
    }
    return true;
}

static bool close_alternative(Translation *t, Block block) {
    EMIT(WORD_JUMP, (uint32_t)block.jumps);
    if (block.word) set_word(t, block.word, here(t));
    t->at += 2;
    return open_alternative(t, here(t) - 1, block.target);
}

/* ---- ends of blocks */

static void close_repeat(Translation *t, Block block) {
    uint32_t op = t->codes[t->at++] == CODE_MAX_UNTIL ? WORD_UNTIL_GREEDY : WORD_UNTIL_LAZY;
    set_word(t, block.word - 1, here(t));
    EMIT(op, block.number, block.least, block.most, (uint32_t)block.word, SINGLE_NONE, 0);
}

static bool close_block(Translation *t) {
    Block block = t->blocks[--t->depth];
    switch (block.kind) {
    case BLOCK_WHOLE: emit(t, WORD_MATCH); return true;
    case BLOCK_ALTERNATIVE: return close_alternative(t, block);
    case BLOCK_REPEAT: close_repeat(t, block); return true;
    case BLOCK_RUN:
        EMIT(WORD_RUN_END, block.number, (uint32_t)block.word - 5);
        set_word(t, block.word - 1, here(t));
        break;
    case BLOCK_ONCE: EMIT(WORD_ONCE_END, block.number); break;
    case BLOCK_LOOK: EMIT(WORD_LOOK_END, block.number); break;
    case BLOCK_LOOK_NOT:
        EMIT(WORD_LOOK_NOT_END, block.number);
        set_word(t, block.word - 1, here(t));
        break;
    case BLOCK_IF:
    case BLOCK_ELSE: set_word(t, block.word, here(t)); return true;
    }
    t->at++; /* SUCCESS */
    return true;
}

/* ---- all of it */

static bool take_back(Translation *t, Fold fold) {
    uint32_t group;
    if (!take(t, &group) || group >= t->program->groups) return false;
    EMIT(WORD_BACK, group, fold);
    return true;
}

static bool take_code(Translation *t) {
    uint32_t code = t->codes[t->at++], operand, single;
    switch (code) {
    case CODE_FAILURE: emit(t, WORD_FAIL); return true;
    case CODE_AT:
        if (!take(t, &operand) || operand >= AT_COUNT) return false;
        EMIT(WORD_AT, operand);
        return true;
    case CODE_MARK:
        if (!take(t, &operand) || operand / 2 >= t->program->groups) return false;
        EMIT(WORD_MARK, operand);
        return true;
    case CODE_BRANCH: return open_alternative(t, 0, 0);
    case CODE_JUMP: return take_else(t);
    case CODE_REPEAT: return open_repeat(t);
    case CODE_POSSESSIVE_REPEAT: return open_run(t);
    case CODE_REPEAT_ONE: return take_repeat_one(t, WORD_GREEDY);
    case CODE_MIN_REPEAT_ONE: return take_repeat_one(t, WORD_LAZY);
    case CODE_POSSESSIVE_REPEAT_ONE: return take_repeat_one(t, WORD_POSSESSIVE);
    case CODE_ATOMIC_GROUP: return open_once(t);
    case CODE_ASSERT: return open_look(t, false);
    case CODE_ASSERT_NOT: return open_look(t, true);
    case CODE_GROUPREF_EXISTS: return open_if(t);
    case CODE_GROUPREF: return take_back(t, FOLD_NONE);
    case CODE_GROUPREF_IGNORE: return take_back(t, FOLD_ASCII);
    case CODE_GROUPREF_LOC_IGNORE: return take_back(t, FOLD_LOCALE);
    case CODE_GROUPREF_UNI_IGNORE: return take_back(t, FOLD_UNICODE);
    default:
        if (!take_single(t, code, &single, &operand)) return false;
        EMIT(WORD_SINGLE, single, operand);
        return true;
    }
}

ProgramVerdict program_translate(Program *program, size_t start) {
    Translation t = { .program = program, .codes = program->codes, .at = start };
    bool good = program->code_count > start && program->codes[program->code_count - 1] == CODE_SUCCESS &&
                open_block(&t, BLOCK_WHOLE, program->code_count - 1);
    while (good && !t.refused && t.depth) good = t.at == block_end(&t) ? close_block(&t) : take_code(&t);
    memory_free(t.blocks);
    return t.refused ? PROGRAM_NO_MEMORY : good ? PROGRAM_GOOD : PROGRAM_INVALID;
}
