/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The awaitables of asynchronous generators. Texts and order of the checks are python3's. */
#include "vm/async_generator.h"
#include "vm/machine.h"

typedef enum { STEP_NEW, STEP_BEGUN, STEP_CLOSED } StepState;

typedef struct {
    Container head;
    Value generator;
    Value given; /* asend: the value; athrow: a tuple, its missing ones ABSENT; aclose: ABSENT */
    StepState state;
} AsyncStep;

static AsyncStep *step_of(const Call *call) { return (AsyncStep *)object_of(call->args[0]); }

static void step_free(Object *object) {
    AsyncStep *step = (AsyncStep *)object;
    release(step->generator);
    release(step->given);
    object_release_memory(object);
}

static void step_visit(Object *object, VisitFunction *visit, void *context) {
    AsyncStep *step = (AsyncStep *)object;
    visit(step->generator, context);
    visit(step->given, context);
}

static void step_clear(Object *object) {
    AsyncStep *step = (AsyncStep *)object;
    step->state = STEP_CLOSED;
    replace_take(&step->generator, ABSENT);
    replace_take(&step->given, ABSENT);
}

const Type async_send_type = {
    .name = "async_generator_asend",
    .flags = TYPE_CONTAINER,
    .size = sizeof(AsyncStep),
    .free = step_free,
    .visit = step_visit,
    .clear = step_clear,
};
const Type async_throw_type = {
    .name = "async_generator_athrow",
    .flags = TYPE_CONTAINER,
    .size = sizeof(AsyncStep),
    .free = step_free,
    .visit = step_visit,
    .clear = step_clear,
};

/* ---- methods of the generator */

Value *async_hooks_of(Task *task) {
    return task->is_thread ? &task->async_hooks : &task->machine->main_async_hooks;
}

/* At its first use the hooks learn of it. DONE: that is over. */
static Outcome tell_hooks(Call *call) {
    Generator *generator = generator_of(call->args[0]);
    if (call->step == 1) return DONE;
    call->step = 1;
    if (generator->is_hooked) return DONE;
    generator->is_hooked = true;
    Value hooks = *async_hooks_of(call->task);
    if (is_absent(hooks)) return DONE;
    Value first = tuple_of(hooks)->items[0], finalizer = tuple_of(hooks)->items[1];
    if (!is_none(finalizer)) replace_take(&generator->finalizer, retain(finalizer));
    return is_none(first) ? DONE : call_value(call, first, 1, call->args);
}

static Outcome give_step(Call *call, const Type *type, Value take_given) {
    AsyncStep *step = container_new(type, sizeof(AsyncStep));
    step->generator = retain(call->args[0]);
    step->given = take_given;
    step->state = STEP_NEW;
    return give(call, object_value(step));
}

Outcome async_generator_next(Call *call) {
    Outcome outcome = tell_hooks(call);
    return outcome == DONE ? give_step(call, &async_send_type, NONE) : outcome;
}

Outcome async_generator_send(Call *call) {
    Outcome outcome = tell_hooks(call);
    return outcome == DONE ? give_step(call, &async_send_type, retain(call->args[1])) : outcome;
}

Outcome async_generator_throw(Call *call) {
    Outcome outcome = tell_hooks(call);
    return outcome == DONE ? give_step(call, &async_throw_type, tuple_from(call->args + 1, 3)) : outcome;
}

Outcome async_generator_close(Call *call) {
    Outcome outcome = tell_hooks(call);
    return outcome == DONE ? give_step(call, &async_throw_type, ABSENT) : outcome;
}

/* ---- what all awaitables do */

static bool task_ends(const Task *task) {
    return task_raises(task, StopAsyncIteration) || task_raises(task, GeneratorExit);
}

static Outcome resume(Call *call, Native *native, int64_t mark, size_t count, const Value *args) {
    generator_of(args[0])->has_yielded = false;
    call->step = 1;
    call->catches = true;
    return call_native(call, native, mark, count, args);
}

/* The generator has been resumed: an item ends the waiting, with StopIteration. */
static Outcome take_item(Call *call, AsyncStep *step) {
    Generator *generator = generator_of(step->generator);
    Task *task = call->task;
    if (!is_absent(task->exception)) {
        if (task_ends(task)) generator->is_closed = true;
        generator->is_awaited = false;
        step->state = STEP_CLOSED;
        return RAISED;
    }
    if (!generator->has_yielded) return DONE;
    generator->has_yielded = generator->is_awaited = false;
    step->state = STEP_CLOSED;
    Value item = take_result(call);
    raise_stop(task, item);
    release(item);
    return RAISED;
}

static Outcome raise_used(Call *call, const char *methods) {
    return raise_error(call->task, RuntimeError, "cannot reuse already awaited %s", methods);
}

Outcome async_step_close(Call *call) {
    step_of(call)->state = STEP_CLOSED;
    return give_none(call);
}

static Value sent_by(const Call *call) { return call->count > 1 ? call->args[1] : NONE; }

static Outcome throw_into(Call *call, AsyncStep *step) {
    Value args[] = { step->generator, call->args[1], call->args[2], call->args[3] };
    return resume(call, generator_throw, 0, 4, args);
}

/* ---- of asend() and __anext__() */

Outcome async_send_send(Call *call) {
    AsyncStep *step = step_of(call);
    if (call->step == 1) return take_item(call, step);
    if (step->state == STEP_CLOSED) return raise_used(call, "__anext__()/asend()");
    Generator *generator = generator_of(step->generator);
    Value sent = sent_by(call);
    if (step->state == STEP_NEW) {
        if (generator->is_awaited)
            return raise_error(call->task, RuntimeError,
                               "anext(): asynchronous generator is already running");
        if (is_none(sent)) sent = step->given;
        step->state = STEP_BEGUN;
    }
    generator->is_awaited = true;
    return resume(call, generator_send, 0, 2, (Value[]){ step->generator, sent });
}

Outcome async_send_throw(Call *call) {
    AsyncStep *step = step_of(call);
    if (call->step == 1) return take_item(call, step);
    if (step->state == STEP_CLOSED) return raise_used(call, "__anext__()/asend()");
    return throw_into(call, step);
}

/* ---- of athrow() and aclose() */

/* aclose(): an item is one too many, and the end that was asked for is no error. */
static Outcome take_end(Call *call, AsyncStep *step) {
    Generator *generator = generator_of(step->generator);
    Task *task = call->task;
    if (!is_absent(task->exception)) {
        generator->is_awaited = false;
        step->state = STEP_CLOSED;
        if (!task_ends(task)) return RAISED;
        release(task_take_exception(task));
        return raise_stop(task, NONE);
    }
    if (!generator->has_yielded) return DONE;
    generator->has_yielded = generator->is_awaited = false;
    step->state = STEP_CLOSED;
    return raise_error(task, RuntimeError, "async generator ignored GeneratorExit");
}

static Outcome take_thrown(Call *call, AsyncStep *step) {
    return is_absent(step->given) ? take_end(call, step) : take_item(call, step);
}

static Outcome begin_throw(Call *call, AsyncStep *step) {
    Generator *generator = generator_of(step->generator);
    bool closes = is_absent(step->given);
    if (generator->is_awaited) {
        step->state = STEP_CLOSED;
        return raise_error(call->task, RuntimeError, "%s(): asynchronous generator is already running",
                           closes ? "aclose" : "athrow");
    }
    if (generator->is_closed) {
        step->state = STEP_CLOSED;
        return raise_error(call->task, StopAsyncIteration, NULL);
    }
    if (!is_none(sent_by(call)))
        return raise_error(call->task, RuntimeError, "can't send non-None value to a just-started coroutine");
    step->state = STEP_BEGUN;
    generator->is_awaited = true;
    Value args[] = { step->generator, object_value(call_machine(call)->exceptions[GeneratorExit]), ABSENT,
                     ABSENT };
    if (closes)
        generator->is_closed = true;
    else
        for (size_t i = 0; i < 3; i++) args[i + 1] = tuple_of(step->given)->items[i];
    return resume(call, generator_throw, KEEP_OPEN, 4, args);
}

Outcome async_throw_send(Call *call) {
    AsyncStep *step = step_of(call);
    if (call->step == 1) return take_thrown(call, step);
    if (step->state == STEP_CLOSED) return raise_used(call, "aclose()/athrow()");
    if (generator_of(step->generator)->finished) {
        step->state = STEP_CLOSED;
        return raise_stop(call->task, NONE);
    }
    if (step->state == STEP_NEW) return begin_throw(call, step);
    return resume(call, generator_send, 0, 2, (Value[]){ step->generator, sent_by(call) });
}

Outcome async_throw_throw(Call *call) {
    AsyncStep *step = step_of(call);
    if (call->step == 1) return take_thrown(call, step);
    if (step->state == STEP_CLOSED) return raise_used(call, "aclose()/athrow()");
    return throw_into(call, step);
}
