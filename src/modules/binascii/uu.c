/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of uuencode: a character that tells the count of bytes, then six bits a character. */
#include "modules/binascii/binascii.h"

enum { LINE_MAX_BYTES = 45 };

static bool ends_line(uint8_t byte) { return byte == '\n' || byte == '\r'; }

/* NULL: the line stands decoded in `out`. What is missing counts as zeros. */
static const char *decode(const uint8_t *text, size_t count, Buffer *out) {
    size_t left = ((count ? text[0] : 0u) - ' ') & 63, at = 1;
    unsigned bits = 0, held = 0;
    for (; left; at++) {
        unsigned digit = 0;
        bool has_digit = at < count && !ends_line(text[at]);
        if (has_digit) {
            if (text[at] < ' ' || text[at] > ' ' + 64) return "Illegal char";
            digit = (text[at] - ' ') & 63u;
        }
        bits = bits << 6 | digit;
        held += 6;
        if (held >= 8) {
            held -= 8;
            buffer_append_byte(out, (char)(bits >> held));
            bits &= (1u << held) - 1;
            left--;
        }
    }
    for (; at < count; at++)
        if (text[at] != ' ' && text[at] != ' ' + 64 && !ends_line(text[at])) return "Trailing garbage";
    return NULL;
}

Outcome binascii_a2b_uu(Call *call) {
    const uint8_t *text;
    size_t count;
    if (!binascii_arg_ascii(call, 0, &text, &count)) return RAISED;
    Buffer out = { 0 };
    const char *problem = decode(text, count, &out);
    if (!problem) return binascii_give(call, &out);
    buffer_clear(&out);
    return raise_error_of(call->task, &binascii_error, "%s", problem);
}

static void put_digit(Buffer *out, unsigned digit, bool backtick) {
    buffer_append_byte(out, digit == 0 && backtick ? '`' : (char)(' ' + digit));
}

Outcome binascii_b2a_uu(Call *call) {
    const uint8_t *data;
    size_t count;
    Outcome outcome = arg_truth(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    bool backtick = is_same(call->args[1], TRUE);
    if (count > LINE_MAX_BYTES)
        return raise_error_of(call->task, &binascii_error, "At most 45 bytes at once");
    Buffer out = { 0 };
    put_digit(&out, (unsigned)count, backtick);
    unsigned bits = 0, held = 0;
    for (size_t i = 0; i < count || held; i++) {
        bits = bits << 8 | (i < count ? data[i] : 0u);
        for (held += 8; held >= 6;) {
            held -= 6;
            put_digit(&out, bits >> held & 63, backtick);
        }
        bits &= (1u << held) - 1;
    }
    buffer_append_byte(&out, '\n');
    return binascii_give(call, &out);
}
