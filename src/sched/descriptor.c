/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where causette's own descriptors lie. */
#include "sched/descriptor.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

enum { HIGHEST_START = 4096, ROOM = 16 };

int descriptor_raise(int fd) {
    if (fd < 0) return -1;
    struct rlimit limit;
    int start = HIGHEST_START;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < HIGHEST_START + ROOM)
        start = limit.rlim_cur > ROOM ? (int)limit.rlim_cur - ROOM : 0;
    int raised = fcntl(fd, F_DUPFD_CLOEXEC, start);
    if (raised < 0) return fd;
    close(fd);
    return raised;
}
