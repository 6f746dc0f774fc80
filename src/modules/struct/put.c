/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing: values checked and written one after the other, so that the first that does not fit is the one
 * that is told. */
#include "modules/struct/number.h"
#include "modules/struct/struct.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"
#include <string.h>

typedef enum { ASK_NONE, ASK_INDEX, ASK_FLOAT, ASK_TRUTH } Ask;

static Outcome fail(Call *call, const char *text) {
    return raise_error_of(call->task, &struct_error, "%s", text);
}

/* ---- integers
 *
 * CPython writes those of this machine's order as it writes its own, and those of the other by general
 * functions, whose errors are other ones. */

static bool is_of_other_order(const FormatCode *code) {
    return code->is_big_endian != (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
}

static const char *name_of(const FormatCode *code) {
    switch (code->name) {
    case 'b': return "byte";
    case 'B': return "ubyte";
    case 'h': return is_of_other_order(code) ? NULL : "short";
    case 'H': return is_of_other_order(code) ? NULL : "ushort";
    default: return NULL;
    }
}

static Outcome fail_range(Call *call, const FormatCode *code, int64_t least, uint64_t most) {
    const char *name = name_of(code);
    if (name)
        return raise_error_of(call->task, &struct_error, "%s format requires %ld <= number <= %lu", name,
                              (long)least, (unsigned long)most);
    return raise_error_of(call->task, &struct_error, "'%c' format requires %ld <= number <= %lu", code->name,
                          (long)least, (unsigned long)most);
}

static Outcome fail_width(Call *call, const FormatCode *code) {
    bool is_long = code->size == 8 && is_of_other_order(code);
    return fail(call, is_long ? "int too large to convert" : "argument out of range");
}

/* What is narrower than an int, and what is signed, is read as a C long; the rest as an unsigned one. */
static bool reads_as_signed(const FormatCode *code) {
    return code->kind == CODE_SIGNED || code->size == 1 || (code->size == 2 && !is_of_other_order(code));
}

static Outcome put_integer(Call *call, const FormatCode *code, Value value, uint8_t *out) {
    unsigned bits = 8 * code->size;
    bool is_signed = code->kind == CODE_SIGNED;
    uint64_t most = (is_signed ? INT64_MAX : UINT64_MAX) >> (64 - bits);
    int64_t least = is_signed ? INT64_MIN >> (64 - bits) : 0, number = 0;
    uint64_t magnitude = 0;
    if (reads_as_signed(code) ? !int_fits_int64(value, &number) : !int_fits_uint64(value, &magnitude))
        return fail_width(call, code);
    bool fits = reads_as_signed(code) ? number >= least && (number < 0 || (uint64_t)number <= most)
                                      : magnitude <= most;
    if (!fits) return fail_range(call, code, least, most);
    number_put(out, reads_as_signed(code) ? (uint64_t)number : magnitude, code->size, code->is_big_endian);
    return DONE;
}

static Outcome put_pointer(Call *call, const FormatCode *code, Value value, uint8_t *out) {
    int64_t number;
    uint64_t bits;
    if (int_fits_int64(value, &number))
        bits = (uint64_t)number;
    else if (!int_fits_uint64(value, &bits))
        return fail(call, "int too large to convert");
    number_put(out, bits, code->size, code->is_big_endian);
    return DONE;
}

/* ---- floats */

static Outcome put_float(Call *call, const FormatCode *code, Value given, double number, uint8_t *out) {
    uint64_t bits;
    bool fits = number_from_double(number, code->size, &bits);
    if (!fits && (code->size == 2 || !code->is_native)) {
        if (is_int(given)) return fail(call, "int too large to convert");
        return raise_error(call->task, OverflowError, "float too large to pack with %c format", code->name);
    }
    number_put(out, bits, code->size, code->is_big_endian);
    return DONE;
}

/* ---- bytes */

static Outcome put_char(Call *call, Value value, uint8_t *out) {
    const uint8_t *data;
    size_t count;
    if (!is_bytes(value) || !bytes_peek(value, &data, &count) || count != 1)
        return fail(call, "char format requires a bytes object of length 1");
    *out = *data;
    return DONE;
}

static Outcome put_string(Call *call, const FormatItem *item, Value value, uint8_t *out) {
    bool is_pascal = item->code.kind == CODE_PASCAL;
    const uint8_t *data;
    size_t count, room = item->count - (is_pascal && item->count);
    if ((!is_bytes(value) && !is_bytearray(value)) || !bytes_peek(value, &data, &count))
        return raise_error_of(call->task, &struct_error, "argument for '%c' must be a bytes object",
                              item->code.name);
    if (count > room) count = room;
    if (is_pascal && item->count) *out++ = (uint8_t)(count > UINT8_MAX ? UINT8_MAX : count);
    memcpy(out, data, count);
    return DONE;
}

/* ---- one value */

static bool has_special(Call *call, Value value, Special special) {
    return !is_absent(class_peek_special(value_class(call_machine(call), value), special));
}

/* What the program must be asked before the value can be written. */
static Ask what_to_ask(Call *call, CodeKind kind, Value value) {
    if (is_small_int(value)) return ASK_NONE;
    switch (kind) {
    case CODE_SIGNED:
    case CODE_UNSIGNED:
    case CODE_POINTER:
        return !is_int(value) && has_special(call, value, SPECIAL_index) ? ASK_INDEX : ASK_NONE;
    case CODE_FLOAT:
        if (is_float(value) || is_int(value)) return ASK_NONE;
        return has_special(call, value, SPECIAL_float)   ? ASK_FLOAT
               : has_special(call, value, SPECIAL_index) ? ASK_INDEX
                                                         : ASK_NONE;
    case CODE_BOOL: return value_truth(value) > YES ? ASK_TRUTH : ASK_NONE;
    default: return ASK_NONE;
    }
}

static Outcome put_value(Call *call, const FormatItem *item, Value value, uint8_t *out) {
    const FormatCode *code = &item->code;
    double number;
    switch (code->kind) {
    case CODE_CHAR: return put_char(call, value, out);
    case CODE_STRING:
    case CODE_PASCAL: return put_string(call, item, value, out);
    case CODE_BOOL: *out = value_truth(value) == YES; return DONE;
    case CODE_FLOAT:
        if (number_to_double(value, &number) != YES) return fail(call, "required argument is not a float");
        return put_float(call, code, value, number, out);
    default:
        if (!is_int(value)) return fail(call, "required argument is not an integer");
        return code->kind == CODE_POINTER ? put_pointer(call, code, value, out)
                                          : put_integer(call, code, value, out);
    }
}

/* ---- asking */

static Outcome ask(Call *call, Ask what, Value value) {
    call->step = what;
    call->catches = what == ASK_FLOAT; /* whatever it raises is told as no float */
    switch (what) {
    case ASK_INDEX: return call_special(call, value, SPECIAL_index, 0, NULL);
    case ASK_FLOAT: return call_special(call, value, SPECIAL_float, 0, NULL);
    default: return call_native(call, operation_truth, 0, 1, &value);
    }
}

/* The answer takes the place of value number call->mark in call->keep. */
static Outcome take_answer(Call *call) {
    Ask what = call->step;
    call->step = 0;
    if (what == ASK_FLOAT && !is_float(call->result)) {
        if (is_absent(call->result)) release(task_take_exception(call->task));
        return fail(call, "required argument is not a float");
    }
    if (what == ASK_INDEX && !is_int(call->result))
        return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", call->result);
    replace_take(&list_of(call->keep)->items[call->mark], take_result(call));
    return DONE;
}

Outcome struct_put(Call *call, const Packing *packing, Value values, uint8_t *out) {
    if (call->step) {
        Outcome outcome = take_answer(call);
        if (outcome != DONE) return outcome;
    }
    const Tuple *given = tuple_of(values);
    Format format;
    FormatItem item;
    FormatProblem problem;
    format_begin(&format, packing->text, packing->count);
    for (size_t i = 0; format_next(&format, &item, &problem);) {
        for (size_t n = 0; n < item.values; n++, i++) {
            Value value = is_absent(call->keep) ? given->items[i] : list_of(call->keep)->items[i];
            Ask what = what_to_ask(call, item.code.kind, value);
            if (what != ASK_NONE) {
                if (is_absent(call->keep)) call->keep = list_from(given->items, given->count);
                if (is_absent(call->keep)) return raise_memory(call->task);
                call->mark = (int64_t)i;
                return ask(call, what, value);
            }
            Outcome outcome = put_value(call, &item, value, out + item.offset + n * item.code.size);
            if (outcome != DONE) return outcome;
        }
    }
    return DONE;
}
