/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What processes write, kept in one file in memory. All that write share its open file description and so one
 * offset: what is written lies behind each other, no matter who writes it, and the offset says how much. The
 * file cannot grow past its limit (F_SEAL_GROW, fcntl(2)), so who writes without end gets an error, and no
 * memory is lost. */
#pragma once
#include "base/buffer.h"

enum { CAPTURE_LIMIT = 16 << 20 };

typedef struct {
    int fd; /* close-on-exec: to be duplicated onto descriptors 1 and 2 */
} Capture;

bool capture_open(Capture *capture); /* false: errno is set, and it is closed */
void capture_close(Capture *capture);
/* Moves what was written since the last time behind *out; whether it was cut at the limit. */
bool capture_take(Capture *capture, Buffer *out);
