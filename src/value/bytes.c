/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bytes keep one NUL behind their last byte, so that paths and formats can be handed to C. */
#include "value/bytes.h"
#include "base/hash.h"
#include "base/memory.h"
#include "value/class.h"
#include "value/memoryview.h"
#include <string.h>

bool is_bytes(Value value) { return has_type(value, TYPE_ID_BYTES); }
bool is_bytearray(Value value) { return has_type(value, TYPE_ID_BYTEARRAY); }

static Bytes *bytes_of(Value value) { return (Bytes *)object_of(value); }
static ByteArray *bytearray_of(Value value) { return (ByteArray *)object_of(value); }

static Value start_bytes(Bytes *bytes, size_t count) {
    if (!bytes) return ABSENT;
    bytes->object = OBJECT_INIT(&bytes_type);
    bytes->hash = -1;
    bytes->count = count;
    bytes->data[count] = '\0';
    return object_value(bytes);
}

static bool size_of_bytes(size_t count, size_t *size) {
    return !__builtin_add_overflow(count, offsetof(Bytes, data) + 1, size);
}

Value bytes_new_uninitialised(size_t count, uint8_t **data) {
    size_t size;
    Value bytes = size_of_bytes(count, &size) ? start_bytes(memory_try(size), count) : ABSENT;
    *data = is_absent(bytes) ? NULL : bytes_of(bytes)->data;
    return bytes;
}

Value bytes_new_zeroed(size_t count) {
    size_t size;
    return size_of_bytes(count, &size) ? start_bytes(memory_try_zeroed(size), count) : ABSENT;
}

Value bytes_new_of(const Type *type, const void *data, size_t count) {
    Value plain = bytes_new(data, count), made = is_absent(plain) ? ABSENT : class_copy_trailing(type, plain);
    release(plain);
    return made;
}

static Value shared_bytes(const uint8_t *data, size_t count) {
    static Value empty, singles[256]; /* word 0: not made yet */
    Value *slot = count ? &singles[*data] : &empty;
    if (!slot->word) {
        uint8_t *to;
        Value made = bytes_new_uninitialised(count, &to);
        if (is_absent(made)) return ABSENT;
        if (count) *to = *data;
        *slot = made;
    }
    return retain(*slot);
}

Value bytes_new(const void *data, size_t count) {
    if (count <= 1) return shared_bytes(data, count);
    uint8_t *to;
    Value bytes = bytes_new_uninitialised(count, &to);
    if (!is_absent(bytes)) memcpy(to, data, count);
    return bytes;
}

Value bytes_shrink_take(Value value, size_t count) {
    Bytes *bytes = bytes_of(value);
    if (count == bytes->count) return value;
    if (count <= 1) {
        Value shared = shared_bytes(bytes->data, count);
        release(value);
        return shared;
    }
    Bytes *smaller = memory_resize(bytes, offsetof(Bytes, data) + count + 1);
    return start_bytes(smaller ? smaller : bytes, count);
}

Value bytearray_new(const void *data, size_t count) {
    ByteArray *array = object_new(&bytearray_type, sizeof *array);
    if (!bytearray_resize(array, count)) {
        release(object_value(array));
        return ABSENT;
    }
    if (count && data) memcpy(array->data, data, count);
    return object_value(array);
}

bool bytearray_resize(ByteArray *array, size_t count) {
    if (count >= array->capacity) {
        /* One byte more than asked for, as for bytes. The first size is exact: most never grow. */
        size_t room = array->capacity ? count + count / 8 + 8 : count + 1;
        if (count == SIZE_MAX || room < count) return false;
        uint8_t *data = memory_resize(array->data, room);
        if (!data) data = memory_resize(array->data, room = count + 1);
        if (!data) return false;
        array->data = data;
        array->capacity = room;
    } else if (count < array->capacity / 4 && array->capacity > 4096) {
        uint8_t *data = memory_resize(array->data, count + 1);
        if (data) {
            array->data = data;
            array->capacity = count + 1;
        }
    }
    array->count = count;
    array->data[count] = '\0';
    return true;
}

static bool peek_view(const MemoryView *view, const uint8_t **data, size_t *count) {
    if (!memoryview_is_contiguous(view) || !bytes_peek(view->base, data, count)) return false;
    *data += view->start;
    *count = memoryview_byte_count(view);
    return true;
}

bool bytes_expose(Value value, Exposure *exposure) {
    if (!is_object(value) || !object_type(value)->expose) return false;
    object_type(value)->expose(object_of(value), exposure);
    return true;
}

static bool peek_exposed(Value value, const uint8_t **data, size_t *count) {
    Exposure exposure;
    if (!bytes_expose(value, &exposure)) return false;
    *data = exposure.data;
    *count = exposure.count;
    return true;
}

bool bytes_peek(Value value, const uint8_t **data, size_t *count) {
    if (!is_object(value)) return false;
    switch (object_type(value)->id) {
    case TYPE_ID_BYTES:
        *data = bytes_of(value)->data;
        *count = bytes_of(value)->count;
        return true;
    case TYPE_ID_BYTEARRAY:
        *data = bytearray_of(value)->data;
        *count = bytearray_of(value)->count;
        return true;
    case TYPE_ID_MEMORYVIEW: return peek_view(memoryview_of(value), data, count);
    default: return peek_exposed(value, data, count);
    }
}

static bool is_writable(Value value) {
    Exposure exposure;
    if (is_memoryview(value)) return !memoryview_of(value)->is_readonly;
    return is_bytearray(value) || (bytes_expose(value, &exposure) && !exposure.is_readonly);
}

bool bytes_peek_writable(Value value, uint8_t **data, size_t *count) {
    const uint8_t *bytes;
    if (!is_writable(value) || !bytes_peek(value, &bytes, count)) return false;
    *data = (uint8_t *)(uintptr_t)bytes;
    return true;
}

/* A new one of the kind of `like`, to be filled. */
static Value make_like(Value like, size_t count, uint8_t **data) {
    if (!is_bytearray(like)) return bytes_new_uninitialised(count, data);
    Value array = bytearray_new(NULL, count);
    *data = is_absent(array) ? NULL : bytearray_of(array)->data;
    return array;
}

Value bytes_concat(Value a, Value b) {
    const uint8_t *first, *second;
    size_t first_count, second_count;
    uint8_t *data;
    if (!bytes_peek(a, &first, &first_count) || !bytes_peek(b, &second, &second_count)) return ABSENT;
    if (second_count == 0 && object_type(a) == &bytes_type) return retain(a);
    Value joined = make_like(a, first_count + second_count, &data);
    if (is_absent(joined)) return ABSENT;
    memcpy(data, first, first_count);
    memcpy(data + first_count, second, second_count);
    return joined;
}

Value bytes_repeat(Value value, size_t times) {
    const uint8_t *data;
    size_t count, size;
    uint8_t *to;
    if (!bytes_peek(value, &data, &count) || __builtin_mul_overflow(count, times, &size)) return ABSENT;
    if (times == 1 && object_type(value) == &bytes_type) return retain(value);
    if (size && count == 1 && *data == 0 && is_bytes(value)) return bytes_new_zeroed(size);
    Value repeated = make_like(value, size, &to);
    if (is_absent(repeated) || size == 0) return repeated;
    if (count == 1)
        memset(to, *data, size);
    else {
        memcpy(to, data, count);
        for (size_t done = count; done < size; done *= 2)
            memcpy(to + done, to, done < size - done ? done : size - done);
    }
    return repeated;
}

Value bytes_slice(Value value, int64_t start, int64_t step, size_t count) {
    const uint8_t *data;
    size_t whole;
    if (!bytes_peek(value, &data, &whole)) return ABSENT;
    if (count == whole && step == 1 && object_type(value) == &bytes_type) return retain(value);
    if (step == 1) {
        const uint8_t *from = count ? data + start : data;
        return is_bytearray(value) ? bytearray_new(from, count) : bytes_new(from, count);
    }
    uint8_t *to;
    Value slice = make_like(value, count, &to);
    if (is_absent(slice)) return ABSENT;
    for (size_t i = 0; i < count; i++, start += step) to[i] = data[start];
    return slice;
}

int64_t bytes_find(const uint8_t *data, size_t count, const uint8_t *part, size_t part_count) {
    if (part_count == 0) return 0;
    const uint8_t *found =
        part_count == 1 ? memchr(data, *part, count) : memmem(data, count, part, part_count);
    return found ? found - data : -1;
}

int64_t bytes_find_last(const uint8_t *data, size_t count, const uint8_t *part, size_t part_count) {
    if (part_count > count) return -1;
    for (size_t at = count - part_count + 1; at-- > 0;) {
        if (memcmp(data + at, part, part_count) == 0) return (int64_t)at;
    }
    return -1;
}

/* A bytearray escapes a single quote between double ones too, as CPython does. */
static void append_repr(Buffer *out, const uint8_t *data, size_t count, bool is_array) {
    char quote = count && memchr(data, '\'', count) && !memchr(data, '"', count) ? '"' : '\'';
    buffer_append_byte(out, 'b');
    buffer_append_byte(out, quote);
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = data[i];
        if (byte == (is_array ? '\'' : quote) || byte == '\\') buffer_append_byte(out, '\\');
        if (byte >= ' ' && byte < 0x7f)
            buffer_append_byte(out, (char)byte);
        else if (byte == '\t')
            buffer_append_text(out, "\\t");
        else if (byte == '\n')
            buffer_append_text(out, "\\n");
        else if (byte == '\r')
            buffer_append_text(out, "\\r");
        else {
            const char digits[] = "0123456789abcdef";
            buffer_append(out, (char[]){ '\\', 'x', digits[byte >> 4], digits[byte & 15] }, 4);
        }
    }
    buffer_append_byte(out, quote);
}

/* b'...' */
static void bytes_append_repr(Buffer *out, const uint8_t *data, size_t count) {
    append_repr(out, data, count, false);
}

/* ---- the types */

static Verdict repr_bytes(Buffer *out, Value self, int depth) {
    (void)depth;
    bytes_append_repr(out, bytes_of(self)->data, bytes_of(self)->count);
    return YES;
}

static Verdict repr_bytearray(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_text(out, object_type(self)->name);
    buffer_append_byte(out, '(');
    append_repr(out, bytearray_of(self)->data, bytearray_of(self)->count, true);
    buffer_append_byte(out, ')');
    return YES;
}

static Verdict hash_of_bytes(Value self, int64_t *hash, int depth) {
    (void)depth;
    Bytes *bytes = bytes_of(self);
    if (bytes->hash == -1) bytes->hash = hash_bytes(bytes->data, bytes->count);
    *hash = bytes->hash;
    return YES;
}

/* bytes compare with bytes, a bytearray with all that is bytes-like. */
static bool are_compared(Value a, Value b) {
    return is_bytearray(a) || is_bytearray(b) || (is_bytes(a) && is_bytes(b));
}

static Verdict equal_bytes(Value a, Value b, int depth) {
    (void)depth;
    const uint8_t *first, *second;
    size_t first_count, second_count;
    if (!are_compared(a, b)) return UNSUPPORTED;
    if (!bytes_peek(a, &first, &first_count) || !bytes_peek(b, &second, &second_count)) return UNSUPPORTED;
    return first_count == second_count && memcmp(first, second, first_count) == 0 ? YES : NO;
}

static Verdict order_bytes(Value a, Value b, int *order, int depth) {
    (void)depth;
    const uint8_t *first, *second;
    size_t first_count, second_count;
    if (!are_compared(a, b)) return UNSUPPORTED;
    if (!bytes_peek(a, &first, &first_count) || !bytes_peek(b, &second, &second_count)) return UNSUPPORTED;
    *order = memcmp(first, second, first_count < second_count ? first_count : second_count);
    if (*order == 0) *order = (first_count > second_count) - (first_count < second_count);
    return YES;
}

static int64_t length_of_bytes(Value self) { return (int64_t)bytes_of(self)->count; }
static int64_t length_of_bytearray(Value self) { return (int64_t)bytearray_of(self)->count; }

static void free_bytearray(Object *object) {
    memory_free(((ByteArray *)object)->data);
    object_release_memory(object);
}

static Value iterate_bytes(Value self) {
    const Type *type = is_bytes(self) ? &bytes_iterator_type : &bytearray_iterator_type;
    BytesIterator *iterator = object_new(type, sizeof *iterator);
    iterator->bytes = retain(self);
    return object_value(iterator);
}

static Value next_byte(Value self) {
    BytesIterator *iterator = (BytesIterator *)object_of(self);
    const uint8_t *data;
    size_t count;
    if (is_absent(iterator->bytes)) return ABSENT;
    if (bytes_peek(iterator->bytes, &data, &count) && iterator->position < count)
        return small_int(data[iterator->position++]);
    replace_take(&iterator->bytes, ABSENT);
    return ABSENT;
}

static void free_iterator(Object *object) {
    release(((BytesIterator *)object)->bytes);
    object_release_memory(object);
}

const Type bytes_type = {
    .name = "bytes",
    .id = TYPE_ID_BYTES,
    .flags = TYPE_SUBCLASSABLE | TYPE_MADE_WHOLE,
    .size = sizeof(Bytes),
    .repr = repr_bytes,
    .hash = hash_of_bytes,
    .equal = equal_bytes,
    .order = order_bytes,
    .length = length_of_bytes,
    .iterate = iterate_bytes,
};

const Type bytearray_type = {
    .name = "bytearray",
    .id = TYPE_ID_BYTEARRAY,
    .flags = TYPE_SUBCLASSABLE,
    .size = sizeof(ByteArray),
    .free = free_bytearray,
    .repr = repr_bytearray,
    .equal = equal_bytes,
    .order = order_bytes,
    .length = length_of_bytearray,
    .iterate = iterate_bytes,
};

#define BYTES_ITERATOR_TYPE(NAME)                                                                            \
    {                                                                                                        \
        .name = NAME, .size = sizeof(BytesIterator), .free = free_iterator, .iterate = retain,               \
        .next = next_byte                                                                                    \
    }

const Type bytes_iterator_type = BYTES_ITERATOR_TYPE("bytes_iterator");
const Type bytearray_iterator_type = BYTES_ITERATOR_TYPE("bytearray_iterator");
