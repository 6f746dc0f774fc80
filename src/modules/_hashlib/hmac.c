/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HMAC, keys of passwords, and a comparison that takes as long whatever
 * differs. */
#include "modules/_hashlib/hash.h"
#include "vm/machine.h"
#include "vm/raise.h"
#include <limits.h>
#include <string.h>

typedef struct {
    Object object;
    HMAC_CTX *context;
    const EVP_MD *digest;
    const char *name;
} Hmac;

static void hmac_free(Object *object) {
    const Crypto *crypto = crypto_library();
    if (crypto) crypto->HMAC_CTX_free(((Hmac *)object)->context);
    object_release_memory(object);
}

static Verdict hmac_repr(Buffer *out, Value self, int depth) {
    (void)depth;
    buffer_append_format(out, "<%s HMAC object @ 0x%lx>", ((Hmac *)object_of(self))->name,
                         (unsigned long)self.word);
    return YES;
}

static const Type hmac_type = {
    .name = "_hashlib.HMAC", .size = sizeof(Hmac), .free = hmac_free, .repr = hmac_repr
};

static Hmac *self_of(const Call *call) { return (Hmac *)object_of(call->args[0]); }

static Hmac *hmac_new(Call *call, const Crypto *crypto, const EVP_MD *digest, const char *name) {
    Hmac *self = object_new(&hmac_type, sizeof *self);
    self->context = crypto->HMAC_CTX_new();
    self->digest = digest;
    self->name = name;
    if (self->context) return self;
    release(object_value(self));
    raise_memory(call->task);
    return NULL;
}

/* A name, or one of this module's functions openssl_NAME. */
static const EVP_MD *digest_of(Call *call, Value given, const DigestName **found) {
    static const char prefix[] = "openssl_";
    if (is_str(given)) return hash_named(call, given, found);
    const char *signature =
        has_type(given, TYPE_ID_BUILTIN) ? ((Builtin *)object_of(given))->spec->signature : "";
    if (strncmp(signature, prefix, sizeof prefix - 1) == 0) {
        const char *name = signature + sizeof prefix - 1;
        Value text = str_from_ascii(name, strcspn(name, "("));
        const EVP_MD *digest = hash_named(call, text, found);
        release(text);
        return digest;
    }
    raise_error_of(call->task, &hash_unsupported, "Unsupported digestmod %R", given);
    return NULL;
}

static void feed_hmac(void *to, const uint8_t *data, size_t count) {
    crypto_library()->HMAC_Update(((Hmac *)to)->context, data, count);
}

enum { NEW_KEY, NEW_MESSAGE, NEW_DIGEST };

static Outcome hmac_begin(Call *call, size_t digest_at) {
    const uint8_t *key;
    size_t count;
    const DigestName *row;
    const Crypto *crypto = hash_library(call);
    if (!crypto || !arg_bytes(call, NEW_KEY, &key, &count)) return RAISED;
    if (count > INT_MAX) return raise_error(call->task, OverflowError, "key is too long.");
    const EVP_MD *digest = digest_of(call, call->args[digest_at], &row);
    Hmac *self = digest ? hmac_new(call, crypto, digest, row->name) : NULL;
    if (!self) return RAISED;
    replace_take(&call->keep, object_value(self));
    if (crypto->HMAC_Init_ex(self->context, count ? key : (const uint8_t *)"", (int)count, digest, NULL))
        return DONE;
    return raise_error(call->task, ValueError, "[digital envelope routines] unsupported");
}

Outcome hash_hmac_new(Call *call) {
    if (is_absent(call->args[NEW_DIGEST]))
        return raise_error(call->task, TypeError, "Missing required parameter 'digestmod'.");
    if (call->step != HASH_STEP && hmac_begin(call, NEW_DIGEST) != DONE) return RAISED;
    if (!is_absent(call->args[NEW_MESSAGE]) && !is_none(call->args[NEW_MESSAGE])) {
        Outcome outcome = hash_feed(call, NEW_MESSAGE, feed_hmac, object_of(call->keep));
        if (outcome != DONE) return outcome;
    }
    return give(call, retain(call->keep));
}

static bool finish(Hmac *self, uint8_t *out, unsigned *count) {
    const Crypto *crypto = crypto_library();
    HMAC_CTX *context = crypto->HMAC_CTX_new();
    bool done =
        context && crypto->HMAC_CTX_copy(context, self->context) && crypto->HMAC_Final(context, out, count);
    crypto->HMAC_CTX_free(context);
    return done;
}

Outcome hash_hmac_digest(Call *call) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned count;
    if (call->step != HASH_STEP && hmac_begin(call, NEW_DIGEST) != DONE) return RAISED;
    Outcome outcome = hash_feed(call, NEW_MESSAGE, feed_hmac, object_of(call->keep));
    if (outcome != DONE) return outcome;
    if (!finish((Hmac *)object_of(call->keep), digest, &count)) return raise_memory(call->task);
    return give(call, bytes_new(digest, count));
}

static Outcome hmac_update(Call *call) {
    Outcome outcome = hash_feed(call, 1, feed_hmac, self_of(call));
    return outcome == DONE ? give_none(call) : outcome;
}

static Outcome hmac_digest(Call *call) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned count;
    if (!finish(self_of(call), digest, &count)) return raise_memory(call->task);
    return give(call, bytes_new(digest, count));
}

static Outcome hmac_hexdigest(Call *call) {
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned count;
    if (!finish(self_of(call), digest, &count)) return raise_memory(call->task);
    return hash_give_hex(call, digest, count);
}

static Outcome hmac_copy(Call *call) {
    const Crypto *crypto = hash_library(call);
    Hmac *self = self_of(call), *made = crypto ? hmac_new(call, crypto, self->digest, self->name) : NULL;
    if (!made) return RAISED;
    if (crypto->HMAC_CTX_copy(made->context, self->context)) return give(call, object_value(made));
    release(object_value(made));
    return raise_memory(call->task);
}

static Outcome hmac_name(Call *call) {
    Buffer out = { 0 };
    buffer_append_format(&out, "hmac-%s", self_of(call)->name);
    return give_buffer(call, &out);
}

static Outcome hmac_size(Call *call) {
    return give_int(call, crypto_library()->EVP_MD_get_size(self_of(call)->digest));
}

static Outcome hmac_block_size(Call *call) {
    return give_int(call, crypto_library()->EVP_MD_get_block_size(self_of(call)->digest));
}

static const NativeSpec hmac_methods[] = {
    { "update(self, msg)", hmac_update, NULL },
    { "digest(self)", hmac_digest, NULL },
    { "hexdigest(self)", hmac_hexdigest, NULL },
    { "copy(self)", hmac_copy, NULL },
    { "name", hmac_name, NULL },
    { "digest_size", hmac_size, NULL },
    { "block_size", hmac_block_size, NULL },
    { 0 },
};

const ClassSpec hash_hmac_class = { .type = &hmac_type, .module = "_hashlib", .methods = hmac_methods };

/* ---- keys of passwords */

enum { PBKDF2_NAME, PBKDF2_PASSWORD, PBKDF2_SALT, PBKDF2_ITERATIONS, PBKDF2_LENGTH };

Outcome hash_pbkdf2(Call *call) {
    const uint8_t *password, *salt;
    size_t password_count, salt_count;
    int64_t iterations, length;
    uint8_t *out;
    Value name;
    const DigestName *row;
    Outcome outcome = arg_integer(call, PBKDF2_ITERATIONS);
    if (outcome == DONE && arg_is_given(call, PBKDF2_LENGTH)) outcome = arg_integer(call, PBKDF2_LENGTH);
    if (outcome != DONE) return outcome;
    if (!arg_str(call, PBKDF2_NAME, &name) || !arg_bytes(call, PBKDF2_PASSWORD, &password, &password_count) ||
        !arg_bytes(call, PBKDF2_SALT, &salt, &salt_count) || !arg_int64(call, PBKDF2_ITERATIONS, &iterations))
        return RAISED;
    const EVP_MD *digest = hash_named(call, name, &row);
    if (!digest) return RAISED;
    if (iterations < 1) return raise_error(call->task, ValueError, "iteration value must be greater than 0.");
    if (iterations > INT_MAX) return raise_error(call->task, OverflowError, "iteration value is too great.");
    length = crypto_library()->EVP_MD_get_size(digest);
    if (arg_is_given(call, PBKDF2_LENGTH) && !arg_int64(call, PBKDF2_LENGTH, &length)) return RAISED;
    if (length < 1) return raise_error(call->task, ValueError, "key length must be greater than 0.");
    if (length > INT_MAX) return raise_error(call->task, OverflowError, "key length is too great.");
    Value key = bytes_new_uninitialised((size_t)length, &out);
    if (is_absent(key)) return raise_memory(call->task);
    if (crypto_library()->PKCS5_PBKDF2_HMAC((const char *)password, (int)password_count, salt,
                                            (int)salt_count, (int)iterations, digest, (int)length, out))
        return give(call, key);
    release(key);
    return raise_error(call->task, ValueError, "PBKDF2 failed");
}

enum { SCRYPT_PASSWORD, SCRYPT_SALT, SCRYPT_N, SCRYPT_R, SCRYPT_P, SCRYPT_MEMORY, SCRYPT_LENGTH };

static Outcome arg_scrypt_number(Call *call, size_t i, uint64_t *number, const char *name) {
    if (is_int(call->args[i]) && int_sign(call->args[i]) >= 0 && int_fits_uint64(call->args[i], number))
        return DONE;
    return raise_error(call->task, TypeError, "%s is required and must be an unsigned int", name);
}

Outcome hash_scrypt(Call *call) {
    const uint8_t *password, *salt;
    size_t password_count, salt_count;
    uint64_t n, r, p;
    int64_t memory, length;
    uint8_t *out;
    if (!hash_library(call) || !arg_bytes(call, SCRYPT_PASSWORD, &password, &password_count)) return RAISED;
    if (!arg_is_given(call, SCRYPT_SALT)) return raise_error(call->task, TypeError, "salt is required");
    if (!arg_bytes(call, SCRYPT_SALT, &salt, &salt_count)) return RAISED;
    if (arg_scrypt_number(call, SCRYPT_N, &n, "n") != DONE) return RAISED;
    if (n < 2 || n & (n - 1)) return raise_error(call->task, ValueError, "n must be a power of 2.");
    if (arg_scrypt_number(call, SCRYPT_R, &r, "r") != DONE ||
        arg_scrypt_number(call, SCRYPT_P, &p, "p") != DONE)
        return RAISED;
    if (!arg_int64(call, SCRYPT_MEMORY, &memory) || !arg_int64(call, SCRYPT_LENGTH, &length)) return RAISED;
    if (memory < 0 || memory > INT_MAX)
        return raise_error(call->task, ValueError, "maxmem must be positive and smaller than %d", INT_MAX);
    if (length < 1 || length > INT_MAX)
        return raise_error(call->task, ValueError, "dklen must be greater than 0 and smaller than %d",
                           INT_MAX);
    const Crypto *crypto = crypto_library();
    if (!crypto->EVP_PBE_scrypt(NULL, 0, NULL, 0, n, r, p, (uint64_t)memory, NULL, 0))
        return raise_error(call->task, ValueError, "Invalid parameter combination for n, r, p, maxmem.");
    Value key = bytes_new_uninitialised((size_t)length, &out);
    if (is_absent(key)) return raise_memory(call->task);
    if (crypto->EVP_PBE_scrypt((const char *)password, password_count, salt, salt_count, n, r, p,
                               (uint64_t)memory, out, (size_t)length))
        return give(call, key);
    release(key);
    return raise_error(call->task, ValueError, "Invalid parameter combination for n, r, p, maxmem.");
}

/* ---- comparing */

Outcome hash_compare(Call *call) {
    const uint8_t *a, *b;
    size_t a_count, b_count;
    Value first = call->args[0], second = call->args[1];
    if (is_str(first) && is_str(second)) {
        if (!str_of(first)->is_ascii || !str_of(second)->is_ascii)
            return raise_error(call->task, TypeError,
                               "comparing strings with non-ASCII characters is not supported");
        a = (const uint8_t *)str_of(first)->data, a_count = str_count(first);
        b = (const uint8_t *)str_of(second)->data, b_count = str_count(second);
    } else if (!bytes_peek(first, &a, &a_count) && !bytes_peek(second, &b, &b_count)) {
        return raise_error(call->task, TypeError,
                           "unsupported operand types(s) or combination of types: '%T' and '%T'", first,
                           second);
    } else if (!arg_bytes(call, 0, &a, &a_count) || !arg_bytes(call, 1, &b, &b_count)) {
        return RAISED;
    }
    volatile uint8_t difference = a_count != b_count;
    for (size_t i = 0; i < b_count; i++) difference |= (uint8_t)((a_count == b_count ? a[i] : b[i]) ^ b[i]);
    return give_bool(call, difference == 0);
}
