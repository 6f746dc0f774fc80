/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tuples whose items have names: sys.version_info, os.uname(), os.stat(). Some have fields that are no items,
 * behind those that are. */
#pragma once
#include "vm/machine.h"

/* One field: its place in the tuple, in the order of the table; {0} ends it. Use STRUCT_FIELD, and behind
 * those STRUCT_HIDDEN for a field that is no item. */
#define STRUCT_FIELD(name, index)                                                                            \
    { name, struct_sequence_field, NULL, ARGS_AUTO, (index) << 8 | NATIVE_MEMBER, NULL }
#define STRUCT_HIDDEN(name)                                                                                  \
    { name, struct_sequence_hidden, NULL, ARGS_AUTO, NATIVE_MEMBER, NULL }
#define STRUCT_UNNAMED                                                                                       \
    { "", NULL, NULL, ARGS_AUTO, NATIVE_MEMBER, NULL }
Native struct_sequence_field, struct_sequence_hidden;

/* A class that inherits from tuple, and that no program can change. */
typedef struct {
    const char *module, *name; /* as repr shows them; of "builtins" the name alone */
    const NativeSpec *fields;
} StructSequenceSpec;

/* Its class, made when first asked for; borrowed. */
Class *struct_sequence_class(Machine *machine, const StructSequenceSpec *spec);
/* The same, under this name in the module. */
void struct_sequence_define(Machine *machine, Module *module, const char *name,
                            const StructSequenceSpec *spec);
/* Takes the items: those of the tuple, then those of the hidden fields. ABSENT: memory refused. */
Value struct_sequence_new_take(Machine *machine, const StructSequenceSpec *spec, const Value *items,
                               size_t count);
