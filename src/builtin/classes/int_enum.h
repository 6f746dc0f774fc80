/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with names, as module enum's IntEnum and IntFlag make them: they count as int, and show their name.
 * See https://docs.python.org/3.11/library/enum.html#enum.IntEnum */
#pragma once
#include "vm/machine.h"

/* A class of these members, in the order of the table; flags: members combine by | & ^ ~. Owned. */
Class *int_enum_class(Machine *machine, const char *module, const char *name, const IntSpec *members,
                      bool flags);
void int_enum_add_members(Class *class, Module *module); /* each as an attribute of the module too */
/* The member of this number, or of flags its combination; a plain int when there is none. Owned. */
Value int_enum_value(Class *class, int64_t number);
