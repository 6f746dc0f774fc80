/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trace/trace_options.h"
#include "base/language.h"
#include "base/span.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_JSON = 256, OPTION_ONLY_NOTES, OPTION_PORT, OPTION_HIDE, OPTION_NO_FILTER, USAGE = 2 };

static const char trace_help[] =
    N_("usage: causette trace [option]... PROGRAM [ARG]...\n"
       "       causette trace [option]... -p PID\n"
       "\n"
       "Runs a program of any language, or looks at one that runs, and writes a line for each of its socket "
       "calls,\n"
       "with its threads and children, to standard error: what it was asked, what it gave, what the kernel "
       "holds, where\n"
       "it stands in the source (compile with -g), and what there is to say of an error.\n"
       "\n"
       "  -p PID               a process that runs already; Ctrl-C ends the trace, not the process\n"
       "  -o, --output=FILE    the lines go into a file\n"
       "      --json           each line is a JSON object\n"
       "      --only-notes     only the calls of which there is something to say\n"
       "      --port=N         only sockets with this port at either end\n"
       "      --hide           how many bytes, not which\n"
       "      --no-filter      stop at every call: slower, and the program lives on when causette is killed\n"
       "  -h, --help           show this help\n"
       "\n"
       "The program's input, output, signals and exit status are its own.\n");

static const struct option long_options[] = {
    { "output", required_argument, NULL, 'o' },
    { "json", no_argument, NULL, OPTION_JSON },
    { "only-notes", no_argument, NULL, OPTION_ONLY_NOTES },
    { "port", required_argument, NULL, OPTION_PORT },
    { "hide", no_argument, NULL, OPTION_HIDE },
    { "no-filter", no_argument, NULL, OPTION_NO_FILTER },
    { "help", no_argument, NULL, 'h' },
    { 0 },
};

static bool fail(int *status, const char *problem, const char *what) {
    Buffer safe = { 0 };
    span_append_printable(&safe, (Span){ what, strlen(what) });
    fprintf(stderr, _("causette %s: %s%s\nTry 'causette %s --help'.\n"), "trace", problem, buffer_text(&safe),
            "trace");
    buffer_clear(&safe);
    *status = USAGE;
    return false;
}

static bool read_number(const char *text, long most, long *out) {
    char *end;
    *out = strtol(text, &end, 10);
    return end != text && !*end && *out > 0 && *out <= most;
}

/* word: as it was typed. */
static bool read_option(TraceOptions *out, int option, const char *word, int *status) {
    long number;
    switch (option) {
    case 'p':
        if (!read_number(optarg, 1 << 30, &number)) return fail(status, _("not a process: "), optarg);
        out->process = (pid_t)number;
        return true;
    case OPTION_PORT:
        if (!read_number(optarg, UINT16_MAX, &number)) return fail(status, _("not a port: "), optarg);
        out->port = (uint16_t)number;
        return true;
    case 'o': out->output = optarg; return true;
    case OPTION_JSON: return out->json = true;
    case OPTION_ONLY_NOTES: return out->only_notes = true;
    case OPTION_HIDE: return out->hides = true;
    case OPTION_NO_FILTER: return out->no_filter = true;
    case 'h':
        fputs(_(trace_help), stdout);
        *status = 0;
        return false;
    default: return fail(status, _("unknown option, or one without its value: "), word);
    }
}

bool trace_options_read(TraceOptions *out, int argc, char **argv, int *status) {
    *out = (TraceOptions){ 0 };
    opterr = 0;
    optind = 1;
    /* What stands behind the program is its own. */
    for (int option; (option = getopt_long(argc, argv, "+p:o:h", long_options, NULL)) >= 0;) {
        if (!read_option(out, option, argv[optind - 1], status)) return false;
    }
    out->words = argv + optind;
    if (!out->process && !*out->words) return fail(status, _("which program?"), "");
    if (out->process && *out->words) return fail(status, _("a program, or -p PID: "), *out->words);
    return true;
}
