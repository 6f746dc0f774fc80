/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a table of offsets, sixteen numbers a line, and the ASCII characters among them. */
#pragma once
#include "base/buffer.h"

/* narrow: eight or four a line */
void view_append_hex(Buffer *out, const uint8_t *bytes, size_t count, int columns);
