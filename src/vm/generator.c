/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Generators, and what is made like them: coroutines, asynchronous generators. Making, resuming, ending them.
 */
#include "vm/generator.h"
#include "base/memory.h"
#include "value/weak.h"
#include "vm/call.h"
#include "vm/frame_object.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include <string.h>

static void drop_frame(Generator *generator) {
    Frame *frame = &generator->frame;
    if (!frame->code) return;
    if (frame->object) frame_object_end(frame);
    Value function = frame->function;
    Dict *names = frame->names;
    Value *end = frame->top;
    frame->top = frame->slots;
    for (Value *value = frame->slots; value < end; value++) release(*value);
    frame->code = NULL;
    frame->function = ABSENT;
    frame->names = NULL;
    release(function);
    if (names) release(dict_value(names));
}

static bool is_suspended(const Generator *generator) {
    return generator->started && !generator->finished && !generator->running;
}

Value generator_peek_delegate(const Generator *generator) {
    if (!is_suspended(generator) || opcode_of(*generator->frame.ip) != OP_YIELD_FROM) return ABSENT;
    return generator->frame.top[-1];
}

/* Iterators that are wholly in C have none. */
static bool may_have_close(const Type *type) { return !type->next || type->flags & TYPE_HEAP; }

/* A generator that is suspended inside a try or with has code to run at its end, and so may what it delegates
 * to. */
static bool has_cleanup(Object *object) {
    const Generator *generator = (const Generator *)object;
    if (generator->finalized || generator->finished) return false;
    if (object->type == &coroutine_type && !generator->started) return true; /* it was never awaited */
    if (!is_absent(generator->finalizer) && !generator->is_closed) return true;
    if (!is_suspended(generator)) return false;
    Value delegate = generator_peek_delegate(generator);
    if (!is_absent(delegate) && may_have_close(object_type(delegate))) return true;
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
    if (weak_count) weak_target_ends(object, false);
    drop_frame(generator);
    release(generator->name);
    release(generator->qualname);
    release(generator->handled);
    release(generator->outer_handled);
    release(generator->code);
    release(generator->finalizer);
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
    visit(generator->handled, context);
    visit(generator->finalizer, context);
}

static void generator_clear(Object *object) {
    Generator *generator = (Generator *)object;
    if (!generator->running) drop_frame(generator);
    generator->finished = true;
    replace_take(&generator->handled, ABSENT);
    replace_take(&generator->finalizer, ABSENT);
}

static Verdict generator_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    const Generator *generator = (Generator *)object_of(self);
    buffer_append_format(out, "<%s object ", object_type(self)->name);
    str_append_utf8(out, generator->qualname);
    buffer_append_format(out, " at %p>", (void *)object_of(self));
    return YES;
}

#define GENERATOR_TYPE(text, number)                                                                         \
    {                                                                                                        \
        .name = text, .id = number, .flags = TYPE_WEAK | TYPE_CONTAINER, .size = sizeof(Generator),          \
        .free = generator_free, .visit = generator_visit, .clear = generator_clear, .repr = generator_repr,  \
        .needs_finalizer = has_cleanup,                                                                      \
    }
const Type generator_type = GENERATOR_TYPE("generator", TYPE_ID_GENERATOR);
const Type coroutine_type = GENERATOR_TYPE("coroutine", TYPE_ID_COROUTINE);
const Type async_generator_type = GENERATOR_TYPE("async_generator", TYPE_ID_ASYNC_GENERATOR);

static const char *generator_kind(const Generator *generator) {
    const Type *type = generator->head.object.type;
    return type == &async_generator_type ? "async generator" : type->name;
}

static bool is_coroutine(const Generator *generator) {
    return generator->head.object.type == &coroutine_type;
}

static bool is_async_generator(const Generator *generator) {
    return generator->head.object.type == &async_generator_type;
}

static const Type *type_made_by(const Code *code) {
    if (code->flags & CODE_COROUTINE) return &coroutine_type;
    return code->flags & CODE_ASYNC_GENERATOR ? &async_generator_type : &generator_type;
}

/* (file, line, function) of each frame, the innermost first; ABSENT: memory refused. */
static Value origin_of(Frame *frame, uint32_t depth) {
    Value lines = list_new(depth);
    for (; depth && !is_absent(lines) && (frame = frame_find_visible(frame)); depth--) {
        ptrdiff_t at = frame->ip - frame->code->instructions - 1;
        Value items[] = { retain(frame->code->filename),
                          small_int(code_position(frame->code, (size_t)(at > 0 ? at : 0)).line),
                          retain(frame->code->name) };
        list_add_take(list_of(lines), tuple_from_take(items, 3));
        frame = frame->caller;
    }
    if (is_absent(lines)) return ABSENT;
    Value origin = tuple_from(list_of(lines)->items, list_of(lines)->count);
    release(lines);
    return origin;
}

Value generator_new(Task *task, Frame *frame, const uint32_t *ip) {
    Code *code = frame->code;
    size_t values = code->slot_count + code->stack_size + FRAME_HEADROOM;
    Generator *generator = container_new(type_made_by(code), sizeof(Generator) + values * sizeof(Value));
    const Function *function = (Function *)object_of(frame->function);
    generator->name = retain(code->name);
    generator->qualname = retain(function->qualname);
    generator->code = retain(object_value(code));
    generator->is_iterable = (code->flags & CODE_ITERABLE_COROUTINE) != 0;
    generator->handled = generator->outer_handled = generator->finalizer = ABSENT;
    generator->frame = *frame;
    generator->frame.ip = ip;
    generator->frame.slots = generator->storage;
    generator->frame.generator = generator;
    generator->frame.top = generator->storage + code->slot_count;
    memcpy(generator->storage, frame->slots, code->slot_count * sizeof(Value));
    /* What the frame owned has moved. */
    frame->top = frame->slots;
    frame->function = ABSENT;
    assert(!frame->object);
    frame_pop(task, frame);
    if (__builtin_expect(task->machine->origin_depth, 0) && is_coroutine(generator))
        generator->finalizer = origin_of(task->frame, task->machine->origin_depth);
    return object_value(generator);
}

bool generator_enter(Task *task, Generator *generator) {
    if (generator->running) {
        raise_error(task, ValueError, "%s already executing", generator_kind(generator));
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
    task->handled = generator->handling ? generator->handled : retain(generator->outer_handled);
    generator->handled = ABSENT;
    return true;
}

void generator_end_handler(Task *task, Generator *generator) {
    if (--generator->handling == 0) replace_take(&task->handled, retain(generator->outer_handled));
}

void generator_leave(Task *task, Generator *generator, bool finished) {
    task->frame = generator->frame.caller;
    task->depth--;
    generator->running = false;
    if (finished || !generator->handling) /* what is handled around it is not its own */
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
    bool stops_async = is_async_generator(generator) &&
                       class_is_subclass(class, task->machine->exceptions[StopAsyncIteration]);
    const char *kind = generator_kind(generator);
    generator_leave(task, generator, true);
    if (!stops && !stops_async) return;
    task->exception = ABSENT;
    raise_error(task, RuntimeError, "%s raised %s", kind, stops ? "StopIteration" : "StopAsyncIteration");
    ExceptionObject *raised = exception_of(task->exception);
    replace_take(&raised->cause, retain(exception));
    replace_take(&raised->context, exception);
    raised->suppress_context = true;
}

bool generator_resume(Task *task, Generator *generator, Value sent) {
    bool throws = !is_absent(task->exception), delegates = !is_absent(generator_peek_delegate(generator));
    if (!generator_enter(task, generator)) return false;
    if (throws) { /* the loop unwinds from here; an instruction that delegates would be the next */
        if (delegates) generator->frame.ip++;
        return true;
    }
    if (generator->started && !is_absent(sent)) *generator->frame.top++ = retain(sent);
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

/* What `yield from` delegated to has ended with this value: the generator goes on behind it. */
static void end_delegation(Generator *generator, Value result) {
    Frame *frame = &generator->frame;
    *frame->top++ = retain(result);
    frame->ip = frame->code->instructions + operand_of(*frame->ip);
}

/* Resumes with the task's exception, or else behind a delegation that has ended. */
static Outcome call_suspended(Call *call, Generator *generator) {
    if (!is_absent(call->task->exception)) generator->started = true;
    return call_generator(call, generator, ABSENT);
}

/* ---- methods */

static Outcome give_resumed(Call *call) {
    if (!call->generator_returned) return DONE;
    if (is_async_generator(generator_of(call->args[0])))
        return raise_error(call->task, StopAsyncIteration, NULL);
    Value result = take_result(call);
    raise_stop(call->task, result);
    release(result);
    return RAISED;
}

/* At its end: what send() does. */
static Outcome raise_finished(Task *task, const Generator *generator) {
    if (is_coroutine(generator))
        return raise_error(task, RuntimeError, "cannot reuse already awaited coroutine");
    if (is_async_generator(generator)) return raise_error(task, StopAsyncIteration, NULL);
    return raise_stop(task, NONE);
}

Outcome generator_send(Call *call) {
    Generator *generator = (Generator *)object_of(call->args[0]);
    if (call->step == 1) return give_resumed(call);
    if (generator->finished) return raise_finished(call->task, generator);
    if (!generator->started && !is_none(call->args[1]) && !generator->running)
        return raise_error(call->task, TypeError, "can't send non-None value to a just-started %s",
                           generator_kind(generator));
    call->step = 1;
    return call_generator(call, generator, call->args[1]);
}

/* close() of what a generator delegates to, which counts as running meanwhile; call->catches is set. */
static Outcome call_close_delegate(Call *call, Generator *generator, Value delegate) {
    call->catches = true;
    generator->running = true;
    if (is_resumable(delegate)) return call_native(call, generator_close, 0, 1, &delegate);
    return call_helper(call, "_close_delegate", 1, &delegate);
}

enum { THROW_START, THROW_CLOSED, THROW_DELEGATED, THROW_READY, THROW_RESUMED };

/* The exception is for what the generator delegates to. CALLED, or DONE: it has no throw(). */
static Outcome throw_into_delegate(Call *call, Generator *generator, Value delegate) {
    Value args[] = { delegate, call->args[1], call->args[2], call->args[3] };
    call->catches = true;
    generator->running = true;
    call->step = THROW_DELEGATED;
    if (is_resumable(delegate)) return call_native(call, generator_throw, 0, 4, args);
    size_t given = 4;
    while (given > 2 && is_absent(call->args[given - 1])) given--;
    return call_helper(call, "_throw_into_delegate", given, args);
}

/* What it delegated to has given a value (in a tuple where it is no generator; None: it has no throw()) or
 * raised. */
static Outcome finish_delegated_throw(Call *call, Generator *generator, bool *here) {
    Task *task = call->task;
    generator->running = false;
    if (is_absent(task->exception)) {
        if (is_resumable(generator_peek_delegate(generator))) return DONE;
        *here = is_none(call->result);
        return *here ? DONE : give(call, retain(tuple_of(call->result)->items[0]));
    }
    if (task_raises(task, StopIteration)) {
        Value stop = task_take_exception(task), value = exception_of(stop)->fields[0];
        end_delegation(generator, is_absent(value) ? NONE : value);
        release(stop);
    }
    call->step = THROW_RESUMED;
    call->catches = false;
    return call_suspended(call, generator);
}

/* Its context is what the generator itself handles, whatever is handled around it. */
static void raise_inside(Task *task, const Generator *generator, Value exception) {
    Value around = task->handled;
    task->handled = generator->handled;
    raise_value(task, exception);
    task->handled = around;
}

/* An instance is thrown as it is, a class is called with the value. DONE: it is the task's exception. */
static Outcome make_thrown(Call *call) {
    Value exception = call->args[1];
    Task *task = call->task;
    if (arg_is_given(call, 3) && !has_type(call->args[3], TYPE_ID_TRACEBACK))
        return raise_error(task, TypeError, "throw() third argument must be a traceback object");
    if (is_exception(exception) && arg_is_given(call, 2))
        return raise_error(task, TypeError, "instance exception may not have a separate value");
    if (call->step != THROW_READY && is_exception_class(exception)) {
        call->step = THROW_READY;
        bool has_value = arg_is_given(call, 2);
        if (!has_value || !is_exception(call->args[2]))
            return call_value(call, exception, has_value ? 1 : 0, &call->args[2]);
        replace_take(&call->result, retain(call->args[2]));
    }
    if (call->step == THROW_READY) exception = call->result;
    if (!is_exception(exception)) {
        return raise_error(task, TypeError,
                           "exceptions must be classes or instances deriving from BaseException, not %T",
                           exception);
    }
    if (arg_is_given(call, 3)) replace_take(&exception_of(exception)->traceback, retain(call->args[3]));
    raise_inside(task, (Generator *)object_of(call->args[0]), exception);
    return DONE;
}

static bool is_generator_exit(Machine *machine, Value exception) {
    Class *class =
        is_exception_class(exception) ? (Class *)object_of(exception) : value_class(machine, exception);
    return class_is_subclass(class, machine->exceptions[GeneratorExit]);
}

Outcome generator_throw(Call *call) {
    Generator *generator = (Generator *)object_of(call->args[0]);
    Outcome outcome;
    if (call->step == THROW_RESUMED) return give_resumed(call);
    if (call->step == THROW_START) {
        Value delegate = generator_peek_delegate(generator);
        if (!is_absent(delegate)) {
            bool closes = call->mark != KEEP_OPEN && is_generator_exit(call_machine(call), call->args[1]);
            if (!closes) return throw_into_delegate(call, generator, delegate);
            call->step = THROW_CLOSED;
            return call_close_delegate(call, generator, delegate);
        }
    } else if (call->step == THROW_CLOSED) {
        generator->running = false;
        call->catches = false;
        if (!is_absent(call->task->exception)) {
            call->step = THROW_RESUMED;
            return call_suspended(call, generator);
        }
    } else if (call->step == THROW_DELEGATED) {
        bool here = false;
        outcome = finish_delegated_throw(call, generator, &here);
        if (!here) return outcome;
        call->catches = false;
    }
    outcome = make_thrown(call);
    if (outcome != DONE) return outcome;
    if (generator->finished) {
        if (!is_coroutine(generator)) return RAISED;
        release(task_take_exception(call->task));
        return raise_finished(call->task, generator);
    }
    call->step = THROW_RESUMED;
    return call_suspended(call, generator);
}

enum { CLOSE_START, CLOSE_DELEGATE, CLOSE_RESUMED };

Outcome generator_close(Call *call) {
    Generator *generator = (Generator *)object_of(call->args[0]);
    Task *task = call->task;
    if (call->step == CLOSE_START) {
        if (!generator->started && !generator->running) {
            generator->finished = true;
            drop_frame(generator);
        }
        if (generator->finished) return give_none(call);
        call->step = CLOSE_DELEGATE;
        Value delegate = generator_peek_delegate(generator);
        if (!is_absent(delegate)) return call_close_delegate(call, generator, delegate);
    } else if (call->step == CLOSE_DELEGATE) {
        generator->running = false;
    }
    if (call->step == CLOSE_DELEGATE) {
        if (is_absent(task->exception)) raise_error(task, GeneratorExit, NULL);
        call->step = CLOSE_RESUMED;
        call->catches = true;
        return call_suspended(call, generator);
    }
    if (is_absent(task->exception)) {
        if (call->generator_returned) return give_none(call);
        return raise_error(task, RuntimeError, "%s ignored GeneratorExit", generator_kind(generator));
    }
    bool ends = task_raises(task, GeneratorExit) || task_raises(task, StopIteration) ||
                (is_async_generator(generator) && task_raises(task, StopAsyncIteration));
    if (!ends) return RAISED;
    release(task_take_exception(task));
    return give_none(call);
}

/* yield from: one step of the delegation. mark is 1 when the inner one has ended, and the result is its
 * value. */
Outcome operation_generator_send(Call *call) {
    Value inner = call->args[0], sent = call->args[1];
    Task *task = call->task;
    if (call->step == 0) {
        call->step = 1;
        if (is_resumable(inner)) {
            Generator *generator = generator_of(inner);
            if (!generator->started && !is_none(sent) && !generator->running)
                return raise_error(task, TypeError, "can't send non-None value to a just-started %s",
                                   generator_kind(generator));
            if (!generator->finished) return call_generator(call, generator, sent);
            if (is_coroutine(generator)) return raise_finished(task, generator);
            call->mark = 1;
            return give_none(call);
        }
        call->catches = true;
        if (is_none(sent)) {
            if (object_type(inner)->next) {
                Value item = object_type(inner)->next(inner);
                if (!is_absent(item)) return give(call, item);
                const char *problem = iterator_problem(inner);
                if (problem) return raise_error(task, RuntimeError, "%s", problem);
                call->mark = 1;
                return give_none(call);
            }
            return call_special(call, inner, SPECIAL_next, 0, NULL);
        }
        return call_method(call, inner, "send", 1, &sent);
    }
    if (is_resumable(inner)) {
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
