/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Python's own module functools has in C. See https://docs.python.org/3.11/library/functools.html */
#pragma once
#include "vm/native.h"

extern const ClassSpec partial_class, lru_class;
