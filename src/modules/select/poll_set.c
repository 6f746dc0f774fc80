/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "modules/select/select.h"
#include <errno.h>
#include <math.h>

static void poll_set_free(Object *object) {
    memory_free(((PollSet *)object)->fds);
    memory_free(((PollSet *)object)->waiters);
    object_release_memory(object);
}

static const Type poll_set_type = {
    .name = "poll_set",
    .size = sizeof(PollSet),
    .free = poll_set_free,
};

Value poll_set_new(void) { return object_value(object_new(&poll_set_type, sizeof(PollSet))); }

bool poll_set_push(PollSet *set, int fd, short events) {
    if (!memory_grow(&set->fds, &set->capacity, set->count + 1, sizeof *set->fds)) return false;
    set->fds[set->count++] = (struct pollfd){ .fd = fd, .events = events };
    return true;
}

int poll_set_look(PollSet *set) {
    int ready = poll(set->fds, set->count, 0); /* it does not wait, so no signal interrupts it */
    return ready < 0 ? -errno : ready;
}

Outcome poll_set_park(Call *call, PollSet *set, int64_t deadline) {
    if (!set->waiters && set->count) set->waiters = memory_try(2 * set->count * sizeof *set->waiters);
    if (!set->waiters && set->count) return raise_memory(call->task);
    return sched_park_any(call, set->fds, set->waiters, set->count, deadline);
}

bool arg_deadline(Call *call, size_t i, double unit, const char *wrong, int64_t *deadline,
                  bool *is_negative) {
    double amount;
    *deadline = SCHED_NEVER;
    *is_negative = false;
    if (!arg_is_given(call, i)) return true;
    switch (number_to_double(call->args[i], &amount)) {
    case NO: raise_error(call->task, TypeError, "%s", wrong); return false;
    case YES: break;
    default: amount = INFINITY;
    }
    if (isnan(amount)) {
        raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
        return false;
    }
    if (!(fabs(amount * unit) < 9223372036854775808.0)) {
        raise_error(call->task, OverflowError, "timestamp too large to convert to C _PyTime_t");
        return false;
    }
    *is_negative = amount < 0;
    if (!*is_negative) *deadline = sched_after(sched_of(call), amount * unit / CLOCK_SECOND);
    return true;
}
