/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class array: its table, what finds items, what adds and takes out one. */
#include "builtin/classes/container.h"
#include "builtin/classes/text.h"
#include "modules/array/array.h"
#include "vm/machine.h"
#include <string.h>

/* ---- looking for an item */

enum { FIND_ASKED = 1 };

/* Looks for args[1] from call->mark on, below *stop and whatever the count becomes. DONE: *found, at
 * call->mark. */
static Outcome find(Call *call, size_t stop, bool *found) {
    const Array *array = self_array(call);
    for (;;) {
        if (call->step == FIND_ASKED) {
            call->step = 0;
            *found = is_same(call->result, TRUE);
            if (*found) return DONE;
            call->mark++;
        }
        size_t at = (size_t)call->mark;
        *found = false;
        if (at >= array->count || at >= stop) return DONE;
        Value item = item_get(array->kind, array_at(array, at));
        call->step = FIND_ASKED;
        Outcome outcome = call_equal(call, item, call->args[1]);
        release(item);
        if (outcome != DONE) return outcome;
    }
}

static Outcome array_contains(Call *call) {
    bool found;
    Outcome outcome = find(call, SIZE_MAX, &found);
    return outcome == DONE ? give_bool(call, found) : outcome;
}

static Outcome array_count(Call *call) {
    for (;;) {
        bool found;
        Outcome outcome = find(call, SIZE_MAX, &found);
        if (outcome != DONE) return outcome;
        if (!found) return give_int(call, is_absent(call->keep) ? 0 : small_int_of(call->keep));
        call->keep = small_int(is_absent(call->keep) ? 1 : small_int_of(call->keep) + 1);
        call->mark++;
    }
}

/* As a slice takes it: beyond 64 bits it is the nearest end. */
static Outcome bound(Call *call, size_t i, int64_t *number) {
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[i], number)) *number = int_sign(call->args[i]) < 0 ? INT64_MIN : INT64_MAX;
    int64_t count = (int64_t)self_array(call)->count;
    if (*number < 0) *number = *number < -count ? 0 : *number + count;
    return DONE;
}

static Outcome array_index(Call *call) {
    int64_t start = 0, stop;
    bool found;
    if (call->step != FIND_ASKED) {
        Outcome outcome = bound(call, 2, &start);
        if (outcome != DONE) return outcome;
        call->mark = start;
    }
    Outcome outcome = bound(call, 3, &stop);
    if (outcome == DONE) outcome = find(call, (size_t)stop, &found);
    if (outcome != DONE) return outcome;
    if (!found) return raise_error(call->task, ValueError, "array.index(x): x not in array");
    return give_int(call, call->mark);
}

static Outcome array_remove(Call *call) {
    bool found;
    Outcome outcome = find(call, SIZE_MAX, &found);
    if (outcome != DONE) return outcome;
    if (!found) return raise_error(call->task, ValueError, "array.remove(x): x not in array");
    return array_close(call->task, self_array(call), (size_t)call->mark, 1) ? give_none(call) : RAISED;
}

/* ---- one item in or out */

static Outcome append(Call *call) {
    Outcome outcome = item_ready(call, self_array(call)->kind, &call->args[1]);
    if (outcome != DONE) return outcome;
    return array_append_item(call->task, self_array(call), call->args[1]) ? give_none(call) : RAISED;
}

static Outcome insert(Call *call) {
    Array *array = self_array(call);
    int64_t at;
    bool is_item_asked = call->step == ITEM_ASKED_INDEX || call->step == ITEM_ASKED_FLOAT;
    Outcome outcome = is_item_asked ? DONE : arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &at))
        return raise_error(call->task, OverflowError, "Python int too large to convert to C ssize_t");
    outcome = item_ready(call, array->kind, &call->args[2]);
    if (outcome != DONE) return outcome;
    uint8_t bytes[8];
    if (!item_put(call->task, array->kind, call->args[2], bytes)) return RAISED;
    int64_t count = (int64_t)array->count;
    if (at < 0) at = at < -count ? 0 : at + count;
    if (at > count) at = count;
    if (!array_open(call->task, array, (size_t)at, 1)) return RAISED;
    memcpy(array_at(array, (size_t)at), bytes, array->kind->size);
    return give_none(call);
}

static Outcome pop(Call *call) {
    Array *array = self_array(call);
    int64_t at;
    Outcome outcome = arg_count(call, 1, &at);
    if (outcome != DONE) return outcome;
    if (!array->count) return raise_error(call->task, IndexError, "pop from empty array");
    if (at < 0) at += (int64_t)array->count;
    if (at < 0 || at >= (int64_t)array->count)
        return raise_error(call->task, IndexError, "pop index out of range");
    if (!array_check_item(call->task, array, (size_t)at)) return RAISED;
    Value item = item_get(array->kind, array_at(array, (size_t)at));
    if (array_close(call->task, array, (size_t)at, 1)) return give(call, item);
    release(item);
    return RAISED;
}

static Outcome reverse(Call *call) {
    const Array *array = self_array(call);
    size_t size = array->kind->size;
    uint8_t held[8];
    for (size_t i = 0, k = array->count; i + 1 < k; i++) {
        k--;
        memcpy(held, array_at(array, i), size);
        memcpy(array_at(array, i), array_at(array, k), size);
        memcpy(array_at(array, k), held, size);
    }
    return give_none(call);
}

static Outcome copy(Call *call) {
    const Array *array = self_array(call);
    Value made = array_new(array->kind, array->count);
    if (is_absent(made)) return raise_memory(call->task);
    if (array->count) memcpy(array_of(made)->data, array->data, array->count * array->kind->size);
    return give(call, made);
}

/* ---- facts */

static Outcome typecode(Call *call) {
    return give(call, str_from_code_point((uint32_t)self_array(call)->kind->typecode));
}

static Outcome item_size(Call *call) { return give_int(call, self_array(call)->kind->size); }

static Outcome size_of(Call *call) {
    const Array *array = self_array(call);
    return give_int(call, (int64_t)(sizeof *array + array->capacity * array->kind->size));
}

static const NativeSpec methods[] = {
    { "append(self, v, /)", append, "Add an item at the end." },
    { "buffer_info(self, /)", array_buffer_info, "The address of its memory and how many items it holds." },
    { "byteswap(self, /)", array_byteswap, "Turn the bytes of each item round." },
    { "count(self, v, /)", array_count, "How many items equal v." },
    { "extend(self, bb, /)", array_extend, "Add the items of an array or another iterable at the end." },
    { "frombytes(self, buffer, /)", array_frombytes, "Add items that these bytes are." },
    { "fromfile(self, f, n, /)", array_fromfile, "Add n items, read from a file as bytes." },
    { "fromlist(self, list, /)", array_fromlist, "Add the items of a list, all or none." },
    { "fromunicode(self, ustr, /)", array_fromunicode, "Add the characters of a str." },
    { "index(self, v, start=0, stop=9223372036854775807, /)", array_index, "Where v first is." },
    { "insert(self, i, v, /)", insert, "Put v before place i." },
    { "pop(self, i=-1, /)", pop, "Take out an item and give it." },
    { "remove(self, v, /)", array_remove, "Take out the first item that equals v." },
    { "reverse(self, /)", reverse, "Turn the order of the items round." },
    { "tobytes(self, /)", array_tobytes, "Its memory as bytes." },
    { "tofile(self, f, /)", array_tofile, "Write its memory to a file." },
    { "tolist(self, /)", array_tolist, "Its items as a list." },
    { "tounicode(self, /)", array_tounicode, "Its characters as a str." },
    { "typecode", typecode, "The character that says of what kind its items are." },
    { "itemsize", item_size, "Bytes an item." },
    { "__copy__(self, /)", copy, "A copy." },
    { "__deepcopy__(self, unused, /)", copy, "A copy." },
    { "__reduce_ex__(self, value, /)", array_reduce_ex, "What pickling needs to make it again." },
    { "__sizeof__(self, /)", size_of, "Bytes in memory." },
    { "__getitem__(self, key, /)", array_get_item, "Return self[key]." },
    { "__setitem__(self, key, value, /)", array_set_item, "Set self[key] to value." },
    { "__delitem__(self, key, /)", array_delete_item, "Delete self[key]." },
    { "__contains__(self, key, /)", array_contains, "Return key in self.", .style = ARGS_WRAPPER },
    { "__add__(self, value, /)", array_add, "Return self+value." },
    { "__iadd__(self, value, /)", array_extend_in_place, "Implement self+=value." },
    { "__mul__(self, value, /)", array_multiply, "Return self*value." },
    { "__rmul__(self, value, /)", array_multiply, "Return value*self." },
    { "__imul__(self, value, /)", array_multiply_in_place, "Implement self*=value." },
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    { "__repr__(self, /)", array_repr, "Return repr(self)." },
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec array_class = {
    .type = &array_type,
    .module = "array",
    .make = { "array(cls, typecode=..., initializer=..., /, *args, **kwargs)", array_make,
              "Numbers or characters of one kind, side by side." },
    .methods = methods,
    .doc = "Numbers or characters of one kind, side by side.",
};
