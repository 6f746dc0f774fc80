/* SPDX-License-Identifier: GPL-3.0-or-later */
/* from module import names: out of a module, or of whatever else sys.modules holds. */
#include "builtin/functions/builtins.h"
#include "builtin/text/traceback_line.h"
#include "modules/modules.h"
#include "vm/machine.h"
#include "vm/operations.h"

/* ---- import */

static Value or_none(Dict *dict) { return dict ? dict_value(dict) : NONE; }

Outcome operation_import_statement(Call *call) {
    if (call->step) return DONE;
    const Frame *frame = call->task->frame->caller;
    Value import = dict_peek_text(globals_builtins(call_machine(call), frame->globals), "__import__");
    if (is_absent(import)) return raise_error(call->task, ImportError, "__import__ not found");
    bool is_usual =
        has_type(import, TYPE_ID_BUILTIN) && ((Builtin *)object_of(import))->spec->function == builtin_import;
    if (is_usual ||
        traceback_is_library(frame->code)) { /* what is carried in the binary imports as it likes */
        call->function = operation_import;
        return operation_import(call);
    }
    bool is_function = !(frame->code->flags & (CODE_MODULE | CODE_CLASS_BODY));
    Value locals = is_function ? NONE : or_none(frame->names ? frame->names : frame->globals);
    call->step = 1;
    Value args[] = { call->args[2], dict_value(frame->globals), locals, call->args[1], call->args[0] };
    return call_value(call, import, 5, args);
}

/* ---- from module import name */

static Outcome raise_cannot_import(Call *call, Module *module, Value name) {
    Value file = dict_peek_text(module->dict, "__file__");
    Value place = is_str(file) ? retain(file) : str_new("unknown location");
    if (module->initializing) {
        raise_error(call->task, ImportError,
                    "cannot import name %R from partially initialized module %R (most likely due to a "
                    "circular import) (%U)",
                    name, module->name, place);
    } else {
        raise_error(call->task, ImportError, "cannot import name %R from %R (%U)%s", name, module->name,
                    place, attribute_lacking(call_machine(call), object_value(module), name));
    }
    release(place);
    replace_take(&exception_of(call->task->exception)->fields[1], retain(module->name));
    return RAISED;
}

enum { FROM_ATTRIBUTE = 1, FROM_SUBMODULE = 2, FROM_NO_MODULE = 3 };

/* It is the submodule itself that is not there, and none that it imports. */
static bool is_missing(const Call *call) {
    if (!task_raises(call->task, ModuleNotFoundError)) return false;
    Value name = exception_of(call->task->exception)->fields[1];
    return !is_absent(name) && is_str(name) && str_equal(name, call->keep);
}

/* The owner has no such attribute: a submodule perhaps. keep: its name while it is being imported. */
static Outcome import_submodule(Call *call, Module *module, Value name) {
    Machine *machine = call_machine(call);
    replace_take(&call->keep, modules_dotted_name(module->name, name));
    if (is_absent(call->keep)) return raise_memory(call->task);
    Value loaded = dict_peek_str(machine->modules, call->keep);
    if (!is_absent(loaded)) return give(call, retain(loaded));
    if (is_absent(dict_peek_text(module->dict, "__path__"))) return raise_cannot_import(call, module, name);
    Value args[] = { small_int(0), tuple_from(&name, 1), call->keep };
    call->step = FROM_SUBMODULE;
    call->catches = true;
    Outcome outcome = call_native(call, operation_import, 0, 3, args);
    release(args[1]);
    return outcome;
}

Outcome operation_import_from(Call *call) {
    Machine *machine = call_machine(call);
    Value owner = call->args[0], name = call->args[1], result;
    if (call->step == FROM_NO_MODULE) return DONE;
    if (call->step == FROM_SUBMODULE) {
        if (is_absent(call->task->exception)) return DONE;
        if (!is_missing(call)) return RAISED;
        release(task_take_exception(call->task));
        return raise_cannot_import(call, (Module *)object_of(owner), name);
    }
    if (call->step == FROM_ATTRIBUTE) {
        if (is_absent(call->task->exception)) return DONE;
        if (!task_raises(call->task, AttributeError)) return RAISED;
        release(task_take_exception(call->task));
    } else {
        Verdict found = attribute_find(machine, owner, name, &result);
        if (found == YES) return give(call, result);
        call->step = FROM_ATTRIBUTE;
        call->catches = true;
        if (found == HOOK) return call_native(call, operation_get_attribute, 0, 2, call->args);
    }
    if (has_type(owner, TYPE_ID_MODULE)) return import_submodule(call, (Module *)object_of(owner), name);
    call->step = FROM_NO_MODULE;
    call->catches = false;
    return call_helper(call, "_import_from", 3, (Value[]){ owner, name, dict_value(machine->modules) });
}

/* ---- from module import * */

/* The names of a plain module. False: something about it is unusual. */
static bool import_listed(Dict *names, const Module *module, Value all) {
    const Value *items;
    size_t count;
    if (!sequence_peek(all, &items, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        Value value = is_str(items[i]) ? dict_peek_str(module->dict, items[i]) : ABSENT;
        if (is_absent(value) || !dict_set_str(names, items[i], value)) return false;
    }
    return true;
}

static bool import_public(Dict *names, const Module *module) {
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(module->dict, &position));) {
        if (!is_str(entry->key)) return false;
        if (str_peek_at(str_of(entry->key), 0) == '_') continue;
        if (!dict_set_str(names, entry->key, entry->value)) return false;
    }
    return true;
}

Outcome operation_import_star(Call *call) {
    if (call->step) return DONE;
    Value owner = call->args[0];
    Dict *names = dict_of(call->args[1]);
    if (has_type(owner, TYPE_ID_MODULE)) {
        const Module *module = (const Module *)object_of(owner);
        Value all = dict_peek_text(module->dict, "__all__");
        bool asks = is_absent(all) && !is_absent(dict_peek_text(module->dict, "__getattr__"));
        if (!asks && (is_absent(all) ? import_public(names, module) : import_listed(names, module, all)))
            return give_none(call);
    }
    call->step = 1;
    return call_helper(call, "_import_star", 2, call->args);
}
