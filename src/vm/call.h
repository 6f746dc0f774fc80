/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls: from a callable and its arguments to a frame on top of the task's stack.
 *
 * A call lies in a region: [callable, self or ABSENT, arguments...], on the caller's value stack or in a native's
 * request. call_begin pushes the frame of what is called, of the notation or a native's, and never runs it: the loop
 * does. Arguments move into a function's slots (the region is left ABSENT where they were); a native reads them where
 * they lie, and the region is released when it is done. */
#pragma once
#include "vm/task.h"

/* A frame of the notation. Takes `function` (what keeps the code alive); slots are uninitialised. */
static inline Frame *frame_push(Task *task, Code *code, Value function, Dict *globals) {
    size_t size = sizeof(Frame) + (code->slot_count + code->stack_size + FRAME_HEADROOM) * sizeof(Value);
    Frame *frame = task_stack_push(task, size);
    frame->block = frame;
    frame->caller = task->frame;
    frame->code = code;
    frame->ip = code->instructions;
    frame->slots = (Value *)(frame + 1);
    frame->top = frame->slots + code->slot_count;
    frame->globals = globals;
    frame->names = NULL;
    frame->function = function;
    frame->generator = NULL;
    task->frame = frame;
    task->depth++;
    return frame;
}

static inline void frame_clear_slots(Frame *frame, uint32_t from) {
    for (uint32_t i = from; i < frame->code->slot_count; i++) frame->slots[i] = ABSENT;
}

/* Releases what a frame of either kind owns and takes it off the stack. */
void frame_pop(Task *task, Frame *frame);
void native_frame_release(NativeFrame *frame); /* the first half of it */

static inline void native_frame_pop(Task *task, NativeFrame *frame) {
    const Call *call = &frame->call;
    bool is_clean = is_absent(call->keep) && is_absent(call->result) && is_absent(call->request[0]) &&
                    (call->request_count | frame->bound_count | frame->is_observed) == 0;
    if (!is_clean) native_frame_release(frame);
    task->frame = frame->head.caller;
    task_stack_pop(task, frame->head.block);
}

/* Begins the call in region. keywords: tuple of names of the last arguments, or ABSENT, borrowed.
 * base: where the caller's value stack goes back to after a native (NULL: the caller is a native).
 * Answers false with the exception pending on the task, or true with a new task->frame. */
bool call_begin(Task *task, Value *region, size_t count, Value keywords, Value *base);
/* The commonest kind of it, from the loop: a native whose arguments, on top of the caller's value stack, are what its
 * signature wants but for a few defaults, which go behind them. NULL: nothing has changed, call_begin must do it. */
NativeFrame *call_native_quickly(Task *task, Value *region, size_t count);
/* The same with a tuple (or list) of arguments and a dict (or ABSENT) of keywords. The region's self is ABSENT. */
bool call_begin_spread(Task *task, Value callable, Value arguments, Value keywords, Value *base);
/* A native of the machine over `count` operands, which the caller keeps alive. */
NativeFrame *call_operation(Task *task, Native *native, int64_t mark, Value *operands, size_t count,
                            Value *base);
/* What a native that answered CALLED asks for. */
bool call_requested(Task *task, NativeFrame *asking);
bool call_outermost(Task *task, Value callable, size_t count, const Value *args);
void call_outermost_native(Task *task, Native *native, size_t count, const Value *args);

void native_frame_clear_request(NativeFrame *frame);
