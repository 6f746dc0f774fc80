/* SPDX-License-Identifier: GPL-3.0-or-later */
/* zlib: whole texts compressed and decompressed, checksums, and the table. */
#include "builtin/classes/text.h"
#include "modules/zlib/zlib_module.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <limits.h>

static const ExceptionSpec zlib_error = { "zlib", "error", Exception };

enum { DEFAULT_BUFFER = 16384 };

/* Room for what comes out, in KiB, the last again and again: CPython's, because where stored blocks end
 * depends on it. */
static const uint16_t room_steps[] = { 32, 64, 256, 1024, 4096, 8192, 16384, 16384, 32768 };

Outcome zlib_raise(Call *call, const z_stream *stream, int error, const char *doing) {
    const char *message = stream->msg;
    if (error == Z_VERSION_ERROR) message = "library version mismatch";
    if (!message && error == Z_BUF_ERROR) message = "incomplete or truncated stream";
    if (!message && error == Z_STREAM_ERROR) message = "inconsistent stream state";
    if (!message && error == Z_DATA_ERROR) message = "invalid input data";
    if (!message) return raise_error_of(call->task, &zlib_error, "Error %d %s", error, doing);
    return raise_error_of(call->task, &zlib_error, "Error %d %s: %s", error, doing, message);
}

Outcome zlib_give(Call *call, Buffer *bytes) {
    Value result = bytes->failed ? ABSENT : bytes_new(bytes->bytes, bytes->count);
    buffer_clear(bytes);
    return give(call, result);
}

int zlib_run(z_stream *stream, ZlibStep *step, int flush, const uint8_t *data, size_t count, size_t limit,
             Buffer *out, size_t *left) {
    int answer = Z_OK;
    size_t step_at = 0;
    *left = count;
    stream->next_in = (Bytef *)(uintptr_t)data;
    stream->avail_in = 0;
    do {
        size_t given = stream->avail_in, more = *left - given > UINT_MAX / 2 ? UINT_MAX / 2 : *left - given;
        stream->avail_in += (uInt)more;
        size_t room = (size_t)room_steps[step_at] * 1024;
        if (step_at + 1 < sizeof room_steps / sizeof *room_steps) step_at++;
        if (limit && limit - out->count < room) room = limit - out->count;
        char *at = buffer_reserve(out, room);
        if (!at) return Z_MEM_ERROR;
        stream->next_out = (Bytef *)at;
        stream->avail_out = (uInt)room;
        size_t before = stream->avail_in;
        answer = step(stream, *left > before ? Z_NO_FLUSH : flush);
        out->count += room - stream->avail_out;
        *left -= before - stream->avail_in;
        if (answer != Z_OK || (limit && out->count == limit)) return answer;
    } while (stream->avail_out == 0 || *left);
    return answer;
}

/* ---- compress, decompress */

enum { COMPRESS_DATA, COMPRESS_LEVEL, COMPRESS_WINDOW };

static Outcome zlib_compress(Call *call) {
    const uint8_t *data;
    size_t count, left;
    int level, window;
    Outcome outcome = arg_c_int(call, COMPRESS_LEVEL, &level);
    if (outcome == DONE) outcome = arg_c_int(call, COMPRESS_WINDOW, &window);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, COMPRESS_DATA, &data, &count)) return RAISED;
    z_stream stream = { 0 };
    int answer = deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    if (answer == Z_STREAM_ERROR) return raise_error_of(call->task, &zlib_error, "Bad compression level");
    if (answer != Z_OK)
        return answer == Z_MEM_ERROR ? raise_memory(call->task)
                                     : zlib_raise(call, &stream, answer, "while compressing data");
    Buffer out = { 0 };
    answer = zlib_run(&stream, deflate, Z_FINISH, data, count, 0, &out, &left);
    deflateEnd(&stream);
    if (answer == Z_STREAM_END) return zlib_give(call, &out);
    buffer_clear(&out);
    return answer == Z_MEM_ERROR ? raise_memory(call->task)
                                 : zlib_raise(call, &stream, answer, "while compressing data");
}

enum { DECOMPRESS_DATA, DECOMPRESS_WINDOW, DECOMPRESS_BUFFER };

static Outcome zlib_decompress(Call *call) {
    const uint8_t *data;
    size_t count, left;
    int window;
    int64_t size;
    Outcome outcome = arg_c_int(call, DECOMPRESS_WINDOW, &window);
    if (outcome == DONE) outcome = arg_integer(call, DECOMPRESS_BUFFER);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, DECOMPRESS_DATA, &data, &count) || !arg_int64(call, DECOMPRESS_BUFFER, &size))
        return RAISED;
    if (size < 0) return raise_error(call->task, ValueError, "bufsize must be non-negative");
    z_stream stream = { 0 };
    int answer = inflateInit2(&stream, window);
    if (answer != Z_OK)
        return answer == Z_MEM_ERROR
                   ? raise_memory(call->task)
                   : zlib_raise(call, &stream, answer, "while preparing to decompress data");
    Buffer out = { 0 };
    answer = zlib_run(&stream, inflate, Z_SYNC_FLUSH, data, count, 0, &out, &left);
    inflateEnd(&stream);
    if (answer == Z_STREAM_END) return zlib_give(call, &out);
    buffer_clear(&out);
    if (answer == Z_MEM_ERROR) return raise_memory(call->task);
    return zlib_raise(call, &stream, answer == Z_OK ? Z_BUF_ERROR : answer, "while decompressing data");
}

/* ---- checksums */

/* The low 32 bits of args[i], any int. */
static Outcome arg_word(Call *call, size_t i, uint32_t *word) {
    uint64_t bits = 0;
    Outcome outcome = arg_integer(call, i);
    if (outcome != DONE) return outcome;
    Value low = int_and(call->args[i], small_int(UINT32_MAX));
    if (is_absent(low)) return raise_memory(call->task);
    int_fits_uint64(low, &bits);
    release(low);
    *word = (uint32_t)bits;
    return DONE;
}

static Outcome zlib_adler32(Call *call) {
    const uint8_t *data;
    size_t count;
    uint32_t word;
    Outcome outcome = arg_word(call, 1, &word);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    return give_int(call, (int64_t)adler32_z(word, data, count));
}

static Outcome zlib_crc32(Call *call) {
    const uint8_t *data;
    size_t count;
    uint32_t word;
    Outcome outcome = arg_word(call, 1, &word);
    if (outcome != DONE) return outcome;
    if (!arg_bytes(call, 0, &data, &count)) return RAISED;
    return give_int(call, (int64_t)crc32_z(word, data, count));
}

static const NativeSpec zlib_functions[] = {
    { "adler32(data, value=1, /)", zlib_adler32, "The checksum Adler-32, begun at another." },
    { "compress(data, /, level=-1, wbits=15)", zlib_compress, "The bytes compressed." },
    { "compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=...)", zlib_compressobj,
      "What compresses bytes that come piece by piece." },
    { "crc32(data, value=0, /)", zlib_crc32, "The checksum CRC-32, begun at another." },
    { "decompress(data, /, wbits=15, bufsize=16384)", zlib_decompress, "The bytes that were compressed." },
    { "decompressobj(wbits=15, zdict=...)", zlib_decompressobj,
      "What decompresses bytes that come piece by piece." },
    { 0 },
};

static const IntSpec zlib_ints[] = {
    { "DEFLATED", Z_DEFLATED },
    { "DEF_BUF_SIZE", DEFAULT_BUFFER },
    { "DEF_MEM_LEVEL", 8 },
    { "MAX_WBITS", MAX_WBITS },
    INT_SPEC(Z_BEST_COMPRESSION),
    INT_SPEC(Z_BEST_SPEED),
    INT_SPEC(Z_BLOCK),
    INT_SPEC(Z_DEFAULT_COMPRESSION),
    INT_SPEC(Z_DEFAULT_STRATEGY),
    INT_SPEC(Z_FILTERED),
    INT_SPEC(Z_FINISH),
    INT_SPEC(Z_FIXED),
    INT_SPEC(Z_FULL_FLUSH),
    INT_SPEC(Z_HUFFMAN_ONLY),
    INT_SPEC(Z_NO_COMPRESSION),
    INT_SPEC(Z_NO_FLUSH),
    INT_SPEC(Z_PARTIAL_FLUSH),
    INT_SPEC(Z_RLE),
    INT_SPEC(Z_SYNC_FLUSH),
    INT_SPEC(Z_TREES),
    { 0 },
};

static bool zlib_init(Machine *machine, Module *module) {
    (void)machine;
    dict_define_text_take(module->dict, "ZLIB_VERSION", str_new(ZLIB_VERSION));
    dict_define_text_take(module->dict, "ZLIB_RUNTIME_VERSION", str_new(zlibVersion()));
    dict_define_text_take(module->dict, "__version__", str_new("1.0"));
    return true;
}

static const ClassSpec *const zlib_classes[] = { &zlib_compress_class, &zlib_decompress_class, NULL };
static const ExceptionSpec *const zlib_exceptions[] = { &zlib_error, NULL };

const ModuleSpec zlib_module = {
    .name = "zlib",
    .doc = "Bytes compressed as zlib and gzip do.",
    .functions = zlib_functions,
    .ints = zlib_ints,
    .classes = zlib_classes,
    .exceptions = zlib_exceptions,
    .init = zlib_init,
};
