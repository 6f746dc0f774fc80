/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catalogs: sorted tables of messages, searched by halves. A catalog that is damaged translates nothing. */
#include "base/language.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const LanguageCatalog *chosen; /* one a process, as the environment it is read from */

enum { MAGIC = 0x950412de, HEAD_COUNT = 2, HEAD_ORIGINALS = 3, HEAD_TRANSLATIONS = 4, HEAD_SIZE = 28 };

static uint32_t number_at(const LanguageCatalog *catalog, size_t offset) {
    uint32_t number = 0;
    if (offset + sizeof number <= catalog->count) memcpy(&number, catalog->bytes + offset, sizeof number);
    return number;
}

static uint32_t head(int field) { return number_at(chosen, (size_t)field * 4); }

/* The text that entry i of a table points at; "" when it lies outside of the catalog. */
static const char *text_at(int table, uint32_t i) {
    size_t entry = head(table) + (size_t)i * 8;
    size_t length = number_at(chosen, entry), offset = number_at(chosen, entry + 4);
    if (offset + length >= chosen->count || chosen->bytes[offset + length]) return "";
    return (const char *)chosen->bytes + offset;
}

static const char *find(const char *message) {
    if (!chosen || chosen->count < HEAD_SIZE || head(0) != MAGIC || !*message) return NULL;
    uint32_t low = 0, high = head(HEAD_COUNT);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(message, text_at(HEAD_ORIGINALS, middle));
        if (order == 0) return text_at(HEAD_TRANSLATIONS, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *language_text(const char *message) {
    const char *found = find(message);
    return found && *found ? found : message;
}

/* The forms of one message stand behind each other. French says one for none as well; English does not. */
const char *language_plural(const char *one, const char *many, size_t count) {
    const char *found = find(one);
    if (!found || !*found) return count == 1 ? one : many;
    bool is_one = strcmp(chosen->language, "fr") == 0 ? count <= 1 : count == 1;
    return is_one ? found : found + strlen(found) + 1;
}

/* ---- choosing */

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

/* The first catalog for a language of the list: "fr_CA:de", "fr_FR.UTF-8". English ends the search: nothing
 * to translate. */
static const LanguageCatalog *choose(const char *list) {
    for (const char *at = list; *at; at += strspn(at, ":")) {
        size_t length = strcspn(at, "_.@:");
        if (length == 2 && !strncmp(at, "en", 2)) return NULL;
        for (const LanguageCatalog *catalog = language_catalogs; catalog->language; catalog++) {
            if (strlen(catalog->language) == length && !strncmp(at, catalog->language, length))
                return catalog;
        }
        at += strcspn(at, ":");
    }
    return NULL;
}

void language_open(void) {
    const char *locale = setting("LC_ALL");
    if (!locale) locale = setting("LC_MESSAGES");
    if (!locale) locale = setting("LANG");
    bool has_none = !locale || !strcmp(locale, "C") || !strncmp(locale, "C.", 2) || !strcmp(locale, "POSIX");
    const char *list = has_none ? NULL : setting("LANGUAGE");
    chosen = has_none ? NULL : choose(list ? list : locale);
}
