/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes of files, and open(). Reading is one loop: fill until what is asked for is there, or
 * the end. */
#include "builtin/classes/file_object.h"
#include "builtin/text/codec_errors.h"
#include "builtin/text/codecs.h"
#include "sched/io.h"
#include "vm/operations.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- checks */

bool file_check_open(Call *call, const File *file) {
    if (file->fd >= 0) return true;
    raise_error(call->task, ValueError, "I/O operation on closed file.");
    return false;
}

bool file_check_readable(Call *call, const File *file) {
    if (!file_check_open(call, file)) return false;
    if (file->readable) return true;
    raise_error(call->task, UnsupportedOperation, file->binary ? "read" : "not readable");
    return false;
}

static bool may_write(Call *call, const File *file) {
    if (!file_check_open(call, file)) return false;
    if (file->writable) return true;
    raise_error(call->task, UnsupportedOperation, file->binary ? "write" : "not writable");
    return false;
}

/* ---- reading */

/* How much is asked for: -1 (or None) is all. CPython converts what readline() of a text is given in another
 * way. */
static bool arg_amount(Call *call, bool is_strict, int64_t *amount) {
    Value given = call->args[1];
    *amount = -1;
    if (is_absent(given) || (is_none(given) && !is_strict)) return true;
    if (is_int(given)) {
        if (int_fits_int64(given, amount)) return true;
        raise_error(call->task, OverflowError,
                    is_strict ? "Python int too large to convert to C ssize_t"
                              : "cannot fit 'int' into an index-sized integer");
        return false;
    }
    raise_error(call->task, TypeError,
                is_strict ? "'%T' object cannot be interpreted as an integer"
                          : "argument should be integer or None, not '%T'",
                given);
    return false;
}

static Outcome file_read(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    int64_t amount;
    if (!file_check_readable(call, file) || !arg_amount(call, false, &amount)) return RAISED;
    for (bool end = false;;) {
        size_t needed = amount < 0 ? SIZE_MAX : file_span(file, (size_t)amount, end);
        if (needed <= file_available(file)) return file_give_bytes(call, file, needed);
        if (end) return file_give_bytes(call, file, file_available(file));
        Outcome outcome = file_fill(call, file, needed - file_available(file), &end);
        if (outcome != DONE) return outcome;
    }
}

static Outcome file_readline(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    int64_t most;
    Value line;
    if (!file_check_readable(call, file) || !arg_amount(call, !file->binary, &most)) return RAISED;
    Outcome outcome = file_next_line(call, file, most, &line);
    return outcome == DONE ? give(call, line) : outcome;
}

static Outcome file_next(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    Value line;
    if (!file_check_readable(call, file)) return RAISED;
    file->iterated = true;
    Outcome outcome = file_next_line(call, file, -1, &line);
    if (outcome != DONE) return outcome;
    if (value_truth(line) == YES) return give(call, line);
    release(line);
    file->iterated = false;
    return raise_stop(call->task, NONE);
}

/* mark counts what the lines so far hold: the one that goes beyond the hint is the last. */
static Outcome file_readlines(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    int64_t hint;
    if (!file_check_readable(call, file) || !arg_amount(call, false, &hint)) return RAISED;
    if (is_absent(call->keep)) call->keep = list_new(16);
    for (Value line;;) {
        Outcome outcome = file_next_line(call, file, -1, &line);
        if (outcome != DONE) return outcome;
        int64_t length = value_type(line)->length(line);
        bool kept = !length || list_push(list_of(call->keep), line);
        release(line);
        if (!kept) return raise_memory(call->task);
        call->mark += length;
        if (!length || (hint > 0 && call->mark > hint)) return give(call, retain(call->keep));
    }
}

/* ---- writing */

enum { WRITING = 1 }; /* what was put is to go; mark is how much it was */

static Outcome finish_write(Call *call, int problem, int64_t count) {
    if (problem) return problem < 0 ? RAISED : raise_errno(call->task, problem);
    call->step = WRITING;
    call->mark = count;
    Outcome outcome = file_let_go(call, self_file(call), false);
    return outcome == DONE ? give_int(call, count) : outcome;
}

static Outcome file_write(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    Value data = call->args[1];
    const uint8_t *bytes;
    size_t count;
    if (call->step == WRITING) return finish_write(call, 0, call->mark);
    if (!may_write(call, file)) return RAISED;
    file_hold(call, file);
    if (file->binary) {
        if (!arg_bytes(call, 1, &bytes, &count)) return RAISED;
        return finish_write(call, file_put(file, (const char *)bytes, count), (int64_t)count);
    }
    if (!is_str(data))
        return raise_error(call->task, TypeError, "write() argument must be str, not %T", data);
    return finish_write(call, file_put_text(file, call->task, data), (int64_t)str_count(data));
}

static Outcome finish_lines(Call *call, File *file) {
    call->step = WRITING;
    Outcome outcome = file_let_go(call, file, false);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome file_writelines(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    if (call->step == WRITING) return finish_lines(call, file);
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    if (!may_write(call, file)) return RAISED;
    const Value *items;
    size_t count, size;
    const uint8_t *bytes;
    file_hold(call, file);
    sequence_peek(call->args[1], &items, &count);
    for (size_t i = 0; i < count; i++) {
        int problem;
        if (!file->binary && is_str(items[i]))
            problem = file_put_text(file, call->task, items[i]);
        else if (file->binary && bytes_peek(items[i], &bytes, &size))
            problem = file_put(file, (const char *)bytes, size);
        else
            return raise_error(call->task, TypeError,
                               file->binary ? "a bytes-like object is required, not '%T'"
                                            : "write() argument must be str, not %T",
                               items[i]);
        if (problem) return problem < 0 ? RAISED : raise_errno(call->task, problem);
    }
    return finish_lines(call, file);
}

static Outcome file_flush_method(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    if (!file_check_open(call, file)) return RAISED;
    Outcome outcome = file_let_go(call, file, true);
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome file_close(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    if (file->fd < 0) return give_none(call);
    if (!is_absent(file->attributes) && !is_absent(dict_peek_text(dict_of(file->attributes), "flush")))
        return file_of_layers(call, "close_over_layers"); /* a program's own flush() is called */
    int problem = file_end(file);
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

/* ---- position */

static size_t file_ahead(const File *file) {
    const File *below = is_absent(file->partner) ? NULL : (const File *)object_of(file->partner);
    return file_available(file) + (below ? file_available(below) : 0);
}

static void forget_ahead(File *file) {
    buffer_truncate(&file->in, 0);
    file->position = file->searched = 0;
    file->iterated = file->ends_in_return = false;
}

static Outcome file_tell(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    if (!file_check_open(call, file)) return RAISED;
    if (!file->binary && !file->seekable)
        return raise_error(call->task, UnsupportedOperation, "underlying stream is not seekable");
    if (!file->binary && file->iterated)
        return raise_error(call->task, OSError, "telling position disabled by next() call");
    int problem = file->binary ? 0 : file_flush(file);
    off_t at = problem ? -1 : lseek(file->fd, 0, SEEK_CUR);
    if (at < 0) return raise_errno(call->task, problem ? problem : errno);
    return give_int(call, (int64_t)at - (int64_t)file_ahead(file) + (int64_t)file->out.count);
}

static Outcome file_seek(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    int64_t offset;
    int whence;
    if (!file_check_open(call, file) || !arg_int64(call, 1, &offset) || !arg_int(call, 2, &whence))
        return RAISED;
    if (!file->seekable)
        return raise_error(call->task, UnsupportedOperation,
                           file->binary ? "File or stream is not seekable."
                                        : "underlying stream is not seekable");
    if (!file->binary && whence == SEEK_SET && offset < 0)
        return raise_error(call->task, ValueError, "negative seek position %lld", (long long)offset);
    if (!file->binary && (whence < 0 || whence > 2))
        return raise_error(call->task, ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence);
    if (!file->binary && whence == SEEK_CUR && offset)
        return raise_error(call->task, UnsupportedOperation, "can't do nonzero cur-relative seeks");
    if (!file->binary && whence == SEEK_END && offset)
        return raise_error(call->task, UnsupportedOperation, "can't do nonzero end-relative seeks");
    int problem = file_flush(file);
    if (problem) return raise_errno(call->task, problem);
    if (whence == SEEK_CUR) offset -= (int64_t)file_ahead(file);
    off_t at = lseek(file->fd, offset, whence);
    if (at < 0) return raise_errno(call->task, errno);
    forget_ahead(file);
    if (!is_absent(file->partner)) forget_ahead((File *)object_of(file->partner));
    return give_int(call, at);
}

static Outcome file_truncate(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    int64_t size = 0;
    if (!may_write(call, file)) return RAISED;
    file_flush(file);
    if (!arg_is_given(call, 1))
        size = lseek(file->fd, 0, SEEK_CUR) - (int64_t)file_ahead(file);
    else if (!arg_int64(call, 1, &size))
        return RAISED;
    return ftruncate(file->fd, size) < 0 ? raise_errno(call->task, errno) : give_int(call, size);
}

/* ---- what it is */

static Outcome file_fileno(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return file_check_open(call, self_file(call)) ? give_int(call, self_file(call)->fd) : RAISED;
}
static Outcome file_isatty(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return file_check_open(call, self_file(call)) ? give_bool(call, self_file(call)->is_terminal) : RAISED;
}
static Outcome file_readable(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return file_check_open(call, self_file(call)) ? give_bool(call, self_file(call)->readable) : RAISED;
}
static Outcome file_writable(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return file_check_open(call, self_file(call)) ? give_bool(call, self_file(call)->writable) : RAISED;
}
static Outcome file_seekable(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return file_check_open(call, self_file(call)) ? give_bool(call, self_file(call)->seekable) : RAISED;
}
static Outcome file_closed(Call *call) {
    if (!is_absent(self_file(call)->state)) return file_of_layers(call, "closed");
    return give_bool(call, self_file(call)->fd < 0);
}
static Outcome file_name(Call *call) {
    if (!is_absent(self_file(call)->state)) return file_of_layers(call, "name");
    return give(call, retain(self_file(call)->name));
}
static Outcome file_mode(Call *call) {
    if (!is_absent(self_file(call)->state)) return file_of_layers(call, "mode");
    return give(call, retain(self_file(call)->mode));
}

/* A text file's mode is what open() has set, as a program may, too. */
static Outcome file_set_mode(Call *call) {
    File *file = self_file(call);
    if (is_absent(call->args[1]) && is_absent(file->mode))
        return raise_error(call->task, AttributeError, "mode");
    replace_take(&file->mode, retain(call->args[1]));
    return give_none(call);
}

static Outcome file_text_mode(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->mode)) return give(call, retain(file->mode));
    return raise_error(call->task, AttributeError, "'%T' object has no attribute 'mode'", call->args[0]);
}

static Outcome file_encoding(Call *call) {
    if (!is_absent(self_file(call)->state)) return file_of_layers(call, "encoding");
    Value name = self_file(call)->encoding_name;
    return is_absent(name) ? give_text(call, "UTF-8") : give(call, retain(name));
}
static Outcome file_errors(Call *call) {
    if (!is_absent(self_file(call)->state)) return file_of_layers(call, "errors");
    return give_text(call, self_file(call)->errors);
}
static Outcome file_line_buffering(Call *call) {
    if (!is_absent(self_file(call)->state)) return file_of_layers(call, "line_buffering");
    return give_bool(call, self_file(call)->line_buffered);
}
static Outcome file_self(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return file_check_open(call, self_file(call)) ? give(call, retain(call->args[0])) : RAISED;
}

#define FILE_METHODS                                                                                         \
    { "read(self, size=-1, /)", file_read,                                                                   \
      "All that follows, or at most `size` characters (bytes of a binary file)." },                          \
        { "readline(self, size=-1, /)", file_readline,                                                       \
          "The next line with its newline; empty at the end." },                                             \
        { "readlines(self, hint=-1, /)", file_readlines, "A list of all lines that follow." },               \
        { "write(self, text, /)", file_write,                                                                \
          "Write it; gives how many characters (bytes of a binary file)." },                                 \
        { "writelines(self, lines, /)", file_writelines, "Write each of them; newlines are not added." },    \
        { "flush(self)", file_flush_method, "Hand what is held back to the system." },                       \
        { "close(self)", file_close, "Flush and close; closing twice is no error." },                        \
        { "tell(self)", file_tell, "The position in the file." },                                            \
        { "seek(self, offset, whence=0, /)", file_seek,                                                      \
          "Go to a position: from the start (0), here (1), the end (2)." },                                  \
        { "truncate(self, pos=None, /)", file_truncate, "Cut the file to this size, or at the position." },  \
        { "fileno(self)", file_fileno, "The descriptor." },                                                  \
        { "isatty(self)", file_isatty, "Whether it is a terminal." },                                        \
        { "readable(self)", file_readable, "Whether it can be read." },                                      \
        { "writable(self)", file_writable, "Whether it can be written." },                                   \
        { "seekable(self)", file_seekable, "Whether it has positions." },                                    \
        { "closed", file_closed, "Whether it is closed." }, { "name", file_name, "What it was opened by." }, \
        { "__enter__(self)", file_self, "The file itself." },                                                \
        { "__exit__(self, *exception)", file_close, "Closes it." },                                          \
        { "__iter__(self)", file_self, "The file itself: its lines." }, {                                    \
        "__next__(self)", file_next, "The next line."                                                        \
    }

static const NativeSpec text_methods[] = {
    { "__init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
      "write_through=False)",
      io_tower },
    { "__repr__(self, /)", file_repr_row },
    { "detach(self)", file_detach },
    { "reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None, "
      "write_through=None)",
      file_reconfigure },
    { "newlines", file_newlines },
    { "write_through", file_write_through },
    FILE_METHODS,
    { "_CHUNK_SIZE", file_chunk_size, .set = file_set_chunk_size },
    { "mode", file_text_mode, "How it was opened.", .set = file_set_mode },
    { "encoding", file_encoding, "How its text is encoded." },
    { "errors", file_errors, "What becomes of what cannot be encoded." },
    { "line_buffering", file_line_buffering, "Whether each line is written at once." },
    { "buffer", file_buffer, "The binary file behind." },
    { 0 },
};

#define BINARY_METHODS                                                                                       \
    { "__init__(self, raw, buffer_size=8192)", io_tower }, { "__repr__(self, /)", file_repr_row },           \
        { "detach(self)", file_detach }, { "read1(self, size=-1, /)", file_read1 },                          \
        { "peek(self, size=0, /)", file_peek }, { "readinto(self, buffer, /)", file_readinto },              \
        { "readinto1(self, buffer, /)", file_readinto }, { "raw", file_raw },                                \
        { "_dealloc_warn(self, source, /)", io_tower }, FILE_METHODS,                                        \
        { "mode", file_mode, "How it was opened." }, {                                                       \
        0                                                                                                    \
    }

static const NativeSpec reader_methods[] = { BINARY_METHODS };
static const NativeSpec writer_methods[] = { BINARY_METHODS };
static const NativeSpec random_methods[] = { BINARY_METHODS };

const ClassSpec file_class = {
    .type = &file_type,
    .is_hidden = true,
    .module = "_io",
    .make = { "TextIOWrapper(cls, buffer=..., encoding=None, errors=None, newline=None, "
              "line_buffering=False, write_through=False)",
              file_make },
    .make_empty = file_make_empty,
    .methods = text_methods,
    .doc = "A text file."
};
const ClassSpec file_reader_class = { .type = &file_reader_type,
                                      .is_hidden = true,
                                      .module = "_io",
                                      .make = { "BufferedReader(cls, raw=..., buffer_size=8192)", file_make },
                                      .make_empty = file_make_empty,
                                      .methods = reader_methods,
                                      .doc = "A binary file." };
const ClassSpec file_writer_class = { .type = &file_writer_type,
                                      .is_hidden = true,
                                      .module = "_io",
                                      .make = { "BufferedWriter(cls, raw=..., buffer_size=8192)", file_make },
                                      .make_empty = file_make_empty,
                                      .methods = writer_methods,
                                      .doc = "A binary file." };
const ClassSpec file_random_class = { .type = &file_random_type,
                                      .is_hidden = true,
                                      .module = "_io",
                                      .make = { "BufferedRandom(cls, raw=..., buffer_size=8192)", file_make },
                                      .make_empty = file_make_empty,
                                      .methods = random_methods,
                                      .doc = "A binary file." };
