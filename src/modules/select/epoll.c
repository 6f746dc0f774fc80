/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select.epoll: an epoll of the program's own. Waiting for it parks on its descriptor, which is readable when
 * one of those that it watches is ready. See epoll(7). */
#include "base/memory.h"
#include "builtin/functions/fileno.h"
#include "modules/select/select.h"
#include "sched/io.h"
#include "vm/class_call.h"
#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

typedef struct {
    Object object;
    Machine *machine; /* borrowed: who waits on the descriptor is told of its end */
    int fd;           /* -1: closed */
} Epoll;

static int epoll_end(Epoll *self) {
    if (self->fd < 0) return 0;
    sched_forget(self->machine->sched, self->fd);
    int problem = io_close(self->fd);
    self->fd = -1;
    return problem;
}

static void epoll_free(Object *object) {
    epoll_end((Epoll *)object);
    object_release_memory(object);
}

static const Type epoll_type = {
    .name = "select.epoll",
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(Epoll),
    .free = epoll_free,
};

static Epoll *self_epoll(const Call *call) { return (Epoll *)object_of(call->args[0]); }

static Outcome check_open(Call *call) {
    if (self_epoll(call)->fd >= 0) return DONE;
    return raise_error(call->task, ValueError, "I/O operation on closed epoll object");
}

static Outcome give_epoll(Call *call, Value class, int fd) {
    if (fd < 0) return raise_errno(call->task, errno);
    Epoll *self = class_allocate((Class *)object_of(class));
    if (!self) {
        io_close(fd);
        return raise_memory(call->task);
    }
    self->machine = call_machine(call);
    self->fd = fd;
    return give(call, object_value(self));
}

static Outcome epoll_make(Call *call) {
    int size, flags;
    if (!arg_int(call, 1, &size) || !arg_int(call, 2, &flags)) return RAISED;
    if (size <= 0 && size != -1) return raise_error(call->task, ValueError, "negative sizehint");
    if (flags & ~EPOLL_CLOEXEC) return raise_error(call->task, OSError, "invalid flags");
    return give_epoll(call, call->args[0], epoll_create1(EPOLL_CLOEXEC));
}

static Outcome epoll_fromfd(Call *call) {
    int fd;
    return arg_int(call, 1, &fd) ? give_epoll(call, call->args[0], fd) : RAISED;
}

static Outcome epoll_fileno(Call *call) {
    return check_open(call) == DONE ? give_int(call, self_epoll(call)->fd) : RAISED;
}
static Outcome epoll_closed(Call *call) { return give_bool(call, self_epoll(call)->fd < 0); }

static Outcome epoll_close(Call *call) {
    int problem = epoll_end(self_epoll(call));
    return problem ? raise_errno(call->task, -problem) : give_none(call);
}

static Outcome epoll_enter(Call *call) {
    return check_open(call) == DONE ? give(call, retain(call->args[0])) : RAISED;
}

/* ---- what is watched */

static Outcome control(Call *call, int operation, int64_t events) {
    int fd;
    if (check_open(call) != DONE) return RAISED;
    Outcome outcome = fileno_of(call, call->args[1], &fd);
    if (outcome != DONE) return outcome;
    struct epoll_event event = { .events = (uint32_t)events, .data.fd = fd };
    if (epoll_ctl(self_epoll(call)->fd, operation, fd, &event) < 0) return raise_errno(call->task, errno);
    return give_none(call);
}

static Outcome control_events(Call *call, int operation) {
    int64_t events;
    return arg_int64(call, 2, &events) ? control(call, operation, events) : RAISED;
}

static Outcome epoll_register(Call *call) { return control_events(call, EPOLL_CTL_ADD); }
static Outcome epoll_modify(Call *call) { return control_events(call, EPOLL_CTL_MOD); }
static Outcome epoll_unregister(Call *call) { return control(call, EPOLL_CTL_DEL, 0); }

/* ---- waiting */

enum { EPOLL_WAITING = 1, MOST_EVENTS = 4096, USUAL_EVENTS = FD_SETSIZE - 1 };

static Value event_pairs(const struct epoll_event *events, int count) {
    Value list = list_new((size_t)count);
    for (int i = 0; i < count && !is_absent(list); i++) {
        Value pair = tuple_pair(small_int(events[i].data.fd), small_int(events[i].events));
        if (is_absent(pair) || !list_push_take(list_of(list), pair)) replace_take(&list, ABSENT);
    }
    return list;
}

static Outcome epoll_poll(Call *call) {
    int most;
    if (check_open(call) != DONE || !arg_int(call, 2, &most)) return RAISED;
    if (call->step != EPOLL_WAITING) {
        bool is_negative;
        if (!arg_deadline(call, 1, CLOCK_SECOND, "timeout must be an integer or None", &call->mark,
                          &is_negative))
            return RAISED;
        call->step = EPOLL_WAITING;
    }
    if (most == -1) most = USUAL_EVENTS;
    if (most < 1)
        return raise_error(call->task, ValueError, "maxevents must be greater than 0, got %d", most);
    struct epoll_event events[MOST_EVENTS];
    bool is_over = call->woken_late || call->mark <= sched_now(sched_of(call));
    int count = epoll_wait(self_epoll(call)->fd, events, most < MOST_EVENTS ? most : MOST_EVENTS, 0);
    if (count < 0) return raise_errno(call->task, errno);
    if (count > 0 || is_over) return give(call, event_pairs(events, count));
    return sched_park(call, self_epoll(call)->fd, WAIT_READ, call->mark);
}

#define EVENTS "7" /* EPOLLIN | EPOLLPRI | EPOLLOUT */

static const NativeSpec epoll_methods[] = {
    { "fromfd(cls, fd, /)", epoll_fromfd, "An epoll object of a descriptor that is one.",
      .flags = NATIVE_CLASSMETHOD },
    { "close(self, /)", epoll_close, "Close it." },
    { "closed", epoll_closed, "Whether it is closed." },
    { "fileno(self, /)", epoll_fileno, "Its descriptor." },
    { "register(self, fd, eventmask=" EVENTS ")", epoll_register,
      "Watch this descriptor for these events from now on." },
    { "modify(self, fd, eventmask)", epoll_modify, "Change for what a registered descriptor is watched." },
    { "unregister(self, fd)", epoll_unregister, "Watch it no more." },
    { "poll(self, timeout=None, maxevents=-1)", epoll_poll,
      "Wait, for so many seconds at most, until something is ready: pairs of a descriptor and its events.",
      .flags = NATIVE_OBSERVED },
    { "__enter__(self, /)", epoll_enter, "Return self." },
    { "__exit__(self, exc_type=None, exc_value=None, exc_tb=None, /)", epoll_close, "Close it." },
    { 0 },
};

const ClassSpec epoll_class = {
    .type = &epoll_type,
    .module = "select",
    .make = { "epoll(cls, sizehint=-1, flags=0)", epoll_make },
    .methods = epoll_methods,
    .doc = "Waits for descriptors that are registered with it; the kernel keeps them.",
};
