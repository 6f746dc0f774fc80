/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Iterators over other iterators: enumerate, zip, map, filter, reversed, and those that iter() makes of a
 * sequence or a callable. Where everything below is built-in, the object's Type has a `next` in C; else the
 * class's __next__, a native that can wait, does the work. Both Types are one class to a program. */
#pragma once
#include "vm/native.h"

extern const ClassSpec enumerate_class_spec, zip_class_spec, map_class_spec, filter_class_spec,
    reversed_class_spec;
extern const ClassSpec sequence_iterator_class_spec, callable_iterator_class_spec;
extern const ClassSpec text_iterator_class_specs[]; /* of str, bytes and their kin; up to {0} */

Native sequence_iterator_make; /* object with __getitem__ */
Value callable_iterator_new(Value callable, Value sentinel);

/* A quick Type's `next` may be used on it: it needs no machine. */
static inline bool iterates_in_c(Value iterator) {
    const Type *type = object_type(iterator);
    return type->next && !(type->flags & TYPE_HEAP);
}

/* How many of them lie one upon another, each a recursion of C: only so many are quick. */
enum { ITERATOR_DEPTH = 64 };
unsigned iterator_depth(Value iterator);
unsigned zip_depth(Value iterator); /* 0: it is no zip */

Native iterator_self; /* "__iter__(self, /)" of any iterator */

/* ---- iterator_state.c: where an iterator of a container stands */

/* "__length_hint__(self, /)" */
Native rest_length_hint;
/* "__reduce__(self, /)" and "__setstate__(self, state, /)": of list, tuple, str, bytes, bytearray; of ranges
 */
Native place_reduce, place_set_state, range_place_reduce, range_place_set_state;
Native rest_reduce; /* of sets and dicts */
/* (maker, (argument,)), and a state unless that is ABSENT; takes the argument (ABSENT: raises MemoryError)
 * and the state. */
Outcome give_reduced_take(Call *call, Value maker, Value argument, Value state);
bool arg_place(Call *call, int64_t *place); /* an int in args[1], or it raises and returns false */
int64_t place_within(int64_t place, int64_t lowest, int64_t highest);

#define ITERATOR_METHODS(next_function)                                                                      \
    {                                                                                                        \
        { "__iter__(self, /)", iterator_self, "Return the iterator itself." },                               \
            { "__next__(self, /)", next_function, "Return the next item." }, { 0 },                          \
    }
