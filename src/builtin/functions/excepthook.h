/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an exception that nobody catches: sys.excepthook, the program's own or the one that is
 * there. */
#pragma once
#include "vm/native.h"

Native sys_excepthook; /* excepthook(exctype, value, traceback, /): shows it on standard error */
/* args[0]: the exception. Keeps it in sys.last_value and its kin, and has it shown. Raises only SystemExit,
 * which a hook of the program's may. */
Native excepthook_report;
/* args[0]: a str, for sys.stderr as the program has it now. What its methods raise is dropped. */
Native error_write;
