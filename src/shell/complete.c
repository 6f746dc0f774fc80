/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Completion. Candidates are gathered into one list of strings, which readline then asks for one by one. */
#include "shell/complete.h"
#include "base/memory.h"
#include "base/text.h"
#include "explain/socket_names.h"
#include "modules/modules.h"
#include "shell/commands.h"
#include "vm/operations.h"
#include <stdio.h>
#define _FUNCTION_DEF /* readline then leaves out its old type names, which would meet ours */
#include <readline/readline.h>
#include <stdlib.h>
#include <string.h>

static struct {
    Program *program;
    Value found; /* list of str, sorted; the completions */
    size_t next;
} completion; /* readline's callbacks take no argument: part of the editor's static state */

static const char *const keywords[] = { "False", "None",   "True",     "and",   "as",     "assert",
                                        "break", "class",  "continue", "def",   "del",    "elif",
                                        "else",  "except", "finally",  "for",   "from",   "global",
                                        "if",    "import", "in",       "is",    "lambda", "nonlocal",
                                        "not",   "or",     "pass",     "raise", "return", "try",
                                        "while", "with",   "yield" };

/* ---- gathering */

static void offer(const char *start, const char *name, const char *ending) {
    size_t length = strlen(start);
    if (strncmp(name, start, length) != 0) return;
    list_add_take(list_of(completion.found), str_format("%s%s", name, ending));
}

static bool is_callable(Value value) {
    switch (is_object(value) ? object_type(value)->id : TYPE_ID_NONE) {
    case TYPE_ID_FUNCTION:
    case TYPE_ID_BUILTIN:
    case TYPE_ID_METHOD:
    case TYPE_ID_METHOD_DESCRIPTOR:
    case TYPE_ID_TYPE:
    case TYPE_ID_CLASSMETHOD:
    case TYPE_ID_STATICMETHOD: return true;
    default: return false;
    }
}

/* prefix: what stands before the name in the line ("s."). Names that begin with _ only when asked for. */
static void offer_dict(Dict *dict, const char *prefix, const char *start) {
    DictEntry *entry;
    Buffer scratch = { 0 };
    for (size_t position = 0; dict && (entry = dict_next(dict, &position));) {
        if (!is_str(entry->key)) continue;
        const char *name = str_peek_utf8(entry->key, &scratch, NULL);
        if (*name == '_' && *start != '_') continue;
        if (strncmp(name, start, strlen(start)) != 0) continue;
        list_add_take(list_of(completion.found),
                      str_format("%s%s%s", prefix, name, is_callable(entry->value) ? "(" : ""));
    }
    buffer_clear(&scratch);
}

static void offer_names(const char *text) {
    Machine *machine = completion.program->machine;
    offer_dict(completion.program->main->dict, "", text);
    offer_dict(machine->builtins, "", text);
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) offer(text, keywords[i], "");
}

static void offer_attributes(Value object, const char *prefix, const char *start) {
    Machine *machine = completion.program->machine;
    offer_dict(attributes_of(object, false), prefix, start);
    if (has_type(object, TYPE_ID_MODULE)) return;
    const Class *class =
        has_type(object, TYPE_ID_TYPE) ? (Class *)object_of(object) : value_class(machine, object);
    for (size_t i = 0; i < class->mro_count; i++) offer_dict(class_dict(class->mro[i]), prefix, start);
}

static void offer_keys(Value dict, const char *prefix, char quote, const char *start) {
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(dict_of(dict), &position));) {
        if (!is_str(entry->key)) continue;
        Buffer key = { 0 };
        str_append_utf8(&key, entry->key);
        bool plain = key.count && !memchr(key.bytes, quote, key.count) && !memchr(key.bytes, '\\', key.count);
        if (plain && !strncmp(buffer_text(&key), start, strlen(start)))
            list_add_take(list_of(completion.found), str_format("%s%s%c]", prefix, buffer_text(&key), quote));
        buffer_clear(&key);
    }
}

static void offer_modules(const char *text) {
    const char *name;
    for (size_t i = 0; (name = modules_peek_name(i)); i++) {
        if (*name != '_') offer(text, name, "");
    }
}

static void offer_whole(const char *candidate) {
    if (text_is_utf8(candidate, strlen(candidate)))
        list_add_take(list_of(completion.found), str_new(candidate));
}

static int by_text(const void *a, const void *b) { return str_compare(*(const Value *)a, *(const Value *)b); }

/* Each once. */
static void sort_found(void) {
    List *list = list_of(completion.found);
    if (list->count) qsort(list->items, list->count, sizeof(Value), by_text);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kept && str_equal(list->items[kept - 1], list->items[i]))
            release(list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static void gather(const char *text, const char *line, int start) {
    if (!is_absent(completion.found)) release(completion.found);
    completion.found = list_new(16);
    completion.next = 0;
    const char *bracket = strrchr(text, '['), *dot = strrchr(text, '.');
    bool is_command = commands_are_in(line, strlen(line));
    size_t end = (size_t)start + strlen(text);
    if (is_command && commands_complete(completion.program, line, (size_t)start, end, offer_whole)) {
        sort_found();
        return;
    }
    while (*line == ' ') line++, start--;
    if (!strncmp(line, "import ", 7) || (!strncmp(line, "from ", 5) && start == 5)) {
        offer_modules(text);
    } else if (bracket && (bracket[1] == '"' || bracket[1] == '\'')) {
        Value dict = names_look_up(completion.program->machine, text, (size_t)(bracket - text));
        char *prefix = strndup(text, (size_t)(bracket - text) + 2);
        if (has_type(dict, TYPE_ID_DICT)) offer_keys(dict, prefix, bracket[1], bracket + 2);
        free(prefix);
        release(dict);
    } else if (dot) {
        Value object = names_look_up(completion.program->machine, text, (size_t)(dot - text));
        char *prefix = strndup(text, (size_t)(dot - text) + 1);
        if (!is_absent(object)) offer_attributes(object, prefix, dot + 1);
        free(prefix);
        release(object);
    } else {
        offer_names(text);
    }
    sort_found();
}

/* ---- readline's side */

static char *next_match(const char *text, int state) {
    (void)text, (void)state;
    List *list = list_of(completion.found);
    if (completion.next >= list->count) return NULL;
    Buffer scratch = { 0 };
    char *match = strdup(str_peek_utf8(list->items[completion.next++], &scratch, NULL));
    buffer_clear(&scratch);
    return match;
}

static char **complete(const char *text, int start, int end) {
    (void)end;
    rl_attempted_completion_over = 1; /* never names of files */
    rl_completion_append_character = '\0';
    rl_completion_suppress_quote = 1;
    gather(text, rl_line_buffer, start);
    return rl_completion_matches(text, next_match);
}

/* A bracket ends a word, unless what stands behind it is a key. */
static char *word_breaks(void) {
    static char of_names[] = " \t\n`~!@#$%^&*()-=+{}\\|;:,<>/?[]",
                of_keys[] = " \t\n`~!@#$%^&*()-=+{}\\|;:,<>/?";
    const char *bracket = memrchr(rl_line_buffer, '[', (size_t)rl_point);
    return bracket && (bracket[1] == '"' || bracket[1] == '\'') ? of_keys : of_names;
}

/* Tab where nothing but blanks stands before it indents. */
static int tab(int count, int key) {
    if (rl_last_func == tab) rl_last_func = rl_complete; /* the second time it lists */
    for (int i = 0; i < rl_point; i++) {
        if (rl_line_buffer[i] != ' ' && rl_line_buffer[i] != '\t') return rl_complete(count, key);
    }
    rl_insert_text("    ");
    return 0;
}

void complete_open(Program *program) {
    completion.program = program;
    completion.found = ABSENT;
    rl_attempted_completion_function = complete;
    rl_completion_word_break_hook = word_breaks;
    rl_completer_quote_characters = NULL;
    rl_basic_quote_characters = "";
    rl_completion_query_items =
        0; /* to ask whether to list, and page by page, would keep the tasks waiting */
    rl_variable_bind("page-completions", "off");
    rl_bind_key('\t', tab);
}
