/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What python3 has, whether causette has it or not: a table made from Python's own lists when causette is
 * built (tools/python_names.py). What is missing here is told by it from what is misspelled. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    /* "socket": a module; "socket.socket": a class by its module and qualified name; "builtins"; or one of
     * those below */
    const char *owner;
    const char *names; /* " accept bind close ", in order */
} PythonNames;

#define PYTHON_MODULES                                                                                       \
    "import" /* the owner of the names of modules; "elsewhere": those that other systems have */
#define PYTHON_ENCODINGS "encode" /* of those of encodings and their aliases */

extern const PythonNames python_names[]; /* sorted by owner */
extern const size_t python_names_count;

const char *python_names_of(const char *owner); /* NULL: the table has no such owner */
bool python_has(const char *owner, const char *name);
/* What a refusal by name ends with, or "" where Python has no such name either. */
const char *python_lacking(const char *owner, const char *name);
