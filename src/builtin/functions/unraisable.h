/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an exception that has nobody to be raised to: of a __del__, of a weak reference's callback,
 * of a generator that is closed because nothing names it, of a function of atexit. sys.unraisablehook learns
 * of it, the program's own or the one that is there. */
#pragma once
#include "vm/native.h"

/* exception, what it is about, the words in front of that (str) or None. Raises nothing. */
Native unraisable_report;
Native sys_unraisablehook; /* unraisablehook(unraisable, /): shows it on standard error */
