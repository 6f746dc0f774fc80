/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exception classes from the one table of kinds, and what the parser says turned into SyntaxError. */
#include "builtin/classes/exceptions.h"
#include "builtin/classes/exception.h"
#include "vm/builtin.h"
#include <string.h>

/* The module that a class belongs to; those of builtins are names everywhere. */
static const char *module_of(int kind) {
    switch (kind) {
    case gaierror:
    case herror: return "socket";
    case UnsupportedOperation: return "io";
    default: return "builtins";
    }
}

static void set_two_bases(Machine *machine, ExceptionKind kind, ExceptionKind first, ExceptionKind second) {
    Value bases =
        tuple_pair(object_value(machine->exceptions[first]), object_value(machine->exceptions[second]));
    if (!class_set_bases(machine->exceptions[kind], bases)) memory_end();
    release(bases);
}

/* Those whose instances are made by BaseException's __new__ without saying so. */
static bool has_new(int kind) {
    switch (kind) {
    case SyntaxError:
    case ImportError:
    case StopIteration:
    case SystemExit:
    case AttributeError:
    case NameError:
    case KeyError:
    case ExceptionGroup: return false;
    default: return true;
    }
}

/* What stands in the dict of a class, when it is first looked at. */
static void fill_class(Class *class) {
    static const NativeSpec init = { "__init__(self, /, *args, **kwargs)", exception_init, NULL, ARGS_OWN };
    int kind = class->exception_kind;
    class->fill = NULL;
    if (kind >= gaierror) return;
    for (const NativeSpec *method = exception_methods_of((ExceptionKind)kind); method && method->signature;
         method++)
        class_add_native(class, method);
    if (kind != ExceptionGroup) class_add_native(class, &init);
    const NativeSpec *new = kind == BaseExceptionGroup ? &exception_group_make_spec : &exception_new_spec;
    if (has_new(kind)) dict_define_text_take(class->own_dict, "__new__", builtin_new_of(new, class));
}

void exceptions_install(Machine *machine) {
    Value make = builtin_new(&exception_make_spec, ABSENT, ABSENT),
          make_group = builtin_new(&exception_group_make_spec, ABSENT, ABSENT);
    for (int kind = 0; kind < EXCEPTION_COUNT; kind++) {
        bool is_root = kind == BaseException;
        Class *base = is_root ? machine->classes[TYPE_ID_OBJECT] : machine->exceptions[exception_bases[kind]];
        const char *module = module_of(kind);
        Class *class = exception_class_new(kind, base, module);
        class->make = retain(kind == BaseExceptionGroup || kind == ExceptionGroup ? make_group : make);
        class->is_open = strcmp(module, "builtins") != 0 || kind == ExceptionGroup;
        class->fill = fill_class;
        class_changed(class);
        machine->exceptions[kind] = class;
        if (!strcmp(module, "builtins")) {
            dict_define_text_take(machine->builtins, exception_names[kind], retain(object_value(class)));
        }
    }
    set_two_bases(machine, UnsupportedOperation, OSError, ValueError);
    set_two_bases(machine, ExceptionGroup, BaseExceptionGroup, Exception);
    release(make);
    release(make_group);
    Class *root = machine->exceptions[BaseException];
    machine->classes[TYPE_ID_EXCEPTION] = (Class *)object_of(retain(object_value(root)));
    Value os_error = object_value(machine->exceptions[OSError]);
    dict_define_text_take(machine->builtins, "IOError", retain(os_error));
    dict_define_text_take(machine->builtins, "EnvironmentError", retain(os_error));
}

/* ---- syntax problems */

static ExceptionKind problem_kind(ProblemKind kind) {
    switch (kind) {
    case PROBLEM_INDENTATION: return IndentationError;
    case PROBLEM_TAB: return TabError;
    case PROBLEM_VALUE: return ValueError;
    case PROBLEM_MEMORY: return MemoryError;
    case PROBLEM_RECURSION: return RecursionError;
    default: return SyntaxError;
    }
}

static Value text_of(const Buffer *buffer) { return str_from_utf8(buffer->bytes, buffer->count); }

/* (filename, line, offset, text, end line, end offset), as the second argument of a SyntaxError. */
static Value problem_place(const SyntaxProblem *problem, Value filename) {
    Value items[] = {
        retain(filename),
        small_int(problem->line),
        small_int(problem->offset),
        problem->has_text ? text_of(&problem->text) : NONE,
        small_int(problem->end_line),
        problem->end_offset == NO_END ? NONE : small_int(problem->end_offset),
    };
    return tuple_from_take(items, 6);
}

Outcome raise_syntax_problem(Task *task, const SyntaxProblem *problem, Value filename) {
    ExceptionKind kind = problem_kind(problem->kind);
    if (kind == MemoryError) return raise_memory(task);
    Value message = text_of(&problem->message);
    bool has_place = problem->has_place;
    Value items[] = { message, has_place ? problem_place(problem, filename) : ABSENT };
    Value arguments = tuple_from_take(items, has_place ? 2 : 1);
    raise_with(task, kind, arguments);
    release(arguments);
    return RAISED;
}
