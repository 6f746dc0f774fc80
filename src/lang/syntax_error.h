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
    /* Of a right program too, in the order in which python3 has them. */
    struct SourceWarning *warnings;
    size_t warning_count, warning_capacity;
} SyntaxProblem;

typedef struct SourceWarning {
    SyntaxProblem about; /* as the error that a filter of warnings may make of it */
    Buffer shown;        /* what python3 writes to standard error, whole lines */
    bool is_deprecation; /* DeprecationWarning, which is not shown unless a filter says so */
} SourceWarning;

void problem_clear(SyntaxProblem *problem);
/* The warnings go to another problem, which has none. */
void problem_move_warnings(SyntaxProblem *from, SyntaxProblem *to);
/* Without warnings but the first ones. */
void problem_truncate_warnings(SyntaxProblem *problem, size_t count);
