/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system calls of sockets, one try each. */
#include "sched/io.h"
#include "base/retry.h"
#include "base/switches.h"
#include "sched/signals.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What to make of a call's result: RETRY, or what to answer. */
enum { RETRY = INT32_MIN };

static ssize_t failure(void) { return retry_is_due(-1) && !signals_are_due() ? RETRY : -errno; }

static inline ssize_t answer(ssize_t result) { return result >= 0 ? result : failure(); }

/* The test switch that makes this system call fail: -errno, or 0. */
static int injected(void) { return -switch_syscall_error(); }

static int mode_flags(int flags, IoMode mode) { return mode == IO_TRY ? flags | MSG_DONTWAIT : flags; }

ssize_t io_recv(int fd, void *buffer, size_t size, int flags, IoMode mode) {
    ssize_t result = injected();
    if (result) return result;
    do result = answer(recv(fd, buffer, size, mode_flags(flags, mode)));
    while (result == RETRY);
    return result;
}

ssize_t io_recvfrom(int fd, void *buffer, size_t size, int flags, Address *from, IoMode mode) {
    ssize_t result = injected();
    if (result) return result;
    struct sockaddr_storage storage;
    socklen_t length;
    do {
        length = sizeof storage;
        result = answer(recvfrom(fd, buffer, size, mode_flags(flags, mode), (void *)&storage, &length));
    } while (result == RETRY);
    if (result >= 0) *from = address_from_sockaddr(&storage, length);
    return result;
}

ssize_t io_send(int fd, const void *data, size_t count, int flags, IoMode mode) {
    ssize_t result = injected();
    if (result) return result;
    do result = answer(send(fd, data, count, mode_flags(flags, mode) | MSG_NOSIGNAL));
    while (result == RETRY);
    return result;
}

ssize_t io_sendto(int fd, const void *data, size_t count, int flags, const Address *to, IoMode mode) {
    ssize_t result = injected();
    if (result) return result;
    struct sockaddr_storage storage;
    socklen_t length = address_to_sockaddr(to, &storage);
    do
        result =
            answer(sendto(fd, data, count, mode_flags(flags, mode) | MSG_NOSIGNAL, (void *)&storage, length));
    while (result == RETRY);
    return result;
}

ssize_t io_recvmsg(int fd, struct msghdr *message, int flags, Address *from, IoMode mode) {
    ssize_t result = injected();
    if (result) return result;
    struct sockaddr_storage storage;
    size_t room = message->msg_controllen;
    message->msg_name = &storage;
    do {
        message->msg_namelen = sizeof storage;
        message->msg_controllen = room;
        result = answer(recvmsg(fd, message, mode_flags(flags, mode)));
    } while (result == RETRY);
    if (result >= 0) *from = address_from_sockaddr(&storage, message->msg_namelen);
    message->msg_name = NULL;
    return result;
}

ssize_t io_sendmsg(int fd, struct msghdr *message, int flags, const Address *to, IoMode mode) {
    ssize_t result = injected();
    if (result) return result;
    struct sockaddr_storage storage;
    message->msg_name = to ? &storage : NULL;
    message->msg_namelen = to ? address_to_sockaddr(to, &storage) : 0;
    do result = answer(sendmsg(fd, message, mode_flags(flags, mode) | MSG_NOSIGNAL));
    while (result == RETRY);
    message->msg_name = NULL;
    return result;
}

int io_accept(int fd, Address *from) {
    ssize_t result = injected();
    if (result) return (int)result;
    struct sockaddr_storage storage;
    socklen_t length;
    do {
        length = sizeof storage;
        result = answer(accept4(fd, (void *)&storage, &length, SOCK_CLOEXEC));
    } while (result == RETRY);
    if (result >= 0) *from = address_from_sockaddr(&storage, length);
    return (int)result;
}

/* A connection that a signal interrupts goes on by itself: it is in progress, not to be started again
 * (connect(2)). */
int io_connect(int fd, const Address *to) {
    int result = injected();
    if (result) return result;
    struct sockaddr_storage storage;
    socklen_t length = address_to_sockaddr(to, &storage);
    result = connect(fd, (void *)&storage, length);
    return retry_is_due(result) ? -EINPROGRESS : result < 0 ? -errno : 0;
}

int io_bind(int fd, const Address *address) {
    int problem = injected();
    if (problem) return problem;
    struct sockaddr_storage storage;
    socklen_t length = address_to_sockaddr(address, &storage);
    return bind(fd, (void *)&storage, length) < 0 ? -errno : 0;
}

int io_listen(int fd, int backlog) {
    int problem = injected();
    if (problem) return problem;
    return listen(fd, backlog) < 0 ? -errno : 0;
}

int io_shutdown(int fd, int how) {
    int problem = injected();
    if (problem) return problem;
    return shutdown(fd, how) < 0 ? -errno : 0;
}

int io_error(int fd) {
    int error = 0;
    socklen_t length = sizeof error;
    int problem = io_get_option(fd, SOL_SOCKET, SO_ERROR, &error, &length);
    return problem ? -problem : error;
}

int io_set_option(int fd, int level, int option, const void *value, socklen_t length) {
    int problem = injected();
    if (problem) return problem;
    return setsockopt(fd, level, option, value, length) < 0 ? -errno : 0;
}

int io_get_option(int fd, int level, int option, void *value, socklen_t *length) {
    int problem = injected();
    if (problem) return problem;
    return getsockopt(fd, level, option, value, length) < 0 ? -errno : 0;
}

typedef int AskName(int fd, struct sockaddr *address, socklen_t *length);

static int ask_name(AskName *ask, int fd, Address *out) {
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    int problem = injected();
    if (!problem && ask(fd, (void *)&storage, &length) < 0) problem = -errno;
    *out = problem ? (Address){ 0 } : address_from_sockaddr(&storage, length);
    return problem;
}

int io_local_name(int fd, Address *out) { return ask_name(getsockname, fd, out); }
int io_peer_name(int fd, Address *out) { return ask_name(getpeername, fd, out); }

int io_set_blocking(int fd, bool blocking) {
    int problem = injected();
    if (problem) return problem;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) return -errno;
    int wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
    if (wanted == flags) return 0;
    return fcntl(fd, F_SETFL, wanted) < 0 ? -errno : 0;
}

bool io_is_nonblocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && flags & O_NONBLOCK;
}

int io_socket(int family, int type, int protocol) {
    int problem = injected();
    if (problem) return problem;
    int fd = socket(family, type | SOCK_CLOEXEC, protocol);
    return fd < 0 ? -errno : fd;
}

int io_pair(int family, int type, int protocol, int fds[2]) {
    int problem = injected();
    if (problem) return problem;
    return socketpair(family, type | SOCK_CLOEXEC, protocol, fds) < 0 ? -errno : 0;
}

/* Linux has closed the descriptor even when a signal has interrupted close(2). */
int io_close(int fd) {
    int problem = injected(), result = close(fd);
    return result < 0 && !retry_is_due(result) ? -errno : problem;
}

int io_duplicate(int fd) {
    int problem = injected();
    if (problem) return problem;
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? -errno : copy;
}

ssize_t io_read(int fd, void *buffer, size_t size) {
    ssize_t result = injected();
    if (result) return result;
    do result = answer(read(fd, buffer, size));
    while (result == RETRY);
    return result;
}

int io_read_all(int fd, Buffer *out, size_t most) {
    enum { BLOCK = 65536 };
    while (out->count < most) {
        char *room = buffer_reserve(out, BLOCK);
        ssize_t got = room ? io_read(fd, room, BLOCK) : -ENOMEM;
        if (got <= 0) return (int)got;
        out->count += (size_t)got;
    }
    return 0;
}

ssize_t io_write(int fd, const void *data, size_t count) {
    ssize_t result = injected();
    if (result) return result;
    do result = answer(write(fd, data, count));
    while (result == RETRY);
    return result;
}

int io_write_all(int fd, const void *data, size_t count) {
    for (const char *at = data; count;) {
        ssize_t written = io_write(fd, at, count);
        if (retry_is_told(written)) continue;
        if (written < 0) return (int)written;
        at += written;
        count -= (size_t)written;
    }
    return 0;
}

/* What of the events is there, errors and hang-ups always. */
static short poll_now(int fd, short events) {
    struct pollfd ready = { .fd = fd, .events = events };
    int count = poll(&ready, 1, 0);
    return count < 0 ? events : count > 0 ? ready.revents : 0;
}

bool io_is_readable(int fd) { return poll_now(fd, POLLIN) != 0; }
bool io_is_ready(int fd, bool writes) { return poll_now(fd, writes ? POLLOUT : POLLIN) != 0; }
bool io_has_error(int fd) { return poll_now(fd, 0) & POLLERR; }

bool io_has_only_an_error(int fd) {
    int count;
    return io_has_error(fd) && ioctl(fd, FIONREAD, &count) == 0 && !count;
}
