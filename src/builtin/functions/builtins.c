/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The module builtins: the tables of functions put together, the constants, and the classes that stand there
 * already. */
#include "builtin/functions/builtins.h"
#include "builtin/classes/container.h"
#include "builtin/classes/number.h"
#include "value/singleton.h"
#include "vm/builtin.h"
#include <string.h>

/* CPython's order, which vars() shows and which decides what an unknown name is taken for when two are as
 * near. What is not named here comes last. */
static const char order[] =
    "__name__ __doc__ __build_class__ __import__ abs all any ascii bin callable chr compile "
    "delattr dir divmod eval exec format getattr globals hasattr hash hex id input isinstance "
    "issubclass iter len locals max min next oct ord pow print repr round setattr sorted sum "
    "vars None Ellipsis NotImplemented False True bool memoryview bytearray bytes classmethod "
    "complex dict enumerate filter float frozenset property int list map object range reversed "
    "set slice staticmethod str super tuple type zip __debug__";

static void put_in_order(Dict *names) {
    Dict *all = dict_copy(names);
    if (!all) return;
    dict_clear_items(names);
    for (const char *at = order; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        Value key = str_from_ascii(at, length), value = dict_peek_str(all, key);
        if (!is_absent(value)) dict_define(names, key, value);
        release(key);
        at += length;
    }
    size_t position = 0;
    for (DictEntry *entry; (entry = dict_next(all, &position));) dict_define(names, entry->key, entry->value);
    release(dict_value(all));
}

static bool builtins_init(Machine *machine, Module *module) {
    const NativeSpec *const tables[] = { object_builtins, iterate_builtins, async_builtins, io_builtins,
                                         run_builtins,    number_builtins,  sort_builtins };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) module_add_functions(module, tables[i]);
    dict_define_text_take(module->dict, "None", NONE);
    dict_define_text_take(module->dict, "True", TRUE);
    dict_define_text_take(module->dict, "False", FALSE);
    dict_define_text_take(module->dict, "Ellipsis", ellipsis_value());
    dict_define_text_take(module->dict, "NotImplemented", not_implemented_value());
    dict_define_text_take(module->dict, "__debug__", TRUE);
    put_in_order(module->dict);
    add_quitters(machine, module->dict);
    set_display(machine);
    return true;
}

const ModuleSpec builtins_module = {
    .name = "builtins",
    .doc = "The names that every program finds without importing anything.",
    .init = builtins_init,
};
