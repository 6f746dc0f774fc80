/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memoryview: items, parts, and what is written into them. An index or a value may be a program's object,
 * whose answer may release the view: so it is looked at again behind every one. */
#include "builtin/classes/memoryview_items.h"
#include "base/memory.h"
#include "vm/machine.h"
#include "vm/special.h"
#include <string.h>

static Outcome arg_place(Call *call, const MemoryView *view, size_t *place) {
    int64_t number, count = (int64_t)view->count;
    if (!int_fits_int64(call->args[1], &number)) {
        return raise_error(call->task, IndexError, "cannot fit 'int' into an index-sized integer");
    }
    if (number < 0) number += count;
    if (number < 0 || number >= count) {
        return raise_error(call->task, IndexError, "index out of bounds on dimension 1");
    }
    *place = (size_t)number;
    return DONE;
}

static bool has_index(Call *call, Value key) {
    return is_int(key) || !is_absent(class_peek_special(value_class(call_machine(call), key), SPECIAL_index));
}

static Outcome cut(Call *call, const MemoryView *view, Value *part) {
    int64_t start, step;
    size_t count;
    if (call->step == SPECIAL_STEP_SLICE) {
        replace_take(&call->args[1], take_result(call));
        call->step = 0;
    }
    switch (slice_clip((const Slice *)object_of(call->args[1]), view->count, &start, &step, &count)) {
    case YES: break;
    case HOOK: call->step = SPECIAL_STEP_SLICE; return call_helper(call, "_slice_of_ints", 1, &call->args[1]);
    case UNSUPPORTED: return raise_error(call->task, ValueError, "slice step cannot be zero");
    default:
        return raise_error(call->task, TypeError,
                           "slice indices must be integers or None or have an __index__ method");
    }
    *part = memoryview_part(view, start, step, count);
    return DONE;
}

/* ---- several indices */

enum { STEP_INDEX = 0x120 };

static bool is_ellipsis(Value key) { return has_type(key, TYPE_ID_ELLIPSIS); }

/* A tuple of what can be an index, or of slices. */
static bool is_tuple_of(Call *call, Value key, bool slices) {
    if (!is_tuple(key) || (slices && !tuple_of(key)->count)) return false;
    for (size_t i = 0; i < tuple_of(key)->count; i++) {
        Value item = tuple_of(key)->items[i];
        if (slices ? !has_type(item, TYPE_ID_SLICE) : !has_index(call, item)) return false;
    }
    return true;
}

/* The tuple in args[1] becomes one of ints. */
static Outcome indices_ready(Call *call) {
    if (call->step == STEP_INDEX) {
        if (!is_int(call->result))
            return raise_error(call->task, TypeError, "__index__ returned non-int (type %T)", call->result);
        replace_take(&tuple_of(call->keep)->items[call->mark++], take_result(call));
    } else if (is_absent(call->keep)) {
        call->keep = tuple_from(tuple_of(call->args[1])->items, tuple_of(call->args[1])->count);
        if (is_absent(call->keep)) return raise_memory(call->task);
        call->mark = 0;
    }
    for (; (size_t)call->mark < tuple_of(call->keep)->count; call->mark++) {
        Value item = tuple_of(call->keep)->items[call->mark];
        if (is_int(item)) continue;
        call->step = STEP_INDEX;
        return call_special(call, item, SPECIAL_index, 0, NULL);
    }
    if (call->step == STEP_INDEX) call->step = 0;
    replace_take(&call->args[1], call->keep);
    call->keep = ABSENT;
    return DONE;
}

/* Where the item with these indices is. */
static Outcome find_among(Call *call, const MemoryView *view, uint8_t **at) {
    const Tuple *indices = tuple_of(call->args[1]);
    size_t dimensions = memoryview_dimensions(view), place = 0;
    if (indices->count < dimensions)
        return raise_error(call->task, NotImplementedError, "sub-views are not implemented");
    if (indices->count > dimensions)
        return raise_error(call->task, TypeError, "cannot index %zu-dimension view with %zu-element tuple",
                           dimensions, indices->count);
    *at = memoryview_peek_at(view, 0);
    for (size_t i = 0; i < dimensions; i++) {
        int64_t number, count = (int64_t)memoryview_dimension(view, i);
        if (!int_fits_int64(indices->items[i], &number))
            return raise_error(call->task, IndexError, "cannot fit 'int' into an index-sized integer");
        if (number < 0) number += count;
        if (number < 0 || number >= count)
            return raise_error(call->task, IndexError, "index out of bounds on dimension %zu", i + 1);
        if (i == 0)
            *at += number * view->step;
        else
            place = place * (size_t)count + (size_t)number;
    }
    *at += place * memoryview_item_size(view->format);
    return DONE;
}

/* Where the one item is that the key in args[1] names. Asks for __index__, and looks again whether there
 * still is something to look at. */
static Outcome find_one(Call *call, const MemoryView *view, uint8_t **at) {
    Value key = call->args[1];
    if (view->is_scalar) {
        bool is_empty = is_tuple(key) && !tuple_of(key)->count;
        if (!is_empty && !is_ellipsis(key))
            return raise_error(call->task, TypeError, "invalid indexing of 0-dim memory");
        return *at = memoryview_peek_at(view, 0), DONE;
    }
    size_t place = 0;
    Outcome outcome;
    if (is_tuple_of(call, key, false)) {
        outcome = indices_ready(call);
        if (outcome == DONE && !memoryview_any_of(call)) return RAISED;
        return outcome == DONE ? find_among(call, view, at) : outcome;
    }
    if (!has_index(call, key)) return raise_error(call->task, TypeError, "memoryview: invalid slice key");
    outcome = arg_integer(call, 1);
    if (outcome == DONE && !memoryview_any_of(call)) return RAISED;
    if (outcome == DONE) outcome = arg_place(call, view, &place);
    if (outcome == DONE) *at = memoryview_peek_at(view, place);
    return outcome;
}

/* One index where there are several dimensions. */
static Outcome refuse_row(Call *call) {
    int64_t number;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, IndexError, "cannot fit 'int' into an index-sized integer");
    return raise_error(call->task, NotImplementedError, "multi-dimensional sub-views are not implemented");
}

Outcome memoryview_get_item(Call *call) {
    bool is_slice = has_type(call->args[1], TYPE_ID_SLICE);
    const MemoryView *view = is_slice ? memoryview_any_of(call) : memoryview_with_items(call);
    uint8_t *at = NULL;
    if (!view) return RAISED;
    if (view->is_scalar && is_ellipsis(call->args[1])) return give(call, retain(call->args[0]));
    if (is_slice && !view->is_scalar) {
        /* the slice may be asked for its ints, and whoever answers may release the view */
        if (call->step == 0) replace_take(&call->args[0], memoryview_part(view, 0, 1, view->count));
        Value part = ABSENT;
        Outcome outcome = cut(call, memoryview_of(call->args[0]), &part);
        return outcome == DONE ? give(call, part) : outcome;
    }
    if (memoryview_dimensions(view) > 1 && has_index(call, call->args[1])) return refuse_row(call);
    if (is_tuple_of(call, call->args[1], true))
        return raise_error(call->task, NotImplementedError, "multi-dimensional slicing is not implemented");
    Outcome outcome = find_one(call, view, &at);
    return outcome == DONE ? give(call, memoryview_item_at(at, view->format)) : outcome;
}

/* ---- writing */

/* A view of what is to be written into another; ABSENT: raised. */
static Value source_view(Call *call, const MemoryView *to, Value from) {
    const uint8_t *data;
    size_t count;
    bool is_view = is_memoryview(from) && !is_absent(memoryview_of(from)->base);
    if (!is_view && !bytes_peek(from, &data, &count)) {
        raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", from);
        return ABSENT;
    }
    Value source = is_view ? retain(from) : memoryview_over(from);
    const MemoryView *view = memoryview_of(source);
    if (view->count == to->count && view->format == to->format && memoryview_dimensions(view) == 1)
        return source;
    release(source);
    raise_error(call->task, ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    return ABSENT;
}

/* The source may be the very memory that is written. */
static Outcome write_items(Call *call, const MemoryView *to, Value from) {
    Value source = source_view(call, to, from);
    if (is_absent(source)) return RAISED;
    size_t size = memoryview_item_size(to->format);
    uint8_t *copy = memory_try(to->count * size + 1);
    if (copy) {
        memoryview_copy_bytes(memoryview_of(source), copy);
        for (size_t i = 0; i < to->count; i++) memcpy(memoryview_peek_at(to, i), copy + i * size, size);
    }
    memory_free(copy);
    release(source);
    return copy ? give_none(call) : raise_memory(call->task);
}

/* args[2] made what this format can hold. */
static Outcome item_ready(Call *call, char format) {
    enum { STEP_FLOAT = 0x121 };
    Value given = call->args[2];
    if (format == '?') return arg_truth(call, 2);
    if (call->step == STEP_FLOAT) {
        call->step = 0;
        replace_take(&call->args[2], take_result(call));
        return DONE;
    }
    if (format == 'c' || is_int(given) || has_type(given, TYPE_ID_FLOAT)) return DONE;
    Class *class = value_class(call_machine(call), given);
    if (strchr("fd", format) && !is_absent(class_peek_special(class, SPECIAL_float))) {
        call->step = STEP_FLOAT;
        return call_special(call, given, SPECIAL_float, 0, NULL);
    }
    if (has_index(call, given)) return arg_integer(call, 2);
    return raise_error(call->task, TypeError, "memoryview: invalid type for format '%c'", format);
}

static Outcome write_item(Call *call, const MemoryView *view) {
    uint8_t *at = NULL;
    Outcome outcome = find_one(call, view, &at);
    if (outcome == DONE) outcome = item_ready(call, view->format);
    if (outcome != DONE) return outcome;
    if (!memoryview_any_of(call)) return RAISED;
    switch (memoryview_put(view->format, call->args[2], at)) {
    case ITEM_OF_WRONG_TYPE:
        return raise_error(call->task, TypeError, "memoryview: invalid type for format '%c'", view->format);
    case ITEM_OUT_OF_RANGE:
        return raise_error(call->task, ValueError, "memoryview: invalid value for format '%c'", view->format);
    default: return give_none(call);
    }
}

Outcome memoryview_set_item(Call *call) {
    bool is_slice = has_type(call->args[1], TYPE_ID_SLICE);
    const MemoryView *view = is_slice ? memoryview_any_of(call) : memoryview_with_items(call);
    if (!view) return RAISED;
    if (view->is_readonly) return raise_error(call->task, TypeError, "cannot modify read-only memory");
    if (is_absent(call->args[2])) return raise_error(call->task, TypeError, "cannot delete memory");
    size_t dimensions = memoryview_dimensions(view);
    if (dimensions > 1 && has_index(call, call->args[1]))
        return raise_error(call->task, NotImplementedError, "sub-views are not implemented");
    if (is_tuple_of(call, call->args[1], true) || (is_slice && dimensions > 1))
        return raise_error(call->task, NotImplementedError,
                           "memoryview slice assignments are currently restricted to ndim = 1");
    if (!is_slice || view->is_scalar) return write_item(call, view);
    Value part = ABSENT;
    Outcome outcome = cut(call, view, &part);
    if (outcome == DONE) outcome = write_items(call, memoryview_of(part), call->args[2]);
    release(part);
    return outcome;
}
