/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checker's outermost part. */
#include "dialogue/check.h"
#include "base/language.h"
#include "dialogue/jobs.h"
#include "shell/note.h"
#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int check_play(char **paths, size_t count, CheckOptions *options) {
    signal(SIGPIPE, SIG_IGN);
    setenv("PYTHONHASHSEED", "0", 1);
    note_open((ColorChoice)options->color);
    options->has_color = note_has_color();
    return jobs_run(paths, count, options);
}

int check_exit(int status) {
    if (status >= 0) return status;
    signal(-status, SIG_DFL);
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, -status);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    raise(-status);
    return 128 - status;
}

int check_run(int argc, char **argv, ArtistDraw *draw) {
    CheckOptions options;
    int status;
    language_open();
    if (check_options_read(&options, CHECK_COMMAND, argc, argv, &status)) {
        if (options.ladder) options.artist = (Artist){ .draw = draw, .context = options.ladder };
        status = check_play(argv + optind, (size_t)(argc - optind), &options);
    }
    check_options_clear(&options);
    return check_exit(status);
}
