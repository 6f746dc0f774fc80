/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands for a descriptor wherever Python takes one: an int, or an object with a method fileno(). */
#pragma once
#include "vm/native.h"

/* DONE: *fd is the descriptor of `object`; RAISED; CALLED: its fileno() runs, and the native, called again
 * with call->step FILENO_ASKED, asks once more. */
enum { FILENO_ASKED = 0xe000 };
Outcome fileno_of(Call *call, Value object, int *fd);
