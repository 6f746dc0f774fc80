/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Modules: the table of built-in ones, and import. A name is looked for among the built-in C modules, then in the folders
 * of sys.path, then among what the binary carries; a local re.py hides ours, as in python3.
 * See https://docs.python.org/3.11/reference/import.html */
#pragma once
#include "vm/machine.h"

void modules_install(Machine *machine, int argc, char **argv); /* classes, builtins, sys */
Module *modules_add_main(Machine *machine);                    /* __main__, borrowed */
/* owned by sys.modules; borrowed. NULL: raised */
Module *module_from_spec(Machine *machine, const ModuleSpec *spec);
const char *modules_peek_name(size_t index); /* of those that the binary has; NULL behind the last */
