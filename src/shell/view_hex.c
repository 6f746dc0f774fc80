/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hex view. Lines that repeat are shown: who looks at bytes counts them. */
#include "shell/view_hex.h"

/* "00000000  42 6f ...  |Bonjour|": 8 for the offset, three a byte, one more at the middle, one
 * a character */
static size_t bytes_a_line(int columns) {
    size_t wide = 16;
    while (wide > 4 && (int)(8 + 2 + 4 * wide + 1 + 1 + 2) > columns - 1) wide /= 2;
    return wide;
}

static void append_line(Buffer *out, const uint8_t *bytes, size_t count, size_t offset, size_t wide) {
    buffer_append_format(out, "%08zx ", offset);
    for (size_t i = 0; i < wide; i++) {
        if (i == 8) buffer_append_byte(out, ' ');
        if (i < count)
            buffer_append_format(out, " %02x", bytes[i]);
        else
            buffer_append_text(out, "   ");
    }
    buffer_append_text(out, "  |");
    for (size_t i = 0; i < count; i++)
        buffer_append_byte(out, bytes[i] >= 0x20 && bytes[i] < 0x7f ? (char)bytes[i] : '.');
    buffer_append_text(out, "|\n");
}

void view_append_hex(Buffer *out, const uint8_t *bytes, size_t count, int columns) {
    size_t wide = bytes_a_line(columns);
    for (size_t at = 0; at < count; at += wide)
        append_line(out, bytes + at, count - at < wide ? count - at : wide, at, wide);
}
