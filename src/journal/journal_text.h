/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as people read them: one line a call, in the manner of strace(1). No byte of a peer passes
 * unescaped. */
#pragma once
#include "base/buffer.h"
#include "journal/journal.h"

/* "recv(fd 4 127.0.0.1:3000 < 127.0.0.1:45422, 7) = 7 b'Bonjour'  waited 1.203 s", without a newline. */
void journal_append_text(Buffer *out, const JournalRecord *record);
/* Its parts: the call with its arguments, without its socket: "recv(7)", "connect(127.0.0.1:3000)"; */
void journal_append_call(Buffer *out, const JournalRecord *record);
/* and what came of it, in a word: "fd 4", "7", "b'Bonjour'", "ECONNREFUSED", "timed out", "ValueError";
 * nothing for a call that gave None or that has not ended. */
void journal_append_gave(Buffer *out, const JournalRecord *record);
/* b'...', then ... when it was cut */
void journal_append_data(Buffer *out, const uint8_t *data, uint64_t count, size_t most);
const char *journal_call_name(const JournalRecord *record, Buffer *scratch); /* "accept" */
