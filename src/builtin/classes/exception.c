/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The methods and attributes of exceptions: how they are made from their arguments, and the fields that some
 * kinds have. See https://docs.python.org/3.11/library/exceptions.html */
#include "builtin/classes/exception.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/raise.h"
#include <string.h>

/* ---- making */

bool exception_has_own_init(Class *class) {
    return !class->is_native && !has_type(class_peek_special(class, SPECIAL_init), TYPE_ID_METHOD_DESCRIPTOR);
}

bool exception_has_own_new(Class *class) {
    return !class->is_native && !has_type(class_peek_special(class, SPECIAL_new), TYPE_ID_BUILTIN);
}

/* OSError takes its arguments in __new__, unless the program has an __init__ alone, which may pass
 * on others. */
static bool is_os_error(Machine *machine, const Class *class) {
    return class_is_subclass(class, machine->exceptions[OSError]);
}

/* The names that this kind takes as keywords; NULL: none. */
static const char *const *keyword_names(ExceptionKind kind) {
    static const char *const of_import[] = { "name", "path", NULL }, *const of_name[] = { "name", NULL },
                             *const of_attribute[] = { "name", "obj", NULL };
    for (; kind != BaseException; kind = exception_bases[kind]) {
        if (kind == ImportError) return of_import;
        if (kind == NameError) return of_name;
        if (kind == AttributeError) return of_attribute;
    }
    return NULL;
}

static const char *const *find_name(const char *const *names, Value name) {
    for (; names && *names; names++) {
        if (str_is(name, *names)) return names;
    }
    return NULL;
}

/* `class` is the one that was called. */
static bool fill_keywords(Call *call, Value exception, const Class *class, Dict *keywords) {
    ExceptionKind kind = exception_kind(class);
    const char *const *accepted = keyword_names(kind), *const *fields = exception_fields(kind);
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(keywords, &position));) {
        if (!accepted) {
            raise_error(call->task, TypeError, "%U() takes no keyword arguments", class->name);
            return false;
        }
        if (!find_name(accepted, entry->key)) {
            raise_error(call->task, TypeError, "'%U' is an invalid keyword argument for %s()", entry->key,
                        exception_names[kind == ModuleNotFoundError ? ImportError : kind]);
            return false;
        }
        size_t field = (size_t)(find_name(fields, entry->key) - fields);
        replace_take(&exception_of(exception)->fields[field], retain(entry->value));
    }
    return true;
}

/* The five arguments of a UnicodeDecodeError are checked, because its text is made of them. */
static bool check_unicode(Call *call, ExceptionKind kind, const Tuple *arguments) {
    if (kind != UnicodeDecodeError && kind != UnicodeEncodeError && kind != UnicodeTranslateError)
        return true;
    size_t wanted = kind == UnicodeTranslateError ? 4 : 5;
    if (arguments->count != wanted) {
        raise_error(call->task, TypeError, "function takes exactly %zu arguments (%zu given)", wanted,
                    arguments->count);
        return false;
    }
    static const char types[] = "sbiis"; /* str, bytes, int, int, str */
    const char *type = kind == UnicodeTranslateError ? "siis" : kind == UnicodeEncodeError ? "ssiis" : types;
    for (size_t i = 0; i < wanted; i++) {
        Value value = arguments->items[i];
        const uint8_t *data;
        size_t count;
        int64_t number;
        if (type[i] == 's' && !is_str(value)) {
            raise_error(call->task, TypeError, "argument %zu must be str, not %T", i + 1, value);
        } else if (type[i] == 'i' && !is_int(value)) {
            raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", value);
        } else if (type[i] == 'i' && !int_fits_int64(value, &number)) {
            raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
        } else if (type[i] == 'b' && !bytes_peek(value, &data, &count)) {
            raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", value);
        } else {
            continue;
        }
        return false;
    }
    return true;
}

static bool is_syntax_kind(ExceptionKind kind) {
    return kind == SyntaxError || kind == IndentationError || kind == TabError;
}

static bool check_place(Call *call, size_t count) {
    if (count == 4 || count == 6) return true;
    if (count == 5)
        raise_error(call->task, TypeError, "end_offset must be provided when end_lineno is provided");
    else
        raise_error(call->task, TypeError, "function takes at %s %d arguments (%zu given)",
                    count < 4 ? "least" : "most", count < 4 ? 4 : 6, count);
    return false;
}

/* The second argument of a SyntaxError is what iterates over its place: args[2] becomes a sequence of that,
 * instead of the keywords, which it does not take. DONE: all is well. */
static Outcome take_place(Call *call, const Class *class, const Tuple *arguments) {
    if (!is_syntax_kind(exception_kind(class)) || arguments->count != 2) return DONE;
    if (call->step == 0) {
        if (dict_of(call->args[2])->count)
            return raise_error(call->task, TypeError, "%U() takes no keyword arguments", class->name);
        replace_take(&call->args[2], retain(arguments->items[1]));
    }
    Outcome outcome = arg_items(call, 2);
    if (outcome != DONE) return outcome;
    const Value *items;
    size_t count;
    sequence_peek(call->args[2], &items, &count);
    return check_place(call, count) ? DONE : RAISED;
}

/* False: raised. */
static bool fill(Call *call, Value exception, const Class *class) {
    const Value *items;
    size_t count;
    exception_fill(exception);
    if (is_dict(call->args[2])) return fill_keywords(call, exception, class, dict_of(call->args[2]));
    if (!is_syntax_kind(exception_kind(class)) || !sequence_peek(call->args[2], &items, &count)) return true;
    for (size_t i = 0; i < count && i < EXCEPTION_FIELDS - 1; i++)
        replace_take(&exception_of(exception)->fields[i + 1], retain(items[i]));
    return true;
}

/* OSError(errno, text) is made as the subclass that the number means. */
static Class *os_error_class(Machine *machine, Class *class, const Tuple *arguments) {
    int64_t number;
    if (class != machine->exceptions[OSError] || arguments->count < 2 || arguments->count > 5) return class;
    if (!is_int(arguments->items[0]) || !int_fits_int64(arguments->items[0], &number)) return class;
    if (number < 0 || number > 4096) return class;
    return machine->exceptions[errno_kind((int)number)];
}

static Outcome exception_make(Call *call) {
    if (!is_exception_class(call->args[0])) {
        return raise_error(call->task, TypeError, "BaseException.__new__(X): X is not a type object (%T)",
                           call->args[0]);
    }
    Class *class = (Class *)object_of(call->args[0]);
    const Tuple *arguments = tuple_of(call->args[1]);
    ExceptionKind kind = exception_kind(class);
    bool own_init = exception_has_own_init(class), own_new = exception_has_own_new(class);
    bool filled = is_os_error(call_machine(call), class) ? own_new || !own_init : !own_new && !own_init;
    if (filled) {
        Outcome outcome = take_place(call, class, arguments);
        if (outcome != DONE) return outcome;
        if (!check_unicode(call, kind, arguments)) return RAISED;
    } else if (is_os_error(call_machine(call), class)) {
        replace_take(&call->args[1], tuple_from(NULL, 0));
    }
    Value exception =
        exception_new(os_error_class(call_machine(call), class, tuple_of(call->args[1])), call->args[1]);
    if (filled && !fill(call, exception, class)) return release(exception), RAISED;
    return give(call, exception);
}

const NativeSpec exception_make_spec = { "BaseException(cls, *args, **kwargs)", exception_make, NULL,
                                         ARGS_OWN };

/* Whose __new__ the class needs: that of OSError or of groups, which another class's does not replace. */
static bool check_new(Call *call, const Class *class) {
    static const ExceptionKind own[] = { OSError, BaseExceptionGroup };
    const Class *of = is_absent(call->callee) ? NULL : ((const Builtin *)object_of(call->callee))->of;
    for (size_t i = 0; of && i < sizeof own / sizeof *own; i++) {
        const Class *needed = call_machine(call)->exceptions[own[i]], *native = class;
        if (!class_is_subclass(class, needed) || class_is_subclass(of, needed)) continue;
        while (!native->is_native) native = native->base;
        raise_error(call->task, TypeError, "%U.__new__(%U) is not safe, use %U.__new__()", of->name,
                    class->name, native->name);
        return false;
    }
    return true;
}

/* __new__, which leaves most to __init__. */
static Outcome exception_new_method(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    if (!check_new(call, class)) return RAISED;
    if (is_os_error(call_machine(call), class)) return exception_make(call);
    return give(call, exception_new(class, call->args[1]));
}

const NativeSpec exception_new_spec = { "__new__(cls, /, *args, **kwargs)", exception_new_method, NULL,
                                        ARGS_OWN };

Outcome exception_init(Call *call) {
    Value self = call->args[0];
    Class *class = class_of_heap_type(object_type(self));
    if (is_os_error(call_machine(call), class) &&
        (exception_has_own_new(class) || !exception_has_own_init(class)))
        return give_none(call);
    Outcome outcome = take_place(call, class, tuple_of(call->args[1]));
    if (outcome != DONE) return outcome;
    if (!check_unicode(call, exception_kind(class), tuple_of(call->args[1]))) return RAISED;
    replace_take(&exception_of(self)->arguments, retain(call->args[1]));
    for (size_t i = 0; keyword_names(exception_kind(class)) && i < EXCEPTION_FIELDS; i++)
        replace_take(&exception_of(self)->fields[i], ABSENT);
    return fill(call, self, class) ? give_none(call) : RAISED;
}

/* ---- what all have */

static ExceptionObject *self_of(const Call *call) { return exception_of(call->args[0]); }

static Outcome exception_args(Call *call) { return give(call, retain(self_of(call)->arguments)); }

static Outcome exception_set_args(Call *call) {
    if (is_absent(call->args[1])) return raise_error(call->task, TypeError, "args may not be deleted");
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    const Value *items;
    size_t count;
    sequence_peek(call->args[1], &items, &count);
    Value arguments = tuple_from(items, count);
    if (is_absent(arguments)) return raise_memory(call->task);
    replace_take(&self_of(call)->arguments, arguments);
    return give_none(call);
}

static Value or_none(Value value) { return is_absent(value) ? NONE : retain(value); }

static Outcome exception_traceback(Call *call) { return give(call, or_none(self_of(call)->traceback)); }

static bool set_traceback(Call *call, Value value) {
    if (is_absent(value)) {
        raise_error(call->task, TypeError, "__traceback__ may not be deleted");
        return false;
    }
    if (!is_none(value) && !has_type(value, TYPE_ID_TRACEBACK)) {
        raise_error(call->task, TypeError, "__traceback__ must be a traceback or None");
        return false;
    }
    replace_take(&self_of(call)->traceback, is_none(value) ? ABSENT : retain(value));
    return true;
}

static Outcome exception_set_traceback(Call *call) {
    return set_traceback(call, call->args[1]) ? give_none(call) : RAISED;
}

static Outcome exception_with_traceback(Call *call) {
    return set_traceback(call, call->args[1]) ? give(call, retain(call->args[0])) : RAISED;
}

static Outcome exception_cause(Call *call) { return give(call, or_none(self_of(call)->cause)); }
static Outcome exception_context(Call *call) { return give(call, or_none(self_of(call)->context)); }

static bool check_exception_or_none(Call *call, const char *what) {
    Value value = call->args[1];
    if (is_absent(value)) {
        raise_error(call->task, TypeError, "__%s__ may not be deleted", what);
        return false;
    }
    if (is_none(value) || is_exception(value)) return true;
    raise_error(call->task, TypeError, "exception %s must be None or derive from BaseException", what);
    return false;
}

static Outcome exception_set_cause(Call *call) {
    if (!check_exception_or_none(call, "cause")) return RAISED;
    replace_take(&self_of(call)->cause, retain(call->args[1]));
    self_of(call)->suppress_context = true;
    return give_none(call);
}

static Outcome exception_set_context(Call *call) {
    if (!check_exception_or_none(call, "context")) return RAISED;
    replace_take(&self_of(call)->context, is_none(call->args[1]) ? ABSENT : retain(call->args[1]));
    return give_none(call);
}

static Outcome exception_suppress(Call *call) { return give_bool(call, self_of(call)->suppress_context); }

static Outcome exception_set_suppress(Call *call) {
    if (is_absent(call->args[1]))
        return raise_error(call->task, TypeError, "can't delete numeric/char attribute");
    if (!is_bool(call->args[1]))
        return raise_error(call->task, TypeError, "attribute value type must be bool");
    self_of(call)->suppress_context = is_same(call->args[1], TRUE);
    return give_none(call);
}

static Outcome exception_add_note(Call *call) {
    Value note = call->args[1];
    if (!is_str(note)) return raise_error(call->task, TypeError, "note must be a str, not '%T'", note);
    ExceptionObject *self = self_of(call);
    if (is_absent(self->attributes)) self->attributes = dict_value(dict_new());
    Value notes = dict_peek_text(dict_of(self->attributes), "__notes__");
    if (is_absent(notes)) {
        notes = list_new(1);
        dict_define_text_take(dict_of(self->attributes), "__notes__", notes);
    }
    if (!is_list(notes))
        return raise_error(call->task, TypeError, "Cannot add note: __notes__ is not a list");
    return list_push(list_of(notes), note) ? give_none(call) : raise_memory(call->task);
}

/* mark: how many of the attributes have been set. */
static Outcome exception_setstate(Call *call) {
    if (is_none(call->args[1])) return give_none(call);
    if (!is_dict(call->args[1])) return raise_error(call->task, TypeError, "state is not a dictionary");
    size_t position = (size_t)call->mark;
    DictEntry *entry = dict_next(dict_of(call->args[1]), &position);
    if (!entry) return give_none(call);
    call->mark = (int64_t)position;
    call->step = 1;
    if (!is_str(entry->key))
        return raise_error(call->task, TypeError, "attribute name must be string, not '%T'", entry->key);
    return call_native(call, operation_set_attribute, 0, 3,
                       (Value[]){ entry->value, call->args[0], entry->key });
}

static Outcome exception_str_method(Call *call) {
    if (call->step) return DONE;
    Buffer out = { 0 };
    if (exception_str(&out, call->args[0]) == YES) return give_buffer(call, &out);
    buffer_clear(&out);
    call->step = 1;
    return call_helper(call, "_exception_str", 1, call->args);
}

static Outcome exception_repr_method(Call *call) {
    if (call->step) return DONE;
    Buffer out = { 0 };
    if (exception_type.repr(&out, call->args[0], 0) == YES) return give_buffer(call, &out);
    buffer_clear(&out);
    call->step = 1;
    return call_helper(call, "_repr", 1, call->args);
}

const NativeSpec exception_base_methods[] = {
    { "__str__(self, /)", exception_str_method },
    { "__repr__(self, /)", exception_repr_method },
    { "args", exception_args, "The arguments that it was made with.", .set = exception_set_args },
    { "__traceback__", exception_traceback, NULL, .set = exception_set_traceback },
    { "__cause__", exception_cause, "What `raise ... from` named.", .set = exception_set_cause },
    { "__context__", exception_context, "What was being handled when it was raised.",
      .set = exception_set_context },
    { "__suppress_context__", exception_suppress, NULL, .flags = NATIVE_MEMBER,
      .set = exception_set_suppress },
    { "__reduce__(self, /)", exception_reduce },
    { "__setstate__(self, state, /)", exception_setstate },
    { "with_traceback(self, tb, /)", exception_with_traceback,
      "Set __traceback__ and return the exception." },
    { "add_note(self, note, /)", exception_add_note, "Add a line to what the traceback shows." },
    { 0 },
};
