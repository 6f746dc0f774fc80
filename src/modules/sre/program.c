/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What surrounds the translation: the block of information at the head of the codes, sets, and what can be
 * told beforehand of the ways that lead nowhere. */
#include "modules/sre/program.h"
#include "base/memory.h"
#include <string.h>

static size_t op_words(uint32_t op) {
    static const uint8_t words[] = {
        [WORD_FAIL] = 1,       [WORD_MATCH] = 1,      [WORD_SINGLE] = 3,       [WORD_AT] = 2,
        [WORD_MARK] = 2,       [WORD_JUMP] = 2,       [WORD_ALTERNATIVE] = 4,  [WORD_GREEDY] = 7,
        [WORD_LAZY] = 7,       [WORD_POSSESSIVE] = 7, [WORD_LOOP] = 3,         [WORD_UNTIL_GREEDY] = 7,
        [WORD_UNTIL_LAZY] = 7, [WORD_ONCE] = 2,       [WORD_ONCE_END] = 2,     [WORD_LOOK] = 3,
        [WORD_LOOK_END] = 2,   [WORD_LOOK_NOT] = 4,   [WORD_LOOK_NOT_END] = 2, [WORD_RUN] = 2,
        [WORD_RUN_NEXT] = 5,   [WORD_RUN_END] = 3,    [WORD_BACK] = 3,         [WORD_IF_GROUP] = 3,
    };
    return words[op];
}

uint32_t program_add_set(Program *program, const uint32_t *codes, const uint32_t *end, Fold fold) {
    if (!memory_grow(&program->sets, &program->set_capacity, program->set_count + 1, sizeof *program->sets))
        return UINT32_MAX;
    charset_init(&program->sets[program->set_count], codes, end, fold);
    return (uint32_t)program->set_count++;
}

/* ---- INFO: skip, flags, least, most, then a prefix (count, skip, characters, overlaps) or a set */

static bool read_info(Program *program, size_t *start) {
    const uint32_t *codes = program->codes;
    if (!program->code_count || codes[0] != CODE_INFO) return true;
    if (program->code_count < 5 || codes[1] < 4 || codes[1] > program->code_count - 2) return false;
    *start = 1 + (size_t)codes[1];
    size_t left = *start - 5;
    uint32_t flags = codes[2];
    program->least = codes[3];
    if (flags & ~(uint32_t)(INFO_PREFIX | INFO_LITERAL | INFO_CHARSET)) return false;
    if ((flags & INFO_PREFIX) && (flags & INFO_CHARSET)) return false;
    if ((flags & INFO_LITERAL) && !(flags & INFO_PREFIX)) return false;
    if (flags & INFO_PREFIX) {
        if (left < 2 || codes[5] > (left - 2) / 2 || codes[6] > codes[5] || !codes[5]) return false;
        program->prefix = codes + 7;
        program->prefix_count = codes[5];
        program->is_prefix = flags & INFO_LITERAL;
    }
    if (!(flags & INFO_CHARSET)) return true;
    const uint32_t *end = codes + *start - 1;
    if (!left || *end != CODE_FAILURE || !charset_is_valid(codes + 5, end)) return false;
    program->first = SINGLE_SET;
    program->first_operand = program_add_set(program, codes + 5, end, FOLD_NONE);
    return true;
}

/* ---- hints */

enum { HINT_STEPS = 32 };

/* What the text must begin with at this place, or SINGLE_NONE. */
static void find_hint(const Program *program, size_t at, uint32_t hint[2]) {
    const uint32_t *words = program->words;
    hint[0] = SINGLE_NONE;
    hint[1] = 0;
    for (int step = 0; step < HINT_STEPS; step++) {
        const uint32_t *op = words + at;
        switch (*op) {
        case WORD_GREEDY:
        case WORD_LAZY:
        case WORD_POSSESSIVE:
            if (!op[3]) return;
            memcpy(hint, op + 1, 2 * sizeof *hint);
            return;
        case WORD_SINGLE: memcpy(hint, op + 1, 2 * sizeof *hint); return;
        case WORD_JUMP: at = op[1]; break;
        case WORD_LOOP:
            if (!words[op[2] + 2]) return;
            at += 3;
            break;
        case WORD_AT: /* takes nothing */
        case WORD_MARK:
        case WORD_ONCE: at += 2; break;
        default: return;
        }
    }
}

static void fill_hints(Program *program) {
    for (size_t at = 0; at < program->count; at += op_words(program->words[at])) {
        uint32_t *op = program->words + at;
        switch (*op) {
        case WORD_GREEDY:
        case WORD_LAZY: find_hint(program, at + op_words(*op), op + 5); break;
        case WORD_ALTERNATIVE: find_hint(program, at + op_words(*op), op + 2); break;
        case WORD_UNTIL_GREEDY: find_hint(program, op[4], op + 5); break;
        default: break;
        }
    }
}

/* ---- the first character of a match: all ways from the start are walked to where they take one */

typedef struct {
    const Program *program;
    uint8_t *seen;
    uint32_t *places; /* still to be walked */
    size_t count;
    uint8_t first[256];
} FirstWalk;

static void walk_to(FirstWalk *walk, size_t place) {
    if (walk->seen[place]) return;
    walk->seen[place] = 1;
    walk->places[walk->count++] = (uint32_t)place;
}

static void add_single(FirstWalk *walk, uint32_t single, uint32_t operand) {
    for (uint32_t c = 0; c < 256; c++) {
        bool has = single == SINGLE_LITERAL       ? c == operand
                   : single == SINGLE_NOT_LITERAL ? c != operand
                   : single == SINGLE_ANY         ? c != '\n'
                   : single == SINGLE_SET         ? walk->program->sets[operand].has[c]
                                                  : true;
        walk->first[c] |= has;
    }
}

/* Where the walk goes from here; false: a match may begin with anything, or be empty. */
static bool walk_op(FirstWalk *walk, size_t at) {
    const uint32_t *op = walk->program->words + at;
    switch (*op) {
    case WORD_SINGLE: add_single(walk, op[1], op[2]); return true;
    case WORD_GREEDY:
    case WORD_LAZY:
    case WORD_POSSESSIVE:
        add_single(walk, op[1], op[2]);
        if (!op[3]) walk_to(walk, at + 7);
        return true;
    case WORD_JUMP: walk_to(walk, op[1]); return true;
    case WORD_ALTERNATIVE:
        walk_to(walk, op[1]);
        walk_to(walk, at + 4);
        return true;
    case WORD_LOOP:
        walk_to(walk, at + 3); /* falls through */
        return walk->program->words[op[2] + 2] ? true : (walk_to(walk, op[2] + 7), true);
    case WORD_UNTIL_GREEDY:
    case WORD_UNTIL_LAZY:
        walk_to(walk, op[4]);
        walk_to(walk, at + 7);
        return true;
    case WORD_AT:
    case WORD_MARK:
    case WORD_ONCE:
    case WORD_ONCE_END: walk_to(walk, at + 2); return true;
    case WORD_FAIL: return true;
    default: return false;
    }
}

static const uint32_t any_codes[] = { CODE_NEGATE };

/* A set of what the first 256 characters may do, and all others. */
static bool find_first(Program *program) {
    FirstWalk walk = { .program = program,
                       .seen = memory_try_zeroed(program->count),
                       .places = memory_try_array(program->count, sizeof(uint32_t)) };
    bool known = walk.seen && walk.places, refused = !known;
    if (known) walk_to(&walk, 0);
    while (known && walk.count) known = walk_op(&walk, walk.places[--walk.count]);
    if (known && memchr(walk.first, 0, sizeof walk.first)) {
        program->first = SINGLE_SET;
        program->first_operand = program_add_set(program, any_codes, any_codes + 1, FOLD_NONE);
        refused = program->first_operand == UINT32_MAX;
        if (!refused) memcpy(program->sets[program->first_operand].has, walk.first, sizeof walk.first);
    }
    memory_free(walk.seen);
    memory_free(walk.places);
    return !refused;
}

static bool begins_at_beginning(const Program *program) {
    size_t at = 0;
    while (program->words[at] == WORD_MARK) at += 2;
    uint32_t where = program->words[at] == WORD_AT ? program->words[at + 1] : AT_COUNT;
    return where == AT_BEGINNING || where == AT_BEGINNING_STRING;
}

static bool add_hints(Program *program) {
    uint32_t hint[2];
    fill_hints(program);
    program->at_beginning = begins_at_beginning(program);
    find_hint(program, 0, hint);
    if (hint[0] != SINGLE_NONE) {
        program->first = hint[0];
        program->first_operand = hint[1];
    }
    return program->first != SINGLE_NONE || program->at_beginning || find_first(program);
}

ProgramVerdict program_init_take(Program *program, uint32_t *codes, size_t count, uint32_t groups) {
    size_t start = 0;
    *program = (Program){ .codes = codes, .code_count = count, .groups = groups, .first = SINGLE_NONE };
    if (!read_info(program, &start)) return PROGRAM_INVALID;
    if (program->first_operand == UINT32_MAX) return PROGRAM_NO_MEMORY;
    ProgramVerdict verdict = program_translate(program, start);
    if (verdict != PROGRAM_GOOD) return verdict;
    return add_hints(program) ? PROGRAM_GOOD : PROGRAM_NO_MEMORY;
}

void program_clear(Program *program) {
    memory_free(program->codes);
    memory_free(program->words);
    memory_free(program->sets);
    *program = (Program){ 0 };
}
