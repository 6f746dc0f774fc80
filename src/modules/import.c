/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import as one native that stops where a module's body runs: finding, loading, and binding to the package.
 * See https://docs.python.org/3.11/reference/import.html */
#include "base/memory.h"
#include "builtin/classes/exceptions.h"
#include "builtin/functions/builtins.h"
#include "lang/compiler.h"
#include "modules/find.h"
#include "sched/io.h"
#include "vm/operations.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* sys.path as the program has it now. */
static Value search_path(Machine *machine) {
    Module *sys = machine_peek_sys(machine);
    Value path = sys ? dict_peek_text(sys->dict, "path") : ABSENT;
    return is_absent(path) ? machine->path : path;
}

/* ---- loading */

/* 0 or -errno */
static int read_file(const char *path, Buffer *out) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -errno;
    int problem = io_read_all(fd, out, SIZE_MAX);
    close(fd);
    return problem;
}

/* *warnings: what it warns of, if that is to be asked about; else it is shown. */
static Value compile_file(Task *task, const char *path, Value *warnings) {
    Buffer text = { 0 };
    Value filename = str_from_utf8(path, strlen(path));
    int failed = read_file(path, &text);
    if (failed || text.failed) {
        if (text.failed)
            raise_memory(task);
        else
            raise_errno_of(task, -failed, filename);
        buffer_clear(&text);
        release(filename);
        return ABSENT;
    }
    SyntaxProblem problem = { 0 };
    CompileOptions options = { .optimize = task->machine->flags.of[START_OPTIMIZE] };
    Code *code =
        compile_source(SOURCE_BYTES, filename, text.bytes ? text.bytes : "", text.count, &options, &problem);
    bool is_asked = code && !is_absent(dict_peek_text(task->machine->modules, "warnings"));
    if (problem.warning_count && is_asked)
        *warnings = source_warnings(task, &problem, filename);
    else
        show_source_warnings(task->machine, &problem);
    if (!code) raise_syntax_problem(task, &problem, filename);
    problem_clear(&problem);
    release(filename);
    buffer_clear(&text);
    return code ? object_value(code) : ABSENT;
}

/* "a.b" of "a.b.c"; owned, ABSENT when there is no dot. */
static Value parent_of(Value name) {
    Value dot = str_new(".");
    int64_t at = str_find_last(name, dot, 0, str_count(name));
    release(dot);
    return at < 0 ? ABSENT : str_slice(name, 0, 1, (size_t)at);
}

Value modules_dotted_name(Value parent, Value name) {
    Value parts[] = { parent, name }, dot = str_new("."), joined = str_join(dot, parts, 2);
    release(dot);
    return joined;
}

static void set_place(Module *module, const Found *found, Value name) {
    bool is_package = found->is_package || !is_absent(found->portions);
    if (found->path)
        dict_define_text_take(module->dict, "__file__", str_from_utf8(found->path, strlen(found->path)));
    if (!is_absent(found->portions)) {
        dict_define_text_take(module->dict, "__path__", retain(found->portions));
        dict_define_text_take(module->dict, "__file__", NONE);
    } else if (is_package) {
        /* a package that is carried has its modules in no folder */
        size_t count = found->path ? strlen(found->path) - strlen("/__init__.py") : 0;
        Value folder = found->path ? str_from_utf8(found->path, count) : ABSENT;
        dict_define_text_take(module->dict, "__path__", list_from(&folder, found->path ? 1 : 0));
        release(folder);
    }
    Value parent = is_package ? retain(name) : parent_of(name);
    dict_define_text_take(module->dict, "__package__", is_absent(parent) ? str_new("") : parent);
}

/* ---- the native: one step per part of a dotted name */

enum { IMPORT_GLOBALS = 3 }; /* an argument of operation_import that __import__ alone gives */

static Module *find_loaded(Machine *machine, Value name) {
    Value value = dict_peek_str(machine->modules, name);
    return has_type(value, TYPE_ID_MODULE) ? (Module *)object_of(value) : NULL;
}

static Outcome raise_not_found(Call *call, Value name, Value parent, bool is_package) {
    Buffer scratch = { 0 }, lacking = { 0 };
    module_append_lacking(call_machine(call), str_peek_utf8(name, &scratch, NULL), &lacking);
    if (is_absent(parent) || is_package)
        raise_error(call->task, ModuleNotFoundError, "No module named %R%s", name, buffer_text(&lacking));
    else
        raise_error(call->task, ModuleNotFoundError, "No module named %R; %R is not a package", name, parent);
    replace_take(&exception_of(call->task->exception)->fields[1], retain(name));
    buffer_clear(&scratch);
    buffer_clear(&lacking);
    return RAISED;
}

/* A submodule is an attribute of its package. */
static void bind_to_parent(Machine *machine, Value name) {
    Value parent = parent_of(name);
    if (is_absent(parent)) return;
    Module *package = find_loaded(machine, parent), *module = find_loaded(machine, name);
    size_t start = str_count(parent) + 1;
    Value own = str_slice(name, (int64_t)start, 1, str_count(name) - start);
    if (package && module) dict_define(package->dict, own, object_value(module));
    release(own);
    release(parent);
}

static Value code_of_found(Task *task, const Found *found, Value *warnings) {
    if (found->carried.name) return embedded_code(task, &found->carried);
    if (!found->packed.name) return compile_file(task, found->path, warnings);
    Value filename = str_from_utf8(found->path, strlen(found->path));
    Value code = packed_code(task, &found->packed, filename);
    release(filename);
    return code;
}

static Outcome run_body(Call *call, Value name, const Found *found) {
    Machine *machine = call_machine(call);
    Value warnings = ABSENT, code = code_of_found(call->task, found, &warnings);
    if (is_absent(code)) return RAISED;
    Module *module = module_add(machine, name);
    module_begin_loading(module, call->task);
    module->is_frozen = found->is_frozen;
    module->is_carried = found->carried.name;
    set_place(module, found, name);
    dict_define_text_take(module->dict, "__builtins__", retain(dict_peek_text(machine->modules, "builtins")));
    call->step = IMPORT_BODY_DONE;
    call->catches = true;
    Value args[] = { code_of(code)->filename, warnings, code, dict_value(module->dict) };
    Outcome outcome = is_absent(warnings) ? call_code(call, code, module->dict, NULL)
                                          : call_helper(call, "_run_warned", 4, args);
    release(warnings);
    release(code);
    return outcome;
}

/* What the parent, which is loaded, has as its __path__; owned. ABSENT: it is no package. */
static Value path_of(Machine *machine, Value parent) {
    Module *module = find_loaded(machine, parent);
    if (module) return retain(dict_peek_text(module->dict, "__path__"));
    Value package = dict_peek_str(machine->modules, parent), name = str_new("__path__"), path = ABSENT;
    if (has_type(package, TYPE_ID_MODULE)) /* its own __getattr__ is not asked */
        path = retain(dict_peek_text(((Module *)object_of(package))->dict, "__path__"));
    else if (!is_absent(package) && attribute_find(machine, package, name, &path) == HOOK)
        path = tuple_from(NULL, 0);
    release(name);
    return path;
}

static Outcome load_found(Call *call, Value name, const Found *found) {
    if (found->spec) return module_from_spec(call_machine(call), found->spec) ? DONE : RAISED;
    if (is_absent(found->portions)) return run_body(call, name, found);
    set_place(module_add(call_machine(call), name), found, name);
    bind_to_parent(call_machine(call), name);
    return DONE;
}

/* Begins loading `name`, whose parents are loaded. DONE: it is there; CALLED: its body runs. */
static Outcome begin_loading(Call *call, Value name) {
    Machine *machine = call_machine(call);
    Value parent = parent_of(name);
    bool is_top = is_absent(parent);
    Module *package = is_top ? NULL : find_loaded(machine, parent);
    Value folders = is_top ? retain(search_path(machine)) : path_of(machine, parent);
    Found found = { .portions = ABSENT };
    bool there = (is_top || !is_absent(folders)) && module_find(machine, name, folders, package, &found);
    Outcome outcome =
        there ? load_found(call, name, &found) : raise_not_found(call, name, parent, !is_absent(folders));
    found_clear(&found);
    release(folders);
    release(parent);
    return outcome;
}

/* The body has ended, or raised: then the module is none. */
static Outcome finish_loading(Call *call, Value name) {
    Machine *machine = call_machine(call);
    call->step = 0;
    Module *module = find_loaded(machine, name);
    if (module) module_end_loading(module);
    if (!is_absent(call->task->exception)) {
        dict_remove_str(machine->modules, name);
        return RAISED;
    }
    bind_to_parent(machine, name);
    return DONE;
}

/* The package that a relative import in these globals starts from; owned. ABSENT: raised. */
static Value package_of(Task *task, Dict *globals) {
    if (!globals) return raise_error(task, TypeError, "globals must be a dict"), ABSENT;
    Value package = dict_peek_text(globals, "__package__");
    if (is_str(package) && str_count(package)) return retain(package);
    bool is_named = is_absent(package) || is_none(package);
    Value name = is_named ? dict_peek_text(globals, "__name__") : ABSENT, above = ABSENT;
    if (is_str(name)) above = is_absent(dict_peek_text(globals, "__path__")) ? parent_of(name) : retain(name);
    if (!is_absent(above)) return above;
    if (is_named && is_absent(name))
        raise_error(task, KeyError, "'__name__' not in globals");
    else if (!is_named && !is_str(package))
        raise_error(task, TypeError, "package must be a string");
    else
        raise_error(task, ImportError, "attempted relative import with no known parent package");
    return ABSENT;
}

/* from . import x: relative to the globals of __import__'s caller, or of the frame below the native's. */
static Outcome absolute_name(Call *call, Value given, int64_t level, Value *name) {
    if (level < 0) return raise_error(call->task, ValueError, "level must be >= 0");
    if (level == 0) {
        if (str_count(given) == 0) return raise_error(call->task, ValueError, "Empty module name");
        *name = retain(given);
        return DONE;
    }
    const Frame *frame = call->task->frame->caller;
    Dict *globals = frame && frame->code ? frame->globals : NULL;
    if (call->count > IMPORT_GLOBALS)
        globals = is_dict(call->args[IMPORT_GLOBALS]) ? dict_of(call->args[IMPORT_GLOBALS]) : NULL;
    Value base = package_of(call->task, globals);
    if (is_absent(base)) return RAISED;
    for (int64_t i = 1; i < level; i++) {
        Value above = parent_of(base);
        release(base);
        if (is_absent(above))
            return raise_error(call->task, ImportError, "attempted relative import beyond top-level package");
        base = above;
    }
    *name = str_count(given) ? modules_dotted_name(base, given) : retain(base);
    release(base);
    return is_absent(*name) ? raise_memory(call->task) : DONE;
}

/* The first `parts` parts of a dotted name; *whole: these are all. */
static Value leading_parts(Value name, int64_t parts, bool *whole) {
    size_t at = 0;
    for (; at < str_count(name); at++) {
        if (str_peek_at(str_of(name), at) == '.' && --parts == 0) break;
    }
    *whole = at == str_count(name);
    return str_slice(name, 0, 1, at);
}

/* sys.modules[name] = None forbids an import. */
static Outcome raise_halted(Call *call, Value name) {
    raise_error(call->task, ModuleNotFoundError, "import of %U halted; None in sys.modules", name);
    replace_take(&exception_of(call->task->exception)->fields[1], retain(name));
    return RAISED;
}

/* Python's importlib is there: its finders are asked, and those that the program has added. */
static Outcome ask_importer(Call *call) {
    const Tuple *importer = tuple_of(call_machine(call)->importer);
    call->step = IMPORT_DONE;
    call->catches = false; /* which a part before it may have set */
    return call_value(call, importer->items[0], 2, (Value[]){ call->keep, importer->items[1] });
}

/* One part of a dotted name; whole: the last one. DONE: it is there. */
static Outcome load_part(Call *call, Value name, bool whole) {
    Machine *machine = call_machine(call);
    if (call->step == IMPORT_BODY_DONE) return finish_loading(call, name);
    bool is_there = !is_absent(dict_peek_str(machine->modules, call->keep));
    if (!is_there && !is_absent(machine->importer)) return ask_importer(call);
    if (!is_there && is_absent(dict_peek_str(machine->modules, name))) return begin_loading(call, name);
    const Module *module = whole ? find_loaded(machine, name) : NULL;
    if (module && module_must_wait(module, call->task)) return module_wait(call, module);
    return whole && is_none(dict_peek_str(machine->modules, name)) ? raise_halted(call, name) : DONE;
}

/* keep: the absolute name; mark: parts already loaded. */
static Outcome load_all(Call *call) {
    for (bool whole = call->step == IMPORT_DONE; !whole;) {
        Value name = leading_parts(call->keep, call->mark + 1, &whole);
        Outcome outcome = load_part(call, name, whole);
        release(name);
        if (outcome != DONE) return outcome;
        call->mark++;
    }
    return DONE;
}

Outcome operation_import(Call *call) {
    Machine *machine = call_machine(call);
    int64_t level = 0;
    int_fits_int64(call->args[0], &level);
    if (is_absent(call->keep)) {
        Outcome outcome = absolute_name(call, call->args[2], level, &call->keep);
        if (outcome != DONE) return outcome;
    }
    Outcome outcome = load_all(call);
    if (outcome != DONE) return outcome;
    bool whole, wants_last = value_truth(call->args[1]) == YES;
    Value name = wants_last || level ? retain(call->keep) : leading_parts(call->keep, 1, &whole);
    Value module = retain(dict_peek_str(machine->modules, name));
    release(name);
    if (is_absent(module) || is_none(module)) return raise_not_found(call, call->keep, ABSENT, true);
    return give(call, module);
}
