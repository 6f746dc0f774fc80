/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The `%` operator of str, bytes and bytearray. One walk serves all three: the output is UTF-8 for a str, the
 * bytes themselves otherwise. Values may have methods of the program's own (__str__, __repr__, __int__,
 * __getitem__), so it is a native that asks for them one at a time and keeps a Percent in between. See
 * https://docs.python.org/3.11/library/stdtypes.html#printf-style-string-formatting */
#include "base/text.h"
#include "builtin/classes/text.h"
#include "builtin/text/format_number.h"
#include "vm/operations.h"
#include <limits.h>
#include <string.h>

enum { STEP_SCAN = 1, STEP_GOT_ITEM, STEP_SPEC, STEP_VALUE, STEP_GOT_TEXT, STEP_GOT_NUMBER };

typedef struct {
    Object object;
    Buffer out;
    Value format;        /* borrowed from the arguments */
    const uint8_t *data; /* of bytes, and of a str of width 1; else NULL */
    size_t at, count;
    Value values; /* the tuple, or the one value; the item of a mapping after %(key) */
    /* as a tuple: how many are taken of `left`; else one value, which can be taken once */
    int64_t taken, left;
    bool is_text, is_ascii, is_tuple, has_key;
    PercentSpec spec;
    uint32_t conversion;
    size_t conversion_at;
    Value value;
} Percent;

static void free_percent(Object *object) {
    Percent *percent = (Percent *)object;
    if (is_bytearray(percent->format)) ((ByteArray *)object_of(percent->format))->exports--;
    buffer_clear(&percent->out);
    release(percent->values);
    release(percent->value);
    object_release_memory(object);
}

static const Type percent_type = { .name = "percent", .free = free_percent };

static void set_values(Percent *percent, Value values) {
    retain(values);
    replace_take(&percent->values, values);
    percent->is_tuple = is_tuple(values) && !percent->has_key;
    percent->taken = 0;
    percent->left = percent->is_tuple ? (int64_t)tuple_of(values)->count : 1;
}

static bool is_text(const Percent *percent) { return percent->is_text; }

static Percent *percent_new(Value format, Value values) {
    Percent *percent = object_new(&percent_type, sizeof *percent);
    percent->format = format;
    percent->values = percent->value = ABSENT;
    percent->is_text = is_str(format);
    if (is_text(percent)) {
        percent->count = str_count(format);
        percent->is_ascii = str_of(format)->is_ascii;
        if (str_of(format)->width == 1) percent->data = (const uint8_t *)str_of(format)->data;
    } else {
        bytes_peek(format, &percent->data, &percent->count);
        if (is_bytearray(format)) ((ByteArray *)object_of(format))->exports++;
    }
    set_values(percent, values);
    return percent;
}

static uint32_t peek(const Percent *percent, size_t at) {
    return percent->data ? percent->data[at] : str_peek_at(str_of(percent->format), at);
}

static void append(Percent *percent, uint32_t c) {
    if (is_text(percent))
        buffer_append_code_point(&percent->out, c);
    else
        buffer_append_byte(&percent->out, (char)c);
}

/* ---- reading a conversion */

static Outcome fail_incomplete(Call *call) {
    return raise_error(call->task, ValueError, "incomplete format");
}

static Outcome take_value(Call *call, Percent *percent, Value *value) {
    if (percent->taken == percent->left) {
        return raise_error(call->task, TypeError, "not enough arguments for format string");
    }
    *value = percent->is_tuple ? tuple_of(percent->values)->items[percent->taken] : percent->values;
    percent->taken++;
    return DONE;
}

/* What has items, but is neither a tuple nor a text. */
static bool is_mapping(Call *call, const Percent *percent, Value values) {
    switch (value_type_id(values)) {
    case TYPE_ID_TUPLE: return false;
    case TYPE_ID_STR: return !is_text(percent);
    case TYPE_ID_BYTES:
    case TYPE_ID_BYTEARRAY: return is_text(percent);
    case TYPE_ID_LIST:
    case TYPE_ID_DICT:
    case TYPE_ID_RANGE:
    case TYPE_ID_MEMORYVIEW:
    case TYPE_ID_MAPPING_PROXY: return true;
    default: return !is_absent(class_peek_special(value_class(call_machine(call), values), SPECIAL_getitem));
    }
}

/* "%(key)": asks the mapping. Parentheses inside the key come in pairs. */
static Outcome ask_item(Call *call, Percent *percent) {
    if (!is_mapping(call, percent, call->args[1]))
        return raise_error(call->task, TypeError, "format requires a mapping");
    size_t start = ++percent->at, open = 1;
    for (; percent->at < percent->count; percent->at++) {
        uint32_t c = peek(percent, percent->at);
        if (c == '(') open++;
        if (c == ')' && --open == 0) break;
    }
    if (open) return raise_error(call->task, ValueError, "incomplete format key");
    size_t length = percent->at++ - start;
    Value key = is_text(percent) ? str_slice(percent->format, (int64_t)start, 1, length)
                                 : bytes_new(percent->data + start, length);
    if (is_absent(key)) return raise_memory(call->task);
    Value operands[] = { call->args[1], key };
    call->step = STEP_GOT_ITEM;
    Outcome outcome = call_native(call, operation_get_item, 0, 2, operands);
    release(key);
    return outcome;
}

static void scan_flags(Percent *percent) {
    for (; percent->at < percent->count; percent->at++) {
        switch (peek(percent, percent->at)) {
        case '-': percent->spec.left = true; break;
        case '+': percent->spec.plus = true; break;
        case ' ': percent->spec.space = true; break;
        case '#': percent->spec.alternate = true; break;
        case '0': percent->spec.zero = true; break;
        default: return;
        }
    }
}

/* A number, or `*` for one from the values. */
static Outcome scan_number(Call *call, Percent *percent, int64_t most, const char *problem, int64_t *number) {
    *number = 0;
    if (percent->at < percent->count && peek(percent, percent->at) == '*') {
        Value value;
        percent->at++;
        Outcome outcome = take_value(call, percent, &value);
        if (outcome != DONE) return outcome;
        if (!is_int(value)) return raise_error(call->task, TypeError, "* wants int");
        if (int_fits_int64(value, number) && *number >= -most - 1 && *number <= most) return DONE;
        return raise_error(call->task, OverflowError, "Python int too large to convert to C %s",
                           most == INT_MAX ? "int" : "ssize_t");
    }
    for (; percent->at < percent->count; percent->at++) {
        uint32_t c = peek(percent, percent->at);
        if (c < '0' || c > '9') break;
        if (*number > (most - (int64_t)(c - '0')) / 10)
            return raise_error(call->task, ValueError, "%s", problem);
        *number = *number * 10 + (c - '0');
    }
    return DONE;
}

/* C's length modifiers are read and mean nothing. */
static bool is_length(uint32_t c) { return c == 'h' || c == 'l' || c == 'L'; }

static Outcome scan_spec(Call *call, Percent *percent) {
    PercentSpec *spec = &percent->spec;
    scan_flags(percent);
    Outcome outcome = scan_number(call, percent, INT64_MAX - 1, "width too big", &spec->width);
    if (outcome != DONE) return outcome;
    if (spec->width < 0) {
        spec->left = true;
        spec->width = -spec->width;
    }
    if (percent->at < percent->count && peek(percent, percent->at) == '.') {
        percent->at++;
        const char *problem = is_text(percent) ? "precision too big" : "prec too big";
        outcome = scan_number(call, percent, INT_MAX, problem, &spec->precision);
        if (outcome != DONE) return outcome;
        if (spec->precision < 0) spec->precision = 0;
    }
    if (percent->at < percent->count && is_length(peek(percent, percent->at))) percent->at++;
    if (percent->at == percent->count) return fail_incomplete(call);
    percent->conversion_at = percent->at;
    percent->conversion = peek(percent, percent->at++);
    call->step = STEP_VALUE;
    return DONE;
}

/* Text in which bytes are characters is copied up to the next percent sign at once. */
static void copy_text(Percent *percent) {
    const uint8_t *start = percent->data + percent->at;
    const uint8_t *sign = memchr(start, '%', percent->count - percent->at);
    size_t count = sign ? (size_t)(sign - start) : percent->count - percent->at;
    buffer_append(&percent->out, start, count);
    percent->at += count;
}

/* "%d" and "%s" as they stand most often: nothing between, a small int or a plain str. */
static bool put_quickly(Percent *percent) {
    uint32_t c = peek(percent, percent->at);
    if ((c != 'd' && c != 's') || percent->taken == percent->left) return false;
    Value value = percent->is_tuple ? tuple_of(percent->values)->items[percent->taken] : percent->values;
    if (is_small_int(value) && (c == 'd' || is_text(percent)))
        buffer_append_int64(&percent->out, small_int_of(value));
    else if (c == 's' && is_text(percent) && is_object(value) && object_type(value) == &str_type) {
        str_append_utf8(&percent->out, value);
    } else
        return false;
    percent->taken++;
    percent->at++;
    return true;
}

/* Copies text up to the next conversion. */
static Outcome scan(Call *call, Percent *percent) {
    bool bytes_are_characters = !is_text(percent) || percent->is_ascii;
    while (percent->at < percent->count) {
        if (bytes_are_characters) copy_text(percent);
        if (percent->at == percent->count) break;
        uint32_t c = peek(percent, percent->at++);
        bool is_pair = c == '%' && percent->at < percent->count && peek(percent, percent->at) == '%';
        if (is_pair) percent->at++;
        if (is_pair || c != '%') {
            append(percent, c);
            continue;
        }
        if (percent->at == percent->count) return fail_incomplete(call);
        if (put_quickly(percent)) continue;
        percent->spec = (PercentSpec){ .width = -1, .precision = -1 };
        if (peek(percent, percent->at) == '(') return ask_item(call, percent);
        call->step = STEP_SPEC;
        return DONE;
    }
    call->step = 0;
    if (percent->taken < percent->left && !is_mapping(call, percent, call->args[1])) {
        return raise_error(call->task, TypeError, "not all arguments converted during %s formatting",
                           is_text(percent) ? "string" : "bytes");
    }
    if (is_text(percent)) return give_buffer(call, &percent->out);
    if (percent->out.failed) return raise_memory(call->task);
    return give(call, bytes_like(percent->format, percent->out.bytes, percent->out.count));
}

/* ---- putting a value */

static Outcome put(Call *call, Percent *percent, const char *bytes, size_t size, size_t characters) {
    size_t width = percent->spec.width > 0 ? (size_t)percent->spec.width : 0;
    size_t padding = width > characters ? width - characters : 0;
    if (!percent->spec.left) buffer_append_repeated(&percent->out, ' ', padding);
    buffer_append(&percent->out, bytes, size);
    if (percent->spec.left) buffer_append_repeated(&percent->out, ' ', padding);
    call->step = STEP_SCAN;
    return percent->out.failed ? raise_memory(call->task) : DONE;
}

static size_t shown_count(const Percent *percent, size_t count) {
    int64_t most = percent->spec.precision;
    return most >= 0 && (size_t)most < count ? (size_t)most : count;
}

static Outcome put_str(Call *call, Percent *percent, Value str) {
    Buffer scratch = { 0 };
    size_t size, count = shown_count(percent, str_count(str));
    Value shown = str_slice(str, 0, 1, count);
    if (is_absent(shown)) return raise_memory(call->task);
    const char *utf8 = str_peek_utf8(shown, &scratch, &size);
    Outcome outcome = scratch.failed ? raise_memory(call->task) : put(call, percent, utf8, size, count);
    buffer_clear(&scratch);
    release(shown);
    return outcome;
}

static Outcome put_bytes(Call *call, Percent *percent, Value value) {
    const uint8_t *data;
    size_t count;
    if (bytes_peek(value, &data, &count)) {
        count = shown_count(percent, count);
        return put(call, percent, (const char *)data, count, count);
    }
    if (!is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_bytes))) {
        call->step = STEP_GOT_TEXT;
        return call_special(call, value, SPECIAL_bytes, 0, NULL);
    }
    return raise_error(call->task, TypeError,
                       "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'",
                       value);
}

static Outcome put_ascii(Call *call, Percent *percent, Value text) {
    Buffer ascii = { 0 };
    str_append_ascii(&ascii, text);
    size_t count = shown_count(percent, ascii.count);
    Outcome outcome = put(call, percent, ascii.bytes, count, count);
    buffer_clear(&ascii);
    return outcome;
}

static Outcome put_character(Call *call, Percent *percent, Value value) {
    int64_t number;
    char utf8[4];
    if (is_str(value) && str_count(value) == 1)
        number = str_peek_at(str_of(value), 0);
    else if (!is_int(value))
        return raise_error(call->task, TypeError, "%%c requires int or char");
    else if (!int_fits_int64(value, &number) || number < 0 || number > 0x10ffff) {
        return raise_error(call->task, OverflowError, "%%c arg not in range(0x110000)");
    }
    return put(call, percent, utf8, text_encode((uint32_t)number, utf8), 1);
}

static Outcome put_byte(Call *call, Percent *percent, Value value) {
    const uint8_t *data;
    size_t count;
    int64_t number;
    if (bytes_peek(value, &data, &count) && count == 1)
        number = *data;
    else if (!is_int(value)) {
        return raise_error(call->task, TypeError, "%%c requires an integer in range(256) or a single byte");
    } else if (!int_fits_int64(value, &number) || number < 0 || number > 255) {
        return raise_error(call->task, OverflowError, "%%c arg not in range(256)");
    }
    char byte = (char)number;
    return put(call, percent, &byte, 1, 1);
}

static Outcome put_unit(Call *call, Percent *percent, Value value) {
    return is_text(percent) ? put_character(call, percent, value) : put_byte(call, percent, value);
}

/* ---- numbers, and objects that make one of themselves */

static Outcome prepare_unit(Call *call, Percent *percent, Value value) {
    bool is_programs = is_object(value) && value_type_id(value) == TYPE_ID_INSTANCE;
    percent->spec.type = 'c';
    if (!is_programs || is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_index)))
        return put_unit(call, percent, value);
    call->step = STEP_GOT_NUMBER;
    return call_special(call, value, SPECIAL_index, 0, NULL);
}

static Outcome got_unit(Call *call, Percent *percent) {
    if (is_int(call->result)) replace_take(&percent->value, take_result(call));
    return put_unit(call, percent, percent->value);
}

/* bytes says of every operand that is no float and makes none, even of an int too large, that it is
 * not one. */
static bool is_refused_float(const Percent *percent, Value value) {
    double number;
    return !is_text(percent) && strchr("eEfFgG", percent->spec.type) &&
           number_to_double(value, &number) != YES;
}

static Outcome raise_no_float(Call *call, Value operand) {
    return raise_error(call->task, TypeError, "float argument required, not %T", operand);
}

static Outcome put_number(Call *call, Percent *percent) {
    if (is_refused_float(percent, percent->value)) return raise_no_float(call, percent->value);
    if (!percent_number(call->task, &percent->out, percent->value, &percent->spec)) return RAISED;
    call->step = STEP_SCAN;
    return DONE;
}

static Outcome prepare_number(Call *call, Percent *percent) {
    static const struct {
        const char *types;
        Special first;
    } rows[] = { { "diu", SPECIAL_int }, { "oxX", SPECIAL_index }, { "eEfFgG", SPECIAL_float } };
    percent->spec.type = (char)percent->conversion;
    if (percent->spec.type == 'i' && !is_text(percent)) percent->spec.type = 'd'; /* so do errors name it */
    bool is_programs = is_object(percent->value) && value_type_id(percent->value) == TYPE_ID_INSTANCE;
    if (!is_programs) return put_number(call, percent);
    Class *class = value_class(call_machine(call), percent->value);
    Special special = SPECIAL_index;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_of_row = strchr(rows[i].types, percent->spec.type);
        if (is_of_row && !is_absent(class_peek_special(class, rows[i].first))) special = rows[i].first;
    }
    if (is_absent(class_peek_special(class, special))) return put_number(call, percent);
    call->step = STEP_GOT_NUMBER;
    return call_special(call, percent->value, special, 0, NULL);
}

/* Where a method gives something else than its kind of number, the conversions to an int name the operand. */
static Outcome got_number(Call *call, Percent *percent) {
    Value made = call->result, value = percent->value;
    char type = percent->spec.type;
    bool is_decimal = strchr("diu", type);
    if (type == 'c') return got_unit(call, percent);
    if (is_refused_float(percent, made)) return raise_no_float(call, value);
    if (is_decimal || strchr("oxX", type)) {
        if (!is_int(made))
            return raise_error(call->task, TypeError, "%%%c format: %s is required, not %T", type,
                               is_decimal ? "a real number" : "an integer", value);
    } else if (!is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_float))) {
        if (!is_float(made) && !is_text(percent)) return raise_no_float(call, value);
        if (!is_float(made))
            return raise_error(call->task, TypeError, "%T.__float__ returned non-float (type %T)", value,
                               made);
    } else if (!is_int(made)) {
        return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", made);
    }
    replace_take(&percent->value, take_result(call));
    return put_number(call, percent);
}

static Outcome put_value(Call *call, Percent *percent) {
    Value value;
    uint32_t c = percent->conversion;
    Outcome outcome = take_value(call, percent, &value);
    if (outcome != DONE) return outcome;
    replace_take(&percent->value, retain(value));
    if (c < 128 && strchr("diuoxXeEfFgG", (int)c)) return prepare_number(call, percent);
    switch (c) {
    case 'c': return prepare_unit(call, percent, value);
    case 'b':
        if (is_text(percent)) break;
        return put_bytes(call, percent, value);
    case 's':
        if (!is_text(percent)) return put_bytes(call, percent, value);
        if (is_object(value) && object_type(value) == &str_type) return put_str(call, percent, value);
        call->step = STEP_GOT_TEXT;
        return call_native(call, operation_str, 0, 1, &value);
    case 'r':
    case 'a': call->step = STEP_GOT_TEXT; return call_native(call, operation_repr, 0, 1, &value);
    default: break;
    }
    return raise_error(call->task, ValueError, "unsupported format character '%c' (0x%x) at index %zu",
                       c > 31 && c < 128 ? (int)c : '?', c, percent->conversion_at);
}

static Outcome got_text(Call *call, Percent *percent) {
    Value text = take_result(call);
    Outcome outcome;
    if (percent->conversion == 'a' || (percent->conversion == 'r' && !is_text(percent))) {
        outcome = put_ascii(call, percent, text);
    } else
        outcome = is_text(percent) ? put_str(call, percent, text) : put_bytes(call, percent, text);
    release(text);
    return outcome;
}

static Outcome do_step(Call *call, Percent *percent) {
    switch (call->step) {
    case STEP_SCAN: return scan(call, percent);
    case STEP_GOT_ITEM:
        percent->has_key = true;
        set_values(percent, call->result);
        replace_take(&call->result, ABSENT);
        call->step = STEP_SPEC;
        return DONE;
    case STEP_SPEC: return scan_spec(call, percent);
    case STEP_VALUE: return put_value(call, percent);
    case STEP_GOT_TEXT: return got_text(call, percent);
    default: return got_number(call, percent);
    }
}

Outcome text_percent(Call *call) {
    if (call->step == 0) {
        replace_take(&call->keep, object_value(percent_new(call->args[0], call->args[1])));
        call->step = STEP_SCAN;
    }
    Percent *percent = (Percent *)object_of(call->keep);
    for (;;) {
        Outcome outcome = do_step(call, percent);
        if (outcome != DONE || call->step == 0) return outcome;
    }
}
