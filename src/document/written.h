/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a document is written, by all who write one: what was typed at a prompt as the lines of a turn, what
 * was shown as lines that expect it. document.h reads them. */
#pragma once
#include "document/document.h"

/* A line as it was typed, its line end included: behind its prompt, or behind `... ` where it goes on with
 * a statement. */
void written_append_typed(Buffer *out, Span prompt, Span line, bool begins);

/* A line that was shown, without its line end, as the line that expects it: an empty one is <BLANKLINE>,
 * for what is another one each time or cannot stand in a text there is a placeholder. So it is for the sign
 * of a placeholder that the program itself showed. */
void written_append_shown(Buffer *out, Span line);
/* The same for a line in which placeholders stand already: these stay. */
void written_append_again(Buffer *out, Span line);

/* Whether a line that was shown would be read as a prompt, or, as the first one, as more of the statement. */
bool written_is_misread(const Dialogue *dialogue, Span line, bool is_first);

/* Whether a comment may stand behind the first typed line: it goes on neither in a string nor behind a
 * backslash. */
bool written_takes_mark(Span line);
