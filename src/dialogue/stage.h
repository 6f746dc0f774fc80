/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage of a dialogue that is played: its actors, its clock, and running all of them until nothing
 * happens any more. */
#pragma once
#include "dialogue/actor/actor.h"
#include "dialogue/play.h"
#include "dialogue/quiet/quiet.h"
#include <limits.h>

enum { NO_TURN = -1 };

typedef struct {
    Actor *actor;       /* NULL: not on the stage yet */
    long turn;          /* the last one typed, in the dialogue; NO_TURN */
    int64_t time;       /* that turn may take, nanoseconds */
    bool did_interrupt; /* it was given a Ctrl-C */
    size_t column;      /* in the chronicle, where one is written */
} Part;

typedef struct {
    Document *document;
    Dialogue *dialogue;
    const PlayOptions *options;
    Bindings *bindings;
    Played *played;
    Part *parts;         /* by role */
    char work[PATH_MAX]; /* the folder in which it plays */
    bool is_virtual;
    bool has_others;   /* a role is a program that is not ours: that all is quiet is not the end */
    int64_t patience;  /* until then (clock_now) who is at work by itself holds the next line back */
    int64_t now, wall; /* of the virtual clock */
    int64_t until;     /* the end of the document's time */
    Quiet quiet;
    pid_t pids[ROLE_LIMIT]; /* of the actors, for quiet */
    size_t kept;            /* bytes shown, of all turns */
    bool has_stopped;
    struct Witness *witness; /* owned by itself (witness.c); NULL: nobody watches */
} Stage;

/* Nothing is played any more: something failed, or the checker is to end. */
bool stage_is_over(const Stage *stage);
const Turn *stage_turn(const Stage *stage, size_t i);
PlayedTurn *stage_played(Stage *stage, long i);
Part *stage_part(Stage *stage, const Turn *turn);
int64_t stage_turn_time(const Stage *stage, const Turn *turn); /* nanoseconds */

bool stage_open(Stage *stage); /* false: the problem is said */
/* Ends all. last: told of each part whose turn is still open, when it has been asked to end and has ended, or
 * not. */
void stage_close(Stage *stage, void (*last)(Stage *stage, Part *part));
/* Starts it when it is not on the stage yet; it may be lost. Borrowed. */
Actor *stage_actor(Stage *stage, const Turn *turn);
/* The turn has failed, unless it has already. What the actors are doing is noted. */
void stage_fail(Stage *stage, Part *part, long turn, TurnVerdict verdict);
/* A line is typed: from now on who is at work holds the next one back for a while. */
void stage_be_patient(Stage *stage);
/* Until nothing happens any more, the role `first` having its run first. */
void stage_settle(Stage *stage, size_t first);
/* Until is_there() says so, its program has ended, or its time is over: false then. Others go on meanwhile.
 */
bool stage_wait_for(Stage *stage, Part *part, bool (*is_there)(Stage *stage, Part *part));
/* Until its actor is no longer in a call, time going on where nothing else does; false: it stays there. */
bool stage_bring_back(Stage *stage, Part *part);
/* Real time: a sleep is waited for before anything else is typed. */
void stage_wait_for_sleepers(Stage *stage);
