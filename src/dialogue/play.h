/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays a dialogue: one actor a role, a turn typed only when all is quiet, and each turn's verdict.
 *
 * Quiet: every actor had its run and did nothing, and no byte is on its way. So the same dialogue plays the
 * same each time, and nothing sleeps or guesses. Where all roles are ours and the namespace is our own,
 * their clock is virtual: it stands while anyone works, and jumps to the nearest deadline when the next
 * turn cannot be typed otherwise. */
#pragma once
#include "document/document.h"
#include "document/ports.h"
#include "journal/chronicle.h"

typedef enum {
    TURN_NOT_PLAYED, /* skipped, or the dialogue ended before */
    TURN_SAME,
    TURN_DIFFERENT,   /* it showed something else */
    TURN_PROMPT,      /* its role did not show its prompt: `where` says what it showed */
    TURN_PENDING,     /* it did not come back before its role's next turn, or before the end */
    TURN_NOT_BLOCKED, /* marked `blocks`, and it did not */
    TURN_EXIT,        /* the exit status is another one than the mark's */
    TURN_LOST,        /* its role crashed, ended, or could not be started */
    TURN_TIMEOUT,     /* its time was over */
    TURN_NOT_READY,   /* what it was to be ready for has not come */
    TURN_INCOMPLETE,  /* what is typed is no whole statement */
} TurnVerdict;

typedef struct {
    TurnVerdict verdict;
    Buffer shown;           /* without the ^C of a terminal */
    MatchResult difference; /* TURN_DIFFERENT */
    Buffer where;           /* of its role: what it was doing */
    Buffer others;          /* what each other role was doing, a line each, when this turn failed */
    int status;             /* of a shell's line, or where a mark asks: how it ended; -1: it has not */
    bool is_cut;            /* more was shown than is kept */
    int64_t begun, ended;   /* clock_now; 0: it was not typed, it has not come back */
    bool needs_shell;       /* it failed, most likely for want of a shell's turn that was not run */
} PlayedTurn;

typedef struct {
    const char *folder; /* of the document, absolute */
    bool own_namespace;
    bool real_time;
    double timeout, total_timeout; /* seconds; where the document does not say */
    /* of the command line: players and timeouts that win over the document's; NULL */
    const Settings *settings;
    void (*on_turn)(void *context, const Turn *turn, const PlayedTurn *played); /* as it is played; NULL */
    void (*on_folder)(void *context, const char *path); /* a dialogue plays there; NULL */
    void *context;
    Chronicle *chronicle; /* where all that happens is told: the ladder's source; NULL */
    PortSet *ends;        /* of connections that roles made; NULL */
    int packets;          /* a file for the packets, in pcap's format; 0: none */
} PlayOptions;

typedef struct {
    PlayedTurn *turns; /* of the dialogue, in its order */
    size_t count;
    Buffer problem; /* the dialogue could not be played: why; empty: it was */
} Played;

/* For a signal's handler: ends every role, and the dialogue as soon as it can; the process where none is
 * played. */
void play_stop(int number);

void play_dialogue(Document *document, Dialogue *dialogue, const PlayOptions *options, Bindings *bindings,
                   Played *played);
void played_clear(Played *played);
bool played_as_written(const Played *played);
