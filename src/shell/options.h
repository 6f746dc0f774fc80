/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options in front of a program, which are python3's and some of our own, and the variables PYTHON...
 * that stand for them. See https://docs.python.org/3.11/using/cmdline.html */
#pragma once
#include "shell/program.h"
#include "shell/shell.h"

typedef struct {
    const char *code;   /* of -c; NULL: none */
    const char *module; /* of -m; NULL: none */
    bool trace, unbuffered, skip_first_line;
    ColorChoice color;
    StartFlags flags;
    const char **warnings, **extras; /* of -W and -X, in their order; owned */
    size_t warning_count, extra_count;
} Options;

/* Reads up to the program's name; optind is then the first argument of the program. What is none of ours ends
 * the process: help on standard output with 0, a problem on standard error with 2. */
Options options_parse(int argc, char **argv, const char *help);
/* Tells sys and the standard streams of a machine that has been opened with options->flags. */
void options_install(const Options *options, Machine *machine);
void options_clear(Options *options);
