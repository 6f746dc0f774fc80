/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a module is: in C, in the folders of sys.path or of a package, or carried in the binary. This is what
 * import asks as long as the program has not imported importlib; then Python's own finders are asked. */
#pragma once
#include "builtin/embedded.h"
#include "modules/modules.h"

/* One of the first four. */
typedef struct {
    const ModuleSpec *spec; /* in C */
    char *path;             /* of the file, owned, malloc's */
    PackEntry carried;      /* in the binary */
    Value portions;         /* the folders of a package without an __init__.py: a list, owned; or ABSENT */
    bool is_package;        /* an __init__.py */
    bool is_frozen;         /* of those that python3 has loaded before any program */
} Found;

/* `folders`: where to look, sys.path or a package's __path__; ABSENT: nowhere. `package`: the module that
 * holds it, NULL for a name without a dot. What the binary carries of a package belongs to the package that
 * it carries, and to no other of that name. */
bool module_find(Value name, Value folders, const Module *package, Found *found);
void found_clear(Found *found);
