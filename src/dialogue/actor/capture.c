/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialogue/actor/capture.h"
#include "base/retry.h"
#include "sched/descriptor.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

bool capture_open(Capture *capture) {
    capture->fd = descriptor_raise(memfd_create("shown", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    bool is_open = capture->fd >= 0 && ftruncate(capture->fd, CAPTURE_LIMIT) == 0 &&
                   fcntl(capture->fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) == 0;
    if (!is_open) capture_close(capture);
    return is_open;
}

void capture_close(Capture *capture) {
    int problem = errno;
    if (capture->fd >= 0) close(capture->fd);
    capture->fd = -1;
    errno = problem;
}

bool capture_take(Capture *capture, Buffer *out) {
    off_t count = lseek(capture->fd, 0, SEEK_CUR);
    for (off_t at = 0; at < count;) {
        char block[65536];
        size_t size = count - at < (off_t)sizeof block ? (size_t)(count - at) : sizeof block;
        ssize_t got = pread(capture->fd, block, size, at);
        if (retry_is_due(got)) continue;
        if (got <= 0) break;
        buffer_append(out, block, (size_t)got);
        at += got;
    }
    if (count > 0) lseek(capture->fd, 0, SEEK_SET);
    return count >= CAPTURE_LIMIT;
}
