/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a role shows: its standard output and error, of child processes too, in one file in memory. The file cannot grow past its
 * limit (see fcntl(2), F_SEAL_GROW), so a program that prints without end gets an error and no memory is lost. */
#pragma once
#include "base/buffer.h"
#include "vm/machine.h"

enum { AGENT_SHOWN_LIMIT = 16 << 20 };

bool agent_shown_open(void); /* descriptors 1 and 2 become that file; false: errno is set */
/* sys.stdout is written line by line, as on a terminal, so that it keeps its place beside sys.stderr. */
void agent_shown_by_line(Machine *machine);
/* Moves what was written since the last time into *out; whether it was cut at the limit. */
bool agent_shown_take(Buffer *out);
