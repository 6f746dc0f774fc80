/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_encoder: a value as text of JSON. Containers under way lie on a stack of the heap; the program's own
 * functions (default, an encoder of strings, items() of a subclass of dict) are asked through the machine. */
#include "base/memory.h"
#include "modules/json/items.h"
#include "modules/json/text.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <math.h>

/* ---- the encoder */

typedef struct {
    Container head;
    Value markers; /* a dict: circles are looked for; NONE */
    Value default_function, encoder;
    Value key_separator, item_separator; /* str */
    bool sorts, skips, allows_nan;
    bool is_own, is_ascii; /* the encoder of strings is ours */
} Encoder;

static void encoder_visit(Object *object, VisitFunction *visit, void *context) {
    Encoder *encoder = (Encoder *)object;
    visit(encoder->markers, context);
    visit(encoder->default_function, context);
    visit(encoder->encoder, context);
    visit(encoder->key_separator, context);
    visit(encoder->item_separator, context);
}

static void encoder_clear(Object *object) {
    Encoder *encoder = (Encoder *)object;
    replace_take(&encoder->markers, NONE);
    replace_take(&encoder->default_function, NONE);
    replace_take(&encoder->encoder, NONE);
    replace_take(&encoder->key_separator, str_empty());
    replace_take(&encoder->item_separator, str_empty());
}

const Type json_encoder_type = {
    .name = "_json.Encoder",
    .flags = TYPE_CONTAINER | TYPE_SUBCLASSABLE,
    .size = sizeof(Encoder),
    .free = container_free,
    .visit = encoder_visit,
    .clear = encoder_clear,
};

enum {
    ARG_MARKERS = 1,
    ARG_DEFAULT,
    ARG_ENCODER,
    ARG_INDENT,
    ARG_KEYS,
    ARG_ITEMS,
    ARG_SORT,
    ARG_SKIP,
    ARG_NAN
};

static bool is_native(Value function, Native *native) {
    return has_type(function, TYPE_ID_BUILTIN) &&
           ((const Builtin *)object_of(function))->spec->function == native;
}

static Outcome encoder_make(Call *call) {
    Value *args = call->args;
    for (size_t i = ARG_SORT; i <= ARG_NAN; i++) {
        Outcome outcome = arg_truth(call, i);
        if (outcome != DONE) return outcome;
    }
    for (size_t i = ARG_KEYS; i <= ARG_ITEMS; i++)
        if (!is_str(args[i]))
            return raise_error(call->task, TypeError, "make_encoder() argument %zu must be str, not %T", i,
                               args[i]);
    if (!is_none(args[ARG_MARKERS]) && !is_dict(args[ARG_MARKERS]))
        return raise_error(call->task, TypeError, "make_encoder() argument 1 must be dict or None, not %T",
                           args[ARG_MARKERS]);
    Encoder *encoder = class_allocate((Class *)object_of(args[0]));
    if (!encoder) return raise_memory(call->task);
    encoder->markers = retain(args[ARG_MARKERS]);
    encoder->default_function = retain(args[ARG_DEFAULT]);
    encoder->encoder = retain(args[ARG_ENCODER]);
    encoder->key_separator = retain(args[ARG_KEYS]);
    encoder->item_separator = retain(args[ARG_ITEMS]);
    encoder->sorts = is_same(args[ARG_SORT], TRUE);
    encoder->skips = is_same(args[ARG_SKIP], TRUE);
    encoder->allows_nan = is_same(args[ARG_NAN], TRUE);
    encoder->is_ascii = is_native(args[ARG_ENCODER], json_encode_string_ascii);
    encoder->is_own = encoder->is_ascii || is_native(args[ARG_ENCODER], json_encode_string);
    return give(call, object_value(encoder));
}

/* ---- an encoding under way */

typedef enum { LEVEL_LIST, LEVEL_DICT, LEVEL_DEFAULT } LevelKind;

typedef struct {
    LevelKind kind;
    Value object; /* the container, or what default() was asked about: none of them may come again */
    Value items;  /* list or tuple; of a dict a list of keys and values by turns; ABSENT */
    size_t index;
    bool has_written;
} Level;

typedef struct {
    Container head;
    const Encoder *encoder; /* borrowed: of the call */
    Buffer out;
    Level *levels;
    size_t depth, capacity;
    Value value; /* to be written next; ABSENT: the innermost container says */
    bool is_key; /* what an encoder of the program is asked for */
} Encoding;

static void encoding_visit(Object *object, VisitFunction *visit, void *context) {
    Encoding *encoding = (Encoding *)object;
    visit(encoding->value, context);
    for (size_t i = 0; i < encoding->depth; i++) {
        visit(encoding->levels[i].object, context);
        visit(encoding->levels[i].items, context);
    }
}

static void pop_level(Encoding *encoding) {
    Level level = encoding->levels[--encoding->depth];
    release(level.object);
    release(level.items);
}

static void encoding_clear(Object *object) {
    Encoding *encoding = (Encoding *)object;
    replace_take(&encoding->value, ABSENT);
    while (encoding->depth) pop_level(encoding);
}

static void encoding_free(Object *object) {
    Encoding *encoding = (Encoding *)object;
    encoding_clear(object);
    memory_free(encoding->levels);
    buffer_clear(&encoding->out);
    object_release_memory(object);
}

static const Type encoding_type = {
    .name = "_json.encoding",
    .flags = TYPE_CONTAINER,
    .size = sizeof(Encoding),
    .free = encoding_free,
    .visit = encoding_visit,
    .clear = encoding_clear,
};

/* What call->result is when the native is called again. */
enum {
    ENCODE_BEGIN,
    ENCODE_ON,
    ASKED_DEFAULT,
    ASKED_STRING,
    ASKED_ITEMS,
    ASKED_LIST,
    ASKED_SORT,
    ASKED_REPR
};

static void append_str(Encoding *encoding, Value str) { str_append_utf8(&encoding->out, str); }

/* The call itself counts as one more. */
static Outcome check_depth(Call *call, const Encoding *encoding) {
    if (call->task->depth + encoding->depth + 1 < call->task->machine->recursion_limit) return DONE;
    return raise_error(call->task, RecursionError,
                       "maximum recursion depth exceeded while encoding a JSON object");
}

static bool is_under_way(const Encoding *encoding, Value object) {
    for (size_t i = encoding->depth; i > 0; i--)
        if (is_same(encoding->levels[i - 1].object, object)) return true;
    return false;
}

static Outcome push_level(Call *call, Encoding *encoding, LevelKind kind, Value object, Value items_taken) {
    Task *task = call->task;
    Outcome outcome = check_depth(call, encoding);
    if (outcome == DONE && !is_none(encoding->encoder->markers) && is_under_way(encoding, object))
        outcome = raise_error(task, ValueError, "Circular reference detected");
    if (outcome == DONE &&
        !memory_grow(&encoding->levels, &encoding->capacity, encoding->depth + 1, sizeof *encoding->levels))
        outcome = raise_memory(task);
    if (outcome != DONE) {
        release(items_taken);
        return outcome;
    }
    encoding->levels[encoding->depth++] = (Level){ kind, retain(object), items_taken, 0, false };
    return DONE;
}

/* ---- numbers and strings */

static Outcome append_float(Call *call, Encoding *encoding, double number) {
    if (isfinite(number)) {
        float_format(&encoding->out, number);
        return DONE;
    }
    if (!encoding->encoder->allows_nan)
        return raise_error(call->task, ValueError, "Out of range float values are not JSON compliant");
    buffer_append_text(&encoding->out, isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    return DONE;
}

/* An int too long to be shown raises as its repr does. */
static Outcome append_int(Call *call, Encoding *encoding, Value number) {
    if (is_small_int(number)) {
        buffer_append_int64(&encoding->out, small_int_of(number));
        return DONE;
    }
    Value plain = int_plain(number);
    Outcome outcome = DONE;
    if (int_is_too_long(plain)) {
        call->step = ASKED_REPR;
        outcome = call_native(call, operation_repr, 0, 1, &plain);
    } else
        int_format(&encoding->out, plain, 10);
    release(plain);
    return outcome;
}

static Outcome append_string(Call *call, Encoding *encoding, Value string, bool is_key) {
    const Encoder *encoder = encoding->encoder;
    if (encoder->is_own) {
        json_append_string(&encoding->out, str_of(string), encoder->is_ascii);
        return DONE;
    }
    encoding->is_key = is_key;
    call->step = ASKED_STRING;
    return call_value(call, encoder->encoder, 1, &string);
}

static const char *word_for(Value value) {
    return is_none(value) ? "null" : is_same(value, TRUE) ? "true" : is_same(value, FALSE) ? "false" : NULL;
}

/* ---- containers */

static Outcome open_dict(Call *call, Encoding *encoding, Value object) {
    if (!dict_of(object)->count) {
        buffer_append_text(&encoding->out, "{}");
        return check_depth(call, encoding);
    }
    bool is_plain = object_type(object) == &dict_type;
    Value flat = is_plain ? json_flat_items(dict_of(object)) : list_new(0);
    if (is_absent(flat)) return raise_memory(call->task);
    bool is_ready = is_plain && (!encoding->encoder->sorts || json_sort_plain(flat));
    Outcome outcome = push_level(call, encoding, LEVEL_DICT, object, flat);
    if (outcome != DONE) return outcome;
    buffer_append_byte(&encoding->out, '{');
    if (is_ready) return DONE;
    call->step = ASKED_ITEMS;
    return call_method(call, object, "items", 0, NULL);
}

static Outcome open_list(Call *call, Encoding *encoding, Value object) {
    const Value *items;
    size_t count;
    sequence_peek(object, &items, &count);
    if (!count) {
        buffer_append_text(&encoding->out, "[]");
        return check_depth(call, encoding);
    }
    Outcome outcome = push_level(call, encoding, LEVEL_LIST, object, retain(object));
    if (outcome == DONE) buffer_append_byte(&encoding->out, '[');
    return outcome;
}

/* ---- one value */

static Outcome append_value(Call *call, Encoding *encoding, Value value) {
    const char *word = word_for(value);
    if (word) {
        buffer_append_text(&encoding->out, word);
        return DONE;
    }
    if (is_str(value)) return append_string(call, encoding, value, false);
    if (is_int(value)) return append_int(call, encoding, value);
    if (is_float(value)) return append_float(call, encoding, float_of(value));
    if (is_list(value) || is_tuple(value)) return open_list(call, encoding, value);
    if (is_dict(value)) return open_dict(call, encoding, value);
    Outcome outcome = push_level(call, encoding, LEVEL_DEFAULT, value, ABSENT);
    if (outcome != DONE) return outcome;
    call->step = ASKED_DEFAULT;
    return call_value(call, encoding->encoder->default_function, 1, &value);
}

/* What stands before a value of a dict. *skipped: the pair is left out. */
static Outcome append_key(Call *call, Encoding *encoding, Level *level, Value key, bool *skipped) {
    const char *word = word_for(key);
    bool is_number = is_float(key) || is_int(key);
    *skipped = !is_str(key) && !word && !is_number && encoding->encoder->skips;
    if (*skipped) return DONE;
    if (!is_str(key) && !word && !is_number)
        return raise_error(call->task, TypeError, "keys must be str, int, float, bool or None, not %T", key);
    if (level->has_written) append_str(encoding, encoding->encoder->item_separator);
    level->has_written = true;
    if (is_str(key)) return append_string(call, encoding, key, true);
    if (encoding->encoder->is_own) {
        buffer_append_byte(&encoding->out, '"');
        Outcome outcome = DONE;
        if (word)
            buffer_append_text(&encoding->out, word);
        else
            outcome =
                is_float(key) ? append_float(call, encoding, float_of(key)) : append_int(call, encoding, key);
        buffer_append_byte(&encoding->out, '"');
        return outcome;
    }
    Buffer text = { 0 };
    buffer_append_text(&text, word ? word : "");
    if (!word && is_int(key)) {
        Value plain = int_plain(key);
        int_format(&text, plain, 10);
        release(plain);
    } else if (!word)
        float_format(&text, float_of(key));
    Value string = str_from_buffer_take(&text);
    Outcome outcome =
        is_absent(string) ? raise_memory(call->task) : append_string(call, encoding, string, true);
    release(string);
    return outcome;
}

static void end_key(Encoding *encoding) {
    Level *level = &encoding->levels[encoding->depth - 1];
    append_str(encoding, encoding->encoder->key_separator);
    replace_take(&encoding->value, retain(list_of(level->items)->items[level->index - 1]));
}

static Outcome next_pair(Call *call, Encoding *encoding, Level *level) {
    const List *items = list_of(level->items);
    if (level->index >= items->count) {
        buffer_append_byte(&encoding->out, '}');
        pop_level(encoding);
        return DONE;
    }
    bool skipped;
    Value key = items->items[level->index];
    level->index += 2;
    Outcome outcome = append_key(call, encoding, level, key, &skipped);
    if (outcome == DONE && !skipped) end_key(encoding);
    return outcome;
}

/* The innermost level goes on: its next item is the value, or it ends. */
static Outcome next_item(Call *call, Encoding *encoding) {
    Level *level = &encoding->levels[encoding->depth - 1];
    const Value *items;
    size_t count;
    if (level->kind == LEVEL_DICT) return next_pair(call, encoding, level);
    if (level->kind == LEVEL_DEFAULT) {
        pop_level(encoding);
        return DONE;
    }
    sequence_peek(level->items, &items, &count);
    if (level->index >= count) {
        buffer_append_byte(&encoding->out, ']');
        pop_level(encoding);
        return DONE;
    }
    if (level->index) append_str(encoding, encoding->encoder->item_separator);
    encoding->value = retain(items[level->index++]);
    return DONE;
}

/* ---- answers */

static Outcome take_string(Call *call, Encoding *encoding) {
    if (!is_str(call->result))
        return raise_error(call->task, TypeError, "encoder() must return a string, not %T", call->result);
    append_str(encoding, call->result);
    if (encoding->is_key) end_key(encoding);
    return DONE;
}

static Outcome take_items(Call *call, Encoding *encoding) {
    Level *level = &encoding->levels[encoding->depth - 1];
    if (call->step == ASKED_ITEMS) {
        Value items = take_result(call);
        call->step = ASKED_LIST;
        Outcome outcome = call_native(call, operation_to_list, 0, 1, &items);
        release(items);
        return outcome;
    }
    if (call->step == ASKED_LIST) {
        replace_take(&level->items, take_result(call));
        if (encoding->encoder->sorts) {
            call->step = ASKED_SORT;
            return call_method(call, level->items, "sort", 0, NULL);
        }
    }
    Value flat = json_flatten(call, list_of(level->items));
    if (is_absent(flat)) return RAISED;
    replace_take(&level->items, flat);
    return DONE;
}

/* What the machine was asked for has come. */
static Outcome take_answer(Call *call, Encoding *encoding) {
    switch (call->step) {
    case ASKED_DEFAULT: replace_take(&encoding->value, take_result(call)); return DONE;
    case ASKED_STRING: return take_string(call, encoding);
    case ASKED_ITEMS:
    case ASKED_LIST:
    case ASKED_SORT: return take_items(call, encoding);
    default: return DONE;
    }
}

static Outcome begin_encoding(Call *call) {
    Encoding *encoding = container_try_new(&encoding_type, sizeof *encoding);
    if (!encoding) return raise_memory(call->task);
    encoding->encoder = (const Encoder *)object_of(call->args[0]);
    encoding->value = retain(call->args[1]);
    call->keep = object_value(encoding);
    return DONE;
}

/* Does nothing: between it and what asked for it the machine looks around. */
static Outcome look_around(Call *call) { return give_none(call); }

static Outcome encoder_call(Call *call) {
    Outcome outcome = is_absent(call->keep) ? begin_encoding(call) : DONE;
    if (outcome != DONE) return outcome;
    Encoding *encoding = (Encoding *)object_of(call->keep);
    outcome = take_answer(call, encoding);
    if (outcome != DONE) return outcome;
    call->step = ENCODE_ON;
    while (outcome == DONE) {
        if (!call_may_go_on(call, 1)) return call_native(call, look_around, 0, 0, NULL);
        Value value = encoding->value;
        if (is_absent(value) && !encoding->depth) {
            Value text = str_from_buffer_take(&encoding->out);
            return is_absent(text) ? raise_memory(call->task) : give(call, tuple_from_take(&text, 1));
        }
        encoding->value = ABSENT;
        outcome = is_absent(value) ? next_item(call, encoding) : append_value(call, encoding, value);
        release(value);
    }
    return outcome;
}

static const NativeSpec encoder_methods[] = {
    { "__call__(self, /, obj, _current_indent_level)", encoder_call, NULL },
    { 0 },
};

const ClassSpec json_encoder_class = {
    .type = &json_encoder_type,
    .module = "_json",
    .is_hidden = true,
    .make = { "make_encoder(cls, markers, default, encoder, indent, key_separator, item_separator, "
              "sort_keys, "
              "skipkeys, allow_nan)",
              encoder_make },
    .methods = encoder_methods,
    .doc = "A function that writes a value as JSON.",
};
