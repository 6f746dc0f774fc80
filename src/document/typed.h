/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in a turn, read for the two things a document needs to know of it: its comments, where marks
 * stand, and the prompt that it sets. Strings are skipped, so text in quotes is neither. The notation's
 * grammar is not needed for that, and a shell's line could not be read with it. */
#pragma once
#include "base/span.h"

typedef enum {
    TYPED_END,
    TYPED_COMMENT,  /* text: from its # to the end of the line */
    TYPED_PROMPT,   /* `sys.ps1 = "..."`; text: what stands between the quotes */
    TYPED_COMPUTED, /* sys.ps1 is set to what only running it tells */
} TypedKind;

typedef struct {
    Span rest;
    size_t line; /* of the turn, from 0 */
    bool is_shell;
    char before; /* the byte before rest */
} Typed;

typedef struct {
    TypedKind kind;
    Span text;
    size_t line;
} TypedPiece;

/* The lines of a turn as they are typed at a prompt: an empty one within them, which would end a block
 * there, gets a blank, for doctest takes all of them as one statement. Not in a string. */
void typed_append(Buffer *out, Span source);

Typed typed_begin(Span source, bool is_shell);
TypedPiece typed_next(Typed *typed);
