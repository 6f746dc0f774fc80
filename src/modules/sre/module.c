/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _sre: what Python's re package stands on. Patterns come as the codes that it makes. */
#include "base/memory.h"
#include "base/text.h"
#include "modules/sre/sre.h"

/* ---- compile(pattern, flags, code, groups, groupindex, indexgroup) */

/* The list as numbers, owned; NULL: raised. */
static uint32_t *read_codes(Call *call, const List *list) {
    uint32_t *codes = memory_try_array(list->count ? list->count : 1, sizeof *codes);
    if (!codes) {
        raise_memory(call->task);
        return NULL;
    }
    for (size_t i = 0; i < list->count; i++) {
        int64_t number;
        if (is_int(list->items[i]) && int_fits_int64(list->items[i], &number) && number >= 0 &&
            number <= UINT32_MAX) {
            codes[i] = (uint32_t)number;
            continue;
        }
        memory_free(codes); /* whatever it is, python3 says this */
        raise_error(call->task, OverflowError, "regular expression code size limit exceeded");
        return NULL;
    }
    return codes;
}

static Outcome check_types(Call *call) {
    static const char *const names[] = { "code", "groupindex", "indexgroup" };
    static const char *const types[] = { "list", "dict", "tuple" };
    static const uint8_t at[] = { 2, 4, 5 };
    bool fits[] = { is_list(call->args[2]), is_dict(call->args[4]), is_tuple(call->args[5]) };
    for (size_t i = 0; i < sizeof fits; i++)
        if (!fits[i])
            return raise_error(call->task, TypeError, "compile() argument '%s' must be %s, not %T", names[i],
                               types[i], call->args[at[i]]);
    return DONE;
}

static Outcome fill_pattern(Call *call, Pattern *pattern, int64_t groups) {
    const List *list = list_of(call->args[2]);
    const uint8_t *bytes;
    size_t count;
    uint32_t *codes = read_codes(call, list);
    if (!codes) return RAISED;
    if (groups < 0 || groups > SRE_MAX_GROUPS) {
        memory_free(codes);
        return raise_error(call->task, RuntimeError, "invalid SRE code");
    }
    pattern->is_str = is_str(pattern->source);
    pattern->is_bytes = !pattern->is_str && !is_none(pattern->source);
    if (pattern->is_bytes && !bytes_peek(pattern->source, &bytes, &count)) {
        memory_free(codes);
        return raise_error(call->task, TypeError, "expected string or bytes-like object, got '%T'",
                           pattern->source);
    }
    switch (program_init_take(&pattern->program, codes, list->count, (uint32_t)groups)) {
    case PROGRAM_GOOD: return DONE;
    case PROGRAM_INVALID: return raise_error(call->task, RuntimeError, "invalid SRE code");
    default: return raise_memory(call->task);
    }
}

static Outcome sre_compile(Call *call) {
    int flags;
    int64_t groups;
    if (!arg_int(call, 1, &flags) || check_types(call) != DONE || !arg_int64(call, 3, &groups)) return RAISED;
    Pattern *pattern = container_try_new(&pattern_type, sizeof *pattern);
    if (!pattern) return raise_memory(call->task);
    pattern->source = retain(call->args[0]);
    pattern->group_index = retain(call->args[4]);
    pattern->group_names = retain(call->args[5]);
    pattern->flags = flags;
    Value made = object_value(pattern);
    if (fill_pattern(call, pattern, groups) == DONE) return give(call, made);
    release(made);
    return RAISED;
}

/* ---- letters */

static bool arg_character(Call *call, uint32_t *character) {
    int number;
    if (!arg_int(call, 0, &number)) return false;
    *character = (uint32_t)number;
    return true;
}

static Outcome ascii_iscased(Call *call) {
    uint32_t c;
    if (!arg_character(call, &c)) return RAISED;
    return give_bool(call, (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}

static Outcome unicode_iscased(Call *call) {
    uint32_t c;
    if (!arg_character(call, &c)) return RAISED;
    return give_bool(call, text_first_lower(c) != c || text_first_upper(c) != c);
}

static Outcome ascii_tolower(Call *call) {
    uint32_t c;
    return arg_character(call, &c) ? give_int(call, fold_lower(c, FOLD_ASCII)) : RAISED;
}

static Outcome unicode_tolower(Call *call) {
    uint32_t c;
    return arg_character(call, &c) ? give_int(call, fold_lower(c, FOLD_UNICODE)) : RAISED;
}

static Outcome code_size(Call *call) { return give_int(call, SRE_CODE_SIZE); }

/* ---- the module */

static const NativeSpec sre_functions[] = {
    { "compile(pattern, flags, code, groups, groupindex, indexgroup)", sre_compile, NULL },
    { "ascii_iscased(character, /)", ascii_iscased, NULL },
    { "unicode_iscased(character, /)", unicode_iscased, NULL },
    { "ascii_tolower(character, /)", ascii_tolower, NULL },
    { "unicode_tolower(character, /)", unicode_tolower, NULL },
    { "getcodesize()", code_size, NULL },
    { 0 },
};

static const IntSpec sre_ints[] = {
    { "MAGIC", SRE_MAGIC },
    { "CODESIZE", SRE_CODE_SIZE },
    { "MAXREPEAT", SRE_MAX_REPEAT },
    { "MAXGROUPS", SRE_MAX_GROUPS },
    { 0 },
};

static const ClassSpec *const sre_classes[] = {
    &pattern_class, &match_class, &scanner_class, &match_iterator_class, NULL,
};

const ModuleSpec sre_module = {
    .name = "_sre",
    .doc = "The engine of regular expressions, for Python's re.",
    .functions = sre_functions,
    .ints = sre_ints,
    .classes = sre_classes,
};
