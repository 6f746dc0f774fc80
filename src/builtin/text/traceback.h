/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An exception as python3 shows it when nobody catches it: the chain of causes, each with its traceback, the
 * carets under the part of the line that raised, the last line, a suggestion. */
#pragma once
#include "vm/native.h"

/* args[0]: an exception. Gives a str, each line ended by a newline. A native, because str() of an exception
 * may be the program's own. */
Native traceback_text;
