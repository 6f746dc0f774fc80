/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case and kinds of bytes: only those of ASCII count. */
#include "base/memory.h"
#include "base/text.h"
#include "builtin/classes/text.h"

static bool is_upper(uint8_t byte) { return byte >= 'A' && byte <= 'Z'; }
static bool is_lower(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }
static bool is_alpha(uint8_t byte) { return is_upper(byte) || is_lower(byte); }
static bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }
static bool is_alnum(uint8_t byte) { return is_alpha(byte) || is_digit(byte); }
static bool is_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static uint8_t to_lower(uint8_t byte) { return is_upper(byte) ? byte + 32 : byte; }
static uint8_t to_upper(uint8_t byte) { return is_lower(byte) ? byte - 32 : byte; }

/* `in_word`: a letter stands before it. */
typedef uint8_t Mapping(uint8_t byte, bool in_word, bool is_first);

static uint8_t lower(uint8_t byte, bool in_word, bool is_first) {
    return (void)in_word, (void)is_first, to_lower(byte);
}
static uint8_t upper(uint8_t byte, bool in_word, bool is_first) {
    return (void)in_word, (void)is_first, to_upper(byte);
}
static uint8_t title(uint8_t byte, bool in_word, bool is_first) {
    (void)is_first;
    return in_word ? to_lower(byte) : to_upper(byte);
}
static uint8_t capitalize(uint8_t byte, bool in_word, bool is_first) {
    (void)in_word;
    return is_first ? to_upper(byte) : to_lower(byte);
}
static uint8_t swap(uint8_t byte, bool in_word, bool is_first) {
    (void)in_word, (void)is_first;
    return is_alpha(byte) ? byte ^ 32 : byte;
}

static Outcome map(Call *call, Mapping *mapping) {
    Span self = span_of(call->args[0]);
    uint8_t *mapped = memory_try(self.count + 1);
    if (!mapped) return raise_memory(call->task);
    for (size_t i = 0; i < self.count; i++) {
        mapped[i] = mapping(self.data[i], i > 0 && is_alpha(self.data[i - 1]), i == 0);
    }
    Value result = bytes_like(call->args[0], mapped, self.count);
    memory_free(mapped);
    return give(call, result);
}

Outcome bytes_lower(Call *call) { return map(call, lower); }
Outcome bytes_upper(Call *call) { return map(call, upper); }
Outcome bytes_title(Call *call) { return map(call, title); }
Outcome bytes_capitalize(Call *call) { return map(call, capitalize); }
Outcome bytes_swapcase(Call *call) { return map(call, swap); }

static Outcome all_are(Call *call, bool (*test)(uint8_t byte)) {
    Span self = span_of(call->args[0]);
    bool answer = self.count > 0;
    for (size_t i = 0; answer && i < self.count; i++) answer = test(self.data[i]);
    return give_bool(call, answer);
}

Outcome bytes_isalpha(Call *call) { return all_are(call, is_alpha); }
Outcome bytes_isalnum(Call *call) { return all_are(call, is_alnum); }
Outcome bytes_isdigit(Call *call) { return all_are(call, is_digit); }
Outcome bytes_isspace(Call *call) { return all_are(call, is_space); }

Outcome bytes_isascii(Call *call) {
    Span self = span_of(call->args[0]);
    return give_bool(call, text_ascii_prefix(self.data, self.count) == self.count);
}

static Outcome is_of_case(Call *call, bool (*wanted)(uint8_t), bool (*other)(uint8_t)) {
    Span self = span_of(call->args[0]);
    bool found = false;
    for (size_t i = 0; i < self.count; i++) {
        if (other(self.data[i])) return give_bool(call, false);
        found |= wanted(self.data[i]);
    }
    return give_bool(call, found);
}

Outcome bytes_isupper(Call *call) { return is_of_case(call, is_upper, is_lower); }
Outcome bytes_islower(Call *call) { return is_of_case(call, is_lower, is_upper); }

Outcome bytes_istitle(Call *call) {
    Span self = span_of(call->args[0]);
    bool in_word = false, found = false;
    for (size_t i = 0; i < self.count; i++) {
        uint8_t byte = self.data[i];
        if ((is_upper(byte) && in_word) || (is_lower(byte) && !in_word)) return give_bool(call, false);
        in_word = is_alpha(byte);
        found |= in_word;
    }
    return give_bool(call, found);
}
