/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shell/options.h"
#include "base/array.h"
#include "base/hash.h"
#include "base/language.h"
#include "base/memory.h"
#include "builtin/classes/file.h"
#include "document/printable.h"
#include "modules/sys/sys.h"
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_USAGE = 2, LEAST_STR_DIGITS = 640 };
enum { OPTION_MEMORY = 256, OPTION_COLOR, OPTION_TRACE, OPTION_HASHED_CODE };

static void fail_usage(const char *problem, const char *what) {
    Buffer safe = { 0 };
    fprintf(stderr, _("causette: %s%s\nTry 'causette --help'.\n"), problem, printable(&safe, what));
    buffer_clear(&safe);
    exit(STATUS_USAGE);
}

/* The option that getopt_long stopped at: one letter of several, or a word. */
static void fail_option(const char *word) {
    char letter[] = { '-', (char)optopt, '\0' };
    bool is_letter = optopt > 0 && optopt < OPTION_MEMORY && strncmp(word, "--", 2) != 0;
    fail_usage(_("unknown option, or one without its value: "), is_letter ? letter : word);
}

static void fail_left_out(const char *option) {
    fail_usage(_("an option of Python's that causette has not: "), option);
}

/* Says it, and ends: with 1 when it could not be said. */
static void tell(const char *text) {
    if (fputs(text, stdout) < 0 || fflush(stdout)) {
        perror("causette: standard output");
        exit(1);
    }
    exit(0);
}

static size_t parse_size(const char *text) {
    char *end = (char *)text;
    bool is_decimal = *text >= '0' && *text <= '9' && text[1] != 'x' && text[1] != 'X';
    double number = is_decimal ? strtod(text, &end) : 0;
    static const char units[] = "KMGT";
    const char *unit = *end ? strchr(units, *end & ~0x20) : NULL;
    for (const char *at = units; unit && at <= unit; at++) number *= 1024;
    if (unit) end++;
    if (*end || end == text || !(number >= 1 && number < 9e18)) fail_usage(_("not a size: "), text);
    return (size_t)number;
}

static ColorChoice parse_color(const char *text) {
    if (!strcmp(text, "auto")) return COLOR_AUTO;
    if (!strcmp(text, "always")) return COLOR_ALWAYS;
    if (!strcmp(text, "never")) return COLOR_NEVER;
    fail_usage(_("--color is auto, always or never, not "), text);
    return COLOR_AUTO;
}

/* ---- python3's */

enum { ASKED = 2 }; /* for random hashes: -R, whatever the variable says */

static void push(const char ***texts, size_t *count, const char *text) {
    size_t capacity = *count; /* few, and grown one by one */
    *(const char **)array_push(texts, count, &capacity, sizeof **texts) = text;
}

/* A limit as -X int_max_str_digits and its variable give it; false: it is none. */
static bool parse_digits(const char *text, int *limit) {
    char *end;
    long number = strtol(text, &end, 10);
    *limit = (int)number;
    return end != text && !*end && number <= INT32_MAX && (number == 0 || number >= LEAST_STR_DIGITS);
}

static void fail_digits(const char *from) {
    fprintf(stderr, _("causette: %s: the limit is 0 or at least %d\n"), from, LEAST_STR_DIGITS);
    exit(1);
}

/* -X NAME or NAME=VALUE: those that mean something here; all others are kept for the program, as python3
 * does. */
static void take_extra(Options *options, const char *text) {
    static const char *const left_out[] = { "importtime",   "no_debug_ranges", "pycache_prefix",
                                            "showrefcount", "tracemalloc",     "warn_default_encoding" };
    size_t length = strcspn(text, "=");
    const char *value = text[length] ? text + length + 1 : "";
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++) {
        if (length != strlen(left_out[i]) || strncmp(text, left_out[i], length) != 0) continue;
        char option[40];
        snprintf(option, sizeof option, "-X %s", left_out[i]);
        fail_left_out(option);
    }
    int *flags = options->flags.of;
    if (!strcmp(text, "dev")) flags[START_DEV_MODE] = 1;
    if (!strncmp(text, "utf8", length) && length == 4) flags[START_UTF8_MODE] = strcmp(value, "0") != 0;
    if (!strncmp(text, "int_max_str_digits=", 19) && !parse_digits(value, &flags[START_INT_MAX_STR_DIGITS]))
        fail_digits("-X int_max_str_digits");
    push(&options->extras, &options->extra_count, text);
}

/* An option that is a letter alone and raises a flag; false: it is another. */
static bool take_flag(StartFlags *flags, int letter) {
    static const struct {
        char letter;
        uint8_t flag;
    } letters[] = { { 'B', START_DONT_WRITE_BYTECODE }, { 'd', START_DEBUG },
                    { 'E', START_IGNORE_ENVIRONMENT },  { 'i', START_INSPECT },
                    { 'i', START_INTERACTIVE },         { 'I', START_ISOLATED },
                    { 'P', START_SAFE_PATH },           { 'q', START_QUIET },
                    { 's', START_NO_USER_SITE },        { 'S', START_NO_SITE } };
    bool found = false;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].letter != letter) continue;
        bool counts = letter == 'd' || letter == 'i' || letter == 'q';
        flags->of[letters[i].flag] = counts ? flags->of[letters[i].flag] + 1 : 1;
        found = true;
    }
    if (flags->of[START_ISOLATED]) {
        flags->of[START_IGNORE_ENVIRONMENT] = flags->of[START_NO_USER_SITE] = flags->of[START_SAFE_PATH] = 1;
    }
    return found;
}

static void take(Options *options, int option, const char *word, const char *help) {
    if (take_flag(&options->flags, option)) return;
    switch (option) {
    case 'c': options->code = optarg; break;
    case 'm': options->module = optarg; break;
    case 'u': options->unbuffered = true; break;
    case 'x': options->skip_first_line = true; break;
    case 'R': options->flags.of[START_HASH_RANDOMIZATION] = ASKED; break;
    case 't': break; /* which Python 3 takes and forgets */
    case 'W': push(&options->warnings, &options->warning_count, optarg); break;
    case 'X': take_extra(options, optarg); break;
    case 'b': fail_left_out("-b"); break;
    case 'O': options->flags.of[START_OPTIMIZE]++; break;
    case 'v': fail_left_out("-v"); break;
    case 'h': tell(help); break;
    case 'V': tell("causette " CAUSETTE_VERSION "\n"); break;
    case OPTION_MEMORY: memory_set_budget(parse_size(optarg)); break;
    case OPTION_TRACE: options->trace = true; break;
    case OPTION_COLOR: options->color = parse_color(optarg); break;
    case OPTION_HASHED_CODE: break; /* no compiled file is ever read */
    default: fail_option(word);
    }
}

/* ---- the variables */

static bool is_given(const char *name) {
    const char *value = getenv(name);
    return value && *value;
}

static void take_variables(Options *options) {
    static const struct {
        const char *name;
        StartFlag flag;
    } variables[] = { { "PYTHONDONTWRITEBYTECODE", START_DONT_WRITE_BYTECODE },
                      { "PYTHONINSPECT", START_INSPECT },
                      { "PYTHONNOUSERSITE", START_NO_USER_SITE },
                      { "PYTHONSAFEPATH", START_SAFE_PATH } };
    int *flags = options->flags.of;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        if (!flags[variables[i].flag] && is_given(variables[i].name)) flags[variables[i].flag] = 1;
    }
    if (is_given("PYTHONOPTIMIZE") && !flags[START_OPTIMIZE]) {
        int level = atoi(getenv("PYTHONOPTIMIZE"));
        flags[START_OPTIMIZE] = level > 0 ? level : 1;
    }
    if (is_given("PYTHONUNBUFFERED")) options->unbuffered = true;
    if (is_given("PYTHONINTMAXSTRDIGITS") && flags[START_INT_MAX_STR_DIGITS] < 0 &&
        !parse_digits(getenv("PYTHONINTMAXSTRDIGITS"), &flags[START_INT_MAX_STR_DIGITS]))
        fail_digits("PYTHONINTMAXSTRDIGITS");
}

static void take_seed(Options *options) {
    int *flags = options->flags.of;
    bool is_asked = !flags[START_IGNORE_ENVIRONMENT] && flags[START_HASH_RANDOMIZATION] != ASKED;
    const char *seed = is_asked ? getenv("PYTHONHASHSEED") : NULL;
    flags[START_HASH_RANDOMIZATION] = !seed || strcmp(seed, "0") != 0;
    if (hash_init(seed)) return;
    fprintf(stderr, "causette: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]\n");
    exit(1);
}

Options options_parse(int argc, char **argv, const char *help) {
    static const struct option longs[] = { { "help", no_argument, NULL, 'h' },
                                           { "version", no_argument, NULL, 'V' },
                                           { "memory", required_argument, NULL, OPTION_MEMORY },
                                           { "color", required_argument, NULL, OPTION_COLOR },
                                           { "trace", no_argument, NULL, OPTION_TRACE },
                                           { "check-hash-based-pycs", required_argument, NULL,
                                             OPTION_HASHED_CODE },
                                           { 0 } };
    Options options = { 0 };
    int option;
    options.flags.of[START_INT_MAX_STR_DIGITS] = -1;
    opterr = 0;
    while (!options.code && !options.module &&
           (option = getopt_long(argc, argv, "+bBc:dEhiIm:OPqRsStuvVW:xX:", longs, NULL)) != -1)
        take(&options, option, argv[optind - 1], help);
    take_seed(&options);
    if (!options.flags.of[START_IGNORE_ENVIRONMENT]) take_variables(&options);
    return options;
}

void options_clear(Options *options) {
    memory_free(options->warnings);
    memory_free(options->extras);
}

/* ---- telling the machine */

/* Each once. */
static void add_warning(List *list, Machine *machine, const char *text, size_t count) {
    char *own = strndup(text, count);
    Value added = own ? sys_text(machine, own) : ABSENT;
    bool is_there = is_absent(added);
    for (size_t i = 0; i < list->count; i++) is_there = is_there || str_equal(list->items[i], added);
    if (!is_there) list_add_take(list, retain(added));
    release(added);
    free(own);
}

/* As in python3: what -X dev means, then what the variable says, then -W. */
static void install_warnings(const Options *options, Machine *machine, Dict *sys) {
    List *list = list_of(dict_peek_text(sys, "warnoptions"));
    const char *given = options->flags.of[START_IGNORE_ENVIRONMENT] ? NULL : getenv("PYTHONWARNINGS");
    if (options->flags.of[START_DEV_MODE]) add_warning(list, machine, "default", 7);
    for (const char *at = given; at && *at;) {
        size_t length = strcspn(at, ",");
        add_warning(list, machine, at, length);
        at += length + (at[length] == ',');
    }
    for (size_t i = 0; i < options->warning_count; i++)
        add_warning(list, machine, options->warnings[i], strlen(options->warnings[i]));
}

/* sys._xoptions: a name without a value is True. */
static void install_extras(const Options *options, Machine *machine, Dict *sys) {
    Dict *extras = dict_new();
    for (size_t i = 0; i < options->extra_count; i++) {
        const char *text = options->extras[i], *equal = strchr(text, '=');
        char *own = equal ? strndup(text, (size_t)(equal - text)) : strdup(text);
        Value name = own ? sys_text(machine, own) : ABSENT;
        free(own);
        if (is_absent(name)) continue;
        Value value = equal ? sys_text(machine, equal + 1) : TRUE;
        dict_define(extras, name, value);
        release(name);
        release(value);
    }
    dict_define_text_take(sys, "_xoptions", dict_value(extras));
}

/* What python3's module site puts into builtins. */
static void take_out_site(Machine *machine) {
    static const char *const names[] = { "exit", "quit", "help" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Value name = str_new(names[i]);
        dict_remove_str(machine->builtins, name);
        release(name);
    }
}

void options_install(const Options *options, Machine *machine) {
    Dict *sys = machine_peek_sys(machine)->dict;
    if (options->flags.of[START_INT_MAX_STR_DIGITS] >= 0)
        int_set_text_limit((size_t)options->flags.of[START_INT_MAX_STR_DIGITS]);
    if (options->flags.of[START_OPTIMIZE]) dict_define_text_take(machine->builtins, "__debug__", FALSE);
    install_warnings(options, machine, sys);
    if (options->extra_count) install_extras(options, machine, sys);
    if (options->flags.of[START_NO_SITE]) take_out_site(machine);
    if (options->unbuffered) file_unbuffer_output(machine);
}
