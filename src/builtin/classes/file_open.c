/* SPDX-License-Identifier: GPL-3.0-or-later */
/* open(): what is over a descriptor of its own in UTF-8 or the like is made here, all else by _io.py. */
#include "builtin/classes/file_object.h"
#include "builtin/text/codec_errors.h"
#include "builtin/text/codecs.h"
#include "sched/sched.h"
#include "vm/operations.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
        if (!path_encode(call->task, target, &path)) return buffer_clear(&path), RAISED;
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
/* What _io.py opens: other encodings and newlines, and what has buffers of its own kind. */
static bool is_for_layers(Call *call, const OpenMode *mode, int64_t buffering) {
    const char *encoding, *errors;
    if (!is_none(call->args[7]) || (buffering >= 0 && mode->binary) || buffering > 1) return true;
    if (mode->binary) return false;
    return arg_codec(call, 3, &encoding, &errors) &&
           (!codec_keeps_ascii(encoding) || error_handler_named(errors) == ERRORS_UNKNOWN);
}

enum { OPEN_PATH_ASKED = 1, OPEN_PATH_KNOWN };

/* An object that stands for a path becomes that path. */
static Outcome resolve_path(Call *call) {
    Value file = call->args[0];
    if (call->step == OPEN_PATH_ASKED) {
        const uint8_t *bytes;
        size_t count;
        if (!is_str(call->result) && !bytes_peek(call->result, &bytes, &count))
            return raise_error(call->task, TypeError,
                               "expected %T.__fspath__() to return str or bytes, not %T", file, call->result);
        replace_take(&call->args[0], take_result(call));
        call->step = OPEN_PATH_KNOWN;
    }
    if (call->step == OPEN_PATH_KNOWN || is_int(file) || is_str(file) || !is_object(file)) return DONE;
    Value name = str_new("__fspath__"), interned = str_intern(name);
    Value method = class_find(value_class(call_machine(call), file), interned);
    release(name);
    release(interned);
    if (is_absent(method)) return DONE;
    call->step = OPEN_PATH_ASKED;
    return call_method(call, file, "__fspath__", 0, NULL);
}

static bool has_no_text_argument(Call *call) {
    static const char *const names[] = { "an encoding", "an errors", "a newline" };
    for (size_t i = 0; i < 3; i++) {
        if (!arg_is_given(call, i + 3)) continue;
        raise_error(call->task, ValueError, "binary mode doesn't take %s argument", names[i]);
        return false;
    }
    return true;
}

Outcome file_open(Call *call) {
    OpenMode mode;
    Value mode_text;
    if (call->step >= IO_TOWER && call->step < 0xf000) return io_tower_of(call, "Files", "open_slowly");
    Outcome found = resolve_path(call);
    if (found != DONE) return found;
    if (!arg_str(call, 1, &mode_text) || !parse_mode(call, mode_text, &mode)) return RAISED;
    if (mode.binary && !has_no_text_argument(call)) return RAISED;
    const char *encoding = "utf-8", *errors = "strict";
    for (size_t i = 3; i <= 4; i++) { /* None is the default here, unlike for encode() */
        if (is_none(call->args[i])) replace_take(&call->args[i], ABSENT);
    }
    bool is_locale = is_str(call->args[3]) && str_is(call->args[3], "locale");
    if (is_locale) replace_take(&call->args[3], ABSENT);
    if (!mode.binary && !arg_codec(call, 3, &encoding, &errors)) return RAISED;
    int64_t buffering = -1;
    if (arg_is_given(call, 2) && !arg_int64(call, 2, &buffering)) return RAISED;
    if (buffering == 0 && !mode.binary)
        return raise_error(call->task, ValueError, "can't have unbuffered text I/O");
    bool newline_given = arg_is_given(call, 5);
    if (newline_given && !is_str(call->args[5]))
        return raise_error(call->task, TypeError, "open() argument 'newline' must be str or None, not %T",
                           call->args[5]);
    Newline newline;
    if (!newline_parse(call, newline_given ? call->args[5] : NONE, &newline)) return RAISED;
    if (is_for_layers(call, &mode, buffering)) return io_tower_of(call, "Files", "open_slowly");
    int fd = -1;
    if (!is_int(call->args[0]) && value_truth(call->args[6]) == NO)
        return raise_error(call->task, ValueError, "Cannot use closefd=False with file name");
    Outcome outcome = open_descriptor(call, &mode, &fd);
    if (outcome != DONE) return outcome;
    Buffer scratch = { 0 };
    Value value = file_new(fd, call->args[0], str_peek_utf8(mode_text, &scratch, NULL), mode.binary, true);
    buffer_clear(&scratch);
    File *file = (File *)object_of(value);
    file->encoding = codec_name(encoding) ? codec_name(encoding) : "utf-8";
    if (arg_is_given(call, 3)) file->encoding_name = retain(call->args[3]);
    file->errors = error_handler_name(error_handler_named(errors));
    file->sched = sched_of(call);
    file->newline = newline;
    file->warns = !is_absent(dict_peek_text(call_machine(call)->modules, "warnings"));
    if (mode.appends && file->seekable) lseek(fd, 0, SEEK_END);
    if (buffering == 1 && !mode.binary) file->line_buffered = true;
    if (value_truth(call->args[6]) == NO) file->owned = false;
    return give(call, value);
}
