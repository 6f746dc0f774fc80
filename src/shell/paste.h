/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a paste means: the same as typing it. A prompt ends a block with an empty line; in a document or an
 * editor a block ends by dedenting and may hold blank lines. So a paste is played line by line: which one
 * comes next depends on how far the statement has come at the prompt.
 *
 * Prompts pasted with it (`>>> `, `... `, `(name) >>> `) are taken off, and lines without one were output
 * then: they are dropped. What was copied from just behind its first prompt is such a transcript too. */
#pragma once
#include "base/buffer.h"
#include <stdbool.h>

typedef enum {
    AT_STATEMENT, /* nothing typed yet */
    IN_BLOCK,     /* a compound statement */
    IN_BRACKET,   /* or in a string: every line belongs to it */
} StatementState;

typedef struct {
    Buffer text;
    size_t position;
    size_t statements; /* begun in this paste */
    bool is_transcript;
    bool is_insertion; /* its first line goes into a line that was begun */
} Paste;

void paste_begin(Paste *paste, const char *bytes, size_t count, bool is_insertion);
void paste_drop(Paste *paste);
/* REST: without a newline, it stays in the editor */
typedef enum { PASTE_NOTHING, PASTE_LINE, PASTE_REST } PasteNext;
/* The next line to be typed. may_end: a block may end behind the last line. *line: set to it. */
PasteNext paste_next(Paste *paste, StatementState state, bool may_end, Buffer *line);
/* Whether a block may end behind this line of it: it is indented, or holds more than the block's head. */
bool paste_block_may_end_behind(const char *line);
