/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --trace: one line a socket call on standard error, written as the call ends, and when it begins to wait. */
#pragma once
#include "vm/machine.h"

/* From now on; the journal must not be open yet. */
void trace_open(Machine *machine);
