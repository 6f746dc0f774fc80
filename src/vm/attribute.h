/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes beyond the two lookups of operations.h: super objects, and the defaults that object's methods
 * give. */
#pragma once
#include "vm/native.h"

/* super(): looks behind `after` in the mro of `of`. */
typedef struct {
    Container head;
    Class *after; /* owned */
    Class *of;    /* owned: the class of self, or self */
    Value self;
} Super;
extern const Type super_type;

Value super_new(Class *after, Class *of, Value self);
Value mapping_proxy_new(Value dict);   /* a read-only view: a class's __dict__ */
Value mapping_proxy_peek(Value proxy); /* the dict behind, borrowed */
extern const Type mapping_proxy_type;

Native operation_default_attribute; /* object, name: object.__getattribute__ */
Native operation_set_default;       /* value, object, name: object.__setattr__ */
Native operation_delete_default;    /* object, name */

/* A module's own __getattr__ or __dir__ (PEP 562), borrowed; ABSENT: it has none, or it is no module. */
Value module_peek_hook(Value module, const char *name);
