/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in several shells as one dialogue: a document whose turns stand in the order in which they
 * ran, which `causette check` then plays.
 *
 * Each shell tells its turns as lines of a document already (shell/save.h); here they are put in one order,
 * and every role gets prompts of its own. A terminal that names itself before it has made a socket call is
 * introduced by its bare prompts, right before its first named turn; any other one by a name that it has
 * from the start: its own, or `(shell 1) >>> `. Ports that nobody typed become placeholders. */
#pragma once
#include "ladder/watch_shells.h"

typedef struct Record Record;

Record *record_new(const char *path); /* owned; path is borrowed, its suffix decides about the markup */
void record_free(Record *record);     /* NULL is allowed */
/* whether it can be written at all: 0, or an errno; EEXIST: it is there already */
int record_try(const Record *record);

/* Shells have the numbers 0, 1, ... in the order in which they are added. Texts are copied. */
void record_add_shell(Record *record);
void record_note_prompt(Record *record, size_t shell, const char *text, size_t count);
void record_note_entry(Record *record, size_t shell, const Entry *entry);
void record_note_lost(Record *record, size_t shell); /* calls of it that are not known */
void record_note_turn(Record *record, size_t shell, const ToldTurn *turn);
void record_note_shown(Record *record, size_t shell, uint64_t number, const char *text, size_t count);
void record_note_done(Record *record, size_t shell, uint64_t number);
void record_note_cut(Record *record, size_t shell);
void record_note_end(Record *record, size_t shell, int64_t at); /* by the end of its input */

bool record_has_news(const Record *record); /* since it was written */
size_t record_turns(const Record *record);
/* 0, or an errno. Without any turn nothing is written. is_last: a call that still waits is given up, with a
 * ^C. */
int record_write(Record *record, bool is_last);
/* Sentences about what a document cannot hold, as it was written last; one a line. Nothing: it is as it was
 * typed. */
void record_append_doubts(Buffer *out, Record *record);
