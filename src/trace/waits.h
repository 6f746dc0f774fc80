/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a traced program waits for: on a terminal one line that goes without a trace, elsewhere a record. */
#pragma once
#include "trace/recorder.h"

typedef struct Waits Waits;

Waits *waits_new(int out, bool draws); /* draws: `out` is a terminal that can erase */
void waits_free(Waits *waits);         /* erases; NULL is allowed */
void waits_hide(Waits *waits);
/* Some time has passed: draws or erases. A call that has waited for a moment, and of which nothing was told
 * yet, is told by tell() where nothing is drawn; its record is of the moment JOURNAL_WAITS. */
typedef void WaitsTell(void *context, const TracedThread *thread, const JournalRecord *record);
void waits_tick(Waits *waits, Recorder *recorder, WaitsTell *tell, void *context);
