/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helpers of builtin/functions/prelude.py and the natives that they stand on. */
#pragma once
#include "vm/machine.h"

/* the natives at once; the helpers are loaded when the first one is asked for */
void prelude_install(Machine *machine);
