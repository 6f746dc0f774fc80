/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Normal forms, by libunistring, which takes no lone surrogates: a text is normalized in parts between them.
 * They decompose into nothing and compose with nothing, so the parts are those of the whole. */
#include "modules/unicodedata/unicode.h"
#include <stdlib.h>
#include <uninorm.h>

static uninorm_t form_named(Value name) {
    return str_is(name, "NFC")    ? UNINORM_NFC
           : str_is(name, "NFD")  ? UNINORM_NFD
           : str_is(name, "NFKC") ? UNINORM_NFKC
           : str_is(name, "NFKD") ? UNINORM_NFKD
                                  : NULL;
}

/* What stays as it is: a surrogate, and what Unicode 3.2 did not have and would be taken apart now. */
static bool stands_alone(uint32_t character, bool old) {
    if (character >= 0xd800 && character <= 0xdfff) return true;
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag;
    return old && unicode_is_new(unicode_change(character)) && uc_decomposition(character, &tag, parts) >= 0;
}

static uint32_t corrected(uint32_t character) {
    for (const UnicodeCorrection *row = unicode_corrections; row->character; row++) {
        if (row->character == character) return row->old;
    }
    return character;
}

/* Appends as code points of 32 bits. */
static bool append_part(Buffer *out, uninorm_t form, const uint32_t *characters, size_t count) {
    size_t length;
    if (!count) return true;
    uint32_t *normal = u32_normalize(form, characters, count, NULL, &length);
    if (!normal) return false;
    buffer_append(out, normal, length * sizeof *normal);
    free(normal);
    return true;
}

static bool append_normal(Buffer *out, uninorm_t form, const uint32_t *characters, size_t count, bool old) {
    size_t begin = 0;
    for (size_t i = 0; i < count; i++) {
        if (!stands_alone(characters[i], old)) continue;
        if (!append_part(out, form, characters + begin, i - begin)) return false;
        buffer_append(out, &characters[i], sizeof *characters);
        begin = i + 1;
    }
    return append_part(out, form, characters + begin, count - begin) && !out->failed;
}

/* ABSENT: memory refused. */
static Value normalized(Value text, uninorm_t form, bool old) {
    size_t count = str_count(text);
    uint32_t *characters = memory_try_array(count + 1, sizeof *characters);
    if (!characters) return ABSENT;
    for (size_t i = 0; i < count; i++) {
        uint32_t character = str_peek_at(str_of(text), i);
        characters[i] = old ? corrected(character) : character;
    }
    Buffer out = { 0 };
    Value result = ABSENT;
    if (append_normal(&out, form, characters, count, old))
        result =
            str_from_code_points((const uint32_t *)(const void *)out.bytes, out.count / sizeof *characters);
    buffer_clear(&out);
    memory_free(characters);
    return result;
}

/* ABSENT: raised. */
static Value read_and_normalize(Call *call, Value *text) {
    size_t first = first_argument(call);
    Value name;
    if (!arg_str(call, first, &name) || !arg_str(call, first + 1, text)) return ABSENT;
    uninorm_t form = form_named(name);
    if (str_of(*text)->count == 0 || (form && str_of(*text)->is_ascii)) return retain(*text);
    if (!form) return raise_error(call->task, ValueError, "invalid normalization form"), ABSENT;
    Value result = normalized(*text, form, is_old(call));
    if (is_absent(result)) raise_memory(call->task);
    return result;
}

Outcome unicode_normalize(Call *call) {
    Value text, result = read_and_normalize(call, &text);
    return is_absent(result) ? RAISED : give(call, result);
}

Outcome unicode_is_normalized(Call *call) {
    Value text, result = read_and_normalize(call, &text);
    if (is_absent(result)) return RAISED;
    bool same = str_equal(text, result);
    release(result);
    return give_bool(call, same);
}
