/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tuples whose items have names: sys.version_info, os.uname(). */
#pragma once
#include "vm/machine.h"

/* One field: its place in the tuple, in the order of the table; {0} ends it. Use STRUCT_FIELD. */
#define STRUCT_FIELD(name, index)                                                                            \
    { name, struct_sequence_field, NULL, ARGS_AUTO, (index) << 8, NULL }
Native struct_sequence_field;

/* A class that inherits from tuple; name as repr shows it. */
Class *struct_sequence_class(Machine *machine, const char *module, const char *name,
                             const NativeSpec *fields);
Value struct_sequence_new_take(Class *class, const Value *items, size_t count); /* takes the items */
