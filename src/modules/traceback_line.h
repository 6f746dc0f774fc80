/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One frame of a traceback: its File line, the source below it, the carets. */
#pragma once
#include "vm/native.h"

void traceback_append_frames(Buffer *out, Value traceback); /* with "[Previous line repeated N more times]" */
/* ". Did you mean: 'x'?" or nothing */
void traceback_append_suggestion(Buffer *out, Machine *machine, Value exception);
