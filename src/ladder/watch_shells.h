/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shells of this user, found where they meet (shell/meeting.h) and read as they tell (shell/offer.h).
 *
 * Nothing that a shell tells is trusted: it may end in the middle of a line, flood, be of another version or
 * lie. Who cannot be read is left, one that never ends a line as well; all are read in turn, a piece at a
 * time; times lie before the moment at which they were told. */
#pragma once
#include "journal/entry.h"
#include <poll.h>

enum { WATCHED_SHELLS = 100 /* at a time */, WATCHED_EVER = 10000 };

typedef struct WatchShells WatchShells;

typedef struct {
    uint64_t number; /* from 0; of one that was told before: it stands for that one */
    int64_t at;
    /* bytes of the prompt at the start of text, at most `count`; lines that were typed, at least 1 */
    size_t prompt, lines;
    const char *text; /* borrowed, as all texts here */
    size_t count;
} ToldTurn;

typedef enum {
    SHELL_ENDED,
    SHELL_VANISHED,   /* it was killed, or tells no more */
    SHELL_UNREADABLE, /* it told what is none of this */
} ShellEnd;

/* Told of everything. shell: its number, from 0, never used again. */
typedef struct {
    void *context;
    void (*joined)(void *context, size_t shell, pid_t pid);
    void (*prompt)(void *context, size_t shell, const char *text, size_t count);
    void (*entry)(void *context, size_t shell, const Entry *entry);
    void (*lost)(void *context, size_t shell, uint64_t count);
    void (*turn)(void *context, size_t shell, const ToldTurn *turn);
    void (*shown)(void *context, size_t shell, uint64_t number, const char *text, size_t count);
    void (*done)(void *context, size_t shell, uint64_t number);
    void (*cut)(void *context, size_t shell);
    void (*left)(void *context, size_t shell, ShellEnd how);
    void (*refused)(void *context, pid_t pid); /* one that never joined, and is still there */
} ShellsSink;

WatchShells *
watch_shells_open(const ShellsSink *sink); /* owned; NULL: there is no folder of this user's own */
void watch_shells_close(WatchShells *shells);
/* Descriptors to be polled, into out[WATCHED_SHELLS + 1]; how many. */
size_t watch_shells_polls(const WatchShells *shells, struct pollfd *out);
int watch_shells_time(const WatchShells *shells); /* milliseconds until it wants its turn anyway; -1: never */
/* Looks for shells, and reads what they tell; polls: as given before, with their answers. */
void watch_shells_step(WatchShells *shells, const struct pollfd *polls);
void watch_shells_finish(WatchShells *shells); /* reads what they have told until now; takes a moment */
/* A shell that was found has not told yet what is there already: what others tell may come before that. Not
 * for long. */
bool watch_shells_are_late(const WatchShells *shells);
