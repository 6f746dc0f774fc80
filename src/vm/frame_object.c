/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vm/frame_object.h"
#include "lang/code.h"
#include "vm/native.h"
#include <string.h>

/* ---- the type */

static void frame_clear(Object *object) {
    FrameObject *frame = (FrameObject *)object;
    if (frame->live) frame->live->object = NULL;
    frame->live = NULL;
    replace_take(&frame->globals, ABSENT);
    replace_take(&frame->locals, ABSENT);
    replace_take(&frame->back, ABSENT);
}

static void frame_free(Object *object) {
    frame_clear(object);
    release(((FrameObject *)object)->code);
    object_release_memory(object);
}

static void frame_visit(Object *object, VisitFunction *visit, void *context) {
    FrameObject *frame = (FrameObject *)object;
    visit(frame->code, context);
    visit(frame->globals, context);
    visit(frame->locals, context);
    visit(frame->back, context);
}

static Verdict frame_repr(Buffer *out, Value self, int depth) {
    const FrameObject *frame = (const FrameObject *)object_of(self);
    (void)depth;
    buffer_append_format(out, "<frame at %p, file '", (const void *)frame);
    str_append_utf8(out, code_of(frame->code)->filename);
    buffer_append_format(out, "', line %u, code ", frame_object_line(frame));
    str_append_utf8(out, code_of(frame->code)->name);
    buffer_append_byte(out, '>');
    return YES;
}

const Type frame_type = {
    .name = "frame",
    .flags = TYPE_CONTAINER,
    .size = sizeof(FrameObject),
    .free = frame_free,
    .visit = frame_visit,
    .clear = frame_clear,
    .repr = frame_repr,
};

static FrameObject *make(Value code, Value globals) {
    FrameObject *frame = container_new(&frame_type, sizeof(FrameObject));
    frame->code = retain(code);
    frame->globals = retain(globals);
    frame->locals = frame->back = ABSENT;
    return frame;
}

/* ---- live frames */

static bool is_helper(const Code *code) {
    return str_of(code->filename)->is_ascii && !strcmp(str_peek_ascii(code->filename), "<causette prelude>");
}

Frame *frame_find_visible(Frame *frame) {
    while (frame && (!frame->code || is_helper(frame->code))) frame = frame->caller;
    return frame;
}

Value frame_object_of(Frame *frame) {
    if (frame->object) return retain(object_value(frame->object));
    FrameObject *made = make(object_value(frame->code), dict_value(frame->globals));
    made->live = frame;
    frame->object = made;
    return object_value(made);
}

Frame *frame_object_caller(const FrameObject *of) {
    bool is_suspended = of->live->generator && !of->live->generator->running;
    return is_suspended ? NULL : frame_find_visible(of->live->caller);
}

uint32_t frame_object_instruction(const FrameObject *frame) {
    if (!frame->live) return frame->instruction;
    ptrdiff_t next = frame->live->ip - frame->live->code->instructions;
    return next > 0 ? (uint32_t)next - 1 : 0;
}

uint32_t frame_object_line(const FrameObject *frame) {
    const Code *code = code_of(frame->code);
    uint32_t at = frame_object_instruction(frame);
    if (at >= code->count) return code->first_line;
    while (at > 0 && code_position(code, at).line == 0) at--;
    uint32_t line = code_position(code, at).line;
    return line ? line : code->first_line;
}

Value frame_locals(Frame *frame) {
    if (frame->code->flags & (CODE_MODULE | CODE_CLASS_BODY))
        return retain(dict_value(frame->names ? frame->names : frame->globals));
    if (!frame->names) frame->names = dict_new();
    for (uint32_t i = 0; i < frame->code->slot_count; i++) {
        Value value = frame->slots[i], name = frame->code->slot_names[i];
        if (has_type(value, TYPE_ID_CELL)) value = ((Cell *)object_of(value))->content;
        if (is_absent(value))
            dict_remove_str(frame->names, name);
        else
            dict_define(frame->names, name, value);
    }
    return retain(dict_value(frame->names));
}

/* ---- frames that have ended */

void frame_object_end(Frame *frame) {
    FrameObject *object = frame->object;
    Frame *caller = frame_object_caller(object);
    object->instruction = frame_object_instruction(object);
    object->locals = frame_locals(frame);
    object->back = caller ? frame_object_of(caller) : ABSENT;
    object->live = NULL;
    frame->object = NULL;
}

Value frame_object_gone(const Traceback *line) {
    FrameObject *frame = make(line->code, line->globals);
    frame->instruction = line->instruction;
    return object_value(frame);
}
