/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of causette trace. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct {
    char **words;       /* the program and its arguments, up to NULL; borrowed */
    pid_t process;      /* -p; 0: none */
    const char *output; /* NULL: standard error */
    uint16_t port;      /* 0: any */
    bool json, only_notes, hides, no_filter;
} TraceOptions;

/* False: *status is how causette ends. */
bool trace_options_read(TraceOptions *out, int argc, char **argv, int *status);
