/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A call that waits says so: one line below the cursor, while a statement's main task is parked, and gone
 * without a trace when it goes on.
 *
 * The cursor always stands behind all that was printed and typed ahead, so everything below it is ours to
 * draw and to clear. A dumb terminal cannot do that and shows nothing. */
#pragma once
#include "shell/program.h"

void waiting_line_open(Program *program); /* on a terminal; without it the others do nothing */
/* How long the loop may wait before the line has something new to say: nanoseconds, negative: for ever. */
int64_t waiting_line_time(void);
/* After each round of the loop of a statement: draws, changes or clears it, as is the case. */
void waiting_line_update(void);
void waiting_line_note_output(const char *bytes, size_t count); /* has gone to the terminal */
void waiting_line_hide(void); /* before anything else is written, and at the statement's end */
