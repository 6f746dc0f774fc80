/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `causette check` is asked for: its command line as one struct that everything below it reads. */
#pragma once
#include "dialogue/mark.h"

/* Exit statuses; of several documents the highest counts. */
typedef enum { CHECK_AS_WRITTEN, CHECK_DIFFERENT, CHECK_USAGE, CHECK_NOT_PLAYED } CheckStatus;

typedef struct {
    bool lists, is_verbose, real_time, updates, diffs, has_json;
    const char *junit; /* the file; NULL: none */
    Isolate isolate;   /* ISOLATE_UNSET: as the document says, or auto */
    Settings settings; /* players and times of the command line; borrowed from its words */
    long jobs;
    int color; /* a ColorChoice */
    bool has_color;
    int turnstile; /* a file that is locked by who plays in the common namespace; -1: none */
} CheckOptions;

/* True: go on, with the documents from argv[optind]. False: *status is the exit status, and all is said. */
bool check_options_read(CheckOptions *options, int argc, char **argv, int *status);
void check_options_clear(CheckOptions *options);
