/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks of a turn (`# causette: blocks timeout=2`, `# doctest: +ELLIPSIS`) and settings of a dialogue (`..
 * causette: with client=python3`). Both are words between blanks or commas: NAME, NAME=VALUE, +OPTION,
 * -OPTION; a VALUE may stand in quotes, with the backslashes of Python's strings. One table of options serves
 * both. */
#pragma once
#include "document/problem.h"
#include <stdint.h>

typedef enum {
    OPTION_ELLIPSIS = 1,
    OPTION_NORMALIZE_WHITESPACE = 2,
    OPTION_IGNORE_EXCEPTION_DETAIL = 4,
    OPTION_DONT_ACCEPT_BLANKLINE = 8,
    OPTION_SKIP = 16,
    OPTION_DONT_ACCEPT_TRUE_FOR_1 = 32,
    OPTION_DONT_ACCEPT_PLACEHOLDER = 64,
} Option;

enum { INPUT_LIMIT = 100 };

typedef struct {
    unsigned set, cleared; /* options */
    bool blocks;           /* the turn must block */
    bool is_quiet;         /* of a shell's line: what it prints is not compared */
    bool has_input, has_exit;
    /* of a shell's line: the next line is held back until this port listens, this path is there, or this text
     * (quoted) was printed; empty: none given */
    Span ready;
    bool ready_is_text;
    int ready_port; /* 0: it is none */
    int exit;       /* 0-255 */
    double timeout; /* seconds; 0: none given */
    int inputs;     /* how many were given */
    Span input;     /* what input() reads: lines, each ended by \n */
} Marks;

typedef enum { ISOLATE_UNSET, ISOLATE_AUTO, ISOLATE_ALWAYS, ISOLATE_NEVER } Isolate;

typedef struct {
    Span role, value;
    bool is_command; /* `role NAME=COMMAND`; else `with NAME=INTERPRETER` */
    int line;
} Player;

typedef struct {
    unsigned set, cleared;
    double timeout, total_timeout; /* seconds; 0: none given */
    double settle; /* seconds for which a program at work holds the next line back; 0: none given */
    double grace;  /* seconds that programs have to end; 0: none given */
    bool real_time;
    bool shell; /* turns at a shell's prompt are run */
    Isolate isolate;
    Player *players;
    size_t count, capacity;
} Settings;

/* Reads the marks in one comment of a turn (from its #) into *marks. The texts live in the store. */
void marks_read(Marks *marks, Span comment, int line, SpanStore *store, Problems *problems);

/* Reads one line of settings. *new_dialogue is set when it says `new dialogue`; the words behind that are the
 * new dialogue's, and left in the returned text. */
Span settings_read(Settings *settings, Span text, int line, SpanStore *store, Problems *problems,
                   bool *new_dialogue);
void settings_copy(Settings *to, const Settings *from);
void settings_clear(Settings *settings);

/* Appends the names of options, of marks, of settings, each behind a blank: for listings. */
void options_append(Buffer *out, unsigned set, char sign);
void marks_append(Buffer *out, const Marks *marks);
void marks_append_input(Buffer *out, Span line); /* `input="..."`, behind a blank */
void settings_append(Buffer *out, const Settings *settings);
