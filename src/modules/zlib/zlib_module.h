/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams of zlib: what the files of the module share. See https://docs.python.org/3.11/library/zlib.html */
#pragma once
#include "vm/native.h"
#include <zlib.h>

extern const ClassSpec zlib_compress_class, zlib_decompress_class;
Native zlib_compressobj, zlib_decompressobj;

/* zlib.error "Error -3 while decompressing data: ..." */
Outcome zlib_raise(Call *call, const z_stream *stream, int error, const char *doing);

typedef int ZlibStep(z_stream *stream, int flush); /* deflate or inflate */

/* Takes all of `data` (what does not fit a word of zlib's in pieces), and appends what comes out, up to
 * `limit` bytes (0: no limit). The last answer of the step; *left: how much of the data was not taken. */
int zlib_run(z_stream *stream, ZlibStep *step, int flush, const uint8_t *data, size_t count, size_t limit,
             Buffer *out, size_t *left);
Outcome zlib_give(Call *call, Buffer *bytes); /* as bytes; clears the buffer */
