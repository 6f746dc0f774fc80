/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether bytes are on their way between sockets of this network namespace, read from one dump of its sockets: what one end has
 * sent the other must have received, its end-of-stream counted, unless the receiver's window is shut; and a SYN must have its
 * answer, unless none can come. See sock_diag(7), RFC 9293. */
#pragma once
#include "journal/kernel.h"
#include <stdbool.h>

typedef struct {
    Kernel kernel;
    KernelSockets sockets;
    const pid_t *pids; /* borrowed: only connections of these processes count; NULL: all, as in a namespace of one's own */
    size_t pid_count;
} Quiet;

void quiet_init(Quiet *quiet);
void quiet_clear(Quiet *quiet);
/* False: something is still moving, look again a little later. Where the kernel tells nothing: true. */
bool quiet_is_reached(Quiet *quiet);
