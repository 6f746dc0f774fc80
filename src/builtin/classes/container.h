/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes list, tuple, dict and its views, set, frozenset, range, slice, and their iterators. Each has
 * its table in the file of its name (list.c ...); here is what they share. */
#pragma once
#include "vm/native.h"

extern const ClassSpec list_class_spec, tuple_class_spec, dict_class_spec, set_class_spec,
    frozenset_class_spec;
extern const ClassSpec range_class_spec, slice_class_spec;
extern const ClassSpec dict_keys_class_spec, dict_values_class_spec, dict_items_class_spec;
extern const ClassSpec iterator_class_specs[]; /* of all these containers; up to {0} */

extern const NativeSpec sort_builtins[]; /* sorted */

/* ---- special methods, as built-in types have them: what a program's subclass does not count */
Native container_length;      /* __len__(self, /) */
Native container_iterate;     /* __iter__(self, /) */
Native container_next;        /* __next__(self, /) */
Native container_repr;        /* __repr__(self, /) */
Native container_hash;        /* __hash__(self, /) */
Native container_contains;    /* __contains__(self, key, /) */
Native container_get_item;    /* __getitem__(self, key, /) */
Native container_set_item;    /* __setitem__(self, key, value, /) */
Native container_delete_item; /* __delitem__(self, key, /) */
/* (self, value, /) */
Native container_lt, container_le, container_eq, container_ne, container_gt, container_ge;

/* (self, value, /): of list and tuple */
Native sequence_add, sequence_mul, sequence_count, bytearray_iadd, bytearray_imul, list_iadd, list_imul;

/* Rows for the tables. */
#define SEQUENCE_OPERATORS                                                                                   \
    { "__add__(self, value, /)", sequence_add, "Return self+value." },                                       \
        { "__mul__(self, value, /)", sequence_mul, "Return self*value." }, {                                 \
        "__rmul__(self, value, /)", sequence_mul, "Return value*self."                                       \
    }
#define CONTAINER_LENGTH                                                                                     \
    { "__len__(self, /)", container_length, "Return len(self)." }
#define CONTAINER_ITERATE                                                                                    \
    { "__iter__(self, /)", container_iterate, "Implement iter(self)." }
#define CONTAINER_REPR                                                                                       \
    { "__repr__(self, /)", container_repr, "Return repr(self)." }
#define CONTAINER_CONTAINS                                                                                   \
    { "__contains__(self, key, /)", container_contains, "Return key in self.", .style = ARGS_WRAPPER }
#define CONTAINER_COMPARISONS                                                                                \
    { "__lt__(self, value, /)", container_lt, "Return self<value." },                                        \
        { "__le__(self, value, /)", container_le, "Return self<=value." },                                   \
        { "__eq__(self, value, /)", container_eq, "Return self==value." },                                   \
        { "__ne__(self, value, /)", container_ne, "Return self!=value." },                                   \
        { "__gt__(self, value, /)", container_gt, "Return self>value." }, {                                  \
        "__ge__(self, value, /)", container_ge, "Return self>=value."                                        \
    }
#define CONTAINER_EQUALITY                                                                                   \
    { "__eq__(self, value, /)", container_eq, "Return self==value." }, {                                     \
        "__ne__(self, value, /)", container_ne, "Return self!=value."                                        \
    }

/* ---- parts */

Outcome give_not_implemented(Call *call); /* number.c */
/* An instance of the class in args[0], of a type without trailing items: empty, of the program's subclass if
 * it is one. */
Value container_make(Call *call);
/* For "__init__(self, iterable=..., /, *extra)", which names the class when it counts. */
Outcome check_one_argument(Call *call, Value name, size_t extra_at);
Outcome check_no_keywords(Call *call, const char *name, const Dict *keywords);
/* The hash of a key in C: YES, NO (raised), or HOOK. */
Verdict hash_key(Call *call, Value value, HashedKey *key);

/* A walk in C over whatever needs no machine to be walked: exact built-in containers, views, iterators. */
typedef struct {
    Value iterator; /* owned; ABSENT when `items` is walked */
    const Value *items;
    size_t index, count;
} Walk;

bool walk_begin(Walk *walk, Value iterable); /* false: it needs the machine */
Value walk_next(Walk *walk);                 /* owned; ABSENT at the end */
Outcome walk_end(Walk *walk, Call *call); /* releases it; RAISED when the iterator met a problem, else DONE */

/* Appends the items of args[i] to `target`, one by one as Python does; args[i] becomes its iterator. Uses
 * steps 1 to 4, and call->keep not at all. DONE: all are in. */
Outcome extend_list(Call *call, Value target, size_t i);

/* Looks for args[1] in the list or tuple of args[0] from call->mark on, below `stop` and whatever the count
 * becomes. DONE: *found, at call->mark. Uses step 1. */
Outcome find_item(Call *call, size_t stop, bool *found);
/* index(value, start, stop): the bounds in args[2] and args[3] as positions; args[2] may be ABSENT. */
Outcome index_bounds(Call *call, size_t *start, size_t *stop);
