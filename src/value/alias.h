/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `list[int]` gives: a class with arguments that only annotations and readers look at. It is called as
 * its class is, and has its class's attributes. */
#pragma once
#include "value/class.h"

typedef struct {
    Container head;
    Value origin;    /* the class */
    Value arguments; /* a tuple */
    /* Whether it is one that `*` gave: *tuple[int], written with the star. */
    bool is_starred;
} Alias;

extern const Type alias_type;
static inline Alias *alias_of(Value value) { return (Alias *)object_of(value); }

/* A key that is no tuple is the one argument. ABSENT: memory refused. */
Value alias_new(const Type *type, Value origin, Value key);
/* The class when it is an alias, else the value itself. */
static inline Value alias_peek_origin(Value value) {
    return has_type(value, TYPE_ID_ALIAS) ? alias_of(value)->origin : value;
}
/* What is an alias's own; all else is looked up in its class. */
bool alias_has_own(Value name);
