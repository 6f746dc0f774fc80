/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See excepthook.h. A hook of the program's that fails is shown itself, and then what it should have shown:
 * nothing is lost. See https://docs.python.org/3.11/library/sys.html#sys.excepthook */
#include "builtin/functions/excepthook.h"
#include "builtin/classes/file.h"
#include "builtin/text/traceback.h"
#include "value/exception.h"
#include "vm/raise.h"

/* ---- standard error, as the program has it now */

static Outcome ask_stream(Call *call, Value stream, const char *method, size_t count, const Value *args) {
    call->catches = true;
    return call_method(call, stream, method, count, args);
}

Outcome error_write(Call *call) {
    Module *sys = machine_peek_sys(call_machine(call));
    if (call->step == 0) {
        Value stream = sys ? dict_peek_text(sys->dict, "stderr") : ABSENT;
        if (is_none(stream)) return give_none(call);
        if (is_absent(stream) || is_same(stream, dict_peek_text(sys->dict, "__stderr__"))) {
            Buffer out = { 0 };
            str_append_utf8(&out, call->args[0]);
            file_write_error(call_machine(call), out.bytes, out.count);
            buffer_clear(&out);
            return give_none(call);
        }
        call->keep = retain(stream);
        call->step = 1;
        return ask_stream(call, stream, "write", 1, call->args);
    }
    release(task_take_exception(call->task));
    if (call->step == 2) return give_none(call);
    call->step = 2;
    return ask_stream(call, call->keep, "flush", 0, NULL);
}

static Outcome write_take(Call *call, Value text) {
    Outcome outcome = call_native(call, error_write, 0, 1, &text);
    release(text);
    return outcome;
}

/* ---- the hook that is there */

enum { HOOK_BEGIN, HOOK_TEXT, HOOK_WRITTEN };

Outcome sys_excepthook(Call *call) {
    Value exception = call->args[1], traceback = call->args[2];
    switch (call->step) {
    case HOOK_BEGIN: break;
    case HOOK_TEXT: call->step = HOOK_WRITTEN; return write_take(call, take_result(call));
    default: return give_none(call);
    }
    if (!is_exception(exception)) {
        call->step = HOOK_WRITTEN;
        const Class *class = value_class(call_machine(call), exception);
        Value start = str_new("TypeError: print_exception(): Exception expected for value, "),
              middle = str_concat(start, class->name), end = str_new(" found\n"),
              text = str_concat(middle, end);
        release(start), release(middle), release(end);
        return write_take(call, text);
    }
    if (has_type(traceback, TYPE_ID_TRACEBACK) && is_absent(exception_of(exception)->traceback))
        exception_of(exception)->traceback = retain(traceback);
    call->step = HOOK_TEXT;
    return call_native(call, traceback_text, 0, 1, &exception);
}

/* ---- what the program and the prompt do at the end of an exception */

enum { BEGIN, HOOK_CALLED, FAILURE_TEXT, EXPLAINED, TEXT, WRITTEN };

static void keep_last(Dict *sys, const Value *three) {
    dict_define_text_take(sys, "last_type", retain(three[0]));
    dict_define_text_take(sys, "last_value", retain(three[1]));
    dict_define_text_take(sys, "last_traceback", retain(three[2]));
}

static Outcome show_original(Call *call) {
    call->step = TEXT;
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
        call->step = EXPLAINED;
        return write_take(call, str_new("sys.excepthook is missing\n"));
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
    call->step = FAILURE_TEXT;
    call->catches = false;
    return call_native(call, traceback_text, 0, 1, &call->keep);
}

static Outcome explain_failure(Call *call) {
    Buffer out = { 0 };
    buffer_append_text(&out, "Error in sys.excepthook:\n");
    str_append_utf8(&out, call->result);
    buffer_append_text(&out, "\nOriginal exception was:\n");
    call->step = EXPLAINED;
    return write_take(call, str_from_buffer_take(&out));
}

Outcome excepthook_report(Call *call) {
    switch (call->step) {
    case BEGIN: return begin(call);
    case HOOK_CALLED: return after_hook(call);
    case FAILURE_TEXT: return explain_failure(call);
    case EXPLAINED: return show_original(call);
    case TEXT: call->step = WRITTEN; return write_take(call, take_result(call));
    default: return give_none(call);
    }
}
