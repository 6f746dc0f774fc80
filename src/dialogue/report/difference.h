/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected against shown, as a small diff: lines that match once, with a blank before; expected ones with
 * -, shown ones with +, and a ^ below the first character that differs. Nothing that a role showed reaches
 * a terminal unescaped; where something had to be escaped, backslashes are doubled on both sides, so that
 * no two texts look alike. */
#pragma once
#include "dialogue/play.h"

void difference_append(Buffer *out, const Turn *turn, const PlayedTurn *played, const Bindings *bindings,
                       bool has_color);
/* Appends a line with what a terminal would obey escaped; a long one is cut around `column`. Gives the
 * cells before that column. */
size_t difference_append_line(Buffer *out, Span line, size_t column);
