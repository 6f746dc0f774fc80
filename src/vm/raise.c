/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Raising: an exception is made, its context set to what is being handled, and it travels from the task. */
#include "vm/raise.h"
#include "base/interrupt.h"
#include "value/memoryview.h"
#include "vm/machine.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- texts */

/* One conversion of printf, whose text begins at `format` behind the percent sign. */
typedef struct {
    char text[24]; /* "%-5" and so on, up to the conversion */
    size_t count;
    int width, precision; /* those given by `*`; -1: none */
    int longs;            /* 1: l, 2: ll, 3: z */
    char conversion;
} Conversion;

static const char *read_conversion(const char *format, Conversion *conversion) {
    *conversion = (Conversion){ .text = "%", .count = 1, .width = -1, .precision = -1 };
    for (; *format && strchr("-+ #0123456789.*lz", *format); format++) {
        if (*format == 'l')
            conversion->longs++;
        else if (*format == 'z')
            conversion->longs = 3;
        if (conversion->count < sizeof conversion->text - 4) conversion->text[conversion->count++] = *format;
    }
    conversion->conversion = *format;
    conversion->text[conversion->count] = *format;
    conversion->text[conversion->count + 1] = 0;
    return *format ? format + 1 : format;
}

static void append_values(Buffer *out, const Conversion *conversion, va_list *arguments) {
    Value value = va_arg(*arguments, Value);
    switch (conversion->conversion) {
    case 'T': buffer_append_text(out, value_type(value)->name); break;
    case 'U': str_append_utf8(out, value); break;
    default: {
        Buffer text = { 0 };
        if (value_repr(&text, value, 0) == YES)
            buffer_append(out, text.bytes, text.count);
        else
            buffer_append_format(out, "<%s object at 0x%lx>", value_type(value)->name,
                                 (unsigned long)value.word);
        buffer_clear(&text);
    }
    }
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void append_plain(Buffer *out, const Conversion *conversion, va_list *arguments) {
    const char *format = conversion->text;
    switch (conversion->conversion) {
    case '%': buffer_append_byte(out, '%'); break;
    case 's':
        if (strchr(format, '*')) {
            int precision = va_arg(*arguments, int);
            buffer_append_format(out, format, precision, va_arg(*arguments, const char *));
        } else {
            buffer_append_format(out, format, va_arg(*arguments, const char *));
        }
        break;
    case 'e':
    case 'f':
    case 'g': buffer_append_format(out, format, va_arg(*arguments, double)); break;
    case 'p': buffer_append_format(out, format, va_arg(*arguments, void *)); break;
    default:
        switch (conversion->longs) {
        case 0: buffer_append_format(out, format, va_arg(*arguments, int)); break;
        case 1: buffer_append_format(out, format, va_arg(*arguments, long)); break;
        case 2: buffer_append_format(out, format, va_arg(*arguments, long long)); break;
        default: buffer_append_format(out, format, va_arg(*arguments, size_t));
        }
    }
}
#pragma GCC diagnostic pop

/* The formatter of raise_error, for other texts: see native.h. */
static void format_values(Buffer *out, const char *format, va_list list) {
    va_list arguments;
    va_copy(arguments, list);
    for (;;) {
        size_t plain = strcspn(format, "%");
        buffer_append(out, format, plain);
        format += plain;
        if (!*format) break;
        Conversion conversion;
        format = read_conversion(format + 1, &conversion);
        if (conversion.conversion && strchr("TUR", conversion.conversion))
            append_values(out, &conversion, &arguments);
        else
            append_plain(out, &conversion, &arguments);
    }
    va_end(arguments);
}

/* ---- what is known of system errors */

ExceptionKind errno_kind(int number) {
    switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return BlockingIOError;
    case ECHILD: return ChildProcessError;
    case EPIPE:
    case ESHUTDOWN: return BrokenPipeError;
    case ECONNABORTED: return ConnectionAbortedError;
    case ECONNREFUSED: return ConnectionRefusedError;
    case ECONNRESET: return ConnectionResetError;
    case EEXIST: return FileExistsError;
    case ENOENT: return FileNotFoundError;
    case EINTR: return InterruptedError;
    case EISDIR: return IsADirectoryError;
    case ENOTDIR: return NotADirectoryError;
    case EACCES:
    case EPERM: return PermissionError;
    case ESRCH: return ProcessLookupError;
    case ETIMEDOUT: return TimeoutError;
    default: return OSError;
    }
}

Value errno_text(int number) {
    const char *text = strerrordesc_np(number);
    return text ? str_new(text) : str_format("Unknown error %d", number);
}

/* ---- fields */

static void set_field(ExceptionObject *exception, int field, Value value) {
    replace_take(&exception->fields[field], retain(value));
}

static void fill_os_error(ExceptionObject *exception) {
    const Tuple *arguments = tuple_of(exception->arguments);
    size_t count = arguments->count;
    if (count < 2 || count > 5) return;
    set_field(exception, 0, arguments->items[0]);
    set_field(exception, 1, arguments->items[1]);
    if (count == 2) return;
    bool is_blocking = exception_kind(class_of_heap_type(exception->head.object.type)) == BlockingIOError;
    if (is_blocking && is_int(arguments->items[2])) {
        set_field(exception, 4, arguments->items[2]);
    } else if (!is_none(arguments->items[2])) {
        set_field(exception, 2, arguments->items[2]);
        if (count == 5 && !is_none(arguments->items[4])) set_field(exception, 3, arguments->items[4]);
        replace_take(&exception->arguments, tuple_from(arguments->items, 2));
    }
}

static void fill_syntax_error(ExceptionObject *exception) {
    const Tuple *arguments = tuple_of(exception->arguments);
    if (arguments->count >= 1) set_field(exception, 0, arguments->items[0]);
    const Value *info;
    size_t count;
    if (arguments->count != 2 || !sequence_peek(arguments->items[1], &info, &count)) return;
    for (size_t i = 0; i < count && i < EXCEPTION_FIELDS - 1; i++) set_field(exception, (int)i + 1, info[i]);
}

static bool is_kind(ExceptionKind kind, ExceptionKind of) {
    for (; kind != of; kind = exception_bases[kind]) {
        if (kind == BaseException) return false;
    }
    return true;
}

void exception_fill(Value value) {
    ExceptionObject *exception = exception_of(value);
    const Tuple *arguments = tuple_of(exception->arguments);
    ExceptionKind kind = exception_kind(class_of_heap_type(object_type(value)));
    if (is_kind(kind, OSError))
        fill_os_error(exception);
    else if (is_kind(kind, SyntaxError))
        fill_syntax_error(exception);
    else if (kind == StopIteration)
        set_field(exception, 0, arguments->count ? arguments->items[0] : NONE);
    else if (kind == SystemExit) {
        if (arguments->count > 0)
            set_field(exception, 0, arguments->count == 1 ? arguments->items[0] : exception->arguments);
    } else if (is_kind(kind, ImportError)) {
        if (arguments->count == 1) set_field(exception, 0, arguments->items[0]);
    } else if (is_kind(kind, UnicodeError)) {
        size_t first = kind == UnicodeTranslateError; /* it has no encoding */
        for (size_t i = 0; first && arguments->count == 4 && i < 4; i++)
            set_field(exception, (int)i + 1, arguments->items[i]);
        for (size_t i = 0; !first && arguments->count == 5 && i < 5; i++)
            set_field(exception, (int)i, arguments->items[i]);
        const uint8_t *data;
        size_t count;
        Value *object = &exception->fields[1];
        if (kind == UnicodeDecodeError && !is_absent(*object) && object_type(*object) != &bytes_type &&
            bytes_peek(*object, &data, &count))
            replace_take(object, bytes_new(data, count));
    }
}

/* ---- raising */

/* `exception` must not come up again in the chain that becomes its context. */
static void take_out_of_chain(Value exception, Value chain) {
    Value slow = chain;
    for (bool odd = false; is_exception(chain); odd = !odd) {
        ExceptionObject *link = exception_of(chain);
        if (is_same(link->context, exception)) {
            replace_take(&link->context, ABSENT);
            return;
        }
        chain = link->context;
        if (odd) slow = exception_of(slow)->context;
        if (is_same(chain, slow)) return; /* a ring that a program made */
    }
}

Outcome raise_value(Task *task, Value value) {
    if (is_exception(task->handled) && !is_same(task->handled, value)) {
        take_out_of_chain(value, task->handled);
        replace_take(&exception_of(value)->context, retain(task->handled));
    }
    replace_take(&task->exception, retain(value));
    task->reraising = false;
    return RAISED;
}

static Outcome raise_take(Task *task, Value exception) {
    raise_value(task, exception);
    release(exception);
    return RAISED;
}

Outcome raise_with(Task *task, ExceptionKind kind, Value arguments) {
    Value exception = exception_new(task->machine->exceptions[kind], arguments);
    exception_fill(exception);
    return raise_take(task, exception);
}

static Outcome raise_with_one(Task *task, ExceptionKind kind, Value argument) {
    Value arguments = tuple_from(&argument, is_absent(argument) ? 0 : 1);
    raise_with(task, kind, arguments);
    release(arguments);
    return RAISED;
}

Outcome raise_error(Task *task, ExceptionKind kind, const char *format, ...) {
    if (!format) return raise_with_one(task, kind, ABSENT);
    Buffer text = { 0 };
    va_list arguments;
    va_start(arguments, format);
    format_values(&text, format, arguments);
    va_end(arguments);
    Value message = str_from_buffer_take(&text);
    raise_with_one(task, kind, message);
    release(message);
    return RAISED;
}

Outcome raise_error_of(Task *task, const ExceptionSpec *spec, const char *format, ...) {
    Buffer text = { 0 };
    va_list arguments;
    va_start(arguments, format);
    format_values(&text, format, arguments);
    va_end(arguments);
    Value message = str_from_buffer_take(&text), tuple = tuple_from(&message, 1);
    release(message);
    Value exception = exception_new(module_exception(task->machine, spec), tuple);
    exception_fill(exception);
    release(tuple);
    return raise_take(task, exception);
}

/* Work that Ctrl-C stopped ends as if memory had been refused: base/interrupt.h. */
Outcome raise_memory(Task *task) {
    if (!interrupt_stops_work()) return raise_with_one(task, MemoryError, ABSENT);
    interrupt_take();
    return raise_with_one(task, KeyboardInterrupt, ABSENT);
}

/* filename may be ABSENT */
static Value exception_new_os(Task *task, int number, Value filename) {
    Value items[] = { small_int(number), errno_text(number), filename };
    Value arguments = tuple_from(items, is_absent(filename) ? 2 : 3);
    Value exception = exception_new(task->machine->exceptions[errno_kind(number)], arguments);
    exception_fill(exception);
    release(arguments);
    release(items[1]);
    return exception;
}

Outcome raise_errno(Task *task, int number) {
    return raise_take(task, exception_new_os(task, number, ABSENT));
}

Outcome raise_errno_of(Task *task, int number, Value filename) {
    return raise_take(task, exception_new_os(task, number, filename));
}

Outcome raise_key(Task *task, Value key) { return raise_with_one(task, KeyError, key); }

Outcome raise_stop(Task *task, Value result) {
    return raise_with_one(task, StopIteration, is_none(result) ? ABSENT : result);
}

/* ---- numbers */

static Outcome raise_view_unhashable(Task *task, const MemoryView *view) {
    if (is_absent(view->base))
        return raise_error(task, ValueError, "operation forbidden on released memoryview object");
    if (!view->is_readonly) return raise_error(task, ValueError, "cannot hash writable memoryview object");
    if (!strchr("Bbc", view->format))
        return raise_error(task, ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
    return raise_error(task, TypeError, "unhashable type: '%T'", view->base);
}

Outcome raise_no_hash(Task *task, Value value) {
    Value part = sequence_unhashable_part(value);
    if (has_type(part, TYPE_ID_MEMORYVIEW)) return raise_view_unhashable(task, memoryview_of(part));
    return raise_error(task, TypeError, "unhashable type: '%T'", part);
}

Outcome raise_number_problem(Task *task, NumberResult result) {
    const NumberProblem *problem = number_problem(result);
    if (problem->exception == MemoryError) return raise_memory(task);
    if (problem->number == 0) return raise_error(task, problem->exception, "%s", problem->text);
    Value text = str_new(problem->text);
    Value arguments = tuple_pair(small_int(problem->number), text);
    Outcome outcome = raise_with(task, problem->exception, arguments);
    release(arguments);
    release(text);
    return outcome;
}
