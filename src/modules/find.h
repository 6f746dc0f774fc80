/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a module is: in C, in the folders of sys.path or of a package, carried in the binary, or in the pack
 * of Python's own library. This is what import asks as long as the program has not imported importlib; then
 * Python's own finders are asked. */
#pragma once
#include "builtin/embedded.h"
#include "modules/modules.h"

/* One of them. */
typedef struct {
    const ModuleSpec *spec; /* in C */
    PackEntry packed;       /* in the pack of Python's library; path: what it was made of */
    char *path;             /* of the file, owned, malloc's */
    PackEntry carried;      /* in the binary */
    Value portions;         /* the folders of a package without an __init__.py: a list, owned; or ABSENT */
    bool is_package;        /* an __init__.py */
    bool is_frozen;         /* of those that python3 has loaded before any program */
} Found;

/* `folders`: where to look, sys.path or a package's __path__; ABSENT: nowhere. `package`: the module that
 * holds it, NULL for a name without a dot. What the binary carries of a package belongs to the package that
 * it carries, and to no other of that name. */
bool module_find(Machine *machine, Value name, Value folders, const Module *package, Found *found);
/* What the error of a name that nobody finds ends with; in `text`. */
void module_append_lacking(Machine *machine, const char *name, Buffer *text);
void found_clear(Found *found);
