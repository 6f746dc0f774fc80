/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exception classes have in their tables. */
#pragma once
#include "vm/native.h"

extern const NativeSpec exception_make_spec;
const NativeSpec *exception_methods_of(ExceptionKind kind); /* up to {0}; NULL: nothing of its own */
