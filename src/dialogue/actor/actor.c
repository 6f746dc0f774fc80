/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all kinds of actors share. */
#include "dialogue/actor/actor.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/retry.h"
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

bool actor_is_alive(const Actor *actor) {
    return actor->place == ACTOR_AT_PROMPT || actor->place == ACTOR_IN_CALL;
}

bool actor_run(Actor *actor, int64_t until) {
    actor->did = 0;
    return !actor_is_alive(actor) || actor->kind->run(actor, until);
}

void actor_lose(Actor *actor, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    buffer_truncate(&actor->why, 0);
    buffer_append_format_list(&actor->why, format, arguments);
    va_end(arguments);
    actor->place = ACTOR_LOST;
    actor->did = 1;
}

bool actor_reap(Actor *actor, int *status) {
    for (int64_t until = clock_now() + CLOCK_SECOND; actor->pid > 0 && clock_now() < until;
         poll(NULL, 0, 1)) {
        pid_t pid = waitpid(actor->pid, status, WNOHANG);
        if (pid == 0 || retry_is_due(pid)) continue;
        actor->pid = 0;
        return pid > 0;
    }
    return false;
}

void actor_stop(Actor *actor, int64_t until) {
    if (actor->kind->stop) actor->kind->stop(actor, until);
}

void actor_free(Actor *actor) {
    if (actor->pid > 0) {
        kill(-actor->pid, SIGKILL);
        kill(actor->pid, SIGKILL);
        while (retry_is_due(waitpid(actor->pid, NULL, 0))) {}
    }
    if (actor->kind->free) actor->kind->free(actor);
    for (size_t i = 0; i < actor->call_count; i++) entry_clear(&actor->calls[i]);
    memory_free(actor->calls);
    Buffer *buffers[] = { &actor->shown, &actor->prompt, &actor->call, &actor->why };
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) buffer_clear(buffers[i]);
    memory_free(actor);
}
