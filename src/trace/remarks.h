/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to say of a traced call, in words that fit C: the mistakes that only the program's own memory
 * and order of calls show, and the explanations that calls at a prompt get too. From facts alone; a sentence
 * is said once. */
#pragma once
#include "trace/recorder.h"

typedef struct Remarks Remarks;

Remarks *remarks_new(const Journal *journal); /* borrowed */
void remarks_free(Remarks *remarks);          /* NULL is allowed */
/* Lines are appended; mostly nothing. */
void remarks_begun(Remarks *remarks, const TracedThread *thread, Buffer *out);
void remarks_ended(Remarks *remarks, const TracedThread *thread, const JournalRecord *record, Buffer *out);
void remarks_signalled(Remarks *remarks, const TracedThread *thread, int number, Buffer *out);
