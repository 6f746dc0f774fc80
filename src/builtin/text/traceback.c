/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole of what is shown: from the first cause to the exception itself. */
#include "builtin/text/traceback.h"
#include "builtin/text/traceback_line.h"
#include "builtin/text/traceback_plan.h"
#include "lang/source.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

/* ---- margins: what stands in groups is behind a bar */

static void append_margin(Buffer *out, unsigned depth, char bar) {
    buffer_append_repeated(out, ' ', 2 * (size_t)depth);
    if (depth) buffer_append_format(out, "%c ", bar);
}

static void append_line(Buffer *out, unsigned depth, const char *text) {
    append_margin(out, depth, '|');
    buffer_append_text(out, text);
}

/* Text of several lines, each with its margin. */
static void append_lines(Buffer *out, unsigned depth, const Buffer *text) {
    for (size_t at = 0; at < text->count;) {
        const char *end = memchr(text->bytes + at, '\n', text->count - at);
        size_t count = end ? (size_t)(end - text->bytes) + 1 - at : text->count - at;
        append_margin(out, depth, '|');
        buffer_append(out, text->bytes + at, count);
        at += count;
    }
}

/* ---- one exception */

void traceback_append_class_name(Buffer *out, const Class *class) {
    Buffer scratch = { 0 };
    const char *module = is_str(class->module) ? str_peek_utf8(class->module, &scratch, NULL) : "builtins";
    Value own = dict_peek_text(class_dict(class), "__module__");
    if (is_str(own)) {
        buffer_clear(&scratch);
        module = str_peek_utf8(own, &scratch, NULL);
    }
    if (strcmp(module, "builtins") && strcmp(module, "__main__")) buffer_append_format(out, "%s.", module);
    str_append_utf8(out, class->qualname);
    buffer_clear(&scratch);
}

static int64_t int_field(const ExceptionObject *exception, int field, int64_t otherwise) {
    int64_t number;
    Value value = exception->fields[field];
    return !is_absent(value) && is_int(value) && int_fits_int64(value, &number) ? number : otherwise;
}

enum {
    SYNTAX_MESSAGE,
    SYNTAX_FILENAME,
    SYNTAX_LINE,
    SYNTAX_OFFSET,
    SYNTAX_TEXT,
    SYNTAX_END_LINE,
    SYNTAX_END_OFFSET
};

/* A SyntaxError names the place in the source, not in the running program. The end is shown of the class
 * itself only. */
static void append_syntax_place(Buffer *out, unsigned depth, const ExceptionObject *exception,
                                bool shows_end) {
    int64_t line = int_field(exception, SYNTAX_LINE, 0);
    if (line == 0) return;
    append_line(out, depth, "  File \"");
    if (is_str(exception->fields[SYNTAX_FILENAME]))
        str_append_utf8(out, exception->fields[SYNTAX_FILENAME]);
    else
        buffer_append_text(out, "<string>");
    buffer_append_format(out, "\", line %lld\n", (long long)line);
    if (!is_str(exception->fields[SYNTAX_TEXT])) return;
    Buffer scratch = { 0 };
    size_t count;
    const char *text = str_peek_utf8(exception->fields[SYNTAX_TEXT], &scratch, &count);
    source_append_excerpt(out, text, count, (int)line, (int)int_field(exception, SYNTAX_OFFSET, 0),
                          (int)int_field(exception, SYNTAX_END_LINE, line),
                          shows_end ? (int)int_field(exception, SYNTAX_END_OFFSET, 0) : 0);
    buffer_clear(&scratch);
}

static void append_header(Buffer *out, unsigned depth, const PlanRow *row) {
    if (row->kind == ROW_GROUP) {
        append_margin(out, depth, row->is_first ? '+' : '|');
        buffer_append_text(out, "Exception Group ");
    } else {
        append_margin(out, depth, '|');
    }
    buffer_append_text(out, "Traceback (most recent call last):\n");
}

static void append_frames(Buffer *out, unsigned depth, Value traceback) {
    Buffer frames = { 0 };
    traceback_append_frames(&frames, traceback);
    append_lines(out, depth, &frames);
    buffer_clear(&frames);
}

/* As python3 does it, only the first line of the text gets a margin, but each of a note. */
static void append_exception(Buffer *out, Machine *machine, const PlanRow *row, Value text, Value notes) {
    const ExceptionObject *exception = exception_of(row->exception);
    const Class *class = value_class(machine, row->exception);
    bool syntax = class_is_subclass(class, machine->exceptions[SyntaxError]);
    if (!is_absent(exception->traceback)) {
        append_header(out, row->depth, row);
        append_frames(out, row->depth, exception->traceback);
    }
    if (syntax) append_syntax_place(out, row->depth, exception, class == machine->exceptions[SyntaxError]);
    append_margin(out, row->depth, '|');
    traceback_append_class_name(out, class);
    if (syntax && int_field(exception, SYNTAX_LINE, 0) && is_str(exception->fields[SYNTAX_MESSAGE]))
        text = exception->fields[SYNTAX_MESSAGE];
    if (!is_str(text)) {
        buffer_append_text(out, ": <exception str() failed>");
    } else if (str_count(text)) {
        buffer_append_text(out, ": ");
        str_append_utf8(out, text);
    }
    traceback_append_suggestion(out, machine, row->exception);
    buffer_append_byte(out, '\n');
    for (size_t i = 0; is_list(notes) && i < list_of(notes)->count; i++) {
        Value piece = list_of(notes)->items[i];
        if (is_str(piece)) append_margin(out, row->depth, '|');
        str_append_utf8(out, is_str(piece) ? piece : tuple_of(piece)->items[0]);
    }
}

/* ---- all of it */

static void append_between(Buffer *out, unsigned depth, const char *sentence) {
    append_line(out, depth, "\n");
    append_line(out, depth, sentence);
    append_line(out, depth, "\n");
}

static void append_title(Buffer *out, const PlanRow *row) {
    buffer_append_repeated(out, ' ', 2 * (size_t)row->depth);
    buffer_append_text(out, row->is_first ? "+-+---------------- " : "  +---------------- ");
    if (row->number)
        buffer_append_format(out, "%zu", row->number);
    else
        buffer_append_text(out, "...");
    buffer_append_text(out, " ----------------\n");
}

static void append_row(Buffer *out, Machine *machine, const PlanRow *row, Value text, Value notes) {
    switch (row->kind) {
    case ROW_EXCEPTION:
    case ROW_GROUP: append_exception(out, machine, row, text, notes); break;
    case ROW_CAUSE:
        append_between(out, row->depth,
                       "The above exception was the direct cause of the following exception:\n");
        break;
    case ROW_CONTEXT:
        append_between(out, row->depth,
                       "During handling of the above exception, another exception occurred:\n");
        break;
    case ROW_TITLE: append_title(out, row); break;
    case ROW_MORE:
        append_margin(out, row->depth, '|');
        buffer_append_format(out, "and %zu more exception%s\n", row->number, row->number == 1 ? "" : "s");
        break;
    case ROW_TOO_DEEP: append_line(out, row->depth, "... (max_group_depth is 10)\n"); break;
    case ROW_CLOSE:
        buffer_append_repeated(out, ' ', 2 * (size_t)row->depth);
        buffer_append_text(out, "+------------------------------------\n");
        break;
    }
}

static Outcome show(Call *call, const List *plan, const List *texts) {
    Buffer out = { 0 };
    for (size_t i = 0; i < plan_count(plan); i++) {
        PlanRow row = plan_row(plan, i);
        append_row(&out, call_machine(call), &row, texts->items[2 * i], texts->items[2 * i + 1]);
    }
    return give_buffer(call, &out);
}

/* ---- notes */

static bool has_program_attributes(Class *class) {
    return !class->is_native && (has_type(class_peek_special(class, SPECIAL_getattr), TYPE_ID_FUNCTION) ||
                                 has_type(class_peek_special(class, SPECIAL_getattribute), TYPE_ID_FUNCTION));
}

/* False: it has no notes, whatever its class may be. */
static bool may_have_notes(Machine *machine, Value exception) {
    Value attributes = exception_of(exception)->attributes, name = str_new("__notes__");
    Class *class = value_class(machine, exception);
    bool may = (is_dict(attributes) && !is_absent(dict_peek_str(dict_of(attributes), name))) ||
               !is_absent(class_find(class, name)) || has_program_attributes(class);
    release(name);
    return may;
}

/* keep: a pair of lists: the plan, and of each of its rows the text of str() and the pieces of its notes,
 * where it has them. */
Outcome traceback_text(Call *call) {
    if (call->step == 0) {
        call->keep = tuple_pair_take(plan_exception(call_machine(call), call->args[0]), list_new(8));
        call->step = 1;
        call->catches = true;
    } else {
        release(task_take_exception(call->task));
        list_add(list_of(tuple_of(call->keep)->items[1]), is_absent(call->result) ? NONE : call->result);
    }
    List *plan = list_of(tuple_of(call->keep)->items[0]), *texts = list_of(tuple_of(call->keep)->items[1]);
    while (texts->count < 2 * plan_count(plan)) {
        PlanRow row = plan_row(plan, texts->count / 2);
        bool is_text = texts->count % 2 == 0;
        if (is_none(row.exception) || (!is_text && !may_have_notes(call_machine(call), row.exception)))
            list_add(texts, NONE);
        else if (is_text)
            return call_native(call, operation_str, 0, 1, &row.exception);
        else
            return call_helper(call, "_note_pieces", 1, &row.exception);
    }
    return show(call, plan, texts);
}
