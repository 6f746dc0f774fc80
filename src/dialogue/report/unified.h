/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a text as patch(1) takes them: a unified diff. See "Unified Format" in
 * diffutils' manual. */
#pragma once
#include "base/span.h"

void unified_append(Buffer *out, const char *name, Span old, Span new, bool has_color);
