/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `causette check`: the command line, and many documents side by side. */
#pragma once

/* argv[0] is "check". The exit status: 0 all as written, 1 a difference, 2 usage, 3 something could not be played. */
int check_run(int argc, char **argv);
