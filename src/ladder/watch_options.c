/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of `causette watch`. */
#include "ladder/watch_options.h"
#include "base/language.h"
#include "document/printable.h"
#include <getopt.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_RECORD = 256, OPTION_ASCII, OPTION_COLOR };

static const char help_text[] =
    N_("usage: causette watch [option]...\n"
       "\n"
       "Draws the ladder of all your shells as they go on: a column for each, their calls at their time, "
       "calls that\n"
       "wait as bars, arrows from the send to the recv that took its bytes. Ctrl-C ends it.\n"
       "\n"
       "      --record=FILE          write what is typed in them into one dialogue, for 'causette check'\n"
       "      --ascii                draw with ASCII alone\n"
       "      --color=WHEN           colour: auto, always or never\n"
       "  -h, --help                 show this help\n"
       "\n"
       "Exit status: 0 ended, 1 FILE could not be written to the end, 2 usage, 3 it could not be started.\n");

static bool fail(int *status, const char *problem, const char *what) {
    Buffer safe = { 0 };
    fprintf(stderr, _("causette watch: %s%s\nTry 'causette watch --help'.\n"), problem,
            printable(&safe, what));
    buffer_clear(&safe);
    *status = WATCH_USAGE;
    return false;
}

static bool read_color(const char *text, ColorChoice *color, int *status) {
    static const char *const names[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"
    };
    for (int i = COLOR_AUTO; i <= COLOR_NEVER; i++) {
        if (!strcmp(text, names[i])) return *color = (ColorChoice)i, true;
    }
    return fail(status, _("--color is auto, always or never, not "), text);
}

/* Where the locale itself is not installed, its name tells. */
static bool has_utf8(void) {
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    if (setlocale(LC_CTYPE, "")) return !strcmp(nl_langinfo(CODESET), "UTF-8");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
    }
    return false;
}

bool watch_options_read(WatchOptions *options, int argc, char **argv, int *status) {
    static const struct option longs[] = { { "help", no_argument, NULL, 'h' },
                                           { "record", required_argument, NULL, OPTION_RECORD },
                                           { "ascii", no_argument, NULL, OPTION_ASCII },
                                           { "color", required_argument, NULL, OPTION_COLOR },
                                           { 0 } };
    int option;
    *options = (WatchOptions){ .is_ascii = !has_utf8() };
    opterr = 0;
    optind = 1;
    while ((option = getopt_long(argc, argv, "h", longs, NULL)) != -1) {
        switch (option) {
        case 'h':
            fputs(_(help_text), stdout);
            *status = fflush(stdout) ? WATCH_FAILED : WATCH_FINE;
            return false;
        case OPTION_RECORD: options->record = optarg; break;
        case OPTION_ASCII: options->is_ascii = true; break;
        case OPTION_COLOR:
            if (!read_color(optarg, &options->color, status)) return false;
            break;
        default: return fail(status, _("unknown option, or one without its value: "), argv[optind - 1]);
        }
    }
    if (optind < argc) return fail(status, _("it takes no arguments: "), argv[optind]);
    return true;
}
