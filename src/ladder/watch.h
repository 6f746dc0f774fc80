/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `causette watch`: the ladder of all shells of this user, drawn as they go on, and their dialogue kept. */
#pragma once

int watch_run(int argc, char **argv); /* argv[0] is "watch"; the exit status */
