/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See excepthook.h. A hook of the program's that fails is shown itself, and then what it should have shown:
 * nothing is lost. See https://docs.python.org/3.11/library/sys.html#sys.excepthook */
#include "builtin/functions/excepthook.h"
#include "builtin/classes/file.h"
#include "builtin/text/traceback.h"
#include "value/exception.h"
#include "vm/raise.h"

static void write_text(Call *call, const char *before, Value text) {
    Buffer out = { 0 };
    buffer_append_text(&out, before);
    if (is_str(text)) str_append_utf8(&out, text);
    file_write_error(call_machine(call), out.bytes, out.count);
    buffer_clear(&out);
}

Outcome sys_excepthook(Call *call) {
    Value exception = call->args[1], traceback = call->args[2];
    if (call->step) {
        write_text(call, "", call->result);
        return give_none(call);
    }
    if (!is_exception(exception)) {
        Buffer out = { 0 };
        buffer_append_text(&out, "TypeError: print_exception(): Exception expected for value, ");
        str_append_utf8(&out, value_class(call_machine(call), exception)->name);
        buffer_append_text(&out, " found\n");
        file_write_error(call_machine(call), out.bytes, out.count);
        buffer_clear(&out);
        return give_none(call);
    }
    if (has_type(traceback, TYPE_ID_TRACEBACK) && is_absent(exception_of(exception)->traceback))
        exception_of(exception)->traceback = retain(traceback);
    call->step = 1;
    return call_native(call, traceback_text, 0, 1, &exception);
}

/* ---- what the program and the prompt do at the end of an exception */

enum { BEGIN, SHOWN, HOOK_CALLED, FAILURE_SHOWN };

static void keep_last(Dict *sys, const Value *three) {
    dict_define_text_take(sys, "last_type", retain(three[0]));
    dict_define_text_take(sys, "last_value", retain(three[1]));
    dict_define_text_take(sys, "last_traceback", retain(three[2]));
}

static Outcome show_original(Call *call) {
    call->step = SHOWN;
    return call_native(call, traceback_text, 0, 1, call->args);
}

static Outcome begin(Call *call) {
    Machine *machine = call_machine(call);
    Value exception = call->args[0], traceback = exception_of(exception)->traceback;
    Value three[] = { object_value(value_class(machine, exception)), exception,
                      is_absent(traceback) ? NONE : traceback };
    Module *sys = machine_peek_sys(machine);
    if (!sys) return show_original(call);
    keep_last(sys->dict, three);
    Value hook = dict_peek_text(sys->dict, "excepthook");
    if (is_absent(hook)) {
        write_text(call, "sys.excepthook is missing\n", ABSENT);
        return show_original(call);
    }
    if (is_same(hook, dict_peek_text(sys->dict, "__excepthook__"))) return show_original(call);
    call->step = HOOK_CALLED;
    call->catches = true;
    return call_value(call, hook, 3, three);
}

static Outcome after_hook(Call *call) {
    if (!is_absent(call->result)) return give_none(call);
    Value failure = task_take_exception(call->task);
    Machine *machine = call_machine(call);
    if (class_is_subclass(value_class(machine, failure), machine->exceptions[SystemExit])) {
        Outcome outcome = raise_value(call->task, failure);
        release(failure);
        return outcome;
    }
    call->keep = failure;
    call->step = FAILURE_SHOWN;
    call->catches = false;
    return call_native(call, traceback_text, 0, 1, &call->keep);
}

Outcome excepthook_report(Call *call) {
    switch (call->step) {
    case BEGIN: return begin(call);
    case HOOK_CALLED: return after_hook(call);
    case FAILURE_SHOWN:
        write_text(call, "Error in sys.excepthook:\n", call->result);
        write_text(call, "\nOriginal exception was:\n", ABSENT);
        return show_original(call);
    default: write_text(call, "", call->result); return give_none(call);
    }
}
