/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _codecs_native: each encoding of ours as the pair of functions that Python's `encodings` imports. A decoder
 * gives the text and how many bytes it took: unless `final` is true, an incomplete character at the end waits
 * for the rest. The registry, and the codecs that are seldom used, are _codecs.py. */
#include "builtin/text/codec_errors.h"
#include "builtin/text/codecs.h"
#include "vm/machine.h"
#include <stdio.h>
#include <string.h>

/* ---- arguments */

/* args[i] as the name of an error handler; None and ABSENT are "strict". */
static bool arg_errors(Call *call, size_t i, const char **errors) {
    Value given = call->args[i];
    *errors = "strict";
    if (is_absent(given) || is_none(given)) return true;
    if (!is_str(given)) {
        int length = (int)strcspn(call->spec->signature, "(");
        raise_error(call->task, TypeError, "%.*s() argument %d must be str or None, not %T", length,
                    call->spec->signature, (int)i + 1, given);
        return false;
    }
    *errors = str_of(given)->is_ascii ? str_peek_ascii(given) : "?";
    return true;
}

/* ---- what _codecs.py does

 * A codec is a native all the same, for Python's `encodings` makes them attributes of classes, where a
 function
 * of the notation would become a method. */

enum { TOLD = 1 };

static Outcome ask_notation(Call *call, const char *name, size_t count, const Value *args) {
    call->step = TOLD;
    return call_in_module(call, "_codecs", name, count, args);
}

/* "charmap_encode" is _charmap_encode there. */
static Outcome by_notation(Call *call) {
    if (call->step == TOLD) return DONE;
    char name[40];
    snprintf(name, sizeof name, "_%.*s", (int)strcspn(call->spec->signature, "("), call->spec->signature);
    return ask_notation(call, name, call->count, call->args);
}

/* Whether the error handler is the program's, so that the notation must walk from error to error. */
static bool is_own_handler(const char *errors) { return error_handler_named(errors) == ERRORS_UNKNOWN; }

static Outcome with_own_handler(Call *call, const char *function) {
    Value args[] = { call->callee, call->args[0], call->args[1], call->count > 2 ? call->args[2] : ABSENT,
                     call->count > 3 ? call->args[3] : ABSENT };
    return ask_notation(call, function, 1 + call->count, args);
}

/* ---- both directions */

static Outcome give_pair_take(Call *call, Value first, size_t count) {
    if (is_absent(first)) return raise_memory(call->task);
    Value items[] = { first, int_from_int64((int64_t)count) };
    return give(call, tuple_from_take(items, 2));
}

static Outcome encode_as(Call *call, const char *encoding) {
    const char *errors;
    Value text;
    if (call->step == TOLD) return DONE;
    if (!arg_str(call, 0, &text) || !arg_errors(call, 1, &errors)) return RAISED;
    if (is_own_handler(errors)) return with_own_handler(call, "_encode_with");
    Buffer out = { 0 };
    bool done = codec_encode(call->task, text, encoding, errors, &out);
    Value bytes = done ? bytes_new(out.bytes ? out.bytes : "", out.count) : ABSENT;
    buffer_clear(&out);
    return done ? give_pair_take(call, bytes, str_count(text)) : RAISED;
}

/* How many bytes at the end are the beginning of a character that the rest may complete. */
static size_t utf8_incomplete(const uint8_t *data, size_t count) {
    size_t back = 1;
    while (back <= 3 && back <= count && (data[count - back] & 0xc0) == 0x80) back++;
    if (back > 3 || back > count) return 0;
    const uint8_t *lead = data + count - back;
    size_t length = *lead >= 0xf0 && *lead <= 0xf4   ? 4
                    : *lead >= 0xe0 && *lead <= 0xef ? 3
                    : *lead >= 0xc2 && *lead <= 0xdf ? 2
                                                     : 0;
    if (back >= length) return 0;
    if (back == 1) return 1;
    bool is_valid = *lead == 0xe0   ? lead[1] >= 0xa0
                    : *lead == 0xf0 ? lead[1] >= 0x90
                    : *lead == 0xf4 ? lead[1] < 0x90
                                    : true;
    return is_valid ? back : 0;
}

static size_t utf16_incomplete(const uint8_t *data, size_t count, bool is_big) {
    size_t odd = count % 2;
    if (count - odd < 2) return odd;
    const uint8_t *last = data + count - odd - 2;
    uint8_t high = is_big ? last[0] : last[1];
    return high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
}

static size_t incomplete(const char *encoding, const uint8_t *data, size_t count) {
    if (!strcmp(encoding, "utf-8")) return utf8_incomplete(data, count);
    if (!strncmp(encoding, "utf-16", 6)) return utf16_incomplete(data, count, !strcmp(encoding, "utf-16-be"));
    return strncmp(encoding, "utf-32", 6) ? 0 : count % 4;
}

/* args: the data, errors, final (from args[final_at] on) */
static Outcome decode_as(Call *call, const char *encoding, size_t final_at) {
    const char *errors;
    const uint8_t *data;
    size_t count;
    if (call->step == TOLD) return DONE;
    if (!arg_bytes(call, 0, &data, &count) || !arg_errors(call, 1, &errors)) return RAISED;
    if (is_own_handler(errors)) return with_own_handler(call, "_decode_with");
    bool is_final = final_at >= call->count || value_truth(call->args[final_at]) != NO;
    if (!is_final) count -= incomplete(encoding, data, count);
    Value object = is_final ? call->args[0] : bytes_new(data, count);
    Value text = codec_decode(call->task, data, count, encoding, errors, object);
    if (!is_final) release(object);
    return is_absent(text) ? RAISED : give_pair_take(call, text, count);
}

static Outcome utf8_encode(Call *call) { return encode_as(call, "utf-8"); }
static Outcome utf8_decode(Call *call) { return decode_as(call, "utf-8", 2); }
static Outcome latin1_encode(Call *call) { return encode_as(call, "latin-1"); }
static Outcome latin1_decode(Call *call) { return decode_as(call, "latin-1", 2); }
static Outcome ascii_encode(Call *call) { return encode_as(call, "ascii"); }
static Outcome ascii_decode(Call *call) { return decode_as(call, "ascii", 2); }
static Outcome utf16_le_encode(Call *call) { return encode_as(call, "utf-16-le"); }
static Outcome utf16_le_decode(Call *call) { return decode_as(call, "utf-16-le", 2); }
static Outcome utf16_be_encode(Call *call) { return encode_as(call, "utf-16-be"); }
static Outcome utf16_be_decode(Call *call) { return decode_as(call, "utf-16-be", 2); }
static Outcome utf32_le_encode(Call *call) { return encode_as(call, "utf-32-le"); }
static Outcome utf32_le_decode(Call *call) { return decode_as(call, "utf-32-le", 2); }
static Outcome utf32_be_encode(Call *call) { return encode_as(call, "utf-32-be"); }
static Outcome utf32_be_decode(Call *call) { return decode_as(call, "utf-32-be", 2); }

/* ---- with a byte order mark: byteorder < 0 is little, > 0 big, 0 the machine's, with a mark */

static Outcome encode_in_order(Call *call, const char *little, const char *big, const char *marked) {
    int order;
    if (!arg_int(call, 2, &order)) return RAISED;
    return encode_as(call, order < 0 ? little : order > 0 ? big : marked);
}

static Outcome utf16_encode(Call *call) { return encode_in_order(call, "utf-16-le", "utf-16-be", "utf-16"); }
static Outcome utf32_encode(Call *call) { return encode_in_order(call, "utf-32-le", "utf-32-be", "utf-32"); }

typedef struct {
    const char *marked, *little, *big; /* encodings */
    size_t mark_count;
    const char *little_mark, *big_mark;
} Marked;
static const Marked utf16_marked = { "utf-16", "utf-16-le", "utf-16-be", 2, "\xff\xfe", "\xfe\xff" };
static const Marked utf32_marked = { "utf-32", "utf-32-le", "utf-32-be", 4, "\xff\xfe\0\0", "\0\0\xfe\xff" };

/* *order is what is given, then what the mark tells: it is part of what is taken, but no character. */
static Outcome decode_marked(Call *call, const Marked *kind, int *order, bool is_final, Value *text,
                             size_t *taken) {
    const char *errors;
    const uint8_t *data;
    size_t count, skipped = 0;
    if (!arg_bytes(call, 0, &data, &count) || !arg_errors(call, 1, &errors)) return RAISED;
    if (*order == 0 && count >= kind->mark_count) {
        if (!memcmp(data, kind->little_mark, kind->mark_count)) *order = -1, skipped = kind->mark_count;
        if (!memcmp(data, kind->big_mark, kind->mark_count)) *order = 1, skipped = kind->mark_count;
    }
    const char *encoding = *order > 0 ? kind->big : kind->little;
    if (!is_final) count -= incomplete(encoding, data + skipped, count - skipped);
    Value object = bytes_new(data, count);
    /* Errors name the codec that was asked for, and places in all of the bytes. */
    bool is_whole = skipped || *order == 0;
    *text = codec_decode(call->task, is_whole ? data : data + skipped, is_whole ? count : count - skipped,
                         is_whole ? kind->marked : encoding, errors, object);
    release(object);
    *taken = count;
    return is_absent(*text) ? RAISED : DONE;
}

static Outcome decode_with_mark(Call *call, const Marked *kind) {
    int order = 0;
    Value text;
    size_t taken;
    const char *errors;
    if (call->step == TOLD) return DONE;
    if (!arg_errors(call, 1, &errors)) return RAISED;
    if (is_own_handler(errors)) return with_own_handler(call, "_decode_with");
    bool is_final = value_truth(call->args[2]) != NO;
    if (decode_marked(call, kind, &order, is_final, &text, &taken) != DONE) return RAISED;
    return give_pair_take(call, text, taken);
}

static Outcome decode_ex(Call *call, const Marked *kind) {
    int order;
    Value text;
    size_t taken;
    const char *errors;
    if (call->step == TOLD) return DONE;
    if (!arg_int(call, 2, &order) || !arg_errors(call, 1, &errors)) return RAISED;
    if (is_own_handler(errors)) return with_own_handler(call, "_decode_ex_with");
    bool is_final = value_truth(call->args[3]) != NO;
    if (decode_marked(call, kind, &order, is_final, &text, &taken) != DONE) return RAISED;
    Value items[] = { text, int_from_int64((int64_t)taken), small_int(order) };
    return give(call, tuple_from_take(items, 3));
}

static Outcome utf16_decode(Call *call) { return decode_with_mark(call, &utf16_marked); }
static Outcome utf32_decode(Call *call) { return decode_with_mark(call, &utf32_marked); }
static Outcome utf16_ex_decode(Call *call) { return decode_ex(call, &utf16_marked); }
static Outcome utf32_ex_decode(Call *call) { return decode_ex(call, &utf32_marked); }

/* ---- the rest */

static Outcome readbuffer_encode(Call *call) {
    const uint8_t *data;
    size_t count;
    if (is_str(call->args[0])) {
        Buffer scratch = { 0 };
        const char *utf8 = str_peek_utf8(call->args[0], &scratch, &count);
        Value bytes = bytes_new(utf8, count);
        buffer_clear(&scratch);
        return give_pair_take(call, bytes, count);
    }
    return arg_bytes(call, 0, &data, &count) ? give_pair_take(call, bytes_new(data, count), count) : RAISED;
}

/* Whether C knows an encoding of this name, so that nothing is imported for it. */
static Outcome native_name(Call *call) {
    Value text;
    if (!arg_str(call, 0, &text)) return RAISED;
    const char *name = str_of(text)->is_ascii ? codec_name(str_peek_ascii(text)) : NULL;
    return name ? give_text(call, name) : give_none(call);
}

static Outcome native_handler(Call *call) {
    Value text;
    if (!arg_str(call, 0, &text)) return RAISED;
    bool is_known = str_of(text)->is_ascii && error_handler_named(str_peek_ascii(text)) != ERRORS_UNKNOWN;
    return give_bool(call, is_known);
}

static const NativeSpec functions[] = {
    { "utf_8_encode(str, errors=None, /)", utf8_encode },
    { "utf_8_decode(data, errors=None, final=False, /)", utf8_decode },
    { "latin_1_encode(str, errors=None, /)", latin1_encode },
    { "latin_1_decode(data, errors=None, /)", latin1_decode },
    { "ascii_encode(str, errors=None, /)", ascii_encode },
    { "ascii_decode(data, errors=None, /)", ascii_decode },
    { "utf_16_encode(str, errors=None, byteorder=0, /)", utf16_encode },
    { "utf_16_le_encode(str, errors=None, /)", utf16_le_encode },
    { "utf_16_be_encode(str, errors=None, /)", utf16_be_encode },
    { "utf_16_decode(data, errors=None, final=False, /)", utf16_decode },
    { "utf_16_le_decode(data, errors=None, final=False, /)", utf16_le_decode },
    { "utf_16_be_decode(data, errors=None, final=False, /)", utf16_be_decode },
    { "utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf16_ex_decode },
    { "utf_32_encode(str, errors=None, byteorder=0, /)", utf32_encode },
    { "utf_32_le_encode(str, errors=None, /)", utf32_le_encode },
    { "utf_32_be_encode(str, errors=None, /)", utf32_be_encode },
    { "utf_32_decode(data, errors=None, final=False, /)", utf32_decode },
    { "utf_32_le_decode(data, errors=None, final=False, /)", utf32_le_decode },
    { "utf_32_be_decode(data, errors=None, final=False, /)", utf32_be_decode },
    { "utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", utf32_ex_decode },
    { "charmap_encode(str, errors=None, mapping=None, /)", by_notation },
    { "charmap_decode(data, errors=None, mapping=None, /)", by_notation },
    { "charmap_build(map, /)", by_notation },
    { "escape_encode(data, errors=None, /)", by_notation },
    { "escape_decode(data, errors=None, /)", by_notation },
    { "unicode_escape_encode(str, errors=None, /)", by_notation },
    { "unicode_escape_decode(data, errors=None, final=True, /)", by_notation },
    { "raw_unicode_escape_encode(str, errors=None, /)", by_notation },
    { "raw_unicode_escape_decode(data, errors=None, final=True, /)", by_notation },
    { "utf_7_encode(str, errors=None, /)", by_notation },
    { "utf_7_decode(data, errors=None, final=False, /)", by_notation },
    { "register(search_function, /)", by_notation },
    { "unregister(search_function, /)", by_notation },
    { "lookup(encoding, /)", by_notation },
    { "encode(obj, encoding='utf-8', errors='strict')", by_notation },
    { "decode(obj, encoding='utf-8', errors='strict')", by_notation },
    { "register_error(errors, handler, /)", by_notation },
    { "lookup_error(name, /)", by_notation },
    { "readbuffer_encode(data, errors=None, /)", readbuffer_encode },
    { "_native_name(name, /)", native_name },
    { "_native_handler(name, /)", native_handler },
    { 0 },
};

const ModuleSpec codecs_module = {
    .name = "_codecs_native",
    .functions = functions,
};
