/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _opcode: what Python's modules opcode and dis import. CPython's bytecode is not causette's, so what an
 * opcode does to the stack is refused. */
#include "vm/native.h"

static Outcome stack_effect(Call *call) {
    return raise_error(call->task, NotImplementedError,
                       "the effect of CPython's bytecode is in Python, not in causette");
}

static Outcome specialization_stats(Call *call) { return give_none(call); }

static const NativeSpec functions[] = {
    { "stack_effect(opcode, oparg=None, /, *, jump=None)", stack_effect, NULL },
    { "get_specialization_stats()", specialization_stats, NULL },
    { 0 },
};

const ModuleSpec _opcode_module = { .name = "_opcode", .functions = functions };
