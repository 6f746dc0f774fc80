/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file object and its primitives, shared by file.c and file_object.c. */
#pragma once
#include "base/buffer.h"
#include "builtin/classes/file.h"
#include "builtin/classes/io_base.h"

/* How lines end in a text file: all three kinds, as \n or as they are; or one kind. */
typedef enum { NEWLINE_TRANSLATED, NEWLINE_ANY, NEWLINE_LF, NEWLINE_CR, NEWLINE_CRLF } Newline;
enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

typedef struct File {
    Container head;
    Value attributes;

    bool is_closed; /* as in IoBase, whose place this is */
    /* ABSENT: over a descriptor, done in C; else what _io.py keeps of a stream over other layers, None before
     * __init__ */
    Value state;
    int fd; /* -1: closed */
    bool binary, owned, readable, writable, seekable, is_regular, is_terminal;
    bool line_buffered, unbuffered;
    bool is_pipe;   /* writing may wait for who reads */
    bool holds;     /* what is put waits for file_let_go */
    bool leaves;    /* what it holds back is on its way out, for a file_let_go that parked */
    bool iterated;  /* by next(): tell() is refused until the end, as by python3 */
    bool finalized; /* its end has been told, or queued to be */
    bool warns;     /* an end without close() is to be told */
    Newline newline;
    uint8_t seen;                  /* kinds of newlines that were read */
    bool ends_in_return;           /* what was read: a \n that follows belongs to it */
    const char *encoding, *errors; /* static texts */
    Value name, mode;
    Value encoding_name; /* as open() was given it; ABSENT: "UTF-8" */
    Value partner;       /* a text file's buffer, once that was asked for: then it owns the descriptor */
    struct File *above;  /* of a partner: whose it is, borrowed; NULL: nobody's */
    Buffer out, in;      /* bytes as they are in the file */
    size_t gone;         /* of `out`: written already */
    size_t position;     /* of what is not read yet in `in` */
    size_t searched;     /* bytes behind the position that hold no end of a line */
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
/* One more block into `in`, of at least so many bytes if they are there. PARKED: call again. */
Outcome file_fill(Call *call, File *file, size_t wanted, bool *end);
/* The bytes with the first `wanted` characters; more than available: not all are there, or who knows. */
size_t file_span(const File *file, size_t wanted, bool end);
/* One line with its newline into *line; the end of the file gives an empty one. most < 0: however long. */
Outcome file_next_line(Call *call, File *file, int64_t most, Value *line);
int file_end(File *file); /* flushes, and closes what it owns: 0 or errno */

static inline File *self_file(const Call *call) { return (File *)object_of(call->args[0]); }
static inline size_t file_available(const File *file) { return file->in.count - file->position; }
bool file_check_open(Call *call, const File *file); /* these raise and answer false */
bool file_check_readable(Call *call, const File *file);
Outcome file_give_bytes(Call *call, File *file, size_t count); /* of those that lie in `in` */
/* An attribute of a stream over other layers. */
Outcome file_of_layers(Call *call, const char *name);
Native file_read1, file_peek, file_readinto, file_make, file_make_empty, file_text_above, file_repr_row,
    file_raw, file_newlines, file_write_through, file_reconfigure, file_detach, file_buffer, file_take_parts,
    file_is_left_open, file_chunk_size, file_set_chunk_size;
bool newline_parse(Call *call, Value text, Newline *newline); /* as open() takes it; false: raised */
