/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libunistring does not know of characters: tables made by tools/unicode_tables.py when causette is
 * built. Each ends in a row of zeros, and is in the order of the characters, or of the names. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* From this character to the one before the next row's: East Asian width, and whether it is mirrored. */
typedef struct {
    uint32_t first;
    char width[3];
    uint8_t is_mirrored;
} UnicodeWidth;
extern const UnicodeWidth unicode_widths[];
extern const size_t unicode_width_count;

/* What Unicode 3.2 had otherwise; "" and -1: the same. Category "Cn": it was not there. */
typedef struct {
    uint32_t first, last;
    char category[3], bidirectional[4], width[3];
    int8_t mirrored, decimal;
} UnicodeChange;
extern const UnicodeChange unicode_changes[];
extern const size_t unicode_change_count;

/* Ideographs that are numbers, and numbers that are too large for the library. */
typedef struct {
    uint32_t character;
    double number;
} UnicodeNumber;
extern const UnicodeNumber unicode_numbers[];

/* What Unicode 3.2 decomposed otherwise, and into what. */
typedef struct {
    uint32_t character, old;
} UnicodeCorrection;
extern const UnicodeCorrection unicode_corrections[];

/* Aliases of characters, and sequences that have a name, in capitals. */
enum { UNICODE_SEQUENCE_MAX = 4 };
typedef struct {
    const char *name;
    uint32_t characters[UNICODE_SEQUENCE_MAX]; /* up to 0, but that of U+0000 */
} UnicodeName;
extern const UnicodeName unicode_names[];
extern const size_t unicode_name_count;
/* NULL: there is none; in base/text_name.c. */
const UnicodeName *unicode_find_name(const char *name);
