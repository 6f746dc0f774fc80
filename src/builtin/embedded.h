/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written in the notation and carried in the binary, compiled: the prelude and the modules of
 * src/modules, each under its dotted name, in one pack. tools/make_pack.py makes it at build time; it is
 * read-only data, so it costs nothing until a page is read. */
#pragma once
#include "lang/pack.h"
#include <stddef.h>

typedef struct Task Task;

/* A pack that the binary carries. */
typedef struct {
    const unsigned char *bytes;
    size_t count;
} PackBytes;

extern const PackBytes notation_pack;

PackEntry embedded_peek(uint32_t index);   /* the modules, one after the other */
PackEntry embedded_find(const char *name); /* a module that the binary carries */
PackEntry embedded_prelude(void);          /* which nobody imports: builtin/functions/prelude.py */
/* Its code, owned; raises and gives ABSENT on failure. Tracebacks leave out frames of such files. */
Value embedded_code(Task *task, const PackEntry *entry);
/* The code of a module of any pack, which shows this file; the same otherwise. */
Value packed_code(Task *task, const PackEntry *entry, Value filename);
