/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/struct/format.h"
#include <limits.h>
#include <stdalign.h>
#include <string.h>

typedef struct {
    CodeKind kind;
    uint8_t standard; /* bytes in the orders < > ! =; 0: not there */
    uint8_t native, alignment;
} CodeRow;

#define NATIVE(type) sizeof(type), alignof(type)

static const CodeRow codes[UCHAR_MAX + 1] = {
    ['x'] = { CODE_PAD, 1, 1, 1 },
    ['c'] = { CODE_CHAR, 1, 1, 1 },
    ['s'] = { CODE_STRING, 1, 1, 1 },
    ['p'] = { CODE_PASCAL, 1, 1, 1 },
    ['?'] = { CODE_BOOL, 1, NATIVE(_Bool) },
    ['b'] = { CODE_SIGNED, 1, 1, 1 },
    ['B'] = { CODE_UNSIGNED, 1, 1, 1 },
    ['h'] = { CODE_SIGNED, 2, NATIVE(short) },
    ['H'] = { CODE_UNSIGNED, 2, NATIVE(unsigned short) },
    ['i'] = { CODE_SIGNED, 4, NATIVE(int) },
    ['I'] = { CODE_UNSIGNED, 4, NATIVE(unsigned) },
    ['l'] = { CODE_SIGNED, 4, NATIVE(long) },
    ['L'] = { CODE_UNSIGNED, 4, NATIVE(unsigned long) },
    ['q'] = { CODE_SIGNED, 8, NATIVE(long long) },
    ['Q'] = { CODE_UNSIGNED, 8, NATIVE(unsigned long long) },
    ['n'] = { CODE_SIGNED, 0, NATIVE(ptrdiff_t) },
    ['N'] = { CODE_UNSIGNED, 0, NATIVE(size_t) },
    ['P'] = { CODE_POINTER, 0, NATIVE(void *) },
    ['e'] = { CODE_FLOAT, 2, 2, alignof(short) },
    ['f'] = { CODE_FLOAT, 4, NATIVE(float) },
    ['d'] = { CODE_FLOAT, 8, NATIVE(double) },
};

enum { BIG_ENDIAN_HERE = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ };

void format_begin(Format *format, const char *text, size_t count) {
    *format = (Format){ text, text + count, 0, true, BIG_ENDIAN_HERE, true };
    if (!count) return;
    switch (*text) {
    case '<': format->is_big_endian = false; break;
    case '>':
    case '!': format->is_big_endian = true; break;
    case '@':
    case '=': break;
    default: return;
    }
    format->is_native = format->is_aligned = *text == '@';
    format->at++;
}

/* isspace(3) of the C locale. */
static bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static const char too_long[] = "total struct size too long";

static FormatProblem read_count(Format *format, size_t *count) {
    size_t number = 0;
    for (; format->at < format->end && *format->at >= '0' && *format->at <= '9'; format->at++) {
        if (__builtin_mul_overflow(number, 10, &number) ||
            __builtin_add_overflow(number, *format->at - '0', &number) || number > PTRDIFF_MAX)
            return too_long;
    }
    if (format->at == format->end) return "repeat count given without format specifier";
    *count = number;
    return NULL;
}

static bool is_one_value(CodeKind kind) { return kind == CODE_STRING || kind == CODE_PASCAL; }

/* Where it begins, and where the next one may. */
static FormatProblem place(Format *format, FormatItem *item, size_t alignment) {
    size_t past = format->is_aligned ? format->offset % alignment : 0, bytes;
    if (past && __builtin_add_overflow(format->offset, alignment - past, &format->offset)) return too_long;
    item->offset = format->offset;
    if (__builtin_mul_overflow(item->count, item->code.size, &bytes) ||
        __builtin_add_overflow(format->offset, bytes, &format->offset) || format->offset > PTRDIFF_MAX)
        return too_long;
    return NULL;
}

bool format_next(Format *format, FormatItem *item, FormatProblem *problem) {
    *problem = NULL;
    while (format->at < format->end && is_space(*format->at)) format->at++;
    if (format->at == format->end) return false;
    item->count = 1;
    if (*format->at >= '0' && *format->at <= '9') *problem = read_count(format, &item->count);
    if (*problem) return false;
    char name = *format->at++;
    const CodeRow *row = &codes[(unsigned char)name];
    uint8_t size = format->is_native ? row->native : row->standard;
    if (!size) {
        *problem = name ? "bad char in struct format" : "embedded null character";
        return false;
    }
    item->code = (FormatCode){ row->kind, name, format->is_native, format->is_big_endian, size };
    item->values = row->kind == CODE_PAD ? 0 : is_one_value(row->kind) ? 1 : item->count;
    *problem = place(format, item, row->alignment);
    return !*problem;
}

FormatProblem format_measure(const char *text, size_t count, size_t *size, size_t *values) {
    if (memchr(text, 0, count)) return "embedded null character";
    Format format;
    FormatItem item;
    FormatProblem problem;
    format_begin(&format, text, count);
    *values = 0;
    while (format_next(&format, &item, &problem)) *values += item.values;
    *size = format.offset;
    return problem;
}
