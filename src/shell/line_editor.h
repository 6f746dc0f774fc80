/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of input at a time, edited with readline through its callback interface. Between keys the
 * scheduler runs, so tasks go on while the prompt waits; what they print appears above the line. Whether
 * standard input and output are a terminal is found out when it is opened: without one, lines are read as
 * they come.
 *
 * Standard input is read by us and never made non-blocking: what is there is taken into a queue, and readline
 * gets whole keys only, so an escape sequence or a paste that comes in pieces keeps nobody waiting. The
 * editor is the one place with static state (readline's callback takes no argument). See readline(3). */
#pragma once
#include "shell/line_source.h"

extern const LineSource line_editor;
bool line_editor_is_terminal(void);
