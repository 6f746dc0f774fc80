/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file object and its primitives, shared by file.c and file_object.c. */
#pragma once
#include "base/buffer.h"
#include "builtin/classes/file.h"
#include "builtin/classes/io_base.h"

typedef struct {
    Container head;
    Value attributes;
    bool is_closed; /* as in IoBase, whose place this is */
    /* ABSENT: over a descriptor, done in C; else what _io.py keeps of a stream over other layers, None before
     * __init__ */
    Value state;
    int fd; /* -1: closed */
    bool binary, owned, readable, writable, seekable, is_regular, is_terminal;
    bool line_buffered, unbuffered;
    bool translates_in, translates_out, after_return;
    bool is_pipe;                                  /* writing may wait for who reads */
    bool holds;                                    /* what is put waits for file_let_go */
    bool at_end;                                   /* a read gave nothing: of a terminal, once */
    const char *encoding, *encoding_name, *errors; /* static texts */
    Value name, mode;
    Value partner; /* sys.stdout.buffer */
    Buffer out, in;
    size_t gone;     /* of `out`: written already */
    size_t position; /* of what is not read yet in `in` */
    FileHooks hooks;
    FileTap *tap;
    void *tap_context;
    struct Sched *sched; /* which may watch the descriptor; NULL: it never did */
} File;

extern const Type file_type, file_reader_type, file_writer_type, file_random_type;

/* Whether it is sys.stdout or the like as C knows it: over a descriptor, and of no class of a program's. */
static inline bool file_is_plain(Value value) {
    return is_object(value) && object_type(value) == &file_type &&
           is_absent(((const File *)object_of(value))->state);
}

/* These answer 0, or a positive errno; file_put_text also -1: it raised. */
int file_flush(File *file);
/* Behind a put in a native that may park: where a pipe is full, other tasks go on meanwhile. all: as a flush.
 * DONE, RAISED, or PARKED: call again. */
Outcome file_let_go(Call *call, File *file, bool all);
/* Before a put: whether file_let_go will write. */
void file_hold(const Call *call, File *file);
int file_put(File *file, const char *bytes, size_t count);
int file_put_text(File *file, Task *task, Value text);
void file_close_descriptor(const File *file); /* if it is its own */
/* One more block into `in`. PARKED: call again. */
Outcome file_fill(Call *call, File *file, bool *end);

static inline File *self_file(const Call *call) { return (File *)object_of(call->args[0]); }
static inline size_t file_available(const File *file) { return file->in.count - file->position; }
bool file_check_open(Call *call, const File *file); /* these raise and answer false */
bool file_check_readable(Call *call, const File *file);
Outcome file_give_bytes(Call *call, File *file, size_t count); /* of those that lie in `in` */
/* An attribute of a stream over other layers. */
Outcome file_of_layers(Call *call, const char *name);
Native file_read1, file_peek, file_readinto, file_make, file_repr_row, file_raw, file_newlines,
    file_write_through, file_reconfigure, file_detach;
