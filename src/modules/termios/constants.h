/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers of termios(3) and ioctl_tty(2). */
#pragma once
#include "vm/native.h"

extern const IntSpec terminal_constants[];
