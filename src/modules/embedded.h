/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The modules and hooks written in the notation (modules/notation/NAME.py), carried in the binary as text.
   tools/embed.py makes the table at build time; it is read-only data, so it costs nothing until a
   page of it is read. Sorted by name, ended by a row whose name is NULL. */
#ifndef MODULES_EMBEDDED_H
#define MODULES_EMBEDDED_H

#include <stddef.h>

typedef struct {
    const char *name;
    const char *text; /* UTF-8, ended by a NUL that length does not count */
    size_t length;
} EmbeddedModule;

extern const EmbeddedModule embedded_modules[];

#endif
