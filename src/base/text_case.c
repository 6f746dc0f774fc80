/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case mappings of one character, which may give up to three (ß, ŉ, ΐ, the ligatures). The library maps
 * strings, so one character goes in as a string of one; most have a simple mapping and do not take
 * that way. */
#include "base/text.h"
#include <stdlib.h>
#include <string.h>
#include <unicase.h>

typedef uint32_t *Mapping(const uint32_t *text, size_t count, const char *language, uninorm_t form,
                          uint32_t *result, size_t *result_count);

static size_t map_fully(uint32_t code_point, uint32_t out[3], Mapping *mapping) {
    uint32_t small[8];
    size_t count = sizeof small / sizeof *small;
    uint32_t *mapped = mapping(&code_point, 1, NULL, NULL, small, &count);
    if (!mapped || count > 3) {
        out[0] = code_point;
        count = 1;
    } else
        memcpy(out, mapped, count * sizeof *out);
    if (mapped != small) free(mapped);
    return count;
}

/* Whether the character stands in one of the blocks of SpecialCasing.txt. */
static bool may_be_special(uint32_t code_point) {
    return code_point == 0xdf || code_point == 0x130 || code_point == 0x149 || code_point == 0x1f0 ||
           code_point == 0x390 || code_point == 0x3b0 || code_point == 0x587 ||
           (code_point >= 0x1e96 && code_point <= 0x1ffc) || (code_point >= 0xfb00 && code_point <= 0xfb17);
}

size_t text_to_lower(uint32_t code_point, uint32_t out[3]) {
    if (may_be_special(code_point)) return map_fully(code_point, out, u32_tolower);
    bool is_capital = code_point >= 'A' && code_point <= 'Z';
    out[0] = is_capital ? code_point + 32 : code_point < 128 ? code_point : uc_tolower(code_point);
    return 1;
}

size_t text_to_upper(uint32_t code_point, uint32_t out[3]) {
    if (may_be_special(code_point)) return map_fully(code_point, out, u32_toupper);
    bool is_small = code_point >= 'a' && code_point <= 'z';
    out[0] = is_small ? code_point - 32 : code_point < 128 ? code_point : uc_toupper(code_point);
    return 1;
}

size_t text_to_title(uint32_t code_point, uint32_t out[3]) {
    if (may_be_special(code_point)) return map_fully(code_point, out, u32_totitle);
    bool is_small = code_point >= 'a' && code_point <= 'z';
    out[0] = is_small ? code_point - 32 : code_point < 128 ? code_point : uc_totitle(code_point);
    return 1;
}

size_t text_fold(uint32_t code_point, uint32_t out[3]) {
    bool is_surrogate = code_point >= 0xd800 && code_point <= 0xdfff; /* which the library would replace */
    if (code_point < 128 || is_surrogate) return text_to_lower(code_point, out);
    return map_fully(code_point, out, u32_casefold);
}

uint32_t text_first_lower(uint32_t code_point) {
    uint32_t mapped[3];
    text_to_lower(code_point, mapped);
    return mapped[0];
}

uint32_t text_first_upper(uint32_t code_point) {
    uint32_t mapped[3];
    text_to_upper(code_point, mapped);
    return mapped[0];
}
