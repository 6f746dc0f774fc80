/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a call, its socket and the facts to a sentence: an error explains itself, a result that surprises too,
 * and a call that waits (waiting.h). In the person's language, what is the case and what to try. From facts
 * alone: a fact that cannot be had is left out, and where nothing is sure nothing is said.
 *
 * Who asks shows the sentences: the shell below a traceback, a tracer beside a call, a report. What can be
 * said, and how to add to it, is in situation.h. */
#pragma once
#include "journal/journal.h"
#include "value/dict.h"

/* What only the other shells of this user know. */
typedef struct {
    /* Whether one has a variable of this name; its prompt ("(client)"), safe for a terminal, is then
     * appended. */
    bool (*has_name)(void *context, const char *name, Buffer *prompt);
    /* Whether a task of one, or of this process, is parked in a call that receives on the socket with this
     * inode. */
    bool (*receives)(void *context, uint64_t inode);
    void *context;
} ExplainNeighbours;

/* ---- statements of a prompt, or a program that has ended */

typedef struct Explain Explain;

/* All borrowed. globals: of __main__. neighbours: NULL: nobody is asked. */
Explain *explain_new(Machine *machine, Dict *globals, const ExplainNeighbours *neighbours);
void explain_free(Explain *explain);
void explain_begin(Explain *explain, const char *text, size_t count); /* a statement is about to run */
/* What there is to say, in lines, is appended to `out`; mostly nothing. */
/* While it runs, as each of its calls is recorded: a loop that receives the end of a stream for
 * ever. Once. */
void explain_running(Explain *explain, Buffer *out);
/* It returned: a surprise is explained, once a session. */
void explain_returned(Explain *explain, Buffer *out);
void explain_raised(Explain *explain, Value exception, Buffer *out); /* behind its traceback */
/* A program has ended by this exception: its text, and what its code is named after. */
void explain_ended(Explain *explain, Value exception, const char *text, size_t count, const char *file,
                   Buffer *out);
/* A line more, and a bracket is open. */
void explain_continued(const Explain *explain, const char *text, size_t count, Buffer *out);
/* `:explain on`, `:explain off`; on at first. */
void explain_set(Explain *explain, bool on);
/* The longer story of the last explanation, with the calls that led to it, in lines. False: nothing was
 * explained yet. */
bool explain_more(const Explain *explain, Buffer *out);

/* ---- a call of which there is a record alone: of a program in another language, of a report */

/* The record is the journal's. now: on the clock of its times. What the kernel says is asked of
 * this network. */
void explain_record(const Journal *journal, const JournalRecord *record, int64_t now, Buffer *out);
