/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles of a dialogue while it is read: who a prompt belongs to. */
#pragma once
#include "document/prompt.h"

/* The role of that prompt, made if it is new; NO_ROLE: a problem was added. */
ptrdiff_t role_of_prompt(Document *document, Dialogue *dialogue, const PromptFound *found, int line);
/* A terminal that has no name yet; NO_ROLE: too many. */
ptrdiff_t role_without_name(Document *document, Dialogue *dialogue, int line);
/* The role sets sys.ps1 to that. False: a problem was added. */
bool role_set_prompt(Document *document, Dialogue *dialogue, size_t role, Span prompt, int line);
