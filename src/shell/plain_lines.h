/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of input that is no terminal, or whose output is none: as they come, without editing. The prompt goes
 * to standard error, as python3 -i does it. Tasks run while a line is awaited. */
#pragma once
#include "shell/line_editor.h"

LineEvent plain_lines_read(Program *program, const char *prompt, Buffer *line);
