/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quoted-printable: RFC 2045, section 6.7, and its variant for headers, RFC 2047, section 4.2. */
#include "modules/binascii/binascii.h"
#include <string.h>

enum { LINE_WIDTH = 76 };

/* Behind a soft line break, whose `=` stands before `at`. */
static size_t skip_line(const uint8_t *text, size_t count, size_t at) {
    const uint8_t *end = memchr(text + at, '\n', count - at);
    return end ? (size_t)(end - text) + 1 : count;
}

static void decode(const uint8_t *text, size_t count, bool header, Buffer *out) {
    for (size_t i = 0; i < count;) {
        uint8_t byte = text[i++];
        if (byte != '=') {
            buffer_append_byte(out, header && byte == '_' ? ' ' : (char)byte);
        } else if (i >= count) {
            return;
        } else if (text[i] == '\n' || text[i] == '\r') {
            i = skip_line(text, count, i);
        } else if (text[i] == '=') {
            buffer_append_byte(out, '=');
            i++;
        } else if (i + 1 < count && binascii_hex_digit(text[i]) >= 0 &&
                   binascii_hex_digit(text[i + 1]) >= 0) {
            buffer_append_byte(out,
                               (char)(binascii_hex_digit(text[i]) << 4 | binascii_hex_digit(text[i + 1])));
            i += 2;
        } else {
            buffer_append_byte(out, '=');
        }
    }
}

enum { A2B_DATA, A2B_HEADER };

Outcome binascii_a2b_qp(Call *call) {
    const uint8_t *text;
    size_t count;
    Outcome outcome = arg_truth(call, A2B_HEADER);
    if (outcome != DONE) return outcome;
    if (!binascii_arg_ascii(call, A2B_DATA, &text, &count)) return RAISED;
    Buffer out = { 0 };
    decode(text, count, is_same(call->args[A2B_HEADER], TRUE), &out);
    return binascii_give(call, &out);
}

/* ---- encoding */

typedef struct {
    const uint8_t *data;
    size_t count;
    bool quotes_tabs, is_text, header;
    const char *newline;
    Buffer *out;
    size_t width; /* of the line that is being written */
} Encoding;

static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }
static bool is_newline(uint8_t byte) { return byte == '\n' || byte == '\r'; }

static bool is_quoted(const Encoding *e, size_t i) {
    uint8_t byte = e->data[i];
    bool is_last = i + 1 == e->count;
    if (byte > 126 || byte == '=' || (e->header && byte == '_')) return true;
    if (byte == '.' && e->width == 0 && (is_last || is_newline(e->data[i + 1]) || e->data[i + 1] == 0))
        return true;
    if (!e->is_text && is_newline(byte)) return true;
    if (is_blank(byte) && is_last) return true;
    return byte < 33 && !is_newline(byte) && (e->quotes_tabs || !is_blank(byte));
}

static void put_quoted(Buffer *out, uint8_t byte) { buffer_append_format(out, "=%02X", byte); }

static void break_softly(Encoding *e) {
    buffer_append_byte(e->out, '=');
    buffer_append_text(e->out, e->newline);
    e->width = 0;
}

/* A blank before it would be lost on the way, so it is quoted. */
static void put_newline(Encoding *e) {
    uint8_t last = e->out->count ? (uint8_t)e->out->bytes[e->out->count - 1] : 0;
    if (is_blank(last)) {
        buffer_truncate(e->out, e->out->count - 1);
        put_quoted(e->out, last);
    }
    buffer_append_text(e->out, e->newline);
    e->width = 0;
}

static void encode(Encoding *e) {
    for (size_t i = 0; i < e->count; i++) {
        uint8_t byte = e->data[i];
        bool has_next = i + 1 < e->count, ends_pair = byte == '\r' && has_next && e->data[i + 1] == '\n';
        if (is_quoted(e, i)) {
            if (e->width + 3 >= LINE_WIDTH) break_softly(e);
            put_quoted(e->out, byte);
            e->width += 3;
        } else if (e->is_text && (byte == '\n' || ends_pair)) {
            put_newline(e);
            i += ends_pair;
        } else {
            if (has_next && e->data[i + 1] != '\n' && e->width + 1 >= LINE_WIDTH) break_softly(e);
            buffer_append_byte(e->out, e->header && byte == ' ' ? '_' : (char)byte);
            e->width++;
        }
    }
}

enum { B2A_DATA, B2A_TABS, B2A_TEXT, B2A_HEADER };

Outcome binascii_b2a_qp(Call *call) {
    const uint8_t *data;
    size_t count;
    for (size_t i = B2A_TABS; i <= B2A_HEADER; i++) {
        Outcome outcome = arg_truth(call, i);
        if (outcome != DONE) return outcome;
    }
    if (!arg_bytes(call, B2A_DATA, &data, &count)) return RAISED;
    Buffer out = { 0 };
    const uint8_t *first = count ? memchr(data, '\n', count) : NULL;
    Encoding encoding = {
        .data = data,
        .count = count,
        .quotes_tabs = is_same(call->args[B2A_TABS], TRUE),
        .is_text = is_same(call->args[B2A_TEXT], TRUE),
        .header = is_same(call->args[B2A_HEADER], TRUE),
        .newline = first && first > data && first[-1] == '\r' ? "\r\n" : "\n",
        .out = &out,
    };
    encode(&encoding);
    return binascii_give(call, &out);
}
