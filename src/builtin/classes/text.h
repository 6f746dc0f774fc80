/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes str, bytes and bytearray. Their methods fill several files, by what they do; the tables are in
 * str.c, bytes.c and bytearray.c. */
#pragma once
#include "vm/native.h"

extern const ClassSpec str_class_spec, bytes_class_spec, bytearray_class_spec, memoryview_class_spec;

/* ---- arguments that these methods share */

/* args[i] and args[i + 1] as the bounds of a slice of `count` items; *start may lie beyond *end, which is at
 * most count. */
Outcome arg_range(Call *call, size_t i, size_t count, size_t *start, size_t *end);
/* An integer argument of 64 bits, through __index__. */
Outcome arg_count(Call *call, size_t i, int64_t *number);
Outcome arg_c_int(Call *call, size_t i, int *number); /* the same as a C int */
/* As arg_items, but with this text when the argument is not iterable at all. */
bool arg_is_iterable(Call *call, size_t i);
/* A list of results under construction: false when memory refused; takes the item. */
bool push_result(Value list, Value item);
Outcome give_list(Call *call, Value list, bool complete); /* takes the list; not complete: MemoryError */

/* ---- methods of str */
Native str_lower, str_upper, str_capitalize, str_title, str_swapcase, str_casefold;
Native str_isalpha, str_isalnum, str_isdigit, str_isdecimal, str_isnumeric, str_isspace, str_isupper,
    str_islower, str_istitle, str_isidentifier, str_isprintable, str_isascii;
Native str_split, str_rsplit, str_splitlines, str_partition, str_rpartition;
Native str_strip, str_lstrip, str_rstrip, str_removeprefix, str_removesuffix;
Native str_center, str_ljust, str_rjust, str_zfill, str_expandtabs;
Native str_translate, str_maketrans;
Native str_format_method, str_format_map, str_dunder_format;

/* The `%` of str, bytes and bytearray. */
Native text_percent;

/* ---- methods of bytes and bytearray: the result has the class of self */
typedef struct {
    const uint8_t *data;
    size_t count;
} Span; /* borrowed: of a bytearray, until something may run that resizes it */
static inline Span span_of(Value bytes) {
    Span span = { NULL, 0 };
    bytes_peek(bytes, &span.data, &span.count);
    return span;
}
Value bytes_like(Value self, const void *data, size_t count); /* bytes, or a bytearray when self is one */
Native bytes_lower, bytes_upper, bytes_capitalize, bytes_title, bytes_swapcase;
Native bytes_isalpha, bytes_isalnum, bytes_isdigit, bytes_isspace, bytes_isupper, bytes_islower,
    bytes_istitle, bytes_isascii;
Native bytes_split, bytes_rsplit, bytes_splitlines, bytes_partition, bytes_rpartition;
Native bytes_strip, bytes_lstrip, bytes_rstrip, bytes_removeprefix, bytes_removesuffix;
Native bytes_center, bytes_ljust, bytes_rjust, bytes_zfill, bytes_expandtabs;
Native bytes_find_method, bytes_rfind, bytes_index, bytes_rindex, bytes_count, bytes_startswith,
    bytes_endswith;
Native bytes_join, bytes_replace, bytes_translate, bytes_maketrans, bytes_hex, bytes_fromhex, bytes_decode,
    bytes_reflected_percent;

/* The rows that bytes and bytearray share; each has a table of its own, because a table is one class's. */
#define BYTES_METHODS                                                                                        \
    { "capitalize(self, /)", bytes_capitalize,                                                               \
      "A copy with a capital first letter and the rest in lower case." },                                    \
        { "center(self, width, fillchar=b' ', /)", bytes_center, "Centred in width bytes." },                \
        { "count(self, sub, start=None, end=None, /)", bytes_count,                                          \
          "How often sub occurs, not overlapping.", ARGS_PARSE },                                            \
        { "decode(self, encoding=..., errors=...)", bytes_decode, "The text that these bytes encode." },     \
        { "endswith(self, suffix, start=None, end=None, /)", bytes_endswith, "Whether it ends with suffix.", \
          ARGS_PARSE },                                                                                      \
        { "expandtabs(self, tabsize=8)", bytes_expandtabs, "A copy with tabs as spaces." },                  \
        { "find(self, sub, start=None, end=None, /)", bytes_find_method, "Where sub first occurs, or -1.",   \
          ARGS_PARSE },                                                                                      \
        { "fromhex(cls, string, /)", bytes_fromhex, "From two hexadecimal digits a byte.", 0,                \
          NATIVE_CLASSMETHOD },                                                                              \
        { "hex(self, sep=..., bytes_per_sep=1)", bytes_hex, "Two hexadecimal digits a byte." },              \
        { "index(self, sub, start=None, end=None, /)", bytes_index,                                          \
          "Where sub first occurs; ValueError if nowhere.", ARGS_PARSE },                                    \
        { "isalnum(self, /)", bytes_isalnum, "Whether all bytes are ASCII letters or digits." },             \
        { "isalpha(self, /)", bytes_isalpha, "Whether all bytes are ASCII letters." },                       \
        { "isascii(self, /)", bytes_isascii, "Whether all bytes are ASCII." },                               \
        { "isdigit(self, /)", bytes_isdigit, "Whether all bytes are ASCII digits." },                        \
        { "islower(self, /)", bytes_islower, "Whether all ASCII letters are lower case." },                  \
        { "isspace(self, /)", bytes_isspace, "Whether all bytes are ASCII white space." },                   \
        { "istitle(self, /)", bytes_istitle, "Whether each word begins with a capital." },                   \
        { "isupper(self, /)", bytes_isupper, "Whether all ASCII letters are upper case." },                  \
        { "join(self, iterable_of_bytes, /)", bytes_join,                                                    \
          "The items of the iterable with this one between them." },                                         \
        { "ljust(self, width, fillchar=b' ', /)", bytes_ljust, "At the left of width bytes." },              \
        { "lower(self, /)", bytes_lower, "A copy in lower case." },                                          \
        { "lstrip(self, bytes=None, /)", bytes_lstrip, "Without white space, or bytes, at the start." },     \
        { "maketrans(frm, to, /)", bytes_maketrans, "A table for translate().", ARGS_UNPACK,                 \
          NATIVE_STATICMETHOD },                                                                             \
        { "partition(self, sep, /)", bytes_partition,                                                        \
          "What stands before sep, sep, and what stands behind it." },                                       \
        { "removeprefix(self, prefix, /)", bytes_removeprefix, "Without prefix at the start." },             \
        { "removesuffix(self, suffix, /)", bytes_removesuffix, "Without suffix at the end." },               \
        { "replace(self, old, new, count=-1, /)", bytes_replace, "A copy with old replaced by new." },       \
        { "rfind(self, sub, start=None, end=None, /)", bytes_rfind, "Where sub last occurs, or -1.",         \
          ARGS_PARSE },                                                                                      \
        { "rindex(self, sub, start=None, end=None, /)", bytes_rindex,                                        \
          "Where sub last occurs; ValueError if nowhere.", ARGS_PARSE },                                     \
        { "rjust(self, width, fillchar=b' ', /)", bytes_rjust, "At the right of width bytes." },             \
        { "rpartition(self, sep, /)", bytes_rpartition, "As partition(), at the last sep." },                \
        { "rsplit(self, sep=None, maxsplit=-1)", bytes_rsplit, "As split(), from the end." },                \
        { "rstrip(self, bytes=None, /)", bytes_rstrip, "Without white space, or bytes, at the end." },       \
        { "split(self, sep=None, maxsplit=-1)", bytes_split,                                                 \
          "The parts between sep, or between white space." },                                                \
        { "splitlines(self, keepends=False)", bytes_splitlines, "The lines." },                              \
        { "startswith(self, prefix, start=None, end=None, /)", bytes_startswith,                             \
          "Whether it starts with prefix.", ARGS_PARSE },                                                    \
        { "strip(self, bytes=None, /)", bytes_strip, "Without white space, or bytes, at both ends." },       \
        { "swapcase(self, /)", bytes_swapcase, "A copy with upper and lower case exchanged." },              \
        { "title(self, /)", bytes_title, "A copy in which each word begins with a capital." },               \
        { "translate(self, table, /, delete=b'')", bytes_translate,                                          \
          "Each byte replaced by what table has for it." },                                                  \
        { "upper(self, /)", bytes_upper, "A copy in upper case." },                                          \
        { "zfill(self, width, /)", bytes_zfill, "Filled up with zeros, behind the sign." },                  \
        { "__mod__(self, value, /)", text_percent, "self % value." }, {                                      \
        "__rmod__(self, value, /)", bytes_reflected_percent, "value % self."                                 \
    }

/* What bytes() and bytearray() make of their arguments: `source`, an encoding and an error handler in args[1]
 * to args[3]. DONE: the bytes stand in *out, whose owner clears it. */
Outcome bytes_from_arguments(Call *call, Buffer *out);
/* Appends an iterable's integers as bytes; the iterable is args[i], already made a sequence. */
Outcome append_integers(Call *call, size_t i, Buffer *out, const char *range_problem);
