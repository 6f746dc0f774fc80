/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text to bytes and back: utf-8 (also with signature), ascii, latin-1, utf-16 and utf-32 in both orders, with
 * the error handlers strict, ignore, replace, backslashreplace, xmlcharrefreplace, surrogateescape and
 * surrogatepass. See https://docs.python.org/3.11/library/codecs.html#error-handlers */
#pragma once
#include "vm/native.h"

/* encoding and errors in any spelling that Python takes. Functions answer false (or ABSENT) when
 * they raised. */
bool codec_encode(Task *task, Value str, const char *encoding, const char *errors, Buffer *out);
/* `object` is what holds the bytes: it stands in the exception (ABSENT: a bytes object of them). */
Value codec_decode(Task *task, const uint8_t *bytes, size_t count, const char *encoding, const char *errors,
                   Value object);
/* Names of files, arguments and the environment, as os.fsencode() and os.fsdecode() have them. */
bool path_encode(Task *task, Value str, Buffer *out);
Value path_decode(Task *task, const char *bytes); /* a C string */
bool codec_keeps_ascii(const char *encoding);     /* text in ASCII is its own encoding */
bool codec_is_known(const char *encoding);
/* The encoding's canonical name: "utf-8" for "U8"; NULL: unknown. */
const char *codec_name(const char *encoding);

/* Arguments i and i + 1 of a native as names of an encoding and of an error handler; ABSENT gives the
 * default. The text is borrowed from the arguments. False: raised. */
bool arg_codec(Call *call, size_t i, const char **encoding, const char **errors);
/* Whether C has both the encoding and the error handler. If not, codec_by_name asks the registry of module
 * _codecs, which imports Python's `encodings`: call->result is then the bytes (decodes: the str). Names stand
 * in args[i] and args[i + 1]. */
bool codec_is_ours(const char *encoding, const char *errors);
Outcome codec_by_name(Call *call, Value object, size_t i, bool decodes);
