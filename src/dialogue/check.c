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

int check_run(int argc, char **argv) {
    CheckOptions options;
    int status;
    language_open();
    signal(SIGPIPE, SIG_IGN);
    setenv("PYTHONHASHSEED", "0", 1);
    if (check_options_read(&options, argc, argv, &status)) {
        note_open((ColorChoice)options.color);
        options.has_color = note_has_color();
        status = jobs_run(argv + optind, (size_t)(argc - optind), &options);
    }
    check_options_clear(&options);
    if (status >= 0) return status;
    signal(-status, SIG_DFL); /* a calling shell learns why */
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, -status);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    raise(-status);
    return 128 - status;
}
