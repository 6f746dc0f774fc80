/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kernel tells about descriptors, behind five functions: a BSD or macOS port is one file beside
 * poller_epoll.c. A watched descriptor is registered once and reports edges, both directions; a level watch
 * reports for as long as there is something to read, and is for terminals, which must not be made
 * non-blocking. See epoll(7). */
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct Poller Poller;

typedef struct {
    int fd;
    bool readable, writable; /* both on errors and hang-ups: the next try tells which */
    bool ended;              /* the peer sends no more, or an error */
} PollerEvent;

Poller *poller_new(void); /* NULL: errno is set */
void poller_free(Poller *poller);
/* 0, or -errno; -EPERM: a file, which is always ready */
int poller_watch(Poller *poller, int fd, bool level);
void poller_forget(Poller *poller, int fd); /* before the descriptor is closed */
/* Waits for at most `timeout` nanoseconds (negative: for ever). The number of events, 0 at the timeout,
 * -errno: a signal came. */
int poller_wait(Poller *poller, int64_t timeout, PollerEvent *events, int most);
