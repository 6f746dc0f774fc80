/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process has used, as os.wait4() and resource.getrusage() give it: getrusage(2). */
#pragma once
#include "vm/native.h"
#include <sys/resource.h>

Value usage_new(Machine *machine, const struct rusage *usage); /* ABSENT: memory refused */
void usage_define(Machine *machine, Module *module);           /* its class, as struct_rusage */
