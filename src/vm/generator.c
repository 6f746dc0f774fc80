/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generators: making, resuming, ending them. */
#include "vm/generator.h"
#include "base/memory.h"
#include "vm/call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include <string.h>

static void drop_frame(Generator *generator) {
    Frame *frame = &generator->frame;
    if (!frame->code) return;
    Value function = frame->function;
    Dict *names = frame->names;
    while (frame->top > frame->slots) release(*--frame->top);
    frame->code = NULL;
    frame->function = ABSENT;
    frame->names = NULL;
    release(function);
    if (names) release(dict_value(names));
}

/* A generator that is suspended inside a try or with has code to run at its end. */
static bool has_cleanup(const Object *object) {
    const Generator *generator = (const Generator *)object;
    if (!generator->started || generator->finished || generator->running) return false;
    uint32_t instruction = (uint32_t)(generator->frame.ip - generator->frame.code->instructions) - 1;
    for (size_t i = 0; i < generator->frame.code->handler_count; i++) {
        const Handler *handler = &generator->frame.code->handlers[i];
        if (instruction >= handler->from && instruction < handler->to) return true;
    }
    return false;
}

static void generator_free(Object *object) {
    Generator *generator = (Generator *)object;
    if (has_cleanup(object)) {
        object_queue_finalizer(object);
        return;
    }
    drop_frame(generator);
    release(generator->name);
    release(generator->qualname);
    release(generator->iterating);
    release(generator->handled);
    release(generator->outer_handled);
    object_release_memory(object);
}

static void generator_visit(Object *object, VisitFunction *visit, void *context) {
    Generator *generator = (Generator *)object;
    if (generator->frame.code && !generator->running) {
        for (Value *value = generator->frame.slots; value < generator->frame.top; value++)
            visit(*value, context);
        visit(generator->frame.function, context);
        if (generator->frame.names) visit(dict_value(generator->frame.names), context);
    }
    visit(generator->iterating, context);
    visit(generator->handled, context);
}

static void generator_clear(Object *object) {
    Generator *generator = (Generator *)object;
    if (!generator->running) drop_frame(generator);
    generator->finished = true;
    replace_take(&generator->iterating, ABSENT);
    replace_take(&generator->handled, ABSENT);
}

static Verdict generator_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Generator *generator = (Generator *)object_of(self);
    buffer_append_text(out, "<generator object ");
    str_append_utf8(out, generator->qualname);
    buffer_append_format(out, " at %p>", (void *)object_of(self));
    return YES;
}

const Type generator_type = {
    .name = "generator",
    .id = TYPE_ID_GENERATOR,
    .flags = TYPE_CONTAINER,
    .size = sizeof(Generator),
    .free = generator_free,
    .visit = generator_visit,
    .clear = generator_clear,
    .repr = generator_repr,
    .needs_finalizer = has_cleanup,
};

Value generator_new(Task *task, Frame *frame, const uint32_t *ip) {
    Code *code = frame->code;
    size_t values = code->slot_count + code->stack_size + FRAME_HEADROOM;
    Generator *generator = container_new(&generator_type, sizeof(Generator) + values * sizeof(Value));
    const Function *function = (Function *)object_of(frame->function);
    generator->name = retain(code->name);
    generator->qualname = retain(function->qualname);
    generator->iterating = generator->handled = generator->outer_handled = ABSENT;
    generator->frame = *frame;
    generator->frame.ip = ip;
    generator->frame.slots = generator->storage;
    generator->frame.generator = generator;
    generator->frame.top = generator->storage + code->slot_count;
    memcpy(generator->storage, frame->slots, code->slot_count * sizeof(Value));
    /* What the frame owned has moved. */
    frame->top = frame->slots;
    frame->function = ABSENT;
    frame_pop(task, frame);
    return object_value(generator);
}

bool generator_enter(Task *task, Generator *generator) {
    if (generator->running) {
        raise_error(task, ValueError, "generator already executing");
        return false;
    }
    if (task->depth >= task->machine->recursion_limit) {
        raise_error(task, RecursionError, "maximum recursion depth exceeded");
        return false;
    }
    generator->running = true;
    generator->head.object.references++; /* it stays while its frame is current */
    generator->frame.caller = task->frame;
    task->frame = &generator->frame;
    task->depth++;
    generator->outer_handled = task->handled;
    task->handled = is_absent(generator->handled) ? retain(generator->outer_handled) : generator->handled;
    generator->handled = ABSENT;
    return true;
}

void generator_leave(Task *task, Generator *generator, bool finished) {
    task->frame = generator->frame.caller;
    task->depth--;
    generator->running = false;
    if (finished || is_same(task->handled, generator->outer_handled))
        release(task->handled);
    else
        generator->handled = task->handled;
    task->handled = generator->outer_handled;
    generator->outer_handled = ABSENT;
    if (finished) {
        generator->finished = true;
        drop_frame(generator);
    }
    release(object_value(generator));
}

void generator_raised(Task *task, Generator *generator) {
    Value exception = task->exception;
    Class *class = value_class(task->machine, exception);
    bool stops = class_is_subclass(class, task->machine->exceptions[StopIteration]);
    generator_leave(task, generator, true);
    if (!stops) return;
    task->exception = ABSENT;
    raise_error(task, RuntimeError, "generator raised StopIteration");
    ExceptionObject *raised = exception_of(task->exception);
    replace_take(&raised->cause, retain(exception));
    replace_take(&raised->context, exception);
    raised->suppress_context = true;
}

bool generator_resume(Task *task, Generator *generator, Value sent) {
    bool throws = !is_absent(task->exception);
    if (!generator_enter(task, generator)) return false;
    if (throws) return true; /* the loop unwinds from here */
    if (generator->started) *generator->frame.top++ = retain(sent);
    generator->started = true;
    return true;
}

Outcome call_generator(Call *call, Generator *generator, Value sent) {
    call_clear_request(call);
    call->request_kind = REQUEST_GENERATOR;
    call->request_generator = generator;
    call->request[0] = retain(object_value(generator));
    call->request[1] = ABSENT;
    call->request[2] = retain(sent);
    call->request_count = 1;
    call->generator_returned = false;
    return CALLED;
}

/* ---- methods */

Outcome generator_send(Call *call) {
    Generator *generator = (Generator *)object_of(call->args[0]);
    if (call->step == 1) {
        if (!call->generator_returned) return DONE;
        Value result = take_result(call);
        raise_stop(call->task, result);
        release(result);
        return RAISED;
    }
    if (generator->finished) return raise_stop(call->task, NONE);
    if (!generator->started && !is_none(call->args[1]) && !generator->running)
        return raise_error(call->task, TypeError, "can't send non-None value to a just-started generator");
    call->step = 1;
    return call_generator(call, generator, call->args[1]);
}

/* What throw(type, value) raises: an instance as it is, a class called with the value. */
enum { THROW_READY = 1, THROW_RESUMED = 2 };

Outcome generator_throw(Call *call) {
    Generator *generator = (Generator *)object_of(call->args[0]);
    if (call->step == THROW_RESUMED) {
        if (!call->generator_returned) return DONE;
        Value result = take_result(call);
        raise_stop(call->task, result);
        release(result);
        return RAISED;
    }
    Value exception = call->args[1];
    if (call->step == 0 && is_exception_class(exception)) {
        call->step = THROW_READY;
        bool has_value = call->count > 2 && arg_is_given(call, 2);
        if (has_value && is_exception(call->args[2]))
            replace_take(&call->result, retain(call->args[2]));
        else
            return call_value(call, exception, has_value ? 1 : 0, &call->args[2]);
    }
    if (call->step == THROW_READY) exception = call->result;
    if (!is_exception(exception)) {
        return raise_error(call->task, TypeError,
                           "exceptions must be classes or instances deriving from BaseException, not %T",
                           exception);
    }
    raise_value(call->task, exception);
    if (generator->finished) return RAISED;
    if (!generator->started) {
        generator->finished = true;
        return RAISED;
    }
    call->step = THROW_RESUMED;
    return call_generator(call, generator, NONE);
}

Outcome generator_close(Call *call) {
    Generator *generator = (Generator *)object_of(call->args[0]);
    Task *task = call->task;
    if (call->step == 0) {
        if (!generator->started) generator->finished = true;
        if (generator->finished) return give_none(call);
        raise_error(task, GeneratorExit, NULL);
        call->step = 1;
        call->catches = true;
        return call_generator(call, generator, NONE);
    }
    if (is_absent(task->exception)) {
        if (call->generator_returned) return give_none(call);
        return raise_error(task, RuntimeError, "generator ignored GeneratorExit");
    }
    Class *class = value_class(task->machine, task->exception);
    if (!class_is_subclass(class, task->machine->exceptions[GeneratorExit]) &&
        !class_is_subclass(class, task->machine->exceptions[StopIteration])) {
        return RAISED;
    }
    release(task_take_exception(task));
    return give_none(call);
}

/* A suspended generator or an object with __del__ that nothing names any more: its end runs here; what it raises is
 * dropped, as nobody is there to catch it. */
Outcome operation_finalize(Call *call) {
    Value object = call->args[0];
    if (call->step == 0) {
        call->step = 1;
        call->catches = true;
        if (has_type(object, TYPE_ID_GENERATOR)) return call_native(call, generator_close, 0, 1, &object);
        return call_special(call, object, SPECIAL_del, 0, NULL);
    }
    release(task_take_exception(call->task));
    return give_none(call);
}

/* yield from: one step of the delegation. mark is 1 when the inner one has ended, and the result is its value. */
Outcome operation_generator_send(Call *call) {
    Value inner = call->args[0], sent = call->args[1];
    Task *task = call->task;
    if (call->step == 0) {
        call->step = 1;
        if (has_type(inner, TYPE_ID_GENERATOR)) {
            Generator *generator = (Generator *)object_of(inner);
            if (!generator->finished) return call_generator(call, generator, sent);
            call->mark = 1;
            return give_none(call);
        }
        call->catches = true;
        if (is_none(sent)) {
            if (object_type(inner)->next) {
                Value item = object_type(inner)->next(inner);
                if (!is_absent(item)) return give(call, item);
                call->mark = 1;
                return give_none(call);
            }
            return call_special(call, inner, SPECIAL_next, 0, NULL);
        }
        return call_method(call, inner, "send", 1, &sent);
    }
    if (has_type(inner, TYPE_ID_GENERATOR)) {
        call->mark = call->generator_returned;
        return DONE;
    }
    if (is_absent(task->exception)) return DONE;
    if (!class_is_subclass(value_class(task->machine, task->exception),
                           task->machine->exceptions[StopIteration]))
        return RAISED;
    Value stop = task_take_exception(task), value = exception_of(stop)->fields[0];
    call->mark = 1;
    give(call, is_absent(value) ? NONE : retain(value));
    release(stop);
    return DONE;
}
