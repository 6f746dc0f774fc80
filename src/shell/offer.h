/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a shell offers to those who watch it: a stream of JSON objects, one a line, over a connection that
 * asked for it. It holds what is there already, then whatever happens:
 *
 *     {"hello":1,"pid":4242,"prompt":"(server) >>> ","now":N}   first; times are CLOCK_MONOTONIC, in ns
 *     {"prompt":"(server) >>> "}                                it has changed
 *     {"entry":{...}}                                           of the journal (journal/entry.h)
 *     {"lost":12}                                               so many entries are missing here
 *     {"turn":{"number":0,"at":N,"prompt":4,"lines":1,"text":">>> x\n"}}
 *                         a statement runs: its lines in a document (save.h), of which so many were typed,
 *                         and how many bytes the prompt has. For a number that was told before: that text
 *                         is void, this one stands for it
 *     {"shown":{"number":0,"text":"42\n"}}                      goes on with the text of the last turn told
 *     {"live":true}                                             all that was there already is told
 *     {"done":0}                                                the statement of this number has ended
 *     {"cut":true}                                              the end of the record of turns is missing
 *     {"bye":true}                                              last, unless the shell was killed
 *
 * Nothing waits for a watcher: what it does not take stays where it is, the entries in the journal's ring,
 * the turns in the record of the session; so a slow one loses entries, which is counted, and no turn. One
 * that says anything, or goes, is dropped. */
#pragma once
#include "shell/program.h"

#define OFFER_QUESTION "watch 1\n"
enum {
    OFFER_WATCHERS = 8,    /* at a time; more are refused */
    OFFER_LINE = 64 * 1024 /* bytes of a line, at most */
};

void offer_open(Program *program);          /* the journal is open, the session's record will be */
void offer_take(int fd);                    /* takes a connection that asked OFFER_QUESTION; not blocking */
void offer_note_prompt(const char *prompt); /* what it is now; UTF-8 */
void offer_close(void);                     /* if it is open */
