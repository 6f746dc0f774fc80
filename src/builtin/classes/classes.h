/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of built-in classes. */
#pragma once
#include "vm/machine.h"

void classes_install(Machine *machine); /* makes them all; those that programs name stand in builtins then */
