/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shell's loop over lines of standard input. */
#include "shell/shell.h"
#include "lang/parser.h"
#include "modules/file.h"
#include "modules/sys.h"
#include <stdio.h>
#include <stdlib.h>

int shell_run(Program *program, ShellColor color) {
    (void)color;
    sys_set_prompts(program->machine, ">>> ", "... ");
    char *line = NULL;
    size_t capacity = 0;
    while (getline(&line, &capacity, stdin) > 0) program_run(program, PROGRAM_CODE, line);
    free(line);
    return 0;
}
