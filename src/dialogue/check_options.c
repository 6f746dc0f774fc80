/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the command line. Options and documents may stand in any order, as getopt_long has it. */
#include "dialogue/check_options.h"
#include "base/array.h"
#include "base/language.h"
#include "document/document.h"
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
    OPTION_SHELL,
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
    OPTION_LADDER,
    OPTION_FORMAT,
    OPTION_ASCII,
    OPTION_COLUMNS,
    OPTION_PCAP,
    OPTION_DIALOGUE,
    OPTION_ONLY,
};

static const char check_help[] =
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
       "      --ladder=DIR           draw each dialogue that is not as written into this folder\n"
       "  -j, --jobs=N               so many documents side by side (default: one a processor)\n"
       "      --timeout=SECONDS      most time for a turn (10)\n"
       "      --total-timeout=SECONDS  most time for a dialogue (60)\n"
       "      --real-time            sleeps and timeouts take their time\n"
       "      --shell                turns at a shell's prompt, (NAME) $, are run in every document\n"
       "      --isolate=WHEN         a network namespace for each document: auto, always or never\n"
       "      --role NAME=COMMAND    COMMAND starts this role, such as 'ssh host causette agent'\n"
       "      --with NAME=PROGRAM    PROGRAM plays this role, such as python3\n"
       "      --color=WHEN           colour: auto, always or never\n"
       "  -h, --help                 show this help\n"
       "\n"
       "Exit status: 0 all as written, 1 a difference, 2 usage, 3 something could not be played.\n");

static const char draw_help[] = N_(
    "usage: causette draw [option]... DOC\n"
    "       causette draw [option]... FILE.json\n"
    "\n"
    "Plays the dialogue of a document and draws its ladder: a column for each role, its calls, what they "
    "sent,\n"
    "and the packets between them. FILE.json is a drawing made before, drawn again in another format.\n"
    "\n"
    "  -o, --output=FILE          where to: the suffix tells the format (default: standard output, as text)\n"
    "      --format=NAME          txt, svg, mmd (Mermaid) or json\n"
    "      --ascii                txt in plain ASCII\n"
    "      --columns=N            txt in so many columns (default: the terminal's, or 80)\n"
    "      --pcap=FILE            also keep the packets, for Wireshark\n"
    "      --dialogue=N           the Nth dialogue of a document with several\n"
    "      --only=NAME,...        only these roles, and what is between them\n"
    "      --timeout=SECONDS      most time for a turn (10)\n"
    "      --total-timeout=SECONDS  most time for the dialogue (60)\n"
    "      --real-time            sleeps and timeouts take their time\n"
    "      --shell                turns at a shell's prompt, (NAME) $, are run\n"
    "      --isolate=WHEN         a network namespace of its own: auto, always or never\n"
    "      --role NAME=COMMAND    COMMAND starts this role, such as 'ssh host causette agent'\n"
    "      --with NAME=PROGRAM    PROGRAM plays this role, such as python3\n"
    "      --color=WHEN           colour: auto, always or never\n"
    "  -h, --help                 show this help\n"
    "\n"
    "Exit status: 0 drawn, 1 drawn but not as written, 2 usage, 3 it could not be played or drawn.\n");

const char *check_command_name(const CheckOptions *options) {
    return options->command == DRAW_COMMAND ? "draw" : "check";
}

bool check_options_fail(const CheckOptions *options, int *status, const char *problem, const char *what) {
    const char *command = check_command_name(options);
    Buffer safe = { 0 };
    span_append_printable(&safe, (Span){ what, strlen(what) });
    fprintf(stderr, _("causette %s: %s%s\nTry 'causette %s --help'.\n"), command, problem, buffer_text(&safe),
            command);
    buffer_clear(&safe);
    *status = CHECK_USAGE;
    return false;
}

static bool read_number(const char *text, double least, double *number) {
    char *end;
    *number = strtod(text, &end);
    return end != text && !*end && *number >= least && *number < 1e6;
}

static bool read_seconds(const CheckOptions *options, const char *text, double *seconds, int *status) {
    return read_number(text, 1e-3, seconds) ||
           check_options_fail(options, status, _("not a number of seconds above 0: "), text);
}

static bool read_isolate(CheckOptions *options, const char *text, int *status) {
    static const char *const names[] = {
        [ISOLATE_AUTO] = "auto", [ISOLATE_ALWAYS] = "always", [ISOLATE_NEVER] = "never"
    };
    for (int i = ISOLATE_AUTO; i <= ISOLATE_NEVER; i++) {
        if (!strcmp(text, names[i])) return options->isolate = (Isolate)i, true;
    }
    return check_options_fail(options, status, _("--isolate is auto, always or never, not "), text);
}

static bool read_color(CheckOptions *options, const char *text, int *status) {
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"
    };
    for (int i = COLOR_AUTO; i <= COLOR_NEVER; i++) {
        if (!strcmp(text, names[i])) return options->color = i, true;
    }
    return check_options_fail(options, status, _("--color is auto, always or never, not "), text);
}

/* A whole number above 0; problem: as a sentence that the word ends. */
static bool read_count(const CheckOptions *options, const char *text, long *count, const char *problem,
                       int *status) {
    double number;
    if (!read_number(text, 1, &number) || number != floor(number))
        return check_options_fail(options, status, problem, text);
    *count = (long)number;
    return true;
}

static bool read_player(CheckOptions *options, bool is_command, const char *text, int *status) {
    Settings *settings = &options->settings;
    const char *sign = strchr(text, '=');
    if (!sign || sign == text || !sign[1])
        return check_options_fail(
            options, status,
            is_command ? _("--role wants NAME=COMMAND, not ") : _("--with wants NAME=PROGRAM, not "), text);
    Span role = { text, (size_t)(sign - text) }, value = { sign + 1, strlen(sign + 1) };
    for (size_t i = 0; i < settings->count; i++) {
        if (span_equals(settings->players[i].role, role))
            return check_options_fail(options, status, _("this role is given twice: "), text);
    }
    if (settings->count == PLAYER_LIMIT)
        return check_options_fail(options, status, _("too many roles: "), text);
    Player *player = array_push(&settings->players, &settings->count, &settings->capacity, sizeof *player);
    *player = (Player){ .role = role, .value = value, .is_command = is_command };
    return true;
}

static bool read_option(CheckOptions *options, int option, int *status) {
    switch (option) {
    case 'v': return options->is_verbose = true;
    case 'j':
        return read_count(options, optarg, &options->jobs, _("-j wants a whole number above 0, not "),
                          status);
    case 'o': options->output = optarg; return true;
    case OPTION_LIST: return options->lists = true;
    case OPTION_SHELL: return options->settings.shell = true;
    case OPTION_REAL_TIME: return options->real_time = true;
    case OPTION_UPDATE: return options->updates = true;
    case OPTION_DIFF: return options->diffs = true;
    case OPTION_JSON: return options->has_json = true;
    case OPTION_JUNIT: options->junit = optarg; return true;
    case OPTION_LADDER: options->ladder = optarg; return true;
    case OPTION_FORMAT: options->format = optarg; return true;
    case OPTION_ONLY: options->only = optarg; return true;
    case OPTION_ASCII: return options->is_ascii = true;
    case OPTION_PCAP: options->pcap = optarg; return true;
    case OPTION_COLUMNS:
        return read_count(options, optarg, &options->columns,
                          _("--columns wants a whole number above 0, not "), status);
    case OPTION_DIALOGUE:
        return read_count(options, optarg, &options->dialogue,
                          _("--dialogue wants a whole number above 0, not "), status);
    case OPTION_TIMEOUT: return read_seconds(options, optarg, &options->settings.timeout, status);
    case OPTION_TOTAL_TIMEOUT: return read_seconds(options, optarg, &options->settings.total_timeout, status);
    case OPTION_ISOLATE: return read_isolate(options, optarg, status);
    case OPTION_COLOR: return read_color(options, optarg, status);
    default: return read_player(options, option == OPTION_PLAYED_BY_COMMAND, optarg, status);
    }
}

/* What cannot go together. */
static bool is_sensible(const CheckOptions *options, int argc, char **argv, int *status) {
    size_t inputs = 0;
    for (int i = optind; i < argc; i++) inputs += strcmp(argv[i], "-") == 0;
    if (inputs > 1)
        return check_options_fail(options, status, _("standard input can be read only once: "), "- -");
    if (inputs && options->updates)
        return check_options_fail(options, status,
                                  _("standard input cannot be updated; --diff shows what would be written: "),
                                  "-");
    if (options->has_json && (options->lists || options->diffs || options->is_verbose))
        return check_options_fail(options, status, _("this does not go with --list, --diff or -v: "),
                                  "--json");
    if (options->command == DRAW_COMMAND && argc - optind > 1)
        return check_options_fail(options, status, _("one document at a time, not also "), argv[optind + 1]);
    return optind < argc || check_options_fail(options, status, _("which document?"), "");
}

/* Each command's options, of one list. */
enum { FOR_CHECK = 1 << CHECK_COMMAND, FOR_DRAW = 1 << DRAW_COMMAND, FOR_BOTH = FOR_CHECK | FOR_DRAW };

static const struct {
    struct option option;
    int commands;
} all_options[] = {
    { { "help", no_argument, NULL, 'h' }, FOR_BOTH },
    { { "verbose", no_argument, NULL, 'v' }, FOR_CHECK },
    { { "jobs", required_argument, NULL, 'j' }, FOR_CHECK },
    { { "list", no_argument, NULL, OPTION_LIST }, FOR_CHECK },
    { { "update", no_argument, NULL, OPTION_UPDATE }, FOR_CHECK },
    { { "diff", no_argument, NULL, OPTION_DIFF }, FOR_CHECK },
    { { "junit", required_argument, NULL, OPTION_JUNIT }, FOR_CHECK },
    { { "json", no_argument, NULL, OPTION_JSON }, FOR_CHECK },
    { { "ladder", required_argument, NULL, OPTION_LADDER }, FOR_CHECK },
    { { "output", required_argument, NULL, 'o' }, FOR_DRAW },
    { { "format", required_argument, NULL, OPTION_FORMAT }, FOR_DRAW },
    { { "ascii", no_argument, NULL, OPTION_ASCII }, FOR_DRAW },
    { { "columns", required_argument, NULL, OPTION_COLUMNS }, FOR_DRAW },
    { { "pcap", required_argument, NULL, OPTION_PCAP }, FOR_DRAW },
    { { "only", required_argument, NULL, OPTION_ONLY }, FOR_DRAW },
    { { "dialogue", required_argument, NULL, OPTION_DIALOGUE }, FOR_DRAW },
    { { "real-time", no_argument, NULL, OPTION_REAL_TIME }, FOR_BOTH },
    { { "shell", no_argument, NULL, OPTION_SHELL }, FOR_BOTH },
    { { "timeout", required_argument, NULL, OPTION_TIMEOUT }, FOR_BOTH },
    { { "total-timeout", required_argument, NULL, OPTION_TOTAL_TIMEOUT }, FOR_BOTH },
    { { "isolate", required_argument, NULL, OPTION_ISOLATE }, FOR_BOTH },
    { { "role", required_argument, NULL, OPTION_PLAYED_BY_COMMAND }, FOR_BOTH },
    { { "with", required_argument, NULL, OPTION_PLAYED_WITH }, FOR_BOTH },
    { { "color", required_argument, NULL, OPTION_COLOR }, FOR_BOTH },
};
enum { OPTION_COUNT = sizeof all_options / sizeof *all_options };

bool check_options_read(CheckOptions *options, CheckCommand command, int argc, char **argv, int *status) {
    struct option longs[OPTION_COUNT + 1] = { { 0 } };
    static const char *const letters[] = { [CHECK_COMMAND] = "hvj:", [DRAW_COMMAND] = "ho:" };
    static const char *const helps[] = { [CHECK_COMMAND] = check_help, [DRAW_COMMAND] = draw_help };
    for (size_t i = 0, count = 0; i < OPTION_COUNT; i++) {
        if (all_options[i].commands & 1 << command) longs[count++] = all_options[i].option;
    }
    int option;
    *options = (CheckOptions){ .command = command, .jobs = sysconf(_SC_NPROCESSORS_ONLN), .turnstile = -1 };
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, letters[command], longs, NULL)) != -1) {
        if (option == 'h') {
            fputs(_(helps[command]), stdout);
            *status = fflush(stdout) ? CHECK_DIFFERENT : CHECK_AS_WRITTEN;
            return false;
        }
        if (option == '?')
            return check_options_fail(options, status, _("unknown option, or one without its value: "),
                                      argv[optind - 1]);
        if (!read_option(options, option, status)) return false;
    }
    return is_sensible(options, argc, argv, status);
}

void check_options_clear(CheckOptions *options) { settings_clear(&options->settings); }
