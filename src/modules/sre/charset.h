/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which single characters a pattern takes at one place: a table for the first 256, which nearly all texts
 * ask, and the codes for the rest. */
#pragma once
#include "modules/sre/codes.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is done to a character before it is looked up. */
typedef enum { FOLD_NONE, FOLD_ASCII, FOLD_UNICODE, FOLD_LOCALE } Fold;

typedef struct {
    uint8_t has[256];
    const uint32_t *codes, *end; /* borrowed: of the list that the pattern keeps */
    Fold fold;
} Charset;

uint32_t fold_lower(uint32_t character, Fold fold);
/* Whether two characters are one where a back reference ignores case. */
bool fold_equal(uint32_t a, uint32_t b, Fold fold);
bool category_has(CategoryCode category, uint32_t character);

/* Whether the codes are those of a set, as they stand between IN and its FAILURE. */
bool charset_is_valid(const uint32_t *codes, const uint32_t *end);
/* The codes have been found valid: of a set, or a single code of a literal or category. */
void charset_init(Charset *set, const uint32_t *codes, const uint32_t *end, Fold fold);
bool charset_has_wide(const Charset *set, uint32_t character);
static inline bool charset_has(const Charset *set, uint32_t character) {
    return character < 256 ? set->has[character] : charset_has_wide(set, character);
}
