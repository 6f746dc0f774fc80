/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a Program over a text, by trying and coming back (backtracking), which is how Python's groups, lazy
 * repeats and look-arounds are defined.
 *
 * Nothing recurses. What may be tried otherwise later stands on a stack of choices; what a choice has to put
 * back (marks of groups, counts of loops: the registers) on a stack of changes. So a pattern and a text of
 * any size cost memory of the heap alone, which the budget limits, and a match can stop at any choice and go
 * on later: matcher_run stops when it has done as many steps as it was allowed. */
#pragma once
#include "modules/sre/program.h"

/* A place to come back to. */
typedef struct {
    uint32_t word : 30;
    uint32_t kind : 2;
    uint32_t changes; /* as many are kept */
    int64_t at;
    int64_t limit; /* of a repeat of one character: how far `at` may go */
} Choice;

typedef struct {
    uint32_t number;
    int64_t old;
} Change;

/* What an atomic group, a look-around or a possessive repeat needs while its body runs. It is never begun
 * anew before it has ended, so one for each place in the pattern is enough. */
typedef struct {
    size_t choices;
    int64_t at, count, last;
} Barrier;

typedef enum { MODE_MATCH, MODE_FULLMATCH, MODE_SEARCH } MatchMode;
typedef enum { MATCH_NO, MATCH_YES, MATCH_PAUSED, MATCH_NO_MEMORY } MatchVerdict;

typedef struct {
    const Program *program; /* borrowed */
    const void *text;       /* borrowed; characters of `width` bytes */
    uint8_t width;
    int64_t end;   /* of what is looked at */
    int64_t start; /* where the match begins, or is tried */
    int64_t stop;  /* where it ended */
    MatchMode mode;
    bool must_advance; /* at `start` the empty match is none */

    bool is_trying, is_refused, is_marked;
    uint32_t word;
    int64_t at, budget;
    int64_t *registers; /* marks, then the last group, then count and last place of each loop */
    Barrier *barriers;
    Choice *choices;
    size_t choice_count, choice_capacity;
    Change *changes;
    size_t change_count, change_capacity;
} Matcher;

/* A zeroed matcher, for this program; false: memory refused. */
bool matcher_init(Matcher *matcher, const Program *program);
void matcher_clear(Matcher *matcher);
/* Before a first run: text, width, start, end, mode and must_advance are set. */
void matcher_begin(Matcher *matcher);
/* PAUSED: to be called again. YES: start, stop and the marks tell what was found. */
MatchVerdict matcher_run(Matcher *matcher, int64_t steps);
void matcher_trim(Matcher *matcher); /* gives back much memory */

static inline int64_t matcher_mark(const Matcher *matcher, size_t number) {
    return matcher->registers[number];
}
static inline int64_t matcher_last_group(const Matcher *matcher) {
    return matcher->registers[2 * (size_t)matcher->program->groups];
}

/* ---- parts */
/* One try, from matcher->word at matcher->at on; by the width of the text. */
MatchVerdict matcher_try_1(Matcher *matcher);
MatchVerdict matcher_try_2(Matcher *matcher);
MatchVerdict matcher_try_4(Matcher *matcher);

static inline uint32_t character_at(const void *text, int64_t at, int width) {
    switch (width) {
    case 1: return ((const uint8_t *)text)[at];
    case 2: return ((const uint16_t *)text)[at];
    default: return ((const uint32_t *)text)[at];
    }
}

static inline bool single_has(const Program *program, uint32_t single, uint32_t operand, uint32_t character) {
    switch ((Single)single) {
    case SINGLE_LITERAL: return character == operand;
    case SINGLE_NOT_LITERAL: return character != operand;
    case SINGLE_ANY: return character != '\n';
    case SINGLE_SET: return charset_has(&program->sets[operand], character);
    default: return true;
    }
}
