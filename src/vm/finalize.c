/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ends that need the program's code: __del__, callbacks of weak references, suspended generators. */
#include "value/weak.h"
#include "vm/generator.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* What a weak reference is to call at the end of its target, once. A subclass may have a __del__ as well. */
static Outcome call_back(Call *call, Weak *weak) {
    Value self = object_value(weak);
    if (!weak->is_due) return call_special(call, self, SPECIAL_del, 0, NULL);
    Value callback = weak->callback;
    weak->is_due = false;
    weak->callback = ABSENT;
    replace_take(&call->keep, callback);
    return call_value(call, callback, 1, &self);
}

static Outcome warn_never_awaited(Call *call, Value coroutine) {
    const Frame *frame = call->task->frame;
    while (frame && !frame->code) frame = frame->caller;
    if (!frame) return give_none(call);
    size_t instruction = (size_t)(frame->ip - frame->code->instructions);
    Value line = small_int(code_position(frame->code, instruction ? instruction - 1 : 0).line);
    return call_helper(call, "_never_awaited", 3, (Value[]){ coroutine, frame->code->filename, line });
}

static bool is_generator(Value object) {
    return is_resumable(object) || has_type(object, TYPE_ID_ASYNC_GENERATOR);
}

static Outcome end_generator(Call *call, Value object) {
    Generator *generator = generator_of(object);
    generator->finalized = true; /* once, also when it goes on yielding */
    if (has_type(object, TYPE_ID_ASYNC_GENERATOR) && !is_absent(generator->finalizer) &&
        !generator->is_closed)
        return call_value(call, generator->finalizer, 1, &object);
    if (has_type(object, TYPE_ID_COROUTINE) && !generator->started) return warn_never_awaited(call, object);
    return call_native(call, generator_close, 0, 1, &object);
}

/* keep: what an exception is said to come from. */
static Outcome end(Call *call, Value object) {
    bool is_weak = has_layout(object, &weakref_type) || is_weak_proxy(object);
    call->catches = true;
    if (is_generator(object)) {
        replace_take(&call->keep, retain(object));
        return end_generator(call, object);
    }
    Value method = class_peek_special(value_class(call_machine(call), object), SPECIAL_del);
    replace_take(&call->keep, is_absent(method) ? NONE : retain(method));
    return is_weak ? call_back(call, weak_of(object)) : call_special(call, object, SPECIAL_del, 0, NULL);
}

enum { BEGIN, ENDED, REPORTED };

/* Suspended generators and objects with __del__ that nothing names any more: their ends run here, one after
 * the other. mark: which one. */
Outcome operation_finalize(Call *call) {
    List *objects = list_of(call->args[0]);
    Value failure = task_take_exception(call->task);
    if (call->step == ENDED && !is_absent(failure)) {
        call->step = REPORTED;
        Outcome outcome = call_native(call, call_machine(call)->hooks.unraisable, 0, 3,
                                      (Value[]){ failure, call->keep, NONE });
        release(failure);
        return outcome;
    }
    release(failure);
    if (call->step != BEGIN) {
        replace_take(&call->keep, ABSENT);
        replace_take(&objects->items[call->mark++], NONE); /* what it held ends before the next one */
    }
    if ((size_t)call->mark == objects->count) return give_none(call);
    call->step = ENDED;
    return end(call, objects->items[call->mark]);
}
