/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of characters, for \N{...}. Their tables take 700 kB, so they are read from the shared library at
 * first use. The symbol is weak: a static binary asks the linker for it by name (src/meson.build) and has it
 * at once. */
#include "base/text.h"
#include "base/unicode_tables.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <uniname.h>

typedef ucs4_t CharacterOfName(const char *name);
typedef char *NameOfCharacter(ucs4_t code_point, char *name);

extern ucs4_t unicode_name_character(const char *name) __attribute__((weak));
extern char *unicode_character_name(ucs4_t code_point, char *name) __attribute__((weak));

static void *find_in_library(const char *symbol) {
    static const char *const libraries[] = { "libunistring.so.2", "libunistring.so.5", "libunistring.so" };
    static void *library;
    for (size_t i = 0; !library && i < sizeof libraries / sizeof *libraries; i++) {
        library = dlopen(libraries[i], RTLD_LAZY | RTLD_LOCAL);
    }
    return library ? dlsym(library, symbol) : NULL;
}

static CharacterOfName *name_lookup(void) {
    if (unicode_name_character) return unicode_name_character;
    static CharacterOfName *found;
    if (!found) *(void **)&found = find_in_library("unicode_name_character");
    return found;
}

static NameOfCharacter *character_lookup(void) {
    if (unicode_character_name) return unicode_character_name;
    static NameOfCharacter *found;
    if (!found) *(void **)&found = find_in_library("unicode_character_name");
    return found;
}

/* The unified ideographs are named by their numbers, which the library does not know: capitals, no leading
 * zeros. */
static const uint32_t ideographs[][2] = { { 0x3400, 0x4dbf },   { 0x4e00, 0x9fff },   { 0x20000, 0x2a6df },
                                          { 0x2a700, 0x2b738 }, { 0x2b740, 0x2b81d }, { 0x2b820, 0x2cea1 },
                                          { 0x2ceb0, 0x2ebe0 }, { 0x30000, 0x3134a } };

static bool is_ideograph(uint32_t code_point) {
    for (size_t i = 0; i < sizeof ideographs / sizeof *ideographs; i++) {
        if (code_point >= ideographs[i][0] && code_point <= ideographs[i][1]) return true;
    }
    return false;
}

static uint32_t ideograph_named(const char *digits) {
    size_t length = strspn(digits, "0123456789ABCDEF");
    if (length < 4 || length > 5 || digits[length]) return TEXT_INVALID;
    uint32_t code_point = (uint32_t)strtoul(digits, NULL, 16);
    return is_ideograph(code_point) ? code_point : TEXT_INVALID;
}

/* Control characters have no names of their own, only aliases: a long and a short one, in the order of the
 * codes. */
static uint32_t control_named(const char *name) {
    static const char *const aliases[][2] = {
        { "NULL", "NUL" },
        { "START OF HEADING", "SOH" },
        { "START OF TEXT", "STX" },
        { "END OF TEXT", "ETX" },
        { "END OF TRANSMISSION", "EOT" },
        { "ENQUIRY", "ENQ" },
        { "ACKNOWLEDGE", "ACK" },
        { "ALERT", "BEL" },
        { "BACKSPACE", "BS" },
        { "CHARACTER TABULATION", "TAB" },
        { "LINE FEED", "LF" },
        { "LINE TABULATION", "VT" },
        { "FORM FEED", "FF" },
        { "CARRIAGE RETURN", "CR" },
        { "SHIFT OUT", "SO" },
        { "SHIFT IN", "SI" },
        { "DATA LINK ESCAPE", "DLE" },
        { "DEVICE CONTROL ONE", "DC1" },
        { "DEVICE CONTROL TWO", "DC2" },
        { "DEVICE CONTROL THREE", "DC3" },
        { "DEVICE CONTROL FOUR", "DC4" },
        { "NEGATIVE ACKNOWLEDGE", "NAK" },
        { "SYNCHRONOUS IDLE", "SYN" },
        { "END OF TRANSMISSION BLOCK", "ETB" },
        { "CANCEL", "CAN" },
        { "END OF MEDIUM", "EOM" },
        { "SUBSTITUTE", "SUB" },
        { "ESCAPE", "ESC" },
        { "INFORMATION SEPARATOR FOUR", "FS" },
        { "INFORMATION SEPARATOR THREE", "GS" },
        { "INFORMATION SEPARATOR TWO", "RS" },
        { "INFORMATION SEPARATOR ONE", "US" },
    };
    for (uint32_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (strcasecmp(name, aliases[i][0]) == 0 || strcasecmp(name, aliases[i][1]) == 0) return i;
    }
    if (strcasecmp(name, "DELETE") == 0 || strcasecmp(name, "DEL") == 0) return 0x7f;
    if (strcasecmp(name, "NEXT LINE") == 0 || strcasecmp(name, "NEL") == 0) return 0x85;
    return TEXT_INVALID;
}

static uint32_t library_named(const char *name) {
    CharacterOfName *lookup = name_lookup();
    ucs4_t code_point = lookup ? lookup(name) : UNINAME_INVALID;
    return code_point == UNINAME_INVALID ? TEXT_INVALID : code_point;
}

const UnicodeName *unicode_find_name(const char *name) {
    size_t low = 0, high = unicode_name_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcasecmp(name, unicode_names[middle].name);
        if (!order) return &unicode_names[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

uint32_t text_named(const char *name, size_t count) {
    static const char ideograph[] = "CJK UNIFIED IDEOGRAPH-", hangul[] = "HANGUL SYLLABLE ";
    char copy[256];
    if (count >= sizeof copy || memchr(name, '\0', count)) return TEXT_INVALID;
    memcpy(copy, name, count);
    copy[count] = '\0';
    if (strncmp(copy, ideograph, sizeof ideograph - 1) == 0)
        return ideograph_named(copy + sizeof ideograph - 1);
    uint32_t code_point = library_named(copy);
    if (code_point != TEXT_INVALID) return code_point;
    if (strncmp(copy, hangul, sizeof hangul - 1) == 0 && strcmp(copy + count - 2, "NJ") == 0) {
        copy[count - 1] = '\0'; /* the library misses the final NJ, which comes right after the final N */
        code_point = library_named(copy);
        return code_point == TEXT_INVALID ? TEXT_INVALID : code_point + 1;
    }
    const UnicodeName *alias = unicode_find_name(copy);
    if (alias && !alias->characters[1]) return alias->characters[0];
    return control_named(copy);
}

bool text_append_name(Buffer *out, uint32_t code_point) {
    char name[UNINAME_MAX];
    if (is_ideograph(code_point)) {
        buffer_append_format(out, "CJK UNIFIED IDEOGRAPH-%X", code_point);
        return true;
    }
    NameOfCharacter *lookup = character_lookup();
    if (!lookup || !lookup(code_point, name)) return false;
    /* The library misses the final NJ, and says NI. */
    bool ends_in_nj = code_point >= 0xac00 && code_point <= 0xd7a3 && (code_point - 0xac00) % 28 == 5;
    if (ends_in_nj) name[strlen(name) - 1] = 'J';
    buffer_append_text(out, name);
    return true;
}
