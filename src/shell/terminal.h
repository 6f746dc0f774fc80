/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terminal while a line is being edited: its modes, and the signals that must not leave it in them.
 *
 * readline asks for the modes when it begins a line and gives them back at its end, and the signals are
 * caught just as long: while a statement runs, Ctrl-Z, SIGTERM and SIGHUP do what they do in any program. */
#pragma once
#include <stdbool.h>

void terminal_open(void); /* before readline's first line */
bool terminal_is_dumb(void);
/* what was noted since: stops, goes on, ends, follows the window's size */
void terminal_handle_signals(void);
void terminal_restore(void); /* at once, whatever readline thinks */
/* Each key at once and unseen, without a line that is edited; until terminal_end_keys. */
void terminal_begin_keys(void);
void terminal_end_keys(void);
unsigned terminal_stops(void); /* how often it was stopped and went on: what is on the screen has moved */
