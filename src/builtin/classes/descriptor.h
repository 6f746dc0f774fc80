/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What descriptors have in common: __get__, __set__ and __delete__ do what taking and setting the attribute
 * does. */
#pragma once
#include "vm/native.h"

Native descriptor_get, descriptor_set, descriptor_delete;

#define GET_ROW                                                                                              \
    { "__get__(self, instance, owner=None, /)", descriptor_get, "Return an attribute of instance." }
#define SET_ROWS                                                                                             \
    { "__set__(self, instance, value, /)", descriptor_set, "Set an attribute of instance to value." }, {     \
        "__delete__(self, instance, /)", descriptor_delete, "Delete an attribute of instance."               \
    }

/* Whether one of these functions says that it is abstract. Takes steps of the call from 0 on. */
Outcome give_abstract(Call *call, size_t count, const Value *functions);
