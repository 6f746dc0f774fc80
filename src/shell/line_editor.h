/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of input at a time, edited with readline through its callback interface. Between keys the scheduler runs, so
 * tasks go on while the prompt waits; what they print appears above the line.
 *
 * Standard input is read by us and never made non-blocking: what is there is taken into a queue, and readline gets
 * whole keys only, so an escape sequence or a paste that comes in pieces keeps nobody waiting.
 * The editor is the one place with static state (readline's callback takes no argument). See readline(3). */
#pragma once
#include "shell/paste.h"
#include "shell/program.h"

typedef enum { LINE_READY, LINE_END, LINE_INTERRUPTED } LineEvent;

void line_editor_open(Program *program); /* terminal or not is found out here */
void line_editor_close(void);            /* restores the terminal, keeps the history */
/* Shows the prompt and waits for a line, running tasks meanwhile. *line: without its newline. state: what the line
 * goes on, for what is pasted. */
LineEvent line_editor_read(const char *prompt, StatementState state, Buffer *line);
void line_editor_drop_input(void); /* after Ctrl-C: what waits to be read or played */
bool line_editor_is_terminal(void);

/* input(): prompt is args[0] as str, already made; parks until the line is there. EOFError at the end of input. One line is
 * read at a time: who asks meanwhile waits for its turn, the prompt too. */
Native line_editor_input;
/* One round of the scheduler while a statement runs, with the keys that input() waits for. */
void line_editor_step_statement(void);
void line_editor_end_statement(void); /* the line of an input() that was interrupted is left */
