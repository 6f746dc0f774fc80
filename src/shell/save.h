/* SPDX-License-Identifier: GPL-3.0-or-later */
/* :save: this role's session as a dialogue, a plain text whose turns are the prompts, what was typed at
 * them and what they showed. It is kept from the place that writes to the terminal; what the shell says of
 * its own accord (notes, colon commands, the waiting line) is written while the record is paused. Past
 * SAVE_LIMIT nothing more is kept, which is said. */
#pragma once
#include "shell/program.h"

enum { SAVE_LIMIT = 8 * 1024 * 1024 };

void save_open(Program *program); /* from now on */
void save_close(void);            /* if it is open */
/* begins: a statement */
void save_note_line(const char *prompt, const char *line, size_t count, bool begins);
void save_note_run(void);       /* the statement is complete, and begins to run */
void save_note_done(void);      /* it has ended */
void save_note_interrupt(void); /* a Ctrl-C ends this turn */
/* A line that the statement's input() was given behind its prompt: said in a mark, so that playing gives it
 * again. */
void save_note_input(const char *prompt, const char *line, size_t count);
void save_drop_statement(void); /* the lines of the one that is not complete */
/* Brackets what is no part of the session. Standard output must be flushed before. They may nest. */
void save_pause(void);
void save_resume(void);
/* 0, or an errno: EEXIST when there is such a file and may_replace is false. *turns: how many
 * were written. */
int save_write(const char *path, bool may_replace, size_t *turns);
size_t save_written(void); /* bytes that programs have written so far, kept or not */
size_t
save_misread(void); /* lines that a program has shown and that look like a prompt: a document cannot tell */
bool save_is_cut(void); /* SAVE_LIMIT was reached */

/* ---- the turns so far, for watchers */
typedef struct {
    /* the document's lines; borrowed until the record changes. The last one may have no newline yet */
    const char *text;
    size_t count;
    size_t prompt, lines; /* bytes of the prompt at its start; lines that were typed */
    int64_t at;           /* CLOCK_MONOTONIC, when it began to run */
    uint64_t version;     /* another one when the text has changed other than by growing */
    bool is_done;
} SaveTurn;

size_t save_turns(void); /* of them, those that have begun to run */
SaveTurn save_peek_turn(size_t number);
/* Told when any of this has changed; NULL: nobody. */
typedef void SaveListener(void);
void save_listen(SaveListener *listener);
