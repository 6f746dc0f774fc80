/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shell says of its own accord, beside what the program shows: notes begin with "# ", so that a
 * screen pasted back at a prompt still runs. Their weight is the usual one: what is faint cannot be read on a
 * projector. They go to the terminal alone, never into a pipe or a file. Bytes that came from elsewhere must
 * be escaped before they are put into one. */
#pragma once
#include "base/buffer.h"
#include "base/language.h"
#include "shell/program.h"

typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

/* Decides about colour: the choice, NO_COLOR (see no-color.org), TERM, and whether standard output is a
 * terminal. */
void note_open(ColorChoice choice);
bool note_has_color(void);
/* Lines, each as a note, long ones broken between words at so many columns. */
void note_append(Buffer *out, const char *text, int columns);
/* Writes lines, each as a note; long ones are broken between words at the terminal's width.
 * Empty: nothing. */
void note_write(Program *program, const char *text);
/* One line of at most `columns` cells, cut with "...", without a newline: for what is drawn and erased again.
 * Nothing where there is room for nothing. */
void note_append_line(Buffer *out, const char *text, int columns);
int note_line_columns(void); /* how many of them fit into a terminal's line, the mark aside */
int note_columns(void);      /* of the terminal; 80 when it has no size */
