/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What class threading.local stands on: an object with other attributes for each task.
 *
 * A task holds its part of all such objects, a dict from their addresses to the attributes, so that they go
 * when it ends. The object itself holds the attributes of the task that looked last, where the machine finds
 * those of any object: so each way to them goes through local_enter first, and nothing else runs in between.
 * At its end it takes its address out of all tasks, before anything else can have it. */
#include "modules/threading/local.h"
#include "vm/attribute.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"

typedef struct {
    Container head;
    Value attributes;          /* of the task `owner`; ABSENT: of none */
    uint32_t owner;            /* a task's number, MAIN_THREAD or NOBODY */
    Value arguments, keywords; /* with which __init__ is called again in each task */
    Machine *machine;
} Local;

enum { NOBODY = 0 };
#define MAIN_THREAD UINT32_MAX

/* Tasks of the main thread are one. */
static Value *locals_of(Task *task) { return task->is_thread ? &task->locals : &task->machine->main_locals; }
static uint32_t thread_of(const Task *task) { return task->is_thread ? task->number : MAIN_THREAD; }

static Value key_of(const Local *local) { return int_from_int64((int64_t)(intptr_t)local); }

static HashedKey hashed(Value key) {
    HashedKey hashed = { .key = key };
    value_hash(key, &hashed.hash, 0);
    return hashed;
}

void local_keep_take(Task *task, Value value) {
    enum { NO_ADDRESS = 0 };
    Value *locals = locals_of(task);
    if (is_absent(*locals)) *locals = dict_value(dict_new());
    if (!dict_set(dict_of(*locals), hashed(small_int(NO_ADDRESS)), value)) memory_end();
    release(value);
}

static void forget(Value locals, const Local *local) {
    if (is_absent(locals)) return;
    Value key = key_of(local);
    dict_remove(dict_of(locals), hashed(key));
    release(key);
}

static void local_free(Object *object) {
    Local *local = (Local *)object;
    Link *tasks = &local->machine->tasks;
    for (Link *link = tasks->next; link != tasks; link = link->next)
        forget(CONTAINER_OF(link, Task, all_link)->locals, local);
    forget(local->machine->main_locals, local);
    release(local->attributes);
    release(local->arguments);
    release(local->keywords);
    object_release_memory(object);
}

static void local_visit(Object *object, VisitFunction *visit, void *context) {
    const Local *local = (Local *)object;
    visit(local->attributes, context);
    visit(local->arguments, context);
    visit(local->keywords, context);
}

static void local_clear(Object *object) {
    Local *local = (Local *)object;
    replace_take(&local->attributes, ABSENT);
    replace_take(&local->arguments, ABSENT);
    replace_take(&local->keywords, ABSENT);
    local->owner = NOBODY;
}

static const Type local_type = {
    .name = "_thread._local_data",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_ATTRIBUTES | TYPE_WEAK,
    .size = sizeof(Local),
    .attributes_offset = offsetof(Local, attributes),
    .free = local_free,
    .visit = local_visit,
    .clear = local_clear,
};

static Local *self_local(Call *call) {
    if (has_layout(call->args[0], &local_type)) return (Local *)object_of(call->args[0]);
    raise_error(call->task, TypeError, "a threading.local is required, not '%T'", call->args[0]);
    return NULL;
}

/* The attributes become those of the task that asks. NO: they were there; YES: they are new; HOOK:
 * MemoryError. */
static Verdict local_enter(Task *task, Local *local) {
    if (local->owner == thread_of(task) && !is_absent(local->attributes)) return NO;
    Value *locals = locals_of(task);
    if (is_absent(*locals)) *locals = dict_value(dict_new());
    Value key = key_of(local), attributes = retain(dict_peek(dict_of(*locals), hashed(key)));
    bool is_new = is_absent(attributes), done = true;
    if (is_new) {
        attributes = dict_value(dict_new());
        done = dict_set(dict_of(*locals), hashed(key), attributes);
    }
    release(key);
    replace_take(&local->attributes, attributes);
    local->owner = thread_of(task);
    return !done ? HOOK : is_new ? YES : NO;
}

static Outcome local_make(Call *call) {
    Local *local = class_allocate((Class *)object_of(call->args[0]));
    local->machine = call_machine(call);
    local->arguments = retain(call->args[1]);
    local->keywords = retain(call->args[2]);
    Value made = object_value(local);
    if (local_enter(call->task, local) != HOOK) return give(call, made);
    release(made);
    return raise_memory(call->task);
}

static Outcome local_begin(Call *call) {
    Local *local = self_local(call);
    if (!local) return RAISED;
    Verdict entered = local_enter(call->task, local);
    return entered == HOOK ? raise_memory(call->task) : give_bool(call, entered == YES);
}

static Outcome local_arguments(Call *call) {
    const Local *local = self_local(call);
    return local ? give(call, tuple_from((Value[]){ local->arguments, local->keywords }, 2)) : RAISED;
}

/* This task has no attributes here, as if it had never looked. */
static Outcome local_leave(Call *call) {
    Local *local = self_local(call);
    if (!local) return RAISED;
    forget(*locals_of(call->task), local);
    replace_take(&local->attributes, ABSENT);
    local->owner = NOBODY;
    return give_none(call);
}

static Outcome with_own(Call *call, Native *operation, size_t count, const Value *args) {
    if (call->step) return DONE;
    call->step = 1;
    Local *local = self_local(call);
    if (!local) return RAISED;
    if (local_enter(call->task, local) == HOOK) return raise_memory(call->task);
    return call_native(call, operation, 0, count, args);
}

static Outcome local_get(Call *call) { return with_own(call, operation_default_attribute, 2, call->args); }

static Outcome local_set(Call *call) {
    return with_own(call, operation_set_default, 3, (Value[]){ call->args[2], call->args[0], call->args[1] });
}

static Outcome local_delete(Call *call) { return with_own(call, operation_delete_default, 2, call->args); }

static Outcome local_drop_all(Call *call) {
    Value locals = *locals_of(call->task);
    if (is_absent(locals)) return give_none(call);
    *locals_of(call->task) = ABSENT;
    size_t position = 0;
    for (const DictEntry *entry; (entry = dict_next(dict_of(locals), &position));) {
        int64_t address;
        int_fits_int64(entry->key, &address);
        Local *local = (Local *)(intptr_t)address;
        if (!local || local->owner != thread_of(call->task)) continue;
        replace_take(&local->attributes, ABSENT);
        local->owner = NOBODY;
    }
    release(locals);
    return give_none(call);
}

const NativeSpec local_functions[] = {
    { "local_make(cls, arguments, keywords, /)", local_make, "A new object, with what its __init__ gets." },
    { "local_begin(local, /)", local_begin, "Whether the thread that asks is new to this object." },
    { "local_arguments(local, /)", local_arguments, "What __init__ gets." },
    { "local_leave(local, /)", local_leave, "Forget the attributes of the thread that asks." },
    { "local_get(local, name, /)", local_get, "An attribute of the thread that asks." },
    { "local_set(local, name, value, /)", local_set, "Set an attribute of the thread that asks." },
    { "local_delete(local, name, /)", local_delete, "Delete an attribute of the thread that asks." },
    { "drop_locals()", local_drop_all, "Forget all attributes of the thread that asks: it ends." },
    { 0 },
};

const ClassSpec local_class = {
    .type = &local_type,
    .module = "_thread",
    .doc = "What threading.local stands on.",
};
