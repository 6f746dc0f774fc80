/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether bytes are on their way between sockets of this network namespace, read from one dump of its
 * sockets: what one end has sent the other must have received, its end-of-stream counted, unless the
 * receiver's window is shut; and a SYN must have its answer, unless none can come. See sock_diag(7), RFC
 * 9293. */
#pragma once
#include "dialogue/quiet/traffic.h"
#include "kernel/kernel.h"
#include <stdbool.h>

typedef struct {
    Kernel kernel;
    KernelSockets sockets;
    const pid_t *pids; /* borrowed: only connections of these processes count */
    size_t pid_count;
    bool is_alone; /* the namespace is our own: all that is in it counts, and nothing but what is in it */
    Traffic traffic;
    bool has_unacknowledged; /* at the last look */
    unsigned lonely_looks;   /* in a row, at which only lonely connections were moving */
    /* lonely: without another end; so many were seen at the last look, and so many have stayed so */
    size_t lonely, accepted;
} Quiet;

/* Once the process is in the namespace of which it is asked. */
void quiet_init(Quiet *quiet, bool is_alone);
void quiet_clear(Quiet *quiet);
/* Somebody takes connections on this port, or datagrams. */
bool quiet_listens(Quiet *quiet, uint16_t port);
/* False: something is still moving, look again a little later. Where the kernel tells nothing: true. */
bool quiet_is_reached(Quiet *quiet);
