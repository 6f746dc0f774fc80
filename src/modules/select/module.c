/* SPDX-License-Identifier: GPL-3.0-or-later */
/* select: waiting for several descriptors at once. The kernel is asked with poll(2), and a task that has to
 * wait stands in the lists of all of them. See https://docs.python.org/3.11/library/select.html, select(2),
 * poll(2), epoll(7). */
#include "builtin/functions/fileno.h"
#include "modules/select/select.h"
#include "vm/special.h"
#include <errno.h>
#include <limits.h>
#include <sys/epoll.h>
#include <sys/select.h>

/* ---- select() */

/* How select(2) reads what poll(2) tells, a row for each of the three lists. */
static const struct {
    short wanted, ready;
} lists[] = {
    { POLLIN, POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR },
    { POLLOUT, POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR },
    { POLLPRI, POLLPRI },
};
enum { LISTS = 3, SELECT_WAITING = 1, SELECT_TIMED_OUT = 2 };

/* Item number `index` of the three lists taken as one, and the list it is in; false: behind the last. */
static bool find_item(const Call *call, size_t index, size_t *list, Value *item) {
    for (*list = 0; *list < LISTS; ++*list) {
        const Value *items;
        size_t count;
        sequence_peek(call->args[*list], &items, &count);
        if (index < count) {
            *item = items[index];
            return true;
        }
        index -= count;
    }
    return false;
}

/* The descriptors of all three lists, into the set in call->keep. */
static Outcome gather(Call *call) {
    PollSet *set = poll_set_of(call->keep);
    size_t list;
    Value item;
    while (find_item(call, set->count, &list, &item)) {
        int fd;
        Outcome outcome = fileno_of(call, item, &fd);
        if (outcome != DONE) return outcome;
        if (fd >= FD_SETSIZE)
            return raise_error(call->task, ValueError, "filedescriptor out of range in select()");
        if (!poll_set_push(set, fd, lists[list].wanted)) return raise_memory(call->task);
    }
    return DONE;
}

/* Three lists of those that are ready; *any: one is. ABSENT: raised. */
static Value ready_lists(Call *call, bool *any) {
    PollSet *set = poll_set_of(call->keep);
    Value results[] = { list_new(0), list_new(0), list_new(0) };
    size_t list;
    Value item;
    int problem = 0;
    for (size_t i = 0; find_item(call, i, &list, &item); i++) {
        short told = set->fds[i].revents;
        if (told & POLLNVAL) problem = EBADF;
        if (!(told & lists[list].ready)) continue;
        if (!list_push(list_of(results[list]), item)) problem = ENOMEM;
        *any = true;
    }
    Value tuple = tuple_from_take(results, LISTS);
    if (!problem) return tuple;
    release(tuple);
    problem == ENOMEM ? raise_memory(call->task) : raise_errno(call->task, problem);
    return ABSENT;
}

static Outcome select_begin(Call *call) {
    bool is_negative;
    if (!arg_deadline(call, 3, CLOCK_SECOND, "timeout must be a float or None", &call->mark, &is_negative))
        return RAISED;
    if (is_negative) return raise_error(call->task, ValueError, "timeout must be non-negative");
    for (size_t i = 0; i < LISTS; i++) {
        Outcome outcome = arg_items_or(call, i, "arguments 1-3 must be sequences");
        if (outcome != DONE) return outcome;
    }
    if (is_absent(call->keep)) call->keep = poll_set_new();
    return gather(call);
}

static Outcome select_select(Call *call) {
    if (call->step != SELECT_WAITING) {
        Outcome outcome = select_begin(call);
        if (outcome != DONE) return outcome;
        call->step = SELECT_WAITING;
    }
    PollSet *set = poll_set_of(call->keep);
    bool any = false, is_over = call->woken_late || call->mark <= sched_now(sched_of(call));
    int ready = poll_set_look(set);
    if (ready < 0) return raise_errno(call->task, -ready);
    Value result = ready_lists(call, &any);
    if (is_absent(result)) return RAISED;
    if (any || is_over) return give(call, result);
    release(result);
    return poll_set_park(call, set, call->mark);
}

/* ---- the module */

static const NativeSpec select_functions[] = {
    { "select(rlist, wlist, xlist, timeout=None, /)", select_select,
      "Wait until one of the descriptors can be read, written, or has an exceptional condition: three lists "
      "of those.",
      .flags = NATIVE_OBSERVED },
    { "poll()", select_poll, "An object that waits for descriptors that are registered with it." },
    { 0 },
};

static const IntSpec select_ints[] = {
    INT_SPEC(EPOLLERR),
    INT_SPEC(EPOLLET),
    INT_SPEC(EPOLLEXCLUSIVE),
    INT_SPEC(EPOLLHUP),
    INT_SPEC(EPOLLIN),
    INT_SPEC(EPOLLMSG),
    INT_SPEC(EPOLLONESHOT),
    INT_SPEC(EPOLLOUT),
    INT_SPEC(EPOLLPRI),
    INT_SPEC(EPOLLRDBAND),
    INT_SPEC(EPOLLRDHUP),
    INT_SPEC(EPOLLRDNORM),
    INT_SPEC(EPOLLWRBAND),
    INT_SPEC(EPOLLWRNORM),
    INT_SPEC(EPOLL_CLOEXEC),
    INT_SPEC(PIPE_BUF),
    INT_SPEC(POLLERR),
    INT_SPEC(POLLHUP),
    INT_SPEC(POLLIN),
    INT_SPEC(POLLMSG),
    INT_SPEC(POLLNVAL),
    INT_SPEC(POLLOUT),
    INT_SPEC(POLLPRI),
    INT_SPEC(POLLRDBAND),
    INT_SPEC(POLLRDHUP),
    INT_SPEC(POLLRDNORM),
    INT_SPEC(POLLWRBAND),
    INT_SPEC(POLLWRNORM),
    { 0 },
};

static bool select_init(Machine *machine, Module *module) {
    dict_define_text_take(module->dict, "error", retain(object_value(machine->exceptions[OSError])));
    return true;
}

static const ClassSpec *const select_classes[] = { &epoll_class, &poll_class, NULL };

const ModuleSpec select_module = {
    .name = "select",
    .doc = "Waiting for several descriptors at once.",
    .functions = select_functions,
    .ints = select_ints,
    .classes = select_classes,
    .init = select_init,
};
