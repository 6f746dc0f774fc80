/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module select share: several descriptors waited for at once. */
#pragma once
#include "base/clock.h"
#include "sched/sched.h"

/* Descriptors with what is waited for on each, and room for the task that waits: a value, so that a call can
 * keep it. */
typedef struct {
    Object object;
    struct pollfd *fds;
    Waiter *waiters; /* two for each; NULL until the first wait */
    size_t count, capacity;
} PollSet;

Value poll_set_new(void);
static inline PollSet *poll_set_of(Value value) { return (PollSet *)object_of(value); }
bool poll_set_push(PollSet *set, int fd, short events); /* false: memory refused */
/* Which are ready at this moment, into revents: how many, or -errno. */
int poll_set_look(PollSet *set);
Outcome poll_set_park(Call *call, PollSet *set, int64_t deadline); /* PARKED or RAISED */

/* A timeout in args[i]: None waits for ever. `unit` is how many nanoseconds one of it is; a fraction is
 * rounded up. `wrong` is the TypeError of what is no number. Negative: told by *is_negative, and the deadline
 * is never. */
bool arg_deadline(Call *call, size_t i, double unit, const char *wrong, int64_t *deadline, bool *is_negative);

extern const ClassSpec poll_class, epoll_class;
Native select_poll;
