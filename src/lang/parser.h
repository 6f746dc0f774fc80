/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to tree, and the prompt's question: is this statement complete? */
#pragma once
#include "lang/ast.h"
#include "lang/source.h"
#include "lang/syntax_error.h"

typedef enum {
    PARSE_FILE,       /* a module: root is MODULE */
    PARSE_SINGLE,     /* one statement of the prompt: root is INTERACTIVE */
    PARSE_EXPRESSION, /* what eval takes: root is EXPRESSION */
} ParseMode;

/* Owned; NULL: *problem says why. The tree must still go through scope_analyse, which finds the rest of the
 * errors and fills in the scopes. */
Ast *parse(Source *source, ParseMode mode, SyntaxProblem *problem);

typedef enum {
    COMPLETE,   /* a statement, or nothing to do; run it */
    INCOMPLETE, /* python3 would show its `... ` prompt: a block, which an empty line ends */
    UNCLOSED,   /* the same, in a bracket or a string: every line belongs to it */
    INVALID,    /* a SyntaxError that no further line can mend; parse it to show it */
} Completeness;

/* Looks at the first statement typed at the prompt, as python3 does, line by line. *end, if not NULL, is
 * set to the number of bytes that python3 would have read by then, whole lines: the rest is the next
 * statement, so that a pasted block can be played statement by statement. */
Completeness source_completeness(const char *text, size_t count, size_t *end);
/* The same. *in_string: what is not closed is a string (or a backslash has the next line go on). */
Completeness source_look(const char *text, size_t count, size_t *end, bool *in_string);
