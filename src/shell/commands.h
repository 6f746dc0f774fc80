/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colon commands: lines of the primary prompt that begin with a colon, as no line of Python can. One table
 * serves dispatch,
 * `:help` and completion. What they show goes to standard output, their mistakes are said as notes; neither
 * is part of the session that :save keeps, and `_` stays as it was. */
#pragma once
#include "base/buffer.h"
#include "explain/explain.h"
#include "shell/program.h"

/* What commands need of the shell. */
typedef struct {
    Program *program;
    Explain *explain;
    /* An expression, as a statement would be run; owned, or ABSENT when it raised, which has been shown. */
    Value (*evaluate)(void *context, const char *text, size_t count);
    void *context;
} CommandHost;

typedef struct Command Command;

typedef struct {
    const CommandHost *host;
    Program *program;
    const Command *command;
    const char *arguments; /* without blanks around them */
    bool forced;           /* "!" stands behind the command's name */
} CommandCall;

/* False: these are no arguments for it, and its usage is to be shown. */
typedef bool CommandFunction(const CommandCall *call);

typedef enum {
    COMPLETES_NOTHING,
    COMPLETES_EXPRESSIONS,
    COMPLETES_HELP,
    COMPLETES_SOCKETS,
    COMPLETES_FILES
} CommandCompletion;

struct Command {
    const char *name, *arguments;
    const char *doc; /* to be translated */
    CommandFunction *function;
    CommandCompletion completion;
    const char *words; /* that it takes as arguments, each behind a blank */
};

extern const Command commands[]; /* up to {0} */

bool commands_are_in(const char *line, size_t count); /* whether the line is one */
void commands_run(const CommandHost *host, const char *line, size_t count);

/* Offers what the word that begins at `start` of the line may become. False: Python's names are
 * wanted too. */
typedef void CommandOffer(const char *candidate);
bool commands_complete(Program *program, const char *line, size_t start, size_t end, CommandOffer *offer);

/* For command functions. */
void command_show(Program *program, Buffer *text);             /* clears it */
void command_complain(Program *program, const char *sentence); /* safe text, one or more lines */
int command_columns(void);                                     /* of the terminal; 80 when there is none */

CommandFunction command_help, command_sockets, command_journal; /* help.c, view_sockets.c, view_journal.c */
