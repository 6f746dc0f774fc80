/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Special methods as the operations meet them. */
#pragma once
#include "vm/machine.h"

/* Steps that several operations share; below 0xf000, which the conversions of native.h use. */
enum {
    SPECIAL_STEP_ASKED = 0x100, /* the program's method was called: its result is the operation's */
    SPECIAL_STEP_SLICE = 0x101, /* a slice is being made one of ints */
};

/* The C function behind a built-in value's special method, for a native whose own arguments are that
 * method's: it makes itself that function and needs no further frame. NULL: the class is a program's, or has
 * no such method in C. */
static inline Native *special_peek_native(Machine *machine, Value value, Special special) {
    if (is_object(value) && object_type(value)->flags & TYPE_HEAP) return NULL;
    Value method = class_peek_special(value_class(machine, value), special);
    if (!has_type(method, TYPE_ID_METHOD_DESCRIPTOR)) return NULL;
    const Builtin *builtin = (const Builtin *)object_of(method);
    return builtin->of == machine->classes[TYPE_ID_OBJECT] ? NULL : builtin->spec->function;
}

static inline Outcome call_as(Call *call, Native *function) {
    call->mark = 0;
    call->function = function;
    return function(call);
}

/* Whether this method decides, and is to be called: of a program's class one from a program, not from a
 * built-in base; of a class whose Type has no id, as modules' have, one that the class has a row for. */
bool special_is_programs(Machine *machine, Value object, Special special);
/* Whether iteration goes by __getitem__ where there is no __iter__. */
bool class_is_indexed(Class *class);
bool value_is_iterable(Machine *machine, Value value);
/* As arg_items, but with this text when the argument is not iterable at all. */
Outcome arg_items_or(Call *call, size_t i, const char *problem);
/* os.fspath: what has __fspath__ becomes the str or bytes that it gives; all else stays as it is. */
Outcome arg_fspath(Call *call, size_t i);
enum { NESTED_TUPLES = 900 }; /* about where Python's recursion limit stops it */
