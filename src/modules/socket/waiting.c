/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a method of a socket waits: each is one try (sched/io.h), and waiting when it would block. */
#include "base/retry.h"
#include "modules/socket/methods.h"
#include <sys/time.h>

enum { WAITED = 1 };

/* ---- deadlines */

/* SO_RCVTIMEO or SO_SNDTIMEO. */
static int64_t system_deadline(const Call *call, const Socket *self, WaitKind kind) {
    struct timeval limit = { 0 };
    socklen_t length = sizeof limit;
    int option = kind == WAIT_READ ? SO_RCVTIMEO : SO_SNDTIMEO;
    if (io_get_option(self->fd, SOL_SOCKET, option, &limit, &length) < 0 || !(limit.tv_sec || limit.tv_usec))
        return SCHED_NEVER;
    return sched_after(sched_of(call), (double)limit.tv_sec + (double)limit.tv_usec / 1e6);
}

int64_t socket_limited_deadline(const Call *call, const Socket *self, WaitKind kind) {
    if (self->timeout >= 0) return sched_after(sched_of(call), self->timeout);
    return system_deadline(call, self, kind);
}

/* ---- one wait */

/* A blocking call goes on in the kernel. One with a timeout is in poll(2), which looks at the number again
 * when it wakes: nobody has it, or another file is ready there, or it waits on. */
Outcome socket_check_left(Call *call, const Socket *self) {
    bool writes = call->spec->flags & (JOURNAL_SENDS | JOURNAL_ADDRESS);
    if (self->timeout < 0 || !io_is_ready(self->left_number, writes)) return DONE;
    return raise_errno(call->task, EBADF);
}

__attribute__((always_inline)) static inline Outcome wait_once(Call *call, Socket *self, WaitKind kind) {
    if (self->timeout == 0) return raise_errno(call->task, EAGAIN);
    if (call->step != WAITED) {
        call->step = WAITED;
        call->mark = socket_deadline(call, self, kind);
    } else if (call->woken_late) {
        return self->timeout < 0 ? raise_errno(call->task, EAGAIN)
                                 : raise_error(call->task, TimeoutError, "timed out");
    }
    return socket_park(call, self, kind, call->mark);
}

Outcome socket_wait(Call *call, Socket *self, WaitKind kind) { return wait_once(call, self, kind); }

/* Somebody else has made the description non-blocking. */
static bool is_foreign(const Socket *self) {
    return self->is_shared && self->timeout < 0 && !self->kernel_nonblocking && io_is_nonblocking(self->fd);
}

Outcome socket_wait_with(Call *call, Socket *self, WaitKind kind, int flags) {
    if (!socket_may_wait(self, flags) || is_foreign(self)) return raise_errno(call->task, EAGAIN);
    return wait_once(call, self, kind);
}

Outcome socket_fail(Call *call, ssize_t problem) {
    return retry_is_told(problem) ? sched_go_on(call) : raise_errno(call->task, (int)-problem);
}
