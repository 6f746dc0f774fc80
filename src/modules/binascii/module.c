/* SPDX-License-Identifier: GPL-3.0-or-later */
/* binascii: hexadecimal digits, checksums, and the table. */
#include "builtin/classes/text.h"
#include "modules/binascii/binascii.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <string.h>
#include <zlib.h>

const ExceptionSpec binascii_error = { "binascii", "Error", ValueError };
static const ExceptionSpec binascii_incomplete = { "binascii", "Incomplete", Exception };

bool binascii_arg_ascii(Call *call, size_t i, const uint8_t **data, size_t *count) {
    Value value = call->args[i];
    if (is_str(value)) {
        *count = str_count(value);
        *data = (const uint8_t *)str_of(value)->data;
        if (str_of(value)->is_ascii) return true;
        raise_error(call->task, ValueError, "string argument should contain only ASCII characters");
        return false;
    }
    if (bytes_peek(value, data, count)) return true;
    raise_error(call->task, TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", value);
    return false;
}

Outcome binascii_give(Call *call, Buffer *bytes) {
    Value result = bytes->failed ? ABSENT : bytes_new(bytes->bytes, bytes->count);
    buffer_clear(bytes);
    return give(call, result);
}

int binascii_hex_digit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* ---- hexadecimal digits */

static Outcome binascii_hexlify(Call *call) {
    const uint8_t *data;
    size_t count;
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    if (!is_bytes(call->args[0])) {
        Value copy = bytes_new(data, count);
        if (is_absent(copy)) return raise_memory(call->task);
        replace_take(&call->args[0], copy);
    }
    Outcome outcome = bytes_hex(call);
    if (outcome != DONE) return outcome;
    Value text = take_result(call), digits = bytes_new(str_peek_ascii(text), str_count(text));
    release(text);
    return give(call, digits);
}

static Outcome binascii_unhexlify(Call *call) {
    const uint8_t *text;
    size_t count;
    uint8_t *out;
    if (!binascii_arg_ascii(call, 0, &text, &count)) return RAISED;
    if (count % 2) return raise_error_of(call->task, &binascii_error, "Odd-length string");
    Value result = bytes_new_uninitialised(count / 2, &out);
    if (is_absent(result)) return raise_memory(call->task);
    for (size_t i = 0; i < count; i += 2) {
        int high = binascii_hex_digit(text[i]), low = binascii_hex_digit(text[i + 1]);
        if (high < 0 || low < 0) {
            release(result);
            return raise_error_of(call->task, &binascii_error, "Non-hexadecimal digit found");
        }
        out[i / 2] = (uint8_t)(high << 4 | low);
    }
    return give(call, result);
}

/* ---- checksums */

/* The low 32 bits of args[i], any int. */
static Outcome arg_word(Call *call, size_t i, uint32_t *word) {
    uint64_t bits = 0;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    Value low = int_and(call->args[i], small_int(UINT32_MAX));
    if (is_absent(low)) return raise_memory(call->task);
    int_fits_uint64(low, &bits);
    release(low);
    *word = (uint32_t)bits;
    return DONE;
}

static Outcome binascii_crc32(Call *call) {
    const uint8_t *data;
    size_t count;
    uint32_t word;
    Outcome outcome = arg_word(call, 1, &word);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    return give_int(call, (int64_t)crc32_z(word, data, count));
}

/* x**16 + x**12 + x**5 + 1, from the highest bit down. */
static Outcome binascii_crc_hqx(Call *call) {
    const uint8_t *data;
    size_t count;
    uint32_t crc;
    Outcome outcome = arg_word(call, 1, &crc);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    crc &= 0xffff;
    for (size_t i = 0; i < count; i++) {
        crc ^= (uint32_t)data[i] << 8;
        for (int bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1) & 0xffff;
    }
    return give_int(call, (int64_t)crc);
}

static const NativeSpec binascii_functions[] = {
    { "a2b_base64(data, /, *, strict_mode=False)", binascii_a2b_base64,
      "The bytes that a text in base64 says." },
    { "a2b_hex(hexstr, /)", binascii_unhexlify, "The bytes that hexadecimal digits say." },
    { "a2b_qp(data, header=False)", binascii_a2b_qp, "The bytes that a quoted-printable text says." },
    { "a2b_uu(data, /)", binascii_a2b_uu, "The bytes that a line of uuencode says." },
    { "b2a_base64(data, /, *, newline=True)", binascii_b2a_base64, "The bytes as a line of base64." },
    { "b2a_hex(data, sep=..., bytes_per_sep=1)", binascii_hexlify, "Two hexadecimal digits a byte." },
    { "b2a_qp(data, quotetabs=False, istext=True, header=False)", binascii_b2a_qp,
      "The bytes as quoted-printable text." },
    { "b2a_uu(data, /, *, backtick=False)", binascii_b2a_uu, "The bytes as a line of uuencode." },
    { "crc32(data, crc=0, /)", binascii_crc32, "The checksum CRC-32, begun at another." },
    { "crc_hqx(data, crc, /)", binascii_crc_hqx, "The checksum CRC-CCITT, begun at another." },
    { "hexlify(data, sep=..., bytes_per_sep=1)", binascii_hexlify, "Two hexadecimal digits a byte." },
    { "unhexlify(hexstr, /)", binascii_unhexlify, "The bytes that hexadecimal digits say." },
    { 0 },
};

static const ExceptionSpec *const binascii_exceptions[] = { &binascii_error, &binascii_incomplete, NULL };

const ModuleSpec binascii_module = {
    .name = "binascii",
    .doc = "Binary data as ASCII, and back.",
    .functions = binascii_functions,
    .exceptions = binascii_exceptions,
};
