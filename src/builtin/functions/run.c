/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins that run code or look at the running frame: eval, exec, globals, locals, __import__; exit
 * and help. */
#include "builtin/classes/exceptions.h"
#include "builtin/classes/file.h"
#include "builtin/functions/builtins.h"
#include "lang/compiler.h"
#include "vm/frame_object.h"
#include "vm/operations.h"
#include <string.h>

/* ---- the frame that calls */

static Frame *caller_frame(const Call *call) {
    Frame *frame = call->task->frame->caller;
    while (frame && !frame->code) frame = frame->caller;
    return frame;
}

enum { RUN_SOURCE, RUN_GLOBALS, RUN_LOCALS, RUN_CLOSURE };

static Value caller_globals(const Call *call) {
    const Frame *frame = caller_frame(call);
    return frame ? retain(dict_value(frame->globals)) : dict_value(dict_new());
}

uint32_t caller_futures(const Call *call) {
    const Frame *frame = caller_frame(call);
    return frame ? frame->code->flags & CODE_FUTURES : 0;
}

Value caller_locals(Call *call) {
    Frame *frame = caller_frame(call);
    return frame ? frame_locals(frame) : dict_value(dict_new());
}

static Outcome builtin_globals(Call *call) { return give(call, caller_globals(call)); }
static Outcome builtin_locals(Call *call) { return give(call, caller_locals(call)); }

/* ---- running it */

static bool is_mapping(Call *call, Value value) {
    return is_dict(value) ||
           !is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_getitem));
}

/* The namespaces that were given, or the caller's; args[RUN_GLOBALS] is a dict then, args[RUN_LOCALS] a
 * mapping. */
static bool choose_namespaces(Call *call, bool is_exec) {
    Value *args = call->args;
    bool has_globals = !is_none(args[RUN_GLOBALS]), has_locals = !is_none(args[RUN_LOCALS]);
    if (has_globals && !is_dict(args[RUN_GLOBALS])) {
        if (is_exec)
            raise_error(call->task, TypeError, "exec() globals must be a dict, not %T", args[RUN_GLOBALS]);
        else
            raise_error(call->task, TypeError,
                        is_mapping(call, args[RUN_GLOBALS])
                            ? "globals must be a real dict; try eval(expr, {}, mapping)"
                            : "globals must be a dict");
        return false;
    }
    if (has_locals && !is_mapping(call, args[RUN_LOCALS])) {
        raise_error(call->task, TypeError,
                    is_exec ? "locals must be a mapping or None, not %T" : "locals must be a mapping",
                    args[RUN_LOCALS]);
        return false;
    }
    if (!has_locals)
        replace_take(&args[RUN_LOCALS], has_globals ? retain(args[RUN_GLOBALS]) : caller_locals(call));
    if (!has_globals) replace_take(&args[RUN_GLOBALS], caller_globals(call));
    return true;
}

static void add_builtins(Machine *machine, Dict *globals) {
    Value builtins = dict_peek_text(machine->modules, "builtins");
    if (is_absent(builtins) || !is_absent(dict_peek_text(globals, "__builtins__"))) return;
    dict_define_text_take(globals, "__builtins__", retain(builtins));
}

/* Whether the code gets the cells that it wants, which exec() alone can be given. */
static bool check_closure(Call *call, const Code *code, bool is_exec) {
    uint32_t frees = code->slot_count - code->free_start;
    Value closure = is_exec ? call->args[RUN_CLOSURE] : NONE;
    bool fits = is_tuple(closure) && tuple_of(closure)->count == frees;
    if (!frees && is_none(closure)) return true;
    for (size_t i = 0; fits && i < frees; i++) fits = has_type(tuple_of(closure)->items[i], TYPE_ID_CELL);
    if (frees && fits) return true;
    if (!is_exec)
        raise_error(call->task, TypeError, "code object passed to eval() may not contain free variables");
    else if (!frees)
        raise_error(call->task, TypeError, "cannot use a closure with this code object");
    else
        raise_error(call->task, TypeError, "code object requires a closure of exactly length %u", frees);
    return false;
}

/* The code that is given, or compiled of what is given; owned. */
static Outcome code_to_run(Call *call, bool is_exec, Value *code) {
    Value source = call->args[RUN_SOURCE];
    if (has_type(source, TYPE_ID_CODE)) {
        if (!check_closure(call, code_of(source), is_exec)) return RAISED;
        *code = retain(source);
        return DONE;
    }
    if (is_exec && !is_none(call->args[RUN_CLOSURE]))
        return raise_error(call->task, TypeError, "closure can only be used when source is a code object");
    Value filename = str_new("<string>");
    Outcome outcome = compile_value(call, source, filename, is_exec ? PARSE_FILE : PARSE_EXPRESSION,
                                    is_exec ? "exec() arg 1" : "eval() arg 1", code);
    release(filename);
    return outcome;
}

enum { RUN_BEGUN = 1 };

static Outcome run(Call *call, bool is_exec) {
    Value *args = call->args, code = ABSENT;
    if (call->step == RUN_BEGUN) return is_exec ? give_none(call) : DONE;
    if (call->step == COMPILE_WARNED) {
        code = take_result(call);
    } else {
        if (!choose_namespaces(call, is_exec)) return RAISED;
        Outcome outcome = code_to_run(call, is_exec, &code);
        if (outcome != DONE) return outcome;
    }
    Dict *globals = dict_of(args[RUN_GLOBALS]);
    add_builtins(call_machine(call), globals);
    globals_look(call_machine(call), globals);
    call->step = RUN_BEGUN;
    bool same = is_same(args[RUN_GLOBALS], args[RUN_LOCALS]) && !globals->is_asked;
    Value closure = is_exec && !is_none(args[RUN_CLOSURE]) ? args[RUN_CLOSURE] : ABSENT;
    Outcome outcome =
        call_code_in(call, code, globals, same ? NULL : (Dict *)object_of(args[RUN_LOCALS]), closure);
    release(code);
    return outcome;
}

static Outcome builtin_eval(Call *call) { return run(call, false); }
static Outcome builtin_exec(Call *call) { return run(call, true); }

Outcome builtin_import(Call *call) {
    if (call->step) return DONE;
    if (!is_str(call->args[0])) {
        return raise_error(call->task, TypeError, "module name must be a string");
    }
    call->step = 1;
    return call_native(call, operation_import, 0, 4,
                       (Value[]){ call->args[4], call->args[3], call->args[0], call->args[1] });
}

const NativeSpec run_builtins[] = {
    { "__import__(name, globals=None, locals=None, fromlist=None, level=0)", builtin_import,
      "What the import statement does." },
    { "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
      builtin_compile, "Source text as a code object, for eval() and exec()." },
    { "eval(source, globals=None, locals=None, /)", builtin_eval, "The value of an expression given as text.",
      ARGS_UNPACK },
    { "exec(source, globals=None, locals=None, /, *, closure=None)", builtin_exec,
      "Run a program given as text.", ARGS_KEYWORDS },
    { "globals()", builtin_globals, "The dict of the module's variables." },
    { "locals()", builtin_locals, "A dict of the variables in scope." },
    { 0 },
};

/* ---- exit, quit, help: objects whose repr tells how to use them */

static Outcome quitter_repr(Call *call) {
    Buffer out = { 0 };
    buffer_append_text(&out, "Use ");
    str_append_utf8(&out, call->args[0]);
    buffer_append_text(&out, "() or Ctrl-D (i.e. EOF) to exit");
    return give_buffer(call, &out);
}

static Outcome quitter_call(Call *call) {
    Value arguments = tuple_from(&call->args[1], 1);
    raise_with(call->task, SystemExit, arguments);
    release(arguments);
    return RAISED;
}

static Outcome helper_repr(Call *call) {
    return give_text(call, "Type help() for interactive help, or help(object) for help about object.");
}

static Outcome helper_call(Call *call) {
    if (call->step) return give_none(call);
    call->step = 1;
    Buffer out = { 0 };
    Machine *machine = call_machine(call);
    if (machine->hooks.help) machine->hooks.help(&out, machine, call->args[1]);
    Value text = str_from_buffer_take(&out);
    if (is_absent(text)) return raise_memory(call->task);
    Outcome outcome = file_print(call, text);
    release(text);
    return outcome == DONE ? give_none(call) : outcome;
}

static const NativeSpec quitter_methods[] = {
    { "__repr__(self)", quitter_repr, NULL, ARGS_PYTHON },
    { "__call__(self, code=None)", quitter_call, NULL, ARGS_PYTHON },
};
static const NativeSpec helper_methods[] = {
    { "__repr__(self)", helper_repr, NULL, ARGS_PYTHON },
    { "__call__(self, object=..., /)", helper_call, NULL, ARGS_PYTHON },
};

/* An object of a class of its own, whose two methods are bound to the name it has. */
static void add_object(Machine *machine, Dict *builtins, const char *name, const char *class_name,
                       const NativeSpec methods[2]) {
    static const char *const names[] = { "__repr__", "__call__" };
    Value self = str_new(name), text = str_new(class_name), module = str_new("_sitebuiltins");
    Value object = object_value(machine->classes[TYPE_ID_OBJECT]), bases = tuple_from(&object, 1);
    Dict *dict = dict_new();
    for (int i = 0; i < 2; i++) dict_define_text_take(dict, names[i], builtin_new(&methods[i], self, module));
    Class *class = class_new(text, bases, dict);
    replace_take(&class->module, module);
    for (int i = 0; i < 2; i++) ((Builtin *)object_of(dict_peek_text(dict, names[i])))->of = class;
    dict_define_text_take(builtins, name, instance_new(class));
    release(object_value(class));
    release(dict_value(dict));
    release(bases);
    release(text);
    release(self);
}

void add_quitters(Machine *machine, Dict *builtins) {
    add_object(machine, builtins, "exit", "Quitter", quitter_methods);
    add_object(machine, builtins, "quit", "Quitter", quitter_methods);
    add_object(machine, builtins, "help", "_Helper", helper_methods);
}
