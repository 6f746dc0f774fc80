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
/* ---- while a body runs */
enum { IMPORT_BODY_DONE = 1, IMPORT_WAITS = 2, IMPORT_DONE = 3 }; /* steps of operation_import */
void module_begin_loading(Module *module, Task *task);
void module_end_loading(Module *module); /* wakes who waits */
/* Another task runs its body, and does not wait for this task itself. */
bool module_must_wait(const Module *module, const Task *task);
Outcome module_wait(Call *call, const Module *module); /* parks; call->keep is its name */

bool module_is_loaded_first(const char *name);     /* by python3, before any program */
const ModuleSpec *modules_find_native(Value name); /* a module in C; NULL: there is none of that name */
const char *modules_peek_name(size_t index);       /* of those that the binary has; NULL behind the last */
