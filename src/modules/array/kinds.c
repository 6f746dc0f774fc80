/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the typecodes mean: items read and written. CPython reads the narrow ones by its general parser of
 * arguments and the wide ones by functions of their own, so each kind has its own texts of errors. */
#include "modules/array/array.h"
#include "vm/machine.h"
#include "vm/special.h"
#include <limits.h>
#include <string.h>

#define BIG (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
const ItemKind item_kinds[] = {
    { 'b', 1, true, true, 1 },          { 'B', 1, true, false, 0 },
    { 'u', 4, false, false, 20 + BIG }, { 'h', 2, true, true, 4 + BIG },
    { 'H', 2, true, false, 2 + BIG },   { 'i', 4, true, true, 8 + BIG },
    { 'I', 4, true, false, 6 + BIG },   { 'l', 8, true, true, 12 + BIG },
    { 'L', 8, true, false, 10 + BIG },  { 'q', 8, true, true, 12 + BIG },
    { 'Q', 8, true, false, 10 + BIG },  { 'f', 4, false, false, 14 + BIG },
    { 'd', 8, false, false, 16 + BIG }, { 0 },
};

const MachineFormat machine_formats[MACHINE_FORMATS] = {
    { 1, MACHINE_INTEGER, false, false }, { 1, MACHINE_INTEGER, true, false },
    { 2, MACHINE_INTEGER, false, false }, { 2, MACHINE_INTEGER, false, true },
    { 2, MACHINE_INTEGER, true, false },  { 2, MACHINE_INTEGER, true, true },
    { 4, MACHINE_INTEGER, false, false }, { 4, MACHINE_INTEGER, false, true },
    { 4, MACHINE_INTEGER, true, false },  { 4, MACHINE_INTEGER, true, true },
    { 8, MACHINE_INTEGER, false, false }, { 8, MACHINE_INTEGER, false, true },
    { 8, MACHINE_INTEGER, true, false },  { 8, MACHINE_INTEGER, true, true },
    { 4, MACHINE_FLOAT, false, false },   { 4, MACHINE_FLOAT, false, true },
    { 8, MACHINE_FLOAT, false, false },   { 8, MACHINE_FLOAT, false, true },
    { 2, MACHINE_TEXT, false, false },    { 2, MACHINE_TEXT, false, true },
    { 4, MACHINE_TEXT, false, false },    { 4, MACHINE_TEXT, false, true },
};

const ItemKind *item_kind(uint32_t typecode) {
    for (const ItemKind *kind = item_kinds; kind->typecode; kind++) {
        if ((uint32_t)kind->typecode == typecode) return kind;
    }
    return NULL;
}

typedef union {
    int8_t b;
    int16_t h;
    uint16_t H;
    int32_t i;
    uint32_t I;
    int64_t q;
    uint64_t Q;
    float f;
    double d;
} Item;

Value item_get(const ItemKind *kind, const uint8_t *at) {
    Item item;
    memcpy(&item, at, kind->size);
    switch (kind->typecode) {
    case 'b': return small_int(item.b);
    case 'h': return small_int(item.h);
    case 'H': return small_int(item.H);
    case 'i': return small_int(item.i);
    case 'I': return small_int(item.I);
    case 'l':
    case 'q': return int_from_int64(item.q);
    case 'L':
    case 'Q': return int_from_uint64(item.Q);
    case 'f': return float_new((double)item.f);
    case 'd': return float_new(item.d);
    case 'u': return str_from_code_point(item.I > 0x10ffff ? 0xfffd : item.I);
    default: return small_int(*at);
    }
}

/* ---- making ready */

static bool has(Call *call, Value value, Special special) {
    return !is_absent(class_peek_special(value_class(call_machine(call), value), special));
}

static Outcome take_answer(Call *call, Value *slot) {
    bool is_float_asked = call->step == ITEM_ASKED_FLOAT;
    Value given = call->result;
    if (is_float_asked ? !is_float(given) : !is_int(given))
        return is_float_asked
                   ? raise_error(call->task, TypeError, "%T.__float__ returned non-float (type %T)", *slot,
                                 given)
                   : raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", given);
    replace_take(slot, take_result(call));
    return DONE;
}

Outcome item_ready(Call *call, const ItemKind *kind, Value *slot) {
    if (call->step == ITEM_ASKED_INDEX || call->step == ITEM_ASKED_FLOAT) return take_answer(call, slot);
    if (kind->typecode == 'u' || is_int(*slot)) return DONE;
    if (!kind->is_integer) {
        if (is_float(*slot)) return DONE;
        if (has(call, *slot, SPECIAL_float)) {
            call->step = ITEM_ASKED_FLOAT;
            return call_special(call, *slot, SPECIAL_float, 0, NULL);
        }
    }
    if (has(call, *slot, SPECIAL_index)) {
        call->step = ITEM_ASKED_INDEX;
        return call_special(call, *slot, SPECIAL_index, 0, NULL);
    }
    if (kind->is_integer)
        return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer", *slot);
    return raise_error(call->task, TypeError, "must be real number, not %T", *slot);
}

/* ---- writing */

static bool fail(Task *task, const char *text) { return raise_error(task, OverflowError, "%s", text), false; }

/* The kinds that are parsed as arguments are: in a C type that may be wider, whose limits come first. */
static const struct Parsed {
    char typecode;
    int64_t wide_least, wide_most;
    const char *wide;
    int64_t least, most;
    const char *name;
} parsed_kinds[] = {
    { 'b', SHRT_MIN, SHRT_MAX, "signed short integer", SCHAR_MIN, SCHAR_MAX, "signed char" },
    { 'B', 0, UCHAR_MAX, "unsigned byte integer", 0, UCHAR_MAX, "unsigned byte integer" },
    { 'h', SHRT_MIN, SHRT_MAX, "signed short integer", SHRT_MIN, SHRT_MAX, "signed short integer" },
    { 'H', INT_MIN, INT_MAX, "signed integer", 0, USHRT_MAX, "unsigned short" },
    { 'i', INT_MIN, INT_MAX, "signed integer", INT_MIN, INT_MAX, "signed integer" },
    { 'l', INT64_MIN, INT64_MAX, "", INT64_MIN, INT64_MAX, "" },
};

static bool check_range(Task *task, int64_t number, int64_t least, int64_t most, const char *name) {
    if (number >= least && number <= most) return true;
    raise_error(task, OverflowError, "%s is %s than %s", name, number < least ? "less" : "greater",
                number < least ? "minimum" : "maximum");
    return false;
}

static bool read_parsed(Task *task, const struct Parsed *parsed, Value value, uint64_t *bits) {
    int64_t number;
    if (!int_fits_int64(value, &number)) return fail(task, "Python int too large to convert to C long");
    *bits = (uint64_t)number;
    return check_range(task, number, parsed->wide_least, parsed->wide_most, parsed->wide) &&
           check_range(task, number, parsed->least, parsed->most, parsed->name);
}

static bool read_whole(Task *task, const ItemKind *kind, Value value, uint64_t *bits) {
    int64_t number;
    switch (kind->typecode) {
    case 'q':
        if (!int_fits_int64(value, &number)) return fail(task, "int too big to convert");
        *bits = (uint64_t)number;
        return true;
    case 'Q':
        if (int_sign(value) < 0) return fail(task, "can't convert negative int to unsigned");
        return int_fits_uint64(value, bits) || fail(task, "int too big to convert");
    default:
        if (int_sign(value) < 0) return fail(task, "can't convert negative value to unsigned int");
        if (!int_fits_uint64(value, bits))
            return fail(task, "Python int too large to convert to C unsigned long");
        return kind->size == 8 || *bits <= UINT32_MAX || fail(task, "unsigned int is greater than maximum");
    }
}

static bool put_integer(Task *task, const ItemKind *kind, Value value, uint8_t *out) {
    const struct Parsed *parsed = NULL;
    for (size_t i = 0; i < sizeof parsed_kinds / sizeof *parsed_kinds; i++) {
        if (parsed_kinds[i].typecode == kind->typecode) parsed = &parsed_kinds[i];
    }
    Item item = { 0 };
    if (!(parsed ? read_parsed(task, parsed, value, &item.Q) : read_whole(task, kind, value, &item.Q)))
        return false;
    uint64_t bits = item.Q;
    if (kind->size == 1) item.b = (int8_t)(uint8_t)bits;
    if (kind->size == 2) item.H = (uint16_t)bits;
    if (kind->size == 4) item.I = (uint32_t)bits;
    memcpy(out, &item, kind->size);
    return true;
}

static bool put_float(Task *task, const ItemKind *kind, Value value, uint8_t *out) {
    Item item = { 0 };
    double number;
    Verdict verdict = number_to_double(value, &number);
    if (verdict == UNSUPPORTED) return fail(task, "int too large to convert to float");
    if (verdict != YES) return raise_error(task, TypeError, "must be real number, not %T", value), false;
    if (kind->size == sizeof number)
        item.d = number;
    else
        item.f = (float)number;
    memcpy(out, &item, kind->size);
    return true;
}

bool item_put(Task *task, const ItemKind *kind, Value value, uint8_t *out) {
    if (kind->is_integer) return put_integer(task, kind, value, out);
    if (kind->typecode != 'u') return put_float(task, kind, value, out);
    if (!is_str(value) || str_count(value) != 1) {
        raise_error(task, TypeError, "array item must be unicode character");
        return false;
    }
    uint32_t character = str_peek_at(str_of(value), 0);
    memcpy(out, &character, sizeof character);
    return true;
}
