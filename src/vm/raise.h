/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What raising needs beyond native.h. */
#pragma once
#include "value/number.h"
#include "vm/native.h"

/* Fills the fields of a new exception from its arguments, as its built-in class's constructor does. An
 * OSError that was given a file name keeps only the first two arguments. */
void exception_fill(Value exception);
ExceptionKind errno_kind(int number); /* the subclass of OSError for it */
Value errno_text(int number);         /* str: "Connection refused", never translated */

/* The exception of a result that is neither DONE nor UNSUPPORTED. */
Outcome raise_number_problem(Task *task, NumberResult result);

/* Why value_hash answered NO. */
Outcome raise_no_hash(Task *task, Value value);
