/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modules: the table of built-in ones, and import. A name is looked for among the modules in C, then in the
 * folders of sys.path, then among what the binary carries; a local re.py hides ours, as in python3. See
 * https://docs.python.org/3.11/reference/import.html */
#pragma once
#include "vm/machine.h"

Value modules_dotted_name(Value parent, Value name); /* "parent.name", owned; ABSENT: memory refused */
void modules_install(Machine *machine, int argc, char **argv); /* classes, builtins, sys */
Module *modules_add_main(Machine *machine);                    /* __main__, borrowed */
void modules_set_path(Machine *machine);                       /* what PYTHONPATH names, onto sys.path */
extern const ModuleSpec *const native_modules[]; /* those in C, from the folders; ended by NULL */

/* An empty one of this name, owned by sys.modules; borrowed. */
Module *module_add(Machine *machine, Value name);
/* owned by sys.modules; borrowed. NULL: raised */
Module *module_from_spec(Machine *machine, const ModuleSpec *spec);
const ModuleSpec *modules_find_native(Value name); /* a module in C; NULL: there is none of that name */
const char *modules_peek_name(size_t index);       /* of those that the binary has; NULL behind the last */
