/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a constant begins in an image: one byte, then
 *
 *     INT         varint, zigzag
 *     BIG_INT     varint of how many digits, the digits, hexadecimal, with their sign
 *     FLOAT       64 bits as IEEE 754 has them; COMPLEX: twice
 *     STR         varint, which of the image's strings
 *     BYTES       varint of how many, the bytes
 *     TUPLE       varint of how many of the constants before it are its items; FROZENSET: the same
 *     CODE        nothing: the next one of those nested in this code
 *     END         nothing: there are no more
 *     the others  nothing */
#pragma once

enum {
    CONSTANT_NONE,
    CONSTANT_FALSE,
    CONSTANT_TRUE,
    CONSTANT_ELLIPSIS,
    CONSTANT_INT,
    CONSTANT_BIG_INT,
    CONSTANT_FLOAT,
    CONSTANT_COMPLEX,
    CONSTANT_STR,
    CONSTANT_BYTES,
    CONSTANT_TUPLE,
    CONSTANT_FROZENSET,
    CONSTANT_CODE,
    CONSTANT_END
};
