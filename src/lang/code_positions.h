/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The positions of a code in few bytes: each is told from the one before it. */
#pragma once
#include "base/buffer.h"
#include "lang/code.h"

void positions_write(const Code *code, Buffer *out);
