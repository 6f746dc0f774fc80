/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pattern as the matcher runs it: words translated from the codes of Python's re package, which may have
 * been made up by a program and are therefore checked on the way.
 *
 * The codes nest (a repeat holds its body, a branch its alternatives); the words do not: jumps lead to
 * places, so the matcher needs no stack of its own but for what it may have to come back to. What takes one
 * character is told by two words, a Single and its operand, wherever it stands. */
#pragma once
#include "modules/sre/charset.h"

/* What takes one character. */
typedef enum {
    SINGLE_LITERAL,     /* the character */
    SINGLE_NOT_LITERAL, /* any but the character */
    SINGLE_ANY,         /* any but a line feed */
    SINGLE_ALL,
    SINGLE_SET,  /* a Charset's number */
    SINGLE_NONE, /* where a hint stands: nothing is known */
} Single;

/* The words, with what follows each. A `hint` is a Single that the text must take there, or the way is not
 * worth going. */
typedef enum {
    WORD_FAIL,
    WORD_MATCH,
    WORD_SINGLE,       /* single, operand */
    WORD_AT,           /* AtCode */
    WORD_MARK,         /* number: 2 * group, and one more at its end */
    WORD_JUMP,         /* place */
    WORD_ALTERNATIVE,  /* place of the next, hint: two words */
    WORD_GREEDY,       /* single, operand, least, most, hint of what follows: two words */
    WORD_LAZY,         /* the same */
    WORD_POSSESSIVE,   /* the same */
    WORD_LOOP,         /* loop, place of its UNTIL */
    WORD_UNTIL_GREEDY, /* loop, least, most, place of the body, hint of the body: two words */
    WORD_UNTIL_LAZY,   /* the same */
    WORD_ONCE,         /* barrier: an atomic group, or a look-around that succeeds */
    WORD_ONCE_END,     /* barrier */
    WORD_LOOK,         /* barrier, how far back: a look-around begins, and fails when its body does */
    WORD_LOOK_END,     /* barrier: back to where it began */
    WORD_LOOK_NOT,     /* barrier, how far back, place behind it */
    WORD_LOOK_NOT_END, /* barrier */
    WORD_RUN,          /* barrier: a possessive repeat begins */
    WORD_RUN_NEXT,     /* barrier, least, most, place behind it */
    WORD_RUN_END,      /* barrier, place of its RUN_NEXT */
    WORD_BACK,         /* group, Fold */
    WORD_IF_GROUP,     /* group, place otherwise */
} Op;

typedef struct {
    uint32_t *codes; /* owned: as they were given; sets are read in them */
    size_t code_count;
    uint32_t *words; /* owned */
    size_t count, capacity;
    Charset *sets; /* owned */
    size_t set_count, set_capacity;
    uint32_t groups, loops, barriers;

    /* What a search may skip by. */
    uint32_t least;         /* characters that a match has */
    const uint32_t *prefix; /* in the codes: it begins with these */
    size_t prefix_count;
    bool is_prefix;    /* and is no more than these */
    bool at_beginning; /* it matches at the beginning of the text alone */
    Single first;      /* what its first character must be */
    uint32_t first_operand;
} Program;

typedef enum { PROGRAM_GOOD, PROGRAM_INVALID, PROGRAM_NO_MEMORY } ProgramVerdict;

/* Takes the codes, which memory_free will free. Whatever it answers, program_clear ends it. */
ProgramVerdict program_init_take(Program *program, uint32_t *codes, size_t count, uint32_t groups);
void program_clear(Program *program);

/* ---- parts */
ProgramVerdict program_translate(Program *program, size_t start);
/* The number of a new set; UINT32_MAX: memory refused. */
uint32_t program_add_set(Program *program, const uint32_t *codes, const uint32_t *end, Fold fold);
