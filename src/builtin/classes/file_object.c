/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files. One object serves text and binary files: bytes come in blocks into `in`, go out in blocks from
 * `out`; a text file decodes and encodes UTF-8 at the edge, whole lines or all at a time. A descriptor that
 * may make wait (a pipe, a terminal) is asked with poll first, so reading parks its task; writing is plain.
 * State of the standard streams' hooks lies in sys.stdout's own object, so nothing here is global. */
#include "builtin/classes/file_object.h"
#include "base/memory.h"
#include "base/retry.h"
#include "builtin/classes/file.h"
#include "builtin/text/codecs.h"
#include "sched/io.h"
#include "sched/sched.h"
#include "value/weak.h"
#include "vm/class_call.h"
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, KEPT = 8192, TEXT_HELD = 8192 };

/* ---- writing */

static void hook_before(const File *file) {
    if (file->is_terminal && file->hooks.before) file->hooks.before(file->hooks.context);
}

static void hook_after(const File *file, const char *bytes, size_t count) {
    if (file->is_terminal && file->hooks.after) file->hooks.after(file->hooks.context, bytes, count);
}

/* *done: how many bytes have gone out. */
static int write_bytes(File *file, const char *bytes, size_t count, size_t *done) {
    *done = 0;
    if (count == 0) return 0;
    hook_before(file);
    int problem = 0;
    while (*done < count && !problem) {
        ssize_t written = io_write(file->fd, bytes + *done, count - *done);
        if (written < 0 && written != -EAGAIN) problem = (int)-written;
        if (written == -EAGAIN) poll(&(struct pollfd){ .fd = file->fd, .events = POLLOUT }, 1, -1);
        if (written > 0 && file->tap) file->tap(file->tap_context, bytes + *done, (size_t)written);
        if (written > 0) *done += (size_t)written;
    }
    hook_after(file, bytes, count);
    return problem;
}

static void drop_gone(File *file) {
    size_t rest = file->out.count - file->gone;
    if (file->gone) memmove(file->out.bytes, file->out.bytes + file->gone, rest);
    buffer_truncate(&file->out, rest);
    file->gone = 0;
}

/* What could not be written is kept for the next try, as in python3: so the end of a program notices once
 * more. */
static int flush_own(File *file) {
    drop_gone(file);
    if (!file->out.count) return 0;
    size_t done;
    int problem = write_bytes(file, file->out.bytes, file->out.count, &done);
    size_t rest = problem ? file->out.count - done : 0;
    if (rest > KEPT) rest = 0;
    memmove(file->out.bytes, file->out.bytes + done, rest);
    buffer_truncate(&file->out, rest);
    return problem;
}

static bool may_park(const Call *call, const File *file) { return file->is_pipe && !sched_is_lone(call); }

void file_hold(const Call *call, File *file) { file->holds = may_park(call, file); }

static bool has_line(const File *file) {
    size_t count = file->out.count - file->gone;
    return count && file->line_buffered && memchr(file->out.bytes + file->gone, '\n', count);
}

static bool is_due(const File *file) {
    size_t count = file->out.count - file->gone, most = is_absent(file->partner) ? BLOCK : TEXT_HELD;
    return count && (count >= most || file->unbuffered || has_line(file));
}

/* A pipe that is ready takes so much at least, pipe(7). */
static Outcome write_some(Call *call, File *file) {
    size_t rest = file->out.count - file->gone, count = rest < PIPE_BUF ? rest : PIPE_BUF;
    const char *bytes = file->out.bytes + file->gone;
    ssize_t written = io_write(file->fd, bytes, count);
    if (retry_is_told(written)) return sched_go_on(call);
    if (written == -EAGAIN) return sched_park(call, file->fd, WAIT_WRITE, SCHED_NEVER);
    if (written < 0) {
        if (rest > KEPT) file->gone = file->out.count;
        return raise_errno(call->task, (int)-written);
    }
    if (file->tap) file->tap(file->tap_context, bytes, (size_t)written);
    file->gone += (size_t)written;
    if (file->gone * 2 >= file->out.count) drop_gone(file);
    return DONE;
}

static Outcome let_go_own(Call *call, File *file) {
    if (!may_park(call, file)) {
        int problem = flush_own(file);
        return problem ? raise_errno(call->task, problem) : DONE;
    }
    Outcome outcome = DONE;
    while (outcome == DONE && file->out.count > file->gone)
        outcome = io_is_ready(file->fd, true) ? write_some(call, file)
                                              : sched_park(call, file->fd, WAIT_WRITE, SCHED_NEVER);
    return outcome;
}

/* What a text file has held back goes into its partner's buffer, behind what was written there before. */
static int hand_down(File *file, File *below) {
    drop_gone(file);
    Buffer held = file->out;
    file->out = (Buffer){ 0 };
    int problem = held.count ? file_put(below, held.bytes, held.count) : 0;
    buffer_clear(&held);
    return problem;
}

int file_flush(File *file) {
    if (is_absent(file->partner)) return flush_own(file);
    File *below = (File *)object_of(file->partner);
    int problem = hand_down(file, below);
    return problem ? problem : flush_own(below);
}

/* A text that ends no line goes no further than into its partner's buffer. */
Outcome file_let_go(Call *call, File *file, bool all) {
    File *below = is_absent(file->partner) ? NULL : (File *)object_of(file->partner);
    if (file->fd < 0 || (!all && !is_due(file) && !(below && below->leaves))) return DONE;
    if (!below) return let_go_own(call, file);
    bool is_whole = all || below->leaves || has_line(file);
    file_hold(call, below);
    int problem = hand_down(file, below);
    below->holds = false;
    if (problem) return raise_errno(call->task, problem);
    if (!is_whole && !is_due(below)) return DONE;
    Outcome outcome = let_go_own(call, below);
    below->leaves = outcome == PARKED || outcome == CALLED;
    return outcome;
}

static void drop_ahead(File *file) {
    size_t ahead = file_available(file);
    if (!ahead || !file->seekable) return;
    lseek(file->fd, -(off_t)ahead, SEEK_CUR);
    file->position = 0;
    buffer_truncate(&file->in, 0);
}

int file_put(File *file, const char *bytes, size_t count) {
    File *below = is_absent(file->partner) ? NULL : (File *)object_of(file->partner);
    if (below) drop_ahead(below);
    drop_ahead(file);
    file->iterated = false;
    buffer_append(&file->out, bytes, count);
    if (file->out.failed) { /* without a buffer, then */
        file->out.failed = false;
        size_t done;
        int problem = file_flush(file);
        return problem ? problem : write_bytes(file, bytes, count, &done);
    }
    if (file->holds) return 0;
    bool line_ended = file->line_buffered && memchr(bytes, '\n', count);
    if (!line_ended && file->out.count < (below ? TEXT_HELD : BLOCK) && !file->unbuffered) return 0;
    return below && !line_ended ? hand_down(file, below) : file_flush(file);
}

/* \n goes out as the file's own newline. */
static int put_with_newlines(File *file, Task *task, Value text) {
    Buffer bytes = { 0 }, made = { 0 };
    int problem = -1;
    if (codec_encode(task, text, file->encoding, file->errors, &bytes)) {
        for (size_t i = 0; i < bytes.count; i++) {
            if (bytes.bytes[i] == '\n' && file->newline == NEWLINE_CRLF) buffer_append_byte(&made, '\r');
            bool turns = bytes.bytes[i] == '\n' && file->newline == NEWLINE_CR;
            buffer_append_byte(&made, turns ? '\r' : bytes.bytes[i]);
        }
        if (bytes.failed || made.failed)
            raise_memory(task);
        else
            problem = file_put(file, buffer_text(&made), made.count);
        bool ends_line = file->line_buffered && memchr(buffer_text(&bytes), '\n', bytes.count);
        if (!problem && ends_line && !file->holds) problem = file_flush(file);
    }
    buffer_clear(&bytes);
    buffer_clear(&made);
    return problem;
}

int file_put_text(File *file, Task *task, Value text) {
    if (file->newline >= NEWLINE_CR) return put_with_newlines(file, task, text);
    if (str_of(text)->is_ascii) return file_put(file, str_peek_ascii(text), str_count(text));
    Buffer bytes = { 0 };
    int problem = -1;
    bool is_encoded = codec_encode(task, text, file->encoding, file->errors, &bytes);
    if (is_encoded && bytes.failed)
        raise_memory(task);
    else if (is_encoded)
        problem = file_put(file, bytes.bytes ? bytes.bytes : "", bytes.count);
    buffer_clear(&bytes);
    return problem;
}

/* ---- the object */

static void close_descriptor(const File *file) {
    if (!file->owned) return;
    if (file->sched) sched_forget(file->sched, file->fd);
    io_close(file->fd);
}

int file_end(File *file) {
    File *below = is_absent(file->partner) ? NULL : (File *)object_of(file->partner);
    if (file->fd < 0) return 0;
    int problem = file_flush(file);
    if (below) {
        int other = file_end(below);
        problem = problem ? problem : other;
    }
    close_descriptor(file);
    file->fd = -1;
    if (file->above) file->above->fd = -1;
    return problem;
}

/* One over other layers is closed by its methods; one over a descriptor may have to be told of. */
static bool file_needs_finalizer(Object *object) {
    File *file = (File *)object;
    if (file->finalized) return false;
    const File *owner = is_absent(file->partner) ? file : (const File *)object_of(file->partner);
    bool needs =
        is_absent(file->state) ? file->warns && owner->owned && file->fd >= 0 : !is_none(file->state);
    file->finalized = needs;
    return needs;
}

static void file_free(Object *object) {
    File *file = (File *)object;
    if (!(object->type->flags & TYPE_HEAP)) { /* else that of the program's class has seen to it */
        if (file_needs_finalizer(object)) {
            object_queue_finalizer(object);
            return;
        }
        if (weak_count) weak_target_ends(object, false);
    }
    if (is_absent(file->state)) file_end(file);
    if (!is_absent(file->partner)) ((File *)object_of(file->partner))->above = NULL;
    buffer_clear(&file->in);
    buffer_clear(&file->out);
    release(file->name);
    release(file->mode);
    release(file->encoding_name);
    release(file->attributes);
    release(file->partner);
    release(file->state);
    object_release_memory(object);
}

static void file_visit(Object *object, VisitFunction *visit, void *context) {
    visit(((File *)object)->attributes, context);
    visit(((File *)object)->mode, context);
    visit(((File *)object)->partner, context);
    visit(((File *)object)->state, context);
}

static void file_clear(Object *object) {
    replace_take(&((File *)object)->attributes, ABSENT);
    replace_take(&((File *)object)->mode, ABSENT);
    replace_take(&((File *)object)->partner, ABSENT);
    if (!is_absent(((File *)object)->state)) replace_take(&((File *)object)->state, NONE);
}

static Verdict file_repr(Buffer *out, Value self, int depth) {
    const File *file = (File *)object_of(self);
    if (!is_absent(file->state)) return HOOK;
    if (!file->binary) {
        buffer_append_text(out, "<_io.TextIOWrapper name=");
        if (value_repr(out, file->name, depth + 1) != YES) return HOOK;
        if (!is_absent(file->mode)) {
            buffer_append_text(out, " mode=");
            if (value_repr(out, file->mode, depth + 1) != YES) return HOOK;
        }
        buffer_append_text(out, " encoding=");
        if (is_absent(file->encoding_name))
            buffer_append_text(out, "'UTF-8'");
        else if (value_repr(out, file->encoding_name, depth + 1) != YES)
            return HOOK;
        buffer_append_byte(out, '>');
        return YES;
    }
    buffer_append_format(
        out, "<_io.Buffered%s name=", file->readable ? file->writable ? "Random" : "Reader" : "Writer");
    Verdict verdict = value_repr(out, file->name, depth + 1);
    buffer_append_byte(out, '>');
    return verdict;
}

#define FILE_LAYOUT                                                                                          \
    .flags = TYPE_CONTAINER | TYPE_ATTRIBUTES | TYPE_WEAK | TYPE_SUBCLASSABLE, .size = sizeof(File),         \
    .attributes_offset = offsetof(File, attributes), .free = file_free, .visit = file_visit,                 \
    .clear = file_clear, .repr = file_repr, .needs_finalizer = file_needs_finalizer

const Type file_type = {
    .name = "_io.TextIOWrapper",
    .base = &io_text_base_type,
    FILE_LAYOUT,
};

const Type file_reader_type = { .name = "_io.BufferedReader", .base = &io_buffered_base_type, FILE_LAYOUT };
const Type file_writer_type = { .name = "_io.BufferedWriter", .base = &io_buffered_base_type, FILE_LAYOUT };
const Type file_random_type = { .name = "_io.BufferedRandom", .base = &io_buffered_base_type, FILE_LAYOUT };

static const Type *type_of_mode(const char *mode, bool binary) {
    if (!binary) return &file_type;
    return strchr(mode, '+') ? &file_random_type : strchr(mode, 'r') ? &file_reader_type : &file_writer_type;
}

Value file_new(int fd, Value name, const char *mode, bool binary, bool owned) {
    File *file = container_new(type_of_mode(mode, binary), sizeof(File));
    struct stat status;
    file->attributes = file->partner = file->state = file->encoding_name = ABSENT;
    file->fd = fd;
    file->above = NULL;
    file->name = retain(name);
    file->mode = str_new(mode);
    file->binary = binary;
    file->owned = owned;
    bool both = strchr(mode, '+');
    file->readable = both || strchr(mode, 'r');
    file->writable = both || !strchr(mode, 'r');
    bool is_known = fstat(fd, &status) == 0;
    file->is_regular = is_known && S_ISREG(status.st_mode);
    file->is_pipe = is_known && S_ISFIFO(status.st_mode);
    file->is_terminal = isatty(fd);
    file->seekable = lseek(fd, 0, SEEK_CUR) >= 0;
    file->line_buffered = file->is_terminal && !binary;
    file->encoding = "utf-8";
    file->errors = "strict";
    file->newline = NEWLINE_TRANSLATED;
    return object_value(file);
}

/* ---- the standard streams */

static File *standard(Machine *machine, const char *name) {
    Module *sys = machine_peek_sys(machine);
    Value file = sys ? dict_peek_text(sys->dict, name) : ABSENT;
    return file_is_plain(file) ? (File *)object_of(file) : NULL;
}

static void add_standard(Module *sys, const char *name, int fd) {
    static const char *const errors[] = { "surrogateescape", "surrogateescape", "backslashreplace" };
    char dunder[16];
    snprintf(dunder, sizeof dunder, "__%s__", name);
    Value value = NONE;
    struct stat status;
    if (fstat(fd, &status) == 0) {
        Value label = str_format("<%s>", name);
        value = file_new(fd, label, fd == 0 ? "r" : "w", false, false);
        release(label);
        File *file = (File *)object_of(value);
        file->errors = errors[fd];
        file->encoding_name = str_new("utf-8");
        file->newline = NEWLINE_LF; /* python3 opens its streams with newline="\n" */
        if (fd == 2) file->line_buffered = true;
    }
    dict_define_text_take(sys->dict, name, retain(value));
    dict_define_text_take(sys->dict, dunder, value);
}

void file_install_standard(Machine *machine, Module *sys) {
    (void)machine;
    add_standard(sys, "stdin", 0);
    add_standard(sys, "stdout", 1);
    add_standard(sys, "stderr", 2);
}

static const char *const outputs[] = { "__stdout__", "__stderr__" };

void file_set_tap(Machine *machine, FileTap *tap, void *context) {
    for (int i = 0; i < 2; i++) {
        File *file = standard(machine, outputs[i]);
        for (; file; file = is_absent(file->partner) ? NULL : (File *)object_of(file->partner)) {
            file->tap = tap;
            file->tap_context = context;
        }
    }
}

void file_set_hooks(Machine *machine, const FileHooks *hooks) {
    for (int i = 0; i < 2; i++) {
        File *file = standard(machine, outputs[i]);
        for (; file; file = is_absent(file->partner) ? NULL : (File *)object_of(file->partner))
            file->hooks = *hooks;
    }
}

void file_unbuffer_output(Machine *machine) {
    File *file = standard(machine, outputs[0]);
    if (file) file->unbuffered = true;
}

int file_flush_output(Machine *machine) {
    File *out = standard(machine, "__stdout__"), *error = standard(machine, "__stderr__");
    int lost = error && error->fd >= 0 && file_flush(error) ? FILE_LOST_ERRORS : 0;
    int problem = out && out->fd >= 0 ? file_flush(out) : 0;
    return problem ? problem : lost;
}

static void write_standard(Machine *machine, const char *name, const char *bytes, size_t count) {
    File *file = standard(machine, name);
    if (!file || file->fd < 0) return;
    buffer_append(&file->out, bytes, count);
    file_flush(file);
}

/* Lone surrogates are not UTF-8: standard error shows them as backslashreplace does. */
void file_write_error(Machine *machine, const char *bytes, size_t count) {
    Buffer out = { 0 };
    for (size_t i = 0; i < count; i++) {
        const uint8_t *at = (const uint8_t *)bytes + i;
        if (count - i > 2 && at[0] == 0xed && at[1] >= 0xa0) {
            buffer_append_format(&out, "\\u%04x", 0xd000u | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu));
            i += 2;
        } else {
            buffer_append_byte(&out, bytes[i]);
        }
    }
    write_standard(machine, "__stderr__", out.bytes, out.count);
    buffer_clear(&out);
}

void file_write_output(Machine *machine, const char *bytes, size_t count) {
    write_standard(machine, "__stdout__", bytes, count);
}

Outcome file_print(Call *call, Value text) {
    Module *sys = machine_peek_sys(call_machine(call));
    Value out = sys ? dict_peek_text(sys->dict, "stdout") : ABSENT;
    if (is_absent(out)) return raise_error(call->task, RuntimeError, "lost sys.stdout");
    return file_print_to(call, out, text);
}

Outcome file_print_to(Call *call, Value out, Value text) {
    if (is_none(out)) return give_none(call);
    if (!file_is_plain(out)) return call_method(call, out, "write", 1, &text);
    File *file = (File *)object_of(out);
    if (file->fd < 0) return raise_error(call->task, ValueError, "I/O operation on closed file.");
    if (!file->writable) return raise_error(call->task, UnsupportedOperation, "not writable");
    file_hold(call, file);
    int problem = file_put_text(file, call->task, text);
    if (problem < 0) return RAISED;
    return problem ? raise_errno(call->task, problem) : give_none(call);
}
