/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HASH and HASHXOF: digests of OpenSSL. */
#include "modules/_hashlib/hash.h"
#include "value/memoryview.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <string.h>

enum { PIECE = 1 << 20 };

const DigestName digest_names[] = {
    { "md5", "MD5" },
    { "md5-sha1", "MD5-SHA1" },
    { "sha1", "SHA1" },
    { "sha224", "SHA224" },
    { "sha256", "SHA256" },
    { "sha384", "SHA384" },
    { "sha512", "SHA512" },
    { "sha512_224", "SHA512-224" },
    { "sha512_256", "SHA512-256" },
    { "sha3_224", "SHA3-224" },
    { "sha3_256", "SHA3-256" },
    { "sha3_384", "SHA3-384" },
    { "sha3_512", "SHA3-512" },
    { "shake_128", "SHAKE128" },
    { "shake_256", "SHAKE256" },
    { "blake2b", "BLAKE2b512" },
    { "blake2s", "BLAKE2s256" },
    { "ripemd160", "RIPEMD160" },
    { "sm3", "SM3" },
    { NULL },
};

typedef struct {
    Object object;
    EVP_MD_CTX *context;
    const EVP_MD *digest;
    const char *name;
} Hash;

static void hash_free(Object *object) {
    const Crypto *crypto = crypto_library();
    if (crypto) crypto->EVP_MD_CTX_free(((Hash *)object)->context);
    object_release_memory(object);
}

static Verdict hash_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_format(out, "<%s %s object @ 0x%lx>", ((Hash *)object_of(self))->name,
                         object_type(self)->name, (unsigned long)self.word);
    return YES;
}

static const Type hash_type = {
    .name = "_hashlib.HASH", .size = sizeof(Hash), .free = hash_free, .repr = hash_repr
};
static const Type xof_type = {
    .name = "_hashlib.HASHXOF", .size = sizeof(Hash), .free = hash_free, .repr = hash_repr, .base = &hash_type
};

static Hash *self_of(const Call *call) { return (Hash *)object_of(call->args[0]); }

const Crypto *hash_library(Call *call) {
    const Crypto *crypto = crypto_library();
    if (!crypto) raise_error(call->task, ImportError, "libcrypto.so.3: OpenSSL is not installed");
    return crypto;
}

static bool names_equal(const char *a, const char *b) { return strcasecmp(a, b) == 0; }

const EVP_MD *hash_named(Call *call, Value name, const DigestName **found) {
    const Crypto *crypto = hash_library(call);
    if (!crypto) return NULL;
    const DigestName *row = digest_names;
    const char *text = str_of(name)->is_ascii ? str_peek_ascii(name) : "";
    while (row->name && !names_equal(row->name, text) && !names_equal(row->library_name, text)) row++;
    const EVP_MD *digest = row->name ? crypto->EVP_get_digestbyname(row->library_name) : NULL;
    *found = row;
    if (!digest) raise_error(call->task, ValueError, "[digital envelope routines] unsupported");
    return digest;
}

/* The bytes of args[i]; text is refused in hashlib's words. False: raised. */
static bool arg_hashed(Call *call, size_t i, const uint8_t **data, size_t *count) {
    if (is_str(call->args[i])) {
        raise_error(call->task, TypeError, "Strings must be encoded before hashing");
        return false;
    }
    if (bytes_peek(call->args[i], data, count)) return true;
    if (is_memoryview(call->args[i])) return arg_bytes(call, i, data, count);
    raise_error(call->task, TypeError, "object supporting the buffer API required");
    return false;
}

Outcome hash_give_hex(Call *call, const uint8_t *bytes, size_t count) {
    Buffer out = { 0 };
    for (size_t i = 0; i < count && !out.failed; i++) buffer_append_format(&out, "%02x", bytes[i]);
    return give_buffer(call, &out);
}

/* ---- feeding */

static Outcome look_around(Call *call) { return give_none(call); }

Outcome hash_feed(Call *call, size_t i, HashFeed *feed, void *to) {
    const uint8_t *data;
    size_t count;
    if (!arg_hashed(call, i, &data, &count)) return RAISED;
    size_t at = (size_t)call->mark; /* a bytearray may have become shorter meanwhile */
    while (at < count) {
        size_t piece = count - at < PIECE ? count - at : PIECE;
        feed(to, data + at, piece);
        at += piece;
        if (at == count || call_may_go_on(call, piece / 1024)) continue;
        call->mark = (int64_t)at;
        call->step = HASH_STEP;
        return call_native(call, look_around, 0, 0, NULL);
    }
    call->step = 0;
    call->mark = 0;
    return DONE;
}

static void feed_digest(void *to, const uint8_t *data, size_t count) {
    crypto_library()->EVP_DigestUpdate(((Hash *)to)->context, data, count);
}

static Hash *hash_new(Call *call, const Crypto *crypto, const EVP_MD *digest, const char *name) {
    bool is_xof = crypto->EVP_MD_get_flags(digest) & EVP_MD_FLAG_XOF;
    Hash *self = object_new(is_xof ? &xof_type : &hash_type, sizeof *self);
    self->context = crypto->EVP_MD_CTX_new();
    self->digest = digest;
    self->name = name;
    if (self->context) return self;
    release(object_value(self));
    raise_memory(call->task);
    return NULL;
}

/* The digest stands in call->keep while its first bytes are fed. */
Outcome hash_make(Call *call, const char *name, size_t i) {
    const Crypto *crypto = hash_library(call);
    if (!crypto) return RAISED;
    if (call->step != HASH_STEP) {
        const DigestName *row;
        Value text = str_new(name);
        const EVP_MD *digest = hash_named(call, text, &row);
        release(text);
        Hash *self = digest ? hash_new(call, crypto, digest, row->name) : NULL;
        if (!self) return RAISED;
        replace_take(&call->keep, object_value(self));
        if (!crypto->EVP_DigestInit_ex(self->context, digest, NULL))
            return raise_error(call->task, ValueError, "[digital envelope routines] unsupported");
    }
    if (!is_absent(call->args[i])) {
        Outcome outcome = hash_feed(call, i, feed_digest, object_of(call->keep));
        if (outcome != DONE) return outcome;
    }
    return give(call, retain(call->keep));
}

/* ---- methods */

static Outcome hash_update(Call *call) {
    Outcome outcome = hash_feed(call, 1, feed_digest, self_of(call));
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome hash_copy(Call *call) {
    const Crypto *crypto = hash_library(call);
    Hash *self = self_of(call), *made = crypto ? hash_new(call, crypto, self->digest, self->name) : NULL;
    if (!made) return RAISED;
    if (crypto->EVP_MD_CTX_copy_ex(made->context, self->context)) return give(call, object_value(made));
    release(object_value(made));
    return raise_memory(call->task);
}

/* `count` bytes of the digest of what has come by now. */
static bool finish(const Hash *self, uint8_t *out, size_t count, bool is_xof) {
    const Crypto *crypto = crypto_library();
    EVP_MD_CTX *context = crypto->EVP_MD_CTX_new();
    bool done = context && crypto->EVP_MD_CTX_copy_ex(context, self->context);
    if (done)
        done = is_xof ? crypto->EVP_DigestFinalXOF(context, out, count)
                      : crypto->EVP_DigestFinal_ex(context, out, NULL);
    crypto->EVP_MD_CTX_free(context);
    return done;
}

static size_t size_of(const Hash *self) { return (size_t)crypto_library()->EVP_MD_get_size(self->digest); }

static Outcome hash_digest(Call *call) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    const Hash *self = self_of(call);
    if (!finish(self, digest, 0, false)) return raise_memory(call->task);
    return give(call, bytes_new(digest, size_of(self)));
}

static Outcome hash_hexdigest(Call *call) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    const Hash *self = self_of(call);
    if (!finish(self, digest, 0, false)) return raise_memory(call->task);
    return hash_give_hex(call, digest, size_of(self));
}

static Outcome xof_digest(Call *call) {
    int64_t length;
    uint8_t *out;
    Outcome outcome = arg_integer(call, 1);
    if (outcome != DONE) return outcome;
    if (!arg_size(call, 1, (size_t *)&length)) return RAISED;
    if (length < 0)
        return raise_error(call->task, SystemError, "Negative size passed to PyBytes_FromStringAndSize");
    Value bytes = bytes_new_uninitialised((size_t)length, &out);
    if (is_absent(bytes) || (length && !finish(self_of(call), out, (size_t)length, true))) {
        release(bytes);
        return raise_memory(call->task);
    }
    return give(call, bytes);
}

static Outcome xof_hexdigest(Call *call) {
    const uint8_t *data;
    size_t count;
    Outcome outcome = xof_digest(call);
    if (outcome != DONE) return outcome;
    Value bytes = take_result(call);
    bytes_peek(bytes, &data, &count);
    outcome = hash_give_hex(call, data, count);
    release(bytes);
    return outcome;
}

static Outcome hash_name(Call *call) { return give_text(call, self_of(call)->name); }
static Outcome hash_size(Call *call) {
    return give_int(call, object_type(call->args[0]) == &xof_type ? 0 : (int64_t)size_of(self_of(call)));
}
static Outcome hash_block_size(Call *call) {
    return give_int(call, crypto_library()->EVP_MD_get_block_size(self_of(call)->digest));
}

static const NativeSpec hash_methods[] = {
    { "update(self, obj, /)", hash_update, NULL },
    { "digest(self)", hash_digest, NULL },
    { "hexdigest(self)", hash_hexdigest, NULL },
    { "copy(self)", hash_copy, NULL },
    { "name", hash_name, NULL },
    { "digest_size", hash_size, NULL },
    { "block_size", hash_block_size, NULL },
    { 0 },
};

static const NativeSpec xof_methods[] = {
    { "digest(self, /, length)", xof_digest, NULL },
    { "hexdigest(self, /, length)", xof_hexdigest, NULL },
    { 0 },
};

const ClassSpec hash_class = { .type = &hash_type, .module = "_hashlib", .methods = hash_methods };
const ClassSpec hash_xof_class = { .type = &xof_type, .module = "_hashlib", .methods = xof_methods };
