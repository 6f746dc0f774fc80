/* SPDX-License-Identifier: GPL-3.0-or-later */
/* object[key], object[key] = value, del object[key].
 *
 * A sequence is told by a row: how it is called in error texts and what it can do. The order of business is
 * Python's: a program's own __getitem__ first, then the built-in layout. */
#include "value/alias.h"
#include "value/bytes.h"
#include "vm/machine.h"
#include "vm/operations.h"
#include "vm/special.h"

typedef struct {
    TypeId id;
    const char *kind;         /* "list": in "list indices must be ..." */
    const char *out_of_range; /* "list index out of range" */
    const char *index_text;   /* the whole text when a key is neither int nor slice, else by `kind` */
} SequenceRow;

static const SequenceRow sequence_rows[] = {
    { TYPE_ID_LIST, "list", "list index out of range", NULL },
    { TYPE_ID_TUPLE, "tuple", "tuple index out of range", NULL },
    { TYPE_ID_STR, "string", "string index out of range", "string indices must be integers, not '%T'" },
    { TYPE_ID_BYTES, "byte", "index out of range", NULL },
    { TYPE_ID_BYTEARRAY, "bytearray", "bytearray index out of range", NULL },
    { TYPE_ID_RANGE, "range", "range object index out of range", NULL },
};

static const SequenceRow *sequence_row(Value object) {
    TypeId id = value_type_id(object);
    for (size_t i = 0; i < sizeof(sequence_rows) / sizeof(*sequence_rows); i++) {
        if (sequence_rows[i].id == id) return &sequence_rows[i];
    }
    return NULL;
}

static Outcome raise_index_type(Call *call, const SequenceRow *row, Value key) {
    if (row->index_text) return raise_error(call->task, TypeError, row->index_text, key);
    return raise_error(call->task, TypeError, "%s indices must be integers or slices, not %T", row->kind,
                       key);
}

/* A key that is to be an index: DONE with args[i] an int; CALLED while __index__ runs; RAISED. */
static Outcome index_ready(Call *call, const SequenceRow *row, size_t i) {
    Value key = call->args[i];
    if (is_int(key)) return DONE;
    Class *class = value_class(call_machine(call), key);
    if (is_absent(class_peek_special(class, SPECIAL_index))) return raise_index_type(call, row, key);
    return arg_integer(call, i);
}

/* DONE: *index lies in [0, length). */
static Outcome index_in_range(Call *call, Value key, size_t length, const char *problem, size_t *index) {
    int64_t number;
    if (!int_fits_int64(key, &number)) {
        return raise_error(call->task, IndexError, "cannot fit '%T' into an index-sized integer", key);
    }
    if (number < 0) number += (int64_t)length;
    if (number < 0 || number >= (int64_t)length) return raise_error(call->task, IndexError, "%s", problem);
    *index = (size_t)number;
    return DONE;
}

/* A slice whose parts have __index__ methods is made one of ints first, by a helper. */
static Outcome slice_ready(Call *call, size_t i, size_t length, int64_t *start, int64_t *step,
                           size_t *count) {
    if (call->step == SPECIAL_STEP_SLICE) {
        replace_take(&call->args[i], take_result(call));
        call->step = 0;
    }
    switch (slice_clip(slice_of(call->args[i]), length, start, step, count)) {
    case YES: return DONE;
    case UNSUPPORTED: return raise_error(call->task, ValueError, "slice step cannot be zero");
    case NO:
        return raise_error(call->task, TypeError,
                           "slice indices must be integers or None or have an __index__ method");
    default: call->step = SPECIAL_STEP_SLICE; return call_helper(call, "_slice_of_ints", 1, &call->args[i]);
    }
}

static Outcome get_slice(Call *call, Value object) {
    int64_t start, step;
    size_t count;
    TypeId id = value_type_id(object);
    if (id == TYPE_ID_RANGE) {
        Value indices[3];
        if (call->step == SPECIAL_STEP_SLICE) replace_take(&call->args[1], take_result(call));
        Verdict verdict = slice_indices(slice_of(call->args[1]), range_of(object)->length, indices);
        if (verdict == HOOK) {
            call->step = SPECIAL_STEP_SLICE;
            return call_helper(call, "_slice_of_ints", 1, &call->args[1]);
        }
        if (verdict == UNSUPPORTED) return raise_error(call->task, ValueError, "slice step cannot be zero");
        if (verdict != YES)
            return raise_error(call->task, TypeError,
                               "slice indices must be integers or None or have an __index__ method");
        Value range = range_slice(range_of(object), indices[0], indices[1], indices[2]);
        for (int i = 0; i < 3; i++) release(indices[i]);
        return give(call, range);
    }
    Outcome outcome =
        slice_ready(call, 1, (size_t)object_type(object)->length(object), &start, &step, &count);
    if (outcome != DONE) return outcome;
    switch (id) {
    case TYPE_ID_LIST: return give(call, list_slice(object, start, step, count));
    case TYPE_ID_TUPLE: return give(call, tuple_slice(object, start, step, count));
    case TYPE_ID_STR: return give(call, str_slice(object, start, step, count));
    default: return give(call, bytes_slice(object, start, step, count));
    }
}

static Outcome get_indexed(Call *call, const SequenceRow *row, Value object) {
    Outcome outcome = index_ready(call, row, 1);
    if (outcome != DONE) return outcome;
    size_t index;
    if (row->id == TYPE_ID_RANGE) {
        Value length = range_of(object)->length, key = call->args[1];
        Value position = int_sign(key) < 0 ? int_add(key, length) : retain(key);
        bool inside = int_sign(position) >= 0 && int_compare(position, length) < 0;
        Value item = inside ? range_at(range_of(object), position) : ABSENT;
        release(position);
        if (!inside) return raise_error(call->task, IndexError, "%s", row->out_of_range);
        return give(call, item);
    }
    outcome = index_in_range(call, call->args[1], (size_t)object_type(object)->length(object),
                             row->out_of_range, &index);
    if (outcome != DONE) return outcome;
    const uint8_t *data;
    size_t count;
    switch (row->id) {
    case TYPE_ID_LIST: return give(call, retain(list_of(object)->items[index]));
    case TYPE_ID_TUPLE: return give(call, retain(tuple_of(object)->items[index]));
    case TYPE_ID_STR: return give(call, str_at(object, index));
    default: bytes_peek(object, &data, &count); return give_int(call, data[index]);
    }
}

static Outcome get_from_dict(Call *call, Value object) {
    HashedKey key;
    if (call->step == SPECIAL_STEP_ASKED) return DONE;
    Outcome outcome = arg_key(call, object, 1, &key);
    if (outcome != DONE) return outcome;
    Value found = dict_peek(dict_of(object), key);
    if (!is_absent(found)) return give(call, retain(found));
    Class *class = value_class(call_machine(call), object);
    if (is_absent(class_peek_special(class, SPECIAL_missing))) return raise_key(call->task, call->args[1]);
    call->step = SPECIAL_STEP_ASKED;
    return call_special(call, object, SPECIAL_missing, 1, &call->args[1]);
}

static Outcome get_from_class(Call *call, Class *class) {
    Value hook = class_find(class, call_machine(call)->names[SPECIAL_class_getitem]);
    if (is_absent(hook)) {
        if (is_same(object_value(class), object_value(call_machine(call)->classes[TYPE_ID_TYPE])))
            return give(call, alias_new(&alias_type, object_value(class), call->args[1]));
        return raise_error(call->task, TypeError, "type '%s' is not subscriptable", class->type.name);
    }
    call->step = SPECIAL_STEP_ASKED;
    Value args[] = { object_value(class), call->args[1] };
    if (has_type(hook, TYPE_ID_CLASSMETHOD)) hook = ((MethodWrapper *)object_of(hook))->function;
    return call_value(call, hook, 2, args);
}

Outcome operation_get_item(Call *call) {
    Value object = call->args[0];
    if (call->step == 0 && special_is_programs(call_machine(call), object, SPECIAL_getitem)) {
        call->step = SPECIAL_STEP_ASKED;
        return call_special(call, object, SPECIAL_getitem, 1, &call->args[1]);
    }
    const SequenceRow *row = sequence_row(object);
    if (call->step == SPECIAL_STEP_ASKED && !has_type(object, TYPE_ID_DICT)) return DONE;
    if (row) return is_slice(call->args[1]) ? get_slice(call, object) : get_indexed(call, row, object);
    if (has_type(object, TYPE_ID_DICT)) return get_from_dict(call, object);
    if (has_type(object, TYPE_ID_TYPE)) return get_from_class(call, (Class *)object_of(object));
    if (!is_absent(class_peek_special(value_class(call_machine(call), object), SPECIAL_getitem))) {
        call->step = SPECIAL_STEP_ASKED;
        return call_special(call, object, SPECIAL_getitem, 1, &call->args[1]);
    }
    return raise_error(call->task, TypeError, "'%T' object is not subscriptable", object);
}

/* ---- assignment */

/* What cannot be changed by key is asked as a sequence by CPython, when it is one and the key an index; that
 * way has its own texts. */
static Outcome raise_unchangeable(Call *call, Value object, Value key, const char *text,
                                  const char *text_by_index) {
    const Type *type = value_type(object);
    bool is_index =
        is_int(key) || !is_absent(class_peek_special(value_class(call_machine(call), key), SPECIAL_index));
    bool by_index = is_index && (type->length || type->flags & TYPE_HEAP);
    int64_t index;
    if (by_index && is_int(key) && !int_fits_int64(key, &index))
        return raise_error(call->task, IndexError, "cannot fit '%T' into an index-sized integer", key);
    return raise_error(call->task, TypeError, by_index ? text_by_index : text, object);
}

static bool is_resizable(Value object) {
    return value_type_id(object) != TYPE_ID_BYTEARRAY || ((ByteArray *)object_of(object))->exports == 0;
}

static Outcome set_list_slice(Call *call, List *list) {
    int64_t start, step;
    size_t count, item_count;
    const Value *items;
    Value by = slice_of(call->args[2])->step;
    bool extended = !is_none(by) && !is_same(by, small_int(1)) && !is_same(by, TRUE);
    if (is_same(by, small_int(0)) || is_same(by, FALSE))
        return raise_error(call->task, ValueError, "slice step cannot be zero");
    Outcome outcome = arg_items_or(
        call, 0, extended ? "must assign iterable to extended slice" : "can only assign an iterable");
    if (outcome != DONE) return outcome;
    outcome = slice_ready(call, 2, list->count, &start, &step, &count);
    if (outcome != DONE) return outcome;
    sequence_peek(call->args[0], &items, &item_count);
    if (step == 1) {
        if (!list_splice(list, (size_t)start, count, items, item_count)) return raise_memory(call->task);
        return give_none(call);
    }
    if (item_count != count) {
        return raise_error(call->task, ValueError,
                           "attempt to assign sequence of size %zu to extended slice of size %zu", item_count,
                           count);
    }
    Value copy = items == list->items ? list_from(items, count) : retain(call->args[0]);
    sequence_peek(copy, &items, &item_count);
    list_set_slice(list, start, step, count, items);
    release(copy);
    return give_none(call);
}

static Outcome set_in_bytearray(Call *call, ByteArray *array) {
    if (is_slice(call->args[2])) return call_helper(call, "_set_bytearray_slice", 3, call->args);
    Outcome outcome = arg_integer(call, 0);
    if (outcome != DONE) return outcome;
    int64_t byte;
    size_t index;
    outcome = index_in_range(call, call->args[2], array->count, "bytearray index out of range", &index);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[0], &byte) || byte < 0 || byte > 255)
        return raise_error(call->task, ValueError, "byte must be in range(0, 256)");
    array->data[index] = (uint8_t)byte;
    return give_none(call);
}

static Outcome set_in_dict(Call *call, Value object) {
    HashedKey key;
    Outcome outcome = arg_key(call, object, 2, &key);
    if (outcome != DONE) return outcome;
    if (!dict_set(dict_of(object), key, call->args[0])) return raise_memory(call->task);
    return give_none(call);
}

Outcome operation_set_item(Call *call) {
    Value object = call->args[1];
    if (call->step == SPECIAL_STEP_ASKED) return give_none(call);
    Machine *machine = call_machine(call);
    const SequenceRow *row = sequence_row(object);
    TypeId id = value_type_id(object);
    bool own = call->step == 0 && special_is_programs(machine, object, SPECIAL_setitem);
    bool built_in = id == TYPE_ID_LIST || id == TYPE_ID_BYTEARRAY || id == TYPE_ID_DICT;
    if (own || (!built_in && !is_absent(class_peek_special(value_class(machine, object), SPECIAL_setitem)))) {
        Value args[] = { call->args[2], call->args[0] };
        call->step = SPECIAL_STEP_ASKED;
        return call_special(call, object, SPECIAL_setitem, 2, args);
    }
    if (id == TYPE_ID_DICT) return set_in_dict(call, object);
    if (!built_in) {
        const char *text = "'%T' object does not support item assignment";
        return raise_unchangeable(call, object, call->args[2], text, text);
    }
    if (id == TYPE_ID_LIST && is_slice(call->args[2])) return set_list_slice(call, list_of(object));
    if (!is_slice(call->args[2])) {
        Outcome outcome = index_ready(call, row, 2);
        if (outcome != DONE) return outcome;
    }
    if (id == TYPE_ID_BYTEARRAY) {
        if (is_slice(call->args[2]) && call->step == 0) call->step = SPECIAL_STEP_ASKED;
        return set_in_bytearray(call, (ByteArray *)object_of(object));
    }
    size_t index;
    List *list = list_of(object);
    Outcome outcome =
        index_in_range(call, call->args[2], list->count, "list assignment index out of range", &index);
    if (outcome != DONE) return outcome;
    replace_take(&list->items[index], retain(call->args[0]));
    return give_none(call);
}

/* ---- deletion */

static Outcome delete_from_list(Call *call, List *list) {
    int64_t start, step;
    size_t count, index;
    if (is_slice(call->args[1])) {
        Outcome outcome = slice_ready(call, 1, list->count, &start, &step, &count);
        if (outcome != DONE) return outcome;
        list_delete_slice(list, start, step, count);
        return give_none(call);
    }
    Outcome outcome = index_ready(call, &sequence_rows[0], 1);
    if (outcome != DONE) return outcome;
    outcome = index_in_range(call, call->args[1], list->count, "list assignment index out of range", &index);
    if (outcome != DONE) return outcome;
    list_delete(list, index, 1);
    return give_none(call);
}

static Outcome delete_from_dict(Call *call, Value object) {
    HashedKey key;
    Outcome outcome = arg_key(call, object, 1, &key);
    if (outcome != DONE) return outcome;
    if (!dict_remove(dict_of(object), key)) return raise_key(call->task, call->args[1]);
    return give_none(call);
}

Outcome operation_delete_item(Call *call) {
    Value object = call->args[0];
    if (call->step == SPECIAL_STEP_ASKED) return give_none(call);
    Machine *machine = call_machine(call);
    bool own = call->step == 0 && special_is_programs(machine, object, SPECIAL_delitem);
    TypeId id = value_type_id(object);
    if (!own && id == TYPE_ID_LIST) return delete_from_list(call, list_of(object));
    if (!own && id == TYPE_ID_DICT) return delete_from_dict(call, object);
    if (!own && id == TYPE_ID_BYTEARRAY) {
        if (!is_resizable(object))
            return raise_error(call->task, BufferError,
                               "Existing exports of data: object cannot be re-sized");
        call->step = SPECIAL_STEP_ASKED;
        return call_helper(call, "_delete_from_bytearray", 2, call->args);
    }
    if (!own && is_absent(class_peek_special(value_class(machine, object), SPECIAL_delitem)))
        return raise_unchangeable(call, object, call->args[1], "'%T' object does not support item deletion",
                                  "'%T' object doesn't support item deletion");
    call->step = SPECIAL_STEP_ASKED;
    return call_special(call, object, SPECIAL_delitem, 1, &call->args[1]);
}
