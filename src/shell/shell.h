/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell: the prompt, what is typed at it, what it shows. */
#pragma once
#include "shell/note.h"
#include "shell/program.h"

/* Until Ctrl-D or exit(); the exit status. Input that is no terminal is read line by line, without editing. */
int shell_run(Program *program, ColorChoice color);
