/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls: from a callable and its arguments to a frame on top of the task's stack.
 *
 * A call lies in a region: [callable, self or ABSENT, arguments...], on the caller's value stack or in a
 * native's request. call_begin pushes the frame of what is called, of the notation or a native's, and never
 * runs it: the loop does. Arguments move into a function's slots (the region is left ABSENT where they were);
 * a native reads them where they lie, and the region is released when it is done. */
#pragma once
#include "vm/signature.h"
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
    frame->object = NULL;
    task->frame = frame;
    task->depth++;
    return frame;
}

/* Whether all of a code is there, which may come from bytes that are read now. False: raised. */
bool call_complete_code(Task *task, Code *code);
static inline bool code_is_ready(Task *task, Code *code) {
    return __builtin_expect(code->instructions != NULL, 1) || call_complete_code(task, code);
}

static inline void frame_clear_slots(Frame *frame, uint32_t from) {
    for (uint32_t i = from; i < frame->code->slot_count; i++) frame->slots[i] = ABSENT;
}

/* A native's frame, over `bound` slots of its own, ABSENT at first. In the order in which the fields lie, so
 * that compilers write several at once. */
static inline NativeFrame *native_frame_push(Task *task, Native *native, size_t bound) {
    NativeFrame *frame = task_stack_push(task, sizeof(NativeFrame) + bound * sizeof(Value));
    frame->head.caller = task->frame;
    frame->head.code = NULL;
    frame->base = NULL;
    frame->delivery = DELIVER_PUSH;
    frame->has_parked = frame->is_observed = false;
    frame->bound_count = (uint16_t)bound;
    Call *call = &frame->call;
    call->task = task;
    call->args = frame->bound;
    call->count = (uint32_t)bound;
    call->step = 0;
    call->result = call->keep = ABSENT;
    call->mark = 0;
    call->spec = NULL;
    call->function = native;
    call->callee = ABSENT;
    call->request_kind = REQUEST_NONE;
    call->catches = call->woken_late = call->generator_returned = false;
    call->request_count = 0;
    for (size_t i = 0; i < bound; i++) frame->bound[i] = ABSENT;
    task->frame = &frame->head;
    return frame;
}

void call_release_request(Call *call);
static inline void call_clear_request(Call *call) {
    if (call->request_kind != REQUEST_NONE) call_release_request(call);
}

/* Releases what a frame of either kind owns and takes it off the stack. */
void frame_pop(Task *task, Frame *frame);
void native_frame_release(NativeFrame *frame); /* the first half of it */

static inline void native_frame_pop(Task *task, NativeFrame *frame) {
    const Call *call = &frame->call;
    bool is_clean = is_absent(call->keep) && is_absent(call->result) && call->request_kind == REQUEST_NONE &&
                    (frame->bound_count | frame->is_observed) == 0;
    if (!is_clean) native_frame_release(frame);
    task->frame = frame->head.caller;
    task_stack_pop(task, frame);
}

/* The same for one that is done: gives its result, and where that goes. */
static inline Value native_frame_end(Task *task, NativeFrame *frame, Value **base, Delivery *delivery) {
    Value result = take_result(&frame->call);
    *base = frame->base;
    *delivery = frame->delivery;
    if (*delivery == DELIVER_YIELD && frame->call.mark == 1) *delivery = DELIVER_YIELD_END;
    native_frame_pop(task, frame);
    return result;
}

/* The same for one that was done at once, without an observer: gives its result. */
static inline Value native_frame_finish(Task *task, NativeFrame *frame) {
    Value result = frame->call.result;
    if (__builtin_expect(!is_absent(frame->call.keep) || frame->call.request_kind != REQUEST_NONE, 0)) {
        frame->call.result = ABSENT;
        native_frame_release(frame);
    }
    task->frame = frame->head.caller;
    if (__builtin_expect(task->stack_top == (char *)(frame + 1), 1))
        task->stack_top = (char *)frame;
    else
        task_stack_pop(task, frame);
    return result;
}

void fill_closure(Frame *frame, const Function *function);
/* Begins the call in region. keywords: tuple of names of the last arguments, or ABSENT, borrowed.
 * base: where the caller's value stack goes back to after a native (NULL: the caller is a native).
 * Answers false with the exception pending on the task, or true with a new task->frame. */
bool call_begin(Task *task, Value *region, size_t count, Value keywords, Value *base);
/* The commonest kinds of it, from the loop: a native, or a built-in class, whose arguments, on top of the
 * caller's value stack, are what its signature wants but for a few defaults, which go behind them. NULL:
 * nothing has changed, call_begin must do it. */
static inline NativeFrame *call_native_quickly(Task *task, Value *region, size_t count);
static inline Frame *call_function_quickly(Task *task, Frame *frame, const uint32_t *ip, Value *region,
                                           const Value *top);
NativeFrame *call_class_quickly(Task *task, Value *region, size_t count);
/* The same with a tuple (or list) of arguments and a dict (or ABSENT) of keywords. The region's self is
 * ABSENT. */
bool call_begin_spread(Task *task, Value callable, Value arguments, Value keywords, Value *base);
/* A native of the machine over `count` operands, which the caller keeps alive. */
NativeFrame *call_operation(Task *task, Native *native, int64_t mark, Value *operands, size_t count,
                            Value *base);
/* What a native that answered CALLED asks for. */
bool call_requested(Task *task, NativeFrame *asking);
bool call_outermost(Task *task, Value callable, size_t count, const Value *args);
void call_outermost_native(Task *task, Native *native, size_t count, const Value *args);

/* ---- the inline ones */

/* The arguments are in place: a frame for them, and what the signature gives where there are none. */
static inline NativeFrame *call_in_place(Task *task, const Builtin *builtin, Value *region, Value *args,
                                         size_t count) {
    const Signature *signature = builtin->signature;
    for (; count < signature->slot_count; count++) args[count] = retain(signature->defaults[count]);
    task->frame->top = args + count;
    NativeFrame *frame = native_frame_push(task, builtin->spec->function, 0);
    frame->base = region;
    frame->call.args = args;
    frame->call.count = (uint32_t)count;
    frame->call.spec = builtin->spec;
    frame->call.callee = object_value(builtin);
    return frame;
}

/* The generator that it asked has ended with this value: what becomes of that. */
static inline Value native_frame_returned(NativeFrame *frame, Value value) {
    frame->call.generator_returned = true;
    if (frame->call.request_kind != REQUEST_NEXT) return value;
    release(value);
    return ABSENT;
}

/* A function of the notation that wants just the arguments that lie in the region, up to `top`. */
__attribute__((always_inline)) static inline Frame *
call_function_quickly(Task *task, Frame *frame, const uint32_t *ip, Value *region, const Value *top) {
    if (!is_object(region[0]) || object_type(region[0]) != &function_type) return NULL;
    const Function *function = (const Function *)object_of(region[0]);
    Code *code = code_of(function->code);
    const Value *args = is_absent(region[1]) ? region + 2 : region + 1;
    if (!(code->flags & CODE_FAST) || (size_t)(top - args) != code->positional_count ||
        task->depth >= task->machine->recursion_limit)
        return NULL;
    frame->ip = ip;
    frame->top = region;
    Frame *called = frame_push(task, code, region[0], function->globals);
    uint32_t i = 0;
    while (args < top) called->slots[i++] = *args++;
    for (; i < code->slot_count; i++) called->slots[i] = ABSENT;
    if (!is_absent(function->closure)) fill_closure(called, function);
    return called;
}

__attribute__((always_inline)) static inline NativeFrame *call_native_quickly(Task *task, Value *region,
                                                                              size_t count) {
    if (!is_object(region[0])) return NULL;
    const Type *type = object_type(region[0]);
    if (type != &method_descriptor_type && type != &builtin_type) return NULL;
    const Builtin *builtin = (const Builtin *)object_of(region[0]);
    Value *args = region + 2;
    if (__builtin_expect(!is_absent(region[1]), 1)) args--, count++;
    if (!is_absent(builtin->self) || !signature_is_near(builtin->signature, count)) return NULL;
    if (builtin->of && (count == 0 || !is_object(args[0]) || object_type(args[0]) != builtin->of->native))
        return NULL;
    return call_in_place(task, builtin, region, args, count);
}
