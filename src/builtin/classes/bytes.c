/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The class bytes: how one is made, searching, joining, hexadecimal, and its table. */
#include "builtin/classes/container.h"
#include "builtin/classes/text.h"
#include "builtin/text/codecs.h"
#include "value/memoryview.h"
#include "value/number.h"
#include "vm/operations.h"
#include "vm/special.h"
#include <string.h>

Value bytes_like(Value self, const void *data, size_t count) {
    return is_bytearray(self) ? bytearray_new(data, count) : bytes_new(data, count);
}

/* ---- making */

/* Whether it is asked for its bytes, or is bytes that nobody made otherwise. */
static bool gives_bytes(Call *call, Value value) {
    if (has_type(value, TYPE_ID_BYTES)) return special_is_programs(call_machine(call), value, SPECIAL_bytes);
    return !is_absent(class_peek_special(value_class(call_machine(call), value), SPECIAL_bytes));
}

static bool has_special(Call *call, Value value, Special special) {
    return !is_absent(class_peek_special(value_class(call_machine(call), value), special));
}

enum { STEP_INDICES = 0x130 };

/* One of them is no int, and has an __index__. */
static bool need_index(Call *call, const Value *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!is_int(items[i])) return has_special(call, items[i], SPECIAL_index);
    }
    return false;
}

Outcome append_integers(Call *call, size_t i, Buffer *out, const char *range_problem) {
    const Value *items = NULL;
    size_t count = 0;
    if (call->step == STEP_INDICES) {
        call->step = 0;
        replace_take(&call->args[i], take_result(call));
    }
    sequence_peek(call->args[i], &items, &count);
    if (need_index(call, items, count)) {
        call->step = STEP_INDICES;
        Value problem = str_new(range_problem);
        Outcome outcome = call_helper(call, "_indices", 2, (Value[]){ call->args[i], problem });
        release(problem);
        return outcome;
    }
    for (size_t k = 0; k < count; k++) {
        int64_t number;
        if (!is_int(items[k])) {
            return raise_error(call->task, TypeError, "'%T' object cannot be interpreted as an integer",
                               items[k]);
        }
        if (!int_fits_int64(items[k], &number) || number < 0 || number > 255) {
            return raise_error(call->task, ValueError, "%s", range_problem);
        }
        buffer_append_byte(out, (char)number);
    }
    return out->failed ? raise_memory(call->task) : DONE;
}

enum { CODED_BY_NAME = 1 };

static Outcome from_str(Call *call, Buffer *out) {
    const char *encoding, *errors;
    if (is_absent(call->args[2]))
        return raise_error(call->task, TypeError, "string argument without an encoding");
    if (!arg_codec(call, 2, &encoding, &errors)) return RAISED;
    if (call->step == CODED_BY_NAME) {
        Span made = span_of(call->result);
        buffer_append(out, made.data, made.count);
        return out->failed ? raise_memory(call->task) : DONE;
    }
    if (codec_is_ours(encoding, errors))
        return codec_encode(call->task, call->args[1], encoding, errors, out) ? DONE : RAISED;
    call->step = CODED_BY_NAME;
    return codec_by_name(call, call->args[1], 2, false);
}

static Outcome from_count(Call *call, Buffer *out) {
    int64_t count;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &count)) {
        return raise_error(call->task, OverflowError, "cannot fit 'int' into an index-sized integer");
    }
    if (count < 0) return raise_error(call->task, ValueError, "negative count");
    buffer_append_repeated(out, '\0', (size_t)count);
    return out->failed ? raise_memory(call->task) : DONE;
}

/* One whose bytes do not lie side by side. */
static Outcome from_view(Call *call, const MemoryView *view, Buffer *out) {
    if (is_absent(view->base))
        return raise_error(call->task, ValueError, "operation forbidden on released memoryview object");
    size_t count = memoryview_byte_count(view), before = out->count;
    buffer_append_repeated(out, '\0', count);
    if (out->failed) return raise_memory(call->task);
    memoryview_copy_bytes(view, (uint8_t *)out->bytes + before);
    return DONE;
}

Outcome bytes_from_arguments(Call *call, Buffer *out) {
    Value source = call->args[1];
    Span span;
    bool is_array = strncmp(call->spec->signature, "bytearray", 9) == 0;
    const char *encoding, *errors;
    if (!arg_codec(call, 2, &encoding, &errors)) return RAISED;
    if (!is_absent(source) && is_str(source)) return from_str(call, out);
    if (!is_absent(call->args[2]))
        return raise_error(call->task, TypeError, "encoding without a string argument");
    if (!is_absent(call->args[3]))
        return raise_error(call->task, TypeError, "errors without a string argument");
    if (is_absent(source)) return DONE;
    if (bytes_peek(source, &span.data, &span.count)) {
        buffer_append(out, span.data, span.count);
        return out->failed ? raise_memory(call->task) : DONE;
    }
    if (is_memoryview(source)) return from_view(call, memoryview_of(source), out);
    if (is_int(source) || has_special(call, source, SPECIAL_index)) return from_count(call, out);
    if (!arg_is_iterable(call, 1)) {
        return raise_error(call->task, TypeError, "cannot convert '%T' object to %s", source,
                           is_array ? "bytearray" : "bytes");
    }
    Outcome outcome = is_array ? arg_items(call, 1) : arg_items_after_hint(call, 1);
    if (outcome != DONE) return outcome;
    return append_integers(call, 1, out,
                           is_array ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)");
}

/* The whole result without a copy: bytes(n), and bytes of bytes. */
static Value made_quickly(Call *call) {
    Value source = call->args[1];
    if (is_absent(source) || !is_absent(call->args[2]) || !is_absent(call->args[3])) return ABSENT;
    if (is_object(source) && object_type(source) == &bytes_type) return retain(source);
    if (is_small_int(source) && small_int_of(source) > 0)
        return bytes_new_zeroed((size_t)small_int_of(source));
    return ABSENT;
}

/* A count to which no header can be added. */
static bool is_too_long(Value source) {
    int64_t count;
    return !is_absent(source) && is_int(source) && int_fits_int64(source, &count) &&
           count > INT64_MAX - (int64_t)sizeof(Bytes) - 1;
}

static Outcome make_bytes(Call *call) {
    enum { ASKED_FOR_BYTES = 1 };
    const Class *class = (Class *)object_of(call->args[0]);
    if (call->step == ASKED_FOR_BYTES) {
        if (is_bytes(call->result) && class->is_native) return DONE;
        if (is_bytes(call->result)) {
            const Bytes *given = (const Bytes *)object_of(call->result);
            return give(call, bytes_new_of(&class->type, given->data, given->count));
        }
        return raise_error(call->task, TypeError, "__bytes__ returned non-bytes (type %T)", call->result);
    }
    Value quick = class->is_native ? made_quickly(call) : ABSENT;
    if (!is_absent(quick)) return give(call, quick);
    if (is_too_long(call->args[1])) {
        return raise_error(call->task, OverflowError, "byte string is too large");
    }
    if (!is_absent(call->args[1]) && is_absent(call->args[2]) && gives_bytes(call, call->args[1])) {
        call->step = ASKED_FOR_BYTES;
        return call_special(call, call->args[1], SPECIAL_bytes, 0, NULL);
    }
    Buffer out = { 0 };
    Outcome outcome = bytes_from_arguments(call, &out);
    Value made = ABSENT;
    if (outcome == DONE) {
        made = class->is_native ? bytes_new(out.bytes, out.count)
                                : bytes_new_of(&class->type, out.bytes, out.count);
    }
    buffer_clear(&out);
    return outcome == DONE ? give(call, made) : outcome;
}

Outcome bytes_decode(Call *call) {
    const char *encoding, *errors;
    if (call->step == CODED_BY_NAME) return DONE;
    if (!arg_codec(call, 1, &encoding, &errors)) return RAISED;
    Span self = span_of(call->args[0]);
    if (!self.count) return give(call, str_empty()); /* whatever the encoding */
    if (!codec_is_ours(encoding, errors)) {
        call->step = CODED_BY_NAME;
        return codec_by_name(call, call->args[0], 1, true);
    }
    Value text = codec_decode(call->task, self.data, self.count, encoding, errors, call->args[0]);
    return is_absent(text) ? RAISED : give(call, text);
}

/* ---- joining, replacing, translating */

Outcome bytes_join(Call *call) {
    if (!arg_is_iterable(call, 1)) return raise_error(call->task, TypeError, "can only join an iterable");
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    const Value *items = NULL;
    size_t count = 0;
    Span separator = span_of(call->args[0]), item;
    Buffer out = { 0 };
    sequence_peek(call->args[1], &items, &count);
    for (size_t i = 0; i < count; i++) {
        if (!bytes_peek(items[i], &item.data, &item.count)) {
            buffer_clear(&out);
            return raise_error(call->task, TypeError,
                               "sequence item %zu: expected a bytes-like object, %T found", i, items[i]);
        }
        if (i) buffer_append(&out, separator.data, separator.count);
        buffer_append(&out, item.data, item.count);
    }
    Value joined = out.failed ? ABSENT : bytes_like(call->args[0], out.bytes, out.count);
    buffer_clear(&out);
    return give(call, joined);
}

/* An empty `old` stands before each byte and at the end. */
static void append_replaced(Buffer *out, Span self, Span old, Span new, size_t most) {
    size_t at = 0;
    for (size_t times = 0; times < most; times++) {
        if (old.count == 0) {
            buffer_append(out, new.data, new.count);
            if (at == self.count) return;
            buffer_append_byte(out, (char)self.data[at++]);
            continue;
        }
        int64_t found = bytes_find(self.data + at, self.count - at, old.data, old.count);
        if (found < 0) break;
        buffer_append(out, self.data + at, (size_t)found);
        buffer_append(out, new.data, new.count);
        at += (size_t)found + old.count;
    }
    buffer_append(out, self.data + at, self.count - at);
}

Outcome bytes_replace(Call *call) {
    Span old, new;
    int64_t most;
    Outcome outcome = arg_count(call, 3, &most);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 1, &old.data, &old.count) || !arg_bytes(call, 2, &new.data, &new.count))
        return RAISED;
    Buffer out = { 0 };
    append_replaced(&out, span_of(call->args[0]), old, new, most < 0 ? SIZE_MAX : (size_t)most);
    Value replaced = out.failed ? ABSENT : bytes_like(call->args[0], out.bytes, out.count);
    buffer_clear(&out);
    return give(call, replaced);
}

Outcome bytes_translate(Call *call) {
    Span table = { NULL, 0 }, removed, self = span_of(call->args[0]);
    if (!is_none(call->args[1])) {
        if (!arg_bytes(call, 1, &table.data, &table.count)) return RAISED;
        if (table.count != 256) {
            return raise_error(call->task, ValueError, "translation table must be 256 characters long");
        }
    }
    if (!arg_bytes(call, 2, &removed.data, &removed.count)) return RAISED;
    Buffer out = { 0 };
    for (size_t i = 0; i < self.count; i++) {
        uint8_t byte = self.data[i];
        if (memchr(removed.data, byte, removed.count)) continue;
        buffer_append_byte(&out, (char)(table.data ? table.data[byte] : byte));
    }
    Value translated = out.failed ? ABSENT : bytes_like(call->args[0], out.bytes, out.count);
    buffer_clear(&out);
    return give(call, translated);
}

Outcome bytes_maketrans(Call *call) {
    Span from, to;
    uint8_t table[256];
    if (!arg_bytes(call, 0, &from.data, &from.count) || !arg_bytes(call, 1, &to.data, &to.count))
        return RAISED;
    if (from.count != to.count) {
        return raise_error(call->task, ValueError, "maketrans arguments must have same length");
    }
    for (int i = 0; i < 256; i++) table[i] = (uint8_t)i;
    for (size_t i = 0; i < from.count; i++) table[from.data[i]] = to.data[i];
    return give(call, bytes_new(table, sizeof table));
}

static Outcome bytes_as_bytes(Call *call) {
    const uint8_t *data;
    size_t count;
    if (object_type(call->args[0]) == &bytes_type) return give(call, retain(call->args[0]));
    bytes_peek(call->args[0], &data, &count);
    return give(call, bytes_new(data, count));
}

Outcome bytes_reflected_percent(Call *call) {
    if (call->step) return DONE;
    if (value_type_id(call->args[1]) != value_type_id(call->args[0])) return give_not_implemented(call);
    call->step = 1;
    return call_native(call, operation_binary, OPERATOR_MODULO, 2, (Value[]){ call->args[1], call->args[0] });
}

static const NativeSpec bytes_methods[] = {
    BYTES_METHODS,
    { "__bytes__(self, /)", bytes_as_bytes, "The same bytes, of class bytes itself." },
    { "__getitem__(self, key, /)", container_get_item, "Return self[key]." },
    { "__hash__(self, /)", container_hash, "Return hash(self)." },
    SEQUENCE_OPERATORS,
    CONTAINER_LENGTH,
    CONTAINER_ITERATE,
    CONTAINER_CONTAINS,
    CONTAINER_REPR,
    CONTAINER_COMPARISONS,
    { 0 },
};

const ClassSpec bytes_class_spec = {
    .type = &bytes_type,
    .make = { "bytes(cls, source=..., encoding=..., errors=...)", make_bytes,
              "Bytes that cannot be changed." },
    .methods = bytes_methods,
    .doc = "Bytes that cannot be changed.",
};
