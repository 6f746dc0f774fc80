/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of lines, kept in $XDG_STATE_HOME/causette/history (folder 0700, file 0600). What cannot be
 * written is not kept, silently. See the XDG Base Directory Specification. */
#pragma once
void history_load(void);
void history_note(const char *line); /* not blank ones, not the same twice; kept in the file at once */
