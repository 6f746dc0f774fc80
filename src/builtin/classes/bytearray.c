/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class bytearray: how one is made, and what changes it. While something holds its memory it may not be
 * resized. */
#include "builtin/classes/container.h"
#include "builtin/classes/text.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include <string.h>

static ByteArray *self_of(Call *call) { return (ByteArray *)object_of(call->args[0]); }

static Outcome make_bytearray(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    Buffer out = { 0 };
    Outcome outcome = bytes_from_arguments(call, &out);
    Value made = ABSENT;
    if (outcome == DONE) {
        ByteArray *array = class_allocate(class);
        made = object_value(array);
        if (bytearray_resize(array, out.count))
            memcpy(array->data, out.bytes ? out.bytes : "", out.count);
        else
            replace_take(&made, ABSENT);
    }
    buffer_clear(&out);
    return outcome == DONE ? give(call, made) : outcome;
}

/* Makes it `count` long, or raises. */
static Outcome resize(Call *call, ByteArray *array, size_t count) {
    if (array->exports && count != array->count) {
        return raise_error(call->task, BufferError, "Existing exports of data: object cannot be re-sized");
    }
    return bytearray_resize(array, count) ? DONE : raise_memory(call->task);
}

static Outcome arg_byte(Call *call, size_t i, uint8_t *byte) {
    int64_t number;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[i], &number) || number < 0 || number > 255) {
        return raise_error(call->task, ValueError, "byte must be in range(0, 256)");
    }
    *byte = (uint8_t)number;
    return DONE;
}

static Outcome insert(Call *call, size_t at, const void *data, size_t count) {
    ByteArray *array = self_of(call);
    size_t behind = array->count - at;
    Outcome outcome = resize(call, array, array->count + count);
    if (outcome != DONE) return outcome;
    memmove(array->data + at + count, array->data + at, behind);
    memcpy(array->data + at, data, count);
    return give_none(call);
}

static Outcome bytearray_append(Call *call) {
    uint8_t byte;
    Outcome outcome = arg_byte(call, 1, &byte);
    return outcome == DONE ? insert(call, self_of(call)->count, &byte, 1) : outcome;
}

static Outcome bytearray_insert(Call *call) {
    int64_t at;
    uint8_t byte;
    Outcome outcome = arg_count(call, 1, &at);
    if (outcome == DONE) outcome = arg_byte(call, 2, &byte);
    if (outcome != DONE) return outcome;
    int64_t count = (int64_t)self_of(call)->count;
    if (at < 0) at = at + count < 0 ? 0 : at + count;
    return insert(call, (size_t)(at > count ? count : at), &byte, 1);
}

static Outcome bytearray_extend(Call *call) {
    Span span;
    Buffer out = { 0 };
    Outcome outcome = DONE;
    if (bytes_peek(call->args[1], &span.data, &span.count))
        buffer_append(&out, span.data, span.count);
    else if (!arg_is_iterable(call, 1)) {
        return raise_error(call->task, TypeError, "can't extend bytearray with %T", call->args[1]);
    } else {
        outcome = arg_items_after_hint(call, 1);
        if (outcome != DONE) return outcome;
        outcome = append_integers(call, 1, &out, "byte must be in range(0, 256)");
    }
    if (outcome == DONE && out.failed) outcome = raise_memory(call->task);
    if (outcome == DONE) outcome = insert(call, self_of(call)->count, out.bytes ? out.bytes : "", out.count);
    buffer_clear(&out);
    return outcome;
}

static Outcome take_out(Call *call, size_t at) {
    ByteArray *array = self_of(call);
    if (array->exports) return resize(call, array, array->count - 1);
    memmove(array->data + at, array->data + at + 1, array->count - at - 1);
    return resize(call, array, array->count - 1);
}

static Outcome bytearray_pop(Call *call) {
    int64_t at;
    Outcome outcome = arg_count(call, 1, &at);
    if (outcome != DONE) return outcome;
    ByteArray *array = self_of(call);
    if (array->count == 0) return raise_error(call->task, IndexError, "pop from empty bytearray");
    if (at < 0) at += (int64_t)array->count;
    if (at < 0 || (size_t)at >= array->count)
        return raise_error(call->task, IndexError, "pop index out of range");
    uint8_t byte = array->data[at];
    outcome = take_out(call, (size_t)at);
    return outcome == DONE ? give_int(call, byte) : outcome;
}

static Outcome bytearray_remove(Call *call) {
    uint8_t byte;
    Outcome outcome = arg_byte(call, 1, &byte);
    if (outcome != DONE) return outcome;
    ByteArray *array = self_of(call);
    const uint8_t *found = memchr(array->data, byte, array->count);
    if (!found) return raise_error(call->task, ValueError, "value not found in bytearray");
    outcome = take_out(call, (size_t)(found - array->data));
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome bytearray_reverse(Call *call) {
    ByteArray *array = self_of(call);
    for (size_t i = 0, k = array->count; i + 1 < k; i++) {
        uint8_t byte = array->data[i];
        array->data[i] = array->data[--k];
        array->data[k] = byte;
    }
    return give_none(call);
}

static Outcome bytearray_clear(Call *call) {
    Outcome outcome = resize(call, self_of(call), 0);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome bytearray_copy(Call *call) {
    ByteArray *array = self_of(call);
    return give(call, bytearray_new(array->data, array->count));
}

/* bytearray.__init__, for subclasses that call it: what bytearray() makes of the arguments becomes the
 * content. */
static Outcome bytearray_init(Call *call) {
    ByteArray *self = (ByteArray *)object_of(call->args[0]);
    if (call->step == 0) {
        call->step = 1;
        return call_spread(call, object_value(call_machine(call)->classes[TYPE_ID_BYTEARRAY]), call->args[1],
                           call->args[2]);
    }
    const ByteArray *made = (ByteArray *)object_of(call->result);
    if (self->exports)
        return raise_error(call->task, BufferError, "Existing exports of data: object cannot be re-sized");
    if (!bytearray_resize(self, made->count)) return raise_memory(call->task);
    memcpy(self->data, made->data, made->count);
    return give_none(call);
}

static const NativeSpec bytearray_methods[] = {
    BYTES_METHODS,
    { "__getitem__(self, key, /)", container_get_item, "Return self[key]." },
    { "__setitem__(self, key, value, /)", container_set_item, "Set self[key] to value." },
    { "__delitem__(self, key, /)", container_delete_item, "Delete self[key]." },
    SEQUENCE_OPERATORS,
    { "__iadd__(self, value, /)", bytearray_iadd, "Implement self+=value." },
    { "__imul__(self, value, /)", bytearray_imul, "Implement self*=value." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_CONTAINS,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { "__init__(self, /, *args, **kwargs)", bytearray_init, "Make its content of the arguments." },
    { "append(self, item, /)", bytearray_append, "Adds a byte at the end." },
    { "clear(self, /)", bytearray_clear, "Removes all bytes." },
    { "copy(self, /)", bytearray_copy, "A copy." },
    { "extend(self, iterable_of_ints, /)", bytearray_extend, "Adds the bytes of an iterable at the end." },
    { "insert(self, index, item, /)", bytearray_insert, "Puts a byte before index." },
    { "pop(self, index=-1, /)", bytearray_pop, "Removes a byte and gives it." },
    { "remove(self, value, /)", bytearray_remove, "Removes the first byte of this value." },
    { "reverse(self, /)", bytearray_reverse, "Turns the order of the bytes round." },
    { 0 },
};

const ClassSpec bytearray_class_spec = {
    .type = &bytearray_type,
    .make = { "bytearray(cls, source=..., encoding=..., errors=...)", make_bytearray,
              "Bytes that can be changed." },
    .methods = bytearray_methods,
    .doc = "Bytes that can be changed.",
};
