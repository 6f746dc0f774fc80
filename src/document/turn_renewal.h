/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The new expected lines of one turn. */
#pragma once
#include "document/document.h"
#include "document/ports.h"

typedef struct {
    Buffer text; /* as the turn will expect it: lines each ended by \n */
    Buffer raw;  /* the same as bytes of the document, indented */
    size_t end;  /* where in the document what it replaces ends */
} TurnRenewal;

/* shown: tabs expanded; ports: with the names that are known here. keeps: what matches stays as it is; else
 * every line is written anew. NULL, or why it cannot be written. */
const char *turn_renew(TurnRenewal *renewal, const Document *document, const Turn *turn, Span shown,
                       Ports *ports, bool keeps);
void turn_renewal_clear(TurnRenewal *renewal);
