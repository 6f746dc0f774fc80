/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An array filled from lists, bytes, texts and files, and given as these. */
#include "modules/array/array.h"
#include "vm/machine.h"
#include "vm/special.h"
#include <string.h>

enum { FILE_BLOCK = 64 * 1024 }; /* written in one call, as CPython does */

/* ---- iterables */

Outcome array_fill(Call *call, Array *array, Value *iterable, Value *item) {
    if (call->step == 0) {
        call->step = FILL_ITERATE;
        Outcome outcome = call_iterate(call, *iterable);
        if (outcome != DONE) return outcome;
    }
    if (call->step == FILL_ITERATE) {
        replace_take(iterable, take_result(call));
        call->step = FILL_NEXT;
    }
    for (;;) {
        if (call->step == FILL_ITEM) {
            if (is_absent(call->result)) return DONE;
            replace_take(item, take_result(call));
            call->step = 0;
        }
        if (call->step != FILL_NEXT) {
            Outcome outcome = item_ready(call, array->kind, item);
            if (outcome != DONE) return outcome;
            if (!array_append_item(call->task, array, *item)) return RAISED;
        }
        call->step = FILL_ITEM;
        Outcome outcome = call_next(call, *iterable);
        if (outcome != DONE) return outcome;
    }
}

/* All items or none: keep holds the array of those that are ready. */
Outcome array_fromlist(Call *call) {
    Array *array = self_array(call);
    if (!is_list(call->args[1])) return raise_error(call->task, TypeError, "arg must be list");
    if (is_absent(call->keep)) {
        call->keep = tuple_pair_take(array_new(array->kind, 0), NONE);
        if (is_absent(call->keep)) return raise_memory(call->task);
        call->mark = (int64_t)list_of(call->args[1])->count;
    }
    Array *more = array_of(tuple_of(call->keep)->items[0]);
    Value *item = &tuple_of(call->keep)->items[1];
    for (const List *list = list_of(call->args[1]); more->count < (size_t)call->mark;) {
        if (list->count != (size_t)call->mark)
            return raise_error(call->task, RuntimeError, "list changed size during iteration");
        if (call->step == 0) replace_take(item, retain(list->items[more->count]));
        Outcome outcome = item_ready(call, array->kind, item);
        if (outcome != DONE) return outcome;
        call->step = 0;
        if (!array_append_item(call->task, more, *item)) return RAISED;
    }
    size_t at = array->count;
    if (!array_open(call->task, array, at, more->count)) return RAISED;
    if (more->count) memcpy(array_at(array, at), more->data, more->count * array->kind->size);
    return give_none(call);
}

Outcome array_tolist(Call *call) {
    const Array *array = self_array(call);
    for (size_t i = 0; i < array->count; i++) {
        if (!array_check_item(call->task, array, i)) return RAISED;
    }
    return give(call, array_list(array));
}

/* ---- bytes */

Outcome array_frombytes(Call *call) {
    const uint8_t *data;
    size_t count;
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (!is_same(call->args[1], call->args[0]))
        return array_append_bytes(call->task, self_array(call), data, count) ? give_none(call) : RAISED;
    return raise_error(call->task, BufferError, "cannot resize an array that is exporting buffers");
}

static Value bytes_of_array(const Array *array) {
    return bytes_new(array->data, array->count * array->kind->size);
}

Outcome array_tobytes(Call *call) { return give(call, bytes_of_array(self_array(call))); }

Outcome array_byteswap(Call *call) {
    const Array *array = self_array(call);
    size_t size = array->kind->size;
    for (size_t i = 0; i < array->count; i++) {
        uint8_t *at = array_at(array, i);
        for (size_t low = 0; low < size / 2; low++) {
            uint8_t held = at[low];
            at[low] = at[size - 1 - low];
            at[size - 1 - low] = held;
        }
    }
    return give_none(call);
}

Outcome array_buffer_info(Call *call) {
    const Array *array = self_array(call);
    return give(call, tuple_pair_take(int_from_uint64((uint64_t)(uintptr_t)array->data),
                                      int_from_int64((int64_t)array->count)));
}

/* ---- text */

Outcome array_fromunicode(Call *call) {
    Value text;
    if (!arg_str(call, 1, &text)) return RAISED;
    if (self_array(call)->kind->typecode != 'u')
        return raise_error(call->task, ValueError, "fromunicode() may only be called on unicode type arrays");
    return array_append_text(call->task, self_array(call), text) ? give_none(call) : RAISED;
}

Outcome array_tounicode(Call *call) {
    const Array *array = self_array(call);
    if (array->kind->typecode != 'u')
        return raise_error(call->task, ValueError, "tounicode() may only be called on unicode type arrays");
    if (!array_check_text(call->task, array)) return RAISED;
    return give(call, array_text(array));
}

/* ---- files */

Outcome array_fromfile(Call *call) {
    Array *array = self_array(call);
    int64_t count;
    size_t size = array->kind->size;
    Outcome outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 2, &count)) return RAISED;
    if (count < 0) return raise_error(call->task, ValueError, "negative count");
    if ((uint64_t)count > (uint64_t)INT64_MAX / size) return raise_memory(call->task);
    if (call->step != 1) {
        call->step = 1;
        return call_method(call, call->args[1], "read", 1,
                           (Value[]){ int_from_int64(count * (int64_t)size) });
    }
    if (!is_bytes(call->result)) return raise_error(call->task, TypeError, "read() didn't return bytes");
    Value read = take_result(call);
    const uint8_t *data;
    size_t bytes = 0;
    bytes_peek(read, &data, &bytes);
    bool appended = array_append_bytes(call->task, array, data, bytes);
    release(read);
    if (!appended) return RAISED;
    if (bytes != (size_t)count * size)
        return raise_error(call->task, EOFError, "read() didn't return enough bytes");
    return give_none(call);
}

/* mark: bytes written. */
Outcome array_tofile(Call *call) {
    const Array *array = self_array(call);
    size_t bytes = array->count * array->kind->size, done = (size_t)call->mark;
    if (done >= bytes) return give_none(call);
    size_t count = bytes - done < FILE_BLOCK ? bytes - done : FILE_BLOCK;
    Value block = bytes_new(array->data + done, count);
    if (is_absent(block)) return raise_memory(call->task);
    call->mark += (int64_t)count;
    Outcome outcome = call_method(call, call->args[1], "write", 1, &block);
    release(block);
    return outcome;
}
