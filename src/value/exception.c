/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exceptions: the table of kinds and of their fields, the object, and what it prints.
 *
 * Exceptions may hold exceptions to any depth. Nothing here recurses into them: where str() of a nested one
 * is needed, the answer is HOOK. */
#include "value/exception.h"
#include "value/bytes.h"
#include "value/int.h"
#include "value/str.h"
#include "value/tuple.h"
#include <string.h>

const char *const exception_names[EXCEPTION_COUNT] = {
#define EXCEPTION_NAME(name, base) #name,
    EXCEPTIONS(EXCEPTION_NAME)
#undef EXCEPTION_NAME
};

const ExceptionKind exception_bases[EXCEPTION_COUNT] = {
#define EXCEPTION_BASE(name, base) base,
    EXCEPTIONS(EXCEPTION_BASE)
#undef EXCEPTION_BASE
};

/* ---- fields */

typedef const char *const FieldNames[EXCEPTION_FIELDS + 1];

static FieldNames no_fields = { NULL };

static const struct {
    ExceptionKind kind;
    FieldNames names;
} field_rows[] = {
    { StopIteration, { "value" } },
    { SystemExit, { "code" } },
    { ImportError, { "msg", "name", "path" } },
    { NameError, { "name" } },
    { BaseExceptionGroup, { "message", "exceptions" } },
    { AttributeError, { "name", "obj" } },
    { OSError, { "errno", "strerror", "filename", "filename2", "characters_written" } },
    { SyntaxError, { "msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset" } },
    { UnicodeDecodeError, { "encoding", "object", "start", "end", "reason" } },
    { UnicodeEncodeError, { "encoding", "object", "start", "end", "reason" } },
    { UnicodeTranslateError, { "encoding", "object", "start", "end", "reason" } },
};

enum { OS_ERRNO, OS_TEXT, OS_FILENAME, OS_FILENAME2 };
enum { GROUP_MESSAGE, GROUP_PARTS };
enum { SYNTAX_MESSAGE, SYNTAX_FILENAME, SYNTAX_LINE };
enum { UNICODE_ENCODING, UNICODE_OBJECT, UNICODE_START, UNICODE_END, UNICODE_REASON };

/* `kind` or the nearest of its bases that has fields; BaseException: none has. */
static ExceptionKind fielded_kind(ExceptionKind kind, const char *const **names) {
    for (; kind != BaseException; kind = exception_bases[kind]) {
        for (size_t i = 0; i < sizeof field_rows / sizeof *field_rows; i++) {
            if (field_rows[i].kind != kind) continue;
            *names = field_rows[i].names;
            return kind;
        }
    }
    *names = no_fields;
    return BaseException;
}

const char *const *exception_fields(ExceptionKind kind) {
    const char *const *names;
    fielded_kind(kind, &names);
    return names;
}

bool exception_class_has_fields(const Class *class) {
    if (class->native != &exception_type || !class->is_native) return false;
    const char *const *names;
    ExceptionKind kind = (ExceptionKind) class->exception_kind;
    return kind != BaseException && fielded_kind(kind, &names) == kind;
}

ExceptionKind exception_kind(const Class *class) { return (ExceptionKind) class->exception_kind; }

/* ---- objects and classes */

bool is_exception(Value value) { return has_type(value, TYPE_ID_EXCEPTION); }

bool is_exception_class(Value value) {
    return has_type(value, TYPE_ID_TYPE) && ((Class *)object_of(value))->native == &exception_type;
}

Value exception_new(Class *class, Value arguments) {
    ExceptionObject *exception = container_new(&class->type, class->type.size);
    exception->arguments = retain(arguments);
    exception->attributes = exception->traceback = exception->cause = exception->context = ABSENT;
    for (size_t i = 0; i < EXCEPTION_FIELDS; i++) exception->fields[i] = ABSENT;
    return object_value(exception);
}

Class *exception_class_new(ExceptionKind kind, Class *base, const char *module) {
    Class *class = class_new_native_heap(exception_names[kind], &exception_type, base, module);
    class->exception_kind = kind;
    return class;
}

/* ---- what they print */

/* str() of one of the values that an exception holds. */
static Verdict append_part(Buffer *out, Value part) {
    if (is_absent(part)) part = NONE;
    return is_exception(part) ? HOOK : value_str(out, part);
}

/* The same of a field that a program may have deleted. */
static Verdict append_set_part(Buffer *out, Value part) {
    if (!is_absent(part)) return append_part(out, part);
    buffer_append_text(out, "<NULL>");
    return YES;
}

static Verdict append_arguments(Buffer *out, const ExceptionObject *exception) {
    const Tuple *arguments = tuple_of(exception->arguments);
    if (arguments->count == 0) return YES;
    if (arguments->count == 1) return append_part(out, arguments->items[0]);
    return value_repr(out, exception->arguments, 0);
}

static Verdict append_os_error(Buffer *out, const ExceptionObject *exception) {
    const Value *fields = exception->fields;
    bool has_both = !is_absent(fields[OS_ERRNO]) && !is_absent(fields[OS_TEXT]);
    if (!has_both && is_absent(fields[OS_FILENAME])) return append_arguments(out, exception);
    buffer_append_text(out, "[Errno ");
    Verdict verdict = append_part(out, fields[OS_ERRNO]);
    buffer_append_text(out, "] ");
    if (verdict == YES) verdict = append_part(out, fields[OS_TEXT]);
    for (int i = OS_FILENAME; i <= OS_FILENAME2 && verdict == YES && !is_absent(fields[i]); i++) {
        buffer_append_text(out, i == OS_FILENAME ? ": " : " -> ");
        verdict = value_repr(out, fields[i], 0);
    }
    return verdict;
}

static void append_base_name(Buffer *out, Value path) {
    Buffer scratch = { 0 };
    const char *text = str_peek_utf8(path, &scratch, NULL), *slash = strrchr(text, '/');
    buffer_append_text(out, slash ? slash + 1 : text);
    buffer_clear(&scratch);
}

static Verdict append_syntax_error(Buffer *out, const ExceptionObject *exception) {
    const Value *fields = exception->fields;
    bool has_file = is_str(fields[SYNTAX_FILENAME]), has_line = is_int(fields[SYNTAX_LINE]);
    Verdict verdict = append_part(out, fields[SYNTAX_MESSAGE]);
    if (verdict != YES || (!has_file && !has_line)) return verdict;
    buffer_append_text(out, " (");
    if (has_file) append_base_name(out, fields[SYNTAX_FILENAME]);
    if (has_line) {
        int64_t line;
        if (!int_fits_int64(fields[SYNTAX_LINE], &line)) line = -1;
        buffer_append_format(out, has_file ? ", line %lld" : "line %lld", (long long)line);
    }
    buffer_append_byte(out, ')');
    return YES;
}

/* The code unit that an encoder or decoder stumbled over, when it is a single one. */
static bool append_unicode_culprit(Buffer *out, const ExceptionObject *exception, ExceptionKind kind,
                                   int64_t start) {
    Value object = exception->fields[UNICODE_OBJECT];
    const uint8_t *data;
    size_t count;
    if (kind == UnicodeDecodeError) {
        if (!bytes_peek(object, &data, &count) || start < 0 || (size_t)start >= count) return false;
        buffer_append_format(out, "byte 0x%02x in position %lld", data[start], (long long)start);
        return true;
    }
    if (!is_str(object) || start < 0 || (size_t)start >= str_count(object)) return false;
    uint32_t bad = str_peek_at(str_of(object), (size_t)start);
    const char *format = bad <= 0xff     ? "character '\\x%02x' in position %lld"
                         : bad <= 0xffff ? "character '\\u%04x' in position %lld"
                                         : "character '\\U%08x' in position %lld";
    buffer_append_format(out, format, bad, (long long)start);
    return true;
}

static Verdict append_unicode_error(Buffer *out, const ExceptionObject *exception, ExceptionKind kind) {
    const Value *fields = exception->fields;
    int64_t start = 0, end = 0;
    if (is_absent(fields[UNICODE_OBJECT])) return YES;
    if (is_int(fields[UNICODE_START])) int_fits_int64(fields[UNICODE_START], &start);
    if (is_int(fields[UNICODE_END])) int_fits_int64(fields[UNICODE_END], &end);
    if (kind != UnicodeTranslateError) {
        buffer_append_byte(out, '\'');
        Verdict verdict = append_set_part(out, fields[UNICODE_ENCODING]);
        if (verdict != YES) return verdict;
        buffer_append_text(out, "' codec ");
    }
    buffer_append_text(out, kind == UnicodeDecodeError   ? "can't decode "
                            : kind == UnicodeEncodeError ? "can't encode "
                                                         : "can't translate ");
    if (end != start + 1 || !append_unicode_culprit(out, exception, kind, start)) {
        buffer_append_format(out, "%s in position %lld-%lld",
                             kind == UnicodeDecodeError ? "bytes" : "characters", (long long)start,
                             (long long)end - 1);
    }
    buffer_append_text(out, ": ");
    return append_set_part(out, fields[UNICODE_REASON]);
}

static Verdict append_group(Buffer *out, const ExceptionObject *exception) {
    if (!is_str(exception->fields[GROUP_MESSAGE])) return YES;
    size_t count = tuple_of(exception->fields[GROUP_PARTS])->count;
    str_append_utf8(out, exception->fields[GROUP_MESSAGE]);
    buffer_append_format(out, " (%zu sub-exception%s)", count, count == 1 ? "" : "s");
    return YES;
}

/* The first class in the order of lookup whose text is of its own kind; it need not be the one that gives the
 * fields. */
static ExceptionKind printing_kind(const Class *class) {
    for (size_t i = 0; i < class->mro_count; i++) {
        if (!class->mro[i]->is_native) continue;
        ExceptionKind kind = (ExceptionKind) class->mro[i]->exception_kind;
        switch (kind) {
        case KeyError:
        case OSError:
        case SyntaxError:
        case ImportError:
        case BaseExceptionGroup:
        case UnicodeDecodeError:
        case UnicodeEncodeError:
        case UnicodeTranslateError: return kind;
        default: break;
        }
    }
    return BaseException;
}

Verdict exception_str(Buffer *out, Value value) {
    const ExceptionObject *exception = exception_of(value);
    ExceptionKind kind = printing_kind(class_of_heap_type(object_type(value)));
    switch (kind) {
    case KeyError:
        if (tuple_of(exception->arguments)->count != 1) return append_arguments(out, exception);
        return value_repr(out, tuple_of(exception->arguments)->items[0], 0);
    case OSError: return append_os_error(out, exception);
    case BaseExceptionGroup: return append_group(out, exception);
    case SyntaxError: return append_syntax_error(out, exception);
    case UnicodeDecodeError:
    case UnicodeEncodeError:
    case UnicodeTranslateError: return append_unicode_error(out, exception, kind);
    case ImportError:
        if (is_str(exception->fields[0])) return append_part(out, exception->fields[0]);
        return append_arguments(out, exception);
    default: return append_arguments(out, exception);
    }
}

static Verdict exception_repr(Buffer *out, Value self, int depth) {
    const ExceptionObject *exception = exception_of(self);
    const Tuple *arguments = tuple_of(exception->arguments);
    buffer_append_text(out, object_type(self)->name);
    if (arguments->count != 1) return value_repr(out, exception->arguments, depth + 1);
    buffer_append_byte(out, '(');
    Verdict verdict = value_repr(out, arguments->items[0], depth + 1);
    buffer_append_byte(out, ')');
    return verdict;
}

/* ---- the types */

static void exception_clear(Object *object) {
    ExceptionObject *exception = (ExceptionObject *)object;
    replace_take(&exception->attributes, ABSENT);
    replace_take(&exception->traceback, ABSENT);
    replace_take(&exception->cause, ABSENT);
    replace_take(&exception->context, ABSENT);
    for (size_t i = 0; i < EXCEPTION_FIELDS; i++) replace_take(&exception->fields[i], ABSENT);
}

static void exception_free(Object *object) {
    exception_clear(object);
    release(((ExceptionObject *)object)->arguments);
    object_release_memory(object);
}

static void exception_visit(Object *object, VisitFunction *visit, void *context) {
    ExceptionObject *exception = (ExceptionObject *)object;
    visit(exception->arguments, context);
    visit(exception->attributes, context);
    visit(exception->traceback, context);
    visit(exception->cause, context);
    visit(exception->context, context);
    for (size_t i = 0; i < EXCEPTION_FIELDS; i++) visit(exception->fields[i], context);
}

const Type exception_type = {
    .name = "BaseException",
    .id = TYPE_ID_EXCEPTION,
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE | TYPE_ATTRIBUTES | TYPE_MADE_WHOLE,
    .size = sizeof(ExceptionObject),
    .attributes_offset = offsetof(ExceptionObject, attributes),
    .free = exception_free,
    .visit = exception_visit,
    .clear = exception_clear,
    .repr = exception_repr,
    .str = exception_str,
};

static void traceback_clear(Object *object) {
    Traceback *line = (Traceback *)object;
    replace_take(&line->next, ABSENT);
    replace_take(&line->globals, ABSENT);
    replace_take(&line->frame, ABSENT);
}

static void traceback_free(Object *object) {
    traceback_clear(object);
    release(((Traceback *)object)->code);
    object_release_memory(object);
}

static void traceback_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((Traceback *)object)->next, context);
    visit(((Traceback *)object)->code, context);
    visit(((Traceback *)object)->globals, context);
    visit(((Traceback *)object)->frame, context);
}

const Type traceback_type = {
    .name = "traceback",
    .id = TYPE_ID_TRACEBACK,
    .flags = TYPE_CONTAINER,
    .size = sizeof(Traceback),
    .free = traceback_free,
    .visit = traceback_visit,
    .clear = traceback_clear,
};
