/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view that is drawn again and again in its place, until a key or Ctrl-C; other tasks go on meanwhile. A
 * dumb terminal gets it printed again. For terminals alone. */
#pragma once
#include "base/buffer.h"
#include "shell/program.h"

typedef void ViewAppend(Buffer *out, Program *program, int columns);
void view_watch(Program *program, ViewAppend *append, double seconds);
