/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _imp: what Python's own importlib asks of the interpreter: modules in C, those that are carried in the
 * binary (its "frozen" ones), the lock around its tables. See
 * https://docs.python.org/3.11/library/importlib.html */
#include "base/python_names.h"
#include "builtin/embedded.h"
#include "library/library.h"
#include "modules/find.h"
#include "vm/builtin.h"
#include "vm/operations.h"
#include <string.h>

/* ---- the lock: recursive, and owned by a task */

typedef struct {
    Object object;
    const Task *owner; /* NULL: nobody; compared only */
    uint32_t depth;
    WaitList waiters;
} ImportLock;

static void lock_free(Object *object) {
    wait_list_wake_all(&((ImportLock *)object)->waiters);
    object_release_memory(object);
}

static const Type lock_type = { .name = "_imp.lock", .size = sizeof(ImportLock), .free = lock_free };

static ImportLock *lock_of(const Call *call) {
    Value *place = &call_machine(call)->import_lock;
    if (is_absent(*place)) {
        ImportLock *lock = object_new(&lock_type, sizeof *lock);
        wait_list_init(&lock->waiters);
        *place = object_value(lock);
    }
    return (ImportLock *)object_of(*place);
}

static Outcome imp_acquire_lock(Call *call) {
    ImportLock *lock = lock_of(call);
    if (lock->owner && lock->owner != call->task) return task_park(call->task, &lock->waiters, INT64_MAX);
    lock->owner = call->task;
    lock->depth++;
    return give_none(call);
}

static Outcome imp_release_lock(Call *call) {
    ImportLock *lock = lock_of(call);
    if (lock->owner != call->task)
        return raise_error(call->task, RuntimeError, "not holding the import lock");
    if (--lock->depth == 0) {
        lock->owner = NULL;
        wait_list_wake_one(&lock->waiters);
    }
    return give_none(call);
}

static Outcome imp_lock_held(Call *call) { return give_bool(call, lock_of(call)->owner); }

/* ---- modules in C */

static bool is_native(const Call *call, Value name) {
    return modules_find_native(name) || (machine_peek_sys(call_machine(call)) && str_is(name, "sys"));
}

static Outcome imp_is_builtin(Call *call) {
    Value name;
    return arg_str(call, 0, &name) ? give_int(call, is_native(call, name)) : RAISED;
}

/* Those in C, sorted, with sys. */
static Outcome imp_builtin_names(Call *call) {
    Value names = list_new(64);
    list_add_take(list_of(names), str_new("builtins"));
    list_add_take(list_of(names), str_new("sys"));
    for (const ModuleSpec *const *spec = native_modules; *spec; spec++)
        list_add_take(list_of(names), str_new((*spec)->name));
    return give(call, names);
}

/* spec -> the module, from sys.modules if it is there */
static Outcome imp_create_builtin(Call *call) {
    Value name, spec = call->args[0];
    if (call->step == 0) {
        call->step = 1;
        Value text = str_new("name");
        Outcome outcome = call_native(call, operation_get_attribute, 0, 2, (Value[]){ spec, text });
        release(text);
        return outcome;
    }
    name = call->result;
    if (!is_str(name)) return raise_error(call->task, TypeError, "name must be string, not %T", name);
    Value loaded = dict_peek_str(call_machine(call)->modules, name);
    if (has_type(loaded, TYPE_ID_MODULE) && is_native(call, name)) return give(call, retain(loaded));
    const ModuleSpec *native = modules_find_native(name);
    if (!native) return give_none(call);
    Module *module = module_from_spec(call_machine(call), native);
    return module ? give(call, retain(object_value(module))) : RAISED;
}

static Outcome imp_exec_builtin(Call *call) { return give_int(call, 0); }

static Outcome imp_extension_suffixes(Call *call) {
    Value suffix = str_new(".so"), list = list_from(&suffix, 1);
    release(suffix);
    return give(call, list);
}

static Outcome imp_create_dynamic(Call *call) {
    return raise_error(call->task, ImportError,
                       "modules compiled for CPython are not in causette's notation");
}

/* ---- what is carried */

/* The module of the name that is args[0]; its own name is NULL: none, or raised. */
static PackEntry find_carried(Call *call) {
    Value name;
    Buffer scratch = { 0 };
    size_t count;
    if (!arg_str(call, 0, &name)) return (PackEntry){ 0 };
    PackEntry module = embedded_find(str_peek_utf8(name, &scratch, &count));
    buffer_clear(&scratch);
    return module;
}

static bool is_frozen(PackEntry module) { return module.name && module_is_loaded_first(module.name); }

static Outcome give_or_raised(Call *call, Value value) {
    return is_absent(call->task->exception) ? give(call, value) : RAISED;
}

static Outcome imp_is_frozen(Call *call) {
    PackEntry module = find_carried(call);
    return give_or_raised(call, bool_value(is_frozen(module)));
}

static Outcome imp_is_frozen_package(Call *call) {
    PackEntry module = find_carried(call);
    return give_or_raised(call, bool_value(is_frozen(module) && module.is_package));
}

static Outcome imp_find_frozen(Call *call) {
    PackEntry module = find_carried(call);
    if (!is_frozen(module)) return give_or_raised(call, NONE);
    Value items[] = { NONE, bool_value(module.is_package), call->args[0] };
    return give(call, tuple_from(items, 3));
}

/* What an error about a name that is not there ends with: base/python_names.h. */
static Outcome imp_lacking(Call *call) {
    Value owner, name;
    Buffer texts[2] = { 0 };
    if (!arg_str(call, 0, &owner) || !arg_str(call, 1, &name)) return RAISED;
    const char *of = str_peek_utf8(owner, &texts[0], NULL), *what = str_peek_utf8(name, &texts[1], NULL);
    Buffer lacking = { 0 };
    if (!strcmp(of, PYTHON_MODULES))
        module_append_lacking(call_machine(call), what, &lacking);
    else
        buffer_append_text(&lacking, python_lacking(of, what));
    for (size_t i = 0; i < 2; i++) buffer_clear(&texts[i]);
    return give(call, str_from_buffer_take(&lacking));
}

/* All names of an owner, with blanks between: base/python_names.h. */
static Outcome imp_python_names(Call *call) {
    Value owner;
    Buffer text = { 0 };
    if (!arg_str(call, 0, &owner)) return RAISED;
    const char *names = python_names_of(str_peek_utf8(owner, &text, NULL));
    buffer_clear(&text);
    return give_text(call, names ? names : "");
}

/* None: no such module; otherwise whether it is a package. */
static Outcome imp_find_carried(Call *call) {
    PackEntry module = find_carried(call);
    return give_or_raised(call, module.name ? bool_value(module.is_package) : NONE);
}

static Outcome imp_get_carried(Call *call) {
    PackEntry module = find_carried(call);
    if (module.name) {
        Value code = embedded_code(call->task, &module);
        return is_absent(code) ? RAISED : give(call, code);
    }
    if (!is_absent(call->task->exception)) return RAISED;
    raise_error(call->task, ImportError, "No such frozen object named %U", call->args[0]);
    replace_take(&exception_of(call->task->exception)->fields[1], retain(call->args[0]));
    return RAISED;
}

/* ---- what is packed: Python's own library */

/* The module of the name that is args[0]; its own name is NULL: none, or raised. */
static PackEntry find_packed(Call *call) {
    Value name;
    Buffer scratch = { 0 };
    size_t count;
    if (!arg_str(call, 0, &name)) return (PackEntry){ 0 };
    PackEntry module = library_find(call_machine(call), str_peek_utf8(name, &scratch, &count));
    buffer_clear(&scratch);
    return module;
}

static Value file_of(const PackEntry *module) { return str_format("%s/%s", library_folder(), module->file); }

/* (file, whether it is a package), or None */
static Outcome imp_find_packed(Call *call) {
    PackEntry module = find_packed(call);
    if (!module.name) return give_or_raised(call, NONE);
    return give(call, tuple_pair_take(file_of(&module), bool_value(module.is_package)));
}

/* name, and what its frames show as their file: that of the module, or another text */
static Outcome imp_get_packed(Call *call) {
    PackEntry module = find_packed(call);
    if (!is_absent(call->task->exception)) return RAISED;
    if (!module.name)
        return raise_error(call->task, ImportError, "No module named %R in the pack", call->args[0]);
    Value file = is_str(call->args[1]) ? retain(call->args[1]) : file_of(&module);
    Value code = packed_code(call->task, &module, file);
    release(file);
    return is_absent(code) ? RAISED : give(call, code);
}

/* [(name, whether it is a package)] of all */
static Outcome imp_packed_names(Call *call) {
    Value list = list_new(0);
    PackEntry module;
    for (uint32_t i = 0; (module = library_peek(call_machine(call), i)).name; i++)
        list_add_take(list_of(list), tuple_pair_take(str_new(module.name), bool_value(module.is_package)));
    return give(call, list);
}

/* ---- running */

/* The module counts as partially initialized while its body runs, and other tasks wait for it. */
static Outcome imp_run_body(Call *call) {
    if (!has_type(call->args[0], TYPE_ID_CODE) || !has_type(call->args[1], TYPE_ID_MODULE))
        return raise_error(call->task, TypeError, "a code object and a module are needed");
    Module *module = (Module *)object_of(call->args[1]);
    if (call->step) {
        module_end_loading(module);
        return is_absent(call->task->exception) ? give_none(call) : RAISED;
    }
    module->is_carried = is_same(call->args[2], TRUE);
    Value builtins = dict_peek_text(call_machine(call)->modules, "builtins");
    if (!is_absent(builtins)) dict_define_text_take(module->dict, "__builtins__", retain(builtins));
    module_begin_loading(module, call->task);
    call->step = 1;
    call->catches = true;
    return call_code(call, call->args[0], module->dict, NULL);
}

static Outcome imp_set_importer(Call *call) {
    replace_take(&call_machine(call)->importer, tuple_from(call->args, 2));
    return give_none(call);
}

/* The values of sys.flags. */
static Outcome imp_start_flags(Call *call) {
    Value items[START_COUNT];
    for (size_t i = 0; i < START_COUNT; i++) items[i] = small_int(call_machine(call)->flags.of[i]);
    return give(call, tuple_from(items, START_COUNT));
}

static Outcome imp_give_none(Call *call) { return give_none(call); }

static const NativeSpec imp_functions[] = {
    { "acquire_lock()", imp_acquire_lock, NULL },
    { "release_lock()", imp_release_lock, NULL },
    { "lock_held()", imp_lock_held, NULL },
    { "is_builtin(name, /)", imp_is_builtin, NULL },
    { "create_builtin(spec, /)", imp_create_builtin, NULL },
    { "exec_builtin(mod, /)", imp_exec_builtin, NULL },
    { "create_dynamic(spec, file=None, /)", imp_create_dynamic, NULL },
    { "exec_dynamic(mod, /)", imp_exec_builtin, NULL },
    { "extension_suffixes()", imp_extension_suffixes, NULL },
    { "is_frozen(name, /)", imp_is_frozen, NULL },
    { "is_frozen_package(name, /)", imp_is_frozen_package, NULL },
    { "find_frozen(name, /, *, withdata=False)", imp_find_frozen, NULL },
    { "get_frozen_object(name, data=None, /)", imp_get_carried, NULL },
    { "init_frozen(name, /)", imp_give_none, NULL },
    { "_fix_co_filename(code, path, /)", imp_give_none, NULL },
    { "_override_frozen_modules_for_tests(override, /)", imp_give_none, NULL },
    { "_builtin_names()", imp_builtin_names, NULL },
    { "_lacking(owner, name, /)", imp_lacking, NULL },
    { "_find_packed(name, /)", imp_find_packed, NULL },
    { "_get_packed(name, file=None, /)", imp_get_packed, NULL },
    { "_packed_names()", imp_packed_names, NULL },
    { "_python_names(owner, /)", imp_python_names, NULL },
    { "_find_carried(name, /)", imp_find_carried, NULL },
    { "_get_carried(name, /)", imp_get_carried, NULL },
    { "_run_body(code, module, is_carried=False, /)", imp_run_body, NULL },
    { "_start_flags()", imp_start_flags, NULL },
    { "_set_importer(find_and_load, import_, /)", imp_set_importer, NULL },
    { 0 },
};

static bool imp_init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "check_hash_based_pycs", str_new("default"));
    dict_define_text_take(module->dict, "_library", str_new(library_folder()));
    return true;
}

const ModuleSpec _imp_module = {
    .name = "_imp",
    .doc = "What importlib is made of.",
    .functions = imp_functions,
    .init = imp_init,
};
