/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calling a class: __new__, then __init__. And making one: the end of a class statement. */
#pragma once
#include "vm/native.h"

enum { CLASS_CALL_SLOTS = 3, CLASS_CALL_INITIALISED = 2 };

Native class_call; /* class, tuple of arguments, dict of keywords or ABSENT */

/* An instance of `class` with the layout of its native base, zeroed behind the header and with attributes
 * ABSENT: what the `make` of a built-in class that may be inherited from begins with. Never NULL. */
void *class_allocate(Class *class);
