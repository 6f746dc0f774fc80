/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written in the notation and carried in the binary as text: the prelude and the modules of
 * src/modules, each under its dotted name. tools/embed.py makes them at build time; they are read-only data,
 * so they cost nothing until a page is read. The modules are sorted by name and ended by a row whose name is
 * NULL. */
#pragma once
#include "value/value.h"
#include <stddef.h>

typedef struct Task Task;

typedef struct {
    const char *name; /* "posixpath", "email.header" */
    const char *text; /* UTF-8, ended by a NUL that length does not count */
    size_t length;
    bool is_package; /* its text was an __init__.py */
} EmbeddedModule;

extern const EmbeddedModule embedded_modules[];
extern const EmbeddedModule embedded_prelude; /* which nobody imports: builtin/functions/prelude.py */

const EmbeddedModule *
embedded_find(const char *name); /* NULL: no module that the binary carries has that name */
/* Compiles it; raises and gives ABSENT on failure. */
Value embedded_compile(Task *task, const EmbeddedModule *module);
