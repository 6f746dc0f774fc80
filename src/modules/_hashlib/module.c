/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _hashlib, and the modules that CPython has for each family of digests, here
 * over OpenSSL as well. */
#include "modules/_hashlib/hash.h"
#include "vm/machine.h"
#include "vm/raise.h"

const ExceptionSpec hash_unsupported = { "_hashlib", "UnsupportedDigestmodError", ValueError };

// clang-format off
#define DIGESTS(X)                                                                                           \
    X(md5) X(sha1) X(sha224) X(sha256) X(sha384) X(sha512) X(sha3_224) X(sha3_256) X(sha3_384) X(sha3_512)   \
    X(shake_128) X(shake_256)
// clang-format on

#define DIGEST(name)                                                                                         \
    static Outcome hash_##name(Call *call) { return hash_make(call, #name, 0); }
DIGESTS(DIGEST)

enum { NEW_NAME, NEW_STRING };

static Outcome hash_new_named(Call *call) {
    const DigestName *row;
    Value name = call->args[NEW_NAME];
    if (!is_str(name)) return raise_error(call->task, TypeError, "name must be a string");
    if (call->step == HASH_STEP) return hash_make(call, "", NEW_STRING);
    if (!hash_named(call, name, &row)) return RAISED;
    return hash_make(call, row->name, NEW_STRING);
}

static Outcome hash_fips_mode(Call *call) { return give_int(call, 0); }

#define ROW(name) { "openssl_" #name "(string=..., *, usedforsecurity=True)", hash_##name, NULL },
#define PLAIN_ROW(name) { #name "(string=..., *, usedforsecurity=True)", hash_##name, NULL },

static const NativeSpec hashlib_functions[] = {
    { "new(name, string=..., *, usedforsecurity=True)", hash_new_named, NULL },
    { "hmac_new(key, msg=..., digestmod=...)", hash_hmac_new, NULL },
    { "hmac_digest(key, msg, digest)", hash_hmac_digest, NULL },
    { "pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)", hash_pbkdf2, NULL },
    { "scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, "
      "dklen=64)",
      hash_scrypt, NULL },
    { "compare_digest(a, b, /)", hash_compare, NULL },
    { "get_fips_mode()", hash_fips_mode, NULL },
    DIGESTS(ROW){ 0 },
};

static bool hashlib_init(Machine *machine, Module *module) {
    (void)machine;
    Value names = frozenset_new();
    for (const DigestName *row = digest_names; row->name; row++) {
        Value name = str_new(row->name);
        HashedKey key = { name, str_hash(name) };
        if (!set_add(set_of(names), key)) memory_end();
        release(name);
    }
    dict_define_text_take(module->dict, "openssl_md_meth_names", names);
    return true;
}

static const ClassSpec *const hashlib_classes[] = { &hash_class, &hash_xof_class, &hash_hmac_class, NULL };
static const ExceptionSpec *const hashlib_exceptions[] = { &hash_unsupported, NULL };

const ModuleSpec hashlib_module = {
    .name = "_hashlib",
    .doc = "Digests of OpenSSL.",
    .functions = hashlib_functions,
    .classes = hashlib_classes,
    .exceptions = hashlib_exceptions,
    .init = hashlib_init,
};

/* The modules of one digest have the classes of all, without their names. */
static bool plain_init(Machine *machine, Module *module) {
    (void)module;
    for (const ClassSpec *const *class = hashlib_classes; *class; class ++) {
        if (!machine_class(machine, (*class)->type)) machine_add_class(machine, *class);
    }
    return true;
}

static const NativeSpec md5_functions[] = { PLAIN_ROW(md5){ 0 } };
const ModuleSpec md5_module = {
    .name = "_md5", .doc = "Digests of OpenSSL.", .functions = md5_functions, .init = plain_init
};

static const NativeSpec sha1_functions[] = { PLAIN_ROW(sha1){ 0 } };
const ModuleSpec sha1_module = {
    .name = "_sha1", .doc = "Digests of OpenSSL.", .functions = sha1_functions, .init = plain_init
};

static const NativeSpec sha256_functions[] = { PLAIN_ROW(sha224) PLAIN_ROW(sha256){ 0 } };
const ModuleSpec sha256_module = {
    .name = "_sha256", .doc = "Digests of OpenSSL.", .functions = sha256_functions, .init = plain_init
};

static const NativeSpec sha512_functions[] = { PLAIN_ROW(sha384) PLAIN_ROW(sha512){ 0 } };
const ModuleSpec sha512_module = {
    .name = "_sha512", .doc = "Digests of OpenSSL.", .functions = sha512_functions, .init = plain_init
};

static const NativeSpec sha3_functions[] = { PLAIN_ROW(sha3_224) PLAIN_ROW(sha3_256) PLAIN_ROW(
    sha3_384) PLAIN_ROW(sha3_512) PLAIN_ROW(shake_128) PLAIN_ROW(shake_256){ 0 } };
const ModuleSpec sha3_module = {
    .name = "_sha3", .doc = "Digests of OpenSSL.", .functions = sha3_functions, .init = plain_init
};
