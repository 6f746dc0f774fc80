/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The role's own descriptors 1 and 2 are the capture. */
#include "dialogue/actor/agent_shown.h"
#include "builtin/classes/file_object.h"
#include "dialogue/actor/capture.h"
#include <unistd.h>

static Capture capture = { -1 }; /* one agent a process */

void agent_shown_keep(int fd) { capture.fd = fd; }

bool agent_shown_open(void) {
    return (capture.fd >= 0 || capture_open(&capture)) && dup2(capture.fd, STDOUT_FILENO) >= 0 &&
           dup2(capture.fd, STDERR_FILENO) >= 0;
}

void agent_shown_by_line(Machine *machine) {
    Value file = dict_peek_text(machine_peek_sys(machine)->dict, "stdout");
    if (file_is_plain(file)) ((File *)object_of(file))->line_buffered = true;
}

bool agent_shown_take(Buffer *out) { return capture_take(&capture, out); }
