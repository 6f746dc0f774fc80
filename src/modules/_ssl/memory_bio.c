/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MemoryBIO: bytes on their way between a connection and whoever carries them. */
#include "modules/_ssl/tls.h"
#include "vm/class_call.h"
#include <limits.h>

static void memory_bio_free(Object *object) {
    openssl.BIO_free(((MemoryBio *)object)->bio);
    object_release_memory(object);
}

const Type memory_bio_type = {
    .name = "_ssl.MemoryBIO",
    .flags = TYPE_MADE_WHOLE,
    .size = sizeof(MemoryBio),
    .free = memory_bio_free,
};

static MemoryBio *self_of(const Call *call) { return (MemoryBio *)object_of(call->args[0]); }

static size_t pending(const MemoryBio *self) { return openssl.BIO_ctrl_pending(self->bio); }

static Outcome memory_bio_make(Call *call) {
    if (tuple_of(call->args[1])->count)
        return raise_error(call->task, TypeError, "MemoryBIO() takes no positional arguments");
    BIO *bio = openssl.BIO_new(openssl.BIO_s_mem());
    if (!bio) return raise_memory(call->task);
    /* An empty one is not at its end: more may come. */
    openssl.BIO_ctrl(bio, BIO_C_SET_BUF_MEM_EOF_RETURN, -1, NULL);
    openssl.BIO_set_flags(bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
    MemoryBio *self = class_allocate((Class *)object_of(call->args[0]));
    self->bio = bio;
    return give(call, object_value(self));
}

static Outcome memory_bio_read(Call *call) {
    const MemoryBio *self = self_of(call);
    int size;
    uint8_t *data;
    Outcome outcome = arg_index_int(call, 1, &size);
    if (outcome != DONE) return outcome;
    size_t there = pending(self), count = size < 0 || (size_t)size > there ? there : (size_t)size;
    Value bytes = bytes_new_uninitialised(count, &data);
    if (is_absent(bytes)) return raise_memory(call->task);
    if (count) openssl.BIO_read(self->bio, data, (int)count);
    return give(call, bytes);
}

static Outcome memory_bio_write(Call *call) {
    const MemoryBio *self = self_of(call);
    const uint8_t *data;
    size_t count;
    if (!arg_bytes(call, 1, &data, &count)) return RAISED;
    if (count > INT_MAX)
        return raise_error(call->task, OverflowError, "string longer than %d bytes", INT_MAX);
    if (self->has_end) return tls_raise_words(call, "cannot write() after write_eof()");
    openssl.ERR_clear_error();
    int written = count ? openssl.BIO_write(self->bio, data, (int)count) : 0;
    return written < 0 ? tls_raise(call, 0) : give_int(call, written);
}

static Outcome memory_bio_write_eof(Call *call) {
    MemoryBio *self = self_of(call);
    self->has_end = true;
    openssl.BIO_clear_flags(self->bio, BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
    openssl.BIO_ctrl(self->bio, BIO_C_SET_BUF_MEM_EOF_RETURN, 0, NULL);
    return give_none(call);
}

static Outcome memory_bio_pending(Call *call) { return give_int(call, (int64_t)pending(self_of(call))); }
static Outcome memory_bio_eof(Call *call) {
    const MemoryBio *self = self_of(call);
    return give_bool(call, self->has_end && !pending(self));
}

static const NativeSpec memory_bio_methods[] = {
    { "read(self, size=-1, /)", memory_bio_read, NULL },
    { "write(self, b, /)", memory_bio_write, NULL },
    { "write_eof(self, /)", memory_bio_write_eof, NULL },
    { "pending", memory_bio_pending, NULL },
    { "eof", memory_bio_eof, NULL },
    { 0 },
};

const ClassSpec memory_bio_class = {
    .type = &memory_bio_type,
    .module = "_ssl",
    .make = { "MemoryBIO(cls, /, *args)", memory_bio_make, NULL },
    .methods = memory_bio_methods,
};
