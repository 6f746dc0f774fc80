/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of character it is. The meaning of each question is that of the str method of the same name:
 * https://docs.python.org/3.11/library/stdtypes.html#string-methods */
#include "base/text.h"
#include <stdlib.h>
#include <unictype.h>

bool text_is_printable(uint32_t code_point) {
    if (code_point < 0x7f) return code_point >= 0x20;
    uint32_t hidden = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co |
                      UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp | UC_CATEGORY_MASK_Zs;
    return !uc_is_general_category_withtable(code_point, hidden);
}

static bool is_ascii_letter(uint32_t code_point) {
    return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
}

static bool is_ascii_digit(uint32_t code_point) { return code_point >= '0' && code_point <= '9'; }

bool text_is_identifier_start(uint32_t code_point) {
    if (code_point < 128) return is_ascii_letter(code_point) || code_point == '_';
    return uc_is_property_xid_start(code_point);
}

bool text_is_identifier_part(uint32_t code_point) {
    if (code_point < 128) return text_is_identifier_start(code_point) || is_ascii_digit(code_point);
    return uc_is_property_xid_continue(code_point);
}

bool text_is_space(uint32_t code_point) {
    if (code_point < 128)
        return (code_point >= 9 && code_point <= 13) || (code_point >= 28 && code_point <= 32);
    switch (code_point) {
    case 0x85:
    case 0xa0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000: return true;
    default: return code_point >= 0x2000 && code_point <= 0x200a;
    }
}

bool text_is_alpha(uint32_t code_point) {
    if (code_point < 128) return is_ascii_letter(code_point);
    return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L);
}

int text_decimal_value(uint32_t code_point) {
    if (code_point < 128) return is_ascii_digit(code_point) ? (int)code_point - '0' : -1;
    return uc_decimal_value(code_point);
}

bool text_is_decimal(uint32_t code_point) { return text_decimal_value(code_point) >= 0; }

bool text_is_digit(uint32_t code_point) {
    return code_point < 128 ? is_ascii_digit(code_point) : uc_digit_value(code_point) >= 0;
}

/* Numerals among the ideographs, from the Unihan database, which the library does not carry. */
static const uint32_t ideographs_of_numbers[] = {
    0x3405,  0x3483,  0x382a,  0x3b4d,  0x4e00,  0x4e03,  0x4e07,  0x4e09,  0x4e5d,  0x4e8c,  0x4e94,
    0x4e96,  0x4ebf,  0x4ec0,  0x4edf,  0x4ee8,  0x4f0d,  0x4f70,  0x5104,  0x5146,  0x5169,  0x516b,
    0x516d,  0x5341,  0x5343,  0x5344,  0x5345,  0x534c,  0x53c1,  0x53c2,  0x53c3,  0x53c4,  0x56db,
    0x58f1,  0x58f9,  0x5e7a,  0x5efe,  0x5eff,  0x5f0c,  0x5f0d,  0x5f0e,  0x5f10,  0x62fe,  0x634c,
    0x67d2,  0x6f06,  0x7396,  0x767e,  0x8086,  0x842c,  0x8cae,  0x8cb3,  0x8d30,  0x9621,  0x9646,
    0x964c,  0x9678,  0x96f6,  0x20001, 0x20064, 0x200e2, 0x20121, 0x2092a, 0x20983, 0x2098c, 0x2099c,
    0x20aea, 0x20afd, 0x20b19, 0x22390, 0x22998, 0x23b1b, 0x2626d,
};

static int compare_code_points(const void *a, const void *b) {
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static bool is_ideograph_of_number(uint32_t code_point) {
    size_t count = sizeof ideographs_of_numbers / sizeof *ideographs_of_numbers;
    return bsearch(&code_point, ideographs_of_numbers, count, sizeof code_point, compare_code_points);
}

bool text_is_numeric(uint32_t code_point) {
    if (code_point < 128) return is_ascii_digit(code_point);
    if (is_ideograph_of_number(code_point)) return true;
    return uc_numeric_value(code_point).denominator != 0;
}

bool text_is_lower(uint32_t code_point) {
    return code_point < 128 ? code_point >= 'a' && code_point <= 'z' : uc_is_property_lowercase(code_point);
}

bool text_is_upper(uint32_t code_point) {
    return code_point < 128 ? code_point >= 'A' && code_point <= 'Z' : uc_is_property_uppercase(code_point);
}

bool text_is_title(uint32_t code_point) {
    return code_point >= 128 && uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Lt);
}

bool text_is_cased(uint32_t code_point) {
    return code_point < 128 ? is_ascii_letter(code_point) : uc_is_property_cased(code_point);
}

bool text_is_case_ignorable(uint32_t code_point) { return uc_is_property_case_ignorable(code_point); }
