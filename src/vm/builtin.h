/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builtins beyond machine.h: binding a method to its instance, and adding a row of a table to a class. */
#pragma once
#include "vm/machine.h"

void class_add_native(Class *class, const NativeSpec *spec);
