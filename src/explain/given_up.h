/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked for while a call waits or a loop turns, and again when Ctrl-C has ended it. */
#pragma once
#include "explain/situation.h"

/* The variable with a connection that this listener has accepted and that has bytes to read; NULL: none. */
const char *explain_unread_connection(Dict *globals, uint64_t listener, uint16_t port, uint32_t *bytes);
/* The main task receives the end of a stream again and again: the newest such call; NULL. first: the
 * statement's. */
const JournalRecord *explain_spinning(const Journal *journal, uint64_t first);
