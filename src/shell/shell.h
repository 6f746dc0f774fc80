/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell: the prompt, what is typed at it, what it shows. */
#pragma once
#include "shell/line_source.h"
#include "shell/note.h"

/* Until the end of the lines or exit(); the exit status. */
int shell_run(Program *program, const LineSource *lines, ColorChoice color);
