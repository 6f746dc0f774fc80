/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checker says of a document: for people. Nothing that a role showed reaches a terminal unescaped. */
#pragma once
#include "dialogue/play.h"

/* Every turn of a dialogue that did not go as written: its place, what was expected and shown, what the roles were doing. */
void report_append(Buffer *out, const char *path, const Document *document, const Dialogue *dialogue, const Played *played);
/* "FILE:12: ..." for each problem of reading. */
void report_append_problems(Buffer *out, const char *path, const Problems *problems);
/* One turn as it was played, for -v: the prompt, what was typed, what was shown. */
void report_append_turn(Buffer *out, const Turn *turn, const PlayedTurn *played);
