/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _queue: SimpleQueue, a queue without limit, whose get() parks the task until something is there. See
 * https://docs.python.org/3.11/library/queue.html#simplequeue-objects */
#include "base/clock.h"
#include "builtin/classes/object.h"
#include "sched/sched.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/wait.h"
#include <math.h>

typedef struct {
    Container head;
    Value items;  /* a list, of which those before `taken` are gone */
    size_t taken; /* None stands in their place */
    WaitList waiters;
} SimpleQueue;

static const ExceptionSpec empty_error = { "_queue", "Empty", Exception, NULL };

static SimpleQueue *self_queue(const Call *call) { return (SimpleQueue *)object_of(call->args[0]); }

static void queue_free(Object *object) {
    wait_list_wake_all(&((SimpleQueue *)object)->waiters);
    container_free(object);
}

static void queue_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((SimpleQueue *)object)->items, context);
}

static void queue_clear(Object *object) { replace_take(&((SimpleQueue *)object)->items, ABSENT); }

static const Type queue_type = {
    .name = "_queue.SimpleQueue",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE | TYPE_WEAK,
    .size = sizeof(SimpleQueue),
    .free = queue_free,
    .visit = queue_visit,
    .clear = queue_clear,
};

static Outcome raise_empty(Call *call) {
    Value none = tuple_from(NULL, 0);
    Value error = exception_new(module_exception(call_machine(call), &empty_error), none);
    raise_value(call->task, error);
    release(error);
    release(none);
    return RAISED;
}

static size_t count_of(const SimpleQueue *queue) { return list_of(queue->items)->count - queue->taken; }

/* The list is cut when half of it is gone, so that a step costs the same in the mean. */
static Value take_first(SimpleQueue *queue) {
    List *items = list_of(queue->items);
    Value first = items->items[queue->taken];
    items->items[queue->taken++] = NONE;
    if (queue->taken * 2 > items->count) {
        list_delete(items, 0, queue->taken);
        queue->taken = 0;
    }
    return first;
}

static Outcome queue_make(Call *call) {
    SimpleQueue *made = class_allocate((Class *)object_of(call->args[0]));
    made->items = list_new(0);
    wait_list_init(&made->waiters);
    return give(call, object_value(made));
}

static Outcome put(Call *call) {
    SimpleQueue *queue = self_queue(call);
    if (!list_push(list_of(queue->items), call->args[1])) return raise_memory(call->task);
    wait_list_wake_one(&queue->waiters);
    return give_none(call);
}

enum { GET_PARKED = 1 };

static Outcome begin_get(Call *call, bool *blocking) {
    double timeout;
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    *blocking = is_same(call->args[1], TRUE);
    call->mark = SCHED_NEVER;
    if (!*blocking || is_none(call->args[2])) return DONE;
    if (!is_float(call->args[2]) && !is_int(call->args[2]))
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer",
                           call->args[2]);
    if (!arg_double(call, 2, &timeout)) return RAISED;
    if (isnan(timeout)) return raise_error(call->task, ValueError, "Invalid value NaN (not a number)");
    if (timeout < 0) return raise_error(call->task, ValueError, "'timeout' must be a non-negative number");
    if (timeout > 9223372036.0) return raise_error(call->task, OverflowError, "timeout value is too large");
    call->mark = sched_after(call_machine(call)->sched, timeout);
    return DONE;
}

static Outcome get(Call *call) {
    SimpleQueue *queue = self_queue(call);
    bool blocking = true;
    if (call->step != GET_PARKED) {
        Outcome outcome = begin_get(call, &blocking);
        if (outcome != DONE) return outcome;
    }
    if (count_of(queue)) return give(call, take_first(queue));
    if (!blocking || call->woken_late) return raise_empty(call);
    call->step = GET_PARKED;
    return task_park(call->task, &queue->waiters, call->mark);
}

static Outcome get_nowait(Call *call) {
    if (count_of(self_queue(call))) return give(call, take_first(self_queue(call)));
    return raise_empty(call);
}

static Outcome empty(Call *call) { return give_bool(call, !count_of(self_queue(call))); }
static Outcome qsize(Call *call) { return give_int(call, (int64_t)count_of(self_queue(call))); }

static const NativeSpec methods[] = {
    { "put(self, item, block=True, timeout=None)", put, NULL, ARGS_KEYWORDS },
    { "put_nowait(self, item)", put, NULL, ARGS_KEYWORDS },
    { "get(self, block=True, timeout=None)", get, NULL, ARGS_KEYWORDS, NATIVE_OBSERVED },
    { "get_nowait(self, /)", get_nowait, NULL },
    { "empty(self, /)", empty, NULL },
    { "qsize(self, /)", qsize, NULL },
    CLASS_GETITEM,
    { 0 },
};

static const ClassSpec queue_class = {
    .type = &queue_type,
    .module = "_queue",
    .make = { "SimpleQueue(cls, /)", queue_make },
    .methods = methods,
};

static const ClassSpec *const classes[] = { &queue_class, NULL };
static const ExceptionSpec *const exceptions[] = { &empty_error, NULL };

const ModuleSpec _queue_module = { .name = "_queue", .classes = classes, .exceptions = exceptions };
