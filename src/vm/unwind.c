/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unwinding and generators' frames. Try costs nothing until something is raised: the handler table is
 * searched by the index of the instruction that raised. Each frame of the notation that an exception passes
 * adds its line to the traceback, unless the exception is raised again by the compiler's own clean-up code
 * (RERAISE). */
#include "vm/unwind.h"
#include "vm/call.h"
#include "vm/frame_object.h"
#include "vm/generator.h"
#include "vm/machine.h"

Value traceback_of_frame(const Frame *frame, Value next) {
    uint32_t instruction = (uint32_t)(frame->ip - frame->code->instructions) - 1;
    Traceback *line = container_new(&traceback_type, sizeof(Traceback));
    line->next = next;
    line->code = retain(object_value(frame->code));
    line->globals = retain(dict_value(frame->globals));
    line->frame = frame->object ? retain(object_value(frame->object)) : ABSENT;
    line->instruction = instruction;
    line->line = code_position(frame->code, instruction).line;
    return object_value(line);
}

static void add_traceback(Task *task, const Frame *frame) {
    ExceptionObject *exception = exception_of(task->exception);
    exception->traceback = traceback_of_frame(frame, exception->traceback);
}

static const Handler *find_handler(const Frame *frame) {
    uint32_t instruction = (uint32_t)(frame->ip - frame->code->instructions) - 1;
    for (size_t i = 0; i < frame->code->handler_count; i++) {
        const Handler *handler = &frame->code->handlers[i];
        if (instruction >= handler->from && instruction < handler->to) return handler;
    }
    return NULL;
}

static bool enter_handler(Task *task, Frame *frame, const Handler *handler) {
    Value *bottom = frame->slots + frame->code->slot_count + handler->depth;
    while (frame->top > bottom) release(*--frame->top);
    Value exception = task_take_exception(task);
    if (exception_kind(value_class(task->machine, exception)) == SystemExit)
        replace_take(&exception_of(exception)->fields[EXIT_UNCAUGHT], ABSENT);
    *frame->top++ = exception;
    frame->ip = frame->code->instructions + handler->target;
    return true;
}

bool unwind(Task *task) {
    assert(!is_absent(task->exception));
    for (Frame *frame; (frame = task->frame);) {
        if (!frame->code) {
            Call *call = &native_frame(frame)->call;
            if (call->catches && call->step != 0) {
                call_clear_request(call);
                replace_take(&call->result, ABSENT);
                return true;
            }
            frame_pop(task, frame);
            continue;
        }
        if (!task->reraising && frame->globals != task->machine->prelude) add_traceback(task, frame);
        task->reraising = false;
        const Handler *handler = find_handler(frame);
        if (handler) return enter_handler(task, frame, handler);
        if (frame->generator)
            generator_raised(task, frame->generator);
        else
            frame_pop(task, frame);
    }
    return false;
}
