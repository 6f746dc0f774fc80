/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See https://docs.python.org/3.11/library/collections.html#collections.defaultdict */
#pragma once
#include "vm/native.h"

extern const ClassSpec defaultdict_class;
