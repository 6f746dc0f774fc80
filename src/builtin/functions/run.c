/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins that run text or look at the running frame: eval, exec, compile, globals, locals, __import__; exit
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

enum { RUN_SOURCE, RUN_GLOBALS, RUN_LOCALS };

static Value caller_globals(const Call *call) {
    const Frame *frame = caller_frame(call);
    return frame ? retain(dict_value(frame->globals)) : dict_value(dict_new());
}

Value caller_locals(Call *call) {
    Frame *frame = caller_frame(call);
    return frame ? frame_locals(frame) : dict_value(dict_new());
}

static Outcome builtin_globals(Call *call) { return give(call, caller_globals(call)); }
static Outcome builtin_locals(Call *call) { return give(call, caller_locals(call)); }

/* ---- from text to code */

static Value compile_text(Task *task, SourceKind kind, const char *text, size_t count, Value filename,
                          ParseMode mode) {
    if (memchr(text, 0, count)) {
        raise_error(task, ValueError, "source code string cannot contain null bytes");
        return ABSENT;
    }
    SyntaxProblem problem = { 0 };
    Code *code = compile_source_over_names(kind, filename, text, count, mode, &problem);
    if (problem.warnings.count)
        file_write_error(task->machine, problem.warnings.bytes, problem.warnings.count);
    if (!code) raise_syntax_problem(task, &problem, filename);
    problem_clear(&problem);
    return code ? object_value(code) : ABSENT;
}

/* A str or bytes; expressions may begin with blanks. who: of the error text when it is neither. */
static Value compile_value(Call *call, Value source, Value filename, ParseMode mode, const char *who) {
    Buffer scratch = { 0 };
    size_t count;
    const char *text;
    const uint8_t *data;
    bool is_text = is_str(source);
    if (is_text) {
        text = str_peek_utf8(source, &scratch, &count);
    } else if (bytes_peek(source, &data, &count)) {
        text = (const char *)data;
    } else {
        raise_error(call->task, TypeError, "%s must be a string, bytes or %s object", who,
                    who[0] == 'c' ? "AST" : "code");
        return ABSENT;
    }
    while (mode == PARSE_EXPRESSION && count && (*text == ' ' || *text == '\t')) text++, count--;
    Value code =
        compile_text(call->task, is_text ? SOURCE_STRING : SOURCE_BYTES, text, count, filename, mode);
    buffer_clear(&scratch);
    return code;
}

static Outcome builtin_compile(Call *call) {
    static const struct {
        const char *name;
        ParseMode mode;
    } modes[] = { { "exec", PARSE_FILE }, { "eval", PARSE_EXPRESSION }, { "single", PARSE_SINGLE } };
    Value filename, mode;
    if (!arg_str(call, 1, &filename) || !arg_str(call, 2, &mode)) return RAISED;
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!str_is(mode, modes[i].name)) continue;
        Value code = compile_value(call, call->args[0], filename, modes[i].mode, "compile() arg 1");
        return is_absent(code) ? RAISED : give(call, code);
    }
    return raise_error(call->task, ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
}

/* ---- running it */

/* A mapping of the program's, whose own methods python3 would ask for each name. */
static bool is_refused_mapping(Call *call, Value locals) {
    static const Special asked[] = { SPECIAL_getitem, SPECIAL_setitem, SPECIAL_delitem, SPECIAL_missing };
    Class *class = value_class(call_machine(call), locals);
    bool refused = false;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        refused = refused || has_type(class_peek_special(class, asked[i]), TYPE_ID_FUNCTION);
    if (refused) {
        raise_error(call->task, NotImplementedError,
                    "locals of a class with its own __getitem__ are not in causette's notation");
    }
    return refused;
}

/* Whether the code, or one within it, names what other builtins would give it otherwise than the usual ones
 * do: then it matters whose they are. */
static bool names_builtins(Code *code, Dict *globals, Dict *usual, Value given) {
    if (code_complete(code)) return false; /* which is told when it is run */
    for (size_t i = 0; i < code->name_count; i++) {
        Value name = code->names[i], own = ABSENT;
        if (!is_absent(dict_peek_str(globals, name))) continue;
        if (is_dict(given)) own = dict_peek_str(dict_of(given), name);
        if (!is_same(own, dict_peek_str(usual, name))) return true;
    }
    for (size_t i = 0; i < code->constant_count; i++) {
        Value constant = code->constants[i];
        if (has_type(constant, TYPE_ID_CODE) && names_builtins(code_of(constant), globals, usual, given))
            return true;
    }
    return false;
}

/* Globals may bring builtins of their own under python3: refused, unless it cannot be told from the usual
 * ones. */
static bool check_builtins(Call *call, Value code) {
    Dict *globals = dict_of(call->args[RUN_GLOBALS]);
    Value given = dict_peek_text(globals, "__builtins__");
    Dict *usual = call_machine(call)->builtins;
    if (is_absent(given) || is_same(given, dict_peek_text(call_machine(call)->modules, "builtins")))
        return true;
    if (is_same(given, dict_value(usual)) || !names_builtins(code_of(code), globals, usual, given))
        return true;
    raise_error(call->task, NotImplementedError, "other __builtins__ are not in causette's notation");
    return false;
}

/* The namespaces that were given, or the caller's; args[RUN_GLOBALS] and args[RUN_LOCALS] are dicts then. */
static bool choose_namespaces(Call *call, bool is_exec) {
    Value *args = call->args;
    bool has_globals = !is_none(args[RUN_GLOBALS]), has_locals = !is_none(args[RUN_LOCALS]);
    if (has_globals && !is_dict(args[RUN_GLOBALS])) {
        if (is_exec)
            raise_error(call->task, TypeError, "exec() globals must be a dict, not %T", args[RUN_GLOBALS]);
        else
            raise_error(call->task, TypeError, "globals must be a dict");
        return false;
    }
    if (has_locals && is_refused_mapping(call, args[RUN_LOCALS])) return false;
    if (has_locals && !is_dict(args[RUN_LOCALS])) {
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

static Outcome run(Call *call, ParseMode mode, const char *who) {
    Value *args = call->args;
    if (call->step) return mode == PARSE_EXPRESSION ? DONE : give_none(call);
    if (!choose_namespaces(call, mode == PARSE_FILE)) return RAISED;
    Value filename = str_new("<string>");
    Value code = has_type(args[RUN_SOURCE], TYPE_ID_CODE)
                     ? retain(args[RUN_SOURCE])
                     : compile_value(call, args[RUN_SOURCE], filename, mode, who);
    release(filename);
    if (is_absent(code)) return RAISED;
    if (!check_builtins(call, code)) return release(code), RAISED;
    uint32_t frees = code_of(code)->slot_count - code_of(code)->free_start;
    if (frees) {
        release(code);
        if (mode == PARSE_FILE)
            return raise_error(call->task, TypeError, "code object requires a closure of exactly length %u",
                               frees);
        return raise_error(call->task, TypeError,
                           "code object passed to eval() may not contain free variables");
    }
    add_builtins(call_machine(call), dict_of(args[RUN_GLOBALS]));
    call->step = 1;
    bool same = is_same(args[RUN_GLOBALS], args[RUN_LOCALS]);
    Outcome outcome =
        call_code(call, code, dict_of(args[RUN_GLOBALS]), same ? NULL : dict_of(args[RUN_LOCALS]));
    release(code);
    return outcome;
}

static Outcome builtin_eval(Call *call) { return run(call, PARSE_EXPRESSION, "eval() arg 1"); }
static Outcome builtin_exec(Call *call) { return run(call, PARSE_FILE, "exec() arg 1"); }

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
    { "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)", builtin_compile,
      "Source text as a code object, for eval() and exec()." },
    { "eval(source, globals=None, locals=None, /)", builtin_eval, "The value of an expression given as text.",
      ARGS_UNPACK },
    { "exec(source, globals=None, locals=None, /)", builtin_exec, "Run a program given as text.",
      ARGS_KEYWORDS },
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
