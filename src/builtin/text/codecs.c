/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encodings by name. Spellings differ in case and in what separates their words; aliases are Python's. */
#include "builtin/text/codecs.h"
#include "base/python_names.h"
#include "base/text.h"
#include "builtin/text/codec_errors.h"
#include <ctype.h>
#include <string.h>

typedef struct {
    const char *spelling; /* small letters and digits, words separated by _ */
    const Encoding *encoding;
} Alias;

static const Alias aliases[] = {
    { "utf_8", &utf8_encoding },
    { "utf8", &utf8_encoding },
    { "u8", &utf8_encoding },
    { "utf", &utf8_encoding },
    { "cp65001", &utf8_encoding },
    { "utf8_ucs2", &utf8_encoding },
    { "utf8_ucs4", &utf8_encoding },
    { "utf_8_sig", &utf8_sig_encoding },
    { "ascii", &ascii_encoding },
    { "us_ascii", &ascii_encoding },
    { "646", &ascii_encoding },
    { "us", &ascii_encoding },
    { "iso646_us", &ascii_encoding },
    { "ansi_x3.4_1968", &ascii_encoding },
    { "cp367", &ascii_encoding },
    { "latin_1", &latin1_encoding },
    { "latin1", &latin1_encoding },
    { "latin", &latin1_encoding },
    { "l1", &latin1_encoding },
    { "iso_8859_1", &latin1_encoding },
    { "iso8859_1", &latin1_encoding },
    { "iso8859", &latin1_encoding },
    { "8859", &latin1_encoding },
    { "cp819", &latin1_encoding },
    { "iso_ir_100", &latin1_encoding },
    { "utf_16", &utf16_encoding },
    { "utf16", &utf16_encoding },
    { "u16", &utf16_encoding },
    { "utf_16_le", &utf16_le_encoding },
    { "utf_16le", &utf16_le_encoding },
    { "utf_16_be", &utf16_be_encoding },
    { "utf_16be", &utf16_be_encoding },
    { "utf_32", &utf32_encoding },
    { "utf32", &utf32_encoding },
    { "u32", &utf32_encoding },
    { "utf_32_le", &utf32_le_encoding },
    { "utf_32le", &utf32_le_encoding },
    { "utf_32_be", &utf32_be_encoding },
    { "utf_32be", &utf32_be_encoding },
};

/* As most programs write them. */
static const Alias usual[] = {
    { "utf-8", &utf8_encoding },
    { "ascii", &ascii_encoding },
    { "latin-1", &latin1_encoding },
    { "utf8", &utf8_encoding },
};

/* Runs of anything but letters, digits and dots become one _. */
static void normalise(const char *name, char out[32]) {
    size_t count = 0;
    bool separates = false;
    for (; *name && count < 30; name++) {
        bool is_word = isalnum((unsigned char)*name) || *name == '.';
        if (is_word && separates && count) out[count++] = '_';
        if (is_word) out[count++] = (char)tolower((unsigned char)*name);
        separates = !is_word;
    }
    out[*name ? 0 : count] = '\0';
}

static const Encoding *find_encoding(const char *name) {
    char spelling[32];
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (strcmp(name, usual[i].spelling) == 0) return usual[i].encoding;
    }
    normalise(name, spelling);
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcmp(spelling, aliases[i].spelling) == 0) return aliases[i].encoding;
    }
    return NULL;
}

bool codec_keeps_ascii(const char *encoding) {
    const Encoding *found = find_encoding(encoding);
    return found == &utf8_encoding || found == &ascii_encoding || found == &latin1_encoding;
}

bool codec_is_known(const char *encoding) { return find_encoding(encoding) != NULL; }

const char *codec_name(const char *encoding) {
    const Encoding *found = find_encoding(encoding);
    return found ? found->name : NULL;
}

static Outcome raise_unknown(Task *task, const char *name) {
    char spelling[32];
    normalise(name, spelling);
    return raise_error(task, LookupError, "unknown encoding: %s%s", name,
                       python_lacking(PYTHON_ENCODINGS, spelling));
}

static const Encoding *get_encoding(Task *task, const char *name) {
    const Encoding *encoding = find_encoding(name);
    if (!encoding) raise_unknown(task, name);
    return encoding;
}

bool codec_encode(Task *task, Value str, const char *encoding, const char *errors, Buffer *out) {
    const Encoding *found = get_encoding(task, encoding);
    if (!found) return false;
    Encoder encoder = { task, found, found->name, error_handler_named(errors), errors, str, out };
    if (found == &utf8_sig_encoding) encoder.name = "utf-8";
    if (!found->encode(&encoder)) return false;
    if (out->failed) raise_memory(task);
    return !out->failed;
}

/* utf-8 without errors, and ascii, are what most text is: no copy on the way. */
static bool decode_quickly(const Encoding *encoding, const uint8_t *bytes, size_t count, Value *str) {
    if (encoding == &latin1_encoding) {
        Str *made = str_make(count, 1);
        if (made) memcpy(made->data, bytes, count);
        *str = str_finish_take(made);
        return true;
    }
    if (encoding != &utf8_encoding && encoding != &ascii_encoding) return false;
    size_t plain = text_ascii_prefix(bytes, count);
    if (plain == count) {
        *str = str_from_ascii((const char *)bytes, count);
        return true;
    }
    if (encoding == &ascii_encoding || !text_is_utf8((const char *)bytes + plain, count - plain))
        return false;
    *str = str_from_utf8((const char *)bytes, count);
    return true;
}

bool path_encode(Task *task, Value str, Buffer *out) {
    return codec_encode(task, str, "utf-8", "surrogateescape", out);
}

Value path_decode(Task *task, const char *bytes) {
    return codec_decode(task, (const uint8_t *)bytes, strlen(bytes), "utf-8", "surrogateescape", ABSENT);
}

Value codec_decode(Task *task, const uint8_t *bytes, size_t count, const char *encoding, const char *errors,
                   Value object) {
    const Encoding *found = get_encoding(task, encoding);
    if (!found) return ABSENT;
    Value str;
    if (!decode_quickly(found, bytes, count, &str)) {
        Decoder decoder = { task,  found,  found->name, error_handler_named(errors), errors, bytes,
                            count, object, { 0 } };
        if (found == &utf8_sig_encoding) decoder.name = "utf-8";
        if (!found->decode(&decoder)) {
            buffer_clear(&decoder.out);
            return ABSENT;
        }
        str = str_from_buffer_take(&decoder.out);
    }
    if (is_absent(str)) raise_memory(task);
    return str;
}

static bool arg_name(Call *call, size_t i, const char *parameter, const char **name) {
    Value text = call->args[i];
    if (is_absent(text)) return true;
    if (!is_str(text)) {
        int length = (int)strcspn(call->spec->signature, "(");
        raise_error(call->task, TypeError, "%.*s() argument '%s' must be str, not %s", length,
                    call->spec->signature, parameter, is_none(text) ? "None" : value_type(text)->name);
        return false;
    }
    if (!str_of(text)->is_ascii) { /* nothing has such a name */
        raise_error(call->task, LookupError, "unknown encoding: %U", text);
        return false;
    }
    if (memchr(str_of(text)->data, '\0', str_count(text))) {
        raise_error(call->task, ValueError, "embedded null character");
        return false;
    }
    *name = str_peek_ascii(text);
    return true;
}

bool arg_codec(Call *call, size_t i, const char **encoding, const char **errors) {
    *encoding = "utf-8";
    *errors = "strict";
    return arg_name(call, i, "encoding", encoding) && arg_name(call, i + 1, "errors", errors);
}

bool codec_is_ours(const char *encoding, const char *errors) {
    return find_encoding(encoding) && error_handler_named(errors) != ERRORS_UNKNOWN;
}

Outcome codec_by_name(Call *call, Value object, size_t i, bool decodes) {
    Value encoding = is_absent(call->args[i]) ? str_new("utf-8") : retain(call->args[i]);
    Value errors = is_absent(call->args[i + 1]) ? str_new("strict") : retain(call->args[i + 1]);
    Value args[] = { object, encoding, errors };
    Outcome outcome = call_helper(call, decodes ? "decode_by_name" : "encode_by_name", 3, args);
    release(encoding);
    release(errors);
    return outcome;
}
