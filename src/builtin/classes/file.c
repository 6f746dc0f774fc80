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

static File *self_file(const Call *call) { return (File *)object_of(call->args[0]); }

static bool is_open(Call *call, const File *file) {
    if (file->fd >= 0) return true;
    raise_error(call->task, ValueError, "I/O operation on closed file.");
    return false;
}

static bool may_read(Call *call, const File *file) {
    if (!is_open(call, file)) return false;
    if (file->readable) return true;
    raise_error(call->task, UnsupportedOperation, file->binary ? "read" : "not readable");
    return false;
}

static bool may_write(Call *call, const File *file) {
    if (!is_open(call, file)) return false;
    if (file->writable) return true;
    raise_error(call->task, UnsupportedOperation, file->binary ? "write" : "not writable");
    return false;
}

/* ---- reading */

/* Takes `count` bytes that lie in `in` as the file's kind of value. */
static Value take_bytes(Call *call, File *file, size_t count) {
    const char *bytes = file->in.bytes ? file->in.bytes + file->position : "";
    Value value = file->binary ? bytes_new(bytes, count)
                               : codec_decode(call->task, (const uint8_t *)bytes, count, file->encoding,
                                              file->errors, ABSENT);
    file->position += count;
    return value;
}

static Outcome give_bytes(Call *call, File *file, size_t count) {
    Value value = take_bytes(call, file, count);
    if (is_absent(value)) return is_absent(call->task->exception) ? raise_memory(call->task) : RAISED;
    return give(call, value);
}

static size_t available(const File *file) { return file->in.count - file->position; }

/* Bytes that hold the first `wanted` characters of what lies there; more than available: not all
 * are there. */
static size_t bytes_of_characters(const File *file, size_t wanted) {
    if (file->binary) return wanted;
    size_t at = file->position;
    for (; wanted && at < file->in.count; wanted--) {
        uint8_t lead = (uint8_t)file->in.bytes[at];
        at += lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    }
    return at - file->position + wanted;
}

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
    int64_t amount;
    if (!may_read(call, file) || !arg_amount(call, false, &amount)) return RAISED;
    for (bool end = false;;) {
        size_t needed = amount < 0 ? SIZE_MAX : bytes_of_characters(file, (size_t)amount);
        if (needed <= available(file)) return give_bytes(call, file, needed);
        if (end) return give_bytes(call, file, available(file));
        Outcome outcome = file_fill(call, file, &end);
        if (outcome != DONE) return outcome;
    }
}

/* One line with its newline into *line; the end of the file gives an empty one. */
static Outcome next_line(Call *call, File *file, int64_t most, Value *line) {
    for (bool end = false;;) {
        const char *start = file->in.bytes ? file->in.bytes + file->position : "";
        const char *newline = available(file) ? memchr(start, '\n', available(file)) : NULL;
        size_t limit = most < 0 ? SIZE_MAX : bytes_of_characters(file, (size_t)most);
        size_t count = newline ? (size_t)(newline - start) + 1 : available(file);
        if (count > limit) count = limit;
        if (newline || end || limit <= available(file)) {
            *line = take_bytes(call, file, count);
            if (!is_absent(*line)) return DONE;
            return is_absent(call->task->exception) ? raise_memory(call->task) : RAISED;
        }
        Outcome outcome = file_fill(call, file, &end);
        if (outcome != DONE) return outcome;
    }
}

static Outcome file_readline(Call *call) {
    File *file = self_file(call);
    int64_t most;
    Value line;
    if (!may_read(call, file) || !arg_amount(call, !file->binary, &most)) return RAISED;
    Outcome outcome = next_line(call, file, most, &line);
    return outcome == DONE ? give(call, line) : outcome;
}

static Outcome file_next(Call *call) {
    File *file = self_file(call);
    Value line;
    if (!may_read(call, file)) return RAISED;
    Outcome outcome = next_line(call, file, -1, &line);
    if (outcome != DONE) return outcome;
    if (value_truth(line) == YES) return give(call, line);
    release(line);
    return raise_stop(call->task, NONE);
}

/* mark counts what the lines so far hold: the one that goes beyond the hint is the last. */
static Outcome file_readlines(Call *call) {
    File *file = self_file(call);
    int64_t hint;
    if (!may_read(call, file) || !arg_amount(call, false, &hint)) return RAISED;
    if (is_absent(call->keep)) call->keep = list_new(16);
    for (Value line;;) {
        Outcome outcome = next_line(call, file, -1, &line);
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

static Outcome finish_write(Call *call, int problem, int64_t count) {
    if (problem < 0) return RAISED;
    return problem ? raise_errno(call->task, problem) : give_int(call, count);
}

static Outcome file_write(Call *call) {
    File *file = self_file(call);
    Value data = call->args[1];
    const uint8_t *bytes;
    size_t count;
    if (!may_write(call, file)) return RAISED;
    if (file->binary) {
        if (!arg_bytes(call, 1, &bytes, &count)) return RAISED;
        return finish_write(call, file_put(file, (const char *)bytes, count), (int64_t)count);
    }
    if (!is_str(data))
        return raise_error(call->task, TypeError, "write() argument must be str, not %T", data);
    return finish_write(call, file_put_text(file, call->task, data), (int64_t)str_count(data));
}

static Outcome file_writelines(Call *call) {
    File *file = self_file(call);
    Outcome outcome = arg_items(call, 1);
    if (outcome != DONE) return outcome;
    if (!may_write(call, file)) return RAISED;
    const Value *items;
    size_t count, size;
    const uint8_t *bytes;
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
    return give_none(call);
}

static Outcome file_flush_method(Call *call) {
    File *file = self_file(call);
    if (!is_open(call, file)) return RAISED;
    int problem = file_flush(file);
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

static Outcome file_close(Call *call) {
    File *file = self_file(call);
    if (file->fd < 0) return give_none(call);
    int problem = file_flush(file);
    if (file->owned) io_close(file->fd);
    file->fd = -1;
    return problem ? raise_errno(call->task, problem) : give_none(call);
}

/* ---- position */

static Outcome file_tell(Call *call) {
    File *file = self_file(call);
    if (!is_open(call, file)) return RAISED;
    off_t at = lseek(file->fd, 0, SEEK_CUR);
    if (at < 0) return raise_errno(call->task, errno);
    return give_int(call, (int64_t)at - (int64_t)available(file) + (int64_t)file->out.count);
}

static Outcome file_seek(Call *call) {
    File *file = self_file(call);
    int64_t offset;
    int whence;
    if (!is_open(call, file) || !arg_int64(call, 1, &offset) || !arg_int(call, 2, &whence)) return RAISED;
    if (!file->binary && whence == SEEK_CUR && offset)
        return raise_error(call->task, UnsupportedOperation, "can't do nonzero cur-relative seeks");
    if (!file->binary && whence == SEEK_END && offset)
        return raise_error(call->task, UnsupportedOperation, "can't do nonzero end-relative seeks");
    int problem = file_flush(file);
    if (problem) return raise_errno(call->task, problem);
    if (whence == SEEK_CUR) offset -= (int64_t)available(file);
    off_t at = lseek(file->fd, offset, whence);
    if (at < 0) return raise_errno(call->task, errno);
    buffer_truncate(&file->in, 0);
    file->position = 0;
    return give_int(call, at);
}

static Outcome file_truncate(Call *call) {
    File *file = self_file(call);
    int64_t size = 0;
    if (!may_write(call, file)) return RAISED;
    file_flush(file);
    if (!arg_is_given(call, 1))
        size = lseek(file->fd, 0, SEEK_CUR);
    else if (!arg_int64(call, 1, &size))
        return RAISED;
    return ftruncate(file->fd, size) < 0 ? raise_errno(call->task, errno) : give_int(call, size);
}

/* ---- what it is */

static Outcome file_fileno(Call *call) {
    return is_open(call, self_file(call)) ? give_int(call, self_file(call)->fd) : RAISED;
}
static Outcome file_isatty(Call *call) {
    return is_open(call, self_file(call)) ? give_bool(call, self_file(call)->is_terminal) : RAISED;
}
static Outcome file_readable(Call *call) {
    return is_open(call, self_file(call)) ? give_bool(call, self_file(call)->readable) : RAISED;
}
static Outcome file_writable(Call *call) {
    return is_open(call, self_file(call)) ? give_bool(call, self_file(call)->writable) : RAISED;
}
static Outcome file_seekable(Call *call) {
    return is_open(call, self_file(call)) ? give_bool(call, self_file(call)->seekable) : RAISED;
}
static Outcome file_closed(Call *call) { return give_bool(call, self_file(call)->fd < 0); }
static Outcome file_name(Call *call) { return give(call, retain(self_file(call)->name)); }
static Outcome file_mode(Call *call) { return give(call, retain(self_file(call)->mode)); }
static Outcome file_encoding(Call *call) { return give_text(call, self_file(call)->encoding_name); }
static Outcome file_errors(Call *call) { return give_text(call, self_file(call)->errors); }
static Outcome file_line_buffering(Call *call) { return give_bool(call, self_file(call)->line_buffered); }
static Outcome file_self(Call *call) {
    return is_open(call, self_file(call)) ? give(call, retain(call->args[0])) : RAISED;
}

/* The bytes behind a text file: an object over the same descriptor; what text is held back goes out first. */
static Outcome file_buffer(Call *call) {
    File *file = self_file(call);
    if (is_absent(file->partner)) {
        file->partner = file_new(file->fd, file->name, file->readable ? "rb" : "wb", true, false);
        ((File *)object_of(file->partner))->unbuffered = true;
        ((File *)object_of(file->partner))->hooks = file->hooks;
    }
    file_flush(file);
    return give(call, retain(file->partner));
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
        { "mode", file_mode, "How it was opened." }, { "__enter__(self)", file_self, "The file itself." },   \
        { "__exit__(self, *exception)", file_close, "Closes it." },                                          \
        { "__iter__(self)", file_self, "The file itself: its lines." }, {                                    \
        "__next__(self)", file_next, "The next line."                                                        \
    }

static const NativeSpec text_methods[] = {
    FILE_METHODS,
    { "encoding", file_encoding, "How its text is encoded." },
    { "errors", file_errors, "What becomes of what cannot be encoded." },
    { "line_buffering", file_line_buffering, "Whether each line is written at once." },
    { "buffer", file_buffer, "The binary file behind." },
    { 0 },
};

static const NativeSpec binary_methods[] = { FILE_METHODS, { 0 } };

const ClassSpec file_class = {
    .type = &file_type, .is_hidden = true, .module = "_io", .methods = text_methods, .doc = "A text file."
};
const ClassSpec binary_file_class = { .type = &binary_file_type,
                                      .is_hidden = true,
                                      .module = "_io",
                                      .methods = binary_methods,
                                      .doc = "A binary file." };

/* ---- open() */

typedef struct {
    bool reads, writes, appends, creates, plus, binary;
} OpenMode;

static bool parse_mode(Call *call, Value mode, OpenMode *parsed) {
    Buffer scratch = { 0 };
    const char *text = str_peek_utf8(mode, &scratch, NULL);
    *parsed = (OpenMode){ 0 };
    int kinds = 0;
    bool known = true, text_mode = false;
    for (const char *at = text; *at; at++) {
        bool *flag = *at == 'r'   ? &parsed->reads
                     : *at == 'w' ? &parsed->writes
                     : *at == 'a' ? &parsed->appends
                     : *at == 'x' ? &parsed->creates
                     : *at == '+' ? &parsed->plus
                     : *at == 'b' ? &parsed->binary
                     : *at == 't' ? &text_mode
                                  : NULL;
        if (!flag || *flag)
            known = false;
        else
            *flag = true;
        kinds += strchr("rwax", *at) != NULL;
    }
    buffer_clear(&scratch);
    if (!known)
        raise_error(call->task, ValueError, "invalid mode: %R", mode);
    else if (parsed->binary && text_mode)
        raise_error(call->task, ValueError, "can't have text and binary mode at once");
    else if (kinds != 1)
        raise_error(call->task, ValueError, "must have exactly one of create/read/write/append mode");
    else
        return true;
    return false;
}

static int open_flags(const OpenMode *mode) {
    int flags = O_CLOEXEC | (mode->plus ? O_RDWR : mode->reads ? O_RDONLY : O_WRONLY);
    if (mode->writes) flags |= O_CREAT | O_TRUNC;
    if (mode->appends) flags |= O_CREAT | O_APPEND;
    if (mode->creates) flags |= O_CREAT | O_EXCL;
    return flags;
}

static Outcome open_descriptor(Call *call, const OpenMode *mode, int *fd) {
    Value target = call->args[0];
    int64_t number;
    if (is_int(target)) {
        if (!int_fits_int64(target, &number) || number < 0 || number > INT32_MAX)
            return raise_error(call->task, ValueError, "negative file descriptor");
        *fd = (int)number;
        if (fcntl(*fd, F_GETFD) < 0) return raise_errno_of(call->task, errno, target);
        return DONE;
    }
    const uint8_t *bytes;
    size_t count;
    Buffer path = { 0 };
    if (is_str(target)) {
        if (!codec_encode(call->task, target, "utf-8", "surrogateescape", &path))
            return buffer_clear(&path), RAISED;
    } else if (bytes_peek(target, &bytes, &count)) {
        buffer_append(&path, bytes, count);
    } else {
        return raise_error(call->task, TypeError, "expected str, bytes or os.PathLike object, not %T",
                           target);
    }
    if (path.count && memchr(path.bytes, 0, path.count)) {
        buffer_clear(&path);
        return raise_error(call->task, ValueError, "embedded null byte");
    }
    *fd = open(buffer_text(&path), open_flags(mode), 0666);
    int problem = errno;
    buffer_clear(&path);
    struct stat status;
    if (*fd >= 0 && fstat(*fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(*fd);
        return raise_errno_of(call->task, EISDIR, target);
    }
    return *fd < 0 ? raise_errno_of(call->task, problem, target) : DONE;
}

/* file, mode, buffering, encoding, errors, newline, closefd, opener */
Outcome file_open(Call *call) {
    OpenMode mode;
    Value mode_text;
    if (!arg_str(call, 1, &mode_text) || !parse_mode(call, mode_text, &mode)) return RAISED;
    if (mode.binary && arg_is_given(call, 3))
        return raise_error(call->task, ValueError, "binary mode doesn't take an encoding argument");
    if (mode.binary && arg_is_given(call, 4))
        return raise_error(call->task, ValueError, "binary mode doesn't take an errors argument");
    if (mode.binary && arg_is_given(call, 5))
        return raise_error(call->task, ValueError, "binary mode doesn't take a newline argument");
    const char *encoding = "utf-8", *errors = "strict";
    for (size_t i = 3; i <= 4; i++) { /* None is the default here, unlike for encode() */
        if (is_none(call->args[i])) replace_take(&call->args[i], ABSENT);
    }
    if (!mode.binary && !arg_codec(call, 3, &encoding, &errors)) return RAISED;
    if (!codec_is_known(encoding))
        return raise_error(call->task, LookupError, "unknown encoding: %s", encoding);
    if (error_handler_named(errors) == ERRORS_UNKNOWN)
        return raise_error(call->task, LookupError, "unknown error handler name '%s'", errors);
    int64_t buffering = -1;
    if (arg_is_given(call, 2) && !arg_int64(call, 2, &buffering)) return RAISED;
    if (buffering == 0 && !mode.binary)
        return raise_error(call->task, ValueError, "can't have unbuffered text I/O");
    bool newline_given = arg_is_given(call, 5);
    if (newline_given && !is_str(call->args[5]))
        return raise_error(call->task, TypeError, "open() argument 'newline' must be str or None, not %T",
                           call->args[5]);
    int fd = -1;
    Outcome outcome = open_descriptor(call, &mode, &fd);
    if (outcome != DONE) return outcome;
    Buffer scratch = { 0 };
    Value value = file_new(fd, call->args[0], str_peek_utf8(mode_text, &scratch, NULL), mode.binary, true);
    buffer_clear(&scratch);
    File *file = (File *)object_of(value);
    file->encoding = codec_name(encoding) ? codec_name(encoding) : "utf-8";
    file->encoding_name = arg_is_given(call, 3) ? file->encoding : "UTF-8";
    file->errors = error_handler_name(error_handler_named(errors));
    file->unbuffered = buffering == 0;
    if (buffering == 1 && !mode.binary) file->line_buffered = true;
    if (newline_given) file->translates_in = false;
    if (value_truth(call->args[6]) == NO) file->owned = false;
    return give(call, value);
}
