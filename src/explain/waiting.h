/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call waits for, in a person's words, from what the kernel and the other shells say at
 * this moment. */
#pragma once
#include "explain/explain.h"
#include "kernel/kernel.h"

typedef struct {
    const JournalPending *pending;       /* its `call` may be NULL: it is another program's */
    const ExplainNeighbours *neighbours; /* NULL: none are asked */
    const Journal *journal;              /* NULL: there is none */
    Dict *globals;                       /* of __main__; NULL: it is another program's */
    int64_t now;                         /* on the clock of the journal */
    const KernelSocket *own;             /* the call's socket, of another program; NULL: not known */
    int columns;                         /* what the line should fit into */
    bool typed_ahead;                    /* something is */
} Waiting;

/* "waiting for a client on 127.0.0.1:3000 (for 12 s; Ctrl-C to give up)" */
void waiting_append(Buffer *out, const Waiting *waiting);
