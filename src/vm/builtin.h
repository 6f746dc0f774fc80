/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins beyond machine.h: the rows of tables added to a class or a module. */
#pragma once
#include "vm/machine.h"

Value builtin_new_of(const NativeSpec *spec, Class *of); /* __new__ of that class */
void class_add_native(Class *class, const NativeSpec *spec);
void module_add_functions(Module *module, const NativeSpec *specs); /* up to {0}; NULL: none */
/* Whether it is a module in C and python3 would heed what is stored under this name, which nothing here does:
 * to be refused. */
bool module_is_unheeded(Value object, Value name);
