/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The poller over epoll. Its own descriptor lies high (F_DUPFD_CLOEXEC), so that a program's first socket is
 * fd 3. */
#include "base/clock.h"
#include "base/memory.h"
#include "sched/descriptor.h"
#include "sched/poller.h"
#include <errno.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 256 };

struct Poller {
    int fd;
};

Poller *poller_new(void) {
    int fd = descriptor_raise(epoll_create1(EPOLL_CLOEXEC));
    if (fd < 0) return NULL;
    Poller *poller = memory_get(sizeof(Poller));
    poller->fd = fd;
    return poller;
}

void poller_free(Poller *poller) {
    close(poller->fd);
    memory_free(poller);
}

int poller_watch(Poller *poller, int fd, bool level) {
    struct epoll_event event = { .data.fd = fd };
    event.events = level ? EPOLLIN : EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    return epoll_ctl(poller->fd, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : -errno;
}

void poller_forget(Poller *poller, int fd) { epoll_ctl(poller->fd, EPOLL_CTL_DEL, fd, NULL); }

/* epoll_wait counts milliseconds: a shorter rest is slept exactly with epoll_pwait2, where the kernel
 * has it. */
static int wait_for(int fd, struct epoll_event *events, int most, int64_t timeout) {
    if (timeout <= 0) return epoll_wait(fd, events, most, timeout < 0 ? -1 : 0);
#ifdef SYS_epoll_pwait2
    struct timespec rest = { timeout / CLOCK_SECOND, timeout % CLOCK_SECOND };
    long count = syscall(SYS_epoll_pwait2, fd, events, most, &rest, NULL, 0);
    if (count >= 0 || errno != ENOSYS) return (int)count;
#endif
    return epoll_wait(fd, events, most, clock_poll_time(timeout));
}

int poller_wait(Poller *poller, int64_t timeout, PollerEvent *events, int most) {
    struct epoll_event batch[BATCH];
    int count = wait_for(poller->fd, batch, most < BATCH ? most : BATCH, timeout);
    if (count < 0) return -errno;
    for (int i = 0; i < count; i++) {
        bool broken = batch[i].events & (EPOLLERR | EPOLLHUP);
        events[i].fd = batch[i].data.fd;
        events[i].readable = broken || (batch[i].events & (EPOLLIN | EPOLLPRI | EPOLLRDHUP));
        events[i].ended = broken || (batch[i].events & EPOLLRDHUP);
        events[i].writable = broken || (batch[i].events & EPOLLOUT);
    }
    return count;
}
