/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error handlers. See https://docs.python.org/3.11/library/codecs.html#error-handlers */
#include "builtin/text/codec_errors.h"
#include "base/text.h"
#include <string.h>

static const char *const names[] = {
    [ERRORS_STRICT] = "strict",
    [ERRORS_IGNORE] = "ignore",
    [ERRORS_REPLACE] = "replace",
    [ERRORS_BACKSLASHREPLACE] = "backslashreplace",
    [ERRORS_XMLCHARREFREPLACE] = "xmlcharrefreplace",
    [ERRORS_NAMEREPLACE] = "namereplace",
    [ERRORS_SURROGATEESCAPE] = "surrogateescape",
    [ERRORS_SURROGATEPASS] = "surrogatepass",
};

ErrorHandler error_handler_named(const char *name) {
    for (int i = 0; i < ERRORS_UNKNOWN; i++) {
        if (strcmp(name, names[i]) == 0) return (ErrorHandler)i;
    }
    return ERRORS_UNKNOWN;
}

const char *error_handler_name(ErrorHandler handler) {
    return handler < ERRORS_UNKNOWN ? names[handler] : NULL;
}

static bool fail_unknown(Task *task, const char *name) {
    raise_error(task, LookupError, "unknown error handler name '%s'", name);
    return false;
}

/* UnicodeEncodeError or UnicodeDecodeError, whose five arguments tell all. Takes the object. */
static bool fail(Task *task, ExceptionKind kind, const char *encoding, Value object, size_t start, size_t end,
                 const char *reason) {
    Value items[] = { str_new(encoding), object, int_from_int64((int64_t)start), int_from_int64((int64_t)end),
                      str_new(reason) };
    Value arguments = is_absent(object) ? ABSENT : tuple_from(items, 5);
    for (int i = 0; i < 5; i++) release(items[i]);
    if (is_absent(arguments))
        raise_memory(task);
    else
        raise_with(task, kind, arguments);
    release(arguments);
    return false;
}

/* ---- encoding */

static bool fail_encode(Encoder *encoder, size_t start, size_t end, const char *reason) {
    return fail(encoder->task, UnicodeEncodeError, encoder->name, retain(encoder->str), start, end, reason);
}

static void put_text(Encoder *encoder, PutCharacter *put, const char *ascii) {
    for (; *ascii; ascii++) put(encoder, (uint8_t)*ascii);
}

static void put_escape(Encoder *encoder, PutCharacter *put, uint32_t code_point) {
    Buffer escape = { 0 };
    text_append_escape(&escape, code_point);
    put_text(encoder, put, buffer_text(&escape));
    buffer_clear(&escape);
}

static void put_name(Encoder *encoder, PutCharacter *put, uint32_t code_point) {
    Buffer name = { 0 };
    if (text_append_name(&name, code_point)) {
        put_text(encoder, put, "\\N{");
        put_text(encoder, put, buffer_text(&name));
        put_text(encoder, put, "}");
    } else
        put_escape(encoder, put, code_point);
    buffer_clear(&name);
}

static void put_reference(Encoder *encoder, PutCharacter *put, uint32_t code_point) {
    char reference[16];
    snprintf(reference, sizeof reference, "&#%u;", code_point);
    put_text(encoder, put, reference);
}

/* A surrogate as if it were a character; only the encodings of Unicode have a form for it. */
static bool pass_surrogate(Encoder *encoder, uint32_t code_point) {
    if (code_point < 0xd800 || code_point > 0xdfff) return false;
    const Encoding *encoding = encoder->encoding;
    if (encoding == &utf8_encoding || encoding == &utf8_sig_encoding) {
        buffer_append_code_point(encoder->out, code_point);
        return true;
    }
    if (encoding->unit == 1) return false;
    for (int i = 0; i < encoding->unit; i++) {
        int shift = 8 * (encoding->big_endian ? encoding->unit - 1 - i : i);
        buffer_append_byte(encoder->out, (char)(code_point >> shift));
    }
    return true;
}

/* The byte that decoding hid in a surrogate. Encodings with wider units have no place for one. */
static bool unescape_surrogate(Encoder *encoder, uint32_t code_point) {
    if (code_point < 0xdc80 || code_point > 0xdcff || encoder->encoding->unit != 1) return false;
    buffer_append_byte(encoder->out, (char)(code_point - 0xdc00));
    return true;
}

bool encode_error(Encoder *encoder, PutCharacter *put, size_t start, size_t end, const char *reason) {
    if (encoder->handler == ERRORS_UNKNOWN) return fail_unknown(encoder->task, encoder->handler_name);
    for (size_t i = start; i < end; i++) {
        uint32_t code_point = str_peek_at(str_of(encoder->str), i);
        switch (encoder->handler) {
        case ERRORS_IGNORE: break;
        case ERRORS_REPLACE: put(encoder, '?'); break;
        case ERRORS_BACKSLASHREPLACE: put_escape(encoder, put, code_point); break;
        case ERRORS_XMLCHARREFREPLACE: put_reference(encoder, put, code_point); break;
        case ERRORS_NAMEREPLACE: put_name(encoder, put, code_point); break;
        case ERRORS_SURROGATEESCAPE:
            if (!unescape_surrogate(encoder, code_point)) return fail_encode(encoder, i, end, reason);
            break;
        case ERRORS_SURROGATEPASS:
            if (!pass_surrogate(encoder, code_point)) return fail_encode(encoder, i, end, reason);
            break;
        default: return fail_encode(encoder, start, end, reason);
        }
    }
    return true;
}

/* ---- decoding */

static bool fail_decode(Decoder *decoder, size_t start, size_t end, const char *reason) {
    /* A bytearray may change: the exception keeps bytes. */
    Value object =
        is_bytes(decoder->object) ? retain(decoder->object) : bytes_new(decoder->bytes, decoder->count);
    return fail(decoder->task, UnicodeDecodeError, decoder->name, object, start, end, reason);
}

static bool is_ascii(const Decoder *decoder, size_t start, size_t end) {
    return text_ascii_prefix(decoder->bytes + start, end - start) > 0;
}

bool decode_error(Decoder *decoder, size_t start, size_t end, const char *reason) {
    switch (decoder->handler) {
    case ERRORS_UNKNOWN: return fail_unknown(decoder->task, decoder->handler_name);
    case ERRORS_IGNORE: return true;
    case ERRORS_REPLACE: buffer_append_code_point(&decoder->out, 0xfffd); return true;
    case ERRORS_BACKSLASHREPLACE:
        for (size_t i = start; i < end; i++)
            buffer_append_format(&decoder->out, "\\x%02x", decoder->bytes[i]);
        return true;
    case ERRORS_SURROGATEESCAPE:
        if (is_ascii(decoder, start, end)) break; /* an ASCII byte is never hidden */
        for (size_t i = start; i < end; i++)
            buffer_append_code_point(&decoder->out, 0xdc00u + decoder->bytes[i]);
        return true;
    case ERRORS_XMLCHARREFREPLACE:
    case ERRORS_NAMEREPLACE:
        raise_error(decoder->task, TypeError,
                    "don't know how to handle UnicodeDecodeError in error callback");
        return false;
    default: break;
    }
    return fail_decode(decoder, start, end, reason);
}
