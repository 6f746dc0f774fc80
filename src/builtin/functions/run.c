/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins that run text or look at the running frame: eval, exec, compile, globals, locals, __import__; exit and help.
 *
 * Compiled text takes its names from one dict. Where CPython reads two (locals before globals), the code runs over a
 * dict of both, and what it has set goes back into the locals that were given. */
#include "lang/compiler.h"
#include "builtin/functions/builtins.h"
#include "builtin/classes/exceptions.h"
#include "builtin/classes/file.h"
#include "vm/operations.h"
#include <string.h>

/* ---- the frame that calls */

static Frame *caller_frame(const Call *call) {
    Frame *frame = call->task->frame->caller;
    while (frame && !frame->code) frame = frame->caller;
    return frame;
}

enum { RUN_SOURCE, RUN_GLOBALS, RUN_LOCALS };
static Native builtin_eval, builtin_exec;

/* The native below the caller, when that is code which eval() or exec() runs: it knows both namespaces. */
static const Call *running_text(const Frame *frame) {
    if (!frame || !frame->caller || frame->caller->code || !(frame->code->flags & CODE_MODULE)) return NULL;
    const Call *below = &native_frame(frame->caller)->call;
    return below->function == builtin_eval || below->function == builtin_exec ? below : NULL;
}

static Value caller_globals(const Call *call) {
    const Frame *frame = caller_frame(call);
    const Call *text = running_text(frame);
    if (text) return retain(text->args[RUN_GLOBALS]);
    return frame ? retain(dict_value(frame->globals)) : dict_value(dict_new());
}

/* One dict a call of the function, brought up to date each time it is asked for. */
static Value function_locals(Frame *frame) {
    if (!frame->names) frame->names = dict_new();
    for (uint32_t i = 0; i < frame->code->slot_count; i++) {
        Value value = frame->slots[i], name = frame->code->slot_names[i];
        if (has_type(value, TYPE_ID_CELL)) value = ((Cell *)object_of(value))->content;
        if (is_absent(value))
            dict_remove_str(frame->names, name);
        else
            dict_set_str(frame->names, name, value);
    }
    return retain(dict_value(frame->names));
}

static bool is_function(const Frame *frame) {
    return frame && !(frame->code->flags & (CODE_MODULE | CODE_CLASS_BODY));
}

Value caller_locals(Call *call) {
    Frame *frame = caller_frame(call);
    const Call *text = running_text(frame);
    if (text) return retain(text->args[RUN_LOCALS]);
    if (is_function(frame)) return function_locals(frame);
    return frame && frame->names ? retain(dict_value(frame->names)) : caller_globals(call);
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
    Code *code = compile_source(kind, filename, text, count, mode, &problem);
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

/* One dict for both: the globals themselves where the locals are the same, else a copy with the locals over it. */
static Dict *merge_namespaces(Value globals, Value locals) {
    if (is_same(globals, locals)) return dict_of(retain(globals));
    Dict *merged = dict_copy(dict_of(globals));
    if (merged && !dict_update(merged, dict_of(locals))) {
        release(dict_value(merged));
        return NULL;
    }
    return merged;
}

/* What the code has set or changed, compared with what it began with. */
static bool copy_back(Dict *merged, Dict *globals, Dict *locals) {
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(merged, &position));) {
        HashedKey key = { entry->key, entry->hash };
        Value before = dict_peek(locals, key);
        if (is_absent(before)) before = dict_peek(globals, key);
        if (!is_same(before, entry->value) && !dict_set(locals, key, entry->value)) return false;
    }
    return true;
}

static void add_builtins(Machine *machine, Dict *globals) {
    Value builtins = dict_peek_text(machine->modules, "builtins");
    if (is_absent(builtins) || !is_absent(dict_peek_text(globals, "__builtins__"))) return;
    dict_set_text_take(globals, "__builtins__", retain(builtins));
}

/* step 1: the code has run over the dict in keep. */
static Outcome run(Call *call, ParseMode mode, const char *who) {
    Value *args = call->args;
    if (call->step) {
        bool same = is_same(call->keep, args[RUN_GLOBALS]);
        if (!same && !copy_back(dict_of(call->keep), dict_of(args[RUN_GLOBALS]), dict_of(args[RUN_LOCALS]))) {
            return raise_memory(call->task);
        }
        return mode == PARSE_EXPRESSION ? DONE : give_none(call);
    }
    if (!choose_namespaces(call, mode == PARSE_FILE)) return RAISED;
    Value filename = str_new("<string>");
    Value code = has_type(args[RUN_SOURCE], TYPE_ID_CODE)
                     ? retain(args[RUN_SOURCE])
                     : compile_value(call, args[RUN_SOURCE], filename, mode, who);
    release(filename);
    if (is_absent(code)) return RAISED;
    add_builtins(call_machine(call), dict_of(args[RUN_GLOBALS]));
    Dict *namespace = merge_namespaces(args[RUN_GLOBALS], args[RUN_LOCALS]);
    if (!namespace) return release(code), raise_memory(call->task);
    call->keep = dict_value(namespace);
    call->step = 1;
    Outcome outcome = call_code(call, code, namespace);
    release(code);
    return outcome;
}

static Outcome builtin_eval(Call *call) { return run(call, PARSE_EXPRESSION, "eval() arg 1"); }
static Outcome builtin_exec(Call *call) { return run(call, PARSE_FILE, "exec() arg 1"); }

static Outcome builtin_import(Call *call) {
    if (call->step) return DONE;
    if (!is_str(call->args[0])) {
        return raise_error(call->task, TypeError, "__import__() argument 1 must be str, not %T",
                           call->args[0]);
    }
    call->step = 1;
    return call_native(call, operation_import, 0, 3,
                       (Value[]){ call->args[4], call->args[3], call->args[0] });
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
    for (int i = 0; i < 2; i++) dict_set_text_take(dict, names[i], builtin_new(&methods[i], self, module));
    Class *class = class_new(text, bases, dict);
    replace_take(&class->module, module);
    for (int i = 0; i < 2; i++) ((Builtin *)object_of(dict_peek_text(dict, names[i])))->of = class;
    dict_set_text_take(builtins, name, instance_new(class));
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
