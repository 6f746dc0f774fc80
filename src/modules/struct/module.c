/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _struct: the functions, each a format and what is done with it, and Struct, which keeps its format.
 * See https://docs.python.org/3.11/library/struct.html */
#include "builtin/classes/container.h"
#include "builtin/classes/iterators.h"
#include "builtin/text/codecs.h"
#include "modules/struct/struct.h"
#include "value/memoryview.h"
#include "vm/class_call.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <string.h>

const ExceptionSpec struct_error = { "struct", "error", Exception };

/* ---- formats */

static Outcome measure(Call *call, Packing *packing) {
    FormatProblem problem = format_measure(packing->text, packing->count, &packing->size, &packing->values);
    return problem ? raise_error_of(call->task, &struct_error, "%s", problem) : DONE;
}

/* args[i] as bytes that stand as long as the argument does. A str that is not ASCII raises as encoding it
 * would. */
static Outcome read_format(Call *call, size_t i, Packing *packing) {
    Value format = call->args[i];
    const uint8_t *bytes;
    if (is_absent(format)) return raise_error(call->task, TypeError, "missing format argument");
    if (is_bytes(format)) {
        bytes_peek(format, &bytes, &packing->count);
        packing->text = (const char *)bytes;
        return measure(call, packing);
    }
    if (!is_str(format)) {
        int64_t hash;
        if (value_hash(format, &hash, 0) == NO) return raise_no_hash(call->task, format);
        return raise_error(call->task, TypeError, "Struct() argument 1 must be a str or bytes object, not %T",
                           format);
    }
    if (!str_of(format)->is_ascii) {
        Buffer ascii = { 0 };
        bool is_ascii = codec_encode(call->task, format, "ascii", "strict", &ascii);
        buffer_clear(&ascii);
        if (!is_ascii) return RAISED;
    }
    packing->text = (const char *)str_of(format)->data;
    packing->count = str_count(format);
    return measure(call, packing);
}

/* ---- Struct */

typedef struct {
    Object object;
    Value format; /* str, ASCII; ABSENT before __init__ */
    size_t size, values;
} Struct;

static void struct_free(Object *object) {
    release(((Struct *)object)->format);
    object_release_memory(object);
}

static const Type struct_type = {
    .name = "_struct.Struct",
    .flags = TYPE_SUBCLASSABLE | TYPE_WEAK,
    .size = sizeof(Struct),
    .free = struct_free,
};

static Struct *self_struct(const Call *call) { return (Struct *)object_of(call->args[0]); }

static Packing packing_of(const Struct *self) {
    return (Packing){ (const char *)str_of(self->format)->data, str_count(self->format), self->size,
                      self->values };
}

static Outcome struct_make(Call *call) {
    Packing packing;
    if (read_format(call, 1, &packing) != DONE) return RAISED;
    Struct *self = class_allocate((Class *)object_of(call->args[0]));
    if (!self) return raise_memory(call->task);
    self->format = str_from_ascii(packing.text, packing.count);
    self->size = packing.size;
    self->values = packing.values;
    return give(call, object_value(self));
}

static Outcome struct_format(Call *call) { return give(call, retain(self_struct(call)->format)); }
static Outcome struct_size(Call *call) { return give_int(call, (int64_t)self_struct(call)->size); }

/* ---- pack */

static Outcome check_count(Call *call, const Packing *packing, Value values, const char *name) {
    size_t count = tuple_of(values)->count;
    if (count == packing->values) return DONE;
    return raise_error_of(call->task, &struct_error, "%s expected %zu items for packing (got %zu)", name,
                          packing->values, count);
}

static Outcome pack(Call *call, const Packing *packing, Value values) {
    uint8_t *data;
    if (check_count(call, packing, values, "pack") != DONE) return RAISED;
    Value bytes = bytes_new_uninitialised(packing->size, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    memset(data, 0, packing->size);
    Outcome outcome = struct_put(call, packing, values, data);
    if (outcome == DONE) return give(call, bytes);
    release(bytes);
    return outcome;
}

static Outcome function_pack(Call *call) {
    Packing packing;
    return read_format(call, 0, &packing) == DONE ? pack(call, &packing, call->args[1]) : RAISED;
}

static Outcome struct_pack(Call *call) {
    Packing packing = packing_of(self_struct(call));
    return pack(call, &packing, call->args[1]);
}

/* Where `offset` (from the end, when negative) leaves room for so many bytes in a buffer; false: raised. */
static bool find_place(Call *call, int64_t offset, size_t size, size_t count, bool packs, size_t *at) {
    const char *doing = packs ? "packing" : "unpacking", *name = packs ? "pack_into" : "unpack_from";
    if (offset < 0) {
        if (offset + (int64_t)size > 0) {
            raise_error_of(call->task, &struct_error,
                           packs ? "no space to pack %zu bytes at offset %ld"
                                 : "not enough data to unpack %zu bytes at offset %ld",
                           size, (long)offset);
            return false;
        }
        if (offset + (int64_t)count < 0) {
            raise_error_of(call->task, &struct_error, "offset %ld out of range for %zu-byte buffer",
                           (long)offset, count);
            return false;
        }
        offset += (int64_t)count;
    }
    *at = (size_t)offset;
    if (*at <= count && count - *at >= size) return true;
    raise_error_of(call->task, &struct_error,
                   "%s requires a buffer of at least %zu bytes for %s %zu bytes at offset %zu "
                   "(actual buffer size is %zu)",
                   name, *at + size, doing, size, *at, count);
    return false;
}

/* args[i]: the buffer, args[i + 1]: the offset, args[i + 2]: the values. */
static Outcome pack_into(Call *call, size_t i, const Packing *packing) {
    uint8_t *data;
    size_t count, at;
    int64_t offset;
    if (is_absent(call->args[i]))
        return raise_error_of(call->task, &struct_error, "pack_into expected buffer argument");
    if (is_absent(call->args[i + 1]))
        return raise_error_of(call->task, &struct_error, "pack_into expected offset argument");
    if (check_count(call, packing, call->args[i + 2], "pack_into") != DONE) return RAISED;
    if (!bytes_peek_writable(call->args[i], &data, &count))
        return raise_error(call->task, TypeError, "argument must be read-write bytes-like object, not %T",
                           call->args[i]);
    Outcome outcome = arg_integer(call, i + 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[i + 1], &offset))
        return raise_error(call->task, IndexError, "cannot fit '%T' into an index-sized integer",
                           call->args[i + 1]);
    if (!find_place(call, offset, packing->size, count, true, &at)) return RAISED;
    if (!call->step) memset(data + at, 0, packing->size);
    outcome = struct_put(call, packing, call->args[i + 2], data + at);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome function_pack_into(Call *call) {
    Packing packing;
    return read_format(call, 0, &packing) == DONE ? pack_into(call, 1, &packing) : RAISED;
}

static Outcome struct_pack_into(Call *call) {
    Packing packing = packing_of(self_struct(call));
    return pack_into(call, 1, &packing);
}

/* ---- unpack */

static Outcome unpack(Call *call, const Packing *packing) {
    const uint8_t *data;
    size_t count;
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (count != packing->size)
        return raise_error_of(call->task, &struct_error, "unpack requires a buffer of %zu bytes",
                              packing->size);
    return give(call, struct_take(packing, data));
}

static Outcome function_unpack(Call *call) {
    Packing packing;
    return read_format(call, 0, &packing) == DONE ? unpack(call, &packing) : RAISED;
}

static Outcome struct_unpack(Call *call) {
    Packing packing = packing_of(self_struct(call));
    return unpack(call, &packing);
}

static Outcome unpack_from(Call *call, const Packing *packing) {
    const uint8_t *data;
    size_t count, at;
    int64_t offset;
    Outcome outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 1, &data, &count) || !arg_size(call, 2, (size_t *)&offset)) return RAISED;
    if (!find_place(call, offset, packing->size, count, false, &at)) return RAISED;
    return give(call, struct_take(packing, data + at));
}

static Outcome function_unpack_from(Call *call) {
    Packing packing;
    return read_format(call, 0, &packing) == DONE ? unpack_from(call, &packing) : RAISED;
}

static Outcome struct_unpack_from(Call *call) {
    Packing packing = packing_of(self_struct(call));
    return unpack_from(call, &packing);
}

/* ---- iter_unpack */

typedef struct {
    Object object;
    Value format; /* str */
    Value view;   /* a memoryview: it keeps a bytearray from being resized; ABSENT at the end */
    size_t size, values, position;
} UnpackIterator;

static void iterator_free(Object *object) {
    release(((UnpackIterator *)object)->format);
    release(((UnpackIterator *)object)->view);
    object_release_memory(object);
}

static Value iterator_next(Value value) {
    UnpackIterator *self = (UnpackIterator *)object_of(value);
    const uint8_t *data;
    size_t count;
    if (is_absent(self->view)) return ABSENT;
    if (!bytes_peek(self->view, &data, &count) || self->position + self->size > count) {
        replace_take(&self->view, ABSENT);
        return ABSENT;
    }
    Packing packing = { (const char *)str_of(self->format)->data, str_count(self->format), self->size,
                        self->values };
    Value tuple = struct_take(&packing, data + self->position);
    self->position += self->size;
    return tuple;
}

static const Type unpack_iterator_type = {
    .name = "_struct.unpack_iterator",
    .size = sizeof(UnpackIterator),
    .free = iterator_free,
    .next = iterator_next,
};

static Outcome iterator_length_hint(Call *call) {
    const UnpackIterator *self = (UnpackIterator *)object_of(call->args[0]);
    const uint8_t *data;
    size_t count;
    if (is_absent(self->view) || !bytes_peek(self->view, &data, &count)) return give_int(call, 0);
    return give_int(call, (int64_t)((count - self->position) / self->size));
}

static Outcome iter_unpack(Call *call, const Packing *packing) {
    const uint8_t *data;
    size_t count;
    Value buffer = call->args[1];
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (!packing->size)
        return raise_error_of(call->task, &struct_error,
                              "cannot iteratively unpack with a struct of length 0");
    if (count % packing->size)
        return raise_error_of(call->task, &struct_error,
                              "iterative unpacking requires a buffer of a multiple of %zu bytes",
                              packing->size);
    UnpackIterator *iterator = object_try_new(&unpack_iterator_type, sizeof *iterator);
    if (!iterator) return raise_memory(call->task);
    iterator->format = str_from_ascii(packing->text, packing->count);
    iterator->size = packing->size;
    iterator->values = packing->values;
    if (is_memoryview(buffer)) {
        iterator->view = memoryview_cast_to(memoryview_of(buffer), 'B');
    } else {
        iterator->view = memoryview_new(buffer, 0, 1, count);
    }
    return give(call, object_value(iterator));
}

static Outcome function_iter_unpack(Call *call) {
    Packing packing;
    return read_format(call, 0, &packing) == DONE ? iter_unpack(call, &packing) : RAISED;
}

static Outcome struct_iter_unpack(Call *call) {
    Packing packing = packing_of(self_struct(call));
    return iter_unpack(call, &packing);
}

/* ---- the rest */

static Outcome function_calcsize(Call *call) {
    Packing packing;
    return read_format(call, 0, &packing) == DONE ? give_int(call, (int64_t)packing.size) : RAISED;
}

static Outcome function_clear_cache(Call *call) { return give_none(call); }

static const NativeSpec struct_functions[] = {
    { "calcsize(format, /)", function_calcsize, "How many bytes the format takes." },
    { "pack(format=..., /, *v)", function_pack, "The values as bytes, by the format.", ARGS_OWN },
    { "pack_into(format=..., buffer=..., offset=..., /, *v)", function_pack_into,
      "Write the values into a buffer from the offset on, by the format.", ARGS_OWN },
    { "unpack(format, buffer, /)", function_unpack,
      "A tuple of the values in bytes of just the format's size." },
    { "unpack_from(format, /, buffer, offset=0)", function_unpack_from,
      "A tuple of the values in a buffer from the offset on." },
    { "iter_unpack(format, buffer, /)", function_iter_unpack,
      "Tuples, one for each time the format fits into the buffer." },
    { "_clearcache()", function_clear_cache, "Nothing: formats are not kept." },
    { 0 },
};

static const NativeSpec struct_methods[] = {
    { "format", struct_format, "The format, a str." },
    { "size", struct_size, "How many bytes it takes." },
    { "pack(self, /, *v)", struct_pack, "The values as bytes." },
    { "pack_into(self, buffer=..., offset=..., /, *v)", struct_pack_into,
      "Write the values into a buffer from the offset on.", ARGS_OWN },
    { "unpack(self, buffer, /)", struct_unpack, "A tuple of the values in bytes of just this size." },
    { "unpack_from(self, buffer, offset=0)", struct_unpack_from,
      "A tuple of the values in a buffer from the offset on." },
    { "iter_unpack(self, buffer, /)", struct_iter_unpack,
      "Tuples, one for each time it fits into the buffer." },
    { 0 },
};

static const ClassSpec struct_class = {
    .type = &struct_type,
    .module = "_struct",
    .make = { "Struct(cls, format)", struct_make },
    .methods = struct_methods,
    .doc = "A format that is kept, with the functions of this module as methods.",
};

static const NativeSpec iterator_methods[] = {
    { "__iter__(self, /)", iterator_self, "Return self." },
    { "__next__(self, /)", container_next, "The next tuple." },
    { "__length_hint__(self, /)", iterator_length_hint, "How many are left." },
    { 0 },
};

static const ClassSpec unpack_iterator_class = {
    .type = &unpack_iterator_type,
    .module = "_struct",
    .methods = iterator_methods,
    .is_hidden = true,
};

static const ClassSpec *const struct_classes[] = { &struct_class, &unpack_iterator_class, NULL };
static const ExceptionSpec *const struct_exceptions[] = { &struct_error, NULL };

const ModuleSpec struct_module = {
    .name = "_struct",
    .doc = "Values of C as bytes, and back.",
    .functions = struct_functions,
    .classes = struct_classes,
    .exceptions = struct_exceptions,
};
