/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where all tasks are, written by plain system calls, for a handler of a signal may ask for it. */
#pragma once
#include "vm/machine.h"

void dump_text(int fd, const char *text);
void dump_running(int fd, const Machine *machine); /* the task that runs, alone */
/* Each behind a line that names it, the newest first. current: the task that asks; NULL: none does. */
void dump_tasks(int fd, const Machine *machine, const Task *current);
