/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the command line. Options and documents may stand in any order, as getopt_long has it. */
#include "dialogue/check_options.h"
#include "base/language.h"
#include "dialogue/document.h"
#include "shell/note.h"
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_LIST = 256,
    OPTION_REAL_TIME,
    OPTION_TIMEOUT,
    OPTION_TOTAL_TIMEOUT,
    OPTION_ISOLATE,
    OPTION_UPDATE,
    OPTION_DIFF,
    OPTION_JUNIT,
    OPTION_JSON,
    OPTION_PLAYED_BY_COMMAND,
    OPTION_PLAYED_WITH,
    OPTION_COLOR,
};

static const char help_text[] =
    N_("usage: causette check [option]... DOC...\n"
       "\n"
       "Plays the dialogues of documents, a process for each role, and compares what each turn shows.\n"
       "DOC is a text document: Markdown, reStructuredText or plain; - is standard input.\n"
       "\n"
       "  -v, --verbose              show each turn as it is played\n"
       "      --list                 show the roles and turns as they are read, and play nothing\n"
       "      --update               write what was shown into the documents\n"
       "      --diff                 show what --update would write\n"
       "      --junit=FILE           also write a report for machines, in JUnit's format\n"
       "      --json                 report in JSON, and nothing else\n"
       "  -j, --jobs=N               so many documents side by side (default: one a processor)\n"
       "      --timeout=SECONDS      most time for a turn (10)\n"
       "      --total-timeout=SECONDS  most time for a dialogue (60)\n"
       "      --real-time            sleeps and timeouts take their time\n"
       "      --isolate=WHEN         a network namespace for each document: auto, always or never\n"
       "      --role NAME=COMMAND    COMMAND starts this role, such as 'ssh host causette agent'\n"
       "      --with NAME=PROGRAM    PROGRAM plays this role, such as python3\n"
       "      --color=WHEN           colour: auto, always or never\n"
       "  -h, --help                 show this help\n"
       "\n"
       "Exit status: 0 all as written, 1 a difference, 2 usage, 3 something could not be played.\n");

static bool fail(int *status, const char *problem, const char *what) {
    fprintf(stderr, _("causette check: %s%s\nTry 'causette check --help'.\n"), problem, what);
    *status = CHECK_USAGE;
    return false;
}

static bool read_number(const char *text, double least, double *number) {
    char *end;
    *number = strtod(text, &end);
    return end != text && !*end && *number >= least && *number < 1e6;
}

static bool read_seconds(const char *text, double *seconds, int *status) {
    return read_number(text, 1e-3, seconds) || fail(status, _("not a number of seconds above 0: "), text);
}

static bool read_isolate(const char *text, Isolate *isolate, int *status) {
    static const char *const names[] = {
        [ISOLATE_AUTO] = "auto", [ISOLATE_ALWAYS] = "always", [ISOLATE_NEVER] = "never"
    };
    for (int i = ISOLATE_AUTO; i <= ISOLATE_NEVER; i++) {
        if (!strcmp(text, names[i])) return *isolate = (Isolate)i, true;
    }
    return fail(status, _("--isolate is auto, always or never, not "), text);
}

static bool read_color(const char *text, int *color, int *status) {
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"
    };
    for (int i = COLOR_AUTO; i <= COLOR_NEVER; i++) {
        if (!strcmp(text, names[i])) return *color = i, true;
    }
    return fail(status, _("--color is auto, always or never, not "), text);
}

static bool read_jobs(const char *text, long *jobs, int *status) {
    double number;
    if (!read_number(text, 1, &number) || number != floor(number))
        return fail(status, _("-j wants a whole number above 0, not "), text);
    *jobs = (long)number;
    return true;
}

static bool read_player(Settings *settings, bool is_command, const char *text, int *status) {
    const char *sign = strchr(text, '=');
    if (!sign || sign == text || !sign[1])
        return fail(status,
                    is_command ? _("--role wants NAME=COMMAND, not ") : _("--with wants NAME=PROGRAM, not "),
                    text);
    Span role = { text, (size_t)(sign - text) }, value = { sign + 1, strlen(sign + 1) };
    for (size_t i = 0; i < settings->count; i++) {
        if (span_equals(settings->players[i].role, role))
            return fail(status, _("this role is given twice: "), text);
    }
    if (settings->count == PLAYER_LIMIT) return fail(status, _("too many roles: "), text);
    Player *player = array_push(&settings->players, &settings->count, &settings->capacity, sizeof *player);
    *player = (Player){ .role = role, .value = value, .is_command = is_command };
    return true;
}

static bool read_option(CheckOptions *options, int option, int *status) {
    switch (option) {
    case 'v': return options->is_verbose = true;
    case 'j': return read_jobs(optarg, &options->jobs, status);
    case OPTION_LIST: return options->lists = true;
    case OPTION_REAL_TIME: return options->real_time = true;
    case OPTION_UPDATE: return options->updates = true;
    case OPTION_DIFF: return options->diffs = true;
    case OPTION_JSON: return options->has_json = true;
    case OPTION_JUNIT: options->junit = optarg; return true;
    case OPTION_TIMEOUT: return read_seconds(optarg, &options->settings.timeout, status);
    case OPTION_TOTAL_TIMEOUT: return read_seconds(optarg, &options->settings.total_timeout, status);
    case OPTION_ISOLATE: return read_isolate(optarg, &options->isolate, status);
    case OPTION_COLOR: return read_color(optarg, &options->color, status);
    default: return read_player(&options->settings, option == OPTION_PLAYED_BY_COMMAND, optarg, status);
    }
}

/* What cannot go together. */
static bool is_sensible(const CheckOptions *options, int argc, char **argv, int *status) {
    size_t inputs = 0;
    for (int i = optind; i < argc; i++) inputs += strcmp(argv[i], "-") == 0;
    if (inputs > 1) return fail(status, _("standard input can be read only once: "), "- -");
    if (inputs && options->updates)
        return fail(status, _("standard input cannot be updated; --diff shows what would be written: "), "-");
    if (options->has_json && (options->lists || options->diffs || options->is_verbose))
        return fail(status, _("this does not go with --list, --diff or -v: "), "--json");
    return optind < argc || fail(status, _("which document?"), "");
}

bool check_options_read(CheckOptions *options, int argc, char **argv, int *status) {
    static const struct option longs[] = { { "help", no_argument, NULL, 'h' },
                                           { "verbose", no_argument, NULL, 'v' },
                                           { "jobs", required_argument, NULL, 'j' },
                                           { "list", no_argument, NULL, OPTION_LIST },
                                           { "update", no_argument, NULL, OPTION_UPDATE },
                                           { "diff", no_argument, NULL, OPTION_DIFF },
                                           { "junit", required_argument, NULL, OPTION_JUNIT },
                                           { "json", no_argument, NULL, OPTION_JSON },
                                           { "real-time", no_argument, NULL, OPTION_REAL_TIME },
                                           { "timeout", required_argument, NULL, OPTION_TIMEOUT },
                                           { "total-timeout", required_argument, NULL, OPTION_TOTAL_TIMEOUT },
                                           { "isolate", required_argument, NULL, OPTION_ISOLATE },
                                           { "role", required_argument, NULL, OPTION_PLAYED_BY_COMMAND },
                                           { "with", required_argument, NULL, OPTION_PLAYED_WITH },
                                           { "color", required_argument, NULL, OPTION_COLOR },
                                           { 0 } };
    int option;
    *options = (CheckOptions){ .jobs = sysconf(_SC_NPROCESSORS_ONLN), .turnstile = -1 };
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "hvj:", longs, NULL)) != -1) {
        if (option == 'h') {
            fputs(_(help_text), stdout);
            *status = fflush(stdout) ? CHECK_DIFFERENT : CHECK_AS_WRITTEN;
            return false;
        }
        if (option == '?')
            return fail(status, _("unknown option, or one without its value: "), argv[optind - 1]);
        if (!read_option(options, option, status)) return false;
    }
    return is_sensible(options, argc, argv, status);
}

void check_options_clear(CheckOptions *options) { settings_clear(&options->settings); }
