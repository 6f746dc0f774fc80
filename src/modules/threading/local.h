/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What _thread has for class threading.local. */
#pragma once
#include "vm/native.h"

extern const NativeSpec local_functions[]; /* up to {0} */
extern const ClassSpec local_class;
extern const NativeSpec low_functions[]; /* thread_low.c */
