/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as layers: what a binary file offers to the text above it, and those that a program puts together,
 * which _io.py does. */
#include "builtin/classes/container.h"
#include "builtin/classes/file_object.h"
#include "builtin/text/codec_errors.h"
#include "builtin/text/codecs.h"
#include "value/singleton.h"
#include "vm/class_call.h"
#include <string.h>

enum { READ1_SIZE = 8192 }; /* at most, of a read1() or peek() that names no size */

/* An attribute of a stream over other layers. */
Outcome file_of_layers(Call *call, const char *name) {
    return io_tower_of(call, self_file(call)->binary ? "Buffered" : "TextIOWrapper", name);
}

/* ---- more of binary files */

Outcome file_read1(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    int64_t amount;
    bool end = false;
    if (!file_check_readable(call, file) || !arg_int64(call, 1, &amount)) return RAISED;
    if (!file_available(file) && amount) {
        Outcome outcome = file_fill(call, file, &end);
        if (outcome != DONE) return outcome;
    }
    size_t count = file_available(file), most = amount < 0 ? READ1_SIZE : (size_t)amount;
    return file_give_bytes(call, file, count < most ? count : most);
}

Outcome file_peek(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    bool end = false;
    if (!file_check_readable(call, file)) return RAISED;
    if (!file_available(file)) {
        Outcome outcome = file_fill(call, file, &end);
        if (outcome != DONE) return outcome;
    }
    size_t count = file_available(file) < READ1_SIZE ? file_available(file) : READ1_SIZE;
    return give(call, bytes_new(count ? file->in.bytes + file->position : "", count));
}

/* mark: how many bytes are there already */
Outcome file_readinto(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    bool once = call->spec->signature[8] == '1';
    if (!file_check_readable(call, file)) return RAISED;
    for (bool end = false;;) {
        uint8_t *to;
        size_t room;
        if (!bytes_peek_writable(call->args[1], &to, &room))
            return raise_error(call->task, TypeError,
                               "readinto() argument must be read-write bytes-like object, not %T",
                               call->args[1]);
        size_t done = (size_t)call->mark, count = file_available(file);
        if (done > room) return give_int(call, (int64_t)room);
        if (count > room - done) count = room - done;
        if (count) memcpy(to + done, file->in.bytes + file->position, count);
        file->position += count;
        call->mark += (int64_t)count;
        if (end || (size_t)call->mark == room || (once && call->mark)) return give_int(call, call->mark);
        Outcome outcome = file_fill(call, file, &end);
        if (outcome != DONE) return outcome;
    }
}

/* ---- layers: streams that a program puts together */

/* args[0] becomes the new file, for its __init__ in the notation. */
Outcome file_make(Call *call) {
    if (call->step == 0) {
        Class *class = (Class *)object_of(call->args[0]);
        if (is_absent(call->args[1]) && class->is_native)
            return raise_error(call->task, TypeError, "%U() missing required argument '%s' (pos 1)",
                               class->name, class->native == &file_type ? "buffer" : "raw");
        File *file = class_allocate(class);
        file->attributes = file->partner = file->name = file->mode = ABSENT;
        file->state = NONE;
        file->fd = -1;
        file->binary = class->native != &file_type;
        file->encoding = file->encoding_name = "utf-8";
        file->errors = "strict";
        if (is_absent(call->args[1])) return give(call, object_value(file));
        replace_take(&call->args[0], object_value(file));
    }
    Outcome outcome = io_tower_of(call, self_file(call)->binary ? "Buffered" : "TextIOWrapper", "__init__");
    return outcome == DONE ? give(call, retain(call->args[0])) : outcome;
}

Outcome file_repr_row(Call *call) {
    if (!is_absent(self_file(call)->state)) return io_tower(call);
    return container_repr(call);
}

/* What of one that open() made is asked for as layers: only its descriptor is theirs to have. */
Outcome file_raw(Call *call) {
    return file_of_layers(call, is_absent(self_file(call)->state) ? "raw_of_descriptor" : "raw");
}

Outcome file_newlines(Call *call) {
    return is_absent(self_file(call)->state) ? give_none(call) : file_of_layers(call, "newlines");
}

Outcome file_write_through(Call *call) {
    const File *file = self_file(call);
    return is_absent(file->state) ? give_bool(call, file->unbuffered) : file_of_layers(call, "write_through");
}

/* self, encoding, errors, newline, line_buffering, write_through */
Outcome file_reconfigure(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) {
        if (is_absent(call->args[3])) replace_take(&call->args[3], ellipsis_value());
        return io_tower(call);
    }
    const char *encoding = file->encoding, *errors = file->errors;
    if (!file_check_open(call, file)) return RAISED;
    for (size_t i = 1; i <= 2; i++) {
        if (is_none(call->args[i])) continue;
        Value text;
        if (!arg_str(call, i, &text)) return RAISED;
        const char *name = str_of(text)->is_ascii ? str_peek_ascii(text) : "?";
        if (i == 1) encoding = codec_is_known(name) ? codec_name(name) : NULL, errors = "strict";
        if (i == 2) errors = error_handler_name(error_handler_named(name));
    }
    bool has_newline = !is_absent(call->args[3]) && !is_none(call->args[3]) && !str_is(call->args[3], "\n");
    if (!encoding || !errors || has_newline)
        return raise_error(call->task, NotImplementedError,
                           "reconfigure() to this encoding or newline is not in causette; Python has it");
    int problem = file_flush(file);
    if (problem) return raise_errno(call->task, problem);
    if (!is_none(call->args[1])) file->encoding = file->encoding_name = encoding;
    file->errors = errors;
    if (!is_none(call->args[4])) file->line_buffered = value_truth(call->args[4]) == YES;
    if (!is_none(call->args[5])) file->unbuffered = value_truth(call->args[5]) == YES;
    return give_none(call);
}

/* The layer below, which has the descriptor from now on, with what has been read ahead. */
Outcome file_detach(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return io_tower(call);
    if (!file_check_open(call, file)) return RAISED;
    if (file->binary)
        return raise_error(call->task, NotImplementedError,
                           "detach() of a file that open() made is not in causette; Python has it");
    int problem = file_flush(file);
    if (problem) return raise_errno(call->task, problem);
    const char *mode = file->readable ? file->writable ? "rb+" : "rb" : "wb";
    Value below = file_new(file->fd, file->name, mode, true, file->owned);
    File *binary = (File *)object_of(below);
    binary->sched = file->sched;
    buffer_append(&binary->in, file->in.bytes ? file->in.bytes + file->position : "", file_available(file));
    file->fd = -1;
    file->state = NONE;
    return give(call, below);
}
