/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document's new text, in which each turn expects what it showed. Only expected lines that differ are
 * rewritten: those that match stay as they are, with their placeholders and ellipses, and so do indentation,
 * comments, line ends. What is written is read again before it is given: updating an updated document changes
 * nothing. */
#pragma once
#include "document/document.h"
#include "document/ports.h"

typedef struct {
    bool is_known; /* false: the turn was not played, and is left as it is */
    Span text;     /* what was shown, without the ^C of a terminal */
} Shown;

/* shown: one for each of the document's turns; ends: ports of connections, which become placeholders.
 * Appends the new text to *out; gives whether it differs from the old one. What cannot be written into a
 * document (a control character, a line that would be read as a prompt) is refused: the turn stays as it
 * is, and *refused says why. Only for documents without problems. */
bool document_renew(const Document *document, const Shown *shown, const PortSet *ends, Buffer *out,
                    Problems *refused);
