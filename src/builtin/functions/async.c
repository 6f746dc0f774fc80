/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aiter() and anext(). */
#include "builtin/functions/builtins.h"
#include "vm/operations.h"

static Outcome builtin_aiter(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    return call_native(call, operation_async_iterator, 1, 1, call->args);
}

enum { NEXT_ASKED = 1, NEXT_WRAPPED = 2 };

static Outcome builtin_anext(Call *call) {
    if (call->step == 0) {
        call->step = NEXT_ASKED;
        return call_native(call, operation_async_next, 1, 1, call->args);
    }
    if (call->step == NEXT_WRAPPED || is_absent(call->args[1])) return DONE;
    call->step = NEXT_WRAPPED;
    Value awaitable = take_result(call);
    Outcome outcome = call_helper(call, "_next_or_default", 2, (Value[]){ awaitable, call->args[1] });
    release(awaitable);
    return outcome;
}

const NativeSpec async_builtins[] = {
    { "aiter(async_iterable, /)", builtin_aiter, "An asynchronous iterator over the object." },
    { "anext(aiterator, default=..., /)", builtin_anext,
      "An awaitable of the next item; at the end default, or StopAsyncIteration.", ARGS_UNPACK },
    { 0 },
};
