/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compress and Decompress: streams that are fed piece by piece. */
#include "builtin/classes/text.h"
#include "modules/zlib/zlib_module.h"
#include "vm/machine.h"
#include "vm/raise.h"

typedef struct {
    Object object;
    z_stream stream;
    bool is_open; /* zlib holds memory for it */
    bool is_at_end;
    Value dictionary;         /* a bytes-like object, or ABSENT */
    Value unused, unconsumed; /* bytes; of a Decompress */
} Stream;

static Stream *self_of(const Call *call) { return (Stream *)object_of(call->args[0]); }

static void free_values(Stream *self) {
    release(self->dictionary);
    release(self->unused);
    release(self->unconsumed);
    object_release_memory(&self->object);
}

static void compress_free(Object *object) {
    Stream *self = (Stream *)object;
    if (self->is_open) deflateEnd(&self->stream);
    free_values(self);
}

static void decompress_free(Object *object) {
    Stream *self = (Stream *)object;
    if (self->is_open) inflateEnd(&self->stream);
    free_values(self);
}

static const Type compress_type = { .name = "zlib.Compress", .size = sizeof(Stream), .free = compress_free };
static const Type decompress_type = { .name = "zlib.Decompress",
                                      .size = sizeof(Stream),
                                      .free = decompress_free };

static Stream *stream_new(const Type *type, Value dictionary) {
    Stream *self = object_new(type, sizeof *self);
    self->dictionary = retain(dictionary);
    self->unused = bytes_new("", 0);
    self->unconsumed = bytes_new("", 0);
    return self;
}

/* What has no answer is an error of the arguments, but for memory. */
static Outcome finish_opening(Call *call, Stream *self, int answer, const char *doing) {
    if (answer == Z_OK) {
        self->is_open = true;
        return DONE;
    }
    if (answer == Z_STREAM_ERROR)
        raise_error(call->task, ValueError, "Invalid initialization option");
    else if (answer == Z_MEM_ERROR)
        raise_memory(call->task);
    else
        zlib_raise(call, &self->stream, answer, doing);
    return RAISED;
}

static bool peek_dictionary(Call *call, Value value, const uint8_t **data, size_t *count) {
    *count = 0;
    if (is_absent(value)) return true;
    if (bytes_peek(value, data, count)) return true;
    raise_error(call->task, TypeError, "zdict argument must support the buffer protocol");
    return false;
}

/* ---- Compress */

enum { OBJECT_LEVEL, OBJECT_METHOD, OBJECT_WINDOW, OBJECT_MEMORY, OBJECT_STRATEGY, OBJECT_DICTIONARY };

Outcome zlib_compressobj(Call *call) {
    int options[OBJECT_DICTIONARY];
    const uint8_t *data = NULL;
    size_t count;
    for (size_t i = 0; i < OBJECT_DICTIONARY; i++) {
        Outcome outcome = arg_c_int(call, i, &options[i]);
        if (outcome != DONE) return outcome;
    }
    Value dictionary = call->args[OBJECT_DICTIONARY];
    if (!is_absent(dictionary) && !arg_bytes(call, OBJECT_DICTIONARY, &data, &count)) return RAISED;
    Stream *self = stream_new(&compress_type, ABSENT);
    int answer = deflateInit2(&self->stream, options[OBJECT_LEVEL], options[OBJECT_METHOD],
                              options[OBJECT_WINDOW], options[OBJECT_MEMORY], options[OBJECT_STRATEGY]);
    Outcome outcome = finish_opening(call, self, answer, "while creating compression object");
    if (outcome == DONE && data && deflateSetDictionary(&self->stream, data, (uInt)count) != Z_OK)
        outcome = raise_error(call->task, ValueError, "Invalid dictionary");
    if (outcome == DONE) return give(call, object_value(self));
    release(object_value(self));
    return RAISED;
}

static Outcome give_compressed(Call *call, const uint8_t *data, size_t count, int flush, const char *doing) {
    Stream *self = self_of(call);
    Buffer out = { 0 };
    size_t left;
    int answer = zlib_run(&self->stream, deflate, flush, data, count, 0, &out, &left);
    bool is_end = answer == Z_STREAM_END && flush == Z_FINISH;
    if (is_end) {
        deflateEnd(&self->stream);
        self->is_open = false;
    }
    if (is_end || answer == Z_OK || answer == Z_BUF_ERROR) return zlib_give(call, &out);
    buffer_clear(&out);
    return answer == Z_MEM_ERROR ? raise_memory(call->task) : zlib_raise(call, &self->stream, answer, doing);
}

static Outcome compress_compress(Call *call) {
    const uint8_t *data;
    size_t count;
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    return give_compressed(call, data, count, Z_NO_FLUSH, "while compressing data");
}

static Outcome compress_flush(Call *call) {
    int mode;
    Outcome outcome = arg_c_int(call, 1, &mode);
    if (outcome != DONE) return outcome;
    if (mode == Z_NO_FLUSH) return give(call, bytes_new("", 0));
    return give_compressed(call, NULL, 0, mode, "while flushing");
}

static Outcome give_copy(Call *call, int copy(z_stream *to, z_stream *from), const Type *type) {
    Stream *self = self_of(call), *made = stream_new(type, self->dictionary);
    int answer = copy(&made->stream, &self->stream);
    made->is_open = answer == Z_OK;
    made->is_at_end = self->is_at_end;
    replace_take(&made->unused, retain(self->unused));
    replace_take(&made->unconsumed, retain(self->unconsumed));
    if (answer == Z_OK) return give(call, object_value(made));
    release(object_value(made));
    if (answer == Z_STREAM_ERROR) return raise_error(call->task, ValueError, "Inconsistent stream state");
    return raise_memory(call->task);
}

static Outcome compress_copy(Call *call) { return give_copy(call, deflateCopy, &compress_type); }

static const NativeSpec compress_methods[] = {
    { "compress(self, data, /)", compress_compress, "Take these bytes, and give what is compressed by now." },
    { "flush(self, mode=4, /)", compress_flush, "Give what is left." },
    { "copy(self)", compress_copy, "Another such object in the same state." },
    { "__copy__(self)", compress_copy, "Another such object in the same state." },
    { "__deepcopy__(self, memo, /)", compress_copy, "Another such object in the same state." },
    { 0 },
};

const ClassSpec zlib_compress_class = {
    .type = &compress_type,
    .module = "zlib",
    .methods = compress_methods,
    .is_hidden = true,
};

/* ---- Decompress */

Outcome zlib_decompressobj(Call *call) {
    int window;
    const uint8_t *data;
    size_t count;
    Outcome outcome = arg_c_int(call, 0, &window);
    if (outcome != DONE) return outcome;
    if (!peek_dictionary(call, call->args[1], &data, &count)) return RAISED;
    Stream *self = stream_new(&decompress_type, call->args[1]);
    int answer = inflateInit2(&self->stream, window);
    outcome = finish_opening(call, self, answer, "while creating decompression object");
    /* a raw stream does not ask for its dictionary */
    if (outcome == DONE && window < 0 && count &&
        inflateSetDictionary(&self->stream, data, (uInt)count) != Z_OK)
        outcome = zlib_raise(call, &self->stream, Z_DATA_ERROR, "while setting zdict");
    if (outcome == DONE) return give(call, object_value(self));
    release(object_value(self));
    return RAISED;
}

/* What has not been taken: behind the end, or beyond the limit. */
static bool keep_rest(Stream *self, const uint8_t *data, size_t count, int answer) {
    if (answer == Z_STREAM_END) {
        Value rest = bytes_new(data, count),
              all = is_absent(rest) ? ABSENT : bytes_concat(self->unused, rest);
        release(rest);
        if (is_absent(all)) return false;
        self->is_at_end = true;
        replace_take(&self->unused, all);
        if (!object_type(self->unconsumed)->length(self->unconsumed))
            count = 0; /* python3's, be it as it may */
    }
    Value unconsumed = bytes_new(data, count);
    if (is_absent(unconsumed)) return false;
    replace_take(&self->unconsumed, unconsumed);
    return true;
}

static Outcome give_decompressed(Call *call, Value source, const uint8_t *data, size_t count, size_t limit,
                                 int flush, const char *doing) {
    Stream *self = self_of(call);
    Buffer out = { 0 };
    size_t left, dictionary_count;
    const uint8_t *dictionary;
    int answer = zlib_run(&self->stream, inflate, flush, data, count, limit, &out, &left);
    if (answer == Z_NEED_DICT && !is_absent(self->dictionary) &&
        bytes_peek(self->dictionary, &dictionary, &dictionary_count)) {
        if (inflateSetDictionary(&self->stream, dictionary, (uInt)dictionary_count) != Z_OK) {
            buffer_clear(&out);
            return zlib_raise(call, &self->stream, Z_DATA_ERROR, "while setting zdict");
        }
        data += count - left;
        count = left;
        answer = zlib_run(&self->stream, inflate, flush, data, count, limit, &out, &left);
    }
    bool is_good = answer == Z_OK || answer == Z_BUF_ERROR || answer == Z_STREAM_END;
    Value held = retain(source); /* it may be what keep_rest replaces */
    bool is_kept = is_good && keep_rest(self, data + (count - left), left, answer);
    release(held);
    if (is_kept) return zlib_give(call, &out);
    buffer_clear(&out);
    if (is_good || answer == Z_MEM_ERROR) return raise_memory(call->task);
    return zlib_raise(call, &self->stream, answer, doing);
}

static Outcome decompress_decompress(Call *call) {
    const uint8_t *data;
    size_t count;
    int64_t limit;
    Outcome outcome = arg_integer(call, 2);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 1, &data, &count) || !arg_size(call, 2, (size_t *)&limit)) return RAISED;
    if (limit < 0) return raise_error(call->task, ValueError, "max_length must be non-negative");
    return give_decompressed(call, call->args[1], data, count, (size_t)limit, Z_SYNC_FLUSH,
                             "while decompressing data");
}

static Outcome decompress_flush(Call *call) {
    const uint8_t *data;
    size_t count;
    int64_t length;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_size(call, 1, (size_t *)&length)) return RAISED;
    if (length <= 0) return raise_error(call->task, ValueError, "length must be greater than zero");
    Value rest = self_of(call)->unconsumed;
    bytes_peek(rest, &data, &count);
    return give_decompressed(call, rest, data, count, 0, Z_FINISH, "while finishing decompression");
}

static Outcome decompress_copy(Call *call) { return give_copy(call, inflateCopy, &decompress_type); }
static Outcome decompress_unused(Call *call) { return give(call, retain(self_of(call)->unused)); }
static Outcome decompress_unconsumed(Call *call) { return give(call, retain(self_of(call)->unconsumed)); }
static Outcome decompress_eof(Call *call) { return give_bool(call, self_of(call)->is_at_end); }

static const NativeSpec decompress_methods[] = {
    { "decompress(self, data, /, max_length=0)", decompress_decompress,
      "Take these bytes, and give what is decompressed by now." },
    { "flush(self, length=16384, /)", decompress_flush, "Give what is left." },
    { "copy(self)", decompress_copy, "Another such object in the same state." },
    { "__copy__(self)", decompress_copy, "Another such object in the same state." },
    { "__deepcopy__(self, memo, /)", decompress_copy, "Another such object in the same state." },
    { "unused_data", decompress_unused, "What came behind the end.", .flags = NATIVE_MEMBER },
    { "unconsumed_tail", decompress_unconsumed, "What the limit has left over.", .flags = NATIVE_MEMBER },
    { "eof", decompress_eof, "Whether the end has come.", .flags = NATIVE_MEMBER },
    { 0 },
};

const ClassSpec zlib_decompress_class = {
    .type = &decompress_type,
    .module = "zlib",
    .methods = decompress_methods,
    .is_hidden = true,
};
