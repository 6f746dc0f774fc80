/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/python_names.h"
#include <stdlib.h>
#include <string.h>

static int by_owner(const void *owner, const void *row) {
    return strcmp(owner, ((const PythonNames *)row)->owner);
}

const char *python_names_of(const char *owner) {
    const PythonNames *found =
        bsearch(owner, python_names, python_names_count, sizeof *python_names, by_owner);
    return found ? found->names : NULL;
}

bool python_has(const char *owner, const char *name) {
    size_t count = strlen(name);
    const char *names = count ? python_names_of(owner) : NULL;
    for (const char *at = names; at && (at = strstr(at, name)); at += count) {
        if (at[-1] == ' ' && at[count] == ' ') return true;
    }
    return false;
}

const char *python_lacking(const char *owner, const char *name) {
    return python_has(owner, name) ? " (Python has it, causette has not)" : "";
}
