/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures of natives, parsed from their tables. The text is our own and const, so a malformed one is a
 * broken invariant: the parser asserts and never reports. */
#include "vm/signature.h"
#include "base/memory.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *at;
} Cursor;

static void skip_spaces(Cursor *cursor) {
    while (*cursor->at == ' ') cursor->at++;
}

static bool accept(Cursor *cursor, const char *token) {
    skip_spaces(cursor);
    size_t count = strlen(token);
    if (strncmp(cursor->at, token, count) != 0) return false;
    cursor->at += count;
    return true;
}

static Value read_name(Cursor *cursor) {
    skip_spaces(cursor);
    const char *start = cursor->at;
    while (isalnum((unsigned char)*cursor->at) || *cursor->at == '_') cursor->at++;
    assert(cursor->at > start);
    Value name = str_from_ascii(start, (size_t)(cursor->at - start));
    Value interned = str_intern(name);
    release(name);
    return interned;
}

/* The inside of a quoted literal; the escapes that our tables use. */
static Value read_quoted(Cursor *cursor, bool is_bytes) {
    Buffer text = { 0 };
    char quote = *cursor->at++;
    while (*cursor->at != quote) {
        assert(*cursor->at);
        char byte = *cursor->at++;
        if (byte == '\\') {
            byte = *cursor->at++;
            byte = byte == 'n' ? '\n' : byte == 't' ? '\t' : byte == 'r' ? '\r' : byte;
        }
        buffer_append_byte(&text, byte);
    }
    cursor->at++;
    Value value = is_bytes ? bytes_new(text.bytes, text.count) : str_from_ascii(text.bytes, text.count);
    buffer_clear(&text);
    return value;
}

static Value read_int(Cursor *cursor) {
    char *end;
    int64_t number = strtoll(cursor->at, &end, 0);
    assert(end > cursor->at);
    cursor->at = end;
    return int_from_int64(number);
}

static Value read_default(Cursor *cursor) {
    if (accept(cursor, "...")) return ABSENT;
    if (accept(cursor, "None")) return NONE;
    if (accept(cursor, "True")) return TRUE;
    if (accept(cursor, "False")) return FALSE;
    bool is_bytes = accept(cursor, "b");
    if (*cursor->at == '\'' || *cursor->at == '"') return read_quoted(cursor, is_bytes);
    return read_int(cursor);
}

/* One parameter at most for each comma. */
static size_t count_parameters(const char *text) {
    size_t count = 1;
    for (; *text; text++) count += *text == ',';
    return count;
}

static void add_slot(Signature *signature, Value name) {
    signature->names[signature->slot_count] = name;
    signature->defaults[signature->slot_count] = ABSENT;
    signature->is_required[signature->slot_count] = false;
    signature->slot_count++;
}

static void read_plain_parameter(Signature *signature, Cursor *cursor, bool keyword_only) {
    uint32_t slot = signature->slot_count;
    add_slot(signature, read_name(cursor));
    if (accept(cursor, "="))
        signature->defaults[slot] = read_default(cursor);
    else
        signature->is_required[slot] = true;
    if (keyword_only) {
        signature->keyword_only++;
        return;
    }
    if (slot == 0 && (str_is(signature->names[0], "self") || str_is(signature->names[0], "cls")))
        signature->has_self = true;
    if (signature->is_required[slot]) signature->required++;
    signature->positional++;
}

static void read_parameters(Signature *signature, Cursor *cursor) {
    bool keyword_only = false;
    while (!accept(cursor, ")")) {
        if (accept(cursor, "**")) {
            signature->keywords = (int32_t)signature->slot_count;
            add_slot(signature, read_name(cursor));
        } else if (accept(cursor, "*")) {
            keyword_only = true;
            skip_spaces(cursor);
            if (*cursor->at != ',') {
                signature->rest = (int32_t)signature->slot_count;
                add_slot(signature, read_name(cursor));
            }
            signature->keyword_start = signature->slot_count;
        } else if (accept(cursor, "/")) {
            signature->positional_only = signature->positional;
        } else {
            read_plain_parameter(signature, cursor, keyword_only);
        }
        accept(cursor, ",");
    }
}

bool name_fills_slot(const char *name, size_t length) {
    static const char *const plain[] = {
        "__bytes__",         "__format__",       "__dir__",           "__set_name__",     "__init_subclass__",
        "__missing__",       "__reversed__",     "__length_hint__",   "__complex__",      "__round__",
        "__trunc__",         "__floor__",        "__ceil__",          "__enter__",        "__exit__",
        "__class_getitem__", "__fspath__",       "__sizeof__",        "__reduce__",       "__reduce_ex__",
        "__getnewargs__",    "__alloc__",        "__subclasses__",    "__mro_entries__",  "__prepare__",
        "__getstate__",      "__subclasshook__", "__instancecheck__", "__subclasscheck__"
    };
    if (length < 2 || name[0] != '_' || name[1] != '_') return false;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (strlen(plain[i]) == length && memcmp(name, plain[i], length) == 0) return false;
    }
    return true;
}

/* list and dict have a method for these two besides the slot. */
static bool is_counted_as_method(const char *name) {
    return strcmp(name, "__getitem__") == 0 || strcmp(name, "__contains__") == 0;
}

static CountStyle count_style(const Signature *signature, ArgumentStyle style) {
    switch (style) {
    case ARGS_PARSE: return COUNT_PARSE;
    case ARGS_UNPACK: return COUNT_UNPACK;
    case ARGS_KEYWORDS: return COUNT_KEYWORDS;
    case ARGS_PYTHON: return COUNT_PYTHON;
    case ARGS_OWN: return COUNT_OWN;
    case ARGS_WRAPPER: return COUNT_WRAPPER;
    case ARGS_AUTO: break;
    }
    uint32_t own = signature->positional - signature->has_self;
    bool only_positional = signature->positional_only == signature->positional || own == 0;
    if (!only_positional || signature->keyword_only || signature->keywords >= 0) return COUNT_KEYWORDS;
    if (signature->rest < 0 && signature->required == signature->positional && signature->has_self &&
        name_fills_slot(str_peek_ascii(signature->name), str_count(signature->name)) &&
        !is_counted_as_method(str_peek_ascii(signature->name))) {
        return COUNT_WRAPPER;
    }
    if (signature->rest < 0 && own == 0) return COUNT_NONE;
    if (signature->rest < 0 && own == 1 && signature->required == signature->positional) return COUNT_ONE;
    return COUNT_UNPACK;
}

static void set_near(Signature *signature) {
    uint32_t most = signature->slot_count, least = most > FRAME_HEADROOM ? most - FRAME_HEADROOM : 0;
    if (least < signature->required) least = signature->required;
    bool is_near = signature->is_plain && !signature->makes;
    signature->near_least = is_near ? least : UINT32_MAX;
    signature->near_span = is_near ? most - least : 0;
}

static Signature *signature_new(const NativeSpec *spec) {
    size_t most = count_parameters(spec->signature);
    Signature *signature = memory_get_zeroed(sizeof(Signature));
    signature->references = 1;
    signature->names = memory_get(most * sizeof(Value));
    signature->defaults = memory_get(most * sizeof(Value));
    signature->is_required = memory_get(most * sizeof(bool));
    signature->rest = signature->keywords = -1;
    Cursor cursor = { spec->signature };
    signature->name = read_name(&cursor);
    if (!accept(&cursor, "(")) cursor.at = "self, /)"; /* a computed attribute */
    read_parameters(signature, &cursor);
    signature->makes =
        signature->has_self && str_is(signature->names[0], "cls") && !(spec->flags & NATIVE_CLASSMETHOD);
    signature->is_plain = signature->rest < 0 && signature->keywords < 0 && signature->keyword_only == 0;
    signature->needs_no_name = signature->keywords < 0;
    for (uint32_t i = 0; i < signature->keyword_only; i++)
        signature->needs_no_name &= !signature->is_required[signature->keyword_start + i];
    set_near(signature);
    signature->style = count_style(signature, spec->style);
    return signature;
}

static void signature_free(Signature *signature) {
    for (uint32_t i = 0; i < signature->slot_count; i++) {
        release(signature->names[i]);
        release(signature->defaults[i]);
    }
    release(signature->name);
    memory_free(signature->names);
    memory_free(signature->defaults);
    memory_free(signature->is_required);
    memory_free(signature);
}

const Signature *builtin_parse_signature(const Builtin *builtin) {
    /* The signature is a cache: filling it changes nothing that a holder of the builtin can see. */
    return ((Builtin *)builtin)->signature = signature_new(builtin->spec);
}

void signature_retain(const Signature *signature) { ((Signature *)signature)->references++; }

void signature_release(const Signature *signature) {
    if (signature && --((Signature *)signature)->references == 0) signature_free((Signature *)signature);
}

void builtin_append_name(Buffer *out, const Builtin *builtin) {
    if (builtin_signature(builtin)->makes) {
        /* known by its class alone */
    } else if (builtin->of) {
        str_append_utf8(out, builtin->of->qualname);
        buffer_append_byte(out, '.');
    } else if (is_str(builtin->module) && !str_is(builtin->module, "builtins")) {
        str_append_utf8(out, builtin->module);
        buffer_append_byte(out, '.');
    }
    str_append_utf8(out, builtin_signature(builtin)->name);
}
