/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "builtin/functions/fileno.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <limits.h>

static Outcome take_number(Call *call, Value number, int *fd) {
    int64_t wide;
    if (!int_fits_int64(number, &wide) || wide > INT_MAX || wide < INT_MIN)
        return raise_error(call->task, OverflowError, "Python int too large to convert to C int");
    if (wide < 0)
        return raise_error(call->task, ValueError, "file descriptor cannot be a negative integer (%d)",
                           (int)wide);
    *fd = (int)wide;
    return DONE;
}

static bool has_fileno(Call *call, Value object) {
    Value name = str_new("fileno"), found = ABSENT;
    Verdict verdict = attribute_find(call_machine(call), object, name, &found);
    release(name);
    if (verdict == YES) release(found);
    return verdict != NO;
}

Outcome fileno_of(Call *call, Value object, int *fd) {
    if (call->step == FILENO_ASKED) {
        call->step = 0;
        if (!is_int(call->result))
            return raise_error(call->task, TypeError, "fileno() returned a non-integer");
        return take_number(call, call->result, fd);
    }
    if (is_int(object)) return take_number(call, object, fd);
    if (!has_fileno(call, object))
        return raise_error(call->task, TypeError, "argument must be an int, or have a fileno() method.");
    call->step = FILENO_ASKED;
    return call_method(call, object, "fileno", 0, NULL);
}
