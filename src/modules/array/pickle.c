/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays in pickles: bytes, and in which of the machine formats they are, so that another machine can read
 * them. See https://docs.python.org/3.11/library/array.html */
#include "modules/array/array.h"
#include "vm/attribute.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include <string.h>

/* ---- written */

static Value typecode_text(const Array *array) {
    return str_from_code_point((uint32_t)array->kind->typecode);
}

/* For protocols that had no bytes: the class is called with a list. */
static Value plain_arguments(const Array *array) {
    return tuple_pair_take(typecode_text(array), array_list(array));
}

static Value format_arguments(const Array *array, Value class) {
    Value parts[] = { retain(class), typecode_text(array), small_int(array->kind->machine_format),
                      bytes_new(array->data, array->count * array->kind->size) };
    if (!is_absent(parts[3])) return tuple_from_take(parts, 4);
    release_items(parts, 4);
    return ABSENT;
}

Outcome array_reduce_ex(Call *call) {
    const Array *array = self_array(call);
    int64_t protocol;
    if (!is_int(call->args[1]))
        return raise_error(call->task, TypeError, "__reduce_ex__ argument should be an integer");
    if (!arg_int64(call, 1, &protocol)) return RAISED;
    Machine *machine = call_machine(call);
    Value class = object_value(value_class(machine, call->args[0]));
    Value module = dict_peek_text(machine->modules, "array");
    Value maker = is_absent(module)
                      ? ABSENT
                      : dict_peek_text(((Module *)object_of(module))->dict, "_array_reconstructor");
    bool by_format = protocol >= 3 && !is_absent(maker);
    Dict *attributes = attributes_of(call->args[0], false);
    Value parts[] = { retain(by_format ? maker : class),
                      by_format ? format_arguments(array, class) : plain_arguments(array),
                      attributes ? retain(dict_value(attributes)) : NONE };
    if (!is_absent(parts[1])) return give(call, tuple_from_take(parts, 3));
    release_items(parts, 3);
    return raise_memory(call->task);
}

/* ---- read */

static uint64_t read_bits(const uint8_t *bytes, const MachineFormat *format) {
    uint64_t bits = 0;
    for (size_t i = 0; i < format->size; i++)
        bits = bits << 8 | bytes[format->is_big_endian ? i : format->size - 1U - i];
    return bits;
}

static Value read_float(uint64_t bits, size_t size) {
    double number;
    float narrow;
    uint32_t narrow_bits = (uint32_t)bits;
    memcpy(&number, &bits, sizeof number);
    memcpy(&narrow, &narrow_bits, sizeof narrow);
    return float_new(size == sizeof narrow ? (double)narrow : number);
}

static Value read_item(const uint8_t *bytes, const MachineFormat *format) {
    uint64_t bits = read_bits(bytes, format);
    unsigned spare = 64 - 8U * format->size;
    if (format->meaning == MACHINE_FLOAT) return read_float(bits, format->size);
    return format->is_signed ? int_from_int64((int64_t)(bits << spare) >> spare) : int_from_uint64(bits);
}

/* A list of numbers; ABSENT: memory refused. */
static Value read_items(const uint8_t *bytes, size_t count, const MachineFormat *format) {
    Value list = list_new(count);
    for (size_t i = 0; i < count && !is_absent(list); i++) {
        if (!list_push_take(list_of(list), read_item(bytes + i * format->size, format)))
            replace_take(&list, ABSENT);
    }
    return list;
}

/* The last kind of integers that are as wide: what such items need here may be another typecode. */
static const ItemKind *kind_for(const ItemKind *kind, const MachineFormat *format) {
    if (format->meaning != MACHINE_INTEGER) return kind;
    for (const ItemKind *other = item_kinds; other->typecode; other++) {
        if (other->is_integer && other->size == format->size && other->is_signed == format->is_signed)
            kind = other;
    }
    return kind;
}

typedef struct {
    const ItemKind *kind;
    int64_t code;
    const uint8_t *bytes;
    size_t count;
} Pickled;

static Outcome read_arguments(Call *call, Pickled *pickled) {
    Value class = call->args[0], typecode = call->args[1];
    const Class *array = machine_class(call_machine(call), &array_type);
    if (!has_layout(class, &class_type))
        return raise_error(call->task, TypeError, "first argument must be a type object, not %T", class);
    if (!class_is_subclass((Class *)object_of(class), array))
        return raise_error(call->task, TypeError, "%U is not a subtype of array.array",
                           ((Class *)object_of(class))->name);
    if (!is_str(typecode) || str_count(typecode) != 1)
        return raise_error(call->task, TypeError,
                           "_array_reconstructor() argument 2 must be a unicode character, not %T", typecode);
    pickled->kind = item_kind(str_peek_at(str_of(typecode), 0));
    if (!pickled->kind)
        return raise_error(call->task, ValueError, "second argument must be a valid type code");
    if (!int_fits_int64(call->args[2], &pickled->code) || pickled->code < 0 ||
        pickled->code >= MACHINE_FORMATS)
        return raise_error(call->task, ValueError, "third argument must be a valid machine format code.");
    if (!is_bytes(call->args[3]) || !bytes_peek(call->args[3], &pickled->bytes, &pickled->count))
        return raise_error(call->task, TypeError, "fourth argument should be bytes, not %T", call->args[3]);
    return DONE;
}

static Value decode_text(const Pickled *pickled, const MachineFormat *format) {
    size_t count = pickled->count / format->size;
    uint32_t *characters = memory_try_array(count + 1, sizeof *characters);
    size_t length = 0;
    for (size_t i = 0; characters && i < count; i++) {
        uint32_t unit = (uint32_t)read_bits(pickled->bytes + i * format->size, format);
        bool is_second = format->size == 2 && length && unit >> 10 == 0xdc00 >> 10 &&
                         characters[length - 1] >> 10 == 0xd800 >> 10;
        if (is_second) {
            uint32_t first = characters[length - 1];
            characters[length - 1] = 0x10000 + ((first & 0x3ff) << 10) + (unit & 0x3ff);
        } else {
            characters[length++] = unit > 0x10ffff ? 0xfffd : unit;
        }
    }
    Value text = characters ? str_from_code_points(characters, length) : ABSENT;
    memory_free(characters);
    return text;
}

enum { RECONSTRUCT_MADE = 1 };

Outcome array_reconstructor(Call *call) {
    Pickled pickled;
    if (call->step == RECONSTRUCT_MADE) return DONE;
    Outcome outcome = arg_integer(call, 2);
    if (outcome == DONE) outcome = read_arguments(call, &pickled);
    if (outcome != DONE) return outcome;
    const MachineFormat *format = &machine_formats[pickled.code];
    Value content;
    if (pickled.code == pickled.kind->machine_format) {
        content = retain(call->args[3]);
    } else if (pickled.count % (format->size << (format->meaning == MACHINE_TEXT))) {
        /* CPython counts a character as twice as many bytes. */
        return raise_error(call->task, ValueError, "string length not a multiple of item size");
    } else if (format->meaning == MACHINE_TEXT) {
        content = decode_text(&pickled, format);
    } else {
        content = read_items(pickled.bytes, pickled.count / format->size, format);
        pickled.kind = kind_for(pickled.kind, format);
    }
    if (is_absent(content)) return raise_memory(call->task);
    Value arguments[] = { call->args[0], str_from_code_point((uint32_t)pickled.kind->typecode), content };
    call->step = RECONSTRUCT_MADE;
    Value class = object_value(machine_class(call_machine(call), &array_type));
    outcome = call_method(call, class, "__new__", 3, arguments);
    release(arguments[1]);
    release(content);
    return outcome;
}
