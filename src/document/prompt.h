/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines begin with a prompt, and what prompts are called. */
#pragma once
#include "document/document.h"

enum { NO_ROLE = -1 };

typedef enum {
    PROMPT_NONE,
    PROMPT_BARE,          /* >>> */
    PROMPT_NAMED,         /* (NAME) >>> or (NAME) $, of a role that may be known */
    PROMPT_SET,           /* another one that sys.ps1 was set to */
    PROMPT_WITHOUT_BLANK, /* `>>>x`: most likely a mistake */
} PromptKind;

typedef struct {
    PromptKind kind;
    TurnKind turn;
    Span prompt;    /* with the blank behind it; borrowed from the line, a literal or the dialogue */
    size_t length;  /* how much of the line it takes */
    ptrdiff_t role; /* or NO_ROLE */
} PromptFound;

PromptFound prompt_find(const Dialogue *dialogue, Span content);
/* The name in `(server) >>> `, or what is left of `srv> ` without its last signs. */
Span prompt_name(Span prompt);
bool prompt_is_plain(Span prompt); /* (NAME) >>> or (NAME) $ */
/* Those of the notation that a document knows wherever they stand: `>>> ` and `(NAME) >>> `. */
bool prompt_is_notation(Span prompt);
bool prompt_is_continuation(Span content); /* `...`, and a blank or the end: it goes on with a turn */
