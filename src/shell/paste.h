/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a paste of several lines means: the same as typing it, but prompts pasted with it are taken off. */
#pragma once
#include "base/buffer.h"
#include <stdbool.h>

/* Rewrites a pasted text to the lines that are to be typed, each ended by a newline; the last may be without one: it stays
 * in the editor. Prompts (`>>> `, `... `, `(name) >>> `) go; where there are any, lines without one were output and go
 * too. A block's blank lines go, and one is put behind the block where the paste dedents.
 * continues: the paste begins at a continuation prompt. */
void paste_rewrite(const char *text, size_t count, bool continues, Buffer *lines);
/* The prompt at the start of a line: its length, or 0. *primary: it begins a statement. */
size_t paste_prompt_length(const char *line, size_t count, bool *primary);
