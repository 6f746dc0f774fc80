/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell: the prompt, what is typed at it, what it shows. */
#pragma once
#include "shell/program.h"

typedef enum { SHELL_COLOR_AUTO, SHELL_COLOR_ALWAYS, SHELL_COLOR_NEVER } ShellColor;

/* Until Ctrl-D or exit(); the exit status. Input that is no terminal is read line by line, without editing. */
int shell_run(Program *program, ShellColor color);
