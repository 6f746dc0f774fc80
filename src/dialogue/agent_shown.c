/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both descriptors share one open file description and so one offset: what is written lies behind each other, whoever writes it,
 * and the offset says how much. Taking it sets the offset back. */
#include "dialogue/agent_shown.h"
#include "modules/file_object.h"
#include "modules/sys.h"
#include "sched/descriptor.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int shown = -1;

bool agent_shown_open(void) {
    shown = descriptor_raise(memfd_create("shown", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    return shown >= 0 && ftruncate(shown, AGENT_SHOWN_LIMIT) == 0 &&
           fcntl(shown, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0 && dup2(shown, STDOUT_FILENO) >= 0 &&
           dup2(shown, STDERR_FILENO) >= 0;
}

void agent_shown_by_line(Machine *machine) {
    Value file = dict_peek_text(sys_of(machine)->dict, "stdout");
    if (has_type(file, TYPE_ID_FILE)) ((File *)object_of(file))->line_buffered = true;
}

bool agent_shown_take(Buffer *out) {
    off_t count = lseek(shown, 0, SEEK_CUR);
    for (off_t at = 0; at < count;) {
        char block[65536];
        size_t size = count - at < (off_t)sizeof block ? (size_t)(count - at) : sizeof block;
        ssize_t got = pread(shown, block, size, at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        buffer_append(out, block, (size_t)got);
        at += got;
    }
    lseek(shown, 0, SEEK_SET);
    return count >= AGENT_SHOWN_LIMIT;
}
