/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a method of a socket waits.
 *
 * Each is one try (sched/io.h), and waiting when it would block. A task that waits alone makes the plain
 * blocking call: nothing else could run. */
#include "base/retry.h"
#include "modules/socket/methods.h"
#include <errno.h>

Outcome socket_check_open(Call *call, const Socket *self) {
    return self->fd < 0 ? raise_errno(call->task, EBADF) : DONE;
}

enum { WAITED = 1 };

Outcome socket_wait(Call *call, Socket *self, WaitKind kind) {
    Sched *sched = sched_of(call);
    if (self->timeout == 0) return raise_errno(call->task, EAGAIN);
    if (call->step != WAITED) {
        call->step = WAITED;
        call->mark = self->timeout < 0 ? SCHED_NEVER : sched_after(sched, self->timeout);
    } else if (call->woken_late) {
        return raise_error(call->task, TimeoutError, "timed out");
    }
    return sched_park(call, self->fd, kind, call->mark);
}

/* MSG_DONTWAIT: this call does not wait. With a timeout CPython waits all the same, before it tries. */
static bool may_wait(const Socket *self, int flags) { return !(flags & MSG_DONTWAIT) || self->timeout >= 0; }

Outcome socket_wait_with(Call *call, Socket *self, WaitKind kind, int flags) {
    return may_wait(self, flags) ? socket_wait(call, self, kind) : raise_errno(call->task, EAGAIN);
}

IoMode socket_mode(Call *call, const Socket *self) {
    return self->timeout < 0 && !self->kernel_nonblocking && sched_is_lone(call) ? IO_WAIT : IO_TRY;
}

/* A socket that never waits always tries: its event may be there and not fetched yet; and one that waits
 * in the kernel needs no event. */
bool socket_tries_in_vain(Call *call, const Socket *self, WaitKind kind, IoMode mode, int flags) {
    return mode == IO_TRY && self->timeout != 0 && may_wait(self, flags) &&
           !sched_may_be_ready(sched_of(call), self->fd, kind);
}

Outcome socket_fail(Call *call, ssize_t problem) {
    return retry_is_told(problem) ? sched_raise_interrupt(call) : raise_errno(call->task, (int)-problem);
}
