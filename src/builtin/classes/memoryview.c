/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class memoryview: windows onto memory, items of a native format. Its items are read and written in
 * memoryview_items.c. */
#include "value/memoryview.h"
#include "base/memory.h"
#include "builtin/classes/memoryview_items.h"
#include "builtin/classes/text.h"
#include "vm/special.h"
#include <string.h>

MemoryView *memoryview_any_of(Call *call) {
    MemoryView *view = memoryview_of(call->args[0]);
    if (!is_absent(view->base)) return view;
    raise_error(call->task, ValueError, "operation forbidden on released memoryview object");
    return NULL;
}

MemoryView *memoryview_with_items(Call *call) {
    MemoryView *view = memoryview_any_of(call);
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

/* ---- as other things */

static Outcome memoryview_iterate(Call *call) {
    const MemoryView *view = memoryview_with_items(call);
    if (!view) return RAISED;
    if (view->is_scalar) return raise_error(call->task, TypeError, "invalid indexing of 0-dim memory");
    if (memoryview_dimensions(view) > 1)
        return raise_error(call->task, NotImplementedError,
                           "multi-dimensional sub-views are not implemented");
    return give(call, memoryview_type.iterate(call->args[0]));
}

static Outcome memoryview_length(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    return view ? give_int(call, (int64_t)view->count) : RAISED;
}

/* The same bytes side by side, for who asks with order=: in one dimension all orders are one. */
static Value bytes_in(const MemoryView *view) {
    uint8_t *data;
    Value bytes = bytes_new_uninitialised(memoryview_byte_count(view), &data);
    if (!is_absent(bytes)) memoryview_copy_bytes(view, data);
    return bytes;
}

/* As the columns lie side by side: the index of the first dimension goes fastest. */
static void turn_columns(const MemoryView *view, const uint8_t *from, uint8_t *to) {
    size_t size = memoryview_item_size(view->format), dimensions = memoryview_dimensions(view);
    for (size_t i = 0; i < view->count * view->row; i++) {
        size_t place = 0, rest = i, stride = view->count * view->row;
        for (size_t d = dimensions; d--;) {
            size_t count = memoryview_dimension(view, d);
            stride /= count;
            place += rest % count * stride;
            rest /= count;
        }
        memcpy(to + place * size, from + i * size, size);
    }
}

static Outcome memoryview_to_bytes(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    Value order = call->args[1];
    if (!view) return RAISED;
    bool is_named = is_str(order) && str_count(order) == 1 && str_peek_at(str_of(order), 0) < 0x80;
    char name = is_none(order) ? 'C' : is_named ? (char)str_peek_at(str_of(order), 0) : '\0';
    if (!is_none(order) && !is_str(order))
        return raise_error(call->task, TypeError, "tobytes() argument 'order' must be str or None, not %T",
                           order);
    if (!name || !strchr("CFA", name))
        return raise_error(call->task, ValueError, "order must be 'C', 'F' or 'A'");
    Value bytes = bytes_in(view);
    if (name != 'F' || memoryview_dimensions(view) < 2 || is_absent(bytes)) return give(call, bytes);
    uint8_t *data;
    Value turned = bytes_new_uninitialised(memoryview_byte_count(view), &data);
    if (!is_absent(turned)) turn_columns(view, ((const Bytes *)object_of(bytes))->data, data);
    release(bytes);
    return give(call, turned);
}

/* The items of a row, from this byte on, which is moved behind them: nested as far as dimensions go. */
static Value list_of_row(const MemoryView *view, size_t dimension, const uint8_t **at) {
    size_t count = memoryview_dimension(view, dimension);
    bool is_last = dimension + 1 == memoryview_dimensions(view);
    Value list = list_new(count);
    for (size_t i = 0; i < count && !is_absent(list); i++) {
        if (dimension == 0) *at = memoryview_peek_at(view, i);
        Value item = is_last ? memoryview_item_at(*at, view->format) : list_of_row(view, dimension + 1, at);
        if (is_last) *at += memoryview_item_size(view->format);
        if (is_absent(item) || !list_push_take(list_of(list), item)) replace_take(&list, ABSENT);
    }
    return list;
}

static Outcome memoryview_to_list(Call *call) {
    const MemoryView *view = memoryview_with_items(call);
    if (!view) return RAISED;
    if (view->is_scalar) return give(call, memoryview_item(view, 0));
    const uint8_t *at = NULL;
    return give(call, list_of_row(view, 0, &at));
}

static Outcome memoryview_hex(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
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
    return memoryview_any_of(call) ? give(call, retain(call->args[0])) : RAISED;
}

static Outcome memoryview_to_readonly(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    if (!view) return RAISED;
    Value made = memoryview_part(view, 0, 1, view->count);
    memoryview_of(made)->is_readonly = true;
    return give(call, made);
}

/* ---- attributes */

static Outcome give_number_of(Call *call, int64_t number) {
    return memoryview_any_of(call) ? give_int(call, number) : RAISED;
}

static Outcome memoryview_nbytes(Call *call) {
    return give_number_of(call, (int64_t)memoryview_byte_count(memoryview_of(call->args[0])));
}

static Outcome memoryview_ndim(Call *call) {
    return give_number_of(call, (int64_t)memoryview_dimensions(memoryview_of(call->args[0])));
}

static Outcome memoryview_item_bytes(Call *call) {
    return give_number_of(call, (int64_t)memoryview_item_size(memoryview_of(call->args[0])->format));
}

static Outcome memoryview_format(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    if (!view) return RAISED;
    return give_text(call,
                     view->is_marked ? (char[]){ '@', view->format, '\0' } : (char[]){ view->format, '\0' });
}

static Outcome memoryview_readonly(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    return view ? give_bool(call, view->is_readonly) : RAISED;
}

static Outcome memoryview_obj(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    return view ? give(call, retain(view->base)) : RAISED;
}

static Outcome memoryview_c_contiguous(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    return view ? give_bool(call, memoryview_is_contiguous(view)) : RAISED;
}

/* Of several dimensions at most one has more than one item. */
static bool is_flat(const MemoryView *view) {
    size_t wide = 0;
    for (size_t i = 0; i < memoryview_dimensions(view); i++) wide += memoryview_dimension(view, i) > 1;
    return wide <= 1 && memoryview_is_contiguous(view);
}

static Outcome memoryview_f_contiguous(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    return view ? give_bool(call, is_flat(view)) : RAISED;
}

static Outcome memoryview_shape(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    if (!view) return RAISED;
    Value shape = tuple_new_absent(memoryview_dimensions(view));
    if (is_absent(shape)) return raise_memory(call->task);
    for (size_t i = 0; i < tuple_of(shape)->count; i++)
        tuple_of(shape)->items[i] = small_int((int64_t)memoryview_dimension(view, i));
    return give(call, shape);
}

static Outcome memoryview_strides(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    if (!view) return RAISED;
    Value strides = tuple_new_absent(memoryview_dimensions(view));
    if (is_absent(strides)) return raise_memory(call->task);
    int64_t stride = (int64_t)memoryview_item_size(view->format);
    for (size_t i = tuple_of(strides)->count; i--;) {
        tuple_of(strides)->items[i] = small_int(i ? stride : view->step);
        stride *= (int64_t)memoryview_dimension(view, i);
    }
    return give(call, strides);
}

static Outcome memoryview_suboffsets(Call *call) {
    return memoryview_any_of(call) ? give(call, tuple_from(NULL, 0)) : RAISED;
}

enum { DIMENSIONS_MAX = 64 };

static Value shape_of(Value given) {
    const Value *items;
    size_t count;
    sequence_peek(given, &items, &count);
    return tuple_from(items, count);
}

/* A list or tuple of sizes, whose product is that of the view's items of this size. */
static bool check_shape(Call *call, const MemoryView *view, Value given, size_t size) {
    const Value *items;
    size_t count, length = size;
    int64_t number;
    if (!is_list(given) && !is_tuple(given))
        return raise_error(call->task, TypeError, "shape must be a list or a tuple"), false;
    sequence_peek(given, &items, &count);
    if (count > DIMENSIONS_MAX)
        return raise_error(call->task, ValueError, "memoryview: number of dimensions must not exceed 64"),
               false;
    if (memoryview_dimensions(view) != 1 && count != 1)
        return raise_error(call->task, TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D"), false;
    for (size_t i = 0; i < count; i++) {
        if (!is_int(items[i]))
            return raise_error(call->task, TypeError,
                               "memoryview.cast(): elements of shape must be integers"),
                   false;
        if (!int_fits_int64(items[i], &number) || number <= 0)
            return raise_error(call->task, ValueError,
                               "memoryview.cast(): elements of shape must be integers > 0"),
                   false;
        if (__builtin_mul_overflow(length, (size_t)number, &length))
            return raise_error(call->task, ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"),
                   false;
    }
    if (length != memoryview_byte_count(view))
        return raise_error(call->task, TypeError, "memoryview: product(shape) * itemsize != buffer size"),
               false;
    return true;
}

/* From bytes to another format, or back. */
static Outcome memoryview_cast(Call *call) {
    const MemoryView *view = memoryview_any_of(call);
    Value given = call->args[1];
    if (!view) return RAISED;
    if (!is_str(given))
        return raise_error(call->task, TypeError, "cast() argument 'format' must be str, not %T", given);
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
    if (!is_absent(call->args[2]) && !check_shape(call, view, call->args[2], size)) return RAISED;
    Value made = memoryview_cast_to(view, format);
    memoryview_of(made)->is_marked = at > 0;
    if (is_absent(call->args[2])) return give(call, made);
    Value shape = shape_of(call->args[2]);
    made = is_absent(shape) ? (release(made), ABSENT) : memoryview_shaped_take(made, shape);
    release(shape);
    return give(call, made);
}

static const NativeSpec memoryview_methods[] = {
    { "tobytes(self, order='C')", memoryview_to_bytes, "The bytes, copied." },
    { "tolist(self, /)", memoryview_to_list, "The items as a list." },
    { "hex(self, sep=..., bytes_per_sep=1)", memoryview_hex, "Two hexadecimal digits a byte." },
    { "release(self, /)", memoryview_release_method,
      "Lets go of the memory; the view cannot be used any more." },
    { "cast(self, format, shape=...)", memoryview_cast, "The same bytes as items of another format." },
    { "toreadonly(self, /)", memoryview_to_readonly, "A view that cannot write." },
    { "__len__(self, /)", memoryview_length, "len(self)." },
    { "__getitem__(self, key, /)", memoryview_get_item, "self[key]." },
    { "__setitem__(self, key, value, /)", memoryview_set_item, "self[key] = value." },
    { "__iter__(self, /)", memoryview_iterate, "Implement iter(self)." },
    { "__enter__(self)", memoryview_enter, "self." },
    { "__exit__(self, *args)", memoryview_release_method, "Releases." },
    { "nbytes", memoryview_nbytes, "How many bytes." },
    { "itemsize", memoryview_item_bytes, "Bytes an item." },
    { "ndim", memoryview_ndim, "How many dimensions." },
    { "format", memoryview_format, "The format of an item, as in module struct." },
    { "readonly", memoryview_readonly, "Whether it cannot write." },
    { "obj", memoryview_obj, "The object it looks at." },
    { "shape", memoryview_shape, "The sizes of the dimensions, in a tuple." },
    { "strides", memoryview_strides, "Bytes from one item to the next in each dimension, in a tuple." },
    { "suboffsets", memoryview_suboffsets, "What no view here has: an empty tuple." },
    { "contiguous", memoryview_c_contiguous, "Whether the bytes lie side by side." },
    { "c_contiguous", memoryview_c_contiguous, "Whether rows lie side by side." },
    { "f_contiguous", memoryview_f_contiguous, "Whether columns lie side by side." },
    { 0 },
};

const ClassSpec memoryview_class_spec = {
    .type = &memoryview_type,
    .make = { "memoryview(cls, object)", make_memoryview, "A window onto the bytes of an object." },
    .methods = memoryview_methods,
    .doc = "A window onto the bytes of an object.",
};
