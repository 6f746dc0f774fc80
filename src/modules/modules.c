/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modules in C, filled from their tables; and those that are there before the program runs. */
#include "modules/modules.h"
#include "base/memory.h"
#include "builtin/classes/classes.h"
#include "builtin/classes/exceptions.h"
#include "builtin/embedded.h"
#include "builtin/functions/prelude.h"
#include "modules/sys/sys.h"
#include "vm/builtin.h"

extern const ModuleSpec builtins_module, sys_module;

const ModuleSpec *modules_find_native(Value name) {
    if (str_is(name, builtins_module.name)) return &builtins_module;
    for (const ModuleSpec *const *spec = native_modules; *spec; spec++) {
        if (str_is(name, (*spec)->name)) return *spec;
    }
    return NULL;
}

const char *modules_peek_name(size_t index) {
    if (index == 0) return builtins_module.name;
    index--;
    for (const ModuleSpec *const *spec = native_modules; *spec; spec++) {
        if (!index--) return (*spec)->name;
    }
    return embedded_peek((uint32_t)index).name;
}

/* ---- built-in modules */

static void add_classes(Machine *machine, Module *module, const ClassSpec *const *specs) {
    for (; specs && *specs; specs++) {
        Class *class = machine_class(machine, (*specs)->type);
        if (!class) class = machine_add_class(machine, *specs);
        if (!(*specs)->is_hidden) dict_define(module->dict, class->name, object_value(class));
    }
}

Module *module_add(Machine *machine, Value name) {
    Value value = module_new(name);
    Module *module = (Module *)object_of(value);
    dict_define_text_take(module->dict, "__name__", retain(name));
    dict_define_text_take(module->dict, "__doc__", NONE);
    dict_define(machine->modules, name, value);
    release(value); /* sys.modules holds it */
    return module;
}

static void add_exceptions(Machine *machine, Module *module, const ExceptionSpec *const *specs) {
    for (; specs && *specs; specs++)
        dict_define_text_take(module->dict, (*specs)->name,
                              retain(object_value(module_exception(machine, *specs))));
}

static Module *fill_from_spec(Machine *machine, Module *module, const ModuleSpec *spec) {
    module->spec = spec;
    if (spec->doc) dict_define_text_take(module->dict, "__doc__", str_new(spec->doc));
    module_add_functions(module, spec->functions);
    for (const IntSpec *number = spec->ints; number && number->name; number++)
        dict_define_text_take(module->dict, number->name, int_from_int64(number->value));
    add_classes(machine, module, spec->classes);
    add_exceptions(machine, module, spec->exceptions);
    return spec->init && !spec->init(machine, module) ? NULL : module;
}

Module *module_from_spec(Machine *machine, const ModuleSpec *spec) {
    Value name = str_new(spec->name);
    bool passed = memory_pass_budget(true); /* it is small, and half a module would be none */
    Module *module = fill_from_spec(machine, module_add(machine, name), spec);
    memory_pass_budget(passed);
    release(name);
    return module;
}

void modules_install(Machine *machine, int argc, char **argv) {
    classes_install(machine);
    Value name = str_new("builtins");
    Module *builtins = module_add(machine, name);
    release(name);
    Dict *own = builtins->dict; /* what names fall back to is this module's dict */
    builtins->dict = (Dict *)object_of(retain(dict_value(machine->builtins)));
    if (!dict_update(builtins->dict, own)) memory_end();
    release(dict_value(own));
    fill_from_spec(machine, builtins, &builtins_module);
    exceptions_install(machine);
    prelude_install(machine);
    module_from_spec(machine, &sys_module);
    sys_set_argv(machine, argc, argv);
    modules_set_path(machine);
}

Module *modules_add_main(Machine *machine) {
    Value name = str_new("__main__");
    Module *module = module_add(machine, name);
    release(name);
    dict_define_text_take(module->dict, "__package__", NONE);
    dict_define_text_take(module->dict, "__loader__", NONE);
    dict_define_text_take(module->dict, "__spec__", NONE);
    dict_define_text_take(module->dict, "__annotations__", dict_value(dict_new()));
    dict_define_text_take(module->dict, "__builtins__", retain(dict_peek_text(machine->modules, "builtins")));
    return module;
}
