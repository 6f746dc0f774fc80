/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Characters: names, categories, numbers. */
#include "base/text.h"
#include "modules/unicodedata/unicode.h"
#include "vm/machine.h"
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

/* ---- characters as they are, and as they were */

const UnicodeChange *unicode_change(uint32_t character) {
    size_t low = 0, high = unicode_change_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const UnicodeChange *row = &unicode_changes[middle];
        if (character < row->first)
            high = middle;
        else if (character > row->last)
            low = middle + 1;
        else
            return row;
    }
    return NULL;
}

static const UnicodeWidth *width_row(uint32_t character) {
    size_t low = 0, high = unicode_width_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (unicode_widths[middle].first <= character)
            low = middle;
        else
            high = middle;
    }
    return &unicode_widths[low];
}

static bool arg_character(Call *call, size_t i, uint32_t *character) {
    Value given = call->args[i];
    if (is_str(given) && str_count(given) == 1) {
        *character = str_peek_at(str_of(given), 0);
        return true;
    }
    bool is_one_of_two = call->count - first_argument(call) > 1;
    raise_error(call->task, TypeError, "%.*s() argument%s must be a unicode character, not %T",
                (int)strcspn(call->spec->signature, "("), call->spec->signature, is_one_of_two ? " 1" : "",
                given);
    return false;
}

typedef struct {
    uint32_t character;
    const UnicodeChange *change; /* NULL: it is as it was, or it is now that is asked for */
} Asked;

static bool read_asked(Call *call, Asked *asked) {
    if (!arg_character(call, first_argument(call), &asked->character)) return false;
    asked->change = is_old(call) ? unicode_change(asked->character) : NULL;
    return true;
}

/* ---- properties */

static Outcome category(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    if (asked.change && asked.change->category[0]) return give_text(call, asked.change->category);
    return give_text(call, uc_general_category_name(uc_general_category(asked.character)));
}

static bool is_assigned(uint32_t character) { return !uc_is_general_category(character, UC_CATEGORY_Cn); }

static Outcome bidirectional(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    if (unicode_is_new(asked.change) || !is_assigned(asked.character)) return give_text(call, "");
    if (asked.change && asked.change->bidirectional[0]) return give_text(call, asked.change->bidirectional);
    /* The four isolates have no name in the library. */
    static const char *const isolates[] = { "LRI", "RLI", "FSI", "PDI" };
    if (asked.character >= 0x2066 && asked.character <= 0x2069)
        return give_text(call, isolates[asked.character - 0x2066]);
    return give_text(call, uc_bidi_class_name(uc_bidi_class(asked.character)));
}

static Outcome combining(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    return give_int(call, unicode_is_new(asked.change) ? 0 : uc_combining_class(asked.character));
}

static Outcome mirrored(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    if (unicode_is_new(asked.change)) return give_int(call, 0);
    if (asked.change && asked.change->mirrored >= 0) return give_int(call, asked.change->mirrored);
    return give_int(call, width_row(asked.character)->is_mirrored);
}

static Outcome east_asian_width(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    if (unicode_is_new(asked.change))
        return give_text(call, "F"); /* of what is unassigned, as CPython has it */
    if (asked.change && asked.change->width[0]) return give_text(call, asked.change->width);
    return give_text(call, width_row(asked.character)->width);
}

static Outcome decomposition(Call *call) {
    static const char *const tags[] = {
        [UC_DECOMP_CANONICAL] = "",           [UC_DECOMP_FONT] = "<font> ",
        [UC_DECOMP_NOBREAK] = "<noBreak> ",   [UC_DECOMP_INITIAL] = "<initial> ",
        [UC_DECOMP_MEDIAL] = "<medial> ",     [UC_DECOMP_FINAL] = "<final> ",
        [UC_DECOMP_ISOLATED] = "<isolated> ", [UC_DECOMP_CIRCLE] = "<circle> ",
        [UC_DECOMP_SUPER] = "<super> ",       [UC_DECOMP_SUB] = "<sub> ",
        [UC_DECOMP_VERTICAL] = "<vertical> ", [UC_DECOMP_WIDE] = "<wide> ",
        [UC_DECOMP_NARROW] = "<narrow> ",     [UC_DECOMP_SMALL] = "<small> ",
        [UC_DECOMP_SQUARE] = "<square> ",     [UC_DECOMP_FRACTION] = "<fraction> ",
        [UC_DECOMP_COMPAT] = "<compat> ",
    };
    Asked asked;
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    int tag = 0;
    if (!read_asked(call, &asked)) return RAISED;
    bool is_hangul = asked.character >= 0xac00 && asked.character <= 0xd7a3; /* by rule, not by table */
    int count =
        is_hangul || unicode_is_new(asked.change) ? 0 : uc_decomposition(asked.character, &tag, parts);
    if (count <= 0) return give_text(call, "");
    Buffer out = { 0 };
    buffer_append_text(&out, tags[tag]);
    for (int i = 0; i < count; i++) buffer_append_format(&out, i ? " %04X" : "%04X", (unsigned)parts[i]);
    return give_buffer(call, &out);
}

/* ---- numbers */

static Outcome give_or(Call *call, Value number, const char *problem) {
    Value otherwise = call->args[first_argument(call) + 1];
    if (!is_absent(number)) return give(call, number);
    if (!is_absent(otherwise)) return give(call, retain(otherwise));
    return raise_error(call->task, ValueError, "%s", problem);
}

static Value natural(int number) { return number < 0 ? ABSENT : small_int(number); }

static Outcome decimal(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    int number = unicode_is_new(asked.change) ? -1 : uc_decimal_value(asked.character);
    if (asked.change && asked.change->decimal >= 0) number = asked.change->decimal;
    return give_or(call, natural(number), "not a decimal");
}

static Outcome digit(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    return give_or(call, natural(uc_digit_value(asked.character)), "not a digit");
}

static Value numeric_value(uint32_t character) {
    for (const UnicodeNumber *row = unicode_numbers; row->character; row++) {
        if (row->character == character) return float_new(row->number);
    }
    uc_fraction_t fraction = uc_numeric_value(character);
    return fraction.denominator ? float_new((double)fraction.numerator / fraction.denominator) : ABSENT;
}

static Outcome numeric(Call *call) {
    Asked asked;
    if (!read_asked(call, &asked)) return RAISED;
    Value number = unicode_is_new(asked.change) ? ABSENT : numeric_value(asked.character);
    return give_or(call, number, "not a numeric character");
}

/* ---- names */

static Outcome name(Call *call) {
    Asked asked;
    Buffer out = { 0 };
    if (!read_asked(call, &asked)) return RAISED;
    if (!unicode_is_new(asked.change) && text_append_name(&out, asked.character))
        return give_buffer(call, &out);
    return give_or(call, ABSENT, "no such name");
}

/* A str or bytes, as a C string of `count` bytes; NULL: raised. */
static const char *arg_name(Call *call, Buffer *scratch, size_t *count) {
    size_t at = first_argument(call);
    const uint8_t *data;
    if (is_str(call->args[at])) return str_peek_utf8(call->args[at], scratch, count);
    if (!arg_bytes(call, at, &data, count)) return NULL;
    buffer_append(scratch, data, *count);
    return buffer_text(scratch);
}

/* One character or more; 0: there is none of that name. */
static size_t find_characters(const Call *call, const char *name, size_t count, uint32_t *characters) {
    const UnicodeName *row = strlen(name) == count ? unicode_find_name(name) : NULL;
    size_t length = 1;
    if (row) memcpy(characters, row->characters, sizeof row->characters);
    while (row && length < UNICODE_SEQUENCE_MAX && characters[length]) length++;
    if (!row) characters[0] = text_named(name, count);
    if (characters[0] == TEXT_INVALID) return 0;
    return is_old(call) && unicode_is_new(unicode_change(characters[0])) ? 0 : length;
}

static Outcome lookup(Call *call) {
    enum { NAME_MAX_LENGTH = 256 };
    Buffer scratch = { 0 };
    size_t count, length = 0;
    uint32_t characters[UNICODE_SEQUENCE_MAX];
    const char *name = arg_name(call, &scratch, &count);
    bool is_long = name && count > NAME_MAX_LENGTH;
    if (name && !is_long) length = find_characters(call, name, count, characters);
    if (name && !is_long && !length) raise_error(call->task, KeyError, "undefined character name '%s'", name);
    buffer_clear(&scratch);
    if (is_long) return raise_error(call->task, KeyError, "name too long");
    return length ? give(call, str_from_code_points(characters, length)) : RAISED;
}

/* ---- the module, and the class of the old one */

static Outcome version(Call *call) { return give_text(call, "3.2.0"); }

static const NativeSpec functions[] = {
    { "category(chr, /)", category, "The general category of a character." },
    { "bidirectional(chr, /)", bidirectional, "How a character goes from left or from right." },
    { "combining(chr, /)", combining, "The class by which a mark is put in order." },
    { "mirrored(chr, /)", mirrored, "1 for what is mirrored in text from right to left." },
    { "east_asian_width(chr, /)", east_asian_width, "How wide a character is in East Asian text." },
    { "decomposition(chr, /)", decomposition, "What a character is put together from." },
    { "decimal(chr, default=..., /)", decimal, "The decimal digit that a character is." },
    { "digit(chr, default=..., /)", digit, "The digit that a character is." },
    { "numeric(chr, default=..., /)", numeric, "The number that a character is, as a float." },
    { "name(chr, default=..., /)", name, "The name of a character." },
    { "lookup(name, /)", lookup, "The character or sequence of this name." },
    { "normalize(form, unistr, /)", unicode_normalize, "The text in a normal form." },
    { "is_normalized(form, unistr, /)", unicode_is_normalized, "Whether the text is in this normal form." },
    { 0 },
};

static const NativeSpec methods[] = {
    { "category(self, chr, /)", category, "The general category of a character." },
    { "bidirectional(self, chr, /)", bidirectional, "How a character goes from left or from right." },
    { "combining(self, chr, /)", combining, "The class by which a mark is put in order." },
    { "mirrored(self, chr, /)", mirrored, "1 for what is mirrored in text from right to left." },
    { "east_asian_width(self, chr, /)", east_asian_width, "How wide a character is in East Asian text." },
    { "decomposition(self, chr, /)", decomposition, "What a character is put together from." },
    { "decimal(self, chr, default=..., /)", decimal, "The decimal digit that a character is." },
    { "digit(self, chr, default=..., /)", digit, "The digit that a character is." },
    { "numeric(self, chr, default=..., /)", numeric, "The number that a character is, as a float." },
    { "name(self, chr, default=..., /)", name, "The name of a character." },
    { "lookup(self, name, /)", lookup, "The character or sequence of this name." },
    { "normalize(self, form, unistr, /)", unicode_normalize, "The text in a normal form." },
    { "is_normalized(self, form, unistr, /)", unicode_is_normalized,
      "Whether the text is in this normal form." },
    { "unidata_version", version, "The version of Unicode.", .flags = NATIVE_MEMBER },
    { 0 },
};

const Type unicode_type = { .name = "unicodedata.UCD",
                            .size = sizeof(Object),
                            .free = object_release_memory };

static const ClassSpec unicode_class = { .type = &unicode_type, .module = "unicodedata", .methods = methods };

static bool init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "unidata_version", str_new("14.0.0"));
    dict_define_text_take(module->dict, "ucd_3_2_0", object_value(object_new(&unicode_type, sizeof(Object))));
    return true;
}

static const ClassSpec *const classes[] = { &unicode_class, NULL };

const ModuleSpec unicodedata_module = {
    .name = "unicodedata",
    .doc = "What Unicode says of characters.",
    .functions = functions,
    .classes = classes,
    .init = init,
};
