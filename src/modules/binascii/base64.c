/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "modules/binascii/binascii.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int digit_of(uint8_t byte) {
    if (byte >= 'A' && byte <= 'Z') return byte - 'A';
    if (byte >= 'a' && byte <= 'z') return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9') return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* What is wrong with the text; NULL: it stands decoded in `out`. Characters of no meaning are passed over,
 * unless strict. */
static const char *decode(const uint8_t *text, size_t count, bool strict, Buffer *out, size_t *digits) {
    unsigned place = 0, pads = 0, bits = 0;
    bool pad_seen = false;
    *digits = 0;
    if (strict && count && text[0] == '=') return "Leading padding not allowed";
    for (size_t i = 0; i < count; i++) {
        if (text[i] == '=') {
            pad_seen = true;
            if (place >= 2 && place + ++pads >= 4)
                return strict && i + 1 < count ? "Excess data after padding" : NULL;
            continue;
        }
        int digit = digit_of(text[i]);
        if (digit < 0) {
            if (strict) return "Only base64 data is allowed";
            continue;
        }
        if (strict && pad_seen) return "Discontinuous padding not allowed";
        pads = 0;
        bits = (bits << 6 | (unsigned)digit) & 0xffffff;
        ++*digits;
        if (place) buffer_append_byte(out, (char)(bits >> (6 - 2 * place)));
        place = (place + 1) % 4;
    }
    return place == 0 ? NULL : place == 1 ? "" : "Incorrect padding";
}

enum { A2B_DATA, A2B_STRICT };

Outcome binascii_a2b_base64(Call *call) {
    const uint8_t *text;
    size_t count, digits;
    Outcome outcome = arg_truth(call, A2B_STRICT);
    if (outcome != DONE) return outcome;
    if (!binascii_arg_ascii(call, A2B_DATA, &text, &count)) return RAISED;
    Buffer out = { 0 };
    const char *problem = decode(text, count, is_same(call->args[A2B_STRICT], TRUE), &out, &digits);
    if (!problem) return binascii_give(call, &out);
    buffer_clear(&out);
    if (*problem) return raise_error_of(call->task, &binascii_error, "%s", problem);
    return raise_error_of(
        call->task, &binascii_error,
        "Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more than a "
        "multiple of 4",
        digits);
}

enum { B2A_DATA, B2A_NEWLINE };

Outcome binascii_b2a_base64(Call *call) {
    const uint8_t *data;
    size_t count;
    uint8_t *out;
    Outcome outcome = arg_truth(call, B2A_NEWLINE);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, B2A_DATA, &data, &count)) return RAISED;
    bool newline = is_same(call->args[B2A_NEWLINE], TRUE);
    Value result = bytes_new_uninitialised((count + 2) / 3 * 4 + newline, &out);
    if (is_absent(result)) return raise_memory(call->task);
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i;
        uint32_t bits = (uint32_t)data[i] << 16 | (left > 1 ? (uint32_t)data[i + 1] << 8 : 0) |
                        (left > 2 ? data[i + 2] : 0);
        *out++ = (uint8_t)alphabet[bits >> 18];
        *out++ = (uint8_t)alphabet[bits >> 12 & 63];
        *out++ = left > 1 ? (uint8_t)alphabet[bits >> 6 & 63] : '=';
        *out++ = left > 2 ? (uint8_t)alphabet[bits & 63] : '=';
    }
    if (newline) *out = '\n';
    return give(call, result);
}
