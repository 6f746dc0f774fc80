/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "vm/machine.h"

Native sys_get_asyncgen_hooks, sys_set_asyncgen_hooks; /* asyncgen.c */
void sys_set_argv(Machine *machine, int argc, char **argv);
/* What the system gives as bytes: UTF-8, other bytes as lone surrogates. Owned. */
Value sys_text(Machine *machine, const char *bytes);
/* The prompt's sys.ps1 and ps2 exist only in the shell. */
void sys_set_prompts(Machine *machine, const char *ps1, const char *ps2);
