/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What frames and tracebacks show of themselves.
 * See https://docs.python.org/3.11/reference/datamodel.html#frame-objects and #traceback-objects */
#include "builtin/classes/object.h"
#include "lang/code.h"
#include "vm/frame_object.h"
#include "vm/machine.h"

static FrameObject *own(const Call *call) { return (FrameObject *)object_of(call->args[0]); }

static Outcome frame_code(Call *call) { return give(call, retain(own(call)->code)); }
static Outcome frame_globals(Call *call) { return give(call, not_none(own(call)->globals)); }
static Outcome frame_line(Call *call) { return give_int(call, frame_object_line(own(call))); }
static Outcome frame_last(Call *call) {
    return give_int(call, 2 * (int64_t)frame_object_instruction(own(call)));
}
static Outcome frame_nothing(Call *call) { return give_none(call); }
static Outcome frame_yes(Call *call) { return give_bool(call, true); }
static Outcome frame_no(Call *call) { return give_bool(call, false); }

static Outcome frame_back(Call *call) {
    const FrameObject *frame = own(call);
    if (!frame->live) return give(call, not_none(frame->back));
    Frame *caller = frame_object_caller(frame);
    return caller ? give(call, frame_object_of(caller)) : give_none(call);
}

/* As the frame's globals say, or builtins themselves. */
static Outcome frame_builtins(Call *call) {
    Value globals = own(call)->globals;
    Machine *machine = call_machine(call);
    Dict *builtins = is_dict(globals) ? globals_builtins(machine, dict_of(globals)) : machine->builtins;
    return give(call, retain(dict_value(builtins)));
}

static Outcome frame_own_locals(Call *call) {
    FrameObject *frame = own(call);
    if (frame->live) return give(call, frame_locals(frame->live));
    if (!is_absent(frame->locals)) return give(call, retain(frame->locals));
    return raise_error(call->task, NotImplementedError,
                       "f_locals of a frame that ended before it was asked for is not in causette "
                       "(Python has it)");
}

static Outcome frame_set_trace(Call *call) {
    if (is_absent(call->args[1]) || is_none(call->args[1])) return give_none(call);
    return raise_error(call->task, NotImplementedError, "f_trace is not in causette (Python has it)");
}

static Outcome frame_clear(Call *call) {
    FrameObject *frame = own(call);
    if (frame->live && (!frame->live->generator || frame->live->generator->running))
        return raise_error(call->task, RuntimeError, "cannot clear an executing frame");
    if (frame->live)
        return raise_error(call->task, NotImplementedError,
                           "frame.clear() of a suspended generator is not in causette (Python has it)");
    if (!is_absent(frame->locals)) replace_take(&frame->locals, dict_value(dict_new()));
    return give_none(call);
}

static const NativeSpec frame_methods[] = {
    { "f_back", frame_back },
    { "f_code", frame_code },
    { "f_globals", frame_globals },
    { "f_builtins", frame_builtins },
    { "f_locals", frame_own_locals },
    { "f_lineno", frame_line },
    { "f_lasti", frame_last },
    { "f_trace", frame_nothing, .set = frame_set_trace },
    { "f_trace_lines", frame_yes },
    { "f_trace_opcodes", frame_no },
    { "clear(self, /)", frame_clear, "Forget the variables of a frame that has ended." },
    { 0 },
};

const ClassSpec frame_class_spec = { .type = &frame_type, .is_hidden = true, .methods = frame_methods };

/* ---- tracebacks */

static Traceback *line_of(const Call *call) { return (Traceback *)object_of(call->args[0]); }

static Outcome traceback_next(Call *call) { return give(call, not_none(line_of(call)->next)); }
static Outcome traceback_line(Call *call) { return give_int(call, line_of(call)->line); }
static Outcome traceback_last(Call *call) {
    uint32_t instruction = line_of(call)->instruction;
    return give_int(call, instruction == UINT32_MAX ? -1 : 2 * (int64_t)instruction);
}

static Outcome traceback_frame(Call *call) {
    Traceback *line = line_of(call);
    if (is_absent(line->frame)) line->frame = frame_object_gone(line);
    return give(call, retain(line->frame));
}

static Outcome traceback_set_next(Call *call) {
    Value next = call->args[1];
    if (is_absent(next)) return raise_error(call->task, TypeError, "can't delete tb_next attribute");
    bool is_traceback = has_type(next, TYPE_ID_TRACEBACK);
    if (!is_none(next) && !is_traceback)
        return raise_error(call->task, TypeError, "expected traceback object, got '%T'", next);
    for (Value at = next; has_type(at, TYPE_ID_TRACEBACK); at = ((Traceback *)object_of(at))->next) {
        if (is_same(at, call->args[0])) return raise_error(call->task, ValueError, "traceback loop detected");
    }
    replace_take(&line_of(call)->next, is_traceback ? retain(next) : ABSENT);
    return give_none(call);
}

static Outcome traceback_make(Call *call) {
    Value next = call->args[1], frame = call->args[2];
    int last, line;
    if (is_none(frame))
        return raise_error(call->task, TypeError,
                           "TracebackType() argument 'tb_frame' must be frame, not None");
    if (!has_layout(frame, &frame_type))
        return raise_error(call->task, TypeError, "TracebackType() argument 'tb_frame' must be frame, not %T",
                           frame);
    if (!is_none(next) && !has_type(next, TYPE_ID_TRACEBACK))
        return raise_error(call->task, TypeError, "expected traceback object or None, got '%T'", next);
    if (!arg_int(call, 3, &last) || !arg_int(call, 4, &line)) return RAISED;
    Traceback *made = container_new(&traceback_type, sizeof(Traceback));
    made->next = is_none(next) ? ABSENT : retain(next);
    made->frame = retain(frame);
    made->code = retain(((FrameObject *)object_of(frame))->code);
    made->globals = retain(((FrameObject *)object_of(frame))->globals);
    bool is_inside = last >= 0 && (size_t)last / 2 < code_of(made->code)->count;
    made->instruction = is_inside ? (uint32_t)last / 2 : UINT32_MAX;
    made->line = (uint32_t)line;
    return give(call, object_value(made));
}

static const NativeSpec traceback_methods[] = {
    { "tb_next", traceback_next, .set = traceback_set_next },
    { "tb_frame", traceback_frame },
    { "tb_lineno", traceback_line },
    { "tb_lasti", traceback_last },
    { 0 },
};

const ClassSpec traceback_class_spec = { .type = &traceback_type,
                                         .is_hidden = true,
                                         .make = { "traceback(cls, tb_next, tb_frame, tb_lasti, tb_lineno)",
                                                   traceback_make },
                                         .methods = traceback_methods };
