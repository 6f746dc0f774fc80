/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _locale: what the C library knows of customs, for Python's locale. The locale is one a process. See
 * https://docs.python.org/3.11/library/locale.html, setlocale(3), localeconv(3), nl_langinfo(3). */
#include "builtin/text/codecs.h"
#include "vm/machine.h"
#include <errno.h>
#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static const ExceptionSpec locale_error = { "locale", "Error", Exception, NULL };

static Outcome give_local(Call *call, const char *text) {
    return text ? give(call, path_decode(call->task, text)) : give_none(call);
}

/* ---- arguments */

/* args[i] as a C string, into the buffer; None or absent gives NULL. False: raised. */
static bool arg_text_or_none(Call *call, size_t i, Buffer *scratch, const char **text) {
    Value given = call->args[i];
    *text = NULL;
    if (is_absent(given) || is_none(given)) return true;
    size_t count;
    if (!is_str(given) && strstr(call->spec->signature, "=None"))
        return raise_error(call->task, TypeError, "setlocale() argument 2 must be str or None, not %T",
                           given),
               false;
    if (!arg_str(call, i, &given)) return false;
    *text = str_peek_utf8(given, scratch, &count);
    if (strlen(*text) == count) return true;
    raise_error(call->task, ValueError, "embedded null character");
    return false;
}

/* As a wide string, owned; NULL: raised. */
static wchar_t *arg_wide(Call *call, size_t i) {
    Value text;
    if (!arg_str(call, i, &text)) return NULL;
    size_t count = str_count(text);
    wchar_t *wide = memory_try_array(count + 1, sizeof *wide);
    if (!wide) return raise_memory(call->task), NULL;
    for (size_t k = 0; k < count; k++) wide[k] = (wchar_t)str_peek_at(str_of(text), k);
    wide[count] = L'\0';
    if (wcslen(wide) == count) return wide;
    memory_free(wide);
    raise_error(call->task, ValueError, "embedded null character");
    return NULL;
}

/* ---- the locale */

static Outcome set_locale(Call *call) {
    int kind;
    Buffer scratch = { 0 };
    const char *wanted;
    if (!arg_int(call, 0, &kind)) return RAISED;
    bool is_read = arg_text_or_none(call, 1, &scratch, &wanted);
    const char *now = is_read ? setlocale(kind, wanted) : NULL;
    bool is_query = !wanted;
    buffer_clear(&scratch);
    if (!is_read) return RAISED;
    if (now) return give_local(call, now);
    return raise_error_of(call->task, &locale_error,
                          is_query ? "locale query failed" : "unsupported locale setting");
}

/* Where digits are grouped: how many to each group, from the right, up to the end or CHAR_MAX. */
static Value groups(const char *grouping) {
    Value list = list_new(0);
    for (const char *group = grouping; *grouping; group++) {
        list_add_take(list_of(list), small_int(*group));
        if (!*group || *group == CHAR_MAX) break;
    }
    return list;
}

static Outcome conventions(Call *call) {
    const struct lconv *now = localeconv();
    const struct {
        const char *name, *text;
        int number;
        bool is_grouping;
    } rows[] = {
        { "int_curr_symbol", now->int_curr_symbol },     { "currency_symbol", now->currency_symbol },
        { "mon_decimal_point", now->mon_decimal_point }, { "mon_thousands_sep", now->mon_thousands_sep },
        { "mon_grouping", now->mon_grouping, 0, true },  { "positive_sign", now->positive_sign },
        { "negative_sign", now->negative_sign },         { "int_frac_digits", NULL, now->int_frac_digits },
        { "frac_digits", NULL, now->frac_digits },       { "p_cs_precedes", NULL, now->p_cs_precedes },
        { "p_sep_by_space", NULL, now->p_sep_by_space }, { "n_cs_precedes", NULL, now->n_cs_precedes },
        { "n_sep_by_space", NULL, now->n_sep_by_space }, { "p_sign_posn", NULL, now->p_sign_posn },
        { "n_sign_posn", NULL, now->n_sign_posn },       { "decimal_point", now->decimal_point },
        { "thousands_sep", now->thousands_sep },         { "grouping", now->grouping, 0, true },
    };
    Value made = dict_value(dict_new());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value value = rows[i].is_grouping ? groups(rows[i].text)
                      : rows[i].text      ? path_decode(call->task, rows[i].text)
                                          : small_int(rows[i].number);
        dict_define_text_take(dict_of(made), rows[i].name, value);
    }
    return give(call, made);
}

/* ---- collation */

static Outcome compare(Call *call) {
    wchar_t *first = arg_wide(call, 0), *second = first ? arg_wide(call, 1) : NULL;
    Outcome outcome = second ? give_int(call, wcscoll(first, second)) : RAISED;
    memory_free(first);
    memory_free(second);
    return outcome;
}

static Outcome transform(Call *call) {
    wchar_t *text = arg_wide(call, 0);
    if (!text) return RAISED;
    errno = 0;
    size_t count = wcsxfrm(NULL, text, 0);
    int problem = errno;
    wchar_t *key = problem ? NULL : memory_try_array(count + 1, sizeof *key);
    if (key) wcsxfrm(key, text, count + 1);
    memory_free(text);
    if (problem) return raise_errno(call->task, problem);
    Str *made = key ? str_make(count, 4) : NULL;
    for (size_t i = 0; made && i < count; i++)
        str_put(made, i, (uint32_t)key[i] > 0x10ffff ? 0x10ffff : (uint32_t)key[i]);
    memory_free(key);
    return give(call, str_finish_take(made));
}

/* ---- facts */

static const IntSpec facts[] = {
    INT_SPEC(ABDAY_1),   INT_SPEC(ABDAY_2),     INT_SPEC(ABDAY_3),
    INT_SPEC(ABDAY_4),   INT_SPEC(ABDAY_5),     INT_SPEC(ABDAY_6),
    INT_SPEC(ABDAY_7),   INT_SPEC(ABMON_1),     INT_SPEC(ABMON_10),
    INT_SPEC(ABMON_11),  INT_SPEC(ABMON_12),    INT_SPEC(ABMON_2),
    INT_SPEC(ABMON_3),   INT_SPEC(ABMON_4),     INT_SPEC(ABMON_5),
    INT_SPEC(ABMON_6),   INT_SPEC(ABMON_7),     INT_SPEC(ABMON_8),
    INT_SPEC(ABMON_9),   INT_SPEC(ALT_DIGITS),  INT_SPEC(AM_STR),
    INT_SPEC(CODESET),   INT_SPEC(CRNCYSTR),    INT_SPEC(DAY_1),
    INT_SPEC(DAY_2),     INT_SPEC(DAY_3),       INT_SPEC(DAY_4),
    INT_SPEC(DAY_5),     INT_SPEC(DAY_6),       INT_SPEC(DAY_7),
    INT_SPEC(D_FMT),     INT_SPEC(D_T_FMT),     INT_SPEC(ERA),
    INT_SPEC(ERA_D_FMT), INT_SPEC(ERA_D_T_FMT), INT_SPEC(ERA_T_FMT),
    INT_SPEC(MON_1),     INT_SPEC(MON_10),      INT_SPEC(MON_11),
    INT_SPEC(MON_12),    INT_SPEC(MON_2),       INT_SPEC(MON_3),
    INT_SPEC(MON_4),     INT_SPEC(MON_5),       INT_SPEC(MON_6),
    INT_SPEC(MON_7),     INT_SPEC(MON_8),       INT_SPEC(MON_9),
    INT_SPEC(NOEXPR),    INT_SPEC(PM_STR),      INT_SPEC(RADIXCHAR),
    INT_SPEC(THOUSEP),   INT_SPEC(T_FMT),       INT_SPEC(T_FMT_AMPM),
    INT_SPEC(YESEXPR),   INT_SPEC(_DATE_FMT),   { 0 },
};

static Outcome language_fact(Call *call) {
    int key;
    if (!arg_int(call, 0, &key)) return RAISED;
    for (const IntSpec *fact = facts; fact->name; fact++) {
        if (fact->value == key) return give_local(call, nl_langinfo(key));
    }
    return raise_error(call->task, ValueError, "unsupported langinfo constant");
}

static Outcome encoding(Call *call) {
    const char *name = nl_langinfo(CODESET);
    return give_text(call, *name ? name : "UTF-8");
}

/* ---- messages */

static Outcome give_translated(Call *call, size_t domain_at, size_t message_at, int kind) {
    Buffer texts[2] = { 0 };
    const char *domain = NULL, *message;
    bool is_read = domain_at == SIZE_MAX || arg_text_or_none(call, domain_at, &texts[0], &domain);
    is_read = is_read && arg_text_or_none(call, message_at, &texts[1], &message);
    Outcome outcome = is_read ? give_local(call, message ? dcgettext(domain, message, kind) : NULL) : RAISED;
    for (size_t i = 0; i < 2; i++) buffer_clear(&texts[i]);
    return outcome;
}

static Outcome translate(Call *call) { return give_translated(call, SIZE_MAX, 0, LC_MESSAGES); }
static Outcome translate_in(Call *call) { return give_translated(call, 0, 1, LC_MESSAGES); }
static Outcome translate_kind(Call *call) {
    int kind;
    return arg_int(call, 2, &kind) ? give_translated(call, 0, 1, kind) : RAISED;
}

/* One of the functions that set something of a domain and give what it is then. */
static Outcome set_of_domain(Call *call, char *(*set)(const char *domain, const char *value)) {
    Buffer texts[2] = { 0 };
    const char *domain, *value;
    bool is_read =
        arg_text_or_none(call, 0, &texts[0], &domain) && arg_text_or_none(call, 1, &texts[1], &value);
    bool is_empty = is_read && domain && !*domain;
    const char *now = is_read && !is_empty ? set(domain, value) : NULL;
    Outcome outcome = !is_read ? RAISED
                      : is_empty
                          ? raise_error_of(call->task, &locale_error, "domain must be a non-empty string")
                          : give_local(call, now);
    for (size_t i = 0; i < 2; i++) buffer_clear(&texts[i]);
    return outcome;
}

static Outcome bind_domain(Call *call) { return set_of_domain(call, bindtextdomain); }
static Outcome bind_codeset(Call *call) { return set_of_domain(call, bind_textdomain_codeset); }

static Outcome set_domain(Call *call) {
    Buffer scratch = { 0 };
    const char *domain;
    Outcome outcome = RAISED;
    if (arg_text_or_none(call, 0, &scratch, &domain)) outcome = give_local(call, textdomain(domain));
    buffer_clear(&scratch);
    return outcome;
}

static const NativeSpec functions[] = {
    { "setlocale(category, locale=None, /)", set_locale, NULL },
    { "localeconv()", conventions, NULL },
    { "strcoll(os1, os2, /)", compare, NULL },
    { "strxfrm(string, /)", transform, NULL },
    { "nl_langinfo(key, /)", language_fact, NULL },
    { "getencoding()", encoding, NULL },
    { "gettext(msg, /)", translate, NULL },
    { "dgettext(domain, msg, /)", translate_in, NULL },
    { "dcgettext(domain, msg, category, /)", translate_kind, NULL },
    { "textdomain(domain, /)", set_domain, NULL },
    { "bindtextdomain(domain, dir, /)", bind_domain, NULL },
    { "bind_textdomain_codeset(domain, codeset, /)", bind_codeset, NULL },
    { 0 },
};

static const IntSpec kinds[] = {
    INT_SPEC(LC_ALL),      INT_SPEC(LC_COLLATE),  INT_SPEC(LC_CTYPE),
    INT_SPEC(LC_MESSAGES), INT_SPEC(LC_MONETARY), INT_SPEC(LC_NUMERIC),
    INT_SPEC(LC_TIME),     INT_SPEC(CHAR_MAX),    { 0 },
};

static const ExceptionSpec *const exceptions[] = { &locale_error, NULL };

/* python3 has taken over the characters of the environment's locale before a program runs, and those of UTF-8
 * where that says nothing. */
static bool init(Machine *machine, Module *module) {
    (void)machine;
    for (const IntSpec *fact = facts; fact->name; fact++)
        dict_define_text_take(module->dict, fact->name, small_int(fact->value));
    const char *now = setlocale(LC_CTYPE, "");
    if (!now || !strcmp(now, "C") || !strcmp(now, "POSIX")) setlocale(LC_CTYPE, "C.UTF-8");
    return true;
}

const ModuleSpec _locale_module = {
    .name = "_locale",
    .functions = functions,
    .ints = kinds,
    .exceptions = exceptions,
    .init = init,
};
