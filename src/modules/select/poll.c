/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select.poll: descriptors registered with what is waited for on each, in the order in which they came. */
#include "builtin/functions/fileno.h"
#include "modules/select/select.h"
#include <errno.h>
#include <limits.h>

typedef struct {
    Object object;
    Dict *registered; /* a descriptor: its events */
} Poll;

static void poll_free(Object *object) {
    release(dict_value(((Poll *)object)->registered));
    object_release_memory(object);
}

static const Type poll_type = {
    .name = "select.poll",
    .size = sizeof(Poll),
    .free = poll_free,
};

static Dict *self_registered(const Call *call) { return ((Poll *)object_of(call->args[0]))->registered; }

Outcome select_poll(Call *call) {
    Poll *poll = object_new(&poll_type, sizeof *poll);
    poll->registered = dict_new();
    return give(call, object_value(poll));
}

static HashedKey key_of(int fd) { return (HashedKey){ small_int(fd), fd }; }

/* An unsigned short, as poll(2) has it. */
static bool arg_events(Call *call, size_t i, int64_t *events) {
    Value given = call->args[i];
    if (!is_int(given)) {
        raise_error(call->task, TypeError, "an integer is required");
    } else if (int_sign(given) < 0) {
        raise_error(call->task, ValueError, "value must be positive");
    } else if (!int_fits_int64(given, events)) {
        raise_error(call->task, OverflowError, "Python int too large to convert to C unsigned long");
    } else if (*events > USHRT_MAX) {
        raise_error(call->task, OverflowError, "Python int too large for C unsigned short");
    } else {
        return true;
    }
    return false;
}

static Outcome set_events(Call *call, bool must_be_there) {
    int fd;
    int64_t events;
    Outcome outcome = fileno_of(call, call->args[1], &fd);
    if (outcome != DONE) return outcome;
    if (!arg_events(call, 2, &events)) return RAISED;
    if (must_be_there && is_absent(dict_peek(self_registered(call), key_of(fd))))
        return raise_errno(call->task, ENOENT);
    if (!dict_set(self_registered(call), key_of(fd), small_int(events))) return raise_memory(call->task);
    return give_none(call);
}

static Outcome poll_register(Call *call) { return set_events(call, false); }
static Outcome poll_modify(Call *call) { return set_events(call, true); }

static Outcome poll_unregister(Call *call) {
    int fd;
    Outcome outcome = fileno_of(call, call->args[1], &fd);
    if (outcome != DONE) return outcome;
    if (!dict_remove(self_registered(call), key_of(fd))) return raise_key(call->task, small_int(fd));
    return give_none(call);
}

static bool fill_set(PollSet *set, Dict *registered) {
    size_t position = 0;
    for (DictEntry *entry; (entry = dict_next(registered, &position));) {
        short events = (short)small_int_of(entry->value);
        if (!poll_set_push(set, (int)small_int_of(entry->key), events)) return false;
    }
    return true;
}

/* [(descriptor, events)] of those that are ready. */
static Value ready_pairs(const PollSet *set) {
    Value list = list_new(0);
    for (size_t i = 0; i < set->count && !is_absent(list); i++) {
        if (!set->fds[i].revents) continue;
        Value pair = tuple_pair(small_int(set->fds[i].fd), small_int((unsigned short)set->fds[i].revents));
        if (is_absent(pair) || !list_push_take(list_of(list), pair)) replace_take(&list, ABSENT);
    }
    return list;
}

enum { POLL_WAITING = 1 };

static Outcome poll_poll(Call *call) {
    if (call->step != POLL_WAITING) {
        bool is_negative;
        if (!arg_deadline(call, 1, CLOCK_MILLISECOND, "timeout must be an integer or None", &call->mark,
                          &is_negative))
            return RAISED;
        call->keep = poll_set_new();
        if (!fill_set(poll_set_of(call->keep), self_registered(call))) return raise_memory(call->task);
        call->step = POLL_WAITING;
    }
    PollSet *set = poll_set_of(call->keep);
    bool is_over = call->woken_late || call->mark <= sched_now(sched_of(call));
    int ready = poll_set_look(set);
    if (ready < 0) return raise_errno(call->task, -ready);
    if (ready > 0 || is_over) return give(call, ready_pairs(set));
    return poll_set_park(call, set, call->mark);
}

#define EVENTS "7" /* POLLIN | POLLPRI | POLLOUT */

static const NativeSpec poll_methods[] = {
    { "register(self, fd, eventmask=" EVENTS ", /)", poll_register,
      "Watch this descriptor for these events from now on." },
    { "modify(self, fd, eventmask, /)", poll_modify, "Change for what a registered descriptor is watched." },
    { "unregister(self, fd, /)", poll_unregister, "Watch it no more." },
    { "poll(self, timeout=None, /)", poll_poll,
      "Wait, for so many milliseconds at most, until something is ready: pairs of a descriptor and its "
      "events.",
      .flags = NATIVE_OBSERVED },
    { 0 },
};

const ClassSpec poll_class = {
    .type = &poll_type,
    .module = "select",
    .methods = poll_methods,
    .doc = "Waits for descriptors that are registered with it.",
    .is_hidden = true,
};
