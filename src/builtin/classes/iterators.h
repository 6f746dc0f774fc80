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

#define ITERATOR_METHODS(next_function)                                                                      \
    {                                                                                                        \
        { "__iter__(self, /)", iterator_self, "Return the iterator itself." },                               \
            { "__next__(self, /)", next_function, "Return the next item." }, { 0 },                          \
    }
