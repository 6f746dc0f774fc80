/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What _thread has for class threading.local. */
#pragma once
#include "vm/native.h"

extern const NativeSpec local_functions[]; /* up to {0} */
extern const ClassSpec local_class;
void local_keep_take(Task *task, Value value); /* until its thread ends; one of its kind */
extern const NativeSpec low_functions[];       /* thread_low.c */
