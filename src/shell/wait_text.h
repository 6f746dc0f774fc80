/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call waits for, in a person's words, from what the kernel and the other shells say at this moment. */
#pragma once
#include "journal/journal.h"
#include "shell/program.h"

/* "waiting for a client on 127.0.0.1:3000 (for 12 s; Ctrl-C to give up)". typed_ahead: something is. */
void wait_text_append(Buffer *out, Program *program, const JournalPending *pending, bool typed_ahead);
