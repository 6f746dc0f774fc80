/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The modules of Python's own library, whether causette has them or not. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

bool python_has_module(const char *name, size_t count);
