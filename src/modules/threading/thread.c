/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _thread: what module threading, which is written in the notation, stands on. A thread is a task.
 * See https://docs.python.org/3.11/library/_thread.html */
#include "base/clock.h"
#include "builtin/classes/file.h"
#include "builtin/classes/struct_sequence.h"
#include "builtin/text/traceback.h"
#include "modules/threading/local.h"
#include "sched/sched.h"
#include "vm/builtin.h"
#include <math.h>
#include <unistd.h>

/* ---- lock */

typedef struct {
    Object object;
    bool locked;
    WaitList waiters;
} Lock;

static void lock_free(Object *object) {
    wait_list_wake_all(&((Lock *)object)->waiters);
    object_release_memory(object);
}

static Verdict lock_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Lock *lock = (Lock *)object_of(self);
    buffer_append_format(out, "<%s _thread.lock object at %p>", lock->locked ? "locked" : "unlocked",
                         (const void *)lock);
    return YES;
}

static const Type lock_type = {
    .name = "_thread.lock",
    .flags = TYPE_WEAK,
    .size = sizeof(Lock),
    .free = lock_free,
    .repr = lock_repr,
};

static Lock *self_lock(const Call *call) { return (Lock *)object_of(call->args[0]); }

static Outcome thread_allocate_lock(Call *call) {
    Lock *lock = object_new(&lock_type, sizeof(Lock));
    wait_list_init(&lock->waiters);
    return give(call, object_value(lock));
}

/* Checks blocking and timeout and puts the deadline into call->mark. */
static Outcome begin_acquire(Call *call, bool *blocking) {
    double timeout;
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_double(call, 2, &timeout)) return RAISED;
    *blocking = is_same(call->args[1], TRUE);
    if (!*blocking && timeout != -1)
        return raise_error(call->task, ValueError, "can't specify a timeout for a non-blocking call");
    if (timeout < 0 && timeout != -1)
        return raise_error(call->task, ValueError, "timeout value must be positive");
    if (timeout > 9223372036.0) return raise_error(call->task, OverflowError, "timeout value is too large");
    call->mark = timeout == -1 ? SCHED_NEVER : sched_after(sched_of(call), timeout);
    if (timeout == 0) *blocking = false;
    return DONE;
}

enum { ACQUIRE_PARKED = 1 };

static Outcome lock_acquire(Call *call) {
    Lock *lock = self_lock(call);
    bool blocking = true;
    if (call->step != ACQUIRE_PARKED) {
        Outcome outcome = begin_acquire(call, &blocking);
        if (outcome != DONE) return outcome;
    }
    if (!lock->locked) {
        lock->locked = true;
        return give_bool(call, true);
    }
    if (!blocking || call->woken_late) return give_bool(call, false);
    call->step = ACQUIRE_PARKED;
    return task_park(call->task, &lock->waiters, call->mark);
}

static Outcome lock_release(Call *call) {
    Lock *lock = self_lock(call);
    if (!lock->locked) return raise_error(call->task, RuntimeError, "release unlocked lock");
    lock->locked = false;
    wait_list_wake_one(&lock->waiters);
    return give_none(call);
}

static Outcome lock_reinit(Call *call) {
    self_lock(call)->locked = false; /* nobody waits: the child of a fork has one task */
    return give_none(call);
}

static Outcome lock_locked(Call *call) { return give_bool(call, self_lock(call)->locked); }

static const NativeSpec lock_methods[] = {
    { "acquire(self, blocking=True, timeout=-1)", lock_acquire,
      "Take the lock; wait for it if blocking. True if taken.", .flags = NATIVE_OBSERVED },
    { "release(self)", lock_release, "Give the lock back; one task that waits for it goes on." },
    { "locked(self)", lock_locked, "Whether someone holds the lock." },
    { "_at_fork_reinit(self)", lock_reinit, NULL },
    { "__enter__(self, blocking=True, timeout=-1)", lock_acquire, "Take the lock.",
      .flags = NATIVE_OBSERVED },
    { "__exit__(self, *exception)", lock_release, "Give the lock back." },
    { 0 },
};

static const ClassSpec lock_class = {
    .type = &lock_type,
    .module = "_thread",
    .methods = lock_methods,
    .doc = "A lock. It is not owned: any task may release it.",
};

/* ---- the lock that is released when its thread ends, whose locals hold a Sentinel */

typedef struct {
    Object object;
    Value lock;
} Sentinel;

static void sentinel_free(Object *object) {
    Value value = ((Sentinel *)object)->lock;
    Lock *lock = (Lock *)object_of(value);
    lock->locked = false;
    wait_list_wake_all(&lock->waiters);
    release(value);
    object_release_memory(object);
}

static const Type sentinel_type = { .name = "_thread.sentinel",
                                    .size = sizeof(Sentinel),
                                    .free = sentinel_free };

static Outcome thread_set_sentinel(Call *call) {
    if (thread_allocate_lock(call) != DONE) return RAISED;
    Sentinel *sentinel = object_new(&sentinel_type, sizeof *sentinel);
    sentinel->lock = retain(call->result);
    local_keep_take(call->task, object_value(sentinel));
    return DONE;
}

/* ---- tasks */

/* An address is a number that no other thread has; the main thread outlives its tasks. */
static Value identity(const Task *task) {
    const void *address = task->is_thread ? (const void *)task : task->machine;
    return int_from_int64((int64_t)(intptr_t)address);
}

static Outcome thread_start(Call *call) {
    Task *task = task_new(call->task->machine);
    task->is_thread = true;
    if (!task_start(task, call->args[0], 0, NULL)) return RAISED;
    return give(call, identity(task));
}

static Outcome thread_exception_text(Call *call) {
    if (call->step == 1) return DONE;
    call->step = 1;
    return call_native(call, traceback_text, 0, 1, call->args);
}

static Outcome thread_get_ident(Call *call) { return give(call, identity(call->task)); }
static Outcome thread_main_ident(Call *call) {
    return give_int(call, (int64_t)(intptr_t)call->task->machine);
}
static Outcome thread_native_id(Call *call) { return give_int(call, gettid()); }
static Outcome thread_now(Call *call) {
    return give(call, float_new((double)sched_now(sched_of(call)) / CLOCK_SECOND));
}

static const NativeSpec thread_functions[] = {
    { "allocate_lock()", thread_allocate_lock, "A new lock." },
    { "start(function, /)", thread_start,
      "Run the function in a task of its own; gives the task's identity." },
    { "exception_text(exception, /)", thread_exception_text, NULL },
    { "get_ident()", thread_get_ident, "The identity of the task that asks." },
    { "main_ident()", thread_main_ident, "The identity of the main task." },
    { "get_native_id()", thread_native_id, "The kernel's number for the thread that runs all tasks." },
    { "now()", thread_now, "The scheduler's clock, in seconds." },
    { "allocate()", thread_allocate_lock, NULL },
    { "_set_sentinel()", thread_set_sentinel, NULL },
    { 0 },
};

static const NativeSpec hook_fields[] = {
    STRUCT_FIELD("exc_type", 0),
    STRUCT_FIELD("exc_value", 1),
    STRUCT_FIELD("exc_traceback", 2),
    STRUCT_FIELD("thread", 3),
    { 0 },
};

static bool thread_init(Machine *machine, Module *module) {
    static const StructSequenceSpec hook = { "_thread", "_ExceptHookArgs", hook_fields };
    struct_sequence_define(machine, module, "_ExceptHookArgs", &hook);
    module_add_functions(module, local_functions);
    module_add_functions(module, low_functions);
    dict_define_text_take(module->dict, "TIMEOUT_MAX", float_new(9223372036.0));
    dict_define_text_take(module->dict, "error", retain(object_value(machine->exceptions[RuntimeError])));
    dict_define_text_take(module->dict, "LockType", retain(object_value(machine_class(machine, &lock_type))));
    return true;
}

static const ClassSpec *const thread_classes[] = { &lock_class, &local_class, NULL };

const ModuleSpec thread_module = {
    .name = "_thread",
    .doc = "Tasks and locks, for module threading.",
    .functions = thread_functions,
    .classes = thread_classes,
    .init = thread_init,
};
