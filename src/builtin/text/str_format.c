/* SPDX-License-Identifier: GPL-3.0-or-later */
/* str.format, str.format_map and str.__format__.
 *
 * The text is walked field by field. Attributes, items, conversions and __format__ may be the program's, so
 * the walk is a native that asks for them one at a time; what it knows in between stands in a Formatting that
 * the call keeps. A spec with fields in it is a second level of the same walk, over a part of the same text.
 * See https://docs.python.org/3.11/library/string.html#format-string-syntax */
#include "base/text.h"
#include "builtin/classes/text.h"
#include "builtin/text/format_number.h"
#include "vm/operations.h"

enum { MAX_LEVELS = 2, END = -1 };

/* What the walk does next. The STEP_GOT ones find what was asked for in call->result. */
enum {
    STEP_SCAN = 1,
    STEP_PATH,
    STEP_GOT_PART,
    STEP_CONVERT,
    STEP_GOT_TEXT,
    STEP_SPEC,
    STEP_FORMAT,
    STEP_GOT_FORMATTED
};

typedef struct {
    size_t at, end; /* of the text: what is still to be walked */
    Buffer out;
    /* The field: */
    size_t path, path_end;
    size_t spec, spec_end;
    uint32_t conversion; /* 0: none */
    Value value;
} Level;

typedef struct {
    Object object;
    const Str *text; /* borrowed from the arguments */
    Level levels[MAX_LEVELS];
    size_t depth;
    int64_t next_number;
    enum { NOT_NUMBERED, AUTOMATIC, MANUAL } numbering;
    Value spec;
} Formatting;

static void free_formatting(Object *object) {
    Formatting *formatting = (Formatting *)object;
    for (size_t i = 0; i < MAX_LEVELS; i++) {
        buffer_clear(&formatting->levels[i].out);
        release(formatting->levels[i].value);
    }
    release(formatting->spec);
    object_release_memory(object);
}

static const Type formatting_type = { .name = "formatting", .free = free_formatting };

static Formatting *formatting_new(Value text) {
    Formatting *formatting = object_new(&formatting_type, sizeof *formatting);
    formatting->text = str_of(text);
    formatting->levels[0].end = formatting->text->count;
    for (size_t i = 0; i < MAX_LEVELS; i++) formatting->levels[i].value = ABSENT;
    formatting->spec = ABSENT;
    return formatting;
}

static uint32_t peek(const Formatting *formatting, size_t at) { return str_peek_at(formatting->text, at); }

static Value part_of(const Formatting *formatting, size_t start, size_t end) {
    return str_slice(object_value(formatting->text), (int64_t)start, 1, end - start);
}

/* format_map has a mapping where format has a tuple and a dict. */
static bool is_map(const Call *call) { return call->count == 2; }

static Outcome fail(Call *call, const char *text) { return raise_error(call->task, ValueError, "%s", text); }

/* ---- fields */

/* Reads "name!conversion:spec}" behind its opening brace; level->at then stands behind the closing one. */
static Outcome scan_conversion(Call *call, Formatting *formatting, Level *level) {
    if (level->at == level->end) return fail(call, "end of string while looking for conversion specifier");
    level->conversion = peek(formatting, level->at++);
    if (level->at == level->end) return fail(call, "unmatched '{' in format spec");
    uint32_t next = peek(formatting, level->at++);
    if (next == '}' || next == ':') {
        level->spec = level->at;
        level->spec_end = next == '}' ? level->at : (size_t)END;
        return DONE;
    }
    return fail(call, "expected ':' after conversion specifier");
}

static Outcome scan_spec(Call *call, Formatting *formatting, Level *level) {
    size_t open = 1;
    for (; level->at < level->end; level->at++) {
        uint32_t c = peek(formatting, level->at);
        if (c == '{') open++;
        if (c == '}' && --open == 0) {
            level->spec_end = level->at++;
            return DONE;
        }
    }
    return fail(call, "unmatched '{' in format spec");
}

static void skip_brackets(Formatting *formatting, Level *level) {
    while (level->at < level->end && peek(formatting, level->at) != ']') level->at++;
}

static Outcome scan_field(Call *call, Formatting *formatting, Level *level) {
    level->path = level->at;
    level->conversion = 0;
    uint32_t c = 0;
    while (level->at < level->end) {
        c = peek(formatting, level->at++);
        if (c == '{') return fail(call, "unexpected '{' in field name");
        if (c == '[') skip_brackets(formatting, level);
        if (c == '}' || c == ':' || c == '!') break;
    }
    if (c != '}' && c != ':' && c != '!') return fail(call, "expected '}' before end of string");
    level->path_end = level->at - 1;
    level->spec = level->spec_end = level->at;
    if (c == '}') return DONE;
    if (c == '!') {
        Outcome outcome = scan_conversion(call, formatting, level);
        if (outcome != DONE || level->spec_end != (size_t)END) return outcome;
    }
    return scan_spec(call, formatting, level);
}

/* Text in which bytes are characters is copied up to the next brace at once. */
static void copy_text(const Formatting *formatting, Level *level) {
    const char *text = (const char *)formatting->text->data;
    size_t at = level->at;
    while (at < level->end && text[at] != '{' && text[at] != '}') at++;
    buffer_append(&level->out, text + level->at, at - level->at);
    level->at = at;
}

/* Copies text up to the next field. DONE with *found: a field was read. */
static Outcome scan(Call *call, Formatting *formatting, Level *level, bool *found) {
    *found = false;
    while (level->at < level->end) {
        if (formatting->text->is_ascii) copy_text(formatting, level);
        if (level->at == level->end) break;
        uint32_t c = peek(formatting, level->at++);
        if (c != '{' && c != '}') {
            buffer_append_code_point(&level->out, c);
            continue;
        }
        bool is_last = level->at == level->end;
        if (!is_last && peek(formatting, level->at) == c) {
            buffer_append_byte(&level->out, (char)c);
            level->at++;
            continue;
        }
        if (c == '}') return fail(call, "Single '}' encountered in format string");
        if (is_last) return fail(call, "Single '{' encountered in format string");
        *found = true;
        return scan_field(call, formatting, level);
    }
    return DONE;
}

/* ---- the value of a field */

/* A number written in ASCII digits; END: it is none; -2: it is too large. */
static int64_t number_in(const Formatting *formatting, size_t start, size_t end) {
    int64_t number = 0;
    for (size_t i = start; i < end; i++) {
        int digit = text_decimal_value(peek(formatting, i));
        if (digit < 0) return END;
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, digit, &number))
            return -2;
    }
    return start == end ? END : number;
}

static Outcome choose_number(Call *call, Formatting *formatting, bool is_automatic, int64_t *number) {
    if (formatting->numbering == (is_automatic ? MANUAL : AUTOMATIC)) {
        return fail(call, is_automatic
                              ? "cannot switch from manual field specification to automatic field numbering"
                              : "cannot switch from automatic field numbering to manual field specification");
    }
    formatting->numbering = is_automatic ? AUTOMATIC : MANUAL;
    if (is_automatic) *number = formatting->next_number++;
    return DONE;
}

static Outcome take_numbered(Call *call, Formatting *formatting, int64_t number) {
    if (is_map(call)) return fail(call, "Format string contains positional fields");
    const Tuple *values = tuple_of(call->args[1]);
    if ((size_t)number >= values->count) {
        return raise_error(call->task, IndexError,
                           "Replacement index %ld out of range for positional args tuple", (long)number);
    }
    replace_take(&formatting->levels[formatting->depth].value, retain(values->items[number]));
    call->step = STEP_PATH;
    return DONE;
}

/* By name: from the keywords, or for format_map from any mapping, which may be the program's. */
static Outcome take_named(Call *call, Formatting *formatting, Value name) {
    if (is_absent(name)) return raise_memory(call->task);
    Outcome outcome = CALLED;
    if (is_map(call)) {
        Value operands[] = { call->args[1], name };
        call->step = STEP_GOT_PART;
        outcome = call_native(call, operation_get_item, 0, 2, operands);
    } else {
        Value value = dict_peek_str(dict_of(call->args[2]), name);
        if (is_absent(value))
            outcome = raise_key(call->task, name);
        else {
            replace_take(&formatting->levels[formatting->depth].value, retain(value));
            call->step = STEP_PATH;
            outcome = DONE;
        }
    }
    release(name);
    return outcome;
}

static Outcome take_first(Call *call, Formatting *formatting, Level *level) {
    size_t start = level->path, end = start;
    while (end < level->path_end && peek(formatting, end) != '.' && peek(formatting, end) != '[') end++;
    level->path = end;
    int64_t number = number_in(formatting, start, end);
    if (number == -2) return fail(call, "Too many decimal digits in format string");
    if (start != end && number == END) return take_named(call, formatting, part_of(formatting, start, end));
    Outcome outcome = is_map(call) ? DONE : choose_number(call, formatting, start == end, &number);
    return outcome == DONE ? take_numbered(call, formatting, number) : outcome;
}

static Outcome ask_part(Call *call, Level *level, Native *operation, Value part) {
    if (is_absent(part)) return raise_memory(call->task);
    Value operands[] = { level->value, part };
    call->step = STEP_GOT_PART;
    Outcome outcome = call_native(call, operation, 0, 2, operands);
    release(part);
    return outcome;
}

/* The next ".name" or "[key]" of the path. */
static Outcome take_part(Call *call, Formatting *formatting, Level *level) {
    bool is_item = peek(formatting, level->path) == '[';
    if (!is_item && peek(formatting, level->path) != '.') {
        return fail(call, "Only '.' or '[' may follow ']' in format field specifier");
    }
    size_t start = level->path + 1, end = start;
    while (end < level->path_end) {
        uint32_t c = peek(formatting, end);
        if (is_item ? c == ']' : c == '.' || c == '[') break;
        end++;
    }
    if (is_item && end == level->path_end) return fail(call, "Missing ']' in format string");
    if (start == end) return fail(call, "Empty attribute in format string");
    level->path = is_item ? end + 1 : end;
    int64_t number = is_item ? number_in(formatting, start, end) : END;
    if (number == -2) return fail(call, "Too many decimal digits in format string");
    Value part = number >= 0 ? int_from_int64(number) : part_of(formatting, start, end);
    return ask_part(call, level, is_item ? operation_get_item : operation_get_attribute, part);
}

static Outcome convert(Call *call, Level *level) {
    uint32_t c = level->conversion;
    call->step = STEP_SPEC;
    if (c == 0) return DONE;
    if (c != 'r' && c != 's' && c != 'a') {
        return raise_error(
            call->task, ValueError,
            c > 32 && c < 127 ? "Unknown conversion specifier %c" : "Unknown conversion specifier \\x%x", c);
    }
    call->step = STEP_GOT_TEXT;
    return call_native(call, c == 's' ? operation_str : operation_repr, 0, 1, &level->value);
}

static Outcome got_text(Call *call, Level *level) {
    Value text = take_result(call);
    if (level->conversion == 'a') {
        Buffer ascii = { 0 };
        str_append_ascii(&ascii, text);
        release(text);
        text = str_from_buffer_take(&ascii);
        if (is_absent(text)) return raise_memory(call->task);
    }
    replace_take(&level->value, text);
    call->step = STEP_SPEC;
    return DONE;
}

/* ---- the spec, and the result */

static Outcome take_spec(Call *call, Formatting *formatting, Level *level) {
    bool has_fields = false;
    for (size_t i = level->spec; i < level->spec_end; i++) has_fields |= peek(formatting, i) == '{';
    if (!has_fields) {
        replace_take(&formatting->spec, part_of(formatting, level->spec, level->spec_end));
        call->step = STEP_FORMAT;
        return is_absent(formatting->spec) ? raise_memory(call->task) : DONE;
    }
    if (formatting->depth + 1 == MAX_LEVELS) return fail(call, "Max string recursion exceeded");
    Level *inner = &formatting->levels[++formatting->depth];
    inner->at = level->spec;
    inner->end = level->spec_end;
    call->step = STEP_SCAN;
    return DONE;
}

static const char *problem_of(const FormatSpec *spec) {
    if (spec->sign == ' ') return "Space not allowed in string format specifier";
    if (spec->sign) return "Sign not allowed in string format specifier";
    if (spec->no_negative_zero) return "Negative zero coercion (z) not allowed in string format specifier";
    if (spec->alternate) return "Alternate form (#) not allowed in string format specifier";
    if (spec->align == '=') return "'=' alignment not allowed in string format specifier";
    return NULL;
}

static bool format_str(Task *task, Buffer *out, Value value, Value text) {
    FormatSpec spec;
    Buffer scratch = { 0 };
    if (!format_spec_parse(task, text, value, &spec)) return false;
    const char *problem = problem_of(&spec);
    bool is_unknown = spec.type && spec.type != 's';
    if (is_unknown)
        format_spec_unknown(task, &spec, value);
    else if (problem)
        raise_error(task, ValueError, "%s", problem);
    if (is_unknown || problem) return false;
    size_t count = str_count(value), bytes;
    if (spec.precision >= 0 && (size_t)spec.precision < count) count = (size_t)spec.precision;
    Value shown = str_slice(value, 0, 1, count);
    if (is_absent(shown)) {
        raise_memory(task);
        return false;
    }
    const char *utf8 = str_peek_utf8(shown, &scratch, &bytes);
    bool done = format_spec_pad(task, out, &spec, '<', utf8, bytes, count);
    buffer_clear(&scratch);
    release(shown);
    return done;
}

/* What needs neither the program nor a class lookup. False: it does, or an error is to be found the
 * long way. */
static bool format_quickly(Call *call, Buffer *out, Value value, Value spec, Outcome *outcome) {
    *outcome = DONE;
    bool is_text = is_object(value) && object_type(value) == &str_type;
    if (is_text && str_count(spec) == 0) {
        str_append_utf8(out, value);
        return true;
    }
    if (is_small_int(value) && str_count(spec) == 0) {
        buffer_append_int64(out, small_int_of(value));
        return true;
    }
    bool is_float = is_object(value) && object_type(value) == &float_type;
    if (is_small_int(value) || (is_float && str_count(spec))) {
        if (!format_number(call->task, out, value, spec)) *outcome = RAISED;
        return true;
    }
    if (is_text && !format_str(call->task, out, value, spec)) *outcome = RAISED;
    return is_text;
}

static Outcome format_value(Call *call, Formatting *formatting, Level *level) {
    Outcome outcome;
    call->step = STEP_SCAN;
    if (format_quickly(call, &level->out, level->value, formatting->spec, &outcome)) return outcome;
    Value operands[] = { level->value, formatting->spec };
    call->step = STEP_GOT_FORMATTED;
    return call_native(call, operation_format, 0, 2, operands);
}

static Outcome walk_on(Call *call, Formatting *formatting) {
    Level *level = &formatting->levels[formatting->depth];
    bool found;
    Outcome outcome = scan(call, formatting, level, &found);
    if (outcome != DONE) return outcome;
    if (found) return take_first(call, formatting, level);
    if (formatting->depth == 0) {
        call->step = 0;
        return give_buffer(call, &level->out);
    }
    Value spec = str_from_buffer_take(&level->out);
    formatting->depth--;
    replace_take(&formatting->spec, spec);
    call->step = STEP_FORMAT;
    return is_absent(spec) ? raise_memory(call->task) : DONE;
}

static Outcome do_step(Call *call, Formatting *formatting) {
    Level *level = &formatting->levels[formatting->depth];
    switch (call->step) {
    case STEP_SCAN: return walk_on(call, formatting);
    case STEP_GOT_PART:
        replace_take(&level->value, take_result(call));
        call->step = STEP_PATH;
        return DONE;
    case STEP_PATH:
        if (level->path < level->path_end) return take_part(call, formatting, level);
        call->step = STEP_CONVERT;
        return DONE;
    case STEP_CONVERT: return convert(call, level);
    case STEP_GOT_TEXT: return got_text(call, level);
    case STEP_SPEC: return take_spec(call, formatting, level);
    case STEP_FORMAT: return format_value(call, formatting, level);
    default:
        str_append_utf8(&level->out, call->result);
        replace_take(&call->result, ABSENT);
        call->step = STEP_SCAN;
        return DONE;
    }
}

static Outcome format(Call *call) {
    if (call->step == 0) {
        replace_take(&call->keep, object_value(formatting_new(call->args[0])));
        call->step = STEP_SCAN;
    }
    Formatting *formatting = (Formatting *)object_of(call->keep);
    for (;;) {
        Outcome outcome = do_step(call, formatting);
        if (outcome != DONE || call->step == 0) return outcome;
    }
}

Outcome str_format_method(Call *call) { return format(call); }
Outcome str_format_map(Call *call) { return format(call); }

Outcome str_dunder_format(Call *call) {
    Value spec;
    Buffer out = { 0 };
    if (!arg_str(call, 1, &spec)) return RAISED;
    if (str_count(spec) == 0) return give(call, str_slice(call->args[0], 0, 1, str_count(call->args[0])));
    if (format_str(call->task, &out, call->args[0], spec)) return give_buffer(call, &out);
    buffer_clear(&out);
    return RAISED;
}
