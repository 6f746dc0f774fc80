/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats of struct, read item by item: formats are short, so one is walked each time it is used and nothing
 * is kept of it. See https://docs.python.org/3.11/library/struct.html#format-strings */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    CODE_PAD,
    CODE_CHAR,
    CODE_STRING,
    CODE_PASCAL,
    CODE_BOOL,
    CODE_SIGNED,
    CODE_UNSIGNED,
    CODE_POINTER,
    CODE_FLOAT,
} CodeKind;

/* A character of a format as this format's order and sizes have it. */
typedef struct {
    CodeKind kind;
    char name;
    bool is_native;
    bool is_big_endian;
    uint8_t size; /* bytes of one */
} FormatCode;

/* `count` values of one code, or for s and p one value of `count` bytes; x takes no value. */
typedef struct {
    FormatCode code;
    size_t count;
    size_t offset; /* of its first byte */
    size_t values;
} FormatItem;

typedef struct {
    const char *at, *end;
    size_t offset; /* where the next item would begin, before it is aligned */
    bool is_native, is_big_endian, is_aligned;
} Format;

/* What is wrong with a format, as python3 words it. NULL: nothing. */
typedef const char *FormatProblem;

void format_begin(Format *format, const char *text, size_t count); /* borrows the text */
/* The next item; false at the end, and where *problem is set. */
bool format_next(Format *format, FormatItem *item, FormatProblem *problem);
/* Reads all of it: how many bytes it takes, and how many values. */
FormatProblem format_measure(const char *text, size_t count, size_t *size, size_t *values);
