/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another interpreter on a pseudo-terminal. */
#include "base/memory.h"
#include "dialogue/actor.h"

static const ActorKind terminal_kind = { 0 };

Actor *actor_terminal_start(const ActorStart *start) {
    (void)start;
    Actor *actor = memory_get_zeroed(sizeof *actor);
    actor->kind = &terminal_kind;
    actor_lose(actor, "other interpreters are not there yet");
    return actor;
}
