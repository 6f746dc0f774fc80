/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 (RFC 3629), the escapes of repr, and columns. The tables of characters are in text_class.c and
 * text_case.c. */
#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <uniwidth.h>

static bool is_continuation(uint8_t byte) { return (byte & 0xc0) == 0x80; }

static bool is_surrogate(uint32_t code_point) { return code_point >= 0xd800 && code_point <= 0xdfff; }

/* Bytes of the sequence that starts with `first`, its bits in *bits; 0: no sequence starts so. */
static int sequence_length(uint8_t first, uint32_t *bits) {
    if (first < 0x80) return *bits = first, 1;
    if (first < 0xc2) return 0;
    if (first < 0xe0) return *bits = first & 0x1f, 2;
    if (first < 0xf0) return *bits = first & 0x0f, 3;
    return *bits = first & 0x07, first < 0xf5 ? 4 : 0;
}

uint32_t text_decode(const uint8_t **position, const uint8_t *end, bool surrogates) {
    const uint8_t *next = *position;
    uint32_t code_point;
    if (*next >= 0xc2 && *next < 0xe0 && end - next > 1 && is_continuation(next[1])) {
        *position = next + 2;
        return (next[0] & 0x1fu) << 6 | (next[1] & 0x3fu);
    }
    int length = sequence_length(*next, &code_point);
    if (length == 0 || end - next < length) return TEXT_INVALID;
    for (int i = 1; i < length; i++) {
        if (!is_continuation(next[i])) return TEXT_INVALID;
        code_point = code_point << 6 | (next[i] & 0x3f);
    }
    bool is_too_long = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
    if (is_too_long || code_point > 0x10ffff || (!surrogates && is_surrogate(code_point)))
        return TEXT_INVALID;
    *position = next + length;
    return code_point;
}

size_t text_encode(uint32_t code_point, char out[4]) {
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    static const uint8_t leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
    out[0] = (char)(leads[length] | code_point);
    return length;
}

size_t text_ascii_prefix(const void *bytes, size_t count) {
    if (count == 0) return 0; /* bytes may be NULL, to which nothing may be added, not even 0 */
    const uint8_t *start = bytes, *next = start, *end = start + count;
    for (; end - next >= 8; next += 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        if (word & 0x8080808080808080) break;
    }
    while (next < end && *next < 0x80) next++;
    return (size_t)(next - start);
}

bool text_is_utf8(const char *bytes, size_t count) {
    if (count == 0) return true;
    const uint8_t *next = (const uint8_t *)bytes, *end = next + count;
    for (;;) {
        next += text_ascii_prefix(next, (size_t)(end - next));
        if (next == end) return true;
        if (text_decode(&next, end, false) == TEXT_INVALID) return false;
    }
}

size_t text_cut(const char *utf8, size_t count, size_t most) {
    if (count <= most) return count;
    for (size_t back = 0; back < 4 && back <= most; back++)
        if (!is_continuation((uint8_t)utf8[most - back])) return most - back;
    return most; /* it is no UTF-8 */
}

void text_append_nfkc(Buffer *out, const char *utf8, size_t count) {
    if (text_ascii_prefix(utf8, count) == count) {
        buffer_append(out, utf8, count);
        return;
    }
    uint8_t small[128];
    size_t length = sizeof small;
    uint8_t *normal = u8_normalize(UNINORM_NFKC, (const uint8_t *)utf8, count, small, &length);
    if (normal)
        buffer_append(out, normal, length);
    else
        out->failed = true;
    if (normal != small) free(normal);
}

int text_width(uint32_t code_point) {
    if (code_point >= 0x20 && code_point < 0x7f) return 1;
    int width = uc_width(code_point, "UTF-8");
    return width < 0 ? 0 : width;
}

size_t text_columns(const char *utf8, size_t count) {
    if (count == 0) return 0;
    const uint8_t *next = (const uint8_t *)utf8, *end = next + count;
    size_t columns = 0;
    while (next < end) {
        uint32_t code_point = text_decode(&next, end, true);
        if (code_point == TEXT_INVALID) next++;
        columns += code_point == TEXT_INVALID ? 1 : (size_t)text_width(code_point);
    }
    return columns;
}

void text_append_escape(Buffer *out, uint32_t code_point) {
    const char *format = code_point < 0x100 ? "\\x%02x" : code_point < 0x10000 ? "\\u%04x" : "\\U%08x";
    char escape[16];
    buffer_append(out, escape, (size_t)snprintf(escape, sizeof escape, format, code_point));
}

void text_append_escaped(Buffer *out, uint32_t code_point, char quote) {
    static const char after_backslash[128] = { ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['\\'] = '\\' };
    if (code_point < 128 && (after_backslash[code_point] || code_point == (uint8_t)quote)) {
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, code_point == (uint8_t)quote ? quote : after_backslash[code_point]);
    } else if (text_is_printable(code_point))
        buffer_append_code_point(out, code_point);
    else if (code_point < 0x100)
        buffer_append_format(out, "\\x%02x", code_point);
    else if (code_point < 0x10000)
        buffer_append_format(out, "\\u%04x", code_point);
    else
        buffer_append_format(out, "\\U%08x", code_point);
}

/* Two at a time: a division takes longer than the rest. */
char *text_decimal(uint64_t number, char *end) {
    static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                                "25262728293031323334353637383940414243444546474849"
                                "50515253545556575859606162636465666768697071727374"
                                "75767778798081828384858687888990919293949596979899";
    for (; number >= 100; number /= 100) {
        end -= 2;
        memcpy(end, pairs + number % 100 * 2, 2);
    }
    if (number < 10) {
        *--end = (char)('0' + number);
        return end;
    }
    return memcpy(end - 2, pairs + number * 2, 2);
}

size_t text_distance(const char *typed, size_t count, const char *name) {
    enum { LONGEST = 16 };
    size_t row[LONGEST + 1], length = strlen(name);
    if (count > LONGEST || length > LONGEST) return LONGEST;
    for (size_t j = 0; j <= length; j++) row[j] = j;
    for (size_t i = 1; i <= count; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t replaced = corner + (typed[i - 1] != name[j - 1]),
                   other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            corner = row[j];
            row[j] = replaced < other ? replaced : other;
        }
    }
    return row[length];
}
