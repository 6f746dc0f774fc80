/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose task runs a module's body, and who waits for its end. */
#include "modules/modules.h"
#include "vm/operations.h"

typedef struct {
    Object object;
    Task *owner; /* retained */
    WaitList waiters;
} Loading;

static void loading_free(Object *object) {
    Loading *loading = (Loading *)object;
    wait_list_wake_all(&loading->waiters);
    task_release(loading->owner);
    object_release_memory(object);
}

static const Type loading_type = { .name = "loading", .size = sizeof(Loading), .free = loading_free };

void module_begin_loading(Module *module, Task *task) {
    Loading *loading = object_new(&loading_type, sizeof *loading);
    task_retain(task);
    loading->owner = task;
    wait_list_init(&loading->waiters);
    module->initializing = true;
    replace_take(&module->loading, object_value(loading));
}

void module_end_loading(Module *module) {
    module->initializing = false;
    replace_take(&module->loading, ABSENT);
}

static Loading *loading_of(const Module *module) {
    return is_absent(module->loading) ? NULL : (Loading *)object_of(module->loading);
}

/* The module whose end the task waits for in an import; NULL: it does something else. */
static const Module *awaited(const Task *task) {
    if (task->state != TASK_PARKED || !task->frame || task->frame->code) return NULL;
    const Call *call = &native_frame(task->frame)->call;
    if (call->function != operation_import || call->step != IMPORT_WAITS || !is_str(call->keep)) return NULL;
    Value value = dict_peek_str(task->machine->modules, call->keep);
    return has_type(value, TYPE_ID_MODULE) ? (const Module *)object_of(value) : NULL;
}

/* Whoever loads the module waits for one that waits ... for this task: then nobody would ever go on. */
static bool is_circle(const Task *task, const Loading *loading) {
    for (size_t steps = 0; loading && steps < task->machine->task_count; steps++) {
        if (loading->owner == task) return true;
        const Module *next = awaited(loading->owner);
        loading = next ? loading_of(next) : NULL;
    }
    return false;
}

bool module_must_wait(const Module *module, const Task *task) {
    const Loading *loading = loading_of(module);
    return loading && !is_circle(task, loading);
}

Outcome module_wait(Call *call, const Module *module) {
    call->step = IMPORT_WAITS;
    return task_park(call->task, &loading_of(module)->waiters, INT64_MAX);
}
