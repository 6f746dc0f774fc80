/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket layer's side of the journal: what a call was asked, what it gave, what the kernel holds after
 * it. */
#pragma once
#include "journal/journal.h"
#include "modules/socket/object.h"

/* Flags of a native's row: see JOURNAL_... */
enum { RECORDED = NATIVE_OBSERVED | JOURNAL_CALL };

/* Keeps a journal of this machine's socket calls from now on, until socket_journal_close. capacity: see
 * journal_new. The machine then makes no plain blocking calls, so that waiting can be told. */
Journal *socket_journal_open(Machine *machine, size_t capacity);
void socket_journal_close(Machine *machine);

/* A socket that nothing names any more is about to be closed. */
void socket_journal_freed(const Socket *socket);
/* The socket whose method a pending call is; NULL: none. Borrowed. */
const Socket *socket_journal_peek(const JournalPending *pending);
