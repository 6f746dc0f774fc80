/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tree to Code. The order of evaluation, the names' rules and the positions are CPython 3.11's; the opcodes
 * are ours.
 *
 * A module's code uses the global opcodes: its locals are its globals. What eval() and exec() run may have
 * both, and uses the opcodes of names, as the body of a class does. Interactive code shows the value of each
 * expression statement. An expression's code returns its value. */
#pragma once
#include "lang/code.h"
#include "lang/parser.h"

typedef struct {
    ParseMode mode;
    bool over_names;  /* a module's locals need not be its globals */
    uint32_t futures; /* of CODE_FUTURES: what holds without being imported */
    int optimize; /* from 1 on without assert statements, __debug__ is False; from 2 on without docstrings */
} CompileOptions;

/* The whole way from text to code: owned; NULL: *problem says why. filename is what tracebacks show. */
Code *compile_source(SourceKind kind, Value filename, const void *text, size_t count,
                     const CompileOptions *options, SyntaxProblem *problem);
