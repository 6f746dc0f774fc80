/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks like text of the document rather than like something shown: a heading, an item of a list, a
 * sentence. Only a guess, for --update, which must not take prose right below a turn for what the turn
 * expects. */
#pragma once
#include "base/span.h"

/* below: the line behind it; empty: none. */
bool prose_is_line(Span line, Span below);
