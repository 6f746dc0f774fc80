/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The module builtins: the tables of functions put together, the constants, and the classes that stand there already. */
#include "modules/builtins.h"
#include "modules/methods_container.h"
#include "modules/methods_number.h"
#include "value/singleton.h"
#include <string.h>

static void add_functions(Module *module, const NativeSpec *spec) {
    for (; spec->signature; spec++) {
        char name[32];
        size_t length = strcspn(spec->signature, "(");
        assert(length < sizeof name);
        memcpy(name, spec->signature, length);
        name[length] = '\0';
        dict_set_text_take(module->dict, name, builtin_new(spec, ABSENT, module->name));
    }
}

static bool builtins_init(Machine *machine, Module *module) {
    const NativeSpec *const tables[] = { object_builtins, iterate_builtins, io_builtins,
                                         run_builtins,    number_builtins,  sort_builtins };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) add_functions(module, tables[i]);
    dict_set_text_take(module->dict, "None", NONE);
    dict_set_text_take(module->dict, "True", TRUE);
    dict_set_text_take(module->dict, "False", FALSE);
    dict_set_text_take(module->dict, "Ellipsis", ellipsis_value());
    dict_set_text_take(module->dict, "NotImplemented", not_implemented_value());
    dict_set_text_take(module->dict, "__debug__", TRUE);
    add_quitters(machine, module->dict);
    set_display(machine);
    return true;
}

const ModuleSpec builtins_module = {
    .name = "builtins",
    .doc = "The names that every program finds without importing anything.",
    .init = builtins_init,
};
