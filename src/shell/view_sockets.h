/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of this shell's sockets. */
#pragma once
#include "base/buffer.h"
#include "shell/program.h"
