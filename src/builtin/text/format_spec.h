/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format mini-language: what stands behind the colon in f"{x:>8}", in format() and in str.format.
 * A spec is parsed once, in one way for all classes; each class then refuses what has no sense for it.
 * See https://docs.python.org/3.11/library/string.html#format-specification-mini-language */
#pragma once
#include "vm/native.h"

typedef struct {
    uint32_t fill;         /* code point: a space, unless given or made '0' by `zero` */
    char align;            /* '<' '>' '=' '^'; 0: not given */
    char sign;             /* '+' '-' ' '; 0: not given */
    bool no_negative_zero; /* z */
    bool alternate;        /* # */
    bool zero; /* a 0 stands before the width and no fill was given: a number that has no align takes '=' */
    int64_t width;     /* in characters; -1: not given */
    char thousands;    /* ',' '_'; 0: none */
    int64_t precision; /* -1: not given */
    uint32_t type;     /* code point of the presentation type; 0: not given */
} FormatSpec;

/* Of a str; `formatted` is the value that it will format, named in errors. False: ValueError was raised. A
 * presentation type that no class knows is left to the class. */
bool format_spec_parse(Task *task, Value text, Value formatted, FormatSpec *spec);
/* ValueError "Unknown format code 'x' for object of type 'float'". */
Outcome format_spec_unknown(Task *task, const FormatSpec *spec, Value formatted);

/* Appends `bytes` bytes of UTF-8, which are `characters` characters, padded to the width; `align` where the
 * spec gives none. '=' counts as '>' here. False: MemoryError was raised. */
bool format_spec_pad(Task *task, Buffer *out, const FormatSpec *spec, char align, const char *text,
                     size_t bytes, size_t characters);
void format_spec_fill(Buffer *out, uint32_t fill, size_t count);
