/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks: their stack of chunks, their ends, parking and waking. A task that nobody parks or wakes costs its
 * struct and one small chunk; chunks double up to a bound, and one spare is kept so that a call at the border
 * does not allocate. A server's connections are parked tasks, thousands of them: the spare goes when the task
 * parks. */
#include "vm/task.h"
#include "base/memory.h"
#include "vm/call.h"
#include "vm/machine.h"
#include <string.h>

/* A thread of module threading whose function waits in a socket call fits into the first. */
enum { FIRST_CHUNK = 1256, LARGEST_CHUNK = 64 * 1024 };

static StackChunk *chunk_new(size_t size, StackChunk *previous) {
    StackChunk *chunk = memory_get(sizeof(StackChunk) + size);
    chunk->previous = previous;
    chunk->spare = NULL;
    chunk->end = chunk->data + size;
    return chunk;
}

Task *task_new(Machine *machine) {
    Task *task = memory_get_zeroed(sizeof(Task));
    task->machine = machine;
    task->state = TASK_PARKED;
    task->references = 1;
    task->number = ++machine->tasks_made;
    task->exception = task->handled = task->result = task->locals = task->async_hooks = task->context =
        ABSENT;
    task->name = NONE;
    list_init(&task->waiters);
    wait_list_init(&task->joiners);
    task->chunk = chunk_new(FIRST_CHUNK, NULL);
    task->stack_top = task->chunk->data;
    task->stack_end = task->chunk->end;
    list_append(&machine->tasks, &task->all_link);
    machine->task_count++;
    return task;
}

static void task_free(Task *task) {
    release(task->exception);
    release(task->handled);
    release(task->result);
    release(task->name);
    release(task->locals);
    release(task->async_hooks);
    release(task->context);
    for (StackChunk *chunk = task->chunk; chunk;) {
        StackChunk *previous = chunk->previous;
        memory_free(chunk->spare);
        memory_free(chunk);
        chunk = previous;
    }
    memory_free(task);
}

void task_retain(Task *task) { task->references++; }

void task_release(Task *task) {
    if (--task->references == 0) task_free(task);
}

void *task_stack_grow(Task *task, size_t size) {
    StackChunk *old = task->chunk;
    size_t room = (size_t)(old->end - old->data) * 2;
    if (room > LARGEST_CHUNK) room = LARGEST_CHUNK;
    if (room < size) room = size;
    StackChunk *chunk = old->spare;
    old->spare = NULL;
    if (chunk && (size_t)(chunk->end - chunk->data) < size) {
        memory_free(chunk);
        chunk = NULL;
    }
    if (!chunk) chunk = chunk_new(room, old);
    task->chunk = chunk;
    task->stack_top = chunk->data + size;
    task->stack_end = chunk->end;
    return chunk->data;
}

void task_stack_shrink(Task *task, void *block) {
    StackChunk *chunk = task->chunk;
    while ((char *)block < chunk->data || (char *)block >= chunk->end) {
        StackChunk *previous = chunk->previous;
        memory_free(chunk->spare);
        chunk->spare = NULL;
        memory_free(previous->spare);
        previous->spare = chunk;
        chunk = previous;
    }
    task->chunk = chunk;
    task->stack_top = block;
    task->stack_end = chunk->end;
}

static void make_ready(Task *task) {
    task->state = TASK_READY;
    list_append(&task->machine->ready, &task->link);
}

bool task_start(Task *task, Value callable, size_t count, const Value *args) {
    if (!call_outermost(task, callable, count, args)) return false;
    make_ready(task);
    return true;
}

void task_start_code(Task *task, Code *code, Dict *globals) {
    Value function = function_new(object_value(code), globals, code->name, code->qualname);
    Frame *frame = frame_push(task, code, function, globals);
    frame_clear_slots(frame, 0);
    make_ready(task);
}

void task_start_native(Task *task, Native *native, size_t count, const Value *args) {
    call_outermost_native(task, native, count, args);
    make_ready(task);
}

Outcome task_park(Task *task, WaitList *list, int64_t deadline) {
    memory_free(task->chunk->spare);
    task->chunk->spare = NULL;
    task->timed_out = false;
    if (list) wait_list_add(list, &task->waiter, task);
    if (deadline != INT64_MAX) heap_push(&task->machine->deadlines, &task->deadline, deadline);
    task->state = TASK_PARKED;
    return PARKED;
}

void task_wake(Task *task) {
    if (task->state != TASK_PARKED) return;
    for (Link *sibling; (sibling = list_pop(&task->waiters));) {
        link_remove(&CONTAINER_OF(sibling, Waiter, sibling)->link);
    }
    heap_remove(&task->machine->deadlines, &task->deadline);
    make_ready(task);
}

static void call_upon(Task *task) {
    task_wake(task);
    task->machine->ticks = 0;
}

void task_interrupt(Task *task) {
    task->interrupted = true;
    call_upon(task);
}

void task_signal(Task *task) {
    task->signalled = true;
    call_upon(task);
}

Value task_take_exception(Task *task) {
    Value exception = task->exception;
    task->exception = ABSENT;
    return exception;
}
