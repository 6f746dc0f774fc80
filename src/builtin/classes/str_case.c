/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case, and what kind of characters a str has. ASCII is mapped byte by byte; the rest through the tables of
 * text.h, where one character may become three, and a capital sigma depends on what stands around it. */
#include "base/memory.h"
#include "base/text.h"
#include "builtin/classes/text.h"

/* ---- mappings */

/* Whether the sigma at i ends a word: a cased character before it and none after it, ignorable ones left out
 * (Unicode 3.13, Final_Sigma). */
static bool is_final_sigma(const Str *str, size_t i) {
    size_t before = i;
    while (before > 0 && text_is_case_ignorable(str_peek_at(str, before - 1))) before--;
    if (before == 0 || !text_is_cased(str_peek_at(str, before - 1))) return false;
    size_t after = i + 1;
    while (after < str->count && text_is_case_ignorable(str_peek_at(str, after))) after++;
    return after == str->count || !text_is_cased(str_peek_at(str, after));
}

static size_t lower_at(const Str *str, size_t i, uint32_t out[3]) {
    enum { CAPITAL_SIGMA = 0x3a3, SMALL_SIGMA = 0x3c3, FINAL_SIGMA = 0x3c2 };
    uint32_t code_point = str_peek_at(str, i);
    if (code_point != CAPITAL_SIGMA) return text_to_lower(code_point, out);
    out[0] = is_final_sigma(str, i) ? FINAL_SIGMA : SMALL_SIGMA;
    return 1;
}

static size_t upper_at(const Str *str, size_t i, uint32_t out[3]) {
    return text_to_upper(str_peek_at(str, i), out);
}

static size_t fold_at(const Str *str, size_t i, uint32_t out[3]) {
    return text_fold(str_peek_at(str, i), out);
}

static size_t capitalize_at(const Str *str, size_t i, uint32_t out[3]) {
    return i == 0 ? text_to_title(str_peek_at(str, 0), out) : lower_at(str, i, out);
}

static size_t swap_at(const Str *str, size_t i, uint32_t out[3]) {
    uint32_t code_point = str_peek_at(str, i);
    if (text_is_upper(code_point)) return lower_at(str, i, out);
    if (text_is_lower(code_point)) return text_to_upper(code_point, out);
    out[0] = code_point;
    return 1;
}

static size_t title_at(const Str *str, size_t i, uint32_t out[3]) {
    bool in_word = i > 0 && text_is_cased(str_peek_at(str, i - 1));
    return in_word ? lower_at(str, i, out) : text_to_title(str_peek_at(str, i), out);
}

typedef size_t Mapping(const Str *str, size_t i, uint32_t out[3]);

static Value map_ascii(const Str *str, Mapping *mapping) {
    Str *mapped = str_make(str->count, 1);
    if (!mapped) return ABSENT;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t out[3];
        mapping(str, i, out);
        str_put(mapped, i, out[0]);
    }
    return str_finish_take(mapped);
}

static Outcome map(Call *call, Mapping *mapping) {
    const Str *str = str_of(call->args[0]);
    if (str->is_ascii) return give(call, map_ascii(str, mapping));
    uint32_t *mapped = memory_try_array(str->count, 3 * sizeof *mapped);
    if (!mapped) return raise_memory(call->task);
    size_t count = 0;
    for (size_t i = 0; i < str->count; i++) count += mapping(str, i, mapped + count);
    Value result = str_from_code_points(mapped, count);
    memory_free(mapped);
    return give(call, result);
}

/* The two that are used most: a letter of ASCII differs from its other case in one bit. */
static Outcome flip_ascii(Call *call, const Str *str, char first) {
    Str *mapped = str_make(str->count, 1);
    if (!mapped) return raise_memory(call->task);
    for (size_t i = 0; i < str->count; i++) {
        uint8_t c = str->data[i].byte;
        mapped->data[i].byte = (uint8_t)(c ^ ((uint8_t)(c - first) < 26) << 5);
    }
    return give(call, str_finish_take(mapped));
}

Outcome str_lower(Call *call) {
    const Str *str = str_of(call->args[0]);
    return str->is_ascii ? flip_ascii(call, str, 'A') : map(call, lower_at);
}

Outcome str_upper(Call *call) {
    const Str *str = str_of(call->args[0]);
    return str->is_ascii ? flip_ascii(call, str, 'a') : map(call, upper_at);
}

Outcome str_capitalize(Call *call) { return map(call, capitalize_at); }
Outcome str_title(Call *call) { return map(call, title_at); }
Outcome str_swapcase(Call *call) { return map(call, swap_at); }
Outcome str_casefold(Call *call) { return map(call, fold_at); }

/* ---- questions */

static Outcome all_are(Call *call, bool (*test)(uint32_t code_point)) {
    const Str *str = str_of(call->args[0]);
    bool answer = str->count > 0;
    for (size_t i = 0; answer && i < str->count; i++) answer = test(str_peek_at(str, i));
    return give_bool(call, answer);
}

static bool is_alphanumeric(uint32_t code_point) {
    return text_is_alpha(code_point) || text_is_decimal(code_point) || text_is_digit(code_point) ||
           text_is_numeric(code_point);
}

Outcome str_isalpha(Call *call) { return all_are(call, text_is_alpha); }
Outcome str_isalnum(Call *call) { return all_are(call, is_alphanumeric); }
Outcome str_isdigit(Call *call) { return all_are(call, text_is_digit); }
Outcome str_isdecimal(Call *call) { return all_are(call, text_is_decimal); }
Outcome str_isnumeric(Call *call) { return all_are(call, text_is_numeric); }
Outcome str_isspace(Call *call) { return all_are(call, text_is_space); }
Outcome str_isascii(Call *call) { return give_bool(call, str_of(call->args[0])->is_ascii); }

Outcome str_isprintable(Call *call) {
    if (str_count(call->args[0]) == 0) return give_bool(call, true);
    return all_are(call, text_is_printable);
}

/* At least one cased character, and none of the other case. */
static Outcome is_of_case(Call *call, bool (*wanted)(uint32_t), bool (*other)(uint32_t)) {
    const Str *str = str_of(call->args[0]);
    bool found = false;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        if (other(code_point) || text_is_title(code_point)) return give_bool(call, false);
        found |= wanted(code_point);
    }
    return give_bool(call, found);
}

Outcome str_isupper(Call *call) { return is_of_case(call, text_is_upper, text_is_lower); }
Outcome str_islower(Call *call) { return is_of_case(call, text_is_lower, text_is_upper); }

Outcome str_istitle(Call *call) {
    const Str *str = str_of(call->args[0]);
    bool in_word = false, found = false;
    for (size_t i = 0; i < str->count; i++) {
        uint32_t code_point = str_peek_at(str, i);
        bool is_capital = text_is_upper(code_point) || text_is_title(code_point);
        bool is_small = text_is_lower(code_point);
        if ((is_capital && in_word) || (is_small && !in_word)) return give_bool(call, false);
        in_word = is_capital || is_small;
        found |= in_word;
    }
    return give_bool(call, found);
}

Outcome str_isidentifier(Call *call) {
    const Str *str = str_of(call->args[0]);
    bool answer = str->count > 0 && text_is_identifier_start(str_peek_at(str, 0));
    for (size_t i = 1; answer && i < str->count; i++) answer = text_is_identifier_part(str_peek_at(str, i));
    return give_bool(call, answer);
}
