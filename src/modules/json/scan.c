/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_scanner: one value of JSON from a text. Arrays and objects that are open lie on a stack of the heap;
 * what the program's own functions make of objects and numbers is asked for through the machine. */
#include "base/memory.h"
#include "builtin/text/format_number.h"
#include "modules/json/text.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

/* ---- the scanner: how a decoder wants it */

enum { OPTION_STRICT, OPTION_HOOK, OPTION_PAIRS, OPTION_FLOAT, OPTION_INT, OPTION_CONSTANT, OPTIONS };
static const char *const option_names[] = {
    "strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant",
};

typedef struct {
    Container head;
    Value options[OPTIONS];
} Scanner;

static void scanner_visit(Object *object, VisitFunction *visit, void *context) {
    for (size_t i = 0; i < OPTIONS; i++) visit(((Scanner *)object)->options[i], context);
}

static void scanner_clear(Object *object) {
    for (size_t i = 0; i < OPTIONS; i++) replace_take(&((Scanner *)object)->options[i], NONE);
}

const Type json_scanner_type = {
    .name = "_json.Scanner",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE,
    .size = sizeof(Scanner),
    .free = container_free,
    .visit = scanner_visit,
    .clear = scanner_clear,
};

/* The attributes of the context, one after the other; then whether `strict` is true. */
static Outcome scanner_make(Call *call) {
    if (is_absent(call->keep)) {
        Scanner *scanner = class_allocate((Class *)object_of(call->args[0]));
        if (!scanner) return raise_memory(call->task);
        for (size_t i = 0; i < OPTIONS; i++) scanner->options[i] = NONE;
        call->keep = object_value(scanner);
    }
    Scanner *scanner = (Scanner *)object_of(call->keep);
    if (call->step > 0 && call->step <= OPTIONS)
        replace_take(&scanner->options[call->step - 1], take_result(call));
    if (call->step < OPTIONS) {
        Value name = str_new(option_names[call->step++]);
        Outcome outcome = call_native(call, operation_get_attribute, 0, 2, (Value[]){ call->args[1], name });
        release(name);
        return outcome;
    }
    if (call->step++ == OPTIONS)
        return call_native(call, operation_truth, 0, 1, &scanner->options[OPTION_STRICT]);
    replace_take(&scanner->options[OPTION_STRICT], take_result(call));
    Value made = call->keep;
    call->keep = ABSENT;
    return give(call, made);
}

/* ---- a scan under way */

typedef struct {
    Value container; /* list or dict; of an object whose pairs are wanted, a list */
    Value key;       /* of the value that comes next; ABSENT in an array */
    bool is_object;
} Level;

typedef struct {
    Container head;
    const Scanner *scanner; /* borrowed: of the call */
    Value text;
    size_t at;
    Level *levels;
    size_t depth, capacity;
    Value value; /* that has been read and belongs nowhere yet; ABSENT: one is to be read */
    Value keys[KEY_CACHE];
} Scan;

static void scan_visit(Object *object, VisitFunction *visit, void *context) {
    Scan *scan = (Scan *)object;
    visit(scan->text, context);
    visit(scan->value, context);
    for (size_t i = 0; i < scan->depth; i++) {
        visit(scan->levels[i].container, context);
        visit(scan->levels[i].key, context);
    }
}

static void scan_clear(Object *object) {
    Scan *scan = (Scan *)object;
    replace_take(&scan->text, NONE);
    replace_take(&scan->value, ABSENT);
    while (scan->depth) {
        Level level = scan->levels[--scan->depth];
        release(level.container);
        release(level.key);
    }
}

static void scan_free(Object *object) {
    Scan *scan = (Scan *)object;
    scan_clear(object);
    memory_free(scan->levels);
    for (size_t i = 0; i < KEY_CACHE; i++) release(scan->keys[i]);
    object_release_memory(object);
}

static const Type scan_type = {
    .name = "_json.scan",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Scan),
    .free = scan_free,
    .visit = scan_visit,
    .clear = scan_clear,
};

enum { SCAN_BEGIN, SCAN_ON, SCAN_ASKED };

static const Str *text_of(const Scan *scan) { return str_of(scan->text); }

static bool is_at(const Scan *scan, size_t at, char c) {
    return at < text_of(scan)->count && str_peek_at(text_of(scan), at) == (uint32_t)c;
}

static void skip_space(Scan *scan) {
    const Str *text = text_of(scan);
    for (; scan->at < text->count; scan->at++) {
        uint32_t c = str_peek_at(text, scan->at);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r') return;
    }
}

static Outcome fail(Call *call, const char *message, size_t at) {
    return json_raise(call, &(JsonProblem){ message, at });
}

static Outcome fail_value(Call *call, size_t at) {
    Value where = int_from_int64((int64_t)at);
    return raise_stop(call->task, where);
}

/* A function of the program is asked; what it gives is the value. */
static Outcome ask(Call *call, Value function, Value argument_taken) {
    call->step = SCAN_ASKED;
    Outcome outcome =
        is_absent(argument_taken) ? raise_memory(call->task) : call_value(call, function, 1, &argument_taken);
    release(argument_taken);
    return outcome;
}

static Outcome take_value(Call *call, Scan *scan, Value value) {
    scan->value = value;
    return is_absent(value) ? raise_memory(call->task) : DONE;
}

/* ---- numbers */

static size_t skip_digits(const Str *text, size_t at) {
    while (at < text->count && str_peek_at(text, at) >= '0' && str_peek_at(text, at) <= '9') at++;
    return at;
}

/* Where the number ends that begins here; `at` itself: there is none. */
static size_t number_end(const Scan *scan, size_t at, bool *is_float) {
    const Str *text = text_of(scan);
    size_t from = at + is_at(scan, at, '-'), end = skip_digits(text, from);
    *is_float = false;
    if (end == from) return at;
    if (is_at(scan, from, '0')) end = from + 1;
    if (is_at(scan, end, '.')) {
        size_t fraction = skip_digits(text, end + 1);
        *is_float = fraction > end + 1;
        if (*is_float) end = fraction;
    }
    if (is_at(scan, end, 'e') || is_at(scan, end, 'E')) {
        size_t digits = end + 1 + (is_at(scan, end + 1, '-') || is_at(scan, end + 1, '+'));
        size_t exponent = skip_digits(text, digits);
        if (exponent > digits) {
            *is_float = true;
            end = exponent;
        }
    }
    return end;
}

/* Digits of up to 18 places, with a sign. */
static Value small_number(const Str *text, size_t at, size_t end) {
    bool is_negative = str_peek_at(text, at) == '-';
    int64_t number = 0;
    for (size_t i = at + is_negative; i < end; i++) number = number * 10 + (str_peek_at(text, i) - '0');
    return small_int(is_negative ? -number : number);
}

static Outcome take_number(Call *call, Scan *scan, Value text, bool is_float) {
    const char *digits = str_peek_ascii(text);
    size_t count = str_count(text);
    double number;
    Value value;
    if (is_float) {
        float_parse(digits, count, &number);
        return take_value(call, scan, float_new(number));
    }
    switch (int_parse(digits, count, 10, &value)) {
    case INT_PARSED: return take_value(call, scan, value);
    case INT_TOO_LONG: return raise_digit_limit(call->task, int_count_digits(digits, count, 10));
    default: return raise_memory(call->task);
    }
}

static bool is_class_of(Call *call, Value function, const Type *type) {
    return is_same(function, object_value(machine_class(call_machine(call), type)));
}

enum { SMALL_DIGITS = 17 };

static Outcome scan_number(Call *call, Scan *scan) {
    bool is_float;
    size_t at = scan->at, end = number_end(scan, at, &is_float);
    if (end == at) return fail_value(call, at);
    Value function = scan->scanner->options[is_float ? OPTION_FLOAT : OPTION_INT];
    bool is_plain = is_class_of(call, function, is_float ? &float_type : &int_type);
    scan->at = end;
    if (is_plain && !is_float && end - at <= SMALL_DIGITS)
        return take_value(call, scan, small_number(text_of(scan), at, end));
    Value text = str_slice(scan->text, (int64_t)at, 1, end - at);
    if (!is_plain || is_absent(text)) return ask(call, function, text);
    Outcome outcome = take_number(call, scan, text, is_float);
    release(text);
    return outcome;
}

/* ---- words */

static bool is_word(const Scan *scan, const char *word) {
    for (size_t i = 0; word[i]; i++)
        if (!is_at(scan, scan->at + i, word[i])) return false;
    return true;
}

static Outcome scan_word(Call *call, Scan *scan) {
    static const struct {
        const char *word;
        Value value; /* ABSENT: the decoder is asked */
    } words[] = { { "null", { 0x02 } }, { "true", { 0x0a } },     { "false", { 0x06 } },
                  { "NaN", { 0x0e } },  { "Infinity", { 0x0e } }, { "-Infinity", { 0x0e } } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!is_word(scan, words[i].word)) continue;
        scan->at += strlen(words[i].word);
        if (!is_absent(words[i].value)) return take_value(call, scan, words[i].value);
        return ask(call, scan->scanner->options[OPTION_CONSTANT], str_new(words[i].word));
    }
    return scan_number(call, scan);
}

/* ---- arrays and objects */

static bool wants_pairs(const Scan *scan) { return !is_none(scan->scanner->options[OPTION_PAIRS]); }

static Outcome open_level(Call *call, Scan *scan, bool is_object) {
    Task *task = call->task;
    if (task->depth + scan->depth + 1 >= task->machine->recursion_limit) /* the call itself counts */
        return raise_error(task, RecursionError,
                           "maximum recursion depth exceeded while decoding a JSON %s from a unicode string",
                           is_object ? "object" : "array");
    if (!memory_grow(&scan->levels, &scan->capacity, scan->depth + 1, sizeof *scan->levels))
        return raise_memory(task);
    Value container = is_object && !wants_pairs(scan) ? dict_value(dict_new()) : list_new(0);
    if (is_absent(container)) return raise_memory(task);
    scan->levels[scan->depth++] = (Level){ container, ABSENT, is_object };
    scan->at++;
    skip_space(scan);
    return DONE;
}

/* The innermost is complete: it is the value, or what the program makes of it. */
static Outcome close_level(Call *call, Scan *scan) {
    Level level = scan->levels[--scan->depth];
    scan->at++;
    Value hook = !level.is_object    ? NONE
                 : wants_pairs(scan) ? scan->scanner->options[OPTION_PAIRS]
                                     : scan->scanner->options[OPTION_HOOK];
    if (is_none(hook)) return take_value(call, scan, level.container);
    return ask(call, hook, level.container);
}

static Outcome scan_key(Call *call, Scan *scan) {
    JsonProblem problem;
    if (!is_at(scan, scan->at, '"'))
        return fail(call, "Expecting property name enclosed in double quotes", scan->at);
    scan->at++;
    bool is_strict = is_same(scan->scanner->options[OPTION_STRICT], TRUE);
    Value key = json_scan_string(text_of(scan), &scan->at, is_strict, scan->keys, &problem);
    if (problem.message) return json_raise(call, &problem);
    if (is_absent(key)) return raise_memory(call->task);
    replace_take(&scan->levels[scan->depth - 1].key, key);
    skip_space(scan);
    if (!is_at(scan, scan->at, ':')) return fail(call, "Expecting ':' delimiter", scan->at);
    scan->at++;
    skip_space(scan);
    return DONE;
}

static Outcome scan_container(Call *call, Scan *scan, bool is_object) {
    Outcome outcome = open_level(call, scan, is_object);
    if (outcome != DONE) return outcome;
    if (is_at(scan, scan->at, is_object ? '}' : ']')) return close_level(call, scan);
    return is_object ? scan_key(call, scan) : DONE;
}

/* One value, or the beginning of one that has others in it. */
static Outcome scan_value(Call *call, Scan *scan) {
    JsonProblem problem;
    if (scan->at >= text_of(scan)->count) return fail_value(call, scan->at);
    switch (str_peek_at(text_of(scan), scan->at)) {
    case '"': {
        scan->at++;
        bool is_strict = is_same(scan->scanner->options[OPTION_STRICT], TRUE);
        Value string = json_scan_string(text_of(scan), &scan->at, is_strict, NULL, &problem);
        return problem.message ? json_raise(call, &problem) : take_value(call, scan, string);
    }
    case '{': return scan_container(call, scan, true);
    case '[': return scan_container(call, scan, false);
    default: return scan_word(call, scan);
    }
}

/* The value that was read goes into the innermost container. */
static bool put_value(Scan *scan, Level *level) {
    bool put;
    if (!level->is_object)
        put = list_push(list_of(level->container), scan->value);
    else if (is_list(level->container))
        put = list_push_take(list_of(level->container), tuple_pair(level->key, scan->value));
    else
        put = dict_set_str(dict_of(level->container), level->key, scan->value);
    replace_take(&scan->value, ABSENT);
    return put;
}

static Outcome deliver(Call *call, Scan *scan) {
    Level *level = &scan->levels[scan->depth - 1];
    if (!put_value(scan, level)) return raise_memory(call->task);
    skip_space(scan);
    if (is_at(scan, scan->at, level->is_object ? '}' : ']')) {
        replace_take(&level->key, ABSENT);
        return close_level(call, scan);
    }
    if (!is_at(scan, scan->at, ',')) return fail(call, "Expecting ',' delimiter", scan->at);
    scan->at++;
    skip_space(scan);
    return level->is_object ? scan_key(call, scan) : DONE;
}

/* ---- scan_once(string, idx) */

static Outcome begin_scan(Call *call) {
    int64_t at;
    Outcome outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 2, &at)) return RAISED;
    if (!is_str(call->args[1]))
        return raise_error(call->task, TypeError, "first argument must be a string, not %T", call->args[1]);
    if (at < 0) return raise_error(call->task, ValueError, "idx cannot be negative");
    Scan *scan = container_try_new(&scan_type, sizeof *scan);
    if (!scan) return raise_memory(call->task);
    scan->scanner = (const Scanner *)object_of(call->args[0]);
    scan->text = retain(call->args[1]);
    scan->at = (size_t)at;
    scan->value = ABSENT;
    for (size_t i = 0; i < KEY_CACHE; i++) scan->keys[i] = ABSENT;
    replace_take(&call->keep, object_value(scan));
    call->step = SCAN_ON;
    return DONE;
}

/* Does nothing: between it and what asked for it the machine looks around. */
static Outcome look_around(Call *call) { return give_none(call); }

static Outcome scanner_call(Call *call) {
    if (call->step >= JSON_RAISE && call->step <= JSON_RAISE_MADE)
        return json_raise_further(call, call->args[1]);
    Outcome outcome = is_absent(call->keep) ? begin_scan(call) : DONE;
    if (outcome != DONE) return outcome;
    Scan *scan = (Scan *)object_of(call->keep);
    if (call->step == SCAN_ASKED) scan->value = take_result(call);
    call->step = SCAN_ON;
    while (outcome == DONE) {
        if (!call_may_go_on(call, 1)) return call_native(call, look_around, 0, 0, NULL);
        bool has_value = !is_absent(scan->value);
        if (has_value && !scan->depth) {
            Value value = scan->value;
            scan->value = ABSENT;
            return give(call, tuple_pair_take(value, int_from_int64((int64_t)scan->at)));
        }
        outcome = has_value ? deliver(call, scan) : scan_value(call, scan);
    }
    return outcome;
}

static Outcome option(Call *call, size_t i) {
    return give(call, retain(((const Scanner *)object_of(call->args[0]))->options[i]));
}
static Outcome option_strict(Call *call) { return option(call, OPTION_STRICT); }
static Outcome option_hook(Call *call) { return option(call, OPTION_HOOK); }
static Outcome option_pairs(Call *call) { return option(call, OPTION_PAIRS); }
static Outcome option_float(Call *call) { return option(call, OPTION_FLOAT); }
static Outcome option_int(Call *call) { return option(call, OPTION_INT); }
static Outcome option_constant(Call *call) { return option(call, OPTION_CONSTANT); }

static const NativeSpec scanner_methods[] = {
    { "__call__(self, /, string, idx)", scanner_call, NULL },
    { "strict", option_strict, NULL },
    { "object_hook", option_hook, NULL },
    { "object_pairs_hook", option_pairs, NULL },
    { "parse_float", option_float, NULL },
    { "parse_int", option_int, NULL },
    { "parse_constant", option_constant, NULL },
    { 0 },
};

const ClassSpec json_scanner_class = {
    .type = &json_scanner_type,
    .module = "_json",
    .is_hidden = true,
    .make = { "make_scanner(cls, context)", scanner_make },
    .methods = scanner_methods,
    .doc = "A function that reads one value of JSON.",
};
