/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BytesIO: a stream over a bytearray, which getbuffer() exports as it is. What is seldom asked is
 * _io.py's. */
#include "modules/io/io.h"
#include "value/memoryview.h"
#include "vm/class_call.h"
#include <string.h>

typedef struct {
    IoBase base;
    Value array; /* a bytearray; ABSENT before __init__ */
    size_t position;
} BytesIo;

static void bytes_io_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((BytesIo *)object)->base.attributes, context);
}

static void bytes_io_clear(Object *object) { replace_take(&((BytesIo *)object)->base.attributes, ABSENT); }

static void bytes_io_free(Object *object) {
    replace_take(&((BytesIo *)object)->array, ABSENT);
    container_free(object);
}

static const Type bytes_io_type = {
    .name = "_io.BytesIO",
    .base = &io_buffered_base_type,
    .flags = TYPE_CONTAINER | TYPE_ATTRIBUTES | TYPE_SUBCLASSABLE,
    .size = sizeof(BytesIo),
    .attributes_offset = offsetof(BytesIo, base.attributes),
    .free = bytes_io_free,
    .visit = bytes_io_visit,
    .clear = bytes_io_clear,
};

static BytesIo *self_bytes(const Call *call) { return (BytesIo *)object_of(call->args[0]); }
static ByteArray *array_of(const BytesIo *self) { return (ByteArray *)object_of(self->array); }

static bool is_open(Call *call, const BytesIo *self) {
    if (!self->base.is_closed) return true;
    raise_error(call->task, ValueError, "I/O operation on closed file.");
    return false;
}

/* While a view of it is there, its size is fixed. */
static bool is_resizable(Call *call, const BytesIo *self) {
    if (!array_of(self)->exports) return true;
    raise_error(call->task, BufferError, "Existing exports of data: object cannot be re-sized");
    return false;
}

static Outcome fill(Call *call, BytesIo *self, Value initial) {
    const uint8_t *data = NULL;
    size_t count = 0;
    if (!is_resizable(call, self)) return RAISED;
    if (!is_none(initial) && !bytes_peek(initial, &data, &count))
        return raise_error(call->task, TypeError, "a bytes-like object is required, not '%T'", initial);
    Value array = bytearray_new(count ? (const char *)data : "", count);
    if (is_absent(array)) return raise_memory(call->task);
    replace_take(&self->array, array);
    self->position = 0;
    self->base.is_closed = false;
    return DONE;
}

static Outcome bytes_io_make(Call *call) {
    BytesIo *self = class_allocate((Class *)object_of(call->args[0]));
    self->array = bytearray_new("", 0);
    if (fill(call, self, call->args[1]) == DONE) return give(call, object_value(self));
    release(object_value(self));
    return RAISED;
}

static Outcome bytes_io_init(Call *call) {
    return fill(call, self_bytes(call), call->args[1]) == DONE ? give_none(call) : RAISED;
}

/* args[1] as how much is asked for: None and what is negative are all that is left, of `left`. */
static Outcome arg_amount(Call *call, size_t left, size_t *amount) {
    int64_t number;
    *amount = left;
    if (!arg_is_given(call, 1)) return DONE;
    if (!is_int(call->args[1])) {
        Machine *machine = call_machine(call);
        if (is_absent(class_peek_special(value_class(machine, call->args[1]), SPECIAL_index)))
            return raise_error(call->task, TypeError, "argument should be integer or None, not '%T'",
                               call->args[1]);
    }
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!int_fits_int64(call->args[1], &number))
        return raise_error(call->task, OverflowError, "cannot fit 'int' into an index-sized integer");
    if (number >= 0 && (size_t)number < left) *amount = (size_t)number;
    return DONE;
}

static size_t left_of(const BytesIo *self) {
    size_t count = array_of(self)->count;
    return self->position < count ? count - self->position : 0;
}

static Outcome give_part(Call *call, BytesIo *self, size_t amount) {
    Value bytes = bytes_new(amount ? (const char *)array_of(self)->data + self->position : "", amount);
    if (is_absent(bytes)) return raise_memory(call->task);
    self->position += amount;
    return give(call, bytes);
}

static Outcome bytes_io_read(Call *call) {
    BytesIo *self = self_bytes(call);
    size_t amount;
    if (!is_open(call, self)) return RAISED;
    Outcome outcome = arg_amount(call, left_of(self), &amount);
    return outcome == DONE ? give_part(call, self, amount) : outcome;
}

static size_t line_at(const BytesIo *self, size_t most) {
    size_t left = left_of(self);
    if (most > left) most = left;
    const uint8_t *start = array_of(self)->data + self->position;
    const uint8_t *newline = most ? memchr(start, '\n', most) : NULL;
    return newline ? (size_t)(newline - start) + 1 : most;
}

static Outcome bytes_io_readline(Call *call) {
    BytesIo *self = self_bytes(call);
    size_t amount;
    if (!is_open(call, self)) return RAISED;
    Outcome outcome = arg_amount(call, left_of(self), &amount);
    return outcome == DONE ? give_part(call, self, line_at(self, amount)) : outcome;
}

static Outcome bytes_io_next(Call *call) {
    BytesIo *self = self_bytes(call);
    if (!is_open(call, self)) return RAISED;
    size_t amount = line_at(self, SIZE_MAX);
    return amount ? give_part(call, self, amount) : raise_stop(call->task, NONE);
}

static Outcome bytes_io_readinto(Call *call) {
    BytesIo *self = self_bytes(call);
    uint8_t *to;
    size_t count;
    if (!is_open(call, self)) return RAISED;
    if (!bytes_peek_writable(call->args[1], &to, &count))
        return raise_error(call->task, TypeError,
                           "readinto() argument must be read-write bytes-like object, not %T", call->args[1]);
    if (count > left_of(self)) count = left_of(self);
    if (count) memcpy(to, array_of(self)->data + self->position, count);
    self->position += count;
    return give_int(call, (int64_t)count);
}

static Outcome bytes_io_write(Call *call) {
    BytesIo *self = self_bytes(call);
    const uint8_t *data;
    size_t count, end;
    if (!is_open(call, self) || !is_resizable(call, self) || !arg_bytes(call, 1, &data, &count))
        return RAISED;
    ByteArray *array = array_of(self);
    size_t old = array->count;
    if (__builtin_add_overflow(self->position, count, &end) || end > INT64_MAX)
        return raise_error(call->task, OverflowError, "new position too large");
    if (count && end > old) {
        if (!bytearray_resize(array, end)) return raise_memory(call->task);
        if (self->position > old) memset(array->data + old, 0, self->position - old);
        if (!bytes_peek(call->args[1], &data, &count)) return raise_memory(call->task);
    }
    if (count) memmove(array->data + self->position, data, count);
    self->position += count;
    return give_int(call, (int64_t)count);
}

static Outcome bytes_io_seek(Call *call) {
    BytesIo *self = self_bytes(call);
    int64_t offset;
    int whence;
    if (!is_open(call, self)) return RAISED;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_int64(call, 1, &offset) || !arg_int(call, 2, &whence)) return RAISED;
    if (whence == 0 && offset < 0)
        return raise_error(call->task, ValueError, "negative seek value %ld", (long)offset);
    if (whence < 0 || whence > 2)
        return raise_error(call->task, ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence);
    int64_t from = whence == 1 ? (int64_t)self->position : whence == 2 ? (int64_t)array_of(self)->count : 0;
    if (__builtin_add_overflow(from, offset, &offset))
        return raise_error(call->task, OverflowError, "new position too large");
    self->position = offset < 0 ? 0 : (size_t)offset;
    return give_int(call, (int64_t)self->position);
}

static Outcome bytes_io_tell(Call *call) {
    return is_open(call, self_bytes(call)) ? give_int(call, (int64_t)self_bytes(call)->position) : RAISED;
}

static Outcome bytes_io_truncate(Call *call) {
    BytesIo *self = self_bytes(call);
    int64_t size = (int64_t)self->position;
    if (!is_open(call, self) || !is_resizable(call, self)) return RAISED;
    if (!is_none(call->args[1]) && !arg_int64(call, 1, &size)) return RAISED;
    if (size < 0) return raise_error(call->task, ValueError, "negative size value %ld", (long)size);
    if ((size_t)size < array_of(self)->count && !bytearray_resize(array_of(self), (size_t)size))
        return raise_memory(call->task);
    return give_int(call, size);
}

static Outcome bytes_io_getvalue(Call *call) {
    BytesIo *self = self_bytes(call);
    if (!is_open(call, self)) return RAISED;
    return give(call, bytes_new(array_of(self)->count ? (const char *)array_of(self)->data : "",
                                array_of(self)->count));
}

static Outcome bytes_io_getbuffer(Call *call) {
    BytesIo *self = self_bytes(call);
    if (!is_open(call, self)) return RAISED;
    return give(call, memoryview_new(self->array, 0, 1, array_of(self)->count));
}

static Outcome bytes_io_close(Call *call) {
    BytesIo *self = self_bytes(call);
    if (!is_resizable(call, self)) return RAISED;
    self->base.is_closed = true;
    replace_take(&self->array, bytearray_new("", 0));
    return give_none(call);
}

static Outcome bytes_io_true(Call *call) {
    return is_open(call, self_bytes(call)) ? give_bool(call, true) : RAISED;
}
static Outcome bytes_io_false(Call *call) {
    return is_open(call, self_bytes(call)) ? give_bool(call, false) : RAISED;
}
static Outcome bytes_io_flush(Call *call) {
    return is_open(call, self_bytes(call)) ? give_none(call) : RAISED;
}
static Outcome bytes_io_closed(Call *call) { return give_bool(call, self_bytes(call)->base.is_closed); }

static const NativeSpec bytes_io_methods[] = {
    { "__init__(self, initial_bytes=None)", bytes_io_init },
    { "read(self, size=-1, /)", bytes_io_read },
    { "read1(self, size=-1, /)", bytes_io_read },
    { "readline(self, size=-1, /)", bytes_io_readline },
    { "readlines(self, size=None, /)", io_tower },
    { "readinto(self, buffer, /)", bytes_io_readinto },
    { "write(self, b, /)", bytes_io_write },
    { "writelines(self, lines, /)", io_tower },
    { "seek(self, pos, whence=0, /)", bytes_io_seek },
    { "tell(self, /)", bytes_io_tell },
    { "truncate(self, size=None, /)", bytes_io_truncate },
    { "getvalue(self, /)", bytes_io_getvalue },
    { "getbuffer(self, /)", bytes_io_getbuffer },
    { "close(self, /)", bytes_io_close },
    { "flush(self, /)", bytes_io_flush },
    { "readable(self, /)", bytes_io_true },
    { "writable(self, /)", bytes_io_true },
    { "seekable(self, /)", bytes_io_true },
    { "isatty(self, /)", bytes_io_false },
    { "__next__(self, /)", bytes_io_next },
    { "__getstate__(self, /)", io_tower },
    { "__setstate__(self, state, /)", io_tower },
    { "closed", bytes_io_closed },
    { 0 },
};

const ClassSpec bytes_io_class = {
    .type = &bytes_io_type,
    .module = "_io",
    .make = { "BytesIO(cls, initial_bytes=None)", bytes_io_make },
    .methods = bytes_io_methods,
};
