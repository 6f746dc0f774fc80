/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes that belong to no kind of data: object, type, the constants; functions and what stands around
 * them. */
#pragma once
#include "vm/native.h"

extern const ClassSpec object_class_spec, type_class_spec, union_class_spec, alias_class_spec;
extern const ClassSpec none_class_spec, ellipsis_class_spec, not_implemented_class_spec;
/* function.c, descriptor.c */
extern const ClassSpec function_class_spec, builtin_class_spec, method_class_spec,
    method_descriptor_class_spec;
extern const ClassSpec method_wrapper_class_spec, wrapper_descriptor_class_spec, member_class_spec;
extern const ClassSpec getset_descriptor_class_spec, code_class_spec, cell_class_spec, module_class_spec;
/* code.c, frame.c */
extern const ClassSpec frame_class_spec;
extern const ClassSpec traceback_class_spec, generator_class_spec, mapping_proxy_class_spec;
extern const ClassSpec coroutine_class_spec, coroutine_wrapper_class_spec, async_generator_class_spec;
extern const ClassSpec async_send_class_spec, async_throw_class_spec;
extern const ClassSpec property_class_spec, classmethod_class_spec, staticmethod_class_spec, super_class_spec;

/* The type variables that arguments of an alias or a union have; step 1 is the one after the helper's. */
Outcome give_parameters(Call *call, Value arguments);
/* A row of a class of which `C[int]` can be said. */
Native class_getitem;
#define CLASS_GETITEM                                                                                        \
    { "__class_getitem__(cls, key, /)", class_getitem, "See PEP 585.", .flags = NATIVE_CLASSMETHOD }

/* An empty types.SimpleNamespace, whose class is made with the first; owned. */
Value namespace_new(Machine *machine);

/* Rows of what can stand in a union. */
Native type_or, type_ror;
#define TYPE_UNION_ROWS                                                                                      \
    { "__or__(self, value, /)", type_or, "Return self|value." }, {                                           \
        "__ror__(self, value, /)", type_ror, "Return value|self."                                            \
    }

Native function_make, function_builtins; /* function_make.c */

Value not_none(Value value); /* owned: the value, or None for ABSENT */
/* what dir() lists, sorted; a list, or ABSENT: no memory */
Value directory_of(Machine *machine, Value object);
