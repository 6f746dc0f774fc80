/* SPDX-License-Identifier: GPL-3.0-or-later */
/* raise, except and with: what their opcodes do beyond moving values. */
#include "vm/call.h"
#include "vm/lookup.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/quick.h"

enum { RAISE_MADE = 1, RAISE_CAUSE_MADE = 2 };

static Outcome raise_now(Call *call, Value cause) {
    ExceptionObject *exception = exception_of(call->keep);
    if (!is_absent(cause)) {
        replace_take(&exception->cause, retain(cause));
        exception->suppress_context = true;
    }
    return raise_value(call->task, call->keep);
}

/* raise x [from y]: a class is called without arguments. */
Outcome operation_raise(Call *call) {
    Value given = call->args[0], cause = call->count > 1 ? call->args[1] : ABSENT;
    if (call->step == 0) {
        call->step = RAISE_MADE;
        if (is_exception_class(given)) return call_value(call, given, 0, NULL);
        if (!is_exception(given))
            return raise_error(call->task, TypeError, "exceptions must derive from BaseException");
        give(call, retain(given));
    }
    if (call->step == RAISE_MADE) {
        Value made = take_result(call);
        if (!is_exception(made)) {
            raise_error(call->task, TypeError,
                        "calling %R should have returned an instance of BaseException, not %T", given, made);
            release(made);
            return RAISED;
        }
        replace_take(&call->keep, made);
        if (!is_exception_class(cause)) {
            if (is_absent(cause) || is_none(cause) || is_exception(cause)) return raise_now(call, cause);
            return raise_error(call->task, TypeError, "exception causes must derive from BaseException");
        }
        call->step = RAISE_CAUSE_MADE;
        return call_value(call, cause, 0, NULL);
    }
    return raise_now(call, call->result);
}

static bool check_exception_class(Task *task, Value class) {
    if (is_exception_class(class)) return true;
    raise_error(task, TypeError, "catching classes that do not inherit from BaseException is not allowed");
    return false;
}

Verdict match_exception(Task *task, Value exception, Value wanted) {
    const Class *class = value_class(task->machine, exception);
    if (!is_tuple(wanted)) {
        if (!check_exception_class(task, wanted)) return UNSUPPORTED;
        return class_is_subclass(class, (Class *)object_of(wanted)) ? YES : NO;
    }
    const Tuple *tuple = tuple_of(wanted);
    for (size_t i = 0; i < tuple->count; i++) {
        if (!check_exception_class(task, tuple->items[i])) return UNSUPPORTED;
    }
    for (size_t i = 0; i < tuple->count; i++) {
        if (class_is_subclass(class, (Class *)object_of(tuple->items[i]))) return YES;
    }
    return NO;
}

/* ---- except* */

static bool is_group_class(Machine *machine, Value class) {
    return class_is_subclass((Class *)object_of(class), machine->exceptions[BaseExceptionGroup]);
}

static bool check_star_types(Call *call, Value types) {
    const Value *items = &types;
    size_t count = 1;
    if (is_tuple(types)) sequence_peek(types, &items, &count);
    for (size_t i = 0; i < count; i++) {
        if (!check_exception_class(call->task, items[i])) return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_group_class(call_machine(call), items[i])) continue;
        raise_error(call->task, TypeError,
                    "catching ExceptionGroup with except* is not allowed. Use except instead.");
        return false;
    }
    return true;
}

Outcome operation_match_group(Call *call) {
    if (call->step) return DONE;
    if (!check_star_types(call, call->args[1])) return RAISED;
    if (is_none(call->args[0])) return give(call, tuple_pair(NONE, NONE));
    call->step = 1;
    return call_helper(call, "_match_group", 2, call->args);
}

Outcome operation_join_raised(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, "_join_raised", 2, call->args);
}

/* ---- with */

static bool has_special(Machine *machine, Value object, Special special) {
    return !is_absent(class_peek_special(value_class(machine, object), special));
}

void raise_handled(Task *task) {
    if (is_absent(task->handled)) {
        raise_error(task, RuntimeError, "No active exception to reraise");
        return;
    }
    replace_take(&task->exception, retain(task->handled));
    task->reraising = true; /* this line is in the traceback already, or never will be */
}

/* A manager whose methods are no plain functions, so that their __get__ may tell what is called: a list with
 * the manager and their names, which becomes one of the bound __exit__, stands for it. */
static Outcome enter_described(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_helper(call, "_enter_described", 1, call->args);
}

static Outcome exit_described(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_value(call, list_of(call->args[0])->items[0], 3, call->args + 1);
}

static bool with_enter_described(Task *task, Frame *frame, Special enters, Special exits) {
    static const NativeSpec enter = { "__enter__(manager, /)", enter_described, NULL },
                            exit = { "__exit__(manager, type, value, traceback, /)", exit_described, NULL };
    Value items[] = { frame->top[-1], str_new(special_names[enters]), str_new(special_names[exits]) };
    Value box = list_from(items, 3), function = builtin_new(&exit, ABSENT, ABSENT);
    for (size_t i = 0; i < 3; i++) release(items[i]);
    frame->top[-1] = method_new(function, box);
    release(function);
    Value *region = frame->top;
    *frame->top++ = builtin_new(&enter, ABSENT, ABSENT);
    *frame->top++ = box;
    return call_begin(task, region, 0, ABSENT, region);
}

/* with: the manager on the stack becomes its bound __exit__, and __enter__ is called above it. */
bool with_enter(Task *task, Frame *frame, bool is_async) {
    Machine *machine = task->machine;
    Value manager = frame->top[-1];
    Special enters = is_async ? SPECIAL_aenter : SPECIAL_enter,
            exits = is_async ? SPECIAL_aexit : SPECIAL_exit;
    const char *kind = is_async ? "asynchronous " : "";
    if (!has_special(machine, manager, enters)) {
        raise_error(task, TypeError, "'%T' object does not support the %scontext manager protocol", manager,
                    kind);
        return false;
    }
    if (!has_special(machine, manager, exits)) {
        raise_error(task, TypeError,
                    "'%T' object does not support the %scontext manager protocol (missed %s method)", manager,
                    kind, special_names[exits]);
        return false;
    }
    Class *class = value_class(machine, manager);
    Value exit = class_peek_special(class, exits), enter = class_peek_special(class, enters);
    if (!takes_instance(exit) || !takes_instance(enter))
        return with_enter_described(task, frame, enters, exits);
    frame->top[-1] = method_new(exit, manager);
    Value *region = frame->top;
    *frame->top++ = retain(enter);
    *frame->top++ = manager; /* its reference moves here from the slot below */
    return call_begin(task, region, 0, ABSENT, region);
}

Value *push_exit_call(Machine *machine, Value *top) {
    Value exit = top[-3], exception = top[-1], traceback = exception_of(exception)->traceback;
    *top++ = retain(exit);
    *top++ = ABSENT;
    *top++ = retain(object_value(value_class(machine, exception)));
    *top++ = retain(exception);
    *top++ = is_absent(traceback) ? NONE : retain(traceback);
    return top;
}
