/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One frame of a traceback: its File line, the source below it, the carets. */
#pragma once
#include "lang/code.h"
#include "vm/native.h"

/* Code that the binary carries: its frames say nothing to who wrote the program, and are left out. */
bool traceback_is_library(const Code *code);
void traceback_append_frames(Buffer *out, Value traceback); /* with "[Previous line repeated N more times]" */
/* with its module, but for builtins and __main__ */
void traceback_append_class_name(Buffer *out, const Class *class);
/* ". Did you mean: 'x'?" or nothing */
void traceback_append_suggestion(Buffer *out, Machine *machine, Value exception);
