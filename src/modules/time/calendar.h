/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: the second half of module time. */
#pragma once
#include "vm/machine.h"
#include "vm/operations.h"

extern const NativeSpec calendar_functions[];           /* up to {0} */
void calendar_define(Machine *machine, Module *module); /* struct_time and the time zone */
