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
        Outcome outcome = file_fill(call, file, 0, &end);
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
        Outcome outcome = file_fill(call, file, 0, &end);
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
        Outcome outcome = file_fill(call, file, 0, &end);
        if (outcome != DONE) return outcome;
    }
}

/* ---- layers: streams that a program puts together */

/* One that has had no __init__ yet. */
Outcome file_make_empty(Call *call) {
    Class *class = (Class *)object_of(call->args[0]);
    File *file = class_allocate(class);
    file->attributes = file->partner = file->name = file->mode = file->encoding_name = ABSENT;
    file->state = NONE;
    file->fd = -1;
    file->binary = class->native != &file_type;
    file->encoding = "utf-8";
    file->errors = "strict";
    return give(call, object_value(file));
}

/* args[0] becomes the new file, for its __init__ in the notation. */
Outcome file_make(Call *call) {
    if (call->step == 0) {
        const Class *class = (Class *)object_of(call->args[0]);
        if (is_absent(call->args[1]) && class->is_native)
            return raise_error(call->task, TypeError, "%U() missing required argument '%s' (pos 1)",
                               class->name, class->native == &file_type ? "buffer" : "raw");
        file_make_empty(call);
        if (is_absent(call->args[1])) return DONE;
        replace_take(&call->args[0], take_result(call));
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
    File *file = self_file(call);
    bool is_standard = file->above && file->above->hooks.before; /* what the shell shows stays its own */
    return file_of_layers(call, is_standard ? "raw_of_standard" : "raw");
}

Outcome file_newlines(Call *call) {
    static const char *const texts[] = { "\r", "\n", "\r\n" };
    const File *file = self_file(call);
    Value items[3];
    size_t count = 0;
    if (!is_absent(file->state)) return file_of_layers(call, "newlines");
    for (int i = 0; i < 3; i++) {
        if (file->seen & 1 << i) items[count++] = str_new(texts[i]);
    }
    if (count == 0) return give_none(call);
    return give(call, count == 1 ? items[0] : tuple_from_take(items, count));
}

Outcome file_write_through(Call *call) {
    const File *file = self_file(call);
    return is_absent(file->state) ? give_bool(call, file->unbuffered) : file_of_layers(call, "write_through");
}

/* ---- the binary file behind a text file */

static File *file_partner(File *file) {
    if (!is_absent(file->partner)) return (File *)object_of(file->partner);
    const char *mode = file->readable ? file->writable ? "rb+" : "rb" : "wb";
    file->partner = file_new(file->fd, file->name, mode, true, file->owned);
    File *below = (File *)object_of(file->partner);
    below->above = file;
    below->hooks = file->hooks;
    below->tap = file->tap;
    below->tap_context = file->tap_context;
    below->warns = file->warns;
    below->sched = file->sched;
    file->owned = false;
    return below;
}

Outcome file_buffer(Call *call) {
    File *file = self_file(call);
    if (!is_absent(file->state)) return file_of_layers(call, "buffer");
    return give(call, retain(object_value(file_partner(file))));
}

/* ---- what C did from now on is _io.py's */

static Value bytes_of(const Buffer *buffer, size_t from) {
    return bytes_new(buffer->bytes ? buffer->bytes + from : "", buffer->count - from);
}

static Value newline_value(Newline newline) {
    static const char *const texts[] = { NULL, "", "\n", "\r", "\r\n" };
    return texts[newline] ? str_new(texts[newline]) : NONE;
}

/* args[0]: a file over a descriptor. Gives what it was made of, and it is one over layers without a state: of
 * a text (buffer, encoding, encoding's name, errors, newline, line_buffering, write_through, held back, read
 * ahead), of a binary file (fd, mode, whether it owns it, name, held back, read ahead). */
Outcome file_take_parts(Call *call) {
    File *file = self_file(call);
    Value parts;
    if (!is_absent(file->state)) return raise_error(call->task, RuntimeError, "no file over a descriptor");
    Value out = bytes_of(&file->out, 0), in = bytes_of(&file->in, file->position);
    if (!file->binary) {
        Value items[] = { retain(object_value(file_partner(file))),
                          str_new(file->encoding),
                          is_absent(file->encoding_name) ? str_new("UTF-8") : retain(file->encoding_name),
                          str_new(file->errors),
                          newline_value(file->newline),
                          bool_value(file->line_buffered),
                          bool_value(file->unbuffered),
                          out,
                          in };
        ((File *)object_of(file->partner))->above = NULL;
        replace_take(&file->partner, ABSENT);
        parts = tuple_from_take(items, sizeof items / sizeof *items);
    } else {
        Value items[] = {
            int_from_int64(file->fd), retain(file->mode), bool_value(file->owned), retain(file->name), out, in
        };
        parts = tuple_from_take(items, sizeof items / sizeof *items);
    }
    buffer_clear(&file->out);
    buffer_clear(&file->in);
    file->position = 0;
    file->fd = -1;
    replace_take(&file->state, NONE);
    return give(call, parts);
}

/* The text file whose partner it is, or None. */
Outcome file_text_above(Call *call) {
    const File *file = self_file(call);
    return file->above ? give(call, retain(object_value(file->above))) : give_none(call);
}

/* Whether its end without close() is to be told. */
Outcome file_is_left_open(Call *call) {
    const File *file = self_file(call);
    const File *owner = is_absent(file->partner) ? file : (const File *)object_of(file->partner);
    return give_bool(call, is_absent(file->state) && owner->owned && file->fd >= 0);
}

/* A program that asks how large its blocks are gets one whose blocks _io.py reads. */
Outcome file_chunk_size(Call *call) {
    return is_absent(self_file(call)->state) ? give_int(call, 8192) : file_of_layers(call, "chunk_size");
}
Outcome file_set_chunk_size(Call *call) {
    if (is_absent(call->args[1])) return raise_error(call->task, AttributeError, "cannot delete attribute");
    return file_of_layers(call, "set_chunk_size");
}

/* ---- reconfigure(), detach() */

static Outcome raise_newline(Call *call, Value text) {
    return raise_error(call->task, ValueError, "illegal newline value: %U", text);
}

bool newline_parse(Call *call, Value text, Newline *newline) {
    static const char *const texts[] = { "", "\n", "\r", "\r\n" };
    *newline = NEWLINE_TRANSLATED;
    if (is_none(text)) return true;
    for (int i = 0; i < 4; i++) {
        if (!str_is(text, texts[i])) continue;
        *newline = NEWLINE_ANY + (Newline)i;
        return true;
    }
    raise_newline(call, text);
    return false;
}

/* Another encoding that C has, or other errors, of a file that was not read yet. */
static Outcome reconfigure_codec(Call *call, File *file) {
    const char *names[] = { NULL, NULL };
    bool is_ours = !file->in.count;
    Newline newline = file->newline;
    for (size_t i = 1; i <= 2 && is_ours; i++) {
        if (is_none(call->args[i])) continue;
        is_ours = is_str(call->args[i]) && str_of(call->args[i])->is_ascii;
        if (is_ours) names[i - 1] = str_peek_ascii(call->args[i]);
    }
    const char *encoding = names[0] ? names[0] : file->encoding;
    const char *errors = names[1] ? names[1] : names[0] ? "strict" : file->errors;
    is_ours = is_ours && codec_is_known(encoding) && codec_keeps_ascii(encoding) &&
              error_handler_named(errors) != ERRORS_UNKNOWN;
    for (size_t i = 4; i <= 5; i++) is_ours = is_ours && (is_none(call->args[i]) || is_bool(call->args[i]));
    if (!is_ours) return io_tower(call);
    if ((is_str(call->args[3]) || is_none(call->args[3])) && !newline_parse(call, call->args[3], &newline))
        return RAISED;
    if (!file_check_open(call, file)) return RAISED;
    int problem = file_flush(file);
    if (problem) return raise_errno(call->task, problem);
    file->newline = newline;
    file->encoding = codec_name(encoding);
    if (names[0]) replace_take(&file->encoding_name, retain(call->args[1]));
    file->errors = error_handler_name(error_handler_named(errors));
    if (!is_none(call->args[4])) file->line_buffered = is_same(call->args[4], TRUE);
    if (!is_none(call->args[5])) file->unbuffered = is_same(call->args[5], TRUE);
    return give_none(call);
}

/* self, encoding, errors, newline, line_buffering, write_through: what C does not do itself, _io.py does
 * after taking the file over. */
Outcome file_reconfigure(Call *call) {
    File *file = self_file(call);
    if (is_absent(call->args[3])) replace_take(&call->args[3], ellipsis_value());
    if (!is_absent(file->state)) return io_tower(call);
    bool is_plain =
        is_none(call->args[1]) && is_none(call->args[2]) && !is_str(call->args[3]) && !is_none(call->args[3]);
    for (size_t i = 4; i <= 5; i++) is_plain = is_plain && (is_none(call->args[i]) || is_bool(call->args[i]));
    if (!is_plain) return reconfigure_codec(call, file);
    if (!file_check_open(call, file)) return RAISED;
    int problem = file_flush(file);
    if (problem) return raise_errno(call->task, problem);
    if (!is_none(call->args[4])) file->line_buffered = is_same(call->args[4], TRUE);
    if (!is_none(call->args[5])) file->unbuffered = is_same(call->args[5], TRUE);
    return give_none(call);
}

/* The layer below, which has the descriptor from now on, with what has been read ahead. */
Outcome file_detach(Call *call) { return io_tower(call); }
