/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class memoryview: windows onto memory, items of a native format in one dimension. Shapes of several
 * dimensions are not in the notation. */
#include "value/memoryview.h"
#include "base/memory.h"
#include "builtin/classes/text.h"
#include "vm/special.h"
#include <string.h>

/* The view, unless it has been released. */
static MemoryView *any_of(Call *call) {
    MemoryView *view = memoryview_of(call->args[0]);
    if (!is_absent(view->base)) return view;
    raise_error(call->task, ValueError, "operation forbidden on released memoryview object");
    return NULL;
}

/* The same, of which items can be read and written. */
static MemoryView *self_with_items(Call *call) {
    MemoryView *view = any_of(call);
    if (!view || view->format != 'w') return view;
    raise_error(call->task, NotImplementedError, "memoryview: format %c not supported", view->format);
    return NULL;
}

static Outcome make_memoryview(Call *call) {
    Value base = call->args[1];
    const uint8_t *data;
    size_t count;
    if (is_memoryview(base)) {
        const MemoryView *view = memoryview_of(base);
        if (is_absent(view->base)) {
            return raise_error(call->task, ValueError, "operation forbidden on released memoryview object");
        }
        return give(call, memoryview_part(view, 0, 1, view->count));
    }
    if (!bytes_peek(base, &data, &count)) {
        return raise_error(call->task, TypeError, "memoryview: a bytes-like object is required, not '%T'",
                           base);
    }
    return give(call, memoryview_over(base));
}

/* ---- items */

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

static Outcome memoryview_get_item(Call *call) {
    bool is_slice = has_type(call->args[1], TYPE_ID_SLICE);
    const MemoryView *view = is_slice ? any_of(call) : self_with_items(call);
    if (!view) return RAISED;
    if (is_slice) {
        Value part = ABSENT;
        Outcome outcome = cut(call, view, &part);
        return outcome == DONE ? give(call, part) : outcome;
    }
    if (!has_index(call, call->args[1]))
        return raise_error(call->task, TypeError, "memoryview: invalid slice key");
    size_t place;
    Outcome outcome = arg_integer(call, 1);
    if (outcome == DONE) outcome = arg_place(call, view, &place);
    return outcome == DONE ? give(call, memoryview_item(view, place)) : outcome;
}

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
    if (view->count == to->count && view->format == to->format) return source;
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
    Value given = call->args[2];
    if (format == '?') return arg_truth(call, 2);
    if (strchr("cfd", format) || is_int(given)) return DONE;
    if (has_index(call, given)) return arg_integer(call, 2);
    return raise_error(call->task, TypeError, "memoryview: invalid type for format '%c'", format);
}

static Outcome write_item(Call *call, const MemoryView *view) {
    if (!has_index(call, call->args[1]))
        return raise_error(call->task, TypeError, "memoryview: invalid slice key");
    size_t place;
    Outcome outcome = arg_integer(call, 1);
    if (outcome == DONE) outcome = arg_place(call, view, &place);
    if (outcome == DONE) outcome = item_ready(call, view->format);
    if (outcome != DONE) return outcome;
    if (is_absent(view->base)) return any_of(call) ? DONE : RAISED;
    switch (memoryview_put(view->format, call->args[2], memoryview_peek_at(view, place))) {
    case ITEM_OF_WRONG_TYPE:
        return raise_error(call->task, TypeError, "memoryview: invalid type for format '%c'", view->format);
    case ITEM_OUT_OF_RANGE:
        return raise_error(call->task, ValueError, "memoryview: invalid value for format '%c'", view->format);
    default: return give_none(call);
    }
}

static Outcome memoryview_set_item(Call *call) {
    bool is_slice = has_type(call->args[1], TYPE_ID_SLICE);
    const MemoryView *view = is_slice ? any_of(call) : self_with_items(call);
    if (!view) return RAISED;
    if (view->is_readonly) return raise_error(call->task, TypeError, "cannot modify read-only memory");
    if (is_absent(call->args[2])) return raise_error(call->task, TypeError, "cannot delete memory");
    if (!is_slice) return write_item(call, view);
    Value part = ABSENT;
    Outcome outcome = cut(call, view, &part);
    if (outcome == DONE) outcome = write_items(call, memoryview_of(part), call->args[2]);
    release(part);
    return outcome;
}

/* ---- as other things */

static Outcome memoryview_length(Call *call) {
    const MemoryView *view = any_of(call);
    return view ? give_int(call, (int64_t)view->count) : RAISED;
}

static Value bytes_in(const MemoryView *view) {
    uint8_t *data;
    Value bytes = bytes_new_uninitialised(memoryview_byte_count(view), &data);
    if (!is_absent(bytes)) memoryview_copy_bytes(view, data);
    return bytes;
}

static Outcome memoryview_to_bytes(Call *call) {
    const MemoryView *view = any_of(call);
    return view ? give(call, bytes_in(view)) : RAISED;
}

static Outcome memoryview_to_list(Call *call) {
    const MemoryView *view = self_with_items(call);
    if (!view) return RAISED;
    Value list = list_new(view->count);
    bool complete = !is_absent(list);
    for (size_t i = 0; complete && i < view->count; i++) {
        complete = push_result(list, memoryview_item(view, i));
    }
    return give_list(call, list, complete);
}

static Outcome memoryview_hex(Call *call) {
    const MemoryView *view = any_of(call);
    if (!view) return RAISED;
    Value bytes = bytes_in(view);
    if (is_absent(bytes)) return raise_memory(call->task);
    replace_take(&call->args[0], bytes);
    return bytes_hex(call);
}

static Outcome memoryview_release_method(Call *call) {
    memoryview_release(memoryview_of(call->args[0]));
    return give_none(call);
}

static Outcome memoryview_enter(Call *call) {
    return any_of(call) ? give(call, retain(call->args[0])) : RAISED;
}

static Outcome memoryview_to_readonly(Call *call) {
    const MemoryView *view = any_of(call);
    if (!view) return RAISED;
    Value made = memoryview_part(view, 0, 1, view->count);
    memoryview_of(made)->is_readonly = true;
    return give(call, made);
}

/* ---- attributes */

static Outcome give_number_of(Call *call, int64_t number) {
    return any_of(call) ? give_int(call, number) : RAISED;
}

static Outcome memoryview_nbytes(Call *call) {
    return give_number_of(call, (int64_t)memoryview_byte_count(memoryview_of(call->args[0])));
}

static Outcome memoryview_one(Call *call) { return give_number_of(call, 1); }

static Outcome memoryview_item_bytes(Call *call) {
    return give_number_of(call, (int64_t)memoryview_item_size(memoryview_of(call->args[0])->format));
}

static Outcome memoryview_format(Call *call) {
    const MemoryView *view = any_of(call);
    return view ? give_text(call, (char[]){ view->format, '\0' }) : RAISED;
}

static Outcome memoryview_readonly(Call *call) {
    const MemoryView *view = any_of(call);
    return view ? give_bool(call, view->is_readonly) : RAISED;
}

static Outcome memoryview_obj(Call *call) {
    const MemoryView *view = any_of(call);
    return view ? give(call, retain(view->base)) : RAISED;
}

static Outcome memoryview_contiguous(Call *call) {
    const MemoryView *view = any_of(call);
    return view ? give_bool(call, memoryview_is_contiguous(view)) : RAISED;
}

static Outcome give_one_tuple(Call *call, int64_t number) {
    Value item = int_from_int64(number);
    return any_of(call) ? give(call, tuple_from(&item, 1)) : RAISED;
}

static Outcome memoryview_shape(Call *call) {
    return give_one_tuple(call, (int64_t)memoryview_of(call->args[0])->count);
}

static Outcome memoryview_strides(Call *call) {
    return give_one_tuple(call, memoryview_of(call->args[0])->step);
}

/* From bytes to another format, or back. */
static Outcome memoryview_cast(Call *call) {
    const MemoryView *view = any_of(call);
    Value given = call->args[1];
    if (!view) return RAISED;
    if (!is_str(given))
        return raise_error(call->task, TypeError, "cast() argument 'format' must be str, not %T", given);
    if (!is_absent(call->args[2]))
        return raise_error(call->task, NotImplementedError,
                           "a shape for cast() is in Python, not in causette");
    if (!memoryview_is_contiguous(view))
        return raise_error(call->task, TypeError, "memoryview: casts are restricted to C-contiguous views");
    size_t at = str_count(given) && str_peek_at(str_of(given), 0) == '@';
    bool is_one = str_count(given) == at + 1 && str_peek_at(str_of(given), at) < 0x80;
    char format = is_one ? (char)str_peek_at(str_of(given), at) : '\0';
    size_t size = memoryview_item_size(format);
    if (view->format == 'w')
        return raise_error(call->task, ValueError,
                           "memoryview: source format must be a native single character format prefixed "
                           "with an optional '@'");
    if (!size || format == 'w')
        return raise_error(call->task, ValueError,
                           "memoryview: destination format must be a native single character format prefixed "
                           "with an optional '@'");
    if (memoryview_item_size(format) != 1 && memoryview_item_size(view->format) != 1)
        return raise_error(call->task, TypeError, "memoryview: cannot cast between two non-byte formats");
    if (memoryview_byte_count(view) % size)
        return raise_error(call->task, TypeError, "memoryview: length is not a multiple of itemsize");
    return give(call, memoryview_cast_to(view, format));
}

static const NativeSpec memoryview_methods[] = {
    { "tobytes(self)", memoryview_to_bytes, "The bytes, copied." },
    { "tolist(self, /)", memoryview_to_list, "The items as a list." },
    { "hex(self, sep=..., bytes_per_sep=1)", memoryview_hex, "Two hexadecimal digits a byte." },
    { "release(self, /)", memoryview_release_method,
      "Lets go of the memory; the view cannot be used any more." },
    { "cast(self, format, shape=...)", memoryview_cast, "The same bytes as items of another format." },
    { "toreadonly(self, /)", memoryview_to_readonly, "A view that cannot write." },
    { "__len__(self, /)", memoryview_length, "len(self)." },
    { "__getitem__(self, key, /)", memoryview_get_item, "self[key]." },
    { "__setitem__(self, key, value, /)", memoryview_set_item, "self[key] = value." },
    { "__enter__(self)", memoryview_enter, "self." },
    { "__exit__(self, *args)", memoryview_release_method, "Releases." },
    { "nbytes", memoryview_nbytes, "How many bytes." },
    { "itemsize", memoryview_item_bytes, "Bytes an item." },
    { "ndim", memoryview_one, "Dimensions: 1." },
    { "format", memoryview_format, "The format of an item, as in module struct." },
    { "readonly", memoryview_readonly, "Whether it cannot write." },
    { "obj", memoryview_obj, "The object it looks at." },
    { "shape", memoryview_shape, "The number of items, in a tuple." },
    { "strides", memoryview_strides, "Bytes from one item to the next, in a tuple." },
    { "contiguous", memoryview_contiguous, "Whether the bytes lie side by side." },
    { "c_contiguous", memoryview_contiguous, "The same." },
    { "f_contiguous", memoryview_contiguous, "The same." },
    { 0 },
};

const ClassSpec memoryview_class_spec = {
    .type = &memoryview_type,
    .make = { "memoryview(cls, object)", make_memoryview, "A window onto the bytes of an object." },
    .methods = memoryview_methods,
    .doc = "A window onto the bytes of an object.",
};
