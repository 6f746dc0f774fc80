/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole of what is shown: from the first cause to the exception itself. */
#include "builtin/text/traceback.h"
#include "builtin/text/traceback_line.h"
#include "lang/source.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

static bool is_in(const List *list, Value value) {
    for (size_t i = 0; i < list->count; i++) {
        if (is_same(list->items[i], value)) return true;
    }
    return false;
}

/* What led to it and is to be shown first; ABSENT: nothing. */
static Value led_to(Value value, bool *is_cause) {
    const ExceptionObject *exception = exception_of(value);
    *is_cause = is_exception(exception->cause);
    if (*is_cause) return exception->cause;
    return is_exception(exception->context) && !exception->suppress_context ? exception->context : ABSENT;
}

/* The chain, the newest first; a chain that bites its tail is cut. */
static Value collect_chain(Value exception) {
    Value chain = list_new(4);
    bool is_cause;
    for (Value at = exception; !is_absent(at) && !is_in(list_of(chain), at); at = led_to(at, &is_cause))
        list_add(list_of(chain), at);
    return chain;
}

static void append_class_name(Buffer *out, const Class *class) {
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
static void append_syntax_place(Buffer *out, const ExceptionObject *exception, bool shows_end) {
    int64_t line = int_field(exception, SYNTAX_LINE, 0);
    if (line == 0) return;
    buffer_append_text(out, "  File \"");
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

static void append_notes(Buffer *out, const ExceptionObject *exception) {
    Value notes =
        is_dict(exception->attributes) ? dict_peek_text(dict_of(exception->attributes), "__notes__") : ABSENT;
    const Value *items;
    size_t count;
    if (is_absent(notes) || !sequence_peek(notes, &items, &count)) return;
    for (size_t i = 0; i < count; i++) {
        if (is_str(items[i])) str_append_utf8(out, items[i]);
        buffer_append_byte(out, '\n');
    }
}

static void append_exception(Buffer *out, Machine *machine, Value value, Value text) {
    const ExceptionObject *exception = exception_of(value);
    const Class *class = value_class(machine, value);
    bool syntax = class_is_subclass(class, machine->exceptions[SyntaxError]);
    if (!is_absent(exception->traceback)) {
        buffer_append_text(out, "Traceback (most recent call last):\n");
        traceback_append_frames(out, exception->traceback);
    }
    if (syntax) append_syntax_place(out, exception, class == machine->exceptions[SyntaxError]);
    append_class_name(out, class);
    if (syntax && int_field(exception, SYNTAX_LINE, 0) && is_str(exception->fields[SYNTAX_MESSAGE]))
        text = exception->fields[SYNTAX_MESSAGE];
    if (!is_str(text)) {
        buffer_append_text(out, ": <exception str() failed>");
    } else if (str_count(text)) {
        buffer_append_text(out, ": ");
        str_append_utf8(out, text);
    }
    traceback_append_suggestion(out, machine, value);
    buffer_append_byte(out, '\n');
    append_notes(out, exception);
}

static Outcome show(Call *call, const List *chain, const List *texts) {
    Buffer out = { 0 };
    for (size_t i = chain->count; i-- > 0;) {
        append_exception(&out, call_machine(call), chain->items[i], texts->items[i]);
        if (i == 0) break;
        bool is_cause;
        led_to(chain->items[i - 1], &is_cause);
        buffer_append_text(
            &out, is_cause ? "\nThe above exception was the direct cause of the following exception:\n\n"
                           : "\nDuring handling of the above exception, another exception occurred:\n\n");
    }
    return give_buffer(call, &out);
}

/* keep: a pair of lists, the chain and the texts of str() so far. */
Outcome traceback_text(Call *call) {
    if (call->step == 0) {
        Value chain = collect_chain(call->args[0]);
        call->keep = tuple_pair_take(chain, list_new(list_of(chain)->count));
        call->step = 1;
        call->catches = true;
    } else {
        release(task_take_exception(call->task));
        list_add(list_of(tuple_of(call->keep)->items[1]), is_absent(call->result) ? NONE : call->result);
    }
    List *chain = list_of(tuple_of(call->keep)->items[0]), *texts = list_of(tuple_of(call->keep)->items[1]);
    if (texts->count < chain->count)
        return call_native(call, operation_str, 0, 1, &chain->items[texts->count]);
    return show(call, chain, texts);
}
