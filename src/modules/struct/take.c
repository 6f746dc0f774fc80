/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unpacking. */
#include "modules/struct/number.h"
#include "modules/struct/struct.h"

static Value take_string(const FormatItem *item, const uint8_t *bytes) {
    if (item->code.kind == CODE_STRING || !item->count) return bytes_new(bytes, item->count);
    size_t count = *bytes;
    return bytes_new(bytes + 1, count < item->count ? count : item->count - 1);
}

static Value take_value(const FormatItem *item, const uint8_t *bytes) {
    const FormatCode *code = &item->code;
    if (code->kind == CODE_STRING || code->kind == CODE_PASCAL) return take_string(item, bytes);
    if (code->kind == CODE_CHAR) return bytes_new(bytes, 1);
    uint64_t bits = number_get(bytes, code->size, code->is_big_endian);
    switch (code->kind) {
    case CODE_BOOL: return bool_value(bits != 0);
    case CODE_SIGNED: return int_from_int64(number_extend(bits, code->size));
    case CODE_FLOAT: return float_new(number_to_double_from(bits, code->size));
    default: return int_from_uint64(bits);
    }
}

Value struct_take(const Packing *packing, const uint8_t *bytes) {
    Value tuple = tuple_new_absent(packing->values);
    if (is_absent(tuple)) return ABSENT;
    Format format;
    FormatItem item;
    FormatProblem problem;
    format_begin(&format, packing->text, packing->count);
    for (size_t i = 0; format_next(&format, &item, &problem);) {
        for (size_t n = 0; n < item.values; n++, i++) {
            Value value = take_value(&item, bytes + item.offset + n * item.code.size);
            if (is_absent(value)) {
                release(tuple);
                return ABSENT;
            }
            tuple_of(tuple)->items[i] = value;
        }
    }
    return tuple;
}
