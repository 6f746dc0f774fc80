/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helpers of modules/notation/prelude.py and the natives that they stand on. */
#pragma once
#include "vm/machine.h"

/* the natives at once; the helpers are loaded when the first one is asked for */
void prelude_install(Machine *machine);

/* The text of a module that the binary carries; NULL: it carries none of that name. */
const char *embedded_peek(const char *name, size_t *count);
/* Compiles it; raises and gives ABSENT on failure. */
Value embedded_compile(Task *task, const char *name);
