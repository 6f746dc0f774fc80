/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `causette check`: the command line, and many documents side by side. */
#pragma once
#include "dialogue/check_options.h"

/* argv[0] is "check". draw: what --ladder uses, its context being the folder. The exit status: 0 all as
 * written, 1 a difference, 2 usage, 3 something could not be played. */
int check_run(int argc, char **argv, ArtistDraw *draw);
/* Plays documents as the options say, with all that is process-wide set for it; the exit status, or minus a
 * signal. */
int check_play(char **paths, size_t count, CheckOptions *options);
/* As a calling shell must learn it: a signal ends the process. */
int check_exit(int status);
