/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `causette watch` is asked for. */
#pragma once
#include "shell/note.h"

typedef enum { WATCH_FINE, WATCH_FAILED, WATCH_USAGE, WATCH_IMPOSSIBLE } WatchStatus;

typedef struct {
    const char *record; /* the file; NULL: none */
    bool is_ascii;      /* asked for, or the terminal's charset has no lines */
    ColorChoice color;
} WatchOptions;

/* True: go on. False: *status is the exit status, and all is said. */
bool watch_options_read(WatchOptions *options, int argc, char **argv, int *status);
