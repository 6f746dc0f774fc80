/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions made of their parts: types.FunctionType(...).
 * See https://docs.python.org/3.11/library/types.html#types.FunctionType */
#include "builtin/classes/object.h"
#include "lang/code.h"
#include "vm/machine.h"

enum { CODE = 1, GLOBALS, NAME, DEFAULTS, CLOSURE };

static size_t count_frees(const Code *code) { return code->slot_count - code->free_start; }

static Outcome check_parts(Call *call) {
    const Value *args = call->args;
    if (!has_type(args[CODE], TYPE_ID_CODE))
        return raise_error(call->task, TypeError, "function() argument 'code' must be code, not %T",
                           args[CODE]);
    if (!is_dict(args[GLOBALS]))
        return raise_error(call->task, TypeError, "function() argument 'globals' must be dict, not %T",
                           args[GLOBALS]);
    if (!is_none(args[NAME]) && !is_str(args[NAME]))
        return raise_error(call->task, TypeError, "arg 3 (name) must be None or string");
    if (!is_none(args[DEFAULTS]) && !is_tuple(args[DEFAULTS]))
        return raise_error(call->task, TypeError, "arg 4 (defaults) must be None or tuple");
    return DONE;
}

static Outcome check_closure(Call *call) {
    const Code *code = code_of(call->args[CODE]);
    Value closure = call->args[CLOSURE];
    size_t wanted = count_frees(code), given = is_tuple(closure) ? tuple_of(closure)->count : 0;
    if (!is_tuple(closure) && wanted && is_none(closure))
        return raise_error(call->task, TypeError, "arg 5 (closure) must be tuple");
    if (!is_tuple(closure) && !is_none(closure))
        return raise_error(call->task, TypeError, "arg 5 (closure) must be None or tuple");
    if (wanted != given) {
        return raise_error(call->task, ValueError, "%U requires closure of length %zu, not %zu", code->name,
                           wanted, given);
    }
    for (size_t i = 0; i < given; i++) {
        Value cell = tuple_of(closure)->items[i];
        if (!has_type(cell, TYPE_ID_CELL))
            return raise_error(call->task, TypeError, "arg 5 (closure) expected cell, found %T", cell);
    }
    return DONE;
}

Outcome function_make(Call *call) {
    const Value *args = call->args;
    if (check_parts(call) != DONE || check_closure(call) != DONE) return RAISED;
    const Code *code = code_of(args[CODE]);
    Dict *globals = dict_of(args[GLOBALS]);
    Value made =
        function_new(args[CODE], globals, is_str(args[NAME]) ? args[NAME] : code->name, code->qualname);
    Function *function = (Function *)object_of(made);
    if (is_tuple(args[DEFAULTS])) replace_take(&function->defaults, retain(args[DEFAULTS]));
    if (is_tuple(args[CLOSURE]) && count_frees(code)) replace_take(&function->closure, retain(args[CLOSURE]));
    replace_take(&function->doc, retain(code_peek_doc(code_of(args[CODE]))));
    Value module = dict_peek_text(globals, "__name__");
    if (!is_absent(module)) replace_take(&function->module, retain(module));
    globals_look(call_machine(call), globals);
    return give(call, made);
}

Outcome function_builtins(Call *call) {
    Dict *globals = ((Function *)object_of(call->args[0]))->globals;
    return give(call, retain(dict_value(globals_builtins(call_machine(call), globals))));
}
