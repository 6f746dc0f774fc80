/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences for people, in their language: help, explanations, what a call waits for. What a test compares
 * (results, tracebacks, data) never goes through here.
 *
 * Sources say _("sentence"), or N_("sentence") in a table whose reader says language_text; `./dev po`
 * collects them with xgettext into the .po files. The compiled catalogs (msgfmt's .mo) are carried in the
 * binary, so a language works in a static binary and where the locale itself is not installed. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

/* Chooses by LC_ALL, LC_MESSAGES or LANG, and LANGUAGE, as gettext does. Until then, and where nothing fits:
 * English. */
void language_open(void);
/* The translation, or `message` itself. Static. */
const char *language_text(const char *message) __attribute__((format_arg(1)));
/* The form that this count takes: _n("%zu byte", "%zu bytes", count). */
const char *language_plural(const char *one, const char *many, size_t count)
    __attribute__((format_arg(1), format_arg(2)));

#define _(message) language_text(message)
#define _n(one, many, count) language_plural(one, many, count)
#define N_(message) message

/* A catalog in msgfmt's format; an embedded one. See "The Format of GNU MO Files" in gettext's manual. */
typedef struct {
    const char *language; /* "fr" */
    const unsigned char *bytes;
    size_t count;
} LanguageCatalog;
extern const LanguageCatalog language_catalogs[]; /* up to {0}; made by tools/embed_catalogs.py */
