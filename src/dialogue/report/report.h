/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the checker says of a document: for people. Nothing that a role showed reaches a
 * terminal unescaped. */
#pragma once
#include "dialogue/play.h"

typedef struct {
    const char *path;
    const Document *document;
    const Bindings *bindings;
    bool has_color;
} Report;

/* Every turn of a dialogue that did not go as written: its place, what was expected and shown, what the roles
 * were doing. */
void report_append(Buffer *out, const Report *report, const Dialogue *dialogue, const Played *played);
/* One such turn without its first line. */
void report_append_details(Buffer *out, const Report *report, const Turn *turn, const PlayedTurn *played);
/* "server shows something else". */
void report_append_verdict(Buffer *out, const Dialogue *dialogue, const Turn *turn, const PlayedTurn *played);
/* "FILE:12: ..." for each problem of reading, or of updating. */
void report_append_problems(Buffer *out, const char *path, const Problems *problems);
/* One turn as it was played, for -v: the prompt, what was typed, what was shown. */
void report_append_turn(Buffer *out, const Turn *turn, const PlayedTurn *played);
