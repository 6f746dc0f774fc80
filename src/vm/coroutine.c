/* SPDX-License-Identifier: GPL-3.0-or-later */
/* await, async for and async with: whom to ask for what is waited for. The waiting itself is YIELD_FROM's.
 * See
 * https://docs.python.org/3.11/reference/datamodel.html#coroutines */
#include "vm/generator.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

static bool may_be_awaited_itself(Value value) {
    if (!is_object(value)) return false;
    return object_type(value) == &coroutine_type ||
           (object_type(value) == &generator_type && generator_of(value)->is_iterable);
}

static Outcome raise_not_awaitable(Call *call) {
    Value value = call->args[0];
    const char *given_by = call->mark == AWAITED_ENTER ? "__aenter__" : "__aexit__";
    if (call->mark != AWAITED_ENTER && call->mark != AWAITED_EXIT)
        return raise_error(call->task, TypeError, "object %T can't be used in 'await' expression", value);
    return raise_error(call->task, TypeError,
                       "'async with' received an object from %s that does not implement __await__: %T",
                       given_by, value);
}

/* What __await__ gave. */
static Outcome check_awaited(Call *call) {
    Value iterator = call->result;
    if (may_be_awaited_itself(iterator))
        return raise_error(call->task, TypeError, "__await__() returned a coroutine");
    bool iterates = value_type(iterator)->next || has_type(iterator, TYPE_ID_GENERATOR) ||
                    !is_absent(class_peek_special(value_class(call_machine(call), iterator), SPECIAL_next));
    if (iterates) return DONE;
    return raise_error(call->task, TypeError, "__await__() returned non-iterator of type '%T'", iterator);
}

/* What __anext__ gave is no awaitable: the error that says why is the cause of the one that says where. */
static Outcome blame_next(Call *call) {
    Value cause = task_take_exception(call->task);
    raise_error(call->task, TypeError, "'async for' received an invalid object from __anext__: %T",
                call->args[0]);
    ExceptionObject *raised = exception_of(call->task->exception);
    replace_take(&raised->cause, retain(cause));
    replace_take(&raised->context, cause);
    raised->suppress_context = true;
    return RAISED;
}

static Outcome get_awaitable(Call *call) {
    Value value = call->args[0];
    if (call->step) return is_absent(call->task->exception) ? check_awaited(call) : RAISED;
    if (may_be_awaited_itself(value)) {
        bool is_waited_for =
            has_type(value, TYPE_ID_COROUTINE) && !is_absent(generator_peek_delegate(generator_of(value)));
        if (is_waited_for && call->mark == AWAITED_EXPRESSION)
            return raise_error(call->task, RuntimeError, "coroutine is being awaited already");
        return give(call, retain(value));
    }
    Value method = class_peek_special(value_class(call_machine(call), value), SPECIAL_await);
    if (is_absent(method) || is_none(method)) return raise_not_awaitable(call);
    call->step = 1;
    return call_special(call, value, SPECIAL_await, 0, NULL);
}

Outcome operation_get_awaitable(Call *call) {
    call->catches = call->mark == AWAITED_NEXT;
    Outcome outcome = get_awaitable(call);
    return outcome == RAISED && call->mark == AWAITED_NEXT ? blame_next(call) : outcome;
}

static bool has_hook(Call *call, Value value, Special special) {
    Value method = class_peek_special(value_class(call_machine(call), value), special);
    return !is_absent(method) && !is_none(method);
}

Outcome operation_async_iterator(Call *call) {
    Value value = call->args[0];
    bool is_builtin = call->mark == 1;
    if (call->step == 0) {
        if (!has_hook(call, value, SPECIAL_aiter)) {
            return raise_error(call->task, TypeError,
                               is_builtin ? "'%T' object is not an async iterable"
                                          : "'async for' requires an object with __aiter__ method, got %T",
                               value);
        }
        call->step = 1;
        return call_special(call, value, SPECIAL_aiter, 0, NULL);
    }
    if (has_hook(call, call->result, SPECIAL_anext)) return DONE;
    return raise_error(call->task, TypeError,
                       is_builtin ? "aiter() returned not an async iterator of type '%T'"
                                  : "'async for' received an object from __aiter__ "
                                    "that does not implement __anext__: %T",
                       call->result);
}

Outcome operation_async_next(Call *call) {
    Value value = call->args[0];
    if (call->step) return DONE;
    if (!has_hook(call, value, SPECIAL_anext)) {
        return raise_error(call->task, TypeError,
                           call->mark == 1 ? "'%T' object is not an async iterator"
                                           : "'async for' requires an iterator with __anext__ method, got %T",
                           value);
    }
    call->step = 1;
    return call_special(call, value, SPECIAL_anext, 0, NULL);
}
