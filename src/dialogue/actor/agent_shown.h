/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a role shows: its standard output and error, of child processes too (dialogue/actor/capture.h). */
#pragma once
#include "base/buffer.h"
#include "vm/machine.h"

/* the capture is there already, and the checker holds it too: it outlives a crash */
void agent_shown_keep(int fd);
bool agent_shown_open(void); /* descriptors 1 and 2 become that file; false: errno is set */
/* sys.stdout is written line by line, as on a terminal, so that it keeps its place beside sys.stderr. */
void agent_shown_by_line(Machine *machine);
/* Moves what was written since the last time behind *out; whether it was cut at the limit. */
bool agent_shown_take(Buffer *out);
