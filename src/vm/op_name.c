/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of a class body whose namespace is what a metaclass's __prepare__ gave, of code that exec() runs over
 * a mapping, and in globals whose class has a say: what is asked for each of them. */
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"
#include "vm/raise.h"

enum { STEP_ASKED = 1, STEP_SET };

/* After an operation that raised: whether it was for the lack of the key; then nothing is pending any more.
 */
static bool take_missing(Call *call) {
    Task *task = call->task;
    Class *error = task->machine->exceptions[KeyError];
    if (!class_is_subclass(value_class(task->machine, task->exception), error)) return false;
    release(task_take_exception(task));
    return true;
}

static const Frame *body_frame(const Call *call) {
    const Frame *frame = call->task->frame->caller;
    while (frame && !frame->code) frame = frame->caller;
    return frame;
}

Outcome operation_load_name(Call *call) {
    if (call->step == 0) {
        call->step = STEP_ASKED;
        call->catches = true;
        return call_native(call, operation_get_item, 0, 2, call->args);
    }
    if (is_absent(call->task->exception)) return DONE;
    if (!take_missing(call)) return RAISED;
    Value name = call->args[1], found = call->count > 2 ? call->args[2] : ABSENT;
    if (!is_absent(found)) return give(call, retain(found));
    const Frame *frame = body_frame(call);
    if (frame && call->count == 2) found = dict_peek_str(frame->globals, name);
    if (frame && is_absent(found) && call->count == 2)
        found = dict_peek_str(globals_builtins(call_machine(call), frame->globals), name);
    if (!is_absent(found)) return give(call, retain(found));
    raise_undefined(call->task, name);
    return RAISED;
}

Outcome operation_delete_name(Call *call) {
    if (call->step == 0) {
        call->step = STEP_ASKED;
        call->catches = true;
        return call_native(call, operation_delete_item, 0, 2, call->args);
    }
    if (is_absent(call->task->exception)) return give_none(call);
    if (!take_missing(call)) return RAISED;
    raise_undefined(call->task, call->args[1]);
    return RAISED;
}

Outcome operation_setup_annotations(Call *call) {
    Value name = str_new("__annotations__"), args[] = { ABSENT, call->args[0], name };
    Outcome outcome = DONE;
    if (call->step == 0) {
        call->step = STEP_ASKED;
        call->catches = true;
        outcome = call_native(call, operation_get_item, 0, 2, args + 1);
    } else if (call->step == STEP_ASKED && !is_absent(call->task->exception)) {
        outcome = RAISED;
        if (take_missing(call)) {
            call->step = STEP_SET;
            call->catches = false;
            args[0] = dict_value(dict_new());
            outcome = call_native(call, operation_set_item, 0, 3, args);
        }
    }
    release(args[0]);
    release(name);
    return outcome == DONE ? give_none(call) : outcome;
}
