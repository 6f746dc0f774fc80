/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of others, such as arguments and names of files, for a terminal. */
#pragma once
#include "base/span.h"

/* The text with what a terminal would obey escaped, in *out; NUL-terminated, borrowed. */
const char *printable(Buffer *out, const char *text);
