/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a text is no program: the class of the exception, its message, and the place, as the attributes of
 * Python's SyntaxError give them. Who turns it into an exception reads it and clears it. */
#pragma once
#include "base/buffer.h"

typedef enum {
    PROBLEM_NONE,
    PROBLEM_SYNTAX,      /* SyntaxError */
    PROBLEM_INDENTATION, /* IndentationError */
    PROBLEM_TAB,         /* TabError */
    PROBLEM_VALUE,       /* ValueError, without a place */
    PROBLEM_MEMORY,      /* MemoryError, without message or place: too deeply nested, or no memory */
    PROBLEM_RECURSION,   /* RecursionError, without a place */
} ProblemKind;

enum { NO_END = INT32_MIN };

/* Zero-initialise it; the first problem that is set stays. */
typedef struct {
    ProblemKind kind;
    Buffer message;           /* UTF-8 */
    int line, end_line;       /* 1-based */
    int offset, end_offset;   /* 1-based columns in characters; 0 or less: unknown; NO_END: None */
    Buffer text;              /* the line (or lines) that `line` names, with its newline */
    uint64_t work;            /* how many rules the parser has tried: what it cost */
    bool has_place, has_text; /* false: lineno and offset, or text, are None */
    Buffer warnings;          /* of a right program too: what python3 writes to standard error, whole lines */
} SyntaxProblem;

void problem_clear(SyntaxProblem *problem);
