/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of module _signal share. */
#pragma once
#include "vm/machine.h"

/* Gives `result`, owned, behind the handlers of signals that the call itself has brought. A native that ends
 * with it asks signal_is_heard() first of all. */
Outcome give_heard(Call *call, Value result);
bool signal_is_heard(const Call *call); /* then give_heard(call, ABSENT) is all that is left to do */

extern const NativeSpec signal_masks[], signal_timers[];
extern const ExceptionSpec itimer_error;
void signal_define_masks(Machine *machine, Module *module);
