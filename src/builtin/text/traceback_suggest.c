/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": the nearest name for a NameError or AttributeError, by an edit distance in which a change
 * of case costs less than another letter, as CPython 3.11 weighs them. */
#include "builtin/text/traceback_line.h"
#include "lang/code.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <stdlib.h>
#include <string.h>

enum { MOVE = 2, CASE = 1, LONGEST = 40, MOST_CANDIDATES = 750 };

static size_t substitution(unsigned char a, unsigned char b) {
    if ((a & 31) != (b & 31)) return MOVE;
    if (a == b) return 0;
    if (a >= 'A' && a <= 'Z') a += 'a' - 'A';
    if (b >= 'A' && b <= 'Z') b += 'a' - 'A';
    return a == b ? CASE : MOVE;
}

/* The distance, or more than `most`. */
static size_t distance(const char *a, size_t a_count, const char *b, size_t b_count, size_t most) {
    while (a_count && b_count && *a == *b) a++, b++, a_count--, b_count--;
    while (a_count && b_count && a[a_count - 1] == b[b_count - 1]) a_count--, b_count--;
    if (!a_count || !b_count) return (a_count + b_count) * MOVE;
    if (a_count > LONGEST || b_count > LONGEST) return most + 1;
    if (a_count > b_count) {
        const char *text = a;
        size_t count = a_count;
        a = b, a_count = b_count, b = text, b_count = count;
    }
    if ((b_count - a_count) * MOVE > most) return most + 1;
    size_t row[LONGEST];
    for (size_t i = 0; i < a_count; i++) row[i] = (i + 1) * MOVE;
    size_t result = 0;
    for (size_t j = 0; j < b_count; j++) {
        size_t diagonal = result = j * MOVE, least = SIZE_MAX;
        for (size_t i = 0; i < a_count; i++) {
            size_t substituted = diagonal + substitution((unsigned char)b[j], (unsigned char)a[i]);
            diagonal = row[i];
            size_t moved = (result < diagonal ? result : diagonal) + MOVE;
            result = substituted < moved ? substituted : moved;
            row[i] = result;
            if (result < least) least = result;
        }
        if (least > most) return most + 1;
    }
    return result;
}

typedef struct {
    const char *name;
    size_t count, best;
    Value suggestion; /* borrowed */
    Buffer scratch;
} Search;

static void consider(Search *search, Value candidate) {
    if (!is_str(candidate)) return;
    size_t count;
    const char *text = str_peek_utf8(candidate, &search->scratch, &count);
    if (count == search->count && !memcmp(text, search->name, count)) return;
    size_t most = (count + search->count + 3) * MOVE / 6;
    if (search->best != SIZE_MAX && most > search->best - 1) most = search->best - 1;
    size_t found = distance(search->name, search->count, text, count, most);
    if (found > most || found >= search->best) return;
    search->best = found;
    search->suggestion = candidate;
}

static void consider_dict(Search *search, Dict *dict) {
    if (!dict || dict->count > MOST_CANDIDATES) return;
    DictEntry *entry;
    for (size_t position = 0; (entry = dict_next(dict, &position));) consider(search, entry->key);
}

/* Each table of names is searched by itself, in the order in which names are found; the first that has one
 * wins. */
static Value suggest_name(Search *search, Machine *machine, const ExceptionObject *exception) {
    const Traceback *innermost = NULL;
    for (Value at = exception->traceback; !is_absent(at); at = innermost->next)
        innermost = (Traceback *)object_of(at);
    if (innermost) {
        const Code *code = code_of(innermost->code);
        for (uint32_t i = 0; i < code->slot_count && code->slot_count <= MOST_CANDIDATES; i++)
            consider(search, code->slot_names[i]);
    }
    if (is_absent(search->suggestion) && is_dict(exception->fields[EXCEPTION_FIELDS - 1]))
        consider_dict(search, dict_of(exception->fields[EXCEPTION_FIELDS - 1]));
    if (is_absent(search->suggestion)) consider_dict(search, machine->builtins);
    return search->suggestion;
}

static int by_name(const void *a, const void *b) { return str_compare(*(const Value *)a, *(const Value *)b); }

/* dir(): names of the instance and of its classes, in the order of the alphabet. */
static Value suggest_attribute(Search *search, Machine *machine, Value object) {
    Value names = list_new(32);
    Dict *own = attributes_of(object, false);
    const Class *class =
        has_type(object, TYPE_ID_TYPE) ? (Class *)object_of(object) : value_class(machine, object);
    DictEntry *entry;
    for (size_t position = 0; own && (entry = dict_next(own, &position));)
        list_add(list_of(names), entry->key);
    for (size_t i = 0; i < class->mro_count && !has_type(object, TYPE_ID_MODULE); i++) {
        for (size_t position = 0; (entry = dict_next(class_dict(class->mro[i]), &position));)
            list_add(list_of(names), entry->key);
    }
    List *list = list_of(names);
    if (list->count <= MOST_CANDIDATES) {
        qsort(list->items, list->count, sizeof(Value), by_name);
        for (size_t i = 0; i < list->count; i++) consider(search, list->items[i]);
    }
    Value suggestion = retain(search->suggestion);
    release(names);
    release(suggestion); /* the classes and the instance hold it still */
    return suggestion;
}

/* What Python has is no misspelling: the error says that causette has it not. */
static bool is_lacking(Machine *machine, const ExceptionObject *exception, ExceptionKind kind) {
    Value name = exception->fields[0], owner = exception->fields[1];
    if (kind == NameError) return *builtin_lacking(machine, name);
    return !is_absent(owner) && *attribute_lacking(machine, owner, name);
}

void traceback_append_suggestion(Buffer *out, Machine *machine, Value value) {
    const ExceptionObject *exception = exception_of(value);
    ExceptionKind kind = exception_kind(value_class(machine, value));
    Value name = exception->fields[0], found = ABSENT;
    if ((kind != NameError && kind != AttributeError) || !is_str(name)) return;
    if (is_lacking(machine, exception, kind)) return;
    Buffer scratch = { 0 };
    Search search = { .best = SIZE_MAX, .suggestion = ABSENT };
    search.name = str_peek_utf8(name, &scratch, &search.count);
    if (kind == NameError)
        found = suggest_name(&search, machine, exception);
    else if (!is_absent(exception->fields[1]))
        found = suggest_attribute(&search, machine, exception->fields[1]);
    buffer_clear(&scratch);
    buffer_clear(&search.scratch);
    if (is_absent(found)) return;
    buffer_append_text(out, ". Did you mean: '");
    str_append_utf8(out, found);
    buffer_append_text(out, "'?");
}
