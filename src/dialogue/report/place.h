/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a role stands, in words: for reports. */
#pragma once
#include "dialogue/actor/actor.h"

/* "server waits in accept() on 127.0.0.1:3000, since line 12"; line: of its last turn, 0: none. Safe for a
 * terminal. */
void place_append(Buffer *out, Span role, const Actor *actor, int line);
