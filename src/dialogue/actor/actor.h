/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who plays a role: a process, and what it says of itself. The player knows no more of it than this; the
 * kinds are an agent of ours (channel.c), a program at a shell's prompt (shell.c), and another
 * interpreter on a pseudo-terminal (terminal.c).
 *
 * An actor acts only within actor_run: it takes what was typed, runs until it has nothing to do, and says
 * where it stands. */
#pragma once
#include "base/span.h"
#include "journal/entry.h"
#include <stdbool.h>
#include <sys/types.h>

typedef enum {
    ACTOR_AT_PROMPT,
    ACTOR_IN_CALL, /* blocked, or busy in a way that cannot be told */
    ACTOR_ENDED,
    ACTOR_LOST, /* it crashed, could not be started, or does not answer: `why` */
} ActorPlace;

#define ACTOR_NEVER INT64_MAX

typedef struct Actor Actor;

typedef struct {
    bool (*run)(Actor *actor, int64_t until); /* see actor_run */
    void (*type)(Actor *actor, Span text);
    void (*input)(Actor *actor, Span lines); /* what input() reads */
    void (*interrupt)(Actor *actor);
    void (*set_clock)(Actor *actor, int64_t now, int64_t wall); /* NULL: its time is real */
    void (*end)(Actor *actor);                                  /* Ctrl-D */
    void (*free)(Actor *actor);                                 /* what it owns, not itself */
    void (*stop)(Actor *actor, int64_t until); /* see actor_stop; NULL: nothing to clean up */
    bool tells_calls;                          /* where ActorStart asks for them */
    /* The process groups in which its programs live; NULL: it has none but its process's. */
    size_t (*groups)(const Actor *actor, const pid_t **groups);
} ActorKind;

struct Actor {
    const ActorKind *kind;
    pid_t pid; /* its process, leader of a process group of its own; 0: none any more */
    /* Who is at work by itself, as programs are that nobody sees into, holds the next line back until then
     * (clock_now). */
    int64_t patience;
    int64_t settle; /* nanoseconds that this is at most */
    /* what the last run told: */
    ActorPlace place;
    uint64_t did;            /* 0: nothing has happened */
    Buffer shown;            /* all that was shown and not taken yet by the player */
    bool is_cut;             /* more was shown than is kept */
    Buffer prompt;           /* ACTOR_AT_PROMPT */
    bool wants_more;         /* the prompt is for the rest of a statement */
    Buffer call;             /* ACTOR_IN_CALL: "accept"; empty: not known, or none */
    bool runs, on_disk;      /* ACTOR_IN_CALL, of a program: it computes; it waits for the disk */
    bool is_at_work;         /* the same: it will do something by itself */
    Address local, peer, to; /* ACTOR_IN_CALL */
    int64_t since, deadline; /* of the call; by the actor's clock, nanoseconds; ACTOR_NEVER */
    bool may_return;         /* of a call whose deadline is not known: it may come back by itself */
    int64_t next;            /* the nearest deadline of all its tasks */
    size_t typed;            /* lines not taken yet */
    int status;              /* ACTOR_ENDED: exit status, or minus the signal */
    Buffer why;
    Entry *calls; /* where they are told: those that nobody has taken yet */
    size_t call_count, call_capacity;
    uint64_t lost_calls;
    void *own; /* the kind's */
};

typedef struct {
    const char *prompt;  /* that it shows first; NULL: >>> */
    const char *folder;  /* of the document: where modules are found */
    const char *work;    /* where it runs, and what all roles share: a fresh folder */
    const char *name;    /* the role's */
    const char *command; /* starts the agent, as /bin/sh runs it; NULL: a child of this process */
    const char *program; /* another interpreter */
    bool is_virtual;
    int64_t now, wall;
    bool tells_calls; /* an agent's socket calls are wanted */
} ActorStart;

/* Owned; never NULL: one that could not be started is ACTOR_LOST. */
Actor *actor_agent_start(const ActorStart *start);
Actor *actor_shell_start(const ActorStart *start);
Actor *actor_terminal_start(const ActorStart *start);

/* Until it has nothing to do, or until this moment (clock_now): false then, and it may
 * go on. */
bool actor_run(Actor *actor, int64_t until);
bool actor_is_alive(const Actor *actor); /* neither ended nor lost */
void actor_lose(Actor *actor, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Its process's end, which must be near: false when it does not come within a second. */
bool actor_reap(Actor *actor, int *status);
/* What it runs is asked to end (SIGTERM), and may clean up until this moment. Returns as soon as nothing
 * runs any more; what it still shows is in `shown`, and its status, where it has ended by itself, in
 * `status`. */
void actor_stop(Actor *actor, int64_t until);
/* Ends it and its process group, by force where it does not go; frees it. */
void actor_free(Actor *actor);
