/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class str: how one is made, searching, joining, and the table of all methods. */
#include "builtin/classes/container.h"
#include "builtin/classes/text.h"
#include "builtin/text/codecs.h"
#include "vm/operations.h"

/* ---- making */

/* An instance of a program's subclass is made from the text; str() itself gives the text. */
static Outcome give_as(Call *call, Value text_taken) {
    const Class *class = (Class *)object_of(call->args[0]);
    if (class->is_native || is_absent(text_taken)) return give(call, text_taken);
    Value made = str_new_of(&class->type, text_taken);
    release(text_taken);
    return give(call, made);
}

enum { ENCODED_BY_NAME = 1, DECODED_BY_NAME };

static Outcome make_str(Call *call) {
    Value object = call->args[1];
    const char *encoding, *errors;
    if (call->step == DECODED_BY_NAME) return give_as(call, take_result(call));
    if (is_absent(object)) return give_as(call, str_empty());
    if (is_absent(call->args[2]) && is_absent(call->args[3])) {
        Outcome outcome = arg_text(call, 1);
        return outcome == DONE ? give_as(call, retain(call->args[1])) : outcome;
    }
    if (!arg_codec(call, 2, &encoding, &errors)) return RAISED;
    const uint8_t *bytes;
    size_t count;
    if (is_str(object)) return raise_error(call->task, TypeError, "decoding str is not supported");
    if (!bytes_peek(object, &bytes, &count)) {
        return raise_error(call->task, TypeError, "decoding to str: need a bytes-like object, %T found",
                           object);
    }
    if (!count) return give_as(call, str_empty()); /* whatever the encoding */
    if (!codec_is_ours(encoding, errors)) {
        call->step = DECODED_BY_NAME;
        return codec_by_name(call, object, 2, true);
    }
    Value text = codec_decode(call->task, bytes, count, encoding, errors, object);
    return is_absent(text) ? RAISED : give_as(call, text);
}

static Outcome str_encode(Call *call) {
    const char *encoding, *errors;
    if (call->step == ENCODED_BY_NAME) return DONE;
    if (!arg_codec(call, 1, &encoding, &errors)) return RAISED;
    const Str *str = str_of(call->args[0]);
    if (str->is_ascii && codec_keeps_ascii(encoding)) return give(call, bytes_new(str->data, str->count));
    if (!codec_is_ours(encoding, errors)) {
        call->step = ENCODED_BY_NAME;
        return codec_by_name(call, call->args[0], 1, false);
    }
    Buffer out = { 0 };
    bool done = codec_encode(call->task, call->args[0], encoding, errors, &out);
    Value bytes = done && !out.failed ? bytes_new(out.bytes, out.count) : ABSENT;
    buffer_clear(&out);
    return done ? give(call, bytes) : RAISED;
}

/* ---- searching */

typedef int64_t Search(Value str, Value part, size_t start, size_t end);

/* The arguments (part, start, end) of the methods that search. */
static Outcome arg_part(Call *call, size_t *start, size_t *end) {
    Outcome outcome = arg_range(call, 2, str_count(call->args[0]), start, end);
    if (outcome != DONE || is_str(call->args[1])) return outcome;
    return raise_error(call->task, TypeError, "must be str, not %T", call->args[1]);
}

static Outcome search(Call *call, Search *how, bool must_be_there) {
    size_t start, end;
    Outcome outcome = arg_part(call, &start, &end);
    if (outcome != DONE) return outcome;
    int64_t found = how(call->args[0], call->args[1], start, end);
    if (found < 0 && must_be_there) return raise_error(call->task, ValueError, "substring not found");
    return give_int(call, found);
}

static Outcome str_find_method(Call *call) { return search(call, str_find, false); }
static Outcome str_rfind(Call *call) { return search(call, str_find_last, false); }
static Outcome str_index(Call *call) { return search(call, str_find, true); }
static Outcome str_rindex(Call *call) { return search(call, str_find_last, true); }

static Outcome str_count_method(Call *call) {
    size_t start, end;
    Outcome outcome = arg_part(call, &start, &end);
    if (outcome != DONE) return outcome;
    return give_int(call, (int64_t)str_occurrences(call->args[0], call->args[1], start, end, SIZE_MAX));
}

static bool stands_at_end(Value str, Value part, size_t start, size_t end, bool at_start) {
    if (start > end || end - start < str_count(part)) return false;
    size_t at = at_start ? start : end - str_count(part);
    return str_find(str, part, at, at + str_count(part)) == (int64_t)at;
}

static Outcome has_end(Call *call, const char *name, bool at_start) {
    Value str = call->args[0], given = call->args[1];
    size_t start, end;
    Outcome outcome = arg_range(call, 2, str_count(str), &start, &end);
    if (outcome != DONE) return outcome;
    if (is_str(given)) return give_bool(call, stands_at_end(str, given, start, end, at_start));
    if (!is_tuple(given)) {
        return raise_error(call->task, TypeError, "%s first arg must be str or a tuple of str, not %T", name,
                           given);
    }
    const Tuple *choices = tuple_of(given);
    for (size_t i = 0; i < choices->count; i++) {
        Value choice = choices->items[i];
        if (!is_str(choice)) {
            return raise_error(call->task, TypeError, "tuple for %s must only contain str, not %T", name,
                               choice);
        }
        if (stands_at_end(str, choice, start, end, at_start)) return give_bool(call, true);
    }
    return give_bool(call, false);
}

static Outcome str_startswith(Call *call) { return has_end(call, "startswith", true); }
static Outcome str_endswith(Call *call) { return has_end(call, "endswith", false); }

/* ---- joining and replacing */

static Outcome str_join_method(Call *call) {
    if (!arg_is_iterable(call, 1)) return raise_error(call->task, TypeError, "can only join an iterable");
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    const Value *items = NULL;
    size_t count = 0;
    sequence_peek(call->args[1], &items, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_object(items[i]) && is_str(items[i])) continue;
        return raise_error(call->task, TypeError, "sequence item %zu: expected str instance, %T found", i,
                           items[i]);
    }
    return give(call, str_join(call->args[0], items, count));
}

static Outcome str_replace_method(Call *call) {
    Value old, new;
    int64_t most;
    if (!arg_str(call, 1, &old) || !arg_str(call, 2, &new)) return RAISED;
    Outcome outcome = arg_count(call, 3, &most);
    return outcome == DONE ? give(call, str_replace(call->args[0], old, new, most)) : outcome;
}

/* ---- the table */

static Outcome str_self(Call *call) {
    return give(call, str_slice(call->args[0], 0, 1, str_count(call->args[0])));
}

static const NativeSpec str_methods[] = {
    { "capitalize(self, /)", str_capitalize,
      "A copy with a capital first letter and the rest in lower case." },
    { "casefold(self, /)", str_casefold, "A copy for comparing without regard to case." },
    { "center(self, width, fillchar=..., /)", str_center, "Centred in width characters." },
    { "count(self, sub, start=None, end=None, /)", str_count_method, "How often sub occurs, not overlapping.",
      ARGS_PARSE },
    { "encode(self, encoding=..., errors=...)", str_encode, "The text as bytes." },
    { "endswith(self, suffix, start=None, end=None, /)", str_endswith, "Whether it ends with suffix.",
      ARGS_PARSE },
    { "expandtabs(self, tabsize=8)", str_expandtabs, "A copy with tabs as spaces." },
    { "find(self, sub, start=None, end=None, /)", str_find_method, "Where sub first occurs, or -1.",
      ARGS_PARSE },
    { "format(self, /, *args, **kwargs)", str_format_method, "Fills in the fields in braces." },
    { "format_map(self, mapping, /)", str_format_map, "Fills in the fields in braces from a mapping." },
    { "index(self, sub, start=None, end=None, /)", str_index,
      "Where sub first occurs; ValueError if nowhere.", ARGS_PARSE },
    { "isalnum(self, /)", str_isalnum, "Whether all characters are letters or digits." },
    { "isalpha(self, /)", str_isalpha, "Whether all characters are letters." },
    { "isascii(self, /)", str_isascii, "Whether all characters are ASCII." },
    { "isdecimal(self, /)", str_isdecimal, "Whether all characters are decimal digits." },
    { "isdigit(self, /)", str_isdigit, "Whether all characters are digits." },
    { "isidentifier(self, /)", str_isidentifier, "Whether it could be a name." },
    { "islower(self, /)", str_islower, "Whether all cased characters are lower case." },
    { "isnumeric(self, /)", str_isnumeric, "Whether all characters stand for numbers." },
    { "isprintable(self, /)", str_isprintable, "Whether repr() would show all characters as they are." },
    { "isspace(self, /)", str_isspace, "Whether all characters are white space." },
    { "istitle(self, /)", str_istitle, "Whether each word begins with a capital." },
    { "isupper(self, /)", str_isupper, "Whether all cased characters are upper case." },
    { "join(self, iterable, /)", str_join_method, "The strings of the iterable with this one between them." },
    { "ljust(self, width, fillchar=..., /)", str_ljust, "At the left of width characters." },
    { "lower(self, /)", str_lower, "A copy in lower case." },
    { "lstrip(self, chars=None, /)", str_lstrip, "Without white space, or chars, at the start." },
    { "maketrans(x, y=..., z=..., /)", str_maketrans, "A table for translate().", ARGS_UNPACK,
      NATIVE_STATICMETHOD },
    { "partition(self, sep, /)", str_partition, "What stands before sep, sep, and what stands behind it." },
    { "removeprefix(self, prefix, /)", str_removeprefix, "Without prefix at the start." },
    { "removesuffix(self, suffix, /)", str_removesuffix, "Without suffix at the end." },
    { "replace(self, old, new, count=-1, /)", str_replace_method, "A copy with old replaced by new." },
    { "rfind(self, sub, start=None, end=None, /)", str_rfind, "Where sub last occurs, or -1.", ARGS_PARSE },
    { "rindex(self, sub, start=None, end=None, /)", str_rindex,
      "Where sub last occurs; ValueError if nowhere.", ARGS_PARSE },
    { "rjust(self, width, fillchar=..., /)", str_rjust, "At the right of width characters." },
    { "rpartition(self, sep, /)", str_rpartition, "As partition(), at the last sep." },
    { "rsplit(self, sep=None, maxsplit=-1)", str_rsplit, "As split(), from the end." },
    { "rstrip(self, chars=None, /)", str_rstrip, "Without white space, or chars, at the end." },
    { "split(self, sep=None, maxsplit=-1)", str_split, "The parts between sep, or between white space." },
    { "splitlines(self, keepends=False)", str_splitlines, "The lines." },
    { "startswith(self, prefix, start=None, end=None, /)", str_startswith, "Whether it starts with prefix.",
      ARGS_PARSE },
    { "strip(self, chars=None, /)", str_strip, "Without white space, or chars, at both ends." },
    { "swapcase(self, /)", str_swapcase, "A copy with upper and lower case exchanged." },
    { "title(self, /)", str_title, "A copy in which each word begins with a capital." },
    { "translate(self, table, /)", str_translate,
      "A copy in which each character is replaced by what table has for it." },
    { "upper(self, /)", str_upper, "A copy in upper case." },
    { "zfill(self, width, /)", str_zfill, "Filled up with zeros, behind the sign." },
    { "__str__(self, /)", str_self, "Return str(self)." },
    { "__getitem__(self, key, /)", container_get_item, "Return self[key]." },
    { "__hash__(self, /)", container_hash, "Return hash(self)." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_CONTAINS,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    SEQUENCE_OPERATORS,
    { "__mod__(self, value, /)", text_percent, "self % value." },
    { "__format__(self, format_spec, /)", str_dunder_format, "format(self, format_spec)." },
    { 0 },
};

const ClassSpec str_class_spec = {
    .type = &str_type,
    .make = { "str(cls, object=..., encoding=..., errors=...)", make_str,
              "The text of an object, or decoded bytes." },
    .methods = str_methods,
    .doc = "Text: characters that cannot be changed.",
};
