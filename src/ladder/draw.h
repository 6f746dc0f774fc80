/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `causette draw`: plays a dialogue, or reads one that was kept, and writes its ladder. */
#pragma once
#include "dialogue/check_options.h"

/* argv[0] is "draw". The exit status: 0 drawn, 1 drawn but not as written, 2 usage, 3 it could not be played
 * or drawn. */
int draw_run(int argc, char **argv);
/* `causette check --ladder`: the context is the name of a folder, which is made if need be; each dialogue
 * becomes an SVG in it, named after its document. */
bool draw_into_folder(const void *context, const Chronicle *chronicle, size_t number, Buffer *problem);
