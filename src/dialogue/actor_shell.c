/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A role whose prompt is a shell's: each line is run by /bin/sh. */
#include "base/memory.h"
#include "dialogue/actor.h"

static const ActorKind shell_kind = { 0 };

Actor *actor_shell_start(const ActorStart *start) {
    (void)start;
    Actor *actor = memory_get_zeroed(sizeof *actor);
    actor->kind = &shell_kind;
    actor_lose(actor, "roles of a shell are not there yet");
    return actor;
}
