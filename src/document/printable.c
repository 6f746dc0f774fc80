/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/printable.h"
#include <string.h>

const char *printable(Buffer *out, const char *text) {
    buffer_truncate(out, 0);
    span_append_printable(out, (Span){ text, strlen(text) });
    return buffer_text(out);
}
