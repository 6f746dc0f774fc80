/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields that some kinds of exceptions have: one getter and one setter per place, but where the type of
 * the field is narrower. */
#include "builtin/classes/exception.h"
#include "vm/machine.h"
#include "vm/raise.h"

static ExceptionObject *self_of(const Call *call) { return exception_of(call->args[0]); }

#define FIELD_FUNCTIONS(N)                                                                                   \
    static Outcome field_##N(Call *call) {                                                                   \
        Value value = self_of(call)->fields[N];                                                              \
        return give(call, is_absent(value) ? NONE : retain(value));                                          \
    }                                                                                                        \
    static Outcome set_field_##N(Call *call) {                                                               \
        replace_take(&self_of(call)->fields[N], retain(call->args[1]));                                      \
        return give_none(call);                                                                              \
    }
FIELD_FUNCTIONS(0)
FIELD_FUNCTIONS(1)
FIELD_FUNCTIONS(2)
FIELD_FUNCTIONS(3)
FIELD_FUNCTIONS(4)
FIELD_FUNCTIONS(5)
FIELD_FUNCTIONS(6)
#undef FIELD_FUNCTIONS

#define FIELD(name, N)                                                                                       \
    { name, field_##N, NULL, .flags = NATIVE_MEMBER, .set = set_field_##N }

/* ---- OSError.characters_written */

enum { OS_WRITTEN = 4 };

static Outcome os_written(Call *call) {
    Value written = self_of(call)->fields[OS_WRITTEN];
    if (is_absent(written)) return raise_error(call->task, AttributeError, "characters_written");
    return give(call, retain(written));
}

static Outcome os_set_written(Call *call) {
    Value *field = &self_of(call)->fields[OS_WRITTEN];
    if (is_absent(call->args[1])) {
        if (is_absent(*field)) return raise_error(call->task, AttributeError, "characters_written");
        replace_take(field, ABSENT);
        return give_none(call);
    }
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    int64_t number;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, ValueError, "cannot fit 'int' into an index-sized integer");
    replace_take(field, retain(call->args[1]));
    return give_none(call);
}

/* ---- where a text was wrong: numbers as C has them */

enum { UNICODE_START = 2, UNICODE_END };

static Outcome give_size(Call *call, int field) {
    Value value = self_of(call)->fields[field];
    return give(call, is_absent(value) ? small_int(0) : retain(value));
}

static Outcome set_size(Call *call, int field) {
    int64_t number;
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "can't delete numeric/char attribute");
    if (!is_int(call->args[1])) return raise_error(call->task, TypeError, "an integer is required");
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    replace_take(&self_of(call)->fields[field], int_plain(call->args[1]));
    return give_none(call);
}

static Outcome unicode_start(Call *call) { return give_size(call, UNICODE_START); }
static Outcome unicode_end(Call *call) { return give_size(call, UNICODE_END); }
static Outcome unicode_set_start(Call *call) { return set_size(call, UNICODE_START); }
static Outcome unicode_set_end(Call *call) { return set_size(call, UNICODE_END); }

/* ---- what copy and pickle make an exception of */

static Outcome reduce(Call *call, Value arguments, Value state) {
    Value class = object_value(value_class(call_machine(call), call->args[0]));
    Value items[] = { retain(class), retain(arguments), retain(state) };
    return give(call, tuple_from_take(items, is_dict(state) ? 3 : 2));
}

Outcome exception_reduce(Call *call) {
    return reduce(call, self_of(call)->arguments, self_of(call)->attributes);
}

enum { OS_FILENAME = 2, OS_FILENAME2 };

static Outcome os_reduce(Call *call) {
    const ExceptionObject *self = self_of(call);
    const Tuple *given = tuple_of(self->arguments);
    Value filename = self->fields[OS_FILENAME], second = self->fields[OS_FILENAME2];
    if (given->count != 2 || is_absent(filename)) return exception_reduce(call);
    Value items[] = { given->items[0], given->items[1], filename, NONE, second };
    Value arguments = tuple_from(items, is_absent(second) ? 3 : 5);
    Outcome outcome = reduce(call, arguments, self->attributes);
    release(arguments);
    return outcome;
}

enum { IMPORT_NAME = 1, IMPORT_PATH };

static Outcome import_reduce(Call *call) {
    const ExceptionObject *self = self_of(call);
    Value name = self->fields[IMPORT_NAME], path = self->fields[IMPORT_PATH];
    if (is_absent(name) && is_absent(path)) return exception_reduce(call);
    Dict *state = is_dict(self->attributes) ? dict_copy(dict_of(self->attributes)) : dict_new();
    if (!state) return raise_memory(call->task);
    if (!is_absent(name)) dict_define_text_take(state, "name", retain(name));
    if (!is_absent(path)) dict_define_text_take(state, "path", retain(path));
    Outcome outcome = reduce(call, self->arguments, dict_value(state));
    release(dict_value(state));
    return outcome;
}

/* ---- the tables */

static Outcome give_nothing(Call *call) { return give_none(call); }

static const NativeSpec stop_fields[] = { FIELD("value", 0), { 0 } };
static const NativeSpec exit_fields[] = { FIELD("code", 0), { 0 } };
static const NativeSpec import_fields[] = {
    FIELD("msg", 0), FIELD("name", 1), FIELD("path", 2), { "__reduce__(self, /)", import_reduce }, { 0 },
};
static const NativeSpec name_fields[] = { FIELD("name", 0), { 0 } };
static const NativeSpec attribute_fields[] = { FIELD("name", 0), FIELD("obj", 1), { 0 } };
static const NativeSpec os_fields[] = {
    FIELD("errno", 0),
    FIELD("strerror", 1),
    FIELD("filename", 2),
    FIELD("filename2", 3),
    { "characters_written", os_written, NULL, .set = os_set_written },
    { "__reduce__(self, /)", os_reduce },
    { 0 },
};
static const NativeSpec syntax_fields[] = {
    FIELD("msg", 0),
    FIELD("filename", 1),
    FIELD("lineno", 2),
    FIELD("offset", 3),
    FIELD("text", 4),
    FIELD("end_lineno", 5),
    FIELD("end_offset", 6),
    { "print_file_and_line", give_nothing, NULL, .flags = NATIVE_MEMBER },
    { 0 },
};
static const NativeSpec unicode_fields[] = {
    FIELD("encoding", 0),
    FIELD("object", 1),
    { "start", unicode_start, NULL, .flags = NATIVE_MEMBER, .set = unicode_set_start },
    { "end", unicode_end, NULL, .flags = NATIVE_MEMBER, .set = unicode_set_end },
    FIELD("reason", 4),
    { 0 },
};

const NativeSpec *exception_methods_of(ExceptionKind kind) {
    switch (kind) {
    case BaseException: return exception_base_methods;
    case StopIteration: return stop_fields;
    case SystemExit: return exit_fields;
    case ImportError: return import_fields;
    case NameError: return name_fields;
    case BaseExceptionGroup: return exception_group_methods;
    case AttributeError: return attribute_fields;
    case OSError: return os_fields;
    case SyntaxError: return syntax_fields;
    case UnicodeDecodeError:
    case UnicodeEncodeError:
    case UnicodeTranslateError: return unicode_fields;
    default: return NULL;
    }
}
