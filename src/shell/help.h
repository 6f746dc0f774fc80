/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help: what a value is and how it is called, from its row in a module's table, its own docstring, and
 * longer texts for learners (help_details.c). Plain text; :help and the builtin help() show the same. */
#pragma once
#include "base/buffer.h"
#include "shell/program.h"

void help_install(Machine *machine); /* behind the builtin help() */
/* value: anything, or ABSENT for what help() without an argument says. */
void help_append_value(Buffer *out, Machine *machine, Value value, int columns);
/* A method of sockets, with or without "socket." before it; false: there is none. */
bool help_append_method(Buffer *out, const char *name, int columns);

/* help_details.c: what a call waits for, what it gives, which errors and why. The names are as
 * "socket.accept". */
typedef struct {
    const char *name;
    const char *text;  /* to be translated; paragraphs on lines of their own */
    const char *pages; /* manual pages: "accept(2), tcp(7)"; NULL: none */
} HelpDetail;
const HelpDetail *help_find_detail(const char *name);
const HelpDetail *help_next_detail(const HelpDetail *detail); /* NULL: the first; NULL at the end */
void help_append_detail(Buffer *out, const HelpDetail *detail, int columns);
enum { HELP_INDENT = 4 }; /* of all that stands below a name */

/* help_topics.c: errors ("EADDRINUSE", 98), states ("TIME-WAIT"), words of networks; case and -, _ or a blank
 * do not matter. *title: as it is written. To be translated; NULL: nothing is known of it. */
const char *help_find_topic(const char *name, const char **title);

/* help_words.c: keywords. NULL: it is none. To be translated. */
const char *help_find_word(const char *word);
