/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file object and its primitives, shared by file.c and file_object.c. */
#pragma once
#include "base/buffer.h"
#include "builtin/classes/file.h"

typedef struct {
    Container head;
    Value attributes;
    int fd; /* -1: closed */
    bool binary, owned, readable, writable, seekable, is_regular, is_terminal;
    bool line_buffered, unbuffered;
    bool translates_in, translates_out, after_return;
    bool at_end;                                   /* a read gave nothing: of a terminal, once */
    const char *encoding, *encoding_name, *errors; /* static texts */
    Value name, mode;
    Value partner; /* sys.stdout.buffer */
    Buffer out, in;
    size_t position; /* of what is not read yet in `in` */
    FileHooks hooks;
    FileTap *tap;
    void *tap_context;
} File;

extern const Type file_type, binary_file_type;

/* These answer 0, or a positive errno; file_put_text also -1: it raised. */
int file_flush(File *file);
int file_put(File *file, const char *bytes, size_t count);
int file_put_text(File *file, Task *task, Value text);
/* One more block into `in`. PARKED: call again. */
Outcome file_fill(Call *call, File *file, bool *end);
