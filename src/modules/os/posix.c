/* SPDX-License-Identifier: GPL-3.0-or-later */
/* posix: what module os, which is written in the notation, stands on: a file for each kind of thing.
 * See https://docs.python.org/3.11/library/os.html */
#include "modules/os/posix.h"
#include "vm/builtin.h"

static bool posix_init(Machine *machine, Module *module) {
    static const NativeSpec *const tables[] = { posix_folders,   posix_status, posix_scanning,
                                                posix_processes, posix_starts, posix_identities,
                                                posix_system };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) module_add_functions(module, tables[i]);
    posix_define_status(machine, module);
    posix_define_processes(machine, module);
    posix_define_system(machine, module);
    dict_define_text_take(module->dict, "error", retain(object_value(machine->exceptions[OSError])));
    return true;
}

static const ClassSpec *const posix_classes[] = { &posix_dir_entry_class, &posix_scandir_class, NULL };

const ModuleSpec posix_module = {
    .name = "posix",
    .doc = "The operating system's calls.",
    .functions = posix_files,
    .ints = posix_numbers,
    .classes = posix_classes,
    .init = posix_init,
};
