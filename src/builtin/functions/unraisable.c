/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See unraisable.h, and https://docs.python.org/3.11/library/sys.html#sys.unraisablehook */
#include "builtin/functions/unraisable.h"
#include "builtin/classes/struct_sequence.h"
#include "builtin/functions/excepthook.h"
#include "builtin/text/traceback_line.h"
#include "vm/frame_object.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/unwind.h"

static const NativeSpec fields[] = {
    STRUCT_FIELD("exc_type", 0), STRUCT_FIELD("exc_value", 1), STRUCT_FIELD("exc_traceback", 2),
    STRUCT_FIELD("err_msg", 3),  STRUCT_FIELD("object", 4),    { 0 },
};
static const StructSequenceSpec unraisable_args = { "builtins", "UnraisableHookArgs", fields };

/* ---- showing */

enum { TYPE, VALUE, TRACEBACK, MESSAGE, OBJECT, FIELDS };
enum { SHOW_BEGIN, SHOW_OBJECT, SHOW_VALUE, SHOW_WRITTEN };

static void append_head(Buffer *out, const Value *items, Value object_text) {
    bool has_message = is_str(items[MESSAGE]);
    if (is_none(items[OBJECT])) {
        if (has_message) str_append_utf8(out, items[MESSAGE]);
        if (has_message) buffer_append_text(out, ":\n");
        return;
    }
    if (has_message)
        str_append_utf8(out, items[MESSAGE]);
    else
        buffer_append_text(out, "Exception ignored in");
    buffer_append_text(out, ": ");
    if (is_str(object_text))
        str_append_utf8(out, object_text);
    else
        buffer_append_text(out, "<object repr() failed>");
    buffer_append_byte(out, '\n');
}

static void append_exception(Buffer *out, const Value *items, Value text) {
    if (has_type(items[TRACEBACK], TYPE_ID_TRACEBACK)) {
        buffer_append_text(out, "Traceback (most recent call last):\n");
        traceback_append_frames(out, items[TRACEBACK]);
    }
    if (!has_type(items[TYPE], TYPE_ID_TYPE)) return;
    traceback_append_class_name(out, (Class *)object_of(items[TYPE]));
    if (!is_none(items[VALUE])) {
        buffer_append_text(out, ": ");
        if (is_str(text))
            str_append_utf8(out, text);
        else
            buffer_append_text(out, "<exception str() failed>");
    }
    buffer_append_byte(out, '\n');
}

/* args: the fields. keep: the text of the object. */
static Outcome show(Call *call) {
    call->catches = true;
    release(task_take_exception(call->task));
    switch (call->step) {
    case SHOW_BEGIN:
        call->step = SHOW_OBJECT;
        return call_native(call, operation_repr, 0, 1, &call->args[OBJECT]);
    case SHOW_OBJECT:
        replace_take(&call->keep, take_result(call));
        call->step = SHOW_VALUE;
        return call_native(call, operation_str, 0, 1, &call->args[VALUE]);
    case SHOW_VALUE: {
        Buffer out = { 0 };
        append_head(&out, call->args, call->keep);
        append_exception(&out, call->args, call->result);
        Value text = str_from_buffer_take(&out);
        call->step = SHOW_WRITTEN;
        Outcome outcome = call_native(call, error_write, 0, 1, &text);
        release(text);
        return outcome;
    }
    default: return give_none(call);
    }
}

Outcome sys_unraisablehook(Call *call) {
    if (call->step) return DONE;
    call->step = 1;
    Class *class = struct_sequence_class(call_machine(call), &unraisable_args);
    if (value_class(call_machine(call), call->args[0]) != class)
        return raise_error(call->task, TypeError,
                           "sys.unraisablehook argument type must be UnraisableHookArgs");
    return call_native(call, show, 0, FIELDS, tuple_of(call->args[0])->items);
}

/* ---- reporting */

enum { EXCEPTION, ABOUT, WORDS };
enum { BEGIN, HOOK_CALLED, SHOWN };

static void fill(Call *call, Value *items) {
    Value traceback = exception_of(call->args[EXCEPTION])->traceback;
    items[TYPE] = object_value(value_class(call_machine(call), call->args[EXCEPTION]));
    items[VALUE] = call->args[EXCEPTION];
    items[TRACEBACK] = is_absent(traceback) ? NONE : traceback;
    items[MESSAGE] = call->args[WORDS];
    items[OBJECT] = call->args[ABOUT];
}

static Outcome show_default(Call *call) {
    Value items[FIELDS];
    fill(call, items);
    call->step = SHOWN;
    return call_native(call, show, 0, FIELDS, items);
}

static Outcome call_hook(Call *call, Value hook) {
    Value items[FIELDS];
    fill(call, items);
    for (int i = 0; i < FIELDS; i++) retain(items[i]);
    Value argument = struct_sequence_new_take(call_machine(call), &unraisable_args, items, FIELDS);
    if (is_absent(argument)) return show_default(call);
    call->step = HOOK_CALLED;
    replace_take(&call->keep, retain(hook));
    Outcome outcome = call_value(call, hook, 1, &argument);
    release(argument);
    return outcome;
}

/* An error without any line of its own is shown where the program stands. */
static void add_place(Call *call) {
    ExceptionObject *exception = exception_of(call->args[EXCEPTION]);
    const Frame *frame = frame_find_visible(call->task->frame);
    if (is_absent(exception->traceback) && frame) exception->traceback = traceback_of_frame(frame, ABSENT);
}

Outcome unraisable_report(Call *call) {
    Module *sys = machine_peek_sys(call_machine(call));
    Value hook = sys ? dict_peek_text(sys->dict, "unraisablehook") : ABSENT;
    call->catches = true;
    switch (call->step) {
    case BEGIN:
        add_place(call);
        if (is_absent(hook) || is_none(hook) ||
            is_same(hook, dict_peek_text(sys->dict, "__unraisablehook__")))
            return show_default(call);
        return call_hook(call, hook);
    case HOOK_CALLED: {
        Value failure = task_take_exception(call->task);
        if (is_absent(failure)) return give_none(call);
        replace_take(&call->args[EXCEPTION], failure);
        replace_take(&call->args[ABOUT], retain(call->keep));
        replace_take(&call->args[WORDS], str_new("Exception ignored in sys.unraisablehook"));
        return show_default(call);
    }
    default: release(task_take_exception(call->task)); return give_none(call);
    }
}
