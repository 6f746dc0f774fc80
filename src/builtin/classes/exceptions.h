/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exception classes of a machine, and syntax problems as exceptions. */
#pragma once
#include "lang/syntax_error.h"
#include "vm/machine.h"

void exceptions_install(Machine *machine); /* classes, with their tables; into builtins too */
/* The exception that the problem describes; the problem stays the caller's. filename: str. */
Outcome raise_syntax_problem(Task *task, const SyntaxProblem *problem, Value filename);
