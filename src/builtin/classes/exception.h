/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exception classes have in their tables. */
#pragma once
#include "vm/native.h"

extern const NativeSpec exception_make_spec, exception_group_make_spec; /* both steps of a call at once */
extern const NativeSpec exception_new_spec;                             /* __new__ */
extern const NativeSpec exception_base_methods[], exception_group_methods[];
Native exception_reduce, exception_init;
const NativeSpec *exception_methods_of(ExceptionKind kind); /* up to {0}; NULL: nothing of its own */
/* The program's own __init__ or __new__ takes the arguments. */
bool exception_has_own_init(Class *class);
bool exception_has_own_new(Class *class);
