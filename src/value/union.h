/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The union of classes (or aliases of them) that `int | str` gives: for annotations and isinstance(). Flat
 * and without doubles. */
#pragma once
#include "value/class.h"

typedef struct {
    Container head;
    Value classes; /* tuple of Class and Alias */
} Union;

extern const Type union_type;

/* Each operand is a class, an alias or a union. ABSENT: memory refused. */
Value union_new(Value a, Value b);
/* a tuple */
static inline Value union_peek_classes(Value value) { return ((Union *)object_of(value))->classes; }
